"""No more is taken from one connection than a person sends."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp import WSMessage, WSMsgType
from textual.geometry import Size

from relu_tui.classroom import web as webs
from relu_tui.classroom.bounds import Allowance
from relu_tui.classroom.channel_driver import ChannelDriver
from relu_tui.classroom.web import PageVisit
from tests.classroom.school import RIGHT, run, school, type_in, until


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
