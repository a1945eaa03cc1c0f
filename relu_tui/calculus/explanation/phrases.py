"""What sentences about a function and a point are made of: words, and formulas in Δx."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from flint import fmpq

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit, Oscillating, Undefined
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.decision.side_result import OneSide
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.constant_printing import formula as number_formula
from relu_tui.calculus.explanation.kept_extremes import with_extreme
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.germs.series_composition import oscillates
from relu_tui.calculus.language.formula import (
    INFINITY,
    MORE,
    STEP,
    ZERO,
    Applied,
    Expressed,
    Formula,
    Moved,
    Quotient,
    Relation,
    Symbol,
    Words,
    difference,
    equal,
)
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.language.line import Line
from relu_tui.calculus.language.printing import shown, shown_node
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Conditional,
    Literal,
    Node,
    Numeric,
    Variable,
    children,
    depends_on_x,
    nodes,
)
from relu_tui.calculus.side import Side

ENOUGH_TERMS = 2
"""Terms of the quotient that a sentence shows, if there are so many."""

LONGEST_DIVISION = 70
"""Characters of the division by Δx that a sentence shows: it is read on a line or two of 80 columns."""

ORDERS = (4, 6)
"""Taylor coefficients kept, in turn, to find them."""


def enumerated(names: Sequence[str]) -> str:
    """Names as they are read: `exp`, `exp and sin`, `exp, sin and cos`."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def limit_formula(value: Limit) -> Formula:
    """A limit as a formula, or a word for what it is: 1/2, +∞, oscillates, undefined, not settled."""
    match value:
        case Finite(number):
            return number_formula(number)
        case Infinite(direction):
            return INFINITY[direction]
        case Oscillating():
            return Words("oscillates")
        case Undefined():
            return Words("undefined")
    return Words("not settled")


def limit_text(value: Limit) -> str:
    """The same as text."""
    return shown(limit_formula(value))


def growth(value: Infinite) -> str:
    """What a quotient with an infinite limit does."""
    return "grows past every bound" if value.sign > 0 else "falls below every bound"


def point_text(proof: Proof) -> str:
    """The point a, for reading."""
    return shown_node(proof.at.tree)


def point_formula(proof: Proof) -> Formula:
    """The point a."""
    return Expressed(proof.at.tree)


def moved_formula(proof: Proof) -> Formula:
    """a + Δx, as the argument of f: `0+Δx`, `1/3+Δx`."""
    return Moved(point_formula(proof))


def value_formula(proof: Proof) -> Formula:
    """f(a)."""
    return Applied(proof.name, point_formula(proof))


def image_formula(proof: Proof) -> Formula:
    """f(a+Δx)."""
    return Applied(proof.name, moved_formula(proof))


def tends(proof: Proof, limit: Formula) -> Line:
    """f(x) tends to limit, in words: → is a key on the screen."""
    return (Applied(proof.name, Symbol("x")), " tends to ", limit)


def side_name(side: OneSide) -> str:
    """`left` or `right`."""
    return "left" if side.side is Side.LEFT else "right"


def side_condition(proof: Proof, side: OneSide) -> Line:
    """For which Δx of a side what is said of it holds: for all of them, or for those near 0."""
    sign = Relation(STEP, (("<" if side.side is Side.LEFT else ">", ZERO),))
    return (sign,) if holds_throughout(proof, side) else (sign, " near 0")


def holds_throughout(proof: Proof, side: OneSide) -> bool:
    """Whether it is plain that the expansion is f on the whole side, not only for small Δx.

    It is where f is made of parts that keep their form, each branch was picked by the sign of one power of
    Δx, which does not change, and what is bounded has the same bounds at every Δx.
    """
    return (
        side.germ is not None
        and side.germ.is_exact
        and is_bounded_throughout(side.germ)
        and all(_keeps_its_form(node) for node in nodes(proof.function.tree))
        and all(keeps_its_sign(choice.germ) for choice in side.choices)
    )


def _keeps_its_form(node: Node) -> bool:
    if not depends_on_x(node):
        return True
    if isinstance(node, Call):
        return FUNCTIONS[node.name].keeps_form
    if isinstance(node, Binary) and node.operator == "**":
        return isinstance(node.right, Literal) and node.right.value.denominator == 1
    return True


def is_bounded_throughout(germ: Germ) -> bool:
    """Whether the bounds of all bounded factors of a germ hold at every Δx, not only near 0."""
    factors = (factor for scale, _ in germ.terms if scale.wave for factor in scale.wave.opaque)
    return all(factor.source is not None and _moves_in_waves(factor.source) for factor in factors)


def _moves_in_waves(node: Node) -> bool:
    """Whether x moves a part only in the angle of a sine or cosine, or in what a floor leaves over.

    Then nothing in it tends to 0, for which bounds would have been widened.
    """
    match node:
        case Call("sin" | "cos", _):
            return True
        case Binary("-", u, Call("floor", (v,))) | Binary("-", Call("ceil", (v,)), u) if u is v:
            return True
        case Conditional(_, body, otherwise):
            return _moves_in_waves(body) and _moves_in_waves(otherwise)
        case Variable():
            return False
    return all(map(_moves_in_waves, children(node)))


def keeps_its_sign(germ: Germ) -> bool:
    """Whether its sign is that of one power of Δx, so that it has one on the whole side.

    It may be a power times what oscillates between bounds that hold at every Δx, which gave it its sign.
    """
    if not germ.is_exact:
        return False
    if len(germ.terms) <= 1 and all(scale.is_plain() for scale, _ in germ.terms):
        return True
    sizes = {scale.growth() for scale, _ in germ.terms}
    return len(sizes) == 1 and sizes.pop().is_plain() and is_bounded_throughout(germ)


def known_of(point: Number, *germs: Germ | None) -> Line:
    """What is known of θ in the formulas, as the end of a sentence; nothing where it is in none.

    Args:
        point: a; where it is 0, x is Δx.
        germs: The expansions that the formulas show.
    """
    variable = "x" if point else "Δx"
    known = [
        found for germ in germs if germ is not None and (found := germ_text.unknowns(germ, variable=variable))
    ]
    return (" (with ", known[0], ")") if known else ()


def detailed(proof: Proof, side: OneSide) -> OneSide:
    """The side with an expansion long enough to show how the limit is approached, and its branches.

    What settles a limit may be its first term alone; a reader wants to see the next one. A branch that
    made no difference to the first term is picked by a later one.
    """
    value = proof.value
    if side.germ is None or side.quotient is None or not isinstance(value, Finite):
        return side
    extreme = with_extreme(proof.function.tree, proof.point, side.side) if oscillates(side.germ) else None
    if extreme is not None:
        return replace(side, germ=extreme, quotient=_quotient(extreme, value.number, side.side))
    if side.germ.is_exact or len(side.quotient.terms) >= ENOUGH_TERMS:
        return side
    if not side.quotient.terms and (whole := by_identity(proof, side)) is not None:
        return replace(side, germ=whole, quotient=_quotient(whole, value.number, side.side))
    found = longer(
        proof.function.tree,
        proof.point,
        side.side,
        lambda germ: len(_quotient(germ, value.number, side.side).terms) >= ENOUGH_TERMS,
    )
    if found is None:
        return side
    germ, choices = found
    return replace(side, germ=germ, quotient=_quotient(germ, value.number, side.side), choices=choices)


def by_identity(proof: Proof, side: OneSide) -> Germ | None:
    """What f equals at every point of this side near a, where all terms of the quotient cancelled."""
    if side.quotient is None or side.quotient.is_exact or side.quotient.terms:
        return None
    expansion = Expansion(proof.point, side.side, Setting(ORDERS[-1], patient=True))
    with suppress(NotDefined, Undecided), bounded():
        expansion.germ(proof.function.tree)
        if any(isinstance(choice.node, Call) for choice in expansion.choices):
            return None  # it is a branch that came to be so
        return expansion.identities.germ(proof.function.tree)
    return None


def _quotient(germ: Germ, value: Number, side: Side) -> Germ:
    return germ.minus(constant(value)).scaled(fmpq(side), Scale(-1))


def longer(
    tree: Numeric, point: Number, side: Side, enough: Callable[[Germ], bool]
) -> tuple[Germ, tuple[Choice, ...]] | None:
    """An expansion of f on a side with as many terms as a sentence wants, or all that there are.

    Returns:
        It, and the branches taken for it; None where none was found.
    """
    for order in ORDERS:
        found = _expanded(tree, point, side, order)
        if found is None or found[0].is_exact or enough(found[0]):
            return found
    return None


@lru_cache(maxsize=4 * len(ORDERS))
def _expanded(tree: Numeric, point: Number, side: Side, order: int) -> tuple[Germ, tuple[Choice, ...]] | None:
    """The expansion on a side to an order, and the branches taken, made once for all that is said of it."""
    expansion = Expansion(point, side, Setting(order))
    try:
        with bounded():
            return expansion.germ(tree), tuple(expansion.choices)
    except (NotDefined, Undecided):
        return None


def formulas(side: OneSide) -> tuple[Formula, Formula]:
    """f(a+Δx) and the quotient, expanded in Δx."""
    germ, quotient = side.germ, side.quotient
    rise = germ_text.formula(germ, side.side) if germ is not None else MORE
    return rise, germ_text.formula(quotient, side.side) if quotient is not None else MORE


def divided(proof: Proof, side: OneSide, quotient: Formula) -> Formula:
    """The quotient after what was divided by Δx: `(2·Δx + Δx²)/Δx = 2 + Δx`; less of it where it is long."""
    chain = cancelled(proof, side, quotient)
    stages = (chain.first, *(link for _, link in chain.links)) if isinstance(chain, Relation) else (chain,)
    shorter = (equal(*stages[begin:]) for begin in range(len(stages)))
    return next((short for short in shorter if len(readable(short)) <= LONGEST_DIVISION), quotient)


def cancelled(proof: Proof, side: OneSide, quotient: Formula) -> Formula:
    """The quotient before and after cancelling: `(1 + Δx − 1)/Δx = Δx/Δx = 1`."""
    if side.germ is None or not isinstance(proof.value, Finite):
        return quotient
    value = proof.value.number
    image = germ_text.formula(side.germ, side.side)
    rise = germ_text.formula(side.germ.minus(constant(value)), side.side)
    stages: list[Formula] = [Quotient(difference(image, number_formula(value)), STEP)] if value else []
    stages += [Quotient(rise, STEP), quotient]
    return equal(*{readable(stage): stage for stage in stages}.values())
