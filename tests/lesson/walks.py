"""Lessons at the moments that tests begin with."""

from __future__ import annotations

from relu_tui.interface.commands import BY_KEY
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.transitions import begin

STEPS = ("right",) * 3
CONCLUSIONS = ("1", "enter", "2", "enter", "3", "enter", "4", "enter")


def press(lesson: Lesson, *keys: str) -> Lesson:
    """The lesson after these keys, each of which has a transition."""
    for key in keys:
        transition = BY_KEY[key].transition
        assert transition is not None, key
        lesson = transition(lesson)
    return lesson


def seen(function: str = "relu", at: str = "") -> Lesson:
    """A lesson in which enough was seen on both sides."""
    return press(begin(function, at), *STEPS)


def done(function: str = "relu", at: str = "") -> Lesson:
    """A lesson in which all four conditions are concluded."""
    return press(seen(function, at), *CONCLUSIONS)
