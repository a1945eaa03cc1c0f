"""Making trees: equal parts are one object, and the size of what is made is bounded."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar, cast

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Comparison,
    Condition,
    Conditional,
    Junction,
    Literal,
    Negation,
    Negative,
    Node,
    Numeric,
    children,
    spine,
)

MOST_PARTS = 6_000
"""Parts of a tree, each counted as often as it is written."""

DEEPEST = 100
"""Parts within parts; a chain of sums or of products counts once."""

LARGEST_EXPONENT = 5_000
"""Of a literal power, and of ten in a decimal such as 1e-9."""

LARGEST_BITS = 32_000
"""Size of a literal power of a number, such as 2**64."""

_N = TypeVar("_N", bound=Node)


class Maker:
    """Makes the nodes of one tree."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[object, ...], Node] = {}
        self._sizes: dict[Node, tuple[int, int]] = {}

    def made(self, node: _N) -> _N:
        """The one node equal to this one.

        Raises:
            ExpressionError: It is too large, or too deep.
        """
        fields = tuple(getattr(node, name) for name in node.__slots__)
        known = self._nodes.setdefault((type(node), *fields), node)
        if known is node:
            self._sizes[node] = self._measured(node)
        return cast("_N", known)

    def _measured(self, node: Node) -> tuple[int, int]:
        """How many parts it has, and how deep they stand."""
        inner = [self._sizes[child] for child in children(node)]
        size = 1 + sum(parts for parts, _ in inner)
        if size > MOST_PARTS:
            raise ExpressionError("written out, this is too long", None, "simplify the expression")
        depths = [deep + 1 for _, deep in inner]
        if isinstance(node, Binary) and node.operator != "**" and isinstance(node.left, Binary):
            depths[0] -= 1
        depth = max(depths, default=0)
        if depth > DEEPEST:
            raise ExpressionError("too many parts within parts", None, "simplify the expression")
        return size, depth

    def literal(self, value: Fraction | int, text: str = "") -> Numeric:
        """A number; what is not a whole number or a decimal is a quotient of two."""
        value = Fraction(value)
        if not text and value < 0:
            return self.made(Negative(self.literal(-value)))
        if not text and value.denominator != 1:
            return self.binary("/", self.literal(value.numerator), self.literal(value.denominator))
        return self.made(Literal(value, text or str(value)))

    def binary(self, operator: str, left: Numeric, right: Numeric) -> Numeric:
        """Left operator right."""
        return self.made(Binary(operator, left, right))

    def call(self, name: str, *arguments: Numeric) -> Numeric:
        """A function of the language."""
        return self.made(Call(name, arguments))

    def conditional(self, condition: Condition, body: Numeric, otherwise: Numeric) -> Numeric:
        """Body if condition else otherwise."""
        return self.made(Conditional(condition, body, otherwise))

    def substituted(self, node: _N, values: Mapping[Node, Numeric]) -> _N:
        """A tree made anew, with other parts in the place of some."""
        known: dict[Node, Node] = dict(values)

        def fresh(part: Node) -> Node:
            for link in reversed(spine(part)) if part not in known else ():
                if link not in known:
                    known[link] = self._rebuilt(link, {child: fresh(child) for child in children(link)})
            if part not in known:
                known[part] = self._rebuilt(part, {child: fresh(child) for child in children(part)})
            return known[part]

        return cast("_N", fresh(node))

    def _rebuilt(self, part: Node, of: Mapping[Node, Node]) -> Node:
        match part:
            case Negative(operand) | Negation(operand):
                return self.made(type(part)(of[operand]))  # type: ignore[arg-type]
            case Binary(operator, left, right):
                return self.made(Binary(operator, of[left], of[right]))  # type: ignore[arg-type]
            case Call(name, arguments):
                return self.made(Call(name, tuple(of[each] for each in arguments)))  # type: ignore[misc]
            case Conditional(condition, body, otherwise):
                return self.made(Conditional(of[condition], of[body], of[otherwise]))  # type: ignore[arg-type]
            case Comparison(first, links):
                rest = tuple((symbol, of[operand]) for symbol, operand in links)
                return self.made(Comparison(of[first], rest))  # type: ignore[arg-type]
            case Junction(word, parts):
                return self.made(Junction(word, tuple(of[each] for each in parts)))  # type: ignore[misc]
        return self.made(part)


def folded(node: Node) -> Fraction | None:
    """The value of a part made of literals and + - * / ** alone, where it is small.

    What stands for a parameter, and has its name for text, is not known yet.
    """
    match node:
        case Literal(value, text):
            return None if text.isidentifier() else value
        case Negative(operand):
            inner = folded(operand)
            return None if inner is None else -inner
        case Binary(operator, left, right):
            a, b = folded(left), folded(right)
            if a is None or b is None:
                return None
            if operator == "**":
                is_small = abs(b) * bits(a) <= LARGEST_BITS
                return a ** int(b) if b.denominator == 1 and (a or b >= 0) and is_small else None
            if operator == "/":
                return a / b if b else None
            return a + b if operator == "+" else a - b if operator == "-" else a * b
    return None


def bits(number: Fraction) -> int:
    """How long a rational number is."""
    return max(number.numerator.bit_length(), number.denominator.bit_length(), 1)
