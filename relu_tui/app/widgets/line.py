"""A line to type in that holds nothing but what it shows."""

from __future__ import annotations

import unicodedata

from textual import events
from textual.widgets import Input

from relu_tui.app.drawing.cells import cells

MOST_CHARACTERS = 4000
"""Characters that a line holds."""


class LineInput(Input):
    """A line of text, each character of which fills one cell of the terminal.

    Textual's own keeps what a terminal would obey (the escape sequences of a paste) and what turns the
    order of the characters round or takes no place; and of a paste of several lines it keeps the first.
    """

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        """Make the line.

        Args:
            value: What it holds at first.
            placeholder: What it shows while it is empty.
        """
        super().__init__(clean(value), placeholder=placeholder, compact=True, max_length=MOST_CHARACTERS)
        self.cursor_blink = False

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in the place of a stretch: whatever is typed or pasted comes through here.

        Args:
            text: The text.
            start: Where the stretch begins.
            end: Where it ends.
        """
        super().replace(clean(text), start, end)

    def on_paste(self, event: events.Paste) -> None:
        """Take several lines as one."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = MOST_CHARACTERS - len(self.value) + end - start
        self.replace(clean(" ".join(event.text.split()))[:room], start, end)


def clean(text: str) -> str:
    """The text without what takes no place of its own on a screen; each character left fills one cell.

    Args:
        text: Whatever somebody typed or pasted.
    """
    if text.isascii() and text.isprintable():
        return text
    return cells("".join(filter(_takes_place, text)))


def _takes_place(character: str) -> bool:
    """Whether it is neither a control character nor one of format: direction, joining, no width."""
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
