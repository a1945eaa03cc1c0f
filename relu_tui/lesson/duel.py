"""The duel: ε against δ, over a limit of the difference quotient, as pure transitions.

The learner claims L. The program names ε. The learner answers with δ, and the program with a proof that this
δ will do, or with a step inside it at which the quotient is out of the band L ± ε. With the roles swapped the
learner names ε and the program answers with a δ that its certificate proves. Nothing here asks the engine:
all of it rests on certificates and on exact quotients.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from relu_tui.certificate import record
from relu_tui.certificate.constants import Constant
from relu_tui.lesson.duel_proofs import (
    distance_from,
    judge,
    own_limit,
    program_delta,
)
from relu_tui.lesson.duel_state import (
    EPSILONS,
    FIRST_DELTA,
    LARGEST,
    SIDES,
    SMALLEST,
    Duel,
    Outcome,
    Round,
    claimed,
    proved,
)
from relu_tui.lesson.lesson import Lesson

MOST_ROUNDS = 40

LEAST_DEFEATING = Fraction(1, 2**7000)
"""An ε that defeats a wrong claim is not looked for below this."""

PLAYED = "That δ was played. Name a smaller one; c claims another L."
ASKED = "That ε was asked. Name a smaller one."


def begin(function: str, at: str, sides: tuple[str, ...] = SIDES) -> Duel:
    """A duel over a function at a point, before any claim."""
    return Duel(function, at, sides)


def over(lesson: Lesson) -> Duel:
    """A duel over the limit that the lesson has come to: one side's, or both."""
    condition = lesson.condition
    one = condition in (1, 2) and lesson.concluded[condition] and not lesson.done
    return begin(lesson.function, lesson.at, (SIDES[condition - 1],) if one else SIDES)


def claim(duel: Duel, text: str) -> Duel:
    """Claim a limit; the program then names an ε.

    Raises:
        ExpressionError: It is not a number.
    """
    claimed(text.strip())
    fresh = replace(duel, claim=text.strip(), rounds=(), delta=FIRST_DELTA, swapped=False, notice="")
    return replace(fresh, epsilon=challenge(fresh))


def challenge(duel: Duel) -> Fraction:
    """The ε that the program names: one that defeats a wrong claim, else one smaller than the last."""
    defeating = [e for side in duel.sides if (e := _defeating(duel, side)) is not None]
    if defeating:
        return max(defeating)
    won = sum(played.outcome is Outcome.PROVED and not played.by_program for played in duel.rounds)
    return EPSILONS[min(won, len(EPSILONS) - 1)]


def _defeating(duel: Duel, side: str) -> Fraction | None:
    """An ε that no δ answers on a side, a power of 1/2 up to 1/4 where that will do, or None."""
    found = proved(duel.function, duel.at, side)
    if found is None or found.kind == record.UNDEFINED:
        return None
    if found.kind in (record.PLUS, record.MINUS):
        return Fraction(1)
    distance = distance_from(found, duel.limit)
    return _power_below(distance / 2) if distance > 0 else None


def _power_below(number: Fraction) -> Fraction:
    power = Fraction(1)
    while power > number and power > LEAST_DEFEATING:
        power /= 2
    return power


def change_delta(duel: Duel, steps: int) -> Duel:
    """Make δ half as large (steps > 0) or twice, where it is the learner's to name."""
    if duel.swapped:
        return replace(duel, notice="δ is mine to name. u swaps the roles.")
    return name_delta(duel, duel.delta / 2**steps if steps > 0 else duel.delta * 2**-steps)


def name_delta(duel: Duel, value: Fraction) -> Duel:
    """Take a δ; it is played by `answer`."""
    return replace(duel, delta=_within(value), notice="")


def change_epsilon(duel: Duel, steps: int) -> Duel:
    """Make ε smaller (steps > 0) or larger, by tens, where it is the learner's to name."""
    if not duel.swapped:
        return replace(duel, notice="ε is mine to name. u swaps the roles.")
    return name_epsilon(duel, duel.epsilon / 10**steps if steps > 0 else duel.epsilon * 10**-steps)


def name_epsilon(duel: Duel, value: Fraction) -> Duel:
    """Take an ε of the learner's own."""
    return replace(duel, epsilon=_within(value), notice="")


def _within(value: Fraction) -> Fraction:
    return min(max(value, SMALLEST), LARGEST)


def change_side(duel: Duel) -> Duel:
    """The claim is about both sides, the left one, the right one, in turn; the rounds begin anew."""
    choices: tuple[tuple[str, ...], ...] = (SIDES, SIDES[:1], SIDES[1:])
    sides = choices[(choices.index(duel.sides) + 1) % len(choices)]
    changed = replace(duel, sides=sides, rounds=(), notice="")
    return replace(changed, epsilon=challenge(changed)) if duel.claim and not duel.swapped else changed


def swap(duel: Duel) -> Duel:
    """The learner names ε, the program δ; or back."""
    changed = replace(duel, swapped=not duel.swapped, rounds=(), notice="")
    if not changed.swapped and changed.claim:
        return replace(changed, epsilon=challenge(changed))
    return changed


def stake(duel: Duel) -> Constant | None:
    """The L that is defended, whoever claims it; None where there is none."""
    text = own_limit(duel) if duel.swapped else duel.claim
    return claimed(text) if text else None


def delta_shown(duel: Duel) -> Fraction | None:
    """The δ to show: the learner's that stands, or the program's last; None before it has named one."""
    if not duel.swapped:
        return duel.delta
    played = duel.last
    return played.delta if played is not None and played.epsilon == duel.epsilon else None


def answer(duel: Duel) -> Duel:
    """Play the round: the learner's δ is judged, or the program names its own."""
    if len(duel.rounds) >= MOST_ROUNDS:
        return replace(duel, notice="That is enough of one claim: c claims another.")
    played = duel.last
    again = played is not None and played.epsilon == duel.epsilon
    if duel.swapped:
        again = again and own_limit(duel) is not None
        return replace(duel, notice=ASKED) if again else _answer_for_the_program(duel)
    if not duel.claim:
        return replace(duel, notice="First claim a limit: c.")
    if again and played is not None and played.delta == duel.delta:
        return replace(duel, notice=PLAYED)
    played = judge(duel)
    after = replace(duel, rounds=(*duel.rounds, played), notice="")
    if played.outcome is Outcome.PROVED:
        return replace(after, epsilon=challenge(after))
    return after


def _answer_for_the_program(duel: Duel) -> Duel:
    if own_limit(duel) is None:
        words = "There is no limit here that the program could defend. u swaps back: claim one yourself."
        return replace(duel, notice=words)
    named = program_delta(duel)
    outcome = Outcome.OPEN if named is None else Outcome.PROVED
    return replace(
        duel, rounds=(*duel.rounds, Round(duel.epsilon, named, outcome, by_program=True)), notice=""
    )
