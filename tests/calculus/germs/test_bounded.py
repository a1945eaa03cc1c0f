"""What is known of a germ by bounds only, and what is kept as a function of its own: tails, endless sums."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import pytest
from flint import fmpq

from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases
from relu_tui.calculus.exact.constant import HALF, PI, Number
from relu_tui.calculus.germs.functions_of_germs import GERMS
from relu_tui.calculus.germs.germ import Germ, compare, constant, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.phases import bases
from relu_tui.calculus.germs.powers import cbrt, power, power_of_bounded
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.germs.series_composition import multiple, without_tails
from relu_tui.calculus.germs.trigonometric import cos, sin
from relu_tui.calculus.germs.wave_sums import proportion
from tests.calculus.germs.values import FUNCTIONS, number, range_at

H, POLE = single(Scale(1)), single(Scale(-1))
FLAT = single(Scale(exponent=POLE.negated()))
STEPS = [mpmath.mpf(1) / (4000 + mpmath.mpf(k) * 7 / 5) for k in range(200)]
"""Small steps, for which bounds are meant, at which 1/h is anywhere in its turn."""


@pytest.fixture(autouse=True)
def _digits() -> Any:
    with mpmath.workdps(60):
        yield


@pytest.fixture
def setting() -> Setting:
    return Setting(5)


def within(germ: Germ, value: Callable[[Any], Any]) -> None:
    """Assert that values of a function are between the bounds of its germ."""
    for h in STEPS:
        low, high = range_at(germ, h)
        room = abs(value(h)) * mpmath.mpf(10) ** -40
        assert low - room <= value(h) <= high + room, (germ, h)


# --- powers of what oscillates ----------------------------------------------------------------------


@pytest.mark.parametrize("exponent", [fmpq(2), fmpq(3), HALF, fmpq(-1), fmpq(-2), fmpq(-3, 2), PI])
@pytest.mark.parametrize("centre", [fmpq(2), fmpq(5, 3)])
def test_a_power_of_what_stays_away_from_0(centre: fmpq, exponent: Number, setting: Setting) -> None:
    wave = constant(centre).plus(cos(setting, POLE))
    result = power(setting, wave, exponent)
    if exponent in (fmpq(2), fmpq(3)):
        return  # multiplied out, which `test_functions` looks at
    within(result, lambda h: (number(centre) + mpmath.cos(1 / h)) ** number(exponent))


@pytest.mark.parametrize("exponent", [fmpq(-1), fmpq(-2), fmpq(-3), -HALF])
def test_a_negative_power_of_what_touches_0_and_something_small(exponent: fmpq, setting: Setting) -> None:
    """1 + cos(1/h) + h comes back to h: its reciprocal grows as 1/h there, and is about 1/2 at times."""
    touching = constant(fmpq(1)).plus(cos(setting, POLE)).plus(H)
    result = power(setting, touching, exponent)
    within(result, lambda h: (1 + mpmath.cos(1 / h) + h) ** number(exponent))
    assert compare(result.size(), Scale(int(exponent) if exponent.q == 1 else exponent)) == 0


@pytest.mark.parametrize("exponent", [fmpq(-1), fmpq(-2)])
def test_the_same_of_what_is_negative(exponent: fmpq, setting: Setting) -> None:
    touching = constant(fmpq(1)).plus(cos(setting, POLE)).plus(H).negated()
    result = power(setting, touching, exponent)
    within(result, lambda h: (-1 - mpmath.cos(1 / h) - h) ** int(exponent))


@pytest.mark.parametrize("exponent", [fmpq(-1), fmpq(-2), -HALF, HALF])
def test_a_power_of_what_changes_sign_is_not_decided(exponent: fmpq, setting: Setting) -> None:
    with pytest.raises(NeedPhases):
        power(setting, cos(setting, POLE), exponent)


@pytest.mark.parametrize("factor", [fmpq(1), fmpq(-8), fmpq(1, 3)])
def test_the_cube_root_of_a_wave(factor: fmpq, setting: Setting) -> None:
    result = cbrt(setting, H.times(sin(setting, POLE)).scaled(factor))
    within(result, lambda h: FUNCTIONS["cbrt"](number(factor) * h * mpmath.sin(1 / h)))


@pytest.mark.parametrize("exponent", [HALF, fmpq(3), PI])
@pytest.mark.parametrize("high", [fmpq(1), fmpq(7, 3)])
def test_a_power_of_what_is_between_0_and_a_bound(high: fmpq, exponent: Number) -> None:
    result = power_of_bounded(Scale(2), high, exponent)
    within(result, lambda h: (h * h * number(high) * mpmath.cos(1 / h) ** 2) ** number(exponent))


# --- tails ------------------------------------------------------------------------------------------

DERIVATIVES: dict[str, Callable[[Any], Any]] = {
    "exp": mpmath.exp,
    "sin": mpmath.cos,
    "cos": lambda c: -mpmath.sin(c),
    "atan": lambda c: 1 / (1 + c * c),
    "tanh": lambda c: mpmath.sech(c) ** 2,
    "erf": lambda c: 2 * mpmath.exp(-c * c) / mpmath.sqrt(mpmath.pi),
    "log": lambda c: 1 / c,
    "sqrt": lambda c: 1 / (2 * mpmath.sqrt(c)),
    "asin": lambda c: 1 / mpmath.sqrt(1 - c * c),
    "gamma": lambda c: mpmath.gamma(c) * mpmath.digamma(c),
    "digamma": lambda c: mpmath.psi(1, c),
    "trigamma": lambda c: mpmath.psi(2, c),
    "lambertw": lambda c: 1 / (c + mpmath.exp(mpmath.lambertw(c))),
    "ei": lambda c: mpmath.exp(c) / c,
    "besselj0": lambda c: -mpmath.besselj(1, c),
    "besseli1": lambda c: (mpmath.besseli(0, c) + mpmath.besseli(2, c)) / 2,
    "erfi": lambda c: 2 * mpmath.exp(c * c) / mpmath.sqrt(mpmath.pi),
}


@pytest.mark.parametrize("name", sorted(DERIVATIVES))
def test_what_is_flatter_than_every_power_is_seen_beside_a_power_series(name: str) -> None:
    """f(c + h + e^(−1/h)) − f(c + h) is f′(c)·e^(−1/h) and less, though both series end at a power of h."""
    with_tails = Setting(3, tails={})
    argument = constant(fmpq(1, 2)).plus(H)
    difference = GERMS[name](with_tails, argument.plus(FLAT)).minus(GERMS[name](with_tails, argument))
    scale, coefficient = difference.leading()
    assert scale == FLAT.terms[0][0]
    assert abs(number(coefficient) - DERIVATIVES[name](mpmath.mpf(1) / 2)) < mpmath.mpf(10) ** -50


@pytest.mark.parametrize("name", sorted(DERIVATIVES))
def test_without_tails_the_powers_hide_it(name: str) -> None:
    plain, argument = Setting(3), constant(fmpq(1, 2)).plus(H)
    difference = GERMS[name](plain, argument.plus(FLAT)).minus(GERMS[name](plain, argument))
    with pytest.raises(NeedMoreTerms):
        difference.leading()


def test_tails_are_given_back_to_the_remainder() -> None:
    with_tails = sin(Setting(3, tails={}), H)
    plain = sin(Setting(3), H)
    assert with_tails.is_exact
    assert without_tails(with_tails).terms == plain.terms
    remainder = without_tails(with_tails).remainder
    assert remainder is not None
    assert plain.remainder is not None
    assert compare(remainder, plain.remainder) >= 0


# --- sums of infinite terms without an end ----------------------------------------------------------


def endless() -> Germ:
    """1/h² and more that was not computed, of a part of f that has a name."""
    return Germ(((Scale(-2), fmpq(1)),), Scale(-1), name="u")


def test_what_is_endless_is_taken_whole_where_patience_is_asked_for() -> None:
    patient = Setting(3, patient=True)
    large = GERMS["exp"](patient, endless())
    assert patient.took_for_endless
    assert GERMS["log"](patient, large).leading() == (Scale(-2), fmpq(1))
    assert large.times(GERMS["exp"](patient, multiple(endless(), fmpq(-1)))) == constant(fmpq(1))
    assert compare(large.size(), Scale(-50)) == 1


def test_without_patience_or_a_name_more_terms_are_wanted() -> None:
    nameless = Germ(endless().terms, endless().remainder)
    for setting, germ in ((Setting(3), endless()), (Setting(3, patient=True), nameless)):
        with pytest.raises(NeedMoreTerms):
            GERMS["exp"](setting, germ)


# --- angles in proportion ---------------------------------------------------------------------------


@pytest.mark.parametrize("multiples", [(2, 3), (4, 6), (-5, 10, 15), (HALF, fmpq(1, 3))])
def test_one_base_for_angles_that_are_in_proportion(multiples: tuple[Number | int, ...]) -> None:
    """1/(π + 1) is no sum of monomials, so that only the proportion is known."""
    unit = POLE.scaled(1 / (PI + 1))
    angles = [unit.scaled(fmpq(1) * m) for m in multiples]
    (base,) = bases(angles)
    for angle in angles:
        ratio = proportion(angle, base)
        assert ratio is not None
        assert ratio.q == 1
