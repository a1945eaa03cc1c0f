"""The derivative of an expression by the rules of the calculus, as an expression.

It is f′ at every x around which no branch of f changes: |u|, max, sign, floor and conditions are
differentiated branch by branch. Where a branch changes, what stands here says nothing of f′; whoever
uses it must know that none does (`questions.higher_derivatives` proves it near a point).
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.language.substitution import exchanged
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Comparison,
    Conditional,
    Literal,
    Named,
    Negative,
    Numeric,
    Variable,
    depends_on_x,
    nodes,
)


class NotWrittenError(ValueError):
    """The derivative has more parts than the program allows itself, or no name in the language."""


MOST_PARTS = 4_000
"""Parts of a derivative that are made."""


def number(value: int | Fraction) -> Literal:
    """A number as a node."""
    return Literal(Fraction(value), str(value))


ZERO, ONE, TWO = (number(value) for value in range(3))


def derivative(tree: Numeric) -> Numeric:
    """The derivative with respect to x.

    Raises:
        NotWrittenError: It has too many parts, or there is no name for it.
    """
    return _Differentiation().of(tree)


class _Differentiation:
    """One walk over a tree; equal parts, which are one object, are differentiated once."""

    def __init__(self) -> None:
        self._done: dict[int, Numeric] = {}
        self._kept: list[Numeric] = []

    def of(self, node: Numeric) -> Numeric:
        known = self._done.get(id(node))
        if known is None:
            if len(self._done) > MOST_PARTS:
                raise NotWrittenError("this derivative is longer than the program allows itself")
            known = self._done[id(node)] = self._of(node)
            self._kept.append(node)  # an identity stays taken as long as the object lives
        return known

    def _of(self, node: Numeric) -> Numeric:
        match node:
            case Literal() | Named():
                return ZERO
            case Variable():
                return ONE
            case Negative(operand):
                return negative(self.of(operand))
            case Binary("+", left, right):
                return plus(self.of(left), self.of(right))
            case Binary("-", left, right):
                return plus(self.of(left), negative(self.of(right)))
            case Binary("*", left, right):
                return plus(times(self.of(left), right), times(left, self.of(right)))
            case Binary("/", left, right):
                above = plus(times(self.of(left), right), negative(times(left, self.of(right))))
                return over(self.of(left), right) if not depends_on_x(right) else over(above, square(right))
            case Binary(_, base, exponent):
                return self._power(node, base, exponent)
            case Conditional(condition, body, otherwise):
                return Conditional(condition, self.of(body), self.of(otherwise))
            case Call(name, arguments):
                return self._call(node, name, arguments)

    def _power(self, node: Numeric, base: Numeric, exponent: Numeric) -> Numeric:
        inner = self.of(base)
        if isinstance(exponent, Literal):
            if not exponent.value:
                return ZERO
            lower = exponent.value - 1
            rest = base if lower == 1 else Binary("**", base, number(lower)) if lower else ONE
            return times(times(exponent, rest), inner)
        if not depends_on_x(exponent):
            return times(times(exponent, Binary("**", base, Binary("-", exponent, ONE))), inner)
        growth = plus(times(self.of(exponent), Call("log", (base,))), over(times(exponent, inner), base))
        return times(node, growth)

    def _call(self, node: Numeric, name: str, arguments: tuple[Numeric, ...]) -> Numeric:
        if name in ("max", "min"):
            return self._extreme(arguments, ">=" if name == "max" else "<=")
        (u,) = arguments
        return times(slope_rule(name, u, node), self.of(u))

    def _extreme(self, arguments: tuple[Numeric, ...], greater: str) -> Numeric:
        """The derivative of the argument that is ahead; of two that are equal throughout, of either."""
        result = self.of(arguments[-1])
        for index in range(len(arguments) - 2, -1, -1):
            u, later = arguments[index], arguments[index + 1 :]
            chosen = self.of(u)
            for v in later:
                chosen = Conditional(Comparison(Binary("-", u, v), ((greater, ZERO),)), chosen, result)
            result = chosen
        return result


def negative(u: Numeric) -> Numeric:
    """−u, shortened."""
    if isinstance(u, Literal):
        return number(-u.value)
    return u.operand if isinstance(u, Negative) else Negative(u)


def plus(u: Numeric, v: Numeric) -> Numeric:
    """u + v, shortened."""
    if _is(u, 0):
        return v
    if _is(v, 0):
        return u
    if isinstance(u, Literal) and isinstance(v, Literal):
        return number(u.value + v.value)
    return Binary("-", u, v.operand) if isinstance(v, Negative) else Binary("+", u, v)


def times(u: Numeric, v: Numeric) -> Numeric:
    """u · v, shortened; 0 · v is 0 also where v has no value, for the rule was applied where f has one."""
    if _is(u, 0) or _is(v, 0):
        return ZERO
    if _is(u, 1):
        return v
    if _is(v, 1):
        return u
    if isinstance(u, Literal) and isinstance(v, Literal):
        return number(u.value * v.value)
    return Binary("*", u, v)


def over(u: Numeric, v: Numeric) -> Numeric:
    """u / v, shortened."""
    return ZERO if _is(u, 0) else u if _is(v, 1) else Binary("/", u, v)


def square(u: Numeric) -> Numeric:
    """u²."""
    return Binary("**", u, TWO)


def _is(u: Numeric, value: int) -> bool:
    return isinstance(u, Literal) and u.value == value


@cache
def _template(name: str) -> tuple[Numeric, dict[str, Numeric]]:
    """A function's derivative as its record has it, with those parts of it that stand for x and f(x)."""
    tree = parse(FUNCTIONS[name].derivative).tree
    places: dict[str, Numeric] = {}
    for node in nodes(tree):
        if isinstance(node, Variable):
            places["x"] = node
        elif isinstance(node, Call) and node.name == name and isinstance(node.arguments[0], Variable):
            places["f"] = node
    return tree, places


def slope_rule(name: str, u: Numeric, value: Numeric) -> Numeric:
    """What is multiplied by u′ in the derivative of a function of u, given the part that is its value.

    Raises:
        NotWrittenError: There is no name for it.
    """
    if not FUNCTIONS[name].derivative:
        raise NotWrittenError(f"the derivative of {name} has no name here")
    tree, places = _template(name)
    return exchanged(tree, {node: u if place == "x" else value for place, node in places.items()})
