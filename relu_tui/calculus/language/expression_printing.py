"""From expression tree to text: as typed, for reading, or in LaTeX."""

from __future__ import annotations

from relu_tui.calculus.language.functions import FUNCTIONS, latex_of
from relu_tui.calculus.language.output_dialects import UNICODE, Dialect, Operand
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
_UNARY, _ATOM = 6, 9
_WITHOUT = ("√", "∛", "ln|")
"""How a function begins that has no parentheses of its own."""
_LATEX = {"<=": r"\le", ">=": r"\ge", "!=": r"\ne", "==": "="}


def to_text(node: Node, variable: str = "x") -> str:
    """The node in the language it was typed in; parsing it gives the same tree."""
    return _Plain(variable).write(node, 0)


def to_readable(node: Node, variable: str = "x", dialect: Dialect = UNICODE) -> str:
    """The node for reading: −, ·, ≤, |x|, √x, superscripts for whole powers; or the same in a dialect."""
    return _Readable(variable, dialect).write(node, 0)


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
        return self.grouped(text) if strength < context else text

    def _spelled(self, node: Node) -> tuple[str, int]:
        """The text of a node and how tightly its outermost operation binds."""
        match node:
            case Literal(_, text):
                return self.literal(text)
            case Variable():
                is_name = self.variable.isidentifier() or self.variable[-1] == "|"
                return self.shown_variable(), _ATOM if is_name else 4
            case Named(name):
                return self.named(name), _ATOM
            case Negative(operand):
                return self.negative(self.write(operand, _UNARY)), _UNARY
            case Binary(operator, left, right):
                return self.binary(operator, left, right)
            case Call(name, arguments):
                return self.call(name, arguments), _ATOM
            case Conditional(condition, body, otherwise):
                return self.conditional(condition, body, otherwise), 0
            case Comparison(first, links):
                return self.chain(self.write(first, 4), [(op, self.write(side, 4)) for op, side in links]), 3
            case Junction(operator, parts):
                return self.word(f" {operator} ").join(self.write(part, 3) for part in parts), 1
            case Negation(operand):
                return f"{self.word('not ')}{self.write(operand, 2)}", 2

    def grouped(self, text: str) -> str:
        return f"({text})"

    def shown_variable(self) -> str:
        return self.variable

    def literal(self, text: str) -> tuple[str, int]:
        return text, _ATOM

    def word(self, text: str) -> str:
        return text

    def named(self, name: str) -> str:
        return name

    def negative(self, operand: str) -> str:
        return f"-{operand}"

    def operator(self, operator: str) -> str:
        return f" {operator} " if operator in "+-" else operator

    def chain(self, first: str, links: list[tuple[str, str]]) -> str:
        return " ".join((first, *(part for link in links for part in link)))

    def binary(self, operator: str, left: Node, right: Node) -> tuple[str, int]:
        strength = _PRECEDENCE[operator]
        if operator == "**":
            return f"{self.write(left, strength + 1)}**{self.write(right, _UNARY)}", strength
        a, b = self.write(left, strength), self.write(right, strength + 1)
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
    """As a book prints it, on one line; in the words and signs of a dialect."""

    def __init__(self, variable: str, dialect: Dialect) -> None:
        super().__init__(variable)
        self.dialect = dialect
        self.variable_text = dialect.text(variable)

    def grouped(self, text: str) -> str:
        return self.dialect.grouped(text)

    def shown_variable(self) -> str:
        return self.variable_text

    def literal(self, text: str) -> tuple[str, int]:
        mantissa, _, exponent = text.lower().partition("e")
        if not exponent:
            return text, _ATOM
        said = self.dialect.literal(mantissa, exponent)
        return (text, _ATOM) if said == text.lower() else (said, _PRECEDENCE["*"])

    def named(self, name: str) -> str:
        return self.dialect.text("π") if name == "pi" else name

    def negative(self, operand: str) -> str:
        return f"{self.dialect.negative}{operand}"

    def operator(self, operator: str) -> str:
        dialect = self.dialect
        return {"+": dialect.plus, "-": dialect.minus, "*": dialect.times, "/": dialect.over}[operator]

    def chain(self, first: str, links: list[tuple[str, str]]) -> str:
        return self.dialect.chain(first, links)

    def binary(self, operator: str, left: Node, right: Node) -> tuple[str, int]:
        if operator == "**":
            base = self.write(left, _PRECEDENCE["**"] + 1)
            has_bars = isinstance(left, Variable) and self.variable[-1] == "|"
            is_call = isinstance(left, Call)
            if (is_call and base.startswith(_WITHOUT)) or (
                self.dialect.groups_calls and (is_call or has_bars)
            ):
                base = self.grouped(base)
            whole = _whole(right)
            if whole:
                return self.dialect.raised(base, whole), _PRECEDENCE["**"]
            return self.dialect.power(base, self.write(right, self.dialect.least_exponent)), _PRECEDENCE["**"]
        if operator in "+-" and isinstance(right, Negative):
            a, b = self.write(left, _PRECEDENCE[operator]), self.write(right, 0)
            return f"{a}{self.operator(operator)}{self.grouped(b)}", _PRECEDENCE[operator]
        return super().binary(operator, left, right)

    def call(self, name: str, arguments: tuple[Node, ...]) -> str:
        inner, first = self.inner(name, arguments), arguments[0]
        is_sign = len(arguments) == 1 and isinstance(first, Literal | Variable | Named)
        operand = Operand(inner, alone=is_sign and self.write(first, _ATOM) == inner)
        if name == "abs" and "|" not in inner:
            return self.dialect.bars(operand)
        if name in ("sqrt", "cbrt"):
            return self.dialect.root(2 if name == "sqrt" else 3, operand)
        if name == "log" and inner[0] == inner[-1] == "|" and inner.count("|") == 2:
            operand = Operand(inner, bare="")
        known = FUNCTIONS.get(name)  # a tape has names of its own
        return self.dialect.applied((known.readable if known else "") or name, operand)

    def conditional(self, condition: Node, body: Node, otherwise: Node) -> str:
        first = f"{self.write(body, 1)} if {self.write(condition, 1)}"
        return f"{first}{self.dialect.otherwise}{self.write(otherwise, 0)}"


def _whole(exponent: Node) -> str:
    """An exponent that is a whole number as it is written, with its sign; empty for another."""
    sign, size = ("-", exponent.operand) if isinstance(exponent, Negative) else ("", exponent)
    return sign + size.text if isinstance(size, Literal) and size.text.isdecimal() else ""


class _Latex(_Plain):
    """As LaTeX sets it."""

    def named(self, name: str) -> str:
        return r"\pi" if name == "pi" else name

    def literal(self, text: str) -> tuple[str, int]:
        mantissa, _, exponent = text.lower().partition("e")
        if not exponent:
            return text, _ATOM
        power = f"10^{{{int(exponent)}}}"
        return (power if mantissa == "1" else rf"{mantissa}\cdot {power}"), _PRECEDENCE["*"]

    def word(self, text: str) -> str:
        return rf"\text{{{text}}}"

    def chain(self, first: str, links: list[tuple[str, str]]) -> str:
        return super().chain(first, [(_LATEX.get(sign, sign), link) for sign, link in links])

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
