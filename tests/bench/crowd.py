"""Many OpenSSH clients in pseudo-terminals, read together; only bytes and times are noted."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.terminal.terminal import KEYS, environment

SIZES = ((80, 24), (120, 40), (60, 20), (200, 60))
SPREAD = 8.0
"""Seconds within which all come; the figures are for ten."""

QUIET = 0.4
PATIENCE = 60.0
STILL = 0.5
"""Seconds in which a server does next to nothing, by which it is known to have nothing left to do."""

NEXT_TO_NOTHING = 0.02
"""Seconds of a processor."""

TEXT = b"max(0"


class Client:
    """An OpenSSH client in a pseudo-terminal, of which only bytes and times are noted."""

    def __init__(self, command: Sequence[str], home: Path, size: tuple[int, int]) -> None:
        self.begun = time.monotonic()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), environment(home))
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.text: float | None = None
        self.count = 0
        self.last = self.begun
        self._seen = b""

    def read(self) -> bool:
        """Take what has come; False where no more will."""
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.count += len(data)
        self.last = time.monotonic()
        if self.text is None:
            self._seen = (self._seen + data)[-4096:]
            if TEXT in self._seen:
                self.text = self.last - self.begun
                self._seen = b""
        return bool(data)

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


class Crowd:
    """Clients read together."""

    def __init__(self) -> None:
        self.clients: list[Client] = []
        self._poll = select.poll()
        self._by_master: dict[int, Client] = {}

    def add(self, client: Client) -> None:
        """Take another."""
        self.clients.append(client)
        self._by_master[client.master] = client
        self._poll.register(client.master, select.POLLIN)

    def read(self, seconds: float) -> None:
        """Read what comes within so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for master, _ in self._poll.poll(1000 * left):
                if not self._by_master[master].read():
                    self._poll.unregister(master)

    def settle(self) -> None:
        """Read until something has come, and nothing comes any more."""
        begun = time.monotonic()
        while time.monotonic() < begun + PATIENCE:
            self.read(0.1)
            last = max(client.last for client in self.clients)
            if last > begun and time.monotonic() - last >= QUIET:
                return

    def press(self, client: Client, key: str) -> float:
        """Press a key of one; the moment of it."""
        begun = time.monotonic()
        os.write(client.master, KEYS.get(key, key.encode()))
        return begun

    def close(self) -> None:
        """End them all."""
        for client in self.clients:
            client.close()


def come(crowd: Crowd, commands: Sequence[Sequence[str]], home: Path) -> list[Client]:
    """Let clients come, spread over `SPREAD` seconds, and read until each has text."""
    begun = time.monotonic()
    come: list[Client] = []
    for index, command in enumerate(commands):
        crowd.read(max(0.0, begun + SPREAD * index / len(commands) - time.monotonic()))
        client = Client(command, home, SIZES[index % len(SIZES)])
        crowd.add(client)
        come.append(client)
    end = time.monotonic() + PATIENCE
    while any(client.text is None for client in come) and time.monotonic() < end:
        crowd.read(0.05)
    crowd.read(2.0)
    return come


def typed(client: Client, keys: bytes) -> None:
    """Type, as far as there is room for it."""
    if select.select([], [client.master], [], 0)[1]:
        os.set_blocking(client.master, False)
        with suppress(BlockingIOError):
            os.write(client.master, keys)


def look(client: Client, seconds: float) -> None:
    """Read what comes within so many seconds."""
    end = time.monotonic() + seconds
    while select.select([client.master], [], [], max(0.0, end - time.monotonic()))[0]:
        client.read()


def processor_time(pid: int) -> float:
    """Seconds for which a process had a processor (clock_getcpuclockid(3) of Linux)."""
    return time.clock_gettime((~pid << 3) | 2)


def wait_until_still(crowd: Crowd, pid: int) -> None:
    """Read until a server has started all that it starts while nobody does anything.

    Whatever is left of that would be counted as work of the steps, and on a busy machine much is left.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        before = processor_time(pid)
        crowd.read(STILL)
        # Twice, as the first may have been the pause before the next app is started.
        if processor_time(pid) - before < NEXT_TO_NOTHING:
            crowd.read(STILL)
            if processor_time(pid) - before < NEXT_TO_NOTHING:
                return
