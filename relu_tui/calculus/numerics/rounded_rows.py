"""Rows of the table as a computer of a given width would print them, beside the exact quotient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile
from math import isinf, isnan

from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.sign import UNPRINTABLE, as_float, decimal, is_zero
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.numerics.evaluation import Float, compiled, nearest
from relu_tui.calculus.numerics.format_arithmetic import arithmetic, nearest_in, tiny
from relu_tui.calculus.numerics.quotients import Row
from relu_tui.number_formats import Format

LOST = "Δx lost in rounding"
TOO_SMALL = "Δx rounds to 0"
OVERFLOW = "overflow"
UNDERFLOW = "underflow"
NO_NUMBER = "no number"
UNDEFINED = "undefined"
_LONGEST_EXPONENT = 4  # a sign and three digits: no format here reaches past 10^±324


@dataclass(frozen=True)
class Computed:
    """One step as the format computes it.

    Attributes:
        value: f(a+Δx).
        rise: f(a+Δx) − f(a).
        quotient: The rise over Δx; meaningless where `lost`.
        lost: `LOST` or `TOO_SMALL` where rounding took Δx away, else an empty string.
    """

    value: Float
    rise: Float
    quotient: Float
    lost: str


@dataclass(frozen=True)
class RoundedRow:
    """One step as it is printed.

    Attributes:
        step: Δx, exactly.
        value: f(a+Δx), or a word.
        rise: f(a+Δx) − f(a), or a word.
        quotient: The quotient, or a word where the format yields no number.
        right: Leading digits of the quotient that agree with the exact one, or None without one.
    """

    step: Fraction
    value: str
    rise: str
    quotient: str
    right: int | None


def compute(tree: Numeric, point: Number, steps: Sequence[Fraction], fmt: Format) -> list[Computed]:
    """The difference quotients at the steps, each operation rounded to the format."""
    operations = arithmetic(fmt)
    function = compiled(tree, operations)
    subtract, divide = operations.binary["-"], operations.binary["/"]
    at = nearest_in(fmt, as_float(point))
    value_at = function(at)
    result: list[Computed] = []
    for step in steps:
        delta = nearest_in(fmt, nearest(step.numerator, step.denominator))
        shifted = operations.binary["+"](at, delta)
        value = function(shifted)
        rise = subtract(value, value_at)
        lost = TOO_SMALL if delta == 0 else LOST if shifted == at else ""
        result.append(Computed(value, rise, divide(rise, delta), lost))
    return result


def rounded_rows(tree: Numeric, point: Number, exact: Sequence[Row], fmt: Format) -> list[RoundedRow]:
    """The same rows in a format.

    Args:
        tree: f.
        point: a.
        exact: The rows as they are, to tell under- and overflow and count digits.
        fmt: The format.
    """
    rows: list[RoundedRow] = []
    steps = [row.step for row in exact]
    for row, computed in zip(exact, compute(tree, point, steps, fmt), strict=True):
        value, rise = _shown(computed.value, row.value, fmt), _shown(computed.rise, row.rise, fmt)
        if computed.lost:
            rows.append(RoundedRow(row.step, value, rise, computed.lost, None))
            continue
        printed = _shown(computed.quotient, row.quotient, fmt)
        right = None if row.quotient is None else digits_in_common(printed, decimal(row.quotient, 20))
        rows.append(RoundedRow(row.step, value, rise, printed, right))
    return rows


def shortest(value: Float, fmt: Format) -> str:
    """The fewest digits that the format reads back as this value."""
    text = ""
    for count in range(1, 18):
        text = f"{float(value):.{count}g}"
        if nearest_in(fmt, float(text)) == value:
            break
    return text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def is_number(printed: str) -> bool:
    """Whether what is printed is a number, not one of the words above."""
    return printed not in (LOST, TOO_SMALL, OVERFLOW, UNDERFLOW, NO_NUMBER, UNDEFINED)


def digits_in_common(printed: str, exact: str) -> int:
    """How many leading significant digits of a printed number are those of the exact one.

    1 has none in common with 0.99999: what is counted are digits, not how near the two are.
    """
    if not is_number(printed) or exact == UNPRINTABLE or len(exact.partition("e")[2]) > _LONGEST_EXPONENT:
        return 0
    a, b = Decimal(printed), Decimal(exact)
    if a == b:
        return max(len(_significant(printed)), 1)
    if not a or not b or a.is_signed() != b.is_signed() or a.adjusted() != b.adjusted():
        return 0
    pairs = zip(_significant(printed), _significant(exact).ljust(len(printed), "0"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _significant(text: str) -> str:
    return text.partition("e")[0].replace("-", "").replace(".", "").lstrip("0")


def _shown(value: Float, exact: Number | None, fmt: Format) -> str:
    if isnan(value):
        return UNDEFINED if exact is None else NO_NUMBER
    if isinf(value):
        return OVERFLOW
    if value == 0:
        return UNDERFLOW if exact is not None and _is_tiny(exact, fmt) else "0"
    return shortest(value, fmt)


def _is_tiny(exact: Number, fmt: Format) -> bool:
    """Whether a number is not 0, but less than every normal number of the format."""
    try:
        return abs(as_float(exact)) < tiny(fmt) and not is_zero(exact)
    except Undecided:
        return False
