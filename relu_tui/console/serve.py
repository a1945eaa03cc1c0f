"""`relu-tui serve`: the lesson in a browser. The rules of a shared account apply.

The page is the project's own, around the terminal of textual-serve: it asks nothing of any other host,
and it opens its connection to whatever address it was itself reached at.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import sys
from collections.abc import Collection

REQUEST_PATIENCE = 10.0
"""Seconds in which a request has to be there whole, and for which a connection waits for the next one."""

PARTING = 5.0
"""Seconds that visitors' lessons have to end in when the server ends."""

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, never the default


class ServeError(RuntimeError):
    """The server can't be started; the message says why in one line."""


def command_line(function: str, at: str) -> list[str]:
    """The command that is run for every visitor."""
    words = [sys.executable, "-m", "relu_tui", "lesson", "--kiosk", "--theme", "dark"]
    words += [f"--at={at}"] if at else []
    return [*words, "--", function]


def serve(function: str, at: str, host: str, port: int, *, most: int, names: Collection[str] = ()) -> None:
    """Serve until interrupted.

    Args:
        function: The function each visitor begins with.
        at: The point; empty for the function's own.
        host: The address listened on.
        port: The port listened on; 0 for any that is free.
        most: The number of visitors at one time.
        names: Further names by which browsers find the server, such as that of a proxy before it.

    Raises:
        ServeError: The extra is not installed, or the address can't be listened on.
    """
    try:
        from aiohttp import web

        from relu_tui.console.site import Site
    except ImportError:
        raise ServeError("serve needs the extra: pip install 'relu-tui[web]'") from None
    _log_in_lines()
    with listen(host, port) as listening:
        found = listening.getsockname()[1]
        site = Site(command_line(function, at), host, most, names)

        async def opened() -> web.Application:
            app = site.application()

            async def say_where(_app: web.Application) -> None:
                """Say where the lesson is, now that Ctrl+C ends the server in good order."""
                print(f"Serving on {address(host, found)}  (Ctrl+C ends it)", flush=True)

            app.on_startup.append(say_where)
            return app

        with contextlib.suppress(KeyboardInterrupt):  # before the server looks for it itself
            web.run_app(
                opened(),
                sock=listening,
                print=None,
                access_log=None,
                keepalive_timeout=REQUEST_PATIENCE,
                shutdown_timeout=PARTING,
                loop=asyncio.new_event_loop(),
            )


class _OneLine(logging.Formatter):
    """What went wrong in one line: a visitor can make it go wrong as often as they like."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        error = record.exc_info[1] if record.exc_info else None
        reason = f" ({type(error).__name__})" if error else ""
        return f"relu-tui: {record.getMessage()}{reason}".replace("\n", " ")[:200]


def _log_in_lines() -> None:
    """Say only what goes wrong, each in a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


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
