"""A tape in words and columns. The command line prints it and the screen shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from textwrap import wrap

from relu_tui.calculus.decision.limit_values import Infinite
from relu_tui.calculus.exact.printing import write
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.language.compositions import plain
from relu_tui.calculus.language.functions import ALIASES, FUNCTIONS
from relu_tui.frameworks.backward import MOST_PATHS, Backward, Taken, count_paths
from relu_tui.frameworks.choices import Dependence, weights
from relu_tui.frameworks.comparison import Standing, proved, spelled
from relu_tui.frameworks.live.probe import AS_TYPED
from relu_tui.frameworks.measured import CONDITIONS
from relu_tui.frameworks.operations import OPERATIONS
from relu_tui.frameworks.own_rules import EVERY, KNOWN_VERSIONS
from relu_tui.frameworks.report import Kind
from relu_tui.frameworks.rules import Single
from relu_tui.frameworks.slopes import LocalSlope
from relu_tui.frameworks.tape import Row, Tape, X
from relu_tui.frameworks.tape_view import RIGHT, TapeView, culprits

RATE = 0.1
"""Of the step of training that is told."""

MOST_BLAMED = 4
"""Rows that are named for one value."""

SHORT = {"tensorflow": "tf"}
"""Names in the heads of columns."""

CHECKED = (
    "Predicted by the rules of {rules}; held against runs of all of them ({when}) on more than 400 "
    "expressions."
)


@dataclass(frozen=True)
class Line:
    """A line of the page.

    Attributes:
        kind: What it is.
        text: As it is read.
        row: The row of the tape that it is about, or 0.
    """

    kind: Kind
    text: str
    row: int = 0


def lines(view: TapeView, width: int) -> Iterator[Line]:
    """The whole page, none of its lines wider than asked, the tables excepted."""
    parts = (
        list(_operations(view, width)),
        [*_paths(view, width), *returned_lines(view, width)],
        list(_choices(view, width)),
        list(_paragraphs(consequences(view), width)),
        list(_paragraphs(sources(view), width, Kind.NOTE)),
    )
    for number, part in enumerate(filter(None, parts)):
        if number:
            yield Line(Kind.TEXT, "")
        yield from part


def _paragraphs(sentences: Iterator[str], width: int, kind: Kind = Kind.TEXT) -> Iterator[Line]:
    for sentence in sentences:
        yield from (Line(kind, f" {line}") for line in wrap(sentence, max(width - 1, 10)))


# --- operations -----------------------------------------------------------------------------------


def _operations(view: TapeView, width: int) -> Iterator[Line]:
    tape = view.tape
    if not tape.operations:
        yield Line(Kind.TEXT, f" {no_operation(tape)}")
        return
    heads = ("", "operation", "value", "local slope, proved", *map(_short, EVERY_NAME), "which is")
    rows = [_cells(view, row) for row in tape.operations]
    sizes = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    spare = width - sum(sizes) - 2 * len(sizes)
    sizes[1] = max(sizes[1] + min(spare, 0), 9)  # a long operation gives way first
    yield Line(Kind.HEAD, _joined(heads, sizes))
    for index, cells in enumerate(rows, start=1):
        yield Line(Kind.ROW, _joined(cells, sizes), index)


def no_operation(tape: Tape) -> str:
    """What is said of a tape without rows."""
    known = "f is x itself" if tape.root == X else "x does not occur in f"
    return f"{known}: there is no operation to go back through."


EVERY_NAME = tuple(rules.framework for rules in EVERY)


def _short(name: str) -> str:
    return SHORT.get(name, name)


def _joined(cells: Sequence[str], sizes: Sequence[int]) -> str:
    fitted = [
        cell if len(cell) <= size else f"{cell[: size - 1]}…" for cell, size in zip(cells, sizes, strict=True)
    ]
    padded = [cell.ljust(size) for cell, size in zip(fitted, sizes, strict=True)]
    return f" {'  '.join(padded)}".rstrip()


def _cells(view: TapeView, row: Row) -> tuple[str, ...]:
    taken = [taken_text(found, row) for found in view.backs]
    judged = {found.judged(row) for found in view.backs}
    which = next(kind for kind in (*_TOLD_FIRST, Taken.SLOPE) if kind in judged)
    mark = " ◂" if which is Taken.CHOICE else ""
    value = "none" if row.value is None else write(row.value, 10)
    return row.name, row.written, value, slope_text(row), *taken, f"{which}{mark}"


def taken_text(found: Backward, row: Row) -> str:
    """The numbers that a framework takes for an operation's slopes."""
    return ", ".join(
        spelled(None if value is None else float(value))
        for value, operand in zip(found.taken(row), row.operands, strict=True)
        if operand.slope is not None
    )


_TOLD_FIRST = (Taken.OTHER, Taken.INFINITE, Taken.CHOICE, Taken.OPEN)


def slope_text(row: Row) -> str:
    """What is proved of an operation's slopes, in a cell of a table."""
    slopes = [operand.slope for operand in row.operands if operand.slope is not None]
    told = [_slope(slope) for slope in slopes]
    if row.boundary:
        return f"none: {row.boundary} turns"
    one_sided = [slope for slope in slopes if slope.is_known and slope.derivative is None]
    if len(set(told)) == 1 and len(one_sided) > 1:
        return f"{told[0]} each"
    return " and ".join(told)


def _slope(slope: LocalSlope) -> str:
    if not slope.is_known:
        return "not settled"
    if slope.derivative is not None:
        return write(slope.derivative, 10)
    ends = slope.ends
    if ends is not None:
        low, high = sorted(ends, key=as_float)
        return f"none: [{write(low, 8)}, {write(high, 8)}]"
    signs = {side.sign for side in (slope.left, slope.right) if isinstance(side, Infinite)}
    if signs:
        return f"none: {'+∞' if signs == {1} else '−∞' if signs == {-1} else '±∞'}"
    return "none"


# --- what comes back ------------------------------------------------------------------------------


def returned_lines(view: TapeView, width: int) -> Iterator[Line]:
    """What backward() returns, whether that is the derivative, and which rows make it so."""
    for found in _distinct(view):
        names = ", ".join(_version(view, back) for back in _all(view) if _same(back, found))
        kind = Kind.RIGHT if found.standing in RIGHT else Kind.WRONG
        mark = "✓" if found.standing is Standing.DERIVATIVE else "?" if found.standing in RIGHT else "✗"
        text = f"{mark} {names}: backward() returns {returned_text(found)}, {said(found)}."
        yield from (Line(kind, f" {line}") for line in wrap(text, width - 1, subsequent_indent="   "))
        for row in culprits(found):
            yield from (Line(kind, f"   {line}", row) for line in wrap(blame(found, row), max(width - 3, 10)))
    yield from (Line(Kind.TEXT, f" {line}") for line in wrap(proved(view.tape.examination), width - 1))
    for row, note in enumerate(map(rounding_note, view.tape.rows)):
        if note:
            yield from (Line(Kind.NOTE, f" {line}", row) for line in wrap(note, width - 1))


def _all(view: TapeView) -> tuple[Backward, ...]:
    return *view.backs, *view.older


def _version(view: TapeView, found: Backward) -> str:
    """A framework's name, with its version where another one returns something else."""
    name = found.rules.framework
    differs = any(older.rules.framework == name for older in view.older)
    return f"{_short(name)} {found.rules.versions[0]}" if differs else _short(name)


def _distinct(view: TapeView) -> Iterator[Backward]:
    """A framework for each value that is returned."""
    seen: list[Backward] = []
    for found in _all(view):
        if not any(_same(found, other) for other in seen):
            seen.append(found)
            yield found


def _same(one: Backward, other: Backward) -> bool:
    return returned_text(one) == returned_text(other)


def returned_text(found: Backward) -> str:
    """What a framework returns, as it is read."""
    value = found.returned
    return "None" if value is None else "NaN" if value != value else spelled(value)


def said(found: Backward) -> str:
    """How what a framework returns stands to what is proved, with the difference where there is one."""
    derivative, value = found.tape.examination.derivative, found.returned
    if found.standing is Standing.OTHER and derivative is not None and value is not None:
        return f"{found.standing}: it differs by {spelled(abs(value - as_float(derivative)))}"
    if found.standing is Standing.NO_NUMBER and derivative is not None:
        return f"where the derivative is {write(derivative)}"
    return str(found.standing)


def blame(found: Backward, index: int) -> str:
    """What a row does to make a framework return what it returns."""
    row = found.tape.rows[index]
    taken = ", ".join(
        "nothing" if value is None else spelled(float(value)).replace("undefined", "NaN")
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


def _paths(view: TapeView, width: int) -> Iterator[Line]:
    found = view.shown
    paths, count = found.paths(), count_paths(view.tape)
    if not paths or paths[0].rows == (X,):
        return
    ways = [" → ".join(view.tape.rows[row].name for row in path.rows) for path in paths]
    products = [" · ".join(_factor(value) for value in path.factors) for path in paths]
    results = [_number(path.product) for path in paths]
    name = f"returned by {_short(found.rules.framework)}"
    ways = [*ways, *([name] if count > 1 else [])]
    size, long = max(map(len, ways)), max(map(len, products))
    for way, product, result in zip(ways, products, results, strict=False):
        text = f" {way:<{size}}   {product:<{long}} = {result}"
        yield from (Line(Kind.TEXT, line) for line in _cut(text, width))
    if count > MOST_PATHS:
        yield Line(Kind.NOTE, f" … and {count - MOST_PATHS:,} more paths")
    if count == 1:
        return
    total = " + ".join(_factor(path.product) for path in paths) if count <= MOST_PATHS else "the sum of all"
    yield from (
        Line(Kind.TEXT, line) for line in _cut(f" {name:<{size}}   {total} = {returned_text(found)}", width)
    )


def _cut(text: str, width: int) -> list[str]:
    return [text] if len(text) <= width else [f"{text[: width - 1]}…"]


def _number(value: Single | None) -> str:
    return "–" if value is None else spelled(float(value)).replace("undefined", "NaN")


def _factor(value: Single | None) -> str:
    """A number between signs: in parentheses if it has one itself."""
    text = _number(value)
    return f"({text})" if text.startswith("−") else text


# --- choices --------------------------------------------------------------------------------------


def _choices(view: TapeView, width: int) -> Iterator[Line]:
    if not view.kinks:
        return
    found = view.dependence
    if found is not None:
        yield from _paragraphs(iter([dependence_text(view.tape, found)]), width)
    here = view.choice(view.cursor) if view.cursor in view.kinks else None
    if here is not None:
        filled = round(float(here) * 24)
        bar = f"{'─' * filled}●{'─' * (24 - filled)}"
        row = view.tape.rows[view.cursor]
        yield Line(Kind.TEXT, f" s of {row.name}:  0 {bar} 1   s = {here}", view.cursor)
    if view.own:
        result = view.with_own
        told = ", ".join(f"{view.tape.rows[row].name}: {view.choice(row)}" for row in view.kinks)
        gives = "no number" if result is None else write(result)
        yield from _paragraphs(iter([f"With your choices ({told}) backward() would return {gives}."]), width)


def dependence_text(tape: Tape, found: Dependence) -> str:
    """What would come back for every s, and which s is right."""
    names = " and ".join(
        dict.fromkeys(row.operation for row in tape.rows if row.operation and weights(row) is not None)
    )
    if found.is_constant:
        tail = ", the derivative" if found.always_right else ""
        return f"No choice matters: backward() would return {found.text}{tail} for every s."
    ends = ", ".join(f"{write(found.at(s))} for s = {s}" for s in (Fraction(0), Fraction(1, 2), Fraction(1)))
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


def consequences(view: TapeView) -> Iterator[str]:
    """What one step of training does with it."""
    derivative = view.tape.examination.derivative
    value = view.shown.returned
    if derivative is None or view.shown.standing in RIGHT:
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
    rules = ", ".join(f"{name} {' and '.join(versions)}" for name, versions in KNOWN_VERSIONS.items())
    when = CONDITIONS.rpartition(", ")[2]
    yield CHECKED.format(rules=rules, when=when)
    for found in view.measurements:
        value = found.value(AS_TYPED)
        if value is None:
            yield f"Measured here: {found.framework} {found.trouble}."
            continue
        back = next(back for back in view.backs if back.rules.framework == found.framework)
        agrees = "as predicted" if agrees_with(back, value) else "NOT as predicted: the rules miss something"
        text = "NaN" if value != value else spelled(value)
        yield f"Measured here: {found.framework} {found.version} returns {text}, {agrees}."
    yield from (f"Measured here: asking {name} …" for name in view.asking)


def written_out(text: str) -> tuple[str, ...]:
    """The functions named in an expression that are no rows of a tape, but read as a formula."""
    called = re.findall(r"([A-Za-z_][\w.]*)\s*\(", text)
    names = dict.fromkeys(name.rpartition(".")[2] for name in called)
    return tuple(name for name in names if name.lower() not in _AS_ROWS and plain(name) not in _ROWS)


_ROWS = {*map(plain, (*FUNCTIONS, *ALIASES)), *(name for each in OPERATIONS.values() for name in each.names)}
"""Plain names of functions that are a row of a tape."""

_AS_ROWS = ("where", "if", "else", "and", "or", "not", "in", "x")
"""Words before a parenthesis that are rows, or no functions."""


def agrees_with(found: Backward, value: float) -> bool:
    """Whether what was measured is what was predicted, as far as float32 tells."""
    predicted = found.returned
    if predicted is None:
        return False
    if value != value or predicted != predicted:
        return value != value and predicted != predicted
    return predicted == value or abs(predicted - value) <= 1e-6 + 2e-4 * abs(value)
