"""Every function of germs against mpmath: what an expansion leaves out is no larger than its remainder says.

With e(h) = |f(u(h)) − terms(h)| and the remainder O(r), e/r stays bounded as h → 0; a remainder that is too
small by a factor h shows, for h falls by 4 or by 1000. Without a remainder, e is 0 to hundreds of digits.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import mpmath
import pytest
from flint import fmpq

from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases, NotDefined
from relu_tui.calculus.exact.constant import HALF, PI, Number
from relu_tui.calculus.exact.exponential import log as log_of
from relu_tui.calculus.exact.exponential import power as power_of
from relu_tui.calculus.germs.functions_of_germs import GERMS
from relu_tui.calculus.germs.germ import Germ, constant, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import LOG, Scale
from tests.calculus.germs.values import DIGITS, FUNCTIONS, number, of_germ, of_scale

ORDER = 5
NEAR, FAR = (fmpq(1, 1000), fmpq(1, 10**6)), (fmpq(1, 60), fmpq(1, 240))
"""The two h where what is left out is a power, and where it may be as flat as e^(−1/h²)."""

GROWS = 40
"""How much e/r may grow from one h to the other: it tends to a number, or to 0."""

SPECIAL: tuple[Number, ...] = (
    fmpq(0),
    fmpq(1),
    fmpq(-1),
    HALF,
    PI,
    PI * HALF,
    power_of(fmpq(2), HALF),
    log_of(fmpq(2)),
    -power_of(fmpq(3), fmpq(1, 3)) / 2,
)

WITHIN_UNIT = {"asin", "acos"}
POSITIVE = {"log", "sqrt", "lambertw"}
WITH_POLES = {"gamma", "digamma", "trigamma"}
"""Those whose poles accumulate at −∞."""


@pytest.fixture(autouse=True)
def _digits() -> Any:
    with mpmath.workdps(DIGITS):
        yield


def coefficient(generator: random.Random) -> fmpq:
    return fmpq(generator.choice([-1, 1]) * generator.randint(1, 6), generator.randint(1, 4))


def finite(generator: random.Random, name: str) -> Germ:
    """A constant and what tends to 0: powers of h, whole or not, and h·log(1/h)."""
    centre = generator.choice([*SPECIAL, coefficient(generator)])
    if name in WITHIN_UNIT:
        centre = generator.choice([fmpq(0), HALF, fmpq(1), fmpq(-1), fmpq(generator.randint(-6, 6), 7)])
    if name in POSITIVE and generator.random() < 0.8:
        centre = generator.choice([fmpq(0), fmpq(1), fmpq(3, 7), PI, power_of(fmpq(2), HALF)])
    small = [Scale(1), Scale(2), Scale(HALF), Scale(fmpq(3, 2)), Scale(1, (1,))]
    germ = constant(centre) if centre else Germ(())
    for scale in generator.sample(small, generator.randint(1, 2)):
        germ = germ.plus(single(scale, coefficient(generator)))
    return germ


def infinite(generator: random.Random, name: str) -> Germ:
    """What tends to ±∞, and is not far from what it comes to at the h that are tried."""
    large = generator.choice([Scale(-1), LOG, Scale(-1, (1,))])
    lead = fmpq(generator.choice([1, 2, 3]), 2 if large == LOG else 8)
    if name not in POSITIVE | WITH_POLES and generator.random() < 0.5:
        lead = -lead
    germ = single(large, lead).plus(constant(fmpq(generator.choice([-1, 1]), generator.randint(2, 5))))
    return germ.plus(single(Scale(1), coefficient(generator))) if generator.random() < 0.5 else germ


def holds(name: str, u: Germ, result: Germ, steps: tuple[fmpq, fmpq]) -> None:
    """Assert what is said above of one result."""
    ratios: list[Any] = []
    for step in steps:
        h = mpmath.mpf(int(step.p)) / int(step.q)
        value = FUNCTIONS[name](of_germ(u, h))
        assert not mpmath.im(value), f"{name} has no real value at h = {step}"
        left_out = abs(value - of_germ(result, h))
        if result.remainder is None:
            assert left_out <= max(1, abs(value)) * mpmath.mpf(10) ** (-DIGITS // 3)
        else:
            told_from_0 = left_out > max(1, abs(value)) * mpmath.mpf(10) ** (50 - DIGITS)
            ratios.append(left_out / of_scale(result.remainder, h) if told_from_0 else mpmath.mpf(0))
    if ratios:
        assert ratios[1] <= GROWS * max(1, ratios[0]), (name, u, result, [mpmath.nstr(r, 5) for r in ratios])


@pytest.mark.parametrize("name", sorted(GERMS))
def test_near_a_number(name: str) -> None:
    generator = random.Random(f"{name} near a number")
    expanded = 0
    for _ in range(30):
        u = finite(generator, name)
        try:
            result = GERMS[name](Setting(ORDER), u)
        except NotDefined:
            h = mpmath.mpf(1) / 1000
            real = _real(lambda u=u, h=h: FUNCTIONS[name](of_germ(u, h)))  # type: ignore[misc]
            assert not real, (name, u)
            continue
        except NeedMoreTerms:
            continue
        holds(name, u, result, NEAR)
        expanded += 1
    assert expanded >= 20 or name in WITHIN_UNIT


def _real(value: Callable[[], Any]) -> bool:
    try:
        return not mpmath.im(value())
    except (ValueError, ZeroDivisionError):
        return False


WITHOUT_WAVES = sorted(
    set(GERMS) - {"sin", "cos", "tan", "floor", "ceil", "asin", "acos", "besselj0", "besselj1"}
)


@pytest.mark.parametrize("name", WITHOUT_WAVES)
def test_where_the_argument_grows_past_every_bound(name: str) -> None:
    generator = random.Random(f"{name} at infinity")
    expanded = 0
    for _ in range(20):
        u = infinite(generator, name)
        try:
            result = GERMS[name](Setting(ORDER), u)
        except (NotDefined, NeedMoreTerms):
            continue
        holds(name, u, result, FAR)
        expanded += 1
    assert expanded >= 15


@pytest.mark.parametrize("name", sorted(WITH_POLES))
def test_where_poles_accumulate_a_phase_is_needed(name: str) -> None:
    with pytest.raises(NeedPhases):
        GERMS[name](Setting(ORDER), single(Scale(-1), fmpq(-2)))


@pytest.mark.parametrize("name", sorted(WITH_POLES))
def test_of_what_swings_between_poles_the_range_is_told(name: str) -> None:
    setting = Setting(ORDER)
    wave = GERMS["cos"](setting, single(Scale(-1))).scaled(fmpq(2, 5))
    for centre in (fmpq(1, 2), fmpq(7, 5), fmpq(-3, 2), fmpq(9)):
        bounds = GERMS[name](setting, wave.plus(constant(centre))).bounds()
        for k in range(13):
            at = number(centre) + (mpmath.mpf(k) / 6 - 1) * 2 / 5
            assert number(bounds.low) <= FUNCTIONS[name](at) <= number(bounds.high)
    with pytest.raises(NeedPhases):
        GERMS[name](setting, wave)


@pytest.mark.parametrize("name", ["sin", "cos"])
def test_an_endless_angle_by_the_addition_formulas(name: str) -> None:
    generator = random.Random(name)
    for _ in range(15):
        u = single(Scale(-1), coefficient(generator)).plus(finite(generator, name))
        holds(name, u, GERMS[name](Setting(ORDER), u), NEAR)


@pytest.mark.parametrize("name", ["besselj0", "besselj1"])
def test_a_bessel_function_of_what_grows_is_a_wave_that_dies_away(name: str) -> None:
    generator = random.Random(name)
    for _ in range(10):
        u = single(Scale(-1), coefficient(generator)).plus(constant(coefficient(generator)))
        holds(name, u, GERMS[name](Setting(ORDER), u), FAR)


@pytest.mark.parametrize("name", ["asin", "acos"])
def test_there_is_no_arcsine_of_what_grows(name: str) -> None:
    with pytest.raises(NotDefined):
        GERMS[name](Setting(ORDER), single(Scale(-1)))


BOUNDED = ("tanh", "erf", "sigmoid", "atan", "exp", "cosh", "asin", "acos", "cos", "sin", "floor", "ceil")


@pytest.mark.parametrize("name", BOUNDED)
def test_of_what_swings_the_range_is_told(name: str) -> None:
    """The argument is c + a·cos(1/h): each value of the function lies within the range of its germ."""
    generator = random.Random(f"{name} of a wave")
    for _ in range(10):
        centre, size = fmpq(generator.randint(-3, 3), 7), fmpq(generator.randint(1, 3), 7)
        setting = Setting(ORDER)
        wave = GERMS["cos"](setting, single(Scale(-1))).scaled(size)
        result = GERMS[name](setting, wave.plus(constant(centre)) if centre else wave)
        bounds = result.bounds()
        for k in range(13):
            at = number(centre) + number(size) * (mpmath.mpf(k) / 6 - 1)
            assert number(bounds.low) <= FUNCTIONS[name](at) <= number(bounds.high)


@pytest.mark.parametrize("name", ["log", "sqrt"])
def test_what_swings_through_0_is_not_decided(name: str) -> None:
    setting = Setting(ORDER)
    with pytest.raises(NeedPhases):
        GERMS[name](setting, GERMS["cos"](setting, single(Scale(-1))))
