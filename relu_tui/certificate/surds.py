"""Numbers a + b·√d with a, b rational and d a whole number that is no square: roots and inverses, exactly.

√(a + b·√d) = √p ± √q with p = (a + r)/2 and q = (a − r)/2, where r = √(a² − b²·d) is rational and a > 0: the
square of the right side is p + q ± 2·√(p·q) = a ± √(a² − r²) = a ± |b|·√d, and p ≥ q ≥ 0 makes it at least 0.
(Borodin, Fagin, Hopcroft, Tompa, "Decreasing the nesting depth of expressions involving square roots", 1985.)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd, isqrt

from flint import fmpq

LARGEST_BITS = 160
"""Of numerators and denominators that are looked at."""


@dataclass(frozen=True)
class Surd:
    """a + b·√d.

    Attributes:
        a: A rational.
        b: A rational that is not 0.
        d: A whole number above 1 that is no square.
    """

    a: fmpq
    b: fmpq
    d: int

    @property
    def is_small(self) -> bool:
        """Whether its numbers are short enough to be worked with."""
        return all(
            max(int(n.p).bit_length(), int(n.q).bit_length()) <= LARGEST_BITS
            for n in (self.a, self.b, fmpq(self.d))
        )

    @property
    def norm(self) -> fmpq:
        """(a + b·√d)·(a − b·√d) = a² − b²·d, not 0 as √d is irrational."""
        return self.a * self.a - self.b * self.b * self.d

    @property
    def inverse(self) -> Surd:
        """1/(a + b·√d) = (a − b·√d)/(a² − b²·d)."""
        return Surd(self.a / self.norm, -self.b / self.norm, self.d)

    @property
    def squares(self) -> tuple[fmpq, fmpq] | None:
        """The p and q with √(a + b·√d) = √p + √q for b > 0 and √p − √q for b < 0, or None for none."""
        root = root_of(self.norm)
        if root is None or not self.a > 0:
            return None
        return (self.a + root) / 2, (self.a - root) / 2

    @property
    def square_root(self) -> Surd | None:
        """√(a + b·√d) where it is a surd of the same √d.

        One of p and q is then the square of a rational, and the other one d times such a square.
        """
        squares = self.squares
        if squares is None:
            return None
        sign = 1 if self.b > 0 else -1
        p, q = squares
        whole, part = root_of(p), root_of(q / self.d)
        if whole is not None and part is not None:
            return Surd(whole, part * sign, self.d)
        part, whole = root_of(p / self.d), root_of(q)
        return None if whole is None or part is None else Surd(whole * sign, part, self.d)

    @property
    def content(self) -> fmpq:
        """The positive rational by which it is divided to have whole a and b without a common divisor."""
        below = int(self.a.q) * int(self.b.q) // gcd(int(self.a.q), int(self.b.q))
        return fmpq(gcd(int(self.a * below), int(self.b * below)), below)

    def over(self, factor: fmpq) -> Surd:
        """It divided by a rational that is not 0."""
        return Surd(self.a / factor, self.b / factor, self.d)


def root_of(number: fmpq) -> fmpq | None:
    """The square root of a rational, where it is rational."""
    p, q = int(number.p), int(number.q)
    if p < 0:
        return None
    above, below = isqrt(p), isqrt(q)
    return fmpq(above, below) if above * above == p and below * below == q else None
