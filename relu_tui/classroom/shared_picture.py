"""What several terminals of one size show alike: drawn once, and sent to each of them.

Those who follow the teacher and have changed nothing see the same. So one app draws it, and the others
rest until they have something of their own to show.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from textual.geometry import Size

from relu_tui.app.terminal.shadow_screen import Screen
from relu_tui.classroom.connection import MOST_EARLY, Link, Terminal

ENTER = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h"
"""Take a terminal: its other screen, no cursor, no wrapping, pastes marked as such."""

MOUSE = b"\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h"


class Beam:
    """The link of an app that nobody sits at: what it sends goes to all who watch.

    Attributes:
        size: The size of every terminal that shows it.
        viewers: Those who watch.
    """

    congested = False

    def __init__(self, size: Size) -> None:
        self.size = size
        self.viewers: dict[Viewer, None] = {}
        self._terminal: Terminal | None = None

    @property
    def terminal(self) -> Terminal | None:
        """The driver of the app; None before it runs, and when it has ended."""
        return self._terminal

    @terminal.setter
    def terminal(self, terminal: Terminal | None) -> None:
        self._terminal = terminal
        if terminal is None:
            for viewer in list(self.viewers):
                viewer.lost()

    def send(self, data: bytes) -> None:
        """Send to all who watch; not how the app takes a terminal, or gives it back."""
        if self._terminal is not None:
            for viewer in list(self.viewers):
                viewer.show(data)

    def pause(self) -> None:
        """Nothing is typed here."""

    def resume(self) -> None:
        """Nothing is typed here."""


class Picture(Protocol):
    """What is drawn once for many.

    Attributes:
        beam: Where it is sent.
    """

    beam: Beam

    def shown(self) -> Screen:
        """Every cell of it, as all who watch see it."""

    def redraw(self) -> None:
        """Send all of it to everybody again."""


class Viewer:
    """A terminal that shows a picture, until whoever sits at it does something.

    It is the terminal's own receiver as long as its app does not run.

    Attributes:
        wanted: Set once its own app is needed.
        typed: What was typed meanwhile.
        handed_over: Whether its own app has taken the terminal, and so gives it back.
    """

    def __init__(self, link: Link, picture: Picture, lost: Callable[[], None]) -> None:
        """Make the viewer.

        Args:
            link: The connection to the terminal.
            picture: What it shows.
            lost: Called when the picture ends.
        """
        self._link = link
        self._picture = picture
        self.lost = lost
        self._missed = False
        self.wanted = asyncio.Event()
        self.typed = b""
        self.handed_over = False

    def take(self) -> None:
        """Take the terminal, whose app does not run yet, and show the picture."""
        self._link.send(ENTER + MOUSE)
        self._link.terminal = self
        self.begin()

    def begin(self, known: Screen | None = None) -> None:
        """Show the picture from now on.

        Args:
            known: What the terminal shows; None where that is not known.
        """
        shown = self._picture.shown()
        screen = Screen(shown.width, shown.height, may_clear=True) if known is None else known.copy()
        output = screen.turned_into(shown)
        if output:
            self._link.send(f"\x1b[?2026h{output}\x1b[?2026l".encode())
        self._picture.beam.viewers[self] = None
        if not shown.complete:  # a row with what takes two cells is known to the app alone
            self._picture.redraw()

    def end(self) -> Screen | None:
        """Show it no more.

        Returns:
            What the terminal shows now, where that is known.
        """
        self._picture.beam.viewers.pop(self, None)
        return None if self._missed else self._picture.shown()

    def show(self, data: bytes) -> None:
        """Send what has changed of the picture; nothing while nobody reads."""
        if self._link.congested:
            self._missed = True
        elif not self._missed:
            self._link.send(data)

    # --- a terminal whose app does not run ----------------------------------------------------------

    def receive(self, data: bytes) -> None:
        """Keep what is typed for the app."""
        self.typed = (self.typed + data)[:MOST_EARLY]
        self.wanted.set()

    def resized(self) -> None:
        """Ask for the app: the picture has another size."""
        self.wanted.set()

    def relieved(self) -> None:
        """Show what was missed while nobody read."""
        if self._missed:
            self._missed = False
            self.begin()
