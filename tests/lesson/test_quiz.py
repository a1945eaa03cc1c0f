"""Predictions are read as they are meant, and each mistake gets its sentence."""

from __future__ import annotations

import pytest

from relu_tui.calculus import ExpressionError
from relu_tui.calculus.side import Side
from relu_tui.lesson import words
from relu_tui.lesson.quiz import judge, read, score
from relu_tui.lesson.transitions import begin, predict
from tests.lesson.walks import STEPS, press


@pytest.mark.parametrize(
    "text", ["0", "1/2", "0.5", "-1", "sqrt(2)", "inf", "∞", "-inf", "−∞", "none", "No limit", "DNE"]
)
def test_what_can_be_predicted(text: str) -> None:
    read(text)


@pytest.mark.parametrize("text", ["", "x", "maybe", "1/0", "2y", "__import__('os')"])
def test_what_cannot(text: str) -> None:
    with pytest.raises(ExpressionError):
        read(text)


def answer(function: str, side: Side, text: str, at: str = "", steps: int = 3) -> tuple[bool | None, str]:
    """What is said to a prediction, after so many steps."""
    key = "2" if side is Side.LEFT else "3"
    lesson = press(begin(function, at), *["right"] * steps, key)
    judgement = judge(press(predict(lesson, text).lesson, "enter"), side)
    assert judgement is not None
    return judgement.right, judgement.words


@pytest.mark.parametrize(
    ("function", "side", "text"),
    [
        ("relu", Side.LEFT, "0"),
        ("relu", Side.RIGHT, "1.0"),
        ("gelu", Side.LEFT, "1/2"),
        ("sin(x)", Side.LEFT, "cos(0)"),
        ("cbrt", Side.LEFT, "inf"),
        ("sqrt-abs", Side.LEFT, "-inf"),
        ("wiggle", Side.RIGHT, "none"),
        ("sqrt", Side.LEFT, "none"),
        ("abs(x**2 - 2)", Side.RIGHT, "0"),
    ],
)
def test_right_predictions(function: str, side: Side, text: str) -> None:
    assert answer(function, side, text)[0] is True


@pytest.mark.parametrize(
    ("function", "at", "side", "text", "said"),
    [
        ("relu", "0", Side.LEFT, "1/2", "average of the slopes"),
        ("abs", "0", Side.RIGHT, "0", "average of the slopes"),
        ("relu", "0", Side.LEFT, "1", "slope on the other side"),
        ("relu", "0", Side.RIGHT, "0", "slope on the other side"),
        ("x**2", "3", Side.LEFT, "9", "value f(a)"),
        ("wiggle", "0", Side.RIGHT, "0", "symmetric quotient"),
        ("abs", "1", Side.LEFT, "-1", "sign is wrong"),
        ("x**2", "1", Side.RIGHT, "2.25", "where the table stands now"),
        ("sin(x)", "1", Side.RIGHT, "0.43", "where the table stands now"),
        ("relu", "0", Side.LEFT, "none", "From this side alone"),
        ("relu", "0", Side.LEFT, "inf", "stays bounded"),
        ("cbrt", "0", Side.LEFT, "-inf", "the sign is not"),
        ("cbrt", "0", Side.LEFT, "7", "past every number"),
        ("wiggle", "0", Side.LEFT, "inf", "not even an infinite one"),
        ("sqrt", "0", Side.LEFT, "3", "nothing to take a limit of"),
        ("relu", "0", Side.LEFT, "17", "compare the last rows"),
    ],
)
def test_each_mistake_gets_its_sentence(function: str, at: str, side: Side, text: str, said: str) -> None:
    right, words = answer(function, side, text, at)
    assert right is False
    assert said in words


def test_where_the_program_is_at_a_loss_nobody_is_wrong() -> None:
    right, words = answer("x*sign(2 - sin(1/x) - sin(sqrt(2)/x)) if x != 0 else 0", Side.LEFT, "1")
    assert right is None
    assert "could not settle" in words


def test_the_score_counts_what_was_answered() -> None:
    lesson = press(begin(), *STEPS, "2")
    lesson = press(predict(lesson, "0").lesson, "enter", "3")
    assert score(lesson) == (1, 1)
    lesson = press(predict(lesson, "1/2").lesson, "enter")
    assert score(lesson) == (1, 2)


def test_an_infinite_limit_does_not_exist_and_whoever_says_so_is_right() -> None:
    said = "You said no limit: right. More exactly, the quotient goes to +∞."
    assert answer("cbrt", Side.LEFT, "none") == (True, said)


def test_a_prediction_is_acknowledged_and_not_judged_before_the_limit_is_concluded() -> None:
    lesson, said = predict(press(begin("relu"), "right", "right", "right", "2"), " 5 ")
    assert said == words.noted("5")
    assert judge(lesson, Side.LEFT) is None
