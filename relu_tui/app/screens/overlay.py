"""What the screens over the lesson have in common."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import ModalScreen, ScreenResultType

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.told import Told
from relu_tui.app.widgets.frame_view import FrameView, RoleScreen


class Overlay(RoleScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A screen over the lesson that is one frame, painted anew for each size that it gets."""

    DEFAULT_CSS = """
    Overlay { background: transparent; }
    Overlay > FrameView { width: 100%; height: 100%; }
    """

    class Painted(Message):
        """Posted when it was painted anew."""

    def __init__(self, look: Look) -> None:
        """Make the screen.

        Args:
            look: How things are drawn.
        """
        super().__init__()
        self.look = look

    def compose(self) -> ComposeResult:
        """Make the view."""
        yield FrameView()

    def framed(self, width: int, height: int) -> Frame | None:
        """Give what is to be seen; for a subclass to override.

        Args:
            width: The width of the view in cells, at least 1.
            height: Its height in cells, at least 1.

        Returns:
            The frame, or None where there is no room for it.
        """
        raise NotImplementedError

    def told(self) -> Told | None:
        """What of it those may see who follow; None where it is nobody else's."""
        return None

    def draw(self) -> None:
        """Show what is to be seen by now; before it is composed, or once it is gone, nothing."""
        for view in self.query(FrameView).results(FrameView):
            self.draw_in(view, *view.size)
            self.post_message(self.Painted())

    def draw_in(self, view: FrameView, width: int, height: int) -> None:
        """Show it in a view of a size that may yet come."""
        with self.look.reading():
            frame = self.framed(width, height) if width and height else None
        if frame is not None:
            view.show(self.look.finish(frame))

    def on_unmount(self) -> None:
        """Have what it leaves behind, which is in circles, freed soon: else the next one adds its own."""
        # All of what there is only where what was imported is left out of it, and nobody else's is in it.
        self.app.call_later(gc.collect, 2 if gc.get_freeze_count() else 1)

    def on_frame_view_sized(self, message: FrameView.Sized) -> None:
        """Paint for the size."""
        message.stop()
        self.draw()


def key_line(keys: Sequence[str], width: int) -> Row:
    """The keys of a screen, the most needed first, as many as fit."""
    shown: list[str] = []
    for key in keys:
        if len(" · ".join([*shown, key])) + 2 <= width:
            shown.append(key)
    return row((f" {' · '.join(shown)}", Role.DIM))
