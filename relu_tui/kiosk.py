"""For a shared account: what the machine offers is taken away before anything else is imported.

The commands that write a file are left out elsewhere (`Command.host`). This is the wall behind them: the
system refuses to let this process write a file or leave a core dump, and the interpreter refuses to open
one for writing, to start another program or to use the network. Neither can be undone from within.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
from collections.abc import MutableMapping

FORBIDDEN = frozenset(
    {
        *("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn"),
        *("subprocess.Popen", "pty.spawn", "webbrowser.open"),
        *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
        *("os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr"),
        *("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"),
    }
)
"""Audit events (PEP 578) of what a shared account does not do."""

MOST_MEMORY = 200_000_000
"""Bytes that the process may have of its own."""

MOST_WORK = 3.0
"""Seconds of a processor after which a lesson that does not come back to its keys is ended by the system;
work that takes long is left after two."""

MEANT_FOR_OTHERS = ("TEXTUAL", "RELU_TUI_", "PYTHON")
"""Beginnings of variables that steer the program and what it is made of: not for whoever logs in."""

IN_A_BROWSER = {
    "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
    "TEXTUAL_FPS": "60",
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
}
"""What `relu-tui serve` sets for each visitor; nothing else is let through."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine() -> None:
    """Take away from this process what a shared account is not to have.

    Ends it where Python was told to ask for commands when the program ends (PYTHONINSPECT, -i).
    """
    if sys.flags.inspect or sys.flags.interactive:
        os.write(2, b"relu-tui: a shared account is for the lesson: start Python with -I and without -i\n")
        os._exit(2)  # any other end would be followed by the prompt
    forget(os.environ)
    sys.dont_write_bytecode = True
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(limit, (0, 0))
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each thread of it takes 30 MB, and nothing here needs two
    with contextlib.suppress(ValueError, OSError):  # a lower limit stands already
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    for key in (signal.SIGTSTP, signal.SIGQUIT):  # Ctrl-Z and Ctrl-\ before there is a screen
        signal.signal(key, signal.SIG_IGN)
    sys.addaudithook(refuse)


def forget(environment: MutableMapping[str, str]) -> None:
    """Remove variables that steer the program, except for what shows it in a browser.

    Args:
        environment: The process's environment.
    """
    for name, value in list(environment.items()):
        if name.startswith(MEANT_FOR_OTHERS) and IN_A_BROWSER.get(name) != value:
            del environment[name]


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what a shared account does not do.

    Args:
        event: The name of an audit event.
        arguments: What it is about.

    Raises:
        PermissionError: It is something that reaches the machine.
    """
    if event == "open":
        path, _, flags = arguments
        if isinstance(flags, int) and flags & _WRITING and path != os.devnull:
            raise PermissionError(f"a shared account: {path} is not opened for writing")
    elif event in FORBIDDEN:
        raise PermissionError(f"a shared account: no {event}")
