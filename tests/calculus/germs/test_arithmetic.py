"""The order of scales, waves, powers, compositions and phases, each asked directly."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from flint import fmpq

from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases, NotDefined
from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Number
from relu_tui.calculus.exact.exponential import power as constant_power
from relu_tui.calculus.germs.exponential import exp, log
from relu_tui.calculus.germs.germ import Germ, compare, constant, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.phases import NEARLY, Phase, apart, bases, independent, turned
from relu_tui.calculus.germs.powers import cbrt, power, quotient, sqrt
from relu_tui.calculus.germs.scale import LOG, SLACK, Scale, iterated_log, reciprocal, times
from relu_tui.calculus.germs.scale import ONE as NO_SCALE
from relu_tui.calculus.germs.series_composition import opaque, split
from relu_tui.calculus.germs.sign_and_floor import absolute, floor
from relu_tui.calculus.germs.trigonometric import cos, sin
from relu_tui.calculus.germs.wave_sums import proportion
from relu_tui.calculus.germs.waves import Range

H = single(Scale(1))
POLE = single(Scale(-1))
ROOT2 = constant_power(fmpq(2), HALF)


@pytest.fixture
def setting() -> Setting:
    return Setting(4)


def of_exponential(exponent: Germ) -> Scale:
    return Scale(exponent=exponent)


# --- the order of scales ----------------------------------------------------------------------------

ORDERED = (
    of_exponential(single(of_exponential(POLE))),
    of_exponential(single(Scale(-2))),
    times(of_exponential(POLE), Scale(-1)),
    of_exponential(POLE),
    times(of_exponential(POLE), Scale(5)),
    of_exponential(single(Scale(logs=(2,)))),
    Scale(-2),
    Scale(-1, (3,)),
    Scale(-1),
    Scale(-HALF),
    Scale(logs=(2,)),
    LOG,
    iterated_log(2),
    NO_SCALE,
    SLACK,
    reciprocal(iterated_log(2)),
    reciprocal(LOG),
    Scale(HALF),
    Scale(1, (1,)),
    Scale(1),
    Scale(fmpq(7, 5)),
    Scale(ROOT2),
    Scale(10**9),
    of_exponential(POLE.negated()),
    of_exponential(single(of_exponential(POLE)).negated()),
)
"""Each dominates those behind it."""


def test_each_scale_dominates_the_next() -> None:
    for a, b in pairwise(ORDERED):
        assert (compare(a, b), compare(b, a), compare(a, a)) == (1, -1, 0), (a, b)


def test_the_order_is_that_of_the_product_with_anything() -> None:
    for factor in (Scale(-3), LOG, of_exponential(POLE)):
        for a, b in pairwise(ORDERED):
            assert compare(times(a, factor), times(b, factor)) == 1


def test_a_scale_times_its_reciprocal_is_1() -> None:
    for scale in ORDERED:
        assert times(scale, reciprocal(scale)) == NO_SCALE


# --- sums and products ------------------------------------------------------------------------------


def test_what_the_remainder_covers_is_not_kept() -> None:
    germ = constant(ONE).plus(H).plus(Germ((), Scale(1)))
    assert germ == Germ(((NO_SCALE, ONE),), Scale(1))


def test_terms_that_cancel_leave_the_remainder_and_no_zero() -> None:
    difference = H.plus(Germ((), Scale(2))).minus(H)
    assert not difference.is_identically_zero
    with pytest.raises(NeedMoreTerms):
        difference.leading()


def test_the_remainder_of_a_product_is_that_of_each_times_the_size_of_the_other() -> None:
    product = POLE.plus(Germ((), Scale(1))).times(Germ(((Scale(2), ONE),), Scale(3)))
    assert product.remainder == Scale(2)
    assert product.terms == ((Scale(1), ONE),)


# --- waves ------------------------------------------------------------------------------------------


def test_products_of_waves_are_exact(setting: Setting) -> None:
    c, s = cos(setting, POLE), sin(setting, POLE)
    assert c.times(c).plus(s.times(s)) == constant(ONE)
    assert s.times(c).scaled(fmpq(2)) == sin(setting, POLE.scaled(fmpq(2)))
    assert sin(setting, POLE.negated()) == s.negated()
    assert cos(setting, POLE.plus(constant(PI))) == c.negated()


@pytest.mark.parametrize(
    ("centre", "answer"),
    [(fmpq(2), (1, True)), (fmpq(-2), (-1, True)), (ONE, (1, False)), (-ONE, (-1, False))],
)
def test_the_sign_of_a_wave_with_room(centre: fmpq, answer: tuple[int, bool], setting: Setting) -> None:
    assert cos(setting, POLE).plus(constant(centre)).weak_sign() == answer


def test_the_amplitude_of_cosine_and_sine_together(setting: Setting) -> None:
    """cos F + sin F stays within ±√2, and comes to it."""
    both = cos(setting, POLE).plus(sin(setting, POLE))
    assert both.plus(constant(ROOT2)).weak_sign() == (1, False)
    assert both.plus(constant(fmpq(3, 2))).weak_sign() == (1, True)
    with pytest.raises(NeedPhases):
        both.plus(constant(fmpq(7, 5))).weak_sign()


def test_an_opaque_factor_is_equal_to_itself_alone() -> None:
    a, b = (opaque(Range(ZERO, ONE)) for _ in range(2))
    assert a.minus(a).is_identically_zero
    assert not a.minus(b).is_identically_zero
    with pytest.raises(NeedPhases):
        a.minus(b).weak_sign()


def test_the_absolute_value_of_a_wave_is_one_function(setting: Setting) -> None:
    wave = sin(setting, POLE)
    assert absolute(setting, wave).minus(absolute(setting, wave.negated())).is_identically_zero
    assert absolute(setting, H.negated()) == H


# --- powers and quotients ---------------------------------------------------------------------------


def test_roots_of_squares_are_exact(setting: Setting) -> None:
    square = H.plus(constant(ONE)).times(H.plus(constant(ONE)))
    assert sqrt(setting, square) == H.plus(constant(ONE))
    assert cbrt(setting, H.times(H).times(H).negated()) == H.negated()


def test_a_quotient_that_comes_out_even_is_exact(setting: Setting) -> None:
    above = H.times(H).minus(constant(ONE))
    assert quotient(setting, above, H.plus(constant(ONE))) == H.minus(constant(ONE))


def test_a_series_leaves_a_remainder_of_the_order(setting: Setting) -> None:
    inverse = quotient(setting, constant(ONE), constant(ONE).minus(H))
    assert inverse.terms == tuple((Scale(k), ONE) for k in range(4))
    assert inverse.remainder == Scale(4)


@pytest.mark.parametrize(
    "ask",
    [
        lambda s: quotient(s, H, Germ(())),
        lambda s: sqrt(s, H.negated()),
        lambda s: power(s, Germ(()), fmpq(-1)),
        lambda s: log(s, H.negated()),
        lambda s: log(s, Germ(())),
    ],
)
def test_what_has_no_value(ask: Callable[[Setting], Germ], setting: Setting) -> None:
    with pytest.raises(NotDefined):
        ask(setting)


# --- compositions -----------------------------------------------------------------------------------


def test_exponential_and_logarithm_undo_each_other(setting: Setting) -> None:
    assert log(setting, exp(setting, POLE)) == POLE
    assert exp(setting, log(setting, H)) == H
    assert exp(setting, single(LOG, fmpq(-3))) == single(Scale(3))


def test_taylor_coefficients_of_the_exponential(setting: Setting) -> None:
    assert exp(setting, H) == Germ(tuple((Scale(k), fmpq(1, (1, 1, 2, 6)[k])) for k in range(4)), Scale(4))


def test_a_germ_is_split_by_size(setting: Setting) -> None:
    parts = split(setting, POLE.plus(constant(ROOT2)).plus(cos(setting, POLE)).plus(H))
    assert (parts.infinite, parts.constant, parts.small) == (POLE, ROOT2, H)
    assert parts.waves == cos(setting, POLE)
    with pytest.raises(NeedMoreTerms):
        split(setting, POLE.plus(Germ((), NO_SCALE)))


def test_the_floor_just_beside_a_whole_number(setting: Setting) -> None:
    two = constant(fmpq(2))
    assert floor(setting, two.plus(H)) == two
    assert floor(setting, two.minus(H)) == constant(ONE)
    with pytest.raises(NeedMoreTerms):
        floor(setting, two.plus(Germ((), Scale(1))))


# --- phases -----------------------------------------------------------------------------------------


def test_along_a_phase_a_wave_stands_still() -> None:
    along = Setting(4, (Phase(POLE, PI / 3),))
    assert cos(along, POLE) == constant(HALF)
    assert cos(along, POLE.scaled(fmpq(2))) == constant(-HALF)
    assert floor(along, POLE.scaled(1 / (PI * 2))) == POLE.scaled(1 / (PI * 2)).minus(constant(fmpq(1, 6)))


def test_near_a_phase_it_stands_still_up_to_a_slack() -> None:
    along = Setting(4, (Phase(POLE, PI / 3, NEARLY),))
    near = cos(along, POLE)
    assert near.terms == ((NO_SCALE, HALF),)
    assert near.remainder == SLACK


def test_a_phase_may_drift() -> None:
    drift = single(Scale(4), fmpq(-1))
    along = Setting(4, (Phase(POLE, PI / 2, drift),))
    near = cos(along, POLE.scaled(fmpq(3)))
    assert near.terms[0] == (Scale(4), fmpq(-3))
    assert turned(POLE.scaled(fmpq(3)), along.phases) == (PI / 2 * 3, drift.scaled(fmpq(3)))


@pytest.mark.parametrize("infinite", [POLE.scaled(HALF), POLE.scaled(ROOT2), single(Scale(-2))])
def test_a_phase_fixes_whole_multiples_only(infinite: Germ) -> None:
    assert turned(infinite, (Phase(POLE, PI),)) is None


def test_several_phases_fix_whole_combinations() -> None:
    phases = (Phase(POLE, PI), Phase(POLE.scaled(ROOT2), ONE))
    assert turned(POLE.scaled(ROOT2 * 2 + 3), phases) == (PI * 3 + 2, Germ(()))


def test_bases_of_which_all_angles_are_whole_combinations() -> None:
    (base,) = bases([POLE.scaled(fmpq(2)), POLE.scaled(fmpq(-3))])
    assert base == POLE
    for angle in (POLE.scaled(HALF), POLE.scaled(fmpq(1, 3))):
        ratio = proportion(angle, bases([POLE.scaled(HALF), POLE.scaled(fmpq(1, 3))])[0])
        assert ratio is not None
        assert ratio.q == 1


@pytest.mark.parametrize(
    ("coefficients", "answer"),
    [
        ((ONE, ROOT2), True),
        ((ONE, PI), True),
        ((PI, constant_power(PI, HALF)), False),  # no whole powers of π
    ],
)
def test_independence_by_the_numbers(coefficients: tuple[Number, Number], answer: bool) -> None:
    assert independent([POLE.scaled(c) for c in coefficients]) is answer


def test_independence_by_size() -> None:
    assert independent([POLE, single(Scale(-2))])


def test_angles_are_apart_where_sum_and_difference_are_infinite() -> None:
    assert apart(POLE, POLE.scaled(ROOT2))
    assert apart(POLE, POLE)
    assert not apart(POLE, POLE.plus(H))
    assert not apart(POLE, POLE.negated())
