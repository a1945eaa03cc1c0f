"""What a few others do while a class goes on, and what the class notices of it."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

from tests.bench.crowd import PATIENCE, Client, Crowd, come, look, typed
from tests.bench.figures import Figure
from tests.bench.measuring import median, proportional_memory
from tests.ssh.class_server import ClassServer

PACES = 10
NEWCOMERS = 100
LONG = b"gelu(gelu(gelu(x)))"
"""At 0 all is proved at once; the argument at any other point takes the better part of a second."""


def troubled(folder: Path, count: int) -> Iterator[Figure]:
    """What a class notices of one who reads nothing, one who floods, one cut off, and a hundred at once.

    Each trouble stands beside the same steps without it, of the same class, a moment before.
    """
    what = f"{count} in one process"
    crowd = Crowd()
    with ClassServer(folder, "--most", str(count + NEWCOMERS + 10)) as server:
        try:
            (teacher,) = come(crowd, [server.command("teacher", options=("-tt",))], server.home)
            names = [server.command(f"learner{index}", options=("-tt",)) for index in range(count)]
            class_ = come(crowd, names, server.home)
            crowd.read(5.0)
            for trouble in (_deaf, _flood, _cut_off, _resized, _long, _at_once):
                calm = _paced(crowd, teacher, class_, lambda: None)
                before = proportional_memory(server.process.pid)
                stack = ExitStack()
                found = _paced(crowd, teacher, class_, trouble(server, stack))
                words = (trouble.__doc__ or "").strip(".").lower()
                for when, delays in (("before", calm), (f"with {words}", found)):
                    yield Figure(f"{what}: a step to the last, {when}", 1000 * median(delays), "ms")
                    yield Figure(f"{what}: the slowest step to the last, {when}", 1000 * max(delays), "ms")
                grown = proportional_memory(server.process.pid) - before
                yield Figure(f"{what}: memory grown, with {words}", grown, "MB")
                stack.close()
                crowd.read(3.0)
        finally:
            crowd.close()


def _paced(
    crowd: Crowd, teacher: Client, class_: Sequence[Client], disturb: Callable[[], None]
) -> list[float]:
    """Seconds that a step takes to the last of a class, a few times, a second apart."""
    delays = []
    for turn in range(PACES):
        before = [client.count for client in class_]
        begun = crowd.press(teacher, ("right", "left")[turn % 2])
        while (left := begun + 1 - time.monotonic()) > 0:
            disturb()
            crowd.read(min(left, 0.02))
        came = [c.last - begun for c, count in zip(class_, before, strict=True) if c.count > count]
        delays.append(max(came) if len(came) == len(class_) else PATIENCE)
    return delays


def visitor_of(server: ClassServer, stack: ExitStack, name: str) -> Client:
    visitor = Client(server.command(name, options=("-tt",)), server.home, (80, 24))
    stack.callback(visitor.close)
    end = time.monotonic() + PATIENCE
    while visitor.text is None and time.monotonic() < end:
        visitor.read()
    return visitor


def _deaf(server: ClassServer, stack: ExitStack) -> Callable[[], None]:
    """One who types and reads nothing."""
    visitor = visitor_of(server, stack, "deaf")
    return lambda: typed(visitor, b"\x0c")


def _flood(server: ClassServer, stack: ExitStack) -> Callable[[], None]:
    """One who floods."""
    visitor = visitor_of(server, stack, "flood")

    def flood() -> None:
        typed(visitor, b"?q" * 2000)
        if select.select([visitor.master], [], [], 0)[0]:
            visitor.read()

    return flood


def _cut_off(server: ClassServer, stack: ExitStack) -> Callable[[], None]:
    """One whose client stands still."""
    visitor = visitor_of(server, stack, "gone")
    os.kill(visitor.pid, signal.SIGSTOP)
    stack.callback(os.kill, visitor.pid, signal.SIGCONT)
    return lambda: None


def _resized(server: ClassServer, stack: ExitStack) -> Callable[[], None]:
    """One whose window changes its size without end."""
    visitor = visitor_of(server, stack, "window")
    widths = cycle(range(80, 180))

    def resize() -> None:
        for _ in range(5):
            fcntl.ioctl(visitor.master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, next(widths), 0, 0))
            time.sleep(0.001)
        look(visitor, 0)

    return resize


def _long(server: ClassServer, stack: ExitStack) -> Callable[[], None]:
    """One who goes from point to point and asks for arguments that take long."""
    visitor = visitor_of(server, stack, "heavy")
    for keys in (b"e", b"\x01\x0b" + LONG + b"\x1b[B\x01\x0b0", b"\r"):
        typed(visitor, keys)
        look(visitor, 2.0)
    walk = cycle((b")", b"w", b"\x1b"))
    pressed = time.monotonic()

    def ask() -> None:
        nonlocal pressed
        if time.monotonic() - pressed > 0.1:
            pressed = time.monotonic()
            typed(visitor, next(walk))
        look(visitor, 0)

    return ask


def _at_once(server: ClassServer, stack: ExitStack) -> Callable[[], None]:
    """A hundred who come at once."""
    come: list[Client] = []

    def come_in() -> None:
        if len(come) < NEWCOMERS:
            for _ in range(max(1, NEWCOMERS // 50)):
                client = Client(server.command(f"new{len(come)}", options=("-tt",)), server.home, (80, 24))
                stack.callback(client.close)
                come.append(client)
        for client in come:
            if select.select([client.master], [], [], 0)[0]:
                client.read()

    return come_in
