"""One examination with an eye on the clock, and on what it raises."""

from __future__ import annotations

import resource
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from relu_tui.calculus import Examination, ExpressionError, examine
from relu_tui.calculus.decision.limit_values import Unknown

SLOW = 2.0
"""Seconds of processor time past which an examination is counted as slow."""

LATEST = 20.0
"""Seconds of processor time past which it is given up."""

MEMORY = 3_000_000_000
"""Bytes of address space that a search may use."""


class Late(Exception):  # noqa: N818 - it is no error of the program that is watched
    """An examination took longer than `LATEST`."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `Late` in the block once it has used so many seconds of processor time."""

    def late(number: int, frame: FrameType | None) -> None:
        raise Late

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def bound_memory() -> None:
    """Let the system refuse this process more memory than a search needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@dataclass
class Watch:
    """What became of a run of examinations.

    Attributes:
        examined: How many came to an end.
        refused: Expressions that the parser refused.
        slow: Lines on those over `SLOW`.
        raised: Lines on those that raised something else than `ExpressionError`.
        undecided: How many left a side open, by the cause.
        worst: The longest time, and what took it.
    """

    examined: int = 0
    refused: int = 0
    slow: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)
    undecided: Counter[str] = field(default_factory=Counter)
    worst: tuple[float, str] = (0.0, "")

    def examine(self, function: str, at: str) -> tuple[Examination, dict[str, Any]] | None:
        """An examination and what is told of it, reasons and all, or None where something came between."""
        line = f"{function!r} at {at!r}"
        start = time.process_time()
        try:
            with time_limit(LATEST):
                examination = examine(function, at)
                told = examination.to_dict()
        except ExpressionError:
            self.refused += 1
            return None
        except Late:
            self._report(self.slow, f"SLOW over {LATEST:.0f} s: {line}")
            return None
        except Exception as trouble:
            self._report(self.raised, f"RAISED {type(trouble).__name__} {trouble}: {line}")
            return None
        seconds = time.process_time() - start
        self.examined += 1
        self.worst = max(self.worst, (seconds, line))
        if seconds > SLOW:
            self._report(self.slow, f"SLOW {seconds:.1f} s: {line}")
        for side in (examination.left, examination.right):
            if isinstance(side.slope, Unknown):
                self.undecided[str(side.slope.trouble)] += 1
                break
        return examination, told

    def _report(self, lines: list[str], line: str) -> None:
        lines.append(line)
        print(line, flush=True)

    def report(self) -> str:
        """The figures, as text."""
        undecided = sum(self.undecided.values())
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return "\n".join(
            (
                f"examined         {self.examined} ({self.refused} refused by the parser)",
                f"undecided        {undecided} ({undecided / max(self.examined, 1):.2%})",
                *(f"    {count:6d}  {why}" for why, count in self.undecided.most_common(12)),
                f"over {SLOW:.0f} s         {len(self.slow)}",
                f"raised           {len(self.raised)}",
                f"longest          {self.worst[0]:.2f} s: {self.worst[1]}",
                f"memory           {used} MB at the most",
            )
        )
