"""The value of an expression at one number."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from relu_tui.calculus.language.syntax import (
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
    Node,
    Numeric,
    Variable,
)
from tests.calculus.oracle.arithmetic import Doubt, Nowhere, Number, Rounded
from tests.calculus.oracle.functions import Functions

DIGITS = (260, 900)
"""Working precisions; the second where the first leaves no digit."""

_BRANCHING = ("sign", "floor", "ceil", "abs", "relu")
_STEEP = ("exp", "sinh", "cosh", "tanh", "atan", "erf", "sigmoid", "softplus")


class Evaluator(Functions):
    """Evaluates trees, to so many digits.

    Attributes:
        watched: What branches and steep functions looked at, by node, while it is a dict.
    """

    def __init__(self, digits: int) -> None:
        super().__init__(digits)
        self.watched: dict[Node, list[Any]] | None = None

    def at(self, tree: Numeric, x: Number, known: Mapping[Node, Number] | None = None) -> Number:
        """The value, or an exception.

        Args:
            tree: What is evaluated.
            x: Where.
            known: Values of some of its parts.
        """
        return self._numeric(tree, x, dict(known or {}))

    def _numeric(self, node: Numeric, x: Number, known: dict[Node, Number]) -> Number:
        if node not in known:
            known[node] = self._computed(node, x, known)
        return known[node]

    def _computed(self, node: Numeric, x: Number, known: dict[Node, Number]) -> Number:
        match node:
            case Literal(value):
                return value
            case Variable():
                return x
            case Named(name):
                return Rounded(+self.mp.pi if name == "pi" else +self.mp.e, 4 * self.unit)
            case Negative(operand):
                return self.multiply(Fraction(-1), self._numeric(operand, x, known))
            case Binary(operator, left, right):
                a, b = self._numeric(left, x, known), self._numeric(right, x, known)
                if operator == "**" and self.is_large(b):
                    self._watch(node, a)
                if operator in "+-":
                    return self.add(a, b, 1 if operator == "+" else -1)
                return {"*": self.multiply, "/": self.divide, "**": self.power}[operator](a, b)
            case Call(name, arguments):
                values = [self._numeric(argument, x, known) for argument in arguments]
                if name in ("max", "min"):
                    return self._extreme(node, name, values)
                if name in _BRANCHING or (name in _STEEP and self.is_large(values[0])):
                    self._watch(node, values[0])
                return self.apply(name, values[0])
            case Conditional(condition, body, otherwise):
                return self._numeric(body if self._truth(condition, x, known) else otherwise, x, known)

    def _extreme(self, node: Node, name: str, values: list[Number]) -> Number:
        if all(isinstance(value, Fraction) for value in values):
            return max(values) if name == "max" else min(values)  # type: ignore[type-var]
        known = [self.rounded(value) for value in values]
        for value in known[1:]:
            self._watch(node, self.add(value, known[0], -1))
        best = (max if name == "max" else min)(known, key=lambda value: value.value)
        return Rounded(best.value, max(value.error for value in known))

    def _truth(self, node: Condition, x: Number, known: dict[Node, Number]) -> bool:
        match node:
            case Negation(operand):
                return not self._truth(operand, x, known)
            case Junction("and", parts):
                return all(self._truth(part, x, known) for part in parts)
            case Junction(_, parts):
                return any(self._truth(part, x, known) for part in parts)
            case Comparison(first, links):
                left = self._numeric(first, x, known)
                for operator, following in links:
                    right = self._numeric(following, x, known)
                    difference = self.add(left, right, -1)
                    self._watch(node, difference)
                    sign = self.sign(difference)
                    holds = {
                        "<": sign < 0,
                        "<=": sign <= 0,
                        ">": sign > 0,
                        ">=": sign >= 0,
                        "==": sign == 0,
                        "!=": sign != 0,
                    }[operator]
                    if not holds:
                        return False
                    left = right
                return True

    def _watch(self, node: Node, number: Number) -> None:
        if self.watched is not None:
            self.watched.setdefault(node, []).append(self.rounded(number).value)


@cache
def evaluator(digits: int) -> Evaluator:
    """One evaluator for each precision."""
    return Evaluator(digits)


def value_at(tree: Numeric, point: Number | None) -> tuple[str, Any]:
    """(`finite`, value), (`undefined`, None) or (`don't know`, None) of a tree at a point."""
    if point is None:
        return "don't know", None
    for digits in DIGITS:
        try:
            found = evaluator(digits).rounded(evaluator(digits).at(tree, point))
        except Nowhere:
            return "undefined", None
        except Doubt:
            continue
        if found.error <= abs(found.value) * evaluator(30).unit or not found.error:
            return "finite", found.value
    return "don't know", None
