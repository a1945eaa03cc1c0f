"""What a pane looks like: rows of characters, each cell with one role.

A role says what a cell *is* (a curve, a heading, the left side), never how it is
coloured. A pane is a pure function that returns a `Frame`; a widget looks up the
style of each role and repaints the cells that `changes` finds between two frames.

Every character of a frame takes exactly one terminal cell: `cells` sees to that
for text that users typed, and every function here keeps it so. Widths, heights,
columns and rows are counted in cells, from 0, the upper left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

from relu_tui.app.drawing.cells import cells, spelling


class Role(StrEnum):
    """What a cell is. The value is the one character that stands for it in `Row.roles`."""

    PLAIN = "."
    """Ordinary text, and blank cells."""
    DIM = "d"
    """Text that is there but not in question now: a condition still open, an old row."""
    EMPHASIS = "e"
    """The words in a line that matter most."""
    HEADING = "h"
    """A pane's title, a table's column heads."""
    KEY = "k"
    """The name of a key to press."""
    BORDER = "b"
    """The box round a pane."""
    AXIS = "a"
    """A plot's axes and the numbers on them."""
    CURVE = "c"
    """The graph of the function."""
    LEFT = "l"
    """What belongs to the left side: Δx < 0."""
    RIGHT = "r"
    """What belongs to the right side: Δx > 0."""
    POINT = "p"
    """The point (a, f(a)), and the marks at the ends of a jump."""
    LIMIT = "t"
    """A limit, and the tangent that has it as its slope."""
    HOLDS = "y"
    """A condition that holds."""
    FAILS = "n"
    """A condition that fails."""
    UNDECIDED = "u"
    """A condition that could not be decided."""
    GATHERING = "g"
    """A condition for which evidence is being gathered."""
    CHOSEN = "s"
    """The line that the keys act on."""
    ERROR = "x"
    """What is wrong with what was typed."""


_ROLES = {role.value: role for role in Role}
_SAME_ROLE = re.compile(r"(.)\1*")
_WALLS = "│┤├╮╯┐┘|"
_GIVING = " ─-"
"""What a row can do with less of, where there is more than one."""

Segment: TypeAlias = str | tuple[str, Role]
"""A piece of a row: text, plain or with a role."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a frame: its characters, and a role for each of them."""

    text: str
    """The characters, one a cell."""
    roles: str
    """The codes of the roles, as long as `text`."""

    def __post_init__(self) -> None:
        if len(self.text) != len(self.roles):
            raise ValueError(f"{len(self.text)} characters with {len(self.roles)} roles")

    @property
    def width(self) -> int:
        """The number of cells."""
        return len(self.text)

    def runs(self) -> Iterator[tuple[str, Role]]:
        """Yield, from left to right, pieces of text whose cells all have the one role."""
        start = 0
        for roles in _SAME_ROLE.finditer(self.roles):
            stop = roles.end()
            yield self.text[start:stop], _ROLES[roles[1]]
            start = stop

    def fit(self, width: int, *, align: Literal["left", "center", "right"] = "left", more: str = "") -> Row:
        """Pad with plain blanks, or clip on the right, to a width.

        Args:
            width: The width wanted; less than 0 counts as 0.
            align: Where the text goes when there is room to spare.
            more: One character to put last when text had to be cut off, such as `…`.

        Returns:
            A row of exactly that width.
        """
        width = max(0, width)
        spare = width - self.width
        if spare < 0:
            clipped = Row(self.text[:width], self.roles[:width])
            return clipped.overlaid(Row(more, clipped.roles[-1:]), width - 1) if more and width else clipped
        before = {"left": 0, "center": spare // 2, "right": spare}[align]
        after = spare - before
        return Row(
            f"{' ' * before}{self.text}{' ' * after}",
            f"{Role.PLAIN.value * before}{self.roles}{Role.PLAIN.value * after}",
        )

    def then(self, *others: Row) -> Row:
        """Put other rows to the right of this one, all in one row."""
        parts = (self, *others)
        return Row("".join(part.text for part in parts), "".join(part.roles for part in parts))

    def overlaid(self, other: Row, column: int) -> Row:
        """Put another row over this one, from a column that may be negative; what sticks out is cut off."""
        start = min(max(0, column), self.width)
        stop = min(max(start, column + other.width), self.width)
        skip = start - column
        return Row(
            self.text[:start] + other.text[skip : skip + stop - start] + self.text[stop:],
            self.roles[:start] + other.roles[skip : skip + stop - start] + self.roles[stop:],
        )

    def in_ascii(self) -> Row:
        """Spell out what is not ASCII. What takes more cells takes them from the blanks behind it.

        Where there are none before the wall of a box, or the end, what was spelled out is cut off there.
        """
        if self.text.isascii():
            return self
        text = roles = ""
        owed = place = 0
        for old, new in spelling(self.text):
            if len(old) > 1 and old[0] in _GIVING:
                given = min(owed, len(old) - 1)
                piece, owed = new[given:], owed - given
            else:
                if owed and old in _WALLS:
                    text, roles, owed = _cut(text, owed), roles[: len(roles) - owed], 0
                piece, owed = new, owed + len(new) - len(old)
            text += piece
            roles += self.roles[place] * len(piece)
            place += len(old)
        if owed:
            text, roles = _cut(text, owed), roles[: len(roles) - owed]
        return Row(text, roles)

    def with_role(self, role: Role) -> Row:
        """Give every cell the same role."""
        return Row(self.text, role * self.width)


def _cut(text: str, cells: int) -> str:
    """A text without its last cells; what was cut in the middle of a word ends in `~`."""
    kept = text[: len(text) - cells]
    return kept if kept.endswith(" ") else f"{kept[:-1]}~"


def blank(width: int) -> Row:
    """Make a row of plain blanks; a width less than 0 counts as 0."""
    return Row(" " * width, Role.PLAIN * width)


def row(*segments: Segment) -> Row:
    """Build a row from pieces of text, plain or with a role, as wide as the text needs."""
    text, roles = [], []
    for segment in segments:
        piece, role = (segment, Role.PLAIN) if isinstance(segment, str) else segment
        text.append(cells(piece))
        roles.append(role * len(text[-1]))
    return Row("".join(text), "".join(roles))


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of cells."""

    width: int
    """The width in cells."""
    rows: tuple[Row, ...]
    """The rows from top to bottom, each as wide as the frame."""

    def __post_init__(self) -> None:
        width = self.width
        if [line for line in self.rows if len(line.text) != width]:  # a frame is made at every step
            raise ValueError(f"the rows of a frame of width {self.width} must have that width")

    @classmethod
    def of(cls, rows: Iterable[Row], width: int, height: int | None = None) -> Frame:
        """Build a frame from rows of any width, padding and clipping them.

        Args:
            rows: The rows from top to bottom.
            width: The width of the frame; less than 0 counts as 0.
            height: Its height, or None for as many rows as there are.

        Returns:
            The frame.
        """
        width = max(0, width)
        fitted = tuple([line if len(line.text) == width else line.fit(width) for line in rows])
        if height is not None:
            fitted = fitted[: max(0, height)] + (blank(width),) * (height - len(fitted))
        return cls(width, fitted)

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def text(self) -> str:
        """The characters alone, one line a row."""
        return "\n".join(line.text for line in self.rows)

    def fit(self, width: int, height: int) -> Frame:
        """Pad on the right and below with plain blanks, or clip, to exactly this size."""
        return Frame.of(self.rows, width, height)

    def overlaid(self, other: Frame, column: int, row: int) -> Frame:
        """Put another frame over this one, whose blanks cover too; what sticks out is cut off.

        Args:
            other: The frame on top.
            column: The column of this frame where its left edge goes; may be negative.
            row: The row of this frame where its top edge goes; may be negative.

        Returns:
            A frame of the same size as this one.
        """
        rows = list(self.rows)
        for index, line in enumerate(other.rows, row):
            if 0 <= index < len(rows):
                rows[index] = rows[index].overlaid(line, column)
        return Frame(self.width, tuple(rows))

    def in_ascii(self) -> Frame:
        """Write every row in ASCII, in the cells that there are."""
        return Frame(self.width, tuple(line.in_ascii() for line in self.rows))


class Change(NamedTuple):
    """The cells of one row from the first to the last that differ."""

    row: int
    """The row."""
    start: int
    """The first column that differs."""
    stop: int
    """One past the last column that differs."""


def changes(old: Frame, new: Frame) -> list[Change]:
    """Find what differs between two frames, at most one span a row.

    A cell that only one of the frames has differs, even if it is blank.

    Args:
        old: The frame shown until now.
        new: The frame to show.

    Returns:
        The spans from top to bottom; they may reach beyond the smaller of the frames.
    """
    if old is new:
        return []
    found = [
        Change(index, *_span(before, after))
        for index, (before, after) in enumerate(zip(old.rows, new.rows, strict=False))
        if before.text != after.text or before.roles != after.roles
    ]
    lower, taller = sorted((old, new), key=lambda frame: frame.height)
    if taller.width:
        found += [Change(index, 0, taller.width) for index in range(lower.height, taller.height)]
    return found


def _span(before: Row, after: Row) -> tuple[int, int]:
    """Find the first column where two different rows differ, and one past the last."""
    shared, width = sorted((before.width, after.width))
    differ = [
        column
        for column, (old, new) in enumerate(zip(_cells_of(before), _cells_of(after), strict=False))
        if old != new
    ]
    start = differ[0] if differ else shared
    return start, width if width > shared else differ[-1] + 1


def _cells_of(line: Row) -> Iterator[tuple[str, str]]:
    return zip(line.text, line.roles, strict=True)
