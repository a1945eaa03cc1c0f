"""Proving that an algebraic constant is 0, by a separation bound.

An algebraic integer that is not 0 has conjugates whose product is a whole number other than 0. So
with degree at most D and every conjugate at most u in size, it is at least 1/u^(D−1) in size; a ball
that lies within that distance of 0 can only be 0. The bounds on u follow the rules of Burnikel,
Funke, Mehlhorn, Schirra and Schmitt, "A separation bound for real algebraic expressions" (2009),
restricted to whole denominators.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import lcm, log2, prod

from flint import fmpq, fmpz

from relu_tui.calculus.exact.constant import ZERO, Constant, Number
from relu_tui.calculus.exact.monomial import Generator, Monomial
from relu_tui.calculus.exact.sums import Sum

MOST_BITS = 20_000
"""Precision beyond which no proof is tried."""


class NotAlgebraic(Exception):  # noqa: N818 - a classification, caught at once
    """The sum holds something that is not known to be algebraic."""


@dataclass
class _Degrees:
    """The extension of the rationals that a sum lives in.

    Attributes:
        of: A degree for each root taken.
        turns: The denominators n of the angles πk/n of cosines.
    """

    of: dict[str, int] = field(default_factory=dict)
    turns: set[int] = field(default_factory=set)

    def adjoin(self, name: str, degree: int) -> None:
        self.of[name] = lcm(self.of.get(name, 1), degree)

    def product(self) -> int:
        """A bound on the degree.

        The cosines of πk/n for all whole k lie in the real part of the 2n-th cyclotomic field, of degree
        φ(2n)/2 for n above 1; those for several n in that of their least common multiple.
        """
        each = prod(_degree_of_cosines(n) for n in self.turns)
        together = lcm(*self.turns)
        if together <= MOST_BITS:
            each = min(each, _degree_of_cosines(together))
        return prod(self.of.values()) * each


def _degree_of_cosines(n: int) -> int:
    return max(int(fmpz(2 * n).euler_phi()) // 2, 1)


def algebraic_parts(terms: Sum) -> list[tuple[Sum, Sum]]:
    """Split a sum by what is not algebraic in it.

    Returns:
        Pairs (part, c) with part = c · (one product of exponentials, waves, logarithms and the like)
        and c algebraic in form. If every c is 0, so is the sum.
    """
    parts: dict[Monomial, tuple[Sum, Sum]] = {}
    for monomial, coefficient in terms.items():
        algebraic = tuple(p for p in monomial.powers if p[0].kind in ("root", "cospi"))
        rest = tuple(p for p in monomial.powers if p[0].kind not in ("root", "cospi"))
        key = Monomial(monomial.exponent, monomial.wave, rest)
        part, factor = parts.setdefault(key, ({}, {}))
        part[monomial] = coefficient
        factor[Monomial(powers=algebraic)] = coefficient
    return list(parts.values())


def without_reciprocals(terms: Sum) -> Sum:
    """The sum times powers of cosines of rational angles (none is 0), so that it has none below it."""
    lowest: dict[Generator, fmpq] = {}
    for monomial in terms:
        for generator, exponent in monomial.powers:
            if generator.kind == "cospi" and exponent < lowest.get(generator, ZERO):
                lowest[generator] = exponent
    if not lowest:
        return terms
    result: Sum = {}
    for monomial, coefficient in terms.items():
        powers = dict(monomial.powers)
        for generator, exponent in lowest.items():
            powers[generator] = powers.get(generator, ZERO) - exponent
        kept = sorted(((g, k) for g, k in powers.items() if k), key=lambda power: power[0].key())
        result[Monomial(monomial.exponent, monomial.wave, tuple(kept))] = coefficient
    return result


def separation_bits(terms: Sum) -> int | None:
    """How close to 0, as −log2, an algebraic sum may come without being 0.

    Returns:
        A number of bits b such that the sum is 0 if its size is below 2^−b, or None where the sum
        is not known to be algebraic or b is past `MOST_BITS`.
    """
    degrees = _Degrees()
    try:
        upper, denominator = _bounds(terms, degrees)
    except NotAlgebraic:
        return None
    degree = degrees.product()
    if degree > MOST_BITS:
        return None
    bits = upper * (degree - 1) + denominator + 2
    return int(bits) + 1 if bits < MOST_BITS else None


def _bounds(terms: Sum, degrees: _Degrees) -> tuple[float, float]:
    """(log2 u, log2 l): the sum is U/l with U an algebraic integer, its conjugates at most u."""
    denominator = 1
    sizes: list[tuple[float, float]] = []
    for monomial, coefficient in terms.items():
        if monomial.exponent != ZERO or monomial.wave is not None:
            raise NotAlgebraic
        upper, lower = _rational_bounds(coefficient)
        for generator, exponent in monomial.powers:
            u, below = _generator_bounds(generator, exponent, degrees)
            upper, lower = upper + u, lower + below
        sizes.append((upper, lower))
        denominator += 1
    total_lower = sum(lower for _, lower in sizes)
    total_upper = max(upper - lower for upper, lower in sizes) + total_lower + log2(denominator)
    return total_upper, total_lower


def _rational_bounds(value: fmpq) -> tuple[float, float]:
    return float(value.p.height_bits()), float(value.q.height_bits())


def _generator_bounds(generator: Generator, exponent: fmpq, degrees: _Degrees) -> tuple[float, float]:
    """Bounds for generator^exponent, as for `_bounds`; adjoins what it takes to `degrees`."""
    if generator.kind == "cospi":
        # 2cos(πk/n) is an algebraic integer, its conjugates at most 2
        argument = generator.argument
        if isinstance(argument, Constant) or exponent.q != 1 or not 0 <= exponent <= MOST_BITS:
            raise NotAlgebraic
        if argument.q > MOST_BITS:
            raise NotAlgebraic
        degrees.turns.add(int(argument.q))
        power = float(int(exponent))
        return power, power
    # of a degree past `MOST_BITS` nothing is asked; what is below holds for exponents from 0 to 1
    if generator.kind != "root" or not 0 <= exponent <= 1 or exponent.q > MOST_BITS:
        raise NotAlgebraic
    index = int(exponent.q)
    degrees.adjoin(generator.key(), index)
    upper, lower = _number_bounds(generator.argument, degrees)
    # (U/l)^(k/n) = (U^k l^(n−k))^(1/n) / l
    share = int(exponent.p) / index
    return upper * share + lower * (1 - share), lower


def _number_bounds(number: Number, degrees: _Degrees) -> tuple[float, float]:
    if not isinstance(number, Constant):
        return _rational_bounds(number)
    if number.denominator:
        raise NotAlgebraic
    return _bounds(number.numerator, degrees)
