"""Draw curves, lines and points in a window of the plane, as a `Frame`.

plotext draws what stands still, the axes and the curves, and its picture is kept
for a given window, size and curves. What moves with every key (secants, probes,
limit slopes, points) is drawn over that picture here, in the same grid of dots, so
that a step costs a fraction of a millisecond, and a line over a curve falls on the
curve's own dots.

plotext aborts the process on numbers it cannot draw. It never gets to see one:
whatever comes in is clipped to the window and brought to cells first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib import import_module
from itertools import chain, islice
from math import isfinite, nan, ulp
from types import ModuleType
from typing import Any, NamedTuple

from relu_tui.app.dots import BRAILLE, HASHES, QUADRANTS, Stroke, nearest, strokes, walk
from relu_tui.app.frame import Frame, Role, Row, cells, in_ascii
from relu_tui.app.marks import Marks
from relu_tui.app.ticks import Ticks, round_ticks


class Shape(Enum):
    """The mark of a single point; the value is its character."""

    CLOSED = "●"
    """A point of the graph."""
    OPEN = "○"
    """A point that the graph comes near to, and does not have."""
    PROBE = "◉"
    """A point that moves with the keys."""


@dataclass(frozen=True, slots=True)
class Polyline:
    """Points joined by straight lines. A point with a coordinate that is not finite is a gap."""

    xs: tuple[float, ...]
    """The x-coordinates."""
    ys: tuple[float, ...]
    """The y-coordinates, as many."""
    role: Role = Role.CURVE
    """What the line is."""
    dotted: bool = False
    """Whether every other dot is left out. Has no effect on curves, only on what moves."""

    def __post_init__(self) -> None:
        if len(self.xs) != len(self.ys):
            raise ValueError(f"{len(self.xs)} x-coordinates with {len(self.ys)} y-coordinates")
        object.__setattr__(self, "xs", tuple(map(_real, self.xs)))
        object.__setattr__(self, "ys", tuple(map(_real, self.ys)))


@dataclass(frozen=True, slots=True)
class Point:
    """A single marked point. With a coordinate that is not finite it is not shown."""

    x: float
    y: float
    shape: Shape = Shape.CLOSED
    role: Role = Role.POINT

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", _real(self.x))
        object.__setattr__(self, "y", _real(self.y))


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that is shown, in the function's own units."""

    left: float
    right: float
    bottom: float
    top: float

    def __post_init__(self) -> None:
        for name in self.__slots__:
            object.__setattr__(self, name, _real(getattr(self, name)))

    @property
    def drawable(self) -> bool:
        """Whether there is room in it: it is neither empty, nor endless, nor lost in rounding."""
        return _has_room(self.left, self.right) and _has_room(self.bottom, self.top)

    def vertical(self, x: float, role: Role, *, dotted: bool = False) -> Polyline:
        """Make a vertical line from edge to edge."""
        return Polyline((x, x), (self.bottom, self.top), role, dotted)

    def horizontal(self, y: float, role: Role, *, dotted: bool = False) -> Polyline:
        """Make a horizontal line from edge to edge."""
        return Polyline((self.left, self.right), (y, y), role, dotted)

    def line(self, x: float, y: float, slope: float, role: Role, *, dotted: bool = False) -> Polyline:
        """Make the line through (x, y) with a slope, which may be infinite, from edge to edge."""
        if slope and abs(slope) * (self.right - self.left) > self.top - self.bottom:
            ys = (self.bottom, self.top)
            return Polyline((x + (ys[0] - y) / slope, x + (ys[1] - y) / slope), ys, role, dotted)
        xs = (self.left, self.right)
        return Polyline(xs, (y + (xs[0] - x) * slope, y + (xs[1] - x) * slope), role, dotted)


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

    def x_at(self, column: int) -> float:
        """Find the x in the middle of a column of the frame, or of the nearest that is inside."""
        inside = min(max(column - self.column, 0), self.width - 1)
        return self.window.left + (self.window.right - self.window.left) * (inside + 0.5) / self.width

    def share(self, x: float, y: float) -> tuple[float, float]:
        """Find how far a point is to the right and down, as shares of the width and the height.

        A point that is further outside than can be told apart is brought nearer, which
        keeps later sums from overflow. What is not a number stays so.
        """
        w = self.window
        u, v = (x - w.left) / (w.right - w.left), (w.top - y) / (w.top - w.bottom)
        return min(max(u, -_FAR), _FAR), min(max(v, -_FAR), _FAR)


def draw(
    window: Window,
    width: int,
    height: int,
    curves: Sequence[Polyline] = (),
    overlay: Sequence[Polyline] = (),
    points: Sequence[Point] = (),
    *,
    marks: Marks = Marks.BRAILLE,
    x_ticks: Ticks | None = None,
    y_ticks: Ticks | None = None,
) -> Frame:
    """Draw a window of the plane, with axes on its left and below.

    Later things lie over earlier ones. Where lines meet in a cell their dots are
    joined, and the cell has the role of the last.

    Args:
        window: What to show. If it is not `drawable`, the frame is blank.
        width: The width of the frame in cells, axes included.
        height: Its height in cells. Where there is no room for axes there are none.
        curves: What stands still. Its picture is kept for as long as it stays the same.
        overlay: What moves.
        points: Points to mark, over all lines.
        marks: What to draw with.
        x_ticks: What to mark on the x-axis, or None for round numbers.
        y_ticks: The same for the y-axis.

    Returns:
        A frame of exactly that size.
    """
    layout = _layout(window, width, height, marks, x_ticks, y_ticks)
    if layout is None:
        return Frame.of((), width, height)
    still = _still(layout, width, height, tuple(curves), marks)
    if not overlay and not points:
        return still
    pen = _Pen(still, layout.area, marks)
    for line in overlay:
        pen.line(line)
    for point in points:
        pen.point(point)
    return pen.frame()


def plot_area(
    window: Window,
    width: int,
    height: int,
    *,
    marks: Marks = Marks.BRAILLE,
    x_ticks: Ticks | None = None,
    y_ticks: Ticks | None = None,
) -> Area | None:
    """Find where `draw` puts the window, given the same arguments, or None if it draws nothing."""
    layout = _layout(window, width, height, marks, x_ticks, y_ticks)
    return layout and layout.area


def load() -> None:
    """Import plotext now rather than with the first drawing."""
    _plotext()


def _plotext() -> Any:  # it has no types
    # Most of plotext's import, 65 ms and 4 MB, goes into a manual of itself and into its tests, which
    # nothing here opens. Where a later plotext keeps them elsewhere, this has no effect.
    for module, name in (("plotext._doc.doc", "docs"), ("plotext._tests.run", "test")):
        sys.modules.setdefault(module, ModuleType(module)).__dict__.setdefault(name, None)
    plotext = import_module("plotext")
    plotext.terminal.limit(False, False)  # or it cuts every size to that of its terminal
    return plotext


def _real(number: float) -> float:
    """Make a float, and one and the same nan of all that is not finite, so that equal lines are equal."""
    try:
        value = float(number)
    except OverflowError:  # an integer or a fraction that no float holds
        return nan
    return value if isfinite(value) else nan


def _has_room(low: float, high: float) -> bool:
    return 1e-290 < high - low < 1e290 and high - low > 64 * ulp(max(abs(low), abs(high)))


_FAR = 1e12


class _Layout(NamedTuple):
    area: Area
    x_labels: Ticks
    """Labels below the axis, with their places in cells from the left of the area."""
    y_labels: Ticks
    """Labels left of the axis, with their places in cells from the top of the area."""


@lru_cache(maxsize=64)
def _layout(
    window: Window, width: int, height: int, marks: Marks, x_ticks: Ticks | None, y_ticks: Ticks | None
) -> _Layout | None:
    """Share the cells out between area and axes, or give None if there is nothing to draw."""
    if width < 1 or height < 1 or not window.drawable:
        return None
    minus = "-" if marks is Marks.ASCII else "−"
    everything = Area(window, 0, 0, width, height)
    if y_ticks is None:
        rows = height - 2
        y_ticks = round_ticks(window.bottom, window.top, rows, lambda _: max(2, rows // 5), width // 3, minus)
    y_shares = [(everything.share(nan, _real(y))[1], label) for y, label in y_ticks]
    gutter = 1 + max((len(label) for _, label in _placed(y_shares, height)), default=0)
    columns = width - gutter
    if columns < 8 or height < 5:
        return _Layout(everything, (), ())
    if x_ticks is None:
        x_ticks = round_ticks(window.left, window.right, columns, lambda label: 2 * label + 4, 12, minus)
    x_labels = _placed([(everything.share(_real(x), nan)[0], label) for x, label in x_ticks], columns)
    area = Area(window, gutter, 0, columns, height - (2 if x_labels else 1))
    return _Layout(area, x_labels, _placed(y_shares, area.height))


def _placed(labels: Iterable[tuple[float, str]], size: int) -> Ticks:
    """Bring labels from shares to the middle of their cells, without those that are outside or blank."""
    return tuple(
        (nearest(share * size, size) + 0.5, cells(label))
        for share, label in labels
        if -1e-6 <= share <= 1 + 1e-6 and cells(label).strip()
    )


# plotext puts the lower limit of an axis _START cells from its start, and the upper _END before its end.
# With these as the limits, a number is its own place in cells.
_START, _END = 0.0016585662 + 1e-4, 0.001516152 + 1e-4
_GRIDS = {Marks.BRAILLE: BRAILLE, Marks.BLOCK: QUADRANTS, Marks.ASCII: HASHES}
_MARKERS = {Marks.BRAILLE: "braille", Marks.BLOCK: "hd", Marks.ASCII: "#"}
_COLORS = dict(zip(Role, range(16, 256), strict=False))
"""The colours that stand for the roles in what plotext writes."""
_ROLES = {f"38;5;{color}": role for role, color in _COLORS.items()}
_STYLED = re.compile(r"\x1b\[([\d;]*)m|([^\x1b]+)")
_INK = re.compile(r"[^ \n]")


@lru_cache(maxsize=64)
def _still(layout: _Layout, width: int, height: int, curves: tuple[Polyline, ...], marks: Marks) -> Frame:
    """Draw axes and curves with plotext."""
    area, plotext = layout.area, _plotext()
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, height)
    figure.theme("colorless")
    figure.axes(area.height < height, axis=[0, 1], side=0)
    figure.axes(False, axis=[0, 1], side=1)
    for axis, size, labels, direction in (
        ("x", area.width, layout.x_labels, 1),
        ("y", area.height, layout.y_labels, -1),  # rows count downward
    ):
        ruler = figure.ruler(axis, 0).lim(_START, size - _END).alignment(lim="edge").direction(direction)
        ruler.ticks([place for place, _ in labels], labels=[label for _, label in labels])
    for curve in curves:
        pieces = list(_strokes(curve, area, marks))
        xs = [x / _GRIDS[marks].across for x0, _, x1, _ in pieces for x in (x0, x1)]
        ys = [y / _GRIDS[marks].down for _, y0, _, y1 in pieces for y in (y0, y1)]
        signal = figure.signal(xs, ys, marker=plotext.marker(_MARKERS[marks], _COLORS[curve.role]))
        for index in range(1, len(xs), 2):
            signal.line(index)
        figure.draw(signal)
    return _frame(figure.build().string(), width, height, marks)


def _frame(styled: str, width: int, height: int, marks: Marks) -> Frame:
    """Read what plotext wrote. Only curves have a colour; what has none is axes, labels and blanks."""
    text = roles = ""
    role: Role | None = None
    for style, piece in _STYLED.findall(styled):
        if piece:
            text += piece
            roles += role * len(piece) if role else _INK.sub(Role.AXIS, piece).replace(" ", Role.PLAIN)
        else:
            role = _ROLES.get(style)
    if marks is Marks.ASCII:
        text = in_ascii(text)
    return Frame.of(map(Row, text.split("\n"), roles.split("\n")), width, height)


_ASCII_GLYPHS = {Role.LEFT: "<", Role.RIGHT: ">", Role.LIMIT: "="}
"""The character of a line that moves, where it is not a full stop."""


class _Pen:
    """Draws over a picture that stands still."""

    def __init__(self, still: Frame, area: Area, marks: Marks) -> None:
        self._still, self._area, self._marks = still, area, marks
        self._rows: dict[int, tuple[list[str], list[str]]] = {}
        """The characters and roles of the rows that were drawn on."""

    def line(self, line: Polyline) -> None:
        """Join the dots of a line with those that are there."""
        grid = _GRIDS[self._marks]
        for index, ink in _ink(line, self._area, self._marks).items():
            text, roles = self._row(index)
            for column, dots in ink.items():
                if self._marks is Marks.ASCII:
                    text[column] = _ASCII_GLYPHS.get(line.role, ".")
                else:
                    text[column] = grid.joined(text[column], dots)
                roles[column] = line.role

    def point(self, point: Point) -> None:
        """Put the mark of a point over what is there."""
        if cell := self._area.cell(point.x, point.y):
            text, roles = self._row(cell[1])
            glyph = point.shape.value
            text[cell[0]] = in_ascii(glyph) if self._marks is Marks.ASCII else glyph
            roles[cell[0]] = point.role

    def frame(self) -> Frame:
        """Give the picture with all that was drawn."""
        rows = list(self._still.rows)
        for index, (text, roles) in self._rows.items():
            rows[index] = Row("".join(text), "".join(roles))
        return Frame(self._still.width, tuple(rows))

    def _row(self, index: int) -> tuple[list[str], list[str]]:
        if index not in self._rows:
            row = self._still.rows[index]
            self._rows[index] = list(row.text), list(row.roles)
        return self._rows[index]


@lru_cache(maxsize=64)  # a secant on a straight piece stays where it is from step to step
def _ink(line: Polyline, area: Area, marks: Marks) -> dict[int, dict[int, int]]:
    """Find the dots that a line sets, as a set of bits for each column of each row of the frame."""
    across, down, bits, _ = _GRIDS[marks]
    ink: dict[int, dict[int, int]] = {}
    dots = chain.from_iterable(map(walk, _strokes(line, area, marks)))
    for x, y in islice(dots, 0, None, 2 if line.dotted else 1):
        row = ink.setdefault(area.row + y // down, {})
        column = area.column + x // across
        row[column] = row.get(column, 0) | bits[y % down][x % across]
    return ink


def _strokes(line: Polyline, area: Area, marks: Marks) -> Iterator[Stroke]:
    """Cut a line at its gaps and at the edges of the area, in dots."""
    grid = _GRIDS[marks]
    width, height = area.width * grid.across, area.height * grid.down
    shares = map(area.share, line.xs, line.ys)
    places = [(u * width, v * height) if isfinite(u + v) else None for u, v in shares]
    return strokes(places, width, height)
