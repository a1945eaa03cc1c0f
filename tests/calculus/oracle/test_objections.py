"""What special points hold against an oscillation."""

from __future__ import annotations

import pytest

from relu_tui.calculus import examine
from tests.calculus.oracle import testimony
from tests.calculus.oracle.judging import Judge
from tests.calculus.oracle.objections import FEWEST, swings
from tests.calculus.oracle.special import Special
from tests.calculus.oracle.testimony import Opinion

UNTOLD = testimony.Testimony(Opinion.DOUBT)

ALIKE = [Special(f"zero 0 {index}", 1, True, 1, 1) for index in range(FEWEST)]


def test_one_value_at_all_special_points_is_no_oscillation() -> None:
    assert swings(UNTOLD, ALIKE, slope=True) is False


def test_a_special_point_whose_value_is_not_known_may_be_the_one_that_differs() -> None:
    for unknown in (Special("zero 0 beside 1", 1, True), Special("zero 0 beside 1", 1, None)):
        assert swings(UNTOLD, [*ALIKE, unknown], slope=True) is None


def test_a_special_point_without_a_value_leaves_the_others_alike() -> None:
    assert swings(UNTOLD, [*ALIKE, Special("zero 0 beside 1", 1, False)], slope=True) is False


def test_a_hidden_zero_times_a_pole_under_a_wave_is_not_held_against_its_oscillation() -> None:
    """For h > 0 f is 0 where sin(√2/h) > 1/2, and tanh(1/h), near 1, elsewhere."""
    zero = "exp(10/x)*(softplus(x) - softplus(-x) - x)"
    found = examine(f"{zero} if sin(sqrt(2)/x) > 1/2 else tanh(1/x)", "0")
    assert found.right.approach.kind == "oscillates"
    assert Judge().contradictions(found) == []


def test_a_branch_that_hangs_on_two_waves_may_be_taken_where_both_are_special() -> None:
    fragile = testimony.Testimony(Opinion.CONVERGES, 1, fragile=True)
    assert swings(fragile, ALIKE, slope=True, angles=2) is None
    assert swings(fragile, ALIKE, slope=True, angles=1) is False


def test_two_waves_that_are_large_together_seldom_are_not_held_against_their_oscillation() -> None:
    """cos(πu) + cos(√2·u) is above 3/2 only near points where both are near 1."""
    found = examine("(x+1)*max(3/2, cos(pi/(x**2-1)) + cos(sqrt(2)/(x**2-1))) if x != -1 else 0", "-1")
    assert found.right.slope.kind == "oscillates"
    assert Judge().contradictions(found) == []


@pytest.mark.parametrize(
    "function",
    [
        # 1 at most points, and near 0 beside the poles of 1/(−1 + sin), where it has no value
        "exp(cbrt(x)**2/(-1 + sin(2/x))) if x > 0 else 1",
        "max(1 + x, x/(1 - cos(1/x))) if x > 0 else 1",
        # and as large as one likes where 1 − cos is e^(−1/x²)
        "(1 - cos(1/x))**(-x) if x > 0 else 1",
    ],
)
def test_what_is_another_thing_beside_poles_alone_is_not_held_against_its_oscillation(function: str) -> None:
    found = examine(function, "0")
    assert found.right.approach.kind == "oscillates"
    assert Judge().contradictions(found) == []


def test_special_points_are_looked_at_where_only_the_limit_of_f_is_known() -> None:
    """Beside the zeros of its divisor f is as large as one likes, in random samples nowhere."""
    found = examine("x**3/(1/2 - cos(1/sqrt(abs(x))) + abs(x**3)) if x != 0 else 10", "0")
    assert (found.right.slope.kind, found.right.approach.kind) == ("unknown", "oscillates")
    assert Judge().contradictions(found) == []
