"""Where endless oscillations stand: angles that tend to infinity, modulo 2·pi.

Finitely many such angles are whole combinations of a few of them. If one is enough, there are points
h → 0⁺ at which it stands at any phase exactly, and with it all the others. If several are needed that
have no relation, there are points at which they stand together as near as you like to any phases
(Kronecker and Weyl: the mean of every e^(i·(whole combination)) is 0, for the combination tends to
infinity).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import lcm
from typing import TypeAlias

from flint import fmpq, fmpz_mat

from relu_tui.calculus.errors import NeedPhases, Undecided
from relu_tui.calculus.exact.constant import ONE, ZERO, Constant, Number, number_of
from relu_tui.calculus.exact.monomial import UNIT, Generator, Monomial
from relu_tui.calculus.germs import germ as germs
from relu_tui.calculus.germs.germ import Germ, compare
from relu_tui.calculus.germs.scale import SLACK, Scale
from relu_tui.calculus.germs.wave_sums import proportion
from relu_tui.calculus.language.syntax import Numeric

Coordinates: TypeAlias = dict[tuple[Scale, Monomial], fmpq]


@dataclass(frozen=True)
class Phase:
    """Points h → 0⁺ at which `base` = angle + drift (mod 2·pi).

    There are such points, for base − drift is continuous and tends to +∞.

    A part of f that is continuous near a, and a whole multiple of the base but for what converges, takes
    every value that is large enough (by the intermediate value theorem). So it may be pinned: the points
    are those at which it is `pinned_at` + 2·pi·`multiple`·n itself, whatever is known of its drift.

    Attributes:
        base: A germ that tends to +∞.
        angle: Where it stands, in radians.
        drift: How far from the angle it stands, a germ that tends to 0 and does not oscillate; 0 where it
            stands there exactly. Where it has a remainder, all the points are meant that it allows.
        pinned: The part of f that stands exactly at an angle, if it is not the base.
        pinned_at: That angle.
        multiple: How many times the base it is, but for what converges; negative where it tends to −∞.
    """

    base: Germ
    angle: Number
    drift: Germ = germs.ZERO
    pinned: Numeric | None = None
    pinned_at: Number = ZERO
    multiple: int = 1

    @property
    def exact(self) -> bool:
        """Whether it stands at the angle exactly."""
        return self.drift.is_identically_zero


NEARLY = Germ((), SLACK)
"""The drift of what stands as near as you like to an angle."""


def turned(infinite: Germ, phases: tuple[Phase, ...]) -> tuple[Number, Germ] | None:
    """(angle, drift) modulo 2·pi of an infinite germ, or None where the phases don't fix it."""
    if len(phases) == 1:
        multiple = proportion(infinite, phases[0].base)
        if multiple is None or multiple.q != 1:
            return None
        return phases[0].angle * multiple, phases[0].drift.scaled(multiple)
    angle: Number = ZERO
    drift = germs.ZERO
    rest = coordinates(infinite)
    for phase in phases:
        base = coordinates(phase.base)
        if rest is None or base is None:
            return None
        pivot = next(iter(base))
        times = rest.get(pivot, ZERO) / base[pivot]
        if times:
            angle = angle + phase.angle * times
            drift = drift.plus(phase.drift.scaled(times))
            moved = {key: rest.get(key, ZERO) - base.get(key, ZERO) * times for key in (*rest, *base)}
            rest = {key: c for key, c in moved.items() if c}
        if times.q != 1:
            return None
    return None if rest else (angle, drift)


def coordinates(angle: Germ) -> Coordinates | None:
    """The rational coefficients of an angle by scale and irrational number, or None for a quotient."""
    result: Coordinates = {}
    for scale, coefficient in angle.terms:
        if not isinstance(coefficient, Constant):
            result[scale, UNIT] = coefficient
        elif not coefficient.denominator:
            for monomial in sorted(coefficient.numerator, key=Monomial.key):
                result[scale, monomial] = coefficient.numerator[monomial]
        else:
            return None
    return result


def bases(angles: Iterable[Germ]) -> list[Germ]:
    """Angles of which all the given ones are whole combinations."""
    angles = list(angles)
    vectors = [coordinates(angle) for angle in angles]
    found = [vector for vector in vectors if vector is not None]
    without = [angle for angle, vector in zip(angles, vectors, strict=True) if vector is None]
    return [upward(base) for base in (*_lattice(found), *_by_proportion(without))]


def _lattice(vectors: list[Coordinates]) -> list[Germ]:
    """A basis of the whole combinations of the vectors: the rows of their Hermite normal form."""
    if not vectors:
        return []
    keys = list(dict.fromkeys(key for vector in vectors for key in vector))
    common = lcm(*(int(c.q) for vector in vectors for c in vector.values()))
    rows = [[int(vector.get(key, ZERO) * common) for key in keys] for vector in vectors]
    result: list[Germ] = []
    for row in fmpz_mat(rows).hnf().tolist():
        terms: dict[Scale, Number] = {}
        for (scale, monomial), c in zip(keys, row, strict=True):
            if c:
                terms[scale] = terms.get(scale, ZERO) + number_of({monomial: fmpq(c, common)})
        if terms:
            result.append(germs.collect(terms, None))
    return result


def _by_proportion(angles: list[Germ]) -> list[Germ]:
    """For each family of proportional angles, one of which all are whole multiples."""
    families: list[list[tuple[Germ, fmpq]]] = []
    for angle in angles:
        for family in families:
            ratio = proportion(angle, family[0][0])
            if ratio is not None:
                family.append((angle, ratio))
                break
        else:
            families.append([(angle, ONE)])
    result: list[Germ] = []
    for family in families:
        common = family[0][1]
        for _, ratio in family[1:]:
            common = common.gcd(ratio)
        result.append(family[0][0].scaled(common))
    return result


def independent(angles: list[Germ]) -> bool:
    """Whether it is proved that every whole combination of them, but 0, tends to ±∞.

    So it is where no two are of one size, and where their coordinates (independent vectors) belong to
    different scales and to numbers that have no rational relation.
    """
    sizes = [angle.resolved().leading()[0] for angle in angles]
    if all(compare(a, b) != 0 for i, a in enumerate(sizes) for b in sizes[:i]):
        return True
    vectors = [coordinates(angle) for angle in angles]
    if any(vector is None or any(scale.endless for scale, _ in vector) for vector in vectors):
        return False
    scales = list({scale for vector in vectors if vector for scale, _ in vector})
    if any(compare(a, b) == 0 for i, a in enumerate(scales) for b in scales[:i]):
        return False  # two forms of one scale: what is independent in form may be equal in value
    monomials = {monomial for vector in vectors if vector for _, monomial in vector}
    return any(all(map(kind, monomials)) for kind in (_of_pi, _of_exponentials, _of_logarithms))


def _surds(monomial: Monomial) -> list[tuple[Generator, fmpq]]:
    """What is left of a monomial besides roots of primes, which are independent (Besicovitch 1940)."""
    return [(g, k) for g, k in monomial.powers if not g.is_root_of_prime()]


def _of_pi(monomial: Monomial) -> bool:
    """Roots and powers of pi, which is transcendental."""
    return (
        not monomial.exponent
        and monomial.wave is None
        and all(g.kind == "pi" and k.q == 1 for g, k in _surds(monomial))
    )


def _of_exponentials(monomial: Monomial) -> bool:
    """Roots, e^r, cos s and sin s with rational r and s: the Lindemann-Weierstrass theorem."""
    arguments = (monomial.exponent, monomial.wave[1] if monomial.wave else ZERO)
    return not _surds(monomial) and not any(isinstance(argument, Constant) for argument in arguments)


def _of_logarithms(monomial: Monomial) -> bool:
    """Roots, and logarithms of primes: Baker's theorem."""
    rest = _surds(monomial)
    return (
        not monomial.exponent
        and monomial.wave is None
        and len(rest) <= 1
        and all(g.is_logarithm_of_prime() and k == ONE for g, k in rest)
    )


def apart(a: Germ, b: Germ) -> bool:
    """Whether it is proved that two angles are the same, or their sum and their difference tend to ±∞."""
    if a == b:
        return True
    try:
        sizes = [angle.resolved().leading()[0] for angle in (a.minus(b), a.plus(b))]
        return all(compare(size, Scale()) > 0 for size in sizes)
    except Undecided:
        return False


def upward(angle: Germ) -> Germ:
    """The angle or its negative, whichever tends to +∞."""
    try:
        return angle if angle.resolved().leading_sign() > 0 else angle.negated()
    except NeedPhases:
        return angle
