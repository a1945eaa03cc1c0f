"""`examine` against an independent evaluation: no contradiction, whatever the expression."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.trees import Tally
from tests.calculus.trees import expression

TREES = 1_000


@settings(
    max_examples=TREES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_random_trees(data: st.DataObject) -> None:
    function, point = expression(lambda options: data.draw(st.sampled_from(options)))
    tally = Tally()
    tally.examine(function, point)
    assert not tally.contradictions
