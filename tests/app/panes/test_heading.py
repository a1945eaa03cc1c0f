"""The line above the panes: of what there is no room for, the title of the lesson goes last."""

from __future__ import annotations

import pytest

from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.heading import heading
from relu_tui.lesson import course


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
