"""A box round a pane, with its title in the upper edge."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from relu_tui.app.drawing.frame import Frame, Role, Row, Segment, blank, row


class Border(Enum):
    """The characters of a box: its corners above, its corners below, its edge and its side."""

    ROUND = ("╭", "╮", "╰", "╯", "─", "│")
    SQUARE = ("┌", "┐", "└", "┘", "─", "│")
    ASCII = ("+", "+", "+", "+", "-", "|")


def boxed(content: Frame, title: Segment = "", border: Border = Border.ROUND) -> Frame:
    """Draw a box round a frame, with a title in its top edge.

    Args:
        content: What goes inside.
        title: The title, a heading unless it comes with a role. It is cut where it is too long.
        border: The characters to draw with.

    Returns:
        A frame two cells wider and two rows taller than the content.
    """
    *_, side = border.value
    wall = Role.BORDER.value
    walled = (Row(f"{side}{line.text}{side}", f"{wall}{line.roles}{wall}") for line in content.rows)
    above, below = _edges(title, content.width, border)
    return Frame(content.width + 2, (above, *walled, below))


@lru_cache(maxsize=64)
def _edges(title: Segment, width: int, border: Border) -> tuple[Row, Row]:
    left, right, bottom_left, bottom_right, edge, _ = border.value
    top = row((left + edge * width + right, Role.BORDER))
    words = row((title, Role.HEADING) if isinstance(title, str) else title)
    if words.width and width >= 3:
        words = words.fit(min(words.width, width - 2), more="." if border is Border.ASCII else "…")
        top = top.overlaid(blank(1).then(words, blank(1)), 1)
    return top, row((bottom_left + edge * width + bottom_right, Role.BORDER))
