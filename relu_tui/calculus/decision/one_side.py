"""From expansions to limits: what is proved of f on one side of a.

One expansion serves the limit of f and the limit of its difference quotient. Where the terms
computed cancel, the order is doubled, up to a bound; where the leading terms oscillate, f is expanded
again along sequences on which the oscillation stands still, and two different limits prove that there
is none.

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
4. f and its quotient are asked one by one: that the one has no limit says nothing of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from enum import Enum, auto
from itertools import product

from flint import arb, fmpq

from relu_tui.calculus.budget import LIMIT, bounded
from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.limit_values import (
    Finite,
    Infinite,
    Limit,
    Oscillating,
    Undefined,
    Unknown,
    differ,
    order,
)
from relu_tui.calculus.decision.limits import exact_bounds, limit, oscillation_in_mean, room_of_waves
from relu_tui.calculus.decision.samples import are_apart, quotient
from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases, NotDefined, Undecided, without_frames
from relu_tui.calculus.exact.balls import ball
from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Number
from relu_tui.calculus.germs.exponential import exp
from relu_tui.calculus.germs.germ import Germ, constant, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.phases import NEARLY, Phase, bases, independent
from relu_tui.calculus.germs.scale import SLACK, Scale
from relu_tui.calculus.germs.scale import times as scale_times
from relu_tui.calculus.germs.series_composition import without_tails
from relu_tui.calculus.germs.wave_sums import proportion
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.side import Side

HASTY = (2, 4)
"""Taylor coefficients kept, in turn: nearly always enough."""

PATIENT = (4, 8, 16, 32)
"""The same, where identities are looked for and infinitely many infinite terms are believed."""

TAILED = (2, 5)
"""The same, where what a power series leaves over is kept as a term."""

QUARTERS: tuple[Number, ...] = (PI * HALF, PI * fmpq(3, 2), ZERO, PI)
"""Where sine and cosine turn, or are 0."""

ANGLES: tuple[Number, ...] = (*QUARTERS, PI / 4, PI / 3, ONE)
"""Phases tried to find two sequences with different limits."""

MIRRORED: tuple[Number, ...] = (PI * fmpq(7, 4), PI * fmpq(5, 3), -ONE)
"""The same of an angle of the other sign: where there are holes, f may have values at these alone."""

TWELFTHS: tuple[Number, ...] = tuple(PI / 12 * number for number in range(24))
"""Those tried where the others all come to the same limit."""

MOST_BEGINNINGS = 2
"""Constants added to an angle for which phases are tried."""

MOST_WORK = 2 * LIMIT
"""Products of coefficients that all attempts at one side may spend together."""

MOST_BASES = 3
"""Unrelated oscillations that are fixed, one by one and together."""


class Values(Enum):
    """Where f has values on one side of a, near a."""

    THROUGHOUT = auto()
    WITH_HOLES = auto()
    """There are points without one, and intervals with one, as near to a as you like."""
    SOMEWHERE = auto()
    """There are intervals with one as near to a as you like; more was not shown."""


@dataclass(frozen=True)
class Witness:
    """A sequence Δx → 0 on one side, and the limit along it.

    Attributes:
        phase: Which sequence: base(h) = angle + 2·pi·n.
        limit: What the difference quotient tends to along it.
        constant: Whether the quotient is its limit at each of the steps.
    """

    phase: Phase
    limit: Finite | Infinite
    constant: bool = False


@dataclass(frozen=True)
class OneSide:
    """What is proved of f on one side of a.

    Attributes:
        side: Left or right.
        approach: The limit of f itself.
        slope: The limit of the difference quotient (f(a+Δx) − f(a))/Δx.
        germ: The expansion of f(a ± h) that settled it, or None where there is none.
        quotient: The expansion of the difference quotient, or None where f(a) or the germ is missing.
        choices: The branches taken on this side.
        witnesses: Sequences with different limits, where the quotient oscillates.
        turns: The same of f itself, where it oscillates.
        values: Where f has values, if it has a limit or is proved to have none.
    """

    side: Side
    approach: Limit
    slope: Limit
    germ: Germ | None = None
    quotient: Germ | None = None
    choices: tuple[Choice, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    turns: tuple[Witness, ...] = ()
    values: Values = Values.THROUGHOUT

    @property
    def turns_among_holes(self) -> tuple[Witness, ...]:
        """The sequences of f itself, where it has not been shown to have values throughout."""
        return () if self.values is Values.THROUGHOUT else self.turns


NOTHING = Undefined("f has no value at the point itself")
"""What the quotient tends to where there is no f(a) to subtract."""


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


class _Decision:
    """One side of one question.

    Attributes:
        approach: The limit of f itself, once it is known.
        angles: The endless angles met in the last expansion over all h, as far as it came.
        throughout: Whether that expansion came to its end, so that f has values at all points near a.
        along: The expansions along sequences, by sequence and order, or what came instead.
    """

    def __init__(self, tree: Numeric, point: Number, value: Number | None, side: Side) -> None:
        self.tree = tree
        self.point = point
        self.value = value
        self.side = side
        self.approach: Limit | None = None
        self.angles: dict[Germ, None] = {}
        self.throughout = False
        self.beginnings: dict[tuple[Germ, Number], None] = {}
        self.drifting: dict[Numeric, tuple[Germ, Number, Germ]] = {}
        self.along: dict[tuple[tuple[Phase, ...], int], Germ | ArithmeticError] = {}

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

    def _itself(self, germ: Germ) -> Germ:
        return germ

    def _quotient(self, germ: Germ) -> Germ:
        """(f(a ± h) − f(a)) / (±h)."""
        rise = germ.minus(constant(self.value or ZERO))
        return rise.scaled(fmpq(self.side), Scale(-1))

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
                _exact(base, (*ANGLES, *self._turned(QUARTERS, base))),
                _exact(base, (*TWELFTHS, *self._turned(TWELFTHS, base))),
                [*_exact(base, QUARTERS), *self._pinned(base)] if self.drifting else [],
            ):
                seen = self._witnesses(of, [(phase,) for phase in phases], bounds is not None)
                found = _extremes(seen)
                if found is not None:
                    return bounds or Oscillating(found[0].limit, found[1].limit), found
                if not seen:
                    break
        in_mean = self._in_mean(of, whole)
        if in_mean is not None:
            return in_mean, ()
        if 1 < len(found_bases) <= MOST_BASES and independent(found_bases):
            together = [
                tuple(
                    Phase(base, ANGLES[(index + shift * k) % len(ANGLES)], NEARLY)
                    for k, base in enumerate(found_bases)
                )
                for shift in (0, 1, 2)
                for index in range(len(ANGLES))
            ]
            found = _extremes(self._witnesses(of, together, hasty=True))
            if found is not None and self._are_seen_apart(of, _room_between(*found)):
                return Oscillating(found[0].limit, found[1].limit), ()
        raise trouble

    def among_holes(self, trouble: NeedPhases) -> OneSide | None:
        """Look for two sequences with different limits where there may be holes; None where none are found.

        See the module on why it is sound.
        """
        if self.throughout:
            return None
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
                slope = _between(witnesses) or slope
            if turns or witnesses:
                approach = _between(turns) or Unknown(trouble)
                return OneSide(
                    self.side, approach, slope, witnesses=witnesses or (), turns=turns or (), values=values
                )
        return None

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
            extremes = _extremes(found)
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
                    yield Phase(base, start, drift.scaled(-1 / multiple), node, angle)

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
                if hasty and _extremes(found) is not None:
                    break
        return found

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


def _drifts() -> Iterator[Germ]:
    """What an angle is from a hole, along sequences that come nearer and nearer to it."""
    yield single(Scale(4))
    yield exp(Setting(HASTY[0]), single(Scale(-2), fmpq(-1)))


def _exact(base: Germ, angles: tuple[Number, ...]) -> list[Phase]:
    return [Phase(base, angle) for angle in angles]


def _between(found: tuple[Witness, Witness] | None) -> Oscillating | None:
    return Oscillating(found[0].limit, found[1].limit) if found else None


def _room_between(low: Witness, high: Witness) -> arb | None:
    """An eighth of the way between two limits; both signs between −∞ and +∞, 1 where one is a number."""
    if isinstance(low.limit, Finite) and isinstance(high.limit, Finite):
        return ball(high.limit.number - low.limit.number, 64) / 8
    return arb(1) if isinstance(low.limit, Finite) or isinstance(high.limit, Finite) else None


def _extremes(found: list[Witness]) -> tuple[Witness, Witness] | None:
    """The witnesses of the least and the greatest limit, if the two are proved to differ."""
    if not found:
        return None
    low = min(found, key=lambda witness: order(witness.limit))
    high = max(found, key=lambda witness: order(witness.limit))
    return (low, high) if differ(low.limit, high.limit) else None
