"""Every δ that is named or accepted in a duel, held against mpmath at random steps inside it."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from mpmath import mpf

from relu_tui.certificate import record
from relu_tui.lesson.duel import answer, claim, name_delta, name_epsilon, swap
from relu_tui.lesson.duel_proofs import own_limit
from relu_tui.lesson.duel_state import SIDES, Duel, Outcome, proved
from tests.calculus.oracle.arithmetic import Doubt
from tests.calculus.textbook import ROWS
from tests.certificate.test_epsilon import number, quotient

STEPS = 8
PLAYED = random.Random(12).sample(ROWS, 60)
"""Functions of the textbook that are played."""


def worst(duel: Duel, limit: str, rng: random.Random) -> mpf:
    """The quotient's greatest distance from a limit at random steps within the last δ, in parts of its ε."""
    played = duel.last
    assert played is not None
    assert played.delta is not None
    greatest = mpf(0)
    for _ in range(STEPS):
        share = Fraction(rng.randrange(1, 10**6), 10**6) ** rng.choice((1, 1, 5))
        step = played.delta * share * (-1 if rng.choice(duel.sides) == "left" else 1)
        try:
            value = quotient(duel.function, duel.at, step).value
        except (Doubt, ZeroDivisionError):
            continue
        greatest = max(greatest, abs(value - number(limit)) / number(str(played.epsilon)))
    return greatest


@pytest.mark.parametrize("row", PLAYED, ids=lambda row: f"{row['f']} at {row['at']}")
def test_every_delta_is_right(row: dict[str, str]) -> None:
    rng = random.Random(row["f"])
    for side in SIDES:
        duel = swap(Duel(row["f"], row["at"], (side,)))
        limit = own_limit(duel)
        if limit is None:
            made = proved(duel.function, duel.at, side)
            assert made is None or made.kind != record.FINITE
            continue
        for _ in range(3):
            epsilon = Fraction(rng.randrange(1, 100), 10 ** rng.randrange(2, 12))
            named = answer(name_epsilon(duel, epsilon))
            if named.last is not None and named.last.delta is not None:
                assert worst(named, limit, rng) < 1
        mine = claim(Duel(row["f"], row["at"], (side,)), limit)
        for tried in (Fraction(1), Fraction(1, 7), Fraction(1, 64), Fraction(1, 5000)):
            played = answer(name_delta(mine, tried))
            assert played.last is not None
            if played.last.outcome is Outcome.PROVED:
                assert worst(played, limit, rng) < 1


def test_most_deltas_are_tried() -> None:
    named = [
        answer(swap(Duel(row["f"], row["at"], (side,)))).last
        for row in PLAYED
        for side in SIDES
        if row[side]["kind"] == "finite"
    ]
    assert sum(played is not None and played.delta is not None for played in named) > 0.9 * len(named)
