"""Rows of the table as a lesson shows them: exact, or beside what a number format makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from relu_tui.calculus.exact.constant import Number, exactly
from relu_tui.calculus.side import Side
from relu_tui.lesson.lesson import Lesson, computed_row, examined
from relu_tui.lesson.number_text import with_minus

Shown: TypeAlias = "Number | str"
"""A number, or a word where there is none."""

NOTHING = "—"


@dataclass(frozen=True, eq=False)  # each row is made once; what is kept of it is found by that one
class Evidence:
    """One row.

    Attributes:
        side: The side of the point.
        step: Δx, with its sign.
        place: a+Δx.
        value: f(a+Δx), exactly.
        rise: f(a+Δx) − f(a), exactly.
        quotient: The rise over Δx, exactly.
        computed_value: f(a+Δx) in the lesson's number format.
        computed: The quotient in that format, a bar behind its last right digit; or what rounding did.
        right: How many of its digits are right, in words.
    """

    side: Side
    step: Number
    place: Number
    value: Shown
    rise: Shown
    quotient: Shown
    computed_value: str = ""
    computed: str = ""
    right: str = ""


def evidence(lesson: Lesson, side: Side, index: int) -> Evidence:
    """The row of a step that was seen."""
    step = lesson.trail(side).step(index) * side
    return evidence_at(lesson.function, lesson.at, step, lesson.number_format)


@lru_cache(maxsize=4096)
def evidence_at(function: str, at: str, step: Fraction, number_format: str) -> Evidence:
    """The row of a step, Δx with its sign.

    Args:
        function: f, in the expression language.
        at: a, likewise.
        step: Δx.
        number_format: As in `Lesson`.
    """
    row = computed_row(function, at, step)
    side = Side.LEFT if step < 0 else Side.RIGHT
    missing = "none"
    exact = Evidence(
        side,
        exactly(step),
        examined(function, at).point + exactly(step),
        NOTHING if row.value is None else row.value,
        NOTHING if row.rise is None else row.rise,
        missing if row.quotient is None else row.quotient,
    )
    return exact if number_format == "exact" else _rounded(exact, function, at, step, number_format)


def _rounded(exact: Evidence, function: str, at: str, step: Fraction, number_format: str) -> Evidence:
    from relu_tui.calculus.numerics.rounded_rows import is_number, rounded_rows
    from relu_tui.number_formats import FORMATS

    examination = examined(function, at)
    row = computed_row(function, at, step)
    (printed,) = rounded_rows(examination.function.tree, examination.point, [row], FORMATS[number_format])
    right = "" if printed.right is None or not is_number(printed.quotient) else str(printed.right)
    return Evidence(
        exact.side,
        exact.step,
        exact.place,
        exact.value,
        exact.rise,
        exact.quotient,
        with_minus(printed.value),
        _marked(with_minus(printed.quotient), printed.right),
        right,
    )


def _marked(text: str, right: int | None) -> str:
    """A printed number with a bar behind its last right digit, unless all are right: 0.5403|01."""
    digits = [index for index, character in enumerate(text) if character.isdecimal()]
    leading = len(text) - len(text.lstrip("−0."))
    significant = [index for index in digits if index >= leading and "e" not in text[:index]]
    if right is None or right >= len(significant):
        return text
    cut = significant[right]
    return f"{text[:cut]}|{text[cut:]}"
