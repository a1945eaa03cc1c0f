"""The germs of the functions of one argument, by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from relu_tui.calculus.germs import (
    bessel,
    exponential,
    gamma_family,
    inverse_and_integrals,
    powers,
    sign_and_floor,
    trigonometric,
)
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.language.functions import FUNCTIONS, Parity

GERMS: dict[str, Callable[[Setting, Germ], Germ]] = {
    "abs": sign_and_floor.absolute,
    "sign": sign_and_floor.sign,
    "floor": sign_and_floor.floor,
    "ceil": sign_and_floor.ceil,
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
    "cos": trigonometric.cos,
    "sin": trigonometric.sin,
    "tan": trigonometric.tan,
    "atan": trigonometric.atan,
    "asin": trigonometric.asin,
    "acos": trigonometric.acos,
    "gamma": gamma_family.gamma,
    "digamma": gamma_family.digamma,
    "trigamma": gamma_family.trigamma,
    "lambertw": inverse_and_integrals.lambertw,
    "ei": inverse_and_integrals.ei,
    "erfi": inverse_and_integrals.erfi,
    "besselj0": bessel.of("besselj", 0),
    "besselj1": bessel.of("besselj", 1),
    "besseli0": bessel.of("besseli", 0),
    "besseli1": bessel.of("besseli", 1),
}
"""Every function of the grammar but max, min and relu, which choose between expressions."""


def applied(setting: Setting, name: str, u: Germ) -> Germ:
    """A function of a germ: one wherever it is applied to that germ or, if it is odd, to its opposite.

    Args:
        setting: How to expand.
        name: The function.
        u: Its argument; raises as the function does.
    """
    if FUNCTIONS[name].parity is Parity.ODD:
        mirrored = setting.applied.get((name, u.negated()))
        if mirrored is not None:
            return mirrored.negated()
    return setting.once(name, u, partial(GERMS[name], setting, u))
