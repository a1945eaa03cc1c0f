"""The line above the panes: of what there is no room for, the title of the lesson goes last."""

from __future__ import annotations

import pytest

from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.heading import footer, heading, reason
from relu_tui.lesson import course
from relu_tui.lesson.parameters import begin_typed
from tests.lesson.walks import done


@pytest.mark.parametrize("key", ["relu", "square", "relu-beside-0", "abs", "jump", "cbrt"])
def test_the_title_of_a_lesson_is_there_at_80_columns(key: str) -> None:
    line = heading(course.open_part(key), 80, 1, Look()).text
    assert course.BY_KEY[key].title in line
    assert "…" not in line


def test_there_is_more_where_there_is_room() -> None:
    line = heading(course.open_part("square"), 120, 1, Look()).text
    assert line.rstrip().endswith(
        f"x² at 1: a limit that arrives · lesson 2 of {len(course.COURSE)} · condition 1"
    )


@pytest.mark.parametrize(
    ("key", "part"),
    [
        (chapter.key, part)
        for chapter in course.COURSE
        for part in range(len(chapter.parts))
        if chapter.key not in ("glue", "no-choice")  # parameters, and a function of 56 characters
    ],
)
def test_what_a_lesson_is_about_and_which_part_it_is_stand_at_80_columns(key: str, part: int) -> None:
    line = heading(course.open_part(key, part), 80, 1, Look()).text
    chapter = course.BY_KEY[key]
    assert chapter.title.rpartition(": ")[2] in line
    assert len(chapter.parts) == 1 or f"{part + 1} of {len(chapter.parts)}" in line
    assert "…" not in line


def test_a_function_with_parameters_stands_with_their_names_and_what_it_is_for_their_values_below() -> None:
    lesson = course.open_part("glue")
    assert heading(lesson, 80, 1, Look()).text.startswith(" f(x) = a·x² + b if x < 1 else 3·x  at x = 1")
    assert "a = 1, b = 0" in heading(lesson, 80, 1, Look()).text
    assert (
        "With a = 1, b = 0 that is f(x) = 1·x³ + 0 if x < 1 else 3·x."
        in reason(begin_typed("a*x**3 + b if x < 1 else 3*x with a = 1, b = 0", "1"), 80, 4, Look()).text
    )


@pytest.mark.parametrize(("function", "offered"), [("relu", True), ("jump", False), ("square", False)])
def test_lines_through_a_kink_are_offered_where_there_is_one(function: str, *, offered: bool) -> None:
    assert ("c lines" in footer(done(function), 120, 1, Look()).text) is offered
