"""Sums of monomials: their arithmetic, and the identities it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from flint import fmpq

from relu_tui.calculus.budget import BITS, spend
from relu_tui.calculus.exact.monomial import UNIT, Generator, Monomial, Powers

if TYPE_CHECKING:
    from relu_tui.calculus.exact.constant import Number

Sum: TypeAlias = dict[Monomial, fmpq]
"""The coefficient of each monomial; never 0."""

ZERO = fmpq(0)
ONE = fmpq(1)
HALF = fmpq(1, 2)

PRODUCT = 2
"""What a product of two monomials costs, in products of rational coefficients."""

POWERS = 5
"""Powers in two monomials by which their product costs one more: each is merged, put in order and hashed."""

WAVE_PRODUCT = 4
"""What it costs more if both have a wave, besides what the length of their angles costs."""


def sum_key(terms: Sum) -> str:
    """A text that is the same exactly for the same sum."""
    return " + ".join(sorted(f"{c}*{monomial.key()}" for monomial, c in terms.items()))


def sum_hash(terms: Sum) -> int:
    """A hash that does not depend on the order of the terms."""
    return hash(frozenset((monomial, int(c.p), int(c.q)) for monomial, c in terms.items()))


def leads_negative(number: Number) -> bool:
    """A sign that -c and c always differ in, read off the form (not the value)."""
    if isinstance(number, fmpq):
        return bool(number < 0)
    return bool(number.numerator[first_of(number.numerator)] < 0)


def first_of(terms: Sum) -> Monomial:
    """The same monomial for every multiple of a sum."""
    return next(iter(terms)) if len(terms) == 1 else min(terms, key=Monomial.key)


def scaled(terms: Sum, factor: fmpq) -> Sum:
    """The sum times a rational other than 0."""
    return {monomial: c * factor for monomial, c in terms.items()}


def plus(left: Sum, right: Sum) -> Sum:
    """The sum of two sums."""
    result = dict(left)
    accumulate(result, right)
    return result


def accumulate(total: Sum, terms: Sum) -> None:
    """Add terms into a sum that is being made."""
    for monomial, coefficient in terms.items():
        add(total, monomial, coefficient)


def add(total: Sum, monomial: Monomial, coefficient: fmpq) -> None:
    """Add one term into a sum that is being made."""
    present = total.get(monomial)
    if present is None:
        total[monomial] = coefficient
    elif present + coefficient:
        total[monomial] = present + coefficient
    else:
        del total[monomial]


def bits_of(terms: Sum) -> int:
    """The bits of the longest coefficient."""
    return max((int(coefficient.height_bits()) for coefficient in terms.values()), default=0)


def times(left: Sum, right: Sum) -> Sum:
    """The product of two sums; both monomials' roots are carried over."""
    spend((PRODUCT + (bits_of(left) + bits_of(right)) // BITS) * len(left) * len(right))
    result: Sum = {}
    for a, x in left.items():
        for b, y in right.items():
            if a is UNIT or b is UNIT:
                add(result, b if a is UNIT else a, x * y)
            else:
                accumulate(result, _product(a, b, x * y))
    return result


def _product(a: Monomial, b: Monomial, coefficient: fmpq) -> Sum:
    if a is UNIT or a == UNIT:
        return {b: coefficient}
    if b is UNIT or b == UNIT:
        return {a: coefficient}
    spend((len(a.powers) + len(b.powers)) // POWERS)
    powers, carried = _merge(a.powers, b.powers)
    exponent = a.exponent + b.exponent
    result: Sum
    if a.wave is None or b.wave is None:
        result = {Monomial(exponent, a.wave or b.wave, powers): coefficient}
    else:
        spend(WAVE_PRODUCT + _terms(a.wave[1]) + _terms(b.wave[1]))
        result = _wave_product(a.wave, b.wave, Monomial(exponent, None, powers), coefficient)
    for base in carried:
        result = times(result, base.numerator if not isinstance(base, fmpq) else {UNIT: base})
    return result


def _terms(number: Number) -> int:
    """How long a number is that is no fraction: it is added, compared and hashed term by term."""
    return 0 if isinstance(number, fmpq) else 3 * len(number.numerator)


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
        add_wave(result, "cos", difference, half, rest)
        add_wave(result, "cos", total, half if kind_a == "cos" else -half, rest)
    else:  # cos x sin y = ½sin(x+y) − ½sin(x−y)
        add_wave(result, "sin", total, half, rest)
        add_wave(result, "sin", difference, -half, rest)
    return result


def add_wave(total: Sum, kind: str, argument: Number, coefficient: fmpq, rest: Monomial) -> None:
    """Add coefficient · rest · cos or sin, with the argument's sign taken out."""
    if argument:
        if leads_negative(argument):
            argument = -argument
            coefficient = -coefficient if kind == "sin" else coefficient
        add(total, Monomial(rest.exponent, (kind, argument), rest.powers), coefficient)
    elif kind == "cos":
        add(total, rest, coefficient)


def reciprocal(monomial: Monomial) -> tuple[Sum, Sum | None]:
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
        if not isinstance(generator.argument, fmpq):
            denominator = times(denominator, generator.argument.numerator)
        else:
            coefficient /= generator.argument
    numerator = {Monomial(-monomial.exponent, None, tuple(powers)): coefficient}
    return numerator, (None if UNIT in denominator and len(denominator) == 1 else denominator)
