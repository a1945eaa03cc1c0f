"""What once made, or could make, a wrong verdict: one named case each."""

from __future__ import annotations

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.constants.sign import decimal
from relu_tui.calculus.values import Finite
from tests.calculus.verdicts import approaches, slopes

SLOPES = {
    # the range of an infinite argument was read off its finite part alone
    "asin_of_unbounded_oscillation": ("asin(sin(1/x)/x) if x != 0 else 0", "0", "unknown", "unknown"),
    "cos_of_infinite_plus_wave": (
        "x*(1 if cos(1/x**2 + sin(1/x)) > 0.5 else 0) if x != 0 else 0",
        *("0", "oscillates in [0, 1]", "oscillates in [0, 1]"),
    ),
    # the range of a decreasing function must be rounded outwards too
    "range_of_reciprocal_reaches_its_end": (
        "x*(1 if 1/(2 + sin(1/x)) > 1/3 else 0) if x != 0 else 0",
        *("0", "oscillates in [0, 1]", "oscillates in [0, 1]"),
    ),
    "range_of_reciprocal_is_closed": (
        "x*(1 if 1/(2 + sin(1/x)) >= 1/3 else 0) if x != 0 else 0",
        *("0", "1", "1"),
    ),
    # a whole power need not be a constant
    "minus_one_to_a_floor": (
        "x*(-1)**floor(1/x) if x != 0 else 0",
        *("0", "oscillates in [−1, 1]", "oscillates in [−1, 1]"),
    ),
    "negative_to_a_power_whole_now_and_then": ("x*(-1)**(1/x) if x != 0 else 0", "0", "unknown", "unknown"),
    # a comparison in a chain is only asked for where those before it hold
    "chain_stops_at_its_first_false_link": (
        "x if 0 < sin(1/x) < log(-1) else 2*x",
        *("-1", "2", "2"),
    ),
    "chain_is_undefined_now_and_then": (
        "0 if x == 0 else x if 0 < sin(1/x) < log(-1) else 2*x",
        *("0", "unknown", "unknown"),
    ),
    # the sign in front of a single irrational factor belongs to the factor
    "logarithm_of_a_negative_factor": ("log(-sin(4)*x)", "1", "1", "1"),
    "root_of_a_negative_factor": ("x*sqrt(-log(sqrt(2) - 1)/-log(sqrt(2) - 1))", "0", "1", "1"),
    # what is 0 at times is not 0 always
    "maximum_touching_its_rival": ("max(x*sin(1/x), abs(x)) if x != 0 else 0", "0", "−1", "1"),
    "touching_is_not_exceeding": (
        "x*(1 if sin(1/x) < 1 else 2) if x != 0 else 0",
        *("0", "oscillates in [1, 2]", "oscillates in [1, 2]"),
    ),
    # what is positive and unbounded, but comes back, does not tend to infinity
    "unbounded_but_coming_back": (
        "(1 + sin(1/x))/x + 1 if x != 0 else 1",
        *("0", "oscillates", "oscillates"),
    ),
    "coming_back_to_something_infinite": (
        "(1 + sin(1/x))/x**2 + 1/abs(x) if x != 0 else 0",
        *("0", "-inf", "+inf"),
    ),
    # an infinite slope of which no table shows a digit: its factor is e^(−e^8)
    "infinite_but_below_every_digit": ("erf(exp(x**2) + cbrt(x - 2))", "2", "+inf", "+inf"),
    # sizes beyond every bound
    "pole_of_order_10_to_the_12": (
        "sin(exp(exp(1/x)*sin(1/x)))*((((1/x)**1000)**1000)**1000)**1000 if x != 0 else 0",
        *("0", "-inf", "oscillates"),
    ),
}


@pytest.mark.parametrize("name", SLOPES)
def test_slopes(name: str) -> None:
    function, at, left, right = SLOPES[name]
    assert slopes(function, at) == (left, right)


VALUES = {
    # 1/√c for a constant c that is one factor has c below, not 1
    "root_of_a_tangent": ("sqrt(tan(1/3))", "0.5884331308743377"),
    "cube_root_of_a_tangent": ("cbrt(tan(1/2))", "0.8174811112514073"),
    "root_of_a_quotient_of_waves": ("sqrt(sin(1)/cos(1/2))", "0.979209414378970"),
}


@pytest.mark.parametrize("name", VALUES)
def test_values(name: str) -> None:
    function, digits = VALUES[name]
    value = examine(function, "0").value
    assert isinstance(value, Finite)
    assert decimal(value.number, 30).startswith(digits)


def test_a_value_taken_at_single_points_counts() -> None:
    # log(2 + cos(pi/x)) is 0 at x = −1/3, −1/5, … and nowhere else
    left, _ = approaches("softplus(ceil(log(2 + cos(pi/x)))/x) if x != 0 else 3")
    assert left == "oscillates in [0, ln 2]"


def test_a_flat_factor_hides_no_zeros() -> None:
    # 2 + cos(1/x) is 1 at some points, and there the product is 0, not just small
    assert approaches("ceil(exp(-1/abs(x))*log(2 + cos(1/x))) if x != 0 else 1") == (
        *("oscillates in [0, 1]", "oscillates in [0, 1]"),
    )


def test_infinite_limits_keep_their_sign_on_the_left() -> None:
    assert approaches("1/x if x != 0 else 0") == ("-inf", "+inf")
    assert slopes("1/x if x != 0 else 0") == ("+inf", "+inf")
    assert slopes("cbrt(x)") == ("+inf", "+inf")
    assert slopes("sqrt(abs(x))") == ("-inf", "+inf")
