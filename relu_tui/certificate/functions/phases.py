"""Sequences of steps along which growing angles are known up to whole turns."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from relu_tui.certificate.constants import Constant, rational, rational_quotient
from relu_tui.certificate.interval import Interval
from relu_tui.certificate.ranges import BOTH
from relu_tui.certificate.taylor_models import (
    Model,
    add,
    constant,
    spread,
)


@dataclass(frozen=True)
class Phase:
    """A sequence: all h at which base(h) = angle + 2π·n with n a whole number, or the intervals around them.

    Attributes:
        base: Growing terms with constants.
        angle: The angle.
        width: Where it is not 0, all h are meant at which base(h) is within it of some angle + 2π·n.
    """

    base: Model
    angle: Constant
    width: Fraction = Fraction(0)

    def angle_of(self, interval: Interval, infinite: Model) -> Model | None:
        """What growing terms are along the sequence, up to whole turns, or None where that is not known.

        They are k·base with k whole, so they are k·angle + k·t + 2π·(a whole number), |t| ≤ width.
        """
        multiple = ratio(infinite, self.base)
        if multiple is None or multiple.q != 1:
            return None
        exact = constant(self.angle.times(multiple))
        if not self.width:
            return exact
        around = BOTH * rational(self.width).range * rational(multiple).range
        return add(interval, exact, spread(around))


def ratio(one: Model, other: Model) -> fmpq | None:
    """The rational that a sum of scales is of another, or None where it is none."""
    if one.terms.keys() != other.terms.keys():
        return None
    ratios = {rational_quotient(value, other.terms[scale]) for scale, value in one.terms.items()}
    return ratios.pop() if len(ratios) == 1 else None
