"""Roots of sums of square roots that are such sums themselves."""

from __future__ import annotations

import random

import pytest
from flint import fmpq

from relu_tui.calculus import examine
from relu_tui.calculus.exact.constant import Constant, Number
from relu_tui.calculus.exact.denesting import MOST_BITS, denested
from relu_tui.calculus.exact.exponential import power
from relu_tui.calculus.exact.sign import sign

HALF, THIRD = fmpq(1, 2), fmpq(1, 3)


def surd(*parts: tuple[int, int]) -> Number:
    """The sum of a·√n."""
    total: Number = fmpq(0)
    for a, n in parts:
        total = total + power(fmpq(n), HALF) * a
    return total


@pytest.mark.parametrize(
    ("number", "exponent", "root"),
    [
        (surd((3, 1), (2, 2)), HALF, surd((1, 1), (1, 2))),
        (surd((5, 1), (2, 6)), HALF, surd((1, 2), (1, 3))),
        (surd((5, 1), (-2, 6)), HALF, surd((1, 3), (-1, 2))),
        (surd((4, 1), (-1, 7)), HALF, (surd((1, 14)) - surd((1, 2))) / 2),
        (surd((10, 1), (2, 6), (2, 10), (2, 15)), HALF, surd((1, 2), (1, 3), (1, 5))),
        (surd((17, 1), (12, 2)), fmpq(1, 4), surd((1, 1), (1, 2))),
        (surd((3, 1), (2, 2)), fmpq(-3, 2), surd((-7, 1), (5, 2))),
        (surd((7, 1), (5, 2)), THIRD, surd((1, 1), (1, 2))),
        (surd((2, 1), (1, 5)), THIRD, surd((1, 1), (1, 5)) / 2),
        (surd((99, 1), (70, 2)), fmpq(1, 6), surd((1, 1), (1, 2))),
        (surd((54, 1), (-30, 3)), THIRD, surd((3, 1), (-1, 3))),
    ],
)
def test_a_root_that_is_a_sum_of_square_roots_is_that_sum(
    number: Number, exponent: fmpq, root: Number
) -> None:
    assert power(number, exponent) == root


@pytest.mark.parametrize("degree", [2, 3])
def test_the_root_of_a_power_is_found_and_positive(degree: int) -> None:
    generator = random.Random(5)
    found = 0
    for _ in range(200):
        primes = generator.sample((2, 3, 5, 7, 11), k=generator.choice((1, 2, 3) if degree == 2 else (1,)))
        root = surd((generator.randint(-9, 9), 1), *((generator.randint(-9, 9) or 1, p) for p in primes)) / 6
        root = root * sign(root)
        assert power(root * root * (root if degree == 3 else 1), fmpq(1, degree)) == root
        found += isinstance(root, Constant)
    assert found > 150


@pytest.mark.parametrize(
    ("number", "degree"),
    [
        (surd((1, 1), (1, 2)), 2),
        (surd((3, 1), (1, 2)), 2),
        (surd((1, 2), (1, 3)), 2),
        (surd((1, 1), (1, 2)), 3),
        (surd((6, 1), (5, 2)), 3),
        (power(fmpq(2), THIRD) + 1, 2),
        (surd((2**MOST_BITS + 1, 1), (1, 2)), 2),
    ],
)
def test_where_there_is_none_or_it_would_take_long_nothing_is_claimed(number: Constant, degree: int) -> None:
    assert denested(number, degree) is None
    root = power(number, fmpq(1, degree))
    assert sign(root - 1) == sign(number - 1)


def test_one_number_in_two_forms_is_one_number() -> None:
    c = "sqrt(5 + 2*sqrt(6))"
    function = f"(x - {c})*exp(x - {c})/sqrt(2 + sin(1/(x**2 - 5 - 2*sqrt(6))))"
    found = examine(f"(x - {c})*{function} if x != sqrt(2) + sqrt(3) else 0", "sqrt(2) + sqrt(3)")
    assert found.differentiable is True
    assert found.derivative == 0
