"""The floating-point formats that a computer of a given width has, as NumPy computes in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import copysign, frexp, inf, isfinite, isinf, ldexp, nan
from typing import Any

import numpy as np

from relu_tui.calculus.language.functions import UNARY
from relu_tui.calculus.numerics.evaluation import DOUBLES, Arithmetic, Float

# Formats yield NaN and infinities where a computer does; that is what is shown, and no warning is due.
# NumPy holds this per context (an asyncio task has its own), so it goes with each operation.
_quiet = np.errstate(all="ignore")


@dataclass(frozen=True)
class Short:
    """A format of few digits, by its numbers.

    Attributes:
        digits: Binary digits behind the first.
        least: The exponent of the least normal number; below it the numbers are evenly spaced.
        greatest: The greatest number.
        beyond: What is made of more than that.
    """

    digits: int
    least: int
    greatest: float
    beyond: float = inf

    def nearest(self, value: float) -> float:
        """The nearest number of the format, ties to even; the sign of 0 is kept."""
        if not isfinite(value):
            return value if isinf(self.beyond) else nan
        exponent = max(frexp(value)[1] - 1, self.least) - self.digits
        found = ldexp(round(ldexp(value, -exponent)), exponent)
        return copysign(found if abs(found) <= self.greatest else self.beyond, value)


@dataclass(frozen=True)
class Format:
    """A floating-point format.

    Attributes:
        name: As it is called.
        dtype: The NumPy type that computes. The shorter formats compute in float32 and round, which for
            the four operations gives the same result as rounding once (Figueroa, "When is double
            rounding innocuous?", SIGNUM Newsletter 30, 1995).
        short: What results are rounded to, where NumPy has no such type.
    """

    name: str
    dtype: type[np.floating[Any]]
    short: Short | None = None

    @_quiet
    def number(self, value: float) -> Float:
        """The nearest number of the format."""
        held = self.dtype(value)
        return held if self.short is None else self.dtype(self.short.nearest(float(held)))

    @property
    def tiny(self) -> float:
        """The least normal number of the format."""
        return float(np.finfo(self.dtype).tiny) if self.short is None else 2.0**self.short.least


FLOAT64 = Format("float64", np.float64)
FORMATS: dict[str, Format] = {
    "float64": FLOAT64,
    "float32": Format("float32", np.float32),
    "float16": Format("float16", np.float16),
    "bfloat16": Format("bfloat16", np.float32, Short(7, -126, (2 - 2.0**-7) * 2.0**127)),
    "float8_e4m3": Format("float8_e4m3", np.float32, Short(3, -6, 448.0, nan)),
    "float8_e5m2": Format("float8_e5m2", np.float32, Short(2, -14, 57_344.0)),
}
"""By name. Those of 8 bits are E4M3 and E5M2 (Micikevicius and others, "FP8 formats for deep learning",
arXiv:2209.05433): E4M3 has no infinity, and what is too large for it is NaN."""


@cache
def arithmetic(fmt: Format) -> Arithmetic:
    """What a tree is computed with in this format: every operation is rounded to it."""

    def rounded(function: Callable[..., Float]) -> Callable[..., Float]:
        return _quiet(lambda *given: fmt.number(function(*given)))

    unary = {name: rounded(function) for name, function in _UNARY.items()}
    return Arithmetic(fmt.number, unary, {symbol: rounded(function) for symbol, function in _BINARY.items()})


def _power(base: Float, exponent: Float) -> Float:
    return np.power(base, exponent) if base or exponent >= 0 else base.dtype.type(np.nan)


def _divide(left: Float, right: Float) -> Float:
    return np.divide(left, right) if right else right.dtype.type(np.nan)


def _log(value: Float) -> Float:
    return np.log(value) if value else value.dtype.type(np.nan)


_BINARY: dict[str, Callable[[Float, Float], Float]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": _divide,
    "**": _power,
}


def of_numpy(name: str) -> Callable[[Float], Float]:
    """A function as NumPy has it by the same name; where it has none, Python's double of it."""
    found: Callable[[Float], Float] | None = getattr(np, name, None)
    return found or (lambda value: value.dtype.type(DOUBLES.unary[name](float(value))))


_UNARY: dict[str, Callable[[Float], Float]] = {
    **{name: of_numpy(name) for name in UNARY},
    "log": _log,
    "relu": lambda value: np.maximum(value, 0),
    "sigmoid": lambda value: 1 / (1 + np.exp(-value)),
    "softplus": lambda value: np.logaddexp(value, value.dtype.type(0)),
}
