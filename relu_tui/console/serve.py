"""`relu-tui serve`: the lesson in a browser, by textual-serve. The rules of a shared account apply."""

from __future__ import annotations

import shlex
import sys


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
        port: The port listened on.

    Raises:
        ServeError: The extra is not installed, or the address is taken.
    """
    try:
        from textual_serve.server import Server
    except ImportError:
        raise ServeError("serve needs the extra: pip install 'relu-tui[web]'") from None
    print(f"Serving on http://{host}:{port}  (Ctrl+C ends it)", flush=True)
    try:
        Server(command_line(function, at), host=host, port=port, title="relu-tui").serve()
    except OSError as error:
        raise ServeError(f"{host}:{port}: {(error.strerror or 'in use').lower()}") from None
