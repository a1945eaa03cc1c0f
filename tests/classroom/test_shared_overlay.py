"""What the teacher opens over the lesson, the class sees; and each puts it away or reads on as they like."""

from __future__ import annotations

import asyncio

import pytest
from textual.geometry import Size

from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.moving import MovingScreen
from relu_tui.app.screens.told import Told
from relu_tui.classroom.learner import BACK, Learner
from relu_tui.classroom.plain_visit import PlainVisit
from relu_tui.classroom.shared_overlay import SHOWN, SharedPage
from tests.classroom.school import F2, RIGHT, School, Wire, run, school, type_in, until
from tests.classroom.test_shared_picture import enter, rests, two_at_rest

LEFT, DOWN, PAGE_DOWN = b"\x1b[D", b"\x1b[B", b"\x1b[6~"


async def enter_at(here: School, name: str, size: Size) -> tuple[Wire, Learner]:
    wire, guest = await here.enter(name)
    assert isinstance(guest, Learner)
    assert wire.terminal is not None
    wire.size = size
    wire.terminal.resized()
    await until(lambda: guest.size == size)
    return wire, guest


@pytest.mark.parametrize(
    ("keys", "seen", "change", "then"),
    [
        (b"w", "not concluded yet", b"w", "From the left"),
        (b"?", "come closer", PAGE_DOWN, "choose a function"),
        (b"L", "limits of f", b"", ""),
        (b"t", "s = 1/2", RIGHT, "s = 3/4"),
        (b"M", "f′(x)", RIGHT, "1/4"),
        (b"E", "ε", RIGHT, "δ"),
        (b"D", "subgradient descent on |x|", RIGHT, "Exactly 0"),
    ],
)
def test_the_class_sees_what_is_opened_and_what_becomes_of_it(
    keys: bytes, seen: str, change: bytes, then: str
) -> None:
    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            ada, guest = await enter_at(here, "ada", Size(70, 20))
            type_in(teacher, keys)
            await until(lambda: here.host.hub.room.opened is not None)
            await until(lambda: seen in ada.text)
            first = here.host.hub.room.opened
            if change:
                type_in(teacher, change)
                await until(lambda: here.host.hub.room.opened != first)
                await until(lambda: then in ada.text)
            assert guest.seat.follows
            type_in(teacher, b"q")
            await until(lambda: here.host.hub.room.opened is None)
            await until(lambda: guest.screen is guest.main)

    run(act)


def test_the_walk_of_the_point_is_drawn_once_for_all_who_follow() -> None:
    async def act() -> None:
        async with two_at_rest() as (here, teacher, (ada, one), (ben, other)):
            type_in(teacher, b"M")
            await until(lambda: "f′(x)" in ada.text and "f′(x)" in ben.text)
            for _ in range(3):
                before = here.host.hub.room.opened
                type_in(teacher, RIGHT)
                await until(lambda before=before: here.host.hub.room.opened != before)  # type: ignore[misc]
            await until(lambda: "3/4" in ada.text and "3/4" in ben.text)
            assert rests(one, other)
            one.wake()
            await until(lambda: one.screen is not one.main)
            followed = ben.cells[1:]
            one.redraw()
            await until(lambda: ada.cells[1:] == followed)
            type_in(teacher, b"\r")
            await until(lambda: here.host.hub.room.lesson.at == "3/4")
            await until(lambda: "at x = 3/4" in ada.text and "at x = 3/4" in ben.text)

    run(act)


def test_a_page_is_put_away_and_shown_again_and_a_key_of_ones_own_leaves() -> None:
    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            ((ada, guest),) = await enter(here, "ada")
            type_in(teacher, b"M")
            await until(lambda: SHOWN[:30] in ada.text)
            type_in(ada, b"q")
            await until(lambda: guest.screen is guest.main)
            assert guest.seat.follows
            before = here.host.hub.room.opened
            type_in(teacher, RIGHT)
            await until(lambda: here.host.hub.room.opened != before)
            await until(lambda: guest.seen.opened == here.host.hub.room.opened)
            assert guest.screen is guest.main
            type_in(ada, F2)
            await until(lambda: SHOWN[:30] in ada.text)
            type_in(ada, RIGHT)
            await until(lambda: not guest.seat.follows)
            assert guest.screen is guest.main
            assert guest.main.current.left.seen == 1
            type_in(ada, F2)
            await until(lambda: SHOWN[:30] in ada.text)
            type_in(teacher, b"q")
            await until(lambda: guest.screen is guest.main and BACK[:20] in ada.text)

    run(act)


def test_a_learner_reads_on_alone_until_the_teacher_scrolls() -> None:
    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            ((ada, guest),) = await enter(here, "ada")
            type_in(teacher, b"?")
            await until(lambda: isinstance(guest.screen, SharedPage))
            page = guest.screen
            assert isinstance(page, SharedPage)
            await until(lambda: page.is_mounted and page.size.height > 0)
            type_in(ada, DOWN * 3)
            await until(lambda: page.top == 3)
            assert here.host.hub.room.opened is not None
            assert here.host.hub.room.opened.place == 0
            type_in(teacher, PAGE_DOWN)
            await until(lambda: page.top > 10)
            assert guest.seat.follows

    run(act)


def test_what_only_one_teacher_has_open_goes_with_them() -> None:
    async def act() -> None:
        async with school() as here:
            one, _ = await here.enter("teacher")
            other, guest = await here.enter("teacher")
            ((_, learner),) = await enter(here, "ada")
            type_in(one, b"w")
            await until(lambda: learner.screen is not learner.main)
            shown = here.host.hub.room.opened
            type_in(other, b"f\x1b")  # a list is the teacher's own
            await until(lambda: guest.screen is guest.main)
            assert here.host.hub.room.opened is shown
            here.host.hang_up(next(visit for session, visit in here.host.sessions.items() if visit is one))
            await until(lambda: learner.screen is learner.main)

    run(act)


def test_in_lines_it_is_told_once_and_then_what_is_new() -> None:
    async def act() -> None:
        async with school() as here:
            teacher, _ = await here.enter("teacher")
            wire = Wire()
            here.tasks["plain"] = asyncio.create_task(here.host.tell(wire, "ada", Look(), echoes=False))
            await until(lambda: any(isinstance(one, PlainVisit) for one in here.host.sessions))
            type_in(teacher, b"M")
            await until(lambda: b"The teacher shows the moving point" in wire.sent)
            await until(lambda: b"x = 0\r\n" in wire.sent)
            heard = len(wire.sent)
            type_in(teacher, RIGHT)
            await until(lambda: b"x = 1/4" in wire.sent[heard:])
            assert b"f(x)" not in wire.sent[heard:]
            type_in(teacher, b"q")
            await until(lambda: b"back at the lesson" in wire.sent[heard:])

    run(act)


def test_two_that_show_the_same_are_the_same() -> None:
    async def act() -> None:
        async with school() as here:
            teacher, guest = await here.enter("teacher")
            type_in(teacher, b"M")
            await until(lambda: isinstance(guest.screen, MovingScreen) and guest.screen.is_mounted)
            screen = guest.screen
            assert isinstance(screen, MovingScreen)
            first = screen.told()
            assert isinstance(first, Told)
            assert first == screen.told()
            type_in(teacher, RIGHT)
            await until(lambda: screen.told() != first)

    run(act)
