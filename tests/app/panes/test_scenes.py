"""Every function of the gallery, stepped towards the smallest Δx: what is drawn and written never fails."""

from __future__ import annotations

from math import isfinite

import pytest

from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.plot import plot
from relu_tui.app.panes.stepper import stepper
from relu_tui.app.panes.table import table
from relu_tui.calculus.language.gallery import GALLERY
from relu_tui.choices import RATIOS
from relu_tui.lesson.graphs import scene
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import press

PLACES = [(entry.name, at) for entry in GALLERY for at in entry.points]
OWN = [("x**1000", "1"), ("x**100", "0"), ("x**3/7", "1e30"), ("exp(x)", "100"), ("x", "1e300")]
LOOKED_AT = (1, 17, 90)
"""Steps taken: 17 of a tenth, and 90 of a half, are lost in a double beside 1."""


def assert_drawn(lesson: Lesson) -> None:
    shown = scene(lesson, 40)
    ends = [end for line in shown.lines for end in (line.start, line.end)]
    assert all(not (x != x or y != y) for x, y in ends), lesson
    assert all(isfinite(spot.at[0]) for spot in shown.spots), lesson
    for pane in (plot, table, stepper):
        assert (frame := pane(lesson, 40, 14, Look())).width == 40, lesson
        assert "nan" not in frame.text


@pytest.mark.parametrize(
    ("function", "at", "ratio"),
    [*((*place, "1/10") for place in PLACES), *((*place, ratio) for place in OWN for ratio in RATIOS)],
)
def test_a_function_is_drawn_at_every_scale(function: str, at: str, ratio: str) -> None:
    lesson = begin(function, at)
    while lesson.ratio != ratio:
        lesson = press(lesson, "r")
    taken = 0
    for count in LOOKED_AT:
        lesson = press(lesson, *["right"] * (count - taken))
        taken = count
        assert_drawn(lesson)
        assert_drawn(press(lesson, "z"))
    for _ in range(4):
        lesson = press(lesson, "p")
        assert_drawn(lesson)
