"""How an expansion is carried out: to what order, and along which of all h → 0⁺."""

from __future__ import annotations

from dataclasses import dataclass, field

from relu_tui.calculus.exact.constant import ZERO, Number
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.phases import Phase, turned, upward
from relu_tui.calculus.language.syntax import Numeric


@dataclass
class Setting:
    """What every function of germs needs to know.

    Attributes:
        order: How many Taylor coefficients a composition keeps.
        phases: What is fixed of the endless oscillations; nothing, for all h → 0⁺.
        patient: Whether to look for identities, and to take a sum of infinite terms that two orders did
            not end for an endless one.
        angles: Every germ whose cosine, sine or fractional part was met while it tended to ±∞, as keys
            in the order they were met.
        beginnings: Each such germ and the constant that was added to it, as keys, where that is not 0.
        drifting: The continuous parts whose cosine or sine was met while they tended to ±∞ with a drift, each
            with its infinite part, its constant and what tends to 0.
        tails: What composed power series leave over, where it is kept as a function of its own that can
            cancel: by function, argument and order. None where it goes to the remainder.
        absolutes: |u| of each exact u that changes sign endlessly, so that it is one bounded function
            wherever it stands.
        took_for_endless: Whether that was done.
    """

    order: int
    phases: tuple[Phase, ...] = ()
    patient: bool = False
    angles: dict[Germ, None] = field(default_factory=dict)
    beginnings: dict[tuple[Germ, Number], None] = field(default_factory=dict)
    drifting: dict[Numeric, tuple[Germ, Number, Germ]] = field(default_factory=dict)
    absolutes: dict[Germ, Germ] = field(default_factory=dict)
    tails: dict[object, Germ] | None = None
    took_for_endless: bool = False

    def turned(self, infinite: Germ, beginning: Number = ZERO) -> tuple[Number, Germ] | None:
        """(angle, drift) modulo 2·pi of an infinite germ, or None where no phase fixes it.

        Args:
            infinite: The germ.
            beginning: The constant that it is added to.
        """
        self.angles[upward(infinite)] = None
        if beginning:
            self.beginnings[infinite, beginning] = None
        return turned(infinite, self.phases) if self.phases else None
