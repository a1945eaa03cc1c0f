"""The germs of the Bessel functions J₀, J₁, I₀ and I₁, which are analytic everywhere.

At infinity they have asymptotic expansions whose error is of the size of the first term that is left out
(DLMF 10.17.3, 10.40.1), so it is O(u^−N) as the remainder of a power series is. I₀ is made of a solution of
v′ = 1 − v/x − v² (v = I₁/I₀) by I₀′ = v·I₀, so it is Pfaffian on (0, ∞), and what is made of it lies in a
Hardy field; J₀ and J₁ oscillate, which their germs show.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import factorial

from flint import arb, fmpq

from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.bessel import bessel
from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Number, abbreviated
from relu_tui.calculus.exact.sign import is_zero
from relu_tui.calculus.germs.exponential import direction_at_infinity, exp
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.powers import power
from relu_tui.calculus.germs.series_composition import compose, multiple, opaque, split
from relu_tui.calculus.germs.trigonometric import cos, sin
from relu_tui.calculus.germs.waves import Range, enclose
from relu_tui.calculus.language.special_functions import BALLS


def of(kind: str, order: int) -> Callable[[Setting, Germ], Germ]:
    """The germ of a Bessel function.

    Args:
        kind: `besselj` or `besseli`.
        order: 0 or 1.
    """
    return partial(_bessel, kind, order)


def _bessel(kind: str, order: int, setting: Setting, u: Germ) -> Germ:
    parts = split(setting, u)
    if parts.infinite.terms:
        direction = direction_at_infinity(parts)
        if direction is None:
            raise Undecided("a Bessel function of what oscillates without bound")
        size = u if direction > 0 else multiple(u, -ONE)
        result = (_oscillating if kind == "besselj" else _growing)(setting, size, order)
        return result if direction > 0 or not order else result.negated()
    if parts.waves.terms:
        bounds = parts.finite_range()
        found = BALLS[f"{kind}{order}"](arb(bounds.low).union(arb(bounds.high)))
        if not found.is_finite():
            raise Undecided("a Bessel function of what oscillates too far")
        return opaque(Range(enclose(found.lower()).low, enclose(found.upper()).high))
    series = _series_at_0 if is_zero(parts.constant) else partial(_series, parts.constant)
    return compose(setting, partial(series, kind, order), parts.small)


def _series_at_0(kind: str, order: int, count: int) -> list[Number]:
    """Σ (±1)ᵏ·(d/2)^(2k + n)/(k!·(k + n)!) (DLMF 10.2.2, 10.25.2)."""
    sign = -1 if kind == "besselj" else 1
    series: list[Number] = [ZERO] * count
    for k in range((count - order + 1) // 2):
        power_of_half = fmpq(1, 2 ** (2 * k + order))
        series[2 * k + order] = power_of_half * fmpq(sign**k, factorial(k) * factorial(k + order))
    return series


def _series(c: Number, kind: str, order: int, count: int) -> list[Number]:
    """At c + d, by J₀′ = −J₁ and J₁′ = J₀ − J₁/x, I₀′ = I₁ and I₁′ = I₀ − I₁/x (DLMF 10.6.2, 10.29.2)."""
    sign = -1 if kind == "besselj" else 1
    zeroth: list[Number] = [bessel(kind, 0, c)]
    first: list[Number] = [bessel(kind, 1, c)]
    for k in range(count - 1):
        zeroth.append(first[k] * fmpq(sign, k + 1))
        before = zeroth[k - 1] if k else ZERO
        total = c * zeroth[k] + before - first[k] * (k + 1)
        first.append(abbreviated(total / (c * (k + 1))))
    return first if order else zeroth


def _oscillating(setting: Setting, u: Germ, order: int) -> Germ:
    """√(2/(πu))·(P·cos ω − Q·sin ω) with ω = u − (n/2 + 1/4)·π, as u → +∞ (DLMF 10.17.3)."""
    inverse = power(setting, u, -ONE)
    even, odd = (compose(setting, partial(_hankel, order, -1, k), inverse) for k in (0, 1))
    angle = u.minus(constant(PI * fmpq(2 * order + 1, 4)))
    angle.name = None if u.name is None else ("turned", order, u.name)
    wave = cos(setting, angle).times(even).minus(sin(setting, angle).times(odd))
    return wave.times(power(setting, u.scaled(PI * HALF), -HALF))


def _growing(setting: Setting, u: Germ, order: int) -> Germ:
    """e^u/√(2πu)·(1 − a₁/u + …) as u → +∞ (DLMF 10.40.1)."""
    inverse = power(setting, u, -ONE)
    tail = compose(setting, partial(_alternating, order), inverse)
    return exp(setting, u).times(tail).times(power(setting, u.scaled(2 * PI), -HALF))


def _coefficient(order: int, k: int) -> fmpq:
    """aₖ = (4n² − 1²)·(4n² − 3²)·…/(k!·8ᵏ) (DLMF 10.17.1)."""
    result = fmpq(1, factorial(k) * 8**k)
    for j in range(k):
        result *= 4 * order * order - (2 * j + 1) ** 2
    return result


def _hankel(order: int, sign: int, parity: int, count: int) -> list[Number]:
    """Σ (±1)ᵏ·a₂ₖ·d²ᵏ, or that of the odd ones."""
    return [_coefficient(order, n) * sign ** (n // 2) if n % 2 == parity else ZERO for n in range(count)]


def _alternating(order: int, count: int) -> list[Number]:
    """Σ (−1)ᵏ·aₖ·dᵏ."""
    return [_coefficient(order, n) * (-1) ** n for n in range(count)]
