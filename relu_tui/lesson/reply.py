"""What a transition gives back: the next lesson, and what the program says of it."""

from __future__ import annotations

from typing import NamedTuple

from relu_tui.lesson.lesson import Lesson


class Reply(NamedTuple):
    """The answer to a key.

    Attributes:
        lesson: The lesson from now on; the one before where there was nothing to do.
        words: What is said of it, or an empty string.
    """

    lesson: Lesson
    words: str = ""
