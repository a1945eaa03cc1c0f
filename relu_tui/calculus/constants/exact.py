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

from typing import NamedTuple, TypeAlias

from flint import fmpq

from relu_tui.calculus.effort import spend

ZERO = fmpq(0)
ONE = fmpq(1)
HALF = fmpq(1, 2)


class Generator(NamedTuple):
    """One irrational building block.

    Attributes:
        kind: `pi`, `root` (the argument is a positive integer or a positive sum without denominator;
            exponents lie between 0 and 1), `log`, `cospi` (cos of the argument times pi,
            0 < argument < 1/2), `atan`, `atan_prime` (the angle of the Gaussian prime above a
            rational prime p ≡ 1 mod 4), or `erf`.
        argument: What the kind is applied to; 0 for pi.
    """

    kind: str
    argument: Number

    def key(self) -> str:
        """A text that is the same exactly for the same generator."""
        return f"{self.kind}({key(self.argument)})"


class Monomial(NamedTuple):
    """A product of one exponential, at most one cosine or sine, and powers of generators."""

    exponent: Number = ZERO
    wave: tuple[str, Number] | None = None
    powers: Powers = ()

    def key(self) -> str:
        """A text that is the same exactly for the same monomial."""
        parts = [f"e^({key(self.exponent)})"] if self.exponent else []
        if self.wave:
            parts.append(f"{self.wave[0]}({key(self.wave[1])})")
        parts += [f"{generator.key()}^{exponent}" for generator, exponent in self.powers]
        return "*".join(parts)


UNIT = Monomial()

Sum: TypeAlias = dict[Monomial, fmpq]
Powers: TypeAlias = tuple[tuple[Generator, fmpq], ...]
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
        return self is other or (isinstance(other, Constant) and self.key() == other.key())

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(self.key())
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


def key(number: Number) -> str:
    """A text that is the same exactly for the same number in the same form."""
    return number.key() if isinstance(number, Constant) else str(number)


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
    if denominator is None:
        if len(numerator) == 1 and UNIT in numerator:
            return numerator[UNIT]
        return Constant(numerator)
    first = min(denominator, key=Monomial.key)
    ratio = numerator.get(first, ZERO) / denominator[first]
    if ratio and numerator == {monomial: c * ratio for monomial, c in denominator.items()}:
        return ratio
    scale = 1 / denominator[first]
    if scale != ONE:
        numerator = {monomial: c * scale for monomial, c in numerator.items()}
        denominator = {monomial: c * scale for monomial, c in denominator.items()}
    return Constant(numerator, denominator)


def single(
    kind: str,
    argument: Number = ZERO,
    exponent: fmpq = ONE,
    coefficient: fmpq = ONE,
) -> Constant:
    """The constant `coefficient · generator^exponent`."""
    monomial = Monomial(powers=((Generator(kind, argument), exponent),))
    return Constant({monomial: coefficient})


def exponential(exponent: Number) -> Number:
    """e^exponent as a monomial of its own, without looking for logarithms in the exponent."""
    return Constant({Monomial(exponent=exponent): ONE}) if exponent else ONE


def wave(kind: str, argument: Number) -> Number:
    """Cos or sin of the argument as a monomial of its own, with the argument's sign taken out."""
    if not argument:
        return ONE if kind == "cos" else ZERO
    negative = _leads_negative(argument)
    if negative:
        argument = -argument
    coefficient = -ONE if negative and kind == "sin" else ONE
    return Constant({Monomial(wave=(kind, argument)): coefficient})


PI = single("pi")


def rational(number: Number) -> fmpq | None:
    """The number as a rational, or None where its form shows something irrational."""
    return None if isinstance(number, Constant) else number


def _sum_key(terms: Sum) -> str:
    return " + ".join(sorted(f"{c}*{monomial.key()}" for monomial, c in terms.items()))


def _leads_negative(number: Number) -> bool:
    """A sign that -c and c always differ in, read off the form (not the value)."""
    if not isinstance(number, Constant):
        return number < 0
    return number.numerator[min(number.numerator, key=Monomial.key)] < 0


def _plus(left: Sum, right: Sum) -> Sum:
    result = dict(left)
    _accumulate(result, right)
    return result


def _accumulate(total: Sum, terms: Sum) -> None:
    for monomial, coefficient in terms.items():
        c = total.get(monomial, ZERO) + coefficient
        if c:
            total[monomial] = c
        else:
            total.pop(monomial, None)


def _times(left: Sum, right: Sum) -> Sum:
    """The product of two sums; both monomials' roots are carried over."""
    spend(len(left) * len(right))
    result: Sum = {}
    for a, x in left.items():
        for b, y in right.items():
            _accumulate(result, _product(a, b, x * y))
    return result


def _product(a: Monomial, b: Monomial, coefficient: fmpq) -> Sum:
    if a is UNIT or a == UNIT:
        return {b: coefficient}
    if b is UNIT or b == UNIT:
        return {a: coefficient}
    powers, carried = _merge(a.powers, b.powers)
    exponent = a.exponent + b.exponent
    waves: Sum = _wave_product(a.wave, b.wave)
    result = {Monomial(exponent, monomial.wave, powers): c * coefficient for monomial, c in waves.items()}
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


def _wave_product(a: tuple[str, Number] | None, b: tuple[str, Number] | None) -> Sum:
    """Turn a product of cosines and sines into a sum (the product-to-sum formulas)."""
    if a is None or b is None:
        return {Monomial(wave=a or b): ONE}
    (kind_a, x), (kind_b, y) = a, b
    if kind_a == "sin" and kind_b == "cos":
        (kind_a, x), (kind_b, y) = b, a
    if kind_a == kind_b:
        # cos x cos y = ½cos(x−y) + ½cos(x+y);  sin x sin y = ½cos(x−y) − ½cos(x+y)
        second = HALF if kind_a == "cos" else -HALF
        terms = wave("cos", x - y) * HALF + wave("cos", x + y) * second
    else:  # cos x sin y = ½sin(x+y) − ½sin(x−y)
        terms = wave("sin", x + y) * HALF - wave("sin", x - y) * HALF
    if isinstance(terms, Constant):
        return terms.numerator
    return {UNIT: terms} if terms else {}


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
