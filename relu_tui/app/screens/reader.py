"""A page to read: the argument, the help, what frameworks do."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.drawing.frame import Frame, Role, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.overlay import Overlay
from relu_tui.app.screens.told import Page, Told
from relu_tui.app.widgets.frame_view import FrameView

KEYS = "↓ ↑ scroll · q back"
"""What is said of the keys below a page."""


class Reader(Overlay[None]):
    """A page in a box as large as the screen, scrolled by the keys that move everything else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("pagedown,space,right,l", "page(1)", "a page down", show=False),
        Binding("pageup,left,h", "page(-1)", "a page up", show=False),
        Binding("home", "scroll(-100000)", "to the beginning", show=False),
        Binding("end", "scroll(100000)", "to the end", show=False),
        Binding("q,escape,enter,w,question_mark,f1,t", "dismiss", "back", show=False),
    ]

    def __init__(self, title: str, page: Page, look: Look) -> None:
        """Make the screen.

        Args:
            title: What stands in the upper edge.
            page: What is to be read.
            look: How things are drawn.
        """
        super().__init__(look)
        self.heading = title
        self.page = page
        self.keys = KEYS
        self.top = 0
        self._length = 1
        """Rows of the page at the width at which it was painted last."""

    def told(self) -> Told | None:
        """The page, and how far it is scrolled."""
        return Told(self.heading, self.page, page=self.page, place=self.top / self._length)

    def framed(self, width: int, height: int) -> Frame | None:
        """The part of the page that is in sight."""
        if width < 8 or height < 4:
            return None
        rows = self.page(width - 4)
        room = height - 3
        self._length = max(len(rows), 1)
        self.top = max(0, min(self.top, len(rows) - room))
        shown = [row(" ").then(line) for line in rows[self.top : self.top + room]]
        more = f"{self.top + 1}–{min(self.top + room, len(rows))} of {len(rows)}" if len(rows) > room else ""
        content = Frame.of(shown, width - 2, room)
        status = row((f" {self.keys}   {more}", Role.DIM)).fit(width - 2)
        inside = Frame.of([*content.rows, status], width - 2, room + 1)
        return self.look.box(inside, self.heading)

    def action_scroll(self, lines: int) -> None:
        """Move the page by lines."""
        self.top = max(0, self.top + lines)
        self.draw()

    def action_page(self, pages: int) -> None:
        """Move the page by what is in sight."""
        self.action_scroll(pages * max(self.size.height - 4, 1))

    def on_frame_view_scrolled(self, message: FrameView.Scrolled) -> None:
        """Move the page by the wheel."""
        self.action_scroll(3 * message.lines)
