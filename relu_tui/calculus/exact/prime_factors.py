"""Prime factors of rational numbers, as far as they are looked for."""

from __future__ import annotations

from flint import fmpq, fmpz

from relu_tui.calculus.budget import spend
from relu_tui.calculus.exact.monomial import FACTOR_BITS

SMOOTH_BITS = 20
"""Primes up to this many bits are always found, in a number that is not itself too long."""

LONGEST_FACTORED = 2_048
"""Bits of a number in which primes are looked for at all."""


def factors(value: fmpz) -> list[tuple[int, int]]:
    """The (base, exponent) pairs whose product is a positive integer.

    Bases are primes, except that one longer than `FACTOR_BITS` may be any number.
    """
    if value.bit_length() > LONGEST_FACTORED:
        return [(int(value), 1)]
    spend(value.bit_length() // 8)
    result = [(int(p), int(k)) for p, k in value.factor_smooth(SMOOTH_BITS)]
    final: list[tuple[int, int]] = []
    for base, exponent in result:
        # what factor_smooth leaves may be composite, even where each of its primes is short
        if base.bit_length() > FACTOR_BITS or fmpz(base).is_prime():
            final.append((base, exponent))
        else:
            final += [(int(p), int(k) * exponent) for p, k in fmpz(base).factor()]
    return final


def signed_factors(value: fmpq) -> list[tuple[int, int]]:
    """The (base, exponent) pairs whose product is a positive rational number."""
    return factors(value.p) + [(base, -exponent) for base, exponent in factors(value.q)]
