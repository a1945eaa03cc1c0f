"""The tape of a lesson."""

from __future__ import annotations

from relu_tui.interface.lesson_tape import tape_of
from relu_tui.lesson.parameters import begin_typed, nudge


def test_a_family_keeps_its_operations_and_follows_its_parameters() -> None:
    lesson = begin_typed("clamp(x, 0, a) with a = 6", "0")
    assert [row.written for row in tape_of(lesson).tape.operations] == ["clamp(x, 0, 6)"]
    moved = nudge(lesson, 1).lesson
    assert [row.written for row in tape_of(moved).tape.operations] == ["clamp(x, 0, 25/4)"]


def test_a_function_without_parameters_has_the_tape_of_its_own_text() -> None:
    assert [row.written for row in tape_of(begin_typed("relu6(x)", "0")).tape.operations] == ["relu6(x)"]
