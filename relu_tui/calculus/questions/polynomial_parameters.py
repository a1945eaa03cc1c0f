"""For which values of one parameter f is differentiable at a point, where f is a polynomial in it.

f = Σ cₖ(x)·pᵏ with k ≤ d, which its form shows. Where the one-sided limits of f are finite for d + 1 values
of p, so are those of every cₖ, since each is a sum of multiples of these d + 1 functions (Lagrange); the
limit is then a polynomial in p for every p, and so is each one-sided slope taken from it. What they are
follows from their values at p = 0 … d. "Continuous" and "same slope" are polynomial equations: rational
roots and those of quadratic factors are exact, others are told in digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from flint import acb, fmpq, fmpq_mat, fmpq_poly, fmpz_poly

from relu_tui.calculus.exact.constant import HALF, ZERO, Constant, Number
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.exact.exponential import power
from relu_tui.calculus.exact.sign import as_float, is_zero, sign
from relu_tui.calculus.language.formula import Formula, Symbol, equal
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.syntax import (
    Binary,
    Conditional,
    Literal,
    Negative,
    Node,
    children,
)

HIGHEST = 6
"""The highest degree that is solved."""

DIGITS = 10
"""Significant digits of a root that has no exact form here."""

Polynomial = tuple[Number, ...]
"""Coefficients, that of p⁰ first; the last is not 0."""


@dataclass(frozen=True)
class Roots:
    """All values of one parameter that solve equations.

    Attributes:
        names: The parameter, alone.
        exact: Those that have an exact form, from the least on.
        digits: Those that are known in digits only.
        anything: Whether every number does.
    """

    names: tuple[str, ...]
    exact: tuple[Number, ...] = ()
    digits: tuple[str, ...] = ()
    anything: bool = False

    @property
    def possible(self) -> bool:
        """Whether there are any."""
        return self.anything or bool(self.exact or self.digits)

    @property
    def free(self) -> tuple[int, ...]:
        """The index of the parameter, where it may be anything."""
        return (0,) if self.anything else ()

    @property
    def values(self) -> tuple[tuple[Number, dict[int, Number]], ...]:
        """A value to take: the first that is exact."""
        return ((self.exact[0], {}),) if self.exact else ()

    def formulas(self) -> tuple[Formula, ...]:
        """Each value that has an exact form."""
        return tuple(equal(Symbol(self.names[0]), formula(number)) for number in self.exact)

    @property
    def text(self) -> str:
        """The solutions in a sentence."""
        if self.anything:
            return f"any {self.names[0]}"
        told = [readable(one) for one in self.formulas()]
        told += [f"{self.names[0]} ≈ {digits}" for digits in self.digits]
        return " or ".join(told) or "no values"


def degree(node: Node, mark: str) -> int | None:
    """The degree of an expression as a polynomial in what has this text; None where it shows none."""
    match node:
        case Literal(_, text):
            return int(text == mark)
        case Negative(operand):
            return degree(operand, mark)
        case Binary("+" | "-" | "*", left, right):
            a, b = degree(left, mark), degree(right, mark)
            if a is None or b is None:
                return None
            return a + b if node.operator == "*" else max(a, b)
        case Binary("/", left, right) if degree(right, mark) == 0:
            return degree(left, mark)
        case Binary("**", base, Literal(value, text)) if (
            text != mark and value.denominator == 1 and value >= 0
        ):
            inner = degree(base, mark)
            return None if inner is None else inner * int(value)
        case Conditional(condition, body, otherwise) if degree(condition, mark) == 0:
            a, b = degree(body, mark), degree(otherwise, mark)
            return None if a is None or b is None else max(a, b)
    return 0 if all(degree(child, mark) == 0 for child in children(node)) else None


def interpolated(values: list[Number]) -> Polynomial:
    """The polynomial that has these values at 0, 1, 2, …; raises `Undecided` where a 0 can't be told."""
    count = len(values)
    powers = fmpq_mat(
        count, count, [fmpq(at) ** k if k else fmpq(1) for at in range(count) for k in range(count)]
    )
    inverse = powers.inv()
    return trimmed(
        tuple(
            sum((value * inverse[k, j] for j, value in enumerate(values)), start=ZERO) for k in range(count)
        )
    )


def trimmed(coefficients: Polynomial) -> Polynomial:
    """The same without leading zeros."""
    while coefficients and is_zero(coefficients[-1]):
        coefficients = coefficients[:-1]
    return coefficients


def difference(a: Polynomial, b: Polynomial) -> Polynomial:
    """a − b."""
    size = max(len(a), len(b))
    wide = [(*each, *(ZERO,) * (size - len(each))) for each in (a, b)]
    return trimmed(tuple(x - y for x, y in zip(*wide, strict=True)))


def roots(equations: tuple[Polynomial, ...], names: tuple[str, ...]) -> Roots | None:
    """All numbers that solve every equation; None where they can't be told.

    Raises:
        Undecided: Whether a number is 0 can't be told.
    """
    asked = [equation for equation in equations if equation]
    if not asked:
        return Roots(names, anything=True)
    rational = [_rational(equation) for equation in asked]
    if all(each is not None for each in rational):
        return _of_rational(
            reduce(lambda a, b: a.gcd(b), (each for each in rational if each is not None)), names
        )
    least = min(asked, key=len)
    if len(least) > 3:
        return None
    found = [root for root in _small_roots(least) if all(is_zero(_value(each, root)) for each in asked)]
    return Roots(names, tuple(sorted(found, key=as_float)))


def _rational(equation: Polynomial) -> fmpq_poly | None:
    rational = [number for number in equation if not isinstance(number, Constant)]
    return fmpq_poly(rational) if len(rational) == len(equation) else None


def _of_rational(equation: fmpq_poly, names: tuple[str, ...]) -> Roots:
    exact: list[Number] = []
    digits: list[str] = []
    for factor, _ in equation.factor()[1]:
        size = int(factor.degree())
        coefficients = [factor[k] for k in range(size + 1)]
        if size <= 2:
            exact += _small_roots(tuple(coefficients))
        elif not any(coefficients[1:size]):
            exact += _pure_roots(-coefficients[0] / coefficients[size], size)
        else:
            digits += _in_digits(factor)
    return Roots(names, tuple(sorted(exact, key=as_float)), tuple(digits))


def _small_roots(equation: Polynomial) -> list[Number]:
    """The real roots of a polynomial of degree 0, 1 or 2, each once."""
    if len(equation) < 2:
        return []
    if len(equation) == 2:
        return [-equation[0] / equation[1]]
    c, b, a = equation
    discriminant = b * b - a * c * 4
    direction = sign(discriminant)
    if direction < 0:
        return []
    middle = -b / (a * 2)
    if not direction:
        return [middle]
    away = power(discriminant, HALF) / (a * 2)
    return [middle - away, middle + away]


def _pure_roots(number: fmpq, order: int) -> list[Number]:
    """The real p with p to a power of at least 3 a rational number that is not 0."""
    if order % 2:
        size = power(abs(number), fmpq(1, order))
        return [size if number > 0 else -size]
    if number < 0:
        return []
    size = power(number, fmpq(1, order))
    return [-size, size]


def _in_digits(polynomial: fmpq_poly) -> list[str]:
    """The real roots of an irreducible polynomial in decimal, from the least on.

    FLINT isolates the complex roots by balls that hold one each, and makes the imaginary part of a real
    one exactly 0, and of no other.
    """
    whole = fmpz_poly([int(c) for c in (polynomial * polynomial.denom()).coeffs()])
    isolated: list[tuple[acb, int]] = whole.complex_roots()  # type: ignore[assignment]
    found = sorted((root.real.mid() for root, _ in isolated if root.imag.is_zero()), key=float)
    return [root.str(DIGITS, radius=False) for root in found]


def _value(equation: Polynomial, root: Number) -> Number:
    total: Number = ZERO
    for coefficient in reversed(equation):
        total = total * root + coefficient
    return total
