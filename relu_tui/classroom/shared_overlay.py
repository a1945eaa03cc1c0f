"""What the teacher has opened over the lesson, as those see it who follow: in a size and a look of their own.

A page can be scrolled; any other key of the lesson puts it away, and is a step of one's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeAlias

from textual.binding import Binding, BindingType

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.overlay import Overlay
from relu_tui.app.screens.reader import Reader
from relu_tui.app.screens.told import Told
from relu_tui.interface.key_commands import COMMANDS

SHOWN = "The teacher shows this. q goes back to the lesson, F2 shows it again."
NO_ROOM = "The teacher shows what this window has no room for. q goes back to the lesson."

BACK = ("q", "escape")
SCROLLING = ("down", "j", "up", "k", "pagedown", "space", "pageup", "home", "end")

PutAway: TypeAlias = Callable[[str], None]
"""Called when a learner puts it away, with the command of their own that did so, or nothing."""


def _bindings(scrolling: Iterable[str] = ()) -> list[BindingType]:
    """Keys that put it away: those for it, and each of the lesson's that does not scroll."""
    kept = {*BACK, *scrolling}
    own = {key: command.name for command in COMMANDS for key in command.keys if key not in kept}
    own.update(dict.fromkeys(BACK, ""))
    return [Binding(key, f"put_away('{name}')", show=False) for key, name in own.items()]


class SharedPicture(Overlay[None]):
    """A picture that the teacher changes.

    Attributes:
        shown: What is shown.
        altered: Whether the learner sees it otherwise than others.
    """

    BINDINGS: ClassVar[list[BindingType]] = _bindings()
    altered = False

    def __init__(self, told: Told, look: Look, put_away: PutAway) -> None:
        """Make the screen.

        Args:
            told: What is shown.
            look: How things are drawn.
            put_away: What is done when the learner puts it away.
        """
        super().__init__(look)
        self.shown = told
        self._put_away = put_away

    def show_told(self, told: Told) -> bool:
        """Show what has become of it; False where it is another kind of thing."""
        if told.paint is None:
            return False
        if told != self.shown:
            self.shown = told
            if self.is_mounted:
                self.draw()
        return True

    def action_put_away(self, command: str) -> None:
        """Go back to the lesson."""
        self._put_away(command)

    def framed(self, width: int, height: int) -> Frame | None:
        """The picture, and whose it is."""
        if height < 2 or self.shown.paint is None:
            return None
        frame = self.shown.paint(width, height - 1, self.look)
        if frame is None:
            return Frame.of([row(NO_ROOM).fit(width, more="…")], width, height)
        last = row((f" {SHOWN}", Role.DIM)).fit(width, more="…")
        return Frame.of([*frame.rows, last], width, height)


class SharedPage(Reader):
    """A page that the teacher scrolls; whoever reads it may scroll it too.

    Attributes:
        shown: What is shown.
        altered: Whether the learner sees it otherwise than others: has scrolled since the teacher did.
    """

    BINDINGS: ClassVar[list[BindingType]] = _bindings(SCROLLING)

    def __init__(self, told: Told, look: Look, put_away: PutAway) -> None:
        """Make the screen.

        Args:
            told: What is shown.
            look: How things are drawn.
            put_away: What is done when the learner puts it away.
        """
        super().__init__(_headed(told), told.page or no_rows, look)
        self.shown = told
        self.altered = False
        self._put_away = put_away
        self._came = True
        """Whether the teacher has scrolled since it was painted."""

    def show_told(self, told: Told) -> bool:
        """Show what has become of it; False where it is another kind of thing."""
        if told.page is None:
            return False
        if told != self.shown:
            self.shown, self._came, self.altered = told, True, False
            self.heading, self.page = _headed(told), told.page
            if self.is_mounted:
                self.draw()
        return True

    def action_put_away(self, command: str) -> None:
        """Go back to the lesson."""
        self._put_away(command)

    def action_scroll(self, lines: int) -> None:
        """Move the page by lines."""
        self.altered = True
        super().action_scroll(lines)

    def framed(self, width: int, height: int) -> Frame | None:
        """The part of the page that is in sight; where the teacher has scrolled to, that."""
        if self._came and width >= 8:
            self._came = False
            rows, room = len(self.page(width - 4)), max(height - 4, 1)
            top, chosen = round(self.shown.place * rows), self.shown.row
            self.top = max(0, min(top, chosen), chosen + 1 - room) if chosen else top
        return super().framed(width, height)


Shared: TypeAlias = SharedPicture | SharedPage
"""What the teacher has opened, at a learner's."""


def shared(told: Told, look: Look, put_away: PutAway) -> Shared:
    """The screen for what the teacher shows."""
    return (SharedPicture if told.page is None else SharedPage)(told, look, put_away)


def _headed(told: Told) -> str:
    return f"the teacher shows: {told.heading}"


def no_rows(width: int) -> list[Row]:  # noqa: ARG001 - a page of any width
    """A page with nothing on it."""
    return []
