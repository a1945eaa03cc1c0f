"""What the learner is asked before anything is revealed: the vote, the limits, whether the gap closes."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.status import Status
from relu_tui.lesson import words
from relu_tui.lesson.lesson import Lesson, lacking
from relu_tui.lesson.reply import Reply
from relu_tui.lesson.transitions import conclude, predict

VOTES = ("yes", "no", "unsure")
CLOSES = ("yes", "no")

_YES, _NO = ("y", "yes"), ("n", "no")
_UNSURE = ("", "?", "u", "unsure", "not sure", "don't know")


class Question(StrEnum):
    """A question that Enter asks."""

    VOTE = "vote"
    LIMIT = "limit"
    GAP = "gap"


def question(lesson: Lesson) -> Question | None:
    """What Enter asks before it goes on; None where it reveals at once, or there is nothing to reveal."""
    if not (lesson.left.started or lesson.right.started):
        return None if lesson.vote else Question.VOTE
    condition = lesson.condition
    if lesson.concluded[condition] or condition == 0:
        return None
    if condition == 3:
        ready = lacking(lesson, condition) is None and not lesson.closes
        return Question.GAP if ready and _comparable(lesson) else None
    if lesson.predictions[condition - 1] is not None:
        return None
    seen, wanted = words.progress(lesson, condition)
    return Question.LIMIT if seen >= wanted else None


def _comparable(lesson: Lesson) -> bool:
    """Whether both limits were found to be numbers, so that there is a gap between them."""
    return all(lesson.status(condition) is Status.HOLDS for condition in (1, 2))


def asks(lesson: Lesson, what: Question) -> str:
    """The question in words."""
    if what is Question.VOTE:
        return f"is f differentiable at {words.point(lesson)}?"
    if what is Question.GAP:
        return "does the gap close?"
    side = "left" if lesson.condition == 1 else "right"
    return f"what is the {side} slope heading for?"


def how(what: Question, *, skippable: bool) -> str:
    """What can be answered."""
    if what is Question.VOTE:
        return "yes, no, or Enter alone: not sure"
    answers = "yes or no" if what is Question.GAP else "a number, inf, -inf or none"
    return f"{answers}; Enter alone reveals it" if skippable else answers


def answered(lesson: Lesson, what: Question, text: str) -> Reply:
    """The lesson with an answer, and with what was asked for revealed; an empty one is passed over.

    Raises:
        ExpressionError: The answer can't be read, or may not be passed over.
    """
    typed = text.strip().lower()
    if what is Question.VOTE:
        return Reply(replace(lesson, vote=_vote(typed)))
    if not typed and not (lesson.quiz and what is Question.LIMIT):
        return conclude(lesson)
    if what is Question.GAP:
        return conclude(replace(lesson, closes=_yes_or_no(typed)))
    return conclude(predict(lesson, text).lesson)


def read_vote(text: str) -> str:
    """A vote, or whether the gap closes, as it was typed; not sure where nothing is.

    Raises:
        ExpressionError: It can't be read.
    """
    return _vote(text.strip().lower())


def _vote(typed: str) -> str:
    return "unsure" if typed in _UNSURE else _yes_or_no(typed)


def _yes_or_no(typed: str) -> str:
    if typed in _YES:
        return "yes"
    if typed in _NO:
        return "no"
    raise ExpressionError("that is neither yes nor no", None, "type yes or no")
