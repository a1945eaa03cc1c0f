from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from relu_tui.app.app import LimitsApp
from relu_tui.app.drawing.box import Border
from relu_tui.app.drawing.frame import Frame, Role
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.marks import Marks
from relu_tui.app.screens import practice as screens
from relu_tui.app.screens.main import MainScreen
from relu_tui.app.screens.practice import PracticeScreen
from relu_tui.app.screens.practice_board import Board, board, last_top
from relu_tui.app.settings import Settings
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.child_process import ChildError
from relu_tui.experiments.background import Beside, Within
from relu_tui.experiments.results import Report, Tally
from relu_tui.experiments.setup import Setup
from relu_tui.experiments.setup_choices import Choices
from relu_tui.lesson.transitions import begin

REPORT = Report(
    Setup(),
    "synthetic",
    "made for a test",
    (
        Tally("float16", 200, 2_457_600, 206, 124, 123, 124, 0.0123),
        Tally("mixed", 200, 2_457_600, 1, 1, 1, 1, 0.006),
        Tally("float32", 200, 2_457_600),
        Tally("float64", 200, 2_457_600),
    ),
)
DONE = Board(Choices(), REPORT, seconds=6.0)
SIZES = [(80, 24), (120, 40), (60, 20), (40, 12)]


# --- what it looks like ---------------------------------------------------------------------------


def test_at_80_by_24_choices_figures_and_bars_are_seen_at_once() -> None:
    lines = board(DONE, 80, 24, Look()).text.splitlines()
    assert (
        lines[1].strip("│ ").startswith("layers [3] units  64  batch  64  draws  200  format  usual  seed  1")
    )
    assert any(
        "float16    206  2,457,600        11,930    123 of 200    124 of 200    1.2 %" in line
        for line in lines
    )
    assert any("float16 here       ███████" in line and "62 % (124 of 200)" in line for line in lines)
    assert any("float64 published" in line for line in lines)
    assert "✓ 200 draws in 6 s." in lines[-3]
    assert "q back" in lines[-2]


@pytest.mark.parametrize(("width", "height"), [*SIZES, (12, 6), (11, 30), (30, 5), (1, 1)])
@pytest.mark.parametrize(
    "shown",
    [
        Board(Choices()),
        Board(Choices(), running=True),
        Board(Choices(), replace(REPORT, setup=Setup(draws=900)), running=True, seconds=60.0),
        Board(Choices(), replace(REPORT, setup=Setup(draws=900))),
        Board(Choices(cursor=5, seed=10**11), REPORT, trouble="What went wrong is long to say. " * 5),
        DONE,
    ],
)
def test_it_is_as_large_as_asked(shown: Board, width: int, height: int) -> None:
    for look in (Look(), Look(Marks.ASCII, Border.ASCII, ascii_only=True)):
        frame = board(shown, width, height, look)
        assert (frame.width, frame.height) == (width, height)
        assert not look.ascii_only or frame.text.isascii()
        assert not look.ascii_only or "?" not in frame.text.replace("how rare is x = 0?", "").replace(
            "1?", ""
        )


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_all_of_the_figures_can_be_scrolled_to(width: int, height: int) -> None:
    last = last_top(DONE, width, height, Look())
    seen = {
        line
        for top in range(last + 1)
        for line in board(replace(DONE, top=top), width, height, Look()).text.splitlines()
    }
    text = " ".join(line.strip("│ ") for line in seen)
    for words in ("What the figures say", "published figures", "without", "float64 published"):
        assert words in text
    assert board(replace(DONE, top=last + 50), width, height, Look()) == board(
        replace(DONE, top=last), width, height, Look()
    )


def test_bars_found_and_bars_published_differ_by_more_than_colour() -> None:
    for look, marks in ((Look(), "█▒"), (Look(Marks.ASCII, Border.ASCII, ascii_only=True), "#=")):
        lines = board(DONE, 80, 24, look).text.splitlines()
        here = next(line for line in lines if "float16 here" in line)
        there = next(line for line in lines if "float16 published" in line)
        assert marks[0] in here
        assert marks[1] not in here
        assert marks[1] in there
        assert marks[0] not in there


def test_the_bar_of_progress_grows() -> None:
    def filled(done: int) -> int:
        tallies = tuple(replace(tally, draws=done) for tally in REPORT.tallies)
        shown = Board(Choices(), replace(REPORT, tallies=tallies), running=True, seconds=1.0)
        return board(shown, 80, 24, Look()).text.splitlines()[-3].count("█")

    assert [filled(done) for done in (0, 50, 100, 199)] == [0, 10, 20, 39]


def test_partial_figures_and_troubles_have_words_of_their_own() -> None:
    part = replace(DONE, report=replace(REPORT, setup=Setup(draws=500)))
    assert "Stopped after 200 of 500 draws: these are the figures so far." in board(part, 80, 24, Look()).text
    trouble = board(replace(DONE, trouble="It broke off."), 80, 24, Look())
    assert "It broke off." in trouble.text
    assert any(Role.ERROR in line.roles for line in trouble.rows)


# --- what it does ---------------------------------------------------------------------------------


class Slow:
    """Stands in for a run: gives the reports it is told to, and waits."""

    begun: list[Slow] = []  # noqa: RUF012 - emptied by the fixture

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.stopped = False
        self.gives: list[Report] = []
        self.over = False
        self.begun.append(self)

    def reports(self) -> Iterator[Report]:
        from time import sleep

        while not (self.stopped or (self.over and not self.gives)):
            if self.gives:
                yield self.gives.pop(0)
            sleep(0.005)

    def stop(self) -> None:
        self.stopped = True

    def give(self, done: int) -> None:
        tallies = (Tally(name, done, done * self.setup.values) for name in self.setup.formats)
        self.gives.append(Report(self.setup, "synthetic", "made for a test", tuple(tallies)))


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Slow]:
    Slow.begun = []
    monkeypatch.setattr(screens, "Beside", Slow)
    return Slow.begun


Steps = Callable[[Pilot[None], PracticeScreen], Awaitable[None]]


def opened(steps: Steps, size: tuple[int, int] = (80, 24), *, kiosk: bool = False) -> None:
    """Open the screen by its key, take the steps."""

    async def running() -> None:
        app = LimitsApp(begin("relu", ""), Settings(kiosk=kiosk))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("b")
            await pilot.pause()
            assert isinstance(app.screen, PracticeScreen)
            await steps(pilot, app.screen)

    asyncio.run(running())


def text(screen: PracticeScreen) -> str:
    frame: Frame = screen.query_one(FrameView).frame
    return frame.text


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until something holds; a test that waits in vain fails."""
    for _ in range(600):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError("waited in vain")


def test_a_run_begins_at_once_and_its_figures_come_in(runs: list[Slow]) -> None:
    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        assert [run.setup for run in runs] == [Setup()]
        assert "0 of 200 draws" in text(screen)
        runs[0].give(50)
        await until(pilot, lambda: "50 of 200 draws, about" in text(screen))
        assert "0 of 50" in text(screen)
        runs[0].give(200)
        runs[0].over = True
        await until(pilot, lambda: "✓ 200 draws" in text(screen))
        assert not screen.board.running

    opened(steps)


def test_stop_keeps_the_figures_so_far(runs: list[Slow]) -> None:
    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        runs[0].give(50)
        await until(pilot, lambda: "50 of 200 draws" in text(screen))
        await pilot.press("s")
        assert runs[0].stopped
        assert "Stopped after 50 of 200 draws: these are the figures so far." in text(screen)
        await pilot.press("s")
        assert len(runs) == 1

    opened(steps)


def test_stop_before_the_first_draw_says_so(runs: list[Slow]) -> None:
    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        await pilot.press("s")
        assert "Stopped before the first draw." in text(screen)

    opened(steps)


def test_enter_runs_again_with_another_seed_or_what_was_chosen(runs: list[Slow]) -> None:
    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        await pilot.press("enter")
        assert runs[0].stopped
        assert runs[1].setup == Setup(seed=2)
        await pilot.press("r")
        assert runs[2].setup == Setup(seed=3)
        await pilot.press("down", "right", "up", "left", "left", "left", "down")
        assert "layers  2  units  128  batch  64  draws  200  format [usual] seed  3" in text(screen)
        assert screen.board.choices.cursor == 4
        await pilot.press("up", "enter")
        assert runs[3].setup == Setup((128, 128), seed=3, formats=("float16",))

    opened(steps)


def test_figures_of_a_former_run_do_not_come_into_the_next(runs: list[Slow]) -> None:
    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        runs[0].give(50)
        await until(pilot, lambda: "50 of 200" in text(screen))
        former = runs[0]
        await pilot.press("r")
        screen.post_message(PracticeScreen.Came(former, REPORT))
        screen.post_message(PracticeScreen.Ended(former))
        await pilot.pause()
        assert screen.board.report is None
        assert screen.board.running

    opened(steps)


def test_a_run_that_breaks_off_says_so(runs: list[Slow]) -> None:
    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        runs[0].give(50)
        runs[0].over = True
        await until(pilot, lambda: "The experiment broke off" in text(screen))
        assert "0 of 50" in text(screen)
        await pilot.press("enter")
        assert "broke off" not in text(screen)

    opened(steps)


def test_a_run_that_cannot_be_started_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(setup: Setup) -> None:
        raise ChildError("no more processes")

    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        assert "The experiment can't be started: no more processes" in text(screen)

    monkeypatch.setattr(screens, "Beside", refuse)
    opened(steps)


@pytest.mark.parametrize("key", ["q", "escape", "b"])
def test_closing_stops_the_run(runs: list[Slow], key: str) -> None:
    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))
        await until(pilot, lambda: runs[0].stopped)

    opened(steps)


def test_keys_move_what_is_in_sight(runs: list[Slow]) -> None:
    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        runs[0].give(200)
        await until(pilot, lambda: "200 random networks" in text(screen))
        await pilot.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert "without tolerance" in text(screen)
        assert "200 random networks" not in text(screen)
        await pilot.press(*["pageup"] * 5)
        assert "200 random networks" in text(screen)
        assert screen.board.top == 0

    opened(steps)


def test_the_real_experiment_runs_beside_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(Setup(), units=(4,), samples=1, draws=10)
    monkeypatch.setattr(Choices, "setup", property(lambda _: small))

    begun: list[object] = []

    class Noted(Beside):
        """Says that it was begun: so short a run may be over before it is looked at."""

        def __init__(self, *arguments: Any) -> None:
            begun.append(self)
            super().__init__(*arguments)

    monkeypatch.setattr(screens, "Beside", Noted)

    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        await until(pilot, lambda: "✓ 10 draws" in text(screen))
        assert begun
        assert screen.board.report is not None
        assert screen.board.report.complete

    opened(steps)


def test_on_a_shared_account_it_runs_within_the_app_and_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(setup: Setup) -> None:
        raise AssertionError("a process was started")

    async def steps(pilot: Pilot[None], screen: PracticeScreen) -> None:
        assert isinstance(screen.current, Within)
        await until(pilot, lambda: " of 200 draws, about" in text(screen))
        await pilot.press("s", "right", "up", "up", "up")
        assert "units [64]" in text(screen)
        assert "Stopped after" in text(screen)

    monkeypatch.setattr(screens, "Beside", never)
    opened(steps, kiosk=True)


def test_its_modules_draw_without_a_screen() -> None:
    source = Path(screens.__file__).parent / "practice_board.py"
    assert "textual" not in source.read_text("utf-8")
