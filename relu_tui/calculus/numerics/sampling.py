"""The curve of a function as polylines: straight pieces kept short, cut at gaps, jumps and poles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isfinite
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Polyline: TypeAlias = tuple[Point, ...]
RealFunction: TypeAlias = Callable[[float], float]

_HALVINGS = 44
"""Of an interval, to tell a jump from a steep climb: down to a 10⁻¹³ part of it."""

_STEEP = 0.02
"""Rise between neighbours, as a part of the window's height, that is looked into."""

_CALM = 0.3
"""Rise left, as a part of what it was: below that the curve is continuous. A straight line has a quarter
after two halvings."""

_STRAIGHT = 1e-7
"""Twice the area, in parts of the window's, of a triangle that counts as a straight line."""

_MOST_BREAKS = 60
"""Steep places looked into in one window; a curve with more of them fills its cells anyway."""


@dataclass(frozen=True)
class Window:
    """A rectangle of the plane: left < right, bottom < top."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """From the left edge to the right one."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the lower edge to the upper one."""
        return self.top - self.bottom


@dataclass(frozen=True)
class Curve:
    """What there is to draw of a function in a window.

    Attributes:
        pieces: Polylines, each of which may be drawn through.
        closed: Ends at jumps that the function takes.
        open: Ends at jumps that it does not.
    """

    pieces: tuple[Polyline, ...]
    closed: tuple[Point, ...] = ()
    open: tuple[Point, ...] = ()


def sampled(function: RealFunction, left: float, right: float, count: int) -> list[Point]:
    """Evenly spaced points of the graph, both ends included; y is NaN where there is no value."""
    stride = (right - left) / (count - 1)
    return [(x, function(x)) for x in (left + stride * k for k in range(count))]


def curve(function: RealFunction, window: Window, count: int, extra: Sequence[float] = ()) -> Curve:
    """Sample a function over a window.

    Args:
        function: Its value at a point; NaN where there is none.
        window: What will be seen.
        count: Points sampled before refinement.
        extra: Points to sample besides.
    """
    points = sampled(function, window.left, window.right, max(count, 2))
    points = sorted({*points, *((x, function(x)) for x in extra)}, key=lambda point: point[0])
    pieces: list[list[Point]] = [[]]
    closed: list[Point] = []
    opened: list[Point] = []
    looked = 0
    for before, point in zip([points[0], *points], points, strict=False):
        if not isfinite(point[1]):
            pieces.append([])
            continue
        rise = abs(point[1] - before[1])
        if pieces[-1] and rise > _STEEP * window.height and looked < _MOST_BREAKS:
            looked += 1
            found = _break(function, before, point, window)
            if found is not None:
                pieces[-1].append(found.left)
                pieces.append([found.right])
                closed += [end for end in found.closed if window.bottom <= end[1] <= window.top]
                opened += [end for end in found.open if window.bottom <= end[1] <= window.top]
        pieces[-1].append(point)
    return Curve(tuple(_simplified(piece, window) for piece in pieces if piece), tuple(closed), tuple(opened))


@dataclass(frozen=True)
class _Break:
    """Two ends that no line joins, and which of them the function takes."""

    left: Point
    right: Point
    closed: tuple[Point, ...] = ()
    open: tuple[Point, ...] = ()


def _break(function: RealFunction, left: Point, right: Point, window: Window) -> _Break | None:
    """The jump or pole between two neighbours, if there is one.

    The interval is halved towards its steeper part. A continuous function's rise shrinks with the
    interval; at a jump it stays, at a pole it grows.
    """
    rise = abs(right[1] - left[1])
    for _ in range(_HALVINGS):
        x = (left[0] + right[0]) / 2
        middle = (x, function(x))
        if not isfinite(middle[1]) or abs(middle[1] - left[1]) >= abs(right[1] - middle[1]):
            right = middle if isfinite(middle[1]) else (x, right[1])
        else:
            left = middle
        if abs(right[1] - left[1]) < _CALM * rise:
            return None
    if abs(right[1] - left[1]) > 1e6 * window.height:
        return _Break(left, right)  # a pole
    at = _simplest(left[0], right[0], window.width)
    value = function(at)
    ends = ((at, left[1]), (at, right[1]))
    near = 1e-6 * abs(right[1] - left[1])
    closed = tuple(end for end in ends if abs(value - end[1]) <= near)
    opened = tuple(end for end in ends if end not in closed)
    if not closed and isfinite(value):
        closed = ((at, value),)
    return _Break(left, right, closed, opened)


def _simplest(low: float, high: float, width: float) -> float:
    """The fraction with the smallest denominator in a short interval, widened by rounding's reach."""
    margin = 1e-12 * max(width, abs(low), abs(high))
    a, b = Fraction(low - margin), Fraction(high + margin)
    denominator = 1
    while denominator < 10**6:
        candidate = ((a + b) / 2).limit_denominator(denominator)
        if a <= candidate <= b:
            return float(candidate)
        denominator *= 2
    return (low + high) / 2


def _simplified(piece: list[Point], window: Window) -> Polyline:
    """The same line without points in the middle of straight parts."""
    kept = piece[:1]
    scale = window.width * window.height
    for (x1, y1), (x2, y2) in pairwise(piece[1:]):
        x0, y0 = kept[-1]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if not abs(area) < _STRAIGHT * scale:
            kept.append((x1, y1))
    return (*kept, *piece[max(1, len(piece) - 1) :])
