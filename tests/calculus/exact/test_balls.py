"""Whole numbers of balls, however far from 1 they are: FLINT would end the process."""

from __future__ import annotations

import pytest
from flint import arb

from relu_tui.calculus.exact import balls
from relu_tui.certificate import short_fractions

TINY = arb("1e-1000000000000000")


@pytest.mark.parametrize("whole", [balls.whole, short_fractions.whole])
def test_the_floor_of_a_ball(whole: object) -> None:
    assert callable(whole)
    for ball, floor in (
        *((arb(3), 3), (arb("2.5"), 2), (arb("-2.5"), -3), (arb(0), 0), (arb("-0.5", 0.6), None)),
        *((arb("nan"), None), (arb("inf"), None), (TINY, 0), (-TINY, -1), (1 / TINY, None)),
    ):
        assert whole(ball) == floor
