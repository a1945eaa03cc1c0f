"""A function in other spellings has the same verdict, or one that follows, or an open one."""

from __future__ import annotations

import random

import pytest

from tests.bench.rewritings import Comparison
from tests.calculus.hostile_trees import hostile_expression
from tests.calculus.rewritings import respelled

EXPRESSIONS = 32
SHARES = 4


@pytest.mark.parametrize("share", range(SHARES))
def test_spellings_agree(share: int) -> None:
    run = Comparison()
    for number in range(share, EXPRESSIONS, SHARES):
        generator = random.Random(f"test {number}")
        run.compare(generator, *hostile_expression(generator.choice))
    assert not run.contradictions
    assert not run.watch.raised
    assert run.pairs >= 15 * EXPRESSIONS // SHARES


def test_calls_within_calls_are_spelled_otherwise() -> None:
    assert respelled("abs(x - abs(x)) + tabs", "abs", "max(u, -u)") == (
        "(max((x - (max((x), -(x)))), -(x - (max((x), -(x)))))) + tabs"
    )
