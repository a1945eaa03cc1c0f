"""The limit of f itself and the points where f is not differentiable, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relu_tui.app.panes.arrangement import Place
from relu_tui.app.screens import pages
from relu_tui.app.screens.chooser import Chooser
from relu_tui.lesson import answers
from relu_tui.lesson.parameters import begin_with
from relu_tui.lesson.transitions import begin, closer, walk
from tests.app.pilots import Driven, drive, screen_text

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from relu_tui.lesson.lesson import Lesson


def test_the_page_of_limits_tells_the_point_and_both_ends() -> None:
    text = "\n".join(row.text for row in pages.limits("sin(x)/x", "0", 78))
    assert "lim x→0 f(x) = 1." in text
    assert "With f(0) = 1 it would be continuous" in text
    assert "lim x→+∞ f(x) = 0." in text
    assert "lim x→−∞ f(x) = 0." in text


@pytest.mark.parametrize("width", [40, 78, 200])
def test_pages_fit_their_width(width: int) -> None:
    rows = [
        *pages.limits("sin(x)/x", "0", width),
        *pages.rough("abs(x**2 - 2)", "0", width),
        *pages.higher("x*abs(x)", "0", width),
    ]
    assert max(len(row.text.rstrip()) for row in rows) <= width


def test_going_from_point_to_point() -> None:
    lesson = begin("abs(x**2 - 2)*abs(x - 3)", "0")
    right = answers.to_next_rough(lesson, 1).lesson
    assert right.at == "sqrt(2)"
    assert answers.to_next_rough(right, 1).lesson.at == "3"
    assert answers.to_next_rough(lesson, -1).lesson.at == "-sqrt(2)"
    assert "no point was found" in answers.to_next_rough(answers.to_next_rough(right, 1).lesson, 1).words
    assert "without a simple form" in answers.to_next_rough(begin("abs(x**5 - x - 1)", "0"), 1).words


def test_walking_keeps_the_steps_and_concludes_nothing() -> None:
    lesson = closer(closer(begin("relu", "0")).lesson).lesson
    moved = walk(walk(lesson, 1).lesson, 1).lesson
    assert moved.at == "1/2"
    assert (moved.left, moved.right) == (lesson.left, lesson.right)
    assert not any(moved.concluded)
    assert walk(moved, -1).lesson.at == "1/4"
    assert walk(begin("sin(x)", "pi"), 1).lesson.at == "pi + 1/4"


@pytest.mark.parametrize(
    ("key", "lesson", "at"),
    [("full_stop", begin("abs(x**2 - 2)", "0"), "sqrt(2)"), ("right_parenthesis", begin("relu", "0"), "1/4")],
)
def test_keys_move_the_point_on_the_screen(key: str, lesson: Lesson, at: str) -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press(key)
        for _ in range(400):
            if app.main.current.at == at:
                return
            await pilot.pause(0.02)

    assert drive(act, lesson).main.current.at == at


def test_keys_nudge_a_parameter_and_take_what_solves() -> None:
    lesson = begin_with("a*x^2+b if x<1 else 3x", (("a", "1"), ("b", "0")), "1")

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        async def until(a: str) -> None:
            for _ in range(400):
                family = app.main.current.family
                if family is not None and family.values[0] == ("a", a):
                    return
                await pilot.pause(0.02)

        await pilot.press("K")
        await until("5/4")
        assert "a = 5/4" in app.main.speech.words
        await pilot.press("S")
        for _ in range(400):
            if isinstance(app.screen, Chooser):
                break
            await pilot.pause(0.02)
        await pilot.press("enter")
        await until("3/2")

    assert drive(act, lesson).main.current.examination.derivative is not None


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_the_screen_tells_the_parameters_and_their_keys(size: tuple[int, int]) -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.pause()

    app = drive(act, begin_with("a*x+b if x<0 else x", (("a", "1"), ("b", "0")), "0"), size=size)
    assert "▸a = 1, b = 0" in app.text_of(Place.HEADING)
    assert "With a = 1, b = 0" in app.text_of(Place.REASON)
    assert all(key in app.text_of(Place.FOOTER) for key in ("K up", "J down", "S solve"))


def test_the_point_moves_and_the_slope_is_drawn_below() -> None:
    seen: list[str] = []

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("M", "left", "right", "right", "c")
        await pilot.pause()
        seen.append(screen_text(app))
        await pilot.press("enter")
        for _ in range(100):
            if app.main.current.at == "1/4":
                break
            await pilot.pause(0.02)

    app = drive(act, begin("relu", "0"))
    assert "f′(x), as far as a has been" in seen[0]
    assert seen[0].count("○") == 1
    assert "Differentiable at 1/4: f′(1/4) = 1" in seen[0]
    assert "Holes are filled with the lower slope" in seen[0]
    assert app.main.current.at == "1/4"
