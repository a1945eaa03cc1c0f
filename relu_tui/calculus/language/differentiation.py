"""The derivative of an expression by the rules of the calculus, as an expression.

It is f′ at every x around which no branch of f changes: |u|, max, sign, floor and conditions are
differentiated branch by branch. Where a branch changes, what stands here says nothing of f′; whoever
uses it must know that none does (`questions.higher_derivatives` proves it near a point).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

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
)


class TooLongError(ValueError):
    """The derivative has more parts than the program allows itself."""


MOST_PARTS = 4_000
"""Parts of a derivative that are made."""


def number(value: int | Fraction) -> Literal:
    """A number as a node."""
    return Literal(Fraction(value), str(value))


ZERO, ONE, TWO, THREE = (number(value) for value in range(4))


def derivative(tree: Numeric) -> Numeric:
    """The derivative with respect to x.

    Raises:
        TooLongError: It has too many parts.
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
                raise TooLongError("this derivative is longer than the program allows itself")
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
        return times(RULES[name](u, node), self.of(u))

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


def _where(u: Numeric, positive: Numeric, other: Numeric) -> Numeric:
    return Conditional(Comparison(u, ((">", ZERO),)), positive, other)


RULES: dict[str, Callable[[Numeric, Numeric], Numeric]] = {
    "abs": lambda u, _: _where(u, ONE, number(-1)),
    "relu": lambda u, _: _where(u, ONE, ZERO),
    "sign": lambda _u, _: ZERO,
    "floor": lambda _u, _: ZERO,
    "ceil": lambda _u, _: ZERO,
    "sqrt": lambda _u, f: over(ONE, times(TWO, f)),
    "cbrt": lambda _u, f: over(ONE, times(THREE, square(f))),
    "exp": lambda _u, f: f,
    "log": lambda u, _: over(ONE, u),
    "sin": lambda u, _: Call("cos", (u,)),
    "cos": lambda u, _: Negative(Call("sin", (u,))),
    "tan": lambda _u, f: plus(ONE, square(f)),
    "asin": lambda u, _: over(ONE, Call("sqrt", (Binary("-", ONE, square(u)),))),
    "acos": lambda u, _: over(number(-1), Call("sqrt", (Binary("-", ONE, square(u)),))),
    "atan": lambda u, _: over(ONE, plus(ONE, square(u))),
    "sinh": lambda u, _: Call("cosh", (u,)),
    "cosh": lambda u, _: Call("sinh", (u,)),
    "tanh": lambda _u, f: Binary("-", ONE, square(f)),
    "erf": lambda u, _: times(over(TWO, Call("sqrt", (Named("pi"),))), Call("exp", (Negative(square(u)),))),
    "sigmoid": lambda _u, f: times(f, Binary("-", ONE, f)),
    "softplus": lambda u, _: Call("sigmoid", (u,)),
}
"""What is multiplied by u′: of each function of one argument u, given u and the function's value."""
