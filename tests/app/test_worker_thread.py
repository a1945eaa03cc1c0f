"""Work that takes long goes on beside the app, is told of, and can be left."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flint import ctx
from textual.app import App

from relu_tui.app import worker_thread
from relu_tui.app.worker_thread import AT_ONCE, Work, Worker, ask
from relu_tui.calculus import budget
from relu_tui.calculus.language.formula import Symbol
from relu_tui.calculus.language.output_dialects import ASCII
from relu_tui.calculus.language.printing import printing_in, shown

DEADLINE = 30.0


@pytest.fixture(autouse=True)
def at_rest() -> Iterator[None]:
    yield
    end = time.monotonic() + DEADLINE
    while Worker.busy():
        assert time.monotonic() < end, "a worker goes on"
        time.sleep(0.01)


def run(steps: Callable[[App[None]], Any]) -> None:
    """Carry out steps in an app that runs."""

    async def running() -> None:
        app: App[None] = App()
        async with app.run_test():
            await steps(app)

    asyncio.run(running())


async def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


def forever() -> str:
    """Work without end."""
    while True:
        sum(range(1000))


def test_what_is_quick_is_answered_at_once_and_in_another_thread() -> None:
    async def steps(app: App[None]) -> None:
        said: list[object] = []
        ask(app, threading.get_ident, said.append, late=said.append)
        (thread,) = said
        assert thread != threading.get_ident()

    run(steps)


def test_what_takes_long_is_told_of_and_answered_later() -> None:
    async def steps(app: App[None]) -> None:
        said: list[object] = []
        ended = threading.Event()

        def call() -> str:
            while not ended.is_set():
                sum(range(1000))
            return "answer"

        ask(app, call, said.append, late=lambda _: said.append("late"))
        assert said == ["late"]
        assert Worker.busy()
        ended.set()
        await until(lambda: len(said) > 1)
        assert said == ["late", "answer"]

    run(steps)


def test_what_was_left_ends_and_what_others_asked_for_is_done() -> None:
    async def steps(app: App[None]) -> None:
        said: list[object] = []
        work = ask(app, forever, said.append, given_up=lambda: said.append("given up"))
        ask(app, lambda: "second", said.append)
        assert said == []
        Worker.leave(work)
        await until(lambda: len(said) == 2)
        assert sorted(map(str, said)) == ["given up", "second"]
        ask(app, lambda: "third", said.append)
        await until(lambda: "third" in said)

    run(steps)


@pytest.mark.parametrize("kind", ["too long", "too large"])
def test_what_takes_too_much_is_given_up(kind: str) -> None:
    def too_large() -> str:
        raise MemoryError

    async def steps(app: App[None]) -> None:
        said: list[object] = []
        call = forever if kind == "too long" else too_large
        ask(app, call, said.append, given_up=lambda: said.append("given up"), longest=2 * AT_ONCE)
        await until(lambda: bool(said))
        assert said == ["given up"]

    run(steps)


def test_what_goes_wrong_goes_wrong_where_it_was_asked_for() -> None:
    async def steps(app: App[None]) -> None:
        with pytest.raises(ZeroDivisionError):
            ask(app, lambda: 1 // 0, print)

    run(steps)


def test_where_many_share_a_process_one_works_after_the_other_in_the_apps_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Worker, "alone", False)

    async def steps(app: App[None]) -> None:
        said: list[object] = []
        ask(app, threading.get_ident, said.append)
        assert said == [threading.get_ident()]

    run(steps)


def test_work_that_was_left_before_it_was_begun_is_not_begun() -> None:
    begun: list[int] = []
    work = Work(lambda: begun.append(1))
    work.left = True
    work.carry_out()
    assert work.done.is_set()
    assert begun == []


def test_work_prints_formulas_for_whoever_asked() -> None:
    with printing_in(ASCII):
        work = Work(lambda: shown(Symbol("π")))
    thread = threading.Thread(target=work.carry_out)
    thread.start()
    thread.join()
    assert work.answer() == "pi"


@pytest.mark.parametrize("alone", [True, False])
def test_what_was_left_leaves_the_engine_as_it_was(monkeypatch: pytest.MonkeyPatch, alone: bool) -> None:
    monkeypatch.setattr(Worker, "alone", alone)
    monkeypatch.setattr(worker_thread, "MOST_SECONDS_OF_A_CLASS", 0.05)

    def call() -> str:  # and then is left where it would have put things back
        ctx.prec = 999
        monkeypatch.setattr(budget, "_remaining", 0)
        return forever()

    async def steps(app: App[None]) -> None:
        given_up: list[str] = []
        ask(app, call, given_up.append, given_up=lambda: given_up.append("left"), longest=0.05)
        await until(lambda: given_up == ["left"])
        await until(lambda: not Worker.busy())
        assert ctx.prec == 53
        budget.spend(10**9)  # nobody counts

    run(steps)
