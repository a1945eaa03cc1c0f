"""Receives everybody who comes in, by whatever connection, and sees each session to its end."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from typing import Protocol

from relu_tui.app.terminal.capabilities import Capabilities
from relu_tui.classroom import room as rooms
from relu_tui.classroom.bounds import Bounds, Door
from relu_tui.classroom.guest import Guest
from relu_tui.classroom.hub import Hub
from relu_tui.classroom.judging import Bench
from relu_tui.classroom.learner import Learner
from relu_tui.classroom.link import Link
from relu_tui.classroom.memory import Keeper
from relu_tui.classroom.room import Room
from relu_tui.classroom.teacher import Teacher
from relu_tui.lesson.lesson import Lesson

TEACHER = "teacher"
"""The name under which one leads."""

STARTING = 3
"""Sessions that are started at the same time; the others wait, and everybody has text sooner."""

SLOWEST_START = 3.0
"""Seconds after which the next is let in, though one has not finished starting."""

GRACE = 5.0
"""Seconds in which a session ends in good order once it has been asked to."""

LOOK_ROUND = 2.0
"""Seconds between two looks at who has gone to sleep."""

FULL = "relu-tui: the class is full. Try again in a while.\r\n"
IDLE = "relu-tui: nobody was here for a long time. Come in again whenever you like.\r\n"
ENDED = "relu-tui: the class has ended.\r\n"
CRASHED = "relu-tui: this should not have happened. Come in again: the class goes on.\r\n"


class Visit(Link, Protocol):
    """A link whose other end can be told something last, and that can be cut."""

    def cut(self) -> None:
        """End the connection without waiting for anything to be read."""


class Host:
    """Receives people.

    Attributes:
        hub: The class.
        door: Who is in, and how many may be.
        bench: Where what is typed is tried.
        sessions: Everybody's session, with the connection it is on.
    """

    def __init__(self, lesson: Lesson, bounds: Bounds) -> None:
        self.hub = Hub(Room(lesson))
        self.door = Door(bounds)
        self.bench = Bench()
        self._starting = asyncio.Semaphore(STARTING)
        self.sessions: dict[Guest, Visit] = {}
        self._blocked: dict[Guest, float] = {}
        self._keeper = Keeper()

    async def receive(self, visit: Visit, name: str, capabilities: Capabilities) -> int:
        """Show somebody the class until they leave.

        Args:
            visit: The connection.
            name: As they gave it; `teacher` leads.
            capabilities: What their terminal can do.

        Returns:
            The exit status of the session.
        """
        if not self.door.enter():
            visit.send(FULL.encode())
            return 1
        number = 0
        try:
            guest: Guest
            if name == TEACHER:
                guest = Teacher(visit, self.hub, capabilities, complain, self.bench)
            else:
                room, number = rooms.join(self.hub.room, name)
                self.hub.change(room)
                guest = Learner(visit, self.hub, number, capabilities, complain, self.bench)
            return await self._see_through(guest, visit)
        finally:
            self.door.leave()
            if number:
                self.hub.change(rooms.leave(self.hub.room, number))

    async def _see_through(self, guest: Guest, visit: Visit) -> int:
        self.sessions[guest] = visit
        try:
            async with self._starting:
                session = asyncio.create_task(guest.run_async(size=visit.size))
                ready = asyncio.create_task(guest.ready.wait())
                await asyncio.wait(
                    (session, ready), timeout=SLOWEST_START, return_when=asyncio.FIRST_COMPLETED
                )
                ready.cancel()
            await asyncio.wait((session,))
            if session.exception() is not None or guest.return_code:
                guest.parting = CRASHED
            visit.send(guest.parting.encode())
            return guest.return_code or 0
        finally:
            del self.sessions[guest]
            self._blocked.pop(guest, None)
            self._keeper.note_end()

    def end(self, guest: Guest, words: str = "") -> None:
        """Ask a session to end, and tell its terminal why."""
        visit = self.sessions.get(guest)
        if visit is not None:
            guest.parting = words
            guest.exit()
            asyncio.get_running_loop().call_later(GRACE, self._cut, guest)

    def hang_up(self, visit: Visit) -> None:
        """End the session whose connection has gone."""
        for guest, own in list(self.sessions.items()):
            if own is visit:
                self.end(guest)

    def _cut(self, guest: Guest) -> None:
        visit = self.sessions.get(guest)
        if visit is not None:
            visit.cut()

    async def look_round(self) -> None:
        """End what sleeps or does not read, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_ROUND)
            now = time.monotonic()
            led = max((guest.active for guest in self.sessions if isinstance(guest, Teacher)), default=0.0)
            for guest, visit in list(self.sessions.items()):
                since = self._blocked.setdefault(guest, now) if visit.congested else None
                if since is None:
                    self._blocked.pop(guest, None)
                elif now - since > self.door.bounds.unread:
                    visit.cut()
                if now - max(guest.active, led) > self.door.bounds.idle:
                    self.end(guest, IDLE)
            self._keeper.tidy(len(self.sessions))

    async def close(self) -> None:
        """End every session in good order, each with a word."""
        for guest in list(self.sessions):
            self.end(guest, ENDED)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE):
                while self.sessions:
                    await asyncio.sleep(0.05)
        await self.bench.close()


def complain(trace: str) -> None:
    """Tell whoever runs the class of a fault."""
    print(trace, file=sys.stderr, flush=True)
