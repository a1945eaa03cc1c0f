from __future__ import annotations

import numpy as np
import pytest

from relu_tui.experiments.arithmetic import ARITHMETICS, Arithmetic, Array, round_to_half, round_to_short
from relu_tui.experiments.setup import FORMATS, SHORT_FORMATS


def one_by_one(left: Array, right: Array, start: Array, arithmetic: Arithmetic) -> Array:
    """The product as it is described: scalars of NumPy, a product and a sum at a time."""
    result = np.zeros((left.shape[0], right.shape[1]), arithmetic.stored)
    wide = arithmetic.summed
    for i in range(left.shape[0]):
        for j in range(right.shape[1]):
            total = wide(0)
            for k in range(left.shape[1]):
                total = wide(total + wide(wide(left[i, k]) * wide(right[k, j])))
            result[i, j] = arithmetic.kept(np.array(wide(total + wide(start[j]))))
    return result


def numbers(arithmetic: Arithmetic, *shape: int, scale: float = 1.0) -> Array:
    random = np.random.default_rng(7)
    return arithmetic.kept(scale * random.standard_normal(shape))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("scale", [1.0, 1e-3, 3e-4])
def test_products_are_rounded_one_operation_after_the_other(name: str, scale: float) -> None:
    arithmetic = ARITHMETICS[name]
    left, right = numbers(arithmetic, 5, 17, scale=scale), numbers(arithmetic, 17, 4, scale=scale)
    start = numbers(arithmetic, 4, scale=scale)
    found = arithmetic.product(left, right, start)
    assert found.dtype == arithmetic.stored
    np.testing.assert_array_equal(found, one_by_one(left, right, start, arithmetic))


@pytest.mark.parametrize(("name", "bits"), [("float16", 11), ("float32", 24), ("float64", 53)])
def test_multiplication_and_addition_are_not_fused(name: str, bits: int) -> None:
    # (1 + u)² = 1 + 2u + u² rounds to 1 + 2u, which the first term cancels; fused, u² would remain
    arithmetic = ARITHMETICS[name]
    u = 2.0 ** -((bits + 1) // 2)
    left = np.array([[1.0, 1.0 + u]], arithmetic.stored)
    right = np.array([[-(1.0 + 2.0 * u)], [1.0 + u]], arithmetic.stored)
    assert arithmetic.product(left, right)[0, 0] == 0


def test_mixed_keeps_in_its_sums_what_float16_loses() -> None:
    left = np.array([[1.0, 2.0**-12, -1.0]], np.float16)
    right = np.ones((3, 1), np.float16)
    assert ARITHMETICS["float16"].product(left, right)[0, 0] == 0
    assert ARITHMETICS["mixed"].product(left, right)[0, 0] == 2.0**-12


@pytest.mark.parametrize("name", SHORT_FORMATS)
def test_short_formats_round_to_the_nearest_number_as_one_number_is(name: str) -> None:
    short = ARITHMETICS[name].short
    assert short is not None
    random = np.random.default_rng(3)
    values = random.standard_normal(4000) * 2.0 ** random.integers(-20, 18, 4000)
    ties = np.array([short.nearest(value) * (1 + 2.0 ** -(short.digits + 1)) for value in values[:1000]])
    edges = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, short.greatest, 2 * short.greatest])
    every = np.concatenate([values, ties, edges])
    expected = np.array([short.nearest(float(value)) for value in every])
    np.testing.assert_array_equal(round_to_short(every, short), expected)
    assert np.array_equal(np.signbit(round_to_short(edges[:2], short)), [False, True])


def test_every_float16_and_what_lies_between_two_rounds_as_numpy_rounds() -> None:
    halves = np.arange(0x7C00, dtype=np.uint16).view(np.float16).astype(np.float32)
    middles = ((halves[:-1].astype(np.float64) + halves[1:]) / 2).astype(np.float32)
    near = [np.nextafter(middles, np.float32(side)) for side in (-1e9, 1e9)]
    positive = np.concatenate([halves, middles, *near])
    for values in (positive, -positive):
        rounded = values.copy()
        round_to_half(rounded, np.empty(values.shape, np.uint32))
        np.testing.assert_array_equal(rounded, values.astype(np.float16).astype(np.float32))


def test_what_is_out_of_range_becomes_infinite_as_in_numpy() -> None:
    left, right = np.array([[60_000.0, 60_000.0]], np.float16), np.array([[1.0], [1.0]], np.float16)
    assert ARITHMETICS["float16"].product(left, right)[0, 0] == np.inf
    back = np.array([[1.0], [-1.0]], np.float16)
    assert ARITHMETICS["float16"].product(left, back)[0, 0] == 0


@pytest.mark.parametrize("name", FORMATS)
def test_columns_are_summed_row_after_row(name: str) -> None:
    arithmetic = ARITHMETICS[name]
    array = numbers(arithmetic, 40, 3)
    total = np.zeros(3, arithmetic.summed)
    for line in array:
        total = (total + line.astype(arithmetic.summed)).astype(arithmetic.summed)
    np.testing.assert_array_equal(arithmetic.column_sums(array), arithmetic.kept(total))
