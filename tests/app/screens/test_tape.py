"""The tape on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from relu_tui.app.app import LimitsApp
from relu_tui.app.drawing.frame import Role
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens import live_frameworks
from relu_tui.app.screens.frameworks import FrameworksPage
from relu_tui.app.screens.main import MainScreen
from relu_tui.app.screens.tape import TapeScreen
from relu_tui.app.settings import Settings
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.interface.lesson_tape import tape_of
from relu_tui.lesson.transitions import begin
from tests.app.screens.test_frameworks import install, until

Steps = Callable[[Pilot[None]], Awaitable[None]]
PAIR = "relu(x) - relu(-x)"


def opened(
    steps: Steps, function: str = PAIR, size: tuple[int, int] = (80, 40), *, kiosk: bool = False
) -> None:
    async def running() -> None:
        app = LimitsApp(begin(function, "0"), Settings(kiosk=kiosk))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("t")
            await pilot.pause()
            await steps(pilot)

    asyncio.run(running())


def screen(pilot: Pilot[None]) -> TapeScreen:
    assert isinstance(pilot.app.screen, TapeScreen)
    return pilot.app.screen


def text(pilot: Pilot[None]) -> str:
    return screen(pilot).query_one(FrameView).frame.text


@pytest.fixture(autouse=True)
def _nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_frameworks, "installed", tuple)


def test_the_choices_moved_by_keys_move_what_would_come_back() -> None:
    async def steps(pilot: Pilot[None]) -> None:
        assert "backward() would return 2s" in text(pilot)
        await pilot.press("right", "right", "down", "down", "right", "right")
        assert "With your choices (a: 1/2, c: 1/2) backward() would return 1." in text(pilot)
        await pilot.press("left", "left")
        assert "With your choices (a: 1/2, c: 0) backward() would return 1/2." in text(pilot)

    opened(steps)


def test_a_row_without_a_choice_says_where_there_is_one() -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("down", "right")
        assert "There is a choice at a, c." in text(pilot)

    opened(steps)


LONG = "+".join(["sin(x)"] + [f"{number}x" for number in range(2, 40)])


@pytest.mark.parametrize(
    ("function", "row"), [(f"{LONG} + relu(x)", "relu(x)"), (f"{LONG} + 0*cbrt(x)", "∛x")]
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_a_long_tape_opens_where_its_first_choice_is(function: str, row: str, size: tuple[int, int]) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        assert any(line.strip("│ ").split()[1:2] == [row] for line in text(pilot).splitlines())
        shown = screen(pilot).view
        assert shown.tape.rows[shown.cursor].written == row
        await pilot.press("pageup", "pageup", "pageup", "pageup", "pageup")
        assert "local slope, proved" in text(pilot)

    opened(steps, function, size)


def test_t_opens_what_was_measured_and_q_goes_back_one_by_one() -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FrameworksPage)
        await pilot.press("q")
        await pilot.pause()
        assert screen(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MainScreen)

    opened(steps)


def test_the_other_frameworks_paths_are_a_key_away() -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("2")
        assert "The paths and the choices are those of jax." in text(pilot)
        assert "s of a:  0 ────────────────────────● 1   s = 1" in text(pilot)

    opened(steps, "sin(abs(x))")


def test_x_writes_a_program_of_the_framework(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("x")
        assert "Written: " in text(pilot)
        await pilot.press("3", "x")
        assert "press 1 or 2, then x" in text(pilot)

    opened(steps)
    (written,) = tmp_path.iterdir()
    assert written.name.endswith("-torch.py")
    assert "x.grad" in written.read_text()


def test_on_a_shared_account_nothing_is_written_or_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(live_frameworks, "installed", lambda: ("torch",))

    async def steps(pilot: Pilot[None]) -> None:
        assert screen(pilot).probes == {}
        await pilot.press("x")
        assert "no file is written" in text(pilot)

    opened(steps, kiosk=True)
    assert not list(tmp_path.iterdir())


def test_what_is_measured_here_is_told_apart_from_what_is_predicted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "0.0+stand-in" in text(pilot))
        assert "Predicted by the rules of" in text(pilot)
        assert "Measured here: torch 0.0+stand-in returns" in text(pilot)

    install(monkeypatch, "torch")
    opened(steps)


@pytest.mark.parametrize("function", [PAIR, "x", "3", "sqrt(x) if x > 0 else 0", "x*max(0, min(6, x + 3))/6"])
def test_the_tape_fits_a_small_screen_and_no_key_breaks_it(function: str) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        for key in ("down", "right", "up", "left", "pagedown", "2", "3", "pageup", "down", "down", "down"):
            await pilot.press(key)
            rows = text(pilot).splitlines()
            assert len(rows) == 12
            assert {len(row) for row in rows} == {40}

    opened(steps, function, (40, 12))


def test_one_line_stands_out_that_the_keys_act_on() -> None:
    page = TapeScreen("", tape_of(begin()), Look(), {}).told()
    assert page is not None
    assert page.page is not None
    chosen = [line for line in page.page(77) if Role.CHOSEN in line.roles]
    assert [line.text.split()[0] for line in chosen] == ["a"]
