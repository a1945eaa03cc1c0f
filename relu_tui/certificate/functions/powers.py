"""Roots and powers."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from relu_tui.certificate import functions_of_constants as known
from relu_tui.certificate import short_fractions
from relu_tui.certificate.constants import ONE, Constant
from relu_tui.certificate.errors import NoValue, TooShort, TooWide, Unproved
from relu_tui.certificate.functions.exponentials import Exponentials
from relu_tui.certificate.powers_of_constants import to_power
from relu_tui.certificate.ranges import Range
from relu_tui.certificate.record import DIVISION, POWER
from relu_tui.certificate.taylor_models import (
    NOTHING,
    Model,
    binomial,
    constant,
    enclosure,
    is_small,
    lead,
    multiplied,
    multiply,
    negated,
    normalized,
    parts,
    reciprocal,
    scaled,
    sign,
    spread,
    values,
)

HALF = Fraction(1, 2)

LARGEST_POWER = 1000
"""Whole powers up to this are taken."""


class Powers(Exponentials):
    """Roots and powers, by the exponential where an exponent moves."""

    def root(self, u: Model, exponent: Fraction, part: str) -> Model:
        """u to a power that is not whole; for a negative u there is no value."""
        if u.is_zero:
            if exponent < 0:
                raise NoValue(part, DIVISION)
            return NOTHING
        interval = self.interval
        if lead(u) is None:
            scale, total = enclosure(interval, u)
            if total.sign is not None and total.sign < 0:
                raise NoValue(part, POWER)
            if exponent > 0 and total.low < 0 < total.high and interval.passes_holes():
                total = Range(arb(0), total.high)
            if exponent < 0 or total.low < 0:
                if total.sign != 1:
                    raise TooShort("the base of a power is not shown to stay positive")
                return spread(total.to_power(exponent), scale.to_power(exponent))
            power = fmpq(exponent.numerator, exponent.denominator)
            high = (total.high**power) if total.high > 0 else arb(0)
            low = (total.low**power) if total.low > 0 else arb(0)
            return spread(Range.spanning(low, high), scale.to_power(exponent))
        if sign(interval, u) < 0:
            raise NoValue(part, POWER)
        scale, value, small = normalized(interval, u)
        result = scaled(binomial(interval, small, exponent), 1, scale.to_power(exponent))
        return multiplied(interval, result, to_power(value, exponent))

    def cube_root(self, u: Model, part: str) -> Model:
        """∛u, for either sign."""
        if u.is_zero:
            return u
        third = Fraction(1, 3)
        if lead(u) is None:
            scale, total = enclosure(self.interval, u)
            return spread(total.through(_cube_root), scale.to_power(third))
        if sign(self.interval, u) > 0:
            return self.root(u, third, part)
        return negated(self.root(negated(u), third, part))

    def whole_power(self, u: Model, exponent: int, part: str) -> Model:
        """u^n; 0^0 is 1."""
        if exponent < 0:
            return self.whole_power(reciprocal(self.interval, u, part), -exponent, part)
        if exponent > LARGEST_POWER:
            raise Unproved("a power is too large")
        if exponent == 2 and lead(u) is None and not u.is_zero:
            scale, total = enclosure(self.interval, u)
            size = total.absolute()
            return spread(size * size, scale * scale)
        if exponent > 4 and len(u.terms) > 1 and lead(u) is not None:
            scale, value, small = normalized(self.interval, u)
            result = binomial(self.interval, small, Fraction(exponent))
            result = scaled(result, 1, scale.to_power(Fraction(exponent)))
            return multiplied(self.interval, result, _whole_power(value, exponent))
        result, base = constant(ONE), u
        while exponent:
            if exponent % 2:
                result = multiply(self.interval, result, base)
            exponent //= 2
            if exponent:
                base = multiply(self.interval, base, base)
        return result

    def power(self, u: Model, v: Model, part: str) -> Model:
        """u^v."""
        value = v.constant
        if value is not None:
            number = value.rational
            if number is not None:
                exponent = Fraction(int(number.p), int(number.q))
                if exponent.denominator == 1:
                    return self.whole_power(u, exponent.numerator, part)
                return self.root(u, exponent, part)
        if u.is_zero:
            if sign(self.interval, v) > 0:
                return NOTHING
            raise NoValue(part, DIVISION)
        if sign(self.interval, u) < 0:
            if self._is_never_whole(v):
                raise NoValue(part, POWER)
            if value is None:  # such as x**x: nearer to 0, x may be no whole number
                raise TooWide("an exponent may be whole on the interval")
            raise Unproved("a negative number to a power that is not shown to be a fraction")
        return self.exp(multiply(self.interval, v, self.log(u, part)))

    def _is_never_whole(self, v: Model) -> bool:
        """Whether a bounded exponent is at no h a whole number."""
        value = v.constant
        if value is not None:
            return known.is_irrational(value)
        total = values(self.interval, v)
        floors = (short_fractions.whole(total.low), short_fractions.whole(total.high))
        if floors[0] is not None and floors[0] == floors[1] and not (total.low - floors[0]).is_zero():
            return True
        infinite, middle, small = parts(v)
        if infinite.terms or not is_small(small) or middle.rational is None or middle.rational.q != 1:
            return False
        return sign(self.interval, small) != 0 and bool(values(self.interval, small).magnitude < 1)


def _whole_power(value: Constant, exponent: int) -> Constant:
    result = ONE
    for _ in range(exponent):
        result = result * value
    return result


def _cube_root(value: arb) -> arb:
    third = fmpq(1, 3)
    if value > 0:
        return value**third
    return -((-value) ** third) if value < 0 else arb(0)
