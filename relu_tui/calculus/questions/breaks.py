"""Where f may fail to be smooth: the breaks of an expression.

Every operation of the language is analytic wherever it is defined, but for those that branch, jump or end and
for functions of which it is not told. So, where no such function is in it, f is analytic, or not defined, at
every point at which none of its breaks is met: |u| and sign(u) break where u = 0, max(u, v) where u − v = 0,
floor(u) where u is whole, u/v where v = 0, log(u) and √u where u = 0, arcsin(u) where u = ±1, tan(u) where
cos(u) = 0, a comparison of u and v where u − v = 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.constant import ZERO as NOUGHT
from relu_tui.calculus.exact.sign import floor, is_zero
from relu_tui.calculus.language.functions import FUNCTIONS, Domain, Function
from relu_tui.calculus.language.syntax import (
    LITERAL_1,
    Binary,
    Call,
    Comparison,
    Literal,
    Negative,
    Node,
    Numeric,
    children,
    depends_on_x,
)


@dataclass(frozen=True, eq=False)
class Break:
    """A condition on x at which an operation of f may stop being smooth.

    Attributes:
        subject: g, an expression in x.
        asked: What the operation asks of: g, or something that is 0 wherever g is.
        node: The operation that breaks.
        whole: Whether it breaks where g is a whole number, and not only where g is 0.
        most: The greatest whole number at which it does, if there is one.
        continuous: Whether the operation itself has no jump there, only a kink or an end.
        steep: Whether the rule for its derivative may have no value there, as 1/(2·√u) has none at u = 0:
            where g is 0 all along, the rule says nothing of f′.
    """

    subject: Numeric
    asked: Numeric
    node: Node
    whole: bool = False
    most: int | None = None
    continuous: bool = False
    steep: bool = False


def factors(subject: Numeric) -> Iterator[Numeric]:
    """Expressions one of which is 0 wherever the subject is 0: its factors, without roots and powers."""
    match subject:
        case Negative(operand):
            yield from factors(operand)
        case Binary("*", left, right):
            yield from factors(left)
            yield from factors(right)
        case Binary("/", above, _):
            yield from factors(above)
        case Binary("**", base, exponent) if (whole_exponent(exponent) or 0) > 0:
            yield from factors(base)
        case Call("abs" | "sqrt" | "cbrt", (u,)):
            yield from factors(u)
        case _:
            yield subject


def whole_exponent(exponent: Numeric) -> int | None:
    """The whole number that a constant exponent is, or None where it is none or moves."""
    if depends_on_x(exponent):
        return None
    try:
        number = value_at(exponent, NOUGHT)
        return int(floor(number)) if is_zero(number - floor(number)) else None
    except (NotDefined, Undecided):
        return None


class Breaks:
    """The breaks of one expression; a difference that is asked for twice is one object.

    Attributes:
        found: The breaks that depend on x, those of inner parts first.
        all_known: Whether there are no others: every function in it branches in a way that is told here, or
            its record says that it is analytic.
    """

    def __init__(self, tree: Numeric) -> None:
        self._differences: dict[tuple[int, int], Numeric] = {}
        self.found: list[Break] = []
        self.all_known = True
        self._walk(tree, set())

    def difference(self, left: Numeric, right: Numeric) -> Numeric:
        """left − right, which may be asked of as well when a branch is chosen."""
        if isinstance(right, Literal) and not right.value:
            return left
        key = id(left), id(right)
        if key not in self._differences:
            self._differences[key] = Binary("-", left, right)
        return self._differences[key]

    def _walk(self, node: Node, done: set[int]) -> None:
        if id(node) in done:
            return
        done.add(id(node))
        for child in children(node):
            self._walk(child, done)
        for one in self._of(node):
            subjects = (one.subject,) if one.whole else factors(one.subject)
            self.found += [replace(one, subject=factor) for factor in subjects if depends_on_x(factor)]

    def _of(self, node: Node) -> Iterator[Break]:
        match node:
            case Call("abs" | "relu", (u,)):
                yield Break(u, u, node, continuous=True)
            case Call("cbrt" | "sqrt", (u,)):
                yield Break(u, u, node, continuous=True, steep=True)
            case Call("sign", (u,)):
                yield Break(u, u, node)
            case Call("floor" | "ceil", (u,)):
                yield Break(u, u, node, whole=True)
            case Call("asin" | "acos", (u,)):
                for end in (self.difference(u, LITERAL_1), Binary("+", u, LITERAL_1)):
                    yield Break(end, end, node, continuous=True, steep=True)
            case Call("max" | "min", arguments):
                for u, v in combinations(arguments, 2):
                    yield Break(self.difference(u, v), self.difference(u, v), node, continuous=True)
            case Call(name, (u,)):
                yield from self._ends(node, FUNCTIONS[name], u)
            case Binary("/", _, below):
                yield Break(below, below, node)
            case Binary("**", base, exponent):
                if not (
                    isinstance(exponent, Literal) and exponent.value.denominator == 1 and exponent.value >= 0
                ):
                    steep = not isinstance(exponent, Literal) or exponent.value < 1
                    yield Break(base, base, node, steep=steep)
            case Comparison(first, links):
                left = first
                for _, right in links:
                    yield Break(self.difference(left, right), self.difference(left, right), node)
                    left = right

    def _ends(self, node: Node, function: Function, u: Numeric) -> Iterator[Break]:
        """Where u leaves the domain of a function, in the inside of which it is analytic."""
        self.all_known = self.all_known and function.analytic
        match function.domain:
            case Domain.POSITIVE:
                yield Break(u, u, node)
            case Domain.NON_NEGATIVE:
                yield Break(u, u, node, steep=True)
            case Domain.UNIT:
                for end in (self.difference(u, LITERAL_1), Binary("+", u, LITERAL_1)):
                    yield Break(end, end, node, steep=True)
            case Domain.COSINE_NOT_ZERO:
                cosine = Call("cos", (u,))
                yield Break(cosine, cosine, node)
            case Domain.NOT_ZERO:
                yield Break(u, u, node)
            case Domain.FROM_BRANCH_OF_W:
                end = Binary("+", u, Call("exp", (Negative(LITERAL_1),)))
                yield Break(end, end, node, steep=True)
            case Domain.NO_POLE_OF_GAMMA:
                yield Break(u, u, node, whole=True, most=0)
