"""What a terminal shows, cell by cell, and the shortest text that makes it show something else.

Rows and columns count from 0, the upper left. The sequences written are those of ECMA-48
that all terminals take alike: none repeats a character, and what is erased has the
terminal's own background, because not all of them erase in another. Rows that moved up are scrolled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from math import inf
from typing import NamedTuple, TypeAlias

from relu_tui.app.terminal.scrolling import Cells, found


class Style(NamedTuple):
    """How a cell looks, as parameters of the sequence that selects it (SGR)."""

    attributes: frozenset[int] = frozenset()
    """Bold 1, dim 2, italic 3, underlined 4, blinking 5, reversed 7, concealed 8, struck out 9."""
    color: str = ""
    """The colour of the character, such as `31` or `38;5;114`; empty for the terminal's own."""
    background: str = ""
    """The colour behind it, such as `44`; empty for the terminal's own."""


DEFAULT = Style()
Cursor: TypeAlias = tuple[int, int]
"""A row and a column."""

REACH = 9
"""Rows in which a piece is looked for that is cheap to write next."""

LEFT_BEHIND = 0.2
"""Bytes that a row further down costs, as the pieces above it must be come back to."""

ABSOLUTE = 8
"""Bytes of most absolute moves."""

_SEEN_ON_BLANKS = frozenset((4, 7, 9))


@lru_cache(maxsize=4096)
def on_blank(style: Style) -> Style:
    """Find what can be seen of a style on a blank."""
    return style if style.attributes & _SEEN_ON_BLANKS else Style(background=style.background)


@lru_cache(maxsize=4096)
def restyled(style: Style, parameters: str) -> Style | None:
    """Apply the parameters of an SGR sequence to a style, or give None if one of them is not known."""
    codes = iter([int(code or 0) for code in parameters.split(";")])
    attributes, color, background = set(style.attributes), style.color, style.background
    for code in codes:
        if code == 0:
            attributes, color, background = set(), "", ""
        elif code in (1, 2, 3, 4, 5, 7, 8, 9):
            attributes.add(code)
        elif code in (22, 23, 24, 25, 27, 28, 29):
            attributes -= {1, 2} if code == 22 else {code - 20}
        elif code in (38, 48):
            kind = next(codes, 0)
            values = [next(codes, -1) for _ in range({5: 1, 2: 3}.get(kind, 0))]
            if not values or -1 in values:
                return None
            chosen = ";".join(map(str, (code, kind, *values)))
            color, background = (chosen, background) if code == 38 else (color, chosen)
        elif code in (39, *range(30, 38), *range(90, 98)):
            color = "" if code == 39 else str(code)
        elif code in (49, *range(40, 48), *range(100, 108)):
            background = "" if code == 49 else str(code)
        else:
            return None
    return Style(frozenset(attributes), color, background)


@lru_cache(maxsize=4096)
def style_change(old: Style | None, new: Style) -> str:
    """Write the shortest sequence that leads from one style, or from an unknown one, to another."""
    if old == new:
        return ""
    everything = [*map(str, sorted(new.attributes)), new.color, new.background]
    anew = f"\x1b[{';'.join(['0', *filter(None, everything)])}m" if new != DEFAULT else "\x1b[m"
    if old is None:
        return anew
    removed, kept = old.attributes - new.attributes, old.attributes & new.attributes
    codes = [str(code + 20) for code in sorted(removed - {1, 2})]
    if removed & {1, 2}:  # one code ends both
        codes.append("22")
        kept -= {1, 2}
    codes += map(str, sorted(new.attributes - kept))
    if new.color != old.color:
        codes.append(new.color or "39")
    if new.background != old.background:
        codes.append(new.background or "49")
    return min(f"\x1b[{';'.join(codes)}m", anew, key=len)


def move(old: Cursor | None, new: Cursor) -> str:
    """Write the shortest sequence that moves the cursor from one place, or an unknown one, to another."""
    if old == new:
        return ""
    row, column = new
    absolute = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H" if row else "\x1b[H"
    if old is None:
        return absolute
    down, right = row - old[0], column - old[1]
    vertical = _lines(down)
    if right >= 0:
        horizontal = _steps(right, "C")
    else:
        horizontal = min("\b" * -right, _steps(-right, "D"), "\r" + _steps(column, "C"), key=len)
    return min(absolute, vertical + horizontal, key=len)


def _lines(down: int) -> str:
    """Lines down, or up if negative: a single one by the shorter sequences of the VT100 (IND and RI).

    These would scroll at a margin; the cursor comes to a row of the screen, so it is at none.
    """
    if abs(down) == 1:
        return "\x1bD" if down > 0 else "\x1bM"
    return _steps(down, "B") if down >= 0 else _steps(-down, "A")


def _steps(count: int, way: str) -> str:
    return "" if count == 0 else f"\x1b[{way}" if count == 1 else f"\x1b[{count}{way}"


class Piece(NamedTuple):
    """Cells of a row of one style, to be written."""

    start: int
    """The first column."""
    stop: int | None
    """The column after the last; None where the line is erased to its end."""
    style: Style
    """Their style."""


class Screen:
    """The cells of a terminal, with its cursor and its current style, as far as they are known.

    Cells are set first, by `put` and `put_unread`, and then `written` gives the text to send.
    """

    def __init__(self, width: int, height: int, *, may_clear: bool) -> None:
        """Make a screen of which nothing is known.

        Args:
            width: The number of columns.
            height: The number of rows.
            may_clear: Whether nothing is lost if the screen is cleared before it is drawn whole.
        """
        self.width, self.height = width, height
        self.cursor: Cursor | None = None
        self.style: Style | None = None
        """The style of what would be written next, or None if it is not known."""
        self._may_clear = may_clear
        self._characters = [[""] * width for _ in range(height)]
        """The character of each cell, empty where it is not known."""
        self._styles = [[DEFAULT] * width for _ in range(height)]
        """The style of each cell, of a blank only what can be seen."""
        self._changed: dict[int, set[int]] = {}
        """The columns that were set to something else, by rows."""
        self._before: dict[int, Cells[Style]] = {}
        """The rows in which something was set, as they are shown."""
        self._unread: dict[int, list[str]] = {}
        """What to send as it is, by rows."""

    @property
    def complete(self) -> bool:
        """Whether it is known what every cell shows."""
        return not any("" in row for row in self._characters)

    def copy(self) -> Screen:
        """A screen that shows the same, of which nothing waits to be written."""
        other = Screen(self.width, self.height, may_clear=False)
        other.cursor, other.style = self.cursor, self.style
        other._characters = [row[:] for row in self._characters]
        other._styles = [row[:] for row in self._styles]
        return other

    def turned_into(self, other: Screen) -> str:
        """Write what makes the terminal show what another of the same size does, in that style and place.

        Args:
            other: A screen of which nothing waits to be written. Cells not known of it are left as they are.
        """
        for row, (characters, styles) in enumerate(zip(other._characters, other._styles, strict=True)):
            if self._characters[row] == characters and self._styles[row] == styles:
                continue
            column = 0
            for (style, known), run in groupby(zip(styles, map(bool, characters), strict=True)):
                stop = column + sum(1 for _ in run)
                if known:
                    self.put(row, column, "".join(characters[column:stop]), style)
                column = stop
        output = self.written(other.cursor)
        if other.style is not None:
            output += style_change(self.style, other.style)
            self.style = other.style
        return output

    def put(self, row: int, column: int, text: str, style: Style) -> None:
        """Set the cells of a row from a column on; what is outside the screen is left out.

        Args:
            row: The row.
            column: The first column.
            text: One character for each cell.
            style: The style of all of them.
        """
        if not 0 <= row < self.height:
            return
        text = text[: max(0, self.width - column)]
        characters, styles, stop = self._characters[row], self._styles[row], column + len(text)
        blank = on_blank(style)
        wanted = [blank if character == " " else style for character in text]
        if characters[column:stop] == list(text) and styles[column:stop] == wanted:
            return
        if row not in self._before:
            self._before[row] = Cells(characters[:], styles[:])
        changed = self._changed.setdefault(row, set())
        for index, (character, look) in enumerate(zip(text, wanted, strict=True), column):
            if characters[index] != character or styles[index] != look:
                characters[index], styles[index] = character, look
                changed.add(index)

    def put_unread(self, row: int, column: int, text: str) -> None:
        """Send text as it is from a place on, in the default style; what is in that row is not known then."""
        if 0 <= row < self.height:
            self._unread.setdefault(row, []).append(move(None, (row, column)) + text)

    def written(self, cursor: Cursor | None) -> str:
        """Write what makes the terminal show what was set, and leaves the cursor in a place.

        Args:
            cursor: The place, or None if it does not matter.

        Returns:
            The text to send; empty if there is nothing to do.
        """
        output = [self._clearing() or self._scrolling()]
        rows: dict[int, list[Piece]] = {}
        for row in sorted(self._changed.keys() | self._unread.keys()):
            if row in self._unread:
                output += self._written_rows(rows)
                output += self._unread_row(row)
            elif pieces := self._pieces(row, sorted(self._changed[row])):
                rows[row] = pieces
        output += self._written_rows(rows)
        self._changed, self._unread, self._before = {}, {}, {}
        if cursor is not None:
            cursor = min(max(cursor[0], 0), self.height - 1), min(max(cursor[1], 0), self.width - 1)
            # An absolute move at the end mends what went wrong if the terminal draws some character wider.
            output.append(move(None if any(output) else self.cursor, cursor))
            self.cursor = cursor
        return "".join(output)

    def _clearing(self) -> str:
        """Clear the screen first, if it is to be drawn whole and has enough that is blank."""
        if not self._may_clear or not (self._changed or self._unread):
            return ""
        self._may_clear = False
        if any("" in row for row in self._characters):
            return ""
        drawn = {
            row: {
                column
                for column, cell in enumerate(zip(self._characters[row], self._styles[row], strict=True))
                if cell != (" ", DEFAULT)
            }
            for row in range(self.height)
        }
        if self.width * self.height - sum(map(len, drawn.values())) < 16:
            return ""
        self._changed = {row: columns for row, columns in drawn.items() if columns}
        change = style_change(self.style, DEFAULT)
        self.style = DEFAULT
        return change + "\x1b[2J"

    def _scrolling(self) -> str:
        """Scroll rows that moved up, if that is shorter than to write them."""
        if self._unread or len(self._before) < 2:
            return ""
        now = [Cells(*row) for row in zip(self._characters, self._styles, strict=True)]
        moved = found(self._before, now, Cells([" "] * self.width, [DEFAULT] * self.width))
        if moved is None:
            return ""
        scroll, differing = moved
        self._changed.update(differing)
        change = "" if self.style == DEFAULT else style_change(self.style, DEFAULT)
        self.style, self.cursor = DEFAULT, None  # what comes in has the terminal's own background
        return change + scroll.sequence

    def _unread_row(self, row: int) -> Iterator[str]:
        yield style_change(self.style, DEFAULT)
        yield from self._unread[row]
        self.style = self.cursor = None
        self._characters[row] = [""] * self.width

    def _pieces(self, row: int, columns: list[int]) -> list[Piece]:
        """Part the cells of some columns of a row where their style changes."""
        characters, styles = self._characters[row], self._styles[row]
        erased = self._erased_from(row, columns)
        pieces = []
        for start, stop in _spans(column for column in columns if column < erased):
            column = start
            while column < stop:
                first, style = column, self._style_from(row, column, stop)
                while column < stop and _fits(characters[column], styles[column], style):
                    column += 1
                pieces.append(Piece(first, column, style))
        return pieces + [Piece(erased, None, DEFAULT)] * (erased < self.width)

    def _written_rows(self, rows: dict[int, list[Piece]]) -> Iterator[str]:
        """Write all pieces of rows, each time the one that takes fewest bytes from where the cursor is."""
        while rows:
            row, index = self._nearest(rows)
            start, stop, _ = rows[row].pop(index)
            yield self._erasing(row, start) if stop is None else self._span(row, start, stop)
            if not rows[row]:
                del rows[row]

    def _nearest(self, rows: dict[int, list[Piece]]) -> tuple[int, int]:
        """The piece that takes fewest bytes: its row, and its place among those of the row.

        Rows further down are a little dearer: what is left behind must be come back to.
        """
        top = next(iter(rows))
        at_row, at_column = self.cursor or (top, 0)
        changes: dict[Style, int] = {}
        best, least = (top, 0), inf
        for row, pieces in islice(rows.items(), REACH):
            down = abs(row - at_row)
            base = LEFT_BEHIND * (row - top)
            vertical = 0 if down == 0 else 2 if down == 1 else 4
            for index, (start, _, style) in enumerate(pieces):
                right = start - at_column
                if right >= 0:
                    moved = vertical + (0 if right == 0 else 3 if right == 1 else 4 if right < 10 else 5)
                else:
                    moved = vertical + min(-right, 4 if right > -10 else 5)
                if style not in changes:
                    changes[style] = len(style_change(self.style, style))
                cost = base + changes[style] + (moved if self.cursor and moved < ABSOLUTE else ABSOLUTE)
                if cost < least:
                    best, least = (row, index), cost
        return best

    def _erasing(self, row: int, column: int) -> str:
        """Erase from a column to the end of the line."""
        text = move(self.cursor, (row, column))
        self.cursor = row, column
        if self.style is None or on_blank(self.style) != DEFAULT:
            text += style_change(self.style, DEFAULT)
            self.style = DEFAULT
        return f"{text}\x1b[K"

    def _erased_from(self, row: int, columns: list[int]) -> int:
        """Find the column from which to erase to the end of the line, the width if there is none."""
        tail = self.width
        while tail and self._characters[row][tail - 1] == " " and self._styles[row][tail - 1] == DEFAULT:
            tail -= 1
        blanks = [column for column in columns if column >= tail]
        return blanks[0] if len(blanks) > len("\x1b[K") else self.width

    def _span(self, row: int, start: int, stop: int) -> str:
        """Write the cells from a column to another, after a move or over the gap before them."""
        text, style = self._cells(row, start, stop)
        text = move(self.cursor, (row, start)) + text
        if self.cursor is not None and self.cursor[0] == row and 0 < start - self.cursor[1] <= _LONGEST_MOVE:
            gap = self._characters[row][self.cursor[1] : start]
            if "" not in gap:
                over, over_style = self._cells(row, self.cursor[1], stop)
                if len(over.encode()) <= len(text.encode()):
                    text, style = over, over_style
        self.style = style
        # In the last column the cursor stays, in some terminals with the next character to go elsewhere.
        self.cursor = (row, stop) if stop < self.width else None
        return text

    def _cells(self, row: int, start: int, stop: int) -> tuple[str, Style | None]:
        """Give the text of cells, with changes of style from the current one, and the style after it."""
        characters, styles, style = self._characters[row], self._styles[row], self.style
        output: list[str] = []
        column = start
        while column < stop:
            if style is None or not _fits(characters[column], styles[column], style):
                wanted = self._style_from(row, column, stop)
                output.append(style_change(style, wanted))
                style = wanted
            first = column
            while column < stop and _fits(characters[column], styles[column], style):
                column += 1
            output.append("".join(characters[first:column]))
        return "".join(output), style

    def _style_from(self, row: int, column: int, stop: int) -> Style:
        """Choose the style for a cell; for a blank that of the next character, if it looks the same in it."""
        style = self._styles[row][column]
        for ahead in range(column, stop):
            if self._characters[row][ahead] != " ":
                following = self._styles[row][ahead]
                return following if on_blank(following) == style or ahead == column else style
        return style


_LONGEST_MOVE = 8  # a gap of more cells is never shorter than a move


def _fits(character: str, wanted: Style, style: Style) -> bool:
    """Find whether a cell looks as it should when written in a style."""
    return (on_blank(style) if character == " " else style) == wanted


def _spans(columns: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Join columns that follow one another."""
    start = stop = -1
    for column in columns:
        if column != stop:
            if stop > start:
                yield start, stop
            start = column
        stop = column + 1
    if stop > start:
        yield start, stop
