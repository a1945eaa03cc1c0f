"""Prime factors of rational numbers."""

from __future__ import annotations

import random

from flint import fmpz

from relu_tui.calculus.exact.prime_factors import factors


def test_a_number_is_split_into_primes() -> None:
    generator = random.Random(1)
    primes = [p for p in range(2**16, 2**20, 37) if fmpz(p).is_prime()]
    for _ in range(300):
        number = fmpz(1)
        for prime in generator.choices(primes, k=4):
            number *= prime
        found = factors(number)
        assert all(fmpz(base).is_prime() for base, _ in found)
        product = fmpz(1)
        for base, exponent in found:
            product *= fmpz(base) ** exponent
        assert product == number
