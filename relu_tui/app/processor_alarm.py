"""Interrupts what takes a processor for too long, where one thread does everybody's work."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

AGAIN = 0.05
"""Seconds of a processor after which it interrupts again what goes on all the same."""


@contextmanager
def interrupted(seconds: float, interrupt: Callable[[], None]) -> Iterator[None]:
    """Call something in the midst of what is done within, once the process has worked for so long.

    For the main thread alone: the system has one such alarm for a process, and Python hears it there.

    Args:
        seconds: Of a processor: how busy the machine is with others counts for nothing.
        interrupt: Called then, and again where what it raises is lost: Python drops what is raised within a
            `__del__`. Else it is raised from what is done.
    """
    within = True

    def ring(number: int, frame: object) -> None:
        del number, frame
        if within:
            interrupt()

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        within = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
