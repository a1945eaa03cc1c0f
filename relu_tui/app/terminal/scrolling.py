"""Rows of a screen that moved up: found, so that the terminal scrolls them and nobody sends them again.

A terminal scrolls a part of its rows within margins (DECSTBM, of the VT100), when the cursor is in the
last of them and goes one line down. What comes in from below is blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Look = TypeVar("Look")

FEWEST = 2
"""Rows that must have moved together for a scroll to be thought of."""

WORTH = 24
"""Cells that a scroll must save: about as many as it has bytes."""

REACH = 2
"""Rows below those that moved unaltered that may have moved with an altered cell."""


class Cells(NamedTuple, Generic[Look]):
    """The cells of a row: their characters, and as many looks."""

    characters: list[str]
    styles: list[Look]

    def differing(self, other: Cells[Look]) -> set[int]:
        """The columns in which two rows are not alike."""
        if self == other:  # most rows that moved are as they were
            return set()
        return {
            column
            for column, (one, two) in enumerate(
                zip(
                    zip(self.characters, self.styles, strict=True),
                    zip(other.characters, other.styles, strict=True),
                    strict=True,
                )
            )
            if one != two
        }


class Scroll(NamedTuple):
    """So many lines up, from the row at the top to that at the bottom, both included."""

    top: int
    bottom: int
    lines: int

    def source(self, row: int) -> int | None:
        """The row that comes to stand in a row; None where a blank one comes in."""
        return row + self.lines if row + self.lines <= self.bottom else None

    @property
    def sequence(self) -> str:
        """What is sent; where the cursor is afterwards differs between terminals."""
        margins = f"\x1b[{self.top + 1};{self.bottom + 1}r"
        return f"{margins}\x1b[{self.bottom + 1}H" + "\n" * self.lines + "\x1b[r"


def found(
    before: Mapping[int, Cells[Look]], now: Sequence[Cells[Look]], blank: Cells[Look]
) -> tuple[Scroll, dict[int, set[int]]] | None:
    """Find the scroll that saves most, if one is worth its bytes.

    Args:
        before: The rows that were changed, as they are shown.
        now: All rows, as they shall be.
        blank: A row that comes in.

    Returns:
        The scroll, and the columns of each of its rows that differ after it; or None.
    """
    shown: dict[str, int] = {}
    for row, cells in before.items():
        shown["".join(cells.characters)] = row
    moved: Counter[int] = Counter()
    for row in before:
        text = "".join(now[row].characters)
        if text in shown and shown[text] > row and not text.isspace():
            moved[shown[text] - row] += 1
    if not moved:
        return None
    lines, rows = moved.most_common(1)[0]
    if rows < FEWEST:
        return None
    targets = [row for row in before if shown.get("".join(now[row].characters)) == row + lines]
    top, bottom = min(targets), max(targets) + lines
    tried = [
        _tried(Scroll(top, last, lines), before, now, blank)
        for last in range(bottom, min(bottom + REACH + 1, len(now)))
    ]
    saved, scroll, differing = max(tried, key=lambda one: one[0])
    return (scroll, differing) if saved >= WORTH else None


def _tried(
    scroll: Scroll, before: Mapping[int, Cells[Look]], now: Sequence[Cells[Look]], blank: Cells[Look]
) -> tuple[int, Scroll, dict[int, set[int]]]:
    """The cells that a scroll saves, and which differ after it."""
    rows = range(scroll.top, scroll.bottom + 1)
    if any("" in (before.get(row) or now[row]).characters for row in rows):  # not known
        return -1, scroll, {}
    differing = {}
    saved = 0
    for row in rows:
        source = scroll.source(row)
        cells = blank if source is None else before.get(source) or now[source]
        differing[row] = now[row].differing(cells)
        saved += len(now[row].differing(before[row])) if row in before else 0
        saved -= len(differing[row])
    return saved, scroll, differing
