"""From an exact ball to a short fraction on a chosen side of it."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from relu_tui.certificate.errors import TooWide

LARGEST_EXPONENT = 6_000
"""Binary exponents beyond this are not written as fractions."""


def exact(value: arb) -> Fraction:
    """An exact ball as a fraction.

    Raises:
        TooWide: It is too large or too small to be written.
    """
    mantissa, exponent = value.man_exp()
    if abs(int(exponent)) > LARGEST_EXPONENT:
        raise TooWide("a bound is out of reach")
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def whole(value: arb) -> int | None:
    """The floor of every number of a ball, or None where it is not one, or too large to be written.

    FLINT ends the process where it is asked for an integer of a number with a huge exponent, however
    small the number, so the exponent is looked at first.
    """
    floors: set[int] = set()
    for end in (value.lower(), value.upper()):
        if not end.is_finite():
            return None
        mantissa, exponent = (int(part) for part in end.man_exp())
        if exponent > LARGEST_EXPONENT:
            return None
        floors.add(
            mantissa << exponent if exponent >= 0 else mantissa >> min(-exponent, mantissa.bit_length())
        )
    return floors.pop() if len(floors) == 1 else None


def above(value: arb, gap: arb | None = None) -> Fraction:
    """A short fraction at or above an exact ball: by one part in a hundred at most, unless it is 0.

    Args:
        value: The ball.
        gap: Where given, the fraction is nearer than a third of this positive number.
    """
    number = exact(value)
    if gap is not None:
        unit = _unit(exact(gap)) * 10
        return unit * -((-number / unit).__floor__())
    return -_below(-number) if number < 0 else _above(number)


def below(value: arb, gap: arb | None = None) -> Fraction:
    """A short fraction at or below an exact ball; `gap` as in `above`."""
    return -above(-value, gap)


def _above(number: Fraction) -> Fraction:
    for denominator in range(1, 13):
        short = Fraction(-((-number * denominator).__floor__()), denominator)
        if short <= number * Fraction(101, 100):
            return short
    unit = _unit(number)
    return unit * -((-number / unit).__floor__())


def _below(number: Fraction) -> Fraction:
    for denominator in range(1, 13):
        short = Fraction((number * denominator).__floor__(), denominator)
        if short >= number * Fraction(99, 100):
            return short
    unit = _unit(number)
    return unit * (number / unit).__floor__()


def _unit(number: Fraction) -> Fraction:
    """The place of the third digit of a positive number."""
    digits = len(str(number.numerator)) - len(str(number.denominator))
    unit = Fraction(10) ** (digits - 2)
    return unit if number >= unit * 100 else unit / 10
