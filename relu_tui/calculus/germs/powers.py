"""Quotients, powers and roots of germs."""

from __future__ import annotations

from functools import partial

from flint import arb, fmpq

from relu_tui.calculus.errors import Exhausted, NeedPhases, NotDefined
from relu_tui.calculus.exact import exponential as exact
from relu_tui.calculus.exact.balls import ball
from relu_tui.calculus.exact.constant import HALF, ONE, ZERO, Constant, Number, abbreviated, rational
from relu_tui.calculus.exact.sign import floor, is_zero, sign
from relu_tui.calculus.germs import germ as germs
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.germ import Germ, Term, compare, constant, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import Exponent, Scale
from relu_tui.calculus.germs.series_composition import compose, opaque, oscillates, range_of_lead
from relu_tui.calculus.germs.waves import Range, Wave, exponential

THIRD = fmpq(1, 3)

MOST_FACTORS = 8
"""A whole power up to this is multiplied out."""


def quotient(setting: Setting, u: Germ, v: Germ) -> Germ:
    """u / v.

    Raises:
        NotDefined: v is identically 0.
    """
    v = v.without_vanishing_lead()
    if v.is_identically_zero:
        raise NotDefined("division by zero")
    if u.is_exact and v.is_exact and len(v.terms) > 1:
        exact_quotient = _long_division(u, v)
        if exact_quotient is not None:
            return exact_quotient
    return u.times(power(setting, v, fmpq(-1)))


def power(setting: Setting, u: Germ, exponent: Number) -> Germ:
    """u to a constant power.

    Raises:
        NotDefined: u is negative and the exponent not whole, or 0 and the exponent negative.
    """
    u = u.without_vanishing_lead()
    if isinstance(exponent, Constant) and is_zero(exponent - floor(exponent)):
        exponent = fmpq(floor(exponent))
    r = rational(exponent)
    if u.is_identically_zero:
        return _power_of_zero(exponent)
    whole = r is not None and r.q == 1
    # a constant to a high power is written in one way, whatever else is in u
    if r is not None and whole and 0 <= r <= MOST_FACTORS:
        return _repeated_product(u, int(r))
    group, rest = u.leading_group()
    if len(group) > 1 or not is_invertible(group[0][0]):
        return setting.once(("power", exponent), u, partial(_power_of_wave, setting, u, exponent))
    scale, coefficient = group[0][0], abbreviated(group[0][1])
    if not whole and sign(coefficient) < 0:
        raise NotDefined("a negative number to a power that is not a whole number")
    lead = single(scale.growth() ** _as_exponent(exponent), _constant_power(coefficient, exponent))
    if waves := logarithm_of_wave(scale):
        lead = lead.times(exponential_of_waves(waves.scaled(exponent)))
    if rest.is_identically_zero:
        return lead
    small = relative(rest, (scale, coefficient))
    result = lead.times(compose(setting, partial(_binomial, exponent), small))
    if u.is_exact and r is not None and not whole and 0 < r.p <= MOST_FACTORS and r.q <= MOST_FACTORS:
        candidate = Germ(result.terms)
        if _repeated_product(candidate, int(r.q)) == _repeated_product(u, int(r.p)):
            return candidate
    return result


def is_invertible(scale: Scale) -> bool:
    """Whether a scale has no wave but e^w, so that it is positive and its powers are scales too."""
    return scale.wave is None or scale.wave.logarithm() is not None


def logarithm_of_wave(scale: Scale) -> Germ | None:
    """w where a scale has the factor e^w, else None; the scale is invertible."""
    return None if scale.wave is None else scale.wave.logarithm()


def relative(u: Germ, lead: Term) -> Germ:
    """u over a term whose scale is invertible."""
    scale, coefficient = lead
    result = u.scaled(1 / coefficient, scales.reciprocal(scale.growth()))
    waves = logarithm_of_wave(scale)
    return result if waves is None else result.times(exponential_of_waves(waves.negated()))


def exponential_of_waves(exponent: Germ) -> Germ:
    """e^w.

    Args:
        exponent: w: exact, each of its terms bounded and a wave.
    """
    factors = exponential(exponent)
    return single(Scale(wave=Wave(opaque=factors))) if factors else constant(ONE)


def sqrt(setting: Setting, u: Germ) -> Germ:
    """The square root; raises as `power` does."""
    try:
        return power(setting, u, HALF)
    except NotDefined:
        raise NotDefined("the square root of a negative number") from None


def cbrt(setting: Setting, u: Germ) -> Germ:
    """The real cube root, odd in u."""
    try:
        direction = u.leading_sign()
    except NeedPhases:
        growth, bounds = range_of_lead(u)
        return opaque(bounds.image(_ball_cbrt), growth**THIRD)
    if not direction:
        return germs.ZERO
    return power(setting, u if direction > 0 else u.negated(), THIRD).scaled(fmpq(direction))


def _repeated_product(u: Germ, exponent: int) -> Germ:
    result = constant(ONE)
    square = u
    while exponent:
        if exponent & 1:
            result = result.times(square)
        exponent >>= 1
        if exponent:
            square = square.times(square)
    return result


def _power_of_wave(setting: Setting, u: Germ, exponent: Number) -> Germ:
    """A power of something whose leading terms oscillate: defined where the range allows it."""
    growth, bounds = range_of_lead(u)
    r = rational(exponent)
    whole = int(r) if r is not None and r.q == 1 else None
    if sign(exponent) < 0 and _touches_zero(u):
        return _power_of_touching(setting, u, exponent)
    if whole is not None and whole < 0 and _touches_zero(mirrored := u.negated()):
        return _power_of_touching(setting, mirrored, exponent).scaled(fmpq((-1) ** (whole % 2)))
    if whole is not None and (whole > 0 or bounds.low > 0 or bounds.high < 0):
        image = _whole_power_of_range(bounds, whole)
    elif bounds.low > 0 or (bounds.low >= 0 and sign(exponent) > 0):
        image = bounds.image(lambda x: _ball_power(x, exponent))
    else:
        raise NeedPhases("it comes back to 0, or changes sign, at points as near as you like")
    return opaque(image, growth ** _as_exponent(exponent))


def power_of_bounded(growth: Scale, high: fmpq, exponent: Number) -> Germ:
    """A positive constant power of growth·w, where 0 ≤ w ≤ high."""
    image = Range(ZERO, high).image(lambda x: _ball_power(x, exponent))
    return opaque(image, growth ** _as_exponent(exponent))


def _touches_zero(u: Germ) -> bool:
    """Whether u = v + w, where v ≥ 0 is the leading group and comes back to 0, and w > 0.

    The bounds of v itself are asked for, not those of u: with room for w in them they tell nothing of
    the sign of v, and a v that stays above 0 would leave the sign of w free.
    """
    group, rest = u.leading_group()
    try:
        return Germ(group).weak_sign() == (1, False) and rest.weak_sign() == (1, True)
    except NeedPhases:
        return False


def _power_of_touching(setting: Setting, u: Germ, exponent: Number) -> Germ:
    """A negative power of u = v + w, where v ≥ 0 comes back to 0 and w > 0 is smaller.

    It lies between the power of a bound on v and the power of w.
    """
    growth, bounds = range_of_lead(u)
    _, rest = u.leading_group()
    size, above = range_of_lead(power(setting, rest, exponent))
    below = Range(bounds.high, bounds.high).image(lambda x: _ball_power(x, exponent)).low
    return opaque(Range(ZERO, above.high), size).plus(single(growth ** _as_exponent(exponent), below))


def bounded_power(base: fmpq, exponent: int) -> fmpq:
    """A power of a bound, where it is not too long a number to work with."""
    if abs(exponent) * base.height_bits() > exact.LARGEST_EXPONENT_BITS:
        raise Exhausted("the bounds of a power would be too long to write down")
    return base**exponent


def _whole_power_of_range(bounds: Range, exponent: int) -> Range:
    corners = [bounded_power(x, exponent) for x in bounds]
    straddles = exponent > 0 and exponent % 2 == 0 and bounds.low < 0 < bounds.high
    return Range(ZERO if straddles else min(corners), max(corners))


def _long_division(u: Germ, v: Germ) -> Germ | None:
    """u / v where it is a finite sum, else None; both are exact.

    Also 0 / v has a value only where v is not 0: a v that oscillates may come back to 0.
    """
    if oscillates(u) or oscillates(v):
        return None
    if not u.terms:
        return germs.ZERO
    (lead, c), (last, _) = v.terms[0], v.terms[-1]
    inverse, smallest = scales.reciprocal(lead), scales.times(u.terms[-1][0], scales.reciprocal(last))
    rest = u
    result: list[Term] = []
    for _ in range(germs.MOST_TERMS):
        scale, x = rest.terms[0]
        scale, x = scales.times(scale, inverse), x / c
        if compare(scale, smallest) < 0:
            return None
        result.append((scale, x))
        rest = rest.minus(v.scaled(x, scale))
        if not rest.terms:
            return Germ(tuple(result)) if rest.is_exact else None
    return None


def _binomial(exponent: Number, order: int) -> list[Number]:
    series: list[Number] = [ONE]
    for k in range(1, order):
        coefficient = series[-1] * (exponent - (k - 1)) / k
        if not coefficient:
            break
        series.append(coefficient)
    return series


def _power_of_zero(exponent: Number) -> Germ:
    direction = sign(exponent)
    if direction < 0:
        raise NotDefined("division by zero")
    return constant(ONE) if direction == 0 else germs.ZERO


def _constant_power(base: Number, exponent: Number) -> Number:
    r = rational(exponent)
    if r is not None:
        return exact.power(base, r)
    return exact.exp(exact.log(base) * exponent)


def _as_exponent(exponent: Number) -> Exponent:
    return int(exponent) if isinstance(exponent, fmpq) and exponent.q == 1 else exponent


def _ball_power(x: arb, exponent: Number) -> arb:
    return x if x.is_zero() else (x.log() * ball(exponent, 64)).exp()


def _ball_cbrt(x: arb) -> arb:
    if x.is_zero():
        return x
    return (x.log() / 3).exp() if x > 0 else -((-x).log() / 3).exp()
