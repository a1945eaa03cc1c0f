"""Exponentials and logarithms of germs, and what is made of them."""

from __future__ import annotations

from functools import partial

from flint import arb, fmpq

from relu_tui.calculus.errors import NeedPhases, NotDefined
from relu_tui.calculus.exact import exponential as exact
from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Number, abbreviated
from relu_tui.calculus.exact.sign import sign
from relu_tui.calculus.germs.germ import ZERO as ZERO_GERM
from relu_tui.calculus.germs.germ import Germ, Term, constant, logarithm, range_of, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.powers import (
    exponential_of_waves,
    is_invertible,
    logarithm_of_wave,
    power,
    quotient,
    relative,
)
from relu_tui.calculus.germs.scale import Exponent, Scale
from relu_tui.calculus.germs.series_composition import (
    UNIT_RANGE,
    Parts,
    compose,
    exponential_series,
    monotone,
    multiple,
    opaque,
    range_of_lead,
    split,
)
from relu_tui.calculus.germs.waves import Range


def exp(setting: Setting, u: Germ) -> Germ:
    """e^u. The infinite part goes to the exponent of the scale; c·log(1/h) becomes h^−c."""
    return _exp_of_parts(setting, split(setting, u))


def _exp_of_parts(setting: Setting, parts: Parts) -> Germ:
    if parts.oscillates_without_bound:
        return _exp_between(parts)
    coefficient = exact.exp(parts.constant)
    result = compose(setting, exponential_series, parts.small).scaled(coefficient)
    if parts.waves.terms:
        result = result.times(exponential_of_waves(parts.waves))
    return result.times(single(_scale_of_exp(parts.infinite)))


def _exp_between(parts: Parts) -> Germ:
    """e^u with an oscillating infinite part: e^E plus something between 0 and a multiple of e^F.

    E and F bound the infinite part from below and above.
    """
    least, most = ZERO_GERM, ZERO_GERM
    rest = parts.infinite
    while rest.terms:
        group, rest = rest.leading_group()
        scale, coefficient = group[0]
        low = high = coefficient
        if len(group) > 1 or scale.wave is not None:
            low, high = range_of(group)
        least = least.plus(single(scale.growth(), low) if low else ZERO_GERM)
        most = most.plus(single(scale.growth(), high) if high else ZERO_GERM)
    finite = Parts(ZERO_GERM, parts.constant, parts.waves, parts.small).finite_range().image(arb.exp)
    bounded = opaque(Range(ZERO, finite.high), _scale_of_exp(most))
    if finite.low > 0 and (not least.terms or least.leading_sign() > 0):
        return bounded.plus(single(_scale_of_exp(least), finite.low))
    return bounded


def log(setting: Setting, u: Germ) -> Germ:
    """The natural logarithm.

    Raises:
        NotDefined: u is not positive.
    """
    u = u.without_vanishing_lead()
    if u.is_identically_zero:
        raise NotDefined("the logarithm of 0")
    group, rest = u.leading_group()
    if len(group) > 1 or not is_invertible(group[0][0]):
        growth, bounds = range_of_lead(u)
        if bounds.high < 0:
            raise NotDefined("the logarithm of a negative number")
        if bounds.low <= 0:
            raise NeedPhases("the argument of a logarithm comes back to 0 or below")
        return logarithm(growth).plus(opaque(bounds.image(arb.log)))
    coefficient = abbreviated(group[0][1])
    if sign(coefficient) < 0:
        raise NotDefined("the logarithm of a negative number")
    scale = group[0][0]
    result = logarithm(scale.growth()).plus(constant(exact.log(coefficient)))
    if waves := logarithm_of_wave(scale):
        result = result.plus(waves)
    if rest.is_identically_zero:
        return result
    return result.plus(compose(setting, _logarithmic_series, relative(rest, (scale, coefficient))))


def sigmoid(setting: Setting, u: Germ) -> Germ:
    """The logistic function 1/(1 + e^−u)."""
    parts = split(setting, u)
    if parts.oscillates_without_bound:
        direction = direction_at_infinity(parts)
        if direction is None:
            return opaque(Range(ZERO, ONE))
        small = exp(setting, multiple(u, fmpq(-direction)))  # as 1/(1 + e^|u|) the large one would be below
        return quotient(setting, constant(ONE) if direction > 0 else small, small.plus(constant(ONE)))
    if not parts.infinite.terms and parts.waves.terms:
        return monotone(parts, lambda x: 1 / (1 + (-x).exp()))
    return quotient(setting, constant(ONE), exp(setting, _opposite(u)).plus(constant(ONE)))


def softplus(setting: Setting, u: Germ) -> Germ:
    """log(1 + e^u)."""
    return log(setting, exp(setting, u).plus(constant(ONE)))


def sinh(setting: Setting, u: Germ) -> Germ:
    """The hyperbolic sine, (e^u − e^−u)/2."""
    return exp(setting, u).minus(exp(setting, _opposite(u))).scaled(HALF)


def cosh(setting: Setting, u: Germ) -> Germ:
    """The hyperbolic cosine, (e^u + e^−u)/2."""
    return exp(setting, u).plus(exp(setting, _opposite(u))).scaled(HALF)


def tanh(setting: Setting, u: Germ) -> Germ:
    """The hyperbolic tangent."""
    parts = split(setting, u)
    if parts.infinite.terms:
        direction = direction_at_infinity(parts)
        if direction is None:
            return opaque(UNIT_RANGE)
        # ±(1 − 2s/(1 + s)) with the small s = e^(−2|u|)
        s = exp(setting, multiple(u, fmpq(-2 * direction)))
        tail = quotient(setting, s.scaled(fmpq(2)), s.plus(constant(ONE)))
        return constant(ONE).minus(tail).scaled(fmpq(direction))
    if parts.waves.terms:
        return monotone(parts, arb.tanh)
    return compose(setting, partial(_tanh_series, parts.constant), parts.small)


def erf(setting: Setting, u: Germ) -> Germ:
    """The error function."""
    parts = split(setting, u)
    if parts.infinite.terms:
        direction = direction_at_infinity(parts)
        return opaque(UNIT_RANGE) if direction is None else _erf_at_infinity(setting, u, direction)
    if parts.waves.terms:
        return monotone(parts, arb.erf)
    return compose(setting, partial(_erf_series, parts.constant), parts.small)


def _erf_at_infinity(setting: Setting, u: Germ, direction: int) -> Germ:
    """±1 − e^(−u²)/(u√pi) · (1 − 1/(2u²) + 3/(4u⁴) − …) (Abramowitz and Stegun, 7.1.23)."""
    size = u.scaled(fmpq(direction))
    square = size.times(size)
    square.name = None if u.name is None else ("square", u.name)
    inverse = power(setting, square, fmpq(-1))
    asymptotic = compose(setting, _erf_asymptotics, inverse)
    tail = exp(setting, _opposite(square)).times(asymptotic)
    tail = quotient(setting, tail, size.scaled(exact.power(PI, HALF)))
    return constant(ONE).minus(tail).scaled(fmpq(direction))


def direction_at_infinity(parts: Parts) -> int | None:
    """The sign with which a germ tends to ±∞ as its infinite part does, or None where it does not settle.

    A leading group with waves may tend to ∞ too: where it has one sign it stays away from 0, so that it is
    at least a positive multiple of its scale; and where it comes back to 0, what is left is infinite and, by
    the same reason, tends to ∞ with that sign.
    """
    try:
        return parts.infinite.resolved().leading_sign()
    except NeedPhases:
        return None


def _opposite(u: Germ) -> Germ:
    """−u, still known by name."""
    return multiple(u, -ONE)


def _logarithmic_series(order: int) -> list[Number]:
    """log(1 + d)."""
    return [ZERO, *(fmpq((-1) ** (k + 1), k) for k in range(1, order))]


def _tanh_series(c: Number, order: int) -> list[Number]:
    """The hyperbolic tangent t at c + d, by t′ = 1 − t²."""
    series: list[Number] = [exact.tanh(c)]
    for k in range(1, order):
        convolution: Number = ZERO
        for i in range(k):
            convolution = convolution + series[i] * series[k - 1 - i]
        series.append(((ONE if k == 1 else ZERO) - convolution) / k)
    return series


def _erf_series(c: Number, order: int) -> list[Number]:
    """The error function at c + d; its derivative b = 2/√pi·e^(−(c+d)²) satisfies b′ = −2(c + d)·b."""
    series: list[Number] = [exact.erf(c)]
    if order == 1:
        return series
    previous: Number = ZERO
    current = exact.exp(-(c * c)) * 2 / exact.power(PI, HALF)
    for k in range(1, order):
        series.append(current / k)
        previous, current = current, -(c * current + previous) * 2 / k
    return series


def _erf_asymptotics(order: int) -> list[Number]:
    """1 − d/2 + 3d²/4 − …, with d = 1/u²."""
    series: list[Number] = [ONE]
    for k in range(1, order):
        series.append(series[-1] * fmpq(1 - 2 * k, 2))
    return series


def _scale_of_exp(infinite: Germ) -> Scale:
    """e^infinite as a scale: each term c·Lⱼ leaves the exponent and becomes a power."""
    exponent: Exponent = 0
    logs: list[Exponent] = []
    rest: list[Term] = []
    for scale, coefficient in infinite.terms:
        depth = _log_depth(scale)
        whole = int(coefficient) if isinstance(coefficient, fmpq) and coefficient.q == 1 else coefficient
        if depth == 1:
            exponent = -whole
        elif depth:
            logs += [0] * (depth - 1 - len(logs))
            logs[depth - 2] = whole
        else:
            rest.append((scale, coefficient))
    return Scale(exponent, tuple(logs), Germ(tuple(rest)) if rest else None)


def _log_depth(scale: Scale) -> int:
    """j where the scale is Lⱼ and nothing else, else 0."""
    logs = scale.logs
    if scale.power or scale.exponent is not None or not logs or logs[-1] != 1 or any(logs[:-1]):
        return 0
    return len(logs)
