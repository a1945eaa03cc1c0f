"""An app that draws what all see who follow the teacher, at one size; and the apps of all sizes."""

from __future__ import annotations

import asyncio
import contextlib
import traceback
from collections.abc import Callable
from typing import TypeAlias

from textual.geometry import Size

from relu_tui.app.terminal.known_terminals import Capabilities
from relu_tui.app.terminal.shadow_screen import Screen
from relu_tui.classroom.channel_driver import ChannelDriver
from relu_tui.classroom.hub import Hub
from relu_tui.classroom.learner import Learner
from relu_tui.classroom.room import Room, Seat
from relu_tui.classroom.shared_picture import Beam
from relu_tui.lesson.lesson import Lesson

Kind: TypeAlias = tuple[Size, Capabilities]
"""Terminals that show the same alike."""

MOST = 12
"""Pictures drawn at once; each takes as much as a learner."""

MOST_KINDS = 1000
"""Kinds of terminals remembered."""

PATIENCE = 3.0
"""Seconds given to a picture to be drawn, before a session draws for itself."""

EVERYBODY = Seat(0, "")


class Projector(Learner):
    """The session of nobody: one that follows always.

    Attributes:
        beam: Where what it draws is sent.
        drawn: Set once there is something to see.
    """

    def __init__(
        self, hub: Hub, size: Size, capabilities: Capabilities, complain: Callable[[str], None]
    ) -> None:
        """Make the session.

        Args:
            hub: The class.
            size: Of the terminals that show it.
            capabilities: What they can do.
            complain: Called with the traceback of a fault.
        """
        self.beam = Beam(size)
        self.drawn = asyncio.Event()
        super().__init__(self.beam, hub, EVERYBODY.number, capabilities, complain)

    @property
    def seat(self) -> Seat:
        """The seat of everybody who follows."""
        return EVERYBODY

    def seat_in(self, room: Room) -> Seat:
        """The seat of everybody who follows."""
        del room
        return EVERYBODY

    def _begin(self) -> None:
        super()._begin()
        self.call_after_refresh(self.drawn.set)

    def moved(self, lesson: Lesson | None) -> None:
        """Tell nobody: only the teacher moves it."""

    def shown(self) -> Screen:
        """Every cell of it, as all who watch see it."""
        driver = self.driver
        return driver.shown if isinstance(driver, ChannelDriver) else Screen(0, 0, may_clear=False)


class Projectors:
    """One projector for each kind of terminal that several have."""

    def __init__(self, hub: Hub, complain: Callable[[str], None]) -> None:
        """Make none yet.

        Args:
            hub: The class.
            complain: Called with the traceback of a fault.
        """
        self._hub = hub
        self._complain = complain
        self._known: dict[Kind, None] = {}
        self._running: dict[Kind, Projector] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def for_newcomer(self, size: Size, capabilities: Capabilities) -> Projector | None:
        """The picture for a terminal that has just come; None for the first of its kind."""
        kind = size, capabilities
        projector = self._running.get(kind)
        if projector is None:
            if kind not in self._known or len(self._running) >= MOST:
                self._known[kind] = None
                if len(self._known) > MOST_KINDS:
                    del self._known[next(iter(self._known))]
                return None
            projector = self._running[kind] = Projector(self._hub, size, capabilities, self._complain)
            task = asyncio.create_task(self._run(kind, projector))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(projector.drawn.wait(), PATIENCE)
        return self.at(size, capabilities)

    def at(self, size: Size, capabilities: Capabilities) -> Projector | None:
        """The picture for a kind of terminal, if one is drawn."""
        projector = self._running.get((size, capabilities))
        drawn = projector is not None and projector.drawn.is_set() and projector.beam.terminal is not None
        return projector if drawn else None

    async def _run(self, kind: Kind, projector: Projector) -> None:
        try:
            await projector.run_async(size=(kind[0].width, kind[0].height))
        except Exception:
            self._complain(traceback.format_exc())
        finally:
            del self._running[kind]

    async def close(self) -> None:
        """End them all."""
        for projector in self._running.values():
            projector.end()
        if self._tasks:
            _, left = await asyncio.wait(self._tasks, timeout=PATIENCE)
            for task in left:
                task.cancel()
