"""What takes a processor for too long is interrupted in the midst of it."""

from __future__ import annotations

import signal
import time

import pytest

from relu_tui.app.processor_alarm import interrupted


class RangError(Exception):
    """The alarm rang."""


def ring() -> None:
    raise RangError


def work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_works_for_too_long_is_interrupted() -> None:
    begun = time.process_time()
    with pytest.raises(RangError), interrupted(0.05, ring):
        work(30)
    assert time.process_time() - begun < 10


def test_what_ends_in_time_or_takes_no_processor_is_not() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with interrupted(0.3, ring):
        time.sleep(0.5)
    work(0.5)
    assert signal.getsignal(signal.SIGPROF) is before


class Forgotten:
    """Python drops what is raised as it goes."""

    def __del__(self) -> None:
        work(0.2)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_is_raised_where_python_drops_it_is_raised_again() -> None:
    def forget_and_work() -> None:
        Forgotten()
        work(30)

    begun = time.process_time()
    with pytest.raises(RangError), interrupted(0.05, ring):
        forget_and_work()
    assert time.process_time() - begun < 10
