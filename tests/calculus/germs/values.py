"""The value of a germ at an h > 0, by mpmath and by nothing that made the germ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath

from relu_tui.calculus.exact.constant import Constant, Number
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.scale import Exponent, Scale

DIGITS = 900
"""Of every number: what is left of e^(−(3/8h)²) at h = 1/60 is still told from 0."""


def _sigmoid(u: Any) -> Any:
    return 1 / (1 + mpmath.exp(-u))


def _cbrt(u: Any) -> Any:
    return mpmath.sign(u) * abs(u) ** (mpmath.mpf(1) / 3)


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "abs": abs,
    "sign": mpmath.sign,
    "floor": mpmath.floor,
    "ceil": mpmath.ceil,
    "sqrt": mpmath.sqrt,
    "cbrt": _cbrt,
    "exp": mpmath.exp,
    "log": mpmath.log,
    "sigmoid": _sigmoid,
    "softplus": lambda u: mpmath.log1p(mpmath.exp(u)),
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "erf": mpmath.erf,
    "cos": mpmath.cos,
    "sin": mpmath.sin,
    "tan": mpmath.tan,
    "atan": mpmath.atan,
    "asin": mpmath.asin,
    "acos": mpmath.acos,
    "gamma": mpmath.gamma,
    "digamma": mpmath.digamma,
    "trigamma": lambda u: mpmath.psi(1, u),
    "lambertw": mpmath.lambertw,
    "ei": mpmath.ei,
    "erfi": mpmath.erfi,
    "besselj0": lambda u: mpmath.besselj(0, u),
    "besselj1": lambda u: mpmath.besselj(1, u),
    "besseli0": lambda u: mpmath.besseli(0, u),
    "besseli1": lambda u: mpmath.besseli(1, u),
}
"""The functions of the grammar, of a number."""


def number(value: Number | int) -> Any:
    """An exact number in digits."""
    if isinstance(value, Constant):
        return mpmath.mpf(decimal(value, DIGITS))
    if isinstance(value, int):
        return mpmath.mpf(value)
    return mpmath.mpf(int(value.p)) / int(value.q)


def of_scale(scale: Scale, h: Any) -> Any:
    """A scale at h; of bounded factors it may have sines and cosines, and none that only has bounds."""
    assert scale.endless is None
    value = h ** _exponent(scale.power)
    log = 1 / h
    for power in scale.logs:
        log = mpmath.log(log)
        value *= log ** _exponent(power)
    if scale.exponent is not None:
        value *= mpmath.exp(of_germ(scale.exponent, h))
    if scale.wave is not None:
        assert not scale.wave.opaque
        assert scale.wave.trig is not None
        kind, angle = scale.wave.trig
        value *= FUNCTIONS[kind](of_germ(angle, h))
    return value


def _exponent(exponent: Exponent) -> Any:
    return number(exponent)


def of_germ(germ: Germ, h: Any) -> Any:
    """The terms of a germ at h, its remainder left aside."""
    return sum((number(c) * of_scale(scale, h) for scale, c in germ.terms), mpmath.mpf(0))


def range_at(germ: Germ, h: Any) -> tuple[Any, Any]:
    """Between which numbers an exact germ is at h, as far as its bounded factors are known."""
    low = high = mpmath.mpf(0)
    assert germ.is_exact
    for scale, coefficient in germ.terms:
        ends = [number(coefficient)]
        for factor in scale.wave.opaque if scale.wave is not None else ():
            ends = [end * number(bound) for end in ends for bound in factor.range]
        plain = scale if scale.wave is None else scale._replace(wave=None)
        values = [end * of_scale(plain, h) for end in ends]
        low, high = low + min(values), high + max(values)
    return low, high
