"""The wall behind a class: what its process does not need is refused by the interpreter (PEP 578).

A class has to write its record, to start the processes in which things are tried, and to fork for what takes
long; nothing else of what a shared account is refused. It can't be undone from within.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from relu_tui.kiosk import FORBIDDEN, refuse

STARTS = ("subprocess.Popen", "os.posix_spawn")
"""Events of starting a program; from Python 3.13 on the second follows the first."""


def wall(command: Sequence[str], record: Path) -> Callable[[str, tuple[object, ...]], None]:
    """The audit hook.

    Args:
        command: The one program that may be started.
        record: The one file that may be written; its name may have a number behind it.
    """
    folder, stem, suffix = record.parent.resolve(), record.stem, record.suffix

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.fork":
            return
        if event in STARTS and list(arguments[1]) == list(command):  # type: ignore[call-overload]
            return
        if event == "open" and isinstance(arguments[0], int):  # what is open already
            return
        if event == "open" and isinstance(arguments[0], str | os.PathLike):
            path = Path(arguments[0])
            if path.stem.startswith(stem) and path.suffix == suffix and path.parent.resolve() == folder:
                return
        if event == "open" or event in FORBIDDEN:
            refuse(event, arguments)

    return hook


def raise_wall(command: Sequence[str], record: Path) -> None:
    """Refuse from now on whatever a class does not need; arguments as for `wall`."""
    sys.dont_write_bytecode = True
    sys.addaudithook(wall(command, record))
