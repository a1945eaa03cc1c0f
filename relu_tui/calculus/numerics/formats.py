"""The floating-point formats that a computer of a given width has, as NumPy computes in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from relu_tui.calculus.language.functions import UNARY
from relu_tui.calculus.numerics.evaluation import DOUBLES, Arithmetic, Float

# Formats yield NaN and infinities where a computer does; that is what is shown, and no warning is due.
# NumPy holds this per context (an asyncio task has its own), so it goes with each operation.
_quiet = np.errstate(all="ignore")


@dataclass(frozen=True)
class Format:
    """A floating-point format.

    Attributes:
        name: As it is called.
        dtype: The NumPy type that computes. bfloat16 computes in float32 and rounds, which for the
            four operations gives the same result as rounding once (Figueroa, "When is double
            rounding innocuous?", SIGNUM Newsletter 30, 1995).
        shortened: Whether results are rounded to bfloat16.
    """

    name: str
    dtype: type[np.floating[Any]]
    shortened: bool = False

    @_quiet
    def number(self, value: float) -> Float:
        """The nearest number of the format."""
        held = self.dtype(value)
        return _to_bfloat16(held) if self.shortened else held

    @property
    def tiny(self) -> float:
        """The least normal number of the format."""
        return float(np.finfo(self.dtype).tiny)


FLOAT64 = Format("float64", np.float64)
FORMATS: dict[str, Format] = {
    "float64": FLOAT64,
    "float32": Format("float32", np.float32),
    "float16": Format("float16", np.float16),
    "bfloat16": Format("bfloat16", np.float32, shortened=True),
}


def _to_bfloat16(value: Float) -> Float:
    """Round a float32 to the nearest bfloat16, ties to even, kept as float32."""
    if not np.isfinite(value):
        return value
    bits = int(value.view(np.uint32))
    rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000
    return np.uint32(rounded).view(np.float32)


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
