"""One-sided expansions: exact terms, dominant first, and an explicit remainder.

The arithmetic here is exact: what is not a term is in the remainder. A germ without remainder
*equals* its finite sum for every small h > 0, so only such a germ, when it is empty, is identically 0.
"""

from __future__ import annotations

from functools import cmp_to_key
from itertools import zip_longest
from typing import TypeAlias

from flint import fmpq

from relu_tui.calculus.budget import BITS, spend
from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases, Undecided
from relu_tui.calculus.exact.constant import ONE as UNIT
from relu_tui.calculus.exact.constant import Constant, Number
from relu_tui.calculus.exact.sign import is_zero, sign
from relu_tui.calculus.germs.scale import ONE, Scale, as_number, iterated_log, sign_of, times
from relu_tui.calculus.germs.wave_sums import range_on_circle, sign_on_circle, wave_sum
from relu_tui.calculus.germs.waves import Range, enclose, wave_product

WAVE_PRODUCT = 40
"""What a product of two waves costs, in products of coefficients."""

COMPARISON = 8
"""What it costs to compare two scales by their logarithms, in products of coefficients."""

MOST_TERMS = 48
"""A longer sum is cut, its tail going to the remainder."""

Term: TypeAlias = tuple[Scale, Number]


class Germ:
    """The expansion of a function of h as h → 0⁺.

    Attributes:
        terms: (scale, coefficient), dominant first; terms of one size stand together. A coefficient
            is not 0 in form, though it may prove to be 0 in value.
        remainder: A scale r such that the rest is O(r), or None where there is no rest.
        name: What it is the expansion of, where that matters: two germs with one name, though cut off
            in different places, are one function.
    """

    __slots__ = ("_hash", "name", "remainder", "terms")

    def __init__(self, terms: tuple[Term, ...], remainder: Scale | None = None, name: object = None) -> None:
        self.terms = terms
        self.remainder = remainder
        self.name = name
        self._hash: int | None = None

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Germ) and self.terms == other.terms and self.remainder == other.remainder
        )

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash((self.terms, self.remainder))
        return self._hash

    def __repr__(self) -> str:
        return f"Germ({self.terms}, O({self.remainder}))"

    @property
    def is_exact(self) -> bool:
        """Whether the function equals the sum of the terms."""
        return self.remainder is None

    @property
    def is_identically_zero(self) -> bool:
        """Whether the function is 0 for every small h, as far as the form shows."""
        return self.remainder is None and not self.terms

    def resolved(self) -> Germ:
        """The same with the first terms of what is endless in it."""
        if all(scale.endless is None for scale, _ in self.terms):
            return self
        result = ZERO
        for scale, coefficient in self.terms:
            endless = scale.endless
            part = Germ(((scale, coefficient),)) if endless is None else endless.germ.scaled(coefficient)
            result = result.plus(part)
        return result

    def plus(self, other: Germ) -> Germ:
        """The sum."""
        if other.is_identically_zero:
            return self
        if self.is_identically_zero:
            return other
        total: dict[Scale, Number] = dict(self.terms)
        accumulate(total, other.terms)
        return collect(total, larger(self.remainder, other.remainder))

    def negated(self) -> Germ:
        """The function with its sign changed."""
        return Germ(tuple((scale, -c) for scale, c in self.terms), self.remainder)

    def minus(self, other: Germ) -> Germ:
        """The difference."""
        return self.plus(other.negated())

    def scaled(self, factor: Number, scale: Scale = ONE) -> Germ:
        """The product with factor · scale, which has no wave."""
        if not factor:
            return ZERO
        if scale is ONE or scale == ONE:
            return Germ(tuple((s, c * factor) for s, c in self.terms), self.remainder)
        remainder = None if self.remainder is None else times(self.remainder, scale)
        return Germ(tuple((times(s, scale), c * factor) for s, c in self.terms), remainder)

    def times(self, other: Germ, cut: Scale | None = None) -> Germ:
        """The product; terms no larger than `cut` go to the remainder."""
        if self.is_identically_zero or other.is_identically_zero:
            return ZERO
        remainder: Scale | None = None
        if other.remainder is not None:
            remainder = times(self.size(), other.remainder)
        if self.remainder is not None:
            remainder = larger(remainder, times(self.remainder, other.size()))
        bound = larger(remainder, cut)
        cut_off = False
        total: dict[Scale, Number] = {}
        spend(len(self.terms) * len(other.terms) * (1 + (_bits(self) + _bits(other)) // BITS))
        for a, x in self.terms:
            for b, y in other.terms:
                products = scale_product(a, b)
                if bound is not None and products and compare(products[0][1], bound) <= 0:
                    cut_off = True
                    break
                for c, scale in products:
                    _add(total, scale, x * y if c is UNIT else x * y * c)
        return collect(total, bound if cut_off else remainder)

    def size(self) -> Scale:
        """The scale that the function is O of."""
        return self.terms[0][0].growth() if self.terms else self.remainder or ONE

    def bounds(self) -> Range:
        """Bounds of the sum of the terms, which are of one size, in units of that size."""
        return range_of(self.terms)

    def without_vanishing_lead(self) -> Germ:
        """The same germ, leading coefficients that are proved 0 taken away."""
        terms = self.terms
        while terms and isinstance(terms[0][1], Constant) and is_zero(terms[0][1]):
            terms = terms[1:]
        return self if terms is self.terms else Germ(terms, self.remainder)

    def leading(self) -> Term:
        """The dominant term, its coefficient proved not to be 0.

        Raises:
            NeedMoreTerms: The terms kept cancel.
            NeedPhases: Several terms of one size oscillate.
            Undecided: The function is identically 0.
        """
        group, _ = self.leading_group()
        if len(group) > 1 or group[0][0].wave is not None:
            raise NeedPhases("its leading term oscillates without end")
        return group[0]

    def leading_group(self) -> tuple[tuple[Term, ...], Germ]:
        """All terms of the dominant size, and the rest; raises as `leading` does."""
        germ = self.without_vanishing_lead()
        if not germ.terms:
            if germ.remainder is None:
                raise Undecided("it is 0 at every point nearby")
            raise NeedMoreTerms("the terms computed cancel")
        scale = germ.terms[0][0]
        end = 1
        while end < len(germ.terms) and compare(scale, germ.terms[end][0]) == 0:
            end += 1
        group = [term for term in germ.terms[:end] if not is_zero(term[1])]
        return tuple(group), Germ(germ.terms[end:], germ.remainder)

    def leading_sign(self) -> int:
        """The sign of the function for every small h > 0; 0 only where it is identically 0.

        Raises:
            NeedMoreTerms: The terms kept cancel.
            NeedPhases: The sign is not settled by the dominant terms alone.
        """
        direction, strict = self.weak_sign()
        if not strict:
            raise NeedPhases("it comes back to 0 at points as near as you like")
        return direction

    def weak_sign(self) -> tuple[int, bool]:
        """(s, strict): s·u ≥ 0 for every small h, and > 0 where `strict` (or u is identically 0).

        Raises:
            NeedMoreTerms: The terms kept cancel.
            NeedPhases: It oscillates between both signs, or may.
        """
        germ = self.without_vanishing_lead()
        if germ.is_identically_zero:
            return 0, True
        group, rest = germ.leading_group()
        if len(group) == 1 and group[0][0].wave is None:
            return sign(group[0][1]), True
        bounds = range_of(group)
        if bounds.low > 0 or bounds.high < 0:
            return (1 if bounds.low > 0 else -1), True
        if bounds.low == 0 or bounds.high == 0:
            return _weak_sum(1 if bounds.low == 0 else -1, rest)
        direction, excess = _against_amplitude(group)
        strict = excess > 0
        if excess < 0:
            total = wave_sum(group)
            found = None if total is None else sign_on_circle(total)
            if found is None:
                raise NeedPhases("it oscillates and its sign is not settled")
            direction, strict = found
        return (direction, True) if strict else _weak_sum(direction, rest)


def _against_amplitude(group: tuple[Term, ...]) -> tuple[int, int]:
    """(sign of c, sign of c² − a² − b²) of c + a·cos F + b·sin F; the second is −1 for any other sum."""
    centre: Number = fmpq(0)
    square: Number = fmpq(0)
    angles: set[Germ] = set()
    for scale, coefficient in group:
        if scale.wave is None:
            centre = centre + coefficient
        elif scale.wave.opaque or scale.wave.trig is None:
            return 0, -1
        else:
            angles.add(scale.wave.trig[1])
            square = square + coefficient * coefficient
    if len(angles) != 1:
        return 0, -1
    return sign(centre), sign(centre * centre - square)


def _weak_sum(direction: int, rest: Germ) -> tuple[int, bool]:
    """The weak sign of something of this direction, 0 at times, plus a smaller rest."""
    try:
        smaller, strict = rest.weak_sign()
    except NeedMoreTerms:
        smaller, strict = -direction, True
    if smaller == -direction:
        raise NeedPhases("it oscillates and its sign is not settled")
    return direction, smaller != 0 and strict


def constant(value: Number) -> Germ:
    """The germ of a constant."""
    return Germ(((ONE, value),)) if value else ZERO


def single(scale: Scale, coefficient: Number = UNIT) -> Germ:
    """The germ of coefficient · scale."""
    return Germ(((scale, coefficient),))


ZERO = Germ(())


def compare(a: Scale, b: Scale) -> int:
    """1 if a dominates b as h → 0⁺, −1 if b dominates a, 0 if they are of one size.

    Raises:
        Undecided: Two exponents could not be told apart.
    """
    if a.endless is not None or b.endless is not None:
        return compare(_leading_size(a), _leading_size(b))
    if a.exponent is not b.exponent and a.exponent != b.exponent:
        return _compare_logarithms(a, b)
    if a.power is not b.power:
        direction = sign_of(b.power - a.power)
        if direction:
            return direction
    if a.logs is not b.logs:
        for k, other in zip_longest(a.logs, b.logs, fillvalue=0):
            if k is not other and (direction := sign_of(k - other)):
                return direction
    return 0


def _leading_size(a: Scale) -> Scale:
    return a if a.endless is None else a.endless.germ.leading()[0]


def _compare_logarithms(a: Scale, b: Scale) -> int:
    """The order of two scales, by whether the logarithm of a/b tends to +∞ or −∞."""
    spend(COMPARISON)
    ratio = logarithm(a).minus(logarithm(b)).without_vanishing_lead()
    if ratio.is_identically_zero:
        return 0
    size, coefficient = ratio.leading()
    if compare(size, ONE) <= 0:
        raise NeedMoreTerms("two exponentials could not be told apart")
    return sign(coefficient)


def logarithm(a: Scale) -> Germ:
    """The logarithm of a scale without a wave: E − p·L₁ + k₁·L₂ + … as a germ."""
    result = ZERO if a.exponent is None else a.exponent.resolved()
    for depth, exponent in enumerate((-a.power, *a.logs), start=1):
        if exponent:
            result = result.plus(single(iterated_log(depth), as_number(exponent)))
    return result


def larger(a: Scale | None, b: Scale | None) -> Scale | None:
    """The remainder that covers both."""
    if a is None or b is None:
        return b if a is None else a
    return a if compare(a, b) >= 0 else b


def scale_product(a: Scale, b: Scale) -> list[tuple[fmpq, Scale]]:
    """The product of two scales as a sum of (coefficient, scale)."""
    if a.wave is None or b.wave is None:
        return [(UNIT, times(a, b))]
    spend(WAVE_PRODUCT)
    growth = times(a.growth(), b.growth())
    return [(c, growth._replace(wave=wave)) for c, wave in wave_product(a.wave, b.wave)]


def accumulate(total: dict[Scale, Number], terms: tuple[Term, ...]) -> None:
    """Add terms into a sum kept by scale."""
    for scale, coefficient in terms:
        _add(total, scale, coefficient)


def _add(total: dict[Scale, Number], scale: Scale, coefficient: Number) -> None:
    if not coefficient:
        return
    count = len(total)
    present = total.setdefault(scale, coefficient)  # a scale is hashed once where it is new, as most are
    if len(total) > count:
        return
    c = present + coefficient
    if c:
        total[scale] = c
    else:
        del total[scale]


def _bits(germ: Germ) -> int:
    """The bits of the longest coefficient that is a fraction."""
    return max((int(c.height_bits()) for _, c in germ.terms if not isinstance(c, Constant)), default=0)


def collect(total: dict[Scale, Number], remainder: Scale | None) -> Germ:
    """The germ of a sum kept by scale: sorted, what the remainder covers taken away, bounded in length.

    Terms of one size have one scale, up to their waves, and waves of one angle have one form of it.
    """
    terms = _sorted(list(total.items()))
    if remainder is not None:
        while terms and compare(terms[-1][0], remainder) <= 0:
            terms.pop()
    if len(terms) > MOST_TERMS:
        end = MOST_TERMS
        while end and compare(terms[end - 1][0], terms[end][0]) == 0:
            end -= 1
        remainder = terms[end][0].growth()
        terms = terms[:end]
    return Germ(tuple(terms), remainder)


def _sorted(terms: list[Term]) -> list[Term]:
    if len(terms) < 2:
        return terms
    if all(scale.is_plain() and isinstance(scale.power, int) for scale, _ in terms):
        return sorted(terms, key=_power)
    two_forms = False

    def order(s: Term, t: Term) -> int:
        nonlocal two_forms
        direction = compare(t[0], s[0])
        two_forms |= not direction and t[0].growth() != s[0].growth()
        return direction

    # sorting compares every two neighbours
    terms = sorted(terms, key=cmp_to_key(order))
    return _merged(terms, two_forms) if two_forms or any(scale.wave for scale, _ in terms) else terms


def _merged(terms: list[Term], two_forms: bool) -> list[Term]:
    """Sorted terms, those added up whose scales or angles are equal in value and were not in form.

    √(3+2√2) and 1+√2 are one number, so h to the one and to the other are one function. (Two scales
    compare as 0 only where their quotient is proved to be 1.)

    Args:
        terms: The terms.
        two_forms: Whether two scales are of one size and not of one form.
    """
    result: dict[Scale, Number] = {}
    start = 0
    while start < len(terms):
        end = start + 1
        while end < len(terms) and _of_one_size(terms[end - 1][0], terms[end][0], two_forms):
            end += 1
        for scale, coefficient in _in_one_form(terms[start:end]):
            _add(result, scale, coefficient)
        start = end
    return list(result.items())


def _of_one_size(a: Scale, b: Scale, two_forms: bool) -> bool:
    if a.endless is not None or b.endless is not None:
        return False  # their leading terms may be of one size, the functions are not equal
    return a.growth() == b.growth() or (two_forms and compare(a, b) == 0)


def _in_one_form(group: list[Term]) -> list[Term]:
    """Terms of one size, their scale and the angles of their waves each written in one way."""
    if len(group) == 1:
        return group
    growth = min((scale.growth() for scale, _ in group), key=lambda size: not size.is_rational())
    angles: list[Germ] = []
    result: list[Term] = []
    for scale, coefficient in group:
        wave = scale.wave
        if wave is not None and wave.trig is not None:
            kind, angle = wave.trig
            known = next((other for other in angles if _same_angle(angle, other)), None)
            if known is None:
                angles.append(angle)
            else:
                wave = wave._replace(trig=(kind, known))
        result.append((growth._replace(wave=wave), coefficient))
    return result


def _same_angle(a: Germ, b: Germ) -> bool:
    """Whether two angles are proved equal."""
    if a == b:
        return True
    difference = a.minus(b)
    if any(not isinstance(coefficient, Constant) for _, coefficient in difference.terms):
        return False
    try:
        return difference.is_exact and all(is_zero(coefficient) for _, coefficient in difference.terms)
    except Undecided:
        return False


def _power(term: Term) -> int:
    power = term[0].power
    return power if isinstance(power, int) else 0


def range_of(group: tuple[Term, ...]) -> Range:
    """Bounds of the sum of coefficient · wave over terms of one size.

    Cosine and sine of one angle are taken together: a cos F + b sin F lies within ±√(a² + b²); and waves of
    several angles, where these are whole multiples of one.
    """
    if len({scale.wave.trig[1] for scale, _ in group if scale.wave and scale.wave.trig}) > 1:
        whole = wave_sum(group)
        if whole is not None and whole.waves:
            return range_on_circle(whole)
    total = Range(fmpq(0), fmpq(0))
    amplitudes: dict[Germ, list[Range]] = {}
    for scale, coefficient in group:
        enclosure = enclose(coefficient)
        if scale.wave is None:
            total += enclosure
        elif scale.wave.trig is None or scale.wave.opaque:
            total += enclosure * scale.wave.range()
        else:
            amplitudes.setdefault(scale.wave.trig[1], []).append(enclosure)
    for parts in amplitudes.values():
        if len(parts) == 1:
            most = max(abs(parts[0].low), abs(parts[0].high))
        else:
            square = sum((max(r.low * r.low, r.high * r.high) for r in parts), fmpq(0))
            most = Range(square, square).image(lambda x: x.sqrt()).high
        total += Range(-most, most)
    return total
