"""Exact constants: sums of monomials with rational coefficients, and quotients of such sums.

A constant is a `fmpq` where it is rational, else a `Constant`. A monomial is

    e^E · (1 | cos F | sin F) · g₁^k₁ · g₂^k₂ · …

with exact constants E and F and generators g: pi, a root, a logarithm, cos of a rational multiple
of pi, an arctangent, a value of erf or of the gamma function. Identities are used in the constructors
only: exponentials merge, products of cosines and sines become sums (so that sin² + cos² is 1 and sin 2 is
2 sin 1 cos 1 without a special case), and roots carry whole powers over. By the Lindemann-Weierstrass
theorem the e^E and e^(iF) of distinct algebraic E and F are independent over the algebraic numbers, which is
why so few identities go so far.

An empty sum *is* 0. A sum that is not empty may still be 0: only `sign.sign` says.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from flint import fmpq

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.errors import Exhausted
from relu_tui.calculus.exact.monomial import UNIT, Generator, Monomial, shortened
from relu_tui.calculus.exact.sums import HALF as HALF
from relu_tui.calculus.exact.sums import ONE as ONE
from relu_tui.calculus.exact.sums import ZERO as ZERO
from relu_tui.calculus.exact.sums import (
    Sum,
    add_wave,
    first_of,
    plus,
    reciprocal,
    scaled,
    sum_hash,
    sum_key,
    times,
)

MOST_TERMS = 16
"""Terms of a sum that is multiplied out."""

MOST_ROOTS = 3
"""Square roots that a denominator is cleared of."""

DIFFERENCE = 2_000
"""Products of coefficients that a difference is worth."""

Number: TypeAlias = "fmpq | Constant"
Factors: TypeAlias = "tuple[tuple[Constant, int], ...]"
"""Sums and their exponents, sorted by key."""


class Constant:
    """An irrational-looking exact constant: a sum of monomials over a product of powers of sums.

    Build it with `number_of` or the operators, never directly: those return a `fmpq` where the
    result is rational.

    Attributes:
        numerator: Coefficient of each monomial; never 0.
        denominator: The factors below, each a sum that begins with coefficient 1 and has no
            denominator itself.
    """

    __slots__ = ("_hash", "_key", "cached_sign", "denominator", "numerator")

    def __init__(self, numerator: Sum, denominator: Factors = ()) -> None:
        self.numerator = numerator
        self.denominator = denominator
        self._key: str | None = None
        self._hash: int | None = None
        self.cached_sign: int | None = None
        """What `sign.sign` found; a constant never changes."""

    def key(self) -> str:
        """A text that is the same exactly for the same sum of the same monomials."""
        if self._key is None:
            below = "".join(f"/({factor.key()})^{k}" for factor, k in self.denominator)
            above = sum_key(self.numerator)
            self._key = shortened(f"({above}){below}" if below else above)
        return self._key

    @property
    def has_step(self) -> bool:
        """Whether h stands in it."""
        return any(monomial.has_step for monomial in self.numerator) or any(
            factor.has_step for factor, _ in self.denominator
        )

    def __repr__(self) -> str:
        return f"Constant({self.key()})"

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Constant)
            and hash(self) == hash(other)
            and self.numerator == other.numerator
            and self.denominator == other.denominator
        )

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash((sum_hash(self.numerator), self.denominator))
        return self._hash

    def __neg__(self) -> Constant:
        return Constant(scaled(self.numerator, -ONE), self.denominator)

    def __add__(self, other: Number | int) -> Number:
        if not isinstance(other, Constant):
            if not other:
                return self
            other = Constant({UNIT: fmpq(other)})
        if self.denominator == other.denominator:
            return _over(plus(self.numerator, other.numerator), self.denominator)
        common = dict(self.denominator)
        for factor, k in other.denominator:
            common[factor] = max(common.get(factor, 0), k)
        left, right = (
            _extended(part.numerator, [(factor, k - below.get(factor, 0)) for factor, k in common.items()])
            for part, below in ((self, dict(self.denominator)), (other, dict(other.denominator)))
        )
        return _over(plus(left, right), _sorted(common))

    __radd__ = __add__

    def __sub__(self, other: Number | int) -> Number:
        return self + (-other)

    def __rsub__(self, other: Number | int) -> Number:
        return -self + other

    def __mul__(self, other: Number | int) -> Number:
        if not isinstance(other, Constant):
            return Constant(scaled(self.numerator, fmpq(other)), self.denominator) if other else ZERO
        numerator = times(self.numerator, other.numerator)
        if not self.denominator or not other.denominator:
            return _over(numerator, self.denominator or other.denominator)
        common = dict(self.denominator)
        for factor, k in other.denominator:
            common[factor] = common.get(factor, 0) + k
        return _over(numerator, _sorted(common))

    __rmul__ = __mul__

    def __truediv__(self, other: Number | int) -> Number:
        if not isinstance(other, Constant):
            return self * (1 / fmpq(other))
        return self * _inverse(other)

    def __rtruediv__(self, other: Number | int) -> Number:
        return _inverse(self) * other


def number_of(terms: Sum) -> Number:
    """A sum as a number."""
    return _over(terms, ())


def divisor(number: Constant) -> Number:
    """What stands below, multiplied out."""
    return number_of(_extended({UNIT: ONE}, list(number.denominator)))


def _over(numerator: Sum, denominator: Factors) -> Number:
    """The number, what cancels in form cancelled."""
    if not numerator:
        return ZERO
    for index, (factor, k) in enumerate(denominator):
        for exponent in range(k, 0, -1):
            quotient = _quotient_by_power(numerator, factor, exponent)
            if quotient is not None:
                left = ((factor, k - exponent),) if k > exponent else ()
                return _over(quotient, (*denominator[:index], *left, *denominator[index + 1 :]))
    if not denominator and len(numerator) == 1 and UNIT in numerator:
        return numerator[UNIT]
    return Constant(numerator, denominator)


def _quotient_by_power(terms: Sum, factor: Constant, exponent: int) -> Sum | None:
    """The single term m with terms = m · factor^exponent, if there is one and it is found."""
    length = len(factor.numerator)
    if exponent == 1:
        ratio = _ratio(terms, factor.numerator)
        if ratio:
            return {UNIT: ratio}
    if (
        UNIT not in factor.numerator
        or not length <= len(terms) <= MOST_TERMS
        or length**exponent > MOST_TERMS
    ):
        return None
    power = _extended({UNIT: ONE}, [(factor, exponent)])
    if len(power) == len(terms) and UNIT in power:
        for monomial, c in terms.items():
            candidate = {monomial: c / power[UNIT]}
            if times(candidate, power) == terms:
                return candidate
    return None


def _ratio(terms: Sum, other: Sum) -> fmpq | None:
    """The rational r with terms = r · other, if there is one."""
    if len(terms) != len(other):
        return None
    first = next(iter(other))
    ratio = terms.get(first, ZERO) / other[first]
    return ratio if ratio and all(terms.get(m) == c * ratio for m, c in other.items()) else None


def _extended(numerator: Sum, factors: list[tuple[Constant, int]]) -> Sum:
    for factor, k in factors:
        for _ in range(k):
            numerator = times(numerator, factor.numerator)
    return numerator


def _sorted(factors: dict[Constant, int]) -> Factors:
    if len(factors) == 1:
        return tuple(factors.items())
    return tuple(sorted(factors.items(), key=lambda item: item[0].key()))


def _inverse(number: Constant) -> Number:
    """1/number, which must be known not to vanish."""
    above = _extended({UNIT: ONE}, list(number.denominator))
    numerator = number.numerator
    while len(numerator) == 1:
        ((monomial, coefficient),) = numerator.items()
        if monomial.wave is not None:
            break
        factor, below = reciprocal(monomial)
        above = times(above, scaled(factor, 1 / coefficient))
        if below is None:
            return number_of(above)
        numerator = below
    rational_below = _rationalized(above, numerator)
    if rational_below is not None:
        return number_of(rational_below)
    first = 1 / numerator[first_of(numerator)]
    factor_below = Constant(scaled(numerator, first))
    if len(numerator) > MOST_TERMS:
        inverse = Monomial(powers=((Generator("sum", factor_below), -ONE),))
        return number_of(times(scaled(above, first), {inverse: ONE}))
    return _over(scaled(above, first), ((factor_below, 1),))


def _rationalized(numerator: Sum, denominator: Sum) -> Sum | None:
    """Square roots of primes moved out of a denominator: 1/(1 + √2) is √2 − 1.

    A sum of products of square roots of primes that is not 0 in form is not 0, and no more are its
    conjugates (Besicovitch 1940), so nothing is multiplied by 0.
    """
    roots = {generator for monomial in denominator for generator, _ in monomial.powers}
    if len(roots) > MOST_ROOTS or not all(is_surd(monomial) for monomial in denominator):
        return None
    for root in sorted(roots, key=Generator.key):
        conjugate = {
            monomial: -c if any(generator == root for generator, _ in monomial.powers) else c
            for monomial, c in denominator.items()
        }
        numerator, denominator = times(numerator, conjugate), times(denominator, conjugate)
    norm = denominator.get(UNIT)
    return None if norm is None else scaled(numerator, 1 / norm)


def is_surd(monomial: Monomial) -> bool:
    """Whether it is a product of square roots of primes."""
    return (
        not monomial.exponent
        and monomial.wave is None
        and all(generator.is_root_of_prime() and k == HALF for generator, k in monomial.powers)
    )


def single(
    kind: str,
    argument: Number = ZERO,
    exponent: fmpq = ONE,
    coefficient: fmpq = ONE,
    order: int = 0,
) -> Constant:
    """The constant `coefficient · generator^exponent`."""
    monomial = Monomial(powers=((Generator(kind, argument, order), exponent),))
    return Constant({monomial: coefficient})


def abbreviated(number: Number) -> Number:
    """The number, with a long sum made one generator: its products would have terms by the thousand."""
    if not isinstance(number, Constant):
        return number
    length = len(number.numerator) + sum(len(factor.numerator) for factor, _ in number.denominator)
    return single("sum", number) if length > MOST_TERMS else number


def difference(left: Number, right: Number) -> Number:
    """left − right; where that takes too much work to write as one, of the two as they stand."""
    try:
        with bounded(DIFFERENCE):
            return left - right
    except Exhausted:
        return single("sum", left) - single("sum", right)


def exponential(exponent: Number) -> Number:
    """e^exponent as a monomial of its own, without looking for logarithms in the exponent."""
    return Constant({Monomial(exponent=exponent): ONE}) if exponent else ONE


def wave(kind: str, argument: Number) -> Number:
    """Cos or sin of the argument as a monomial of its own, with the argument's sign taken out."""
    terms: Sum = {}
    add_wave(terms, kind, argument, ONE, UNIT)
    return number_of(terms)


PI = single("pi")


def rational(number: Number) -> fmpq | None:
    """The number as a rational, or None where its form shows something irrational."""
    return None if isinstance(number, Constant) else number


def exactly(number: Fraction) -> fmpq:
    """The same rational, as the engine keeps it."""
    return fmpq(number.numerator, number.denominator)
