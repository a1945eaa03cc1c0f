"""Formulas on one line, in any of the `output_dialects`; `formula_latex` sets them in LaTeX.

How tightly a formula binds is decided once (`strength`), so that all put parentheses where they are needed
and nowhere else.
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
from relu_tui.calculus.language.output_dialects import UNICODE, Dialect, Operand
from relu_tui.calculus.language.syntax import (
    Binary,
    Comparison,
    Conditional,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Node,
    Variable,
)

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


def readable(formula: Formula, dialect: Dialect = UNICODE) -> str:
    """The formula on one line, as the screen shows it; or the same in a dialect."""
    return _Readable(dialect).write(formula)


class _Readable:
    """One line."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def write(self, formula: Formula, *, closed: bool = False) -> str:
        """The formula; `closed` where what follows must not be taken for a part of its argument."""
        dialect = self.dialect
        match formula:
            case Symbol(text) | Words(text):
                return dialect.text(text)
            case Bounded(_, place):
                return dialect.bounded(place)
            case Expressed(node, variable):
                return to_readable(node, variable, dialect)
            case Moved(point):
                return f"{self.write(point)}{dialect.step}"
            case Sum(terms):
                return self._sum(terms, closed=closed)
            case Product(factors):
                return self._product(factors, closed=closed)
            case Quotient(above, below):
                upper = self._within(above, NEGATIVE, also=QUOTIENT)
                return f"{upper}{dialect.over}{self._below(below)}"
            case Power(base, exponent):
                return self._power(base, exponent)
            case Root(degree, radicand):
                return dialect.root(
                    degree, Operand(self.write(radicand, closed=True), _is_one_sign(radicand))
                )
            case Applied(name, argument):
                return self._applied(name, argument, closed=closed)
            case Bars(inner):
                return dialect.bars(Operand(self.write(inner), _is_short(inner)))
            case Relation(first, links):
                return dialect.chain(self.write(first), ((sign, self.write(link)) for sign, link in links))
            case Approach(variable, target, side, body):
                raised = self.write(Raised(target, side))
                return dialect.limit(dialect.text(variable), raised, self._body(body))
            case Raised(target, side):
                return f"{self.write(target)}{dialect.side(side)}"
            case Listed(listed, between):
                return between.join(map(self.write, listed))

    def _body(self, body: Formula) -> str:
        text = self.write(body)
        return text if strength(body) >= PRODUCT else self.dialect.grouped(text)

    def _within(self, formula: Formula, least: int, *, also: int = -1) -> str:
        """The formula, in parentheses where it binds less than `least`, or just as `also`."""
        bond = strength(formula)
        compound = bond < least or _unsigned(formula) == also
        text = self.write(formula, closed=not compound)
        return self.dialect.grouped(text) if compound else text

    def _sum(self, terms: tuple[tuple[int, Formula], ...], *, closed: bool) -> str:
        dialect, text = self.dialect, ""
        for index, (sign, term) in enumerate(terms):
            inner = self.write(term, closed=closed)
            if strength(term) <= NEGATIVE and (sign < 0 or index):
                inner = dialect.grouped(inner)
            if index:
                text += dialect.minus if sign < 0 else dialect.plus
            elif sign < 0:
                text += dialect.negative
            text += inner
        return text

    def _product(self, factors: tuple[Formula, ...], *, closed: bool) -> str:
        text = ""
        for index, factor in enumerate(factors):
            last = index == len(factors) - 1
            inner = self.write(factor, closed=closed or not last)
            if strength(factor) < PRODUCT and not (strength(factor) == QUOTIENT and index == 0):
                inner = self.dialect.grouped(inner)
            close = not text or (text.isdecimal() and inner[0] in self.dialect.close)
            text = f"{text}{inner}" if close else f"{text}{self.dialect.times}{inner}"
        return text

    def _below(self, below: Formula) -> str:
        compound = strength(below) <= PRODUCT
        text = self.write(below, closed=not compound)
        return self.dialect.grouped(text) if compound else text

    def _power(self, base: Formula, exponent: Formula) -> str:
        below = self.write(base, closed=True)
        if strength(base) < ATOM or isinstance(base, Applied | Root):
            below = self.dialect.grouped(below)
        whole = readable(exponent).replace("−", "-")
        if whole.removeprefix("-").isdecimal():
            return self.dialect.raised(below, whole)
        return self.dialect.power(below, self.dialect.grouped(self.write(exponent)))

    def _applied(self, name: str, argument: Formula, *, closed: bool) -> str:
        inner, bare = self.write(argument), None
        if isinstance(argument, Bars) and name == "ln":
            bare = ""
        elif inner.isdecimal() and not closed and len(name) > 1 and name.isascii():
            bare = " "
        return self.dialect.applied(name, Operand(inner, _is_short(argument), bare))


def _is_one_sign(formula: Formula) -> bool:
    """Whether it stands without parentheses under a root."""
    return isinstance(formula, Bars | Symbol | Bounded) and strength(formula) == ATOM


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


def _is_short(formula: Formula) -> bool:
    """Whether it needs no parentheses where a function is applied to it in words."""
    match formula:
        case Expressed(node, variable):
            return isinstance(node, Literal | Named | Variable) and _expressed(node, variable) == POWER
        case Words(text):
            return " " not in text
    return _is_one_sign(formula)
