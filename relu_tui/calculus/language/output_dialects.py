"""How the parts of a formula are written on one line: in Unicode, in ASCII, or in words to be read aloud.

The printers (`expression_printing`, `formula_printing`) walk the tree and decide where parentheses stand; a
dialect writes what they meet. In each of them a line says one tree: where one is typed or heard, it can only
be taken as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from relu_tui.calculus.language.functions import FUNCTIONS

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
"""Signs of an exponent."""

_SUPERSCRIPT = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LOWERED = str.maketrans(RAISED + "₀₁₂₃₄₅₆₇₈₉", "0123456789+-0123456789")
_EXPONENT = re.compile(f"[{RAISED}]*[{RAISED[:10]}]")  # 0⁻ is a side of 0, not a power
_FIFTH = "⁽⁵⁾"
"""What stands behind f in the name of its fifth derivative, and is no power."""

_BARS = re.compile(r"\|(\w+)\|")
_UNWRITTEN = re.compile(r"(?<=\d)(?=π)|(?<=π)(?=\w)")
"""Where factors stand side by side that are words in another dialect: 2πn."""

_ROOTS = "√∛"

ASCII_SIGNS = {
    "→": "->",
    "←": "<-",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "≈": "~=",
    "≟": "=?",
    "⇔": "<=>",
    "∎": "#",
    "⇒": "=>",
    "∞": "inf",
    "√": "sqrt",
    "∛": "cbrt",
    "π": "pi",
    "θ": "theta",
    "τ": "tau",
    "α": "alpha",
    "γ": "eulergamma",
    "ζ": "zeta",
    "…": "...",
    "½": "1/2",
    "⅒": "1/10",
    "±": "+-",
    "∈": " in ",
    "∀": "for every ",
    "∃": "there is ",
    "ε": "eps",
    "δ": "delta",
    "η": "eta",
    "‴": "'''",
    "⁗": "''''",
}
"""What says in ASCII what a sign says that no single character resembles: x → 0 is not x > 0."""

_ASCII_LETTERS = {"Δ": "d", "−": "-", "·": "*", "′": "'", "″": "''", "⁺": "+", "⁻": "-"}

_SPOKEN_SIGNS = {
    "→": " tends to ",
    "=": " equals ",
    "≠": " is not ",
    "<": " is less than ",
    "≤": " is at most ",
    ">": " is greater than ",
    "≥": " is at least ",
    "≈": " is about ",
    "≟": " is perhaps ",
    "⇔": " if and only if ",
    "⇒": " implies ",
    "∞": "infinity",
    "√": "the square root of ",
    "∛": "the cube root of ",
    "π": "pi",
    "θ": "theta",
    "τ": "tau",
    "α": "alpha",
    "γ": "Euler's gamma",
    "ζ": "zeta",
    "Δ": "delta ",
    "δ": "delta",
    "ε": "epsilon",
    "η": "eta",
    "−": " minus ",
    "+": " plus ",
    "±": " plus or minus ",
    "·": " times ",
    "×": " times ",
    "…": " and so on",
    "½": "one half",
    "⅒": "one tenth",
    "∈": " in ",
    "∀": " for every ",
    "∃": " there is ",
    "′": " prime",
    "″": " double prime",
    "‴": " triple prime",
    "⁗": " quadruple prime",
    "⁺": " from above",
    "⁻": " from below",
}


class Operand(NamedTuple):
    """What a function is applied to.

    Attributes:
        text: How it is written.
        alone: Whether that is a single sign.
        bare: What stands before it in place of parentheses: nothing in ln|x|, a blank in sin 1.
    """

    text: str
    alone: bool = False
    bare: str | None = None


class Dialect:
    """One line of Unicode, as a book prints it."""

    plus, minus, negative = " + ", " − ", "−"
    times, over = "·", "/"
    close = "π√∛e"
    """What follows a number with no sign between them: 2π."""
    groups_calls = False
    """Whether a function, or |Δx|, needs parentheses where it is raised to a power."""
    chained = ""
    """What is said before a relation that goes on from another."""
    step = "+Δx"
    """What follows a point that is moved by Δx."""
    otherwise = " else "
    relations = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}  # noqa: RUF012 - a table that nothing writes to
    least_exponent = 6
    """How tightly an exponent must bind to stand without parentheses."""

    def text(self, text: str) -> str:
        """A name, a number, a sign or words."""
        return text

    def literal(self, mantissa: str, exponent: str) -> str:
        """A number as it was typed, 1e-9, from what stands before and behind its e."""
        return f"{mantissa}e{exponent}"

    def chain(self, first: str, links: Iterable[tuple[str, str]]) -> str:
        """Relations, each with what stands on its right: 0 < x ≤ 1."""
        joint, text = "", first
        for sign, link in links:
            text, joint = f"{text}{joint} {self.relations.get(sign, sign)} {link}", self.chained
        return text

    def grouped(self, text: str) -> str:
        """In parentheses."""
        return f"({text})"

    def raised(self, base: str, whole: str) -> str:
        """A base to a whole power."""
        return base + whole.translate(_SUPERSCRIPT)

    def power(self, base: str, exponent: str) -> str:
        """A base to another power."""
        return f"{base}^{exponent}"

    def root(self, degree: int, radicand: Operand) -> str:
        """A square root or a cube root."""
        return _ROOTS[degree - 2] + (radicand.text if radicand.alone else self.grouped(radicand.text))

    def bars(self, inner: Operand) -> str:
        """An absolute value."""
        return f"|{inner.text}|"

    def applied(self, name: str, argument: Operand) -> str:
        """A function, by its name for reading, of its argument."""
        if argument.bare is None:
            return f"{name}{self.grouped(argument.text)}"
        return f"{name}{argument.bare}{argument.text}"

    def bounded(self, place: int) -> str:
        """A bounded quantity, by its number where there are several."""
        return "θ" + (str(place).translate(_SUBSCRIPT) if place else "")

    def side(self, side: int) -> str:
        """From where a target is approached."""
        return {1: "⁺", -1: "⁻", 0: ""}[side]

    def limit(self, variable: str, target: str, body: str) -> str:
        """A limit of something."""
        return f"lim {variable}→{target} {body}"


class _Ascii(Dialect):
    """One line of ASCII, which says the same where it is typed."""

    minus, negative, times, close, step = " - ", "-", "*", "", "+dx"
    relations = {"==": "=", **{sign: ASCII_SIGNS[sign] for sign in "≠≤≥≟→⇔"}}  # noqa: RUF012

    def text(self, text: str) -> str:
        if text.isascii():
            return text
        text = _UNWRITTEN.sub("·", text.replace(_FIFTH, "^(5)"))
        text = _EXPONENT.sub(lambda run: f"^{run[0].translate(_LOWERED)}", text)
        return "".join(ASCII_SIGNS.get(sign) or _ASCII_LETTERS.get(sign, sign) for sign in text)

    def raised(self, base: str, whole: str) -> str:
        return f"{base}^{whole.replace('−', '-')}"

    def root(self, degree: int, radicand: Operand) -> str:
        return f"{ASCII_SIGNS[_ROOTS[degree - 2]]}({radicand.text})"

    def applied(self, name: str, argument: Operand) -> str:
        return super().applied(self.text(name), argument)

    def bounded(self, place: int) -> str:
        return f"theta{place or ''}"

    def side(self, side: int) -> str:
        return {1: "+", -1: "-", 0: ""}[side]

    def limit(self, variable: str, target: str, body: str) -> str:
        return f"lim {variable}->{target} {body}"


class _Spoken(Dialect):
    """Words, to be read aloud."""

    plus, minus, negative = " plus ", " minus ", "minus "
    times, over, close, step = " times ", " over ", "", " plus delta x"
    groups_calls = True
    chained, otherwise = ", which", ", otherwise "
    relations = {  # noqa: RUF012
        **{sign: _SPOKEN_SIGNS[sign].strip() for sign in "=≠<≤>≥≟→⇔"},
        "==": "equals",
        "!=": "is not",
        "<=": "is at most",
        ">=": "is at least",
    }
    least_exponent = 9

    def text(self, text: str) -> str:
        text = _UNWRITTEN.sub("·", text.replace(_FIFTH, " quintuple prime"))
        text = _EXPONENT.sub(lambda run: f"{_to_the_power(run[0].translate(_LOWERED))} ", text)
        text = _BARS.sub(lambda bars: f"{FUNCTIONS['abs'].spoken} of {bars[1]}", text)
        text = "".join(_SPOKEN_SIGNS.get(sign, sign) for sign in text)
        return re.sub(" (?=[.,;:) ])|(?<=[(]) ", "", text).strip(" ")

    def literal(self, mantissa: str, exponent: str) -> str:
        return f"{mantissa}{self.times}10{_to_the_power(str(int(exponent)))}"

    def grouped(self, text: str) -> str:
        return f"open parenthesis {text} close parenthesis"

    def raised(self, base: str, whole: str) -> str:
        return base + _to_the_power(whole.replace("−", "-"))

    def power(self, base: str, exponent: str) -> str:
        return f"{base} to the power {exponent}"

    def root(self, degree: int, radicand: Operand) -> str:
        return self.applied("sqrt" if degree == 2 else "cbrt", radicand)

    def bars(self, inner: Operand) -> str:
        return self.applied("abs", inner)

    def applied(self, name: str, argument: Operand) -> str:
        known = FUNCTIONS.get("log" if name == "ln" else name)
        text, is_short = argument.text, argument.alone or argument.bare is not None
        return f"{known.spoken if known else self.text(name)} of {text if is_short else self.grouped(text)}"

    def bounded(self, place: int) -> str:
        return f"theta {place}" if place else "theta"

    def side(self, side: int) -> str:
        return {1: " from above", -1: " from below", 0: ""}[side]

    def limit(self, variable: str, target: str, body: str) -> str:
        return f"the limit, as {variable} tends to {target}, of {body}"


def _to_the_power(whole: str) -> str:
    named = {"2": " squared", "3": " cubed"}
    return named.get(whole) or f" to the power {whole.replace('-', 'minus ').replace('+', 'plus ')}"


UNICODE, ASCII, SPOKEN = Dialect(), _Ascii(), _Spoken()
