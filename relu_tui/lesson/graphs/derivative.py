"""The graph of f with the moving point on it, and below it f′ as far as the point has been."""

from __future__ import annotations

from math import isfinite

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.numerics.evaluation import compiled
from relu_tui.calculus.numerics.sampling import Window, curve, sampled
from relu_tui.lesson.graphs.curve import range_of
from relu_tui.lesson.graphs.scene import Kind, Line, Scene, Spot
from relu_tui.lesson.lesson import parsed
from relu_tui.lesson.moving import Met, Moving, filled, slope_function

REACH = 4.0
"""Half of the window's width."""

PAGE = 6.0
"""The window goes on by this much when the point comes near to its edge."""

ARM = 0.8
"""How far the tangent, or its halves, reach from the point."""


def above(moving: Moving, columns: int) -> Scene:
    """f, with a on it, and the slope there: one line where f is differentiable, else its two halves."""
    evaluate = compiled(parsed(moving.function).tree)
    left, right = sides(moving)
    here = moving.here
    value = evaluate(here.place)
    low, high = range_of([y for _, y in sampled(evaluate, left, right, max(4 * columns, 16))], value)
    window = Window(left, right, low, high)
    drawn = curve(evaluate, window, 4 * columns, (here.place,))
    spots = (Spot(Kind.POINT, (here.place, value)),) if isfinite(value) else ()
    lines = (
        []
        if not spots
        else [*_half(here, here.left, -1, value, window), *_half(here, here.right, 1, value, window)]
    )
    return Scene(window, drawn.pieces, tuple(lines), spots, "f(x)")


def below(moving: Moving, columns: int) -> Scene:
    """f′ as far as a has been: a hole on each side where f has none; a convention fills it."""
    left, right = sides(moving)
    evaluate = slope_function(moving, left, right)
    spots = [spot for point in moving.points for spot in _marks(moving, point)]
    heights = [y for _, y in sampled(evaluate, left, right, max(4 * columns, 16))]
    heights += [spot.at[1] for spot in spots]
    low, high = range_of(heights, 0.0)
    window = Window(left, right, low, high)
    ends = tuple(point.place for point in (moving.points[0], moving.points[-1]))
    drawn = curve(evaluate, window, 4 * columns, ends)
    seen = tuple(spot for spot in spots if left <= spot.at[0] <= right)
    return Scene(window, drawn.pieces, (), seen, "f′(x), as far as a has been")


def sides(moving: Moving) -> tuple[float, float]:
    """The left and the right edge of both windows."""
    middle = PAGE * round(moving.here.place / PAGE)
    return middle - REACH, middle + REACH


def _half(here: Met, slope: Limit, side: int, value: float, window: Window) -> list[Line]:
    """From the point outwards on one side."""
    kind = Kind.LEFT if side < 0 else Kind.RIGHT
    start = here.place, value
    if isinstance(slope, Finite):
        rise = as_float(slope.number) * side * ARM
        return [Line(kind, start, (here.place + side * ARM, value + rise))]
    if isinstance(slope, Infinite):
        return [Line(kind, start, (here.place, value + slope.sign * side * window.height / 4))]
    return []


def _marks(moving: Moving, point: Met) -> list[Spot]:
    """At a: f′(a). Where there is none: holes at both slopes, and what fills them by convention."""
    slopes = [as_float(slope.number) for slope in (point.left, point.right) if isinstance(slope, Finite)]
    if point.differentiable:
        return [Spot(Kind.POINT, (point.place, slopes[0]))] if point.at == moving.at and slopes else []
    spots = [Spot(Kind.POINT, (point.place, height), taken=False) for height in dict.fromkeys(slopes)]
    value = None if point.kink is None else filled(moving, point.kink)
    return spots if value is None else [*spots, Spot(Kind.POINT, (point.place, value))]
