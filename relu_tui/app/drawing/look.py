"""How things are drawn, as far as the terminal and the user decide it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

from relu_tui.app.drawing.box import Border, boxed
from relu_tui.app.drawing.cells import spelled
from relu_tui.app.drawing.frame import Frame, Row, Segment
from relu_tui.app.drawing.marks import Marks
from relu_tui.calculus.language.output_dialects import ASCII, UNICODE
from relu_tui.calculus.language.printing import printing_in


class Look(NamedTuple):
    """Choices that change no meaning.

    Attributes:
        marks: What curves are drawn with.
        border: The boxes round the panes.
        ascii_only: Whether the terminal shows nothing outside ASCII.
    """

    marks: Marks = Marks.BRAILLE
    border: Border = Border.ROUND
    ascii_only: bool = False

    def box(self, content: Frame, title: Segment | Row) -> Frame:
        """A pane: its content in a box with its title."""
        return boxed(content, title, self.border)

    def spell(self, text: str) -> str:
        """A sentence as the terminal can show it, to be laid out."""
        return spelled(text) if self.ascii_only else text

    def reading(self) -> AbstractContextManager[None]:
        """Have formulas printed as the terminal can show them, for as long as the block lasts."""
        return printing_in(ASCII if self.ascii_only else UNICODE)

    def finish(self, frame: Frame) -> Frame:
        """The frame as the terminal can show it."""
        return frame.in_ascii() if self.ascii_only else frame

    def painted(self, paint: Callable[[], Frame]) -> Frame:
        """What is painted, its formulas and all else as the terminal can show it."""
        with self.reading():
            return self.finish(paint())
