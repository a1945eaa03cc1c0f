"""A vote reaches everybody, whenever they come, and wherever they are."""

from __future__ import annotations

import asyncio

from relu_tui.app.drawing.look import Look
from relu_tui.classroom import learner as learners
from relu_tui.classroom import room as rooms
from relu_tui.classroom.ballot import Ballot
from relu_tui.classroom.class_questions import questions
from tests.classroom.school import F2, RIGHT, Wire, run, school, type_in, until


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
