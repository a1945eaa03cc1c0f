"""The textbook table: functions and points with the limits derived by hand, and what agrees with them."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from relu_tui.calculus.decision.limit_values import Finite, Limit
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.language.parsing import parse_point
from tests.calculus.oracle.evaluator import evaluator

ROWS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("textbook.json").read_text("utf-8"))

SIDES = ("left", "right")

DIGITS = 40
"""To which expected values are computed."""

CLOSE = 1e-25
"""How far, relative to its size, a limit may be from the expected one."""


@cache
def number(text: str) -> Any:
    """An expected value, evaluated by the oracle."""
    engine = evaluator(DIGITS)
    return engine.rounded(engine.at(parse_point(text).tree, Fraction(0))).value


def is_close(value: str, expected: str) -> bool:
    """Whether a decimal number is the expected value, to 25 digits."""
    wanted = number(expected)
    return bool(abs(evaluator(DIGITS).mp.mpf(value) - wanted) <= abs(wanted) * CLOSE)


def agrees(limit: Limit, expected: dict[str, str]) -> bool:
    """Whether a limit that is not unknown is the expected one."""
    if limit.kind != expected["kind"]:
        return False
    return not isinstance(limit, Finite) or is_close(decimal(limit.number, 30), expected["value"])
