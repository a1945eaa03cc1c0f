"""A terminal for tests: a pseudo-terminal, the screen as a person sees it, and what the bytes did to it.

with Terminal(*LESSON, home=tmp_path) as terminal:
    terminal.wait_for("no row yet")
    terminal.press("right", "enter")
    terminal.press("q")
    assert terminal.wait_end() == 0
    terminal.assert_restored()
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).parents[2]
LESSON = (sys.executable, "-m", "relu_tui")
DEADLINE = 40.0
"""Seconds after which what is waited for is taken never to come; far more than it ever takes."""

KEYS = {
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "enter": b"\r",
    "space": b" ",
    "tab": b"\t",
    "escape": b"\x1b",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
}

RELU_KEYS = ("right", "right", "right", "enter", *("down", "enter", "enter") * 3)
"""From the start of the lesson to its verdict, every question passed over."""

READY = "no row yet"
"""What the first frame of a fresh lesson shows."""

MODES_AT_REST = {
    **dict.fromkeys(
        (9, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 2004, 2026, 2048, 47, 1047, 1049), False
    ),
    7: True,
    25: True,
}
"""Private modes of a terminal in which a shell can work: no mouse, no other screen, the cursor shown."""

_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])\d*u")
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p")
_UNFINISHED = re.compile(rb"\x1b(?:\[[<>=?]?[\d;]*\$?)?\Z")
_PLACE = re.compile(rb"\x1b\[(\d+)(?:;\d+)?H")
_STYLE = re.compile(rb"\x1b\[([\d;]*)m")


def environment(home: Path, **changes: str) -> dict[str, str]:
    """What a plain `ssh` session gives a program: 256 colours, UTF-8, a home of its own."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        **changes,
    }


class Terminal:
    """A command in a pseudo-terminal of its own, of whose session it is the leader.

    Attributes:
        raw: All bytes that it wrote.
        patience: Seconds that it is waited for at the most, where a call doesn't say otherwise.
        before: The terminal's settings before it began (`termios.tcgetattr`).
    """

    def __init__(
        self,
        *argv: str,
        home: Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        patience: float = DEADLINE,
    ) -> None:
        self.raw = b""
        self.patience = patience
        self.master, slave = pty.openpty()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._lines: list[str] = []
        self._pending = b""
        self._work = 0.0
        self._size(*size)
        self.before = termios.tcgetattr(slave)
        # The leader of a session that opens a terminal which is nobody's makes it its own.
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", 'exec "$@" <>"$0" >&0 2>&0', os.ttyname(slave), *argv],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(home) if env is None else dict(env),
            cwd=cwd or home,
            start_new_session=True,
            pass_fds=(),
        )
        self._slave = slave
        """Kept open until the program has opened it, or what is typed before that would be lost."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- what a person does -------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by name, or type characters."""
        self.write(b"".join(KEYS.get(key, key.encode()) for key in keys))

    def write(self, data: bytes, *, skimming: bool = False) -> None:
        """Send bytes, reading what comes meanwhile, so that neither side waits for the other."""
        deadline = time.monotonic() + self.patience
        while data:
            readable, writable, _ = select.select([self.master], [self.master], [], 1)
            if readable and not (self.skim() if skimming else self._read()):
                return
            if writable:
                with contextlib.suppress(BlockingIOError, OSError):
                    data = data[os.write(self.master, data[:512]) :]
            assert time.monotonic() < deadline, f"nobody reads what is typed:\n{self.text}"

    def resize(self, columns: int, rows: int) -> None:
        """Drag the window to another size."""
        self._size(columns, rows)

    def claim(self, columns: int, rows: int) -> None:
        """Say that the window has a size, without having it."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def flood(self, data: bytes) -> None:
        """Send bytes over and over without reading a thing, until the program takes no more."""
        os.set_blocking(self.master, False)
        end = time.monotonic() + self.patience
        taken = time.monotonic()
        while time.monotonic() < taken + 0.5:
            assert time.monotonic() < end, "it takes keys without end, though it can't write"
            with contextlib.suppress(BlockingIOError):
                os.write(self.master, data)
                taken = time.monotonic()
            time.sleep(0.01)
        os.set_blocking(self.master, True)

    def scribble(self) -> None:
        """Let something else write all over the screen."""
        self._stream.feed(b"\x1b[m" + b"".join(b"\x1b[%d;3Hscribble" % row for row in range(1, 25)))

    # --- what a person sees -------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        if self._screen.dirty:
            self._lines = list(self._screen.display)
            self._screen.dirty.clear()
        return list(self._lines)

    @property
    def modes(self) -> dict[int, bool]:
        """The private modes that the bytes left on or off."""
        modes: dict[int, bool] = {}
        for match in _MODE.finditer(self.raw):
            for mode in match[1].split(b";"):
                modes[int(mode)] = match[2] == b"h"
        return modes

    @property
    def colours(self) -> set[str]:
        """The kinds of colour that were selected: `16`, `256`, `16M`; empty for none."""
        kinds: set[str] = set()
        for match in _STYLE.finditer(self.raw):
            codes = iter([int(code or 0) for code in match[1].split(b";")])
            for code in codes:
                if code in (38, 48):
                    kind = next(codes)
                    kinds.add("256" if kind == 5 else "16M")
                    for _ in range(1 if kind == 5 else 3):
                        next(codes)
                elif code in (*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)):
                    kinds.add("16")
        return kinds

    @property
    def rows_written(self) -> set[int]:
        """The rows, from 1, in which the cursor was placed."""
        return {int(match[1]) for match in _PLACE.finditer(self.raw)}

    @property
    def work(self) -> float:
        """Seconds for which the program, with all its threads, had a processor; once it ended, the last."""
        with contextlib.suppress(OSError):
            self._work = time.clock_gettime((~self.process.pid << 3) | 2)  # clock_getcpuclockid(3) of Linux
        return self._work

    @property
    def peak_memory(self) -> float:
        """The most memory that the program had so far, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024

    def wait(self, condition: Callable[[], bool], what: str, deadline: float | None = None) -> None:
        """Read until a condition holds."""
        end = time.monotonic() + (deadline or self.patience)
        while not condition():
            assert time.monotonic() < end, f"waited in vain for {what}; the screen:\n{self.text}"
            if not self._wait_for_bytes(0.05) and self.process.poll() is not None and not condition():
                raise AssertionError(
                    f"ended with {self.process.returncode} before {what}; the screen:\n{self.text}\n"
                    f"the last bytes: {self.raw[-2000:]!r}"
                )

    def wait_for(self, *texts: str, deadline: float | None = None) -> None:
        """Read until all of these are on the screen."""
        self.wait(lambda: all(text in self.text for text in texts), f"{texts} on the screen", deadline)

    def wait_for_verdict(self, deadline: float | None = None) -> None:
        """Read until the verdict on ReLU stands there, spaced out or not."""
        self.wait(lambda: "NOTDIFFERENTIABLEAT0" in self.text.replace(" ", ""), "the verdict", deadline)

    def wait_without(self, text: str, deadline: float | None = None) -> None:
        """Read until this is not on the screen."""
        self.wait(lambda: text not in self.text, f"{text!r} to go", deadline)

    def wait_end(self, deadline: float | None = None) -> int:
        """Read until the program has ended; its exit status, or the signal that killed it, negative."""
        end = time.monotonic() + (deadline or self.patience)
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it never ended; the screen:\n{self.text}"
            self._wait_for_bytes(0.02)
        while self._wait_for_bytes(0):
            pass
        return self.process.returncode

    def settle(self, quiet: float = 0.2, deadline: float | None = None) -> float:
        """Read until nothing has come for a while. For measuring; a test waits for what it asks for.

        Returns:
            The seconds after which the last of it came.
        """
        start = last = time.monotonic()
        while self._wait_for_bytes(quiet):
            last = time.monotonic()
            assert last < start + (deadline or self.patience), "it never stops writing"
        return last - start

    def skim(self) -> int:
        """Read what has come without showing it: the screen is not known until all of it is drawn anew.

        Returns:
            How many bytes there were. Only the last of them are kept.
        """
        count = 0
        while select.select([self.master], [], [], 0)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            self._let_go()
            self.raw = (self.raw + data)[-65536:]
            count += len(data)
        return count

    @property
    def running(self) -> bool:
        """Whether the program runs."""
        return self.process.poll() is None

    @property
    def waiting(self) -> bool:
        """Whether the program's main thread waits for something, rather than for a processor."""
        with contextlib.suppress(OSError):
            return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"
        return False

    # --- what it leaves behind ----------------------------------------------------------------------

    def assert_settings_restored(self) -> None:
        """Find that the terminal's settings, as stty tells them, are what they were."""
        after = termios.tcgetattr(self.master)
        assert after == self.before, f"stty settings: {self.before} before, {after} after"

    def assert_restored(self) -> None:
        """Find that a shell could go on in this terminal as if nothing had been."""
        self.assert_settings_restored()
        modes = self.modes
        left = {mode: on for mode, on in modes.items() if MODES_AT_REST.get(mode, False) != on}
        assert not left, f"modes left on or off: {left}"
        pushed = sum(1 if match[1] == b">" else -1 for match in _KITTY.finditer(self.raw))
        assert pushed <= 0, "the keyboard protocol is still on"
        styles = _STYLE.findall(self.raw)
        assert not styles or styles[-1] in (b"", b"0"), f"the last style is {styles[-1]!r}"

    def close(self) -> None:
        """End the program and its session, whatever it is doing."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()
        self.process.wait()
        self._let_go()
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def hang_up(self) -> None:
        """Close the terminal under the program, as a window or a link that goes away."""
        self._let_go()
        os.close(self.master)
        self.master = -1

    # --- the pseudo-terminal ------------------------------------------------------------------------

    def _size(self, columns: int, rows: int) -> None:
        if (columns, rows) != (self._screen.columns, self._screen.lines):
            self._screen.resize(rows, columns)
        self.claim(columns, rows)

    def _let_go(self) -> None:
        if self._slave >= 0:
            os.close(self._slave)
            self._slave = -1

    def _wait_for_bytes(self, seconds: float) -> bool:
        readable, _, _ = select.select([self.master], [], [], seconds)
        return bool(readable) and self._read()

    def _read(self) -> bool:
        try:
            data = os.read(self.master, 65536)
        except OSError:  # EIO: the last program that had it open has ended
            return False
        self.raw += data
        self._let_go()
        data = self._pending + data
        unfinished = _UNFINISHED.search(data)
        self._pending = data[unfinished.start() :] if unfinished else b""
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data[: len(data) - len(self._pending)]))
        return bool(data)
