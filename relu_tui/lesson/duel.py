"""The duel: ε against δ, over a limit of the difference quotient, as values and pure transitions.

The learner claims L. The program names ε. The learner answers with δ, and the program with a proof that this
δ will do, or with a step inside it at which the quotient is out of the band L ± ε. With the roles swapped the
learner names ε and the program answers with a δ that its certificate proves. Nothing here asks the engine:
all of it rests on certificates and on exact quotients.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.certificate import record
from relu_tui.certificate.constants import Constant
from relu_tui.certificate.epsilon import (
    counterexample,
    delta,
    lower_bound,
    question_of,
    quotient_at,
    stays_inside,
)
from relu_tui.certificate.errors import NoValue, Unproved
from relu_tui.certificate.prover import certify
from relu_tui.certificate.record import Certificate
from relu_tui.certificate.short_fractions import exact
from relu_tui.certificate.subject import Question, value_of
from relu_tui.lesson.lesson import Lesson

WORK = 3_000
"""For one certificate of a duel."""

SIDES = tuple(record.SIDES)

EPSILONS = (Fraction(1, 4), Fraction(1, 100), Fraction(1, 10**6), Fraction(1, 10**12))
"""What the program names in turn, while the claim holds."""

FIRST_DELTA = Fraction(1)
SMALLEST = Fraction(1, 10**60)
"""ε and δ are not made smaller than this by keys or typing."""

LARGEST = Fraction(10**6)
MOST_ROUNDS = 40


PLAYED = "That δ was played. → makes it smaller, d types one, c claims another L."
ASKED = "That ε was asked. ↓ makes it smaller, d types one."


class Outcome(StrEnum):
    """How a round ended."""

    PROVED = "proved"
    REFUTED = "refuted"
    OPEN = "open"


@dataclass(frozen=True)
class Round:
    """One ε, one δ, and what came of them.

    Attributes:
        epsilon: ε.
        delta: δ, or None where none was named.
        outcome: Whether δ does.
        by_program: Whether the program named δ.
        side: The side of the step that refutes δ, or empty.
        step: That step, as an expression.
        quotient: The quotient there, as an expression.
    """

    epsilon: Fraction
    delta: Fraction | None
    outcome: Outcome
    by_program: bool = False
    side: str = ""
    step: str = ""
    quotient: str = ""


@dataclass(frozen=True)
class Duel:
    """One moment of a duel.

    Attributes:
        function: f.
        at: a.
        sides: The sides that the claim is about.
        claim: L as it was typed, or empty before there is one.
        epsilon: ε now.
        delta: δ that the learner is about to name.
        swapped: Whether the learner names ε and the program δ.
        rounds: What was played under this claim.
        notice: What the program answers to the last key, where no round does.
    """

    function: str
    at: str = "0"
    sides: tuple[str, ...] = SIDES
    claim: str = ""
    epsilon: Fraction = EPSILONS[0]
    delta: Fraction = FIRST_DELTA
    swapped: bool = False
    rounds: tuple[Round, ...] = ()
    notice: str = ""

    @property
    def limit(self) -> Constant:
        """L as a constant; raises `ExpressionError` where there is no claim."""
        return claimed(self.claim)

    @property
    def last(self) -> Round | None:
        """The last round."""
        return self.rounds[-1] if self.rounds else None


@lru_cache(maxsize=256)
def claimed(text: str) -> Constant:
    """The number that a claim is.

    Raises:
        ExpressionError: It is none, or can't be read.
    """
    if text.strip().lower() in ("none", "no", "inf", "-inf", "+inf"):
        hint = "claim any, and see what it loses to"
        raise ExpressionError("L must be a number", None, hint)
    try:
        parse_point(text)
    except ExpressionError as error:
        hint = "type a number such as 0, 1/2 or sqrt(2)"
        raise ExpressionError(error.problem, error.position, hint) from None
    try:
        value = value_of(text)
        exact(value.range.low)
        return value
    except NoValue as trouble:
        raise ExpressionError("that is no number", None, str(trouble)) from None
    except (ArithmeticError, ValueError, RecursionError):
        raise ExpressionError("that number is out of reach here", None, "claim a simpler one") from None


def positive(text: str) -> Fraction:
    """The ε or δ that a text means.

    Raises:
        ExpressionError: It is no rational number above 0.
    """
    number = claimed(text.strip()).rational
    if number is None or number <= 0:
        raise ExpressionError("that is no fraction above 0", None, "for instance 1/1000, 0.01 or 1e-6")
    return Fraction(int(number.p), int(number.q))


@lru_cache(maxsize=64)
def proved(function: str, at: str, side: str) -> Certificate | None:
    """What a certificate says of a side's quotient at every step, if it assumes nothing."""
    made = certify(function, at, side, work=WORK)
    return made if made is not None and not made.assumed and made.values is None else None


@lru_cache(maxsize=2048)
def quotient(function: str, at: str, step: Fraction) -> Constant | None:
    """The exact quotient at a step, or None where there is none or it was not found."""
    side = SIDES[step > 0]
    try:
        return quotient_at(question_of(function, at, side), value_of(str(step)))
    except (ArithmeticError, ValueError, RecursionError):
        return None


# --- transitions ----------------------------------------------------------------------------------


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


def distance_from(certificate: Certificate, limit: Constant) -> Fraction:
    """How far a claim is from what is proved, rounded down; 0 where they may be the same.

    Where the quotient oscillates: from the farther of the two bounds that it comes back to.
    """
    if certificate.kind == record.OSCILLATES:
        bounds = {sequence.relation: value_of(str(sequence.bound)) for sequence in certificate.sequences}
        return max(_down(bounds[">="] - limit), _down(limit - bounds["<="]))
    if certificate.limit is None:
        return Fraction(0)
    gap = claimed(certificate.limit) - limit
    return max(_down(gap), _down(-gap))


def _down(gap: Constant) -> Fraction:
    """A rational at most a number, and 0 at least."""
    exact = gap.rational
    if exact is not None:
        return max(Fraction(int(exact.p), int(exact.q)), Fraction(0))
    return lower_bound(gap)


def _power_below(number: Fraction) -> Fraction:
    power = Fraction(1)
    while power > number and power > SMALLEST:
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


def own_limit(duel: Duel) -> str | None:
    """The limit that the program defends with the roles swapped, or None where it can defend none."""
    found = [proved(duel.function, duel.at, side) for side in duel.sides]
    limits = [made.limit for made in found if made is not None and made.kind == record.FINITE]
    if len(limits) != len(found) or not limits or limits[0] is None:
        return None
    first = claimed(limits[0])
    same = all(limit is not None and (claimed(limit) - first).is_zero for limit in limits)
    return limits[0] if same else None


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


def program_delta(duel: Duel) -> Fraction | None:
    """The δ that the certificates prove for ε on every side asked, or None."""
    found: list[Fraction] = []
    for side in duel.sides:
        certificate = proved(duel.function, duel.at, side)
        named = delta(certificate, duel.epsilon) if certificate is not None else None
        if named is None:
            return None
        found.append(named)
    return min(found)


def judge(duel: Duel) -> Round:
    """Whether δ does for ε: proved on every side, or refuted by a step, or neither."""
    limit, inside = duel.limit, True
    for side in duel.sides:
        question = question_of(duel.function, duel.at, side)
        certificate = proved(duel.function, duel.at, side)
        if _is_proved(certificate, limit, duel) or _stays(question, duel):
            continue
        inside = False
        try:
            found = counterexample(question, certificate, limit, duel.epsilon, duel.delta)
        except (Unproved, NoValue, ValueError, RecursionError):
            found = None
        if found is not None:
            outcome = Outcome.REFUTED
            return Round(
                duel.epsilon,
                duel.delta,
                outcome,
                side=side,
                step=found.step.name,
                quotient=found.quotient.name,
            )
    return Round(duel.epsilon, duel.delta, Outcome.PROVED if inside else Outcome.OPEN)


def _stays(question: Question, duel: Duel) -> bool:
    try:
        return stays_inside(question, duel.limit, duel.epsilon, duel.delta)
    except (ArithmeticError, ValueError, RecursionError):
        return False


def _is_proved(certificate: Certificate | None, limit: Constant, duel: Duel) -> bool:
    """Whether the certificate's own δ is as large as the learner's."""
    if certificate is None or certificate.kind != record.FINITE or certificate.limit is None:
        return False
    if not (claimed(certificate.limit) - limit).is_zero:
        return False
    named = delta(certificate, duel.epsilon)
    return named is not None and duel.delta <= named


def no_delta_does(duel: Duel, side: str) -> bool:
    """Whether it is proved that no δ at all does for this claim and ε on a side.

    The quotient is, within every δ, at least ε away from L: its limit is farther than ε, or exactly ε and the
    quotient is its limit; or it grows past every bound; or it comes back to a number that far away.
    """
    found = proved(duel.function, duel.at, side)
    if found is None or found.kind == record.UNDEFINED:
        return False
    if found.kind in (record.PLUS, record.MINUS):
        return True
    distance = distance_from(found, duel.limit)
    if found.kind == record.OSCILLATES:
        return distance >= duel.epsilon
    constant = found.bound is not None and not found.bound.constant
    return distance > duel.epsilon or (constant and distance == duel.epsilon)


def no_limit_does(duel: Duel) -> bool:
    """Whether no L at all survives this ε: two limits 2ε apart or more, growth, or a swing as wide."""
    found = [proved(duel.function, duel.at, side) for side in duel.sides]
    for made in found:
        if made is not None and made.kind in (record.PLUS, record.MINUS):
            return True
        if made is not None and made.kind == record.OSCILLATES:
            bounds = {sequence.relation: sequence.bound for sequence in made.sequences}
            if bounds[">="] - bounds["<="] >= 2 * duel.epsilon:
                return True
    limits = [made.limit for made in found if made is not None and made.limit is not None]
    if len(limits) < 2:
        return False
    gap = claimed(limits[0]) - claimed(limits[1])
    apart = max(_down(gap), _down(-gap))
    return apart > 2 * duel.epsilon or (apart == 2 * duel.epsilon and _both_constant(found))


def _both_constant(found: list[Certificate | None]) -> bool:
    return all(made is not None and made.bound is not None and not made.bound.constant for made in found)
