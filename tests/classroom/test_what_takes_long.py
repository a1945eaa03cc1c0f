"""What takes long is worked out beside a class; what takes too long is given up, and whoever asked waits."""

from __future__ import annotations

import asyncio
import contextlib
import time
from asyncio import events
from collections.abc import Iterator
from dataclasses import replace

import pytest

from relu_tui.app.drawing.look import Look
from relu_tui.app.screens import pages
from relu_tui.app.screens.reader import Reader
from relu_tui.app.worker_thread import GIVEN_UP, Worker
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.explanation.argument import Section
from relu_tui.classroom import forked_work
from relu_tui.classroom import room as rooms
from relu_tui.classroom.bounds import MOST_OWED
from relu_tui.lesson import argument_bounds
from relu_tui.lesson.argument_bounds import argued, argument
from relu_tui.lesson.transitions import begin, walk
from tests.classroom.school import RIGHT, Wire, run, school, type_in, until

WALKED = replace(walk(begin("sin(x)", "0"), 1).lesson, concluded=(True, True, True, True))
"""A lesson at a point that was walked to, of which nothing was tried before."""


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One thread for all, as where a class is served."""
    monkeypatch.setattr(Worker, "alone", False)
    argument.cache_clear()  # type: ignore[attr-defined]
    yield
    argument.cache_clear()  # type: ignore[attr-defined]


def takes(patch: pytest.MonkeyPatch, seconds: float) -> None:
    """Have every argument take so many seconds of a processor, here and in forks."""

    def slowly(examination: Examination) -> tuple[Section, ...]:
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass
        return argued(examination)

    patch.setattr(argument_bounds, "argued", slowly)


@contextlib.contextmanager
def longest_hold() -> Iterator[list[float]]:
    """The seconds of a processor that each turn of the loop takes within, the longest first at the end."""
    held: list[float] = []
    run_one = events.Handle._run

    def timed(handle: events.Handle) -> None:
        begun = time.process_time()
        run_one(handle)
        held.append(time.process_time() - begun)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events.Handle, "_run", timed)
        yield held
    held.sort(reverse=True)


def test_an_argument_that_takes_a_while_is_worked_out_beside_the_class_and_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = pages.why(WALKED, 76)
    argument.cache_clear()  # type: ignore[attr-defined]
    takes(monkeypatch, 0.6)

    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            ada, guest = await here.enter("ada")
            ben, _ = await here.enter("ben")
            guest.call_later(guest.main.change, WALKED)
            await until(lambda: guest.main.lesson is WALKED)
            with longest_hold() as held:
                type_in(ada, b"w")
                await until(lambda: guest.main.working is not None)
                type_in(teacher, RIGHT)
                await until(lambda: "step 1" in ben.text)
                await until(lambda: isinstance(guest.screen, Reader))
                assert isinstance(guest.screen, Reader)
                await until(lambda: "Is f continuous there?" in ada.text)
            assert guest.screen.page(76) == page
            assert held[0] < 0.3
            assert 0 < guest.owed <= MOST_OWED

    run(act)


def test_in_lines_what_takes_a_while_is_told_when_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    takes(monkeypatch, 0.6)

    async def act() -> None:
        async with school() as here:
            here.host.hub.change(rooms.show(here.host.hub.room, WALKED))
            wire = Wire()
            here.tasks["plain"] = asyncio.create_task(here.host.tell(wire, "ada", Look(), echoes=False))
            await until(lambda: b"Next:" in wire.sent)
            wire.sent = b""
            with longest_hold() as held:
                type_in(wire, b"w\n")
                await until(lambda: b"Next:" in wire.sent)
            assert wire.sent.count(b"1  Is f continuous there?") == 1
            assert wire.sent.count(b"f is differentiable at 1/4") == 1
            assert held[0] < 0.3

    run(act)


def test_what_takes_long_where_a_point_was_walked_to_is_given_up_and_the_class_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    takes(monkeypatch, 60)
    monkeypatch.setattr(forked_work, "MOST_SECONDS", 1)

    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            ada, guest = await here.enter("ada")
            ben, _ = await here.enter("ben")
            guest.call_later(guest.main.change, WALKED)
            await until(lambda: guest.main.lesson is WALKED)
            type_in(ada, b"w")
            await until(lambda: guest.main.speech.words == GIVEN_UP)
            assert guest.screen is guest.main
            assert guest.main.lesson is WALKED
            assert 0 < guest.owed <= MOST_OWED
            type_in(teacher, RIGHT)
            await until(lambda: "step 1" in ben.text)

    run(act)


def test_in_lines_what_takes_long_is_given_up_and_the_lesson_is_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    takes(monkeypatch, 60)
    monkeypatch.setattr(forked_work, "MOST_SECONDS", 1)

    async def act() -> None:
        async with school() as here:
            here.host.hub.change(rooms.show(here.host.hub.room, WALKED))
            wire = Wire()
            here.tasks["plain"] = asyncio.create_task(here.host.tell(wire, "ada", Look(), echoes=False))
            await until(lambda: b"Next:" in wire.sent)
            told, wire.sent = wire.sent, b""
            type_in(wire, b"w\n")
            await until(lambda: b"Next:" in wire.sent)
            assert wire.sent.decode().splitlines()[0] == GIVEN_UP
            assert wire.sent.count(b"\n") == 2
            assert told.endswith(wire.sent.splitlines()[1] + b"\r\n")
            type_in(wire, b"s\n")
            await until(lambda: b"Moving: left." in wire.sent)
            assert here.host.hub.room.present[0].own is not None

    run(act)


def test_one_who_took_the_processor_from_everybody_waits_before_the_next_key() -> None:
    async def act() -> None:
        async with school() as here:
            _, leader = await here.enter("teacher")
            ada, guest = await here.enter("ada")
            for one in (guest, leader):
                one.charge(0.04)
                assert one.owed == 0, "what takes a moment is free"
                one.charge(60)
            assert (guest.owed, leader.owed) == (MOST_OWED, 0)
            guest.owed = 1.5
            begun = time.monotonic()
            type_in(ada, RIGHT)
            await until(lambda: guest.main.current.left.seen == 1)
            assert time.monotonic() - begun > 1.4
            assert guest.owed == 0

    run(act)
