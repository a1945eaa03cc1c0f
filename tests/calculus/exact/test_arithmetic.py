"""Exact constants against mpmath: digits, sign, floor and order of what random operations make.

Each constant is made twice: by the exact operations, and by mpmath at twice the digits. What has no value by
the one has none by the other; what the one tells of it, the other confirms.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from math import inf
from typing import Any, TypeAlias

import mpmath
import pytest
from flint import fmpq

from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact import exponential, trigonometric
from relu_tui.calculus.exact.constant import PI, Number, single
from relu_tui.calculus.exact.sign import as_float, compare, decimal, floor, is_zero, sign

DIGITS = 40
NOTHING = mpmath.mpf(10) ** (-2 * DIGITS)
"""What is smaller is 0, of the numbers that are made here."""

FAR = mpmath.mpf(10) ** 60
"""Sizes past this are left to tests of their own: a sine of one needs more digits than are computed."""

Pair: TypeAlias = tuple[Number, Any]
"""An exact number and the same by mpmath."""


@pytest.fixture(autouse=True)
def _digits() -> Any:
    with mpmath.workdps(4 * DIGITS):
        yield


def rational(value: Fraction) -> Pair:
    return fmpq(value.numerator, value.denominator), mpmath.mpf(value.numerator) / value.denominator


def leaf(generator: random.Random) -> Pair:
    kind = generator.randint(0, 9)
    if kind == 0:
        return PI, mpmath.pi()
    if kind == 1:
        turns = Fraction(generator.randint(-9, 9), generator.choice([2, 3, 5, 7, 12]))
        exact, value = rational(turns)
        return PI * exact, mpmath.pi() * value
    return rational(Fraction(generator.randint(-12, 12), generator.randint(1, 6)))


def _power(pair: Pair, exponent: Fraction) -> Pair:
    exact, value = pair
    power = fmpq(exponent.numerator, exponent.denominator)
    return exponential.power(exact, power), value ** (mpmath.mpf(exponent.numerator) / exponent.denominator)


UNARY: tuple[Callable[[Pair], Pair], ...] = (
    lambda u: (exponential.exp(u[0]), mpmath.exp(u[1])),
    lambda u: (exponential.log(u[0]), mpmath.log(u[1])),
    lambda u: (exponential.tanh(u[0]), mpmath.tanh(u[1])),
    lambda u: (exponential.erf(u[0]), mpmath.erf(u[1])),
    lambda u: (trigonometric.sin(u[0]), mpmath.sin(u[1])),
    lambda u: (trigonometric.cos(u[0]), mpmath.cos(u[1])),
    lambda u: (trigonometric.atan(u[0]), mpmath.atan(u[1])),
    lambda u: (trigonometric.asin(u[0]), mpmath.asin(u[1])),
    *(
        lambda u, p=power: _power(u, p)
        for power in (
            Fraction(1, 2),
            Fraction(1, 2),
            Fraction(1, 3),
            Fraction(-3, 2),
            Fraction(2),
            Fraction(-1),
            Fraction(5),
        )
    ),
)


def made(generator: random.Random, depth: int) -> Pair:
    """A random constant; raises as its operations do."""
    if depth == 0:
        return leaf(generator)
    one = made(generator, depth - 1)
    if generator.random() < 0.5:
        return UNARY[generator.randrange(len(UNARY))](one)
    other = made(generator, generator.randint(0, depth - 1))
    match generator.randint(0, 3):
        case 0:
            return one[0] + other[0], one[1] + other[1]
        case 1:
            return one[0] - other[0], one[1] - other[1]
        case 2:
            return one[0] * other[0], one[1] * other[1]
    if is_zero(other[0]):
        raise NotDefined("division by zero")
    return one[0] / other[0], one[1] / other[1]


def constants(seed: str, count: int, depth: int) -> list[Pair]:
    """Constants with a value that mpmath has too, and of a size to be looked at."""
    generator = random.Random(seed)
    found: list[Pair] = []
    while len(found) < count:
        try:
            exact, value = made(generator, depth)
        except (NotDefined, Undecided, ZeroDivisionError, OverflowError, ValueError):
            continue
        if mpmath.im(value) or abs(value) > FAR:
            continue
        found.append((exact, value))
    return found


def agrees(text: str, value: Any, digits: int) -> bool:
    told = mpmath.mpf(text)
    return bool(abs(told - value) <= abs(value) * mpmath.mpf(10) ** (2 - digits))


@pytest.mark.parametrize("seed", range(12))
def test_digits_sign_floor_and_double(seed: int) -> None:
    decided = 0
    for exact, value in constants(f"alone {seed}", 25, 3):
        small = abs(value) < NOTHING
        try:
            direction = sign(exact)
        except Undecided:
            assert small  # nothing else is left undecided
            continue
        decided += 1
        assert direction == (0 if small else mpmath.sign(value)), (exact, value)
        if direction:
            assert agrees(decimal(exact, DIGITS), value, DIGITS), (exact, decimal(exact, DIGITS), value)
            assert as_float(exact) == pytest.approx(float(value), rel=1e-15, abs=5e-324)
        if abs(value - mpmath.nint(value)) > NOTHING:
            assert floor(exact) == int(mpmath.floor(value)), (exact, value)
    assert decided >= 20


@pytest.mark.parametrize("seed", range(8))
def test_order_and_difference(seed: int) -> None:
    found = constants(f"pairs {seed}", 16, 2)
    for (a, x), (b, y) in zip(found[::2], found[1::2], strict=True):
        gap = x - y
        expected = 0 if abs(gap) < NOTHING else int(mpmath.sign(gap))
        assert compare(a, b) == expected == -compare(b, a), (a, b)


@pytest.mark.parametrize("seed", range(8))
def test_what_has_no_logarithm_and_no_root_has_none_by_mpmath(seed: int) -> None:
    refused = 0
    for exact, value in constants(f"domains {seed}", 20, 2):
        for ask, by_mpmath in ((exponential.log, mpmath.log), (_root, mpmath.sqrt)):
            try:
                found = ask(exact)
            except NotDefined:
                refused += 1
                assert value < NOTHING, exact
            except Undecided:
                assert abs(value) < NOTHING, exact
            else:  # whoever asks looks at the sign before, where it is not seen at once
                assert value < NOTHING or agrees(decimal(found, DIGITS), by_mpmath(value), DIGITS), exact
    assert refused


def _root(number: Number) -> Number:
    return exponential.power(number, fmpq(1, 2))


def _is_told(number: Number) -> bool:
    """Whether a number that is 0 is told to be; it may be left undecided, and is never told not to be."""
    try:
        assert is_zero(number), number
    except Undecided:
        return False
    return True


@pytest.mark.parametrize("seed", range(6))
def test_one_number_by_two_ways(seed: int) -> None:
    """(u + v)² − u² − 2uv − v², sin² + cos² − 1, log(uv) − log u − log v, tan(atan u) − u: all are 0."""
    found = constants(f"ways {seed}", 12, 1)
    told: list[bool] = []
    for (a, x), (b, y) in zip(found[::2], found[1::2], strict=True):
        total = a + b
        cosine, sine, angle = trigonometric.cos(a), trigonometric.sin(a), trigonometric.atan(a)
        told += [
            _is_told(total * total - a * a - a * b * 2 - b * b),
            _is_told(cosine * cosine + sine * sine - 1),
            _is_told(trigonometric.sin(angle) - a * trigonometric.cos(angle)),
        ]
        if x > 0 and y > 0:
            told.append(_is_told(exponential.log(a * b) - exponential.log(a) - exponential.log(b)))
            told.append(_is_told(exponential.exp(exponential.log(a)) - a))
    assert sum(told) > 0.8 * len(told)


# --- what random operations come to seldom ----------------------------------------------------------


@pytest.mark.parametrize("angle", [fmpq(1), fmpq(2), fmpq(3), fmpq(7), fmpq(-5, 2), PI * 3 + 1])
@pytest.mark.parametrize("kind", ["sin", "cos"])
def test_the_arcsine_of_a_sine_is_the_angle_up_to_turns(angle: Number, kind: str) -> None:
    wave = getattr(trigonometric, kind)(angle)
    found = trigonometric.asin(wave)
    assert is_zero(trigonometric.sin(found) - wave)
    assert agrees(decimal(found, DIGITS), mpmath.asin(mpmath.mpf(decimal(wave, 3 * DIGITS))), DIGITS)


@pytest.mark.parametrize("exponent", [10**4, 10**6, -(10**5)])
@pytest.mark.parametrize("base", [fmpq(3, 2), fmpq(-7, 5), PI, -(exponential.exp(fmpq(1)) - PI)])
def test_a_power_that_is_not_multiplied_out(base: Number, exponent: int) -> None:
    found = exponential.power(base, fmpq(exponent))
    value = mpmath.mpf(decimal(base, 3 * DIGITS)) ** exponent
    assert sign(found) == mpmath.sign(value)
    assert agrees(decimal(found, 12), value, 11)


@pytest.mark.parametrize("height", [20, -20, 30, -30, 45])
def test_numbers_too_large_and_too_small_to_be_written_out(height: int) -> None:
    """e^(±e^20) and their kin have hundreds of millions of digits before or behind the point."""
    number = exponential.exp(exponential.exp(fmpq(abs(height))) * (1 if height > 0 else -1))
    mantissa, _, exponent = decimal(number, 12).partition("e")
    tens = mpmath.exp(abs(height)) / mpmath.log(10) * (1 if height > 0 else -1)
    assert agrees(mantissa, mpmath.mpf(10) ** (tens - mpmath.floor(tens)), 10)
    assert int(exponent) == int(mpmath.floor(tens))
    assert sign(number) == 1
    assert sign(-number) == -1
    assert as_float(number) == (inf if height > 0 else 0.0)


@pytest.mark.parametrize("half_angle", [fmpq(1), fmpq(2), fmpq(5, 3)])
@pytest.mark.parametrize("sign_of_cosine", [1, -1])
def test_the_root_of_1_plus_or_minus_a_cosine(half_angle: fmpq, sign_of_cosine: int) -> None:
    """1 + cos 2F = 2·cos² F and 1 − cos 2F = 2·sin² F, so the roots are √2·|cos F| and √2·|sin F|."""
    square = trigonometric.cos(half_angle * 2) * sign_of_cosine + 1
    root = exponential.power(square, fmpq(1, 2))
    side = (trigonometric.cos if sign_of_cosine > 0 else trigonometric.sin)(half_angle)
    assert is_zero(root - exponential.power(fmpq(2), fmpq(1, 2)) * side * sign(side))
    assert is_zero(root * root - square)


@pytest.mark.parametrize("seed", range(6))
def test_a_quotient_under_a_logarithm_and_a_root(seed: int) -> None:
    generator = random.Random(f"quotients {seed}")
    above, below = (
        single("root", fmpq(generator.choice([2, 3, 5])), fmpq(1, 2)) + generator.randint(-3, 3)
        for _ in range(2)
    )
    quotient = above / below * (sign(above) * sign(below))
    value = mpmath.mpf(decimal(quotient, 3 * DIGITS))
    assert agrees(decimal(exponential.log(quotient), DIGITS), mpmath.log(value), DIGITS)
    root = exponential.power(quotient, fmpq(1, 3))
    assert agrees(decimal(root, DIGITS), mpmath.cbrt(value), DIGITS)
    assert is_zero(root * root * root - quotient)
