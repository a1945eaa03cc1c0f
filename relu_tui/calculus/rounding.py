"""Rows of the table as a computer of a given width would print them, beside the exact quotient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from relu_tui.calculus.constants.exact import Number
from relu_tui.calculus.constants.sign import as_float, decimal
from relu_tui.calculus.evaluation import Array, Format, evaluate, nearest
from relu_tui.calculus.syntax import Numeric

LOST = "Δx lost in rounding"
TOO_SMALL = "Δx rounds to 0"
_LONGEST_EXPONENT = 4  # a sign and three digits: no format here reaches past 10^±324
OVERFLOW = "overflow"
UNDERFLOW = "underflow"
NO_NUMBER = "no number"
UNDEFINED = "undefined"


@dataclass(frozen=True)
class RoundedRow:
    """One step as the format computes it.

    Attributes:
        step: Δx, exactly.
        value: f(a+Δx) as printed, or a word.
        rise: f(a+Δx) − f(a) as printed, or a word.
        quotient: The quotient as printed, or a word where the format yields no number.
        right: Leading digits of the quotient that agree with the exact one, or None without one.
    """

    step: Fraction
    value: str
    rise: str
    quotient: str
    right: int | None


@dataclass(frozen=True)
class Computed:
    """The quotient at many steps in one format, as arrays of the same length as the steps."""

    shifted: Array
    values: Array
    rises: Array
    quotients: Array
    lost: Array
    vanished: Array


def compute(tree: Numeric, point: Number, steps: Sequence[Fraction], fmt: Format) -> Computed:
    """The difference quotients at every step, each operation rounded to the format."""
    at = fmt.round(np.asarray(as_float(point)))
    deltas = fmt.round(np.array([nearest(s.numerator, s.denominator) for s in steps], dtype=np.float64))
    with np.errstate(all="ignore"):
        shifted = fmt.round(at + deltas)
        values = evaluate(tree, shifted, fmt)
        rises = fmt.round(values - evaluate(tree, at, fmt))
        quotients = fmt.round(np.where(deltas == 0, np.nan, rises / deltas))
    return Computed(shifted, values, rises, quotients, shifted == at, deltas == 0)


def rounded_rows(
    tree: Numeric,
    point: Number,
    steps: Sequence[Fraction],
    exact: Sequence[tuple[Number | None, Number | None]],
    fmt: Format,
) -> list[RoundedRow]:
    """The rows at the given steps.

    Args:
        tree: f.
        point: a.
        steps: Δx for each row.
        exact: (f(a+Δx), quotient) for each row, exactly, to tell under- and overflow and count digits.
        fmt: The format.
    """
    computed = compute(tree, point, steps, fmt)
    rows: list[RoundedRow] = []
    for index, (step, (value, quotient)) in enumerate(zip(steps, exact, strict=True)):
        shown = _shown(float(computed.values[index]), value, fmt)
        rise = _shown(float(computed.rises[index]), quotient, fmt)
        if computed.vanished[index]:
            rows.append(RoundedRow(step, shown, rise, TOO_SMALL, None))
        elif computed.lost[index]:
            rows.append(RoundedRow(step, shown, rise, LOST, None))
        else:
            printed = _shown(float(computed.quotients[index]), quotient, fmt)
            right = None if quotient is None else digits_in_common(printed, decimal(quotient, 20))
            rows.append(RoundedRow(step, shown, rise, printed, right))
    return rows


def shortest(value: float, fmt: Format) -> str:
    """The fewest digits that the format reads back as this value."""
    for count in range(1, 18):
        text = f"{value:.{count}g}"
        if float(fmt.round(np.asarray(float(text)))) == value:
            break
    return text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def is_number(printed: str) -> bool:
    """Whether what is printed is a number, not one of the words above."""
    return printed not in (LOST, TOO_SMALL, OVERFLOW, UNDERFLOW, NO_NUMBER, UNDEFINED)


def digits_in_common(printed: str, exact: str) -> int:
    """How many leading significant digits of a printed number are those of the exact one.

    A digit counts as right if it is the exact one, or the exact one rounded there.
    """
    exponent = exact.partition("e")[2]
    if not is_number(printed) or len(exponent) > _LONGEST_EXPONENT:
        return 0
    a, b = Fraction(printed), Fraction(exact)
    if a == b:
        return max(len(_significant(printed)), 1)
    if not b or (a < 0) != (b < 0):
        return 0
    relative = abs(a - b) / abs(b)
    count = 0
    while count < len(_significant(printed)) and relative * 2 * 10**count < 1:
        count += 1
    return count


def _significant(text: str) -> str:
    return text.partition("e")[0].replace("-", "").replace(".", "").lstrip("0")


def _shown(value: float, exact: Number | None, fmt: Format) -> str:
    if np.isnan(value):
        return UNDEFINED if exact is None else NO_NUMBER
    if np.isinf(value):
        return OVERFLOW
    if value == 0:
        return (
            UNDERFLOW
            if exact is not None and as_float(exact) != 0 and abs(as_float(exact)) < _tiny(fmt)
            else "0"
        )
    return shortest(value, fmt)


def _tiny(fmt: Format) -> float:
    """The least normal number of the format."""
    return float(np.finfo(fmt.dtype).tiny)
