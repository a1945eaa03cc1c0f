"""From expression tree to text: as typed, for reading, or in LaTeX."""

from __future__ import annotations

from relu_tui.calculus.language.functions import FUNCTIONS, latex_of
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Comparison,
    Conditional,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Node,
    Variable,
    spine,
)

_PRECEDENCE = {"+": 4, "-": 4, "*": 5, "/": 5, "**": 7}
_UNARY = 6
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_READABLE = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "=", "*": "·", "-": "−"}
_ROOTS = "√∛"
_LATEX = {"<=": r"\le", ">=": r"\ge", "!=": r"\ne", "==": "="}


def to_text(node: Node, variable: str = "x") -> str:
    """The node in the language it was typed in; parsing it gives the same tree."""
    return _Plain(variable).write(node, 0)


def to_readable(node: Node, variable: str = "x") -> str:
    """The node for reading: −, ·, ≤, |x|, √x, superscripts for whole powers."""
    return _Readable(variable).write(node, 0)


def to_latex(node: Node, variable: str = "x") -> str:
    """The node in LaTeX."""
    return _Latex(variable).write(node, 0)


class _Plain:
    """Python's own spelling."""

    def __init__(self, variable: str) -> None:
        self.variable = variable
        self._known: dict[Node, tuple[str, int]] = {}

    def write(self, node: Node, context: int) -> str:
        """The node, in parentheses where it binds less tightly than `context`."""
        known = self._known
        for part in reversed(spine(node) if node not in known else ()):
            if part not in known:
                known[part] = self._spelled(part)
        text, strength = known.get(node) or self._spelled(node)
        return f"({text})" if strength < context else text

    def _spelled(self, node: Node) -> tuple[str, int]:
        """The text of a node and how tightly its outermost operation binds."""
        match node:
            case Literal(_, text):
                return self.literal(text)
            case Variable():
                return self.variable, 9 if self.variable.isidentifier() or self.variable[-1] == "|" else 4
            case Named(name):
                return self.named(name), 9
            case Negative(operand):
                return f"{self.operator('-')}{self.write(operand, _UNARY)}", _UNARY
            case Binary(operator, left, right):
                return self.binary(operator, left, right)
            case Call(name, arguments):
                return self.call(name, arguments), 9
            case Conditional(condition, body, otherwise):
                return self.conditional(condition, body, otherwise), 0
            case Comparison(first, links):
                parts = [self.write(first, 4)]
                parts += [f"{self.operator(op)} {self.write(operand, 4)}" for op, operand in links]
                return " ".join(parts), 3
            case Junction(operator, parts):
                return self.word(f" {operator} ").join(self.write(part, 3) for part in parts), 1
            case Negation(operand):
                return f"{self.word('not ')}{self.write(operand, 2)}", 2

    def literal(self, text: str) -> tuple[str, int]:
        return text, 9

    def word(self, text: str) -> str:
        return text

    def named(self, name: str) -> str:
        return name

    def operator(self, operator: str) -> str:
        return operator

    def binary(self, operator: str, left: Node, right: Node) -> tuple[str, int]:
        strength = _PRECEDENCE[operator]
        if operator == "**":
            return f"{self.write(left, strength + 1)}**{self.write(right, _UNARY)}", strength
        a, b = self.write(left, strength), self.write(right, strength + 1)
        if operator in "+-":
            return f"{a} {self.operator(operator)} {b}", strength
        return f"{a}{self.operator(operator)}{b}", strength

    def call(self, name: str, arguments: tuple[Node, ...]) -> str:
        return f"{name}({self.inner(name, arguments)})"

    def inner(self, name: str, arguments: tuple[Node, ...]) -> str:
        """What stands in the parentheses of a function."""
        written = [self.write(argument, 0) for argument in arguments]
        if name == "quantile":  # on a tape its share, which is written first, comes last
            written = [f"{written[-1]}; {written[0]}", *written[1:-1]]
        return ", ".join(written)

    def conditional(self, condition: Node, body: Node, otherwise: Node) -> str:
        return f"{self.write(body, 1)} if {self.write(condition, 1)} else {self.write(otherwise, 0)}"


class _Readable(_Plain):
    """As a book prints it, on one line."""

    def named(self, name: str) -> str:
        return "π" if name == "pi" else name

    def operator(self, operator: str) -> str:
        return _READABLE.get(operator, operator)

    def binary(self, operator: str, left: Node, right: Node) -> tuple[str, int]:
        if operator == "**":
            exponent = self.write(right, _UNARY)
            base = self.write(left, _PRECEDENCE["**"] + 1)
            base = f"({base})" if base[0] in _ROOTS or base.startswith("ln|") else base
            plain = exponent.replace("−", "-")
            if plain.lstrip("-").isdecimal():
                return base + plain.translate(_SUPERSCRIPT), _PRECEDENCE["**"]
            return f"{base}^{exponent}", _PRECEDENCE["**"]
        if operator in "+-" and isinstance(right, Negative):
            a, b = self.write(left, _PRECEDENCE[operator]), self.write(right, 0)
            return f"{a} {self.operator(operator)} ({b})", _PRECEDENCE[operator]
        return super().binary(operator, left, right)

    def call(self, name: str, arguments: tuple[Node, ...]) -> str:
        inner = self.inner(name, arguments)
        if name == "abs" and "|" not in inner:
            return f"|{inner}|"
        known = FUNCTIONS.get(name)  # a tape has names of its own
        shown = (known.readable if known else "") or name
        is_short = isinstance(arguments[0], Literal | Variable | Named) and " " not in inner
        has_bars = inner[0] == inner[-1] == "|" and inner.count("|") == 2
        if (shown in _ROOTS and is_short) or (name == "log" and has_bars):
            return shown + inner
        return f"{shown}({inner})"


class _Latex(_Plain):
    """As LaTeX sets it."""

    def named(self, name: str) -> str:
        return r"\pi" if name == "pi" else name

    def literal(self, text: str) -> tuple[str, int]:
        mantissa, _, exponent = text.lower().partition("e")
        if not exponent:
            return text, 9
        power = f"10^{{{int(exponent)}}}"
        return (power if mantissa == "1" else rf"{mantissa}\cdot {power}"), _PRECEDENCE["*"]

    def word(self, text: str) -> str:
        return rf"\text{{{text}}}"

    def operator(self, operator: str) -> str:
        return _LATEX.get(operator, operator)

    def binary(self, operator: str, left: Node, right: Node) -> tuple[str, int]:
        if operator == "/":
            return rf"\frac{{{self.write(left, 0)}}}{{{self.write(right, 0)}}}", 7
        if operator == "*":
            a, b = self.write(left, _PRECEDENCE["*"]), self.write(right, _PRECEDENCE["*"] + 1)
            return rf"{a}\cdot {b}" if b[0].isdecimal() else rf"{a}\,{b}", _PRECEDENCE["*"]
        if operator == "**":
            return f"{self.write(left, 8)}^{{{self.write(right, 0)}}}", 7
        return super().binary(operator, left, right)

    def call(self, name: str, arguments: tuple[Node, ...]) -> str:
        inner = ", ".join(self.write(argument, 0) for argument in arguments)
        return latex_of(name, inner)

    def conditional(self, condition: Node, body: Node, otherwise: Node) -> str:
        first = rf"{self.write(body, 1)} & \text{{if }} {self.write(condition, 1)}"
        return rf"\begin{{cases}}{first} \\ {self.write(otherwise, 0)} & \text{{else}}\end{{cases}}"
