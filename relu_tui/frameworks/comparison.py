"""Compares a value that a framework returned with what is proved of the function."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from relu_tui.calculus.decision.kink import Bend, Kink
from relu_tui.calculus.decision.limit_values import Undefined
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.constant_printing import shown_number
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.explanation.phrases import limit_text, point_text
from relu_tui.calculus.explanation.verdict import clause, derivative
from relu_tui.calculus.language.line import told

DIGITS = Decimal("0.00005")
"""Half a unit of the last decimal that values of the table have."""

SINGLE = Decimal(2) ** -20
"""The relative error that a derivative computed in float32 may have and still be called right."""


class Standing(StrEnum):
    """How a returned value stands to what is proved."""

    DERIVATIVE = "the derivative"
    OTHER = "not the derivative"
    BOTH = "the slope from either side, to so many digits"
    LEFT = "the slope from the left"
    RIGHT = "the slope from the right"
    BETWEEN = "between the two slopes"
    OUTSIDE = "outside of the two slopes"
    NONE = "a number where there is no derivative"
    NO_NUMBER = "no number"
    OPEN = "nothing is proved to compare it with"


def standing(examination: Examination, value: float | str) -> Standing:
    """How a value stands to what is proved of f at a.

    Args:
        examination: What is proved.
        value: A value of the table, as text, or one that was measured, as a float.
    """
    found = Decimal(value)
    if not found.is_finite():
        return Standing.NO_NUMBER
    measured = not isinstance(value, str)
    if examination.differentiable is None:
        return Standing.OPEN
    if examination.derivative is not None:
        # next to a derivative that is 0 there is no relative error: f′(π) of cos, at the float32 next to π
        near = abs(found - Decimal(decimal(examination.derivative))) <= SINGLE
        matches = near or _matches(found, examination.derivative, measured=measured)
        return Standing.DERIVATIVE if matches else Standing.OTHER
    corner = examination.kink
    if corner is None:
        return Standing.NONE
    left = _matches(found, corner.left, measured=measured)
    right = _matches(found, corner.right, measured=measured)
    if left or right:
        return Standing.BOTH if left and right else Standing.LEFT if left else Standing.RIGHT
    inside = Decimal(decimal(corner.low)) < found < Decimal(decimal(corner.high))
    return Standing.BETWEEN if inside else Standing.OUTSIDE


def _matches(found: Decimal, proved: Number, *, measured: bool) -> bool:
    """Whether a value is a proved number, as far as its digits tell."""
    exact = Decimal(decimal(proved))
    return abs(found - exact) <= (SINGLE * abs(exact) if measured else DIGITS)


def spelled(value: float | str | None) -> str:
    """A value as it is read: at most five digits, without a zero's sign, and words for what is no number."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value.replace("-", "−")
    if value != value:
        return "undefined"
    if abs(value) == float("inf"):
        return "∞" if value > 0 else "−∞"
    return f"{value + 0.0:.5g}".replace("-", "−")


# --- what is proved -------------------------------------------------------------------------------


def proved(examination: Examination) -> str:
    """What is proved of f at a, as far as a returned value can be held against it."""
    at = point_text(examination)
    if examination.differentiable is None:
        said = told(clause(examination))
        return f"{said[0].upper()}{said[1:]}."
    if examination.derivative is not None:
        return f"{told(clause(examination))}: {told(derivative(examination))}. No other value is right."
    corner = examination.kink
    if corner is not None:
        one, other = shown_number(corner.left), shown_number(corner.right)
        slopes = f"the slope from the left is {one}, from the right {other}"
        return f"f has a kink at {at}: {slopes}. There is no derivative. {_subdifferential(corner)}"
    if isinstance(examination.value, Undefined):
        return f"f is not defined at {at}, and so has no derivative there."
    left, right = limit_text(examination.left.slope), limit_text(examination.right.slope)
    return f"f has no derivative at {at}: quotients from the left: {left}; from the right: {right}."


def _subdifferential(corner: Kink) -> str:
    interval = f"[{shown_number(corner.low)}, {shown_number(corner.high)}]"
    return {
        Bend.CONVEX: f"Clarke's subdifferential is {interval}; f is convex nearby: these are subgradients.",
        Bend.CONCAVE: f"Clarke's subdifferential is {interval}; f is concave nearby.",
        Bend.NEITHER: f"Clarke's subdifferential is {interval}; f is neither convex nor concave nearby.",
        Bend.UNSETTLED: f"What is between the two slopes is {interval}.",
    }[corner.bend]


def comparison(examination: Examination, values: Iterable[float | str]) -> str:
    """How the values returned stand to what is proved, each once, in a sentence."""
    found: dict[str, Standing] = {}
    for value in values:
        found.setdefault(spelled(value), standing(examination, value))
    if not found:
        return ""
    return "; ".join(f"{text} is {found[text]}" for text in sorted(found, key=_order)) + "."


def _order(text: str) -> tuple[int, float]:
    try:
        return 0, float(text.replace("−", "-").replace("∞", "inf"))
    except ValueError:
        return 1, 0.0
