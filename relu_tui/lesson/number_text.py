"""Numbers as the learner reads them, in as much room as there is."""

from __future__ import annotations

from itertools import takewhile

from flint import fmpq

from relu_tui.calculus.exact.constant import Constant, Number, rational
from relu_tui.calculus.exact.constant_printing import DIGITS, digits, write
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.language.printing import in_use, remembered

SHORT = 5
"""Characters of an exact form that stands in the table in place of digits."""

HARDLY = fmpq(1, 10**6)
"""A number this near to a whole one is written as that and what is missing."""

LONGEST_FRACTION = 40
"""Characters of a fraction that is written as it is, for other programs."""


def number(value: Number, longest: int = 12) -> str:
    """A number of the table, exactly if it is short, else its first digits."""
    return write(value, longest, in_use())


@remembered(8192)  # a step makes one row anew, and the table shows forty
def fitted(value: Number | str, width: int) -> str:
    """A number or a word in at most `width` characters: exactly if that fits, else fewer digits."""
    if isinstance(value, str):
        return value if len(value) <= width else f"{value[: width - 1]}…"
    exact = "…" if isinstance(value, Constant) else write(value, width, in_use())
    return exact if "…" not in exact and len(exact) <= width else _in_digits(value, width)


def _in_digits(value: Number, width: int) -> str:
    """A number as so many of its digits as there is room for."""
    count = max(width - 2, DIGITS)
    text = digits(value, count)
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
    told = exponent.lstrip("+") if "e" in exponent else exponent and str(int(exponent))  # itself too large
    return (f"{mantissa}e{told}" if told else mantissa).replace("-", "−")


@remembered(8192)
def slope_text(value: Number | str, width: int) -> str:
    """A slope of the table: in decimals, so that digits which settle stand below one another.

    In full where that fits; else a rational exactly where that is short (1/3, or 2 − 2⁻³⁰ beside a
    whole number); else as many digits as there is room for, and `…`: no fraction among decimals.
    """
    if isinstance(value, str):
        return fitted(value, width)
    text = digits(value, max(width, 1))
    if len(text) <= width and "…" not in text:
        return text
    short = write(value, SHORT, in_use())
    if rational(value) is not None and "…" not in short and len(short) <= width:
        return short
    told = _beside_a_whole(value, width) or _in_digits(value, width)
    return fitted(value, width) if told == "…" else told


def _beside_a_whole(value: Number, width: int) -> str:
    """A rational that is hardly more or less than a whole number, as that number and what is missing.

    Empty for any other number, and where there is no room.
    """
    exact = rational(value)
    if exact is None or exact.q == 1:
        return ""
    whole = (exact + fmpq(1, 2)).floor()
    rest = exact - whole
    if not whole or abs(rest) > HARDLY:
        return ""
    name = write(abs(rest), width, in_use())
    parts = (str(whole).replace("-", "−"), "−" if rest < 0 else "+", name)
    texts = (" ".join(parts), "".join(parts))
    return next((text for text in texts if len(text) <= width and "…" not in name), "")


def settled(before: str, text: str) -> int:
    """How many characters at the start of a number are those of the row before, `…` left aside."""
    pairs = zip(before.rstrip("…"), text.rstrip("…"), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if before == text:
        return len(text)
    return same if any(character.isdigit() for character in text[:same]) else 0


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
