"""`examine` against an independent evaluation: no contradiction, whatever the expression."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.bench.trees import Tally
from tests.calculus.trees import expression

TREES = 1_000
SHARES = 4
"""Parts of them, each with a seed of its own: as many are examined at once as there are processors."""


def examine_share(number: int) -> int:
    """Examine a share of the trees; give how many that were."""
    seen = 0

    @seed(number)
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

    examine()
    return seen


def test_random_trees() -> None:
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        assert sum(pool.map(examine_share, range(SHARES))) >= TREES
