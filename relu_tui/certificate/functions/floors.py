"""The absolute value and the floor."""

from __future__ import annotations

from flint import arb, fmpq

from relu_tui.certificate import functions_of_constants as known
from relu_tui.certificate import short_fractions
from relu_tui.certificate.constants import PI, Constant, rational
from relu_tui.certificate.errors import TooShort, TooWide, Unproved
from relu_tui.certificate.functions.exponentials import Exponentials
from relu_tui.certificate.powers_of_constants import inverse
from relu_tui.certificate.ranges import UNIT, Range
from relu_tui.certificate.taylor_models import (
    Model,
    add,
    constant,
    enclosure,
    is_small,
    multiplied,
    negated,
    parts,
    sign,
    spread,
    subtract,
    values,
)


class Floors(Exponentials):
    """The absolute value and the floor, one number where a sign is known."""

    def absolute(self, u: Model) -> Model:
        """|u|."""
        try:
            return u if sign(self.interval, u) >= 0 else negated(u)
        except TooShort:
            scale, total = enclosure(self.interval, u)
            return spread(total.absolute(), scale)

    def floor(self, u: Model) -> Model:
        """The greatest whole number not above u."""
        interval = self.interval
        infinite, middle, small = parts(u)
        if infinite.terms or (small.rest is not None and small.rest[0].growth > 0):
            if not infinite.terms or not (small.rest is None or small.rest[0].growth <= 0):
                return subtract(interval, u, spread(UNIT))
            angle = multiplied(interval, infinite, PI.times(2))
            self.angles.append(angle)
            along = self.phase.angle_of(interval, angle) if self.phase is not None else None
            if along is None:
                return subtract(interval, u, spread(UNIT))
            turned = multiplied(interval, along, inverse(PI.times(2)))
            rest = add(interval, add(interval, small, constant(middle)), turned)
            fraction = subtract(interval, rest, self.floor(rest))
            return subtract(interval, u, fraction)
        if not is_small(small):
            total = values(interval, add(interval, small, constant(middle)))
            low, high = (short_fractions.whole(end) for end in (total.low, total.high))
            if low is None or high is None:
                raise Unproved("a floor is not settled")
            return constant(rational(low)) if low == high else spread(Range.spanning(arb(low), arb(high)))
        try:
            return constant(rational(self._floor_near(middle, small)))
        except TooShort:
            return self._floor_beside(middle, small)

    def _floor_near(self, middle: Constant, small: Model) -> int:
        """The floor of a constant plus what tends to 0, on the whole interval.

        By a whole number n, it is n where the small part is in [0, 1) and n − 1 where it is in [−1, 0), at
        every h: the sign alone doesn't do, since floor(5h) is 0 up to h = 1/5 only.
        """
        interval = self.interval
        whole = known.floor(middle)
        if whole is None:
            nearest = _nearest(middle)
            if nearest is None or not interval.vanishes(middle - rational(nearest)):
                raise Unproved("a floor is not settled")
            whole, middle = nearest, rational(nearest)
        if interval.vanishes(middle - rational(whole)):
            upwards = sign(interval, small) >= 0
            total = values(interval, small)
            if not (total.high < 1 if upwards else total.low >= -1):
                raise TooWide("a floor is not the same on the whole interval")
            return whole if upwards else whole - 1
        for bound, wanted in ((whole, 1), (whole + 1, -1)):
            if sign(interval, add(interval, small, constant(middle - rational(bound)))) != wanted:
                raise TooWide("a floor is not the same on the whole interval")
        return whole

    def _floor_beside(self, middle: Constant, small: Model) -> Model:
        """The floor of a whole number n plus what has no sign: n where it is in [0, 1), else n − 1 or n.

        Raises:
            Unproved: It is not shown to be within 1.
        """
        whole = known.floor(middle)
        if whole is None or not (middle - rational(whole)).is_zero:
            raise TooShort("a floor is not settled")
        total = values(self.interval, small)
        if not (total.low >= -1 and total.high < 1):
            raise TooWide("a floor is not the same on the whole interval")
        if total.low >= 0:
            return constant(rational(whole))
        return spread(Range.spanning(arb(whole - 1), arb(whole)))


def _nearest(value: Constant) -> int | None:
    total = value.range
    return short_fractions.whole((total.low + total.high) / 2 + fmpq(1, 2))
