"""What each framework does with the gamma function and its kin, Ei and Bessel functions, on the way back.

The derivative of ln Γ is digamma, of digamma trigamma, of trigamma the polygamma function of order 2. At a
pole PyTorch's digamma is −∞ at 0 and NaN at the others; those of JAX and TensorFlow are NaN at all. Γ itself
is composed, as exp(ln|Γ|) times its sign. Polygamma is a zeta function, which JAX and TensorFlow sum by nine
terms and an expansion for what is left: far to the left of 0 that is another number.

Sources: PyTorch, `aten/src/ATen/native/Math.h` (calc_digamma, trigamma, calc_polygamma, zeta); JAX,
`jax/_src/lax/special.py` and `jax/_src/scipy/special.py`; TensorFlow, `python/ops/math_grad.py` and Eigen's
`SpecialFunctionsImpl.h`. The expansion: Johansson 2015, "Rigorous high-precision computation of the Hurwitz
zeta function", §2.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from flint import arb

from relu_tui.calculus.language.special_functions import polygamma
from relu_tui.calculus.numerics.evaluation import DOUBLES
from relu_tui.frameworks.function_rules import HALF, ONE, Refusal, Rule, Single, Values, is_pole, log_of_gamma

_Inputs = tuple[Single, ...]

_TERMS = 9
_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)

UNDERIVED = Refusal(lambda *_: True, "it has a value, and no rule for the way back", lacks=True)
"""What is said of a function that a framework has, but does not go back through."""

LACKING = Refusal(lambda *_: True, "there is no such function", lacks=True)
"""What is said of a function that a framework does not have."""


def _sign(u: Single) -> Single:
    return -ONE if u < 0 and np.floor(u) % 2 else ONE


def _polygamma(order: int, u: Single) -> Single:
    if not np.isfinite(u):
        return np.float32(np.nan)
    return np.float32(float(polygamma(order, arb(float(u))).mid()))


def _torch_digamma(u: Single) -> Single:
    if u == 0:
        return np.float32(math.copysign(math.inf, -float(u)))
    return np.float32(np.nan) if is_pole(u) else _polygamma(0, u)


def _digamma(u: Single) -> Single:
    return np.float32(np.nan) if is_pole(u) else _polygamma(0, u)


def _torch_trigamma(u: Single) -> Single:
    """By reflection in float32, where sin(πu) at a pole is not 0 but next to it."""
    if not is_pole(u):
        return _polygamma(1, u)
    sine = np.sin(np.float32(math.pi) * u)
    return np.float32(np.float32(math.pi**2) / (sine * sine))


def _zeta(order: int, u: Single) -> float:
    """The sum of (u + n)^−order, by nine terms and the expansion of those that are left."""
    x, found = float(u), 0.0
    for term in range(_TERMS):
        found += (x + term) ** -order
    left = x + _TERMS
    found += left ** (1 - order) / (order - 1) + left**-order / 2
    factor = order * left ** -(order + 1)
    for index, number in enumerate(_BERNOULLI, start=1):
        found += number * factor / math.factorial(2 * index)
        factor *= (order + 2 * index - 1) * (order + 2 * index) / left**2
    return found


def _summed(order: int, pole: float) -> Callable[[Single], Single]:
    """Polygamma of an order by that sum."""

    def value(u: Single) -> Single:
        if not np.isfinite(u):
            return np.float32(np.nan)
        if is_pole(u):
            return np.float32(pole)
        if u > -_TERMS:
            return _polygamma(order, u)
        return np.float32((-1) ** (order + 1) * math.factorial(order) * _zeta(order + 1, u))

    return value


def _torch_second(u: Single) -> Single:
    return np.float32(-np.inf) if is_pole(u) else _polygamma(2, u)


def _gamma(u: Single) -> Single:
    return np.float32(np.exp(log_of_gamma(u)) * _sign(u))


def _jax_gamma(u: Single) -> Single:
    if is_pole(u):
        return np.float32(np.nan if u else math.copysign(math.inf, float(u)))
    return _gamma(u)


def _by(slope: Callable[[Single], Single]) -> Rule:
    return lambda g, u, _y: (g * slope(u[0]),)


def _gamma_rule(digamma: Callable[[Single], Single]) -> Rule:
    return lambda g, u, _y: (g * _sign(u[0]) * np.exp(log_of_gamma(u[0])) * digamma(u[0]),)


def _integral(g: Single, u: _Inputs, _y: Single) -> tuple[Single]:
    return (g * (np.exp(u[0]) / u[0]),)


def _bessel(of: str) -> Callable[[Single], Single]:
    """A Bessel function of order 0 or 1."""
    return lambda u: np.float32(DOUBLES.unary[f"bessel{of}"](float(u)))


def _bessel_rule(zeroth: str, first: str) -> Rule:
    """The function of order 1, whose slope at 0 is 1/2."""
    order_0, order_1 = _bessel(zeroth), _bessel(first)
    return lambda g, u, _y: (g * (order_0(u[0]) - order_1(u[0]) / u[0] if u[0] else HALF),)


def _rules(
    digamma: Callable[[Single], Single],
    trigamma: Callable[[Single], Single],
    second: Callable[[Single], Single],
) -> dict[str, Rule]:
    return {
        "lgamma": _by(digamma),
        "gamma": _gamma_rule(digamma),
        "digamma": _by(trigamma),
        "trigamma": _by(second),
        "ei": _integral,
        "besselj0": lambda g, u, _y: (-g * _bessel("j1")(u[0]),),
        "besselj1": _bessel_rule("j0", "j1"),
        "besseli0": lambda g, u, _y: (g * _bessel("i1")(u[0]),),
        "besseli1": _bessel_rule("i0", "i1"),
        # by their formulas: no framework has them
        "lambertw": lambda g, u, y: (g / (u[0] + np.exp(y)),),
        "erfi": lambda g, u, _y: (g * np.float32(2 / math.sqrt(math.pi)) * np.exp(u[0] * u[0]),),
    }


_summed_trigamma = _summed(1, math.inf)

TORCH = _rules(_torch_digamma, _torch_trigamma, _torch_second)
"""PyTorch's rules."""

TORCH_VALUES: Values = {"gamma": _gamma, "digamma": _torch_digamma, "trigamma": _torch_trigamma}
"""PyTorch's values."""

TORCH_LACKS = dict.fromkeys(("ei", "lambertw", "erfi"), LACKING)
"""What PyTorch does not have."""

OLDER_TORCH_LACKS = {**TORCH_LACKS, **dict.fromkeys(("besselj0", "besselj1"), UNDERIVED)}
"""What an older one does not have."""

_SUMMED = _rules(_digamma, _summed_trigamma, _summed(2, math.nan))

JAX: dict[str, Rule] = {
    **_SUMMED,
    # exp(|x|)·i0e(x), with 1 for the slope of |x| at 0
    "besseli0": lambda g, u, _y: (g * _bessel("i1")(u[0]) if u[0] else g,),
}
"""JAX's rules."""

TENSORFLOW: dict[str, Rule] = {
    **_SUMMED,
    "besseli1": lambda g, u, y: _SUMMED["besseli1"](g, u, y) if u[0] else (g,),
}
"""TensorFlow's: it has 1 for the slope of I₁ at 0, which is 1/2."""

JAX_VALUES: Values = {"gamma": _jax_gamma, "digamma": _digamma, "trigamma": _summed_trigamma}
"""JAX's values."""

TENSORFLOW_VALUES: Values = {"gamma": _gamma, "digamma": _digamma, "trigamma": _summed_trigamma}
"""TensorFlow's values."""

LACKS = dict.fromkeys(("lambertw", "erfi"), LACKING)
"""What TensorFlow does not have."""

JAX_LACKS = {**LACKS, **dict.fromkeys(("besselj0", "besselj1"), LACKING)}
"""What JAX does not have."""
