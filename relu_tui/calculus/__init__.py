"""Floor 1: functions, exact one-sided expansions, limits, difference quotients. Knows no learner.

The rooms, each on those below it: `questions` beside the lesson's own; `examination`, the face that the rest
of the program asks; `explanation`, the words and formulas of a proof; `numerics`, the doubles of tables and
plots, which are evidence and prove nothing; `decision`, which proves; `germs`, what it computes with;
`exact`, the constants in them; `language`, what may be typed and how it is printed. `budget` bounds the work
by counting. The proofs are told in the docstrings of `decision`, `germs` and `exact`.

>>> from relu_tui.calculus import examine
>>> examine("max(0, x)", "0").differentiable
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relu_tui.calculus.errors import ExpressionError

if TYPE_CHECKING:
    from relu_tui.calculus.examination import Examination, examine

__all__ = ["Examination", "ExpressionError", "examine"]


def __getattr__(name: str) -> Any:
    """Import the engine (0.1 s) when it is first asked for, not with any part of the package."""
    if name in ("Examination", "examine"):
        from relu_tui.calculus import examination

        return getattr(examination, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
