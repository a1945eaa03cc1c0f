"""Sessions of one process, without a network: what one of them does or suffers, the others do not notice."""

from __future__ import annotations

import asyncio
import sys

import pytest

from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.prompt import Prompt
from relu_tui.app.terminal.known_terminals import of_channel
from relu_tui.classroom import guest as guests
from relu_tui.classroom import host as hosts
from relu_tui.classroom.bounds import Bounds, Door, Turns, is_near
from relu_tui.classroom.guest import Guest
from relu_tui.classroom.teacher import Teacher
from relu_tui.lesson.transitions import begin
from tests.classroom.school import RIGHT, Wire, run, school, type_in, until


def test_a_fault_ends_one_session_with_a_line_and_the_class_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            unlucky, guest = await here.enter("unlucky")
            lucky, _ = await here.enter("lucky")

            def fault() -> None:
                raise RuntimeError("a fault of the program")

            guest.call_later(fault)
            assert await here.tasks["unlucky"] == 1
            assert unlucky.sent.endswith(hosts.CRASHED.encode())
            assert unlucky.sent.count(b"\x1b[?1049l") == 1
            type_in(teacher, RIGHT)
            await until(lambda: "step 1" in lucky.text)
            assert len(here.host.hub.room.present) == 1

    out = sys.stdout
    run(act)
    assert sys.stdout is out
    assert "a fault of the program" in capsys.readouterr().err


def test_one_who_does_not_read_is_sent_nothing_and_then_all_at_once() -> None:
    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            deaf, guest = await here.enter("deaf")
            deaf.congested = True
            before = deaf.sent
            for seen in range(1, 21):
                type_in(teacher, RIGHT)
                await until(lambda seen=seen: here.host.hub.room.lesson.left.seen == seen)  # type: ignore[misc]
            assert deaf.sent == before
            assert guest.main.current.left.seen == 0
            deaf.congested = False
            assert deaf.terminal is not None
            deaf.terminal.relieved()
            await until(lambda: guest.main.current.left.seen == 20)

    run(act)


def test_one_who_sleeps_is_told_and_let_go_but_not_while_the_teacher_is_at_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hosts, "LOOK_ROUND", 0.01)

    async def act() -> None:
        async with school(Bounds(idle=100.0)) as here:
            _, teacher = await here.enter("teacher")
            wire, guest = await here.enter("sleeper")
            looking = asyncio.create_task(here.host.look_round())
            guest.active -= 200.0
            await asyncio.sleep(0.1)
            assert not here.tasks["sleeper"].done()
            teacher.active -= 200.0
            await here.tasks["sleeper"]
            assert hosts.IDLE.encode() in wire.sent
            looking.cancel()

    run(act)


def test_a_session_begins_once(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    begin_it = Guest._begin

    def note(guest: Guest) -> None:
        begun.append(guest)
        begin_it(guest)

    monkeypatch.setattr(Guest, "_begin", note)

    async def act() -> None:
        async with school() as here:
            _, ada = await here.enter("ada")
            _, teacher = await here.enter("teacher")
            await asyncio.sleep(0.2)
            assert begun == [ada, teacher]

    run(act)


def test_a_class_is_as_large_as_was_said() -> None:
    async def act() -> None:
        async with school(Bounds(sessions=1)) as here:
            await here.enter("ada")
            wire = Wire()
            assert await here.host.receive(wire, "ben", of_channel({"TERM": "xterm"})) == 1
            assert wire.sent == hosts.FULL.encode()
            assert [seat.name for seat in here.host.hub.room.present] == ["ada"]

    run(act)


def test_what_computes_for_long_is_not_there_in_a_class() -> None:
    async def act() -> None:
        async with school() as here:
            ada, guest = await here.enter("ada")
            for key in (b"b", b"N", b"tn"):
                type_in(ada, key)
                await until(lambda: guests.APART_WORDS in guest.main.speech.words)
                guest.main.say("")

    run(act)


def test_the_help_names_the_keys_of_the_class() -> None:
    async def act() -> None:
        async with school() as here:
            ada, _ = await here.enter("ada")
            type_in(ada, b"?")
            await until(lambda: "goes back to the class" in ada.text)
            wire = Wire()
            here.tasks["plain"] = asyncio.create_task(here.host.tell(wire, "ben", Look(), echoes=False))
            await until(lambda: b"Next:" in wire.sent)
            type_in(wire, b"?\n")
            await until(lambda: b"Class: back: follow the teacher again" in wire.sent)

    run(act)


def test_two_teachers_show_one_another_what_they_do() -> None:
    async def act() -> None:
        async with school() as here:
            one, _ = await here.enter("teacher")
            _, other = await here.enter("teacher")
            assert isinstance(other, Teacher)
            type_in(one, RIGHT)
            await until(lambda: other.main.current.left.seen == 1)

    run(act)


@pytest.mark.parametrize(
    ("address", "near"),
    [
        *(("127.0.0.1", True), ("192.168.1.7", True), ("10.1.2.3", True), ("fe80::1%eth0", True)),
        *(("::1", True), ("::ffff:192.168.1.7", True), ("::ffff:8.8.8.8", False), ("8.8.8.8", False)),
        *(("2001:4860:4860::8888", False), ("", False), ("nowhere", False)),
    ],
)
def test_who_comes_from_near_is_known_by_the_address(address: str, near: bool) -> None:
    assert is_near(address) is near


def test_the_door_counts_connections_by_address() -> None:
    door = Door(Bounds(sessions=2, from_one_address=2))
    assert [door.knock("a") for _ in range(3)] == [True, True, False]
    assert [door.knock(name) for name in "bcd"] == [True, True, False]
    door.gone("a")
    assert door.knock("a")


def test_a_learners_own_function_is_tried_beside_the_class_and_then_opened() -> None:
    async def act() -> None:
        async with school() as here:
            ada, guest = await here.enter("ada")
            type_in(ada, b"e")
            await until(lambda: isinstance(guest.screen, Prompt))
            type_in(ada, b"\x01\x0babs(x - 2)\x1b[B\x01\x0b2")  # the line's start, and all after it gone
            await until(lambda: isinstance(guest.screen, Prompt) and "|x − 2|" in guest.screen.said[0])
            type_in(ada, b"\r")
            await until(lambda: guest.main.current == begin("abs(x - 2)", "2"))
            await until(lambda: not here.host.hub.room.present[0].follows)

    run(act)


def test_few_agree_on_keys_at_once_and_one_who_does_nothing_holds_nobody_up() -> None:
    async def act() -> None:
        went: list[int] = []
        turns = Turns(2, longest=0.05)
        asked = [turns.ask(lambda number=number: went.append(number)) for number in range(5)]  # type: ignore[misc]
        assert [turn.begun for turn in asked] == [True, True, False, False, False]
        asked[3].end()  # gone before its turn
        asked[0].end()
        asked[0].end()
        assert went == [2]
        await until(lambda: went == [2, 4])

    run(act)
