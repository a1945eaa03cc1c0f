"""The graph of the rounding error: a best Δx is marked where there is one, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.plot import plot
from relu_tui.lesson.graphs.error import error_scene
from relu_tui.lesson.graphs.scene import Kind
from relu_tui.lesson.lesson import Graph
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
    assert [line.kind for line in scene.lines].count(Kind.LIMIT) == ("best" in title)


@pytest.mark.parametrize(
    ("number_format", "title"),
    [("float32", "float32 error: much the same throughout"), ("exact", "float64 error: best Δx ≈ 1")],
)
def test_an_error_that_never_falls_is_not_said_to(number_format: str, title: str) -> None:
    assert error_scene(replace(begin("hair"), number_format=number_format)).title == title


@pytest.mark.parametrize(("width", "height"), [(49, 9), (71, 19), (110, 34)])
def test_each_branch_says_what_its_error_comes_from(width: int, height: int) -> None:
    lesson = replace(begin("sin(x)", "1"), graph=Graph.ERROR)
    shown = plot(lesson, width, height, Look())
    assert "rounding" in shown.text
    assert "secant" in shown.text
    [rounding] = [line.text.index("rounding") for line in shown.rows if "rounding" in line.text]
    [secant] = [line.text.index("secant") for line in shown.rows if "secant" in line.text]
    assert rounding < width / 2 < secant
