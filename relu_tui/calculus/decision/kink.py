"""A kink of f: which way f bends on each side of it, and which slopes lie between."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.limit_values import Finite, differ
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.errors import NeedMoreTerms, NotDefined, Undecided
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.sign import compare
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.germ import compare as compare_scales
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.side import Side

ORDERS = (4, 8, 16)
"""Taylor coefficients kept, in turn, to find the first term that bends."""


class Bend(StrEnum):
    """How f bends near a, both sides taken together."""

    CONVEX = "convex"
    CONCAVE = "concave"
    NEITHER = "neither"
    UNSETTLED = "not settled"


@dataclass(frozen=True)
class Kink:
    """A point where f is continuous and both one-sided slopes exist, and differ.

    Attributes:
        left: The left-hand slope.
        right: The right-hand slope.
        bend: How f bends near the point.
    """

    left: Number
    right: Number
    bend: Bend

    @property
    def low(self) -> Number:
        """The smaller slope."""
        return self.left if compare(self.left, self.right) < 0 else self.right

    @property
    def high(self) -> Number:
        """The greater slope."""
        return self.right if compare(self.left, self.right) < 0 else self.left

    def admits(self, slope: Number) -> bool:
        """Whether a slope lies between the two, ends included: in Clarke's subdifferential.

        For a convex f these are the subgradients: the slopes of lines through the point that stay
        below the graph (Clarke, Optimization and Nonsmooth Analysis, 1983, ch. 2).
        """
        return compare(self.low, slope) <= 0 <= compare(self.high, slope)


def kink(proof: Proof) -> Kink | None:
    """The kink of f at a, if it has one."""
    left, right = proof.left.slope, proof.right.slope
    if not (isinstance(left, Finite) and isinstance(right, Finite)):
        return None
    try:
        if not differ(left, right):
            return None
        return Kink(left.number, right.number, _bend(proof, left.number, right.number))
    except Undecided:
        return None


def _bend(proof: Proof, left: Number, right: Number) -> Bend:
    """Convex where slopes grow through the point and on both sides of it; concave where they fall."""
    bends = [_curvature(proof, side) for side in (Side.LEFT, Side.RIGHT)]
    if None in bends:
        return Bend.UNSETTLED
    step = compare(right, left)
    directions = {step, *(bend for bend in bends if bend)}
    if directions == {1}:
        return Bend.CONVEX
    return Bend.CONCAVE if directions == {-1} else Bend.NEITHER


def _curvature(proof: Proof, side: Side) -> int | None:
    """1 where f lies above its one-sided tangent and bends upwards near a, −1 below, 0 on it.

    Read off the first term beyond the linear one: in a germ without oscillation, a term that is
    o(h) and positive has a positive second derivative near 0 (Hardy, Orders of Infinity, 1910).
    Returns None where f oscillates near a, or the term was not found.
    """
    with bounded():
        for order in ORDERS:
            setting = Setting(order)
            try:
                germ = Expansion(proof.point, side, setting).germ(proof.function.tree)
                return None if setting.angles else _beyond_linear(germ).leading_sign()
            except NeedMoreTerms:
                continue
            except (NotDefined, Undecided):
                return None
    return None


def _beyond_linear(germ: Germ) -> Germ:
    terms = tuple(term for term in germ.terms if compare_scales(term[0], Scale(1)) < 0)
    return Germ(terms, germ.remainder)
