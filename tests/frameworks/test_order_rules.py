"""The median and quantiles on the way back."""

from __future__ import annotations

import pytest

from relu_tui.calculus.examination import examine
from relu_tui.frameworks.backward import backward
from relu_tui.frameworks.own_rules import JAX, TENSORFLOW, TORCH, TORCH_2_13
from relu_tui.frameworks.tape import NoTapeError, record


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


@pytest.mark.parametrize("expression", ["np.median([0, x, 1, 0])", "quantile([x, 2*x, 1, 1], 0.1)"])
def test_which_of_equal_numbers_torch_reads_is_not_guessed(expression: str) -> None:
    with pytest.raises(NoTapeError, match="which of several equal numbers torch reads"):
        record(examine(expression, "0"))


@pytest.mark.parametrize("expression", ["np.median([x, 1, 1, 2])", "torch.median([0, x, 1, 0])"])
def test_numbers_that_are_equal_and_stand_still_are_no_matter(expression: str) -> None:
    assert record(examine(expression, "0")).operations


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


@pytest.mark.parametrize("expression", ["clamp(x, 5, 1)", "clamp(x, x + 1, x)"])
def test_where_bounds_cross_frameworks_differ_in_the_value_and_there_is_no_tape(expression: str) -> None:
    with pytest.raises(NoTapeError, match="the bounds cross"):
        record(examine(expression, "0"))
