"""Numbers as the learner reads them, in as much room as there is."""

from __future__ import annotations

from functools import lru_cache

from relu_tui.calculus.exact.constant import Constant, Number, rational
from relu_tui.calculus.exact.printing import DIGITS, digits, write
from relu_tui.calculus.exact.sign import decimal

LONGEST_FRACTION = 40
"""Characters of a fraction that is written as it is, for other programs."""


def number(value: Number, longest: int = 12) -> str:
    """A number of the table, exactly if it is short, else its first digits."""
    return write(value, longest)


@lru_cache(maxsize=8192)  # a step makes one row anew, and the table shows forty
def fitted(value: Number | str, width: int) -> str:
    """A number or a word in at most `width` characters: exactly if that fits, else fewer digits."""
    if isinstance(value, str):
        return value if len(value) <= width else f"{value[: width - 1]}…"
    count = max(width - 2, DIGITS)
    text = digits(value, count) if isinstance(value, Constant) else write(value, width)
    while len(text) > width and count > 1:
        count = max(1, min(count - 1, count - (len(text) - width - 2)))  # the point and `…` may go too
        text = digits(value, count)
        if "·10" in text:  # too long a way to write it: 7.45e−9 for 7.45…·10⁻⁹
            text = _scientific(value, count)
    return text if len(text) <= width else "…"


def _scientific(value: Number, count: int) -> str:
    """So many significant digits and a power of ten: 7.45e−9. No number is too small or too large for it."""
    mantissa, _, exponent = decimal(value, count).partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return (f"{mantissa}e{int(exponent)}" if exponent else mantissa).replace("-", "−")


def with_minus(text: str) -> str:
    """A printed number with a true minus sign; words are left alone."""
    return text.replace("-", "−") if text[:1] in "-0123456789" else text


def plain_number(value: Number | None) -> str:
    """A number for other programs, in ASCII: exactly where it is a short rational, else 17 digits."""
    if value is None:
        return ""
    exact = rational(value)
    text = decimal(value) if exact is None else str(exact)
    return text if len(text) <= LONGEST_FRACTION else decimal(value)
