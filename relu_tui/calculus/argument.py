"""The whole argument for a verdict, line by line, as a textbook would write it.

A line is made of words and formulas, so that it can be set as plain text or in LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flint import fmpq

from relu_tui.calculus.constants.exact import Constant
from relu_tui.calculus.constants.text import write
from relu_tui.calculus.decision import OneSide, Witness
from relu_tui.calculus.expansion import Choice
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs import text as germ_text
from relu_tui.calculus.germs.germ import Germ, range_of
from relu_tui.calculus.germs.scale import compare
from relu_tui.calculus.printing import to_readable
from relu_tui.calculus.reasons import continuity, equality, slope_reason
from relu_tui.calculus.sentences import (
    Formula,
    Line,
    arrow,
    bracketed,
    cancelled,
    detailed,
    formulas,
    limit_text,
    plain,
    point_text,
    shifted_text,
    side_condition,
    side_name,
)
from relu_tui.calculus.syntax import Binary, Conditional, Literal, Node
from relu_tui.calculus.values import Finite, Infinite, Oscillating, Undefined, Unknown

if TYPE_CHECKING:
    from relu_tui.calculus.examination import Examination


@dataclass(frozen=True)
class Section:
    """A step of the argument: a heading, then its lines."""

    heading: str
    lines: tuple[Line, ...]


def argue(examination: Examination) -> tuple[Section, ...]:
    """The whole argument, in the order of the four conditions, and what follows."""
    return (
        Section("1  Is f continuous there?", (*_values(examination), continuity(examination))),
        Section(
            "2  The left-hand limit of the difference quotient", _side_lines(examination, examination.left)
        ),
        Section(
            "3  The right-hand limit of the difference quotient", _side_lines(examination, examination.right)
        ),
        Section("4  Are the two limits equal?", (equality(examination), _conclusion(examination))),
    )


def _values(examination: Examination) -> Iterator[Line]:
    at = point_text(examination)
    if isinstance(examination.value, Finite):
        yield ("The value: ", Formula(f"f({at}) = {write(examination.value.number)}"), ".")
    for side in (examination.left, examination.right):
        to = arrow(side)
        if isinstance(side.approach, Finite | Infinite):
            text = f"lim {to} f({shifted_text(examination)}) = {limit_text(side.approach)}"
            yield (f"From the {side_name(side)}: ", Formula(text), ".")


def _side_lines(examination: Examination, side: OneSide) -> tuple[Line, ...]:
    at = point_text(examination)
    if isinstance(side.slope, Undefined | Unknown):
        return (*_branches(side), slope_reason(examination, side))
    side = detailed(examination, side)
    rise, quotient = formulas(side)
    value = write(examination.value.number) if isinstance(examination.value, Finite) else "?"
    lines: list[Line] = [
        (f"Take {side_condition(side)} and look at ", Formula(f"x = {shifted_text(examination)}"), "."),
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
                f"(f({shifted_text(examination)}) − f({at}))/Δx = {cancelled(examination, side, quotient)}"
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


def _is_zero(node: Node) -> bool:
    return isinstance(node, Literal) and not node.value


def _limit_lines(side: OneSide, quotient: str) -> Iterator[Line]:
    to = arrow(side)
    match side.slope:
        case Finite(number):
            squeeze = _squeeze(side)
            if squeeze is not None:
                yield squeeze
            yield (Formula(f"lim {to} {bracketed(quotient)} = {write(number)}"), ".")
        case Infinite():
            yield from _growth(side)
            yield (
                Formula(f"lim {to} {bracketed(quotient)} = {limit_text(side.slope)}"),
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
        Formula(arrow(side)),
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
