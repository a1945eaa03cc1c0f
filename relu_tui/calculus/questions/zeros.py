"""Where an expression that is analytic on an interval is 0, or a whole number: all places, or where not all.

Bisection with enclosures (Moore, Methods and Applications of Interval Analysis, 1979). An interval over
which the enclosure holds none of the values is done with. Where the slope's enclosure excludes 0, each
value is taken at most once, and whether it is shows at the ends. Where the k-th derivative's enclosure
excludes 0 and the expression vanishes at one point to the order k, that is its only zero there
(Taylor with Lagrange's remainder). What is left when the intervals are small is told as not covered.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, arb_series

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.errors import ExpressionError, NotDefined, Undecided
from relu_tui.calculus.exact.balls import ball, precision, whole
from relu_tui.calculus.exact.constant import Number, exactly
from relu_tui.calculus.exact.sign import is_zero
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.questions.enclosures import BITS, Branches, Evaluation, Straddles, interval
from relu_tui.calculus.questions.ranges import MINUS, PLUS, Range
from relu_tui.calculus.questions.recognition import candidates
from relu_tui.calculus.side import Side

NARROW = Fraction(1, 2**100)
"""How narrow an interval around a place is made."""

LEAST_WIDTH = Fraction(1, 2**24)
"""Of an interval that is still cut in two, relative to the whole."""

HIGHEST_ORDER = 6
"""Of a zero that is looked for."""

MOST_VALUES = 200
"""Whole numbers that an expression may take in one interval."""


@dataclass(frozen=True)
class Place:
    """A point on the line, exactly or between two rationals.

    Attributes:
        low: A rational that is not above it.
        high: A rational that is not below it.
        exact: An expression for it; empty where none was found.
    """

    low: Fraction
    high: Fraction
    exact: str = ""

    @property
    def is_rational(self) -> bool:
        """Whether it is the rational number `low`."""
        return self.low == self.high

    def meets(self, other: Place) -> bool:
        """Whether the two may be one point, as far as the rationals around them show."""
        return self.low <= other.high and other.low <= self.high


@dataclass
class Found:
    """What was found in an interval.

    Attributes:
        places: All places outside the intervals not covered.
        uncovered: Intervals in which there may be more.
    """

    places: list[Place]
    uncovered: list[tuple[Fraction, Fraction]]


class Search:
    """The search for the places of one expression between two points between which it is analytic."""

    def __init__(self, subject: Numeric, branches: Branches, *, whole: bool, most: int | None = None) -> None:
        self.subject = subject
        self.branches = branches
        self.whole = whole
        self.most = most
        self.found = Found([], [])

    def between(self, low: Fraction, high: Fraction) -> Found:
        """Search an interval, the widest parts first; raises as `Evaluation.value`, but never `Straddles`."""
        if self._is_constant():
            return self.found  # it takes one value on the whole interval, so no branch changes within
        least = (high - low) * LEAST_WIDTH
        waiting = deque([(low, high)])
        while waiting:
            a, b = waiting.popleft()
            try:
                with precision(BITS):
                    settled = self._done_with(a, b)
            except Straddles:
                self.found.uncovered += [(a, b), *waiting]
                break
            if settled:
                continue
            if b - a <= least:
                self.found.uncovered.append((a, b))
                continue
            middle = (a + b) / 2
            waiting += [(a, middle), (middle, b)]
        return self.found

    def _is_constant(self) -> bool:
        """Whether the expression is proved to be one number around the sample, and so on the interval.

        It is analytic there, and an analytic function that is constant near one point is constant.
        """
        try:
            with bounded():
                point = exactly(self.branches.sample)
                germ = Expansion(point, Side.RIGHT, Setting(2)).germ(self.subject)
        except (NotDefined, Undecided):
            return False
        return germ.is_exact and all(scale == Scale() for scale, _ in germ.terms)

    def _done_with(self, low: Fraction, high: Fraction) -> bool:
        values = self._values(low, high)
        return values is not None and (not values or self._settled(low, high, values))

    def _values(self, low: Fraction, high: Fraction) -> list[int] | None:
        """The values looked for that the expression may take; None where they can't be told."""
        x = interval(low, high)
        enclosure = Range.of(self._enclosed(x))
        if enclosure.low == MINUS or enclosure.high == PLUS:
            value = Evaluation(self.branches, Range(x, x)).value(self.subject)
            enclosure = Range(MINUS, PLUS) if isinstance(value, arb_series) else Range.of(value)
        if not self.whole:
            return [] if enclosure.low > 0 or enclosure.high < 0 else [0]
        if not enclosure.high - enclosure.low <= MOST_VALUES:
            return None
        below, last = whole(-enclosure.low), whole(enclosure.high)
        if below is None or last is None:
            return None
        return list(range(-below, (last if self.most is None else min(last, self.most)) + 1))

    def _enclosed(self, x: arb) -> arb:
        value = Evaluation(self.branches, x).value(self.subject)
        return value if isinstance(value, arb) else arb("nan")

    def _series(self, x: arb, order: int) -> arb_series | None:
        value = Evaluation(self.branches, arb_series([x, 1], order + 1)).value(self.subject)
        return value if isinstance(value, arb_series) else None

    def _settled(self, low: Fraction, high: Fraction, values: list[int]) -> bool:
        """Whether the places in the interval are known, and noted.

        An enclosure that is finite throughout says that the expression has no pole there: over one, `tan`
        rises on both sides and takes no value between.
        """
        series = self._series(interval(low, high), 1)
        if series is None or not (series[0].is_finite() and series[1].is_finite()):
            return False
        slope = series[1]
        if slope > 0 or slope < 0:
            crossings = [self._crossing(low, high, value) for value in values]
            return all(crossings)
        return len(values) == 1 and self._touching(low, high, values[0])

    def _crossing(self, low: Fraction, high: Fraction, value: int) -> bool:
        """Where a strictly monotone expression takes a value, if it does; False where that is not settled."""
        ends = [self._side_of(end, value) for end in (low, high)]
        if None in ends:
            return False
        for end, side in zip((low, high), ends, strict=True):
            if side == 0:
                self._note(Place(end, end, str(end)))
        if 0 in ends or ends[0] == ends[1]:
            return True
        self._note(self._narrowed(low, high, value))
        return True

    def _side_of(self, x: Fraction, value: int) -> int | None:
        """The sign of the expression less a value at a rational, or None."""
        for bits in (BITS, 4 * BITS):
            with precision(bits):
                difference = self._enclosed(interval(x, x)) - value
            if difference > 0:
                return 1
            if difference < 0:
                return -1
        return 0 if self._solves(exactly(x), value) else None

    def _narrowed(self, low: Fraction, high: Fraction, value: int) -> Place:
        """A monotone expression's place between two ends, by Newton's method on intervals."""
        while high - low > NARROW:
            middle = (low + high) / 2
            at_middle = self._enclosed(interval(middle, middle)) - value
            series = self._series(interval(low, high), 1)
            slope = arb("nan") if series is None else series[1]
            step = at_middle / slope if slope > 0 or slope < 0 else arb("nan")
            width = high - low
            if step.is_finite():
                reached = interval(middle, middle) - step
                low, high = max(low, _rational(reached.lower(), -1)), min(high, _rational(reached.upper(), 1))
            if high - low > width / 2:
                side = self._side_of(middle, value)
                if side is None:
                    break
                if side == 0:
                    return Place(middle, middle, str(middle))
                rising = slope > 0
                low, high = (low, middle) if (side > 0) == rising else (middle, high)
        return self._recognized(low, high, value, 1)

    def _touching(self, low: Fraction, high: Fraction, value: int) -> bool:
        """Whether the only place is one at which the expression takes the value to a higher order."""
        series = self._series(interval(low, high), HIGHEST_ORDER)
        if series is None:
            return False
        for order in range(2, HIGHEST_ORDER + 1):
            if series[order] > 0 or series[order] < 0:
                place = self._turning(low, high, order)
                if place is None:
                    return False
                recognized = self._recognized(place.low, place.high, value, order)
                if not recognized.exact:
                    return False
                self._note(recognized)
                return True
        return False

    def _turning(self, low: Fraction, high: Fraction, order: int) -> Place | None:
        """Where the derivative before the first that keeps its sign vanishes."""
        for _ in range(60):
            if high - low <= NARROW:
                return Place(low, high)
            middle = (low + high) / 2
            here = self._series(interval(middle, middle), order)
            around = self._series(interval(low, high), order)
            if here is None or around is None:
                return None
            reached = interval(middle, middle) - here[order - 1] / (around[order] * order)
            if not reached.is_finite():
                return None
            new_low, new_high = (
                max(low, _rational(reached.lower(), -1)),
                min(high, _rational(reached.upper(), 1)),
            )
            if new_low > new_high:
                return None
            if new_high - new_low > (high - low) * Fraction(3, 4):
                return None
            low, high = new_low, new_high
        return Place(low, high)

    def _recognized(self, low: Fraction, high: Fraction, value: int, order: int) -> Place:
        """The place with an exact form for it, if one is proved to solve the equation to that order."""
        for text in candidates(low, high):
            try:
                number = value_at(parse_point(text).tree, exactly(Fraction(0)))
            except (ExpressionError, NotDefined, Undecided):
                continue
            enclosure = ball(number, BITS)
            if not (enclosure - interval(low, high)).contains(0) or not self._within(number, low, high):
                continue
            if self._solves(number, value) and (order == 1 or self._order_at(number, value) == order):
                rational = Fraction(text) if _is_rational(text) else None
                return Place(rational, rational, text) if rational is not None else Place(low, high, text)
        return Place(low, high)

    def _within(self, number: Number, low: Fraction, high: Fraction) -> bool:
        enclosure = ball(number, 4 * BITS)
        with precision(4 * BITS):
            return bool(enclosure >= interval(low, low).lower() and enclosure <= interval(high, high).upper())

    def _solves(self, number: Number, value: int) -> bool:
        try:
            return is_zero(value_at(self.subject, number) - value)
        except (NotDefined, Undecided):
            return False

    def _order_at(self, number: Number, value: int) -> int:
        """To which order the expression takes the value at a number; 0 where that is not settled."""
        orders = set()
        for side in (Side.LEFT, Side.RIGHT):
            try:
                with bounded():
                    germ = Expansion(number, side, Setting(HIGHEST_ORDER + 2)).germ(self.subject)
                    terms = [t for t in germ.terms if t[0] != Scale() or not is_zero(t[1] - value)]
            except (NotDefined, Undecided):
                return 0
            if not terms or not terms[0][0].is_plain() or not isinstance(terms[0][0].power, int):
                return 0
            orders.add(terms[0][0].power)
        return orders.pop() if len(orders) == 1 else 0

    def _note(self, place: Place) -> None:
        if not any(place.meets(known) for known in self.found.places):
            self.found.places.append(place)


def _rational(end: arb, direction: int) -> Fraction:
    """An end of a ball, as a rational not inside of it."""
    mantissa, exponent = end.man_exp()
    if exponent < -4 * BITS:
        return Fraction(direction, 2 ** (2 * BITS)) if (end > 0) == (direction > 0) else Fraction(0)
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _is_rational(text: str) -> bool:
    return text.lstrip("-").replace("/", "", 1).isdecimal()
