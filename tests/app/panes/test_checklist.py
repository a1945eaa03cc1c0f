"""The checklist pane: nothing in it is cut on a screen of 80×24."""

from __future__ import annotations

import pytest

from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.checklist import checklist
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import done


@pytest.mark.parametrize(
    ("function", "line"),
    [
        ("relu", "4 equal 0 ≠ 1     fails ∎ "),
        ("wiggle", "3 right oscillates fails ∎"),
        ("cbrt", "3 right = +∞      fails ∎ "),
        ("hair", "2 left = 1 − 10⁻⁹ holds ∎ "),
        ("hair", "3 right = 1+10⁻⁹  holds ∎ "),
        ("hair", "4 equal gap 2·10⁻⁹ fails ∎"),
    ],
)
def test_a_concluded_condition_is_shown_in_full(function: str, line: str) -> None:
    shown = checklist(done(function), 31, 6, Look()).text
    assert line in shown
    assert "…" not in shown


def test_where_there_is_room_each_condition_says_what_it_asks_and_then_why_it_holds() -> None:
    lesson = begin("relu")
    asked = checklist(lesson, 44, 21, Look()).text
    assert "Both are the same number" in asked
    assert "The slopes from the left" in asked
    assert "Both are the same" not in checklist(lesson, 44, 16, Look()).text
    proved = checklist(done("relu"), 44, 21, Look()).text
    assert "0/Δx = 0 at every step" in proved
    assert "The slopes from the left" not in proved
