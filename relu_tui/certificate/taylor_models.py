"""Taylor models: enclosures of a function at every h of the interval, by scales.

A model says that the function is Σ c·s(h) + t(h)·r(h) for every h of 0 < h ≤ δ: the c are constants, the s
and r scales, and t(h) is some number of a known range, the remainder (none where the sum *is* the function).
Not one term is dropped: what is too small to be kept is put into the remainder with its greatest value on the
interval.
(Taylor models: Makino and Berz, "Taylor models and other validated functional inclusion methods", 2003.)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, cmp_to_key

from flint import fmpq

from relu_tui.certificate.constants import ONE, Constant, rational
from relu_tui.certificate.errors import NoValue, TooShort, TooWide, Unproved
from relu_tui.certificate.interval import Interval, largest
from relu_tui.certificate.powers_of_constants import inverse
from relu_tui.certificate.ranges import ZERO, Range
from relu_tui.certificate.record import DIVISION
from relu_tui.certificate.scales import UNIT, Scale, compare

MOST_TERMS = 48
"""Of a sum; the smallest of more are put into the remainder."""

Remainder = tuple[Scale, Range]


@dataclass(frozen=True, eq=False)
class Model:
    """Σ c·s(h), plus t(h)·r(h) with t(h) in a range.

    Attributes:
        terms: The constant of each scale, none of them 0.
        rest: r and the range of t, or None where there is no remainder.
    """

    terms: dict[Scale, Constant]
    rest: Remainder | None = None

    @property
    def is_zero(self) -> bool:
        """Whether it is 0 at every h."""
        return not self.terms and self.rest is None

    @cached_property
    def size(self) -> int:
        """How many terms it has, counting those of its constants."""
        return sum(len(value.terms) for value in self.terms.values())

    @property
    def constant(self) -> Constant | None:
        """The constant that it is at every h, or None where it is not shown to be one."""
        if self.rest is not None:
            return None
        if not self.terms:
            return _NOUGHT
        return self.terms.get(UNIT) if len(self.terms) == 1 else None


_NOUGHT = rational(0)
NOTHING = Model({})
"""The function 0."""


def constant(value: Constant) -> Model:
    """A constant function."""
    return NOTHING if value.is_zero else Model({UNIT: value})


def spread(total: Range, scale: Scale = UNIT) -> Model:
    """A function of which is known only that it stays within a range times a scale."""
    return Model({}, (scale, total))


def collected(interval: Interval, terms: dict[Scale, Constant], rests: list[Remainder]) -> Model:
    """A model of terms and remainders: without constants that are 0, and with one remainder."""
    kept = {scale: value for scale, value in terms.items() if not interval.vanishes(value)}
    if len(kept) > MOST_TERMS:
        ordered = sorted(kept, key=cmp_to_key(compare), reverse=True)
        rests = [*rests, *((scale, kept.pop(scale).range) for scale in ordered[MOST_TERMS:])]
    if not rests:
        return Model(kept)
    return _with_rest(interval, kept, rests)


def _with_rest(interval: Interval, kept: dict[Scale, Constant], rests: list[Remainder]) -> Model:
    scale = largest([rest[0] for rest in rests])
    total = ZERO
    for other, part in rests:
        total = total + part * interval.relative(other, scale)
    result: dict[Scale, Constant] = {}
    for other, value in kept.items():
        if compare(other, scale) > 0:
            result[other] = value
        else:
            total = total + value.range * interval.relative(other, scale)
    if total.sign == 0:
        return Model(result)
    return Model(result, (scale, total))


def add(interval: Interval, a: Model, b: Model) -> Model:
    """a + b."""
    if a.is_zero:
        return b
    if b.is_zero:
        return a
    terms = dict(a.terms)
    for scale, value in b.terms.items():
        terms[scale] = terms[scale] + value if scale in terms else value
    return collected(interval, terms, [rest for rest in (a.rest, b.rest) if rest is not None])


def scaled(a: Model, factor: fmpq | int, scale: Scale = UNIT) -> Model:
    """a times a rational that is not 0, times a scale."""
    rest = None
    if a.rest is not None:
        rest = (a.rest[0] * scale, a.rest[1] * rational(factor).range)
    return Model({s * scale: value.times(factor) for s, value in a.terms.items()}, rest)


def multiplied(interval: Interval, a: Model, factor: Constant) -> Model:
    """a times a constant."""
    if factor.is_zero:
        return NOTHING
    rest = None if a.rest is None else (a.rest[0], a.rest[1] * factor.range)
    return collected(interval, {s: v * factor for s, v in a.terms.items()}, [rest] if rest else [])


def negated(a: Model) -> Model:
    """−a."""
    return scaled(a, -1)


def subtract(interval: Interval, a: Model, b: Model) -> Model:
    """a − b."""
    return add(interval, a, negated(b))


def multiply(interval: Interval, a: Model, b: Model) -> Model:
    """a·b."""
    if a.is_zero or b.is_zero:
        return NOTHING
    interval.spend(1 + a.size * b.size)
    rests: list[Remainder] = []
    if a.rest is not None:
        scale, total = enclosure(interval, b)
        rests.append((a.rest[0] * scale, a.rest[1] * total))
    if b.rest is not None and a.terms:
        scale, total = interval.enclosed(a.terms)
        rests.append((b.rest[0] * scale, b.rest[1] * total))
    limit = largest([rest[0] for rest in rests]) if rests else None
    terms: dict[Scale, Constant] = {}
    small: dict[Scale, Range] = {}
    for one, p in a.terms.items():
        for other, q in b.terms.items():
            scale = one * other
            if limit is not None and compare(scale, limit) <= 0:
                part = p.range * q.range
                small[scale] = small[scale] + part if scale in small else part
            else:
                value = p * q
                terms[scale] = terms[scale] + value if scale in terms else value
    return collected(interval, terms, [*rests, *small.items()])


def enclosure(interval: Interval, a: Model) -> Remainder:
    """The dominant scale of a model that is not 0, and the range of the model divided by it."""
    scales = list(a.terms)
    if a.rest is not None:
        scales.append(a.rest[0])
    dominant = largest(scales)
    total = ZERO
    for scale, value in a.terms.items():
        total = total + value.range * interval.relative(scale, dominant)
    if a.rest is not None:
        total = total + a.rest[1] * interval.relative(a.rest[0], dominant)
    return dominant, total


def lead(a: Model) -> tuple[Scale, Constant] | None:
    """The dominant term, or None where the remainder is not dominated by it."""
    if not a.terms:
        return None
    scale = largest(a.terms)
    if a.rest is not None and compare(a.rest[0], scale) >= 0:
        return None
    return scale, a.terms[scale]


def sign(interval: Interval, a: Model) -> int:
    """The sign of a function, the same at every h.

    Raises:
        Unproved: It is not shown to be the same.
    """
    if a.is_zero:
        return 0
    total = enclosure(interval, a)[1]
    found = total.sign
    if found is None or found == 0:
        if lead(a) is None:
            raise TooShort("the terms kept cancel")
        raise TooWide("a sign is not the same on the whole interval")
    return found


def values(interval: Interval, a: Model) -> Range:
    """The range of a bounded function."""
    if a.is_zero:
        return ZERO
    scale, total = enclosure(interval, a)
    if scale.is_unit:
        return total
    if scale.growth > 0:
        raise Unproved("a function is not bounded")
    return total * interval.bound(scale)


def parts(a: Model) -> tuple[Model, Constant, Model]:
    """The terms that grow past every bound, the constant, and the rest, with the remainder."""
    infinite: dict[Scale, Constant] = {}
    small: dict[Scale, Constant] = {}
    middle = _NOUGHT
    for scale, value in a.terms.items():
        growth = scale.growth
        if growth > 0:
            infinite[scale] = value
        elif growth < 0:
            small[scale] = value
        else:
            middle = value
    return Model(infinite), middle, Model(small, a.rest)


def is_small(a: Model) -> bool:
    """Whether a function without growing terms and constant tends to 0."""
    return a.rest is None or a.rest[0].growth < 0


def series(interval: Interval, w: Model, coefficients: list[Constant], tail: Range) -> Model:
    """Σ cⱼ·wʲ + t·w^n, for the n coefficients given and t in a range: a Taylor polynomial with remainder."""
    if w.is_zero:
        return constant(coefficients[0]) if coefficients else NOTHING
    result = spread(tail) if tail.sign != 0 else NOTHING
    for value in reversed(coefficients):
        result = add(interval, multiply(interval, result, w), constant(value))
    return result


def normalized(interval: Interval, a: Model) -> tuple[Scale, Constant, Model]:
    """A scale s, a constant c and a model d with a = c·s·(1 + d), where d tends to 0.

    Raises:
        TooShort: The dominant term is hidden by the remainder.
    """
    found = lead(a)
    if found is None:
        raise TooShort("the terms kept cancel")
    scale, value = found
    rest = dict(a.terms)
    del rest[scale]
    small = Model(rest, a.rest)
    if not small.is_zero:
        small = multiplied(interval, scaled(small, 1, scale.inverse()), inverse(value))
    return scale, value, small


def reciprocal(interval: Interval, a: Model, part: str = "a quotient") -> Model:
    """1/a.

    Raises:
        NoValue: a is 0 at every h.
        Unproved: a is not shown to be other than 0 at every h.
    """
    if a.is_zero:
        raise NoValue(part, DIVISION)
    if lead(a) is None:
        scale, total = enclosure(interval, a)
        if total.sign is None:
            if interval.passes_holes():
                return spread(total.inverse_but_at_zero(), scale.inverse())
            raise TooShort("a divisor is not shown to stay away from 0")
        return spread(total.inverse(), scale.inverse())
    scale, value, small = normalized(interval, a)
    result = binomial(interval, small, Fraction(-1))
    return multiplied(interval, scaled(result, 1, scale.inverse()), inverse(value))


def binomial(interval: Interval, d: Model, exponent: Fraction) -> Model:
    """(1 + d)^r, where 1 + d is positive on the whole interval.

    By Taylor with Lagrange's remainder: the n-th coefficient at a point ξ between 0 and d is
    binomial(r, n)·(1 + ξ)^(r − n), which is monotonic in ξ.
    """
    if d.is_zero:
        return constant(ONE)
    whole = exponent.denominator == 1 and exponent >= 0
    count = interval.order
    base = values(interval, d).joined(ZERO) + ONE.range
    if not base.low > 0:
        raise TooWide("a base is not positive on the whole interval")
    coefficients: list[Constant] = []
    factor = Fraction(1)
    for index in range(count):
        coefficients.append(rational(factor))
        factor = factor * (exponent - index) / (index + 1)
        if whole and not factor:
            return series(interval, d, coefficients, ZERO)
    return series(interval, d, coefficients, rational(factor).range * base.to_power(exponent - count))
