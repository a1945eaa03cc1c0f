"""The rules by which an expansion came about: 0⁰ = 1, √(Δx²) = |Δx|, sin(πn) = 0, u^v = e^(v·ln(u)).

Each is said of the part of f in which it was used, if the branches taken lead there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.expansion import INVERTED, Expansion
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.constant import HALF
from relu_tui.calculus.exact.constant import ONE as UNIT
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.exact.exponential import power as power_of_number
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.germs.series_composition import oscillates
from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.formula import (
    ONE,
    STEP,
    ZERO,
    Bars,
    Expressed,
    Formula,
    Power,
    Quotient,
    Root,
    Symbol,
    equal,
    negative,
    power,
    product,
)
from relu_tui.calculus.language.line import Line, plain
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Conditional,
    Literal,
    Named,
    Node,
    Numeric,
    children,
    depends_on_x,
    half_turns,
)
from relu_tui.calculus.side import Side

_WAVES = {"sin": "sine", "cos": "cosine", "tan": "tangent"}

ORDER = 2
"""Taylor coefficients kept: enough for the sign of a base, and for a square that is exact."""


def reached(node: Node, choices: tuple[Choice, ...]) -> Iterator[Node]:
    """The parts of f that its branches lead to, each as often as it is written.

    Args:
        node: f.
        choices: The branches taken.
    """
    taken = {choice.node: choice.taken for choice in choices if isinstance(choice.node, Conditional)}
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        branch = taken.get(part) if isinstance(part, Conditional) else None
        if branch is not None:
            waiting.append(branch)
        else:
            waiting += reversed(children(part))


def rules_used(proof: Proof, side: Side) -> Iterator[Line]:
    """The rules used on a side of a, or at a, a line each."""
    expansion = Expansion(proof.point, side, Setting(ORDER))
    told: set[str] = set()
    with suppress(NotDefined, Undecided), bounded():
        expansion.germ(proof.function.tree)
        parts = tuple(reached(proof.function.tree, tuple(expansion.choices)))
        within = {square for part in parts if is_circle(part) for square in children(part)}
        for part in reversed(parts):  # what a part is made of comes before it
            with suppress(NotDefined, Undecided):
                line = None if part in within else _rule(part, expansion)
                if line and plain(line) not in told:
                    told.add(plain(line))
                    yield line


def _rule(node: Node, expansion: Expansion) -> Line | None:
    match node:
        case Binary("**", base, exponent):
            return _of_power(node, base, exponent, expansion) or _of_waves(node, expansion)
        case _ if expansion.side is Side.AT:
            return None  # what else holds at a is said of the sides
        case Call("sqrt", (argument,)):
            return _of_root(node, expansion.germ(argument), expansion)
        case Call("sin" | "cos" | "tan" as name, (angle,)) if half_turns(angle) and depends_on_x(angle):
            return _of_half_turns(node, name, angle)
        case Call("sin" | "cos") | Binary("*"):
            return _of_waves(node, expansion)
        case Call("log", (Binary("**", base, Literal() as exponent),)) if depends_on_x(base):
            return _of_logarithm(node, base, exponent)
        case Call("exp", (exponent,)):
            return _of_exponential(node, exponent)
        case Call("asin" | "acos" | "atan" as name, (Call(inner, (_,)),)) if INVERTED[name] == inner:
            return _of_inverse(node, name, inner, expansion)
        case Binary() if is_circle(node):
            return (equal(Expressed(node), ONE), ", as for every angle.")
    return None


def _of_inverse(node: Numeric, name: str, inner: str, expansion: Expansion) -> Line | None:
    """acos(cos(u)) is that angle from 0 to π which has the cosine of u."""
    germ = expansion.germ(node)
    if not germ.is_exact or oscillates(germ) or len(germ.terms) > germ_text.MOST_TERMS:
        return None
    half = Quotient(Symbol("π"), Symbol("2"))
    low, high = (ZERO, Symbol("π")) if name == "acos" else (negative(half), half)
    turned = germ_text.formula(germ, expansion.side)
    between: Line = (", between ", low, " and ", high, f" and with the same {_WAVES[inner]}.")
    return (equal(Expressed(node), turned), *between)


def _of_power(node: Binary, base: Numeric, exponent: Numeric, expansion: Expansion) -> Line | None:
    """0⁰ = 1; (Δx²)^(1/2) = |Δx|; u^v = e^(v·ln(u)), where u is positive."""
    u, v = expansion.germ(base), expansion.germ(exponent)
    if v.is_identically_zero:
        zero_to_zero = Power(ZERO, ZERO)
        return (equal(Expressed(node), zero_to_zero, ONE), ", by convention.") if _is_zero(u) else None
    if not depends_on_x(exponent):
        return _of_root(node, u, expansion) if v.is_exact and v.terms == constant(HALF).terms else None
    is_e = isinstance(base, Named) and base.name == "e"
    if expansion.side is Side.AT or is_e or u.weak_sign() != (1, True):
        return None
    logarithm: Numeric = Call("log", (base,))
    match exponent:
        case Binary("/", Literal(above), below) if above == 1:
            product_of = Binary("/", logarithm, below)
        case _:
            product_of = Binary("*", exponent, logarithm)
    return (equal(Expressed(node), Power(Symbol("e"), Expressed(product_of))), ".")


def _is_zero(germ: Germ) -> bool:
    return germ.without_vanishing_lead().is_identically_zero


def _of_root(node: Numeric, inside: Germ, expansion: Expansion) -> Line | None:
    """√(Δx²·w) = |Δx|·√w, for what has an even power of Δx in front."""
    if expansion.side is Side.AT or not inside.terms or not inside.is_exact:
        return None
    order = inside.terms[0][0].power
    plain_terms = all(found.is_plain() for found, _ in inside.terms)
    if not plain_terms or not isinstance(order, int) or order < 2 or order % 2:
        return None
    if len(inside.terms) > germ_text.MOST_TERMS:
        return None
    rest = inside.scaled(UNIT, Scale(-order))
    factor: Formula = Root(2, germ_text.formula(rest, expansion.side))
    if len(rest.terms) == 1:
        factor = formula(power_of_number(rest.terms[0][1], HALF))
    whole = product(factor, power(Bars(STEP), order // 2))
    return (equal(Expressed(node), Root(2, germ_text.formula(inside, expansion.side)), whole), ".")


def _of_half_turns(node: Numeric, name: str, angle: Numeric) -> Line | None:
    """sin(π·n) = 0 and cos(2π·n) = 1 for whole n."""
    turns = half_turns(angle)
    if not turns or (name == "cos" and turns < 2):
        return None
    of = "2π" if name == "cos" else "π"
    value = ONE if name == "cos" else ZERO
    return (equal(Expressed(node), value), ", for ", Expressed(angle), f" is a whole multiple of {of}.")


def _of_logarithm(node: Numeric, base: Numeric, exponent: Literal) -> Line | None:
    """ln(u²) = 2·ln|u|."""
    if exponent.value.denominator != 1 or exponent.value < 2:
        return None
    even = exponent.value.numerator % 2 == 0
    inside = Call("abs", (base,)) if even and not _is_bars(base) else base
    return (equal(Expressed(node), Expressed(Binary("*", exponent, Call("log", (inside,))))), ".")


def _of_exponential(node: Numeric, exponent: Numeric) -> Line | None:
    """e^(ln(u)) = u, and e^(n·ln(u)) = uⁿ."""
    match exponent:
        case Call("log", (u,)):
            power_of: Numeric = u
        case Binary("*", Call("log", (u,)), Literal() as n) | Binary("*", Literal() as n, Call("log", (u,))):
            power_of = Binary("**", u, n)
        case _:
            return None
    return (equal(Expressed(node), Expressed(power_of)), ".")


def _is_bars(node: Numeric) -> bool:
    return isinstance(node, Call) and node.name == "abs"


def is_circle(node: Node) -> bool:
    """Whether it is sin(u)² + cos(u)²."""
    match node:
        case Binary(
            "+",
            Binary("**", Call("sin" | "cos" as one, (u,)), Literal(first)),
            Binary("**", Call("sin" | "cos" as other, (v,)), Literal(second)),
        ):
            return first == second == 2 and one != other and to_readable(u) == to_readable(v)
    return False


def _of_waves(node: Numeric, expansion: Expansion) -> Line | None:
    """sin(1/x)² = 1/2 − cos(2/Δx)/2, and other sums that products and sums of angles come to."""
    germ = expansion.germ(node)
    waves = [scale.wave for scale, _ in germ.terms if scale.wave is not None]
    if not waves or not all(wave.trig and not wave.opaque for wave in waves):
        return None
    if not germ.is_exact or len(germ.terms) > germ_text.MOST_TERMS:
        return None
    match node:
        case Call() if len(germ.terms) > 1:
            theorem = "the angle-sum formulas"
        case Binary("**", Call("sin" | "cos")):
            theorem = "the formulas for powers of sine and cosine"
        case Binary("*", u, v) if all(oscillates(expansion.germ(factor)) for factor in (u, v)):
            theorem = "the formulas for products of sines and cosines"
        case _:
            return None
    return (equal(Expressed(node), germ_text.formula(germ, expansion.side)), f", by {theorem}.")
