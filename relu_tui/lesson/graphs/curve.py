"""The curve of f around the point, in doubles: all there is to draw before the engine is needed."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, nan

from relu_tui.calculus.numerics.evaluation import compiled
from relu_tui.calculus.numerics.sampling import Curve, Window, curve, sampled
from relu_tui.calculus.shareable import shareable
from relu_tui.lesson.graphs.scene import Kind, Scene, Spot
from relu_tui.lesson.lesson import Lesson, parsed

REACH = 1.6
"""Half the window's width, in units of the first step."""


def sketch(lesson: Lesson, columns: int) -> Scene:
    """The curve and the point (a, f(a)), sampled for this many columns."""
    drawn, window = first_curve(lesson.function, lesson.at, columns)
    at, value = middle(lesson.function, lesson.at)
    point = (Spot(Kind.POINT, (at, value)),) if isfinite(value) else ()
    return Scene(window, drawn.pieces, (), point, "f(x)")


def middle(function: str, at: str) -> tuple[float, float]:
    """The point and the value there, as doubles; NaN where there is no value."""
    place = compiled(parsed(at).tree)(nan)
    return place, compiled(parsed(function).tree)(place)


@shareable(32)
def first_curve(function: str, at: str, columns: int) -> tuple[Curve, Window]:
    """The curve over the first window, and the window that suits it."""
    evaluate = compiled(parsed(function).tree)
    place, value = middle(function, at)
    left, right = place - REACH, place + REACH
    low, high = range_of([y for _, y in sampled(evaluate, left, right, max(4 * columns, 16))], value)
    window = Window(left, right, low, high)
    return curve(evaluate, window, 4 * columns, (place,)), window


def range_of(values: Sequence[float], value: float) -> tuple[float, float]:
    """A range that shows most of the values, and f(a) in any case."""
    finite = sorted(y for y in (*values, value) if isfinite(y))
    if not finite:
        return -1.0, 1.0
    low, high = finite[0], finite[-1]
    inner_low, inner_high = finite[len(finite) // 25], finite[-1 - len(finite) // 25]
    if high - low > 6 * (inner_high - inner_low) > 0:  # a pole, or nearly
        low, high = inner_low, inner_high
        if isfinite(value):
            low, high = min(low, value), max(high, value)
    if not high - low > 1e-9 * max(abs(low), abs(high)):
        return low - 1, high + 1
    margin = (high - low) * 0.04
    return low - margin, high + margin
