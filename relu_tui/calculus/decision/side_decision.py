"""From expansions to limits: what is proved of f on one side of a.

One expansion serves the limit of f and the limit of its difference quotient. Where the terms
computed cancel, the order is doubled, up to a bound; where the leading terms oscillate, f is expanded
again along sequences on which the oscillation stands still, and two different limits prove that there
is none.

Where f has holes as near to a as you like, `holes` looks for two sequences of points where it has values.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from relu_tui.calculus.budget import LIMIT, bounded
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.holes import AmongHoles
from relu_tui.calculus.decision.limit_values import (
    Limit,
    Oscillating,
    Undefined,
    Unknown,
)
from relu_tui.calculus.decision.limits import exact_bounds, limit
from relu_tui.calculus.decision.sequences import (
    ANGLES,
    HASTY,
    MOST_BASES,
    PATIENT,
    QUARTERS,
    TWELFTHS,
    exact_phases,
    least_and_greatest,
)
from relu_tui.calculus.decision.side_result import NOTHING, OneSide, Witness
from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases, NotDefined, Undecided, without_frames
from relu_tui.calculus.exact.constant import ZERO, Number
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.phases import bases, independent
from relu_tui.calculus.germs.series_composition import without_tails
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.side import Side

TAILED = (2, 5)
"""The same, where what a power series leaves over is kept as a term."""

MOST_WORK = 2 * LIMIT
"""Products of coefficients that all attempts at one side may spend together."""


def value_at(tree: Numeric, point: Number) -> Number:
    """The exact value of an expression at a point.

    Raises:
        NotDefined: It has none.
        Undecided: It could not be settled.
    """
    with bounded():
        germ = Expansion(point, Side.AT, Setting(HASTY[0])).germ(tree).without_vanishing_lead()
        return germ.terms[0][1] if germ.terms else ZERO


def decide(tree: Numeric, point: Number, value: Number | None, side: Side) -> OneSide:
    """Settle the limits on one side.

    Args:
        tree: f.
        point: a.
        value: f(a), or None where f has no value there.
        side: Left or right.
    """
    with bounded(MOST_WORK):
        return _decided(_Decision(tree, point, value, side))


def _decided(decision: _Decision) -> OneSide:
    """What the first attempt comes to that settles it, or what stood in the way."""
    side, value = decision.side, decision.value
    trouble = Undecided("the terms computed cancel")
    for attempt in (decision.hastily, decision.patiently):
        try:
            with bounded():
                return attempt()
        except NotDefined as reason:
            missing = Undefined(str(reason))
            return OneSide(side, missing, missing)
        except Undecided as reason:
            trouble = without_frames(reason)
    if not isinstance(trouble, NeedPhases):
        with suppress(Undecided, NotDefined), bounded():
            return decision.with_tails()
    elif decision.approach is None:
        with suppress(Undecided, NotDefined), bounded():
            among = decision.among_holes(trouble)
            if among is not None:
                return among
    unknown = Unknown(trouble)
    return OneSide(side, decision.approach or unknown, NOTHING if value is None else unknown)


class _Decision(AmongHoles):
    """One side of one question.

    Attributes:
        approach: The limit of f itself, once it is known.
    """

    def __init__(self, tree: Numeric, point: Number, value: Number | None, side: Side) -> None:
        super().__init__(tree, point, value, side)
        self.approach: Limit | None = None

    def hastily(self) -> OneSide:
        """Settle it by the first few terms; raises `Undecided` where they don't, as all three do."""
        return self._settle([Setting(terms) for terms in HASTY])

    def patiently(self) -> OneSide:
        """Settle it by many terms, and by identities."""
        return self._settle([Setting(terms, patient=True) for terms in PATIENT])

    def with_tails(self) -> OneSide:
        """Settle what hangs on terms flatter than every power, next to power series that cancel."""
        return self._settle([Setting(terms, tails={}) for terms in TAILED])

    def _settle(self, settings: list[Setting]) -> OneSide:
        """Expand to one order after the other until both limits are known."""
        trouble: Undecided = NeedMoreTerms("the terms computed cancel")
        for setting in settings:
            try:
                return self._settled(setting)
            except NeedMoreTerms as need:
                trouble = without_frames(need)
            except NeedPhases as need:
                # a tail in front looks like an oscillation, as what is endless does in an angle; with
                # more terms there may be none
                if setting.tails is None and not setting.took_for_endless:
                    raise
                trouble = without_frames(need)
        final = NeedMoreTerms(f"{trouble}, to order {settings[-1].order}")
        final.part = trouble.part
        raise final

    def _settled(self, setting: Setting) -> OneSide:
        expansion = Expansion(self.point, self.side, setting)
        self.angles, self.beginnings, self.throughout = setting.angles, setting.beginnings, False
        self.drifting = setting.drifting
        germ = expansion.germ(self.tree)
        self.throughout = True
        self.approach, turns = self._limit_of(germ, self._itself, "f(x)")
        choices = tuple(expansion.choices)
        if self.value is None:
            return OneSide(self.side, self.approach, NOTHING, germ, None, choices, turns=turns)
        slope, witnesses = self._limit_of(germ, self._quotient, "the quotient")
        germ = without_tails(germ)
        quotient_germ = self._quotient(germ)
        return OneSide(self.side, self.approach, slope, germ, quotient_germ, choices, witnesses, turns)

    def _limit_of(
        self, germ: Germ, of: Callable[[Germ], Germ], name: str
    ) -> tuple[Limit, tuple[Witness, ...]]:
        try:
            return limit(of(germ)), ()
        except NeedPhases as trouble:
            trouble.part = name
            return self._along_phases(of, trouble, of(germ))
        except Undecided as trouble:
            trouble.part = trouble.part or name
            raise

    def _along_phases(
        self, of: Callable[[Germ], Germ], trouble: NeedPhases, whole: Germ
    ) -> tuple[Limit, tuple[Witness, ...]]:
        """Look for two sequences with different limits; failing that, argue by mean squares."""
        bounds = exact_bounds(whole)
        found_bases = bases(self.angles)
        if len(found_bases) > 1 and (in_mean := self._in_mean(of, whole)):
            return in_mean, ()
        for base in found_bases[:MOST_BASES]:
            for phases in (
                exact_phases(base, (*ANGLES, *self._turned(QUARTERS, base))),
                exact_phases(base, (*TWELFTHS, *self._turned(TWELFTHS, base))),
                [*exact_phases(base, QUARTERS), *self._pinned(base)] if self.drifting else [],
            ):
                seen = self._witnesses(of, [(phase,) for phase in phases], bounds is not None)
                found = least_and_greatest(seen)
                if found is not None:
                    return bounds or Oscillating(found[0].limit, found[1].limit), found
                if not seen:
                    break
        in_mean = self._in_mean(of, whole)
        if in_mean is not None:
            return in_mean, ()
        if 1 < len(found_bases) <= MOST_BASES and independent(found_bases):
            found = self._nearly_together(of, found_bases)
            if found is not None:
                return Oscillating(found[0].limit, found[1].limit), ()
        raise trouble
