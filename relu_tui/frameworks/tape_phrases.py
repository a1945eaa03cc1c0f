"""What is said of a tape: of a row, of what comes back, of the choices, of what the values stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from relu_tui.calculus.decision.limit_values import Infinite
from relu_tui.calculus.exact.constant_printing import shown_number
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.explanation.phrases import enumerated
from relu_tui.calculus.language.calls import ARRAY_MAKERS, REDUCTIONS
from relu_tui.calculus.language.functions import ALIASES, FUNCTIONS
from relu_tui.calculus.language.functions_by_formula import plain
from relu_tui.calculus.language.printing import shown_node
from relu_tui.frameworks.backward import Backward
from relu_tui.frameworks.choices_at_kinks import USUAL, Dependence, weights
from relu_tui.frameworks.comparison import Standing, spelled
from relu_tui.frameworks.every_framework import KNOWN_VERSIONS
from relu_tui.frameworks.function_rules import Single
from relu_tui.frameworks.live.probe import AS_TYPED
from relu_tui.frameworks.measured import CONDITIONS
from relu_tui.frameworks.operations import OPERATIONS
from relu_tui.frameworks.order_rules import bounds_cross
from relu_tui.frameworks.slopes import LocalSlope
from relu_tui.frameworks.tape import Row, Tape, X
from relu_tui.frameworks.tape_view import RIGHT, TapeView

RATE = 0.1
"""Of the step of training that is told."""


LONGEST_FORMULA = 60
"""Characters of a formula that is written into a sentence."""

SHORT = {"tensorflow": "tf"}
"""Names in the heads of columns."""


CHECKED = (
    "Predicted by the rules of {rules}; held against runs of all of them ({when}) on more than 600 "
    "expressions."
)


def no_operation(tape: Tape) -> str:
    """What is said of a tape without rows."""
    known = "f is x itself" if tape.root == X else "x does not occur in f"
    return f"{known}: there is no operation to go back through."


def short(name: str) -> str:
    """A framework's name, where there is little room."""
    return SHORT.get(name, name)


def single_text(value: Single | float | None, nothing: str = "–") -> str:
    """A number in float32 as it is read, NaN by its name; `nothing` where nothing was sent at all."""
    if value is None:
        return nothing
    return "NaN" if value != value else spelled(float(value))


def taken_text(found: Backward, row: Row) -> str:
    """The numbers that a framework takes for an operation's slopes."""
    return ", ".join(
        single_text(value)
        for value, operand in zip(found.taken(row), row.operands, strict=True)
        if operand.slope is not None
    )


def value_text(row: Row) -> str:
    """The exact value of an operation, in a cell of a table."""
    if row.value.number is None:
        return "none" if row.value.is_settled else "not settled"
    return shown_number(row.value.number, 10)


def slope_text(row: Row) -> str:
    """What is proved of an operation's slopes, in a cell of a table."""
    slopes = [operand.slope for operand in row.operands if operand.slope is not None]
    texts = [_slope(slope) for slope in slopes]
    if row.boundary is not None:
        return f"none: {shown_node(row.boundary)} turns"
    one_sided = [slope for slope in slopes if slope.is_known and slope.derivative is None]
    if len(set(texts)) == 1 and len(one_sided) > 1:
        return f"{texts[0]} each"
    return " and ".join(texts)


def _slope(slope: LocalSlope) -> str:
    if not slope.is_known:
        return "not settled"
    if slope.derivative is not None:
        return shown_number(slope.derivative, 10)
    ends = slope.ends
    if ends is not None:
        low, high = sorted(ends, key=as_float)
        return f"none: [{shown_number(low, 8)}, {shown_number(high, 8)}]"
    signs = {side.sign for side in (slope.left, slope.right) if isinstance(side, Infinite)}
    if signs:
        return f"none: {'+∞' if signs == {1} else '−∞' if signs == {-1} else '±∞'}"
    return "none"


def returned_text(found: Backward) -> str:
    """What a framework returns, as it is read."""
    if found.refused is not None:
        return "an error"
    return single_text(found.returned, "None")


def said(found: Backward) -> str:
    """How what a framework returns stands to what is proved, with the difference where there is one."""
    derivative, value = found.tape.examination.derivative, found.returned
    if found.standing is Standing.OTHER and derivative is not None and value is not None:
        return f"{found.standing}: it differs by {spelled(abs(value - as_float(derivative)))}"
    if found.standing is Standing.NO_NUMBER and derivative is not None:
        return f"where the derivative is {shown_number(derivative)}"
    return str(found.standing)


def comes_back(found: Backward) -> str:
    """What a framework returns, and how that stands to what is proved; or that it raises an error."""
    if found.refusal is not None:
        return (
            f"{found.refusal.why if found.refusal.lacks else 'the call raises an error'}; nothing comes back"
        )
    return f"backward() returns {returned_text(found)}, {said(found)}"


def blame(found: Backward, index: int) -> str:
    """What a row does to make a framework return what it returns."""
    row = found.tape.rows[index]
    if index == found.refused and found.refusal is not None:
        return f"row {row.name}, {row.written}: {found.refusal.why}."
    taken = ", ".join(
        single_text(value, "nothing")
        for value, operand in zip(found.taken(row), row.operands, strict=True)
        if operand.slope is not None
    )
    arrives = found.arriving[index]
    if index == found.first_nan and arrives is not None:
        return f"row {row.name}, {row.written}: {spelled(float(arrives))} · {taken} is NaN."
    return f"row {row.name}, {row.written}: takes {taken}, {found.judged(row)}."


def rounding_note(row: Row) -> str:
    """What is to be said where float32 misses a kink that is there; empty otherwise."""
    if weights(row) is None or row.operation not in ("relu", "abs", "max", "min"):
        return ""
    values = [float(single) for single in row.inputs]
    apart = values[0] - values[1] if len(values) == 2 else values[0]
    if not apart or apart != apart:
        return ""
    missed = f"Row {row.name} is at its kink, and float32 misses it by {spelled(apart)}"
    return f"{missed}: rounding chooses the side."


def crossing_note(row: Row) -> str:
    """What is to be said of a clamp whose bounds cross, where frameworks have different values."""
    if not bounds_cross(row.operation, row.inputs):
        return ""
    if row.operation == "hardtanh":
        return (
            f"The bounds of row {row.name} cross: torch raises an error. jax and tensorflow have no bounds "
            "to set, and their clip has the upper one in jax, the lower one in tensorflow, as f is read here."
        )
    return (
        f"The bounds of row {row.name} cross: torch and jax have the upper one there, as f is read here, and "
        "tensorflow the lower one. What it returns belongs to another function."
    )


def dependence_text(tape: Tape, found: Dependence) -> str:
    """What would come back for every s, and which s is right."""
    names = " and ".join(
        dict.fromkeys(row.operation for row in tape.rows if row.operation and weights(row) is not None)
    )
    if found.is_constant:
        tail = ", the derivative" if found.always_right else ""
        return f"No choice matters: backward() would return {found.text}{tail} for every s."
    ends = ", ".join(f"{shown_number(found.at(s))} for s = {s}" for s in USUAL)
    text = f"If every choice at a kink ({names}) were s, backward() would return {found.text}: {ends}. "
    if found.derivative is None:
        return text + "None is right: there is no derivative."
    right = [f"s = {s}" for s in found.right or ()]
    right += [f"s ≈ {s:.4f}, which is irrational" for s in found.irrational or ()]
    if right:
        return text + f"Right is {' or '.join(right)}, and no other s.{_every_network(names, found)}"
    if found.irrational is None:
        return text + "Of 0, 1/2 and 1 none is right."
    return text + "No s in [0, 1] is right."


def _every_network(names: str, found: Dependence) -> str:
    """The other function of ReLU alone, which needs another s than this one."""
    if names != "relu" or found.irrational:
        return ""
    if found.right == (Fraction(0),):
        other = "relu(x) − relu(−x), which is x, gets 2s, and needs s = 1/2"
    elif Fraction(0) not in (found.right or ()):
        other = "relu(−relu(−x)), which is 0, gets s², and needs s = 0"
    else:
        return ""
    return f" But {other}: no s is right in every network."


def as_formula(view: TapeView) -> Iterator[str]:
    """What the same function gets where it is written as its formula, if that is something else."""
    formula = view.predictions.formula
    if formula is None or all(
        alike(view.predictions.of(found.rules.framework), found.returned) for found in formula.backs
    ):
        return
    tree = shown_node(view.tape.examination.function.tree)
    told = f", {tree}," if len(tree) <= LONGEST_FORMULA else ""
    names: dict[str, list[str]] = {}
    for found in formula.backs:
        names.setdefault(returned_text(found), []).append(short(found.rules.framework))
    gets = "; ".join(f"{value} from {enumerated(each)}" for value, each in names.items())
    yield f"The same function written as its formula{told} gets {gets}."


def consequences(view: TapeView) -> Iterator[str]:
    """What one step of training does with it."""
    derivative = view.tape.examination.derivative
    value = view.shown.returned
    if derivative is None or view.shown.standing in RIGHT or view.shown.refused is not None:
        return
    if value is None:
        yield "No gradient comes back to x: a step of training leaves it where it is."
        return
    if value != value or abs(value) == float("inf"):
        yield "One step of training makes x no number, and everything that is computed from it."
        return
    step, moved = spelled(-RATE * as_float(derivative)), spelled(-RATE * value)
    yield f"One step of training at rate 0.1 moves x by {moved}; the true slope moves it by {step}."


def sources(view: TapeView) -> Iterator[str]:
    """What the values stand on: rules, runs, and what this machine measured."""
    names = written_out(view.tape.examination.function.text)
    if names:
        yield (
            f"Written out here: {', '.join(names)}. As an operation of a framework's own it may return "
            "something else: relu-tui frameworks, or t on the screen of the tape, tells what was measured."
        )
    rules = ", ".join(f"{name} {enumerated(versions)}" for name, versions in KNOWN_VERSIONS.items())
    when = CONDITIONS.rpartition(", ")[2]
    yield CHECKED.format(rules=rules, when=when)
    for found in view.measurements:
        value, back = found.value(AS_TYPED), view.predictions.of(found.framework)
        if value is None:
            expected = ", as predicted" if found.version and back.returned is None else ""
            yield f"Measured here: {found.framework} {found.trouble}{expected}."
            continue
        agrees = "as predicted" if agrees_with(back, value) else "NOT as predicted: the rules miss something"
        yield f"Measured here: {found.framework} {found.version} returns {single_text(value)}, {agrees}."
    yield from (f"Measured here: asking {name} …" for name in view.asking)


def written_out(text: str) -> tuple[str, ...]:
    """The functions named in an expression that are no rows of a tape, but read as a formula."""
    called = re.findall(r"([A-Za-z_][\w.]*)\s*\(", text)
    names = dict.fromkeys(name.rpartition(".")[2] for name in called)
    return tuple(name for name in names if plain(name) not in _AS_ROWS and plain(name) not in _ROWS)


_ROWS = {*map(plain, (*FUNCTIONS, *ALIASES)), *(name for each in OPERATIONS.values() for name in each.names)}
"""Plain names of functions that are a row of a tape."""


_AS_ROWS = ("where", "if", "else", "and", "or", "not", "in", "x", *ARRAY_MAKERS, *REDUCTIONS)
"""Words before a parenthesis that are rows, or hold what a row is of, or are no functions."""


def alike(found: Backward, value: float | None) -> bool:
    """Whether another value is what is predicted, no value at all included, as far as float32 tells."""
    return found.returned is None if value is None else agrees_with(found, value)


def agrees_with(found: Backward, value: float) -> bool:
    """Whether what was measured is what was predicted, as far as float32 tells."""
    predicted = found.returned
    if predicted is None:
        return False
    if value != value or predicted != predicted:
        return value != value and predicted != predicted
    return predicted == value or abs(predicted - value) <= 1e-6 + 2e-4 * abs(value)
