"""The expression tree.

Nodes are made by the parser only, which never makes the same node twice within a tree: equal parts
of an expression are one object, and nodes compare by identity. What a part is worth is then
computed once.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from relu_tui.calculus.language.functions import FUNCTIONS


@dataclass(frozen=True, eq=False, slots=True)
class Literal:
    """A number, read as an exact decimal; `text` is as it was typed."""

    value: Fraction
    text: str


@dataclass(frozen=True, eq=False, slots=True)
class Variable:
    """x."""


@dataclass(frozen=True, eq=False, slots=True)
class Named:
    """`pi` or `e`."""

    name: str


@dataclass(frozen=True, eq=False, slots=True)
class Negative:
    """−operand."""

    operand: Numeric


@dataclass(frozen=True, eq=False, slots=True)
class Binary:
    """left operator right, with the operator one of + - * / **."""

    operator: str
    left: Numeric
    right: Numeric


@dataclass(frozen=True, eq=False, slots=True)
class Call:
    """name(arguments)."""

    name: str
    arguments: tuple[Numeric, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Conditional:
    """body if condition else otherwise."""

    condition: Condition
    body: Numeric
    otherwise: Numeric


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """A chain first op operand op operand …, with each op one of < <= > >= == !=."""

    first: Numeric
    links: tuple[tuple[str, Numeric], ...]


@dataclass(frozen=True, eq=False, slots=True)
class Junction:
    """Conditions joined by `and` or `or`."""

    operator: str
    parts: tuple[Condition, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Negation:
    """not condition."""

    operand: Condition


Numeric: TypeAlias = Literal | Variable | Named | Negative | Binary | Call | Conditional
Condition: TypeAlias = Comparison | Junction | Negation
Node: TypeAlias = Numeric | Condition

LITERAL_0, LITERAL_1 = Literal(Fraction(0), "0"), Literal(Fraction(1), "1")
"""0 and 1, as parts of an expression that nobody typed."""


@dataclass(frozen=True, slots=True)
class Note:
    """What there is to say of how a text was read.

    Attributes:
        said: The reading that was taken, and what else the text may mean.
        other: The other reading in the plain language; empty where there is none.
    """

    said: str
    other: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Expression:
    """A parsed expression in x.

    Attributes:
        text: As it was typed, trimmed.
        tree: Its root.
        notes: What was not plain in the text.
    """

    text: str
    tree: Numeric
    notes: tuple[Note, ...] = ()


COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
"""What each comparison asks of two numbers, of whatever kind."""


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node, in the order they stand."""
    match node:
        case Negative(operand) | Negation(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case Conditional(condition, body, otherwise):
            return (body, condition, otherwise)
        case Comparison(first, links):
            return (first, *(operand for _, operand in links))
        case Junction(_, parts):
            return parts
    return ()


def nodes(node: Node) -> Iterator[Node]:
    """It and all its parts, each as often as it is written."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += reversed(children(part))


def depends_on_x(node: Node) -> bool:
    """Whether x occurs in it."""
    return any(isinstance(part, Variable) for part in nodes(node))


def spine(node: Node) -> list[Binary]:
    """The chain of operations that begins with a node and goes on with the left one of each.

    A sum of 200 terms is 200 operations deep on the left. What is computed part by part is computed
    from the end of this list, so that no part waits for so many others.
    """
    found: list[Binary] = []
    while isinstance(node, Binary) and isinstance(node.left, Binary):
        found.append(node)
        node = node.left
    return found


def is_fraction(node: Numeric) -> bool:
    """Whether it is written as a decimal or a fraction of two, maybe with a sign: 3, -0.5, 1/3."""
    match node:
        case Negative(operand):
            return is_fraction(operand)
        case Binary("/", Literal(), Literal(below)):
            return below != 0
    return isinstance(node, Literal)


def is_even(node: Numeric) -> bool:
    """Whether it is written as an even whole number."""
    return isinstance(node, Literal) and node.value.denominator == 1 and node.value.numerator % 2 == 0


def is_whole(node: Numeric) -> bool:
    """Whether an expression is a whole number at every point where it is defined, as its form shows."""
    match node:
        case Literal(value):
            return value.denominator == 1
        case Negative(operand):
            return is_whole(operand)
        case Binary("+" | "-" | "*", left, right):
            return is_whole(left) and is_whole(right)
        case Call(name, arguments):
            return FUNCTIONS[name].whole.follows([is_whole(u) for u in arguments])
        case Conditional(_, body, otherwise):
            return is_whole(body) and is_whole(otherwise)
    return False


def half_turns(node: Numeric) -> int:
    """Whether an expression is a whole multiple of π at every point where it is defined, as its form shows.

    Returns:
        2 for a whole multiple of 2·π, 1 for one of π, 0 where its form shows neither.
    """
    match node:
        case Negative(operand):
            return half_turns(operand)
        case Binary("+" | "-", left, right):
            return min(half_turns(left), half_turns(right))
        case Named("pi"):
            return 1
        case Binary("*", left, right):
            turns, other = (half_turns(left), right) if half_turns(left) else (half_turns(right), left)
            if turns and is_whole(other):
                return 2 if _is_even_multiple(other) else turns
    return 0


def without_turns(node: Numeric) -> Numeric:
    """An angle less its summands that are whole multiples of 2·π at every point, as their form shows.

    Returns:
        The expression itself where there are none; 0 where it has no other.
    """
    match node:
        case Binary("+" | "-" as operator, left, right):
            rest = LITERAL_0 if half_turns(left) == 2 else without_turns(left)
            if half_turns(right) == 2:
                return rest
            other = without_turns(right)
            if rest is left and other is right:
                return node
            if rest is LITERAL_0:
                return other if operator == "+" else Negative(other)
            return Binary(operator, rest, other)
    return node


def _is_even_multiple(node: Numeric) -> bool:
    """Whether an expression is an even whole number wherever it is defined, as its form shows."""
    match node:
        case Negative(operand):
            return _is_even_multiple(operand)
        case Binary("+" | "-", left, right):
            return _is_even_multiple(left) and _is_even_multiple(right)
        case Binary("*", left, right):
            return is_whole(node) and (_is_even_multiple(left) or _is_even_multiple(right))
    return is_even(node)
