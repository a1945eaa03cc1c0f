"""The funnel: the rows of both sides in order of |Δx|, each as a bar on an axis of slopes.

A bar goes from the left quotient to the right one. Where it has become so short that it could not be
seen to shrink further, a closer axis begins, on which it fills the width again: a gap that closes
begins a new axis again and again, one that stays never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import floor, log10
from typing import Protocol, TypeAlias

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit
from relu_tui.calculus.exact.balls import ball
from relu_tui.calculus.exact.constant import Constant, Number
from relu_tui.calculus.exact.constant_printing import superscript
from relu_tui.calculus.germs.scale import ONE
from relu_tui.calculus.numerics.step_sizes import SMALLEST_STEP, ratio_value
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.lesson.lesson import FIRST_STEP, Lesson, Trail, computed_row, condition_of

CLOSER = Fraction(31, 2)
"""How much shorter than its axis what follows must be for a closer axis to begin: hardly less than 2⁴."""

AHEAD = 8
"""Steps that the first axis has room for, as long as each lies hardly beyond those before."""

HARDLY = Fraction(1, 4)
"""How far beyond, as a part of the axis."""

LARGEST_POWER = 15
"""Digits from which on a factor is told as a power of ten."""

MOST_BITS = 40_000
"""Of a number that is brought to a fraction for a picture."""

DEEPEST = 200
"""Rows of which the axes are found in one go, each from the one before: no call goes deeper than that."""

Runs: TypeAlias = "tuple[tuple[str, int], ...]"
Signs: TypeAlias = "tuple[int, ...]"
"""The sides that were stepped on, by the sign of Δx: an axis tells nothing of the others."""


@dataclass(frozen=True)
class Axis:
    """A piece of the line of slopes, from one end of the bars to the other.

    Attributes:
        low: The slope at the left end.
        high: The slope at the right end.
        begins: The index of the first row that is drawn on it.
        closer: How many times as large it shows slopes as the axis before; 1 for the first.
        empty: Whether there is no slope to be shown on it.
    """

    low: Fraction
    high: Fraction
    begins: int = 0
    closer: Fraction = Fraction(1)
    empty: bool = False

    def share(self, slope: Fraction) -> float:
        """Where a slope lies: 0 at the left end, 1 at the right end, beyond them outside."""
        share = (slope - self.low) / (self.high - self.low)
        return float(min(max(share, Fraction(-9)), Fraction(9)))


@dataclass(frozen=True, eq=False)  # each row is made once; what is drawn of it is found by that one
class FunnelRow:
    """What both sides show at one size of Δx.

    Attributes:
        size: |Δx|.
        axis: The axis it is drawn on.
        left: The index of the step on the left, or None where that was not taken.
        right: The same on the right.
        before: For each side, the size of the step before that one; None where there is none.
        shares: Where the two quotients lie on the axis; None where there is none to be seen.
        gap: Their distance, exactly, where both are there to be seen.
    """

    size: Fraction
    axis: Axis
    left: int | None
    right: int | None
    before: tuple[Fraction | None, Fraction | None]
    shares: tuple[float | None, float | None]
    gap: Number | None

    def current(self, lesson: Lesson) -> bool:
        """Whether a probe stands there."""
        return any(
            place is not None and place == trail.index
            for place, trail in ((self.left, lesson.left), (self.right, lesson.right))
        )


@dataclass(frozen=True)
class Rest:
    """What is proved of every step that was not taken, on one side.

    Attributes:
        limit: The limit that the quotient has there.
        constant: Whether it *is* that number at every small step, and does not only tend to it.
    """

    limit: Limit
    constant: bool


# --- rows -----------------------------------------------------------------------------------------


def count(lesson: Lesson) -> int:
    """How many rows there are."""
    return _ladder(lesson).count


def newest(lesson: Lesson) -> int:
    """The index of the row at which the probe stands that is nearer to the point; −1 before any step."""
    ladder = _ladder(lesson)
    places = [
        ladder.rung(side, lesson.trail(side).index) for side in BOTH_SIDES if lesson.trail(side).started
    ]
    return max(places, default=-1)


def axes(lesson: Lesson, start: int, stop: int) -> list[int]:
    """For each row from an index up to another, the index of the first row on its axis."""
    return [row.axis.begins for row in rows(lesson, start, stop)]


def rows(lesson: Lesson, start: int, stop: int) -> list[FunnelRow]:
    """The rows from an index up to another."""
    ladder = _ladder(lesson)
    return [ladder.row(index) for index in range(start, min(stop, ladder.count))]


@lru_cache(maxsize=2048)
def _row(
    function: str,
    at: str,
    size: Fraction,
    axis: Axis,
    places: tuple[int | None, int | None],
    before: tuple[Fraction | None, Fraction | None],
) -> FunnelRow:
    """A row, of the steps that are at these places on their sides."""
    left, right = (
        None if place is None else computed_row(function, at, side * size).quotient
        for side, place in zip(BOTH_SIDES, places, strict=True)
    )
    return FunnelRow(
        size,
        axis,
        *places,
        before,
        (_share(axis, left, size), _share(axis, right, size)),
        None if left is None or right is None else distance(left, right),
    )


def rest(lesson: Lesson, side: Side) -> Rest | None:
    """What is proved of a side's other steps, once its condition is concluded."""
    if not lesson.concluded[condition_of(side)]:
        return None
    proved = lesson.examination.on(side)
    # A germ without remainder equals its terms at every small step; where they are constant, so is it.
    germ = proved.quotient
    constant = germ is not None and germ.is_exact and all(scale == ONE for scale, _ in germ.terms)
    return Rest(proved.slope, isinstance(proved.slope, Finite) and constant)


def limit_share(axis: Axis, limit: Limit) -> float | None:
    """Where a limit lies on an axis; None where it is no place on the line of slopes."""
    if isinstance(limit, Infinite):
        return 9.0 * limit.sign
    return axis.share(_close(limit.number, 256)) if isinstance(limit, Finite) else None


@lru_cache(maxsize=1024)
def distance(left: Number, right: Number) -> Number:
    """The gap between two slopes."""
    difference = right - left
    return -difference if _close(left, 256) > _close(right, 256) else difference


# --- the sizes of both sides together -------------------------------------------------------------


class _Ladder(Protocol):
    """The sizes of Δx that were seen on either side, the largest first."""

    count: int

    def row(self, index: int) -> FunnelRow: ...

    def rung(self, _side: Side, place: int, /) -> int: ...


def _ladder(lesson: Lesson) -> _Ladder:
    longer, shorter = lesson.left, lesson.right
    if longer.seen < shorter.seen:
        longer, shorter = shorter, longer
    if not shorter.started or shorter.runs == _way(longer.runs, shorter.seen - 1):
        return _Together(lesson, longer)
    return _apart(lesson.function, lesson.at, lesson.ratio, lesson.left, lesson.right)


class _Together:
    """Both sides went the same way, one of them perhaps further."""

    def __init__(self, lesson: Lesson, longer: Trail) -> None:
        self.function, self.point, self.ratio = lesson.function, lesson.at, lesson.ratio
        self.runs = longer.runs
        self.count = longer.seen
        self.seen = lesson.left.seen, lesson.right.seen
        self.signs: Signs = tuple(side for side, seen in zip(BOTH_SIDES, self.seen, strict=True) if seen)

    def _beyond(self, index: int) -> Runs:
        """The way to the row after one."""
        return _way(self.runs, index + 1) if index + 1 < self.count else _on(self.runs, self.ratio)

    def row(self, index: int) -> FunnelRow:
        for earlier in range(DEEPEST, index, DEEPEST):
            _axis(self.function, self.point, self.signs, self._beyond(earlier), earlier)
        there = index < self.seen[0], index < self.seen[1]
        return _row_on_the_way(self.function, self.point, self.signs, self._beyond(index), index, there)

    def rung(self, _side: Side, place: int) -> int:
        return place


@lru_cache(maxsize=2048)  # all rows but the last are those of the step before
def _row_on_the_way(
    function: str, at: str, signs: Signs, way: Runs, index: int, there: tuple[bool, bool]
) -> FunnelRow:
    """A row, by the way that leads to the row after it, and for each side whether it went so far."""
    left, right = (index if found else None for found in there)
    before = _size(_way(way, index - 1), index - 1) if index else None
    axis = _axis(function, at, signs, way, index)
    return _row(function, at, _size(_way(way, index), index), axis, (left, right), (before, before))


class _Apart:
    """The sides went by different ratios: the sizes of both in order."""

    LOOKED_BACK = 60
    """Rows from which on the axis of a row is found."""

    def __init__(self, function: str, at: str, ratio: str, trails: dict[Side, Trail]) -> None:
        self.function, self.point, self.ratio = function, at, ratio
        self.signs: Signs = tuple(side for side in BOTH_SIDES if trails[side].started)
        self.trails = trails
        self.at = {side: _sizes(trail.runs, trail.seen) for side, trail in trails.items()}
        self.axes: dict[int, Axis] = {}
        self.sizes = sorted({size for sizes in self.at.values() for size in sizes}, reverse=True)
        self.count = len(self.sizes)

    def axis(self, index: int) -> Axis:
        if index not in self.axes:
            self.axes[index] = self._axis(index)
        return self.axes[index]

    def _axis(self, index: int) -> Axis:
        axis = _first_axis(self.function, self.point, self.signs, self.ratio)
        for k in range(max(1, index - self.LOOKED_BACK), index + 1):
            after = self.sizes[k + 1] if k + 1 < self.count else self.sizes[k] * ratio_value(self.ratio)
            axis = _next_axis(self.function, self.point, self.signs, axis, k, self.sizes[k], after)
        return axis

    def row(self, index: int) -> FunnelRow:
        size = self.sizes[index]
        left, right = (self.at[side].get(size) for side in BOTH_SIDES)
        before = self._before(Side.LEFT, left), self._before(Side.RIGHT, right)
        return _row(self.function, self.point, size, self.axis(index), (left, right), before)

    def _before(self, side: Side, place: int | None) -> Fraction | None:
        return self.trails[side].step(place - 1) if place else None

    def rung(self, side: Side, place: int) -> int:
        return self.sizes.index(next(size for size, index in self.at[side].items() if index == place))


@lru_cache(maxsize=4)  # every pane asks for it, and a row asks for the axes of many
def _apart(function: str, at: str, ratio: str, left: Trail, right: Trail) -> _Apart:
    return _Apart(function, at, ratio, dict(zip(BOTH_SIDES, (left, right), strict=True)))


def _way(runs: Runs, index: int) -> Runs:
    """The runs that lead to a step: the same however far the trail goes on after it."""
    if len(runs) == 1 and 0 < index <= runs[0][1]:  # nearly always
        return ((runs[0][0], index),)
    way: list[tuple[str, int]] = []
    for ratio, length in runs:
        if index <= 0:
            break
        way.append((ratio, min(length, index)))
        index -= length
    return tuple(way)


def _on(runs: Runs, ratio: str) -> Runs:
    """The runs with one step more."""
    if runs and runs[-1][0] == ratio:
        return (*runs[:-1], (ratio, runs[-1][1] + 1))
    return (*runs, (ratio, 1))


@lru_cache(maxsize=4096)
def _size(way: Runs, index: int) -> Fraction:
    return Trail(way, index).step(index)


@lru_cache(maxsize=8)
def _sizes(runs: Runs, seen: int) -> dict[Fraction, int]:
    return {_size(_way(runs, index), index): index for index in range(seen)}


# --- axes -----------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _axis(function: str, at: str, signs: Signs, way: Runs, index: int) -> Axis:
    """The axis of a row, by the way that leads to the row after it."""
    if index == 0:
        return _first_axis(function, at, signs, way[0][0])
    before = _axis(function, at, signs, _way(way, index), index - 1)
    here, after = _size(_way(way, index), index), _size(way, index + 1)
    return _next_axis(function, at, signs, before, index, here, after)


@lru_cache(maxsize=64)
def _first_axis(function: str, at: str, signs: Signs, ratio: str) -> Axis:
    """An axis for the first three steps of the sides, and for those after that lie hardly beyond."""
    low: Fraction | None = None
    high = Fraction(0)
    for index in range(AHEAD):
        slopes = _slopes(function, at, signs, FIRST_STEP * ratio_value(ratio) ** index)
        if not slopes:
            continue
        if low is None:
            low, high = min(slopes), max(slopes)
        wider_low, wider_high = min(low, *slopes), max(high, *slopes)
        if index > 2 and (wider_high - wider_low) - (high - low) > HARDLY * (high - low):
            break
        low, high = wider_low, wider_high
    if low is None:
        return Axis(Fraction(-1), Fraction(1), empty=True)
    return Axis(low - 1, high + 1) if low == high else Axis(low, high)


def _next_axis(
    function: str, at: str, signs: Signs, axis: Axis, index: int, step: Fraction, after: Fraction
) -> Axis:
    """The same axis, or a closer one where all that comes next would be a dot on this one."""
    low, high = _reach(function, at, signs, step, after)
    if not 0 < high - low <= (axis.high - axis.low) / CLOSER:
        return axis
    return Axis(low, high, index, (axis.high - axis.low) / (high - low))


def _reach(
    function: str, at: str, signs: Signs, step: Fraction, after: Fraction
) -> tuple[Fraction, Fraction]:
    """What the quotients at a step, at the next one, and those after seem to need.

    Where the error shrinks in proportion to the steps, and these go on by one ratio, the second of
    two quotients and their difference lead to the limit (a geometric series).
    """
    ends: list[Fraction] = []
    for sign in signs:
        here, there = (_slope(function, at, sign * size) for size in (step, after))
        if here is not None and there is not None:
            ends += [here, there, here + (there - here) / (1 - after / step)]
    return (min(ends), max(ends)) if ends and after >= SMALLEST_STEP else (Fraction(0), Fraction(0))


def _slopes(function: str, at: str, signs: Signs, size: Fraction) -> list[Fraction]:
    found = (_slope(function, at, sign * size) for sign in signs)
    return [slope for slope in found if slope is not None]


def _slope(function: str, at: str, step: Fraction) -> Fraction | None:
    """The quotient at a step, near enough for a picture."""
    quotient = computed_row(function, at, step).quotient
    return None if quotient is None else _close(quotient, _bits(step))


def _share(axis: Axis, quotient: Number | None, size: Fraction) -> float | None:
    return None if quotient is None else axis.share(_close(quotient, _bits(size)))


def _bits(step: Fraction) -> int:
    """As many as it takes to see a quotient move at this step, and at the next ones."""
    return 128 + 2 * max(step.denominator.bit_length() - abs(step.numerator).bit_length(), 0)


@lru_cache(maxsize=4096)
def _close(number: Number, bits: int) -> Fraction:
    """A fraction this near, relatively; the number itself where that is a short rational."""
    if not isinstance(number, Constant) and number.height_bits() <= 4 * bits:
        return Fraction(int(number.p), int(number.q))
    enclosure = ball(number, bits)
    if not enclosure.is_finite():
        return Fraction(0)
    mantissa, exponent = (int(part) for part in enclosure.mid().man_exp())
    return Fraction(mantissa) * Fraction(2) ** exponent if abs(exponent) < MOST_BITS else Fraction(0)


def times(factor: Fraction) -> str:
    """How many times; of what no double holds, a power of ten that it is more than."""
    if factor < 10**LARGEST_POWER:
        return f"×{float(factor):.3g}"
    return f"over ×10{superscript(floor(log10(factor.numerator) - log10(factor.denominator)))}"


# --- what the rows come to ------------------------------------------------------------------------


def gaps(lesson: Lesson) -> list[Number]:
    """The gaps of the last rows in which both sides are, oldest first; at most four."""
    last = newest(lesson) + 1
    return [row.gap for row in rows(lesson, max(0, last - 4), last) if row.gap is not None]


def trend(numbers: Sequence[Number], ratio: Fraction) -> str:
    """How numbers go on that were seen at steps by a ratio.

    `same`, `in step`, `shrink`, `grow`, `gone` where they came to be 0 and stayed so, or `mixed`.
    """
    sizes = [abs(_close(number, 256)) for number in numbers]
    if len(sizes) < 2:
        return ""
    if all(size == sizes[0] for size in sizes):
        return "same"
    nonzero = [size for size in sizes if size]
    if len(nonzero) < len(sizes) and not any(sizes[len(nonzero) :]):
        return "gone"
    if all(later < earlier for earlier, later in pairwise(sizes)):
        last, before = sizes[-1], sizes[-2]
        return "in step" if abs(last / before - ratio) < ratio / 50 else "shrink"
    return "grow" if all(later > earlier for earlier, later in pairwise(sizes)) else "mixed"
