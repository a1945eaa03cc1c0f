"""What proves that a constant is 0, that it is not, and of which sign it is: each way on its own."""

from __future__ import annotations

import pytest
from flint import fmpq

from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.balls import ball
from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Constant, Number, single
from relu_tui.calculus.exact.exponential import exp, power
from relu_tui.calculus.exact.relations import vanishes
from relu_tui.calculus.exact.separation_bound import algebraic_parts, separation_bits, without_reciprocals
from relu_tui.calculus.exact.sign import compare, floor, is_zero, sign
from relu_tui.calculus.exact.sums import Sum
from relu_tui.calculus.exact.trigonometric import atan, cos, sin

ROOT2, ROOT3 = power(fmpq(2), HALF), power(fmpq(3), HALF)
NESTED = single("root", ROOT2 * 2 + 3, HALF)
"""√(3+2√2) as a number of its own, which is 1 + √2."""


def terms(number: Number) -> Sum:
    assert isinstance(number, Constant)
    return number.numerator


# --- relations between logarithms, and between arctangents ------------------------------------------


def test_a_sum_of_logarithms_is_0_where_the_product_is_1() -> None:
    relation = single("log", NESTED) - single("log", ROOT2 + 1)
    assert vanishes(terms(relation), is_zero)
    assert is_zero(relation)


@pytest.mark.parametrize("factor", [2, -3])
def test_and_with_whole_factors(factor: int) -> None:
    relation = single("log", NESTED * NESTED) * factor - single("log", ROOT2 + 1) * (2 * factor)
    assert vanishes(terms(relation), is_zero)


def test_a_sum_of_logarithms_is_not_0_where_the_product_is_another_number() -> None:
    assert not vanishes(terms(single("log", NESTED) - single("log", ROOT2 + 2)), is_zero)


def test_what_stands_beside_the_logarithms_counts() -> None:
    relation = single("log", NESTED) - single("log", ROOT2 + 1)
    assert not vanishes(terms(relation + ROOT2), is_zero)


def test_a_common_factor_is_taken_out() -> None:
    relation = (single("log", NESTED) - single("log", ROOT2 + 1)) * PI
    assert vanishes(terms(relation), is_zero)


def test_a_sum_of_arctangents_is_0_where_the_product_is_real_and_the_sum_is_small() -> None:
    half_of_pi = single("atan", ROOT2) + single("atan", ROOT2 / 2)
    assert vanishes(terms(half_of_pi - PI * HALF), is_zero)


@pytest.mark.parametrize("turns", [HALF * 3, fmpq(-1, 2), ONE, fmpq(5, 2)])
def test_the_imaginary_part_alone_does_not_make_it_0(turns: fmpq) -> None:
    """The product of 1 + i√2 and 1 + i/√2 is a multiple of i, whatever multiple of pi is added."""
    half_of_pi = single("atan", ROOT2) + single("atan", ROOT2 / 2)
    assert not vanishes(terms(half_of_pi - PI * turns), is_zero)


def test_factors_past_the_bound_are_not_tried() -> None:
    relation = single("log", NESTED) * 1000 - single("log", ROOT2 + 1) * 1000
    assert not vanishes(terms(relation), is_zero)


def test_what_is_of_no_such_form_is_not_claimed() -> None:
    assert not vanishes(terms(ROOT2 - ROOT3), is_zero)


# --- separation of algebraic numbers ----------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        NESTED - ROOT2 - 1,
        single("root", ROOT2 * 5 + 7, fmpq(1, 3)) - ROOT2 - 1,
        cos(PI / 7) - cos(PI * 2 / 7) + cos(PI * 3 / 7) - HALF,
    ],
)
def test_an_algebraic_number_is_0_where_it_is_closer_than_its_separation(number: Number) -> None:
    assert separation_bits(terms(number)) is not None
    assert is_zero(number)


def test_closer_than_doubles_tell_is_not_0() -> None:
    """√(n² + 1) − n is about 1/2n."""
    n = 10**60
    assert sign(power(fmpq(n * n + 1), HALF) - n) == 1
    assert sign(power(fmpq(n * n - 1), HALF) - n) == -1


@pytest.mark.parametrize(("low", "high"), [(2, 3), (5, 7), (10**9, 10**9 + 1)])
def test_the_bound_is_below_the_distance(low: int, high: int) -> None:
    difference = power(fmpq(high), HALF) - power(fmpq(low), HALF)
    bits = separation_bits(terms(difference))
    assert bits is not None
    assert compare(difference, fmpq(1, 2**bits)) == 1


def test_only_what_is_algebraic_has_a_bound() -> None:
    assert separation_bits(terms(PI - 3)) is None
    assert separation_bits(terms(exp(ONE) - 2)) is None


def test_a_sum_falls_apart_by_what_is_not_algebraic_in_it() -> None:
    parts = algebraic_parts(terms(PI * ROOT2 + PI + exp(ONE) * 2))
    assert sorted(len(factor) for _, factor in parts) == [1, 2]


def test_reciprocals_of_cosines_are_cleared() -> None:
    cleared = without_reciprocals(terms(1 / cos(PI / 7) - 2))
    assert all(k > 0 for monomial in cleared for _, k in monomial.powers)


# --- signs ------------------------------------------------------------------------------------------


def test_what_no_precision_tells_from_0_has_the_sign_of_its_form() -> None:
    tiny = exp(-exp(exp(fmpq(20))))
    assert not ball(tiny, 64) > 0
    assert sign(tiny) == 1
    assert sign(-tiny * ROOT2) == -1
    assert sign(single("log", tiny + 1)) == 1


def test_no_proof_is_no_answer() -> None:
    with pytest.raises(Undecided):
        sign(exp(-exp(exp(fmpq(20)))) - exp(-exp(exp(fmpq(21)))))


@pytest.mark.parametrize(
    ("number", "whole"),
    [(NESTED - ROOT2, 1), (ROOT2, 1), (-ROOT2, -2), (exp(fmpq(3)), 20), (atan(ONE) * 4 - PI, 0), (ZERO, 0)],
)
def test_the_floor_of_a_constant(number: Number, whole: int) -> None:
    assert floor(number) == whole


# --- products that are too small or too large for a ball --------------------------------------------


@pytest.mark.parametrize("angle", [fmpq(1, 2), fmpq(2), fmpq(4), fmpq(-5), PI * 7 / 3 + 1])
@pytest.mark.parametrize("height", [40, 60, 200])
def test_the_sign_of_a_product_by_its_factors(angle: Number, height: int) -> None:
    """e^(−e^200)·sin 4·ln 3 is nearer to 0 than any ball tells, and has the sign of its factors."""
    tiny = exp(-exp(fmpq(height)))
    for wave, value in ((cos(angle), ball(cos(angle), 64)), (sin(angle), ball(sin(angle), 64))):
        expected = 1 if value > 0 else -1
        for factor in (ONE, single("log", fmpq(3)), atan(ROOT2 - 2), -PI):
            product = tiny * wave * factor
            assert sign(product) == expected * sign(factor)
