"""Putting an expression in the place of x, or of other parts."""

from __future__ import annotations

from collections.abc import Mapping

from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Comparison,
    Condition,
    Conditional,
    Junction,
    Negation,
    Negative,
    Node,
    Numeric,
    Variable,
    spine,
)


def substituted(tree: Numeric, replacement: Numeric) -> Numeric:
    """The expression with another in the place of x; parts without x stay the same objects.

    Equal parts of an expression are one object, and stay one.
    """
    return _Substitution(replacement, {}).numeric(tree)


def exchanged(tree: Numeric, others: Mapping[Numeric, Numeric]) -> Numeric:
    """The expression with others in the place of parts, the outermost first."""
    return _Substitution(None, others).numeric(tree)


class _Substitution:
    """One walk over a tree; each part is rewritten once."""

    def __init__(self, replacement: Numeric | None, others: Mapping[Numeric, Numeric]) -> None:
        self.replacement = replacement
        self.others = others
        self.done: dict[int, Node] = {}

    def numeric(self, node: Numeric) -> Numeric:
        for part in (*reversed(spine(node)[1:]), node):
            if id(part) not in self.done:
                self.done[id(part)] = self._numeric(part)
        return self.done[id(node)]  # type: ignore[return-value]  # a number is rewritten as a number

    def condition(self, node: Condition) -> Condition:
        known = self.done.get(id(node))
        if known is None:
            known = self.done[id(node)] = self._condition(node)
        return known  # type: ignore[return-value]  # a condition is rewritten as a condition

    def _numeric(self, node: Numeric) -> Numeric:
        if node in self.others:
            return self.others[node]
        match node:
            case Variable() if self.replacement is not None:
                return self.replacement
            case Negative(operand):
                rewritten = self.numeric(operand)
                return node if rewritten is operand else Negative(rewritten)
            case Binary(operator, left, right):
                a, b = self.numeric(left), self.numeric(right)
                return node if a is left and b is right else Binary(operator, a, b)
            case Call(name, arguments):
                parts = tuple(map(self.numeric, arguments))
                same = all(a is b for a, b in zip(arguments, parts, strict=True))
                return node if same else Call(name, parts)
            case Conditional(condition, body, otherwise):
                return Conditional(self.condition(condition), self.numeric(body), self.numeric(otherwise))
        return node

    def _condition(self, node: Condition) -> Condition:
        match node:
            case Comparison(first, links):
                return Comparison(self.numeric(first), tuple((op, self.numeric(u)) for op, u in links))
            case Junction(operator, parts):
                return Junction(operator, tuple(map(self.condition, parts)))
            case Negation(operand):
                return Negation(self.condition(operand))
