"""What takes long is worked out in a fork of the class: what comes back, and what a fork may not do."""

from __future__ import annotations

import asyncio
import io
import os
import pickle
import signal
import socket
import subprocess
import time
from collections.abc import Awaitable, Callable
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import pytest
from flint import arb

from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.whole_screen import whole
from relu_tui.app.screens import pages
from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.exact.balls import precision
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.shareable import noted, shareable
from relu_tui.calculus.side import BOTH_SIDES
from relu_tui.classroom import forked_work
from relu_tui.classroom.forked_work import ForkedWork, Forks
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.transitions import begin, closer, walk

T = TypeVar("T")

CALLS: list[int] = []


@shareable(8)
def doubled(number: int) -> int:
    CALLS.append(number)
    return 2 * number


def done(*calls: Callable[[], object]) -> list[ForkedWork]:
    async def main(forks: Forks) -> list[ForkedWork]:
        return [await forks.work_out(call) for call in calls]

    return with_forks(main)


def with_forks(act: Callable[[Forks], Awaitable[T]], most: int = 2) -> T:
    async def main() -> T:
        forks = Forks(most)
        try:
            return await act(forks)
        finally:
            await forks.close()

    return asyncio.run(main())


def test_the_answer_comes_back_and_what_was_found_on_the_way_is_remembered() -> None:
    (work,) = done(lambda: doubled(7) + 1)
    assert (work.answers, CALLS) == ([15], [])
    work.take_in()
    assert (doubled(7), CALLS) == (14, [])
    assert (doubled(8), CALLS) == (16, [8])


def test_what_was_known_need_not_come_back() -> None:
    doubled(9)
    (work,) = done(lambda: doubled(9))
    assert (work.answers, work.found) == ([18], [])


def test_of_what_is_refused_there_is_no_answer_but_what_was_found_by_then() -> None:
    def call() -> None:
        doubled(10)
        raise ExpressionError("no")

    (work,) = done(call)
    assert work.answers == []
    assert [found.result for found in work.found or ()] == [20]


def test_an_answer_that_is_nothing_but_of_this_process_does_not_come_back() -> None:
    (work,) = done(lambda: [doubled(11), lambda: None])
    assert work.answers == []
    assert [found.result for found in work.found or ()] == [22]


CASES = (
    ("max(0, x)", "0"),
    ("x*sin(1/x) if x != 0 else 0", "0"),
    ("sqrt(2)*x*abs(x - sqrt(2))", "sqrt(2)"),
    ("exp(x)*abs(x - 1) + log(x + 2)", "pi/4"),
    ("atan(x)**2 + erf(x)/3", "1/3"),
    ("2**x - 3**x", "0"),
)


@pytest.mark.parametrize(("function", "at"), CASES)
def test_what_came_back_is_shown_and_goes_on_as_what_is_found_here(function: str, at: str) -> None:
    lesson = begin(function, at)
    forget_all()
    own = all_of(lesson)
    slopes = finite_slopes(lesson)
    forget_all()
    (work,) = done(lambda: all_of(lesson))
    assert work.answers == [own]
    work.take_in()
    with noted() as more:
        assert all_of(lesson) == own
    assert more == []
    gaps = [there - here for there, here in zip(finite_slopes(lesson), slopes, strict=True)]
    assert not any(gaps), "the same numbers, term by term"


def finite_slopes(lesson: Lesson) -> list[Number]:
    slopes = [lesson.examination.on(side).slope for side in BOTH_SIDES]
    return [slope.number for slope in slopes if isinstance(slope, Finite)]


def forget_all() -> None:
    from relu_tui.calculus import shareable as module

    for function in module._shareable.values():
        function.cache_clear()  # type: ignore[attr-defined]


def all_of(lesson: Lesson) -> list[str]:
    for _ in range(3):
        lesson = closer(lesson).lesson
    at = lesson.function, lesson.at
    told = [*pages.why(lesson, 76), *pages.limits(*at, 76), *pages.rough(*at, 76), *pages.higher(*at, 76)]
    moved = walk(lesson, 1).lesson
    return [
        whole(lesson, 100, 30, Look()).text,
        *(row.text for row in told),
        moved.at,
        str(moved.examination.to_dict()),
    ]


@pytest.mark.parametrize("ball", [arb(2).sqrt(), arb(0), arb(1) / 3, arb(0, 1e-30), arb(2) ** 4000])
def test_a_ball_comes_back_as_one_around_it(ball: arb) -> None:
    (work,) = done(lambda: ball)
    (back,) = work.answers
    with precision(2 * max(int(ball.mid().man_exp()[0]).bit_length(), 64)):
        assert back.contains(ball)
        assert back.rad() <= ball.rad() * arb("1.0000001")


# --- what a fork may not do -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        lambda: Path("written").write_text("x"),
        lambda: subprocess.run(("id",), check=False),
        lambda: os.system("id"),
        os.fork,
        lambda: socket.create_connection(("127.0.0.1", 9)),
        lambda: os.fstat(0),
    ],
)
def test_it_writes_nothing_starts_nothing_and_has_no_file_open(
    call: Callable[[], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (work,) = done(call)
    assert not work.failed
    assert work.answers == []
    assert list(tmp_path.iterdir()) == []


def test_it_has_no_more_than_the_way_back() -> None:
    (work,) = done(lambda: sum(1 for _ in Path("/proc/self/fd").iterdir()))
    assert work.answers == [2], "that, and the folder that is read"


def test_it_ends_with_its_memory_its_time_or_by_a_signal_and_the_next_is_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forked_work, "MOST_SECONDS", 1)

    def endless() -> None:
        while True:
            pass

    def killed() -> None:
        os.kill(os.getpid(), signal.SIGSEGV)

    much, long, ended, well = done(lambda: len(bytes(2 << 30)), endless, killed, lambda: doubled(12))
    assert much.answers == []
    assert (long.failed, ended.failed) == (True, True)
    assert 0.9 < long.seconds < 2
    assert well.answers == [24]


def test_it_ends_though_it_uses_no_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked_work, "LONGEST", 0.5)
    (work,) = done(lambda: time.sleep(60))
    assert work.failed
    assert work.done


def test_what_nobody_waits_for_is_ended_and_few_work_at_once() -> None:
    async def act(forks: Forks) -> None:
        first = [forks.begin(lambda: time.sleep(60)) for _ in range(2)]
        waiting = forks.begin(lambda: doubled(13))
        await asyncio.sleep(0.3)
        assert not waiting.done
        first[0].leave()
        assert waiting.task is not None
        await waiting.task
        assert waiting.answers == [26]

    with_forks(act)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_nothing_is_read_but_what_this_package_makes() -> None:
    class Hostile:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("touch reached",)

    assert forked_work._loaded(pickle.dumps(([], [Hostile()]))) == (None, [])
    assert forked_work._loaded(pickle.dumps(([], [Fraction(1, 3)]))) == ([], [Fraction(1, 3)])
    assert forked_work._loaded(pickle.dumps(([], [print]))) == (None, [])
    assert forked_work._loaded(b"\x80") == (None, [])
    with pytest.raises(pickle.UnpicklingError):
        forked_work._Reader(io.BytesIO(pickle.dumps(eval))).load()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("relu_tui.lesson.argument_bounds", "re.compile"),
        ("relu_tui.calculus.exact.balls", "spend"),
        ("relu_tui.child_process", "Child"),
        ("relu_tui.child_process", "subprocess.Popen"),
        ("relu_tui.storage.lesson_file", "write"),
        ("builtins", "eval"),
    ],
)
def test_nothing_is_reached_through_this_package(module: str, name: str) -> None:
    named = b"".join(b"\x8c" + bytes([len(text)]) + text.encode() for text in (module, name))
    with pytest.raises(pickle.UnpicklingError):
        forked_work._Reader(io.BytesIO(b"\x80\x04" + named + b"\x93.")).load()
