"""What once made, or could make, a wrong verdict: one named case each."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from flint import fmpq

from relu_tui.calculus import examine
from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.exact import constant_printing
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.germs.waves import Range
from tests.calculus.verdicts import approaches, slopes

NESTED, SUM = "sqrt(cbrt(5) - cbrt(4))", "((cbrt(2) + cbrt(20) - cbrt(25))/3)"
"""Two forms of one number (Ramanujan), that stay two."""

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
    "negative_to_a_power_whole_now_and_then": (
        "x*(-1)**(1/x) if x != 0 else 0",
        *("0", "undefined", "undefined"),
    ),
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
    # the root of what an identity shows to be 0 is 0
    "sign_of_a_root_of_nothing": (
        "x*sign(sqrt(max(0, x)) + sin(x)**2 + cos(x)**2 - 1)",
        *("0", "0", "1"),
    ),
    "floor_of_a_root_of_nothing": ("floor(sqrt(max(0, x)) + sin(x)**2 + cos(x)**2)", "0", "0", "0"),
    "condition_on_a_root_of_nothing": (
        "x if sqrt(relu(x)) + sin(x)**2 + cos(x)**2 == 1 else 3*x",
        *("0", "1", "3"),
    ),
    "root_of_a_sum_that_is_nothing": ("sqrt(sin(x)**2 + cos(x)**2 - 1) + exp(x) - exp(x)", "0", "0", "0"),
    "root_of_nothing_on_one_side": (
        "(sqrt(max(0,x)) + sin(x)**2 + cos(x)**2 - 1)/x**5 if x < 0 else 0",
        *("0", "0", "0"),
    ),
    # what a number is split into must be primes, or its roots are not independent
    "roots_of_numbers_hard_to_split": (
        "x*abs(sin(sqrt(44574886722631343555417)/x)"
        " - sin(sqrt(120349)*sqrt(668699)*sqrt(813287)*sqrt(681041)/x)) if x != 0 else 0",
        *("0", "0", "0"),
    ),
    "quotient_of_numbers_hard_to_split": (
        "2*x*sqrt(813287)*sqrt(681041)"
        "/(sqrt(44574886722631343555417)/(sqrt(120349)*sqrt(668699)) + sqrt(813287)*sqrt(681041))",
        *("0", "1", "1"),
    ),
    # a number too long to split may be the product of two others that are met
    "logarithm_of_a_number_too_long_to_split": (
        "x*abs(sin(log(1267650600228159595702478963633)/x)"
        " - sin((log(1125899906842597) + log(1125899906842589))/x)) if x != 0 else 0",
        *("0", "0", "0"),
    ),
    # c = √(∛5 − ∛4) is (∛2 + ∛20 − ∛25)/3: scales and angles equal in value count as one, whatever their form
    "one_wave_on_two_forms_of_a_scale": (
        f"x*(cos(1/x)*abs(x)**{NESTED}/abs(x)**{SUM} - cos(1/x)) if x != 0 else 0",
        *("0", "0", "0"),
    ),
    "one_wave_on_two_forms_of_an_exponential": (
        f"x*(exp({NESTED}/x)*exp(-{SUM}/x)*cos(1/x) - cos(1/x)) if x != 0 else 0",
        *("0", "0", "0"),
    ),
    "amplitude_in_two_forms": (
        f"x*sign(abs(x)**{NESTED}*(3/2 + cos(1/x)) + abs(x)**{SUM}*cos(1/x)) if x != 0 else 0",
        *("0", "oscillates in [−1, 1]", "oscillates in [−1, 1]"),
    ),
    "condition_on_an_amplitude_in_two_forms": (
        f"(x if abs(x)**{NESTED}*(3/2 + cos(1/x)) + abs(x)**{SUM}*cos(1/x) > 0 else 0) if x != 0 else 0",
        *("0", "oscillates in [0, 1]", "oscillates in [0, 1]"),
    ),
    "nothing_over_nothing_in_two_forms": (
        f"x*(abs(x)**{NESTED} - abs(x)**{SUM})/(abs(x)**{NESTED} - abs(x)**{SUM}) if x != 0 else 0",
        *("0", "undefined", "undefined"),
    ),
    "angles_that_are_two_forms_of_a_power": (
        f"x*abs(sin(abs(x)**(-{NESTED})) - sin(abs(x)**(-{SUM}))) if x != 0 else 0",
        *("0", "0", "0"),
    ),
    "angles_that_are_two_forms_of_a_multiple": (
        f"x*abs(sin({NESTED}/x) - sin({SUM}/x)) if x != 0 else 0",
        *("0", "0", "0"),
    ),
    # room is left around bounds, which must not make a wave touch 0 that stays above it
    "reciprocal_of_a_wave_just_above_nothing": (
        "x*max(2, 1/(1.0005 + cos(1/x) - x)) if x > 0 else 0",
        *("0", "0", "oscillates in [2, 2000]"),
    ),
    "sign_behind_a_wave_just_above_nothing": (
        "x*sign(1/(1.0005 + cos(1/x) - x) - 2) if x > 0 else 0",
        *("0", "0", "oscillates in [−1, 1]"),
    ),
    "power_of_a_wave_just_above_nothing": (
        "x**3*(1.0005 + cos(1/x) - abs(x))**(-1.5) if x != 0 else 0",
        *("0", "0", "0"),
    ),
    "condition_on_a_wave_just_above_nothing": (
        "(x if 1/(1.0005 + cos(1/x) - abs(x)) < 2 else 0) if x != 0 else 0",
        *("0", "oscillates in [0, 1]", "oscillates in [0, 1]"),
    ),
    "quotient_by_a_wave_just_above_nothing": (
        "x**3/(1.0005 + cos(1/x) - abs(x)) if x != 0 else 0",
        *("0", "0", "0"),
    ),
    "quotient_by_a_wave_that_goes_below_nothing": (
        "x**3/(1 + cos(1/x) - abs(x)) if x != 0 else 0",
        *("0", "unknown", "unknown"),
    ),
    "root_of_a_wave_that_touches_nothing": (
        "x**3*sqrt(1 + cos(1/x) + abs(x)) if x != 0 else 0",
        *("0", "0", "0"),
    ),
    # what jumps passes through no phase between, and is no angle of a wave
    "sine_of_half_turns": ("x*sin(pi*floor(exp(1/x + x))) if x > 0 else 0", "0", "0", "0"),
    "cosine_of_whole_turns": ("x*cos(2*pi*floor(exp(1/x + x))) if x > 0 else 0", "0", "0", "1"),
    "square_of_a_cosine_of_half_turns": (
        "x*cos(pi*floor(exp(1/x + x)))**2 if x > 0 else 0",
        *("0", "0", "unknown"),
    ),
    "sine_of_whole_turns_of_another_size": (
        "x*abs(sin(2*pi*floor(exp(1/x**2 + x)))) if x > 0 else 0",
        *("0", "0", "0"),
    ),
    "sine_of_whole_turns_of_a_quotient": (
        "x*sin(2*pi*floor(exp(1/x)/(1-x))) if x > 0 else 0",
        *("0", "0", "0"),
    ),
    # nor is what stops and goes, though it is continuous: cos of y and of ±y are equal
    "cosine_of_what_goes_back_and_forth": (
        "x*(cos(exp(1/x + x)) - cos(acos(cos(exp(1/x + x))))) if x > 0 else 0",
        *("0", "0", "unknown"),
    ),
    "angle_without_a_jump": ("x*sin(exp(1/x + x)) if x > 0 else 0", "0", "0", "oscillates in [−1, 1]"),
    # what moves in form may stand still in value: the exponent is 2
    "negative_base_to_an_exponent_that_does_not_move": (
        "(x - 5)**(2 + (sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6)))*x)",
        *("0", "−10", "−10"),
    ),
    "negative_base_to_an_exponent_that_moves": ("(x - 5)**(2 + x)", "0", "undefined", "undefined"),
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


@pytest.mark.parametrize(
    ("expression", "at", "derivative"),
    [
        ("asin(sin(x))", "2", "-1"),
        ("acos(cos(x))", "5", "-1"),
        ("acos(cos(x)) - x", "1", "0"),
        ("asin(sin(x)) + x", "3", "0"),
        ("sqrt(1 - cos(2*x)) - sqrt(2)*sin(x)", "1", "0"),
    ],
)
def test_one_plus_or_minus_a_cosine_is_a_square(expression: str, at: str, derivative: str) -> None:
    told = examine(expression, at).to_dict()
    assert (told["differentiable"], told["derivative"]) == (True, derivative)
    assert {told["conditions"][index]["value"]["exact"] for index in (1, 2)} == {derivative}


@pytest.mark.parametrize("expression", ["1/sin(1/x)", "tan(1/x)", "log(sin(1/x))", "1/x"])
def test_without_a_value_at_the_point_there_is_no_quotient(expression: str) -> None:
    conditions = examine(expression, "0").to_dict()["conditions"]
    assert [condition["status"] for condition in conditions] == ["fails"] * 4
    assert {conditions[index]["value"]["kind"] for index in (1, 2)} == {"undefined"}


def test_digits_that_are_cut_off_were_not_rounded() -> None:
    reason = examine("floor(1e30*x)", "1").conditions[0].reason
    assert "f(x) tends to 10³⁰ − 1, but f(1) = 10³⁰" in reason
    assert "tends to 1 − 10⁻³⁰" in examine("1e-30*abs(x) + sin(x)", "0").conditions[1].reason


@pytest.mark.parametrize("expression", ["sigmoid(sigmoid(sigmoid(sigmoid(x))))", "tanh(tanh(tanh(tanh(x))))"])
def test_a_long_constant_is_not_written_out_to_be_thrown_away(expression: str) -> None:
    written = 0

    def counted(frame: FrameType, event: str, _: object) -> None:
        nonlocal written
        written += event == "call" and frame.f_code is constant_printing._term.__code__

    sys.setprofile(counted)
    try:
        examine(expression, "1").to_dict()
    finally:
        sys.setprofile(None)
    assert written < 500


def test_what_is_left_of_an_expansion_is_not_said_to_be_smaller_than_it_is() -> None:
    reasons = examine("(1 - cos(100*x))/x**2 if x != 0 else 5000").conditions
    assert "something at most a constant times Δx" in reasons[2].reason
    assert "Δx²/4 + …" not in examine("exp(x*sin(1/x)) if x != 0 else 1").conditions[2].reason
    nothing = examine("abs(x)*(sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6)))").conditions[2].reason
    assert "f(0+Δx) = 0, so the quotient is 0/Δx = 0" in nothing


@pytest.mark.parametrize("ends", [(1, 2), (-2, -1), (0, 1), (-1, 0), (-1, 1), (0, 0)])
@pytest.mark.parametrize("size", [fmpq(1, 10**30), fmpq(1, 1000), fmpq(10**30)])
def test_room_around_bounds_brings_no_end_to_nothing(ends: tuple[int, int], size: fmpq) -> None:
    bounds = Range(ends[0] * size, ends[1] * size)
    wide = bounds.widened()
    assert wide.low < bounds.low
    assert bounds.high < wide.high
    assert (wide.low > 0) is (bounds.low > 0)
    assert (wide.high < 0) is (bounds.high < 0)


def test_an_exponent_too_long_for_a_float_raises_nothing() -> None:
    function = "(3*(1/x))**(sqrt(2)**(sqrt(2)**((7/3)**((-1/x)**(-999)))))"
    assert examine(function, "(10**-6)**(sqrt(2)**(sqrt(2)**2))").differentiable is not True


def test_a_tower_of_functions_is_written_by_its_first_digits() -> None:
    # each arcsine stands in two places of the next, so that all of them come to 2**41 places
    examination = examine("asin(" * 41 + "x/10**9" + ")" * 41, "2")
    assert "f(2) = 2.0000000" in examination.conditions[0].reason


def test_0_over_what_comes_back_to_0_is_not_0() -> None:
    # where the sine is negative, there is no value
    assert slopes("x*(x - x)/relu(sin(1/x)) if x != 0 else 0") == ("unknown", "unknown")
    assert slopes("x*(x - x)/(2 + relu(sin(1/x))) if x != 0 else 0") == ("0", "0")
