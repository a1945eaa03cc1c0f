"""All points of an interval at which f is not differentiable, not continuous or not defined.

f is smooth at every point at which none of its breaks is met (`breaks`), so the breaks' places are looked
for, those of inner parts first; between two neighbours every inner part keeps its branch. Each place is
then examined: exactly where an exact form of it is known, else by enclosures of f and its slope on both
sides. What could not be covered is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from flint import arb, arb_series, fmpq

from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.errors import ExpressionError, NotDefined, Undecided
from relu_tui.calculus.exact.balls import precision
from relu_tui.calculus.exact.constant import ZERO, Constant, exactly
from relu_tui.calculus.exact.constant_printing import digits, formula
from relu_tui.calculus.exact.sign import compare, floor
from relu_tui.calculus.examination import Examination, examine
from relu_tui.calculus.language.formula import Symbol, equal
from relu_tui.calculus.language.line import Line, plain, told
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import Expression
from relu_tui.calculus.questions.breaks import Break, Breaks
from relu_tui.calculus.questions.enclosures import (
    BITS,
    MOST_EVALUATIONS,
    Branches,
    Evaluation,
    Straddles,
    Work,
    interval,
)
from relu_tui.calculus.questions.zeros import Place, Search
from relu_tui.calculus.status import Status

LEAST_SHARE = 200
"""Operations that the search for one break between two neighbours may take at least."""

LARGEST_END, END_UNITS = fmpq(10**15), 10**12
"""How large an end of an interval may be, and into how many parts 1 is cut where it is irrational."""

APART = Fraction(1, 500)
"""Of the whole: intervals not covered that are nearer to one another are told as one."""


@dataclass(frozen=True)
class Point:
    """A point at which something of f breaks.

    Attributes:
        place: Where.
        continuous: Whether f is continuous there; None where that is undecided.
        differentiable: Whether f is differentiable there; None where that is undecided.
        defined: Whether f has a value there; None where that is undecided.
        line: Why, in a few words.
        examination: What is proved, where the place is known exactly.
    """

    place: Place
    continuous: bool | None
    differentiable: bool | None
    defined: bool | None
    line: Line
    examination: Examination | None = None

    @property
    def reason(self) -> str:
        """Why, as the reader reads it."""
        return told(self.line)

    @property
    def shown(self) -> str:
        """The place, exactly or in digits."""
        return self.place.exact or digits(exactly(self.place.low), 17)


@dataclass
class Points:
    """What was found in an interval.

    Attributes:
        function: f.
        start: Its left end.
        end: Its right end.
        points: Every point at which something of f breaks, from left to right.
        gaps: Intervals between neighbours in which f has no values.
        uncovered: Intervals in which there may be more points.
    """

    function: Expression
    start: Fraction
    end: Fraction
    points: list[Point] = field(default_factory=list)
    gaps: list[tuple[str, str]] = field(default_factory=list)
    uncovered: list[tuple[Fraction, Fraction]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether there are no more points than these."""
        return not self.uncovered

    @property
    def rough(self) -> list[Point]:
        """Those at which f is not proved differentiable."""
        return [point for point in self.points if point.differentiable is not True]

    def to_dict(self) -> dict[str, Any]:
        """The answer as `where --json` prints it."""
        return {
            "function": self.function.text,
            "from": str(self.start),
            "to": str(self.end),
            "complete": self.complete,
            "points": [_told(point) for point in self.points],
            "no_values": [list(gap) for gap in self.gaps],
            "uncovered": [
                [digits(exactly(low), 9), digits(exactly(high), 9)] for low, high in self.uncovered
            ],
        }


def rough_points(function: Expression | str, start: Fraction, end: Fraction) -> Points:
    """Find every point of an interval at which f is not smooth.

    Args:
        function: f.
        start: The left end.
        end: The right end, which is greater.

    Raises:
        ExpressionError: The function can't be read.
    """
    expression = parse(function) if isinstance(function, str) else function
    return _Survey(expression, start, end).made()


def interval_end(text: str, direction: int) -> Fraction:
    """An end of an interval as it is typed, such as −1/2 or 2π.

    Args:
        text: What is typed.
        direction: 1 for a right end, −1 for a left one: an irrational end is moved outwards, by less than
            the twelfth decimal.

    Raises:
        ExpressionError: It can't be read.
        NotDefined: It has no value.
        Undecided: Its value could not be told.
    """
    number = value_at(parse_point(text).tree, ZERO)
    if compare(number, LARGEST_END) > 0 or compare(number, -LARGEST_END) < 0:
        raise Undecided(f"it is beyond ±{LARGEST_END}")
    if not isinstance(number, Constant):
        return Fraction(int(number.p), int(number.q))
    below = floor(number * fmpq(END_UNITS))
    return Fraction(below if direction < 0 else below + 1, END_UNITS)


def _told(point: Point) -> dict[str, Any]:
    place = point.place
    middle = exactly((place.low + place.high) / 2)
    return {
        "at": place.exact or None,
        "decimal": digits(middle, 17).replace("…", ""),
        "defined": point.defined,
        "continuous": point.continuous,
        "differentiable": point.differentiable,
        "reason": plain(point.line),
    }


class _Survey:
    """One search."""

    def __init__(self, function: Expression, start: Fraction, end: Fraction) -> None:
        self.function = function
        self.answer = Points(function, start, end)
        self.breaks = Breaks(function.tree)
        self.ends = Place(start, start, str(start)), Place(end, end, str(end))
        self.places: list[Place] = []
        self.met: dict[Place, list[Break]] = {}

    def made(self) -> Points:
        """The answer."""
        for one in self.breaks.found:
            self._search(one)
        if not self.breaks.all_known:
            self.answer.uncovered.append((self.answer.start, self.answer.end))
        self.answer.points = [self._point(place) for place in self.places]
        self._gaps()
        apart = (self.answer.end - self.answer.start) * APART
        self.answer.uncovered = _merged(self.answer.uncovered, apart)
        return self.answer

    def _neighbours(self) -> list[tuple[Place, Place]]:
        """The intervals between places, the ends of the whole among them."""
        first, last = self.ends
        inner = [place for place in self.places if not place.meets(first) and not place.meets(last)]
        line = [first, *inner, last]
        return list(pairwise(line))

    def _search(self, one: Break) -> None:
        """Look for the places of a break in every gap between those known."""
        new: list[Place] = []
        neighbours = self._neighbours()
        share = max(LEAST_SHARE, MOST_EVALUATIONS // (len(neighbours) * len(self.breaks.found)))
        for left, right in neighbours:
            branches = Branches(self.breaks, _between(left, right), Work(share))
            try:
                search = Search(one.subject, branches, whole=one.whole, most=one.most)
                found = search.between(left.low, right.high)
            except NotDefined:
                continue  # it has no values there, so nor has f
            except Undecided:
                self.answer.uncovered.append((left.low, right.high))
                continue
            for place in found.places:
                known = next((p for p in (*self.places, *new, *self.ends) if p.meets(place)), None)
                if known is None:
                    new.append(place)
                    known = place
                elif known in self.ends and known not in self.places:
                    new.append(known)
                self.met.setdefault(known, []).append(one)
            self.answer.uncovered += found.uncovered
        self.places = sorted({*self.places, *new}, key=lambda place: place.low)

    def _gaps(self) -> None:
        """Note the intervals in which f has no values."""
        for left, right in self._neighbours():
            try:
                value_at(self.function.tree, exactly(_between(left, right)))
            except NotDefined:
                self.answer.gaps.append((left.exact or _decimal(left), right.exact or _decimal(right)))
            except Undecided:
                continue

    def _point(self, place: Place) -> Point:
        if place.exact:
            try:
                return _examined(place, examine(self.function, parse_point(place.exact)))
            except ExpressionError:
                pass
        return self._enclosed(place)

    def _enclosed(self, place: Place) -> Point:
        """What enclosures on both sides say of a place that is not known exactly."""
        here = {id(one.asked): 0 for one in self.met.get(place, []) if not one.whole}
        jumps = any(not one.continuous for one in self.met.get(place, []))
        sides = [self._side(place, sample) for sample in (place.low, place.high)]
        if None in sides:
            return Point(
                place, None, None, None, ("known in digits only, and f is not defined on both sides",)
            )
        left, right = (side for side in sides if side is not None)
        at = self._value(place, here)
        if not left[0].overlaps(right[0]):
            return Point(place, False, False, at is not None, ("f jumps",))
        if at is not None and jumps and not (at.overlaps(left[0]) and at.overlaps(right[0])):
            return Point(place, False, False, True, ("f has a value of its own there",))
        if not left[1].overlaps(right[1]):
            slopes = f"slopes {_near(left[1])} and {_near(right[1])}"
            continuous, defined = None if jumps else True, at is not None or not jumps
            return Point(place, continuous, False, defined, (f"a kink: {slopes}",))
        return Point(place, None if jumps else True, None, None, ("the slopes agree in the digits computed",))

    def _side(self, place: Place, sample: Fraction) -> tuple[arb, arb] | None:
        """Enclosures of f and of its slope near a place, with the branches of one side."""
        branches = Branches(self.breaks, sample, Work())
        with precision(BITS):
            try:
                x = arb_series([interval(place.low, place.high), 1], 2)
                value = Evaluation(branches, x).value(self.function.tree)
            except (NotDefined, Undecided, Straddles):
                return None
        if isinstance(value, arb):
            return (value, arb(0)) if value.is_finite() else None
        if not isinstance(value, arb_series) or not (value[0].is_finite() and value[1].is_finite()):
            return None
        return value[0], value[1]

    def _value(self, place: Place, signs: dict[int, int]) -> arb | None:
        """An enclosure of f at the place itself, where the breaks met there are 0."""
        branches = Branches(self.breaks, place.low, Work(), up_to=place.high, given=signs)
        with precision(BITS):
            try:
                value = Evaluation(branches, interval(place.low, place.high)).value(self.function.tree)
            except (NotDefined, Undecided, Straddles):
                return None
        return value if isinstance(value, arb) and value.is_finite() else None


def _examined(place: Place, examination: Examination) -> Point:
    statuses = [_truth(condition.status) for condition in examination.conditions]
    defined = {"finite": True, "undefined": False}.get(examination.value.kind)
    return Point(place, statuses[0], examination.differentiable, defined, _reason(examination), examination)


def _reason(examination: Examination) -> Line:
    """Why f is not differentiable there, or its derivative."""
    left, right = examination.left.slope, examination.right.slope
    if examination.derivative is not None:
        return (equal(Symbol("f′"), formula(examination.derivative)),)
    if isinstance(left, Finite) and isinstance(right, Finite) and examination.differentiable is False:
        return ("slopes ", formula(left.number), " and ", formula(right.number))
    failing = next(c for c in examination.conditions if c.status is not Status.HOLDS)
    return failing.line


def _truth(status: str) -> bool | None:
    return {"holds": True, "fails": False}.get(status)


def _between(left: Place, right: Place) -> Fraction:
    """A rational strictly between two places, and not in the middle, where functions like to be special."""
    return left.high + (right.low - left.high) * Fraction(309, 700)


def _decimal(place: Place) -> str:
    return digits(exactly(place.low), 9)


def _near(ball: arb) -> str:
    return ball.str(6, radius=False)


def _merged(intervals: list[tuple[Fraction, Fraction]], apart: Fraction) -> list[tuple[Fraction, Fraction]]:
    merged: list[tuple[Fraction, Fraction]] = []
    for low, high in sorted(intervals):
        if merged and low <= merged[-1][1] + apart:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged
