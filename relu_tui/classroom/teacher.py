"""A teacher's session: what it shows, everybody sees who follows."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.screens.overlay import Overlay
from relu_tui.app.screens.told import Told
from relu_tui.classroom import room as rooms
from relu_tui.classroom.class_page import ClassPage
from relu_tui.classroom.guest import Guest
from relu_tui.classroom.room import Room
from relu_tui.lesson.lesson import Lesson

WELCOME = "The class sees what you do. F2 opens the class: who is in, votes, calling back."


class Teacher(Guest):
    """A session that leads. There may be several: each shows what any of them does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "open_class", show=False, priority=True)]

    _opened: Told | None = None
    """What this session has the class see over the lesson."""

    def charge(self, seconds: float) -> None:
        """Wait for nothing: it is the class that is led."""

    def _begin(self) -> None:
        super()._begin()
        self.main.say(WELCOME)

    def on_unmount(self) -> None:
        """Take from the class what only this session has open."""
        self._tell(None)

    def screen_changed(self) -> None:
        """Show the class what is open now."""
        self._tell_opened()

    def on_overlay_painted(self) -> None:
        """Show the class what has become of what is open."""
        self._tell_opened()

    def _tell_opened(self) -> None:
        """Show the class what is open here; lists and lines to type in are the teacher's own."""
        overlays = (screen for screen in reversed(self.screen_stack) if isinstance(screen, Overlay))
        self._tell(next((told for screen in overlays if (told := screen.told()) is not None), None))

    def _tell(self, opened: Told | None) -> None:
        before, self._opened = self._opened, opened
        if opened is not None or before is self.hub.room.opened:  # what another teacher shows stays
            self.hub.change(rooms.open_over(self.hub.room, opened))
        if opened is not None:
            self._opened = self.hub.room.opened

    def moved(self, lesson: Lesson | None) -> None:
        """Show it to the class."""
        if lesson is not None:
            self.hub.change(rooms.show(self.hub.room, lesson))

    def follow(self, before: Room, now: Room) -> None:
        """Show what another teacher does, and who came and went."""
        if now.lesson is not before.lesson and now.lesson != self.main.current:
            self.main.change(now.lesson)
        if isinstance(self.screen, ClassPage):
            self.screen.tell()

    def action_open_class(self) -> None:
        """Open the class, or close it."""
        if isinstance(self.screen, ClassPage):
            self.screen.dismiss()
        elif len(self.screen_stack) == 1:
            self.push_screen(ClassPage(self.hub, self.main.exports, self.main.look))
