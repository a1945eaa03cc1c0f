"""The graph of the difference quotient against Δx, on a scale that has room for steps of every size."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite, log10

from relu_tui.calculus.decision.limit_values import Finite, Oscillating
from relu_tui.calculus.exact.constant_printing import superscript
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.numerics.sampling import Point, Polyline, Window
from relu_tui.calculus.shareable import shareable
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.lesson.graphs.function import SIDES
from relu_tui.lesson.graphs.scene import Kind, Line, Scene, Spot
from relu_tui.lesson.lesson import Lesson, computed_row, examined
from relu_tui.lesson.words import point

MOST_SEEN = 40
"""Rows shown of each side, the last ones."""

WITHIN = 4
"""Places looked at within each column where the quotient oscillates: one alone would draw a slow wave."""

LEAST_DECADES = 4
"""Powers of ten shown on each side of 0, at least."""


def quotient_scene(lesson: Lesson, columns: int) -> Scene:
    """q(Δx) on both sides, as far as it was seen; distance from the middle is in powers of ten of Δx."""
    decades = max(LEAST_DECADES, *(_decades(lesson, side) for side in BOTH_SIDES))
    seen = {side: _seen(lesson, side, decades) for side in BOTH_SIDES}
    reached = {side: min((abs(spot.at[0]) for spot in seen[side]), default=2.0) for side in BOTH_SIDES}
    every = _pieces(lesson.function, lesson.at, decades, max(columns // 2, 8))
    pieces = tuple(cut for piece in every if (cut := _cut(piece, reached)))
    limits = _limits(lesson)
    window = _window(pieces, [spot.at[1] for spots in seen.values() for spot in spots], limits)
    both = len(set(limits.values())) > 1
    lines = [
        Line(Kind.LIMIT, (window.left, height), (window.right, height), dashed=True)
        for height in dict.fromkeys(limits.values())
    ]
    lines += [
        Line(
            Kind.LIMIT,
            (side * 0.02, height),
            (side * 0.3, height),
            names=(f"limit from the {side}", f"{side} limit") if both else ("limit",),
        )
        for side, height in list(limits.items())[: None if both else 1]
    ]
    spots = tuple(spot for side in BOTH_SIDES for spot in seen[side])
    remark = "" if spots else _nothing(lesson)
    return Scene(window, pieces, tuple(lines), spots, "quotient against Δx", _ticks(decades), remark=remark)


def _nothing(lesson: Lesson) -> str:
    """Why no quotient is to be seen."""
    if not (lesson.left.started or lesson.right.started):
        return "no quotient yet: each → shows one more"
    if not isinstance(lesson.examination.value, Finite):
        return f"f({point(lesson)}) has no value, so there is no quotient"
    return "no quotient: f has no values here"


def _cut(piece: Polyline, reached: dict[Side, float]) -> Polyline:
    """A piece of the curve as far as the learner has come on its side: nothing is given away."""
    return tuple(
        end for end in piece if abs(end[0]) >= reached[Side.LEFT if end[0] < 0 else Side.RIGHT] - 1e-9
    )


def place(step: Fraction, decades: int) -> float:
    """Where a step lies: ±1 for ±1, nearer to 0 by equal parts for each power of ten."""
    exponent = log10_of(abs(step))
    return (1 if step > 0 else -1) * max(1 + exponent / (decades + 1), 0.0)


def log10_of(size: Fraction) -> float:
    """The logarithm of a step, however small."""
    shift = len(str(size.denominator)) - len(str(size.numerator))
    return log10(float(size * 10**shift)) - shift


def _decades(lesson: Lesson, side: Side) -> int:
    trail = lesson.trail(side)
    return int(-log10_of(trail.step(trail.seen - 1))) + 1 if trail.started else 0


@shareable(32)
def _pieces(function: str, at: str, decades: int, count: int) -> tuple[Polyline, ...]:
    """The quotient itself, from exact values at evenly spaced places; where it oscillates, as a band."""
    pieces: list[tuple[Point, ...]] = []
    examination = examined(function, at)
    for side in BOTH_SIDES:
        current: list[Point] = []
        slope = examination.on(side).slope
        each = WITHIN if isinstance(slope, Oscillating) else 1
        for k in range(1, count + 1):
            heights = _heights(function, at, side, [(k - j / each) / count for j in range(each)], decades)
            if not heights:
                pieces.append(tuple(current))
                current = []
            current += [(side * k / count, height) for height in dict.fromkeys(heights)]
        pieces.append(tuple(current))
    return tuple(piece for piece in pieces if piece)


def _heights(function: str, at: str, side: Side, places: list[float], decades: int) -> list[float]:
    """The least and the greatest quotient at some places; nothing where there is none."""
    heights: list[float] = []
    for share in places:
        exponent = (share - 1) * (decades + 1)
        quotient = computed_row(function, at, side * near_power_of_ten(exponent)).quotient
        if quotient is not None:
            heights.append(as_float(quotient))
    return [min(heights), max(heights)] if heights else []


def near_power_of_ten(exponent: float) -> Fraction:
    """A short fraction near 10^exponent, for exponents too that no double holds."""
    if exponent > -5:
        return Fraction(10**exponent).limit_denominator(10**6)
    whole = int(exponent)
    return Fraction(10 ** (exponent - whole)).limit_denominator(1000) * Fraction(1, 10**-whole)


def _seen(lesson: Lesson, side: Side, decades: int) -> list[Spot]:
    """The last rows seen, as probes."""
    seen = lesson.trail(side).seen
    rows = [lesson.row(side, index) for index in range(max(0, seen - MOST_SEEN), seen)]
    return [
        Spot(SIDES[side], (place(row.step, decades), as_float(row.quotient)))
        for row in rows
        if row.quotient is not None
    ]


def _limits(lesson: Lesson) -> dict[Side, float]:
    """The finite limits concluded so far."""
    examination = lesson.examination
    slopes = {Side.LEFT: (1, examination.left.slope), Side.RIGHT: (2, examination.right.slope)}
    return {
        side: as_float(slope.number)
        for side, (condition, slope) in slopes.items()
        if lesson.concluded[condition] and isinstance(slope, Finite)
    }


def _window(pieces: tuple[Polyline, ...], seen: list[float], limits: dict[Side, float]) -> Window:
    """As high as what was seen, the limits that are known, and most of the curve between."""
    heights = sorted(y for piece in pieces for _, y in piece if isfinite(y))
    inner = heights[len(heights) // 16 : len(heights) - len(heights) // 16]
    shown = [y for y in (*inner[:1], *inner[-1:], *limits.values(), *seen) if isfinite(y)]
    if not shown:
        return Window(-1.05, 1.05, -1.0, 1.0)
    low, high = min(shown), max(shown)
    if high - low <= 1e-12 * max(abs(low), abs(high)):
        return Window(-1.05, 1.05, low - max(abs(low), 1.0), high + max(abs(high), 1.0))
    margin = (high - low) * 0.06
    return Window(-1.05, 1.05, low - margin, high + margin)


def _ticks(decades: int) -> tuple[tuple[float, str], ...]:
    """The powers of ten on both sides, and 0 in the middle."""
    stride = max(1, decades // 2)
    right = [
        (1 - k / (decades + 1), "1" if k == 0 else f"10{superscript(-k)}") for k in range(0, decades, stride)
    ]
    left = [(-x, f"−{label}") for x, label in right]
    return (*left, (0.0, "Δx=0"), *reversed(right))
