"""What a newcomer should do next: one command, and the line that says so."""

from __future__ import annotations

from typing import NamedTuple

from relu_tui.lesson import words
from relu_tui.lesson.course import duel_is_next, next_place, place
from relu_tui.lesson.lesson import Lacking, Lesson, lacking

CONDITIONS = ("first", "second", "third", "fourth")
"""The commands that turn to a condition."""


START = "Press → for a step, Enter to vote."
ENOUGH_SEEN = (
    "Enter: is f continuous at {a}?",
    "Enter: where does the left slope go?",
    "Enter: where does the right slope go?",
    "Enter: does the gap close?",
)
"""What there is to do once enough was seen for a condition."""


class Suggestion(NamedTuple):
    """The next thing to do.

    Attributes:
        command: Its name; empty where the lesson has come to its end.
        text: One line that says what to press.
        short: The same in fewer words, for a narrow screen.
    """

    command: str
    text: str
    short: str = ""


def suggest(lesson: Lesson) -> Suggestion:
    """The next thing to do in a lesson."""
    if not (lesson.left.started or lesson.right.started):
        if lesson.family is not None:
            name = lesson.family.values[lesson.family.chosen][0]
            return Suggestion("closer", f"Press → for a step, K or J for another {name}.")
        return Suggestion("closer", START if not lesson.vote else "Press → for the first step.")
    if lesson.done:
        return _after_the_verdict(lesson)
    condition = lesson.condition
    if lesson.concluded[condition]:
        return _turn(lesson, condition)
    match lacking(lesson, condition):
        case Lacking.STEPS:
            steps = words.steps_to_see(lesson, condition)
            return Suggestion("closer", f"Press → for {steps}.", f"→: {steps}")
        case Lacking.LIMITS:
            following = lesson.concluded.index(False, 1)
            short = f"First conclude {following + 1}: press {following + 1}."
            return Suggestion(CONDITIONS[following], words.missing(lesson, condition), short)
        case Lacking.PREDICTION:
            short = "First say what you expect: press i."
            return Suggestion("predict", words.missing(lesson, condition), short)
    asked = ENOUGH_SEEN[condition].format(a=words.point(lesson))
    return Suggestion("conclude", asked, "Enter: is f continuous there?" if condition == 0 else "")


def _after_the_verdict(lesson: Lesson) -> Suggestion:
    """On in the course, or to what more there is to see."""
    kink = lesson.examination.kink is not None
    following = next_place(lesson) is not None
    last, key = (
        ("Press n for the next lesson", "n next") if following else ("Press o for the course", "o course")
    )
    if following and place(lesson) is not None:
        last, key = "Enter: the next lesson", "Enter next"
    more, shorter = ("c for conventions, ", "c lines, ") if kink else ("", "")
    if duel_is_next(lesson):
        text = f"Enter: the duel, ε against δ, {more}w for why, n goes on."
        return Suggestion("duel", text, f"Enter: the duel, {shorter}w why")
    return Suggestion("", f"{last}, {more}w for why, E for the duel.", f"{key}, {shorter}w why, E duel")


def _turn(lesson: Lesson, condition: int) -> Suggestion:
    """On to the next condition that is open."""
    following = next(i for i in (*range(condition + 1, 4), *range(condition)) if not lesson.concluded[i])
    return Suggestion(CONDITIONS[following], f"Enter goes on to condition {following + 1}.")
