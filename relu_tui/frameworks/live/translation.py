"""From an expression to the operations of a framework.

The tree is the one the parser of `calculus` made, node by node from a whitelist; nothing is evaluated
as Python. A condition becomes the framework's `where`.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any, TypeAlias

from relu_tui.calculus.language.syntax import (
    COMPARISONS,
    Binary,
    Call,
    Comparison,
    Condition,
    Conditional,
    Expression,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Numeric,
    Variable,
    spine,
)
from relu_tui.calculus.numerics.evaluation import nearest
from relu_tui.frameworks.operations import OPERATIONS, Operation, Reading, read, written_out

Tensor: TypeAlias = Any
TensorFunction: TypeAlias = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class Framework:
    """What is used of a framework.

    Attributes:
        version: Its version.
        constant: A float32 number of the framework.
        unary: Its functions of one argument, by the names of the expression language.
        maximum: The greater of two.
        minimum: The lesser of two.
        where: (condition, value where it holds, value where it does not).
        both: Whether two conditions hold.
        either: Whether one of two does.
        negated: Whether a condition does not hold.
        power: The first to the power of the second.
        operations: Its own operations for functions of the gallery, by the name of the way.
        own: Those of `frameworks.operations` that it has, of their operands as tensors and then what is set
            as numbers.
        slope: The derivative of a function at a point, or None where the framework returns none.
    """

    version: str
    constant: Callable[[float], Tensor]
    unary: dict[str, TensorFunction]
    maximum: Callable[[Tensor, Tensor], Tensor]
    minimum: Callable[[Tensor, Tensor], Tensor]
    where: Callable[[Tensor, Tensor, Tensor], Tensor]
    both: Callable[[Tensor, Tensor], Tensor]
    either: Callable[[Tensor, Tensor], Tensor]
    negated: Callable[[Tensor], Tensor]
    power: Callable[[Tensor, Tensor], Tensor]
    operations: dict[str, TensorFunction]
    own: dict[str, Callable[..., Tensor]]
    slope: Callable[[TensorFunction, float], float | None]


_ARITHMETIC: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def translated(tree: Numeric, framework: Framework) -> TensorFunction:
    """The function of x that a tree stands for, in a framework."""
    return lambda x: _Evaluation(framework, x).number(tree)


def asked(expression: Expression, framework: Framework) -> TensorFunction:
    """The function of x of an expression, with the framework's own operations where it names some."""
    reading = read(expression)
    return translated(_without(reading, framework), framework)


def _without(reading: Reading, framework: Framework) -> Numeric:
    """The tree of a reading, with what the framework lacks written out."""
    lacking = [name for name in OPERATIONS if name not in framework.own]
    return written_out(reading.tree, reading.make, lacking)


class _Evaluation:
    """A tree on its way to a tensor."""

    def __init__(self, framework: Framework, x: Tensor) -> None:
        self.framework = framework
        self.x = x
        self.made: dict[Numeric, Tensor] = {}

    def number(self, node: Numeric) -> Tensor:
        """The tensor of a part; equal parts are one node of the tree, and so computed once."""
        for part in (*reversed(spine(node)[1:]), node):
            if part not in self.made:
                self.made[part] = self._made(part)
        return self.made[node]

    def _made(self, node: Numeric) -> Tensor:
        of = self.framework
        match node:
            case Variable():
                return self.x
            case Literal(value):
                return of.constant(nearest(value.numerator, value.denominator))
            case Named(name):
                return of.constant(math.pi if name == "pi" else math.e)
            case Negative(operand):
                return -self.number(operand)
            case Binary("**", base, exponent):
                return self._power(base, exponent)
            case Binary(symbol, left, right):
                return _ARITHMETIC[symbol](self.number(left), self.number(right))
            case Call("max" | "min" as name, arguments):
                join = of.maximum if name == "max" else of.minimum
                return reduce(join, map(self.number, arguments))
            case Call(name, arguments) if name in OPERATIONS:
                return self._own(OPERATIONS[name], arguments)
            case Call(name, arguments):
                if name not in of.unary:
                    raise LookupError(f"how it is asked for {name} is not known")
                return of.unary[name](self.number(arguments[0]))
            case Conditional(condition, body, otherwise):
                return of.where(self.truth(condition), self.number(body), self.number(otherwise))

    def _own(self, operation: Operation, arguments: tuple[Numeric, ...]) -> Tensor:
        tensors = list(map(self.number, arguments))
        count = operation.count(len(tensors))
        settings = [float(tensor) for tensor in tensors[count:]]
        return self.framework.own[operation.name](*tensors[:count], *settings)

    def _power(self, base: Numeric, exponent: Numeric) -> Tensor:
        """A whole exponent stays a number of Python, as one writes it in every framework."""
        match exponent:
            case Literal(value) if value.denominator == 1:
                return self.number(base) ** value.numerator
            case Negative(Literal(value)) if value.denominator == 1:
                return self.number(base) ** -value.numerator
        return self.framework.power(self.number(base), self.number(exponent))

    def truth(self, node: Condition) -> Tensor:
        of = self.framework
        match node:
            case Comparison(first, links):
                operands = [self.number(first), *(self.number(operand) for _, operand in links)]
                parts = [
                    COMPARISONS[symbol](*pair)
                    for (symbol, _), pair in zip(links, pairwise(operands), strict=True)
                ]
                return reduce(of.both, parts)
            case Junction(word, conditions):
                return reduce(of.both if word == "and" else of.either, map(self.truth, conditions))
            case Negation(operand):
                return of.negated(self.truth(operand))
