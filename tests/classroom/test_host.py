"""Sessions of one process, without a network: what one of them does or suffers, the others do not notice."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import WSMessage, WSMsgType
from textual.geometry import Size

from relu_tui.app import worker_thread
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.prompt import Prompt
from relu_tui.app.terminal.capabilities import of_channel
from relu_tui.app.worker_thread import GIVEN_UP, Worker
from relu_tui.classroom import guest as guests
from relu_tui.classroom import host as hosts
from relu_tui.classroom import learner as learners
from relu_tui.classroom import plain_visit
from relu_tui.classroom import room as rooms
from relu_tui.classroom import web as webs
from relu_tui.classroom.ballot import Ballot
from relu_tui.classroom.bounds import Allowance, Bounds, Door, Turns, is_near
from relu_tui.classroom.channel_driver import ChannelDriver
from relu_tui.classroom.class_questions import questions
from relu_tui.classroom.connection import Terminal
from relu_tui.classroom.guest import Guest
from relu_tui.classroom.host import Host
from relu_tui.classroom.teacher import Teacher
from relu_tui.classroom.web import PageVisit
from relu_tui.lesson.transitions import begin, walk
from tests.app.terminal.test_diffing_driver import Cells
from tests.app.terminal.test_diffing_driver import Terminal as Emulator

RIGHT = b"\x1b[C"
F2 = b"\x1bOQ"


class Wire:
    """A link that keeps what was sent."""

    def __init__(self) -> None:
        self.terminal: Terminal | None = None
        self.size = Size(80, 24)
        self.congested = False
        self.sent = b""
        self.cuts = 0
        self._screen = Emulator(80, 24)

    def send(self, data: bytes) -> None:
        self.sent += data
        self._screen.feed(data.decode())

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def cells(self) -> Cells:
        return self._screen.cells()

    def pause(self) -> None:
        pass

    def resume(self) -> None:
        pass

    def cut(self) -> None:
        self.cuts += 1


class School:
    """A class, and the sessions in it by name."""

    def __init__(self, bounds: Bounds) -> None:
        self.host = Host(begin(), bounds)
        self.tasks: dict[str, asyncio.Task[int]] = {}

    async def enter(self, name: str) -> tuple[Wire, Guest]:
        wire, before = Wire(), set(self.host.sessions)
        capabilities = of_channel({"TERM": "xterm-256color"})
        self.tasks[name] = asyncio.create_task(self.host.receive(wire, name, capabilities))
        await until(lambda: bool(set(self.host.sessions) - before))
        (guest,) = set(self.host.sessions) - before
        assert isinstance(guest, Guest)
        await guest.ready.wait()
        await until(lambda: wire.terminal is not None)
        return wire, guest


@contextlib.asynccontextmanager
async def school(bounds: Bounds | None = None) -> AsyncIterator[School]:
    here = School(bounds or Bounds())
    try:
        yield here
    finally:
        await here.host.close()
        await asyncio.gather(*here.tasks.values())


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


def run(act: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(act())  # type: ignore[arg-type]


def type_in(wire: Wire, keys: bytes) -> None:
    assert wire.terminal is not None
    wire.terminal.receive(keys)


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


def test_keys_of_a_flood_are_taken_one_by_one_and_the_rest_waits_outside() -> None:
    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            mad, _ = await here.enter("mad")
            calm, _ = await here.enter("calm")
            paused = []
            mad.pause = lambda: paused.append(True)  # type: ignore[method-assign]
            type_in(mad, b"?q" * 20_000)
            type_in(teacher, RIGHT)
            await until(lambda: "step 1" in calm.text)
            assert paused

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


def test_who_comes_while_the_class_votes_is_asked_too() -> None:
    async def act() -> None:
        async with school() as here:
            hub = here.host.hub
            hub.change(rooms.ask(hub.room, questions(hub.room.lesson)[0]))
            _, ada = await here.enter("ada")
            await until(lambda: isinstance(ada.screen, Ballot))
            wire = Wire()
            here.tasks["plain"] = asyncio.create_task(here.host.tell(wire, "ben", Look(), echoes=False))
            await until(lambda: b"Type the number of your answer." in wire.sent)
            type_in(wire, b"2\n")
            await until(lambda: hub.room.vote is not None and list(hub.room.vote.answers.values()) == [1])

    run(act)


def test_another_question_is_asked_of_one_who_put_the_last_away() -> None:
    async def act() -> None:
        async with school() as here:
            hub = here.host.hub
            _, ada = await here.enter("ada")
            wire = Wire()
            here.tasks["plain"] = asyncio.create_task(here.host.tell(wire, "ben", Look(), echoes=False))
            await until(lambda: b"Next:" in wire.sent)
            for question in questions(hub.room.lesson)[:2]:
                hub.change(rooms.ask(hub.room, question))
                await until(lambda: isinstance(ada.screen, Ballot))
                await until(lambda question=question: question.words.encode() in wire.sent)  # type: ignore[misc]
                ada.screen.dismiss()
                await until(lambda: ada.screen is ada.main)

    run(act)


def test_one_who_is_alone_while_the_class_votes_comes_back_to_the_question() -> None:
    async def act() -> None:
        async with school() as here:
            hub = here.host.hub
            wire, ada = await here.enter("ada")
            type_in(wire, RIGHT)
            await until(lambda: not hub.room.present[0].follows)
            hub.change(rooms.ask(hub.room, questions(hub.room.lesson)[0]))
            await until(lambda: ada.main.speech.words == learners.VOTE)
            assert ada.screen is ada.main
            type_in(wire, F2)
            await until(lambda: isinstance(ada.screen, Ballot))
            assert hub.room.present[0].follows

    run(act)


def test_a_window_that_changes_without_end_is_drawn_for_now_and_then_and_at_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def act() -> None:
        async with school() as here:
            wire, ada = await here.enter("ada")
            drawn: list[Size] = []
            tell = ChannelDriver._tell_size

            def note(driver: ChannelDriver) -> None:
                drawn.append(wire.size)
                tell(driver)

            monkeypatch.setattr(ChannelDriver, "_tell_size", note)
            for width in range(80, 180):
                wire.size = Size(width, 24)
                assert wire.terminal is not None
                wire.terminal.resized()
                await asyncio.sleep(0.001)
            await until(lambda: ada.size == wire.size)
            assert wire.size.width == 179
            assert len(drawn) < 50
            assert drawn[-1] == wire.size

    run(act)


def test_an_allowance_is_so_much_at_once_and_then_so_much_a_second() -> None:
    allowance = Allowance(10.0, 20.0)
    assert allowance.take(20) == 0
    assert 0.5 < allowance.take(10) <= 1


def test_of_a_page_no_more_is_taken_a_second_than_people_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webs, "RATE", 1000.0)
    monkeypatch.setattr(webs, "BURST", 1000.0)
    frames = [json.dumps(["stdin", "x" * 500])] * 3

    class Page:
        async def __aiter__(self) -> AsyncIterator[WSMessage]:
            for frame in frames:
                yield WSMessage(WSMsgType.TEXT, frame, None)

    begun = time.monotonic()
    asyncio.run(PageVisit(Page(), Size(80, 24)).hear())  # type: ignore[arg-type]
    assert time.monotonic() - begun > 0.5
