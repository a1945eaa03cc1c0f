"""What sentences about a function and a point are made of: words, and formulas in Δx."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flint import fmpq

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.branching import Side
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit, Oscillating, Undefined
from relu_tui.calculus.decision.one_side import OneSide
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.printing import write
from relu_tui.calculus.germs import printing as germ_text
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.language.printing import to_readable
from relu_tui.calculus.language.syntax import Binary, Call, Literal, Node, Numeric, nodes
from relu_tui.calculus.outcomes import NotDefined, Undecided

ENOUGH_TERMS = 2
"""Terms of the quotient that a sentence shows, if there are so many."""

ORDERS = (4, 6)
"""Taylor coefficients kept, in turn, to find them."""


class Formula(str):
    """The part of a line that is mathematics."""

    __slots__ = ()


Line = tuple[str, ...]
"""Words and formulas, to be read one after the other."""


def plain(line: Line) -> str:
    """A line as text."""
    return "".join(line)


def limit_text(value: Limit) -> str:
    """A limit in a word or a number: 1/2, +∞, oscillates, undefined, not settled."""
    match value:
        case Finite(number):
            return write(number)
        case Infinite(direction):
            return "+∞" if direction > 0 else "−∞"
        case Oscillating():
            return "oscillates"
        case Undefined():
            return "undefined"
    return "not settled"


def growth(value: Infinite) -> str:
    """What a quotient with an infinite limit does."""
    return "grows past every bound" if value.sign > 0 else "falls below every bound"


def point_text(proof: Proof) -> str:
    """The point a, for reading."""
    return to_readable(proof.at.tree)


def shifted_text(proof: Proof) -> str:
    """The argument a+Δx, for reading: `0+Δx`, `1/3+Δx`."""
    return f"{point_text(proof)}+Δx"


def side_name(side: OneSide) -> str:
    """`left` or `right`."""
    return "left" if side.side is Side.LEFT else "right"


def side_condition(proof: Proof, side: OneSide) -> str:
    """For which Δx of a side what is said of it holds: for all of them, or for those near 0."""
    sign = "Δx < 0" if side.side is Side.LEFT else "Δx > 0"
    return sign if holds_throughout(proof, side) else f"{sign} near 0"


def holds_throughout(proof: Proof, side: OneSide) -> bool:
    """Whether it is plain that the expansion is f on the whole side, not only for small Δx.

    It is where f is made of parts that keep their form, and each branch was picked by the sign of one
    power of Δx, which does not change.
    """
    return (
        side.germ is not None
        and side.germ.is_exact
        and all(_keeps_its_form(node) for node in nodes(proof.function.tree))
        and all(_keeps_its_sign(choice.germ) for choice in side.choices)
    )


def _keeps_its_form(node: Node) -> bool:
    if isinstance(node, Call):
        return FUNCTIONS[node.name].keeps_form
    if isinstance(node, Binary) and node.operator == "**":
        return isinstance(node.right, Literal) and node.right.value.denominator == 1
    return True


def _keeps_its_sign(germ: Germ) -> bool:
    return germ.is_exact and len(germ.terms) <= 1 and all(scale.is_plain() for scale, _ in germ.terms)


def arrow(side: OneSide) -> str:
    """How Δx approaches 0 on a side."""
    return "Δx→0⁻" if side.side is Side.LEFT else "Δx→0⁺"


def bracketed(text: str, also: str = "") -> str:
    """A formula in parentheses where it is a sum or a quotient, or has one of the other signs given."""
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if not depth and character in f" /{also}":
            return f"({text})"
    return text


def known_of(*germs: Germ | None) -> Line:
    """What is known of θ in the formulas, as the end of a sentence; nothing where it is in none."""
    texts = dict.fromkeys(text for germ in germs if germ is not None and (text := germ_text.unknowns(germ)))
    return (" (with ", Formula(next(iter(texts))), ")") if texts else ()


def detailed(proof: Proof, side: OneSide) -> OneSide:
    """The side with an expansion long enough to show how the limit is approached.

    What settles a limit may be its first term alone; a reader wants to see the next one.
    """
    value = proof.value
    if side.germ is None or side.quotient is None or not isinstance(value, Finite):
        return side
    if side.germ.is_exact or len(side.quotient.terms) >= ENOUGH_TERMS:
        return side
    germ = longer(
        proof.function.tree,
        proof.point,
        side.side,
        lambda germ: len(_quotient(germ, value.number, side.side).terms) >= ENOUGH_TERMS,
    )
    return replace(side, germ=germ, quotient=_quotient(germ, value.number, side.side)) if germ else side


def _quotient(germ: Germ, value: Number, side: Side) -> Germ:
    return germ.minus(constant(value)).scaled(fmpq(side), Scale(-1))


def longer(tree: Numeric, point: Number, side: Side, enough: Callable[[Germ], bool]) -> Germ | None:
    """An expansion of f on a side with as many terms as a sentence wants; None where none was found."""
    for order in ORDERS:
        try:
            with bounded():
                germ = Expansion(point, side, Setting(order)).germ(tree)
        except (NotDefined, Undecided):
            return None
        if enough(germ):
            return germ
    return None


def formulas(side: OneSide) -> tuple[str, str]:
    """f(a+Δx) and the quotient, expanded in Δx."""
    germ, quotient = side.germ, side.quotient
    rise = germ_text.write(germ, side.side) if germ is not None else "…"
    return rise, germ_text.write(quotient, side.side) if quotient is not None else "…"


def cancelled(proof: Proof, side: OneSide, quotient: str) -> str:
    """The quotient before and after cancelling: `(1 + Δx − 1)/Δx = Δx/Δx = 1`."""
    if side.germ is None or not isinstance(proof.value, Finite):
        return quotient
    value = write(proof.value.number)
    image = germ_text.write(side.germ, side.side)
    rise = germ_text.write(side.germ.minus(constant(proof.value.number)), side.side)
    stages = [f"{bracketed(rise)}/Δx", quotient]
    if value != "0":
        if " + " in value or " − " in value:
            taken = f" − ({value})"
        else:
            taken = f" + {value[1:]}" if value[0] == "−" else f" − {value}"
        stages.insert(0, f"({image}{taken})/Δx")
    return " = ".join(dict.fromkeys(stages))
