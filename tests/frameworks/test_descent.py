"""Subgradient descent on |x|."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from relu_tui.frameworks.descent import Descent, findings, stepped, with_next_choice, with_other_rule


def exact(descent: Descent) -> list[Fraction]:
    return [place.exact for place in descent.places]


def test_what_is_shown_first_swings_and_with_the_other_rule_converges() -> None:
    descent = Descent(steps=200)
    assert exact(descent)[2:6] == [Fraction(1, 5), Fraction(-1, 5)] * 2
    assert len({place.single for place in descent.places[2:]}) == 2
    assert (descent.hits, descent.single_hits) == (0, 0)
    assert any("swings between 1/5 and −1/5 for ever" in told for told in findings(descent))
    descent = with_other_rule(descent)
    assert all(abs(place.exact) <= place.step for place in descent.places[12:])
    assert any("So it converges" in told for told in findings(descent))


def test_a_fixed_rate_rests_at_0_exactly_and_swings_in_float32() -> None:
    descent = Descent(rate=Fraction(1, 10), steps=30)
    assert exact(descent)[10:] == [0] * 21
    assert descent.single_hits == 0
    assert descent.places[-1].single == descent.places[-3].single != descent.places[-2].single
    assert any("Rounding decides" in told for told in findings(descent))


def test_a_fixed_rate_that_does_not_divide_swings_for_ever() -> None:
    descent = Descent(start=Fraction(1, 3), rate=Fraction(1, 10), steps=40)
    assert set(exact(descent)[4:]) == {Fraction(1, 30), Fraction(-1, 15)}
    assert any("swings between 1/30 and −1/15 for ever" in told for told in findings(descent))


def test_a_rate_that_shrinks_stays_within_its_last_step() -> None:
    descent = Descent(start=Fraction(1, 3), rate=Fraction(1), shrinks=True, steps=200)
    assert all(abs(place.exact) <= place.step for place in descent.places[2:])
    assert abs(descent.places[-1].exact) < Fraction(1, 100)


def test_the_choice_at_0_moves_on() -> None:
    descent = with_next_choice(Descent(rate=Fraction(1, 4), steps=8))
    assert descent.at_zero == 1
    assert exact(descent)[4:] == [0, Fraction(-1, 4), 0, Fraction(-1, 4), 0]


@pytest.mark.parametrize("shrinks", [False, True])
def test_float32_is_computed_as_a_program_does(shrinks: bool) -> None:
    descent = Descent(start=Fraction(7, 10), rate=Fraction(1, 10), steps=50)
    descent = with_other_rule(descent) if shrinks else descent
    x, rate = np.float32(0.7), np.float32(0.1)
    for k, place in enumerate(descent.places, start=1):
        assert place.single == float(x)
        x = np.float32(x - (rate / np.float32(k) if shrinks else rate) * np.sign(x))


def test_steps_have_bounds() -> None:
    assert stepped(Descent(), -1).steps == 0
    assert stepped(Descent(), 10**6).steps == 2000
