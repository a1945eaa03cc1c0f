"""Circular functions of germs and their inverses."""

from __future__ import annotations

from functools import partial

from flint import arb, fmpq

from relu_tui.calculus.errors import NeedPhases, NotDefined
from relu_tui.calculus.exact import trigonometric as exact
from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Constant, Number
from relu_tui.calculus.exact.exponential import power as constant_power
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.exponential import direction_at_infinity
from relu_tui.calculus.germs.germ import ZERO as ZERO_GERM
from relu_tui.calculus.germs.germ import Germ, compare, constant, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.powers import power, quotient
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.germs.series_composition import UNIT_RANGE, compose, monotone, opaque, split
from relu_tui.calculus.germs.waves import Range, Wave, trig

ATAN_RANGE = Range(fmpq(-2), fmpq(2))


def cos(setting: Setting, u: Germ) -> Germ:
    """The cosine."""
    return _circular(setting, u, "cos")


def sin(setting: Setting, u: Germ) -> Germ:
    """The sine."""
    return _circular(setting, u, "sin")


def tan(setting: Setting, u: Germ) -> Germ:
    """The tangent, sin/cos."""
    return quotient(setting, sin(setting, u), cos(setting, u))


def _circular(setting: Setting, u: Germ, kind: str) -> Germ:
    """Cos or sin of F + c + d, by the addition formula for F (infinite), Taylor for the rest."""
    parts = split(setting, u)
    if parts.oscillates_without_bound:
        return opaque(UNIT_RANGE)
    infinite, angle, small = parts.infinite, parts.constant, parts.small
    if infinite.terms:
        turned = setting.turned(infinite, angle)
        if turned is not None:
            infinite, angle = ZERO_GERM, angle + turned[0]
            small = small.plus(turned[1])
    if parts.waves.terms:
        bounds = parts.finite_range()
        return opaque(UNIT_RANGE if parts.infinite.terms else _circular_range(kind, bounds))
    cosine, sine = exact.cos(angle), exact.sin(angle)
    if not infinite.terms:
        return _finite_circular(setting, kind, cosine, sine, small)
    finite_cos = _finite_circular(setting, "cos", cosine, sine, small)
    finite_sin = _finite_circular(setting, "sin", cosine, sine, small)
    wave_cos, wave_sin = _wave("cos", infinite), _wave("sin", infinite)
    if kind == "cos":
        return wave_cos.times(finite_cos).minus(wave_sin.times(finite_sin))
    return wave_sin.times(finite_cos).plus(wave_cos.times(finite_sin))


def _finite_circular(setting: Setting, kind: str, cosine: Number, sine: Number, small: Germ) -> Germ:
    cycle = (cosine, -sine, -cosine, sine) if kind == "cos" else (sine, cosine, -sine, -cosine)
    if (
        small.terms
        and small.is_exact
        and not isinstance(small.terms[0][1], Constant)
        and small.terms[0][1] < 0
    ):
        # so that cos(pi/2 − h) is seen to be sin h
        cycle, small = (cycle[0], -cycle[1], cycle[2], -cycle[3]), small.negated()
    return compose(setting, partial(_circular_series, cycle), small)


def _circular_series(cycle: tuple[Number, ...], order: int) -> list[Number]:
    """Cos or sin from the values of its four derivatives."""
    factorial = fmpq(1)
    series: list[Number] = []
    for k in range(order):
        factorial = factorial * max(k, 1)
        series.append(cycle[k % 4] / factorial)
    return series


def _wave(kind: str, angle: Germ) -> Germ:
    coefficient, factor = trig(kind, angle, ONE)
    return single(Scale(wave=Wave(trig=factor)), coefficient)


def _circular_range(kind: str, angle: Range) -> Range:
    """The range of cos or sin of an angle: tight where the angle stays within (−pi/2, pi/2)."""
    if max(abs(angle.low), abs(angle.high)) > fmpq(3, 2):
        return UNIT_RANGE
    if kind == "sin":
        return angle.image(arb.sin)
    ends = [Range(x, x).image(arb.cos) for x in angle]
    high = ONE if angle.low <= 0 <= angle.high else max(end.high for end in ends)
    return Range(min(end.low for end in ends), min(high, ONE))


def atan(setting: Setting, u: Germ) -> Germ:
    """The arctangent, which at infinity is half a turn less that of the reciprocal."""
    parts = split(setting, u)
    if parts.infinite.terms:
        direction = direction_at_infinity(parts)
        if direction is None:
            return opaque(ATAN_RANGE)
        inverted = atan(setting, power(setting, u, fmpq(-1)))
        return constant(PI * HALF * direction).minus(inverted)
    if parts.waves.terms:
        return monotone(parts, arb.atan)
    return compose(setting, partial(_arctangent_series, parts.constant), parts.small)


def _arctangent_series(c: Number, order: int) -> list[Number]:
    """The arctangent at c + d.

    Its derivative 1/(1 + (c+d)²) = Σ bₖ dᵏ satisfies (1+c²)·bₖ + 2c·bₖ₋₁ + bₖ₋₂ = 0.
    """
    series: list[Number] = [exact.atan(c)]
    if order == 1:
        return series
    scale = 1 / (c * c + 1)
    previous: Number = ZERO
    current: Number = scale
    for k in range(1, order):
        series.append(current / k)
        previous, current = current, -(c * current * 2 + previous) * scale
    return series


def asin(setting: Setting, u: Germ) -> Germ:
    """The arcsine; near ±1, as atan(u/√(1−u²)).

    Raises:
        NotDefined: u leaves [−1, 1].
    """
    room = constant(ONE).minus(u.times(u)).without_vanishing_lead()
    if room.is_identically_zero:
        return constant(PI * HALF).scaled(fmpq(u.leading_sign()))
    try:
        direction = room.leading_sign()
    except NeedPhases:
        parts = split(setting, u)
        bounds = parts.finite_range()
        if parts.infinite.terms or bounds.low < -1 or bounds.high > 1:
            raise
        return monotone(parts, arb.asin)
    if direction < 0:
        raise NotDefined("the arcsine or arccosine of a number outside [−1, 1]")
    parts = split(setting, u)
    if parts.waves.terms or compare(room.size(), scales.ONE) < 0:
        return atan(setting, quotient(setting, u, power(setting, room, HALF)))
    return compose(setting, partial(_arcsine_series, parts.constant), parts.small)


def _arcsine_series(c: Number, order: int) -> list[Number]:
    """The arcsine at c + d, with |c| < 1.

    Its derivative b(d) satisfies (1 − (c+d)²)·b′ = (c+d)·b, so that
    (1 − c²)·(k+1)·bₖ₊₁ = c·(2k+1)·bₖ + k·bₖ₋₁.
    """
    series: list[Number] = [exact.asin(c)]
    if order == 1:
        return series
    room = 1 - c * c
    previous: Number = ZERO
    current = constant_power(room, -HALF)
    for k in range(order - 1):
        series.append(current / (k + 1))
        following = (c * current * (2 * k + 1) + previous * k) / room / (k + 1)
        previous, current = current, following
    return series


def acos(setting: Setting, u: Germ) -> Germ:
    """The arccosine, pi/2 − asin(u); raises as `asin` does."""
    return constant(PI * HALF).minus(setting.once("asin", u, partial(asin, setting, u)))
