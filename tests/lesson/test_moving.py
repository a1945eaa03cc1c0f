"""The moving point: f′ as it is met, with holes where f has none."""

from __future__ import annotations

from fractions import Fraction
from math import isnan

import pytest

from relu_tui.lesson import words
from relu_tui.lesson.graphs.derivative import below
from relu_tui.lesson.moving import (
    Moving,
    along,
    begin,
    change_choice,
    change_step,
    jump,
    lines,
    slope_function,
    walk,
)

RELU = "max(0, x)"


def spots(moving: Moving) -> set[tuple[float, float, bool]]:
    return {(*spot.at, spot.taken) for spot in below(moving, 40).spots}


def test_the_slope_of_relu_is_a_step_with_a_hole() -> None:
    moving = walk(walk(begin(RELU, "-1/4"), 1), 1)
    assert moving.met == ("-1/4", "0", "1/4")
    assert spots(moving) == {(0.0, 0.0, False), (0.0, 1.0, False), (0.25, 1.0, True)}
    slope = slope_function(moving, -4, 4)
    assert (slope(-0.1), slope(0.1)) == (0.0, 1.0)
    assert all(isnan(slope(x)) for x in (0.0, -0.3, 0.3))


@pytest.mark.parametrize(("times", "height"), [(1, 0.0), (2, 0.5), (3, 1.0)])
def test_a_convention_fills_the_hole(times: int, height: float) -> None:
    moving = begin(RELU, "0")
    for _ in range(times):
        moving = change_choice(moving)
    assert (0.0, height, True) in spots(moving)


def test_a_point_that_cannot_be_walked_over_is_met_on_the_way() -> None:
    moving = walk(begin("abs(x - 1/3)", "1/4"), 1)
    assert moving.met == ("1/4", "1/3", "1/2")
    assert moving.points[1].differentiable is False


def test_jumps_go_from_kink_to_kink_and_end() -> None:
    moving = jump(begin("abs(x**2 - 2)", "0"), 1)
    assert moving.at == "sqrt(2)"
    assert walk(moving, 1).at == "3/2"
    assert walk(moving, -1).at == "5/4"
    back = jump(moving, -1)
    assert back.at == "-sqrt(2)"
    assert jump(back, -1).notice == words.no_rough_point(-1)


def test_what_has_no_exact_form_is_said_and_no_slope_is_drawn_there() -> None:
    function = "abs(cos(x) - x)"
    assert jump(begin(function, "0"), 1).notice.startswith("f is not differentiable at 0.739")
    passed = walk(change_step(change_step(begin(function, "0"), 1), 1), 1)
    assert (passed.at, passed.notice[:47]) == ("1", "On the way f is not differentiable at 0.7390851")
    assert isnan(slope_function(passed, -4, 4)(0.7390851332151607))
    assert any("0.7390851" in line for line in lines(function, list(passed.points)))


def test_no_slope_is_drawn_where_it_is_not_proved() -> None:
    moving = walk(begin("x*abs(sin(1/x)) if x != 0 else 0", "-1/4"), 1)
    slope = slope_function(moving, -4, 4)
    assert not isnan(slope(-0.2))
    assert isnan(slope(-1e-6))


def test_along_an_interval_every_step_and_every_kink_is_told() -> None:
    told = lines(RELU, along(RELU, Fraction(-1, 3), Fraction(1, 2), Fraction(1, 4)))
    assert told == [
        "Differentiable at −1/3: f′(−1/3) = 0",
        "Differentiable at −1/4: f′(−1/4) = 0",
        "Not differentiable at 0: 0 ≠ 1.",
        "Differentiable at 1/4: f′(1/4) = 1",
        "Differentiable at 1/2: f′(1/2) = 1",
    ]
