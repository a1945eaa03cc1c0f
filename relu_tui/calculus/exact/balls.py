"""Enclosures of exact constants, computed afresh for each question at a stated precision.

Balls are a sign oracle and a printer, never a stored value. One that excludes 0 proves a sign; one
that contains 0 proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import inf

from flint import arb, ctx, fmpq, fmpz

from relu_tui.calculus.budget import count_no_more, counted, spend
from relu_tui.calculus.errors import Exhausted, Undecided
from relu_tui.calculus.exact.constant import Constant, Number
from relu_tui.calculus.exact.monomial import UNIT, Generator, Monomial
from relu_tui.calculus.exact.sums import Sum
from relu_tui.calculus.language import special_functions

PRECISIONS = (64, 128, 256, 512, 1024, 2048, 4096)
"""Bits tried in turn to tell a constant from 0."""

POLYGAMMA = 20
"""What a value of a polygamma function costs, in products of coefficients."""

USUAL_BITS = 53
"""python-flint's own precision, where none is set."""

MOST_BITS = 20_000
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


def forget_what_was_left() -> None:
    """Have all that is global to the process as it is between two questions, after one was left.

    It may have been left as it was about to put things back: then the next would be asked with its
    precision, and with what it had not spent.
    """
    ctx.prec = USUAL_BITS
    count_no_more()


def ball(number: Number, bits: int) -> arb:
    """An enclosure of the constant, computed with this many bits."""
    with precision(bits):
        return number_ball(number)


def certain_ball(number: Number, accuracy: int) -> arb | None:
    """An enclosure that is right to `accuracy` bits relative to its size, or None if none was found."""
    # In whole words: questions that differ by a few bits share what was computed for their parts.
    enough = -(-(accuracy + 16) // PRECISIONS[0]) * PRECISIONS[0]
    if not isinstance(number, Constant):
        return ball(number, enough)
    with suppress(Exhausted), counted():
        for bits in (enough, *(p for p in PRECISIONS if p > enough)):
            enclosure = ball(number, bits)
            if enclosure.is_finite() and enclosure.rel_accuracy_bits() >= accuracy:
                return enclosure
    return None


def rational_bounds(enclosure: arb) -> tuple[fmpq, fmpq] | None:
    """Rationals around a ball, or None where it reaches further than can be written down.

    An end too small to be written down is moved outwards.
    """
    if magnitude(enclosure) > MOST_BITS:
        return None
    with precision(64):
        return _rational_end(enclosure.lower(), -1), _rational_end(enclosure.upper(), 1)


def _rational_end(end: arb, direction: int) -> fmpq:
    mantissa, exponent = end.man_exp()
    if exponent >= -MOST_BITS:
        return fmpq(mantissa) * fmpq(2) ** int(exponent)
    away = end > 0 if direction > 0 else end < 0
    return fmpq(direction, fmpz(2) ** MOST_BITS) if away else fmpq(0)


def magnitude(enclosure: arb) -> float:
    """A bound on log2 of the ball's size: past a few thousand, it must not be turned into an integer.

    (FLINT ends the process when a number of 10^60 digits is asked for.)
    """
    if not enclosure.is_finite():
        return inf
    mantissa, exponent = enclosure.abs_upper().man_exp()
    if not mantissa or exponent.bit_length() > 60:
        return inf if exponent > 0 else 0
    return float(exponent) + mantissa.bit_length()


def whole(enclosure: arb) -> int | None:
    """The floor of every number of a ball of moderate size, or None where they have not one floor.

    FLINT ends the process where it is asked for an integer of a number with a huge exponent, however
    small the number, so the exponent is looked at first.
    """
    if magnitude(enclosure) > MOST_BITS:
        return None
    floors: set[int] = set()
    for end in (enclosure.lower(), enclosure.upper()):
        mantissa, exponent = (int(part) for part in end.man_exp())
        floors.add(
            mantissa << exponent if exponent >= 0 else mantissa >> min(-exponent, mantissa.bit_length())
        )
    return floors.pop() if len(floors) == 1 else None


def number_ball(number: Number) -> arb:
    """An enclosure at the precision that is set."""
    if not isinstance(number, Constant):
        return arb(number)
    result = sum_ball(number.numerator)
    for factor, k in number.denominator:
        result /= _whole_power(sum_ball(factor.numerator), k)
    return result


def sum_ball(terms: Sum) -> arb:
    """An enclosure of a sum of monomials at the precision that is set."""
    result = arb(0)
    for monomial, coefficient in terms.items():
        result += _monomial_ball(monomial) * arb(coefficient)
    return result


def _monomial_ball(monomial: Monomial) -> arb:
    """A part that stands in many places is computed once at each precision."""
    if monomial.enclosure is None or monomial.enclosure[0] != ctx.prec:
        spend(1 + ctx.prec // 512)
        monomial.enclosure = ctx.prec, _monomial_computed(monomial)
    return monomial.enclosure[1]


def _monomial_computed(monomial: Monomial) -> arb:
    result = number_ball(monomial.exponent).exp()
    if monomial.wave is not None:
        kind, argument = monomial.wave
        angle = number_ball(argument)
        result *= angle.cos() if kind == "cos" else angle.sin()
    for generator, exponent in monomial.powers:
        base = _generator_ball(generator)
        whole = exponent.q == 1
        result *= _whole_power(base, int(exponent)) if whole else (base.log() * arb(exponent)).exp()
    return result


def _generator_ball(generator: Generator) -> arb:
    kind, argument = generator.kind, generator.argument
    if kind == "pi":
        return arb.pi()
    if kind == "cospi":
        return (arb.pi() * number_ball(argument)).cos()
    if kind == "atan_prime":
        return number_ball(tangent_of_gaussian_prime(argument)).atan()
    if kind == "step":
        raise Undecided("h is no number")
    if kind == "euler":
        return arb.const_euler()
    value = number_ball(argument)
    if kind == "polygamma":
        spend(POLYGAMMA * (1 + ctx.prec // 512))
        return special_functions.polygamma(generator.order, value)
    if kind in ("root", "sum"):
        return value
    if kind == "log":
        return _log_ball(argument)
    return _BALLS[f"{kind}{generator.order}" if kind in ("besselj", "besseli") else kind](value)


_BALLS = {
    **special_functions.BALLS,
    "atan": arb.atan,
    "asin": arb.asin,
    "erf": arb.erf,
    "erfc": arb.erfc,
    "zeta": arb.zeta,
}
"""Each kind of generator that is a function of its argument, in ball arithmetic."""


def _log_ball(argument: Number) -> arb:
    """The logarithm; of 1 + c, to full relative accuracy however small c is."""
    if isinstance(argument, Constant) and not argument.denominator and argument.numerator.get(UNIT) == 1:
        rest = {monomial: c for monomial, c in argument.numerator.items() if monomial != UNIT}
        return sum_ball(rest).log1p()
    return number_ball(argument).log()


def _whole_power(base: arb, exponent: int) -> arb:
    """A power by multiplication: arb's own gives nan for a ball around 0."""
    if exponent < 0:
        return 1 / _whole_power(base, -exponent)
    result = arb(1)
    while exponent:
        if exponent & 1:
            result *= base
        exponent >>= 1
        base *= base
    return result


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
