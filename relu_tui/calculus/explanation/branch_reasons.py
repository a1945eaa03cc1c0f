"""Which branch of f holds on one side of a, and why: a line for each part of f that branches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from flint import fmpq

from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.side_result import OneSide
from relu_tui.calculus.errors import NeedPhases, Undecided
from relu_tui.calculus.exact.constant import Constant
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.exact.sign import sign as sign_of_number
from relu_tui.calculus.explanation.deciding_comparisons import settling
from relu_tui.calculus.explanation.form_reasons import order_by_form
from relu_tui.calculus.explanation.phrases import keeps_its_sign
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.formula import (
    MORE,
    STEP,
    ZERO,
    Bars,
    Expressed,
    Formula,
    Listed,
    Relation,
    Sum,
    Symbol,
    equal,
    mentions,
    negative,
    power,
    product,
)
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.line import Line, plain
from relu_tui.calculus.language.syntax import (
    LITERAL_0,
    Binary,
    Call,
    Comparison,
    Conditional,
    Literal,
    Negative,
    Node,
    Numeric,
)
from relu_tui.calculus.side import Side

if TYPE_CHECKING:
    from relu_tui.calculus.explanation.estimates import SignBound

_RELATIONS = {
    (1, True): (">", ZERO),
    (-1, True): ("<", ZERO),
    (1, False): ("≥", ZERO),
    (-1, False): ("≤", ZERO),
}


Signs: TypeAlias = "Mapping[tuple[Side, str], SignBound]"
"""Bounds under which the sign of what picks a branch is plain, by side and by that, as text."""

REST = Symbol("S")


def branches(side: OneSide, signs: Signs | None = None) -> Iterator[Line]:
    """Which branch holds on this side and why, once for each part of f that branches.

    Args:
        side: The side.
        signs: Bounds for what picks the branches, where there are any.
    """
    known = signs or {}
    told: set[str] = set()
    asked: dict[str, Choice] = {}
    for choice in side.choices:
        if isinstance(choice.node, Comparison):
            asked[to_readable(choice.node)] = choice
    for choice in side.choices:
        line = _branch(choice, side, asked, known)
        if line and plain(line) not in told:
            told.add(plain(line))
            yield line


def _branch(choice: Choice, side: OneSide, asked: dict[str, Choice], signs: Signs) -> Line | None:
    node = Expressed(choice.node)
    if choice.value is not None:
        value = germ_text.formula(choice.value, side.side)
        if not choice.value.is_exact and isinstance(choice.node, Call):  # relu is its argument there
            value = Expressed(choice.node.arguments[0])
        return (equal(node, value), " since ", *_cause_of_value(choice, side, signs), ".")
    if choice.taken is None:
        return None
    taken = Expressed(choice.taken)
    if isinstance(choice.node, Conditional):
        verb = "holds" if choice.sign > 0 else "fails"
        causes = _comparisons(choice.subject, asked, side, signs)
        return ("Here ", Expressed(choice.subject), f" {verb}", *causes, ", so the branch is ", taken, ".")
    return (equal(node, taken), " since ", *sign_of(choice, side, signs), ".")


def _cause_of_value(choice: Choice, side: OneSide, signs: Signs) -> Line:
    """Why sign, floor, ceil or relu came to its value."""
    shown = _expanded(choice.subject, choice.germ, side)
    name = choice.node.name if isinstance(choice.node, Call) else ""
    step = _whole(choice.value)
    if step is None or name not in ("sign", "floor", "ceil"):
        return sign_of(choice, side, signs) if choice.sign else (shown,)
    if name == "sign":
        return sign_of(replace(choice, sign=step), side, signs) if step else (shown,)
    low, high = (step, step + 1) if name == "floor" else (step - 1, step)
    below, above = ("≤", "<") if name == "floor" else ("<", "≤")
    links = ((below, _first(shown)), *_rest(shown), (above, formula(fmpq(high))))
    return (Relation(formula(fmpq(low)), links),)


def _expanded(node: Node, germ: Germ, side: OneSide) -> Formula:
    """The part with its expansion; alone where they read the same, or where that does not come to its end."""
    subject, expanded = Expressed(node), germ_text.formula(germ, side.side)
    is_alone = readable(subject) == readable(expanded) or mentions(expanded, MORE.text)
    return subject if is_alone else equal(subject, expanded)


def _factored(node: Node, germ: Germ, side: OneSide) -> Formula:
    """The same with the power of Δx that all terms share before the rest, which has the sign of its first."""
    scale = germ.terms[0][0] if germ.terms else scales.ONE
    power_of_step = scale.power
    if (
        not (isinstance(power_of_step, int) and power_of_step > 0)
        or not all(found.is_plain() for found, _ in germ.terms)
        or (germ.is_exact and len(germ.terms) == 1)
    ):
        return _expanded(node, germ, side)
    rest = germ.scaled(fmpq(int(side.side) ** power_of_step), scale**-1)
    first = germ_text.formula(Germ(rest.terms[:1]), side.side)
    turned = readable(first).startswith("−")
    inner = germ_text.formula(rest.negated() if turned else rest, side.side)
    whole = product(power(STEP, power_of_step), inner)
    return equal(Expressed(node), negative(whole) if turned else whole)


def _compared(shown: Formula, sign: str, other: Formula) -> Formula:
    return Relation(_first(shown), (*_rest(shown), (sign, other)))


def _first(shown: Formula) -> Formula:
    return shown.first if isinstance(shown, Relation) else shown


def _rest(shown: Formula) -> tuple[tuple[str, Formula], ...]:
    return shown.links if isinstance(shown, Relation) else ()


def _whole(value: Germ | None) -> int | None:
    """The whole number that a germ is."""
    if value is None or not value.is_exact:
        return None
    if not value.terms:
        return 0
    (scale, coefficient), *others = value.terms
    if others or scale != scales.ONE or isinstance(coefficient, Constant) or coefficient.q != 1:
        return None
    return int(coefficient)


def _comparisons(condition: Node, asked: dict[str, Choice], side: OneSide, signs: Signs) -> Line:
    """The comparisons that settled a condition, each by the sign of a difference."""
    causes: dict[Formula, None] = {}
    bounds: Line = ()
    made, _ = settling(condition, asked)
    for comparison in made:
        choice = asked.get(to_readable(comparison))
        if choice is not None:
            cause, *bound = sign_of(choice, side, signs)
            causes.update({} if isinstance(cause, str) else {cause: None})
            bounds += tuple(bound)
    for comparison in () if causes else made:  # settled at once, by what a wave can be
        for side_of in (comparison.first, comparison.links[0][1]):
            if isinstance(side_of, Call) and side_of.name in ("sin", "cos"):
                ends = Symbol("−1"), (("≤", Expressed(side_of)), ("≤", Symbol("1")))
                causes[Relation(*ends)] = None
    return (" since ", Listed(tuple(causes), " and "), *bounds) if causes else ()


def sign_of(choice: Choice, side: OneSide, signs: Signs) -> Line:
    """The part whose sign settled a branch, expanded: `x − 1/3 = Δx > 0`; then why, where it is a sum."""
    node, germ, sign_found = choice.subject, choice.germ, choice.sign
    if by_form := _told_by_form(node, germ, sign_found):
        return (by_form,)
    bound, turned = signs.get((side.side, to_readable(node))), False
    if isinstance(node, Binary) and node.operator == "-":  # u − 0 is u, and 0 − u < 0 is u > 0
        if _is_zero(node.right):
            node = node.left
        elif _is_zero(node.left):
            node, germ, sign_found, turned = node.right, germ.negated(), -sign_found, True
        elif isinstance(node.right, Negative):  # u − (−v) is u + v
            node = Binary("+", node.left, node.right.operand)
    if not sign_found:
        return (equal(Expressed(node), ZERO),)
    relation = _RELATIONS[sign_found, _never_zero(germ)]
    if _asks_whether_equal(choice.node) and keeps_its_sign(germ):
        relation = ("≠", ZERO)
    if bound is not None:
        return _bounded(node, bound, relation, side, turned=turned)
    known = germ_text.unknowns(germ)
    return (_compared(_factored(node, germ, side), *relation), *((" with ", known) if known else ()))


def _told_by_form(node: Node, germ: Germ, sign: int) -> Formula | None:
    """Why a part has its sign, where its expansion hangs on an oscillation."""
    try:
        germ.weak_sign()
        return None
    except NeedPhases:
        pass
    except Undecided:  # its terms cancel as far as they were looked for
        if germ.terms:
            return None
    if not isinstance(node, Numeric):
        return None
    while isinstance(node, Binary) and node.operator == "-" and (_is_zero(node.left) or _is_zero(node.right)):
        node, sign = (node.right, -sign) if _is_zero(node.left) else (node.left, sign)
    if isinstance(node, Binary) and node.operator == "-":
        return order_by_form(node.left, node.right, sign)
    return order_by_form(node, LITERAL_0, sign)


def _bounded(
    node: Node, bound: SignBound, relation: tuple[str, Formula], side: OneSide, *, turned: bool
) -> Line:
    """`sin(x) − x = −Δx³·(1/6 + S) > 0, as |S| ≤ 1/100·|Δx|² < 1/6 for 0 < |Δx| ≤ 1`."""
    terms = bound.terms.negated() if turned else bound.terms
    first, rest = Germ(terms.terms[:1]), Germ(terms.terms[1:])
    whole = terms.is_exact and len(terms.terms) <= germ_text.MOST_TERMS
    minus = sign_of_number(first.terms[0][1]) < 0  # as it is written, 8 − 16·ln 2 does not look it
    if minus:
        first, rest = first.negated(), rest.negated()
    shown = germ_text.formula(first, side.side)
    left_over = germ_text.formula(rest, side.side) if whole else REST
    inner = (
        germ_text.formula(Germ((*first.terms, *rest.terms)), side.side)
        if whole
        else Sum(((1, shown), (1, REST)))
    )
    product_of = product(power(STEP, bound.power), inner) if bound.power else inner
    told = equal(Expressed(node), negative(product_of) if minus else product_of)
    size = bound.estimate.bound
    if size is None:
        return (_compared(told, *relation),)
    if isinstance(left_over, Sum) and len(left_over.terms) == 1:  # of |−u|, which is |u|
        left_over = left_over.terms[0][1]
    links = (("≤", size), ("<", shown)) if readable(Bars(left_over)) != readable(size) else (("<", shown),)
    reason = Relation(Bars(left_over), links)
    return (_compared(told, *relation), ", as ", reason, " for ", bound.estimate.interval)


def _never_zero(germ: Germ) -> bool:
    """Whether it is proved not to come back to 0 near the point."""
    try:
        return germ.weak_sign()[1]
    except Undecided:
        return False


def _asks_whether_equal(node: Node) -> bool:
    """Whether it is u = v or u ≠ v, which hang on no sign."""
    return isinstance(node, Comparison) and node.links[0][0] in ("==", "!=")


def _is_zero(node: Node) -> bool:
    return isinstance(node, Literal) and not node.value
