"""Auto-play: what a presenter would press next, how long to pause, and what to say meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from relu_tui.calculus.side import BOTH_SIDES
from relu_tui.lesson import words
from relu_tui.lesson.conclusions import reason
from relu_tui.lesson.conventions import describe, offered
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.number_text import number

STEPS = 5
"""Steps shown on each side before anything is concluded."""

CLOSER = 3
"""More steps that are taken under the microscope, once the verdict stands."""


@dataclass(frozen=True)
class Beat:
    """One move of the presenter.

    Attributes:
        command: The command to carry out, by name.
        pause: Seconds to wait before it, at speed 1.
        sentence: What to say while waiting; may be empty.
    """

    command: str
    pause: float
    sentence: str = ""


def next_beat(lesson: Lesson) -> Beat | None:
    """The next move, or None when the lesson has been shown to its end."""
    seen = min(lesson.trail(side).seen for side in BOTH_SIDES)
    if seen == 0:
        return Beat("closer", 2.5, words.definition_in_words(lesson)[0])
    if seen < STEPS and not any(lesson.concluded):
        return Beat("closer", 1.2 if seen > 1 else 2.5, _watching(lesson))
    for condition, name in enumerate(("first", "second", "third", "fourth")):
        if lesson.concluded[condition]:
            continue
        if lesson.condition != condition:
            said = reason(lesson)
            return Beat(name, _reading_time(said), said)
        statement = f"Condition {condition + 1}: {words.condition_statement(lesson, condition)}"
        return Beat("conclude", _reading_time(statement), statement)
    if not lesson.zoomed:
        said = reason(lesson)
        return Beat("zoom", _reading_time(said), said)
    corner = lesson.examination.kink
    if seen < STEPS + CLOSER and lesson.convention is None:
        return Beat("closer", 2.0, "" if corner is None else "Closer, and closer: is it still a corner?")
    if corner is not None and lesson.convention is None:
        said = "However closely you look, the corner stays a corner: no single line fits."
        return Beat("convention", _reading_time(said), said)
    if corner is not None and lesson.convention != offered(corner)[-1]:
        said = describe(lesson.convention, corner)
        return Beat("convention", _reading_time(said), said)
    return None


def _watching(lesson: Lesson) -> str:
    """What the two probes show now."""
    parts = []
    for side in BOTH_SIDES:
        row = lesson.current_row(side)
        if row is not None and row.quotient is not None:
            parts.append(f"from the {side} the quotient is {number(row.quotient)}")
    return f"{', '.join(parts).capitalize()}." if parts else ""


def _reading_time(text: str) -> float:
    """Seconds to read a sentence aloud."""
    return 1.5 + len(text.split()) / 3.5
