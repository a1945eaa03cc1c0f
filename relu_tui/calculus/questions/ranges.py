"""Intervals that may reach to infinity: coarser than balls, and good next to a pole or the end of a domain.

A range holds every value that the expression takes at the points of an interval at which it is defined.
Its ends are exact, ±∞ among them, and each operation rounds outwards.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

PLUS, MINUS = arb("inf"), arb("-inf")


class Range:
    """low ≤ value ≤ high, every value being finite.

    Attributes:
        low: The lower end, exact; −∞ where there is none.
        high: The upper end, exact; +∞ where there is none.
    """

    __slots__ = ("high", "low")

    def __init__(self, low: arb, high: arb) -> None:
        self.low = MINUS if low.is_nan() else low.lower()
        self.high = PLUS if high.is_nan() else high.upper()

    @staticmethod
    def of(value: Range | arb) -> Range:
        """The same as a range."""
        return value if isinstance(value, Range) else Range(value, value)

    def with_sign(self, sign: int) -> Range:
        """The part of it that has a sign, 1 or −1, which the values are known to have."""
        zero = arb(0)
        if sign > 0:
            return Range(self.low if self.low > 0 else zero, self.high)
        return Range(self.low, self.high if self.high < 0 else zero)

    def __neg__(self) -> Range:
        return Range(-self.high, -self.low)

    def __add__(self, other: Range | arb) -> Range:
        b = Range.of(other)
        return Range(self.low + b.low, self.high + b.high)

    def __sub__(self, other: Range | arb) -> Range:
        return self + -Range.of(other)

    def __mul__(self, other: Range | arb | int) -> Range:
        b = Range.of(arb(other) if isinstance(other, int) else other)
        corners = [_product(x, y) for x in (self.low, self.high) for y in (b.low, b.high)]
        return Range(_least(corners), -_least([-corner for corner in corners]))

    def __truediv__(self, other: Range | arb | int) -> Range:
        b = Range.of(arb(other) if isinstance(other, int) else other)
        if b.low < 0 and b.high > 0:
            return Range(MINUS, PLUS)
        if not b.high > 0:
            return -self / -b
        inverse = Range(arb(0) if b.high == PLUS else 1 / b.high, 1 / b.low if b.low > 0 else PLUS)
        return self * inverse

    def __radd__(self, other: arb) -> Range:
        return self + other

    def __rsub__(self, other: arb) -> Range:
        return -self + other

    def __rmul__(self, other: arb) -> Range:
        return self * other

    def __rtruediv__(self, other: arb) -> Range:
        return Range.of(other) / self

    def __abs__(self) -> Range:
        if not self.low < 0:
            return self
        return -self if not self.high > 0 else Range(arb(0), -_least([self.low, -self.high]))

    def rising(self, function: Callable[[arb], arb], least: arb = MINUS, most: arb = PLUS) -> Range:
        """The values of a function that rises on the whole line, from `least` to `most`."""
        low = least if self.low == MINUS else function(self.low)
        return Range(low, most if self.high == PLUS else function(self.high))

    def exp(self) -> Range:
        """The exponential."""
        return self.rising(arb.exp, arb(0))

    def log(self) -> Range:
        """The logarithm of what is positive."""
        high = self.high.log() if self.high > 0 and self.high < PLUS else PLUS
        return Range(self.low.log() if self.low > 0 else MINUS, high)

    def root(self, degree: int) -> Range:
        """A root of what is 0 or more."""
        high = self.high.root(degree) if self.high > 0 and self.high < PLUS else PLUS
        return Range(self.low.root(degree) if self.low > 0 else arb(0), high)

    def atan(self) -> Range:
        """The arctangent."""
        half = arb.pi() / 2
        return self.rising(arb.atan, -half, half)

    def erf(self) -> Range:
        """The error function."""
        return self.rising(arb.erf, arb(-1), arb(1))

    def asin(self) -> Range:
        """The arcsine of what lies within [−1, 1]."""
        half = arb.pi() / 2
        return Range(self.low.asin() if self.low > -1 else -half, self.high.asin() if self.high < 1 else half)

    def acos(self) -> Range:
        """The arccosine of what lies within [−1, 1]."""
        return Range.of(arb.pi() / 2) - self.asin()

    def sin(self) -> Range:
        """The sine."""
        return self._wave(arb.sin)

    def cos(self) -> Range:
        """The cosine."""
        return self._wave(arb.cos)

    def _wave(self, function: Callable[[arb], arb]) -> Range:
        if self.low == MINUS or self.high == PLUS:
            return Range(arb(-1), arb(1))
        value = function(self.low.union(self.high))
        return Range(value, value)


def _product(x: arb, y: arb) -> arb:
    return arb(0) if x == 0 or y == 0 else x * y  # every value is finite, so 0 times it is 0


def _least(values: list[arb]) -> arb:
    least = values[0].lower()
    for value in values[1:]:
        end = value.lower()
        if not end > least:
            least = end
    return least
