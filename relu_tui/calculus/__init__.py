"""Floor 1: functions, exact one-sided expansions, limits, difference quotients. Knows no learner.

>>> from relu_tui.calculus import examine
>>> examine("max(0, x)", "0").differentiable
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relu_tui.calculus.outcomes import ExpressionError

if TYPE_CHECKING:
    from relu_tui.calculus.examination import Examination, examine

__all__ = ["Examination", "ExpressionError", "examine"]


def __getattr__(name: str) -> Any:
    """Import the engine (0.1 s) when it is first asked for, not with any part of the package."""
    if name in ("Examination", "examine"):
        from relu_tui.calculus import examination

        return getattr(examination, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
