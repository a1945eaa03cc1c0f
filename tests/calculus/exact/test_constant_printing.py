"""Numbers as they are written: what has no … at its end is the number itself, read again."""

from __future__ import annotations

from random import Random

import mpmath
import pytest
from flint import fmpq

from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.exact.constant_printing import write
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.language.output_dialects import ASCII, UNICODE, Dialect
from relu_tui.calculus.language.parsing import parse_point
from tests.calculus.exact.test_arithmetic import constants

TEN = fmpq(10)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (TEN**100 - 1, "10¹⁰⁰ − 1"),
        (1 - TEN**-100, "1 − 10⁻¹⁰⁰"),
        (1 - TEN**-400, "1 − 10⁻⁴⁰⁰"),
        (-(TEN**100) - 1, "−(10¹⁰⁰ + 1)"),
        (1 + fmpq(1, 2**60), "1 + 2⁻⁶⁰"),
        (TEN**-30 - TEN**-60, "10⁻³⁰ − 10⁻⁶⁰"),
        (TEN**200, "10²⁰⁰"),
        (1 - TEN**-9, "0.999999999"),
        (fmpq(1, 3) + TEN**-50, "0.33333333…"),
    ],
)
def test_a_row_of_nines_or_zeros_is_a_round_number_and_what_it_differs_by(number: fmpq, text: str) -> None:
    assert write(number) == text


def test_what_is_not_cut_off_is_the_number_itself() -> None:
    random, exact = Random(5), 0
    for _ in range(600):
        digits, power = random.randrange(1, 10 ** random.choice((1, 3, 9, 20))), random.randrange(-60, 60)
        number = fmpq(digits) * TEN**power / random.choice((1, 1, 3, 2**40))
        number += random.choice((0, 1, -1)) * TEN ** random.randrange(-90, 40)
        text = write(number)
        if "…" not in text:
            exact += 1
            assert value_at(parse_point(text).tree, fmpq(0)) == number, text
    assert exact > 200


@pytest.mark.parametrize("dialect", [UNICODE, ASCII])
@pytest.mark.parametrize("seed", range(6))
def test_what_operations_make_is_written_as_it_is(seed: int, dialect: Dialect) -> None:
    exact = 0
    with mpmath.workdps(160):
        for number, value in constants(f"written {seed}", 25, 3):
            text = write(number, 60, dialect)
            if "…" in text or "?" in text:
                continue
            typed = value_at(parse_point(text).tree, fmpq(0))
            difference = mpmath.mpf(decimal(typed, 40)) - value
            assert abs(difference) <= abs(value) * mpmath.mpf(10) ** -35 + mpmath.mpf(10) ** -90, (
                text,
                number,
            )
            exact += 1
    assert exact >= 10
