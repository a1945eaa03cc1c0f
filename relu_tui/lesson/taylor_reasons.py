"""By which Taylor polynomials an expansion came about: the functions whose remainder is what is left over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from flint import fmpq

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.exponential import exp
from relu_tui.calculus.exact.sign import compare as compare_numbers
from relu_tui.calculus.exact.sign import sign
from relu_tui.calculus.germs.germ import Germ, compare
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import ONE
from relu_tui.calculus.language.expression_printing import to_readable, to_text
from relu_tui.calculus.language.functions import FUNCTIONS, Domain
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.language.syntax import (
    LITERAL_0,
    Binary,
    Call,
    Conditional,
    Literal,
    Negative,
    Numeric,
    Variable,
    depends_on_x,
    is_whole,
    nodes,
)
from relu_tui.calculus.side import Side

ORDER = 4
"""Taylor coefficients kept: enough to see whether an argument has a limit."""

NOT_AT_ZERO = ("cbrt",)
"""Functions without a Taylor polynomial at 0, which is in the inside of their domain."""


class _NoPolynomialError(Exception):
    """A part of f has no Taylor polynomial at the limit of its argument."""


def resolved(tree: Numeric, choices: tuple[Choice, ...]) -> Numeric:
    """f without its branches: each part that branches is the part that it equals on the side.

    Raises:
        ExpressionError: That is too long to be read.
    """
    taken: dict[str, Numeric] = {}
    for choice in choices:
        node, part = choice.node, choice.taken
        if isinstance(node, Call) and node.name == "relu" and choice.sign:
            part = node.arguments[0] if choice.sign > 0 else LITERAL_0
        if isinstance(part, Literal | Variable | Negative | Binary | Call | Conditional):
            taken[to_readable(node)] = part
    return parse(to_text(_without(tree, taken))).tree if taken else tree


def _without(node: Numeric, taken: dict[str, Numeric]) -> Numeric:
    other = taken.get(to_readable(node)) if isinstance(node, Call | Conditional) else None
    if other is not None and other is not node:
        return _without(other, taken)
    match node:
        case Negative(operand):
            return Negative(_without(operand, taken))
        case Binary(operator, left, right):
            return Binary(operator, _without(left, taken), _without(right, taken))
        case Call(name, arguments):
            return Call(name, tuple(_without(part, taken) for part in arguments))
    return node


def functions_expanded(tree: Numeric, point: Number, side: Side) -> tuple[str, ...]:
    """The functions whose Taylor polynomials make the expansion of f, for reading.

    Args:
        tree: f, without branches.
        point: a.
        side: The side.

    Returns:
        Their names; none where something else than such polynomials had a part in it.
    """
    expansion = Expansion(point, side, Setting(ORDER))
    names: dict[str, None] = {}
    with suppress(NotDefined, Undecided, _NoPolynomialError), bounded():
        for node in nodes(tree):
            if isinstance(node, Binary | Call) and not expansion.germ(node).is_exact:
                names.update(dict.fromkeys(_of(node, expansion)))
        return tuple(names)
    return ()


def _of(node: Binary | Call, expansion: Expansion) -> Iterator[str]:
    """The functions that one part adds, if its expansion goes on."""
    match node:
        case Call(name, (argument,)):
            limit, function = _limit(expansion.germ(argument)), FUNCTIONS[name]
            if not function.analytic or not _is_inside(limit, function.domain, name):
                raise _NoPolynomialError
            if function.domain in (Domain.COSINE_NOT_ZERO, Domain.NO_POLE_OF_GAMMA):
                _limit(expansion.germ(node))  # there is none at a pole
            yield function.readable or name
        case Binary("/", _, below) if depends_on_x(below):
            if not _is_term(expansion.germ(below)):
                if not sign(_limit(expansion.germ(below))):
                    raise _NoPolynomialError
                yield "1/t"
        case Binary("**", base, exponent) if depends_on_x(exponent):
            _limit(expansion.germ(Binary("*", exponent, Call("log", (base,)))))
            yield "exp"
            if not _is_term(expansion.germ(base)):
                if sign(_limit(expansion.germ(base))) <= 0:
                    raise _NoPolynomialError
                yield "ln"
        case Binary("**", base, exponent) if not (is_whole(exponent) and _is_positive(exponent)):
            if not _is_term(expansion.germ(base)):
                if sign(_limit(expansion.germ(base))) <= 0:
                    raise _NoPolynomialError
                yield f"t^({to_readable(exponent)})"
        case Call():
            raise _NoPolynomialError


def _is_positive(exponent: Numeric) -> bool:
    return isinstance(exponent, Literal) and exponent.value > 0


def _is_term(germ: Germ) -> bool:
    """Whether it is one term, of which every power is one again."""
    return germ.is_exact and len(germ.terms) == 1 and germ.terms[0][0].wave is None


def _limit(germ: Germ) -> Number:
    """What it tends to."""
    if germ.is_identically_zero:
        return fmpq(0)
    scale, coefficient = germ.resolved().leading()
    if any(found.wave is not None for found, _ in germ.terms):
        raise _NoPolynomialError
    size = compare(scale, ONE)
    if size > 0:
        raise _NoPolynomialError
    return coefficient if size == 0 else fmpq(0)


def _is_inside(limit: Number, domain: Domain, name: str) -> bool:
    match domain:
        case Domain.POSITIVE | Domain.NON_NEGATIVE:
            return sign(limit) > 0
        case Domain.UNIT:
            return compare_numbers(limit, fmpq(1)) < 0 < compare_numbers(limit, fmpq(-1))
        case Domain.NOT_ZERO:
            return bool(sign(limit))
        case Domain.FROM_BRANCH_OF_W:
            return sign(limit + exp(-fmpq(1))) > 0
    return bool(sign(limit)) or name not in NOT_AT_ZERO
