"""The same tree in floating point, one number at a time: in doubles for the plot, or in another format.

A tree is turned into nested functions once, and then called for each x. What it computes with is an
`Arithmetic`: doubles here, and the formats of `formats` as NumPy has them.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from relu_tui.calculus.language.functions import FUNCTIONS, UNARY
from relu_tui.calculus.language.syntax import (
    COMPARISONS,
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

Float: TypeAlias = Any
"""A number of the arithmetic in use."""

FloatFunction: TypeAlias = Callable[[Float], Float]
Truth: TypeAlias = Callable[[Float], bool | None]
"""Whether a condition holds; None where it asks for something that has no value."""


@dataclass(frozen=True)
class Arithmetic:
    """What a tree is computed with. Every function returns NaN where it has no value, and never raises.

    Attributes:
        number: The nearest number to a double.
        unary: The functions of one argument, by name.
        binary: + - * / and **.
    """

    number: Callable[[float], Float]
    unary: dict[str, FloatFunction]
    binary: dict[str, Callable[[Float, Float], Float]]


def compiled(tree: Numeric, arithmetic: Arithmetic | None = None) -> FloatFunction:
    """The function of x that an expression stands for, in doubles unless another arithmetic is given."""
    return _Compiler(arithmetic or DOUBLES).number(tree)


def nearest(numerator: int, denominator: int) -> float:
    """The double nearest to a rational, infinite where that is out of range."""
    try:
        return numerator / denominator
    except OverflowError:
        return math.inf if numerator > 0 else -math.inf


class _Compiler:
    """One tree on its way to a function."""

    def __init__(self, arithmetic: Arithmetic) -> None:
        self.arithmetic = arithmetic

    def number(self, node: Numeric) -> FloatFunction:
        match node:
            case Variable():
                return lambda x: x
            case Literal(value):
                return self._constant(nearest(value.numerator, value.denominator))
            case Named(name):
                return self._constant(math.pi if name == "pi" else math.e)
            case Negative(operand):
                inner = self.number(operand)
                return lambda x: -inner(x)
            case Binary(symbol, left, right):
                apply, a, b = self.arithmetic.binary[symbol], self.number(left), self.number(right)
                return lambda x: apply(a(x), b(x))
            case Call(name, arguments):
                return self._call(name, arguments)
            case Conditional(condition, body, otherwise):
                holds, yes, no = self.truth(condition), self.number(body), self.number(otherwise)
                choices = {True: yes, False: no, None: self._constant(math.nan)}
                return lambda x: choices[holds(x)](x)

    def _constant(self, value: float) -> FloatFunction:
        held = self.arithmetic.number(value)
        return lambda _: held

    def _call(self, name: str, arguments: tuple[Numeric, ...]) -> FloatFunction:
        parts = [self.number(argument) for argument in arguments]
        if name in ("max", "min"):
            pick = max if name == "max" else min
            return lambda x: _extreme(pick, [part(x) for part in parts])
        apply, (inner,) = self.arithmetic.unary[name], parts
        return lambda x: apply(inner(x))

    def truth(self, node: Condition) -> Truth:
        match node:
            case Negation(operand):
                inner = self.truth(operand)
                return lambda x: None if (truth := inner(x)) is None else not truth
            case Junction(symbol, parts):
                truths, decisive = [self.truth(part) for part in parts], symbol == "or"
                return lambda x: _first((truth(x) for truth in truths), decisive)
            case Comparison(first, links):
                pairs = [
                    (COMPARISONS[symbol], self.number(left), self.number(right))
                    for (symbol, right), left in zip(
                        links, [first, *(term for _, term in links[:-1])], strict=True
                    )
                ]
                return lambda x: _first(
                    (_compared(test, left(x), right(x)) for test, left, right in pairs), decisive=False
                )


def _first(truths: Iterable[bool | None], decisive: bool) -> bool | None:
    """The first truth that settles it, or one that has no value before that; what follows is not asked."""
    for truth in truths:
        if truth is decisive or truth is None:
            return truth
    return not decisive


def _compared(test: Callable[[Float, Float], bool], a: Float, b: Float) -> bool | None:
    """Whether the comparison holds; None where one of the two has no value."""
    return None if a != a or b != b else bool(test(a, b))


def _extreme(pick: Callable[[list[Float]], Float], values: list[Float]) -> Float:
    """The extreme of the values; NaN if one of them is."""
    for value in values:
        if value != value:
            return value
    return pick(values)


# --- doubles --------------------------------------------------------------------------------------


def _guarded(function: Callable[..., float]) -> Callable[..., float]:
    """The function with NaN for what it is not defined at, and infinity for what is too large."""

    def guarded(*given: float) -> float:
        try:
            return function(*given)
        except (ValueError, ZeroDivisionError):
            return math.nan
        except OverflowError:
            return math.inf

    return guarded


def _power(base: float, exponent: float) -> float:
    if base < 0 and exponent != math.floor(exponent):
        return math.nan
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 else math.inf


DOUBLES = Arithmetic(
    float,
    {name: FUNCTIONS[name].double or _guarded(getattr(math, name)) for name in UNARY},
    {
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "/": _guarded(operator.truediv),
        "**": _guarded(_power),
    },
)
