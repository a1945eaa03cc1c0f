"""The argument for a verdict: as far as it is concluded, and the rest of it on request."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.drawing.look import Look
from relu_tui.app.screens import pages
from relu_tui.app.screens.reader import KEYS, Reader
from relu_tui.lesson.lesson import Lesson


class ArgumentPage(Reader):
    """The argument; the key that opened it shows what is not concluded yet, and then goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "read_on", "the rest", show=False)]

    def __init__(self, lesson: Lesson, look: Look) -> None:
        """Make the page.

        Args:
            lesson: The lesson, as far as it has come.
            look: How things are drawn.
        """
        super().__init__("why", partial(pages.why, lesson, whole=lesson.done), look)
        self.lesson = lesson
        self.whole = lesson.done
        if not self.whole:
            self.keys = "w the rest · " + KEYS

    def action_read_on(self) -> None:
        """Show what would give the answers away; where all is shown, go back."""
        if self.whole:
            self.dismiss()
            return
        self.whole, self.keys = True, KEYS
        self.page = partial(pages.why, self.lesson, whole=True)
        self.draw()
