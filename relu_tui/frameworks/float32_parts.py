"""The parts of an expression in float32, and what goes back through them, by the rules of a framework."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

import numpy as np

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
from relu_tui.calculus.numerics.evaluation import nearest
from relu_tui.frameworks.function_rules import (
    FORWARD,
    NO_VALUES,
    Rule,
    Rules,
    Single,
    Values,
    added,
    forward,
    sent,
)
from relu_tui.frameworks.operations import LETTERS, OPERATIONS, OperationReader, formula

_CONSTANTS: dict[str, Single] = {"pi": np.float32(np.pi), "e": np.float32(np.e)}


def operation(node: Numeric) -> tuple[str, tuple[Numeric, ...]]:
    """What a part does, as `rules` names it, to which parts; for a number, or x, an empty name.

    The maximum of more than two is the maximum of that of the others and the last, which is how
    frameworks are asked for it.
    """
    match node:
        case Negative(operand):
            return "negative", (operand,)
        case Binary("**", base, exponent):
            return "whole power" if is_whole_number(exponent) else "power", (base, exponent)
        case Binary(symbol, left, right):
            return symbol, (left, right)
        case Call("max" | "min" as name, (_, _, _, *_) as arguments):
            return name, (Call(name, arguments[:-1]), arguments[-1])
        case Call(name, arguments):
            return name, arguments
    return "", ()


def is_whole_number(node: Numeric) -> bool:
    """Whether an exponent is a whole number as it is written; programs leave it a number of Python then."""
    match node:
        case Negative(Literal(value)) | Literal(value):
            return value.denominator == 1
    return False


class Singles:
    """The values of the parts of an expression, each computed once, after those that it is made of.

    Args:
        named: The values of x and of other names.
        values: What a framework has otherwise.
    """

    def __init__(self, named: Mapping[str, Single], values: Values = NO_VALUES) -> None:
        self.values = values
        self.named = {**_CONSTANTS, **named}
        self.known: dict[Numeric, Single] = {}
        self.steps: dict[Numeric, tuple[str, tuple[Numeric, ...]]] = {}

    def number(self, node: Numeric) -> Single:
        """The value of a part."""
        waiting = [node]
        while (part := waiting[-1]) not in self.known and len(parts := self.step(part)[1]) > 1:
            waiting.append(parts[0])  # a long sum is as deep: none of its parts waits for the others
        for part in reversed(waiting):
            if part not in self.known:
                self.known[part] = self._computed(part)
        return self.known[node]

    def step(self, node: Numeric) -> tuple[str, tuple[Numeric, ...]]:
        """What a part does to which parts, the same parts each time."""
        if node not in self.steps:
            self.steps[node] = operation(node)
        return self.steps[node]

    def _computed(self, node: Numeric) -> Single:
        match node:
            case Literal(value):
                return np.float32(nearest(value.numerator, value.denominator))
            case Variable():
                return self.named["x"]
            case Named(name):
                return self.named[name]
            case Conditional(condition, body, otherwise):
                holds = self.holds(condition)
                return forward("where", (np.float32(holds), self.number(body), self.number(otherwise)))
        name, parts = self.step(node)
        return computed(name, tuple(map(self.number, parts)), self.values)

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds in float32, where NaN is unequal to everything."""
        match condition:
            case Negation(operand):
                return not self.holds(operand)
            case Junction(word, parts):
                return (all if word == "and" else any)(map(self.holds, parts))
            case Comparison(first, links):
                operands = [first, *(operand for _, operand in links)]
                values = list(map(self.number, operands))
                return all(
                    bool(COMPARISONS[symbol](*pair))
                    for (symbol, _), pair in zip(links, pairwise(values), strict=True)
                )

    def gradient(self, root: Numeric, g: Single, rules: Rules) -> dict[str, Single | None]:
        """What comes back at each name for a gradient g at a part; nothing for one that gets none."""
        self.number(root)
        arriving: dict[Numeric, Single] = {root: g}
        found: dict[str, Single | None] = {}
        for node in reversed(self.known):
            here = arriving.get(node)
            if here is None:
                continue
            if isinstance(node, Named):
                found[node.name] = here
            for part, passed in self._sent(node, here, rules):
                if passed is not None:
                    arriving[part] = added(arriving.get(part), passed)
        return found

    def _sent(self, node: Numeric, g: Single, rules: Rules) -> list[tuple[Numeric, Single | None]]:
        if isinstance(node, Conditional):
            parts: tuple[Numeric, ...] = (node.body, node.otherwise)
            truth = np.float32(self.holds(node.condition))
            passed = sent(rules, "where", g, (truth, *map(self.number, parts)), self.known[node])[1:]
            return list(zip(parts, passed, strict=True))
        name, parts = self.step(node)
        if not name:
            return []
        inputs = tuple(map(self.number, parts))
        return list(zip(parts, sent(rules, name, g, inputs, self.known[node]), strict=True))


def computed(name: str, inputs: tuple[Single, ...], values: Values = NO_VALUES) -> Single:
    """The value of an operation of the language, or of a framework's own, in float32."""
    if name in FORWARD or name in values:
        return forward(name, inputs, values)
    return Singles(_by_letter(inputs), values).number(_template(name, len(inputs)))


def composed(text: str, rules: Rules) -> Rule:
    """The rule of an operation that a framework composes of others.

    Args:
        text: What it composes, with the operands as the letters of `LETTERS`; the name of an operation
            alone for the formula that the language has of it.
        rules: The framework's.
    """

    def rule(g: Single, inputs: tuple[Single, ...], _y: Single) -> tuple[Single | None, ...]:
        tree = _template(text, len(inputs))
        found = Singles(_by_letter(inputs), rules.values).gradient(tree, g, rules)
        return tuple(found.get(letter) for letter in LETTERS[: len(inputs)])

    return rule


def _by_letter(inputs: tuple[Single, ...]) -> dict[str, Single]:
    return dict(zip(LETTERS, inputs, strict=False))


@cache
def _template(text: str, count: int) -> Numeric:
    letters: dict[str, Numeric] = {letter: Named(letter) for letter in LETTERS[:count]}
    if text in OPERATIONS:
        return formula(text, tuple(letters.values()))
    return OperationReader(text, letters).read()
