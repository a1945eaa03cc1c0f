"""Germs as a student reads them, in terms of Δx: Δx − Δx³/6 + …, e^(−1/Δx), Δx²·ln|Δx|."""

from __future__ import annotations

from flint import fmpq

from relu_tui.calculus.exact import constant_printing as constants
from relu_tui.calculus.exact.constant import Constant, Number, exponential
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.scale import Exponent, Scale, as_number, sign_of
from relu_tui.calculus.germs.waves import Opaque, Wave
from relu_tui.calculus.language.formula import (
    MORE,
    ONE,
    STEP,
    ZERO,
    Applied,
    Bars,
    Bounded,
    Expressed,
    Formula,
    Listed,
    Power,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Words,
    negative,
    numbered,
    power,
    product,
    quotient,
)
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.syntax import Call, Negative

MOST_TERMS = 3

LARGEST_DENOMINATOR = 16
"""Of the end of a range that is written as a fraction."""

MOST_CHARACTERS = 18
"""Characters of a coefficient that is written exactly."""


def write(germ: Germ, side: int, most: int = MOST_TERMS) -> str:
    """The leading terms of a germ as text; see `formula`."""
    return readable(formula(germ, side, most))


def formula(germ: Germ, side: int, most: int = MOST_TERMS) -> Formula:
    """The leading terms of a germ in Δx = ±h, with `…` where more follow.

    Args:
        germ: An expansion in h > 0.
        side: 1 where Δx = h, −1 where Δx = −h.
        most: Terms shown.
    """
    return numbered(_formula(germ, side, most))


def _formula(germ: Germ, side: int, most: int = MOST_TERMS) -> Formula:
    germ = germ.resolved()
    if any(_is_nought(coefficient) for _, coefficient in germ.terms):
        germ = Germ(tuple(term for term in germ.terms if not _is_nought(term[1])), germ.remainder)
    if not germ.terms:
        return ZERO if germ.remainder is None else bound(germ, side)
    most = _whole_orders(germ, most)
    terms = [_term(scale, coefficient, side) for scale, coefficient in germ.terms[:most]]
    signed = [(-1 if is_negative else 1, shown) for shown, is_negative in terms]
    if germ.remainder is not None or len(germ.terms) > most:
        signed.append((1, MORE))
    return signed[0][1] if len(signed) == 1 and signed[0][0] > 0 else Sum(tuple(signed))


def _is_nought(coefficient: Number) -> bool:
    """Whether a coefficient is printed as 0: it was proved to be, if late."""
    return isinstance(coefficient, Constant) and constants.formula(coefficient, MOST_CHARACTERS) == ZERO


def _whole_orders(germ: Germ, most: int) -> int:
    """How many terms to show so that none is left out that is as large as one shown."""
    terms = germ.terms
    if most >= len(terms) or terms[most - 1][0].growth() != terms[most][0].growth():
        return most
    sizes = [scale.growth() for scale, _ in terms]
    first = sizes.index(sizes[most])
    return first or most + next((i for i, size in enumerate(sizes[most:]) if size != sizes[0]), len(terms))


def unknowns(germ: Germ, most: int = MOST_TERMS, variable: str = "x") -> Formula | None:
    """What θ is, where it stands for something bounded among the terms shown, and its bounds: `0 ≤ θ ≤ 1`.

    Args:
        germ: The expansion.
        most: Terms shown.
        variable: What is written for x in what θ is.
    """
    most = _whole_orders(germ, most)
    shown = {f.serial: f for scale, _ in germ.terms[:most] if scale.wave for f in scale.wave.opaque}
    names: dict[tuple[Formula, Formula], list[Formula]] = {}
    known: list[Formula] = []
    for place, serial in enumerate(sorted(shown), start=1):
        theta = Bounded(serial, place if len(shown) > 1 else 0)
        names.setdefault(ends_of(shown[serial]), []).append(theta)
        source = shown[serial].source
        if source is not None:
            known.append(Relation(theta, (("=", Expressed(source, variable)),)))
    known += (
        Relation(low, (("≤", Listed(tuple(thetas))), ("≤", high))) for (low, high), thetas in names.items()
    )
    return Listed(tuple(known)) if known else None


def ends_of(factor: Opaque) -> tuple[Formula, Formula]:
    """The bounds of what is bounded: of e^(sin …) by name, as −1 ≤ sin ≤ 1 and e^u increases."""
    match factor.source:
        case Call("exp", (Call("sin" | "cos", _),)) | Call("exp", (Negative(Call("sin" | "cos", _)),)):
            return constants.formula(exponential(fmpq(-1))), constants.formula(exponential(fmpq(1)))
    return outward(factor.range.low, -1), outward(factor.range.high, 1)


def outward(end: fmpq, direction: int) -> Formula:
    """An end of a range: as a short fraction, or to three decimals and away from what is between."""
    if end.q <= LARGEST_DENOMINATOR:
        return constants.formula(end)
    thousandths = end * 1000
    rounded = thousandths.ceil() if direction > 0 else thousandths.floor()
    return Symbol(constants.digits(fmpq(rounded, 1000), 17))


def bound(germ: Germ, side: int) -> Formula:
    """The remainder alone."""
    size = scale_formula(germ.remainder or Scale(), side)[0]
    if size == ONE:
        return Words("something bounded")
    return Listed((Words("something at most a constant times"), size), " ")


def term(scale: Scale, coefficient: Number, side: int) -> Formula:
    """One term, with its sign."""
    shown, is_negative = _term(scale, coefficient, side)
    return numbered(negative(shown) if is_negative else shown)


def _term(scale: Scale, coefficient: Number, side: int) -> tuple[Formula, bool]:
    """(a term without its sign, whether it is negative)."""
    above, below, flips = _parts(scale, side)
    if isinstance(coefficient, Constant):
        size = constants.formula(coefficient, MOST_CHARACTERS)
        is_negative = readable(size).startswith("−")
        if is_negative:
            size = constants.formula(-coefficient, MOST_CHARACTERS)
        if above != ONE and isinstance(size, Quotient) and size.above == ONE:
            size = Quotient(above, size.below)
        else:
            size = product(size, above)
    else:
        is_negative = coefficient < 0
        size, below = _scaled(abs(coefficient), above, below)
    return quotient(size, below), is_negative != flips


def _scaled(coefficient: fmpq, above: Formula, below: Formula) -> tuple[Formula, Formula]:
    """(above, below) of the line for a positive rational times above/below."""
    if below != ONE and coefficient.q != 1 and len(str(coefficient)) <= MOST_CHARACTERS:
        return constants.product(fmpq(coefficient.p), above), product(Symbol(str(coefficient.q)), below)
    size = constants.product(coefficient, above)
    if len(readable(size)) > MOST_CHARACTERS + len(readable(above)):
        size = product(constants.formula(coefficient, MOST_CHARACTERS), above)
    return size, below


def scale_formula(scale: Scale, side: int) -> tuple[Formula, bool]:
    """(a scale, whether its sign flips when h is written as ±Δx)."""
    above, below, flips = _parts(scale, side)
    return quotient(above, below), flips


def _parts(scale: Scale, side: int) -> tuple[Formula, Formula, bool]:
    """(above the line, below it, whether the sign flips) of a scale."""
    exponent = scale.power
    above: list[Formula] = []
    below: list[Formula] = []
    flips = side < 0 and isinstance(exponent, int) and exponent % 2 != 0
    if exponent and sign_of(exponent) > 0:
        above.append(_power_of_step(exponent, side))
    elif exponent:
        below.append(_power_of_step(-exponent, side))
    for depth, k in enumerate(scale.logs, start=1):
        if k:
            positive = sign_of(k) > 0
            factor, is_negative = _logarithm(depth, k if positive else -k)
            (above if positive else below).append(factor)
            flips ^= is_negative
    exponent_shown = ZERO if scale.exponent is None else _formula(scale.exponent, side)
    if exponent_shown != ZERO:  # it may have been proved to be 0 late
        above.insert(0, Power(Symbol("e"), exponent_shown))
    if scale.wave is not None:
        factors, is_negative = _wave(scale.wave, side)
        above += factors
        flips ^= is_negative
    return product(*above), product(*below), flips


def _power_of_step(exponent: Exponent, side: int) -> Formula:
    """Δx to a positive power; of |Δx| where the power is not whole."""
    if isinstance(exponent, int):
        return power(STEP, exponent)
    base = STEP if side > 0 else Bars(STEP)
    if isinstance(exponent, fmpq):
        if exponent == fmpq(1, 2):
            return Root(2, base)
        if exponent == fmpq(1, 3):
            return Root(3, base)
        if exponent == fmpq(2, 3):
            return Root(3, power(STEP, 2))
    return Power(base, constants.formula(as_number(exponent)))


def _logarithm(depth: int, exponent: Exponent) -> tuple[Formula, bool]:
    """A power of Lⱼ; L₁ = −ln|Δx| is written without its sign where the exponent is whole."""
    if depth == 1 and isinstance(exponent, int):
        return power(Applied("ln", Bars(STEP)), exponent), exponent % 2 != 0
    inner: Formula = Quotient(ONE, Bars(STEP))
    for _ in range(depth):
        inner = Applied("ln", inner)
    return (inner if exponent == 1 else Power(inner, constants.formula(as_number(exponent)))), False


def _wave(wave: Wave, side: int) -> tuple[list[Formula], bool]:
    """(factors, sign flips) of a wave."""
    flips = False
    factors: list[Formula] = []
    if wave.trig is not None:
        kind, angle = wave.trig
        inner = _formula(angle, side)
        if readable(inner).startswith("−"):
            inner = _formula(angle.negated(), side)
            flips = kind == "sin"
        factors.append(Applied(kind, inner))
    factors += [Bounded(factor.serial) for factor in wave.opaque]
    return factors, flips
