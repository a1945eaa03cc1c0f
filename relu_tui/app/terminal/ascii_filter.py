"""What is done to every line on its way to the terminal, whichever widget it comes from."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from relu_tui.app.drawing.cells import in_ascii


class OnlyASCII(LineFilter):
    """Replaces what a terminal without Unicode can't show by what resembles it, cell for cell.

    The panes do so themselves. This is for what Textual's own widgets bring along.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Replace it in a line.

        Args:
            segments: The line.
            background: The colour behind it.
        """
        return [
            segment if segment.text.isascii() else Segment(_narrowed(segment.text), segment.style)
            for segment in segments
        ]


def _narrowed(text: str) -> str:
    return "".join(in_ascii(character).ljust(cell_len(character)) for character in text)
