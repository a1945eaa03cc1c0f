"""The median and quantiles, held against numpy."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.exact.constant import ZERO
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.language.order_statistics import MOST
from relu_tui.calculus.language.parsing import parse


def _value(text: str) -> float:
    return as_float(value_at(parse(text).tree, ZERO))


@pytest.mark.parametrize("seed", range(60))
def test_they_have_the_values_that_numpy_has(seed: int) -> None:
    draw = random.Random(seed)
    values = [Fraction(draw.randint(-4, 4), draw.choice((1, 2))) for _ in range(draw.randint(2, MOST))]
    share = Fraction(draw.randint(0, 8), 8)
    written = ", ".join(f"x + ({value})" if draw.random() < 0.6 else f"({value})" for value in values)
    floats = [float(value) for value in values]
    assert _value(f"quantile({share}; {written})") == pytest.approx(np.quantile(floats, float(share)))
    assert _value(f"percentile([{written}], {share * 100})") == pytest.approx(
        np.percentile(floats, float(share * 100))
    )
    assert _value(f"median({written})") == np.median(floats)
    assert _value(f"torch.median([{written}])") == sorted(floats)[(len(floats) - 1) // 2]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("median(x)", r"write median\(x, 0\)"),
        ("median", r"write median\(x, 0, 1\)"),
        ("median(1, 2, 3, 4, 5, 6, 7, 8, x)", "2 to 8 numbers"),
        ("quantile(x, 1)", r"write quantile\(\[x, 0, 1\], 1/4\)"),
        ("quantile([x, 1], 2)", "a share of 1"),
        ("quantile([x, 1], x)", "a share of 1"),
        ("percentile([x, 1], 101)", "a share of 100"),
        ("median([x, 1], weights=2)", "and no weights"),
    ],
)
def test_what_they_do_not_take_is_told(text: str, hint: str) -> None:
    with pytest.raises(ExpressionError, match=hint):
        parse(text)
