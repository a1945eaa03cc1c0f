"""Pages and lines lose nothing of what they say, however narrow they are."""

from __future__ import annotations

import pytest

from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.conclusions import remark
from relu_tui.app.panes.heading import heading, reason
from relu_tui.app.screens.pages import filled, limits, why
from relu_tui.calculus.language.formula import STEP, ZERO, Relation, Symbol
from relu_tui.calculus.language.line import plain
from relu_tui.lesson import words
from relu_tui.lesson.argument_bounds import argued
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import done, press

LONG = "max(0, x)*sin(1/x)**2 + exp(-x**2)*cos(x) - tanh(x)/(1 + x**2) if x != 0 else 1"
BIG = f"exp(-1/x**2)*{'123456789' * 6} if x != 0 else 0"
WIDTHS = (20, 36, 76, 196)


def without_blanks(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("function", [LONG, BIG, "relu(x)", "sin(1 + 1/x) if x != 0 else 1"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_whole_argument_is_on_its_page(function: str, width: int) -> None:
    lesson = begin(function, "0")
    rows = why(lesson, width)
    assert max(len(line.text.rstrip()) for line in rows) <= width
    shown = without_blanks("".join(line.text for line in rows))
    for text in (
        words.heading(lesson),
        words.definition(lesson),
        *(plain(line) for section in argued(lesson.examination) for line in section.lines),
    ):
        assert without_blanks(text) in shown


def test_what_a_small_screen_leaves_out_is_on_the_page() -> None:
    lesson = press(done("relu(x)", "0"), "c", "c")
    small = without_blanks(reason(lesson, 40, 4, Look()).text)
    assert without_blanks(remark(lesson)) not in small
    shown = without_blanks("".join(line.text for line in why(lesson, 76)))
    assert remark(lesson)
    assert without_blanks(remark(lesson)) in shown


def test_a_comma_stays_with_the_formula_before_it() -> None:
    rows = filled(("Here ", Relation(Symbol("x"), (("=", STEP), ("<", ZERO))), ", so it is."), 16)
    assert [line.text.strip() for line in rows] == ["Here x = Δx < 0,", "so it is."]


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_long_function_is_cut_in_the_heading_and_the_point_is_not(width: int) -> None:
    text = heading(begin(LONG, "0"), width, 1, Look()).text
    assert text.startswith(" f(x) = max(0, x)")
    assert text.rstrip().endswith("…  at x = 0")


@pytest.mark.parametrize("width", [56, 76])
def test_what_a_condition_of_the_limit_has_come_to_is_not_torn_from_it(width: int) -> None:
    shown = [line.text.strip() for line in limits("max(0, x)", "0", width)]
    assert "certified" not in shown
    assert any(line.startswith("✓ 2 limit from the left") for line in shown)
