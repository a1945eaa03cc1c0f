"""Exact constants on their own: what each operation gives at 0, what a number is split into."""

from __future__ import annotations

import pytest
from flint import fmpq

from relu_tui.calculus.errors import NotDefined
from relu_tui.calculus.exact import exponential
from relu_tui.calculus.exact.constant import HALF, ONE, ZERO

THIRD = fmpq(1, 3)


@pytest.mark.parametrize(
    ("exponent", "result"),
    [(HALF, ZERO), (THIRD, ZERO), (fmpq(5, 2), ZERO), (fmpq(3), ZERO), (ZERO, ONE)],
)
def test_powers_of_nothing(exponent: fmpq, result: fmpq) -> None:
    assert exponential.power(ZERO, exponent) == result


@pytest.mark.parametrize("exponent", [fmpq(-1), -HALF, fmpq(-7, 3)])
def test_nothing_has_no_negative_power(exponent: fmpq) -> None:
    with pytest.raises(NotDefined):
        exponential.power(ZERO, exponent)


@pytest.mark.parametrize("base", [fmpq(-8), fmpq(-1, 2), -exponential.power(fmpq(2), HALF)])
def test_a_negative_base_has_whole_powers_only(base: fmpq) -> None:
    with pytest.raises(NotDefined):
        exponential.power(base, THIRD)
    assert exponential.power(base, fmpq(2)) == base * base


@pytest.mark.parametrize("argument", [ZERO, fmpq(-1), -exponential.exp(ONE)])
def test_only_what_is_positive_has_a_logarithm(argument: fmpq) -> None:
    with pytest.raises(NotDefined):
        exponential.log(argument)
