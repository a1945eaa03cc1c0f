"""Ranges of numbers: two endpoints, each rounded outwards.

A ball of python-flint's arb has a midpoint and a radius of thirty bits, so that [−1, 1] as a ball reaches a
little beyond 1, where arcsine has no value. Endpoints don't: 1 + [−1, 1] is [0, 2]. arb computes each of
them, and an endpoint that is not finite (log 0, 0·∞, a power out of reach) ends the attempt: a comparison
with nan is always false, so it must never get as far as a comparison.

Where a function may have holes, as 1/sin²(1/x) has, a range may reach to ∞ (`inverse_but_at_zero`): an
endpoint that is not finite means that there is no bound on that side. Sums and products of such ranges are
taken with 0·∞ = 0, which is right for a range of *numbers*: each of them is finite, only not bounded. All
else ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, ctx, fmpq

from relu_tui.certificate.errors import TooWide, Unproved

BITS = 128
"""Of precision, for endpoints."""


@contextmanager
def precision(bits: int = BITS) -> Iterator[None]:
    """Compute with so many bits; the precision that was set before comes back afterwards."""
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from `low` to `high`, both exact balls."""

    low: arb
    high: arb

    @classmethod
    def spanning(cls, *balls: arb) -> Range:
        """The least range around some balls.

        Raises:
            TooWide: One of them is not finite.
        """
        for ball in balls:
            if not ball.is_finite():
                raise TooWide("a bound is out of reach")
        low, high = balls[0].lower(), balls[0].upper()
        for ball in balls[1:]:
            lower, upper = ball.lower(), ball.upper()
            low = min(low, lower)
            high = max(high, upper)
        return cls(low, high)

    @property
    def is_bounded(self) -> bool:
        """Whether both endpoints are numbers."""
        return self.low.is_finite() and self.high.is_finite()

    def __add__(self, other: Range) -> Range:
        if not (self.is_bounded and other.is_bounded):  # a lower end is never +∞, so ∞ − ∞ does not occur
            return Range((self.low + other.low).lower(), (self.high + other.high).upper())
        return Range.spanning(self.low + other.low, self.high + other.high)

    def __mul__(self, other: Range) -> Range:
        if not (self.is_bounded and other.is_bounded):
            ends = [_product(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
            return Range(min(end.lower() for end in ends), max(end.upper() for end in ends))
        return Range.spanning(
            self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high
        )

    def __neg__(self) -> Range:
        return Range(-self.high, -self.low)

    @property
    def sign(self) -> int | None:
        """1 or −1 where every number in it has that sign, 0 where it is 0 alone, else None."""
        if self.low > 0:
            return 1
        if self.high < 0:
            return -1
        return 0 if self.low.is_zero() and self.high.is_zero() else None

    @property
    def magnitude(self) -> arb:
        """The greatest absolute value in it."""
        return max(self.high, -self.low)

    def joined(self, other: Range) -> Range:
        """The least range around both."""
        return Range.spanning(self.low, self.high, other.low, other.high)

    def absolute(self) -> Range:
        """The absolute values of the numbers in it."""
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Range(arb(0), self.magnitude)

    def inverse(self) -> Range:
        """1 over the numbers in it.

        Raises:
            Unproved: 0 is in it.
        """
        if self.sign in (None, 0):
            raise Unproved("a divisor is not shown to stay away from 0")
        return Range.spanning(1 / self.low, 1 / self.high)

    def inverse_but_at_zero(self) -> Range:
        """1 over the numbers in it but 0, where that is one of them: unbounded on one side or both."""
        if self.low.is_zero() and self.high > 0:
            return Range((1 / self.high).lower(), INFINITY)
        if self.high.is_zero() and self.low < 0:
            return Range(-INFINITY, (1 / self.low).upper())
        return Range(-INFINITY, INFINITY)

    def through(self, increasing: Callable[[arb], arb]) -> Range:
        """The values of an increasing function at the numbers in it."""
        return Range.spanning(increasing(self.low), increasing(self.high))

    def to_power(self, exponent: Fraction | int) -> Range:
        """The numbers in it, all of them positive, raised to a power."""
        if not self.low > 0:
            raise Unproved("the base of a power is not shown to stay positive")
        power = int(exponent) if exponent.denominator == 1 else fmpq(exponent.numerator, exponent.denominator)
        return Range.spanning(self.low**power, self.high**power)


def _product(one: arb, other: arb) -> arb:
    """Of two ends, of which one may be ∞: 0·∞ is 0."""
    return arb(0) if one.is_zero() or other.is_zero() else one * other


INFINITY = arb.pos_inf()
ZERO = Range(arb(0), arb(0))
UNIT = Range(arb(0), arb(1))
BOTH = Range(arb(-1), arb(1))
"""What a sine can be."""


def exactly(number: Fraction | int | fmpq) -> Range:
    """The range of one rational number."""
    if isinstance(number, int):
        return Range.spanning(arb(number))
    if isinstance(number, Fraction):
        number = fmpq(number.numerator, number.denominator)
    return Range.spanning(arb(number))


def within(total: Range, most: Range) -> Range:
    """The part of a range that is known to be within another."""
    low = max(most.low, total.low)
    high = min(most.high, total.high)
    return Range(low, high)
