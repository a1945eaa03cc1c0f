"""The browser's side of a class: a page is one more terminal in the same room."""

from __future__ import annotations

import asyncio
import contextlib
import sys

from aiohttp import WSMsgType, web
from textual.geometry import Size

from relu_tui.app.terminal.known_terminals import of_channel
from relu_tui.classroom.bounds import BURST, RATE, Allowance, is_near
from relu_tui.classroom.connection import LARGEST_OUTPUT, Terminal
from relu_tui.classroom.host import Host
from relu_tui.console.serve import REQUEST_PATIENCE, listen
from relu_tui.console.site import Site
from relu_tui.console.visit import Keys, MalformedError, Ping, Resized, read_frame, size_from

IN_A_PAGE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
"""What the terminal in a page is like."""

FROM_AFAR = "This class is open to the local network only."


class PageVisit:
    """The link to a page.

    Attributes:
        terminal: What takes in what comes.
        size: The size of the page's terminal.
    """

    def __init__(self, page: web.WebSocketResponse, size: Size) -> None:
        self.terminal: Terminal | None = None
        self.size = size
        self._page = page
        self._waiting = bytearray()
        self._stirred = asyncio.Event()
        self._open = asyncio.Event()
        self._open.set()
        self._allowance = Allowance(RATE, BURST)

    @property
    def congested(self) -> bool:
        """Whether the page does not read."""
        return len(self._waiting) > LARGEST_OUTPUT

    def send(self, data: bytes) -> None:
        """Send bytes."""
        self._waiting += data
        self._stirred.set()

    def pause(self) -> None:
        """Let what is typed wait in the page's connection."""
        self._open.clear()

    def resume(self) -> None:
        """Take it again."""
        self._open.set()

    def cut(self) -> None:
        """End the connection."""
        self._page.force_close()

    async def show(self) -> None:
        """Pass on what is sent, until cancelled or the page is gone."""
        with contextlib.suppress(ConnectionError):
            while True:
                await self._stirred.wait()
                self._stirred.clear()
                congested, data = self.congested, bytes(self._waiting)
                await self._page.send_bytes(data)
                del self._waiting[: len(data)]
                if congested and self.terminal is not None:
                    self.terminal.relieved()

    async def hear(self) -> None:
        """Take what the page says, until it is gone.

        Raises:
            MalformedError: No page says that.
        """
        async for message in self._page:
            if message.type is not WSMsgType.TEXT:
                raise MalformedError
            await asyncio.sleep(self._allowance.take(len(message.data)))  # and lets others have their turn
            frame = read_frame(message.data)
            if isinstance(frame, Ping):
                await self._page.send_json(["pong", frame.stamp])
            elif isinstance(frame, Resized):
                self.size = Size(*frame)
                if self.terminal is not None:
                    self.terminal.resized()
            elif isinstance(frame, Keys) and self.terminal is not None:
                self.terminal.receive(frame.text.encode("utf-8", "replace"))
                await self._open.wait()


class ClassSite(Site):
    """The page, whose visitors are in the class."""

    def __init__(self, host: Host, address: str) -> None:
        """Make the site.

        Args:
            host: What receives people.
            address: The address that the server listens at.
        """
        super().__init__((), address, host.door.bounds.sessions)
        self._host = host

    async def visited(self, page: web.WebSocketResponse, request: web.Request) -> str:
        """Show the class to a page; what is said as it ends."""
        await page.prepare(request)
        if not is_near(request.remote or ""):
            return FROM_AFAR
        visit = PageVisit(page, Size(*size_from(request.query)))
        shown = asyncio.create_task(visit.show())
        heard = asyncio.create_task(visit.hear())
        session = asyncio.create_task(self._host.receive(visit, "", of_channel(IN_A_PAGE)))
        try:
            await asyncio.wait({shown, heard, session}, return_when=asyncio.FIRST_COMPLETED)
            if not session.done():
                self._host.hang_up(visit)
            await session
            if heard.done() and heard.exception() is not None:
                print("relu-tui: a visitor sent what no page sends", file=sys.stderr, flush=True)
            return ""
        finally:
            for task in (shown, heard):
                task.cancel()
            await asyncio.gather(shown, heard, return_exceptions=True)


async def open_site(host: Host, address: str, port: int) -> tuple[web.AppRunner, int]:
    """Answer browsers beside the class.

    Args:
        host: What receives people.
        address: The address listened on.
        port: The port; 0 for any that is free.

    Returns:
        What is to be cleaned up at the end, and the port.

    Raises:
        ServeError: The address can't be listened on.
    """
    listening = listen(address, port)
    runner = web.AppRunner(
        ClassSite(host, address).application(), access_log=None, keepalive_timeout=REQUEST_PATIENCE
    )
    await runner.setup()
    await web.SockSite(runner, listening).start()
    return runner, int(listening.getsockname()[1])
