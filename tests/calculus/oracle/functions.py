"""The functions of the language, with a bound on the error."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.calculus.oracle.arithmetic import Arithmetic, Doubt, Nowhere, Number, Rounded

_ZERO_AT_0 = (
    *("sqrt", "cbrt", "sin", "tan", "asin", "atan", "sinh", "tanh", "erf"),
    *("erfi", "lambertw", "besselj1", "besseli1"),
)


class Functions(Arithmetic):
    """Arithmetic, and the functions of one argument.

    Attributes:
        waves: Whether a sine or cosine of something large was met.
    """

    def __init__(self, digits: int) -> None:
        super().__init__(digits)
        self.waves = False

    def apply(self, name: str, u: Number) -> Number:
        """A function of one argument."""
        exact = self._exact(name, u)
        if exact is not None:
            return exact
        x = self.rounded(u)
        method: Callable[[Any, Any], Number] = getattr(self, f"_{name}")
        return method(x.value, x.error)

    def _exact(self, name: str, u: Number) -> Number | None:
        """What is exact by itself."""
        if not isinstance(u, Fraction):
            return None
        if name in ("abs", "relu"):
            return abs(u) if name == "abs" else max(u, Fraction(0))
        if name == "sign":
            return Fraction((u > 0) - (u < 0))
        if name == "floor":
            return Fraction(u.numerator // u.denominator)
        if name == "ceil":
            return Fraction(-(-u.numerator // u.denominator))
        if u == 0 and name in _ZERO_AT_0:
            return Fraction(0)
        if u == 0 and name in ("exp", "cos", "cosh", "besselj0", "besseli0"):
            return Fraction(1)
        if u == 1 and name in ("log", "acos"):
            return Fraction(0)
        if name == "log" and u <= 0:
            raise Nowhere
        if u == 1 and name in ("sqrt", "cbrt"):
            return Fraction(1)
        return Fraction(1, 2) if u == 0 and name == "sigmoid" else None

    def _moderate(self, x: Any, error: Any, most: Any) -> None:
        if abs(x) > most or error > self.mp.mpf(1) / 64:
            raise Doubt

    def _abs(self, x: Any, error: Any) -> Number:
        return Rounded(abs(x), error)

    def _relu(self, x: Any, error: Any) -> Number:
        return Rounded(max(x, self.mp.zero), error)

    def _sign(self, x: Any, error: Any) -> Number:
        return Fraction(self.sign(Rounded(x, error)))

    def _floor(self, x: Any, error: Any) -> Number:
        if abs(x) > self.widest or error > 1:
            raise Doubt
        low, high = int(self.mp.floor(x - 4 * error)), int(self.mp.floor(x + 4 * error))
        if low != high:
            raise Doubt
        return Fraction(low)

    def _ceil(self, x: Any, error: Any) -> Number:
        return self.multiply(Fraction(-1), self._floor(-x, error))

    def _exp(self, x: Any, error: Any) -> Number:
        self._moderate(x, error, self.widest)
        value = self.mp.exp(x)
        return self._made(value, 2 * value * error)

    def _log(self, x: Any, error: Any) -> Number:
        if self.sign(Rounded(x, error)) <= 0:
            raise Nowhere
        return self._made(self.mp.log(x), 2 * error / x)

    def _sqrt(self, x: Any, error: Any) -> Number:
        if self.sign(Rounded(x, error)) < 0:
            raise Nowhere
        value = self.mp.sqrt(x)
        return self._made(value, error / value if value else self.mp.zero)

    def _cbrt(self, x: Any, error: Any) -> Number:
        direction = self.sign(Rounded(x, error))
        value = direction * self.mp.cbrt(abs(x))
        return self._made(value, error * abs(value / x) if x else self.mp.zero)

    def _sin(self, x: Any, error: Any) -> Number:
        self.waves |= abs(x) > 10
        self._moderate(x, error, self.widest)
        return Rounded(self.mp.sin(x), error + self.unit)

    def _cos(self, x: Any, error: Any) -> Number:
        self.waves |= abs(x) > 10
        self._moderate(x, error, self.widest)
        return Rounded(self.mp.cos(x), error + self.unit)

    def _tan(self, x: Any, error: Any) -> Number:
        return self.divide(self._sin(x, error), self._cos(x, error))

    def _asin(self, x: Any, error: Any) -> Number:
        room = 1 - abs(x)
        if abs(room) <= 4 * error:
            if error or room:
                raise Doubt
            return self._made(self.mp.asin(x), self.mp.zero)
        if room < 0:
            raise Nowhere
        return self._made(self.mp.asin(x), 2 * error / self.mp.sqrt(room))

    def _acos(self, x: Any, error: Any) -> Number:
        return self.add(Rounded(self.mp.pi / 2, self.unit), self._asin(x, error), -1)

    def _atan(self, x: Any, error: Any) -> Number:
        return self._made(self.mp.atan(x), error / (1 + max(abs(x) - error, self.mp.zero) ** 2))

    def _sinh(self, x: Any, error: Any) -> Number:
        self._moderate(x, error, self.widest)
        return self._made(self.mp.sinh(x), 2 * error * self.mp.cosh(x))

    def _cosh(self, x: Any, error: Any) -> Number:
        self._moderate(x, error, self.widest)
        return self._made(self.mp.cosh(x), 2 * error * (abs(self.mp.sinh(x)) + error))

    def _tanh(self, x: Any, error: Any) -> Number:
        if abs(x) > 4 * self.mp.dps + error:
            return Rounded(self.mp.sign(x), self.unit)
        return self._made(self.mp.tanh(x), error)

    def _erf(self, x: Any, error: Any) -> Number:
        if abs(x) > 4 * self.mp.dps + error:
            return Rounded(self.mp.sign(x), self.unit)
        return self._made(self.mp.erf(x), 2 * error)

    def _sigmoid(self, x: Any, error: Any) -> Number:
        if abs(x) > self.widest and error < abs(x) / 2:
            raise Doubt
        power = self._exp(-abs(x), error)
        below = self.divide(power, self.add(Fraction(1), power))
        return below if x < 0 else self.add(Fraction(1), below, -1)

    def _softplus(self, x: Any, error: Any) -> Number:
        tail = self.apply("log", self.add(Fraction(1), self._exp(-abs(x), error)))
        return self.add(Rounded(max(x, self.mp.zero), error), tail)

    def _gamma(self, x: Any, error: Any) -> Number:
        self._far_from_poles(x, error)
        value = self.mp.gamma(x)
        slope = abs(value) * (abs(self.mp.psi(0, x)) + 1)
        return self._made(value, 4 * error * slope)

    def _digamma(self, x: Any, error: Any) -> Number:
        self._far_from_poles(x, error)
        return self._made(self.mp.psi(0, x), 4 * error * (self.mp.psi(1, x) + 1))

    def _trigamma(self, x: Any, error: Any) -> Number:
        self._far_from_poles(x, error)
        return self._made(self.mp.psi(1, x), 4 * error * (abs(self.mp.psi(2, x)) + 1))

    def _lambertw(self, x: Any, error: Any) -> Number:
        room = x + self.mp.exp(-1)
        if abs(room) <= 32 * error + self.unit:
            raise Doubt
        if room < 0:
            raise Nowhere
        self._moderate(x, error, self.widest)
        value = self.mp.lambertw(x).real
        return self._made(value, 4 * error / (x + self.mp.exp(value)))

    def _ei(self, x: Any, error: Any) -> Number:
        if abs(x) <= 32 * error:
            if error:
                raise Doubt
            raise Nowhere
        self._moderate(x, error, self.widest)
        return self._made(self.mp.ei(x), 4 * error * self.mp.exp(x) / abs(x))

    def _erfi(self, x: Any, error: Any) -> Number:
        self._moderate(x * x, error, self.widest)
        return self._made(self.mp.erfi(x), 4 * error * self.mp.exp(x * x))

    def _besselj0(self, x: Any, error: Any) -> Number:
        self._moderate(x, error, 10**4)
        return Rounded(self.mp.besselj(0, x), error + 4 * self.unit)

    def _besselj1(self, x: Any, error: Any) -> Number:
        self._moderate(x, error, 10**4)
        return self._made(self.mp.besselj(1, x), error + 4 * self.unit * (abs(x) > 1))

    def _besseli0(self, x: Any, error: Any) -> Number:
        self._moderate(x, error, 10**4)
        return self._made(self.mp.besseli(0, x), 2 * error * self.mp.cosh(x))

    def _besseli1(self, x: Any, error: Any) -> Number:
        self._moderate(x, error, 10**4)
        return self._made(self.mp.besseli(1, x), 2 * error * self.mp.cosh(x))

    def _far_from_poles(self, x: Any, error: Any) -> None:
        """Nearer than 2⁵ errors the slope at x says nothing of the slopes around it."""
        self._moderate(x, error, 10**4)
        if x < 1 and abs(x - self.mp.nint(x)) <= 32 * error:
            if error:
                raise Doubt
            raise Nowhere

    def is_large(self, number: Number) -> bool:
        """Whether it is past the middle part of a steep function."""
        return bool(abs(self.rounded(number).value) > 10)
