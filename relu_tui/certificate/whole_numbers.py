"""Whole numbers known as such: sin(π·n) is 0, (−1)^n squared is 1, and ⌊u⌋ + ⌈−u⌉ is 0.

Of a floor that moves, a range tells no more than that it is within 1 of its argument. Here a part is
written as a polynomial with rational coefficients in generators: ⌊u⌋ for each u, sign u, (−1)^n, π, and
whatever else a part is. These are identities of real numbers, so the polynomial is the part at every h at
which the part has a value; they are used only where it is enclosed, so that it has one. A polynomial with
whole coefficients in whole generators is whole, and whether it is even depends on which of its generators
are even: 2^k cases. Two generators are one where they are written alike; that two others are the same number
unseen loses an identity, and proves nothing wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.syntax import Binary, Call, Literal, Named, Negative, Numeric
from relu_tui.certificate.errors import NoValue, Unproved
from relu_tui.certificate.interval import Interval
from relu_tui.certificate.taylor_models import Model

MOST_TERMS = 24
MOST_POWER = 6
MOST_GENERATORS = 6
"""Of which it is asked whether they are even."""

WHOLE, SIGN, UNIT, REAL = "whole", "sign", "unit", "real"
"""What a generator is: a whole number, one of −1, 0, 1, one of −1, 1, or a real number."""

Generator = tuple[str, str]
"""Its kind, and how it is written."""

Product = tuple[tuple[Generator, int], ...]
"""Powers of generators, sorted; empty for 1."""

Polynomial = dict[Product, Fraction]

PI: Generator = (REAL, "pi")


class Wholes:
    """Parts of an expression as polynomials in whole numbers.

    Args:
        interval: The interval.
        model: The enclosure of a part; where it raises, the part has no value or none is known.
    """

    def __init__(self, interval: Interval, model: Callable[[Numeric], Model]) -> None:
        self.interval = interval
        self._model = model
        self._known: dict[Numeric, Polynomial | None] = {}

    def value(self, node: Numeric) -> Fraction | None:
        """The rational that a part is at every h at which it has a value, or None."""
        found = self._of(node)
        if found is None or any(found) or len(found) > 1:
            return None
        return found.get((), Fraction(0))

    def is_whole(self, node: Numeric) -> bool:
        """Whether a part is a whole number at every h."""
        found = self._of(node)
        return found is not None and _is_whole(found)

    def floor_of_difference(self, one: Numeric, other: Numeric) -> Fraction | None:
        """⌊one − other⌋, where it is the same at every h."""
        return self.value(Call("floor", (Binary("-", one, other),)))

    # --- parts as polynomials ---

    def _of(self, node: Numeric) -> Polynomial | None:
        if node not in self._known:
            try:
                self._known[node] = self._short(self._composed(node))
            except (NoValue, Unproved):
                self._known[node] = None
        return self._known[node]

    def _short(self, polynomial: Polynomial | None) -> Polynomial | None:
        if polynomial is None or len(polynomial) > MOST_TERMS:
            return None
        self.interval.spend(len(polynomial))
        return polynomial

    def _composed(self, node: Numeric) -> Polynomial | None:
        match node:
            case Literal(value):
                return _constant(value)
            case Named("pi"):
                return {((PI, 1),): Fraction(1)}
            case Negative(operand):
                return _scaled(self._of(operand), Fraction(-1))
            case Binary("+" | "-" as operator, left, right):
                return _sum(self._of(left), _scaled(self._of(right), Fraction(1 if operator == "+" else -1)))
            case Binary("*", left, right):
                return self._product(self._of(left), self._of(right))
            case Binary("/", left, Literal(value)) if value:
                return _scaled(self._of(left), 1 / value)
            case Binary("**", left, Literal(power)) if power.denominator == 1 and 0 < power <= MOST_POWER:
                return self._power(self._of(left), int(power))
            case Binary("**", Negative(Literal(base)), right) if base == 1:
                return self._sign_of_power(node, right)
            case Call("floor", (argument,)):
                return _floor(self._of(argument))
            case Call("ceil", (argument,)):
                return _scaled(_floor(_scaled(self._of(argument), Fraction(-1))), Fraction(-1))
            case Call("sign", (argument,)):
                return {(((SIGN, to_text(argument)), 1),): Fraction(1)}
            case Call("sin" | "cos" as name, (argument,)):
                return self._wave(node, name, self._of(argument))
        return self._opaque(node)

    def _opaque(self, node: Numeric) -> Polynomial:
        """A sum of scales with rational constants, each a generator; or a part as its own generator."""
        model = self._model(node)
        if model.rest is None:
            numbers = {scale: value.rational for scale, value in model.terms.items()}
            if all(number is not None for number in numbers.values()):
                return {
                    () if scale.is_unit else (((REAL, scale.key), 1),): Fraction(int(q.p), int(q.q))
                    for scale, q in numbers.items()
                    if q is not None
                }
        return {(((REAL, to_text(node)), 1),): Fraction(1)}

    def _product(self, one: Polynomial | None, other: Polynomial | None) -> Polynomial | None:
        if one is None or other is None:
            return None
        self.interval.spend(len(one) * len(other))
        return _collected((_times(p, q), a * b) for p, a in one.items() for q, b in other.items())

    def _power(self, base: Polynomial | None, exponent: int) -> Polynomial | None:
        result = base
        for _ in range(exponent - 1):
            result = self._short(self._product(result, base))
        return result

    def _sign_of_power(self, node: Numeric, exponent: Numeric) -> Polynomial:
        """(−1)^n."""
        found = self._of(exponent)
        return _turned(found) if found is not None and _is_whole(found) else self._opaque(node)

    def _wave(self, node: Numeric, name: str, argument: Polynomial | None) -> Polynomial:
        """sin(π·n) is 0, and cos(π·n) is (−1)^n."""
        turns = None if argument is None else _without_pi(argument)
        if turns is None or not _is_whole(turns):
            return self._opaque(node)
        return {} if name == "sin" else _turned(turns)


def _constant(value: Fraction) -> Polynomial:
    return {(): value} if value else {}


def _collected(items: Iterator[tuple[Product, Fraction]]) -> Polynomial:
    result: Polynomial = {}
    for key, value in items:
        result[key] = result.get(key, Fraction(0)) + value
    return {key: value for key, value in result.items() if value}


def _scaled(polynomial: Polynomial | None, factor: Fraction) -> Polynomial | None:
    return None if polynomial is None else {key: value * factor for key, value in polynomial.items()}


def _sum(one: Polynomial | None, other: Polynomial | None) -> Polynomial | None:
    if one is None or other is None:
        return None
    return _collected(iter((*one.items(), *other.items())))


def _times(one: Product, other: Product) -> Product:
    powers = dict(one)
    for generator, power in other:
        powers[generator] = powers.get(generator, 0) + power
    return tuple(sorted((g, _reduced(g, power)) for g, power in powers.items() if _reduced(g, power)))


def _reduced(generator: Generator, power: int) -> int:
    """s³ = s for s in −1, 0, 1, and s² = 1 for s in −1, 1."""
    if generator[0] == UNIT:
        return power % 2
    if generator[0] == SIGN and power > 2:
        return 2 - power % 2
    return power


def _is_whole(polynomial: Polynomial) -> bool:
    """Whether all coefficients and generators are whole."""
    return all(
        value.denominator == 1 and all(generator[0] != REAL for generator, _ in key)
        for key, value in polynomial.items()
    )


def _floor(polynomial: Polynomial | None) -> Polynomial | None:
    """⌊u + n⌋ = ⌊u⌋ + n: what is whole in it comes out, and the rest is one generator."""
    if polynomial is None:
        return None
    whole: Polynomial = {}
    rest: Polynomial = {}
    for key, value in polynomial.items():
        if not key:
            whole[key] = Fraction(value.__floor__())
            rest[key] = value - whole[key]
        else:
            (whole if _is_whole({key: value}) else rest)[key] = value
    rest = {key: value for key, value in rest.items() if value}
    whole = {key: value for key, value in whole.items() if value}
    if not any(rest):  # a constant from 0 to below 1
        return whole
    name = repr(sorted((key, str(value)) for key, value in rest.items()))
    return _sum(whole, {(((WHOLE, name), 1),): Fraction(1)})


def _without_pi(polynomial: Polynomial) -> Polynomial | None:
    """A polynomial divided by π, where each of its terms has π once."""
    result: Polynomial = {}
    for key, value in polynomial.items():
        powers = dict(key)
        if powers.pop(PI, 0) != 1:
            return None
        result[tuple(sorted(powers.items()))] = value
    return result


def _turned(polynomial: Polynomial) -> Polynomial:
    """(−1)^n for a whole n: 1 where it is even in every case, −1 where it is odd in every case."""
    odd = {key: value for key, value in polynomial.items() if value % 2}
    generators = sorted({generator for key in odd for generator, _ in key if generator[0] != UNIT})
    if len(generators) <= MOST_GENERATORS:
        parities = {_parity(odd, dict(zip(generators, bits, strict=True))) for bits in _cases(generators)}
        if len(parities) == 1:
            return _constant(Fraction(1 - 2 * parities.pop()))
    return {(((UNIT, repr(sorted(odd))), 1),): Fraction(1)}


def _cases(generators: list[Generator]) -> Iterator[tuple[int, ...]]:
    return product((0, 1), repeat=len(generators))


def _parity(odd: Polynomial, bits: dict[Generator, int]) -> int:
    """The parity, where a generator has the parity given; one that is −1 or 1 is odd."""
    return sum(all(bits.get(generator, 1) for generator, _ in key) for key in odd) % 2
