"""Constants of a certificate: polynomials over ℚ in named real numbers.

A constant is Σ q·Π aⱼ^eⱼ, with q rational and each aⱼ a named number: π, a prime (with a power between 0 and
1), e to the power of a product, a logarithm, a sine, a cosine, an arctangent, an erf, or a sum that was
inverted. Two that are equal term by term *are* equal, so f(a) − f(a) is 0 by itself. That a constant is not 0
is concluded from a ball that excludes 0; where a ball of many bits still contains 0, it is proved to be 0 by
a separation bound (`separation_bound`) or listed as an assumption, never silently taken for 0.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from flint import arb, fmpq

from relu_tui.certificate.errors import Unproved
from relu_tui.certificate.ranges import BITS, Range, precision

MOST_TERMS = 120
LONGEST_NAME = 1500
LARGEST_BITS = 30_000
"""Of a rational coefficient."""

PRECISIONS = (BITS, 384, 1024, 3072)
"""Bits with which the sign of a constant is looked for."""


CLOSE_BITS = 12_000
"""Bits with which a constant is looked at before it may be assumed to be 0."""


class Atom:
    """A named real number.

    Attributes:
        kind: What sort: `pi`, `prime`, `exp`, `log`, `sin`, `cos`, `atan`, `asin`, `erf` or `sum`.
        argument: What it is the exponential, logarithm, … of.
        name: How it is written in the language; two atoms of one name are the same number.
    """

    __slots__ = ("_balls", "argument", "kind", "name")

    def __init__(self, kind: str, argument: Constant | int, name: str) -> None:
        if len(name) > LONGEST_NAME:
            raise Unproved("a constant is too long to be written")
        self.kind, self.argument, self.name = kind, argument, name
        self._balls: dict[int, arb] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def ball(self, bits: int) -> arb:
        """A ball around it, at a precision that is set already."""
        found = self._balls.get(bits)
        if found is None:
            found = self._balls[bits] = self._computed(bits)
        return found

    def _computed(self, bits: int) -> arb:
        if isinstance(self.argument, int):
            return arb.pi() if self.kind == "pi" else arb(self.argument)
        inner = self.argument.ball(bits)
        match self.kind:
            case "exp":
                return inner.exp()
            case "log":
                return inner.log()
            case "sin":
                return inner.sin()
            case "cos":
                return inner.cos()
            case "atan":
                return inner.atan()
            case "asin":
                return inner.asin()
            case "erf":
                return inner.erf()
        return inner


Product = tuple[tuple[Atom, Fraction], ...]
"""Π aⱼ^eⱼ, sorted by name; empty for 1."""


class Constant:
    """Σ q·Π aⱼ^eⱼ, and no term of it 0."""

    def __init__(self, terms: dict[Product, fmpq]) -> None:
        if len(terms) > MOST_TERMS:
            raise Unproved("a constant has too many terms")
        self.terms = terms

    @cached_property
    def name(self) -> str:
        """How it is written in the language; equal for constants that are equal term by term."""
        return written(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Constant) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def is_zero(self) -> bool:
        """Whether it is 0 term by term; a constant may be 0 without being so."""
        return not self.terms

    @property
    def rational(self) -> fmpq | None:
        """It, where it is rational term by term."""
        if not self.terms:
            return fmpq(0)
        return self.terms.get(()) if len(self.terms) == 1 else None

    def __add__(self, other: Constant) -> Constant:
        if not other.terms:
            return self
        result = dict(self.terms)
        for product, coefficient in other.terms.items():
            total = result.get(product, NOUGHT) + coefficient
            if total:
                result[product] = total
            else:
                result.pop(product, None)
        return Constant(result)

    def __neg__(self) -> Constant:
        return Constant({product: -coefficient for product, coefficient in self.terms.items()})

    def __sub__(self, other: Constant) -> Constant:
        return self + -other

    def times(self, factor: fmpq | int) -> Constant:
        """It times a rational."""
        if not factor:
            return ZERO
        return Constant({product: coefficient * factor for product, coefficient in self.terms.items()})

    def __mul__(self, other: Constant) -> Constant:
        for one, two in ((self, other), (other, self)):
            number = one.rational
            if number is not None:
                return bounded(two.times(number))
        total = ZERO
        for left, p in self.terms.items():
            for right, q in other.terms.items():
                total = total + _product(left, right).times(p * q)
        return bounded(total)

    def ball(self, bits: int) -> arb:
        """A ball around it, at a precision that is set already."""
        total = arb(0)
        for product, coefficient in self.terms.items():
            factor = arb(coefficient)
            for atom, exponent in product:
                base = atom.ball(bits)
                if exponent.denominator == 1:
                    factor *= base ** int(exponent)
                else:
                    factor *= base ** fmpq(exponent.numerator, exponent.denominator)
            total += factor
        return total

    @cached_property
    def range(self) -> Range:
        """The numbers it may be, narrow beside its size where that can be had."""
        rational = self.rational
        if rational is not None:
            with precision():
                return Range.spanning(arb(rational))
        for bits in PRECISIONS:
            with precision(bits):
                ball = self.ball(bits)
            if ball.is_finite() and ball.rel_accuracy_bits() > BITS // 2:
                break
        with precision():
            return Range.spanning(ball)

    @cached_property
    def sign(self) -> int | None:
        """Its sign, or None where no ball tells whether it is 0."""
        rational = self.rational
        if rational is not None:
            return (rational > 0) - (rational < 0)
        for bits in PRECISIONS:
            with precision(bits):
                ball = self.ball(bits)
            if ball > 0:
                return 1
            if ball < 0:
                return -1
        return None

    @cached_property
    def is_close_to_zero(self) -> bool:
        """Whether a ball of 12,000 bits contains 0 and nothing farther from it than 10⁻³⁰⁰⁰.

        So it is no number minus as many of its digits as an expression of the language has room for.
        """
        with precision(CLOSE_BITS):
            ball = self.ball(CLOSE_BITS)
            return ball.is_finite() and ball.contains(0) and bool(abs(ball) < arb(10) ** -3000)


NOUGHT = fmpq(0)
ZERO = Constant({})


def rational(number: Fraction | fmpq | int) -> Constant:
    """A rational constant."""
    if not isinstance(number, int | fmpq):
        number = fmpq(number.numerator, number.denominator)
    return Constant({(): fmpq(number)}) if number else ZERO


ONE = rational(1)
PI = Constant({((Atom("pi", 0, "pi"), Fraction(1)),): fmpq(1)})


def bounded(constant: Constant) -> Constant:
    """The constant, unless it is too large to work with."""
    for coefficient in constant.terms.values():
        if max(int(coefficient.p).bit_length(), int(coefficient.q).bit_length()) > LARGEST_BITS:
            raise Unproved("a constant is too large")
    return constant


def single(atom: Atom, exponent: Fraction | int = 1) -> Constant:
    """A power of a named number."""
    return Constant({((atom, Fraction(exponent)),): fmpq(1)})


def _product(left: Product, right: Product) -> Constant:
    """The product of two products, by what is known of their atoms."""
    exponents = dict(left)
    for atom, exponent in right:
        exponents[atom] = exponents.get(atom, Fraction(0)) + exponent
    return collected(exponents)


def collected(exponents: dict[Atom, Fraction]) -> Constant:
    """Π aⱼ^eⱼ: primes keep a power below 1, cos² is 1 − sin², whole powers of a sum are multiplied out."""
    coefficient = fmpq(1)
    kept: dict[Atom, Fraction] = {}
    factors: list[Constant] = []
    for atom, exponent in exponents.items():
        if not exponent:
            continue
        rest = exponent
        if atom.kind == "prime" and isinstance(atom.argument, int):
            whole = exponent.__floor__()
            if abs(whole) * atom.argument.bit_length() > LARGEST_BITS:
                raise Unproved("a constant is too large")
            coefficient *= fmpq(atom.argument) ** whole
            rest -= whole
        elif atom.kind == "cos" and exponent >= 2 and isinstance(atom.argument, Constant):
            sine = single(Atom("sin", atom.argument, f"sin({atom.argument.name})"))
            squared = ONE - sine * sine
            halves = exponent.__floor__() // 2
            factors.append(whole_power(squared, halves))
            rest -= 2 * halves
        elif atom.kind == "sum" and exponent >= 1 and isinstance(atom.argument, Constant):
            factors.append(whole_power(atom.argument, exponent.__floor__()))
            rest -= exponent.__floor__()
        if rest:
            kept[atom] = rest
    key = tuple(sorted(kept.items(), key=lambda item: item[0].name))
    result = Constant({key: coefficient})
    for factor in factors:
        result = result * factor
    return result


def whole_power(base: Constant, exponent: int) -> Constant:
    """A power multiplied out."""
    result = ONE
    for _ in range(exponent):
        result = result * base
    return result


def rational_quotient(one: Constant, other: Constant) -> fmpq | None:
    """The rational that one constant is of another, as their terms show."""
    product, coefficient = next(iter(other.terms.items()))
    mine = one.terms.get(product)
    if mine is None:
        return None
    ratio = mine / coefficient
    return ratio if other.times(ratio) == one else None


def content_of(constant: Constant) -> fmpq:
    """The coefficient by which it is divided to be written in one way."""
    return constant.terms[min(constant.terms, key=_written_product)]


def _written_product(product: Product) -> str:
    parts: list[str] = []
    for atom, exponent in product:
        if exponent == 1:
            parts.append(atom.name)
        elif exponent == Fraction(1, 2):
            parts.append(f"sqrt({atom.name})")
        elif exponent == Fraction(1, 3):
            parts.append(f"cbrt({atom.name})")
        elif exponent.denominator == 1 and exponent > 0:
            parts.append(f"{atom.name}**{exponent}")
        else:
            parts.append(f"{atom.name}**({exponent})")
    return "*".join(parts)


def _written_term(size: fmpq, product: Product) -> str:
    """A positive rational times a product: what has a negative power stands below the stroke.

    Inverted sums each stand alone, and cos⁻² is not 1/cos²: multiplied out, or as 1 − sin², they would be
    other constants when they are read again.
    """
    above: list[str] = [] if size.p == 1 else [str(size.p)]
    below: list[str] = [] if size.q == 1 else [str(size.q)]
    sums = ""
    for atom, exponent in product:
        if atom.kind == "exp" and isinstance(atom.argument, Constant):
            inner = atom.argument.times(fmpq(exponent.numerator, exponent.denominator))
            above.append("e" if inner == ONE else f"exp({inner.name})")
        elif atom.kind == "sum" and exponent == -1:
            sums += f"/{atom.name}"
        elif exponent > 0 or atom.kind == "sum" or (atom.kind == "cos" and exponent <= -2):
            above.append(_written_product(((atom, exponent),)))
        else:
            below.append(_written_product(((atom, -exponent),)))
    text = "*".join(above) or "1"
    if below:
        text += f"/{below[0]}" if len(below) == 1 else f"/({'*'.join(below)})"
    return text + sums


def written(constant: Constant) -> str:
    """A constant in the language of the program."""
    if not constant.terms:
        return "0"
    text = ""
    for product in sorted(constant.terms, key=_written_product):
        coefficient = constant.terms[product]
        part = _written_term(abs(coefficient), product)
        if coefficient < 0:
            text += f" - {part}" if text else f"-{part}"
        else:
            text += f" + {part}" if text else part
    return text
