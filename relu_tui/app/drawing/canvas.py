"""Draw curves, lines and points in a window of the plane, as a `Frame`.

plotext draws what stands still, the axes and the curves, and that picture is kept for a given window,
size and curves. What moves with every key (secants, probes, limit slopes, points) is drawn over it
here, in the same grid of dots, so that a step costs a fraction of a millisecond, and a line over a
curve falls on the curve's own dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, compress, cycle

from relu_tui.app.drawing.axes import laid_out, picture
from relu_tui.app.drawing.cells import in_ascii
from relu_tui.app.drawing.dots import walk
from relu_tui.app.drawing.frame import Frame, Role, Row
from relu_tui.app.drawing.geometry import GRIDS, Area, Point, Polyline, Window, strokes_in
from relu_tui.app.drawing.marks import Marks
from relu_tui.app.drawing.ticks import Ticks


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
    joined, and the cell has the role of the last; a line that is not `whole` leaves every other
    stretch of such cells to the one that was there, so that of two lines in one place both are seen.

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
    layout = laid_out(window, width, height, marks, x_ticks, y_ticks)
    if layout is None:
        return Frame.of((), width, height)
    still = picture(layout, width, height, tuple(curves), marks)
    if not overlay and not points:
        return still
    pen = _Pen(still, layout.area, marks)
    for line in overlay:
        pen.line(line)
    for point in points:
        pen.point(point)
    return pen.frame()


_ASCII_GLYPHS = {Role.LEFT: "<", Role.RIGHT: ">", Role.LIMIT: "="}
"""The character of a line that moves, where it is not a full stop."""


_LINES = frozenset((Role.CURVE, Role.LEFT, Role.RIGHT, Role.LIMIT, Role.EMPHASIS))
"""The roles of lines that others take turns with."""

_STRETCH = 3
"""How many columns a line keeps, and then leaves, in turn: each change of colour is eleven bytes."""

_TURN = {Role.LEFT: 1, Role.RIGHT: 0}
"""Which stretches a line leaves to others: the two sides leave one another the others'."""


class _Pen:
    """Draws over a picture that stands still."""

    def __init__(self, still: Frame, area: Area, marks: Marks) -> None:
        self._still, self._area, self._marks = still, area, marks
        self._rows: dict[int, tuple[list[str], list[str]]] = {}
        """The characters and roles of the rows that were drawn on."""

    def line(self, line: Polyline) -> None:
        """Join the dots of a line with those that are there."""
        grid = GRIDS[self._marks]
        for index, ink in _ink(line, self._area, self._marks).items():
            text, roles = self._row(index)
            for column, dots in ink.items():
                leaves = (
                    not line.whole
                    and roles[column] in _LINES
                    and column // _STRETCH % 2 == _TURN.get(line.role, 0)
                )
                if self._marks is not Marks.ASCII:
                    text[column] = grid.joined(text[column], dots)
                elif not leaves:
                    text[column] = _ASCII_GLYPHS.get(line.role, ".")
                if not leaves:
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
    across, down, bits, _ = GRIDS[marks]
    # Dashes fill whole cells, half as many as every other dot would; what is dim is dotted, to stay behind.
    dash = [True] * (1 if line.role is Role.DIM else down) + [False] * down
    ink: dict[int, dict[int, int]] = {}
    dots: Iterable[tuple[int, int]] = chain.from_iterable(map(walk, strokes_in(line, area, marks)))
    if line.dashed:
        dots = compress(dots, cycle(dash))
    for x, y in dots:
        row = ink.setdefault(area.row + y // down, {})
        column = area.column + x // across
        row[column] = row.get(column, 0) | bits[y % down][x % across]
    return ink
