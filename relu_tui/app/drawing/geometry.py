"""What is drawn: lines and points of the plane, a window of it, and where in a frame that lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from math import isfinite, nan, ulp

from relu_tui.app.drawing.dots import BRAILLE, HASHES, QUADRANTS, Stroke, nearest, strokes
from relu_tui.app.drawing.frame import Role
from relu_tui.app.drawing.marks import Marks


class Shape(Enum):
    """The mark of a single point; the value is its character."""

    CLOSED = "●"
    """A point of the graph."""
    OPEN = "○"
    """A point that the graph comes near to, and does not have."""
    PROBE = "◉"
    """A point that moves with the keys."""
    ABOVE = "▲"
    """What lies beyond the upper edge."""
    BELOW = "▼"
    """What lies beyond the lower edge."""


@dataclass(frozen=True, slots=True)
class Polyline:
    """Points joined by straight lines. A point with a coordinate that is not finite is a gap."""

    xs: tuple[float, ...]
    """The x-coordinates."""
    ys: tuple[float, ...]
    """The y-coordinates, as many."""
    role: Role = Role.CURVE
    """What the line is."""
    dashed: bool = False
    """Whether it is drawn in dashes. Has no effect on curves, only on what moves."""
    whole: bool = True
    """Whether it has the cells to itself that it meets other lines in; else they take turns there."""

    def __post_init__(self) -> None:
        if len(self.xs) != len(self.ys):
            raise ValueError(f"{len(self.xs)} x-coordinates with {len(self.ys)} y-coordinates")
        object.__setattr__(self, "xs", tuple(map(real, self.xs)))
        object.__setattr__(self, "ys", tuple(map(real, self.ys)))


@dataclass(frozen=True, slots=True)
class Point:
    """A single marked point. With a coordinate that is not finite it is not shown."""

    x: float
    y: float
    shape: Shape = Shape.CLOSED
    role: Role = Role.POINT

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", real(self.x))
        object.__setattr__(self, "y", real(self.y))


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that is shown, in the function's own units."""

    left: float
    right: float
    bottom: float
    top: float

    def __post_init__(self) -> None:
        for name in self.__slots__:
            object.__setattr__(self, name, real(getattr(self, name)))

    @property
    def drawable(self) -> bool:
        """Whether there is room in it: it is neither empty, nor endless, nor lost in rounding."""
        return _has_room(self.left, self.right) and _has_room(self.bottom, self.top)


@dataclass(frozen=True, slots=True)
class Area:
    """Where in a frame a window is drawn, without the axes and their labels."""

    window: Window
    """What is shown there."""
    column: int
    """The first column."""
    row: int
    """The first row."""
    width: int
    """The width in cells."""
    height: int
    """The height in cells."""

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Find the column and row of the frame where a point falls, or None if it is outside."""
        u, v = self.share(x, y)
        if not (0 <= u <= 1 and 0 <= v <= 1):
            return None
        return self.column + nearest(u * self.width, self.width), self.row + nearest(
            v * self.height, self.height
        )

    def share(self, x: float, y: float) -> tuple[float, float]:
        """Find how far a point is to the right and down, as shares of the width and the height.

        A point that is further outside than can be told apart is brought nearer, which
        keeps later sums from overflow. What is not a number stays so.
        """
        w = self.window
        u, v = (x - w.left) / (w.right - w.left), (w.top - y) / (w.top - w.bottom)
        return min(max(u, -_FAR), _FAR), min(max(v, -_FAR), _FAR)


def real(number: float) -> float:
    """Make a float, and one and the same nan of all that is not finite, so that equal lines are equal."""
    try:
        value = float(number)
    except OverflowError:  # an integer or a fraction that no float holds
        return nan
    return value if isfinite(value) else nan


def _has_room(low: float, high: float) -> bool:
    return 1e-290 < high - low < 1e290 and high - low > 64 * ulp(max(abs(low), abs(high)))


_FAR = 1e12


GRIDS = {Marks.BRAILLE: BRAILLE, Marks.BLOCK: QUADRANTS, Marks.ASCII: HASHES}
"""The dots of a cell, by what is drawn with."""


def strokes_in(line: Polyline, area: Area, marks: Marks) -> Iterator[Stroke]:
    """Cut a line at its gaps and at the edges of an area; the pieces in dots from its upper left."""
    grid = GRIDS[marks]
    width, height = area.width * grid.across, area.height * grid.down
    shares = map(area.share, line.xs, line.ys)
    places = [(u * width, v * height) if isfinite(u + v) else None for u, v in shares]
    return strokes(places, width, height)
