"""What the formulas of an argument are at a step, in many digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from relu_tui.calculus.language.formula import (
    STEP,
    Applied,
    Bars,
    Bounded,
    Expressed,
    Formula,
    Listed,
    Moved,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Words,
    mentions,
    parts,
)
from relu_tui.calculus.language.syntax import Node, Numeric
from tests.calculus.oracle.arithmetic import Doubt, Nowhere, Number
from tests.calculus.oracle.evaluator import Evaluator

DIGITS = 300

LEFT_OVER = ("R", "S")
"""Symbols that a line defines by standing in a sum with it."""

HELD: dict[str, Callable[[Any, Any, Any], bool]] = {
    "=": lambda a, b, e: bool(abs(a - b) <= e),
    "≠": lambda a, b, _: bool(a != b),
    "<": lambda a, b, _: bool(a < b),
    ">": lambda a, b, _: bool(a > b),
    "≤": lambda a, b, e: bool(a <= b + e),
    "≥": lambda a, b, e: bool(a >= b - e),
}
"""What each sign of a chain says of two numbers, and of what rounding may have made of them."""


class Unread(Exception):  # noqa: N818 - an outcome
    """A formula that has no number here, or none that is certain."""


@dataclass
class Values:
    """Formulas at one step.

    Attributes:
        tree: f.
        point: a.
        step: Δx.
        engine: Of f and its parts.
        known: What symbols and bounded quantities stand for.
        turn: n, along a sequence.
    """

    tree: Numeric
    point: Number
    step: Number
    engine: Evaluator
    known: dict[Formula, Any] = field(default_factory=dict)
    turn: int = 0

    @property
    def mp(self) -> Any:
        """The context of the numbers."""
        return self.engine.mp

    def of(self, formula: Formula) -> Any:
        """A number.

        Raises:
            Unread: There is none, or too few digits of it are known.
        """
        if formula in self.known:
            return self.known[formula]
        match formula:
            case Symbol(text):
                return self._symbol(text)
            case Expressed(node, variable):
                return self._expressed(node, variable)
            case Applied(_, Moved()):
                return self._sure(self._image)
            case Applied("f", argument):
                return self._sure(lambda: self._f(self._exactly(argument)))
            case Applied(name, argument):
                return self._applied(name, self.of(argument))
            case Words("quotient"):
                return self._sure(self._quotient)
            case Sum(terms):
                return sum((sign * self.of(term) for sign, term in terms), start=self.mp.zero)
            case Product(factors):
                return self.mp.fprod(self.of(factor) for factor in factors)
            case Quotient(above, below):
                divisor = self.of(below)
                if not divisor:
                    raise Unread("a division by 0")
                return self.of(above) / divisor
            case Power(base, exponent):
                return self._power(self.of(base), self.of(exponent))
            case Root(2, inner):
                return self.mp.sqrt(self._positive(self.of(inner)))
            case Root(3, inner):
                value = self.of(inner)
                return self.mp.cbrt(value) if value >= 0 else -self.mp.cbrt(-value)
            case Bars(inner):
                return abs(self.of(inner))
        raise Unread(type(formula).__name__)

    @property
    def x(self) -> Number:
        """a + Δx."""
        return self.engine.add(self.point, self.step)

    def _f(self, x: Number) -> Number:
        return self.engine.at(self.tree, x)

    def _image(self) -> Number:
        return self._f(self.x)

    def _quotient(self) -> Number:
        return self.engine.divide(self.engine.add(self._image(), self._f(self.point), -1), self.step)

    def _exactly(self, argument: Formula) -> Number:
        if not isinstance(argument, Expressed) or not isinstance(argument.node, Numeric):
            raise Unread("f of what is no point")
        return self.engine.at(argument.node, Fraction(0))

    def _sure(self, computed: Callable[[], Number]) -> Any:
        try:
            found = self.engine.rounded(computed())
        except (Doubt, Nowhere, OverflowError, ValueError, ZeroDivisionError) as trouble:
            raise Unread(str(trouble)) from None
        if found.error > self.mp.mpf(10) ** -150 * (1 + abs(found.value)):
            raise Unread("too few digits")
        return found.value

    def _expressed(self, node: Node, variable: str) -> Any:
        if not isinstance(node, Numeric):
            raise Unread("a condition")
        if variable == "x":
            return self._sure(lambda: self.engine.at(node, self.x))
        if variable in ("Δx", "|Δx|"):
            size = self.step
            if variable == "|Δx|" and self.engine.sign(size) < 0:
                size = self.engine.multiply(Fraction(-1), size)
            return self._sure(lambda: self.engine.at(node, size))
        raise Unread(variable)

    def _symbol(self, text: str) -> Any:
        mp = self.mp
        if text == "Δx":
            return self.engine.rounded(self.step).value
        if text in ("π", "e"):
            return +mp.pi if text == "π" else +mp.e
        body, turns = text, mp.one
        if text.endswith("n") and "…" not in text:  # 2πn
            body, turns = text[:-1], mp.mpf(self.turn)
            if body.endswith("π"):
                body, turns = body[:-1], turns * mp.pi
            body = body or "1"
        try:
            return turns * mp.mpf(body.replace("−", "-"))
        except ValueError:
            raise Unread(text) from None

    def _applied(self, name: str, value: Any) -> Any:
        mp = self.mp
        if name == "ln":
            return mp.log(self._positive(value))
        functions = {"sin": mp.sin, "cos": mp.cos, "arctan": mp.atan, "atan": mp.atan, "erf": mp.erf}
        if name not in functions:
            raise Unread(name)
        return functions[name](value)

    def _power(self, base: Any, exponent: Any) -> Any:
        if base < 0 and exponent != int(exponent):
            raise Unread("a negative base")
        if not base and exponent < 0:
            raise Unread("a division by 0")
        return self.mp.power(base, exponent)

    def _positive(self, value: Any) -> Any:
        if value < 0:
            raise Unread("below 0")
        return value

    def learn(self, relation: Relation) -> bool:
        """Take what a line says a left-over or bounded quantity is; True where it says that.

        R and S stand in a sum, so that their value is found from the two sides: what stands for them occurs
        once, and the formula is linear in it.
        """
        sides = [relation.first, *(link for _, link in relation.links)]
        if isinstance(relation.first, Bounded) and relation.links[0][0] == "=":
            self.known[relation.first] = self.of(sides[1])
            return True
        for name in LEFT_OVER:
            symbol = Symbol(name)
            within = [side for side in sides if mentions(side, name)]
            without = [side for side in sides if not mentions(side, name)]
            signs = [sign for sign, _ in relation.links]
            if symbol in self.known or not within or not without or signs[0] != "=":
                continue
            if isinstance(within[0], Bars):
                continue
            at = [self._with(symbol, value, within[0]) for value in (self.mp.zero, self.mp.one)]
            self.known[symbol] = (self.of(sides[0]) - at[0]) / (at[1] - at[0])
            return True
        return False

    def _with(self, symbol: Symbol, value: Any, formula: Formula) -> Any:
        self.known[symbol] = value
        try:
            return self.of(formula)
        finally:
            del self.known[symbol]

    def failures(self, relation: Relation) -> Iterator[str]:
        """The links of a chain that do not hold."""
        sides = [relation.first, *(link for _, link in relation.links)]
        for (sign, _), one, other in zip(relation.links, sides, sides[1:], strict=False):
            if sign not in HELD or mentions(one, "…") or mentions(other, "…"):
                raise Unread(sign)
            for first in one.parts if isinstance(one, Listed) else (one,):
                for second in other.parts if isinstance(other, Listed) else (other,):
                    a, b = self.of(first), self.of(second)
                    if not HELD[sign](a, b, self._slack(a, b)):
                        yield self._told(a, sign, b)

    def _told(self, a: Any, sign: str, b: Any) -> str:
        one, other, step = (self.mp.nstr(value, 12) for value in (a, b, self.engine.rounded(self.step).value))
        return f"{one} {sign} {other} at Δx = {step}"

    def _slack(self, a: Any, b: Any) -> Any:
        return self.mp.mpf(10) ** -60 * (abs(a) + abs(b)) + self.mp.mpf(10) ** -100


def relations(line: tuple[Any, ...]) -> Iterator[Relation]:
    """The chains of a line, outermost ones only."""
    waiting = [part for part in line if not isinstance(part, str)]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Relation):
            yield part
        elif not isinstance(part, Expressed):
            waiting += parts(part)


def interval_of(relation: Relation) -> tuple[Fraction | None, int] | None:
    """(δ₀ or None, the side or 0) of a chain that says which Δx are meant, else None."""
    sides = [relation.first, *(link for _, link in relation.links)]
    if not any(side in (STEP, Bars(STEP)) for side in sides) or any(
        side not in (STEP, Bars(STEP)) and mentions(side, "Δx") for side in sides
    ):
        return None
    if any(sign == "=" for sign, _ in relation.links):
        return None
    numbers = [_number(side) for side in sides if side not in (STEP, Bars(STEP))]
    if any(number is None for number in numbers):
        return None
    found = [number for number in numbers if number]
    radius = abs(found[0]) if found else None
    if Bars(STEP) in sides:
        return radius, 0
    signs = [sign for sign, _ in relation.links]
    if len(sides) == 2:  # Δx < 0
        return radius, -1 if signs[0] == "<" else 1
    return radius, 1 if numbers[0] == 0 else -1


def _number(formula: Formula) -> Fraction | None:
    match formula:
        case Symbol(text):
            try:
                return Fraction(text.replace("−", "-"))
            except ValueError:
                return None
        case Sum(((sign, inner),)):
            value = _number(inner)
            return None if value is None else sign * value
        case Quotient(above, below):
            a, b = _number(above), _number(below)
            return None if a is None or not b else a / b
        case Power(base, exponent):
            a, b = _number(base), _number(exponent)
            return None if a is None or b is None or b.denominator != 1 else a ** int(b)
        case Product((one, other)):
            a, b = _number(one), _number(other)
            return None if a is None or b is None else a * b
    return None
