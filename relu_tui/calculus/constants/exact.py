"""Exact constants: sums of monomials with rational coefficients, and quotients of such sums.

A constant is a `fmpq` where it is rational, else a `Constant`. A monomial is

    e^E · (1 | cos F | sin F) · g₁^k₁ · g₂^k₂ · …

with exact constants E and F and generators g: pi, a root, a logarithm, cos of a rational multiple
of pi, an arctangent, a value of erf. Identities are used in the constructors only: exponentials
merge, products of cosines and sines become sums (so that sin² + cos² is 1 and sin 2 is 2 sin 1 cos 1
without a special case), and roots carry whole powers over. By the Lindemann-Weierstrass theorem the
e^E and e^(iF) of distinct algebraic E and F are independent over the algebraic numbers, which is why
so few identities go so far.

An empty sum *is* 0. A sum that is not empty may still be 0: only `sign.sign` says.
"""

from __future__ import annotations

from typing import TypeAlias

from flint import fmpq

from relu_tui.calculus.constants.monomial import UNIT, Generator, Monomial, Powers
from relu_tui.calculus.constants.monomial import ZERO as ZERO
from relu_tui.calculus.effort import spend

ONE = fmpq(1)
HALF = fmpq(1, 2)

PRODUCT = 2
"""What a product of two monomials costs, in products of rational coefficients."""

WAVE_PRODUCT = 4
"""What it costs more if both have a wave."""

LONGEST = 16
"""Terms of a sum that is multiplied out."""

Sum: TypeAlias = dict[Monomial, fmpq]
Number: TypeAlias = "fmpq | Constant"


class Constant:
    """An irrational-looking exact constant: a sum of monomials over 1 or over another sum.

    Build it with `quotient` or the operators, never directly: those return a `fmpq` where the
    result is rational.

    Attributes:
        numerator: Coefficient of each monomial; never 0.
        denominator: The same, with two monomials or more, or None for 1.
    """

    __slots__ = ("_hash", "_key", "cached_sign", "denominator", "numerator")

    def __init__(self, numerator: Sum, denominator: Sum | None = None) -> None:
        self.numerator = numerator
        self.denominator = denominator
        self._key: str | None = None
        self._hash: int | None = None
        self.cached_sign: int | None = None
        """What `sign.sign` found; a constant never changes."""

    def key(self) -> str:
        """A text that is the same exactly for the same sum of the same monomials."""
        if self._key is None:
            self._key = _sum_key(self.numerator)
            if self.denominator is not None:
                self._key = f"({self._key})/({_sum_key(self.denominator)})"
        return self._key

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
            self._hash = _sum_hash(self.numerator)
            if self.denominator is not None:
                self._hash = hash((self._hash, _sum_hash(self.denominator)))
        return self._hash

    def __neg__(self) -> Constant:
        return Constant({monomial: -c for monomial, c in self.numerator.items()}, self.denominator)

    def __add__(self, other: Number | int) -> Number:
        if not isinstance(other, Constant):
            if not other:
                return self
            other_numerator: Sum = {UNIT: fmpq(other)}
            other_denominator: Sum | None = None
        else:
            other_numerator, other_denominator = other.numerator, other.denominator
        if self.denominator == other_denominator:
            return quotient(_plus(self.numerator, other_numerator), self.denominator)
        left, right, denominator = self.numerator, other_numerator, self.denominator
        if other_denominator is not None:
            left = _times(left, other_denominator)
            denominator = other_denominator if denominator is None else _times(denominator, other_denominator)
        if self.denominator is not None:
            right = _times(right, self.denominator)
        return quotient(_plus(left, right), denominator)

    __radd__ = __add__

    def __sub__(self, other: Number | int) -> Number:
        return self + (-other)

    def __rsub__(self, other: Number | int) -> Number:
        return -self + other

    def __mul__(self, other: Number | int) -> Number:
        if not isinstance(other, Constant):
            if not other:
                return ZERO
            factor = fmpq(other)
            scaled = {monomial: c * factor for monomial, c in self.numerator.items()}
            return Constant(scaled, self.denominator)
        if self.denominator is None and other.denominator is None:
            return quotient(_times(self.numerator, other.numerator), None)
        denominator = _times(self.denominator or {UNIT: ONE}, other.denominator or {UNIT: ONE})
        return quotient(_times(self.numerator, other.numerator), denominator)

    __rmul__ = __mul__

    def __truediv__(self, other: Number | int) -> Number:
        if not isinstance(other, Constant):
            return self * (1 / fmpq(other))
        return self * _inverse(other)

    def __rtruediv__(self, other: Number | int) -> Number:
        return _inverse(self) * other


def quotient(numerator: Sum, denominator: Sum | None) -> Number:
    """The constant `numerator / denominator`, in its simplest form.

    The denominator must be known not to vanish.
    """
    if not numerator:
        return ZERO
    while denominator is not None and len(denominator) == 1:
        ((monomial, coefficient),) = denominator.items()
        if monomial.wave is not None:
            break
        factor, denominator = _reciprocal(monomial)
        numerator = _times(numerator, {m: c / coefficient for m, c in factor.items()})
    if denominator is not None:
        numerator, denominator = _rationalized(numerator, denominator)
    if denominator is not None and len(denominator) > LONGEST:
        divisor = Monomial(powers=((Generator("sum", Constant(denominator)), -ONE),))
        numerator, denominator = _times(numerator, {divisor: ONE}), None
    if denominator is None:
        if len(numerator) == 1 and UNIT in numerator:
            return numerator[UNIT]
        return Constant(numerator)
    first = first_of(denominator)
    ratio = numerator.get(first, ZERO) / denominator[first]
    if ratio and numerator == {monomial: c * ratio for monomial, c in denominator.items()}:
        return ratio
    scale = 1 / denominator[first]
    if scale != ONE:
        numerator = {monomial: c * scale for monomial, c in numerator.items()}
        denominator = {monomial: c * scale for monomial, c in denominator.items()}
    return Constant(numerator, denominator)


def _rationalized(numerator: Sum, denominator: Sum) -> tuple[Sum, Sum | None]:
    """Square roots of primes moved out of a denominator: 1/(1 + √2) is √2 − 1.

    A sum of products of square roots of primes that is not 0 in form is not 0, and no more are its
    conjugates (Besicovitch 1940), so nothing is multiplied by 0.
    """
    while len(denominator) > 1:
        roots = {generator for monomial in denominator for generator, _ in monomial.powers}
        if not (roots and all(_is_surd(monomial) for monomial in denominator)):
            return numerator, denominator
        root = min(roots, key=Generator.key)
        conjugate = {
            monomial: -c if any(generator == root for generator, _ in monomial.powers) else c
            for monomial, c in denominator.items()
        }
        numerator, denominator = _times(numerator, conjugate), _times(denominator, conjugate)
    ((monomial, coefficient),) = denominator.items()
    if not _is_surd(monomial):
        return numerator, denominator
    factor, _ = _reciprocal(monomial)
    return _times(numerator, {m: c / coefficient for m, c in factor.items()}), None


def _is_surd(monomial: Monomial) -> bool:
    """Whether it is a product of square roots of primes."""
    return (
        not monomial.exponent
        and monomial.wave is None
        and all(g.kind == "root" and isinstance(g.argument, fmpq) and k == HALF for g, k in monomial.powers)
    )


def single(
    kind: str,
    argument: Number = ZERO,
    exponent: fmpq = ONE,
    coefficient: fmpq = ONE,
) -> Constant:
    """The constant `coefficient · generator^exponent`."""
    monomial = Monomial(powers=((Generator(kind, argument), exponent),))
    return Constant({monomial: coefficient})


def abbreviated(number: Number) -> Number:
    """The number, with a long sum made one generator: its products would have terms by the thousand."""
    if not isinstance(number, Constant) or len(number.numerator) + len(number.denominator or ()) <= LONGEST:
        return number
    return single("sum", number)


def exponential(exponent: Number) -> Number:
    """e^exponent as a monomial of its own, without looking for logarithms in the exponent."""
    return Constant({Monomial(exponent=exponent): ONE}) if exponent else ONE


def wave(kind: str, argument: Number) -> Number:
    """Cos or sin of the argument as a monomial of its own, with the argument's sign taken out."""
    terms: Sum = {}
    _add_wave(terms, kind, argument, ONE, UNIT)
    return quotient(terms, None)


PI = single("pi")


def rational(number: Number) -> fmpq | None:
    """The number as a rational, or None where its form shows something irrational."""
    return None if isinstance(number, Constant) else number


def _sum_key(terms: Sum) -> str:
    return " + ".join(sorted(f"{c}*{monomial.key()}" for monomial, c in terms.items()))


def _sum_hash(terms: Sum) -> int:
    return hash(frozenset((monomial, int(c.p), int(c.q)) for monomial, c in terms.items()))


def leads_negative(number: Number) -> bool:
    """A sign that -c and c always differ in, read off the form (not the value)."""
    if not isinstance(number, Constant):
        return number < 0
    return number.numerator[first_of(number.numerator)] < 0


def first_of(terms: Sum) -> Monomial:
    """The same monomial for every multiple of a sum."""
    return next(iter(terms)) if len(terms) == 1 else min(terms, key=Monomial.key)


def _plus(left: Sum, right: Sum) -> Sum:
    result = dict(left)
    _accumulate(result, right)
    return result


def _accumulate(total: Sum, terms: Sum) -> None:
    for monomial, coefficient in terms.items():
        _add(total, monomial, coefficient)


def _add(total: Sum, monomial: Monomial, coefficient: fmpq) -> None:
    present = total.get(monomial)
    if present is None:
        total[monomial] = coefficient
    elif present + coefficient:
        total[monomial] = present + coefficient
    else:
        del total[monomial]


def _times(left: Sum, right: Sum) -> Sum:
    """The product of two sums; both monomials' roots are carried over."""
    spend(PRODUCT * len(left) * len(right))
    result: Sum = {}
    for a, x in left.items():
        for b, y in right.items():
            if a is UNIT or b is UNIT:
                _add(result, b if a is UNIT else a, x * y)
            else:
                _accumulate(result, _product(a, b, x * y))
    return result


def _product(a: Monomial, b: Monomial, coefficient: fmpq) -> Sum:
    if a is UNIT or a == UNIT:
        return {b: coefficient}
    if b is UNIT or b == UNIT:
        return {a: coefficient}
    powers, carried = _merge(a.powers, b.powers)
    exponent = a.exponent + b.exponent
    result: Sum
    if a.wave is None or b.wave is None:
        result = {Monomial(exponent, a.wave or b.wave, powers): coefficient}
    else:
        spend(WAVE_PRODUCT)
        result = _wave_product(a.wave, b.wave, Monomial(exponent, None, powers), coefficient)
    for base in carried:
        result = _times(result, base.numerator if isinstance(base, Constant) else {UNIT: base})
    return result


def _merge(left: Powers, right: Powers) -> tuple[Powers, list[Number]]:
    """Add exponents; bases of roots whose exponent passed 1 come back apart, as factors."""
    if not left or not right:
        return left or right, []
    exponents = dict(left)
    carried: list[Number] = []
    for generator, exponent in right:
        total = exponents.get(generator, ZERO) + exponent
        if generator.kind == "root" and total >= ONE:
            carried.append(generator.argument)
            total -= 1
        if total:
            exponents[generator] = total
        else:
            exponents.pop(generator, None)
    return tuple(sorted(exponents.items(), key=lambda item: item[0].key())), carried


def _wave_product(a: tuple[str, Number], b: tuple[str, Number], rest: Monomial, coefficient: fmpq) -> Sum:
    """Turn a product of cosines and sines into a sum (the product-to-sum formulas), times the rest."""
    (kind_a, x), (kind_b, y) = a, b
    if kind_a == "sin" and kind_b == "cos":
        (kind_a, x), (kind_b, y) = b, a
    difference, total = x - y, x + y
    result: Sum = {}
    half = coefficient * HALF
    if kind_a == kind_b:
        # cos x cos y = ½cos(x−y) + ½cos(x+y);  sin x sin y = ½cos(x−y) − ½cos(x+y)
        _add_wave(result, "cos", difference, half, rest)
        _add_wave(result, "cos", total, half if kind_a == "cos" else -half, rest)
    else:  # cos x sin y = ½sin(x+y) − ½sin(x−y)
        _add_wave(result, "sin", total, half, rest)
        _add_wave(result, "sin", difference, -half, rest)
    return result


def _add_wave(total: Sum, kind: str, argument: Number, coefficient: fmpq, rest: Monomial) -> None:
    """Add coefficient · rest · cos or sin, with the argument's sign taken out."""
    if argument:
        if leads_negative(argument):
            argument = -argument
            coefficient = -coefficient if kind == "sin" else coefficient
        _add(total, Monomial(rest.exponent, (kind, argument), rest.powers), coefficient)
    elif kind == "cos":
        _add(total, rest, coefficient)


def _reciprocal(monomial: Monomial) -> tuple[Sum, Sum | None]:
    """1/monomial as (numerator, denominator), where it has no cosine or sine.

    The exponents of roots stay between 0 and 1: 1/√2 is √2/2.
    """
    powers: list[tuple[Generator, fmpq]] = []
    coefficient = ONE
    denominator: Sum = {UNIT: ONE}
    for generator, exponent in monomial.powers:
        if generator.kind != "root":
            powers.append((generator, -exponent))
            continue
        powers.append((generator, 1 - exponent))
        if isinstance(generator.argument, Constant):
            denominator = _times(denominator, generator.argument.numerator)
        else:
            coefficient /= generator.argument
    numerator = {Monomial(-monomial.exponent, None, tuple(powers)): coefficient}
    return numerator, (None if UNIT in denominator and len(denominator) == 1 else denominator)


def _inverse(number: Constant) -> Number:
    return quotient(number.denominator or {UNIT: ONE}, number.numerator)
