"""The functions of one argument, by name."""

from __future__ import annotations

from collections.abc import Callable

from relu_tui.calculus.germs import circular, exponential, powers, steps
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.setting import Setting

FUNCTIONS: dict[str, Callable[[Setting, Germ], Germ]] = {
    "abs": steps.absolute,
    "sign": steps.sign,
    "floor": steps.floor,
    "ceil": steps.ceil,
    "sqrt": powers.sqrt,
    "cbrt": powers.cbrt,
    "exp": exponential.exp,
    "log": exponential.log,
    "sigmoid": exponential.sigmoid,
    "softplus": exponential.softplus,
    "sinh": exponential.sinh,
    "cosh": exponential.cosh,
    "tanh": exponential.tanh,
    "erf": exponential.erf,
    "cos": circular.cos,
    "sin": circular.sin,
    "tan": circular.tan,
    "atan": circular.atan,
    "asin": circular.asin,
    "acos": circular.acos,
}
"""Every function of the grammar but max, min and relu, which choose between expressions."""
