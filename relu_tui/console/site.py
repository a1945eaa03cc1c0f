"""The site of `relu-tui serve`: its page, the connections to it, and who may ask for them.

A browser takes any page on the internet to any address, this machine's own among them. It tells two
things that a page can't alter: `Host`, the name by which it believes to have found the server, and
`Origin`, where the page came from. A name that is not this server's own was made to lead here (DNS
rebinding); a page that came from elsewhere has no business here. Both are refused.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import sys
from collections.abc import Awaitable, Callable, Collection, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import textual_serve
from aiohttp import web

from relu_tui.console.visit import LONGEST_FRAME, MalformedError, StartError, size_from, visit

PAGE = Path(__file__).parent / "page" / "index.html"
STATIC = Path(textual_serve.__file__).parent / "static"
"""The terminal that runs in a page, its style and its font."""

HEARTBEAT = 15.0
"""Seconds between questions whether a page is still there."""

HEADERS = {
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""Sent with everything: no other page shows this one as a part of itself."""

FULL = "There is no room for one more: {} are here. Try again in a while, or ask for relu-tui serve --most.\n"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """The page and its visitors.

    Attributes:
        visits: The visits that go on.
    """

    def __init__(
        self, command: Sequence[str], host: str, most: int, given_names: Collection[str] = ()
    ) -> None:
        """Make the site.

        Args:
            command: What is run for every visitor: a program and its arguments.
            host: The address that the server listens at.
            most: The number of visitors at one time.
            given_names: Further names by which browsers find the server, as that of a proxy before it.
        """
        self.visits: set[asyncio.Task[str]] = set()
        self._command = command
        self._given_names = frozenset(name.lower() for name in given_names)
        self._names = self._given_names | own_names(host)
        self._most = most

    def application(self) -> web.Application:
        """The application that answers requests."""
        app = web.Application(middlewares=[self._guard], client_max_size=1024)
        app.add_routes([web.get("/", self._page), web.get("/ws", self._connect)])
        app.router.add_static("/static", STATIC)
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self._end_visits)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse who has no business here."""
        host = request.headers.get("Host", "")
        if not is_own(host, self._names):
            raise web.HTTPForbidden(text="This server goes by another name (relu-tui serve --name).\n")
        origin = request.headers.get("Origin")
        if origin is not None and not is_same(origin, host, self._given_names):
            raise web.HTTPForbidden(text="Another page has no business here.\n")
        return await handler(request)

    async def _page(self, _request: web.Request) -> web.StreamResponse:
        """The page."""
        if len(self.visits) >= self._most:
            raise web.HTTPServiceUnavailable(text=FULL.format(self._most), headers={"Retry-After": "60"})
        return web.FileResponse(PAGE)

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        """The connection of a page to a lesson of its own."""
        if len(self.visits) >= self._most:
            raise web.HTTPServiceUnavailable(text=FULL.format(self._most), headers={"Retry-After": "60"})
        page = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LONGEST_FRAME)
        task = asyncio.create_task(self.visited(page, request))
        self.visits.add(task)
        task.add_done_callback(self.visits.discard)
        said = await task
        await page.close(message=said.encode())
        return page

    async def visited(self, page: web.WebSocketResponse, request: web.Request) -> str:
        """Show a lesson to a page; what it said as it ended."""
        await page.prepare(request)
        try:
            return await visit(page, self._command, size_from(request.query))
        except MalformedError:
            complaint = "a visitor sent what no page sends: that visit was ended"
        except StartError as error:
            complaint = f"no lesson can be started: {error}"
        except ConnectionError:  # the page is gone
            return ""
        print(f"relu-tui: {complaint}", file=sys.stderr, flush=True)
        return complaint

    async def _end_visits(self, _app: web.Application) -> None:
        """End the lessons that are open, each with its process."""
        for task in self.visits:
            task.cancel()
        if self.visits:
            await asyncio.wait(self.visits, timeout=5)


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


def own_names(host: str) -> set[str]:
    """The names by which browsers find a server that listens at an address.

    Args:
        host: The address, or a name of it.
    """
    machine = socket.gethostname().lower()
    return {"localhost", host.lower(), machine, f"{machine}.local"}


def is_own(host: str, names: Collection[str]) -> bool:
    """Whether a request asks for this server.

    Nobody can make an address lead anywhere else, so an address is as good as a name.

    Args:
        host: The header `Host`: a name or an address, and a port.
        names: This server's names.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    name = name.rstrip(".")
    if name in names or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_same(origin: str, host: str, given_names: Collection[str]) -> bool:
    """Whether a page came from this server.

    Args:
        origin: The header `Origin`.
        host: The header `Host`, which is one of this server's.
        given_names: The names of a proxy before this server, which may ask it by another name.
    """
    try:
        found = urlsplit(origin)
        name = found.hostname
    except ValueError:
        return False
    if found.scheme not in ("http", "https") or not name:
        return False
    return found.netloc.lower() == host.lower() or name in given_names
