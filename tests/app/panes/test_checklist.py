"""The checklist pane: nothing in it is cut on a screen of 80×24."""

from __future__ import annotations

import pytest

from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.checklist import checklist
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
