"""The table of difference quotients: rows from the left above, rows from the right below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from relu_tui.app.drawing.frame import Frame, Role, Row, blank, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.sides import ARROWS, ROLES
from relu_tui.lesson import words
from relu_tui.lesson.lesson import Lesson, Side

if TYPE_CHECKING:
    from relu_tui.lesson.table_rows import Evidence, Shown

WIDEST = 24
"""Cells of the widest column."""

LEAP = 3
"""Rows by which a full block moves on at once, so that most steps write one row and move none."""


class Column(NamedTuple):
    """One column.

    Attributes:
        head: What stands above it.
        short: What stands there instead, where there is no room for that.
        width: In cells.
        text: What it shows of a row in that many cells.
    """

    head: str
    width: int
    text: Callable[[Evidence, int], str]
    short: str = ""


def table(lesson: Lesson, width: int, height: int, look: Look, scrolled: int = 0) -> Frame:
    """The table pane, of exactly this size.

    Args:
        lesson: The lesson.
        width: In cells, with the box.
        height: In cells, with the box.
        look: How boxes are drawn.
        scrolled: Rows by which each side is moved back from its newest.
    """
    inner_width, inner_height = width - 2, height - 2
    if inner_width < 8 or inner_height < 3:
        return Frame.of((), width, height)
    columns = _columns(words.point(lesson), lesson.number_format, inner_width - 1)
    heads = [column.head if len(column.head) <= column.width else column.short for column in columns]
    rows = [row((_line(heads, columns), Role.HEADING))]
    room = inner_height - 1
    shares = {Side.LEFT: room - room // 2, Side.RIGHT: room // 2}
    for side in Side:
        rows += _block(lesson, side, columns, shares[side], scrolled)
    exact = lesson.number_format == "exact"
    title = "difference quotients" if exact else f"quotients in {lesson.number_format}"
    return look.box(Frame.of(rows, inner_width, inner_height), title)


def first_visible(current: int, room: int, scrolled: int = 0) -> int:
    """The index of the first row shown of a side, so that the current one is in sight.

    Args:
        current: The index of the current row.
        room: Rows shown.
        scrolled: Rows by which the block is moved back.
    """
    if current < room:
        return 0
    leap = min(LEAP, room)
    return max(0, -(-(current - room + 1) // leap) * leap - scrolled)


def _block(lesson: Lesson, side: Side, columns: tuple[Column, ...], room: int, scrolled: int) -> list[Row]:
    """The rows of one side, padded to its share."""
    trail = lesson.trail(side)
    if not trail.started:
        return [row((f" {ARROWS[side]} {side}: no step yet", Role.DIM)), *[blank(0)] * (room - 1)]
    from relu_tui.lesson.table_rows import evidence  # the engine, which the first frame need not wait for

    start = first_visible(trail.index, room, scrolled)
    rows = [
        _row(evidence(lesson, side, index), columns, ROLES[side], current=index == trail.index)
        for index in range(start, min(start + room, trail.seen))
    ]
    return rows + [blank(0)] * (room - len(rows))


@lru_cache(maxsize=256)  # a step makes one row of each side anew, and the table shows forty
def _row(entry: Evidence, columns: tuple[Column, ...], role: Role, *, current: bool) -> Row:
    text = _line([column.text(entry, column.width) for column in columns], columns)
    return row((text, role if current else Role.PLAIN))


def _line(cells: Sequence[str], columns: Sequence[Column]) -> str:
    return " " + " ".join(cell.ljust(column.width) for cell, column in zip(cells, columns, strict=True))


@lru_cache(maxsize=16)
def _columns(a: str, number_format: str, width: int) -> tuple[Column, ...]:
    """The columns that there is room for, spread over the width."""
    side = Column("side", 7, lambda entry, _: f"{ARROWS[entry.side]} {entry.side}")
    columns = [Column(" Δx", 7, _signed(lambda entry: entry.step))]
    if number_format == "exact":
        if width >= 62:
            columns.append(Column(f" {a}+Δx", 9, _signed(lambda entry: entry.place), " a+Δx"))
        columns.append(Column(f" f({a}+Δx)", 9, _signed(lambda entry: entry.value), " f(a+Δx)"))
        if width >= 50:
            columns.append(Column(" rise", 9, _signed(lambda entry: entry.rise)))
        columns.append(Column(" quotient", 10, _signed(lambda entry: entry.quotient)))
    else:
        if width >= 62:
            columns.append(Column(f" f({a}+Δx)", 10, _signed(lambda entry: entry.computed_value), " f(a+Δx)"))
        columns.append(Column(" computed", 10, _signed(lambda entry: entry.computed)))
        columns.append(Column(" exact", 9, _signed(lambda entry: entry.quotient)))
        if width >= 50:
            columns.append(Column("digits right", 12, lambda entry, _: entry.right))
    spare = width - side.width - sum(column.width + 1 for column in columns)
    extra, first = divmod(max(spare, 0), len(columns))
    widened = [
        column._replace(width=min(column.width + extra + (index >= len(columns) - first), WIDEST))
        for index, column in enumerate(columns)
    ]
    return side, *widened


def _signed(number: Callable[[Evidence], Shown]) -> Callable[[Evidence, int], str]:
    """A number with room for its sign, so that digits stand below digits."""

    def text(entry: Evidence, width: int) -> str:
        from relu_tui.lesson.number_text import fitted

        value = number(entry)
        shown = fitted(value, width)
        if shown.startswith("−"):
            return shown
        return f" {shown if len(shown) < width else fitted(value, width - 1)}"

    return text
