"""Proofs, arguments and rows are worked out beside the app, so that keys are answered meanwhile.

What does the work is one thread of the process, and it has the engine for itself: python-flint's
precision is global to the process, so nobody else may ask the engine anything before it is done.
Whoever asks waits for a moment, in which nearly every answer comes. Where it takes longer, the app goes
on without: it says so, shows what it showed, and the work can be left by a key.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from queue import SimpleQueue
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from textual.message_pump import MessagePump

from relu_tui.app.processor_alarm import interrupted
from relu_tui.calculus.errors import ExpressionError, NotDefined, Undecided, without_frames

T = TypeVar("T")

AT_ONCE = 0.15
"""Seconds of a processor for which the app waits for an answer before it goes on without."""

AT_ONCE_ON_A_BUSY_MACHINE = 2.0
"""Seconds for which it waits at most, where it gets no processor."""

SOON = 0.05
"""Seconds between two looks whether the answer has come meanwhile."""

MOST_SECONDS = 10.0
"""Seconds of a processor after which work is given up."""

MOST_SECONDS_OF_A_CLASS = 0.04
"""Seconds of a processor for what is done where everybody waits meanwhile: the rest is done elsewhere."""

GIVEN_UP = "That takes more work than the program allows itself, or was left: nothing has changed."
"""What is said where there will be no answer."""


class LeftError(BaseException):
    """Raised in work that nobody waits for any more; no `except Exception` of the engine's takes it."""


def forget_left_work() -> None:
    """Have the engine as it is between two questions."""
    from relu_tui.calculus.exact.balls import forget_what_was_left  # which the first frame need not wait for

    forget_what_was_left()


class Work(Generic[T]):
    """Something that is worked out.

    Attributes:
        done: Set when there is an answer.
        left: Whether nobody waits for it any more.
        begun: The process's seconds of a processor when it was begun, or None before that.
    """

    def __init__(self, call: Callable[[], T]) -> None:
        """Make it.

        Args:
            call: What gives the answer.
        """
        self.done = threading.Event()
        self.left = False
        self.begun: float | None = None
        self._call = call
        self._context = copy_context()
        """What the thread is to know: the dialect of whoever reads the answer."""
        self._answer: T | None = None
        self._error: BaseException | None = None

    def carry_out(self) -> None:
        """Do it, in the thread that does."""
        if not self.left:
            self.begun = time.process_time()
            try:
                self._answer = self._context.run(self._call)
            except LeftError as error:
                if not self.left:  # it was meant for what was done before: another worker does this
                    raise
                self._error = without_frames(error)
                forget_left_work()
            except (NotDefined, Undecided, ExpressionError, MemoryError) as error:  # whoever asked is told
                self._error = without_frames(error)
            except BaseException as error:  # likewise, and of what should not have happened also where
                self._error = error
        self.done.set()

    @property
    def failed(self) -> bool:
        """Whether it was left, or there was not the memory for it."""
        return self.left or isinstance(self._error, LeftError | MemoryError)

    def answer(self) -> T:
        """The answer; raises what the work raised."""
        if self._error is not None:
            raise self._error
        return self._answer  # type: ignore[return-value]  # there is one where nothing was raised

    def once(self) -> T:
        """Do it where nobody waits for `done`."""
        return self._context.run(self._call)

    def takes_longer(self, seconds: float) -> bool:
        """Whether it has had a processor for that long."""
        return self.begun is not None and time.process_time() - self.begun > seconds


class Worker:
    """A thread that does one work after another. There is one at a time in a process, or none.

    Attributes:
        alone: Whether the process is one app's own. Where it is not, everybody works in the app's thread,
            one after the other: else one session might ask the engine something while another's work runs.
    """

    alone = True
    _current: Worker | None = None

    def __init__(self, before: threading.Thread | None = None) -> None:
        """Start it.

        Args:
            before: The thread of a worker whose work was left: the engine is its own until it has ended.
        """
        self._queue: SimpleQueue[Work[Any]] = SimpleQueue()
        self._waiting: deque[Work[Any]] = deque()
        """What was asked for, as the app's thread knows it."""
        self._before = before
        self._dismissed = False
        self._thread = threading.Thread(target=self._run, name="beside", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            if self._before is not None:
                self._before.join()
            while not self._dismissed:
                self._queue.get().carry_out()
        except LeftError:  # its work was done before it heard of it
            return

    def _put(self, work: Work[Any]) -> None:
        self._waiting.append(work)
        self._queue.put(work)

    def _first(self) -> Work[Any] | None:
        """What it is doing."""
        while self._waiting and self._waiting[0].done.is_set():
            self._waiting.popleft()
        return self._waiting[0] if self._waiting else None

    @classmethod
    def ask(cls, work: Work[Any]) -> None:
        """Have something done as soon as what was asked for before is."""
        if cls._current is None:
            cls._current = Worker()
        cls._current._put(work)

    @classmethod
    def busy(cls) -> bool:
        """Whether something is being worked out: the engine is to be left alone."""
        worker = cls._current
        if worker is None:
            return False
        before = worker._before
        return worker._first() is not None or (before is not None and before.is_alive())

    @classmethod
    def leave(cls, work: Work[Any]) -> None:
        """Give up what was asked for; what others asked for is done."""
        work.left = True
        worker = cls._current
        if worker is None or worker._first() is not work:
            return
        worker._dismissed = True
        cls._current = Worker(worker._thread)
        for other in list(worker._waiting)[1:]:
            cls._current._put(other)
        worker._queue.put(work)  # so that it waits for nothing
        import ctypes  # hardly ever needed, and a thirtieth of what is imported before the first frame

        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(worker._thread.ident or 0), ctypes.py_object(LeftError)
        )


def ask(
    pump: MessagePump,
    call: Callable[[], T],
    then: Callable[[T], object],
    *,
    late: Callable[[Work[T]], object] = lambda _: None,
    given_up: Callable[[], object] = lambda: None,
    longest: float = MOST_SECONDS,
) -> Work[T]:
    """Have something worked out, and go on with it.

    Args:
        pump: A widget, a screen or the app, for as long as which the answer is of use.
        call: What gives the answer. It may ask the engine anything, and touch nothing of the app's.
        then: Takes the answer, at once or later; what `call` raises is raised in its place.
        late: Called if the app goes on without, for now.
        given_up: Called if the answer takes too long or too much memory, or was left.
        longest: Seconds of a processor after which it takes too long.
    """
    if not Worker.alone:
        return _ask_among_many(pump, call, then, late, given_up)
    work = Work(call)
    waits = not Worker.busy()
    Worker.ask(work)
    if waits and _comes_at_once(work) and not work.failed:
        then(work.answer())
        return work
    late(work)

    def look() -> None:
        if work.failed:
            given_up()
        elif work.done.is_set():
            then(work.answer())
        else:
            if work.takes_longer(longest):
                Worker.leave(work)
            pump.set_timer(SOON, look)

    look()
    return work


class Beside(Protocol):
    """What is worked out beside the process of many apps.

    Attributes:
        done: Whether it has come to its end.
        failed: Whether nothing came of it.
        seconds: For how long it had a processor.
        answers: The answer, or nothing where there is none that could come back.
    """

    done: bool
    seconds: float
    answers: list[Any]

    @property
    def failed(self) -> bool:
        """Whether nothing came of it."""

    def take_in(self) -> None:
        """Have what was found there remembered here, in place of working it out."""

    def leave(self) -> None:
        """End it: nobody waits for it any more."""


@runtime_checkable
class OneOfMany(Protocol):
    """An app among many, that pays for the processor it takes from the others."""

    def charge(self, seconds: float) -> None:
        """Note seconds of a processor that were taken."""

    def work_beside(self, call: Callable[[], object]) -> Beside | None:
        """Have something worked out beside the process; None where that can't be."""


def _ask_among_many(
    pump: MessagePump,
    call: Callable[[], T],
    then: Callable[[T], object],
    late: Callable[[Work[T]], object],
    given_up: Callable[[], object],
) -> Work[T]:
    """Do it at once, unless it takes long: then beside the process, and again with what was found there."""
    app, first = pump.app, Work(call)
    _carry_out_here(first, app)
    work = Work(call)
    payer = app if isinstance(app, OneOfMany) else None
    beside = payer.work_beside(work.once) if payer is not None and first.left else None
    if payer is None or beside is None:
        if first.failed:
            given_up()
        else:
            then(first.answer())
        return first
    late(work)

    def look() -> None:
        if work.left:
            beside.leave()
            given_up()
        elif not beside.done:
            pump.set_timer(SOON, look)
        else:
            payer.charge(beside.seconds)
            beside.take_in()
            if beside.answers:
                then(beside.answers[0])
                return
            work.left = beside.failed
            _carry_out_here(work, app)
            if work.failed:
                given_up()
            else:
                then(work.answer())

    look()
    return work


def _carry_out_here(work: Work[Any], app: object) -> None:
    """Do it in the thread of all apps, unless that takes too long."""

    def leave() -> None:
        work.left = True
        raise LeftError

    if work.left:
        return
    begun = time.process_time()
    with suppress(LeftError), interrupted(MOST_SECONDS_OF_A_CLASS, leave):
        work.carry_out()
    if work.left:  # in the midst of anything
        forget_left_work()
    if isinstance(app, OneOfMany):
        app.charge(time.process_time() - begun)


def _comes_at_once(work: Work[Any]) -> bool:
    end = time.monotonic() + AT_ONCE_ON_A_BUSY_MACHINE
    while not work.done.wait(SOON):
        if work.takes_longer(AT_ONCE) or time.monotonic() > end:
            return False
    return True
