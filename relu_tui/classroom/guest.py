"""The lesson's app as somebody's who came in from elsewhere: one of many in this process."""

from __future__ import annotations

import asyncio
import sys
import time
import traceback
from collections.abc import Callable

from textual.css.query import NoMatches
from textual.driver import Driver

from relu_tui.app.app import LimitsApp
from relu_tui.app.screens.main import MainScreen
from relu_tui.app.settings import Settings
from relu_tui.app.terminal.known_terminals import Capabilities
from relu_tui.classroom.beside import Beside
from relu_tui.classroom.bounds import MOST_OWED, price
from relu_tui.classroom.channel_driver import ChannelDriver
from relu_tui.classroom.connection import Link
from relu_tui.classroom.forked_work import ForkedWork
from relu_tui.classroom.hub import Hub
from relu_tui.classroom.judging import Judging
from relu_tui.classroom.room import Room
from relu_tui.classroom.shared_picture import Viewer
from relu_tui.classroom.shared_styles import SharedStylesheet
from relu_tui.lesson.lesson import Lesson

APART = ("practice", "network")
"""Commands that compute for long."""

APART_WORDS = "That computes for long, and a class shares a machine: it is there without the class."


CLASS_KEYS = (
    (
        "Class",
        (("F2", "goes back to the class, or to its question; the teacher's opens it: who is in, votes"),),
    ),
)


class Guest(LimitsApp):
    """A session of a class. It touches nothing that belongs to the process.

    Attributes:
        link: The connection.
        hub: The class.
        seen: The room as this session last saw it.
        ready: Set once the lesson is drawn whole.
        active: When the last key came, by the monotonic clock.
        parting: What is said on the terminal when the session has ended.
        leaving: Whether it was asked to end.
        owed: Seconds that it still has to wait, as it took the processor from the others.
        viewer: What shows a picture on the terminal, while this session draws for nobody.
    """

    def __init__(
        self,
        link: Link,
        hub: Hub,
        capabilities: Capabilities,
        complain: Callable[[str], None],
        beside: Beside | None = None,
    ) -> None:
        """Make the session.

        Args:
            link: The connection.
            hub: The class.
            capabilities: What the terminal at its end can do.
            complain: Called with the traceback of a fault, for whoever runs the class.
            beside: Where what takes long is done; here where None.
        """
        self.link = link
        self.hub = hub
        self.seen = hub.room
        self.ready = asyncio.Event()
        self.active = time.monotonic()
        self.parting = ""
        self.leaving = False
        self.owed = 0.0
        self.viewer: Viewer | None = None
        self._complain = complain
        self._told = False
        super().__init__(hub.room.lesson, Settings(kiosk=True), capabilities)
        self._beside = beside
        self._judging = None if beside is None else Judging(beside.bench, self.call_later)
        self.main.judge = self._judging
        self.main.more_keys = CLASS_KEYS
        self.stylesheet = SharedStylesheet(variables=self.get_css_variables())
        # Textual leads what is printed to its app. These are many, and what is printed is the process's.
        self.leave_output()

    def get_driver_class(self) -> type[Driver]:
        """The driver on the link."""
        return ChannelDriver

    def act(self, screen: MainScreen, name: str) -> None:
        """Carry out a command, unless it would take the processor from everybody."""
        if name in APART:
            screen.say(APART_WORDS)
        else:
            super().act(screen, name)

    def end(self) -> None:
        """End, as by the key for it."""
        self.leaving = True
        if self.viewer is not None:
            self.viewer.wanted.set()
        self.exit()

    def charge(self, seconds: float) -> None:
        """Note what was worked out here while the others waited."""
        self.owed = min(MOST_OWED, self.owed + price(seconds))

    def work_beside(self, call: Callable[[], object]) -> ForkedWork | None:
        """Have something worked out beside the class."""
        return None if self._beside is None else self._beside.forks.begin(call)

    def touched(self) -> None:
        """Note that somebody is there."""
        self.active = time.monotonic()

    def on_mount(self) -> None:
        """Listen to the class. Textual calls what a base class does as it is mounted by itself."""
        self.watch(self.main, "lesson", self.moved, init=False)
        self.screen_change_signal.subscribe(self, lambda _: self.screen_changed())
        self.hub.listen(self._hear)
        self._hear()

    def on_unmount(self) -> None:
        """Listen no more."""
        self.hub.ignore(self._hear)
        if self._judging is not None:
            self._judging.close()

    def _begin(self) -> None:
        super()._begin()
        self.ready.set()

    # --- the class ----------------------------------------------------------------------------------

    def screen_changed(self) -> None:
        """Note that another screen is on top; for a subclass to override."""

    def moved(self, lesson: Lesson | None) -> None:
        """Note that the lesson on the screen is another; for a subclass to override."""

    def follow(self, before: Room, now: Room) -> None:
        """Show what has changed in the room; for a subclass to override."""

    def concerned(self, before: Room, now: Room) -> bool:
        """Whether this session shows anything of what has changed; for a subclass to override."""
        return before is not now

    def rests(self, before: Room, now: Room) -> bool:  # noqa: ARG002 - for a subclass
        """Rest, if what has changed can be shown by a picture; for a subclass to override."""
        return False

    def wake(self) -> None:
        """Draw for oneself again, after a picture; what has changed meanwhile is followed first."""
        viewer, self.viewer = self.viewer, None
        if viewer is None:
            return
        shown = viewer.end()
        driver = self.driver
        if isinstance(driver, ChannelDriver):
            driver.take_over(shown)
            self.call_later(self._catch_up)
            self.call_later(lambda: self.screen.refresh(layout=False))

    def _hear(self) -> None:
        """Look at the room soon: once for all that changes meanwhile."""
        if self.viewer is None and not self._told and self.concerned(self.seen, self.hub.room):
            self._told = self.call_later(self._look)

    def _look(self) -> None:
        self._told = False
        if self.link.congested:  # nobody reads; when somebody does, there will be one look at it all
            return
        if self.viewer is None and not self.rests(self.seen, self.hub.room):
            self._catch_up()

    def _catch_up(self) -> None:
        """Show what has changed in the room since this session last saw it."""
        before, self.seen = self.seen, self.hub.room
        self.follow(before, self.seen)

    def relieved(self) -> None:
        """Look at what was missed while nobody read."""
        self._hear()

    def end_of_fault(self) -> None:
        """End this session with a line; whoever runs the class gets the traceback."""
        unbuilt = self.leaving and isinstance(sys.exc_info()[1], NoMatches)
        if not unbuilt:  # who goes while the app is being built leaves it without its panes
            self._complain(traceback.format_exc())
        self.end_at_once()
