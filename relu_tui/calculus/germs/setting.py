"""How an expansion is carried out: to what order, and along which of all h → 0⁺."""

from __future__ import annotations

from dataclasses import dataclass, field

from flint import fmpq

from relu_tui.calculus.constants.exact import Constant, Number
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.scale import resolved
from relu_tui.calculus.outcomes import NeedPhases


@dataclass(frozen=True)
class Phase:
    """Points h → 0⁺ at which `base` = angle (mod 2·pi).

    Attributes:
        base: A germ that tends to +∞.
        angle: Where it stands, in radians.
        exact: Whether it stands there exactly, or only as near as you like.
    """

    base: Germ
    angle: Number
    exact: bool = True


@dataclass
class Setting:
    """What every function of germs needs to know.

    Attributes:
        order: How many Taylor coefficients a composition keeps.
        patient: Whether to look for identities, and to take a sum of infinite terms that two orders did
            not end for an endless one.
        phases: What is fixed of the endless oscillations; nothing, for all h → 0⁺.
        angles: Every germ whose cosine, sine or fractional part was met while it tended to ±∞.
    """

    order: int
    phases: tuple[Phase, ...] = ()
    patient: bool = False
    angles: set[Germ] = field(default_factory=set)

    def turned(self, infinite: Germ) -> tuple[Number, bool] | None:
        """(angle, whether exactly) modulo 2·pi of an infinite germ, or None where no phase fixes it."""
        self.angles.add(upward(infinite))
        for phase in self.phases:
            multiple = proportion(infinite, phase.base)
            if multiple is not None and multiple.q == 1:
                return phase.angle * multiple, phase.exact
        return None


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


def upward(angle: Germ) -> Germ:
    """The angle or its negative, whichever tends to +∞."""
    try:
        return angle if resolved(angle).leading_sign() > 0 else angle.negated()
    except NeedPhases:
        return angle
