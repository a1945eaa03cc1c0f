"""`relu-tui serve`: the lesson in a browser, by textual-serve. The rules of a shared account apply.

The page is the project's own: it asks nothing of any other host, and it opens its connection to whatever
address it was itself reached at.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shlex
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp.web import Application, Request, WebSocketResponse

PAGE = Path(__file__).parent / "page"
PARTING = 5.0
"""Seconds that visitors' lessons have to end in when the server ends."""

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, never the default


class ServeError(RuntimeError):
    """The server can't be started; the message says why in one line."""


def command_line(function: str, at: str) -> str:
    """The command that is run for every visitor."""
    words = [sys.executable, "-m", "relu_tui", "lesson", "--kiosk", "--theme", "dark"]
    words += [f"--at={at}"] if at else []
    return shlex.join([*words, "--", function])


def serve(function: str, at: str, host: str, port: int) -> None:
    """Serve until interrupted.

    Args:
        function: The function each visitor begins with.
        at: The point; empty for the function's own.
        host: The address listened on.
        port: The port listened on; 0 for any that is free.

    Raises:
        ServeError: The extra is not installed, or the address can't be listened on.
    """
    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ImportError:
        raise ServeError("serve needs the extra: pip install 'relu-tui[web]'") from None
    visits: set[asyncio.Task[WebSocketResponse]] = set()

    class Quiet(Server):
        """A server that says only what goes wrong, and takes its lessons with it when it ends."""

        async def on_startup(self, app: Application) -> None:  # noqa: ARG002 - the server's own signature
            """Say where the lesson is, now that Ctrl+C ends the server in good order."""
            print(f"Serving on {address(host, found)}  (Ctrl+C ends it)", flush=True)

        async def handle_websocket(self, request: Request) -> WebSocketResponse:
            """Show the lesson to a visitor, for as long as they stay."""
            visit = asyncio.create_task(super().handle_websocket(request))
            visits.add(visit)
            visit.add_done_callback(visits.discard)
            return await visit

        async def on_shutdown(self, app: Application) -> None:  # noqa: ARG002 - the server's own signature
            """End the lessons that are open, each with its process."""
            for visit in visits:
                visit.cancel()
            if visits:
                await asyncio.wait(visits, timeout=PARTING)

    with listen(host, port) as listening:
        found = listening.getsockname()[1]
        page = Quiet(command_line(function, at), host, found, title="relu-tui", templates_path=str(PAGE))
        page.initialize_logging()
        logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
        with contextlib.suppress(KeyboardInterrupt):  # before the server looks for it itself
            web.run_app(page._make_app(), sock=listening, print=None, shutdown_timeout=PARTING)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        ServeError: That can't be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (error.strerror or "can't be listened on").partition(" (")[0]
        raise ServeError(f"{host}:{port}: {reason.lower()}") from None


def address(host: str, port: int) -> str:
    """Where a browser finds what listens there."""
    name = socket.gethostname() if host in EVERYWHERE else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
