"""What the graph looks like around the point, in words, for whoever does not see it.

The words follow from what is proved of each side: its slope, its height at the point, and whether it is a
straight line. A slope is read from left to right, as on the screen. Angles are those of a graph with equal
units on both axes.
"""

from __future__ import annotations

from math import atan, degrees, isnan

from relu_tui.calculus.decision.limit_values import (
    Finite,
    Infinite,
    Limit,
    Oscillating,
    Undefined,
    differ,
)
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.decision.side_decision import decide
from relu_tui.calculus.decision.side_result import OneSide
from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.sign import as_float, sign
from relu_tui.calculus.explanation.phrases import holds_throughout, limit_text, point_text

NOT_SETTLED = "not settled"
"""Said of a side of which no picture is proved."""


def picture(proof: Proof, *, measured: bool) -> str:
    """The graph of f around the point, in one to three sentences.

    Args:
        proof: What is proved of f there.
        measured: Whether the slope of a curve may be told: before the verdict it would give it away. That of
            a straight line is there to be seen.
    """
    left, right = (_side(proof, side, measured) for side in (proof.left, proof.right))
    if left == right:
        sides = f"on both sides {left}"
    elif "," in left + right:
        sides = f"on the left {left}; on the right {right}"
    else:
        sides = f"{left} on the left, {right} on the right"
    told = f"The graph around x = {point_text(proof)}: {sides}."
    return " ".join(filter(None, (told, _at_the_point(proof), _one_line(proof, left == right))))


def _side(proof: Proof, side: OneSide, measured: bool) -> str:
    """What the graph does on a side."""
    match side.approach:
        case Undefined():
            return "nothing"
        case Infinite(direction):
            return f"running off {'upwards' if direction > 0 else 'downwards'} without end"
        case Oscillating():
            return "oscillating, never coming to one height"
        case Finite() as end:
            try:
                return _with_an_end(proof, side, end, measured)
            except Undecided:
                return NOT_SETTLED
    return NOT_SETTLED


def _with_an_end(proof: Proof, side: OneSide, end: Finite, measured: bool) -> str:
    """What a graph does that comes to one height; raises as `sign` does.

    Where f(a) is another height, or none, the slope is that of the graph with the height
    it comes to put there.
    """
    if isinstance(proof.value, Finite) and not differ(end, proof.value):
        return _inclined(proof, side, measured)
    own = decide(proof.function.tree, proof.point, end.number, side.side)
    way, height = _inclined(proof, own, measured), f"coming to the height {limit_text(end)}"
    return height if way == NOT_SETTLED else f"{way}, {height}"


def _inclined(proof: Proof, side: OneSide, measured: bool) -> str:
    """Which way a graph goes that comes to the point; raises as `sign` does."""
    match side.slope:
        case Infinite(direction):
            return f"{'rising' if direction > 0 else 'falling'} and upright at the point"
        case Oscillating():
            return "in waves without end, ever less high"
        case Finite(slope) if _is_straight(side):
            where = "" if holds_throughout(proof, side) else " close to the point"
            return f"{_way(slope)}{f' at {angle(slope)}' if sign(slope) else ''}{where}"
        case Finite(slope) if measured:
            return f"{_way(slope)}{f' at {angle(slope)}' if sign(slope) else ''} in the end"
        case Finite(slope):
            return _way(slope) if sign(slope) else "almost flat close to the point"
    return NOT_SETTLED


def _way(slope: Number) -> str:
    return ("falling", "flat", "rising")[sign(slope) + 1]


def _is_straight(side: OneSide) -> bool:
    """Whether the quotient is proved to be one number near the point; raises as `sign` does.

    It is where its expansion is exact and has no term, or a single one that tends to a number other than 0:
    a power of Δx would tend to 0 or grow, and a wave would oscillate.
    """
    slope, quotient = side.slope, side.quotient
    if not isinstance(slope, Finite) or quotient is None or not quotient.is_exact:
        return False
    return len(quotient.terms) == abs(sign(slope.number))


def angle(slope: Number) -> str:
    """The angle of a slope to the horizontal, without its direction: `45°`, `about 63°`."""
    size = abs(degrees(atan(as_float(slope))))
    if isnan(size):
        return "an angle that was not computed"
    if size < 1:
        return "less than 1°"
    if size > 89:
        return "more than 89°"
    return f"{'' if sign(slope) == slope else 'about '}{round(size)}°"


def _at_the_point(proof: Proof) -> str:
    """The point itself, where the graph does not simply go through it."""
    at, value = point_text(proof), proof.value
    if isinstance(value, Undefined):
        return f"It has no point at x = {at}."
    if isinstance(value, Finite) and any(_misses(side.approach, value) for side in (proof.left, proof.right)):
        return f"Its point at x = {at} has the height {limit_text(value)}."
    return ""


def _misses(approach: Limit, value: Finite) -> bool:
    """Whether a side is proved not to come to the height of the point."""
    try:
        return isinstance(approach, Finite) and differ(approach, value)
    except Undecided:
        return False


def _one_line(proof: Proof, alike: bool) -> str:
    """That no corner is to be seen, where both sides are straight and told in the same words."""
    sides = proof.left, proof.right
    try:
        straight = alike and isinstance(proof.value, Finite) and all(map(_is_straight, sides))
    except Undecided:
        return ""
    return "To the eye it is one straight line." if straight else ""
