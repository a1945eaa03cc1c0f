"""Functions that no formula of elementary ones is equal to, in ball arithmetic, and their doubles.

The balls are FLINT's (Johansson 2021, "Arbitrary-precision computation of the gamma function"): one that is
given may be wide, and the result holds every value taken on it; it is not finite where a pole is in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from flint import acb, arb, ctx

BITS = 120
"""The precision that a double is taken from, so that it is good next to a zero of the function too."""


def polygamma(order: int, x: arb) -> arb:
    """The derivative of that order of the digamma function."""
    return acb(x).polygamma(order).real if order else x.digamma()


BALLS: dict[str, Callable[[arb], arb]] = {
    "gamma": arb.gamma,
    "digamma": arb.digamma,
    "trigamma": lambda x: polygamma(1, x),
    "lambertw": arb.lambertw,
    "ei": arb.ei,
    "erfi": arb.erfi,
    "besselj0": lambda x: x.bessel_j(0),
    "besselj1": lambda x: x.bessel_j(1),
    "besseli0": lambda x: x.bessel_i(0),
    "besseli1": lambda x: x.bessel_i(1),
}
"""Each function in ball arithmetic, by its name in the language."""


def double(name: str, x: float) -> float:
    """A function in doubles: NaN where it has no value, infinite where it is too large.

    Args:
        name: A function that has a ball here.
        x: Where.
    """
    if not math.isfinite(x):
        return math.nan
    before = ctx.prec
    ctx.prec = BITS
    try:
        return _nearest(BALLS[name](arb(x)))
    finally:
        ctx.prec = before


def _nearest(found: arb) -> float:
    return float(found.mid()) if found.is_finite() else math.nan
