"""Formulas as text, in two dialects: one line of Unicode for the screen, and LaTeX.

A dialect is one class with one method a kind of formula. How tightly a formula binds is decided once
(`strength`), so that both put parentheses where they are needed and nowhere else.
"""

from __future__ import annotations

from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.formula import (
    Applied,
    Approach,
    Bars,
    Bounded,
    Expressed,
    Formula,
    Listed,
    Moved,
    Power,
    Product,
    Quotient,
    Raised,
    Relation,
    Root,
    Sum,
    Symbol,
    Words,
)
from relu_tui.calculus.language.syntax import (
    Binary,
    Comparison,
    Conditional,
    Junction,
    Negation,
    Negative,
    Node,
    Variable,
)

_SUPERSCRIPT = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

CHAIN, SUM, NEGATIVE, QUOTIENT, PRODUCT, POWER, ATOM = range(7)
"""How tightly the outermost operation of a formula binds."""


def strength(formula: Formula) -> int:
    """How tightly its outermost operation binds."""
    match formula:
        case Relation() | Listed() | Words() | Approach():
            return CHAIN
        case Sum(terms):
            return SUM if len(terms) > 1 else NEGATIVE
        case Moved():
            return SUM
        case Quotient():
            return QUOTIENT
        case Product():
            return PRODUCT
        case Power():
            return POWER
        case Expressed(node, variable):
            return _expressed(node, variable)
        case Symbol(text):
            return NEGATIVE if text[0] in "−+" else ATOM
    return ATOM


_OPERATIONS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": QUOTIENT, "**": POWER}


def _expressed(node: Node, variable: str) -> int:
    """How tightly the outermost operation of an expression binds, read off its tree."""
    match node:
        case Binary("*" | "/") if isinstance(_first_factor(node), Negative):
            return NEGATIVE  # its sign comes first: −x·2
        case Binary(operator):
            return _OPERATIONS[operator]
        case Negative():
            return NEGATIVE
        case Conditional() | Comparison() | Junction() | Negation():
            return CHAIN
        case Variable() if not variable.isidentifier() and variable[-1] != "|":
            return SUM  # what stands for x is a text: x − 1, for instance
    return POWER


def _first_factor(node: Node) -> Node:
    """What a product or a quotient begins with."""
    while isinstance(node, Binary) and node.operator in ("*", "/"):
        node = node.left
    return node


def readable(formula: Formula) -> str:
    """The formula on one line, as the screen shows it."""
    return _Readable().write(formula)


class _Readable:
    """One line of Unicode."""

    def write(self, formula: Formula, *, closed: bool = False) -> str:
        """The formula; `closed` where what follows must not be taken for a part of its argument."""
        match formula:
            case Symbol(text) | Words(text):
                return text
            case Bounded(_, place):
                return "θ" + (str(place).translate(_SUBSCRIPT) if place else "")
            case Expressed(node, variable):
                return to_readable(node, variable)
            case Moved(point):
                return f"{self.write(point)}+Δx"
            case Sum(terms):
                return self._sum(terms, closed=closed)
            case Product(factors):
                return self._product(factors, closed=closed)
            case Quotient(above, below):
                upper = self._within(above, NEGATIVE, also=QUOTIENT)
                return f"{upper}/{self._below(below)}"
            case Power(base, exponent):
                return self._power(base, exponent)
            case Root(degree, radicand):
                return ("√" if degree == 2 else "∛") + self._alone(radicand)
            case Applied(name, argument):
                return self._applied(name, argument, closed=closed)
            case Bars(inner):
                return f"|{self.write(inner)}|"
            case Relation(first, links):
                return self.write(first) + "".join(f" {sign} {self.write(link)}" for sign, link in links)
            case Approach(variable, target, side, body):
                return f"lim {variable}→{self.write(Raised(target, side))} {self._body(body)}"
            case Raised(target, side):
                return self.write(target) + {1: "⁺", -1: "⁻", 0: ""}[side]
            case Listed(listed, between):
                return between.join(map(self.write, listed))

    def _body(self, body: Formula) -> str:
        text = self.write(body)
        return text if strength(body) >= PRODUCT else f"({text})"

    def _within(self, formula: Formula, least: int, *, also: int = -1) -> str:
        """The formula, in parentheses where it binds less than `least`, or just as `also`."""
        bond = strength(formula)
        compound = bond < least or _unsigned(formula) == also
        text = self.write(formula, closed=not compound)
        return f"({text})" if compound else text

    def _sum(self, terms: tuple[tuple[int, Formula], ...], *, closed: bool) -> str:
        text = ""
        for index, (sign, term) in enumerate(terms):
            inner = self.write(term, closed=closed)
            if strength(term) <= NEGATIVE and (sign < 0 or index):
                inner = f"({inner})"
            text += (" − " if sign < 0 else " + ") if index else ("−" if sign < 0 else "")
            text += inner
        return text

    def _product(self, factors: tuple[Formula, ...], *, closed: bool) -> str:
        text = ""
        for index, factor in enumerate(factors):
            last = index == len(factors) - 1
            inner = self.write(factor, closed=closed or not last)
            if strength(factor) < PRODUCT and not (strength(factor) == QUOTIENT and index == 0):
                inner = f"({inner})"
            close = text.isdecimal() and inner[0] in "π√∛e"
            text = f"{text}{inner}" if close or not text else f"{text}·{inner}"
        return text

    def _below(self, below: Formula) -> str:
        compound = strength(below) <= PRODUCT
        text = self.write(below, closed=not compound)
        return f"({text})" if compound else text

    def _power(self, base: Formula, exponent: Formula) -> str:
        below = self.write(base, closed=True)
        if strength(base) < ATOM or isinstance(base, Applied) or below[0] in "√∛":
            below = f"({below})"
        raised = self.write(exponent)
        if raised.lstrip("−-").isdecimal():
            return below + raised.translate(_SUPERSCRIPT)
        return f"{below}^({raised})"

    def _alone(self, formula: Formula) -> str:
        """What stands under a root: in parentheses where it is more than one sign."""
        text = self.write(formula, closed=True)
        return (
            text
            if isinstance(formula, Bars | Symbol | Bounded) and strength(formula) == ATOM
            else f"({text})"
        )

    def _applied(self, name: str, argument: Formula, *, closed: bool) -> str:
        inner = self.write(argument)
        if isinstance(argument, Bars) and name == "ln":
            return name + inner
        if inner.isdecimal() and not closed and len(name) > 1 and name.isascii():
            return f"{name} {inner}"
        return f"{name}({inner})"


def _unsigned(formula: Formula) -> int:
    """How tightly the outermost operation binds, a sign before it left aside."""
    match formula:
        case Sum(((_, term),)):
            return strength(term)
        case Expressed(Negative(operand), variable):
            return _expressed(operand, variable)
        case Expressed(Binary(operator)):
            return _OPERATIONS[operator]
    return strength(formula)
