"""The values that programs take for a derivative that does not exist."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.calculus.decision.kink import Bend, Kink
from relu_tui.calculus.exact.constant import Number, exactly, rational
from relu_tui.calculus.exact.constant_printing import shown_number


def offered(kink: Kink) -> tuple[Fraction | None, ...]:
    """What `c` goes through at a kink: none, the slope on its lower side, the middle, the other slope.

    A slope that is no fraction is left out.
    """
    low, high = _fraction(kink.low), _fraction(kink.high)
    middle = None if low is None or high is None else (low + high) / 2
    return (None, *(slope for slope in (low, middle, high) if slope is not None))


def _fraction(number: Number) -> Fraction | None:
    value = rational(number)
    return None if value is None else Fraction(int(value.p), int(value.q))


def following(convention: Fraction | None, kink: Kink) -> Fraction | None:
    """The convention after this one; an own value is followed by none."""
    every = offered(kink)
    return every[(every.index(convention) + 1) % len(every)] if convention in every else None


def describe(convention: Fraction | None, kink: Kink) -> str:
    """What choosing this value means at this kink, in a sentence."""
    low, high = shown_number(kink.low), shown_number(kink.high)
    if convention is None:
        return (
            f"No line is the tangent here. Programs take some slope, mostly one from {low} to {high}: "
            "press c to see lines."
        )
    value = exactly(convention)
    name = shown_number(value)
    if not kink.admits(value):
        return f"A line of slope {name} cuts the graph at the corner: {name} is not between {low} and {high}."
    where = {
        Bend.CONVEX: f"stays below the graph nearby. So does any slope from {low} to {high}",
        Bend.CONCAVE: f"stays above the graph nearby. So does any slope from {low} to {high}",
        Bend.NEITHER: f"is between those of slope {low} and {high}. The graph bends both ways nearby",
        Bend.UNSETTLED: f"is between those of slope {low} and {high}, the slopes on the two sides",
    }[kink.bend]
    return f"The line of slope {name} {where}. A choice, not a derivative."
