"""Scales: exp(E)·h^p·L₁^k₁·L₂^k₂·L₃^k₃, what functions are measured by near 0.

h is |Δx|, L₁ = ln(1/h), L₂ = ln L₁, L₃ = ln L₂, and E is a sum of scales that grow past every bound, with
constants. Of two scales one outgrows the other as h → 0, unless they are one and the same: which one is
decided by their exponents (Hardy, Orders of Infinity, 1910).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from relu_tui.certificate.constants import Constant, rational
from relu_tui.certificate.errors import Unproved

Power = int | Fraction
"""A rational; whole ones are whole numbers, which are quicker."""

Powers = tuple[Power, Power, Power, Power]

NO_POWERS: Powers = (0, 0, 0, 0)

DEEPEST = 5
"""Exponentials within exponentials."""

MOST_EXPONENT_TERMS = 12
LARGEST_POWER = 4000


@dataclass(frozen=True)
class Scale:
    """exp(E)·h^p·L₁^k₁·L₂^k₂·L₃^k₃.

    Attributes:
        powers: p, k₁, k₂, k₃.
        exponent: E as pairs of a growing scale and its constant, sorted by name; empty for 0.
    """

    powers: Powers = NO_POWERS
    exponent: tuple[tuple[Scale, Constant], ...] = ()

    @cached_property
    def key(self) -> str:
        """Equal for equal scales alone."""
        inner = ",".join(f"{scale.key}*{constant.name}" for scale, constant in self.exponent)
        return f"[{' '.join(map(str, self.powers))}|{inner}]"

    @cached_property
    def _hash(self) -> int:
        return hash((self.powers, self.exponent))

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def depth(self) -> int:
        """How many exponentials stand within one another."""
        return 1 + max(scale.depth for scale, _ in self.exponent) if self.exponent else 0

    @property
    def is_unit(self) -> bool:
        """Whether it is 1."""
        return not self.exponent and self.powers == NO_POWERS

    def __mul__(self, other: Scale) -> Scale:
        a, b = self.powers, other.powers
        powers = _checked((a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]))
        if not (self.exponent or other.exponent):
            return Scale(powers)
        if not (self.exponent and other.exponent):
            return Scale(powers, self.exponent or other.exponent)
        merged = exponential(_sum(dict(self.exponent), dict(other.exponent)))
        return Scale(powers) * merged if any(merged.powers) else Scale(powers, merged.exponent)

    def to_power(self, exponent: Fraction) -> Scale:
        """It to a rational power."""
        a = self.powers
        powers = _checked((a[0] * exponent, a[1] * exponent, a[2] * exponent, a[3] * exponent))
        factor = rational(exponent)
        return Scale(powers, tuple((s, c * factor) for s, c in self.exponent) if exponent else ())

    def inverse(self) -> Scale:
        """1 over it."""
        a = self.powers
        return Scale((-a[0], -a[1], -a[2], -a[3]), tuple((s, -c) for s, c in self.exponent))

    def over(self, other: Scale) -> Scale:
        """It divided by another."""
        return self * other.inverse()

    @cached_property
    def logarithm(self) -> dict[Scale, Constant]:
        """The logarithm of it, but for that of L₃ (which raises)."""
        p, k, j, i = self.powers
        if i:
            raise Unproved("a logarithm within three logarithms")
        return _sum({LOG: rational(-p), LOG_LOG: rational(k), LOG_LOG_LOG: rational(j)}, dict(self.exponent))

    @cached_property
    def growth(self) -> int:
        """1 where it grows past every bound as h → 0, −1 where it tends to 0, 0 where it is 1."""
        if not self.exponent:
            for place, power in enumerate(self.powers):
                if power:
                    return 1 if (power > 0) != (place == 0) else -1
            return 0
        p, k, j, i = self.powers
        powers = {LOG: rational(-p), LOG_LOG: rational(k), LOG_LOG_LOG: rational(j)}
        terms = _sum(powers, dict(self.exponent))
        if not terms:
            return (i > 0) - (i < 0)
        return settled_sign(terms[_largest(list(terms))])


def _checked(powers: Powers) -> Powers:
    """Powers in one form: whole ones as whole numbers.

    Raises:
        Unproved: One is out of reach.
    """
    if max(powers) > LARGEST_POWER or min(powers) < -LARGEST_POWER:
        raise Unproved("a power is too large")
    if type(powers[0]) is type(powers[1]) is type(powers[2]) is type(powers[3]) is int:
        return powers
    a, b, c, d = (p.numerator if p.denominator == 1 else p for p in powers)
    return a, b, c, d


UNIT = Scale()


def _power(place: int, exponent: int = 1) -> Scale:
    powers = [0] * 4
    powers[place] = exponent
    return Scale((powers[0], powers[1], powers[2], powers[3]))


STEP = _power(0)
"""h."""

LOG = _power(1)
LOG_LOG = _power(2)
LOG_LOG_LOG = _power(3)


def compare(one: Scale, other: Scale) -> int:
    """1 where one outgrows the other as h → 0, −1 where the other outgrows it, 0 where they are the same."""
    if one == other:
        return 0
    if not one.exponent and not other.exponent:
        a, b = one.powers, other.powers
        for place in range(4):
            if a[place] != b[place]:
                return 1 if (a[place] > b[place]) != (place == 0) else -1
        return 0
    return one.over(other).growth


def settled_sign(constant: Constant) -> int:
    """The sign of a constant that must not be 0."""
    sign = constant.sign
    if sign in (None, 0):
        raise Unproved("an exponent is not shown to be other than 0")
    return sign or 0


def _largest(scales: list[Scale]) -> Scale:
    best = scales[0]
    for scale in scales[1:]:
        if compare(scale, best) > 0:
            best = scale
    return best


def _sum(one: dict[Scale, Constant], other: dict[Scale, Constant]) -> dict[Scale, Constant]:
    result = {scale: constant for scale, constant in one.items() if not constant.is_zero}
    for scale, constant in other.items():
        total = result[scale] + constant if scale in result else constant
        if total.is_zero:
            result.pop(scale, None)
        else:
            result[scale] = total
    return result


def exponential(terms: dict[Scale, Constant]) -> Scale:
    """exp of a sum of growing scales: rational multiples of logarithms become powers."""
    powers: list[Power] = [0] * 4
    rest: dict[Scale, Constant] = {}
    for scale, constant in terms.items():
        number = constant.rational
        if number is not None and scale in _LOGARITHMS:
            place = _LOGARITHMS[scale]
            exponent = Fraction(int(number.p), int(number.q))
            powers[place] = -exponent if place == 0 else exponent
        else:
            rest[scale] = constant
    if len(rest) > MOST_EXPONENT_TERMS or any(scale.depth >= DEEPEST for scale in rest):
        raise Unproved("an exponent is too long")
    ordered = tuple(sorted(rest.items(), key=lambda item: item[0].key))
    return Scale(_checked((powers[0], powers[1], powers[2], powers[3])), ordered)


_LOGARITHMS = {LOG: 0, LOG_LOG: 1, LOG_LOG_LOG: 2}
"""The scales that are logarithms of h, L₁ and L₂, up to sign."""
