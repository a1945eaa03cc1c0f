"""Numbers in the room there is: none that is not 0 is shown as 0, however small."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpq

from relu_tui.calculus import examine
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.exponential import exp, power
from relu_tui.lesson.lesson import computed_row
from relu_tui.lesson.number_text import fitted, slope_text


@pytest.mark.parametrize(
    ("function", "step", "shown"),
    [
        ("x*exp(-1/x**2) if x != 0 else 0", Fraction(1, 1000), "e−434298"),
        ("x**(1/x) if x > 0 else 0", Fraction(1, 10**4), "1e−40000"),
        ("x**(1/x) if x > 0 else 0", Fraction(1, 10**6), "1e−6000000"),
    ],
)
def test_a_value_below_every_double_is_not_0(function: str, step: Fraction, shown: str) -> None:
    value = computed_row(function, "0", step).value
    assert value is not None
    for width in range(len(shown) + 3, 24):
        text = fitted(value, width)
        assert len(text) <= width
        assert text.endswith(shown)
        assert text.strip("0.−…")
    assert examine(function, "0").right.slope.kind == "finite"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (fmpq(10, 2**27 * 3), "2.48e−8"),
        (-fmpq(1, 3 * 10**9), "−3e−10"),
        (power(fmpq(10), fmpq(400)) / 3, "3.3e399"),
        (exp(fmpq(-800)), "4e−348"),
    ],
)
def test_a_number_in_eight_characters(number: Number, shown: str) -> None:
    assert fitted(number, 8) == shown


@pytest.mark.parametrize(("width", "shown"), [(11, "1.000000001"), (8, "1 + 10⁻⁹"), (7, "1+10⁻⁹")])
def test_beside_a_whole_number_the_digits_that_differ_are_shown(width: int, shown: str) -> None:
    assert slope_text(1 + fmpq(1, 10**9), width) == shown


@pytest.mark.parametrize("width", [7, 8, 10, 12, 14, 16])
def test_slopes_below_one_another_are_decimals_all_the_way_down(width: int) -> None:
    shown = [slope_text(2 + fmpq(1, 2**step), width) for step in range(1, 20)]
    assert not [text for text in shown if "/" in text]
    assert all(text.startswith("2.0") for text in shown[4:16])
    assert slope_text(fmpq(1, 3), width) == "1/3"
