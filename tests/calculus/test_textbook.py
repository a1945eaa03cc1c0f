"""A textbook's worth of points, each answer derived by hand and seen by the oracle: none may be wrong."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.constants.sign import decimal
from relu_tui.calculus.examination import Status
from relu_tui.calculus.parsing import parse, parse_point
from relu_tui.calculus.values import Finite, Limit
from tests.calculus import oracle
from tests.calculus.oracle import contradiction, evaluator

ROWS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("textbook.json").read_text("utf-8"))
UNDECIDED = 0
"""Sides that the engine leaves open; a change for the better is a change here too."""

DIGITS = 40


def expected_value(side: dict[str, str]) -> Any:
    """The expected limit, evaluated by the oracle."""
    tree = parse_point(side["value"]).tree
    engine = evaluator(DIGITS)
    return engine.rounded(engine.at(tree, Fraction(0))).value


def agrees(limit: Limit, expected: dict[str, str]) -> bool:
    """Whether a limit that is not unknown is the expected one."""
    if limit.kind != expected["kind"]:
        return False
    if not isinstance(limit, Finite):
        return True
    value, wanted = evaluator(DIGITS).mp.mpf(decimal(limit.number, 30)), expected_value(expected)
    return bool(abs(value - wanted) <= abs(wanted) * 1e-25)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_row(row: dict[str, Any]) -> None:
    examination = examine(row["f"], row["at"])
    for name in ("left", "right"):
        limit = getattr(examination, name).slope
        assert limit.kind == "unknown" or agrees(limit, row[name]), name
    continuous = examination.statuses[0]
    assert continuous is Status.UNDECIDED or (continuous is Status.HOLDS) == row["continuous"]
    finite = [row[name] for name in ("left", "right") if row[name]["kind"] == "finite"]
    same = len(finite) == 2 and abs(expected_value(finite[0]) - expected_value(finite[1])) < 1e-30
    assert examination.differentiable in (None, bool(same and row["continuous"]))


def test_how_many_are_undecided() -> None:
    sides = [getattr(examine(row["f"], row["at"]), name) for row in ROWS for name in ("left", "right")]
    assert sum(side.slope.kind == "unknown" for side in sides) == UNDECIDED


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_oracle_sees_no_other_answer(row: dict[str, Any]) -> None:
    tree, at = parse(row["f"]).tree, parse_point(row["at"]).tree
    for name, direction in (("left", -1), ("right", 1)):
        testimony = oracle.testify(tree, at, direction, slope=True)
        expected = row[name]
        value = str(expected_value(expected)) if expected["kind"] == "finite" else None
        assert contradiction(testimony, expected["kind"], value) is None


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 240
    assert len({row["id"] for row in ROWS}) == len(ROWS)
