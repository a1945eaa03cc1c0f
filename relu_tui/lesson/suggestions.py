"""What a newcomer should do next: one command, and the line that says so."""

from __future__ import annotations

from typing import NamedTuple

from relu_tui.lesson import words
from relu_tui.lesson.course import next_place, place
from relu_tui.lesson.lesson import Lacking, Lesson, lacking

CONDITIONS = ("first", "second", "third", "fourth")
"""The commands that turn to a condition."""


START = "Press → for a step, Enter to vote."
ENOUGH_SEEN = (
    "Enter: what is proved of f near there.",
    "Enter: say where the left slope goes.",
    "Enter: say where the right slope goes.",
    "Enter: say whether the gap closes.",
)
"""What there is to do once enough was seen for a condition."""


class Suggestion(NamedTuple):
    """The next thing to do.

    Attributes:
        command: Its name; empty where the lesson has come to its end.
        text: One line that says what to press.
    """

    command: str
    text: str


def suggest(lesson: Lesson) -> Suggestion:
    """The next thing to do in a lesson."""
    if not (lesson.left.started or lesson.right.started):
        if lesson.family is not None:
            name = lesson.family.values[lesson.family.chosen][0]
            return Suggestion("closer", f"Press → for a step, K or J for another {name}.")
        return Suggestion("closer", START if not lesson.vote else "Press → for the first step.")
    if lesson.done:
        more = "c for conventions, " if lesson.examination.kink is not None else ""
        last = "Press n for the next lesson" if next_place(lesson) is not None else "Press o for the course"
        if place(lesson) is not None and next_place(lesson) is not None:
            last = "Enter: the next lesson"
        return Suggestion("", f"{last}, {more}w for why, E for the duel.")
    condition = lesson.condition
    if lesson.concluded[condition]:
        return _turn(lesson, condition)
    match lacking(lesson, condition):
        case Lacking.STEPS:
            return Suggestion("closer", f"Look at {words.steps_to_see(lesson, condition)}")
        case Lacking.LIMITS:
            following = lesson.concluded.index(False, 1)
            return Suggestion(CONDITIONS[following], words.missing(lesson, condition))
        case Lacking.PREDICTION:
            return Suggestion("predict", words.missing(lesson, condition))
    return Suggestion("conclude", ENOUGH_SEEN[condition])


def _turn(lesson: Lesson, condition: int) -> Suggestion:
    """On to the next condition that is open."""
    following = next(i for i in (*range(condition + 1, 4), *range(condition)) if not lesson.concluded[i])
    duel = "" if condition not in (1, 2) else " E: play ε against δ for it."
    return Suggestion(CONDITIONS[following], f"Enter goes on to condition {following + 1}.{duel}")
