"""A program of this package that runs beside this one, and can be ended at any moment without harm."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Lock, Timer

import relu_tui

MOST_BYTES = 1 << 20
"""Bytes of a line; a longer one is cut."""


class ChildError(Exception):
    """The program could not be started."""


class Child:
    """The program while it runs. It is in a process group of its own, so that what it starts ends with it."""

    def __init__(self, module: str, argument: str, seconds: float | None = None) -> None:
        """Start it.

        The folder that this program was started in is kept off its path: a file there that happens to
        be called like a library is not what is meant.

        Args:
            module: Run as `python -m module`.
            argument: What it is given.
            seconds: When to end it, or None to let it run.

        Raises:
            ChildError: It can't be started.
        """
        root = str(Path(relu_tui.__file__).parent.parent)
        path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this Python, with a module of this package
                [sys.executable, "-P", "-m", module, argument],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise ChildError(str(error)) from None
        self._lock = Lock()
        self.late = False
        self._timer = Timer(seconds or 0.0, self._expire)
        self._timer.daemon = True
        if seconds is not None:
            self._timer.start()

    def lines(self) -> Iterator[str]:
        """What it prints, line by line, until it ends; then it is gone, and `status` is known."""
        out = self._process.stdout
        assert out is not None  # noqa: S101 - it was asked for
        try:
            while line := out.readline(MOST_BYTES):
                yield line.decode("utf-8", "replace").rstrip("\n")
        finally:
            self._timer.cancel()
            with self._lock:
                self._end()
                self._process.wait()
            out.close()

    def kill(self) -> None:
        """End it now. Whoever reads its lines gets no more."""
        with self._lock:
            self._end()

    @property
    def status(self) -> int | None:
        """Its exit status, negative for a signal, or None while it runs."""
        return self._process.returncode

    def _expire(self) -> None:
        self.late = True
        self.kill()

    def _end(self) -> None:
        if self._process.returncode is None:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                self._process.kill()
