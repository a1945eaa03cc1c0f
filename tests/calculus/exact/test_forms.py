"""What is equal is equal in form, wherever an identity of the constructors reaches; and how it is written."""

from __future__ import annotations

import pytest
from flint import fmpq

from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Constant, Number
from relu_tui.calculus.exact.constant_printing import digits, superscript, write
from relu_tui.calculus.exact.exponential import erf, exp, log, power
from relu_tui.calculus.exact.monomial import UNIT
from relu_tui.calculus.exact.sums import leads_negative, plus, reciprocal, scaled, times
from relu_tui.calculus.exact.trigonometric import asin, atan, cos, sin

ROOT2, ROOT3 = power(fmpq(2), HALF), power(fmpq(3), HALF)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (exp(ROOT2) * exp(-ROOT2), ONE),
        (exp(log(fmpq(6))), fmpq(6)),
        (log(exp(ROOT2)), ROOT2),
        (log(fmpq(6)), log(fmpq(2)) + log(fmpq(3))),
        (log(ROOT2), log(fmpq(2)) / 2),
        (power(fmpq(12), HALF), ROOT3 * 2),
        (ROOT2 * ROOT3, power(fmpq(6), HALF)),
        (1 / ROOT2, ROOT2 / 2),
        (1 / (ROOT2 + 1), ROOT2 - 1),
        (power(fmpq(8), fmpq(2, 3)), fmpq(4)),
        (power(fmpq(2), -HALF), ROOT2 / 2),
        (erf(-ROOT2), -erf(ROOT2)),
    ],
)
def test_exponentials_logarithms_and_roots(left: Number, right: Number) -> None:
    assert left == right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sin(ONE) * sin(ONE) + cos(ONE) * cos(ONE), ONE),
        (sin(fmpq(2)), sin(ONE) * cos(ONE) * 2),
        (cos(-ROOT2), cos(ROOT2)),
        (sin(-ROOT2), -sin(ROOT2)),
        (cos(PI / 3), HALF),
        (sin(PI / 4), ROOT2 / 2),
        (sin(PI * 7), ZERO),
        (cos(PI + 1), -cos(ONE)),
        (sin(PI / 2 - 1), cos(ONE)),
        (atan(ONE), PI / 4),
        (atan(ROOT3), PI / 3),
        (atan(fmpq(1, 2)) + atan(fmpq(1, 3)), PI / 4),
        (asin(HALF), PI / 6),
        (cos(atan(fmpq(3, 4))), fmpq(4, 5)),
        (cos(asin(fmpq(3, 5))), fmpq(4, 5)),
    ],
)
def test_cosines_sines_and_their_inverses(left: Number, right: Number) -> None:
    assert left == right


def test_sums_are_added_multiplied_and_inverted_term_by_term() -> None:
    assert isinstance(ROOT2, Constant)
    (monomial,) = ROOT2.numerator
    root = {monomial: fmpq(3)}
    assert plus(root, scaled(root, fmpq(-1))) == {}
    assert times(root, root) == {UNIT: fmpq(18)}
    above, below = reciprocal(monomial)
    assert times(above, root) == {UNIT: fmpq(3)}
    assert below is None


@pytest.mark.parametrize("number", [ROOT2, ROOT2 - ROOT3, PI - 3, fmpq(-5)])
def test_a_number_and_its_opposite_lead_with_opposite_signs(number: Number) -> None:
    assert leads_negative(number) != leads_negative(-number)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (ROOT2, "√2"),
        (-ROOT2 / 2, "−√2/2"),
        (PI * 2 / 3, "2π/3"),
        (fmpq(1, 3), "1/3"),
        (fmpq(1, 4), "1/4"),
        (exp(fmpq(2)), "e²"),
        (log(fmpq(2)) * 3, "3·ln 2"),
        (ROOT2 + 1, "1 + √2"),
        (fmpq(10) ** 40, "10⁴⁰"),
    ],
)
def test_how_it_is_written(number: Number, text: str) -> None:
    assert write(number) == text


def test_digits_are_never_rounded_past_what_is_certain() -> None:
    assert digits(PI, 5) == "3.1415…"
    assert digits(fmpq(1, 8), 5) == "0.125"
    assert superscript(-12) == "⁻¹²"


def test_powers_of_a_sum_cancel_whatever_stands_before_them() -> None:
    below = log(fmpq(2)) + 1
    for count in (1, 2, 3):
        above: Number = ONE
        for _ in range(count):
            above = above * below
        for front in (ONE, PI, -PI * PI / 3, exp(ONE)):
            quotient = front * above
            for _ in range(count):
                quotient = quotient * (1 / below)
            assert quotient == front * above * (1 / above) == front
    assert isinstance((below + PI) / below / below, Constant)
