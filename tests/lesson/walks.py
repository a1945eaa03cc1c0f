"""Lessons at the moments that tests begin with."""

from __future__ import annotations

from relu_tui.interface.key_commands import BY_KEY
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.reply import Reply
from relu_tui.lesson.transitions import begin

STEPS = ("right",) * 3
CONCLUSIONS = ("1", "enter", "2", "enter", "3", "enter", "4", "enter")


def reply(lesson: Lesson, *keys: str) -> Reply:
    """What comes of these keys, each of which has a transition: the lesson, and the words to the last."""
    words = ""
    for key in keys:
        transition = BY_KEY[key].transition
        assert transition is not None, key
        lesson, words = transition(lesson)
    return Reply(lesson, words)


def press(lesson: Lesson, *keys: str) -> Lesson:
    """The lesson after these keys."""
    return reply(lesson, *keys).lesson


def seen(function: str = "relu", at: str = "") -> Lesson:
    """A lesson in which enough was seen on both sides."""
    return press(begin(function, at), *STEPS)


def done(function: str = "relu", at: str = "") -> Lesson:
    """A lesson in which all four conditions are concluded."""
    return press(seen(function, at), *CONCLUSIONS)
