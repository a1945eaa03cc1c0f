"""What an overlay shows, as a value: others can be shown the same, in a look and a size of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from relu_tui.app.drawing.frame import Frame, Row
from relu_tui.app.drawing.look import Look

Page: TypeAlias = Callable[[int], Sequence[Row]]
"""From a width in cells to the rows of a page."""

Paint: TypeAlias = Callable[[int, int, Look], Frame | None]
"""From a width and a height in cells, and a look, to a frame; None where there is no room for it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an overlay shows. Two are equal that show the same.

    Attributes:
        heading: What it is about, in a few words.
        state: All that it depends on beside the size and the look.
        page: For what is read and scrolled.
        place: How far a page is scrolled: the part of its rows that is above, from 0 to 1.
        row: A row of the page that is to be in sight.
        paint: For what is one picture.
        words: What the picture says, a line each.
    """

    heading: str
    state: object
    page: Page | None = field(default=None, compare=False)
    place: float = 0.0
    row: int = 0
    paint: Paint | None = field(default=None, compare=False)
    words: tuple[str, ...] = field(default=(), compare=False)

    def lines(self, width: int) -> list[str]:
        """What it says, for those who read in lines.

        Args:
            width: Of a line of a page, in characters.
        """
        if self.page is None:
            return list(self.words)
        return [text for line in self.page(width) if (text := line.text.strip())]
