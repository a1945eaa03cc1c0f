"""The germs of the gamma function, the digamma function ψ = Γ′/Γ, and its derivative.

At a point that is no pole they are analytic. Next to a pole they are quotients and sums of what is analytic,
exactly: Γ(u) = Γ(u + n + 1)/(u·(u + 1)·…·(u + n)) (DLMF 5.5.1). As u → +∞, Stirling's series (5.11.1) and
its derivatives are asymptotic: what is left over after some terms is of the size of the first that is left
out, so it is O(u^−N) as the remainder of a power series is. As u → −∞ the reflection formulas (5.5.3, 5.5.4)
lead back to that.

On (0, ∞) Γ is definable in an o-minimal expansion of the real field with exp (van den Dries and Speissegger
2000, "The field of reals with multisummable series and the exponential function"), and so in its Pfaffian
closure. So what is made of it there lies in a Hardy field, as `Expansion` needs of what it takes for tame.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import factorial

from flint import arb, fmpq

from relu_tui.calculus.errors import NeedPhases, NotDefined, Undecided
from relu_tui.calculus.exact import exponential as exact
from relu_tui.calculus.exact import gamma_family as exact_gamma
from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Number, abbreviated
from relu_tui.calculus.exact.sign import floor
from relu_tui.calculus.germs.exponential import direction_at_infinity, exp, log
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.powers import power, quotient
from relu_tui.calculus.germs.series_composition import Parts, compose, opaque, split
from relu_tui.calculus.germs.trigonometric import cos, sin
from relu_tui.calculus.germs.waves import Range, enclose
from relu_tui.calculus.language.special_functions import BALLS

MOST_FACTORS = 30
"""Whole steps from a pole to 1."""


def gamma(setting: Setting, u: Germ) -> Germ:
    """Γ(u).

    Raises:
        NotDefined: u is 0 or a negative whole number throughout.
        NeedPhases: u oscillates, and comes near a pole.
    """
    parts = split(setting, u)
    if parts.infinite.terms:
        if _rises(parts):
            return _stirling(setting, u)
        # Γ(u)·Γ(1 − u) = π/sin(πu)
        below = sin(setting, u.scaled(PI)).times(gamma(setting, _reflected(u)))
        return quotient(setting, constant(PI), below)
    if parts.waves.terms:
        return _within(parts, "gamma")
    if not exact_gamma.is_pole(parts.constant):
        return compose(setting, partial(_gamma_series, parts.constant), parts.small)
    below = constant(ONE)
    for factor in _to_regular(parts, exact_gamma.POLE):
        below = below.times(factor)
    return quotient(setting, compose(setting, partial(_gamma_series, ONE), parts.small), below)


def digamma(setting: Setting, u: Germ) -> Germ:
    """ψ(u); raises as `gamma` does."""
    return _polygamma(setting, u, 0, "digamma")


def trigamma(setting: Setting, u: Germ) -> Germ:
    """ψ′(u); raises as `gamma` does."""
    return _polygamma(setting, u, 1, "trigamma")


def _polygamma(setting: Setting, u: Germ, order: int, name: str) -> Germ:
    parts = split(setting, u)
    if parts.infinite.terms:
        if _rises(parts):
            return _digamma_asymptotic(setting, u) if not order else _trigamma_asymptotic(setting, u)
        there = _polygamma(setting, _reflected(u), order, name)
        sine = sin(setting, u.scaled(PI))
        if not order:  # ψ(u) = ψ(1 − u) − π·cos(πu)/sin(πu)
            return there.minus(quotient(setting, cos(setting, u.scaled(PI)).scaled(PI), sine))
        return quotient(setting, constant(PI * PI), sine.times(sine)).minus(there)
    if parts.waves.terms:
        return _within(parts, name)
    if not exact_gamma.is_pole(parts.constant):
        return compose(setting, partial(_polygamma_series, order, parts.constant), parts.small)
    result = compose(setting, partial(_polygamma_series, order, ONE), parts.small)
    share = fmpq((-1) ** (order + 1) * factorial(order))
    for factor in _to_regular(parts, exact_gamma.DIGAMMA_POLE):
        result = result.plus(power(setting, factor, fmpq(-order - 1)).scaled(share))
    return result


def _rises(parts: Parts) -> bool:
    """Whether u tends to +∞, not to −∞.

    Raises:
        Undecided: Neither.
    """
    direction = direction_at_infinity(parts)
    if direction is None:
        raise Undecided("the gamma function of what oscillates without bound")
    return direction > 0


def _reflected(u: Germ) -> Germ:
    return constant(ONE).minus(u)


def _to_regular(parts: Parts, pole: str) -> list[Germ]:
    """u, u + 1, … up to what tends to 0, next to a pole."""
    if parts.small.without_vanishing_lead().is_identically_zero:
        raise NotDefined(pole)
    steps = -floor(parts.constant)
    if steps > MOST_FACTORS:
        raise Undecided("a pole of the gamma function too far to the left")
    return [parts.small.plus(constant(fmpq(j - steps))) for j in range(steps + 1)]


def _within(parts: Parts, name: str) -> Germ:
    """The function of something finite that oscillates, by its ball over all of it."""
    bounds = parts.finite_range()
    without_poles = bounds.low > 0 or bounds.low.ceil() > bounds.high
    # between poles ψ rises, and ψ′ falls to the right of all (DLMF 5.15.1)
    if without_poles and (name == "digamma" or (name == "trigamma" and bounds.low > 0)):
        return opaque(bounds.image(BALLS[name]))
    found = BALLS[name](arb(bounds.low).union(arb(bounds.high)))
    if not found.is_finite():
        raise NeedPhases("the gamma function of what may come near one of its poles")
    return opaque(Range(enclose(found.lower()).low, enclose(found.upper()).high))


def _gamma_series(c: Number, order: int) -> list[Number]:
    """Γ at c + d: k·gₖ = Σ pⱼ·gₖ₋ⱼ, where Σ pⱼ·dʲ⁻¹ is ψ(c + d), as Γ′ = Γ·ψ."""
    series: list[Number] = [exact_gamma.gamma(c)]
    slopes = _polygamma_series(0, c, order - 1) if order > 1 else []
    for k in range(1, order):
        total: Number = ZERO
        for j in range(1, k + 1):
            total = total + slopes[j - 1] * series[k - j]
        series.append(abbreviated(total / k))
    return series


def _polygamma_series(order: int, c: Number, count: int) -> list[Number]:
    """ψ⁽ᵐ⁾ at c + d."""
    return [abbreviated(exact_gamma.polygamma(order + k, c) * fmpq(1, factorial(k))) for k in range(count)]


def _stirling(setting: Setting, u: Germ) -> Germ:
    """Γ(u) = √(2π)·e^((u − 1/2)·ln u − u)·e^(1/(12u) − 1/(360u³) + …) as u → +∞ (DLMF 5.11.1)."""
    exponent = u.minus(constant(HALF)).times(log(setting, u)).minus(u)
    exponent.name = None if u.name is None else ("stirling", u.name)
    rest = _in_reciprocal(setting, u, _stirling_series)
    return exp(setting, exponent).times(exp(setting, rest)).scaled(exact.power(2 * PI, HALF))


def _digamma_asymptotic(setting: Setting, u: Germ) -> Germ:
    """ψ(u) = ln u − 1/(2u) − 1/(12u²) + … (DLMF 5.11.2)."""
    return log(setting, u).plus(_in_reciprocal(setting, u, _digamma_series))


def _trigamma_asymptotic(setting: Setting, u: Germ) -> Germ:
    """ψ′(u) = 1/u + 1/(2u²) + 1/(6u³) − … (DLMF 5.15.8)."""
    return _in_reciprocal(setting, u, _trigamma_series)


def _in_reciprocal(setting: Setting, u: Germ, series: Callable[[int], list[Number]]) -> Germ:
    return compose(setting, series, power(setting, u, fmpq(-1)))


def _stirling_series(order: int) -> list[Number]:
    """Σ B₂ₖ/(2k·(2k − 1))·d²ᵏ⁻¹."""
    return [fmpq.bernoulli(n + 1) / (n * (n + 1)) if n % 2 else ZERO for n in range(order)]


def _digamma_series(order: int) -> list[Number]:
    """−d/2 − Σ B₂ₖ/(2k)·d²ᵏ."""
    even: list[Number] = [-fmpq.bernoulli(n) / n if n and n % 2 == 0 else ZERO for n in range(order)]
    return [*even[:1], -HALF, *even[2:]][:order]


def _trigamma_series(order: int) -> list[Number]:
    """d + d²/2 + Σ B₂ₖ·d²ᵏ⁺¹."""
    odd: list[Number] = [fmpq.bernoulli(n - 1) if n % 2 else ZERO for n in range(order)]
    return [*odd[:2], HALF, *odd[3:]][:order]
