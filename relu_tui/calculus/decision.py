"""From expansions to limits: what is proved of f on one side of a.

One expansion serves the limit of f and the limit of its difference quotient. Where the terms
computed cancel, the order is doubled, up to a bound; where the leading terms oscillate, f is expanded
again along sequences on which the oscillation stands still, and two different limits prove that there
is none. That argument needs f to be defined near a: the first expansion, over all h, has shown it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flint import fmpq

from relu_tui.calculus.constants.exact import HALF, ONE, PI, ZERO, Number
from relu_tui.calculus.constants.exponential import power
from relu_tui.calculus.constants.sign import is_zero
from relu_tui.calculus.effort import bounded
from relu_tui.calculus.expansion import Choice, Expansion, Side
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.germs.scale import Scale, compare
from relu_tui.calculus.germs.setting import Phase, Setting, proportion
from relu_tui.calculus.outcomes import NeedMoreTerms, NeedPhases, NotDefined, Undecided
from relu_tui.calculus.syntax import Numeric
from relu_tui.calculus.values import (
    NOUGHT,
    Finite,
    Infinite,
    Limit,
    Oscillating,
    Undefined,
    Unknown,
    differ,
    order,
)

HASTY = (2, 4)
"""Taylor coefficients kept, in turn: nearly always enough."""

PATIENT = (4, 8, 16, 32)
"""The same, where identities are looked for and infinitely many infinite terms are believed."""

ANGLES: tuple[Number, ...] = (PI * HALF, PI * fmpq(3, 2), ZERO, PI, PI / 4, PI / 3, ONE)
"""Phases tried to find two sequences with different limits."""


@dataclass(frozen=True)
class Witness:
    """A sequence Δx → 0 on one side, and the limit along it.

    Attributes:
        phase: Which sequence: base(h) = angle + 2·pi·n.
        limit: What the difference quotient tends to along it.
    """

    phase: Phase
    limit: Finite | Infinite


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
    """

    side: Side
    approach: Limit
    slope: Limit
    germ: Germ | None = None
    quotient: Germ | None = None
    choices: tuple[Choice, ...] = ()
    witnesses: tuple[Witness, ...] = ()


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
    decision = _Decision(tree, point, value, side)
    trouble = Undecided("the terms computed cancel")
    for orders, patient in ((HASTY, False), (PATIENT, True)):
        try:
            with bounded():
                return decision.settle(orders, patient)
        except NotDefined as reason:
            missing = Undefined(str(reason))
            return OneSide(side, missing, missing)
        except Undecided as reason:
            trouble = reason
    unknown = Unknown(str(trouble))
    return OneSide(side, decision.approach or unknown, unknown)


class _Decision:
    """One side of one question.

    Attributes:
        approach: The limit of f itself, once it is known.
    """

    def __init__(self, tree: Numeric, point: Number, value: Number | None, side: Side) -> None:
        self.tree = tree
        self.point = point
        self.value = value
        self.side = side
        self.approach: Limit | None = None
        self.angles: set[Germ] = set()

    def settle(self, orders: tuple[int, ...], patient: bool) -> OneSide:
        """Expand to one order after the other until both limits are known; raises `Undecided` at the end."""
        trouble = NeedMoreTerms("the terms computed cancel")
        for terms in orders:
            try:
                return self._settled(Setting(terms, patient=patient))
            except NeedMoreTerms as need:
                trouble = need
        raise Undecided(f"{trouble}, to order {orders[-1]}")

    def _settled(self, setting: Setting) -> OneSide:
        expansion = Expansion(self.point, self.side, setting)
        germ = expansion.germ(self.tree)
        self.angles = setting.angles
        self.approach = self._limit_of(germ, lambda g: g)[0]
        choices = tuple(expansion.choices)
        if self.value is None:
            nothing = Undefined("f has no value at the point itself")
            return OneSide(self.side, self.approach, nothing, germ, None, choices)
        quotient = self._quotient(germ)
        slope, witnesses = self._limit_of(germ, self._quotient)
        return OneSide(self.side, self.approach, slope, germ, quotient, choices, witnesses)

    def _quotient(self, germ: Germ) -> Germ:
        """(f(a ± h) − f(a)) / (±h)."""
        rise = germ.minus(constant(self.value or ZERO))
        return rise.scaled(fmpq(self.side), Scale(-1))

    def _limit_of(self, germ: Germ, of: Callable[[Germ], Germ]) -> tuple[Limit, tuple[Witness, ...]]:
        try:
            return limit(of(germ)), ()
        except NeedPhases as trouble:
            return self._along_phases(of, trouble, of(germ))

    def _along_phases(
        self, of: Callable[[Germ], Germ], trouble: NeedPhases, whole: Germ
    ) -> tuple[Limit, tuple[Witness, ...]]:
        """Look for two sequences with different limits; failing that, argue by mean squares."""
        bounds = _exact_bounds(whole)
        bases = list(_bases(self.angles))
        if len(bases) > 1 and (in_mean := _oscillation_in_mean(whole)):
            return in_mean, ()
        for base in bases:
            found: list[Witness] = []
            for angle in ANGLES:
                phase = Phase(base, angle)
                along = self._limit_along(phase, of)
                if along is not None:
                    found.append(Witness(phase, along))
                if bounds is not None and _extremes(found) is not None:
                    break
            apart = _extremes(found)
            if apart is not None:
                return bounds or Oscillating(apart[0].limit, apart[1].limit), apart
        in_mean = _oscillation_in_mean(whole)
        if in_mean is None:
            raise trouble
        return in_mean, ()

    def _limit_along(self, phase: Phase, of: Callable[[Germ], Germ]) -> Finite | Infinite | None:
        for terms in (*HASTY, *PATIENT):
            try:
                setting = Setting(terms, (phase,), patient=terms not in HASTY)
                germ = Expansion(self.point, self.side, setting).germ(self.tree)
                return limit(of(germ))
            except NeedMoreTerms:
                continue
            except (NeedPhases, NotDefined):
                return None
        return None


def limit(germ: Germ) -> Finite | Infinite:
    """The limit of a germ as h → 0⁺.

    Raises:
        NeedMoreTerms: The remainder is too large to tell.
        NeedPhases: It oscillates, or may.
    """
    germ = germ.without_vanishing_lead()
    if not germ.terms:
        if germ.remainder is None or compare(germ.remainder, scales.ONE) < 0:
            return NOUGHT
        if germ.remainder is scales.WILD:
            raise NeedPhases("it follows no single size")
        raise NeedMoreTerms("the terms computed cancel")
    size = compare(germ.terms[0][0], scales.ONE)
    if size < 0:
        return NOUGHT
    if size > 0:
        return Infinite(germ.leading_sign())
    return Finite(germ.leading()[1])


def _bases(angles: set[Germ]) -> Iterator[Germ]:
    """For each family of proportional angles, one of which all are whole multiples."""
    families: list[list[tuple[Germ, fmpq]]] = []
    for angle in angles:
        for family in families:
            ratio = proportion(angle, family[0][0])
            if ratio is not None:
                family.append((angle, ratio))
                break
        else:
            families.append([(angle, ONE)])
    for family in families:
        common = family[0][1]
        for _, ratio in family[1:]:
            common = common.gcd(ratio)
        yield family[0][0].scaled(common)


def _extremes(found: list[Witness]) -> tuple[Witness, Witness] | None:
    """The witnesses of the least and the greatest limit, if the two are proved to differ."""
    if not found:
        return None
    low = min(found, key=lambda witness: order(witness.limit))
    high = max(found, key=lambda witness: order(witness.limit))
    return (low, high) if differ(low.limit, high.limit) else None


def _exact_bounds(germ: Germ) -> Oscillating | None:
    """C ± √(a² + b²), where the germ is c + a·cos F + b·sin F + o(1) with one F."""
    if not germ.terms or compare(germ.terms[0][0], scales.ONE) != 0:
        return None
    group, _ = germ.leading_group()
    centre: Number = ZERO
    square: Number = ZERO
    angles: set[Germ] = set()
    for scale, coefficient in group:
        if scale.wave is None:
            centre = coefficient
        elif scale.wave.opaque or scale.wave.trig is None:
            return None
        else:
            angles.add(scale.wave.trig[1])
            square = square + coefficient * coefficient
    if len(angles) != 1 or is_zero(square):
        return None
    amplitude = power(square, HALF)
    return Oscillating(Finite(centre - amplitude), Finite(centre + amplitude))


def _oscillation_in_mean(germ: Germ) -> Oscillating | None:
    """The verdict on leading terms that are a sum of cosines and sines of angles tending to ∞.

    Over long stretches the mean of such a sum is its constant term, and the mean square of the rest
    is half the sum of the squared coefficients (Wiener). So a sum of size 1 does not converge; and a
    larger one without constant term takes both signs, each of them as large as you like.
    """
    if not germ.terms or compare(germ.terms[0][0], scales.ONE) < 0:
        return None
    group, _ = germ.leading_group()
    if any(scale.wave and scale.wave.opaque for scale, _ in group):
        return None
    angles = [scale.wave.trig[1] for scale, _ in group if scale.wave and scale.wave.trig]
    apart = all(
        a == b or a.minus(b).without_vanishing_lead().terms for i, a in enumerate(angles) for b in angles[:i]
    )
    if not angles or not apart:
        return None
    if compare(germ.terms[0][0], scales.ONE) == 0:
        return _exact_bounds(germ) or Oscillating(None, None)
    return Oscillating(Infinite(-1), Infinite(1)) if len(angles) == len(group) else None
