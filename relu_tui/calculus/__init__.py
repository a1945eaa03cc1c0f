"""Floor 1: functions, exact one-sided expansions, limits, difference quotients. Knows no learner.

    >>> from relu_tui.calculus import examine
    >>> examine("max(0, x)", "0").differentiable
    False
"""

from relu_tui.calculus.examination import Examination, examine
from relu_tui.calculus.outcomes import ExpressionError

__all__ = ["Examination", "ExpressionError", "examine"]
