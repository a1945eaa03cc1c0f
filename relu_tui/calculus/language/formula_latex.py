"""Formulas in LaTeX."""

from __future__ import annotations

import re

from relu_tui.calculus.language.expression_printing import to_latex
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
from relu_tui.calculus.language.formula_printing import ATOM, QUOTIENT, strength
from relu_tui.calculus.language.functions import FUNCTIONS, latex_of


def latex(formula: Formula) -> str:
    """The formula as LaTeX sets it, without the signs around it."""
    return _Latex().write(formula)


_LATEX_SIGNS = {
    "Δx": r"\Delta x",
    "−": "-",
    "π": r"\pi",
    "θ": r"\theta",
    "γ": r"\gamma",
    "ζ": r"\zeta",
    "∞": r"\infty",
    "…": r"\dots",
    "=": "=",
    "≠": r"\ne",
    "<": "<",
    ">": ">",
    "≤": r"\le",
    "≥": r"\ge",
    "→": r"\to",
    "⇔": r"\iff",
    "′": "'",
    "·": r"\cdot",
}
_LATEX_VARIABLES = {"Δx": r"\Delta x", "|Δx|": r"|\Delta x|"}
_NAMED = {"ln": r"\ln", "sin": r"\sin", "cos": r"\cos", "tan": r"\tan", "atan": r"\arctan", "exp": r"\exp"}
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


class _Latex:
    """What TeX's mathematics mode takes."""

    def write(self, formula: Formula) -> str:
        match formula:
            case Symbol(text):
                return self.symbol(text)
            case Words(text):
                return rf"\text{{{text}}}"
            case Bounded(_, place):
                return rf"\theta_{{{place}}}" if place else r"\theta"
            case Expressed(node, variable):
                return to_latex(node, _LATEX_VARIABLES.get(variable, variable))
            case Moved(point):
                return rf"{self.write(point)}+\Delta x"
            case Sum(terms):
                return self._sum(terms)
            case Product(factors):
                return r"\cdot ".join(self._within(factor, QUOTIENT) for factor in factors)
            case Quotient(above, below):
                return rf"\frac{{{self.write(above)}}}{{{self.write(below)}}}"
            case Power(base, exponent):
                return f"{self._base(base)}^{{{self.write(exponent)}}}"
            case Root(degree, radicand):
                return rf"\sqrt{'' if degree == 2 else '[3]'}{{{self.write(radicand)}}}"
            case Applied(name, argument):
                return self._applied(name, argument)
            case Bars(inner):
                return rf"\left|{self.write(inner)}\right|"
            case Relation(first, links):
                return self.write(first) + "".join(
                    f" {_LATEX_SIGNS[sign]} {self.write(link)}" for sign, link in links
                )
            case Approach(variable, target, side, body):
                raised, text = self.write(Raised(target, side)), self._within(body, QUOTIENT)
                return rf"\lim_{{{self.symbol(variable)}\to {raised}}} {text}"
            case Raised(target, side):
                return self.write(target) + {1: "^{+}", -1: "^{-}", 0: ""}[side]
            case Listed(listed, between):
                joint = between if between.strip() == "," else rf"\text{{{between}}}"
                return joint.join(map(self.write, listed))

    def symbol(self, text: str) -> str:
        """A name, a sign or a number."""
        for shown, command in _LATEX_SIGNS.items():
            text = text.replace(shown, f"{command} " if command[0] == "\\" else command)
        return _RAISED.sub(lambda run: f"^{{{run[0].translate(_LOWERED)}}}", text).strip()

    def _within(self, formula: Formula, least: int) -> str:
        text = self.write(formula)
        return rf"\left({text}\right)" if strength(formula) < least else text

    def _base(self, base: Formula) -> str:
        text = self.write(base)
        return (
            text
            if strength(base) == ATOM and not isinstance(base, Applied | Root)
            else rf"\left({text}\right)"
        )

    def _sum(self, terms: tuple[tuple[int, Formula], ...]) -> str:
        text = ""
        for index, (sign, term) in enumerate(terms):
            inner = self._within(term, QUOTIENT) if sign < 0 or index else self.write(term)
            text += (" - " if sign < 0 else " + ") if index else ("-" if sign < 0 else "")
            text += inner
        return text

    def _applied(self, name: str, argument: Formula) -> str:
        inner = self.write(argument)
        if name in FUNCTIONS and name not in _NAMED:
            return latex_of(name, inner)
        command = _NAMED.get(name, self.symbol(name))
        if isinstance(argument, Bars):
            return f"{command}{inner}"
        return rf"{command}\left({inner}\right)"
