"""The duel on the screen, by keys alone."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from textual.pilot import Pilot

from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.marks import Marks
from relu_tui.app.screens.duel import DuelScreen
from relu_tui.app.screens.duel_board import board, page
from relu_tui.lesson import course
from relu_tui.lesson.duel import (
    answer,
    begin,
    change_delta,
    change_epsilon,
    claim,
    name_delta,
    name_epsilon,
    over,
    swap,
)
from relu_tui.lesson.duel_state import SMALLEST, Duel, Outcome
from relu_tui.lesson.graphs.duel import duel_scene
from relu_tui.lesson.graphs.quotient import place
from relu_tui.lesson.graphs.scene import Kind
from relu_tui.lesson.transitions import begin as begin_lesson
from tests.app.pilots import Driven, drive
from tests.lesson.walks import press

SWING = "x*sin(1/x) if x != 0 else 0"


def text_of(duel: Duel, width: int = 80, height: int = 24) -> str:
    frame = board(duel, "f", width, height, Look())
    assert frame is not None
    assert len(frame.rows) == height
    assert all(line.width == width for line in frame.rows)
    return frame.text


def lost() -> Duel:
    return answer(change_delta(claim(begin("max(0, x)", "0"), "1/2"), 3))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("function", ["relu", "x**2", SWING, "cbrt", "1/x"])
def test_before_there_is_a_claim_the_quotient_and_the_rules_fill_the_screen(
    function: str, size: tuple[int, int]
) -> None:
    shown = text_of(over(begin_lesson(function, "0")), *size)
    assert "which number is it heading for?" in shown
    assert "What a limit is, as a game for two:" in shown
    assert sum(not line.strip() for line in shown.splitlines()) <= 1
    assert "10⁻²" in shown
    assert ("no quotient here" in shown) is (function == "1/x")


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


@pytest.mark.parametrize(
    ("size", "signs"), [((80, 24), ("L+ε┤", "L−ε┤", " −δ ", " δ ")), ((60, 20), ("[", "┊", "]"))]
)
def test_the_band_and_delta_stand_in_the_plot_and_each_round_has_a_row(
    size: tuple[int, int], signs: tuple[str, ...]
) -> None:
    text = text_of(answer(change_delta(lost(), 2)), *size)
    assert "you claim: the quotient tends to L = 1/2" in text
    for sign in signs:
        assert sign in text
    assert "╌ δ = 1/32 ╌" in text
    if size == (80, 24):
        assert text.count("✗ ε = 1/4") == 2
        assert "∃ε>0 ∀δ>0 ∃Δx: 0 < |Δx| < δ and |q(Δx) − 1/2| ≥ ε" in text
    assert "✗" in text


def test_what_refutes_stands_in_the_graph_and_in_the_table() -> None:
    duel = lost()
    text = text_of(duel)
    assert "▸1/16      ✗ 0         ✗ 1" in text
    scene = duel_scene(duel, 40)
    assert scene is not None
    (spot,) = scene.spots
    assert spot.kind is Kind.LEFT
    assert spot.at[1] == -2  # 0 is two ε below 1/2
    swing = text_of(answer(change_delta(claim(begin(SWING, "0"), "0"), 4)))
    assert "▸−2/(11·π) ✗ 1" in swing


def test_the_box_is_as_wide_as_delta_on_the_sides_that_are_asked() -> None:
    duel = name_delta(claim(begin("x**2", "1"), "2"), Fraction(1, 100))
    for sides, ends in ((duel.sides, (-1, 1)), (("left",), (-1, 0)), (("right",), (0, 1))):
        scene = duel_scene(replace(duel, sides=sides), 40)
        assert scene is not None
        walls = [line for line in scene.lines if line.kind is Kind.CONVENTION]
        width = place(Fraction(1, 100), 4)
        assert {end[0] for line in walls for end in (line.start, line.end)} == {end * width for end in ends}
        assert {end[1] for line in walls for end in (line.start, line.end)} == {-1, 1}
        heights = [y for piece in scene.curves for x, y in piece if 0 < abs(x) < width]
        assert heights
        assert all(abs(height) < 1 for height in heights)  # δ = 1/100 keeps it within ε = 1/4


def test_a_number_that_has_no_room_is_told_by_how_far_it_is_from_the_limit() -> None:
    assert "✓ L−9.3e-10" in text_of(answer(name_epsilon(swap(begin("x**2", "1")), Fraction(1, 10**9))))


def test_with_the_roles_swapped_there_is_no_box_before_the_program_has_named_delta() -> None:
    duel = swap(claim(begin("x**2", "1"), "2"))
    for shown, boxed in ((duel, False), (answer(duel), True), (change_epsilon(answer(duel), 1), False)):
        scene = duel_scene(shown, 40)
        assert scene is not None
        assert any(line.kind is Kind.CONVENTION for line in scene.lines) is boxed


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


def test_enter_at_the_verdict_plays_the_duel_once_and_then_goes_on() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press(*["right"] * 3, *["enter"] * 8)
        await pilot.pause()
        while not isinstance(app.screen, DuelScreen):
            await pilot.press("enter")
            await pilot.pause()
        assert app.screen.duel.sides == ("left", "right")
        await pilot.press("q")
        await pilot.pause()
        assert app.main.current.course == "relu/0"
        await pilot.press("enter")
        await pilot.pause()
        assert app.main.current.course == "square/0"

    drive(act, course.open_part("relu"))


@pytest.mark.parametrize(("condition", "side"), [("2", "left"), ("3", "right")])
def test_after_a_condition_it_is_about_that_side(condition: str, side: str) -> None:
    lesson = press(begin_lesson("relu", "0"), "right", "right", "right", condition, "enter")
    assert over(lesson).sides == (side,)
    assert over(begin_lesson("relu", "0")).sides == ("left", "right")


def test_before_a_claim_it_is_told_how_it_is_played() -> None:
    assert "L is the limit if every ε, however small, has a δ." in text_of(begin("x", "0"))
    assert "What a limit is" not in text_of(begin("x", "0"), 36, 10)


def test_too_small_a_screen_shows_nothing() -> None:
    assert board(lost(), "f", 35, 24, Look()) is None
    assert board(lost(), "f", 80, 9, Look()) is None


def test_what_has_no_room_on_the_board_stands_on_its_page() -> None:
    assert "w: all" in text_of(lost(), 40, 12)
    words = " ".join(line.text.strip() for line in page(lost(), 38, Look()))
    assert "that is what “not differentiable” says" in words
    assert "∃ε>0 ∀δ>0 ∃Δx" in words


def test_in_ascii_nothing_else_is_shown() -> None:
    frame = board(lost(), "f", 80, 24, Look(marks=Marks.ASCII, ascii_only=True))
    assert frame is not None
    assert frame.text.isascii()
    assert "0 < |dx| < delta and |q(dx)" in frame.text
    assert "eps>0 for every delta>0 there is dx" in frame.text


def test_enter_goes_on_in_the_lesson_once_the_duel_has_come_to_its_end() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("E", "enter", "1", "slash", "2", "enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, DuelScreen)
        told = page(app.screen.duel, 100, Look())
        assert "Enter goes back to the lesson." in "\n".join(line.text for line in told)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, DuelScreen)

    drive(act, begin_lesson())


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
def test_on_a_small_screen_too_it_is_said_how_to_begin(size: tuple[int, int]) -> None:
    shown = text_of(begin("relu", "0"), *size)
    assert "Enter" in shown
    assert "within ε of L" in " ".join(" ".join(line.strip("│╭╮╰╯ ") for line in shown.splitlines()).split())
    assert "…" not in shown
