"""The argument for a verdict, in sentences about this function at this point.

`reasons` gives one sentence a condition; `argue` the whole argument, line by line, as a textbook
would write it. A line is made of words and formulas, so that it can be set as plain text or in LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flint import fmpq

from relu_tui.calculus.constants.exact import Constant, Number
from relu_tui.calculus.constants.sign import sign
from relu_tui.calculus.constants.text import write
from relu_tui.calculus.decision import OneSide, Witness
from relu_tui.calculus.expansion import Choice, Side
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs import text as germ_text
from relu_tui.calculus.germs.germ import Germ, constant, range_of
from relu_tui.calculus.germs.scale import compare
from relu_tui.calculus.printing import to_readable
from relu_tui.calculus.syntax import Binary, Conditional, Literal, Node
from relu_tui.calculus.values import Finite, Infinite, Limit, Oscillating, Undefined, Unknown

if TYPE_CHECKING:
    from relu_tui.calculus.examination import Examination


class Formula(str):
    """The part of a line that is mathematics."""

    __slots__ = ()


Line = tuple[str, ...]
"""Words and formulas, to be read one after the other."""


@dataclass(frozen=True)
class Section:
    """A step of the argument: a heading, then its lines."""

    heading: str
    lines: tuple[Line, ...]


def plain(line: Line) -> str:
    """A line as text."""
    return "".join(line)


def reasons(examination: Examination) -> tuple[str, str, str, str]:
    """Why each of the four conditions has its status, in a sentence each."""
    return (
        plain(_continuity(examination)),
        plain(_slope_reason(examination, examination.left)),
        plain(_slope_reason(examination, examination.right)),
        plain(_equality(examination)),
    )


def argue(examination: Examination) -> tuple[Section, ...]:
    """The whole argument, in the order of the four conditions, and what follows."""
    return (
        Section("1  Is f continuous there?", (*_values(examination), _continuity(examination))),
        Section(
            "2  The left-hand limit of the difference quotient", _side_lines(examination, examination.left)
        ),
        Section(
            "3  The right-hand limit of the difference quotient", _side_lines(examination, examination.right)
        ),
        Section("4  Are the two limits equal?", (_equality(examination), _conclusion(examination))),
    )


def limit_text(value: Limit) -> str:
    """A limit in a word or a number: 1/2, +∞, oscillates, undefined, not settled."""
    match value:
        case Finite(number):
            return write(number)
        case Infinite(direction):
            return "+∞" if direction > 0 else "−∞"
        case Oscillating():
            return "oscillates"
        case Undefined():
            return "undefined"
    return "not settled"


def point_text(examination: Examination) -> str:
    """The point a, for reading."""
    return to_readable(examination.at.tree)


def shifted_text(examination: Examination) -> str:
    """The argument a+Δx, for reading: `0+Δx`, `1/3+Δx`."""
    return f"{point_text(examination)}+Δx"


# --- 1 --------------------------------------------------------------------------------------------


def _values(examination: Examination) -> Iterator[Line]:
    at = point_text(examination)
    if isinstance(examination.value, Finite):
        yield ("The value: ", Formula(f"f({at}) = {write(examination.value.number)}"), ".")
    for side in (examination.left, examination.right):
        arrow = _arrow(side)
        if isinstance(side.approach, Finite | Infinite):
            text = f"lim {arrow} f({shifted_text(examination)}) = {limit_text(side.approach)}"
            yield (f"From the {_name(side)}: ", Formula(text), ".")


def _continuity(examination: Examination) -> Line:
    at = point_text(examination)
    value = examination.value
    if isinstance(value, Undefined):
        return (Formula(f"f({at})"), f" has no value: {value.why}.")
    if isinstance(value, Unknown):
        return ("Whether ", Formula(f"f({at})"), f" has a value was not settled: {value.why}.")
    status = examination.statuses[0]
    number = write(value.number)
    there = [s for s in (examination.left, examination.right) if not isinstance(s.approach, Undefined)]
    if status == "holds":
        if not there:
            return (
                "f has no values near ",
                Formula(at),
                " to disagree with ",
                Formula(f"f({at}) = {number}"),
                ".",
            )
        where = (
            "both sides" if len(there) == 2 else f"the {_name(there[0])}, the only side where f has values"
        )
        return (Formula(f"f({at}) = {number}"), ", and ", Formula(f"f(x) → {number}"), f" from {where}.")
    for side in there:
        if isinstance(side.approach, Unknown):
            continue
        if not isinstance(side.approach, Finite) or write(side.approach.number, 99) != write(
            value.number, 99
        ):
            return (*_approach(side), ", but ", Formula(f"f({at}) = {number}"), ".")
    why = next((s.approach.why for s in there if isinstance(s.approach, Unknown)), "")
    return (f"Not settled: near that point {why}.",)


def _approach(side: OneSide) -> Line:
    """What f does as x comes from one side."""
    approach = side.approach
    if isinstance(approach, Oscillating):
        return (f"From the {_name(side)} f(x) oscillates and comes to rest at no number",)
    return (f"From the {_name(side)} ", Formula(f"f(x) → {limit_text(approach)}"))


# --- 2 and 3 --------------------------------------------------------------------------------------


def _slope_reason(examination: Examination, side: OneSide) -> Line:
    match side.slope:
        case Undefined(why):
            return _undefined(examination, side, why)
        case Unknown(why):
            return (f"Not settled for {_sign(side)}: {why}. The table is evidence, not proof.",)
    rise, quotient = _formulas(side)
    opening: Line = (
        f"For {_sign(side)}, ",
        Formula(f"f({shifted_text(examination)}) = {rise}"),
        ", so the quotient is ",
    )
    match side.slope:
        case Finite(number):
            if quotient == write(number):
                return (*opening, Formula(_cancelled(examination, side, quotient)), " at every step.")
            return (*opening, Formula(quotient), ", which tends to ", Formula(write(number)), ".")
        case Infinite():
            grows = "grows" if side.slope.sign > 0 else "falls"
            return (
                *(*opening, Formula(quotient), f", which {grows} past every bound ("),
                *(Formula(limit_text(side.slope)), "): no limit."),
            )
        case Oscillating(low, high):
            if low is None or high is None:
                return (*opening, Formula(quotient), ", which swings without end: no limit.")
            ends = f"{limit_text(low)} and {limit_text(high)}"
            return (
                *opening,
                Formula(quotient),
                ", which swings between ",
                Formula(ends),
                " without end: no limit.",
            )


def _undefined(examination: Examination, side: OneSide, why: str) -> Line:
    at = point_text(examination)
    if isinstance(examination.value, Undefined):
        return (
            "There is no difference quotient, since ",
            Formula(f"f({at})"),
            f" has no value: {examination.value.why}.",
        )
    return (f"For {_sign(side)}, ", Formula(f"f({shifted_text(examination)})"), f" has no value: {why}.")


def _formulas(side: OneSide) -> tuple[str, str]:
    """F(a+Δx) and the quotient, expanded in Δx."""
    germ, quotient = side.germ, side.quotient
    rise = germ_text.write(germ, side.side) if germ is not None else "…"
    return rise, germ_text.write(quotient, side.side) if quotient is not None else "…"


def _cancelled(examination: Examination, side: OneSide, quotient: str) -> str:
    """The quotient before and after cancelling: `(1 + Δx − 1)/Δx = Δx/Δx = 1`."""
    if side.germ is None or not isinstance(examination.value, Finite):
        return quotient
    value = write(examination.value.number)
    image = germ_text.write(side.germ, side.side)
    rise = germ_text.write(side.germ.minus(constant(examination.value.number)), side.side)
    stages = [f"{_bracketed(rise)}/Δx", quotient]
    if value != "0":
        stages.insert(0, f"({image} − {value})/Δx" if value[0] != "−" else f"({image} + {value[1:]})/Δx")
    return " = ".join(dict.fromkeys(stages))


def _side_lines(examination: Examination, side: OneSide) -> tuple[Line, ...]:
    at = point_text(examination)
    if isinstance(side.slope, Undefined | Unknown):
        return (*_branches(side), _slope_reason(examination, side))
    rise, quotient = _formulas(side)
    value = write(examination.value.number) if isinstance(examination.value, Finite) else "?"
    lines: list[Line] = [
        (f"Take {_sign(side)} and look at ", Formula(f"x = {shifted_text(examination)}"), "."),
        *_branches(side),
        (
            "So ",
            Formula(f"f({shifted_text(examination)}) = {rise}"),
            " and ",
            Formula(f"f({at}) = {value}"),
            ".",
        ),
        (
            Formula(
                f"(f({shifted_text(examination)}) − f({at}))/Δx = {_cancelled(examination, side, quotient)}"
            ),
            ".",
        ),
    ]
    lines += _limit_lines(side, quotient)
    return tuple(lines)


def _branches(side: OneSide) -> Iterator[Line]:
    """Which branch holds on this side and why, once for each part of f that branches."""
    told: set[str] = set()
    for choice in side.choices:
        line = _branch(choice, side)
        if line and plain(line) not in told:
            told.add(plain(line))
            yield line


def _branch(choice: Choice, side: OneSide) -> Line | None:
    node = to_readable(choice.node)
    if choice.value is not None:
        value = germ_text.write(choice.value, side.side)
        if choice.sign:
            return (Formula(f"{node} = {value}"), " since ", *_sign_of(choice, side), ".")
        subject = to_readable(choice.subject)
        expanded = germ_text.write(choice.germ, side.side)
        shown = subject if subject == expanded else f"{subject} = {expanded}"
        return (Formula(f"{node} = {value}"), " since ", Formula(shown), ".")
    if choice.taken is None:
        return None
    taken = to_readable(choice.taken)
    if isinstance(choice.node, Conditional):
        condition, verb = to_readable(choice.subject), "holds" if choice.sign > 0 else "fails"
        return ("Here ", Formula(condition), f" {verb}, so the branch is ", Formula(taken), ".")
    return (Formula(f"{node} = {taken}"), " since ", *_sign_of(choice, side), ".")


def _sign_of(choice: Choice, side: OneSide) -> Line:
    """The part whose sign settled a branch, expanded: `x − 1/3 = Δx > 0`."""
    node, germ, sign_found = choice.subject, choice.germ, choice.sign
    if isinstance(node, Binary) and node.operator == "-":  # u − 0 is u, and 0 − u < 0 is u > 0
        if _is_zero(node.right):
            node = node.left
        elif _is_zero(node.left):
            node, germ, sign_found = node.right, germ.negated(), -sign_found
    subject = to_readable(node)
    relation = {1: "> 0", -1: "< 0", 0: "= 0"}[sign_found]
    expanded = germ_text.write(germ, side.side)
    if not sign_found:
        return (Formula(f"{subject} = 0"),)
    return (
        Formula(f"{subject} = {expanded} {relation}" if subject != expanded else f"{subject} {relation}"),
    )


def _limit_lines(side: OneSide, quotient: str) -> Iterator[Line]:
    arrow = _arrow(side)
    match side.slope:
        case Finite(number):
            squeeze = _squeeze(side)
            if squeeze is not None:
                yield squeeze
            yield (Formula(f"lim {arrow} {_bracketed(quotient)} = {write(number)}"), ".")
        case Infinite():
            yield from _growth(side)
            yield (
                Formula(f"lim {arrow} {_bracketed(quotient)} = {limit_text(side.slope)}"),
                ": infinite, so it does not exist.",
            )
        case Oscillating():
            for witness in side.witnesses:
                yield _sequence(side, witness)
            if side.witnesses:
                yield ("Two sequences of steps, two different limits: the quotient has none.",)
            else:
                yield ("Waves of different lengths never die away together: the quotient has no limit.",)


def _squeeze(side: OneSide) -> Line | None:
    """The two bounds that force something that oscillates to 0."""
    germ = side.quotient
    if germ is None or not germ.terms or compare(germ.terms[0][0], scales.ONE) >= 0:
        return None
    group, rest = germ.leading_group()
    if all(scale.wave is None for scale, _ in group):
        return None
    bounds = range_of(group)
    most = max(abs(bounds.low), abs(bounds.high))
    if not rest.is_identically_zero:
        most += 1
    size, _ = germ_text.scale_text(group[0][0].growth(), 1)
    size = size.replace("Δx", "|Δx|").replace("||", "|")
    bound = germ_text.write(Germ(((scales.ONE, most),)), 1)
    bound = size if bound == "1" else f"{bound}·{size}"
    near = "" if rest.is_identically_zero else " near 0"
    return (
        "It is squeezed: ",
        Formula(f"−{bound} ≤ quotient ≤ {bound}"),
        f"{near}, and both bounds tend to 0.",
    )


def _growth(side: OneSide) -> Iterator[Line]:
    """The term that grows."""
    if side.quotient is None or not side.quotient.terms:
        return
    scale, coefficient = side.quotient.terms[0]
    text, negative = germ_text.term(scale, coefficient, side.side)
    yield (
        "The term ",
        Formula(f"{'−' if negative else ''}{text}"),
        " grows past every bound as ",
        Formula(_arrow(side)),
        ".",
    )


def _sequence(side: OneSide, witness: Witness) -> Line:
    """Steps along which the oscillation stands still, and the limit along them."""
    angle = write(witness.phase.angle)
    turns = f"{angle} + 2πn" if angle != "0" else "2πn"
    sign_text = "−" if side.side < 0 else ""
    steps = _steps(witness.phase.base, turns)
    limit = Formula(limit_text(witness.limit))
    if steps is None:
        base = germ_text.write(witness.phase.base, side.side)
        return (
            "Along the steps with ",
            Formula(f"{base} = {turns}"),
            ", n = 1, 2, 3, …, the quotient tends to ",
            limit,
            ".",
        )
    return (
        "Along ",
        Formula(f"Δx = {sign_text}{steps}"),
        ", n = 1, 2, 3, …, the quotient tends to ",
        limit,
        ".",
    )


def _steps(base: Germ, turns: str) -> str | None:
    """H with base(h) = turns, where the base is c/h^p."""
    if len(base.terms) != 1:
        return None
    scale, coefficient = base.terms[0]
    power = scale.power
    if not scale.is_plain() or isinstance(power, Constant) or power >= 0:
        return None
    simple = f"{write(coefficient)}/({turns})"
    if power == -1:
        return simple
    return f"√({simple})" if power == -2 else f"({simple})^({write(1 / -fmpq(power))})"


# --- 4 --------------------------------------------------------------------------------------------


def _equality(examination: Examination) -> Line:
    left, right = examination.left.slope, examination.right.slope
    if isinstance(left, Finite) and isinstance(right, Finite):
        a, b = write(left.number), write(right.number)
        match str(examination.statuses[3]):
            case "holds":
                return ("Both one-sided limits are ", Formula(a), ".")
            case "fails":
                if a == b:  # too close to tell apart in the digits shown
                    return (
                        "The two limits differ by ",
                        Formula(write(_gap(left.number, right.number))),
                        ", a little but not 0.",
                    )
                return (
                    Formula(f"{a} ≠ {b}"),
                    ": the quotient tends to one number from the left and to another from the right.",
                )
        return ("The two limits agree in every digit computed, but no proof was found that they are equal.",)
    missing = [
        f"{_name(side)}-hand"
        for side in (examination.left, examination.right)
        if not isinstance(side.slope, Finite | Unknown)
    ]
    if not missing:
        return ("Not settled, since a one-sided limit is not.",)
    verb = "limit does" if len(missing) == 1 else "limits do"
    return (f"There is nothing to compare: the {' and the '.join(missing)} {verb} not exist.",)


def _gap(left: Number, right: Number) -> Number:
    gap = right - left
    return gap if sign(gap) > 0 else -gap


def _conclusion(examination: Examination) -> Line:
    at = point_text(examination)
    verdict = examination.differentiable
    if verdict is None:
        return ("So it is not settled whether f is differentiable at ", Formula(at), ".")
    if verdict and examination.derivative is not None:
        return (
            "All four hold: f is differentiable at ",
            Formula(at),
            ", and ",
            Formula(f"f′({at}) = {write(examination.derivative)}"),
            ".",
        )
    return ("So the derivative does not exist: f is not differentiable at ", Formula(at), ".")


def _is_zero(node: Node) -> bool:
    return isinstance(node, Literal) and not node.value


# --- words ----------------------------------------------------------------------------------------


def _name(side: OneSide) -> str:
    return "left" if side.side is Side.LEFT else "right"


def _sign(side: OneSide) -> str:
    return "Δx < 0" if side.side is Side.LEFT else "Δx > 0"


def _arrow(side: OneSide) -> str:
    return "Δx→0⁻" if side.side is Side.LEFT else "Δx→0⁺"


def _bracketed(text: str) -> str:
    return f"({text})" if " " in text else text
