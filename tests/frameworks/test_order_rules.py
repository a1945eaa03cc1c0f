"""The median and quantiles on the way back."""

from __future__ import annotations

import numpy as np
import pytest

from relu_tui.calculus.examination import examine
from relu_tui.frameworks.backward import backward
from relu_tui.frameworks.operation_rules import JAX, TENSORFLOW, TORCH, TORCH_2_13
from relu_tui.frameworks.selection import places_at
from relu_tui.frameworks.tape import record
from relu_tui.frameworks.tape_report import lines
from relu_tui.frameworks.tape_view import opened


@pytest.mark.parametrize(
    ("expression", "torch", "jax", "keras"),
    [
        ("median(x, 0, 1)", 0.5, 0.0, 0.0),
        ("median(0, x, 1)", 0.5, 1.0, 1.0),
        ("torch.median([x, 0])", 0.5, 1.0, 1.0),
        ("np.median([x, 0])", 0.5, 0.5, 0.5),
        ("quantile([x, 0, 1], 1/4)", 0.5, 0.5, 0.5),
    ],
)
def test_a_tie_is_shared_or_goes_to_who_stands_first(
    expression: str, torch: float, jax: float, keras: float
) -> None:
    tape = record(examine(expression, "0"))
    assert [backward(tape, rules).returned for rules in (TORCH, JAX, TENSORFLOW)] == [torch, jax, keras]


@pytest.mark.parametrize(
    ("expression", "now", "before"),
    [
        ("np.median([0, x, 1, 0])", 0.0, 0.5),
        ("quantile([x, 2*x, 1, 1], 0.1)", 1.7, 1.3),
        ("quantile(0.3; x, 2*x, -x, 0, 3*x)", 2.4, 1.4),
    ],
)
def test_which_of_equal_numbers_torch_reads_hangs_on_its_version(
    expression: str, now: float, before: float
) -> None:
    tape = record(examine(expression, "0"))
    returned = [backward(tape, rules).returned for rules in (TORCH, TORCH_2_13)]
    assert returned == pytest.approx([now, before])


def test_numbers_are_put_around_a_rank_as_the_library_of_gcc_does() -> None:
    equal = [np.float32(0)] * 8
    assert places_at(equal, 3, 4) == (7, 2)
    nan = np.float32("nan")
    assert places_at([nan, nan, np.float32(1), np.float32(1), nan], 1, 2) == (3, 4)


@pytest.mark.parametrize(
    ("expression", "at", "now", "before", "jax", "tensorflow"),
    [
        ("clamp(x, x**2, 2)", "1", 1.5, 1.0, 1.5, 1.0),
        ("clamp(2*x, 0, x + 1)", "1", 1.5, 2.0, 1.5, 2.0),
        ("clamp(x, 2*x, 2*x)", "1", 2.0, 0.0, 2.0, 2.0),
        ("torch.clamp(x, min=3*x)", "0", 2.0, 1.0, 2.0, 1.0),
    ],
)
def test_a_bound_of_clamp_that_moves_gets_its_part(
    expression: str, at: str, now: float, before: float, jax: float, tensorflow: float
) -> None:
    tape = record(examine(expression, at))
    rules = (TORCH, TORCH_2_13, JAX, TENSORFLOW)
    assert [backward(tape, each).returned for each in rules] == [now, before, jax, tensorflow]


@pytest.mark.parametrize(
    ("expression", "values", "returned"),
    [
        ("clamp(x, 5, 1)**2", (1.0, 25.0), [0.0, 0.0, 0.0, 0.0]),
        ("clamp(0, 3*x + 1, -x)", (0.0, 1.0), [-1.0, -1.0, -1.0, 3.0]),
        ("x*clamp(x, 5, 1)", (0.0, 0.0), [1.0, 1.0, 1.0, 5.0]),
    ],
)
def test_where_bounds_cross_tensorflow_has_the_lower_one_and_that_is_said(
    expression: str, values: tuple[float, float], returned: list[float]
) -> None:
    view = opened(examine(expression, "0"))
    found = [backward(view.tape, rules) for rules in (TORCH, TORCH_2_13, JAX, TENSORFLOW)]
    assert [back.returned for back in found] == returned
    assert tuple(float(back.tape.rows[-1].single) for back in found[::3]) == values
    assert any("The bounds of row" in line.text for line in lines(view, 80))
