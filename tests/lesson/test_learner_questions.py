"""Enter asks before it reveals, once; what was answered comes back, and nobody must answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relu_tui.calculus import ExpressionError
from relu_tui.lesson.conclusions import reason
from relu_tui.lesson.learner_questions import Question, answered, asks, question
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.quiz import judge_gap, judge_vote, mistaken, score
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import STEPS, press, seen


def through(function: str, at: str, vote: str, left: str, right: str, gap: str) -> Lesson:
    """A lesson in which all of this was answered."""
    lesson = press(answered(begin(function, at), Question.VOTE, vote).lesson, *STEPS, "enter")
    for key, text in (("2", left), ("3", right)):
        lesson = answered(press(lesson, key), Question.LIMIT, text).lesson
    return answered(press(lesson, "4"), Question.GAP, gap).lesson


def test_each_condition_asks_its_question_once_enough_was_seen() -> None:
    assert question(begin()) is Question.VOTE
    assert question(press(begin(), "right", "2")) is None
    lesson = seen()
    assert question(lesson) is None
    assert question(press(lesson, "2")) is Question.LIMIT
    assert asks(press(lesson, "3"), Question.LIMIT) == "what is the right slope heading for?"
    lesson = press(lesson, "2", "enter", "3", "enter", "4")
    assert question(lesson) is Question.GAP
    assert question(press(lesson, "enter")) is None


def test_where_there_are_no_two_limits_there_is_no_gap_to_ask_for() -> None:
    assert question(press(seen("cbrt"), "2", "enter", "3", "enter", "4")) is None


def test_an_empty_answer_reveals_and_is_no_answer() -> None:
    lesson = answered(press(seen(), "2"), Question.LIMIT, "").lesson
    assert lesson.concluded[1]
    assert lesson.predictions == (None, None)
    assert answered(begin(), Question.VOTE, "").lesson.vote == "unsure"


def test_in_a_quiz_a_limit_must_be_said() -> None:
    with pytest.raises(ExpressionError):
        answered(replace(press(seen(), "2"), quiz=True), Question.LIMIT, "")


@pytest.mark.parametrize("text", ["maybe", "1", "yes no"])
def test_a_vote_is_yes_or_no(text: str) -> None:
    with pytest.raises(ExpressionError):
        answered(begin(), Question.VOTE, text)


def test_all_right_is_said_and_counted() -> None:
    lesson = through("relu", "0", "no", "0", "1", "n")
    assert score(lesson) == (3, 3)
    assert not mistaken(lesson)
    vote = judge_vote(lesson)
    assert vote is not None
    assert vote.words == "You voted no: right."


def test_a_mistake_is_answered_where_it_was_made() -> None:
    lesson = through("x**2", "1", "no", "1.875", "2", "no")
    assert score(lesson) == (1, 3)
    assert mistaken(lesson)
    assert "In no row is it 0" in reason(lesson)
    gap, vote = judge_gap(lesson), judge_vote(lesson)
    assert gap is not None
    assert gap.right is False
    assert vote is not None
    assert vote.words == "You voted no: not so."
