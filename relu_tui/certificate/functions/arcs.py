"""The arctangent, and the arcsine and arccosine made of it."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from relu_tui.certificate import functions_of_constants as known
from relu_tui.certificate.constants import ONE, PI, rational
from relu_tui.certificate.errors import NoValue, TooWide
from relu_tui.certificate.functions.powers import HALF, Powers
from relu_tui.certificate.ranges import BOTH, Range, within
from relu_tui.certificate.record import ARCSINE
from relu_tui.certificate.taylor_models import (
    Model,
    add,
    constant,
    is_small,
    lead,
    multiplied,
    multiply,
    negated,
    parts,
    reciprocal,
    series,
    sign,
    spread,
    subtract,
    values,
)


class Arcs(Powers):
    """The inverses of the tangent, the sine and the cosine."""

    def atan(self, u: Model) -> Model:
        """The arctangent of u.

        By atan u = ±π/2 − atan(1/u), and atan(c + w) = atan c + atan(w/(1 + c² + cw)) where that is positive.
        """
        interval = self.interval
        infinite, middle, small = parts(u)
        quarter = constant(PI.times(fmpq(1, 2)))
        if infinite.terms or not is_small(small):
            if small.rest is not None and small.rest[0].growth > 0 and lead(u) is None:
                return spread(_half_turn())
            if not infinite.terms:
                return spread(values(interval, u).through(arb.atan))
            other = self.atan(reciprocal(interval, u))
            return subtract(interval, quarter if sign(interval, u) > 0 else negated(quarter), other)
        if small.is_zero:
            return constant(known.atan(middle))
        if middle.is_zero:
            return self._atan_of_small(small)
        below = add(interval, constant(ONE + middle * middle), multiplied(interval, small, middle))
        if sign(interval, below) != 1:
            raise TooWide("a sign is not the same on the whole interval")
        turned = multiply(interval, small, reciprocal(interval, below))
        return add(interval, constant(known.atan(middle)), self._atan_of_small(turned))

    def _atan_of_small(self, w: Model) -> Model:
        """Its n-th Taylor coefficient is at most 1/n in size at every point: cosⁿ(y)·sin(n(y + π/2))/n."""
        count = self.interval.order
        coefficients = [
            rational(Fraction((-1) ** (k // 2), k) if k % 2 else Fraction(0)) for k in range(count)
        ]
        return series(self.interval, w, coefficients, BOTH * rational(Fraction(1, count)).range)

    def asin(self, u: Model, part: str) -> Model:
        """The arcsine of u: atan(u/√(1 − u²))."""
        interval = self.interval
        if u.constant is not None and u.constant.range.absolute().high < 1:
            return constant(known.asin(u.constant))
        square = subtract(interval, constant(ONE), multiply(interval, u, u))
        if square.is_zero:
            half = constant(PI.times(fmpq(1, 2)))
            return half if sign(interval, u) > 0 else negated(half)
        if lead(square) is None and lead(u) is None:
            total = values(interval, u)
            if (total.low < -1 or total.high > 1) and total.low <= 1 and total.high >= -1:
                total = within(total, BOTH) if interval.passes_holes() else total
            if total.low >= -1 and total.high <= 1:
                return spread(total.through(arb.asin))
        if sign(interval, square) < 0:
            raise NoValue(part, ARCSINE)
        return self.atan(multiply(interval, u, reciprocal(interval, self.root(square, HALF, part))))

    def acos(self, u: Model, part: str) -> Model:
        """π/2 − asin u."""
        return subtract(self.interval, constant(PI.times(fmpq(1, 2))), self.asin(u, part))


def _half_turn() -> Range:
    return Range.spanning(-arb.pi() / 2, arb.pi() / 2)
