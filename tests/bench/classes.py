"""A class over SSH by real OpenSSH clients on loopback, beside an sshd that starts a process for each.

    python -m tests.bench.classes                     30, 100 and 300 learners
    python -m tests.bench.classes 30 --soak 60        thirty, and an hour of steps after that
    python -m tests.bench.classes 30 --trouble        thirty, and what a few others do meanwhile

Prints a table in Markdown. All clients come within `crowd.SPREAD` seconds, at four sizes in turn; the teacher
then walks to the verdict. Server and clients share the machine's processors.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.bench.crowd import Client, Crowd, come, processor_time, typed, wait_until_still
from tests.bench.figures import HEAD, Figure, missed
from tests.bench.measuring import load, median, proportional_memory
from tests.bench.troubles import troubled
from tests.ssh.class_server import ClassServer
from tests.ssh.server import Server
from tests.terminal.terminal import RELU_KEYS

COUNTS = (30, 100, 300)
MOST_PROCESSES = 30
"""Learners with a process each: some 33 MB each, and a second of a processor to start."""


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
            worked = processor_time(server.process.pid)
            class_ = come(crowd, names, server.home)
            yield from texts(class_, what)
            worked = (processor_time(server.process.pid) - worked) / count
            yield Figure(f"{what}: processor time of the first text and app, a learner", 1000 * worked, "ms")
            wait_until_still(crowd, server.process.pid)
            yield from _steps(crowd, teacher, class_, server.process.pid, what)
            memory = proportional_memory(server.process.pid)
            yield Figure(f"{what}: memory a learner", (memory - alone) / count, "MB", most=2)
            yield Figure(f"{what}: memory in all", memory, "MB")
            if soak:
                yield from _soaked(crowd, teacher, class_, server, soak, what)
        finally:
            crowd.close()


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


WALKED = (
    b"sqrt(x + 2)*abs(x - 1)",
    b"exp(x)*max(0, x)",
    b"x*sin(1/x) if x != 0 else 0",
    b"log(1 + x**2)*abs(x)",
)
"""What those look at who walk to ever new points while the others follow."""

LAP = 150
"""Steps of a walker before the point is typed anew, a little further on."""


def _soaked(
    crowd: Crowd, teacher: Client, class_: Sequence[Client], server: ClassServer, minutes: float, what: str
) -> Iterator[Figure]:
    """What an endless lesson costs: a step a second, a restart each minute, somebody who comes and goes.

    Four go from point to point, and read the argument at each.
    """
    pid = server.process.pid
    walkers = class_[: len(WALKED)]
    begun = time.monotonic()
    memory: list[float] = []
    turn = 0
    while time.monotonic() < begun + 60 * minutes:
        crowd.press(teacher, "R" if turn % 60 == 59 else ("right", "left", "g", "z", "1", "2")[turn % 6])
        for number, (walker, function) in enumerate(zip(walkers, WALKED, strict=True)):
            lap, at = divmod(turn, LAP)
            keys = (b")", b"w", b"\x1b")[at % 3]
            if not at:
                typed(walker, b"\x1b")
                crowd.read(0.2)
                typed(walker, b"e")
                crowd.read(0.5)
                keys = b"\x01\x0b%b\x1b[B\x01\x0b%d/%d\r" % (function, lap, 7 + number)
            typed(walker, keys)
        if turn % 10 == 0:
            visitor = Client(server.command(f"visitor{turn}", options=("-tt",)), server.home, (80, 24))
            crowd.read(1.0)
            visitor.read()
            visitor.close()
        crowd.read(1.0)
        turn += 1
        if time.monotonic() - begun > 60 * (len(memory) + 1):
            memory.append(_own_memory(crowd, pid))
            print(f"minute {len(memory)}: {memory[-1]:.1f} MB", file=sys.stderr, flush=True)
    quarter = len(memory) // 4
    for minute in (0, quarter, len(memory) - 1):
        yield Figure(f"{what}: memory after {minute + 1} minutes of the soak", memory[minute], "MB")
    yield Figure(f"{what}: growth in the last three quarters", memory[-1] - memory[quarter], "MB", most=10)


def _own_memory(crowd: Crowd, pid: int) -> float:
    """The memory of a process, in MB. A fork of it, which is there for a moment, shares half of it."""
    found = []
    for _ in range(5):
        crowd.read(0.7)
        found.append(proportional_memory(pid))
    return max(found)


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
