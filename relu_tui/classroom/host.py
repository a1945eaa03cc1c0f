"""Receives everybody who comes in, by whatever connection, and sees each session to its end."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
import traceback
from collections.abc import Coroutine, Iterator
from typing import Any, Protocol

from relu_tui.app.drawing.look import Look
from relu_tui.app.terminal.known_terminals import Capabilities
from relu_tui.classroom import room as rooms
from relu_tui.classroom.beside import Beside
from relu_tui.classroom.bounds import Bounds, Door
from relu_tui.classroom.connection import Link
from relu_tui.classroom.garbage_collection import Keeper
from relu_tui.classroom.guest import Guest
from relu_tui.classroom.hub import Hub
from relu_tui.classroom.learner import Learner
from relu_tui.classroom.plain_visit import PlainVisit
from relu_tui.classroom.projector import Projectors
from relu_tui.classroom.room import Room
from relu_tui.classroom.shared_picture import Viewer
from relu_tui.classroom.teacher import Teacher
from relu_tui.interface.guard import AT_REST
from relu_tui.lesson.lesson import Lesson

TEACHER = "teacher"
"""The name under which one leads."""

STARTING = 3
"""Sessions that are started at the same time; the others wait, and everybody has text sooner."""

SLOWEST_START = 3.0
"""Seconds after which the next is let in, though one has not finished starting."""

STILL = 0.5
"""Seconds without a newcomer or a step, after which those who see the class get an app of their own."""

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


class Session(Protocol):
    """Somebody's session, on a screen or in lines.

    Attributes:
        active: When something was last typed, by the monotonic clock.
        parting: What is said when it has ended.
    """

    active: float
    parting: str

    def end(self) -> None:
        """Ask it to end."""


class Host:
    """Receives people.

    Attributes:
        hub: The class.
        door: Who is in, and how many may be.
        beside: Where what takes long is done.
        sessions: Everybody's session, with the connection it is on.
    """

    def __init__(self, lesson: Lesson, bounds: Bounds) -> None:
        self.hub = Hub(Room(lesson))
        self.door = Door(bounds)
        self.beside = Beside()
        self._starting = asyncio.Semaphore(STARTING)
        self.sessions: dict[Session, Visit] = {}
        self._projectors = Projectors(self.hub, complain)
        self._resting: dict[Guest, Viewer] = {}
        """Those who see the class and have no app yet."""
        self._rousing: asyncio.Task[None] | None = None
        self._stirred = 0.0
        self.hub.listen(self._note)
        self._blocked: dict[Session, float] = {}
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
        if name == TEACHER:
            with self._counted(visit) as entered:
                if entered:
                    guest = Teacher(visit, self.hub, capabilities, complain, self.beside)
                    return await self._show(guest, visit)
            return 1
        with self._seated(visit, name) as number:
            if number:
                learner = Learner(visit, self.hub, number, capabilities, complain, self.beside)
                learner.picture = lambda: self._projectors.at(visit.size, capabilities)
                picture = await self._projectors.for_newcomer(visit.size, capabilities)
                if picture is not None:
                    learner.viewer = Viewer(visit, picture, learner.wake)
                    learner.viewer.take()
                return await self._show(learner, visit)
        return 1

    async def tell(self, visit: Visit, name: str, look: Look, *, echoes: bool) -> int:
        """Tell somebody the class in lines until they leave.

        Args:
            visit: The connection.
            name: As they gave it.
            look: What their terminal can show.
            echoes: Whether this side shows what is typed.

        Returns:
            The exit status of the session.
        """
        with self._seated(visit, name) as number:
            if not number:
                return 1
            plain = PlainVisit(visit, self.hub, number, self.beside, look, echoes=echoes)
            return await self._see_through(plain, plain.run(), visit)

    @contextlib.contextmanager
    def _counted(self, visit: Visit) -> Iterator[bool]:
        """Count a session while it is there; False where there is no room for it, as it is told."""
        if not self.door.enter():
            visit.send(FULL.encode())
            yield False
            return
        try:
            yield True
        finally:
            self.door.leave()

    @contextlib.contextmanager
    def _seated(self, visit: Visit, name: str) -> Iterator[int]:
        """Give a learner a seat while they are there: its number, or 0 where there is no room."""
        with self._counted(visit) as entered:
            if not entered:
                yield 0
                return
            room, number = rooms.join(self.hub.room, name)
            self.hub.change(room)
            try:
                yield number
            finally:
                self.hub.change(rooms.leave(self.hub.room, number))

    async def _show(self, guest: Guest, visit: Visit) -> int:
        """Show a session on a screen."""
        return await self._see_through(guest, self._run(guest, visit), visit)

    async def _run(self, guest: Guest, visit: Visit) -> None:
        """Run a session. Few start at once: so the first has its text before the last begins.

        Who sees the class already is started when nothing goes on, or when something is typed.
        """
        viewer = guest.viewer
        if viewer is not None:
            self._resting[guest] = viewer
            if self._rousing is None or self._rousing.done():
                self._rousing = asyncio.create_task(self._rouse())
            await viewer.wanted.wait()
            self._resting.pop(guest, None)
        try:
            await self._start(guest, visit)
        finally:
            if viewer is not None and not viewer.handed_over:  # an app that ends as it starts takes nothing
                viewer.end()
                visit.send(AT_REST.encode())

    async def _start(self, guest: Guest, visit: Visit) -> None:
        """Run the app of a session when its turn has come, unless it has ended by then."""
        async with self._starting:
            if guest.leaving:
                return
            running = asyncio.create_task(guest.run_async(size=visit.size))
            ready = asyncio.create_task(guest.ready.wait())
            await asyncio.wait((running, ready), timeout=SLOWEST_START, return_when=asyncio.FIRST_COMPLETED)
            ready.cancel()
        await running

    def _note(self) -> None:
        """Note that somebody came, went, or that the class goes on."""
        self._stirred = time.monotonic()

    async def _rouse(self) -> None:
        """Start the sessions of those who see the class already, one by one while nothing goes on."""
        while self._resting:
            still = time.monotonic() - self._stirred
            if still < STILL:
                await asyncio.sleep(STILL - still)
                continue
            guest, viewer = next(iter(self._resting.items()))
            del self._resting[guest]
            viewer.wanted.set()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(guest.ready.wait(), SLOWEST_START)

    async def _see_through(self, session: Session, running: Coroutine[Any, Any, object], visit: Visit) -> int:
        """Run a session to its end; a fault is told, and ends no other."""
        self.sessions[session] = visit
        try:
            await running
            failed = getattr(session, "return_code", 0)
        except Exception:
            complain(traceback.format_exc())
            failed = 1
        finally:
            del self.sessions[session]
            self._blocked.pop(session, None)
            self._keeper.note_end()
        visit.send((CRASHED if failed else session.parting).encode())
        return 1 if failed else 0

    def end(self, session: Session, words: str = "") -> None:
        """Ask a session to end, and tell its terminal why."""
        if session in self.sessions:
            session.parting = words
            session.end()
            asyncio.get_running_loop().call_later(GRACE, self._cut, session)

    def hang_up(self, visit: Visit) -> None:
        """End the session whose connection has gone."""
        for session, own in list(self.sessions.items()):
            if own is visit:
                self.end(session)

    def _cut(self, session: Session) -> None:
        visit = self.sessions.get(session)
        if visit is not None:
            visit.cut()

    async def look_round(self) -> None:
        """End what sleeps or does not read, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_ROUND)
            now = time.monotonic()
            led = max((one.active for one in self.sessions if isinstance(one, Teacher)), default=0.0)
            for session, visit in list(self.sessions.items()):
                since = self._blocked.setdefault(session, now) if visit.congested else None
                if since is None:
                    self._blocked.pop(session, None)
                elif now - since > self.door.bounds.unread:
                    visit.cut()
                if now - max(session.active, led) > self.door.bounds.idle:
                    self.end(session, IDLE)
            self._keeper.tidy(len(self.sessions))

    async def close(self) -> None:
        """End every session in good order, each with a word."""
        for session in list(self.sessions):
            self.end(session, ENDED)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE):
                while self.sessions:
                    await asyncio.sleep(0.05)
        await self._projectors.close()
        await self.beside.close()


def complain(trace: str) -> None:
    """Tell whoever runs the class of a fault."""
    print(trace, file=sys.stderr, flush=True)
