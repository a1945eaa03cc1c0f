"""The questions that a class can be asked about a lesson, each with its choices."""

from __future__ import annotations

from dataclasses import dataclass

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.explanation.phrases import limit_text
from relu_tui.calculus.language.output_dialects import UNICODE
from relu_tui.calculus.language.printing import printing_in
from relu_tui.lesson import words
from relu_tui.lesson.lesson import Lesson

UNSURE = "not sure"
NONE = "there is none"
USUAL = {"−1": -1.0, "0": 0.0, "1": 1.0}
"""Slopes offered beside those of the lesson, so that the choices don't give the answer away."""


@dataclass(frozen=True, slots=True)
class ClassQuestion:
    """Something to vote on.

    Attributes:
        words: The question, in one line.
        choices: The answers to choose from, two to nine.
    """

    words: str
    choices: tuple[str, ...]


def questions(lesson: Lesson) -> tuple[ClassQuestion, ...]:
    """What can be asked about a lesson, in the order in which a teacher would; the same for all readers."""
    with printing_in(UNICODE):
        return _questions(lesson)


def _questions(lesson: Lesson) -> tuple[ClassQuestion, ...]:
    a = words.point(lesson)
    f = f"f(x) = {words.formula(lesson)}"
    yes_or_no = ("yes", "no", UNSURE)
    slopes = (*_slopes(lesson), NONE, UNSURE)
    return (
        ClassQuestion(f"{f}: is f differentiable at {a}?", yes_or_no),
        ClassQuestion(f"{f}: is f continuous at {a}?", yes_or_no),
        ClassQuestion(f"{f}: what is the left-hand limit of the difference quotient at {a}?", slopes),
        ClassQuestion(f"{f}: what is the right-hand limit of the difference quotient at {a}?", slopes),
        ClassQuestion(f"{f}: are the two limits equal?", yes_or_no),
        ClassQuestion(
            f"{f}: what should a program return for f′({a})?", (*_slopes(lesson), "an error", UNSURE)
        ),
    )


def _slopes(lesson: Lesson) -> tuple[str, ...]:
    """Slopes to choose from, the smallest first."""
    examination = lesson.examination
    slopes = (examination.left.slope, examination.right.slope)
    own = {limit_text(slope): _size(slope) for slope in slopes if isinstance(slope, Finite | Infinite)}
    offered = {**USUAL, **own}
    return tuple(sorted(offered, key=offered.__getitem__))


def _size(limit: Limit) -> float:
    if isinstance(limit, Finite):
        return as_float(limit.number)
    return float("inf") * limit.sign if isinstance(limit, Infinite) else float("nan")
