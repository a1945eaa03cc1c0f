"""The values that programs take for a derivative that does not exist."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.calculus.decision.kink import Bend, Kink
from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.exact.printing import write

CONVENTIONS: tuple[Fraction | None, ...] = (None, Fraction(0), Fraction(1, 2), Fraction(1))
"""What `c` goes through: none, then the three values used in practice."""


def following(convention: Fraction | None) -> Fraction | None:
    """The convention after this one; an own value is followed by none."""
    if convention not in CONVENTIONS:
        return None
    return CONVENTIONS[(CONVENTIONS.index(convention) + 1) % len(CONVENTIONS)]


def describe(convention: Fraction | None, kink: Kink) -> str:
    """What choosing this value means at this kink, in a sentence."""
    interval = f"[{write(kink.low)}, {write(kink.high)}]"
    if convention is None:
        return (
            "No line is the tangent here. Programs that need a number take 0, 1/2 or 1 by convention: "
            "press c to see each as a line."
        )
    value = exactly(convention)
    name = write(value)
    if not kink.admits(value):
        return (
            f"The convention f′ = {name} is outside the subdifferential {interval}: "
            "no line with this slope supports f."
        )
    where = {
        Bend.CONVEX: f"a subgradient, in the subdifferential {interval}: nearby, its line is nowhere above f",
        Bend.CONCAVE: f"a supergradient, in {interval}: nearby, its line is nowhere below f",
        Bend.NEITHER: f"within {interval}, Clarke's subdifferential; f is neither convex nor concave nearby",
        Bend.UNSETTLED: f"within {interval}, the slopes from both sides",
    }[kink.bend]
    return f"The convention f′ = {name} is {where}. A choice, not a derivative."
