"""Those who follow see one picture that is drawn once; each draws for oneself as soon as that differs."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from textual.geometry import Size

from relu_tui.app.terminal.known_terminals import of_channel
from relu_tui.classroom import host as hosts
from relu_tui.classroom import projector
from relu_tui.classroom import room as rooms
from relu_tui.classroom.class_questions import questions
from relu_tui.classroom.guest import Guest
from relu_tui.classroom.learner import BACK, WELCOME, Learner
from tests.classroom.school import F2, RIGHT, School, Wire, run, school, type_in, until


async def enter(here: School, *names: str) -> tuple[tuple[Wire, Learner], ...]:
    """Let learners in of whom the first draws for itself, as the first of its kind does at first."""
    entered = [await here.enter(name) for name in names]
    for _, guest in entered:
        await until(lambda guest=guest: guest.viewer is None)  # type: ignore[misc]
    return tuple((wire, guest) for wire, guest in entered if isinstance(guest, Learner))


async def step(here: School, teacher: Wire, seen: int) -> None:
    type_in(teacher, RIGHT)
    await until(lambda: here.host.hub.room.lesson.left.seen == seen)


@contextlib.asynccontextmanager
async def two_at_rest() -> AsyncIterator[tuple[School, Wire, tuple[Wire, Learner], tuple[Wire, Learner]]]:
    """A class after its first step: the teacher's wire, and two learners who see one picture."""
    async with school() as here:
        teacher, _ = await here.enter("teacher")
        ada, ben = await enter(here, "ada", "ben")
        await step(here, teacher, 1)
        await until(lambda: rests(ada[1], ben[1]))
        yield here, teacher, ada, ben


def rests(*learners: Guest) -> bool:
    return all(learner.viewer is not None for learner in learners)


def test_a_step_is_drawn_once_for_all_who_follow_and_is_what_each_would_draw() -> None:
    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            (ada, one), (ben, other) = await enter(here, "ada", "ben")
            for seen in (1, 2, 3):
                await step(here, teacher, seen)
                await until(lambda seen=seen: f"step {seen}" in ada.text)  # type: ignore[misc]
            assert rests(one, other)
            assert one.main.current.left.seen == 0
            await until(lambda: ada.cells[1:] == ben.cells[1:])
            followed = ada.cells[1:]
            one.wake()
            await until(lambda: one.main.current.left.seen == 3)
            one.redraw()
            await until(lambda: ada.cells[1:] == followed)

    run(act)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, a picture is waited for, and an app of one's own comes by a key."""
    monkeypatch.setattr(projector, "PATIENCE", 30.0)
    monkeypatch.setattr(hosts, "STILL", 60.0)


@pytest.mark.usefixtures("unhurried")
def test_who_comes_second_sees_the_class_before_an_app_runs() -> None:
    async def act() -> None:
        async with school() as here:
            await here.enter("teacher")
            await enter(here, "ada")
            wire = Wire()
            capabilities = of_channel({"TERM": "xterm-256color"})
            task = asyncio.create_task(here.host.receive(wire, "ben", capabilities))
            await until(lambda: "f(x) = max(0, x)" in wire.text)
            learners = [guest for guest in here.host.sessions if isinstance(guest, Learner)]
            ben = learners[-1]
            assert not ben.is_running
            assert WELCOME[:20] in wire.text
            type_in(wire, b"z")
            await until(lambda: not ben.seat.follows)
            assert ben.main.current.right.seen == 1 or ben.main.current != here.host.hub.room.lesson
            type_in(wire, b"q")
            assert await task == 0

    run(act)


def test_a_key_of_ones_own_goes_on_from_where_the_class_is() -> None:
    async def act() -> None:
        async with two_at_rest() as (here, teacher, (_, one), (ben, other)):
            await step(here, teacher, 2)
            type_in(ben, RIGHT)
            await until(lambda: not other.seat.follows)
            assert other.main.current.left.seen == 3
            await until(lambda: "You are on your own" in ben.text)
            await step(here, teacher, 3)
            assert rests(one)
            assert other.viewer is None
            type_in(ben, F2)
            await until(lambda: BACK[:20] in ben.text)
            await step(here, teacher, 4)
            await until(lambda: rests(one, other))
            await until(lambda: "step 4" in ben.text)

    run(act)


def test_who_has_a_look_of_ones_own_is_never_shown_another() -> None:
    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            (_, one), (ben, other) = await enter(here, "ada", "ben")
            other.act(other.main, "theme")
            await step(here, teacher, 1)
            await until(lambda: rests(one))
            await until(lambda: other.main.current.left.seen == 1)
            assert other.viewer is None
            await until(lambda: "step 1" in ben.text)

    run(act)


def test_a_vote_is_shown_to_who_rests_and_an_answer_is_ones_own() -> None:
    async def act() -> None:
        async with two_at_rest() as (here, teacher, (ada, one), (ben, other)):
            (question, *_) = questions(here.host.hub.room.lesson)
            here.host.hub.change(rooms.ask(here.host.hub.room, question))
            await until(lambda: "first vote" in ada.text and "first vote" in ben.text)
            assert rests(one, other)
            type_in(ben, b"2")
            await until(lambda: dict(here.host.hub.room.votes[-1].answers) == {2: 1})
            assert rests(one)
            here.host.hub.change(rooms.end_vote(here.host.hub.room))
            await until(lambda: "first vote" not in ada.text + ben.text)
            await step(here, teacher, 2)
            await until(lambda: rests(one, other))
            await until(lambda: ada.cells[1:] == ben.cells[1:])

    run(act)


def test_who_did_not_read_is_sent_the_whole_picture_and_one_of_another_size_draws_for_itself() -> None:
    async def act() -> None:
        async with two_at_rest() as (here, teacher, (ada, one), (ben, other)):
            ben.congested = True
            before = ben.sent
            await step(here, teacher, 2)
            await until(lambda: "step 2" in ada.text)
            assert ben.sent == before
            ben.congested = False
            assert ben.terminal is not None
            ben.terminal.relieved()
            assert "step 2" in ben.text
            assert ada.cells[1:] == ben.cells[1:]
            ada.size = Size(100, 30)
            assert ada.terminal is not None
            ada.terminal.resized()
            await until(lambda: one.size == (100, 30) and one.main.current.left.seen == 2)
            assert (one.viewer, rests(other)) == (None, True)

    run(act)


def test_where_the_picture_ends_each_draws_for_itself() -> None:
    async def act() -> None:
        async with two_at_rest() as (here, teacher, (ada, one), (_, other)):
            picture = one.picture()
            assert isinstance(picture, Learner)
            picture.end()
            await until(lambda: one.viewer is None and other.viewer is None)
            await step(here, teacher, 2)
            await until(lambda: "step 2" in ada.text)
            assert b"\x1b[?1049l" not in ada.sent

    run(act)


@pytest.mark.usefixtures("unhurried")
def test_who_goes_before_an_app_runs_leaves_nothing_behind() -> None:
    async def act() -> None:
        async with school() as here:
            await here.enter("teacher")
            await enter(here, "ada")
            wire = Wire()
            task = asyncio.create_task(here.host.receive(wire, "ben", of_channel({"TERM": "xterm-256color"})))
            await until(lambda: "f(x) = max(0, x)" in wire.text)
            here.host.hang_up(wire)
            assert await task == 0
            assert wire.sent.count(b"\x1b[?1049l") == 1
            assert [seat.name for seat in here.host.hub.room.present] == ["ada"]
            assert hosts.ENDED.encode() not in wire.sent

    run(act)


def test_who_goes_as_an_app_starts_has_the_terminal_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "STILL", 0.0)

    async def act() -> None:
        async with school() as here:
            await here.enter("teacher")
            await enter(here, "ada")
            for turns in range(12):
                wire = Wire()
                coming = here.host.receive(wire, "ben", of_channel({"TERM": "xterm-256color"}))
                task = asyncio.create_task(coming)
                await until(lambda wire=wire: "f(x) = max(0, x)" in wire.text)  # type: ignore[misc]
                for _ in range(turns):
                    await asyncio.sleep(0)
                here.host.hang_up(wire)
                assert await task == 0
                assert wire.sent.count(b"\x1b[?1049l") == 1

    run(act)


def test_who_goes_while_the_app_is_being_built_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    async def act() -> None:
        async with school() as here:
            _, guest = await here.enter("ada")

            def draw_on_what_is_gone() -> None:
                guest.leaving = True
                guest.main.query_one("#gone")

            guest.call_later(draw_on_what_is_gone)
            await here.tasks["ada"]

    run(act)
    assert capsys.readouterr().err == ""
