"""Roots of sums of square roots that are such sums themselves: √(5 + 2·√6) is √2 + √3, ∛(7 + 5·√2) is 1 + √2.

Every answer is proved by its power: products of square roots of different primes are independent over the
rational numbers (Besicovitch 1940), so the power is the number exactly where it is it in form. How it was
found needs no proof.

A square root in the field with one root √p more than a smaller one (Borodin, Fagin, Hopcroft & Tompa 1985):
(x + y·√p)² = α + β·√p has x² = (α ± n)/2 with n² = α² − p·β², both in the smaller field, and y = β/(2x).
A cube root with one square root: (x + y·√c)³ = a + b·√c has 4x³ − 3m·x = a with m³ = a² − c·b², and
y = b/(4x² − m).
"""

from __future__ import annotations

from math import prod

from flint import fmpq, fmpq_poly, fmpz

from relu_tui.calculus.budget import spend
from relu_tui.calculus.exact.constant import (
    HALF,
    ONE,
    ZERO,
    Constant,
    Number,
    is_surd,
    number_of,
    rational,
    single,
)
from relu_tui.calculus.exact.monomial import UNIT
from relu_tui.calculus.exact.prime_factors import signed_factors
from relu_tui.calculus.exact.sums import Sum, bits_of

MOST_PRIMES = 4
"""Primes whose square roots stand in a number that a root is looked for of."""

MOST_BITS = 256
"""Bits of its coefficients."""


def denested(number: Constant, degree: int) -> Number | None:
    """One of the square or cube roots of a positive sum of square roots, as such a sum.

    Args:
        number: The sum.
        degree: 2 or 3.

    Returns:
        None where there is none, or none was found.
    """
    if number.denominator or not all(map(is_surd, number.numerator)) or bits_of(number.numerator) > MOST_BITS:
        return None
    if len(_primes(number)) > MOST_PRIMES:
        return None
    spend(len(number.numerator))
    root = _square_root(number) if degree == 2 else _cube_root(number)
    if root is None:
        return None
    return root if prod([root] * degree, start=ONE) == number else None


def _primes(number: Number) -> frozenset[int]:
    """The primes whose square roots stand in a sum."""
    if not isinstance(number, Constant):
        return frozenset()
    found = (
        rational(generator.argument) for monomial in number.numerator for generator, _ in monomial.powers
    )
    return frozenset(int(prime) for prime in found if prime is not None)


def _square_root(number: Number, field: frozenset[int] | None = None) -> Number | None:
    """A square root, if it is found, with square roots of the primes of the field alone (None: of any)."""
    if not isinstance(number, Constant):
        return _square_root_of_rational(number, field)
    primes = _primes(number)
    prime = max(primes)
    smaller = (primes if field is None else field) - {prime}
    alpha, beta = _parts(number, prime)
    norm = _square_root(alpha * alpha - beta * beta * prime, smaller)
    if norm is None:
        return None
    for square in ((alpha + norm) / 2, (alpha - norm) / 2):
        x = _square_root(square, field) if square else None
        if x is not None:
            return x + beta / (2 * x) * single("root", fmpq(prime), HALF)
    return None


def _square_root_of_rational(number: fmpq, field: frozenset[int] | None) -> Number | None:
    if number <= 0:
        return None if number else ZERO
    if field is None:
        odd = [prime for prime, k in signed_factors(number) if k % 2] if _is_short(number) else []
    else:
        odd = [prime for prime in field if _valuation(number.p, prime) % 2 != _valuation(number.q, prime) % 2]
    square = number / prod(odd)
    above, below = square.p.isqrt(), square.q.isqrt()
    if above * above != square.p or below * below != square.q:
        return None
    return prod((single("root", fmpq(prime), HALF) for prime in odd), start=fmpq(above, below))


def _is_short(number: fmpq) -> bool:
    return bool(number.height_bits() <= MOST_BITS)


def _valuation(number: fmpz, prime: int) -> int:
    """How often a prime divides a number that is not 0."""
    count = 0
    while number % prime == 0:
        number //= prime
        count += 1
    return count


def _parts(number: Constant, prime: int) -> tuple[Number, Number]:
    """(α, β) with number = α + β·√prime."""
    without: Sum = {}
    with_it: Sum = {}
    for monomial, coefficient in number.numerator.items():
        has_it = any(g.argument == prime for g, _ in monomial.powers)
        (with_it if has_it else without)[monomial] = coefficient
    root = single("root", fmpq(prime), HALF)
    return number_of(without), number_of(with_it) * root / prime


def _cube_root(number: Constant) -> Number | None:
    others = [(monomial, b) for monomial, b in number.numerator.items() if monomial != UNIT]
    if len(others) != 1:
        return None
    ((monomial, b),) = others
    a = number.numerator.get(UNIT, ZERO)
    surd = number_of({monomial: ONE})
    square = rational(surd * surd)
    m = None if square is None else _rational_cube_root(a * a - b * b * square)
    if m is None:
        return None
    for x, _ in fmpq_poly([-a, -3 * m, 0, 4]).roots():
        if 4 * x * x != m:
            return x + surd * (b / (4 * x * x - m))
    return None


def _rational_cube_root(number: fmpq) -> fmpq | None:
    roots = fmpq_poly([-number, 0, 0, 1]).roots()
    return roots[0][0] if roots else None
