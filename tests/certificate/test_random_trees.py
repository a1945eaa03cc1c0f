"""The certificate against the engine over random expressions: they never say different things."""

from __future__ import annotations

import random

import pytest

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.examination import examine
from relu_tui.certificate.checker import verify
from relu_tui.certificate.prover import certify
from relu_tui.lesson.certificates import agrees
from tests.calculus.trees import expression

SHARES = 4
TREES = 25
"""In each share; `python -m tests.bench.certificates` takes thousands."""

WORK = 2_000


@pytest.mark.parametrize("share", range(SHARES))
def test_a_certificate_never_contradicts_the_engine(share: int) -> None:
    rng = random.Random(1_000 + share)
    found = 0
    for _ in range(TREES):
        function, at = expression(rng.choice)
        try:
            examination = examine(function, at)
        except ExpressionError:
            continue
        for side, proved in (("left", examination.left), ("right", examination.right)):
            for subject, limit in (("quotient", proved.slope), ("f", proved.approach)):
                if limit.kind == "unknown":
                    continue
                made = certify(function, at, side, subject, WORK)
                if made is not None:
                    assert agrees(made, limit), (function, at, side, subject, made, limit)
                    verify(made)
                    found += 1
    assert found > 2 * TREES
