"""The plot: a scene of the lesson, drawn in a box."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from relu_tui.app.drawing.canvas import draw
from relu_tui.app.drawing.frame import Frame, Role
from relu_tui.app.drawing.geometry import Point, Polyline, Shape, Window
from relu_tui.app.drawing.look import Look
from relu_tui.lesson.graphs import Kind, Scene, Spot, scene, sketch
from relu_tui.lesson.lesson import Lesson

ROLES = {
    Kind.CURVE: Role.CURVE,
    Kind.LEFT: Role.LEFT,
    Kind.RIGHT: Role.RIGHT,
    Kind.LIMIT: Role.LIMIT,
    Kind.FAN: Role.DIM,
    Kind.CONVENTION: Role.EMPHASIS,
    Kind.POINT: Role.POINT,
}


def plot(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The plot pane, of exactly this size."""
    return _boxed(scene, lesson, width, height, look)


def outline(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The plot pane with the curve alone."""
    return _boxed(sketch, lesson, width, height, look)


def _boxed(
    show: Callable[[Lesson, int], Scene], lesson: Lesson, width: int, height: int, look: Look
) -> Frame:
    inner_width, inner_height = width - 2, height - 2
    if inner_width < 4 or inner_height < 2:
        return Frame.of((), width, height)
    shown = show(lesson, inner_width)
    return look.box(picture(shown, inner_width, inner_height, look), shown.title)


def picture(shown: Scene, width: int, height: int, look: Look) -> Frame:
    """A scene without its box."""
    w = shown.window
    return draw(
        Window(w.left, w.right, w.bottom, w.top),
        width,
        height,
        _curves(shown.curves),
        [_polyline((line.start, line.end), ROLES[line.kind], dotted=line.dotted) for line in shown.lines],
        [_point(spot) for spot in shown.spots],
        marks=look.marks,
        x_ticks=shown.x_ticks,
        y_ticks=shown.y_ticks,
    )


@lru_cache(maxsize=8)  # hundreds of points, the same at every step but under the microscope
def _curves(pieces: tuple[tuple[tuple[float, float], ...], ...]) -> tuple[Polyline, ...]:
    return tuple(_polyline(piece, Role.CURVE) for piece in pieces)


def _polyline(points: tuple[tuple[float, float], ...], role: Role, *, dotted: bool = False) -> Polyline:
    xs, ys = zip(*points, strict=True)
    return Polyline(xs, ys, role, dotted)


def _point(spot: Spot) -> Point:
    shape = Shape.PROBE if spot.kind is not Kind.POINT else Shape.CLOSED if spot.taken else Shape.OPEN
    return Point(*spot.at, shape, ROLES[spot.kind])
