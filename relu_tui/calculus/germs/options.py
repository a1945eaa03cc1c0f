"""How an expansion is carried out: to what order, and along which of all h → 0⁺."""

from __future__ import annotations

from collections.abc import Callable
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
        applied: A function of an exact germ, by the function and the germ, so that what is bounded in it is
            one function wherever it stands.
        took_for_endless: Whether that was done.
    """

    order: int
    phases: tuple[Phase, ...] = ()
    patient: bool = False
    angles: dict[Germ, None] = field(default_factory=dict)
    beginnings: dict[tuple[Germ, Number], None] = field(default_factory=dict)
    drifting: dict[Numeric, tuple[Germ, Number, Germ]] = field(default_factory=dict)
    applied: dict[tuple[object, Germ], Germ] = field(default_factory=dict)
    tails: dict[object, Germ] | None = None
    took_for_endless: bool = False

    def once(self, function: object, u: Germ, result: Callable[[], Germ]) -> Germ:
        """A function of a germ, computed once where the germ is exact.

        An exact germ equals its sum, so that two which are one germ are one function of h, and what is made
        of them is one too: |sin F| less |sin F| is 0, though of |sin F| only bounds are known.

        Args:
            function: What tells the function from others.
            u: Its argument.
            result: Computes it.
        """
        if not u.is_exact:
            return result()
        known = self.applied.get((function, u))
        if known is None:
            known = self.applied[function, u] = result()
        return known

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
