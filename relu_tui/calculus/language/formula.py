"""Formulas for reading: trees that stay trees until they are printed (`formula_printing`).

An expression of the language (`syntax`) is what can be typed and computed; a formula is what a sentence
shows: a limit, a chain of equalities, an expansion with `…`. A formula may hold an expression.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from relu_tui.calculus.language.syntax import Node


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name, a sign or a number, as it is written: `Δx`, `π`, `12`, `0.333…`, `+∞`."""

    text: str


@dataclass(frozen=True, slots=True)
class Bounded:
    """A bounded quantity that comes and goes, θ; numbered where a formula has several.

    Attributes:
        serial: Which one it is.
        place: Its number in the formula, from 1; 0 where it is the only one.
    """

    serial: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class Expressed:
    """An expression of the language.

    Attributes:
        node: It.
        variable: What is written for x.
    """

    node: Node
    variable: str = "x"


@dataclass(frozen=True, slots=True)
class Moved:
    """A point and the step from it: `0+Δx`."""

    point: Formula


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms, each with its sign, 1 or −1; a single one with −1 is a negative."""

    terms: tuple[tuple[int, Formula], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Two factors or more."""

    factors: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """above / below."""

    above: Formula
    below: Formula


@dataclass(frozen=True, slots=True)
class Power:
    """base ^ exponent."""

    base: Formula
    exponent: Formula


@dataclass(frozen=True, slots=True)
class Root:
    """A square root (degree 2) or a cube root (3)."""

    degree: int
    radicand: Formula


@dataclass(frozen=True, slots=True)
class Applied:
    """A function of something: `f(0)`, `ln|Δx|`, `sin(1/Δx)`."""

    name: str
    argument: Formula


@dataclass(frozen=True, slots=True)
class Bars:
    """An absolute value."""

    inner: Formula


@dataclass(frozen=True, slots=True)
class Relation:
    """A chain: first, then each sign of = ≠ < ≤ > ≥ → ⇔ with what follows it."""

    first: Formula
    links: tuple[tuple[str, Formula], ...]


@dataclass(frozen=True, slots=True)
class Raised:
    """A target that is approached from above (side 1) or from below (−1): 0⁺, 0⁻; or just it (0)."""

    target: Formula
    side: int


@dataclass(frozen=True, slots=True)
class Approach:
    """lim variable→target of something; `side` as in `Raised`."""

    variable: str
    target: Formula
    side: int
    body: Formula


@dataclass(frozen=True, slots=True)
class Listed:
    """Formulas with a word or a comma between them: `x > 0 and y < 1`."""

    parts: tuple[Formula, ...]
    between: str = ", "


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand within a formula: `quotient`."""

    text: str


Formula: TypeAlias = (
    Symbol
    | Bounded
    | Expressed
    | Moved
    | Sum
    | Product
    | Quotient
    | Power
    | Root
    | Applied
    | Bars
    | Relation
    | Approach
    | Raised
    | Listed
    | Words
)

STEP = Symbol("Δx")
ZERO, ONE = Symbol("0"), Symbol("1")
INFINITY = {1: Symbol("+∞"), -1: Symbol("−∞")}
MORE = Symbol("…")
"""More terms than are shown."""


def negative(formula: Formula) -> Formula:
    """−formula."""
    if isinstance(formula, Sum) and len(formula.terms) == 1:
        (sign, inner), *_ = formula.terms
        return inner if sign < 0 else Sum(((-1, inner),))
    return Sum(((-1, formula),))


def difference(formula: Formula, taken: Formula) -> Formula:
    """formula − taken, as one sum."""
    terms = formula.terms if isinstance(formula, Sum) else ((1, formula),)
    if taken == ZERO:
        return formula
    if isinstance(taken, Sum) and len(taken.terms) == 1:
        return Sum((*terms, (1, taken.terms[0][1])))
    return Sum((*terms, (-1, taken)))


def equal(first: Formula, *others: Formula) -> Formula:
    """first = second = …, each stage once; the formula itself where there is but one."""
    stages = list(dict.fromkeys((first, *others)))
    return Relation(stages[0], tuple(("=", stage) for stage in stages[1:])) if len(stages) > 1 else first


def product(*factors: Formula) -> Formula:
    """The product of what is not 1."""
    kept = [factor for factor in factors if factor != ONE]
    if len(kept) < 2:
        return kept[0] if kept else ONE
    return Product(tuple(kept))


def quotient(above: Formula, below: Formula) -> Formula:
    """above / below, or above where below is 1."""
    return above if below == ONE else Quotient(above, below)


def power(base: Formula, exponent: int) -> Formula:
    """base to a positive whole power."""
    return base if exponent == 1 else Power(base, Symbol(str(exponent)))


def numbered(formula: Formula) -> Formula:
    """The formula with its bounded quantities numbered from 1, if there are several."""
    serials = sorted(_serials(formula))
    if len(serials) < 2:
        return formula
    return _renumbered(formula, {serial: place for place, serial in enumerate(serials, start=1)})


def mentions(formula: Formula, text: str) -> bool:
    """Whether a symbol is in it."""
    if isinstance(formula, Symbol):
        return formula.text == text
    return any(mentions(part, text) for part in parts(formula))


def parts(formula: Formula) -> tuple[Formula, ...]:
    """What a formula is made of."""
    match formula:
        case Sum(terms):
            return tuple(term for _, term in terms)
        case Product(factors):
            return factors
        case Quotient(above, below):
            return above, below
        case Power(base, exponent):
            return base, exponent
        case Root(_, inner) | Applied(_, inner) | Bars(inner) | Moved(inner) | Raised(inner, _):
            return (inner,)
        case Relation(first, links):
            return first, *(link for _, link in links)
        case Approach(_, target, _, body):
            return target, body
        case Listed(listed, _):
            return listed
    return ()


def _serials(formula: Formula) -> set[int]:
    if isinstance(formula, Bounded):
        return {formula.serial}
    return {serial for part in parts(formula) for serial in _serials(part)}


def _renumbered(formula: Formula, places: dict[int, int]) -> Formula:
    return exchanged(
        formula, lambda part: Bounded(part.serial, places[part.serial]) if isinstance(part, Bounded) else None
    )


def with_step(formula: Formula, name: str) -> Formula:
    """The formula with another name for Δx."""

    def renamed(part: Formula) -> Formula | None:
        match part:
            case Symbol() if part == STEP:
                return Symbol(name)
            case Expressed(node, variable) if variable in (STEP.text, f"|{STEP.text}|"):
                return Expressed(node, name if variable == STEP.text else f"|{name}|")
            case Approach(variable, target, side, body) if variable == STEP.text:
                return Approach(name, with_step(target, name), side, with_step(body, name))
        return None

    return exchanged(formula, renamed)


def from_right(formula: Formula) -> Formula:
    """The formula with every approach from the left made one from the right."""

    def turned(part: Formula) -> Formula | None:
        match part:
            case Raised(target, side) if side < 0:
                return Raised(from_right(target), 1)
            case Approach(variable, target, side, body) if side < 0:
                return Approach(variable, from_right(target), 1, from_right(body))
        return None

    return exchanged(formula, turned)


def exchanged(formula: Formula, other: Callable[[Formula], Formula | None]) -> Formula:
    """The formula with parts exchanged, the outermost first.

    Args:
        formula: The formula.
        other: Gives what stands in the place of a part; None to ask for what is in it.
    """
    found = other(formula)
    if found is not None:
        return found

    def again(part: Formula) -> Formula:
        return exchanged(part, other)

    match formula:
        case Sum(terms):
            return Sum(tuple((sign, again(term)) for sign, term in terms))
        case Product(factors):
            return Product(tuple(map(again, factors)))
        case Quotient(above, below):
            return Quotient(again(above), again(below))
        case Power(base, exponent):
            return Power(again(base), again(exponent))
        case Root(degree, inner):
            return Root(degree, again(inner))
        case Applied(name, inner):
            return Applied(name, again(inner))
        case Bars(inner):
            return Bars(again(inner))
        case Relation(first, links):
            return Relation(again(first), tuple((sign, again(link)) for sign, link in links))
        case Approach(variable, target, side, body):
            return Approach(variable, again(target), side, again(body))
        case Raised(target, side):
            return Raised(again(target), side)
        case Moved(point):
            return Moved(again(point))
        case Listed(listed, between):
            return Listed(tuple(map(again, listed)), between)
    return formula
