"""Lines through a window from edge to edge, for tests of the drawing."""

from __future__ import annotations

from relu_tui.app.drawing.frame import Role
from relu_tui.app.drawing.geometry import Polyline, Window


def upright(window: Window, x: float, role: Role, *, dashed: bool = False) -> Polyline:
    """A vertical line."""
    return Polyline((x, x), (window.bottom, window.top), role, dashed)


def level(window: Window, y: float, role: Role) -> Polyline:
    """A horizontal line."""
    return Polyline((window.left, window.right), (y, y), role)


def sloped(window: Window, x: float, y: float, slope: float, role: Role) -> Polyline:
    """The line through (x, y) with a slope, which may be infinite."""
    if slope and abs(slope) * (window.right - window.left) > window.top - window.bottom:
        ys = (window.bottom, window.top)
        return Polyline((x + (ys[0] - y) / slope, x + (ys[1] - y) / slope), ys, role)
    xs = (window.left, window.right)
    return Polyline(xs, (y + (xs[0] - x) * slope, y + (xs[1] - x) * slope), role)
