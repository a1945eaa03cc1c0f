"""What is proved in a duel: that a δ does, that none does, that no L does; each from certificates."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.certificate import record
from relu_tui.certificate.constants import Constant
from relu_tui.certificate.epsilon import (
    counterexample,
    delta,
    lower_bound,
    question_of,
    stays_inside,
)
from relu_tui.certificate.errors import NoValue, Unproved
from relu_tui.certificate.record import Certificate
from relu_tui.certificate.separation_bound import is_proved_zero
from relu_tui.certificate.subject import Question, value_of
from relu_tui.lesson.duel_state import (
    Duel,
    Outcome,
    Round,
    claimed,
    proved,
)


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


def own_limit(duel: Duel) -> str | None:
    """The limit that the program defends with the roles swapped, or None where it can defend none."""
    found = [proved(duel.function, duel.at, side) for side in duel.sides]
    limits = [made.limit for made in found if made is not None and made.kind == record.FINITE]
    if len(limits) != len(found) or not limits or limits[0] is None:
        return None
    first = claimed(limits[0])
    same = all(limit is not None and (claimed(limit) - first).is_zero for limit in limits)
    return limits[0] if same else None


def is_the_limit(duel: Duel) -> bool:
    """Whether the claim is proved to be the limit on every side, so that every ε has a δ."""
    for side in duel.sides:
        found = proved(duel.function, duel.at, side)
        if found is None or found.kind != record.FINITE or found.limit is None:
            return False
        if not is_proved_zero(claimed(found.limit) - duel.limit):
            return False
    return True


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
