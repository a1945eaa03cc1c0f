"""Sequences of steps along which what oscillates stands still, and the limits along them.

Two with different limits prove that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy

from flint import arb, fmpq

from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.limit_values import (
    Finite,
    Oscillating,
    differ,
    order,
)
from relu_tui.calculus.decision.limits import limit, oscillation_in_mean, room_of_waves
from relu_tui.calculus.decision.samples import are_apart, quotient
from relu_tui.calculus.decision.side_result import Witness
from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases, NotDefined, without_frames
from relu_tui.calculus.exact.balls import ball
from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Number
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.phases import NEARLY, Phase
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.germs.wave_sums import proportion
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.side import Side

HASTY = (2, 4)
"""Taylor coefficients kept, in turn: nearly always enough."""

PATIENT = (4, 8, 16, 32)
"""The same, where identities are looked for and infinitely many infinite terms are believed."""

QUARTERS: tuple[Number, ...] = (PI * HALF, PI * fmpq(3, 2), ZERO, PI)
"""Where sine and cosine turn, or are 0."""

ANGLES: tuple[Number, ...] = (*QUARTERS, PI / 4, PI / 3, ONE)
"""Phases tried to find two sequences with different limits."""

TWELFTHS: tuple[Number, ...] = tuple(PI / 12 * number for number in range(24))
"""Those tried where the others all come to the same limit."""

MOST_BEGINNINGS = 2
"""Constants added to an angle for which phases are tried."""

MOST_BASES = 3
"""Unrelated oscillations that are fixed, one by one and together."""


class Sequences:
    """Sequences of steps on one side, and the limits along them.

    Attributes:
        angles: The endless angles met in the last expansion over all h, as far as it came.
        throughout: Whether that expansion came to its end, so that f has values at all points near a.
        along: The expansions along sequences, by sequence and order, or what came instead.
    """

    def __init__(self, tree: Numeric, point: Number, value: Number | None, side: Side) -> None:
        self.tree = tree
        self.point = point
        self.value = value
        self.side = side
        self.angles: dict[Germ, None] = {}
        self.throughout = False
        self.beginnings: dict[tuple[Germ, Number], None] = {}
        self.drifting: dict[Numeric, tuple[Germ, Number, Germ]] = {}
        self.along: dict[tuple[tuple[Phase, ...], int], Germ | ArithmeticError] = {}

    def _itself(self, germ: Germ) -> Germ:
        return germ

    def _quotient(self, germ: Germ) -> Germ:
        """(f(a ± h) − f(a)) / (±h)."""
        rise = germ.minus(constant(self.value or ZERO))
        return rise.scaled(fmpq(self.side), Scale(-1))

    def _in_mean(self, of: Callable[[Germ], Germ], whole: Germ) -> Oscillating | None:
        """The verdict by mean squares, where values are seen to lie as far apart as it says."""
        verdict = oscillation_in_mean(whole)
        if verdict is None or not self._are_seen_apart(of, room_of_waves(whole)):
            return None
        return verdict

    def _are_seen_apart(self, of: Callable[[Germ], Germ], room: arb | None) -> bool:
        value = self.value if of == self._quotient else None
        return are_apart(quotient(self.tree, self.point, value, self.side), room)

    def _turned(self, angles: tuple[Number, ...], base: Germ) -> Iterator[Number]:
        """Phases of the base at which a sum that it is part of stands at one of the angles."""
        for infinite, beginning in list(self.beginnings)[:MOST_BEGINNINGS]:
            multiple = proportion(infinite, base)
            if multiple is not None:
                yield from ((angle - beginning) / multiple for angle in angles)

    def _pinned(self, base: Germ) -> Iterator[Phase]:
        """Where a part of f that drifts along with the base stands at a quarter turn itself."""
        for node, (infinite, beginning, drift) in list(self.drifting.items())[:MOST_BEGINNINGS]:
            multiple = proportion(infinite, base)
            if multiple is not None and multiple.q == 1:
                for angle in QUARTERS:
                    start = (angle - beginning) / multiple
                    yield Phase(base, start, drift.scaled(-1 / multiple), node, angle, int(multiple))

    def _witnesses(
        self, of: Callable[[Germ], Germ], candidates: list[tuple[Phase, ...]], hasty: bool
    ) -> list[Witness]:
        """The sequences along which the limit is known.

        Args:
            of: What of the germ the limit is taken of.
            candidates: The sequences to try.
            hasty: Whether two will do of which the limits differ.
        """
        found: list[Witness] = []
        for phases in candidates:
            witness = self._witness(phases, of)
            if witness is not None:
                found.append(witness)
                if hasty and least_and_greatest(found) is not None:
                    break
        return found

    def _nearly_together(
        self, of: Callable[[Germ], Germ], bases: list[Germ]
    ) -> tuple[Witness, Witness] | None:
        """Two sequences with different limits on which several bases stand near phases, seen to lie apart.

        Args:
            of: What of the germ the limit is taken of.
            bases: Independent angles: there are points near a at which they are as near as you like to any
                phases at once, and with each point an interval around it.
        """
        together = [
            tuple(
                Phase(base, ANGLES[(index + shift * k) % len(ANGLES)], NEARLY) for k, base in enumerate(bases)
            )
            for shift in (0, 1, 2)
            for index in range(len(ANGLES))
        ]
        found = least_and_greatest(self._witnesses(of, together, hasty=True))
        return found if found is not None and self._are_seen_apart(of, room_between(*found)) else None

    def _witness(self, phases: tuple[Phase, ...], of: Callable[[Germ], Germ]) -> Witness | None:
        for terms in (*HASTY, *PATIENT):
            try:
                germ = of(self._germ_along(phases, terms))
                flat = germ.is_exact and all(scale == Scale() for scale, _ in germ.terms)
                stands = phases[0].exact or phases[0].pinned is not None
                return Witness(phases[0], limit(germ), flat and stands)
            except NeedMoreTerms:
                continue
            except (NeedPhases, NotDefined):
                return None
        return None

    def _germ_along(self, phases: tuple[Phase, ...], terms: int) -> Germ:
        """The expansion along a sequence, computed once; raises as `Expansion.germ` does."""
        found = self.along.get((phases, terms))
        if found is None:
            setting = Setting(terms, phases, patient=terms not in HASTY)
            try:
                found = Expansion(self.point, self.side, setting).germ(self.tree)
            except (NeedMoreTerms, NeedPhases, NotDefined) as trouble:
                found = without_frames(trouble)
            self.along[phases, terms] = found
        if isinstance(found, ArithmeticError):
            raise copy(found)  # each time with a way of its own, that is let go of
        return found


def exact_phases(base: Germ, angles: tuple[Number, ...]) -> list[Phase]:
    """The sequences on which a base stands at each of the angles, exactly."""
    return [Phase(base, angle) for angle in angles]


def between(found: tuple[Witness, Witness] | None) -> Oscillating | None:
    """That there is no limit, from two sequences with different ones."""
    return Oscillating(found[0].limit, found[1].limit) if found else None


def room_between(low: Witness, high: Witness) -> arb | None:
    """An eighth of the way between two limits; both signs between −∞ and +∞, 1 where one is a number."""
    if isinstance(low.limit, Finite) and isinstance(high.limit, Finite):
        return ball(high.limit.number - low.limit.number, 64) / 8
    return arb(1) if isinstance(low.limit, Finite) or isinstance(high.limit, Finite) else None


def least_and_greatest(found: list[Witness]) -> tuple[Witness, Witness] | None:
    """The witnesses of the least and the greatest limit, if the two are proved to differ."""
    if not found:
        return None
    low = min(found, key=lambda witness: order(witness.limit))
    high = max(found, key=lambda witness: order(witness.limit))
    return (low, high) if differ(low.limit, high.limit) else None
