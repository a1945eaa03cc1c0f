"""The whole argument for a verdict, line by line, as a textbook would write it.

A line is made of words and formulas, so that it can be set as plain text or in LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flint import fmpq

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Oscillating, Undefined, Unknown
from relu_tui.calculus.decision.one_side import OneSide, Witness
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.exact.constant import Constant, Number
from relu_tui.calculus.exact.printing import write
from relu_tui.calculus.exact.sign import UNPRINTABLE
from relu_tui.calculus.explanation.branch_reasons import branches
from relu_tui.calculus.explanation.phrases import (
    Formula,
    Line,
    arrow,
    bracketed,
    cancelled,
    detailed,
    formulas,
    growth,
    known_of,
    limit_text,
    point_text,
    shifted_text,
    side_condition,
    side_name,
)
from relu_tui.calculus.explanation.reasons import continuity, equality, slope_reason, unprintable
from relu_tui.calculus.germs import printing as germ_text
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.germ import Germ, compare, constant, range_of


@dataclass(frozen=True)
class Section:
    """A step of the argument: a heading, then its lines."""

    heading: str
    lines: tuple[Line, ...]


def argue(proof: Proof) -> tuple[Section, ...]:
    """The whole argument, in the order of the four conditions, and what follows."""
    f = proof.name
    return (
        Section(f"1  Is {f} continuous there?", (*_values(proof), continuity(proof))),
        Section("2  The left-hand limit of the difference quotient", _side_lines(proof, proof.left)),
        Section("3  The right-hand limit of the difference quotient", _side_lines(proof, proof.right)),
        Section("4  Are the two limits equal?", (equality(proof), _conclusion(proof))),
    )


def _values(proof: Proof) -> Iterator[Line]:
    f = proof.name
    at = point_text(proof)
    if isinstance(proof.value, Finite):
        yield ("The value: ", Formula(f"{f}({at}) = {write(proof.value.number)}"), ".")
    for side in (proof.left, proof.right):
        to = arrow(side)
        if isinstance(side.approach, Finite | Infinite):
            text = f"lim {to} {f}({shifted_text(proof)}) = {limit_text(side.approach)}"
            yield (f"From the {side_name(side)}: ", Formula(text), ".")


def _side_lines(proof: Proof, side: OneSide) -> tuple[Line, ...]:
    f = proof.name
    at = point_text(proof)
    if isinstance(side.slope, Undefined | Unknown):
        return (*branches(side), slope_reason(proof, side))
    side = detailed(proof, side)
    rise, quotient = formulas(side)
    if UNPRINTABLE in rise + quotient:
        return (*branches(side), unprintable(side.slope))
    value = write(proof.value.number) if isinstance(proof.value, Finite) else UNPRINTABLE
    lines: list[Line] = [
        (
            f"Take {side_condition(proof, side)} and look at ",
            Formula(f"x = {shifted_text(proof)}"),
            ".",
        ),
        *branches(side),
        (
            "So ",
            Formula(f"{f}({shifted_text(proof)}) = {rise}"),
            " and ",
            Formula(f"{f}({at}) = {value}"),
            ".",
        ),
        (
            Formula(f"({f}({shifted_text(proof)}) − {f}({at}))/Δx = {cancelled(proof, side, quotient)}"),
            *known_of(side.germ, side.quotient),
            ".",
        ),
    ]
    lines += _limit_lines(side, quotient)
    return tuple(lines)


def _limit_lines(side: OneSide, quotient: str) -> Iterator[Line]:
    limit_of = f"lim {arrow(side)} {bracketed(quotient, also='−')}"
    match side.slope:
        case Finite(number):
            squeeze = _squeeze(side, number)
            if squeeze is not None:
                yield squeeze
            yield from _vanishing(side)
            yield (Formula(f"{limit_of} = {write(number)}"), ".")
        case Infinite():
            yield from _growth(side)
            yield (
                Formula(f"{limit_of} = {limit_text(side.slope)}"),
                ": infinite, so it does not exist.",
            )
        case Oscillating():
            for witness in side.witnesses:
                yield _sequence(side, witness)
            if side.witnesses:
                yield ("Two sequences of steps, two different limits: the quotient has none.",)
            else:
                yield (_unending(side),)


def _unending(side: OneSide) -> str:
    """Why a sum of waves in front has no limit, where no sequences were looked for."""
    terms = () if side.quotient is None else side.quotient.leading_group()[0]
    waves = {scale.wave.trig[1] for scale, _ in terms if scale.wave and scale.wave.trig}
    if len(waves) == 1:
        return "The wave never dies away: the quotient has no limit."
    return "Waves of different lengths never die away together: the quotient has no limit."


def _vanishing(side: OneSide) -> Iterator[Line]:
    """Why a term with an exponential or a logarithm in it tends to 0."""
    if side.quotient is None or not side.quotient.terms:
        return
    scale, coefficient = side.quotient.terms[0]
    if scale.wave is not None or scale.is_plain() or compare(scale, scales.ONE) >= 0:
        return
    text, negative = germ_text.term(scale, coefficient, side.side)
    shown = Formula(f"{'−' if negative else ''}{text}")
    if scale.exponent is not None:
        if compare(scale.exponent.resolved().leading()[0], scales.LOG) > 0:
            yield (shown, " tends to 0, for an exponential outweighs every power of ", Formula("Δx"), ".")
        elif scale.power:
            yield (shown, " tends to 0, for a power of ", Formula("Δx"), " outweighs an exponential so slow.")
        else:  # e^(−√ln(1/|Δx|)) is larger than every power of Δx
            yield (shown, " tends to 0, however slowly its exponent grows.")
    elif scale.power and scale.logs:
        yield (shown, " tends to 0, for a power of ", Formula("Δx"), " outweighs every power of a logarithm.")


def _squeeze(side: OneSide, limit: Number) -> Line | None:
    """The two bounds that force something that oscillates to the limit."""
    germ = side.quotient
    if germ is None:
        return None
    moving = germ.minus(constant(limit)) if limit else germ
    if not moving.terms or compare(moving.terms[0][0], scales.ONE) >= 0:
        return None
    group, rest = moving.leading_group()
    if all(scale.wave is None for scale, _ in group):
        return None
    bounds = range_of(group)
    most = max(abs(bounds.low), abs(bounds.high))
    if not rest.is_identically_zero:
        most += 1
    size, _ = germ_text.scale_text(group[0][0].growth(), 1)
    size = size.replace("Δx", "|Δx|").replace("||", "|")
    bound = size if most == 1 else f"{germ_text.outward(most, 1)}·{size}"
    near = "" if rest.is_identically_zero else " near 0"
    number = write(limit)
    apart = f"+ {number[1:]}" if number.startswith("−") else f"− {number}"
    middle = f"quotient {apart}" if limit else "quotient"
    return (
        "It is squeezed: ",
        Formula(f"−{bound} ≤ {middle} ≤ {bound}"),
        f"{near}, and both bounds tend to 0.",
    )


def _growth(side: OneSide) -> Iterator[Line]:
    """The term that grows."""
    if side.quotient is None or not side.quotient.terms or not isinstance(side.slope, Infinite):
        return
    scale, coefficient = side.quotient.terms[0]
    if scale.wave is not None:
        return
    text, negative = germ_text.term(scale, coefficient, side.side)
    shown = Formula(f"{'−' if negative else ''}{text}")
    which = "The term " if len(side.quotient.terms) > 1 or not side.quotient.is_exact else ""
    yield (which, shown, f" {growth(side.slope)} as ", Formula(arrow(side)), ".")


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
    """h with base(h) = turns, where the base is c/h^p."""
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


def _conclusion(proof: Proof) -> Line:
    f = proof.name
    at = point_text(proof)
    verdict = proof.differentiable
    if verdict is None:
        return (f"So it is not settled whether {f} is differentiable at ", Formula(at), ".")
    if verdict and proof.derivative is not None:
        return (
            f"All four hold: {f} is differentiable at ",
            Formula(at),
            ", and ",
            Formula(f"{f}′({at}) = {write(proof.derivative)}"),
            ".",
        )
    return (f"So the derivative does not exist: {f} is not differentiable at ", Formula(at), ".")
