"""Germs as they are written: typed again, what is written in ASCII is the germ at Δx = ±h."""

from __future__ import annotations

import random
from typing import Any

import mpmath
import pytest
from flint import fmpq

from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.exact.constant import HALF, PI, Number
from relu_tui.calculus.exact.exponential import log as log_of
from relu_tui.calculus.exact.exponential import power as power_of
from relu_tui.calculus.germs.germ import Germ, constant, single
from relu_tui.calculus.germs.germ_printing import bound, formula, term, write
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import LOG, Exponent, Scale
from relu_tui.calculus.germs.scale import ONE as NO_SCALE
from relu_tui.calculus.germs.scale import times as scale_times
from relu_tui.calculus.germs.trigonometric import cos, sin
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.output_dialects import ASCII
from relu_tui.calculus.language.parsing import parse
from tests.calculus.germs.values import number, of_germ

POWERS: tuple[Exponent, ...] = (
    *(0, 1, 2, 3, -1, -2),
    *(HALF, fmpq(1, 3), fmpq(2, 3), fmpq(5, 2), -HALF),
)
ROOT2 = power_of(fmpq(2), HALF)
COEFFICIENTS: tuple[Number, ...] = (
    *(fmpq(1), fmpq(-1), fmpq(3, 4), fmpq(-7, 3), fmpq(1, 12)),
    *(PI, -PI / 3, ROOT2, -ROOT2 / 2, ROOT2 - 3, log_of(fmpq(2)), 1 / (ROOT2 * 3)),
)
H = fmpq(3, 20)


@pytest.fixture(autouse=True)
def _digits() -> Any:
    with mpmath.workdps(50):
        yield


def scale(generator: random.Random) -> Scale:
    logs: tuple[Exponent, ...] = generator.choice(((), (), (), (1,), (2,), (-1,), (0, 1), (HALF,), (0, -2)))
    found = Scale(generator.choice(POWERS), logs)
    if generator.random() < 0.25:
        exponent = single(Scale(generator.choice((-1, -2))), generator.choice((fmpq(-1), fmpq(1, 2), -PI)))
        found = scale_times(found, Scale(exponent=exponent))
    return found


def germ(generator: random.Random) -> Germ:
    """A sum of up to three terms, one of them perhaps with a wave."""
    found = Germ(())
    for _ in range(generator.randint(1, 3)):
        found = found.plus(single(scale(generator), generator.choice(COEFFICIENTS)))
    if generator.random() < 0.3:
        angle = single(Scale(-1), generator.choice((fmpq(1), fmpq(-2), PI, HALF)))
        found = found.times(generator.choice((sin, cos))(Setting(3), angle))
    return found


@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize("seed", range(10))
def test_what_is_written_is_the_germ(seed: int, side: int) -> None:
    generator = random.Random(f"{seed} {side}")
    for _ in range(10):
        one = germ(generator)
        text = readable(formula(one, side, most=9), ASCII)
        assert "..." not in text
        typed = parse(text.replace("dx", "x")).tree
        found, expected = number(value_at(typed, H * side)), of_germ(one, number(H))
        assert abs(found - expected) <= abs(expected) * mpmath.mpf(10) ** -40, (text, one)


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (constant(fmpq(1)).plus(Germ((), Scale(1))), "1 + …"),
        (single(Scale(1, (1,))), "−Δx·ln|Δx|"),
        (single(Scale(HALF)), "√Δx"),
        (single(Scale(-1), fmpq(3, 2)), "3/(2·Δx)"),
        (single(Scale(exponent=single(Scale(-1), fmpq(-1)))), "e^(−1/Δx)"),
        (Germ((), Scale(2)), "something at most a constant times Δx²"),
        (Germ((), NO_SCALE), "something bounded"),
        (Germ(()), "0"),
    ],
)
def test_how_it_is_written(one: Germ, text: str) -> None:
    assert write(one, 1) == text


def test_no_term_is_left_out_that_is_as_large_as_one_shown() -> None:
    """cos(1/h) + sin(1/h) + h: both waves or none, however few terms are wanted."""
    pole, setting = single(Scale(-1)), Setting(3)
    waves = cos(setting, pole).plus(sin(setting, pole)).plus(single(Scale(1)))
    assert write(waves, 1, most=1) == "cos(1/Δx) + sin(1/Δx) + …"


def test_a_term_has_its_sign_by_the_side() -> None:
    assert readable(term(Scale(1), fmpq(2), 1)) == "2·Δx"
    assert readable(term(Scale(1), fmpq(2), -1)) == "−2·Δx"
    assert readable(term(Scale(2), fmpq(-2), -1)) == "−2·Δx²"
    assert readable(term(scale_times(Scale(1), LOG), PI, 1)) == "−π·Δx·ln|Δx|"


def test_a_bound_is_of_the_size_of_the_remainder() -> None:
    assert readable(bound(Germ((), Scale(fmpq(3, 2))), -1)) == "something at most a constant times |Δx|^(3/2)"
