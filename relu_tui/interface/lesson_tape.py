"""The tape of a lesson's function, with the operations that its text names."""

from __future__ import annotations

from relu_tui.calculus.examination import Examination, examine
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.frameworks.operations import with_values
from relu_tui.frameworks.tape_view import TapeView, opened
from relu_tui.lesson.lesson import Lesson


def tape_of(lesson: Lesson) -> TapeView:
    """The tape of what a lesson is about.

    Raises:
        NoTapeError: There is none.
    """
    return opened(_examination(lesson))


def _examination(lesson: Lesson) -> Examination:
    """What is proved; of a family, by a text with its values and the operations that were typed."""
    family = lesson.family
    if family is None:
        return lesson.examination
    given = {name: parse_point(value).tree for name, value in family.values}
    return examine(with_values(family.text, given), lesson.at)
