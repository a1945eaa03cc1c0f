"""The number formats: one record each.

To add one, add its record here. Help, completion, settings and saved lessons ask for the names, so this
module imports nothing heavy; NumPy computes in a format in `format_arithmetic`.
"""

from __future__ import annotations

from math import copysign, frexp, inf, isfinite, isinf, ldexp, nan
from typing import NamedTuple


class Short(NamedTuple):
    """A format of few digits, by its numbers.

    Attributes:
        digits: Binary digits behind the first.
        least: The exponent of the least normal number; below it the numbers are evenly spaced.
        greatest: The greatest number.
        beyond: What is made of more than that.
    """

    digits: int
    least: int
    greatest: float
    beyond: float = inf

    def nearest(self, value: float) -> float:
        """The nearest number of the format, ties to even; the sign of 0 is kept."""
        if not isfinite(value):
            return value if isinf(self.beyond) else nan
        exponent = max(frexp(value)[1] - 1, self.least) - self.digits
        found = ldexp(round(ldexp(value, -exponent)), exponent)
        return copysign(found if abs(found) <= self.greatest else self.beyond, value)


class Format(NamedTuple):
    """A floating-point format.

    Attributes:
        name: As it is called.
        dtype: The NumPy type that computes, by its name. The shorter formats compute in float32 and round,
            which for the four operations gives the same result as rounding once (Figueroa, "When is double
            rounding innocuous?", SIGNUM Newsletter 30, 1995).
        short: What results are rounded to, where NumPy has no such type.
    """

    name: str
    dtype: str
    short: Short | None = None


_RECORDS = (
    Format("float64", "float64"),
    Format("float32", "float32"),
    Format("float16", "float16"),
    Format("bfloat16", "float32", Short(7, -126, (2 - 2.0**-7) * 2.0**127)),
    Format("float8_e4m3", "float32", Short(3, -6, 448.0, nan)),
    Format("float8_e5m2", "float32", Short(2, -14, 57_344.0)),
)

FORMATS: dict[str, Format] = {record.name: record for record in _RECORDS}
"""By name. Those of 8 bits are E4M3 and E5M2 (Micikevicius and others, "FP8 formats for deep learning",
arXiv:2209.05433): E4M3 has no infinity, and what is too large for it is NaN."""

FLOAT64 = _RECORDS[0]

EXACT = "exact"
"""What is said in the place of a format's name where nothing is rounded."""

NUMBER_FORMATS = (EXACT, *FORMATS)
"""How a row can be computed: exactly, or as a computer of that width would."""
