"""From digits to an exact form: what number might stand in a very small interval.

A guess proves nothing. Whoever asks puts it into the equation that the number solves, exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import arb, fmpq, fmpz, fmpz_mat

from relu_tui.calculus.exact.balls import precision, whole

LARGEST_DENOMINATOR = 10**6
"""Of a rational that is guessed, or of a rational multiple."""

LARGEST_COEFFICIENT = 10**5
"""Of a quadratic equation that is guessed."""

LARGEST_POWER = 5
"""Powers that are tried to be rational."""

BITS = 256


def candidates(low: Fraction, high: Fraction) -> Iterator[str]:
    """Expressions without x whose value may be the number between the two, simple ones first."""
    rational = simplest(low, high)
    if rational.denominator <= LARGEST_DENOMINATOR:
        yield _text(rational)
    with precision(BITS):
        number = arb(fmpq(low.numerator, low.denominator)).union(arb(fmpq(high.numerator, high.denominator)))
        yield from _scaled(number)


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The rational of the least denominator from `low` to `high`, both included (Stern-Brocot)."""
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest(-high, -low)
    whole = low.numerator // low.denominator
    if whole == low:
        return Fraction(whole)
    if whole + 1 <= high:
        return Fraction(whole + 1)
    return whole + 1 / simplest(1 / (high - whole), 1 / (low - whole))


def _scaled(number: arb) -> Iterator[str]:
    yield from _multiple(number / arb.pi(), "pi")
    over = _rational(number * arb.pi())
    if over is not None and over:
        unit = "pi" if over.denominator == 1 else f"({over.denominator}*pi)"
        yield f"{over.numerator}/{unit}"
    yield from _quadratic(number)
    for exponent in range(3, LARGEST_POWER + 1):
        power = _rational(abs(number) ** exponent)
        if power is not None:
            root = f"cbrt({_text(power)})" if exponent == 3 else f"({_text(power)})**(1/{exponent})"
            yield root if number > 0 else f"-{root}"
    exponent_of = _rational(abs(number).log())
    if exponent_of is not None:
        yield f"{'' if number > 0 else '-'}exp({_text(exponent_of)})"
    for text, image in (("log", number.exp()), ("atan", number.tan()), ("asin", number.sin())):
        argument = _rational(image)
        if argument is not None:
            yield f"{text}({_text(argument)})"


def _multiple(quotient: arb, unit: str) -> Iterator[str]:
    factor = _rational(quotient)
    if factor is not None and factor:
        yield _product(factor, unit)


def _rational(number: arb) -> Fraction | None:
    """The only simple rational in the ball, if there is one."""
    if not number.is_finite():
        return None
    low, high = _fraction(number.lower()), _fraction(number.upper())
    if low > high or high - low > Fraction(1, LARGEST_DENOMINATOR**3):
        return None
    found = simplest(low, high)
    return found if max(abs(found.numerator), found.denominator) <= LARGEST_DENOMINATOR else None


def _quadratic(number: arb) -> Iterator[str]:
    """(−b ± √(b² − 4ac))/(2a), from a short integer relation of 1, z and z² (found by LLL)."""
    scale = 2**80
    rows = []
    for index, power in enumerate((arb(1), number, number * number)):
        nearest = whole((power * scale).mid())
        if nearest is None:
            return
        rows.append([int(index == column) for column in range(3)] + [nearest])
    reduced = fmpz_mat(rows).lll()
    c, b, a = (int(fmpz(reduced[0, column])) for column in range(3))
    if not a or max(abs(a), abs(b), abs(c)) > LARGEST_COEFFICIENT:
        return
    discriminant = b * b - 4 * a * c
    if discriminant <= 0:
        return
    square, rest = _square_part(discriminant)
    for sign in (1, -1):
        rational, irrational = Fraction(-b, 2 * a), Fraction(sign * square, 2 * a)
        yield _sum(rational, irrational, rest)


def _sum(rational: Fraction, factor: Fraction, radicand: int) -> str:
    if not rational:
        return _product(factor, f"sqrt({radicand})")
    return f"{_text(rational)} {'+' if factor > 0 else '-'} {_product(abs(factor), f'sqrt({radicand})')}"


def _product(factor: Fraction, unit: str) -> str:
    """factor · unit as it is typed: pi, -pi/2, 3*sqrt(2)/4."""
    above = {1: unit, -1: f"-{unit}"}.get(factor.numerator, f"{factor.numerator}*{unit}")
    return above if factor.denominator == 1 else f"{above}/{factor.denominator}"


def _square_part(number: int) -> tuple[int, int]:
    """(s, r) with number = s²·r, as far as small primes show."""
    square, rest = 1, number
    for prime in range(2, 1000):
        while rest % (prime * prime) == 0:
            rest //= prime * prime
            square *= prime
    return square, rest


def _fraction(end: arb) -> Fraction:
    mantissa, exponent = end.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _text(number: Fraction) -> str:
    return str(number)
