"""What a constant's value is: its sign, its floor, its digits.

Balls are used here and nowhere else: an enclosure at a stated precision, computed afresh for each
question. A ball that excludes 0 proves a sign; a ball that contains 0 proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from math import inf

from flint import arb, ctx, fmpq, fmpz

from relu_tui.calculus.constants.exact import Constant, Generator, Monomial, Number, Sum
from relu_tui.calculus.constants.separation import algebraic_parts, separation_bits
from relu_tui.calculus.effort import spend
from relu_tui.calculus.outcomes import Undecided

PRECISIONS = (64, 128, 256, 512, 1024, 2048, 4096)
"""Bits tried in turn to tell a constant from 0."""


MOST_PLAIN_BITS = 100_000
"""A binary exponent beyond this is turned into a power of ten by logarithms."""


LONGEST = 20_000
"""Bits of the longest rational that a ball is turned into."""


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Evaluate balls to this many bits, whatever python-flint's global setting was."""
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


def sign(number: Number) -> int:
    """The sign of a constant: −1, 0 or 1.

    Raises:
        Undecided: The ball contains 0 at every precision tried, and no proof that it is 0 applies.
    """
    if not isinstance(number, Constant):
        return (number > 0) - (number < 0)
    if number.cached_sign is None:
        numerator = _sum_sign(number.numerator)
        number.cached_sign = numerator * (_sum_sign(number.denominator) if number.denominator else 1)
    return number.cached_sign


def is_zero(number: Number) -> bool:
    """Whether the constant is 0; raises as `sign` does."""
    return sign(number) == 0


def compare(left: Number, right: Number) -> int:
    """The sign of left − right; raises as `sign` does."""
    return sign(left - right)


def floor(number: Number) -> int:
    """The greatest whole number that is at most the constant; raises as `sign` does."""
    if not isinstance(number, Constant):
        return int(number.floor())
    for bits in PRECISIONS:
        spend(bits // 256)
        with precision(bits):
            enclosure = _ball(number)
            if _magnitude(enclosure) > PRECISIONS[-1]:
                continue
            lowest, highest = _floor_of(enclosure.lower()), _floor_of(enclosure.upper())
        if lowest == highest:
            return lowest
        if highest == lowest + 1:
            return lowest if sign(number - highest) < 0 else highest
    raise Undecided("a number too large or too close to call")


def ball(number: Number, bits: int) -> arb:
    """An enclosure of the constant, computed with this many bits."""
    with precision(bits):
        return _ball(number)


def certain_ball(number: Number, accuracy: int) -> arb | None:
    """An enclosure that is right to `accuracy` bits relative to its size, or None if none was found."""
    if not isinstance(number, Constant):
        return ball(number, accuracy + 16)
    for bits in (accuracy + 16, *(p for p in PRECISIONS if p > accuracy + 16)):
        enclosure = ball(number, bits)
        if enclosure.is_finite() and enclosure.rel_accuracy_bits() >= accuracy:
            return enclosure
    return None


def rational_bounds(enclosure: arb) -> tuple[fmpq, fmpq] | None:
    """Rationals around a ball, or None where it reaches further than can be written down.

    An end too small to be written down is moved outwards.
    """
    if _magnitude(enclosure) > LONGEST:
        return None
    with precision(64):
        return _rational_end(enclosure.lower(), -1), _rational_end(enclosure.upper(), 1)


def _rational_end(end: arb, direction: int) -> fmpq:
    mantissa, exponent = end.man_exp()
    if exponent >= -LONGEST:
        return fmpq(mantissa) * fmpq(2) ** int(exponent)
    away = end > 0 if direction > 0 else end < 0
    return fmpq(direction, fmpz(2) ** LONGEST) if away else fmpq(0)


def _magnitude(enclosure: arb) -> float:
    """A bound on log2 of the ball's size: past a few thousand, it must not be turned into an integer.

    (FLINT ends the process when a number of 10^60 digits is asked for.)
    """
    if not enclosure.is_finite():
        return inf
    mantissa, exponent = enclosure.abs_upper().man_exp()
    if not mantissa or exponent.bit_length() > 60:
        return inf if exponent > 0 else 0
    return float(exponent) + mantissa.bit_length()


def _floor_of(end: arb) -> int:
    """The floor of an exact ball of moderate size."""
    mantissa, exponent = (int(part) for part in end.man_exp())
    return mantissa << exponent if exponent >= 0 else mantissa >> min(-exponent, 2 * PRECISIONS[-1])


def decimal(number: Number, digits: int = 17) -> str:
    """The constant in decimal with this many significant digits, each of them certain.

    A rational whose decimal expansion ends within the digits is written in full. The last digit
    may be rounded. Returns `?` where no precision tried was enough.
    """
    if not isinstance(number, Constant):
        short = _terminating(number, digits)
        if short is not None:
            return short
    enclosure = certain_ball(number, int(digits * 3.33) + 8)
    if enclosure is None:
        return "?"
    if abs(enclosure.mid().man_exp()[1]) > MOST_PLAIN_BITS:
        return _decimal_of_extreme(enclosure, digits)
    return str(enclosure.str(digits, radius=False))


def as_float(number: Number) -> float:
    """The nearest double, or infinity where it is out of range."""
    if not isinstance(number, Constant):
        try:
            return float(Fraction(int(number.p), int(number.q)))
        except OverflowError:
            return float("inf") * sign(number)
    enclosure = certain_ball(number, 64)
    return float(enclosure.mid()) if enclosure is not None else float("nan")


def _decimal_of_extreme(enclosure: arb, digits: int) -> str:
    """Mantissa and power of ten of a number too large or small to be written out on the way."""
    size = abs(enclosure)
    with precision(int(digits * 3.33) + abs(enclosure.mid().man_exp()[1]).bit_length() + 64):
        power = size.log() / arb(10).log()
        exponent = power.floor().mid().fmpz()
        mantissa = ((power - exponent) * arb(10).log()).exp()
    sign_text = "-" if enclosure < 0 else ""
    return f"{sign_text}{mantissa.str(max(digits, 2), radius=False)}e{exponent}"


def _terminating(value: fmpq, digits: int) -> str | None:
    denominator = int(value.q)
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return None
    from decimal import Context, Inexact

    context = Context(prec=digits, Emax=10**9, Emin=-(10**9))
    result = context.divide(int(value.p), int(value.q))
    if context.flags[Inexact]:
        return None
    plain = format(result.normalize(), "f")
    return plain if len(plain) <= digits + 3 else str(result.normalize()).lower()


def _sum_sign(terms: Sum) -> int:
    for bits in PRECISIONS:
        spend(len(terms) * bits // 256)
        with precision(bits):
            enclosure = _sum_ball(terms)
        if enclosure > 0:
            return 1
        if enclosure < 0:
            return -1
        if bits == PRECISIONS[2] and _vanishes(terms):
            return 0
    raise Undecided("two numbers agree to a thousand digits, and no proof was found that they are equal")


def _vanishes(terms: Sum) -> bool:
    """Whether the sum is proved 0, part by part."""
    return all(_part_vanishes(part) for part in algebraic_parts(terms))


def _part_vanishes(part: Sum) -> bool:
    bits = separation_bits(part)
    if bits is None:
        return False
    spend(bits // 8)
    with precision(2 * bits + 64):
        return bool(abs(_sum_ball(part)).upper() < arb(2) ** (-bits))


def _ball(number: Number) -> arb:
    if not isinstance(number, Constant):
        return arb(number)
    result = _sum_ball(number.numerator)
    return result if number.denominator is None else result / _sum_ball(number.denominator)


def _sum_ball(terms: Sum) -> arb:
    result = arb(0)
    for monomial, coefficient in terms.items():
        result += _monomial_ball(monomial) * arb(coefficient)
    return result


def _monomial_ball(monomial: Monomial) -> arb:
    result = _ball(monomial.exponent).exp()
    if monomial.wave is not None:
        kind, argument = monomial.wave
        angle = _ball(argument)
        result *= angle.cos() if kind == "cos" else angle.sin()
    for generator, exponent in monomial.powers:
        base = _generator_ball(generator)
        whole = exponent.q == 1
        result *= base ** int(exponent) if whole else (base.log() * arb(exponent)).exp()
    return result


def _generator_ball(generator: Generator) -> arb:
    kind, argument = generator
    if kind == "pi":
        return arb.pi()
    if kind == "cospi":
        return (arb.pi() * _ball(argument)).cos()
    if kind == "atan_prime":
        return _ball(tangent_of_gaussian_prime(argument)).atan()
    value = _ball(argument)
    if kind == "root":
        return value
    if kind == "log":
        return value.log()
    return value.atan() if kind == "atan" else value.erf()


def tangent_of_gaussian_prime(prime: Number) -> fmpq:
    """b/a, where a + bi with a > b > 0 is a Gaussian prime of norm `prime` (≡ 1 mod 4).

    Found as Cornacchia does: Euclid's algorithm on the prime and a square root of −1.
    """
    if isinstance(prime, Constant):
        raise TypeError("a rational prime is needed")
    p = prime.p
    a, b = p, (p - 1).sqrtmod(p)
    while a * a > p:
        a, b = b, a % b
    return fmpq(b, a) if a > b else fmpq(a, b)
