"""Has what takes long worked out in forks of the class's process, which goes on meanwhile.

A fork knows all that the process knows, so it can be given any call. It does nothing but that: its files are
closed, it may write none, start nothing, and has so much memory and time of a processor. What it found
(`relu_tui.calculus.shareable`) comes back through a pipe, and is read as data of this package and no other.
A fork that is ended, or ends by itself, has found nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import io
import os
import pickle
import resource
import signal
import sys
import warnings
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from flint import arb, fmpz

from relu_tui import kiosk
from relu_tui.calculus.exact.balls import USUAL_BITS, precision
from relu_tui.calculus.shareable import Found, noted, take_in

MOST_SECONDS = 2
"""Seconds of a processor for one piece of work."""

LONGEST = 15.0
"""Seconds after which it is ended, however little of a processor it had."""

MOST_MEMORY = 512 << 20
"""Bytes of address space beyond those that the class has."""

MOST_BYTES = 4 << 20
"""Bytes of what comes back."""

FORKS = 2
"""Pieces of work at the same time."""

DEEPEST = 10_000
"""How deep what comes back may be nested."""

SOON = 0.01
"""Seconds between two looks whether a fork that was ended is gone."""

OURS = (
    *("relu_tui.calculus.", "relu_tui.certificate.", "relu_tui.lesson.", "relu_tui.frameworks."),
    *("relu_tui.app.drawing.", "relu_tui.app.panes.", "relu_tui.console.plain.", "flint."),
    Fraction.__module__,
)
"""Where the classes are of which values may come back, besides plain ones of Python's own."""

PLAIN = {"set", "frozenset", "complex", "range", "slice", "bytearray"}


class ForkedWork:
    """A piece of work in a fork, or waiting for its turn.

    Attributes:
        done: Whether it has come to its end.
        seconds: For how long it had a processor.
        answers: The answer, or nothing where there is none that could come back.
    """

    def __init__(self) -> None:
        self.done = False
        self.seconds = 0.0
        self.answers: list[Any] = []
        self.found: list[Found] | None = None
        self.task: asyncio.Task[None] | None = None

    @property
    def failed(self) -> bool:
        """Whether nothing came back."""
        return self.found is None

    def take_in(self) -> None:
        """Have what was found remembered here."""
        take_in(self.found or ())

    def leave(self) -> None:
        """End it: nobody waits for it any more."""
        if self.task is not None:
            self.task.cancel()


class Forks:
    """The forks of a class, few at a time."""

    def __init__(self, most: int = FORKS) -> None:
        self._places = asyncio.Semaphore(most)
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, call: Callable[[], object]) -> ForkedWork:
        """Have something worked out, as soon as there is a place for it.

        Args:
            call: What is done.
        """
        work = ForkedWork()
        task = work.task = asyncio.get_running_loop().create_task(self._see_through(work, call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return work

    async def work_out(self, call: Callable[[], object]) -> ForkedWork:
        """The same, and wait for it."""
        work = self.begin(call)
        assert work.task is not None  # noqa: S101 - it was begun
        try:
            await work.task
        finally:
            work.leave()
        return work

    async def _see_through(self, work: ForkedWork, call: Callable[[], object]) -> None:
        try:
            async with self._places:
                reading, pid = _fork(call)
                try:
                    async with asyncio.timeout(LONGEST):
                        data = await _read(reading)
                except TimeoutError:
                    data = b""
                finally:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                    work.seconds = await asyncio.shield(_gone(pid))
            work.found, work.answers = _loaded(data)
        except OSError:  # the system gives no more processes
            return
        finally:
            work.done = True

    async def close(self) -> None:
        """End them all."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _fork(call: Callable[[], object]) -> tuple[int, int]:
    """Begin a piece of work: where its end can be read, and the number of its process."""
    reading, writing = os.pipe()
    try:
        with warnings.catch_warnings():
            # Of threads there are none that hold anything; a fork that waits for one is ended in time.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    if pid == 0:
        _carry_out(call, writing)
    os.close(writing)
    return reading, pid


def _carry_out(call: Callable[[], object], writing: int) -> NoReturn:
    """Do it, in the fork, and end that."""
    try:
        gc.disable()
        signal.set_wakeup_fd(-1)  # it leads to the class
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPROF):
            signal.signal(number, signal.SIG_DFL)
        os.closerange(0, writing)
        os.closerange(writing + 1, os.sysconf("SC_OPEN_MAX"))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        with contextlib.suppress(OSError, ValueError):
            most = _address_space() + MOST_MEMORY
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        sys.addaudithook(kiosk.refuse)
        answers = []
        with noted() as found, contextlib.suppress(Exception):
            answers = [call()]
        data = _dumped(found, answers)
        if len(data) <= MOST_BYTES:
            left = memoryview(data)
            while left:
                left = left[os.write(writing, left) :]
    finally:
        os._exit(0)  # nothing of the class is to be ended in good order here


def _address_space() -> int:
    """Bytes of address space that this process has; of no other system than Linux it is asked."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()


async def _read(reading: int) -> bytes:
    """All that comes through a pipe."""
    loop = asyncio.get_running_loop()
    stream = asyncio.StreamReader()
    pipe = open(reading, "rb", 0)  # noqa: SIM115 - the transport closes it
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), pipe)
    try:
        return await stream.read()
    finally:
        transport.close()


async def _gone(pid: int) -> float:
    """Wait until a process that was ended is gone; seconds for which it had a processor."""
    while True:
        gone, _, used = os.wait4(pid, os.WNOHANG)
        if gone:
            return used.ru_utime + used.ru_stime
        await asyncio.sleep(SOON)


# --- what comes back --------------------------------------------------------------------------------


class _Writer(pickle.Pickler):
    """Writes balls too, each as what it is: two numbers of the form m·2^n."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, arb):
            middle, radius = (tuple(map(int, part.man_exp())) for part in (value.mid(), value.rad()))
            return _ball, (middle, radius)
        return NotImplemented


def _ball(middle: tuple[int, int], radius: tuple[int, int]) -> arb:
    """A ball around what was one, and next to no larger."""
    return arb(_dyadic(*middle), _dyadic(*radius))


def _dyadic(mantissa: int, exponent: int) -> arb:
    with precision(max(mantissa.bit_length(), USUAL_BITS)):
        return arb(fmpz(mantissa)) * arb(2) ** exponent


class _Reader(pickle.Unpickler):
    """Reads what this package has made, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """A class that stands in the module it is asked of; no function but the one that makes balls."""
        if (module, name) == (__name__, _ball.__name__):
            return _ball
        if module.startswith(OURS) or (module == "builtins" and name in PLAIN):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} does not belong there")


def _dumped(found: list[Found], answers: list[Any]) -> bytes:
    """What was found, as bytes; without what can't be written."""
    sys.setrecursionlimit(DEEPEST)
    try:
        return _written((found, answers))
    except Exception:
        return _written(
            ([one for one in found if _can_be_written(one)], list(filter(_can_be_written, answers)))
        )


def _written(value: object) -> bytes:
    stream = io.BytesIO()
    _Writer(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


def _can_be_written(value: object) -> bool:
    try:
        _written(value)
    except Exception:
        return False
    return True


def _loaded(data: bytes) -> tuple[list[Found] | None, list[Any]]:
    """What was written; None in place of what was found where there is nothing."""
    if not data:
        return None, []
    try:
        found, answers = _Reader(io.BytesIO(data)).load()
    except Exception:  # whatever a fork that was ended in the midst of it has left
        return None, []
    return found, answers
