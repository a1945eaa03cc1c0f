"""The graph of the rounding error: a best Δx is marked where there is one, and nowhere else."""

from __future__ import annotations

import pytest

from relu_tui.lesson.graphs.error import error_scene
from relu_tui.lesson.transitions import begin


@pytest.mark.parametrize(
    ("function", "at", "title"),
    [
        ("sin(x)", "1", "float64 error: best Δx ≈ 10⁻⁸"),
        ("x**2", "1", "float64 error: best Δx ≈ 10⁻⁸"),
        ("relu", "0", "float64 error: none"),
        ("x*abs(x)", "0", "float64 error: less with every step"),
        ("wiggle", "0", "float64 error: no finite limit"),
    ],
)
def test_only_a_v_has_a_best_step(function: str, at: str, title: str) -> None:
    scene = error_scene(begin(function, at))
    assert scene.title == title
    assert len(scene.lines) == ("best" in title)
