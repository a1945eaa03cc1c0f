"""A textbook's worth of points, each answer derived by hand and seen by the oracle: none may be wrong."""

from __future__ import annotations

from typing import Any

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.status import Status
from tests.calculus.oracle import sampling
from tests.calculus.oracle.testimony import contradiction
from tests.calculus.textbook import ROWS, SIDES, agrees, number

UNDECIDED: frozenset[tuple[str, str]] = frozenset({("growth_64", "right")})
"""Rows and sides that the engine leaves open; a change for the better is a change here too."""


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_row(row: dict[str, Any]) -> None:
    examination = examine(row["f"], row["at"])
    for name in SIDES:
        limit = getattr(examination, name).slope
        if (row["id"], name) in UNDECIDED:
            assert limit.kind == "unknown", name
        else:
            assert agrees(limit, row[name]), name
    continuous = examination.statuses[0]
    assert continuous is Status.UNDECIDED or (continuous is Status.HOLDS) == row["continuous"]
    finite = [number(row[name]["value"]) for name in SIDES if row[name]["kind"] == "finite"]
    same = len(finite) == 2 and abs(finite[0] - finite[1]) < 1e-30
    assert examination.differentiable in (None, bool(same and row["continuous"]))


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_oracle_sees_no_other_answer(row: dict[str, Any]) -> None:
    tree, at = parse(row["f"]).tree, parse_point(row["at"]).tree
    for name, direction in (("left", -1), ("right", 1)):
        testimony = sampling.testify(tree, at, direction, slope=True)
        expected = row[name]
        value = str(number(expected["value"])) if expected["kind"] == "finite" else None
        assert contradiction(testimony, expected["kind"], value) is None


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 240
    assert len({row["id"] for row in ROWS}) == len(ROWS)
