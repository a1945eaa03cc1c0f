"""The funnel narrows where the gap closes, and is a corridor where it does not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from relu_tui.calculus.side import Side
from relu_tui.lesson.funnel import count, gaps, newest, rest, rows, trend
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.number_text import settled, slope_text
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import done, press


def stepped(function: str, at: str = "", steps: int = 9) -> Lesson:
    return press(begin(function, at), *["right"] * steps)


def axes(lesson: Lesson) -> list[int]:
    """At which rows a closer axis begins."""
    return sorted({row.axis.begins for row in rows(lesson, 0, count(lesson))} - {0})


def test_where_the_gap_closes_a_closer_axis_begins_again_and_again_and_looks_the_same() -> None:
    lesson = stepped("x**2", "1", 12)
    assert axes(lesson) == [4, 8]
    shown = rows(lesson, 0, 12)
    assert [row.axis.closer for row in shown[4::4]] == [16, 16]
    assert [row.shares for row in shown[:4]] == [row.shares for row in shown[4:8]]
    assert str(shown[3].gap) == "1/4"


@pytest.mark.parametrize("function", ["relu", "abs", "1e-9*abs(x) + x", "elu2"])
def test_at_a_corner_the_bars_stay_as_long_as_they_are(function: str) -> None:
    lesson = stepped(function, "", 20)
    assert axes(lesson) == []
    left, right = rows(lesson, 19, 20)[0].shares
    assert left is not None
    assert right is not None
    assert abs(right - left) > 0.3


def test_a_hair_becomes_a_corridor_once_it_is_near_enough() -> None:
    lesson = press(begin("1e-9*abs(x) + x + x**2"), "r", *["right"] * 20)
    assert len(axes(lesson)) == 4
    assert axes(lesson)[-1] <= 9
    assert trend(gaps(lesson), Fraction(1, 10)) == "shrink"


def test_an_infinite_limit_walks_off_the_axis_and_an_oscillation_stays_on_it() -> None:
    assert rows(stepped("cbrt"), 8, 9)[0].shares == (9.0, 9.0)
    shares = [share for row in rows(stepped("wiggle"), 0, 9) for share in row.shares]
    assert all(share is not None and -0.1 < share < 1.1 for share in shares)


def test_a_row_is_the_same_however_many_come_after_it() -> None:
    few, many = stepped("sin(x)", "1", 5), stepped("sin(x)", "1", 11)
    assert [row.axis for row in rows(few, 0, 5)] == [row.axis for row in rows(many, 0, 5)]


def test_the_sides_are_put_together_by_the_size_of_their_steps() -> None:
    lesson = press(begin("abs"), *["right"] * 3, "s", "r", "right")
    assert [row.size for row in rows(lesson, 0, 9)] == [1, Fraction(1, 2), Fraction(1, 4), Fraction(1, 40)]
    assert [(row.left, row.right) for row in rows(lesson, 2, 4)] == [(2, 2), (3, None)]
    assert newest(lesson) == 3
    assert newest(press(lesson, "left")) == 2


def test_nothing_is_told_of_a_side_before_it_is_stepped_on() -> None:
    lesson = press(begin("relu"), "2", "right", "right")
    assert rows(lesson, 0, 1)[0].axis.high == 1
    assert rows(lesson, 0, 1)[0].axis.low == -1
    assert rows(press(lesson, "3", "right"), 0, 1)[0].axis.low == 0


def test_the_rest_is_told_once_it_is_proved() -> None:
    assert rest(stepped("relu"), Side.LEFT) is None
    found = rest(done("relu"), Side.LEFT)
    assert found is not None
    assert found.constant
    other = rest(done("x**2", "1"), Side.LEFT)
    assert other is not None
    assert not other.constant


@pytest.mark.parametrize(
    ("function", "at", "said"),
    [
        ("relu", "", "same"),
        ("x**2", "1", "in step"),
        ("step", "", "grow"),
        ("wiggle", "", "mixed"),
        ("relu", "1/8", "gone"),
    ],
)
def test_how_the_gap_goes_on_is_told_from_the_rows(function: str, at: str, said: str) -> None:
    assert trend(gaps(stepped(function, at, 6)), Fraction(1, 2)) == said


def test_a_thousand_steps_are_no_deeper_than_ten() -> None:
    lesson = press(begin("relu"), *["right"] * 900)
    assert rows(lesson, 897, 900)[-1].axis.begins == 0


# --- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "at", "step", "text"),
    [
        ("x**2", "1", 3, "2.125"),
        ("abs(x)/3", "0", 0, "1/3"),
        ("x**2", "1", 40, "2 + 2⁻⁴⁰"),
        ("sin(x)", "1", 1, "0.312048003…"),
        ("1e-9*abs(x) + x", "0", 2, "1.000000001"),
    ],
)
def test_a_slope_is_in_decimals_as_far_as_they_say_it(function: str, at: str, step: int, text: str) -> None:
    quotient = stepped(function, at, step + 1).row(Side.RIGHT, step).quotient
    assert quotient is not None
    assert slope_text(quotient, 12) == text


def test_digits_settle() -> None:
    assert settled("1.875", "1.9375") == 2
    assert settled("0", "0") == 1
    assert settled("0.5914…", "0.5659…") == 3
    assert settled("−1", "1") == 0
