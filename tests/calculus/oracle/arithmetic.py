"""Arithmetic with a bound on the error: first order, with room to spare.

Rational arithmetic is exact, so that `x == a`, sin(0) and floor(2) are what they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from mpmath import MPContext

LONGEST = 6_000
"""Bits of an exact rational; a longer one is rounded."""


class Nowhere(Exception):  # noqa: N818 - a mathematical outcome
    """The expression has no value here."""


class Doubt(Exception):  # noqa: N818
    """The digits kept do not settle it."""


@dataclass(frozen=True)
class Rounded:
    """A number known up to an error."""

    value: Any
    error: Any


Number: TypeAlias = Fraction | Rounded


class Arithmetic:
    """Numbers known to so many digits."""

    def __init__(self, digits: int) -> None:
        self.mp = MPContext()
        self.mp.dps = digits + 10
        self.unit = self.mp.mpf(10) ** (-digits)
        self.widest = self.mp.mpf(10) ** (digits // 2)

    def rounded(self, number: Number) -> Rounded:
        if isinstance(number, Rounded):
            return number
        value = self.mp.mpf(number.numerator) / number.denominator
        return Rounded(value, self.mp.zero if number.denominator == 1 else abs(value) * self.unit)

    def _made(self, value: Any, error: Any) -> Rounded:
        return Rounded(value, error + abs(value) * self.unit)

    def sign(self, number: Number) -> int:
        if isinstance(number, Fraction):
            return (number > 0) - (number < 0)
        if abs(number.value) <= 4 * number.error:
            if number.value == 0 and number.error == 0:
                return 0
            raise Doubt
        return 1 if number.value > 0 else -1

    def add(self, a: Number, b: Number, sign: int = 1) -> Number:
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return self._short(a + sign * b)
        x, y = self.rounded(a), self.rounded(b)
        return self._made(x.value + sign * y.value, x.error + y.error)

    def multiply(self, a: Number, b: Number) -> Number:
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return self._short(a * b)
        if 0 in (a, b):
            return Fraction(0)
        x, y = self.rounded(a), self.rounded(b)
        return self._made(
            x.value * y.value, abs(x.value) * y.error + abs(y.value) * x.error + x.error * y.error
        )

    def divide(self, a: Number, b: Number) -> Number:
        if not self.sign(b):
            raise Nowhere
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return self._short(a / b)
        x, y = self.rounded(a), self.rounded(b)
        value = x.value / y.value
        return self._made(value, (x.error + abs(value) * y.error) / (abs(y.value) - y.error))

    def power(self, a: Number, b: Number) -> Number:
        if isinstance(b, Fraction) and b.denominator == 1:
            return self._whole_power(a, int(b))
        direction = self.sign(a)
        if direction == 0:
            if self.sign(b) < 0:
                raise Nowhere
            return Fraction(0) if self.sign(b) else Fraction(1)
        if direction < 0:
            y = self.rounded(b)
            if abs(y.value - self.mp.nint(y.value)) <= 4 * y.error:
                raise Doubt
            raise Nowhere
        return self.apply("exp", self.multiply(b, self.apply("log", a)))

    def apply(self, name: str, u: Number) -> Number:
        """A function of one argument."""
        raise NotImplementedError

    def _whole_power(self, a: Number, exponent: int) -> Number:
        if exponent < 0:
            return self.divide(Fraction(1), self._whole_power(a, -exponent))
        result: Number = Fraction(1)
        while exponent:
            if exponent & 1:
                result = self.multiply(result, a)
            exponent >>= 1
            if exponent:
                a = self.multiply(a, a)
        return result

    def _short(self, value: Fraction) -> Number:
        if value.numerator.bit_length() + value.denominator.bit_length() > LONGEST:
            return self.rounded(value)
        return value
