"""The duel on the screen, by keys alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.marks import Marks
from relu_tui.app.screens.duel import DuelScreen
from relu_tui.app.screens.duel_board import board, page
from relu_tui.lesson.duel import SMALLEST, Duel, Outcome, answer, begin, change_delta, claim, swap
from relu_tui.lesson.transitions import begin as begin_lesson
from tests.app.pilots import Driven, drive

SWING = "x*sin(1/x) if x != 0 else 0"


def text_of(duel: Duel, width: int = 80, height: int = 24) -> str:
    frame = board(duel, "f", width, height, Look())
    assert frame is not None
    assert len(frame.rows) == height
    assert all(line.width == width for line in frame.rows)
    return frame.text


def lost() -> Duel:
    return answer(change_delta(claim(begin("max(0, x)", "0"), "1/2"), 3))


@pytest.mark.parametrize(
    ("function", "at", "typed", "outcome"),
    [
        ("relu", "0", "1/2", Outcome.REFUTED),
        ("x**2", "1", "2", Outcome.PROVED),
        (SWING, "0", "0", Outcome.REFUTED),
        ("cbrt", "0", "0", Outcome.REFUTED),
    ],
)
def test_a_duel_is_played_by_keys(function: str, at: str, typed: str, outcome: Outcome) -> None:
    seen: list[DuelScreen] = []

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("E", "enter")
        await pilot.pause()
        await pilot.press(*("slash" if c == "/" else c for c in typed), "enter")
        await pilot.pause()
        assert isinstance(app.screen, DuelScreen)
        seen.append(app.screen)
        await pilot.press("right", "right", "right", "enter", "right", "right", "right", "right", "enter")
        await pilot.press("w", "q", "u", "down", "enter", "u", "s", "q")
        await pilot.pause()
        assert not [screen for screen in app.screen_stack if isinstance(screen, DuelScreen)]

    drive(act, begin_lesson(function, at))
    (screen,) = seen
    assert screen.duel.claim == typed
    assert screen.duel.sides == ("left",)


def test_the_band_and_delta_stand_in_the_plot_and_each_round_has_a_row() -> None:
    text = text_of(answer(change_delta(lost(), 2)))
    assert "you claim: the quotient tends to L = 1/2" in text
    assert "[" in text
    assert "]" in text
    assert "╌ δ = 1/32 ╌" in text
    assert text.count("✗ ε = 1/4") == 2
    assert "✗ OUTSIDE" in text
    assert "∃ε>0 ∀δ>0 ∃Δx: 0 < |Δx| < δ and |q(Δx) − 1/2| ≥ ε" in text


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12), (120, 40), (200, 60), (36, 10)])
@pytest.mark.parametrize("function", ["max(0, x)", SWING, "cbrt(x)", "sqrt(x)", "1/x", "exp(1/x)"])
def test_the_board_fills_every_size(function: str, size: tuple[int, int]) -> None:
    duel = begin(function, "0")
    text_of(duel, *size)
    duel = claim(duel, "1/3")
    text_of(duel, *size)
    duel = answer(change_delta(duel, 2))
    text_of(duel, *size)
    text_of(answer(swap(duel)), *size)
    text_of(answer(change_delta(duel, 150)), *size)
    text_of(replace(duel, epsilon=SMALLEST), *size)


def test_too_small_a_screen_shows_nothing() -> None:
    assert board(lost(), "f", 35, 24, Look()) is None
    assert board(lost(), "f", 80, 9, Look()) is None


def test_what_has_no_room_on_the_board_stands_on_its_page() -> None:
    assert "w: all" in text_of(lost(), 40, 12)
    words = " ".join(line.text.strip() for line in page(lost(), 38))
    assert "that is what “not differentiable” says" in words
    assert "∃ε>0 ∀δ>0 ∃Δx" in words


def test_in_ascii_nothing_else_is_shown() -> None:
    frame = board(lost(), "f", 80, 24, Look(marks=Marks.ASCII, ascii_only=True))
    assert frame is not None
    assert frame.text.isascii()
