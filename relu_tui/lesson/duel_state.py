"""A duel as a value: the claim, ε and δ now, the rounds played; and what is proved of a side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.calculus.shareable import shareable
from relu_tui.certificate import record
from relu_tui.certificate.constants import Constant
from relu_tui.certificate.epsilon import (
    question_of,
    quotient_at,
)
from relu_tui.certificate.errors import NoValue
from relu_tui.certificate.prover import certify
from relu_tui.certificate.record import Certificate
from relu_tui.certificate.short_fractions import exact
from relu_tui.certificate.subject import value_of

WORK = 3_000
"""For one certificate of a duel."""

SIDES = tuple(record.SIDES)

EPSILONS = (Fraction(1, 4), Fraction(1, 100), Fraction(1, 10**6), Fraction(1, 10**12))
"""What the program names in turn, while the claim holds."""

FIRST_DELTA = Fraction(1)
SMALLEST = Fraction(1, 10**60)
"""ε and δ are not made smaller than this by keys or typing."""

LARGEST = Fraction(10**6)


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


@shareable(64)
def proved(function: str, at: str, side: str) -> Certificate | None:
    """What a certificate says of a side's quotient at every step, if it assumes nothing."""
    made = certify(function, at, side, work=WORK)
    return made if made is not None and not made.assumed and made.values is None else None


@shareable(2048)
def quotient(function: str, at: str, step: Fraction) -> Constant | None:
    """The exact quotient at a step, or None where there is none or it was not found."""
    side = SIDES[step > 0]
    try:
        return quotient_at(question_of(function, at, side), value_of(str(step)))
    except (ArithmeticError, ValueError, RecursionError):
        return None
