"""Verdicts as short texts, to state expectations in one line."""

from __future__ import annotations

from relu_tui.calculus import examine
from relu_tui.calculus.decision.limit_values import Finite, Limit, Oscillating
from relu_tui.calculus.exact.constant_printing import write


def spelled(limit: Limit) -> str:
    """A limit as `1/2`, `+inf`, `oscillates`, `oscillates in [−1, 1]`, `undefined` or `unknown`."""
    if isinstance(limit, Finite):
        return write(limit.number, 60)
    if isinstance(limit, Oscillating) and isinstance(limit.low, Finite) and isinstance(limit.high, Finite):
        return f"oscillates in [{spelled(limit.low)}, {spelled(limit.high)}]"
    return limit.kind


def slopes(function: str, at: str = "0") -> tuple[str, str]:
    """The limits of the difference quotient from the left and from the right."""
    examination = examine(function, at)
    return spelled(examination.left.slope), spelled(examination.right.slope)


def approaches(function: str, at: str = "0") -> tuple[str, str]:
    """The limits of the function itself."""
    examination = examine(function, at)
    return spelled(examination.left.approach), spelled(examination.right.approach)
