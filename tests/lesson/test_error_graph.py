"""The graph of the rounding error: a best Δx is marked where there is one, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

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


@pytest.mark.parametrize(
    ("number_format", "title"),
    [("float32", "float32 error: much the same throughout"), ("exact", "float64 error: best Δx ≈ 1")],
)
def test_an_error_that_never_falls_is_not_said_to(number_format: str, title: str) -> None:
    assert error_scene(replace(begin("hair"), number_format=number_format)).title == title
