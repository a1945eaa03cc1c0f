"""Sequences among holes: where f has values on intervals only, as near to a as you like.

Where f has holes as near to a as you like, as tan(1/x) has, there is no expansion over all h. The limit is
taken along the points where f has a value, so two sequences of such points with different limits prove
all the same that there is none. Why that is sound, step by step:

1. An expansion along a `Phase` is a statement about the points of that phase alone; that there is one
   proves that f has a value at all of them that are near enough to a, for every part without a value
   raises `NotDefined`, and every part that may be without one `NeedPhases`.
2. No sequence is taken from points that f may have by chance (√(−sin²(1/x)) at 1/x = πn): the phases have
   a drift with a remainder, so that what is proved holds on whole intervals of points. A function that
   has values at isolated points only is never said to oscillate.
3. A phase along which f has no value, or none that is known, says nothing of the limit. Along an exact one
   it says that there are holes. Where nothing is known around an angle, the intervals beside it, ever
   narrower and at one side of it, are tried as those beside a hole are: each is proved on its own.
4. Where several angles are to be fixed at once, they must be independent (`phases.independent`): then there
   are points as near to a as you like at which each of them is as near as you like to its phase.
5. f and its quotient are asked one by one: that the one has no limit says nothing of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from flint import fmpq

from relu_tui.calculus.decision.limit_values import (
    Limit,
    Unknown,
)
from relu_tui.calculus.decision.sequences import (
    ANGLES,
    HASTY,
    MOST_BASES,
    QUARTERS,
    TWELFTHS,
    Sequences,
    between,
    least_and_greatest,
)
from relu_tui.calculus.decision.side_result import NOTHING, OneSide, Values, Witness
from relu_tui.calculus.errors import NeedPhases, NotDefined, Undecided
from relu_tui.calculus.exact.constant import ONE, PI, Number
from relu_tui.calculus.germs.exponential import exp
from relu_tui.calculus.germs.germ import Germ, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.phases import NEARLY, Phase, bases, independent
from relu_tui.calculus.germs.scale import SLACK, Scale
from relu_tui.calculus.germs.scale import times as scale_times

MIRRORED: tuple[Number, ...] = (PI * fmpq(7, 4), PI * fmpq(5, 3), -ONE)
"""As `ANGLES`, of an angle of the other sign: where there are holes, f may have values at these alone."""


class AmongHoles(Sequences):
    """Two sequences among holes."""

    def among_holes(self, trouble: NeedPhases) -> OneSide | None:
        """Look for two sequences with different limits where there may be holes; None where none are found.

        See the module on why it is sound.
        """
        if self.throughout:
            return None
        several = self._among_holes_of_several(trouble)
        if several is not None:
            return several
        candidates = ((*ANGLES, *MIRRORED), TWELFTHS)
        found_bases = bases(self.angles)[:MOST_BASES]
        for beside_values, tried, base in product((False, True), candidates, found_bases):
            angles = tuple(dict.fromkeys((*tried, *self._turned(QUARTERS, base))))
            holes = [angle for angle in angles if self._is_hole(Phase(base, angle))]
            values = Values.WITH_HOLES if holes else Values.SOMEWHERE
            turns = self._on_intervals(self._itself, base, angles, holes, beside_values)
            witnesses = None
            slope: Limit = NOTHING if self.value is None else Unknown(trouble)
            if self.value is not None:
                witnesses = self._on_intervals(self._quotient, base, angles, holes, beside_values)
                slope = between(witnesses) or slope
            if turns or witnesses:
                approach = between(turns) or Unknown(trouble)
                return OneSide(
                    self.side, approach, slope, witnesses=witnesses or (), turns=turns or (), values=values
                )
        return None

    def _among_holes_of_several(self, trouble: NeedPhases) -> OneSide | None:
        """The same on intervals around points at which several independent angles stand near phases."""
        found_bases = bases(self.angles)
        if not 1 < len(found_bases) <= MOST_BASES or not independent(found_bases):
            return None
        approach = between(self._nearly_together(self._itself, found_bases))
        slope = None if self.value is None else between(self._nearly_together(self._quotient, found_bases))
        if approach is None and slope is None:
            return None
        unknown = Unknown(trouble)
        other = NOTHING if self.value is None else unknown
        return OneSide(self.side, approach or unknown, slope or other, values=Values.SOMEWHERE)

    def _is_hole(self, phase: Phase) -> bool:
        """Whether it is proved that f has no value along an exact phase."""
        try:
            self._germ_along((phase,), HASTY[0])
        except NotDefined:
            return True
        except Undecided:
            return False
        return False

    def _on_intervals(
        self,
        of: Callable[[Germ], Germ],
        base: Germ,
        angles: tuple[Number, ...],
        holes: list[Number],
        beside_values: bool,
    ) -> tuple[Witness, Witness] | None:
        """Two families of intervals with different limits: around angles, and ever nearer to their ends.

        Args:
            of: What of the germ the limit is taken of.
            base: The angle that is fixed.
            angles: What it is fixed at.
            holes: Those of them along which f has no value.
            beside_values: Whether intervals may end where f has a value too, and none on one side, as
                sqrt(sin(1/x)) has at multiples of pi.
        """
        found: list[Witness] = []
        ends = list(holes)
        for angle in angles:
            if angle not in holes:
                wides = (Phase(base, angle, drift) for drift in (NEARLY, Germ((), Scale(4))))
                around = next(
                    filter(None, (self._around(of, wide, Phase(base, angle)) for wide in wides)), ()
                )
                found += around
                ends += () if around or not beside_values else (angle,)
        for size in _drifts():
            for angle, sign in product(ends, (1, -1)):
                drift = size.scaled(fmpq(sign))
                wide = Germ(drift.terms, scale_times(drift.terms[0][0], SLACK))
                found += self._around(of, Phase(base, angle, wide), Phase(base, angle, drift))
            extremes = least_and_greatest(found)
            if extremes is not None:
                return extremes
        return None

    def _around(self, of: Callable[[Germ], Germ], wide: Phase, middle: Phase) -> tuple[()] | tuple[Witness]:
        """The limit on intervals around a sequence, told of the sequence itself; nothing where not known."""
        witness = self._witness((wide,), of)
        if witness is None:
            return ()
        told = self._witness((middle,), of)
        return (Witness(middle, witness.limit, told is not None and told.constant),)


def _drifts() -> Iterator[Germ]:
    """What an angle is from a hole, along sequences that come nearer and nearer to it."""
    yield single(Scale(4))
    yield exp(Setting(HASTY[0]), single(Scale(-2), fmpq(-1)))
