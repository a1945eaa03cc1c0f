"""What takes long in a class is given up, and whoever asked waits."""

from __future__ import annotations

import asyncio
import time

import pytest

from relu_tui.app import worker_thread
from relu_tui.app.drawing.look import Look
from relu_tui.app.worker_thread import GIVEN_UP, Worker
from relu_tui.classroom import guest as guests
from relu_tui.classroom import plain_visit
from relu_tui.classroom import room as rooms
from relu_tui.lesson.transitions import begin, walk
from tests.classroom.school import RIGHT, Wire, run, school, type_in, until

HEAVY = walk(begin("sin(sin(sin(sin(sin(x)))))", "0"), 1).lesson
"""At the point that was typed it is told at once; at the next one its argument takes long."""


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """One thread for all, as where a class is served, and little patience."""
    monkeypatch.setattr(Worker, "alone", False)
    monkeypatch.setattr(worker_thread, "MOST_SECONDS_OF_A_CLASS", 0.2)
    monkeypatch.setattr(plain_visit, "MOST_SECONDS_OF_A_CLASS", 0.2)


@pytest.mark.usefixtures("shared")
def test_what_takes_long_where_a_point_was_walked_to_is_given_up_and_the_class_goes_on() -> None:
    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            ada, guest = await here.enter("ada")
            ben, _ = await here.enter("ben")
            guest.call_later(guest.main.change, HEAVY)
            await until(lambda: guest.main.lesson is HEAVY)
            type_in(ada, b"w")
            await until(lambda: guest.main.speech.words == GIVEN_UP)
            assert guest.screen is guest.main
            assert guest.main.lesson is HEAVY
            assert 0 < guest.owed <= guests.MOST_OWED
            type_in(teacher, RIGHT)
            await until(lambda: "step 1" in ben.text)

    run(act)


@pytest.mark.usefixtures("shared")
def test_in_lines_what_takes_long_is_given_up_and_the_lesson_is_where_it_was() -> None:
    async def act() -> None:
        async with school() as here:
            here.host.hub.change(rooms.show(here.host.hub.room, HEAVY))
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
                one.charge(0.09)
                assert one.owed == 0, "what takes a moment is free"
                one.charge(60)
            assert (guest.owed, leader.owed) == (guests.MOST_OWED, 0)
            guest.owed = 1.5
            begun = time.monotonic()
            type_in(ada, RIGHT)
            await until(lambda: guest.main.current.left.seen == 1)
            assert time.monotonic() - begun > 1.4
            assert guest.owed == 0

    run(act)
