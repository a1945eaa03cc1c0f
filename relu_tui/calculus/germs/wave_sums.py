"""Sums of waves whose angles are whole multiples of one angle θ: trigonometric polynomials.

With t = tan(θ/2), cos kθ + i·sin kθ = (1 + i·t)²ᵏ/(1 + t²)ᵏ. So P(θ)·(1 + t²)ⁿ, with n the largest multiple,
is a polynomial N(t) with rational coefficients, of degree at most 2n, and t = ∞ is θ = π. Hence, whatever
θ is at a point:

- P has the sign of N. It has one sign, and is 0 at times, just where no real root of N and not π is a zero
  of odd order (at π the order is 2n less the degree of N).
- P, continuous on a circle, lies between its least and its greatest value at zeros of P′, which is a sum of
  the same kind, and at π.

Roots are isolated with their orders, and told to be real or not, by Arb (Johansson 2017, arb_fmpz_poly).
"""

from __future__ import annotations

from functools import lru_cache
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from flint import acb, arb, fmpq, fmpq_poly

from relu_tui.calculus.budget import spend
from relu_tui.calculus.exact.constant import Constant, Number
from relu_tui.calculus.germs.waves import Range, enclose

if TYPE_CHECKING:
    from relu_tui.calculus.germs.germ import Germ
    from relu_tui.calculus.germs.scale import Scale

LARGEST_MULTIPLE = 8
"""Of the common angle; a sum with a larger one is not looked at."""

MOST_BITS = 512
"""Of a coefficient; a sum with a longer one is not looked at."""

COST = 50
"""What it costs to look at a sum, in products of coefficients."""


class WaveSum(NamedTuple):
    """P(θ) = c + Σ (a·cos kθ + b·sin kθ).

    Attributes:
        centre: c.
        waves: (k, a, b), k above 0.
    """

    centre: fmpq
    waves: tuple[tuple[int, fmpq, fmpq], ...]

    def slope(self) -> WaveSum:
        """P′(θ)."""
        return WaveSum(fmpq(0), tuple((k, b * k, -a * k) for k, a, b in self.waves))

    def at_half_turn(self) -> fmpq:
        """P(π)."""
        return sum((-a if k % 2 else a for k, a, _ in self.waves), self.centre)

    def numerator(self) -> fmpq_poly:
        """N(t) = P(θ)·(1 + t²)ⁿ."""
        order = max(k for k, _, _ in self.waves)
        denominator = fmpq_poly([1, 0, 1])
        cosine, sine = fmpq_poly([1]), fmpq_poly([0])
        turn_cosine, turn_sine = fmpq_poly([1, 0, -1]), fmpq_poly([0, 2])
        parts = [(cosine, sine)]
        for _ in range(order):
            cosine, sine = cosine * turn_cosine - sine * turn_sine, cosine * turn_sine + sine * turn_cosine
            parts.append((cosine, sine))
        result = denominator**order * self.centre
        for k, a, b in self.waves:
            result += (parts[k][0] * a + parts[k][1] * b) * denominator ** (order - k)
        return result

    def near(self, t: arb) -> arb:
        """P where tan(θ/2) lies in a ball."""
        turn = acb(1, t) ** 2 / (1 + t * t)
        total = arb(self.centre)
        for k, a, b in self.waves:
            turned = turn**k
            total += turned.real * a + turned.imag * b
        return total


def wave_sum(group: tuple[tuple[Scale, Number], ...]) -> WaveSum | None:
    """A sum of coefficient · wave as such a sum.

    Args:
        group: (scale, coefficient), of one size.

    Returns:
        None where a coefficient is not rational, a factor is known by its range alone, or the angles are no
        whole multiples, as far as their form shows, of one angle.
    """
    centre = fmpq(0)
    waves: list[tuple[fmpq, fmpq, fmpq]] = []
    base: Germ | None = None
    for scale, coefficient in group:
        if isinstance(coefficient, Constant):
            return None
        if scale.wave is None:
            centre += coefficient
            continue
        if scale.wave.opaque or scale.wave.trig is None:
            return None
        kind, angle = scale.wave.trig
        base = base or angle
        ratio = proportion(angle, base) if angle.is_exact and base.is_exact else None
        if ratio is None:
            return None
        waves.append((ratio, coefficient, fmpq(0)) if kind == "cos" else (ratio, fmpq(0), coefficient))
    if not waves:
        return None
    common = lcm(*(int(ratio.q) for ratio, _, _ in waves))
    total: dict[int, tuple[fmpq, fmpq]] = {}
    for ratio, a, b in waves:
        k = int((ratio * common).p)
        if not 0 < k <= LARGEST_MULTIPLE or max(int(a.height_bits()), int(b.height_bits())) > MOST_BITS:
            return None
        cosine, sine = total.get(k, (fmpq(0), fmpq(0)))
        total[k] = cosine + a, sine + b
    left = tuple((k, a, b) for k, (a, b) in sorted(total.items()) if a or b)
    spend(COST)
    return WaveSum(centre, left) if left and int(centre.height_bits()) <= MOST_BITS else None


def proportion(a: Germ, b: Germ) -> fmpq | None:
    """The rational r with a = r·b, if there is one in form."""
    if len(a.terms) != len(b.terms) or not a.terms:
        return None
    ratio: fmpq | None = None
    for (scale, x), (other, y) in zip(a.terms, b.terms, strict=True):
        if scale != other:
            return None
        quotient = x / y
        if isinstance(quotient, Constant) or (ratio is not None and quotient != ratio):
            return None
        ratio = quotient
    return ratio


@lru_cache(maxsize=256)
def sign_on_circle(total: WaveSum) -> tuple[int, bool] | None:
    """(s, strict): s·P ≥ 0 at every θ, and > 0 where `strict`; None where P has both signs.

    Args:
        total: P, with a wave.
    """
    numerator = total.numerator()
    orders = [order for _, order in _real_roots(numerator)]
    orders += [2 * max(k for k, _, _ in total.waves) - numerator.degree()]
    if any(m % 2 for m in orders):
        return None
    return (1 if numerator[numerator.degree()] > 0 else -1), not any(orders)


@lru_cache(maxsize=256)
def range_on_circle(total: WaveSum) -> Range:
    """The least and the greatest value of P, rounded outwards.

    Args:
        total: P, with a wave.

    Raises:
        Undecided: A number too large to enclose.
    """
    ends = [enclose(total.at_half_turn())]
    ends += [enclose(total.near(t)) for t, _ in _real_roots(total.slope().numerator())]
    return Range(min(end.low for end in ends), max(end.high for end in ends))


def _real_roots(polynomial: fmpq_poly) -> list[tuple[arb, int]]:
    """Balls around the real roots, and their orders."""
    roots: list[tuple[acb, int]] = polynomial.numer().complex_roots()  # type: ignore[assignment]  # so it is
    return [(root.real, order) for root, order in roots if root.imag.is_zero()]
