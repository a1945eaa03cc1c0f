"""A scene of the lesson as rows of cells, with the numbers of its x-axis for the edge below it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import ceil, floor, isfinite
from typing import NamedTuple

from relu_tui.app.drawing.axes import laid_out
from relu_tui.app.drawing.canvas import draw
from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.geometry import Area, Point, Polyline, Shape, Window
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.marks import Marks
from relu_tui.app.drawing.ticks import Ticks, even_ticks, round_ticks, spread_ticks
from relu_tui.app.panes.names import Name, named
from relu_tui.lesson.graphs import Kind, Line, Scene, Spot

ROLES = {
    Kind.CURVE: Role.CURVE,
    Kind.LEFT: Role.LEFT,
    Kind.RIGHT: Role.RIGHT,
    Kind.LIMIT: Role.LIMIT,
    Kind.FAN: Role.DIM,
    Kind.CONVENTION: Role.EMPHASIS,
    Kind.POINT: Role.POINT,
}

LOWEST, NARROWEST = 5, 12
"""Rows and columns from which a view has axes."""

ROOMIER = 1.25
"""By how much a row may be made higher so that probes rest in the middle of rows."""

BESIDE = {Kind.LEFT: -1, Kind.RIGHT: 1}
"""On which side of the point a probe stands, however near it is."""

ARMS = 5, 2
"""Cells of a long wall of the box that are drawn beside each of its corners, across and upright: the rest
would be most bytes of a step."""

_SHAPES = frozenset(shape.value for shape in Shape) | frozenset("*@o^v")
"""What a point is shown by, in ASCII too."""


class View(NamedTuple):
    """A scene as it is drawn.

    Attributes:
        title: What it shows.
        content: Its rows, without edges.
        labels: The numbers of the x-axis, each with its column.
    """

    title: str
    content: Frame
    labels: tuple[tuple[int, str], ...] = ()


def view(shown: Scene, width: int, height: int, look: Look) -> View:
    """A scene in so many columns and rows."""
    minus = "-" if look.marks is Marks.ASCII else "−"
    below = 1 if height >= LOWEST and width >= NARROWEST else 0
    window, y_ticks = _even(shown, height, width // 3, minus) if below else (_window(shown), ())
    layout = laid_out(window, width, height + below, look.marks, (), y_ticks)
    whole = width
    if layout is not None:
        columns = layout.area.width
        if below and columns % 2 == 0:  # so that the point is in the middle of a cell
            width, columns = width - 1, columns - 1
        if not shown.even:
            window = _whole_columns(window, columns)
        if width < whole or not shown.even:
            layout = laid_out(window, width, height + below, look.marks, (), y_ticks)
    if layout is None:
        return View(shown.title, _remarked(Frame.of((), whole, height), shown, look))
    frame = draw(
        window,
        width,
        height + below,
        _curves(shown.curves),
        _overlay(shown),
        _points(shown, layout.area),
        marks=look.marks,
        x_ticks=(),
        y_ticks=y_ticks,
    )
    frame = Frame.of(frame.rows, whole, height)  # without the line below, in whose place the edge is
    if not shown.even:  # the point is in the middle: an axis at the side would be one wall more
        frame = frame.overlaid(Frame.of((), layout.area.column, height), 0, 0)
    frame = named(_walled(frame, shown, layout.area, look), layout.area, _names(shown))
    labels = _labels(shown, layout.area, minus) if below else ()
    return View(shown.title, _remarked(frame, shown, look), labels)


def _window(shown: Scene) -> Window:
    w = shown.window
    return Window(w.left, w.right, w.bottom, w.top)


def _even(shown: Scene, rows: int, longest: int, minus: str) -> tuple[Window, Ticks | None]:
    """The window, widened so that round numbers stand evenly in the middle of rows, and these."""
    window = _window(shown)
    if not window.drawable:
        return window, shown.y_ticks
    if shown.remark and shown.even:
        return window, ()
    if not shown.even:  # 0 is the height of the point
        seen = tuple(rest for rest in shown.resting if window.bottom <= rest <= window.top)
        height = row_height((window.top - window.bottom) / rows, seen)
        slack = rows * height - (window.top - window.bottom)
        row_of_point = floor((slack / 2 - window.bottom) / height)
        bottom = -(row_of_point + 0.5) * height
        return Window(window.left, window.right, bottom, bottom + rows * height), shown.y_ticks
    if shown.y_ticks is None:
        found = even_ticks(window.bottom, window.top, rows, longest, minus)
    else:
        found = spread_ticks(shown.y_ticks, window.bottom, window.top, rows)
    if found is None:
        return window, shown.y_ticks
    bottom, top, ticks = found
    return Window(window.left, window.right, bottom, top), ticks


def _whole_columns(window: Window, columns: int) -> Window:
    """The window, narrowed so that 1 is a whole number of columns: there the probes stand."""
    edge = columns / 2 / ceil(columns / (window.right - window.left))
    return Window(-edge, edge, window.bottom, window.top)


def row_height(least: float, resting: tuple[float, ...]) -> float:
    """The height of a row, at least so much, with which some heights are most nearly whole rows over 0.

    They lie in the window, so none is more rows from 0 than there are.
    """
    furthest = max(map(abs, resting), default=0.0)
    counts = range(ceil(furthest / least / ROOMIER), floor(furthest / least) + 1)
    heights = [furthest / count for count in counts if count]

    def missed(height: float) -> float:
        return sum(abs(rest / height - round(rest / height)) for rest in resting)

    return min(reversed(heights), key=lambda height: round(missed(height), 6), default=least)


def _labels(shown: Scene, area: Area, minus: str) -> tuple[tuple[int, str], ...]:
    """The numbers of the x-axis with the columns they begin in."""
    ticks = shown.x_ticks
    if ticks is None:
        ticks = _round_ticks(area.window.left, area.window.right, area.width, minus)
    found: list[tuple[int, str]] = []
    for place, label in sorted(ticks):  # from the left, each beside the one before
        cell = area.cell(place, (area.window.bottom + area.window.top) / 2)
        if cell is not None:
            start = min(max(cell[0] - len(label) // 2, 1), area.column + area.width - len(label) - 1)
            if not found or start > found[-1][0] + len(found[-1][1]) + 1:
                found.append((start, label))
    return tuple(found)


@lru_cache(maxsize=64)  # those of the overview are the same at every step
def _round_ticks(low: float, high: float, room: int, minus: str) -> Ticks:
    return round_ticks(low, high, room, lambda label: label + 4, 12, minus)


def _remarked(frame: Frame, shown: Scene, look: Look) -> Frame:
    """The frame with what is said of what is not to be seen, as near the middle as it covers least."""
    if not shown.remark:
        return frame
    said = row((look.spell(shown.remark), Role.DIM)).fit(min(len(shown.remark), frame.width), more="…")
    column, middle = (frame.width - said.width) // 2, frame.height // 2

    def covered(index: int) -> tuple[int, int]:
        below = frame.rows[index].text[column : column + said.width]
        return len(below) - below.count(" "), abs(index - middle)

    return frame.overlaid(Frame(said.width, (said,)), column, min(range(frame.height), key=covered))


# --- lines and points -----------------------------------------------------------------------------


@lru_cache(maxsize=8)  # hundreds of points, the same at every step
def _curves(pieces: tuple[tuple[tuple[float, float], ...], ...]) -> tuple[Polyline, ...]:
    return tuple(_polyline(piece, Role.CURVE) for piece in pieces)


def _overlay(shown: Scene) -> list[Polyline]:
    """What moves, in the order in which it is drawn: curves first."""
    moving = [_polyline(piece, Role.CURVE) for piece in shown.moving]
    return [*moving, *(_line(line) for line in shown.lines)]


def _line(line: Line) -> Polyline:
    whole = line.kind is Kind.CONVENTION
    return _polyline((line.start, line.end), ROLES[line.kind], dashed=line.dashed, whole=whole)


def _polyline(
    points: tuple[tuple[float, float], ...], role: Role, *, dashed: bool = False, whole: bool = True
) -> Polyline:
    xs, ys = zip(*points, strict=True)
    return Polyline(xs, ys, role, dashed, whole)


def _names(shown: Scene) -> list[Name]:
    return [Name(_line(line), line.names) for line in shown.lines if line.names]


def _points(shown: Scene, area: Area) -> list[Point]:
    """The probes, and over them the points of the graph: none of them covers (a, f(a))."""
    taken = [spot for spot in shown.spots if spot.kind is Kind.POINT]
    probes = [_probe(spot, taken[-1] if taken else None, area) for spot in shown.spots if spot not in taken]
    return [*probes, *(_point(spot, Shape.CLOSED if spot.taken else Shape.OPEN) for spot in taken)]


def _point(spot: Spot, shape: Shape) -> Point:
    return Point(*spot.at, shape, ROLES[spot.kind])


def _probe(spot: Spot, point: Spot | None, area: Area) -> Point:
    """A probe: beside the point where it would cover it, and at the edge where it is out of sight."""
    x, y = spot.at
    w = area.window
    if y > w.top or y < w.bottom:
        edge, shape = (w.top, Shape.ABOVE) if y > w.top else (w.bottom, Shape.BELOW)
        return Point(x, edge, shape, ROLES[spot.kind])
    if point is not None:
        cell, middle = area.cell(x, y), area.cell(*point.at)
        if cell is not None and middle is not None and cell[0] == middle[0]:
            x = point.at[0] + BESIDE[spot.kind] * (w.right - w.left) / area.width
    return Point(x, y, Shape.PROBE, ROLES[spot.kind])


# --- the box --------------------------------------------------------------------------------------


def _walled(frame: Frame, shown: Scene, area: Area, look: Look) -> Frame:
    """The picture with the box in it; it hides no point."""
    if shown.box is None:
        return frame
    left, right, above, below = _walls(shown, area)
    across, upright = ("-", "|") if look.ascii_only or look.marks is Marks.ASCII else ("─", "│")
    corners = "++++" if across == "-" else "┌┐└┘"
    cells: dict[tuple[int, int], str] = {}
    for column in _wall(left, right, (area.column, area.width), ARMS[0]):
        cells[above, column] = cells[below, column] = across
    for index in _wall(above, below, (area.row, area.height), ARMS[1]):
        cells[index, left] = cells[index, right] = upright
    ends = ((above, left), (above, right), (below, left), (below, right))
    cells.update(zip(ends, corners, strict=True))
    rows = [[*line.text] for line in frame.rows]
    roles = [[*line.roles] for line in frame.rows]
    for (index, column), character in cells.items():
        inside = (
            area.row <= index < area.row + area.height and area.column <= column < area.column + area.width
        )
        there = rows[index][column] if inside else ""
        # A wall across may be crossed by the curve; one along it would hide it.
        if inside and (there == " " or (character != across and there not in _SHAPES)):
            rows[index][column], roles[index][column] = character, Role.DIM.value
    return Frame(
        frame.width,
        tuple(Row("".join(text), "".join(role)) for text, role in zip(rows, roles, strict=True)),
    )


def _wall(first: int, last: int, area: tuple[int, int], arm: int) -> Iterator[int]:
    """The cells of a wall; of a long one those beside its corners, or beside the edges of what is seen."""
    first, last = max(first, area[0] - 1), min(last, area[0] + area[1])
    whole = last - first <= 3 * arm + 3
    return (cell for cell in range(first, last + 1) if whole or min(cell - first, last - cell) <= arm)


def _walls(shown: Scene, area: Area) -> tuple[int, int, int, int]:
    """The columns and rows of the box's walls: however small it is, the point and a cell around are in it."""
    assert shown.box is not None  # noqa: S101 - the caller has looked
    box = shown.box
    middle = area.share((box.left + box.right) / 2, (box.bottom + box.top) / 2)
    ends = (*area.share(box.left, box.top), *area.share(box.right, box.bottom), *middle)
    # What is far outside is outside, and what is no number is not there.
    u0, v0, u1, v1, u, v = (min(max(end, -1.0), 2.0) if isfinite(end) else 2.0 for end in ends)
    column, index = int(u * area.width), int(v * area.height)
    left, right = int(u0 * area.width), int(u1 * area.width)
    above, below = int(v0 * area.height), int(v1 * area.height)
    return (
        area.column + min(left, column - 2),
        area.column + max(right, column + 2),
        area.row + min(above, index - 1),
        area.row + max(below, index + 1),
    )
