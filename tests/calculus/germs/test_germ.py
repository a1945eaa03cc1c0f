"""Germs on their own: what holds of every sum, whatever went into it."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest
from flint import fmpq

from relu_tui.calculus.exact.constant import HALF, Number
from relu_tui.calculus.exact.constant import single as constant
from relu_tui.calculus.exact.exponential import log, power
from relu_tui.calculus.exact.sign import is_zero
from relu_tui.calculus.germs.germ import Germ, collect, compare, single
from relu_tui.calculus.germs.phases import independent
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.germs.waves import Wave

ROOT2 = power(fmpq(2), HALF)
ONE_NUMBER: tuple[Number, ...] = (
    ROOT2 + 1,
    constant("root", ROOT2 * 2 + 3, HALF),
    constant("root", ROOT2 * 5 + 7, fmpq(1, 3)),
)
"""Three forms of 1 + √2."""

NUMBERS: tuple[Number, ...] = (*ONE_NUMBER, fmpq(1), fmpq(2), ROOT2, log(fmpq(2)))


def pole(coefficient: Number) -> Germ:
    """coefficient/h."""
    return single(Scale(-1), coefficient)


def scale(generator: random.Random) -> Scale:
    exponent = pole(generator.choice(NUMBERS)) if generator.random() < 0.4 else None
    kind = generator.choice(("cos", "sin"))
    wave = Wave(trig=(kind, pole(generator.choice(NUMBERS)))) if generator.random() < 0.5 else None
    power_of_h = generator.choice((0, 1, *ONE_NUMBER))
    logs = (generator.choice((1, ONE_NUMBER[0], ONE_NUMBER[1])),) if generator.random() < 0.3 else ()
    return Scale(power_of_h, logs, exponent, wave)


@pytest.mark.parametrize("seed", range(20))
def test_terms_of_one_size_have_one_scale_and_waves_of_one_angle_one_form(seed: int) -> None:
    generator = random.Random(seed)
    germ = collect({scale(generator): fmpq(generator.randint(1, 3)) for _ in range(12)}, None)
    for (a, _), (b, _) in pairwise(germ.terms):
        assert compare(a, b) >= 0
    for (a, _), (b, _) in combinations(germ.terms, 2):
        assert compare(a, b) != 0 or a.growth() == b.growth()
        if compare(a, b) == 0 and a.wave and b.wave and a.wave.trig and b.wave.trig:
            f, g = a.wave.trig[1], b.wave.trig[1]
            assert f == g or not all(is_zero(c) for _, c in f.minus(g).terms)


@pytest.mark.parametrize(("a", "b"), list(combinations(ONE_NUMBER, 2)))
def test_what_is_equal_in_value_is_0_in_form(a: Number, b: Number) -> None:
    assert single(Scale(a)).minus(single(Scale(b))).is_identically_zero
    assert not independent([single(Scale(-a)), single(Scale(-b))])
    waves = [single(Scale(wave=Wave(trig=("cos", pole(c))))) for c in (a, b)]
    assert waves[0].minus(waves[1]).is_identically_zero
