"""What a newcomer should do next: one command, and the line that says so."""

from __future__ import annotations

from typing import NamedTuple

from relu_tui.lesson import words
from relu_tui.lesson.course import next_place
from relu_tui.lesson.lesson import Lesson

CONDITIONS = ("first", "second", "third", "fourth")
"""The commands that turn to a condition."""


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
        return Suggestion("closer", "Press → for the first step: Δx = 1 on both sides.")
    if lesson.done:
        more = "c for conventions, " if lesson.examination.kink is not None else ""
        last = "n for the next lesson" if next_place(lesson) is not None else "o for the course"
        return Suggestion("", f"Press w for the whole argument, E for the duel, {more}{last}.")
    condition = lesson.condition
    if lesson.concluded[condition]:
        return _turn(lesson, condition)
    waiting = words.missing(lesson, condition)
    if not waiting:
        return Suggestion("conclude", f"Enough seen: press Enter to conclude condition {condition + 1}.")
    if waiting.startswith(words.LOOK):
        return Suggestion("closer", f"Look at {waiting.removeprefix(words.LOOK)}")
    if condition == 3:
        return Suggestion(CONDITIONS[lesson.concluded.index(False, 1)], waiting)
    return Suggestion("predict", waiting)


def _turn(lesson: Lesson, condition: int) -> Suggestion:
    """On to the next condition that is open."""
    following = next(i for i in (*range(condition + 1, 4), *range(condition)) if not lesson.concluded[i])
    key = "↓" if following == condition + 1 else str(following + 1)
    return Suggestion(CONDITIONS[following], f"Press {key} for condition {following + 1}.")
