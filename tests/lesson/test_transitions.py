"""Every key is a pure change of a value: start, press, compare."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from relu_tui.calculus import ExpressionError
from relu_tui.calculus.numerics.step_sizes import SMALLEST_STEP, ratio_value
from relu_tui.calculus.side import Side
from relu_tui.choices import RATIOS
from relu_tui.lesson import transitions
from relu_tui.lesson.lesson import ENOUGH, Active, Graph, Trail
from relu_tui.number_formats import NUMBER_FORMATS
from tests.lesson.walks import done, press, reply

HALF, TENTH = Fraction(1, 2), Fraction(1, 10)


def sizes(trail: Trail) -> list[Fraction]:
    return [trail.step(index) for index in range(trail.seen)]


# --- beginning ------------------------------------------------------------------------------------


def test_it_begins_with_relu_at_0() -> None:
    lesson = transitions.begin()
    assert (lesson.function, lesson.at, lesson.title) == ("max(0, x)", "0", "ReLU")
    assert not lesson.left.started
    assert lesson.concluded == (False, False, False, False)


@pytest.mark.parametrize(
    ("function", "at", "expected"),
    [
        ("abs", "", ("abs(x)", "0")),
        ("ReLU6", "6", ("min(max(0, x), 6)", "6")),
        ("Leaky ReLU", "", ("max(0.01*x, x)", "0")),
        ("hinge", "", ("max(0, 1 - x)", "1")),
        (" x**2 ", "1/3", ("x**2", "1/3")),
        ("x^2", " pi/4 ", ("x^2", "pi/4")),
    ],
)
def test_it_begins_with_what_is_named(function: str, at: str, expected: tuple[str, str]) -> None:
    lesson = transitions.begin(function, at)
    assert (lesson.function, lesson.at) == expected


@pytest.mark.parametrize(
    ("function", "at"), [("2y", "0"), ("x", "x"), ("x", "1/0"), ("relu", "q"), ("", "0")]
)
def test_it_does_not_begin_with_what_cannot_be_read(function: str, at: str) -> None:
    with pytest.raises(ExpressionError):
        transitions.begin(function, at)


# --- stepping -------------------------------------------------------------------------------------


def test_the_first_step_places_both_probes_and_the_next_ones_halve() -> None:
    lesson = press(transitions.begin(), "right", "right", "right")
    assert sizes(lesson.left) == sizes(lesson.right) == [1, HALF, HALF**2]
    assert lesson.row(Side.LEFT, 2).step == -(HALF**2)
    assert lesson.row(Side.RIGHT, 2).step == HALF**2


@pytest.mark.parametrize("key", ["right", "l", "space", "pagedown"])
def test_closer_has_four_keys(key: str) -> None:
    assert press(transitions.begin(), key) == press(transitions.begin(), "right")


@pytest.mark.parametrize("key", ["left", "h", "pageup"])
def test_back_has_three_keys(key: str) -> None:
    assert press(transitions.begin(), "right", "right", key).left.index == 0


def test_back_keeps_what_was_seen_and_closer_goes_over_it_again() -> None:
    lesson = press(transitions.begin(), "right", "right", "right", "left", "left")
    assert (lesson.left.index, lesson.left.seen) == (0, 3)
    again = press(lesson, "right", "right")
    assert again.left == press(transitions.begin(), "right", "right", "right").left


def test_back_stops_at_the_first_step_and_says_so() -> None:
    lesson, words = reply(transitions.begin(), "right", "left")
    assert lesson.left.index == 0
    assert "first step" in words


def test_another_ratio_leaves_the_steps_ahead() -> None:
    lesson = press(transitions.begin(), "right", "right", "right", "left", "left", "r", "right")
    assert sizes(lesson.left) == [1, TENTH]


def test_the_steps_of_two_ratios() -> None:
    lesson = press(transitions.begin(), "right", "right", "r", "right", "r", "right")
    assert sizes(lesson.right) == [1, HALF, HALF * TENTH, HALF * TENTH * Fraction(309, 500)]


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_step_is_never_0_and_the_floor_is_said(ratio: str) -> None:
    lesson = replace(transitions.begin(), ratio=ratio)
    for _ in range(2000):
        lesson, words = reply(lesson, "right")
    assert lesson.left.current is not None
    assert 0 < SMALLEST_STEP <= lesson.left.current
    assert lesson.left.current * ratio_value(ratio) < SMALLEST_STEP
    assert "never 0" in words


def test_only_the_active_side_moves() -> None:
    lesson = press(transitions.begin(), "s", "right", "right")
    assert (lesson.active, lesson.left.seen, lesson.right.seen) == (Active.LEFT, 2, 0)
    lesson = press(lesson, "s", "right")
    assert (lesson.active, lesson.left.seen, lesson.right.seen) == (Active.RIGHT, 2, 1)
    assert press(lesson, "s").active is Active.BOTH


# --- the conditions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "condition", "active"),
    [("1", 0, Active.BOTH), ("2", 1, Active.LEFT), ("3", 2, Active.RIGHT), ("4", 3, Active.BOTH)],
)
def test_choosing_a_condition_picks_the_side_it_needs(key: str, condition: int, active: Active) -> None:
    lesson = press(transitions.begin(), key)
    assert (lesson.condition, lesson.active) == (condition, active)


def test_the_cursor_stays_on_the_checklist() -> None:
    assert press(transitions.begin(), "up").condition == 0
    assert press(transitions.begin(), *["down"] * 9).condition == 3
    assert press(transitions.begin(), "j", "j", "k").condition == 1


@pytest.mark.parametrize("seen", range(ENOUGH))
def test_too_early_a_condition_stays_open_and_what_is_missing_is_said(seen: int) -> None:
    lesson, words = reply(transitions.begin(), *["right"] * seen, "enter")
    assert not any(lesson.concluded)
    assert f"{ENOUGH - seen} more step" in words


def test_a_side_that_was_not_looked_at_is_asked_for() -> None:
    lesson, words = reply(transitions.begin(), "2", "right", "right", "right", "1", "enter")
    assert not lesson.concluded[0]
    assert "3 more steps right" in words
    assert press(lesson, "2", "enter").concluded == (False, True, False, False)


def test_the_fourth_needs_the_second_and_the_third() -> None:
    lesson, words = reply(transitions.begin(), "right", "right", "right", "4", "enter")
    assert not lesson.concluded[3]
    assert "conclude 2 and 3 first" in words
    lesson, words = reply(lesson, "2", "enter", "4", "enter")
    assert "conclude 3 first" in words
    assert press(lesson, "3", "enter", "4", "enter").concluded == (False, True, True, True)


def test_the_whole_lesson_by_enter_and_down() -> None:
    keys = ("right", "right", "right", "enter", "down", "enter", "down", "enter", "down", "enter")
    lesson = press(transitions.begin(), *keys)
    assert lesson.done
    assert [str(lesson.status(i)) for i in range(4)] == ["holds", "holds", "holds", "fails"]


def test_concluding_twice_points_on() -> None:
    lesson, words = reply(transitions.begin(), "right", "right", "right", "enter", "enter")
    assert lesson.concluded == (True, False, False, False)
    assert "Press 2" in words


# --- ways of looking ------------------------------------------------------------------------------


def test_graphs_formats_and_ratios_go_round() -> None:
    lesson = transitions.begin()
    assert [press(lesson, *["g"] * n).graph for n in range(4)] == [*Graph, Graph.FUNCTION]
    cycle = [*NUMBER_FORMATS, "exact"]
    assert [press(lesson, *["p"] * n).number_format for n in range(len(cycle))] == cycle
    assert [press(lesson, *["r"] * n).ratio for n in range(4)] == [*RATIOS, "1/2"]


def test_the_microscope_shows_the_function() -> None:
    lesson = press(transitions.begin(), "g", "z")
    assert lesson.zoomed
    assert lesson.graph is Graph.FUNCTION
    assert not press(lesson, "z").zoomed


def test_conventions_come_after_the_verdict_and_go_round() -> None:
    assert "First the verdict" in reply(transitions.begin(), "c").words
    found = [press(done("relu"), *["c"] * n).convention for n in range(5)]
    assert found == [None, 0, HALF, 1, None]


@pytest.mark.parametrize("function", ["square", "step", "cbrt", "wiggle"])
def test_where_there_is_no_kink_there_is_no_convention(function: str) -> None:
    lesson, words = reply(done(function), "c")
    assert lesson.convention is None
    assert words


def test_an_own_convention() -> None:
    lesson = transitions.adopt(done("abs"), Fraction(3, 10)).lesson
    assert lesson.convention == Fraction(3, 10)
    assert press(lesson, "c").convention is None
    assert transitions.adopt(done("square"), Fraction(1)).lesson.convention is None


@pytest.mark.parametrize(("text", "value"), [("1/2", HALF), ("0.3", Fraction(3, 10)), ("-2", Fraction(-2))])
def test_a_slope_is_a_fraction_or_a_decimal(text: str, value: Fraction) -> None:
    assert transitions.slope(text) == value


@pytest.mark.parametrize("text", ["pi", "x", "", "1/0"])
def test_a_slope_is_nothing_else(text: str) -> None:
    with pytest.raises(ExpressionError):
        transitions.slope(text)


# --- starting again -------------------------------------------------------------------------------


def test_restart_keeps_the_settings_only() -> None:
    lesson = press(done("abs"), "r", "p", "z", "R")
    fresh = transitions.begin("abs")
    assert lesson == replace(fresh, ratio="1/10", number_format="float64")


def test_rewriting_keeps_the_lesson_where_the_text_cannot_be_read() -> None:
    lesson = done("abs")
    with pytest.raises(ExpressionError):
        transitions.rewrite(lesson, "abs(x", "0")
    assert transitions.rewrite(lesson, "x**2", "1").function == "x**2"


def test_predictions_are_for_open_limits() -> None:
    lesson = press(transitions.begin(), "right", "right", "right")
    turned = transitions.predict(lesson, "1").lesson  # from condition 1 it goes to the first limit
    assert turned.condition == 1
    assert turned.predictions[0] is not None
    second = press(lesson, "2")
    noted = transitions.predict(second, " 1/2 ").lesson
    assert noted.predictions[0] is not None
    assert noted.predictions[0].text == "1/2"
    with pytest.raises(ExpressionError):
        transitions.predict(second, "banana")
    assert "concluded already" in transitions.predict(press(second, "enter"), "1").words


def test_a_quiz_asks_before_it_reveals() -> None:
    lesson, words = reply(replace(transitions.begin(), quiz=True), "right", "right", "right", "2", "enter")
    assert not lesson.concluded[1]
    assert "say what you expect" in words
    assert press(transitions.predict(lesson, "0").lesson, "enter").concluded[1]


@pytest.mark.parametrize(
    ("at", "right", "left"),
    [
        ("-3/4", "-1/2", "-1"),
        ("0.1", "7/20", "-3/20"),
        ("1/3", "7/12", "1/12"),
        ("pi", "pi + 1/4", "pi - 1/4"),
        ("pi + 1/4", "pi + 1/2", "pi"),
        ("sqrt(2) - 1/3", "sqrt(2) - 1/12", "sqrt(2) - 7/12"),
        ("1 if pi > 3 else 0", "(1 if pi > 3 else 0) + 1/4", "(1 if pi > 3 else 0) - 1/4"),
    ],
)
def test_the_point_walks_by_quarters_and_is_written_as_one_number(at: str, right: str, left: str) -> None:
    lesson = transitions.begin("abs(x)", at)
    assert transitions.walk(lesson, 1).lesson.at == right
    assert transitions.walk(lesson, -1).lesson.at == left
