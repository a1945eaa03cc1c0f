"""`examine` against an independent evaluation: no contradiction, whatever the expression."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.bench.trees import Tally
from tests.calculus.hostile_trees import hostile_expression
from tests.calculus.trees import expression

TREES = 1_000
SPECIAL_TREES = 240
SHARES = 8
"""Parts of them, each with a seed of its own, so that several are examined at once."""


@pytest.mark.parametrize("share", range(SHARES))
def test_random_trees(share: int) -> None:
    seen = 0

    @seed(share)
    @settings(
        max_examples=TREES // SHARES,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def examine(data: st.DataObject) -> None:
        nonlocal seen
        seen += 1
        function, point = expression(lambda options: data.draw(st.sampled_from(options)))
        tally = Tally()
        tally.examine(function, point)
        assert not tally.contradictions
        assert not tally.watch.raised

    examine()
    assert seen >= TREES // SHARES


@pytest.mark.parametrize("share", range(SHARES))
def test_trees_of_functions_that_no_formula_is_equal_to(share: int) -> None:
    tally = Tally()
    for number in range(share, SPECIAL_TREES, SHARES):
        tally.examine(*expression(random.Random(f"special {number}").choice, special=True))
    assert not tally.contradictions
    assert not tally.watch.raised


@pytest.mark.parametrize("share", range(SHARES))
def test_hostile_trees(share: int) -> None:
    tally = Tally()
    for number in range(share, TREES, SHARES):
        tally.examine(*hostile_expression(random.Random(f"test {number}").choice))
    assert not tally.contradictions
    assert not tally.watch.raised
    assert tally.watch.refused < TREES // SHARES // 50
    assert tally.judge.special > TREES // SHARES // 10
