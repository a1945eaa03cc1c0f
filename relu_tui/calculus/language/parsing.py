"""From text to expression tree, by whitelist.

Python's own parser reads the text; nothing is ever evaluated by Python. What it returns is
translated node by node, and a kind of node that is not named here is refused.
"""

from __future__ import annotations

import ast
import re
import warnings
from difflib import get_close_matches
from fractions import Fraction
from typing import TypeVar, cast

from relu_tui.calculus.language.functions import ALIASES, FUNCTIONS
from relu_tui.calculus.language.gallery import find, matching
from relu_tui.calculus.language.normalizing import DEEPEST, respell
from relu_tui.calculus.language.syntax import (
    CONSTANTS,
    Binary,
    Call,
    Comparison,
    Condition,
    Conditional,
    Expression,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Node,
    Numeric,
    Variable,
    depends_on_x,
)
from relu_tui.calculus.outcomes import ExpressionError

LARGEST_EXPONENT = 1000
"""Of a literal power, and of ten in a decimal such as 1e-9."""

LARGEST_BITS = 8_000
"""Size of a literal power of a number, such as 2**64."""

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}

_N = TypeVar("_N", bound=Node)


def parse(text: str) -> Expression:
    """Read an expression in x.

    Raises:
        ExpressionError: It can't be read; the error says what is wrong, where, and what would do.
    """
    return Expression(text.strip(), _Reader(text).numeric())


def parse_point(text: str) -> Expression:
    """Read a point: an expression without x, such as `0`, `1/3`, `pi/4`.

    Raises:
        ExpressionError: It can't be read, or has x in it.
    """
    point = parse(text)
    if depends_on_x(point.tree):
        raise ExpressionError("the point must be a number, without x", hint="for instance 0, 1/3 or pi/4")
    return point


class _Reader:
    """One text on its way to a tree."""

    def __init__(self, text: str) -> None:
        self.source, self.origins = respell(text)
        self.nodes: dict[tuple[object, ...], Node] = {}

    def numeric(self) -> Numeric:
        """The tree of the whole text."""
        try:
            with warnings.catch_warnings():  # Python's own words about 1if would go to the terminal
                warnings.simplefilter("ignore", SyntaxWarning)
                warnings.simplefilter("ignore", DeprecationWarning)
                body = ast.parse(self.source, mode="eval").body
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            raise self._unreadable(error) from None
        return self._numeric(body, 0)

    # --- numbers ---

    def _numeric(self, node: ast.expr, depth: int) -> Numeric:
        self._bound(node, depth)
        match node:
            case ast.Constant():
                return self._literal(node)
            case ast.Name():
                return self._name(node)
            case ast.UnaryOp(op=ast.USub()):
                return self._made(Negative(self._numeric(node.operand, depth + 1)))
            case ast.UnaryOp(op=ast.UAdd()):
                return self._numeric(node.operand, depth + 1)
            case ast.BinOp() if type(node.op) in _OPERATORS:
                return self._binary(node, depth)
            case ast.Call():
                return self._call(node, depth)
            case ast.IfExp():
                condition = self._condition(node.test, depth + 1)
                body = self._numeric(node.body, depth + 1)
                return self._made(Conditional(condition, body, self._numeric(node.orelse, depth + 1)))
        raise self._refused(node)

    def _binary(self, node: ast.BinOp, depth: int) -> Numeric:
        left, right = self._numeric(node.left, depth + 1), self._numeric(node.right, depth + 1)
        operator = _OPERATORS[type(node.op)]
        if operator == "**":
            self._bound_power(node, left, right)
        return self._made(Binary(operator, left, right))

    def _bound_power(self, node: ast.BinOp, base: Numeric, exponent: Numeric) -> None:
        value = _folded(exponent)
        if value is None:
            return
        if abs(value) > LARGEST_EXPONENT:
            raise self._error(node.right, "the exponent is too large", f"use at most {LARGEST_EXPONENT}")
        number = _folded(base)
        if number is not None and abs(value) * _bits(number) > LARGEST_BITS:
            raise self._error(node, "this power is too large a number", "use a smaller exponent")

    def _literal(self, node: ast.Constant) -> Numeric:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float | complex):
            raise self._refused(node)
        text = self.source[node.col_offset : node.end_col_offset]
        if not re.fullmatch(r"(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text):
            hint = "write a decimal such as 12 or 0.5"
            raise self._error(node, f"{text} is not a number that can be used here", hint)
        exponent = re.search(r"[eE]([+-]?\d+)$", text)
        if exponent and abs(int(exponent[1])) > LARGEST_EXPONENT:
            hint = f"use powers of ten up to 1e{LARGEST_EXPONENT}"
            raise self._error(node, f"{text} is out of range", hint)
        value = Fraction(text)
        return self._made(Literal(value, text))

    def _name(self, node: ast.Name) -> Numeric:
        if node.id == "x":
            return self._made(Variable())
        if node.id in CONSTANTS:
            return self._made(Named(node.id))
        known = ALIASES.get(node.id, node.id)
        if known in FUNCTIONS:
            raise self._error(node, f"{node.id} needs an argument", f"write {known}(x)")
        hint = "the variable is x"
        if node.id.lower() in ("x", "pi", "e"):
            hint = f"write {node.id.lower()}"
        elif node.id in ("t", "y", "z", "h", "u", "theta"):
            hint = "the variable is always x"
        elif node.id.lower() in ("inf", "infinity", "oo", "nan"):
            hint = "every number must be finite"
        elif named := [entry.name for entry in matching(node.id) if node.id.lower() in entry.title.lower()]:
            hint = f"in the gallery it is {named[0]}"
        elif close := get_close_matches(node.id, [*FUNCTIONS, *CONSTANTS], 1):
            hint = f"did you mean {close[0]}?"
        raise self._error(node, f"unknown name {node.id}", hint)

    def _nearest_function(self, name: str) -> str:
        """What would do in place of a function that there is not."""
        entry = find(name)
        if entry is not None:
            return f"write {entry.expression}, or {entry.name} alone: it is in the gallery"
        close = get_close_matches(name.lower(), FUNCTIONS, 1)
        return f"did you mean {close[0]}?" if close else f"known are {', '.join(FUNCTIONS)}"

    def _call(self, node: ast.Call, depth: int) -> Numeric:
        if not isinstance(node.func, ast.Name) or node.func.id == "x":
            if isinstance(node.func, ast.Attribute):
                raise self._refused(node.func)
            opening = self.source.index("(", node.func.end_col_offset)
            product = f"{self.source[:opening].rstrip()}*{self.source[opening:]}"
            hint = f"write {product}" if len(product) < 50 else "write * between the two"
            raise ExpressionError("multiplication needs a *", self._origin(opening), hint)
        name = ALIASES.get(node.func.id, node.func.id)
        if name not in FUNCTIONS:
            hint = self._nearest_function(name)
            raise self._error(node, f"unknown function {name}", hint)
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            raise self._error(node, f"{name} takes plain arguments", f"write {name}(x)")
        arguments = tuple(self._numeric(argument, depth + 1) for argument in node.args)
        least, most = FUNCTIONS[name].least, FUNCTIONS[name].most
        if len(arguments) < least or (most is not None and len(arguments) > most):
            hint = f"write {name}(0, x)" if least == 2 else f"write {name}(x)"
            if name == "log" and len(arguments) == 2:
                hint = "for another base, divide: log(x)/log(2)"
            wanted = "two arguments or more" if least == 2 else "one argument"
            raise self._error(node, f"{name} takes {wanted}", hint)
        return self._made(Call(name, arguments))

    # --- conditions ---

    def _condition(self, node: ast.expr, depth: int) -> Condition:
        self._bound(node, depth)
        match node:
            case ast.Compare():
                first = self._numeric(node.left, depth + 1)
                links: list[tuple[str, Numeric]] = []
                for op, operand in zip(node.ops, node.comparators, strict=True):
                    if type(op) not in _OPERATORS:
                        raise self._error(node, "unknown comparison", "use < <= > >= == or !=")
                    links.append((_OPERATORS[type(op)], self._numeric(operand, depth + 1)))
                return self._made(Comparison(first, tuple(links)))
            case ast.BoolOp():
                operator = "and" if isinstance(node.op, ast.And) else "or"
                parts = tuple(self._condition(part, depth + 1) for part in node.values)
                return self._made(Junction(operator, parts))
            case ast.UnaryOp(op=ast.Not()):
                return self._made(Negation(self._condition(node.operand, depth + 1)))
        raise self._error(node, "a condition was expected here", "for instance x > 0")

    # --- errors and bounds ---

    def _made(self, node: _N) -> _N:
        """The one node equal to this one."""
        fields = tuple(getattr(node, name) for name in node.__slots__)
        return cast("_N", self.nodes.setdefault((type(node), *fields), node))

    def _bound(self, node: ast.expr, depth: int) -> None:
        if depth > DEEPEST:
            raise self._error(node, "too many parts within parts", "simplify the expression")

    def _error(self, node: ast.expr, problem: str, hint: str) -> ExpressionError:
        return ExpressionError(problem, self._origin(node.col_offset), hint)

    def _origin(self, offset: int) -> int:
        return self.origins[min(max(offset, 0), len(self.origins) - 1)]

    def _refused(self, node: ast.expr) -> ExpressionError:
        """What to say of a kind of node that the grammar does not have."""
        problem, hint = "this is not part of the expression language", "use numbers, x and functions of x"
        match node:
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
                condition = self.source[node.col_offset : node.end_col_offset]
                problem, hint = "a condition is not a number", f"write 1 if {condition[:40]} else 0"
            case ast.Constant(value=bool()):
                problem, hint = "True and False are not numbers", "write 1 or 0"
            case ast.Constant(value=str() | bytes()):
                problem, hint = "text in quotes is not a number", "leave the quotes out"
            case ast.Attribute():
                problem, hint = "a dot can't be used here", f"write {node.attr}(x)"
                if node.attr not in FUNCTIONS:
                    hint = "use the functions by their plain names, such as sin(x)"
            case ast.Lambda():
                problem, hint = "lambda is not needed", "write only what it returns"
            case ast.Tuple():
                problem, hint = "a comma can't be used here", "write decimals with a point: 0.5"
            case ast.BinOp(op=ast.BitOr()):
                problem, hint = "| can't be used here", "write abs(x) for |x|"
            case ast.BinOp(op=ast.Mod() | ast.FloorDiv()):
                problem, hint = "% and // can't be used here", "write x - floor(x), or floor(x/2)"
        return self._error(node, problem, hint)

    def _unreadable(self, error: Exception) -> ExpressionError:
        """What to say of text that Python's parser refuses."""
        if not isinstance(error, SyntaxError) or error.offset is None:
            return ExpressionError("this can't be read", None, "check the parentheses")
        position = self._origin(error.offset - 1)
        message = error.msg.lower()
        for known, problem, hint in (
            ("was never closed", "a parenthesis is never closed", "add )"),
            ("unmatched", "this parenthesis closes nothing", "take it away"),
            ("expected 'else'", "`if` needs an `else`", "write A if x > 0 else B"),
            ("perhaps you forgot a comma", "something is missing between two parts", "write * to multiply"),
            ("unterminated string", "text in quotes is not a number", "leave the quotes out"),
        ):
            if known in message:
                return ExpressionError(problem, position, hint)
        if re.search(r"([-+*/<>=,(]|\b(if|else|and|or|not))\s*$", self.source):
            end = self._origin(len(self.source))
            return ExpressionError("something is missing at the end", end, "finish the expression")
        return ExpressionError("this can't be read", position, "check what stands here")


def _bits(number: Fraction) -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length(), 1)


def _folded(node: Numeric) -> Fraction | None:
    """The value of a part made of literals and + - * / ** alone, where it is small."""
    match node:
        case Literal(value):
            return value
        case Negative(operand):
            inner = _folded(operand)
            return None if inner is None else -inner
        case Binary(operator, left, right):
            a, b = _folded(left), _folded(right)
            if a is None or b is None:
                return None
            if operator == "**":
                return a ** int(b) if b.denominator == 1 and (a or b >= 0) else None
            if operator == "/":
                return a / b if b else None
            return a + b if operator == "+" else a - b if operator == "-" else a * b
    return None
