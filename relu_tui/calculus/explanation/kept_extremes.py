"""A maximum of waves is told as a maximum: max(u, v), not (u + v + |v − u|)/2 as the engine has it."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from functools import lru_cache

from flint import fmpq

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.germs.germ import Germ, Term, range_of, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import ONE, Scale
from relu_tui.calculus.germs.waves import Opaque, Range, Wave
from relu_tui.calculus.language.form_bounds import form_bounds
from relu_tui.calculus.language.syntax import Binary, Call, Literal, Numeric, Variable, nodes
from relu_tui.calculus.side import Side

ORDER = 4
"""Taylor coefficients kept; what is asked for are expansions without remainder."""

EXTREMES = ("max", "min", "relu")


@lru_cache(maxsize=8)
def with_extreme(tree: Numeric, point: Number, side: Side) -> Germ | None:
    """f as p + c·h^k·θ, with θ a maximum or minimum in it that hangs on waves; None where it is not that.

    All three expansions are without remainder, and p + c·h^k·(that of the maximum) is that of f term by term:
    so the equation holds wherever they do. The bounds of θ are those of its form, for every x.

    Args:
        tree: f.
        point: a.
        side: Left or right.
    """
    for node in dict.fromkeys(nodes(tree)):
        if isinstance(node, Call) and node.name in EXTREMES and node is not tree:
            with suppress(NotDefined, Undecided), bounded():
                expansion = Expansion(point, side, Setting(ORDER))
                found = _told(expansion.germ(tree), expansion.germ(node), node, at_zero=not point)
                if found is not None:
                    return found
    return None


def _told(whole: Germ, part: Germ, node: Call, *, at_zero: bool) -> Germ | None:
    if not (whole.is_exact and part.is_exact):
        return None
    first, mine = _waving(whole), _waving(part)
    if first is None or mine is None or len(part.terms) < 2:
        return None
    if not isinstance(first[1], fmpq) or not isinstance(mine[1], fmpq):
        return None
    theta = _bounded(part, node, at_zero=at_zero)
    factor, size = first[1] / mine[1], first[0].growth()
    plain = whole.minus(part.scaled(factor, Scale(size.power - mine[0].power)))
    if theta is None or _waving(plain) is not None or not size.is_plain():
        return None
    return plain.plus(single(Scale(wave=Wave(opaque=(theta,)))).scaled(factor, size))


def _bounded(part: Germ, node: Call, *, at_zero: bool) -> Opaque | None:
    """The maximum, or the maximum divided by |x|^k, where it is that times what is bounded."""
    bounds = form_bounds(node)
    sizes = {scale.growth() for scale, _ in part.terms}
    size = sizes.pop()
    if size == ONE and isinstance(bounds.low, Fraction) and isinstance(bounds.high, Fraction):
        theta = Opaque(Range(_exactly(bounds.low), _exactly(bounds.high)))
        theta.source = node
        return theta
    power = size.power
    if sizes or not size.is_plain() or not isinstance(power, int) or power < 1 or not at_zero:
        return None
    within = range_of(part.terms)  # of one size, so that it holds wherever the expansion does
    low = max(within.low, fmpq(0)) if bounds.low >= 0 else within.low
    theta = Opaque(Range(low, min(within.high, fmpq(0)) if bounds.high <= 0 else within.high))
    step: Numeric = Call("abs", (Variable(),))
    theta.source = Binary(
        "/", node, step if power == 1 else Binary("**", step, Literal(Fraction(power), str(power)))
    )
    return theta


def _exactly(bound: Fraction) -> fmpq:
    return fmpq(bound.numerator, bound.denominator)


def _waving(germ: Germ) -> Term | None:
    return next((term for term in germ.terms if term[0].wave is not None), None)
