"""The parts of a scene: what each thing in the plot is, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from relu_tui.calculus.numerics.sampling import Point, Polyline, Window


class Kind(StrEnum):
    """What a line or a spot is."""

    CURVE = "curve"
    LEFT = "left"
    RIGHT = "right"
    LIMIT = "limit"
    FAN = "fan"
    CONVENTION = "convention"
    POINT = "point"


@dataclass(frozen=True)
class Line:
    """A straight line between two points.

    Attributes:
        kind: What it is.
        start: One end.
        end: The other.
        dashed: Whether it is drawn with gaps: where it goes on beyond the points that it joins.
        names: What may be written at its end, the longest first.
    """

    kind: Kind
    start: Point
    end: Point
    dashed: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A marked point.

    Attributes:
        kind: The side of a probe, or `POINT` for a point of the graph itself.
        at: Where.
        taken: Whether the function takes that value: a full mark, or an empty one.
    """

    kind: Kind
    at: Point
    taken: bool = True


@dataclass(frozen=True)
class Scene:
    """Everything there is to draw.

    Attributes:
        window: What is seen.
        curves: Polylines that stand still from step to step.
        lines: Straight lines, later ones on top.
        spots: Marked points, on top of all lines.
        title: What is shown, in a few words.
        x_ticks: (place, label) on the x-axis, or None for round numbers.
        y_ticks: The same on the y-axis.
        box: The part that another scene shows magnified, or None.
        moving: Curves that are others at every step.
        even: Whether the window may be widened so that round numbers fall on whole rows.
        resting: Heights that stand in the middle of rows, where it is not: those that probes tend to.
        remark: What is said in it where there is nothing to see.
    """

    window: Window
    curves: tuple[Polyline, ...]
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    title: str
    x_ticks: tuple[tuple[float, str], ...] | None = None
    y_ticks: tuple[tuple[float, str], ...] | None = None
    box: Window | None = None
    moving: tuple[Polyline, ...] = ()
    even: bool = True
    resting: tuple[float, ...] = ()
    remark: str = ""


def through(window: Window, point: Point, slope: float | None) -> tuple[Point, Point]:
    """The ends of the line through a point, from edge to edge; a slope of None is upright."""
    x, y = point
    if slope is None:
        return (x, window.bottom), (x, window.top)
    return (
        (window.left, y + slope * (window.left - x)),
        (window.right, y + slope * (window.right - x)),
    )
