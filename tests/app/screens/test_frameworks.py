from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from relu_tui.app.app import LimitsApp
from relu_tui.app.screens import live_frameworks
from relu_tui.app.screens.frameworks import FrameworksPage
from relu_tui.app.screens.main import MainScreen
from relu_tui.app.screens.tape import TapeScreen
from relu_tui.app.settings import Settings
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.lesson.transitions import begin

STAND_INS = Path(__file__).parents[2] / "frameworks" / "stand_ins"
Steps = Callable[[Pilot[None]], Awaitable[None]]


def opened(
    steps: Steps, function: str = "relu", size: tuple[int, int] = (80, 60), *, kiosk: bool = False
) -> None:
    """Open a lesson and its page, take the steps."""

    async def running() -> None:
        app = LimitsApp(begin(function, ""), Settings(kiosk=kiosk))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("t", "t")
            await pilot.pause()
            assert isinstance(app.screen, FrameworksPage)
            await steps(pilot)

    asyncio.run(running())


def page(pilot: Pilot[None]) -> FrameworksPage:
    assert isinstance(pilot.app.screen, FrameworksPage)
    return pilot.app.screen


def text(pilot: Pilot[None]) -> str:
    return page(pilot).query_one(FrameView).frame.text


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until something holds; a test that waits in vain fails."""
    for _ in range(600):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError("waited in vain")


def install(monkeypatch: pytest.MonkeyPatch, *names: str, kind: str = "working") -> None:
    monkeypatch.setattr(live_frameworks, "installed", lambda: names)
    monkeypatch.setenv("PYTHONPATH", os.fspath(STAND_INS / kind))


def test_the_page_tells_what_is_known_and_what_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        shown = text(pilot)
        assert "what frameworks return · f(x) = max(0, x)  at x = 0" in shown
        assert "the slope from the left is 0, from the right 1" in shown
        assert "clamp(x, min=0)     1       0       0.5     1" in shown
        assert "None of torch, jax and tensorflow is installed here" in shown
        assert "relu6(x) at 6" in shown

    install(monkeypatch)
    opened(steps)


def test_the_page_is_scrolled_and_closed_by_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        assert "Proved" in text(pilot)
        await pilot.press("down", "pagedown", "end")
        assert "Proved" not in text(pilot)
        assert "– is not measured." in text(pilot)
        await pilot.press("home")
        assert "Proved" in text(pilot)
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TapeScreen)

    install(monkeypatch)
    opened(steps, size=(80, 24))


def test_an_answer_comes_into_the_open_page(monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "0.0+stand-in" in text(pilot))
        assert "  maximum(x, 0)       0.5     0.5     0.5     1*          0.5" in text(pilot)
        assert "asking" not in text(pilot)
        assert page(pilot).probes == {}

    install(monkeypatch, "torch")
    opened(steps)


@pytest.mark.parametrize(
    ("kind", "said"), [("failing", "can't be imported"), ("crashing", "ended without an answer")]
)
def test_a_framework_in_trouble_leaves_the_page_whole(
    monkeypatch: pytest.MonkeyPatch, kind: str, said: str
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: said in text(pilot))
        assert "clamp(x, min=0)     1       0       0.5     1" in text(pilot)

    install(monkeypatch, "torch", kind=kind)
    opened(steps)


def test_while_a_framework_hangs_keys_work_and_closing_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        assert "Here: asking torch …" in text(pilot)
        probe = page(pilot).probes["torch"]
        assert not probe.ended
        await pilot.press("end", "home")
        assert "Here: asking torch …" in text(pilot)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, TapeScreen))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))
        await until(pilot, lambda: probe.ended)
        await pilot.press("right")
        await pilot.pause()
        assert pilot.app.screen.current.left.seen == 1  # type: ignore[attr-defined]

    install(monkeypatch, "torch", kind="hanging")
    opened(steps)


def test_on_a_shared_account_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        assert page(pilot).probes == {}
        assert "here:" not in text(pilot).lower()

    install(monkeypatch, "torch")
    opened(steps, kiosk=True)


def test_the_page_fits_a_small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: not page(pilot).probes)
        for _ in range(12):
            lines = text(pilot).splitlines()
            assert len(lines) == 12
            assert {len(line) for line in lines} == {40}
            await pilot.press("pagedown")

    install(monkeypatch, "torch")
    opened(steps, "selu", (40, 12))
