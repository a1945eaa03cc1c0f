"""What a constant's value is: its sign, its floor, its digits."""

from __future__ import annotations

from math import log

from flint import arb, fmpq

from relu_tui.calculus.budget import counted, spend
from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact import relations
from relu_tui.calculus.exact.balls import (
    PRECISIONS,
    ball,
    certain_ball,
    magnitude,
    number_ball,
    precision,
    sum_ball,
)
from relu_tui.calculus.exact.constant import ONE, Constant, Number
from relu_tui.calculus.exact.monomial import Generator, Monomial
from relu_tui.calculus.exact.separation_bound import (
    algebraic_parts,
    separation_bits,
    without_reciprocals,
)
from relu_tui.calculus.exact.sums import Sum

LONGEST_TERMINATING = 4_096
"""Bits of a rational whose decimal is looked at for an end."""

MOST_PLAIN_BITS = 100_000
"""A binary exponent beyond this is turned into a power of ten by logarithms."""


def sign(number: Number) -> int:
    """The sign of a constant: −1, 0 or 1.

    Raises:
        Undecided: The ball contains 0 at every precision tried, and no proof that it is 0 applies.
    """
    if not isinstance(number, Constant):
        return (number > 0) - (number < 0)
    if number.cached_sign is None:
        with counted():
            result = _sum_sign(number.numerator)
            for factor, k in number.denominator:
                result *= sign(factor) if k % 2 else 1
        number.cached_sign = result
    return number.cached_sign


def is_zero(number: Number) -> bool:
    """Whether the constant is 0; raises as `sign` does."""
    return sign(number) == 0


def compare(left: Number, right: Number) -> int:
    """The sign of left − right; raises as `sign` does."""
    with counted():
        return sign(left - right)


UNPRINTABLE = "?"
"""What stands for a number none of whose digits is certain."""


def floor(number: Number) -> int:
    """The greatest whole number that is at most the constant; raises as `sign` does."""
    if not isinstance(number, Constant):
        return int(number.floor())
    for bits in PRECISIONS:
        with counted(), precision(bits):
            enclosure = number_ball(number)
            if magnitude(enclosure) > PRECISIONS[-1]:
                continue
            lowest, highest = _floor_of(enclosure.lower()), _floor_of(enclosure.upper())
        if lowest == highest:
            return lowest
        if highest == lowest + 1:
            return lowest if sign(number - highest) < 0 else highest
    raise Undecided("a number too large or too close to call")


def _floor_of(end: arb) -> int:
    """The floor of an exact ball of moderate size."""
    mantissa, exponent = (int(part) for part in end.man_exp())
    return mantissa << exponent if exponent >= 0 else mantissa >> min(-exponent, 2 * PRECISIONS[-1])


def decimal(number: Number, digits: int = 17) -> str:
    """The constant in decimal with this many significant digits, each of them certain.

    A rational whose decimal expansion ends within the digits is written in full. The last digit
    may be rounded. Returns `UNPRINTABLE` where no precision tried was enough.
    """
    if not isinstance(number, Constant):
        short = _terminating(number, digits)
        if short is not None:
            return short
    enclosure = certain_ball(number, int(digits * 3.33) + 8)
    if enclosure is None:
        return UNPRINTABLE
    if abs(enclosure.mid().man_exp()[1]) > MOST_PLAIN_BITS:
        return _decimal_of_extreme(enclosure, digits)
    return str(enclosure.str(digits, radius=False))


def as_float(number: Number) -> float:
    """The nearest double, or infinity where it is out of range."""
    if not isinstance(number, Constant):
        try:
            return int(number.p) / int(number.q)
        except OverflowError:
            return float("inf") * sign(number)
    enclosure = certain_ball(number, 64)
    return float(enclosure.mid()) if enclosure is not None else float("nan")


def _decimal_of_extreme(enclosure: arb, digits: int) -> str:
    """Mantissa and power of ten of a number too large or small to be written out on the way."""
    size = abs(enclosure)
    with precision(int(digits * 3.33) + abs(enclosure.mid().man_exp()[1]).bit_length() + 64):
        power = size.log() / arb(10).log()
        # a power of ten is not told from what is next to it: 1.000… rather than 9.999…
        exponent = (power.mid() + arb(2) ** -40).floor().mid().fmpz()
        mantissa = ((power - exponent) * arb(10).log()).exp()
    sign_text = "-" if enclosure < 0 else ""
    text = str(mantissa.str(max(digits, 2), radius=False))
    if text.startswith("10") or "e" in text:  # 9.99… was rounded to 10
        text, exponent = "1." + "0" * (digits - 1), exponent + 1
    return f"{sign_text}{text}e{exponent}"


def _terminating(value: fmpq, digits: int) -> str | None:
    """The decimal in full, if it ends within the digits; told by sizes before anything large is divided."""
    if value.height_bits() > LONGEST_TERMINATING:
        return None
    numerator, denominator = int(value.p), int(value.q)
    if denominator > 1:
        twos = (denominator & -denominator).bit_length() - 1
        odd = denominator >> twos
        fives = round(log(odd, 5))
        longest = 4 * digits  # in bits, of the digits without the point: numerator times 2ᵏ or 5ᵏ
        if numerator.bit_length() > longest or abs(twos - fives) > longest or 5**fives != odd:
            return None
    from decimal import Context, Inexact

    context = Context(prec=digits, Emax=10**9, Emin=-(10**9))
    result = context.divide(numerator, denominator)
    if context.flags[Inexact]:
        return None
    result = result.normalize(context)
    plain = format(result, "f")
    return plain if len(plain) <= digits + 3 else str(result).lower()


def _sum_sign(terms: Sum) -> int:
    for bits in PRECISIONS:
        with precision(bits):
            enclosure = sum_ball(terms)
        if enclosure > 0:
            return 1
        if enclosure < 0:
            return -1
        if bits == PRECISIONS[1] and (by_form := _sign_by_form(terms)):
            return by_form
        if bits == PRECISIONS[2] and _vanishes(terms):
            return 0
    raise Undecided("two numbers agree to a thousand digits, and no proof was found that they are equal")


def _sign_by_form(terms: Sum) -> int:
    """The sign of a sum whose terms are all seen to be of one sign, else 0.

    This is for what no precision will tell from 0, such as e^(−e^1000), or a logarithm of 1 + e^(−e^1000).
    """
    try:
        signs = {_sign_of_factors(monomial) * (1 if c > 0 else -1) for monomial, c in terms.items()}
    except Undecided:
        return 0
    return signs.pop() if len(signs) == 1 else 0


def _sign_of_factors(monomial: Monomial) -> int:
    result = 1 if monomial.wave is None else _sign_of_wave(*monomial.wave)
    for generator, exponent in monomial.powers:
        if exponent.q != 1 or int(exponent) % 2 == 0:
            continue
        if generator.kind == "log":
            result *= sign(generator.argument - 1)
        elif generator.kind in ("atan", "asin", "erf", "erfi", "lambertw", "sum"):
            result *= sign(generator.argument)
        elif generator.kind == "polygamma" and generator.order:
            # (−1)ᵏ⁺¹·k!·Σ 1/(n + c)ᵏ⁺¹ with c > 0 (DLMF 5.15.1)
            result *= 1 if generator.order % 2 else -1
        elif generator.kind in ("polygamma", "ei", "besselj"):
            result *= _sign_of_value(generator)
    return result


def _sign_of_value(generator: Generator) -> int:
    value = ball(Constant({Monomial(powers=((generator, ONE),)): ONE}), PRECISIONS[1])
    if not (value > 0 or value < 0):
        raise Undecided("a value too close to 0")
    return 1 if value > 0 else -1


def _sign_of_wave(kind: str, argument: Number) -> int:
    angle = ball(argument, PRECISIONS[1])
    if abs(angle) < 1:
        return 1 if kind == "cos" else sign(argument)
    value = ball(Constant({Monomial(wave=(kind, argument)): fmpq(1)}), PRECISIONS[1])
    if not (value > 0 or value < 0):
        raise Undecided("an angle too close to a whole number of half turns")
    return 1 if value > 0 else -1


def _vanishes(terms: Sum) -> bool:
    """Whether the sum is proved 0: part by part, or by a relation between logarithms or angles."""
    rest: Sum = {}
    for part, factor in algebraic_parts(terms):
        if not _algebraic_vanishes(factor):
            rest.update(part)
    try:
        return not rest or relations.vanishes(rest, is_zero)
    except Undecided:
        return False


def _algebraic_vanishes(terms: Sum) -> bool:
    terms = without_reciprocals(terms)
    bits = separation_bits(terms)
    if bits is None:
        return False
    spend(bits // 8)
    with precision(2 * bits + 64):
        return bool(abs(sum_ball(terms)).upper() < arb(2) ** (-bits))
