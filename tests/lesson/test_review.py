"""What was missed comes back until it is right."""

from __future__ import annotations

from dataclasses import replace

from relu_tui.lesson.course import open_part
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.review import again, in_order, listed, outcome
from relu_tui.lesson.transitions import begin, predict
from tests.lesson.walks import STEPS, done, press


def answered(lesson: Lesson, left: str) -> Lesson:
    """A lesson to its end, with a prediction for the left-hand limit."""
    lesson = predict(press(lesson, *STEPS, "2"), left).lesson
    return press(lesson, "enter", "1", "enter", "3", "enter", "4", "enter")


def test_a_wrong_answer_is_missed_and_a_right_one_mends_it() -> None:
    assert outcome(answered(open_part("abs"), "0")) == ("abs/0", False)
    assert outcome(answered(open_part("abs"), "-1")) == ("abs/0", True)
    assert outcome(answered(begin(), "1")) == ("relu/0", False)


def test_a_wrong_vote_is_missed() -> None:
    assert outcome(replace(done(), vote="yes")) == ("relu/0", False)
    assert outcome(replace(done(), vote="no")) == ("relu/0", True)


def test_what_is_passed_over_or_outside_the_course_or_not_at_its_end_counts_for_nothing() -> None:
    assert outcome(done()) is None
    assert outcome(replace(done(), vote="unsure")) is None
    assert outcome(replace(done("x*abs(x - 7)", "7"), vote="yes")) is None
    assert outcome(replace(press(begin(), *STEPS), vote="yes")) is None


def test_review_is_in_the_order_of_the_course_and_asks_for_each_limit() -> None:
    assert in_order(["elu/1", "abs/0", "nowhere/0", "abs/7", "x"]) == [("abs", 0), ("elu", 1)]
    assert again("elu", 1).quiz
    assert again("elu", 1).course == "elu/1"
    assert "nothing to review" in listed([])
    assert "part 2" in listed([("elu", 1)])
