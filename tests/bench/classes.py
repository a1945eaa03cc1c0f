"""A class over SSH by real OpenSSH clients on loopback, beside an sshd that starts a process for each.

    python -m tests.bench.classes                     30, 100 and 300 learners
    python -m tests.bench.classes 30 --soak 60        thirty, and an hour of steps after that
    python -m tests.bench.classes 30 --trouble        thirty, and what a few others do meanwhile

Prints a table in Markdown. All clients come within `SPREAD` seconds, at four sizes in turn; the teacher
then walks to the verdict. Server and clients share the machine's processors.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import cycle
from pathlib import Path

from tests.bench.figures import HEAD, Figure, missed
from tests.bench.measuring import load, median, proportional_memory
from tests.ssh.class_server import ClassServer
from tests.ssh.server import Server
from tests.terminal.terminal import KEYS, RELU_KEYS, environment

COUNTS = (30, 100, 300)
SIZES = ((80, 24), (120, 40), (60, 20), (200, 60))
SPREAD = 8.0
"""Seconds within which all come; the figures are for ten."""

QUIET = 0.4
PATIENCE = 60.0
STILL = 0.5
"""Seconds in which a server does next to nothing, by which it is known to have nothing left to do."""

NEXT_TO_NOTHING = 0.02
"""Seconds of a processor."""

PACES = 6
NEWCOMERS = 100
MOST_PROCESSES = 30
"""Learners with a process each: some 33 MB each, and a second of a processor to start."""

TEXT = b"max(0"

HEAVY = b"sin(sin(sin(sin(sin(x)))))"
"""At 0 all is proved at once; the argument at any other point takes more than a second."""


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


def texts(clients: Sequence[Client], what: str, most: float | None = None) -> Iterator[Figure]:
    """When the clients had their first text."""
    seen = sorted(client.text for client in clients if client.text is not None)
    yield Figure(f"{what}: without text", len(clients) - len(seen), "", most=0)
    yield Figure(f"{what}: first text, median", 1000 * median(seen), "ms")
    yield Figure(f"{what}: first text, the last", 1000 * seen[-1], "ms", most=most)


def one_process(folder: Path, count: int, soak: float = 0.0) -> Iterator[Figure]:
    """A class of so many: memory, first text, a step, and after an hour if that is asked for."""
    what = f"{count} in one process"
    crowd = Crowd()
    with ClassServer(folder, "--most", str(count + 10)) as server:
        alone = proportional_memory(server.process.pid)
        yield Figure(f"{what}: before anybody came", alone, "MB")
        try:
            (teacher,) = come(crowd, [server.command("teacher", options=("-tt",))], server.home)
            names = [server.command(f"learner{index}", options=("-tt",)) for index in range(count)]
            class_ = come(crowd, names, server.home)
            yield from texts(class_, what)
            wait_until_still(crowd, server.process.pid)
            yield from _steps(crowd, teacher, class_, server.process.pid, what)
            memory = proportional_memory(server.process.pid)
            yield Figure(f"{what}: memory a learner", (memory - alone) / count, "MB", most=2)
            yield Figure(f"{what}: memory in all", memory, "MB")
            if soak:
                yield from _soaked(crowd, teacher, server, soak, what)
        finally:
            crowd.close()


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


def _steps(crowd: Crowd, teacher: Client, class_: Sequence[Client], pid: int, what: str) -> Iterator[Figure]:
    last, middle, sizes = [], [], []
    worked = processor_time(pid)
    for key in RELU_KEYS:
        before = [client.count for client in class_]
        begun = crowd.press(teacher, key)
        crowd.settle()
        came = [client for client, count in zip(class_, before, strict=True) if client.count > count]
        if not came:  # a question that the teacher is asked alone
            continue
        delays = sorted(client.last - begun for client in came)
        last.append(delays[-1])
        middle.append(median(delays))
        sizes += [client.count - count for client, count in zip(class_, before, strict=True)]
    worked = (processor_time(pid) - worked) / len(last) / len(class_)
    most = {30: 150.0, 300: 1000.0}.get(len(class_))
    yield Figure(f"{what}: a step, to the middle follower", 1000 * median(middle), "ms")
    yield Figure(f"{what}: a step, to the last follower", 1000 * median(last), "ms", most=most)
    yield Figure(f"{what}: a step, processor time a follower", 1000 * worked, "ms")
    yield Figure(f"{what}: a step, bytes a follower", median(sizes), "B")


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
            for trouble in (_deaf, _flood, _cut_off, _heavy, _at_once):
                calm = _paced(crowd, teacher, class_, lambda: None)
                before = proportional_memory(server.process.pid)
                stack = ExitStack()
                found = _paced(crowd, teacher, class_, trouble(server, stack))
                words = (trouble.__doc__ or "").strip(".").lower()
                yield Figure(f"{what}: a step to the last, before", 1000 * calm, "ms")
                yield Figure(f"{what}: a step to the last, with {words}", 1000 * found, "ms")
                grown = proportional_memory(server.process.pid) - before
                yield Figure(f"{what}: memory grown, with {words}", grown, "MB")
                stack.close()
                crowd.read(3.0)
        finally:
            crowd.close()


def _paced(crowd: Crowd, teacher: Client, class_: Sequence[Client], disturb: Callable[[], None]) -> float:
    """Seconds that a step takes to the last of a class, the median of a few, a second apart."""
    delays = []
    for turn in range(PACES):
        before = [client.count for client in class_]
        begun = crowd.press(teacher, ("right", "left")[turn % 2])
        while (left := begun + 1 - time.monotonic()) > 0:
            disturb()
            crowd.read(min(left, 0.02))
        came = [c.last - begun for c, count in zip(class_, before, strict=True) if c.count > count]
        delays.append(max(came) if len(came) == len(class_) else PATIENCE)
    return median(delays)


def _visitor(server: ClassServer, stack: ExitStack, name: str) -> Client:
    visitor = Client(server.command(name, options=("-tt",)), server.home, (80, 24))
    stack.callback(visitor.close)
    end = time.monotonic() + PATIENCE
    while visitor.text is None and time.monotonic() < end:
        visitor.read()
    return visitor


def _deaf(server: ClassServer, stack: ExitStack) -> Callable[[], None]:
    """One who types and reads nothing."""
    visitor = _visitor(server, stack, "deaf")
    return lambda: typed(visitor, b"\x0c")


def _flood(server: ClassServer, stack: ExitStack) -> Callable[[], None]:
    """One who floods."""
    visitor = _visitor(server, stack, "flood")

    def flood() -> None:
        typed(visitor, b"?q" * 2000)
        if select.select([visitor.master], [], [], 0)[0]:
            visitor.read()

    return flood


def _cut_off(server: ClassServer, stack: ExitStack) -> Callable[[], None]:
    """One whose client stands still."""
    visitor = _visitor(server, stack, "gone")
    os.kill(visitor.pid, signal.SIGSTOP)
    stack.callback(os.kill, visitor.pid, signal.SIGCONT)
    return lambda: None


def _heavy(server: ClassServer, stack: ExitStack) -> Callable[[], None]:
    """One who goes from point to point and asks for arguments that take long."""
    visitor = _visitor(server, stack, "heavy")
    for keys in (b"e", b"\x01\x0b" + HEAVY + b"\x1b[B\x01\x0b0", b"\r"):
        typed(visitor, keys)
        _look(visitor, 2.0)
    walk = cycle((b")", b"w", b"\x1b"))
    pressed = time.monotonic()

    def ask() -> None:
        nonlocal pressed
        if time.monotonic() - pressed > 0.1:
            pressed = time.monotonic()
            typed(visitor, next(walk))
        _look(visitor, 0)

    return ask


def _look(client: Client, seconds: float) -> None:
    """Read what comes within so many seconds."""
    end = time.monotonic() + seconds
    while select.select([client.master], [], [], max(0.0, end - time.monotonic()))[0]:
        client.read()


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


def typed(client: Client, keys: bytes) -> None:
    """Type, as far as there is room for it."""
    if select.select([], [client.master], [], 0)[1]:
        os.set_blocking(client.master, False)
        with suppress(BlockingIOError):
            os.write(client.master, keys)


def _soaked(
    crowd: Crowd, teacher: Client, server: ClassServer, minutes: float, what: str
) -> Iterator[Figure]:
    """What an endless lesson costs: a step a second, a restart each minute, somebody who comes and goes."""
    pid = server.process.pid
    end = time.monotonic() + 60 * minutes
    turn = 0
    first = 0.0
    begun = time.monotonic()
    while time.monotonic() < end:
        crowd.press(teacher, "R" if turn % 60 == 59 else ("right", "left", "g", "z", "1", "2")[turn % 6])
        if turn % 10 == 0:
            visitor = Client(server.command(f"visitor{turn}", options=("-tt",)), server.home, (80, 24))
            crowd.read(1.0)
            visitor.read()
            visitor.close()
        crowd.read(1.0)
        turn += 1
        if not first and time.monotonic() - begun > 15 * minutes:
            first = proportional_memory(pid)
    yield Figure(
        f"{what}: growth in the last three quarters", proportional_memory(pid) - first, "MB", most=10
    )


def process_each(folder: Path, count: int) -> Iterator[Figure]:
    """As many by an sshd that starts a lesson for each, and a key of one."""
    what = f"{count} with sshd and a process each"
    crowd = Crowd()
    with Server(folder, f"MaxStartups {count + 10}") as server:
        try:
            class_ = come(crowd, [server.lesson() for _ in range(count)], server.home)
            yield from texts(class_, what)
            memory = [proportional_memory(pid) for pid in (*server.programs(), *server.sessions())]
            yield Figure(f"{what}: memory a learner", sum(memory) / count, "MB")
            yield Figure(f"{what}: memory in all", sum(memory), "MB")
            begun = time.monotonic()
            for client in class_:
                crowd.press(client, "right")
            crowd.settle()
            yield Figure(
                f"{what}: all press a key, the last", 1000 * (max(c.last for c in class_) - begun), "ms"
            )
        finally:
            crowd.close()


def figures(folder: Path, counts: Sequence[int], soak: float, *, trouble: bool) -> Iterator[Figure]:
    """All figures."""
    if trouble:
        for count in counts:
            with tempfile.TemporaryDirectory(dir=folder) as troubled_folder:
                yield from troubled(Path(troubled_folder), count)
        return
    with ExitStack() as stack:
        for count in counts:
            here = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=folder)))
            yield from one_process(here, count, soak)
        count = min(MOST_PROCESSES, *counts)
        yield from process_each(Path(stack.enter_context(tempfile.TemporaryDirectory(dir=folder))), count)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS)
    parser.add_argument("--soak", type=float, default=0.0, metavar="MINUTES")
    parser.add_argument("--trouble", action="store_true", help="what others do meanwhile")
    options = parser.parse_args()
    print(f"Real OpenSSH clients on loopback, {os.cpu_count()} processors, {load()} at the start.\n")
    print(HEAD)
    done = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures(Path(folder), options.counts, options.soak, trouble=options.trouble):
            done.append(figure)
            print(figure.row(), flush=True)
    bad = missed(done)
    print(f"\n{len(bad)} bounds missed; {load()} at the end.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
