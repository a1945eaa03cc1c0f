"""A class without a network: links that keep what was sent, and the sessions on them by name."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from textual.geometry import Size

from relu_tui.app.terminal.known_terminals import of_channel
from relu_tui.classroom.bounds import Bounds
from relu_tui.classroom.connection import Terminal
from relu_tui.classroom.guest import Guest
from relu_tui.classroom.host import Host
from relu_tui.lesson.transitions import begin
from tests.app.terminal.test_diffing_driver import Cells
from tests.app.terminal.test_diffing_driver import Terminal as Emulator

RIGHT = b"\x1b[C"
F2 = b"\x1bOQ"


class Wire:
    """A link that keeps what was sent."""

    def __init__(self) -> None:
        self.terminal: Terminal | None = None
        self.size = Size(80, 24)
        self.congested = False
        self.sent = b""
        self.cuts = 0
        self._screen = Emulator(80, 24)

    def send(self, data: bytes) -> None:
        self.sent += data
        self._screen.feed(data.decode())

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def cells(self) -> Cells:
        return self._screen.cells()

    def pause(self) -> None:
        pass

    def resume(self) -> None:
        pass

    def cut(self) -> None:
        self.cuts += 1


class School:
    """A class, and the sessions in it by name."""

    def __init__(self, bounds: Bounds) -> None:
        self.host = Host(begin(), bounds)
        self.tasks: dict[str, asyncio.Task[int]] = {}

    async def enter(self, name: str) -> tuple[Wire, Guest]:
        wire, before = Wire(), set(self.host.sessions)
        capabilities = of_channel({"TERM": "xterm-256color"})
        self.tasks[name] = asyncio.create_task(self.host.receive(wire, name, capabilities))
        await until(lambda: bool(set(self.host.sessions) - before))
        (guest,) = set(self.host.sessions) - before
        assert isinstance(guest, Guest)
        await guest.ready.wait()
        await until(lambda: wire.terminal is not None)
        return wire, guest


@contextlib.asynccontextmanager
async def school(bounds: Bounds | None = None) -> AsyncIterator[School]:
    here = School(bounds or Bounds())
    try:
        yield here
    finally:
        await here.host.close()
        await asyncio.gather(*here.tasks.values())


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


def run(act: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(act())  # type: ignore[arg-type]


def type_in(wire: Wire, keys: bytes) -> None:
    assert wire.terminal is not None
    wire.terminal.receive(keys)
