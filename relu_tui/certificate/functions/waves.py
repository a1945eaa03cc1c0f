"""Sine and cosine."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from flint import arb, fmpq

from relu_tui.certificate import functions_of_constants as known
from relu_tui.certificate.constants import rational
from relu_tui.certificate.functions.exponentials import Exponentials
from relu_tui.certificate.ranges import BOTH, Range, within
from relu_tui.certificate.scales import UNIT as SCALE_OF_1
from relu_tui.certificate.taylor_models import (
    Model,
    add,
    constant,
    is_small,
    parts,
    series,
    spread,
    values,
)


class Waves(Exponentials):
    """Sine and cosine: between −1 and 1 where the angle grows, unless a sequence tells more."""

    def sin(self, u: Model) -> Model:
        """The sine of u."""
        return self._wave(u, 0)

    def cos(self, u: Model) -> Model:
        """The cosine of u."""
        return self._wave(u, 1)

    def _wave(self, u: Model, quarters: int) -> Model:
        infinite, middle, small = parts(u)
        if infinite.terms:
            if small.rest is None or small.rest[0].growth <= 0:
                self.angles.append(
                    infinite if middle.is_zero else Model({**infinite.terms, SCALE_OF_1: middle})
                )
            along = self.phase.angle_of(self.interval, infinite) if self.phase is not None else None
            if along is None:
                return spread(BOTH)
            rest = add(self.interval, small, constant(middle))
            _, middle, small = parts(add(self.interval, rest, along))
        if not is_small(small):
            if small.rest is not None and small.rest[0].growth > 0:
                return spread(BOTH)
            total = values(self.interval, add(self.interval, small, constant(middle)))
            if not total.is_bounded:
                return spread(BOTH)
            ball = total.low.union(total.high) + arb.pi() / 2 * quarters
            return spread(within(Range.spanning(ball.sin()), BOTH))
        turns = (known.sin(middle), known.cos(middle))
        cycle = (turns[0], turns[1], -turns[0], -turns[1])
        count = self.interval.order
        coefficients = [cycle[(k + quarters) % 4].times(fmpq(1, factorial(k))) for k in range(count)]
        tail = BOTH * rational(Fraction(1, factorial(count))).range
        return series(self.interval, small, coefficients, tail)
