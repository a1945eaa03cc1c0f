"""Proving that a sum of logarithms, or of arctangents, is 0.

A rational combination of logarithms vanishes exactly when a product of powers is 1; one of
arctangents and pi, when a product of complex numbers is real and the sum is less than pi. Either
comes down to a question about simpler constants.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import lcm
from typing import TypeAlias

from flint import arb, fmpq

from relu_tui.calculus.exact.balls import precision, sum_ball, tangent_of_gaussian_prime
from relu_tui.calculus.exact.constant import ONE, ZERO, Number, exponential, number_of
from relu_tui.calculus.exact.monomial import UNIT, Generator, Monomial
from relu_tui.calculus.exact.sums import Sum

ZeroTest: TypeAlias = Callable[[Number], bool]
"""Whether a constant is 0, proved."""

LARGEST_FACTOR = 24
"""Of a logarithm or an arctangent, once denominators are cleared."""


@dataclass
class _Relation:
    """A sum of rational multiples of logarithms, or of arctangents, times one common factor.

    Attributes:
        kind: `log` or `angle`.
        terms: The multiple of each logarithm or arctangent.
        turns: The multiple of pi, among angles.
        rest: What has no logarithm in it, among logarithms.
    """

    kind: str
    terms: dict[Generator, fmpq] = field(default_factory=dict)
    turns: fmpq = ZERO
    rest: Sum = field(default_factory=dict)

    def vanishes(self, is_zero: ZeroTest) -> bool:
        """Whether it is proved to be 0; raises as the test for 0 does."""
        common = lcm(*(int(c.q) for c in (*self.terms.values(), self.turns)))
        factors = {generator: int(c * common) for generator, c in self.terms.items()}
        if sum(abs(k) for k in factors.values()) > LARGEST_FACTOR:
            return False
        settle = self._logarithms if self.kind == "log" else self._angles
        return is_zero(settle(factors, common))

    def _logarithms(self, factors: dict[Generator, int], common: int) -> Number:
        """What is 0 exactly where Π αₖ^kₖ · e^rest = 1: no term of the rest is a plain logarithm."""
        above, below = (
            _product([(g.argument, abs(k)) for g, k in factors.items() if (k > 0) == positive])
            for positive in (True, False)
        )
        return above * exponential(number_of(self.rest) * common) - below

    def _angles(self, factors: dict[Generator, int], common: int) -> Number:
        """The imaginary part of Π (1 + iαₖ)^kₖ; 1 where that would not settle it.

        Where it is 0 the sum is a multiple of pi/common, and 0, as it is less than that.
        """
        angles = {Monomial(powers=((generator, ONE),)): c for generator, c in self.terms.items()}
        with precision(128):
            total = sum_ball(angles) + arb.pi() * arb(self.turns)
        if not abs(total) * common < 3:
            return ONE
        real: Number = ONE
        imaginary: Number = ZERO
        for generator, k in factors.items():
            tangent = generator.argument
            if generator.kind == "atan_prime":
                tangent = tangent_of_gaussian_prime(tangent)
            if k < 0:
                tangent = -tangent
            for _ in range(abs(k)):
                real, imaginary = real - imaginary * tangent, imaginary + real * tangent
        return imaginary


def vanishes(terms: Sum, is_zero: ZeroTest) -> bool:
    """Whether a sum is proved 0, as a sum of such relations, each times a factor of its own.

    Args:
        terms: The sum.
        is_zero: Whether a simpler constant is 0; what it raises is raised.
    """
    for kind in ("log", "angle"):
        relations = _grouped(terms, kind)
        if relations is not None and all(relation.terms for relation in relations):
            return all(relation.vanishes(is_zero) for relation in relations)
    return False


def _grouped(terms: Sum, kind: str) -> list[_Relation] | None:
    """The sum by common factor, or None where a term has no logarithm or angle in it."""
    relations: dict[Monomial, _Relation] = {}
    for monomial, coefficient in terms.items():
        found = _split(monomial, kind)
        if found is None:
            if kind != "log":
                return None
            relations.setdefault(UNIT, _Relation(kind)).rest[monomial] = coefficient
            continue
        generator, rest = found
        relation = relations.setdefault(rest, _Relation(kind))
        if generator.kind == "pi":
            relation.turns = coefficient
        else:
            relation.terms[generator] = coefficient
    return list(relations.values())


def _split(monomial: Monomial, kind: str) -> tuple[Generator, Monomial] | None:
    """The one logarithm or angle of a monomial, and the rest of it."""
    kinds = ("log",) if kind == "log" else ("atan", "atan_prime", "pi")
    found = [(g, k) for g, k in monomial.powers if g.kind in kinds]
    if len(found) != 1 or found[0][1] != ONE:
        return None
    powers = tuple(power for power in monomial.powers if power is not found[0] and power != found[0])
    return found[0][0], Monomial(monomial.exponent, monomial.wave, powers)


def _product(factors: list[tuple[Number, int]]) -> Number:
    result: Number = ONE
    for base, exponent in factors:
        for _ in range(exponent):
            result = result * base
    return result
