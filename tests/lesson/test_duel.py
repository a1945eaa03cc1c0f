"""The duel as values: who wins, by which proof, and what is said of it."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.lesson import duel_words as words
from relu_tui.lesson.duel import (
    answer,
    begin,
    change_delta,
    change_epsilon,
    change_side,
    claim,
    name_delta,
    name_epsilon,
    swap,
)
from relu_tui.lesson.duel_proofs import no_delta_does, no_limit_does
from relu_tui.lesson.duel_state import EPSILONS, SIDES, SMALLEST, Duel, Outcome, claimed, positive
from tests.calculus.oracle.arithmetic import Doubt
from tests.certificate.test_epsilon import number, quotient

HOLED = "{} if x != 0 else 0"
SWING = HOLED.format("x*sin(1/x)")


def said(duel: Duel) -> str:
    """All that the program says at this moment."""
    return "\n".join(
        [
            words.claim_line(duel),
            *words.challenge_lines(duel),
            *map(words.round_line, duel.rounds),
            *words.answer_lines(duel),
            *words.sentence(duel),
        ]
    )


def outside(duel: Duel) -> bool:
    """Whether mpmath too finds the last round's step inside δ and its quotient out of the band."""
    played = duel.last
    assert played is not None
    assert played.delta is not None
    step, value = number(played.step), quotient(duel.function, duel.at, played.step).value
    small = Fraction(1, 10**50)
    return bool(
        0 < abs(step) < played.delta.numerator / number(str(played.delta.denominator))
        and abs(value - number(duel.claim)) >= number(str(played.epsilon - small))
        and abs(value - number(played.quotient)) < number("1e-40")
    )


def test_relu_and_one_half_lose_to_a_quarter_whatever_the_delta() -> None:
    duel = claim(begin("max(0, x)", "0"), "1/2")
    assert duel.epsilon == Fraction(1, 4)
    for _ in range(5):
        duel = answer(change_delta(duel, 3))
        assert duel.last is not None
        assert duel.last.outcome is Outcome.REFUTED
        assert outside(duel)
    assert no_limit_does(duel)
    assert "0 is not within 1/4 of 1/2" in said(duel)
    assert "It must lie within 1/4 of 0 and of 1. None does" in said(duel)
    assert "∃ε>0 ∀δ>0 ∃Δx" in said(duel)


@pytest.mark.parametrize("side", [0, 1])
def test_on_one_side_alone_relu_has_a_limit_that_beats_every_epsilon(side: int) -> None:
    duel = change_side(begin("max(0, x)", "0"))
    duel = change_side(duel) if side else duel
    assert duel.sides == (SIDES[side],)
    duel = claim(duel, str(side))
    for epsilon in EPSILONS[:3]:
        assert duel.epsilon == epsilon
        duel = answer(duel)
        assert duel.last is not None
        assert duel.last.outcome is Outcome.PROVED
    assert "∀ε>0 ∃δ>0 ∀Δx" in said(duel)


def test_a_right_claim_is_won_by_a_delta_that_is_small_enough_only() -> None:
    duel = answer(name_delta(claim(begin("x**2", "1"), "2"), Fraction(1, 3)))
    assert duel.last is not None
    assert duel.last.outcome is Outcome.REFUTED
    assert outside(duel)
    assert "A smaller δ may do" in said(duel)
    duel = answer(name_delta(duel, Fraction(1, 4)))
    assert [played.outcome for played in duel.rounds] == [Outcome.REFUTED, Outcome.PROVED]
    assert duel.epsilon == Fraction(1, 100)
    duel = answer(name_delta(duel, Fraction(1, 100)))
    assert "answered: to ε = 1/4 δ = 1/4; to ε = 1/100 δ = 1/100" in said(duel)
    assert "|quotient − 2| ≤ h for 0 < |Δx| ≤ 1" in said(duel)


@pytest.mark.parametrize(
    ("function", "at", "wrong", "reason"),
    [
        ("x**2", "1", "3", "it tends to 2, and 2 is not within 1/2 of 3"),
        (SWING, "0", "0", "within every δ, it is somewhere ≥ 1 and somewhere ≤ −1"),
        ("cbrt(x)", "0", "5", "the quotient tends to +∞"),
        ("floor(x)", "0", "0", "the quotient tends to +∞"),
        ("abs(x**2 - 2)", "sqrt(2)", "0", "it tends to −2·√2"),
        (HOLED.format("x*sin(log(abs(x)))"), "0", "1/3", "within every δ"),
    ],
)
def test_a_wrong_claim_is_told_why_no_delta_will_ever_do(
    function: str, at: str, wrong: str, reason: str
) -> None:
    duel = claim(begin(function, at), wrong)
    for steps in (2, 9, 25):
        duel = answer(change_delta(duel, steps))
        assert duel.last is not None
        assert duel.last.outcome is Outcome.REFUTED
        assert outside(duel)
    assert any(no_delta_does(duel, side) for side in SIDES)
    assert reason in said(duel)
    assert "∃ε>0 ∀δ>0 ∃Δx" in said(duel)


@pytest.mark.parametrize(
    ("function", "wrong"),
    [
        ("max(0, x)", "1 + 1e-100"),
        ("max(0, x)", "1 - 1e-1500"),
        ("x**2 + x", "1 + 1e-70"),
        ("sqrt(2)*x", "sqrt(2) + 1e-40"),
        ("x*sin(1)", "sin(1) - 1e-200"),
        ("x*tan(pi/8)", "sqrt(2) - 1 + 1e-80"),
    ],
)
def test_a_claim_that_is_wrong_by_very_little_is_never_called_the_limit(function: str, wrong: str) -> None:
    duel = claim(begin(function, "0", ("right",)), wrong)
    for delta in (Fraction(1), Fraction(1, 10), Fraction(1, 10**30), Fraction(1, 10**50)):
        duel = answer(name_delta(duel, delta))
        assert "∀ε>0" not in said(duel)
        assert "You win" not in words.onward(duel)
    assert duel.last is not None
    assert duel.last.outcome is Outcome.REFUTED
    assert "∃ε>0" in said(duel)


def test_what_a_round_says_names_no_key_that_lines_do_not_have() -> None:
    duel = answer(name_delta(claim(begin("x**2", "1"), "2"), Fraction(1, 4)))
    swapped = answer(swap(answer(name_delta(duel, Fraction(1, 100)))))
    asked = [claim(begin("x**2", "1"), "2"), duel, answer(duel), swapped, answer(swapped)]
    assert not any(arrow in f"{said(told)}{words.onward(told)}" for told in asked for arrow in "→↓←↑")


@pytest.mark.parametrize(
    ("function", "at", "limit"),
    [
        ("x**2", "1", "2"),
        ("sin(x)", "1/3", "cos(1/3)"),
        (HOLED.format("x**2*sin(1/x)"), "0", "0"),
        ("exp(x)", "0", "1"),
    ],
)
def test_with_the_roles_swapped_the_program_names_a_delta_that_mpmath_confirms(
    function: str, at: str, limit: str
) -> None:
    duel = swap(begin(function, at))
    rng = random.Random(function)
    for epsilon in (Fraction(1, 3), Fraction(1, 1000), Fraction(1, 10**9)):
        duel = answer(name_epsilon(duel, epsilon))
        played = duel.last
        assert played is not None
        assert played.by_program
        assert played.delta is not None
        for _ in range(6):
            step = played.delta * Fraction(rng.randrange(1, 10**6), 10**6) * rng.choice((-1, 1))
            try:
                value = quotient(function, at, step).value
            except Doubt:
                continue
            assert abs(value - number(limit)) < number(str(epsilon))
    assert "I claim: the quotient tends to L =" in said(duel)
    assert "∀ε>0 ∃δ>0 ∀Δx" in said(duel)


@pytest.mark.parametrize("function", ["abs(x)", "cbrt(x)", SWING, "floor(x)"])
def test_where_there_is_no_limit_the_program_defends_none(function: str) -> None:
    duel = answer(swap(begin(function, "0")))
    assert not duel.rounds
    assert "no limit here" in said(duel)


def test_only_the_one_whose_turn_it_is_names_a_number() -> None:
    duel = claim(begin("x**2", "1"), "2")
    assert change_epsilon(duel, 1).epsilon == duel.epsilon
    assert "mine to name" in change_epsilon(duel, 1).notice
    assert change_delta(swap(duel), 1).delta == duel.delta


@pytest.mark.parametrize("text", ["", "x", "1/0", "abc", "sqrt(-1)", "exp(exp(9))", "9" * 20_000, "(" * 80])
def test_what_is_no_claim_is_refused_and_the_duel_stays(text: str) -> None:
    with pytest.raises(ExpressionError):
        claim(begin("x", "0"), text)


@pytest.mark.parametrize("text", ["0", "-1", "pi", "x", "", "1/0"])
def test_what_is_no_delta_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        positive(text)


def test_numbers_stay_within_reach() -> None:
    duel = claim(begin("x**2", "1"), "2")
    for _ in range(300):
        duel = change_delta(duel, 1)
    assert duel.delta == SMALLEST
    assert parse_point(str(duel.delta))
    for _ in range(60):
        duel = answer(duel)
    assert "c claims another" in duel.notice


@pytest.mark.parametrize("typed", ["", "t", "b", "x + 1"])
def test_what_is_no_number_is_asked_for_as_a_number(typed: str) -> None:
    for read in (claimed, positive):
        with pytest.raises(ExpressionError, match="type a number such as 0, 1/2"):
            read(typed)


def test_nothing_is_claimed_of_a_side_without_quotients() -> None:
    duel = answer(change_delta(claim(begin("sqrt(x)", "0"), "1"), 4))
    assert duel.last is not None
    assert duel.last.outcome is Outcome.REFUTED
    assert duel.last.side == "right"
    left = answer(claim(change_side(begin("sqrt(x)", "0")), "1"))
    assert left.last is not None
    assert left.last.outcome is Outcome.OPEN


@pytest.mark.parametrize("function", ["exp(exp(exp(1/x)))", "x**(1/x)*sin(exp(1/x))", "floor(1/x)*tan(1/x)"])
def test_a_hostile_function_is_answered(function: str) -> None:
    duel = answer(claim(begin(f"{function} if x != 0 else 0", "0"), "1"))
    assert duel.last is not None
    assert said(duel)
