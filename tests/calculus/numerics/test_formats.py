"""Formats that NumPy has no type for: their numbers, and the nearest one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from relu_tui.calculus.numerics.format_arithmetic import nearest_in
from relu_tui.number_formats import FORMATS


@pytest.mark.parametrize(
    ("name", "value", "nearest"),
    [
        ("float8_e4m3", 1.06, 1.0),
        ("float8_e4m3", 1.0625, 1.0),  # a tie, to the even one
        ("float8_e4m3", 1.1875, 1.25),
        ("float8_e4m3", 447.0, 448.0),
        ("float8_e4m3", 464.0, 448.0),
        ("float8_e4m3", 465.0, math.nan),
        ("float8_e4m3", math.inf, math.nan),
        ("float8_e4m3", 2.0**-9, 2.0**-9),
        ("float8_e4m3", 2.0**-10, 0.0),
        ("float8_e4m3", -(2.0**-11), -0.0),
        ("float8_e5m2", 1.125, 1.0),
        ("float8_e5m2", 61_439.0, 57_344.0),
        ("float8_e5m2", 61_440.0, math.inf),
        ("float8_e5m2", -math.inf, -math.inf),
        ("float8_e5m2", 3 * 2.0**-18, 2.0**-16),
        ("bfloat16", 1 + 2.0**-8, 1.0),
        ("bfloat16", 1 + 3 * 2.0**-8, 1 + 2.0**-6),
        ("bfloat16", 3.4e38, math.inf),
    ],
)
def test_the_nearest_number_of_a_short_format(name: str, value: float, nearest: float) -> None:
    found = float(nearest_in(FORMATS[name], value))
    assert found == nearest or (math.isnan(found) and math.isnan(nearest))
    assert math.copysign(1, found) == math.copysign(1, nearest) or math.isnan(nearest)


@pytest.mark.parametrize(("name", "finite"), [("float8_e4m3", 2 * 126 + 1), ("float8_e5m2", 2 * 123 + 1)])
def test_a_format_of_8_bits_has_as_many_numbers_as_its_bits_allow(name: str, finite: int) -> None:
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    found = {float(nearest_in(FORMATS[name], float(half))) for half in halves if np.isfinite(half)}
    assert len({value for value in found if math.isfinite(value)}) == finite
    assert all(float(nearest_in(FORMATS[name], value)) == value for value in found if math.isfinite(value))
