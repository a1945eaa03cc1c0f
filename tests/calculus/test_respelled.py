"""A function in other spellings has the same limits and the same second derivative, or open ones."""

from __future__ import annotations

import random

from tests.bench.respelled import Run
from tests.calculus.hostile_trees import hostile_expression


def test_limits_and_second_derivatives_agree() -> None:
    run = Run()
    for number in range(3):
        generator = random.Random(f"test {number}")
        run.compare(generator, *hostile_expression(generator.choice))
    assert not [line for line in run.complaints if not line.startswith("SLOW")]
    assert len(run.pairs) == 4
