"""Quotients, powers and roots of constants; a square root of a sum of two square roots may be such a sum."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flint import fmpq, fmpz

from relu_tui.certificate.constants import (
    NOUGHT,
    Atom,
    Constant,
    bounded,
    collected,
    content_of,
    rational,
    single,
    whole_power,
)
from relu_tui.certificate.errors import Unproved
from relu_tui.certificate.surds import Surd

FACTORED_BITS = 80
"""Rational numbers up to this size are split into primes."""


def inverse(constant: Constant) -> Constant:
    """1 over a constant that is not 0."""
    if constant.sign in (0, None):
        raise Unproved("a constant divisor is not shown to be other than 0")
    if len(constant.terms) == 1:
        ((product, coefficient),) = constant.terms.items()
        return collected({atom: -exponent for atom, exponent in product}).times(1 / coefficient)
    surd = surd_of(constant)
    if surd is not None:
        return bounded(of_surd(surd.inverse))
    content = content_of(constant)
    primitive = constant.times(1 / content)
    return single(Atom("sum", primitive, f"({primitive.name})"), -1).times(1 / content)


def to_power(constant: Constant, exponent: Fraction) -> Constant:
    """A positive constant to a rational power."""
    if exponent.denominator == 1 and 0 <= exponent <= 64:
        return whole_power(constant, int(exponent))
    if constant.sign != 1:
        raise Unproved("the base of a power is not shown to be positive")
    if exponent.denominator == 1 and -64 <= exponent < 0:
        return whole_power(inverse(constant), int(-exponent))
    if len(constant.terms) == 1:
        ((product, coefficient),) = constant.terms.items()
        if coefficient > 0 and all(single(atom).sign == 1 for atom, _ in product):
            powers = collected({atom: e * exponent for atom, e in product})
            return rational_power(coefficient, exponent) * powers
    root = _square_root(constant, exponent.denominator % 2 == 0)
    if root is not None:
        return to_power(root, 2 * exponent)
    return single(Atom("sum", constant, f"({constant.name})"), exponent)


def surd_of(constant: Constant) -> Surd | None:
    """It as a + b·√d with short numbers, or None where it is not shown to be one."""
    if len(constant.terms) > 2:
        return None
    products = [product for product in constant.terms if product]
    if len(products) != 1:
        return None
    (product,) = products
    d = 1
    for atom, exponent in product:
        if atom.kind != "prime" or not isinstance(atom.argument, int) or exponent != Fraction(1, 2):
            return None
        d *= atom.argument
    surd = Surd(constant.terms.get((), NOUGHT), constant.terms[product], d)
    return surd if surd.is_small else None


def of_surd(surd: Surd) -> Constant:
    """A surd as a constant."""
    return rational(surd.a) + rational_power(fmpq(surd.d), Fraction(1, 2)).times(surd.b)


def _square_root(constant: Constant, is_any: bool) -> Constant | None:
    """The square root of a positive a + b·√d, without a root in a root, or None where that is not found.

    Args:
        constant: What is positive.
        is_any: Whether any such root will do; else a surd of the same √d.
    """
    surd = surd_of(constant)
    if surd is None:
        return None
    root = surd.square_root
    if root is not None:
        return of_surd(root)
    squares = surd.squares if is_any else None
    if squares is None or any(primes_of(square) is None for square in squares):
        return None
    one, other = (rational_power(square, Fraction(1, 2)) for square in squares)
    return one + other if surd.b > 0 else one - other


def primes_of(number: fmpq) -> list[tuple[int, int]] | None:
    """A positive rational as a product of powers of primes, or None where it is too large to be split."""
    if max(int(number.p).bit_length(), int(number.q).bit_length()) > FACTORED_BITS:
        return None
    return [
        *((int(p), int(k)) for p, k in fmpz(number.p).factor()),
        *((int(p), -int(k)) for p, k in fmpz(number.q).factor()),
    ]


@lru_cache(maxsize=256)  # its balls are kept with it; of points that are walked to there is no end
def _prime(number: int) -> Atom:
    return Atom("prime", number, str(number))


def rational_power(number: fmpq, exponent: Fraction) -> Constant:
    """A positive rational to a rational power: one of primes, where it can be split into them."""
    primes = primes_of(number)
    if primes is None:
        base = rational(number)
        return single(Atom("sum", base, f"({base.name})"), exponent)
    return collected({_prime(p): k * exponent for p, k in primes})
