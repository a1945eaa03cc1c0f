"""Rows of the table: the difference quotient at one step Δx, exactly.

Rows are evidence. They decide nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.constant import Number, difference, exactly
from relu_tui.calculus.language.syntax import Numeric


@dataclass(frozen=True)
class Row:
    """One step and what it gives.

    Attributes:
        step: Δx, not 0; negative on the left.
        value: f(a+Δx), or None where there is none.
        rise: f(a+Δx) − f(a), or None.
        quotient: The rise over Δx, or None.
        missing: Why there is no quotient; empty where there is one.
    """

    step: Fraction
    value: Number | None
    rise: Number | None
    quotient: Number | None
    missing: str = ""


def row(tree: Numeric, point: Number, value: Number | None, step: Fraction) -> Row:
    """The row of the table at a step.

    Args:
        tree: f.
        point: a.
        value: f(a), or None where f has no value there.
        step: Δx.
    """
    delta = exactly(step)
    try:
        shifted = value_at(tree, point + delta)
    except NotDefined as trouble:
        return Row(step, None, None, None, str(trouble))
    except Undecided as trouble:
        return Row(step, None, None, None, f"not settled: {trouble}")
    if value is None:
        return Row(step, shifted, None, None, "f has no value at the point itself")
    rise = difference(shifted, value)
    return Row(step, shifted, rise, rise / delta)
