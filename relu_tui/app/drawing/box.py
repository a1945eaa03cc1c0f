"""A box round a pane, with its title in the upper edge."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from relu_tui.app.drawing.frame import Frame, Role, Row, Segment, blank, row


class Border(Enum):
    """The characters of a box.

    Its corners above and below, its edge, its side, and where a wall within meets it above and below.
    """

    ROUND = ("╭", "╮", "╰", "╯", "─", "│", "┬", "┴")
    SQUARE = ("┌", "┐", "└", "┘", "─", "│", "┬", "┴")
    ASCII = ("+", "+", "+", "+", "-", "|", "+", "+")

    @property
    def edge(self) -> str:
        """The character of an edge."""
        return self.value[4]

    @property
    def side(self) -> str:
        """The character of a side."""
        return self.value[5]

    @property
    def meeting(self) -> tuple[str, str]:
        """Where a wall within meets the upper edge, and the lower one."""
        return self.value[6], self.value[7]


def boxed(content: Frame, title: Segment | Row = "", border: Border = Border.ROUND) -> Frame:
    """Draw a box round a frame, with a title in its top edge.

    Args:
        content: What goes inside.
        title: The title, a heading unless it comes with roles. It is cut where it is too long.
        border: The characters to draw with.

    Returns:
        A frame two cells wider and two rows taller than the content.
    """
    side, wall = border.side, Role.BORDER.value
    walled = (Row(f"{side}{line.text}{side}", f"{wall}{line.roles}{wall}") for line in content.rows)
    above, below = edges(title, content.width, border)
    return Frame(content.width + 2, (above, *walled, below))


@lru_cache(maxsize=64)
def edges(title: Segment | Row, width: int, border: Border) -> tuple[Row, Row]:
    """The upper edge of a box with its title, and the lower one.

    Args:
        title: As in `boxed`.
        width: Of the content, in cells.
        border: The characters to draw with.
    """
    left, right, bottom_left, bottom_right, edge, *_ = border.value
    top = row((left + edge * width + right, Role.BORDER))
    words = (
        title if isinstance(title, Row) else row((title, Role.HEADING) if isinstance(title, str) else title)
    )
    if words.width and width >= 3:
        words = words.fit(min(words.width, width - 2), more="." if border is Border.ASCII else "…")
        top = top.overlaid(blank(1).then(words, blank(1)), 1)
    return top, row((bottom_left + edge * width + bottom_right, Role.BORDER))
