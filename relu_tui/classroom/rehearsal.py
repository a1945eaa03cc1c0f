"""One lesson that nobody sees, before anybody comes: what it imports and keeps, all others find there."""

from __future__ import annotations

import asyncio

from textual.geometry import Size

from relu_tui.app.terminal.known_terminals import of_channel
from relu_tui.classroom.bounds import Bounds
from relu_tui.classroom.connection import Terminal
from relu_tui.classroom.host import Host
from relu_tui.classroom.teacher import Teacher
from relu_tui.lesson.lesson import Lesson

MOST_SECONDS = 30.0
"""Seconds after which the class begins without it."""


class Nowhere:
    """A link to nobody."""

    terminal: Terminal | None = None
    size = Size(80, 24)
    congested = False

    def send(self, data: bytes) -> None:
        """Send nothing."""

    def pause(self) -> None:
        """Nothing comes."""

    def resume(self) -> None:
        """Nothing comes."""

    def cut(self) -> None:
        """There is nothing to cut."""


async def rehearse(lesson: Lesson) -> None:
    """Go through the beginning of a lesson."""
    hub = Host(lesson, Bounds()).hub
    guest = Teacher(Nowhere(), hub, of_channel({"TERM": "xterm-256color"}), print)
    session = asyncio.create_task(guest.run_async(size=(80, 24)))
    await asyncio.wait(
        (session, asyncio.create_task(guest.ready.wait())),
        timeout=MOST_SECONDS,
        return_when=asyncio.FIRST_COMPLETED,
    )
    guest.exit()
    await session
