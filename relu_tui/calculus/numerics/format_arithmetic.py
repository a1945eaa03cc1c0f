"""What is computed in a number format, by NumPy."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import numpy as np

from relu_tui.calculus.language.functions import UNARY
from relu_tui.calculus.numerics.evaluation import DOUBLES, Arithmetic, Float
from relu_tui.number_formats import Format

# Formats yield NaN and infinities where a computer does; that is what is shown, and no warning is due.
# NumPy holds this per context (an asyncio task has its own), so it goes with each operation.
_quiet = np.errstate(all="ignore")


@_quiet
def nearest_in(fmt: Format, value: float) -> Float:
    """The nearest number of a format."""
    dtype = np.dtype(fmt.dtype).type
    held = dtype(value)
    return held if fmt.short is None else dtype(fmt.short.nearest(float(held)))


def tiny(fmt: Format) -> float:
    """The least normal number of a format."""
    return float(np.finfo(fmt.dtype).tiny) if fmt.short is None else 2.0**fmt.short.least


@cache
def arithmetic(fmt: Format) -> Arithmetic:
    """What a tree is computed with in this format: every operation is rounded to it."""
    number = partial(nearest_in, fmt)

    def rounded(function: Callable[..., Float]) -> Callable[..., Float]:
        return _quiet(lambda *given: number(function(*given)))

    unary = {name: rounded(function) for name, function in _UNARY.items()}
    return Arithmetic(number, unary, {symbol: rounded(function) for symbol, function in _BINARY.items()})


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
