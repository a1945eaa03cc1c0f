"""The same tree in floating point: on arrays for the plot, on one number as a computer would.

A `Format` rounds after every operation, as hardware of that width does.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeAlias

import numpy as np

from relu_tui.calculus.syntax import (
    Binary,
    Call,
    Comparison,
    Condition,
    Conditional,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Numeric,
    Variable,
)

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Format:
    """A floating-point format.

    Attributes:
        name: As it is called.
        dtype: The NumPy type that computes; bfloat16 computes in float32 and rounds, which gives the
            same result as rounding once (Figueroa, "When is double rounding innocuous?", 1995).
        digits: Bits of the significand.
        rounds: Whether results are rounded to bfloat16.
    """

    name: str
    dtype: type[np.floating[Any]]
    digits: int
    rounds: bool = False

    def round(self, values: Array) -> Array:
        """The values as this format holds them."""
        held = np.asarray(values, dtype=self.dtype)
        return _to_bfloat16(held) if self.rounds else held


FLOAT64 = Format("float64", np.float64, 53)
FORMATS: dict[str, Format] = {
    "float64": FLOAT64,
    "float32": Format("float32", np.float32, 24),
    "float16": Format("float16", np.float16, 11),
    "bfloat16": Format("bfloat16", np.float32, 8, rounds=True),
}


def _to_bfloat16(values: Array) -> Array:
    """Round float32 to the nearest bfloat16, ties to even, kept as float32."""
    bits = np.atleast_1d(values).view(np.uint32)
    rounded = (bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))) & np.uint32(0xFFFF0000)
    result = np.where(np.isfinite(values), rounded.view(np.float32).reshape(np.shape(values)), values)
    return np.asarray(result, dtype=np.float32)


def evaluate(tree: Numeric, x: Array, fmt: Format = FLOAT64) -> Array:
    """The values of an expression at every x, each operation rounded to the format.

    Where the expression has no value, or the format overflows, the result is NaN or infinite; no
    warning is given.

    Args:
        tree: The expression.
        x: Points, of any shape.
        fmt: The format computed in.

    Returns:
        An array of the shape of x.
    """
    with np.errstate(all="ignore"):
        points = fmt.round(np.asarray(x))
        return np.broadcast_to(_Evaluation(points, fmt).number(tree), points.shape)


class _Evaluation:
    """One pass over a tree; each part is computed once."""

    def __init__(self, x: Array, fmt: Format) -> None:
        self.x = x
        self.round = fmt.round
        self.known: dict[Numeric, Array] = {}

    def number(self, node: Numeric) -> Array:
        known = self.known.get(node)
        if known is None:
            known = self.known[node] = self._number(node)
        return known

    def _number(self, node: Numeric) -> Array:
        match node:
            case Variable():
                return self.x
            case Literal(value):
                return self.round(np.asarray(nearest(int(value.p), int(value.q))))
            case Named(name):
                return self.round(np.asarray(math.pi if name == "pi" else math.e))
            case Negative(operand):
                return -self.number(operand)
            case Binary(operator, left, right):
                return self.round(_BINARY[operator](self.number(left), self.number(right)))
            case Call(name, arguments):
                values = [self.number(argument) for argument in arguments]
                if name in ("max", "min"):
                    return _extreme(values, largest=name == "max")
                return self.round(_UNARY[name](values[0]))
            case Conditional(condition, body, otherwise):
                return np.where(self.truth(condition), self.number(body), self.number(otherwise))

    def truth(self, node: Condition) -> Array:
        match node:
            case Negation(operand):
                return np.logical_not(self.truth(operand))
            case Junction(operator, parts):
                truths = [self.truth(part) for part in parts]
                return np.asarray(reduce(np.logical_and if operator == "and" else np.logical_or, truths))
            case Comparison(first, links):
                result: Array = np.asarray(True)
                left = self.number(first)
                for operator, term in links:
                    right = self.number(term)
                    result = np.logical_and(result, _COMPARE[operator](left, right))
                    left = right
                return result


def _extreme(values: list[Array], *, largest: bool) -> Array:
    result = values[0]
    for value in values[1:]:
        result = np.maximum(result, value) if largest else np.minimum(result, value)
    return result


def nearest(numerator: int, denominator: int) -> float:
    """The double nearest to a rational, infinite where that is out of range."""
    try:
        return numerator / denominator
    except OverflowError:
        return math.inf if numerator > 0 else -math.inf


def _power(base: Array, exponent: Array) -> Array:
    result = np.power(base, exponent)
    return np.where((base == 0) & (exponent < 0), np.nan, result)


def _divide(left: Array, right: Array) -> Array:
    return np.where(right == 0, np.nan, np.divide(left, right))


def _log(values: Array) -> Array:
    return np.where(values == 0, np.nan, np.log(values))


def _sigmoid(values: Array) -> Array:
    return 1 / (1 + np.exp(-values))


def _erf(values: Array) -> Array:
    return np.array([math.erf(value) for value in values.ravel()]).reshape(values.shape)


_BINARY: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": _divide,
    "**": _power,
}
_COMPARE: dict[str, Callable[[Array, Array], Array]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
_UNARY: dict[str, Callable[[Array], Array]] = {
    "abs": np.abs,
    "sign": np.sign,
    "floor": np.floor,
    "ceil": np.ceil,
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "exp": np.exp,
    "log": _log,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "erf": _erf,
    "relu": lambda values: np.maximum(values, 0),
    "sigmoid": _sigmoid,
    "softplus": lambda values: np.logaddexp(values, 0),
}
