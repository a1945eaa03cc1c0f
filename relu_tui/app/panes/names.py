"""Names of lines, written where the lines leave the view, in cells that nothing else needs."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from relu_tui.app.drawing.frame import Frame, Row, row
from relu_tui.app.drawing.geometry import Area, Polyline, strokes_in
from relu_tui.app.drawing.marks import Marks

ROWS_APART, COLUMNS_APART = 3, 14
"""How far from the end of its line a name may stand."""


SHORTER = 5
"""How many columns nearer a shorter form has to stand to be taken; a row counts as three."""


class Name(NamedTuple):
    """What may be written at the end of a line.

    Attributes:
        line: The line.
        forms: The words, the longest first; a shorter form is taken where it stands nearer.
    """

    line: Polyline
    forms: tuple[str, ...]


def named(frame: Frame, area: Area, names: Sequence[Name]) -> Frame:
    """Write names into the blank cells of a picture; one for which there is no room is left out.

    Args:
        frame: The picture.
        area: The part of it in which lines are drawn.
        names: Lines and their names.
    """
    rows = list(frame.rows)
    for name in names:
        end = _end(name.line, area)
        if end is None:
            continue
        best: tuple[int, int, int, str] | None = None
        for rank, form in enumerate(name.forms):
            if best is not None and best[0] <= SHORTER * rank:
                break  # no shorter form can stand so near
            place = _place(rows, area, end, len(form))
            if place is not None and (best is None or place[0] + SHORTER * rank < best[0]):
                best = place[0] + SHORTER * rank, place[1], place[2], form
        if best is not None:
            _, index, column, form = best
            rows[index] = rows[index].overlaid(row((form, name.line.role)), column)
    return Frame(frame.width, tuple(rows))


def _end(line: Polyline, area: Area) -> tuple[int, int] | None:
    """The row and the column in which a line leaves the area, or ends."""
    if not all(map(isfinite, (*line.xs, *line.ys))):
        return None
    pieces = list(strokes_in(line, area, Marks.ASCII))
    if not pieces:
        return None
    _, _, x, y = pieces[-1]
    return area.row + min(int(y), area.height - 1), area.column + min(int(x), area.width - 1)


def _place(rows: Sequence[Row], area: Area, end: tuple[int, int], length: int) -> tuple[int, int, int] | None:
    """Where a name of this length stands nearest to an end: how far away, its row and its first column."""
    best: tuple[int, int, int] | None = None
    at_row, at_column = end
    last = area.column + area.width
    near = range(max(area.row, at_row - ROWS_APART), min(area.row + area.height, at_row + ROWS_APART + 1))
    for index in sorted(near, key=lambda index: abs(index - at_row)):
        text = rows[index].text
        first = max(area.column, at_column - length - COLUMNS_APART)
        for column in range(first, min(last - length, at_column + COLUMNS_APART) + 1):
            apart = max(column - at_column, at_column - (column + length - 1), 0)
            cost = 3 * abs(index - at_row) + apart
            if best is not None and cost >= best[0]:
                continue
            around = text[max(column - 1, area.column) : min(column + length + 1, last)]
            if around.isspace():
                best = (cost, index, column)
    return best
