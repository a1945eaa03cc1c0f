"""Bounds of an expression at every point where it is defined, as its form shows: sin within ±1, squares ≥ 0.

Interval arithmetic on the tree, in rational numbers, x being any real number (Moore 1966: the interval of a
part holds all its values, since each step's interval holds what the step makes of any values within those of
its operands). It tells nothing of what comes near a point, and asks for no expansion.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from relu_tui.calculus.language.functions import FUNCTIONS, Parity
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Conditional,
    Literal,
    Named,
    Negative,
    Numeric,
    Variable,
    spine,
)
from relu_tui.calculus.language.tree_building import LARGEST_BITS, LARGEST_EXPONENT, bits

Bound: TypeAlias = Fraction | float
"""A rational number, or an infinity where nothing is known."""

LONGEST_BOUND = 512
"""Bits of a bound; a longer one is given up, and nothing is claimed."""


class Bounds(NamedTuple):
    """low ≤ value ≤ high."""

    low: Bound
    high: Bound

    def negated(self) -> Bounds:
        """The bounds of −value."""
        return Bounds(-self.high, -self.low)

    def meet(self, other: Bounds) -> Bounds:
        """The bounds of what lies within both."""
        return Bounds(max(self.low, other.low), min(self.high, other.high))

    def join(self, other: Bounds) -> Bounds:
        """The bounds of what lies within one of both."""
        return Bounds(min(self.low, other.low), max(self.high, other.high))

    def size(self) -> Bounds:
        """The bounds of |value|."""
        if self.low >= 0:
            return self
        return self.negated() if self.high <= 0 else Bounds(Fraction(0), max(-self.low, self.high))


ALL = Bounds(-math.inf, math.inf)
POSITIVE = Bounds(Fraction(0), math.inf)
NAMED = {"pi": Bounds(Fraction(333, 106), Fraction(22, 7)), "e": Bounds(Fraction(19, 7), Fraction(87, 32))}


@lru_cache(maxsize=4096)
def form_bounds(node: Numeric) -> Bounds:
    """Bounds of an expression at every point where it is defined."""
    for part in reversed(spine(node)[1:]):
        form_bounds(part)
    match node:
        case Variable():
            return ALL
        case Literal(value):
            return _shortened(Bounds(value, value))
        case Named(name):
            return NAMED[name]
        case Negative(operand):
            return form_bounds(operand).negated()
        case Binary(operator, left, right):
            return _shortened(_binary(operator, left, right))
        case Call(name, arguments):
            return _shortened(_call(name, [form_bounds(argument) for argument in arguments]))
        case Conditional(_, body, otherwise):
            return form_bounds(body).join(form_bounds(otherwise))


def is_never_negative(node: Numeric) -> bool:
    """Whether an expression is 0 or more at every point where it is defined, as its form shows."""
    return form_bounds(node).low >= 0


def _shortened(bounds: Bounds) -> Bounds:
    """The bounds with numbers of bounded length, rounded outwards."""
    return Bounds(-_above(-bounds.low), _above(bounds.high))


def _above(bound: Bound) -> Bound:
    """The bound or, where it is too long a number, a short one that is not less."""
    if not isinstance(bound, Fraction) or bits(bound) <= LONGEST_BOUND:
        return bound
    return Fraction(math.ceil(bound)) if abs(bound) < 2**LONGEST_BOUND else _beyond(bound)


def _beyond(bound: Fraction) -> Bound:
    return math.inf if bound > 0 else -(Fraction(2) ** LONGEST_BOUND)


def _binary(operator: str, left: Numeric, right: Numeric) -> Bounds:
    u = form_bounds(left)
    if operator == "**":
        return _power(u, right)
    v = form_bounds(right)
    if operator == "+":
        return _sum(u, v)
    if operator == "-":
        return _sum(u, v.negated())
    if operator == "*":
        return _power_of_whole(u, 2) if left is right else _product(u, v)
    return _product(u, _reciprocal(v))


def _sum(u: Bounds, v: Bounds) -> Bounds:
    return Bounds(u.low + v.low, u.high + v.high)


def _product(u: Bounds, v: Bounds) -> Bounds:
    corners = [_times(x, y) for x in u for y in v]
    return Bounds(min(corners), max(corners))


def _times(x: Bound, y: Bound) -> Bound:
    """The product of two ends: an infinity is no value, so that 0 times it is 0."""
    return x * y if x and y else Fraction(0)


def _reciprocal(v: Bounds) -> Bounds:
    """The bounds of 1/value, which has no value at 0."""
    if v.low >= 0:
        low = Fraction(0) if v.high == math.inf or not v.high else 1 / v.high
        return Bounds(low, 1 / v.low if v.low else math.inf)
    return _reciprocal(v.negated()).negated() if v.high <= 0 else ALL


def _power(u: Bounds, exponent: Numeric) -> Bounds:
    e = form_bounds(exponent)
    if isinstance(e.low, Fraction) and e.low == e.high:
        return _constant_power(u, e.low)
    if u.low < 0:
        return ALL
    if e.low < 0:
        return POSITIVE
    return Bounds(Fraction(u.low >= 1), Fraction(1) if u.high <= 1 else math.inf)


def _constant_power(u: Bounds, e: Fraction) -> Bounds:
    if e < 0:
        return _reciprocal(_constant_power(u, -e))
    if e.denominator == 1:
        return _power_of_whole(u, int(e))
    # of a base of 0 or more alone; between the powers of the whole numbers beside e, and increasing
    base = u.meet(POSITIVE)
    below, above = (_power_of_whole(base, n) for n in (math.floor(e), math.ceil(e)))
    return below.join(above)


def _power_of_whole(u: Bounds, n: int) -> Bounds:
    """The bounds of value**n, with n ≥ 0."""
    base = u if n % 2 else u.size()
    if n > LARGEST_EXPONENT or any(n * bits(x) > LARGEST_BITS for x in base if isinstance(x, Fraction)):
        return ALL if n % 2 else POSITIVE
    return Bounds(base.low**n, base.high**n) if n else Bounds(Fraction(1), Fraction(1))


def _call(name: str, arguments: list[Bounds]) -> Bounds:
    function = FUNCTIONS[name]
    result = Bounds(*(Fraction(end) if math.isfinite(end) else end for end in function.values))
    if function.non_negative.follows([u.low >= 0 for u in arguments]):
        result = result.meet(POSITIVE)
    if function.parity is Parity.ODD and function.non_negative.follows([u.high <= 0 for u in arguments]):
        result = result.meet(POSITIVE.negated())
    more = _OF_BOUNDS.get(name)
    return result if more is None else result.meet(more(arguments))


def _cube_root(u: Bounds) -> Bounds:
    """The bounds of the cube root, which increases and has no greater size than u where that is 1 or more."""
    return Bounds(-_above_cube_root(-u.low), _above_cube_root(u.high))


def _above_cube_root(x: Bound) -> Bound:
    return x if x >= 1 else Fraction(-1 if x <= -1 else int(x > 0))


def _whole(bound: Bound, rounded: Callable[[Fraction], int]) -> Bound:
    return Fraction(rounded(bound)) if isinstance(bound, Fraction) else bound


_OF_BOUNDS: dict[str, Callable[[list[Bounds]], Bounds]] = {
    "max": lambda us: Bounds(max(u.low for u in us), max(u.high for u in us)),
    "min": lambda us: Bounds(min(u.low for u in us), min(u.high for u in us)),
    "abs": lambda us: us[0].size(),
    "relu": lambda us: Bounds(max(us[0].low, Fraction(0)), max(us[0].high, Fraction(0))),
    "floor": lambda us: Bounds(_whole(us[0].low, math.floor), _whole(us[0].high, math.floor)),
    "ceil": lambda us: Bounds(_whole(us[0].low, math.ceil), _whole(us[0].high, math.ceil)),
    "sqrt": lambda us: _constant_power(us[0], Fraction(1, 2)),
    "cbrt": lambda us: _cube_root(us[0]),
    "exp": lambda us: Bounds(Fraction(us[0].low >= 0), Fraction(1) if us[0].high <= 0 else math.inf),
}
"""What follows from the bounds of the arguments, beyond the claims of the table of functions."""
