"""SymPy's answer to the same question: the one-sided limits of the difference quotient.

The question is put as a user who knows SymPy would put it: our syntax tree becomes a SymPy expression in
a real symbol, decimals as exact rationals; max, min, abs, sign, floor, ceil as Max, Min, Abs, sign, floor,
ceiling; `A if C else B` as Piecewise((A, C), (B, True)), its condition as a relation or And, Or, Not; the
real cube root as sign(u)·|u|^(1/3); relu, sigmoid and softplus by their formulas. f(a) is what
substituting a gives. There are two ways to ask, and both are counted: for the limit of
(f(a + h) − f(a))/h as h → 0 with dir="−" or "+" and a real symbol h, as it is written; and, which settles
the sign of h for SymPy beforehand, for that of (f(a ± h) − f(a))/(±h) with a positive symbol h.

An answer is read kindly. AccumBounds is an oscillation; a number that is not real, and an f(a) that is
none, are "undefined"; a Limit returned unevaluated, nan and zoo claim nothing, and count as undecided; so
does a limit on a side where f has no real values, for SymPy takes it through complex ones.
"""

from __future__ import annotations

import signal
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Literal, get_args

import sympy
from sympy import AccumBounds, Piecewise, Rational, Symbol, oo

from relu_tui.calculus.language import syntax
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Comparison,
    Conditional,
    Junction,
    Named,
    Negation,
    Negative,
    Node,
    Variable,
)

Way = Literal["real h", "positive h"]
WAYS: tuple[Way, ...] = get_args(Way)

PATIENCE = 5
"""Times its processor time after which a process that does not answer is ended."""

_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
}
_RELATIONS = {
    "<": sympy.Lt,
    "<=": sympy.Le,
    ">": sympy.Gt,
    ">=": sympy.Ge,
    "==": sympy.Eq,
    "!=": sympy.Ne,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "max": sympy.Max,
    "min": sympy.Min,
    "abs": sympy.Abs,
    "sign": sympy.sign,
    "floor": sympy.floor,
    "ceil": sympy.ceiling,
    "cbrt": lambda u: sympy.sign(u) * sympy.Abs(u) ** Rational(1, 3),
    "relu": lambda u: sympy.Max(0, u),
    "sigmoid": lambda u: 1 / (1 + sympy.exp(-u)),
    "softplus": lambda u: sympy.log(1 + sympy.exp(u)),
}


@dataclass(frozen=True)
class Answer:
    """What SymPy says of one side.

    Attributes:
        kind: A kind of limit, `unknown`, `raised` or `timed out`.
        value: The limit to 40 digits, where it is finite.
        seconds: Processor time it took.
    """

    kind: str
    value: str | None = None
    seconds: float = 0.0


def limits(function: str, at: str, way: Way, seconds: float) -> tuple[Answer, Answer]:
    """SymPy's limits from the left and from the right, each in a process of its own, within a time."""
    left, right = (_apart((function, at, way, direction), seconds) for direction in (-1, 1))
    return left, right


def _apart(question: tuple[str, str, Way, int], seconds: float) -> Answer:
    """One side, in a forked process: nothing is remembered, and a hang or a crash is an answer too."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(sender, question, seconds))
    process.start()
    sender.close()
    try:
        if receiver.poll(seconds * PATIENCE):
            return receiver.recv()  # type: ignore[no-any-return]
        return Answer("timed out", None, seconds)
    except EOFError:
        return Answer("raised")
    finally:
        process.kill()
        process.join()
        receiver.close()


def _answer(sender: Connection, question: tuple[str, str, Way, int], seconds: float) -> None:
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGPROF, _out_of_time)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    start = time.process_time()
    try:
        kind, value = _asked(*question)
    except TimeoutError:
        kind, value = "timed out", None
    except Exception:  # whatever SymPy raises is what is counted
        kind, value = "raised", None
    signal.setitimer(signal.ITIMER_PROF, 0)
    sender.send(Answer(kind, value, time.process_time() - start))


def _out_of_time(*_: object) -> None:
    raise TimeoutError


def _asked(function: str, at: str, way: Way, direction: int) -> tuple[str, str | None]:
    x = Symbol("x", real=True)
    f = translated(parse(function).tree, x)
    a = translated(parse_point(at).tree, x)
    value = f.subs(x, a)
    if not value.is_finite or value.is_real is False:
        return "undefined", None
    if way == "real h":
        h = Symbol("h", real=True)
        return _read(sympy.limit((f.subs(x, a + h) - value) / h, h, 0, "+" if direction > 0 else "-"))
    h = Symbol("h", positive=True)
    return _read(sympy.limit((f.subs(x, a + direction * h) - value) / (direction * h), h, 0, "+"))


def _read(found: Any) -> tuple[str, str | None]:
    """An answer as kind and value."""
    if found == oo or found == -oo:
        return ("+inf" if found == oo else "-inf"), None
    if isinstance(found, AccumBounds):
        return "oscillates", None
    if found in (sympy.zoo, sympy.nan) or found.has(sympy.Limit) or found.free_symbols:
        return "unknown", None
    if found.has(oo, -oo, sympy.zoo, sympy.nan):
        return ("undefined" if found.is_real is False else "unknown"), None
    number = sympy.N(found, 40)
    if number.is_Float or number.is_Integer or number.is_Rational:
        return "finite", str(number)
    real, imaginary = number.as_real_imag()
    if real.is_number and imaginary.is_number and abs(imaginary) > 1e-30:
        return "undefined", None
    return ("finite", str(real)) if real.is_Float else ("unknown", None)


def translated(node: Node, x: Any) -> Any:
    """A syntax tree as a SymPy expression or condition."""
    match node:
        case syntax.Literal(value):
            return Rational(value.numerator, value.denominator)
        case Variable():
            return x
        case Named(name):
            return sympy.pi if name == "pi" else sympy.E
        case Negative(operand):
            return -translated(operand, x)
        case Binary(operator, left, right):
            return _BINARY[operator](translated(left, x), translated(right, x))
        case Call(name, arguments):
            return (_FUNCTIONS.get(name) or getattr(sympy, name))(
                *(translated(part, x) for part in arguments)
            )
        case Conditional(condition, body, otherwise):
            parts = (translated(body, x), translated(condition, x)), (translated(otherwise, x), True)
            return Piecewise(*parts)
        case Comparison(first, links):
            operands = [translated(part, x) for part in (first, *(operand for _, operand in links))]
            pairs = zip((operator for operator, _ in links), operands, operands[1:], strict=False)
            return sympy.And(*(_RELATIONS[operator](a, b) for operator, a, b in pairs))
        case Junction(operator, parts):
            join = sympy.And if operator == "and" else sympy.Or
            return reduce(join, (translated(part, x) for part in parts))
        case Negation(operand):
            return sympy.Not(translated(operand, x))
