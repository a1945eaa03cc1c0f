"""On the way through a lesson, whether the answers are right or wrong, no sentence is cut at any size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.arrangement import LEAST, Place, arrange
from relu_tui.app.panes.whole_screen import PAINTERS, whole
from relu_tui.lesson import course, learner_questions
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.quiz import Judgement, judge_gap
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import STEPS, done, press

READ = (Place.CHECKLIST, Place.REASON, Place.FOOTER)
CUT = re.compile(r"(?<!\d)…")
"""An ellipsis that does not stand for digits."""

CONCLUDED = ("1", "enter", "2", "enter", "3", "enter")

LONGER = {"wiggle"}
"""Lessons whose formulas need more room than there is at the least size."""


def way(key: str) -> Iterator[Lesson]:
    """A lesson at each moment of its way, passed over and then answered wrongly."""
    first = course.open_part(key)
    yield first
    yield from (press(first, *STEPS[:count]) for count in range(1, 4))
    yield press(first, "s", "right")
    yield press(first, *STEPS, "4", "enter")
    for answers in ("", "wrong"):
        lesson = replace(press(first, *STEPS), vote="yes")
        for condition in "1234":
            lesson = press(lesson, condition)
            yield lesson
            asked = learner_questions.question(lesson)
            if answers and asked is not None:
                wrong = "yes" if asked is learner_questions.Question.GAP else "1/2"
                lesson = learner_questions.answered(lesson, asked, wrong).lesson
            else:
                lesson = press(lesson, "enter")
            yield lesson
        yield press(lesson, "c")
        yield from (press(lesson, condition) for condition in "123")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), LEAST])
@pytest.mark.parametrize("key", ["relu", "square", "abs", "jump", "cbrt", "wiggle"])
def test_every_sentence_is_whole(key: str, size: tuple[int, int]) -> None:
    if size == LEAST and key in LONGER:
        pytest.skip("its formulas are longer than the screen is wide")
    boxes = arrange(*size)
    for lesson in way(key):
        for place in READ:
            if place in boxes:
                box = boxes[place]
                shown = PAINTERS[place](lesson, box.width, box.height, Look()).text
                assert not CUT.search(shown), (place, shown)
                assert "all of it" not in shown, shown


@pytest.mark.parametrize("function", ["relu", "hair", "wiggle", "jump", "cbrt", "square"])
def test_every_verdict_is_written_in_one_way(function: str) -> None:
    box = arrange(80, 24)[Place.REASON]
    shown = PAINTERS[Place.REASON](done(function), box.width, box.height, Look()).text
    assert "DIFFERENTIABLE AT" in shown.splitlines()[0]


def test_of_a_function_without_a_value_the_first_screen_says_so() -> None:
    assert "f has no value here" in whole(begin("1/0", "0"), 80, 24, Look()).text


@pytest.mark.parametrize("key", ["relu", "square", "relu-beside-0", "abs", "elu", "jump", "cbrt", "wiggle"])
@pytest.mark.parametrize(("vote", "said"), [("yes", "You voted yes: "), ("unsure", "You were not sure.")])
@pytest.mark.parametrize("closes", ["", "yes", "no"])
def test_the_vote_and_what_there_is_to_notice_stand_at_the_verdict(
    key: str, vote: str, said: str, closes: str
) -> None:
    lesson = press(replace(press(course.open_part(key), *STEPS), vote=vote), *CONCLUDED, "4")
    lesson = press(replace(lesson, closes=closes), "enter")
    box = arrange(80, 24)[Place.REASON]
    shown = " ".join(PAINTERS[Place.REASON](lesson, box.width, box.height, Look()).text.split())
    assert said in shown
    assert re.split(r"(?<=[.?!]) ", course.BY_KEY[key].notice)[0] in shown
    mistaken = (judge_gap(lesson) or Judgement(None, "")).right is False
    assert ("not so" in shown.replace("You voted yes: not so.", "")) is mistaken
    assert mistaken or course.BY_KEY[key].notice in shown
