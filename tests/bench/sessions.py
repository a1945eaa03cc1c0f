"""What sessions over a real sshd cost, alone and thirty at once."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.measuring import QUIET, Runner, median, proportional_memory
from tests.ssh.server import Server
from tests.terminal.terminal import READY, Terminal

AT_ONCE = 30
PATIENCE = 300.0
KEYS = 6


def sessions(home: Path, count: int = AT_ONCE) -> Iterator[Figure]:
    """A key and the memory of a session, alone and among many."""
    with Server(home, f"MaxStartups {count}") as server, ExitStack() as stack:
        begun = time.monotonic()
        first = stack.enter_context(Terminal(*server.lesson(), home=server.home))
        first.wait_for(READY)
        yield Figure("over ssh, alone: first text", 1000 * (time.monotonic() - begun), "ms")
        first.settle(1.0)
        alone = Runner(first)
        for _ in range(KEYS):
            alone.press("right")
        yield Figure("over ssh, alone: a key", 1000 * median(alone.seconds), "ms")
        (program,) = server.programs()
        yield Figure("over ssh, alone: memory", proportional_memory(program), "MB")
        begun = time.monotonic()
        rest = [stack.enter_context(Terminal(*server.lesson(), home=server.home)) for _ in range(count - 1)]
        for learner in rest:
            learner.wait_for(READY, deadline=PATIENCE)
        yield Figure(f"over ssh, {count} at once: all have text", time.monotonic() - begun, "s")
        for learner in rest:
            learner.settle(QUIET)
        idle = Runner(first)
        for _ in range(KEYS):
            idle.press("left")
        yield Figure(f"over ssh, {count} open: a key in one", 1000 * median(idle.seconds), "ms")
        together = [second for _ in range(KEYS) for second in press_all([first, *rest])]
        yield Figure(f"over ssh, {count} press at once: median", 1000 * median(together), "ms")
        yield Figure(f"over ssh, {count} press at once: the last", 1000 * max(together), "ms")
        memory = [proportional_memory(pid) for pid in server.programs()]
        yield Figure(f"over ssh, {count} at once: memory of a session", median(memory), "MB")
        for learner in (first, *rest):
            learner.press("q")
        ended = [learner.wait_end(PATIENCE) for learner in (first, *rest)]
        yield Figure(f"over ssh, {count} at once: ended badly", sum(map(bool, ended)), "", most=0)


def press_all(learners: list[Terminal]) -> list[float]:
    """Press a key in all at once; the seconds after which the last of each came."""
    begun = time.monotonic()
    for learner in learners:
        learner.press("right")
    last = dict.fromkeys((learner.master for learner in learners), begun)
    by_master = {learner.master: learner for learner in learners}
    while ready := select.select(list(by_master), [], [], 0.5)[0]:
        for master in ready:
            by_master[master].settle(0)
            last[master] = time.monotonic()
    return [moment - begun for moment in last.values()]
