"""The network and the descent on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from relu_tui.app.app import LimitsApp
from relu_tui.app.screens.descent import DescentScreen
from relu_tui.app.screens.main import MainScreen
from relu_tui.app.screens.network import NetworkScreen
from relu_tui.app.screens.overlay import Overlay
from relu_tui.app.settings import Settings
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.calculus.language import parsing
from relu_tui.lesson.transitions import begin

Steps = Callable[[Pilot[None]], Awaitable[None]]


def opened(key: str, steps: Steps, size: tuple[int, int] = (80, 24)) -> None:
    async def running() -> None:
        app = LimitsApp(begin(), Settings(kiosk=True))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(key)
            await pilot.pause()
            await steps(pilot)

    asyncio.run(running())


def text(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app.screen, Overlay)
    return pilot.app.screen.query_one(FrameView).frame.text


def test_a_kink_of_the_network_becomes_a_lesson() -> None:
    async def steps(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app.screen, NetworkScreen)
        assert "2.1 2.3" in text(pilot)
        await pilot.press("right", "left", "down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MainScreen)
        assert pilot.app.screen.current.at == "-3/2"
        assert pilot.app.screen.current.function.startswith("relu(")

    opened("N", steps)


def test_a_network_too_long_for_a_lesson_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_CHARACTERS", 40)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("plus", "plus", "enter")
        await pilot.pause()
        assert "too much for a lesson" in text(pilot)

    opened("N", steps)


def test_descent_takes_a_step_a_key_and_changes_its_rule() -> None:
    async def steps(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app.screen, DescentScreen)
        await pilot.press("right", "right")
        assert "3  2/5   1/5" in text(pilot)
        assert "for ever" in text(pilot)
        await pilot.press("r")
        assert "3  1/5   2/5" in text(pilot)
        assert "converges" in text(pilot)
        await pilot.press("left", "c", "s", "up", "pagedown")
        assert "x = 3/10" in text(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MainScreen)

    opened("D", steps)


@pytest.mark.parametrize("key", ["N", "D"])
def test_they_fit_a_small_screen(key: str) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        for pressed in ("right", "down", "down", "up", "left", "pagedown"):
            await pilot.press(pressed)
            rows = text(pilot).splitlines()
            assert (len(rows), {len(row) for row in rows}) == (12, {40})

    opened(key, steps, (40, 12))
