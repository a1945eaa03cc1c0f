"""The curve of a function as polylines: straight pieces kept short, cut at gaps, jumps and poles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from relu_tui.calculus.evaluation import Array, evaluate
from relu_tui.calculus.syntax import Numeric

Point: TypeAlias = tuple[float, float]
Polyline: TypeAlias = tuple[Point, ...]
Function: TypeAlias = Callable[[Array], Array]

_HALVINGS = 44
"""Of an interval, to tell a jump from a steep climb: down to a 10⁻¹³ part of it."""

_STEEP = 0.02
"""Rise between neighbours, as a part of the window's height, that is looked into."""


@dataclass(frozen=True)
class Window:
    """A rectangle of the plane; low < high in both directions."""

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


def curve(function: Function, window: Window, count: int, extra: tuple[float, ...] = ()) -> Curve:
    """Sample a function over a window.

    Args:
        function: Values at an array of points; NaN where there are none.
        window: What will be seen.
        count: Points sampled before refinement.
        extra: Points to sample besides.
    """
    x = np.unique(np.concatenate([np.linspace(window.left, window.right, max(count, 2)), extra]))
    y = function(x)
    whole = np.isfinite(y)
    jumps = _jumps(function, x, y, whole, window)
    pieces: list[Polyline] = []
    current: list[Point] = []
    closed: list[Point] = []
    opened: list[Point] = []
    for index in range(len(x)):
        if not whole[index]:
            _finish(current, pieces)
            current = []
            continue
        current.append((float(x[index]), float(y[index])))
        if index in jumps:
            jump = jumps[index]
            current.append(jump.left)
            _finish(current, pieces)
            current = [jump.right]
            closed += [end for end in jump.closed if _inside(end, window)]
            opened += [end for end in jump.open if _inside(end, window)]
    _finish(current, pieces)
    return Curve(tuple(_simplified(piece, window) for piece in pieces), tuple(closed), tuple(opened))


def of_tree(tree: Numeric) -> Function:
    """The function that an expression stands for, in double precision."""
    return lambda x: evaluate(tree, x)


@dataclass(frozen=True)
class _Jump:
    """A break between two neighbours: its two ends, and which of them the function takes."""

    left: Point
    right: Point
    closed: tuple[Point, ...]
    open: tuple[Point, ...]


def _finish(current: list[Point], pieces: list[Polyline]) -> None:
    if current:
        pieces.append(tuple(current))


def _inside(point: Point, window: Window) -> bool:
    return window.bottom <= point[1] <= window.top


def _jumps(function: Function, x: Array, y: Array, whole: Array, window: Window) -> dict[int, _Jump]:
    """Breaks between neighbours, by the index of the left one.

    Every steep interval is halved towards its steepest part. A continuous function's rise shrinks
    with the interval; at a jump it stays, at a pole it grows.
    """
    with np.errstate(all="ignore"):
        rise = np.abs(np.diff(y))
    suspects = np.flatnonzero(whole[:-1] & whole[1:] & (rise > _STEEP * window.height))
    if not len(suspects):
        return {}
    left, right = x[suspects], x[suspects + 1]
    low, high = y[suspects], y[suspects + 1]
    for _ in range(_HALVINGS):
        middle = (left + right) / 2
        value = function(middle)
        with np.errstate(all="ignore"):
            first = np.abs(value - low) >= np.abs(high - value)
        first |= ~np.isfinite(value)
        value = np.where(np.isfinite(value), value, high)
        right, high = np.where(first, middle, right), np.where(first, value, high)
        left, low = np.where(first, left, middle), np.where(first, low, value)
    broken = np.abs(high - low) > rise[suspects] / 4
    return {
        int(suspects[i]): _jump(function, (left[i], low[i]), (right[i], high[i]), window)
        for i in np.flatnonzero(broken)
    }


def _jump(function: Function, left: Point, right: Point, window: Window) -> _Jump:
    """The ends of a break; the value at the simplest number between them says which is taken."""
    left, right = (float(left[0]), float(left[1])), (float(right[0]), float(right[1]))
    at = _simplest(left[0], right[0], window.width)
    value = float(function(np.array([at]))[0])
    ends = ((at, left[1]), (at, right[1]))
    near = 1e-6 * max(abs(right[1] - left[1]), 1e-300)
    closed = tuple(end for end in ends if abs(value - end[1]) <= near)
    if not np.isfinite(value) or abs(right[1] - left[1]) > 1e6 * window.height:
        return _Jump(left, right, (), ())  # a pole, not a jump
    opened = tuple(end for end in ends if end not in closed)
    return _Jump(left, right, closed or ((at, value),), opened)


def _simplest(low: float, high: float, width: float) -> float:
    """The fraction with the smallest denominator in a short interval, widened by rounding's reach."""
    margin = 1e-12 * max(width, abs(low), abs(high))
    a, b = Fraction(low - margin), Fraction(high + margin)
    denominator = 1
    while denominator < 10**6:
        candidate = Fraction((a + b) / 2).limit_denominator(denominator)
        if a <= candidate <= b:
            return float(candidate)
        denominator *= 2
    return (low + high) / 2


def _simplified(piece: Polyline, window: Window) -> Polyline:
    """The same line without points in the middle of straight parts."""
    if len(piece) < 3:
        return piece
    x, y = np.array(piece).T
    u, v = (x - window.left) / window.width, (y - window.bottom) / window.height
    kept = [0]
    for i in range(1, len(piece) - 1):
        j = kept[-1]
        # twice the area of the triangle last kept – this – next, against a thousandth of a pixel
        area = (u[i] - u[j]) * (v[i + 1] - v[j]) - (u[i + 1] - u[j]) * (v[i] - v[j])
        if not abs(area) < 1e-7:
            kept.append(i)
    kept.append(len(piece) - 1)
    return tuple(piece[i] for i in kept)
