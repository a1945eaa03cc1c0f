"""Predict, then see: reading a prediction, and answering the mistake behind a wrong one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from flint import fmpq

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit, Oscillating, Undefined, Unknown
from relu_tui.calculus.decision.limits import limit
from relu_tui.calculus.decision.proof import locate
from relu_tui.calculus.errors import ExpressionError, Undecided
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.constant_printing import shown_number
from relu_tui.calculus.exact.sign import as_float, compare
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.explanation.phrases import limit_text
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.calculus.status import Status
from relu_tui.lesson.funnel import distance
from relu_tui.lesson.lesson import Lesson, condition_of

NONE = ("none", "no", "dne", "does not exist", "no limit", "undefined", "oscillates")
PLUS = ("inf", "+inf", "oo", "+oo", "∞", "+∞", "infinity")
MINUS = ("-inf", "−inf", "-oo", "-∞", "−∞", "-infinity")

READ_OFF = 0.02
"""A prediction this close, relatively, to the quotient in the table was read off it."""

READ_OFF_WORDS = "That is where the table stands now, not where it is going: a row is evidence, not a limit."


@dataclass(frozen=True)
class NoLimit:
    """The prediction that there is no limit, finite or infinite."""


Expected: TypeAlias = "Finite | Infinite | NoLimit"


@dataclass(frozen=True)
class Judgement:
    """What became of a prediction.

    Attributes:
        right: Whether it was right, or None where the program itself has no answer.
        words: One or two sentences.
    """

    right: bool | None
    words: str


def read(text: str) -> Expected:
    """What a typed prediction means.

    Raises:
        ExpressionError: It is neither a number, nor an infinity, nor `none`.
    """
    plain = text.strip().lower()
    if plain in NONE:
        return NoLimit()
    if plain in PLUS:
        return Infinite(1)
    if plain in MINUS:
        return Infinite(-1)
    try:
        return Finite(locate(parse_point(text)))
    except ExpressionError as error:
        hint = "type a number such as 0, 1/2, sqrt(2), or inf, -inf, or none"
        raise ExpressionError(error.problem, error.position, hint) from None


def judge(lesson: Lesson, side: Side) -> Judgement | None:
    """The answer to the prediction for a side's limit, once it is concluded."""
    prediction = lesson.predictions[0 if side is Side.LEFT else 1]
    if prediction is None or not lesson.concluded[condition_of(side)]:
        return None
    expected = read(prediction.text)
    truth = _slope(lesson.examination, side)
    if isinstance(truth, Unknown):
        return Judgement(None, f"You said {_text(expected)}. The program could not settle it either.")
    said = f"You said {_text(expected)}"
    if _agree(expected, truth):
        return Judgement(True, f"{said}: right.")
    if isinstance(expected, NoLimit) and isinstance(truth, Infinite):  # an infinite limit does not exist
        return Judgement(True, f"{said}: right. More exactly, the quotient goes to {limit_text(truth)}.")
    return Judgement(False, f"{said}: not so. {_mistake(lesson, side, expected, truth)}")


def judge_gap(lesson: Lesson) -> Judgement | None:
    """The answer to whether the gap closes, once it is concluded; None where there is no gap of numbers."""
    status, limits = lesson.status(3), _both(lesson.examination)
    if status is None or not lesson.closes or len(limits) < 2:
        return None
    said = "You said that the gap closes" if lesson.closes == "yes" else "You said that the gap stays"
    if status is Status.UNDECIDED:
        return Judgement(None, f"{said}. The program could not settle it either.")
    if (lesson.closes == "yes") == (status is Status.HOLDS):
        return Judgement(True, f"{said}: right.")
    if status is Status.HOLDS:
        return Judgement(
            False, f"{said}: not so. In no row is it 0, yet it falls below every positive number."
        )
    gap = shown_number(distance(*(slope.number for slope in limits)))
    return Judgement(False, f"{said}: not so, it tends to {gap}.")


def _both(examination: Examination) -> list[Finite]:
    """The limits of both sides, as far as they are numbers."""
    return [side.slope for side in (examination.left, examination.right) if isinstance(side.slope, Finite)]


def judge_vote(lesson: Lesson) -> Judgement | None:
    """What becomes of the vote, at the verdict."""
    if not lesson.done or not lesson.vote:
        return None
    truth = lesson.examination.differentiable
    if lesson.vote == "unsure":
        return Judgement(None, "You were not sure.")
    if truth is None:
        return Judgement(None, f"You voted {lesson.vote}: not settled.")
    right = truth == (lesson.vote == "yes")
    return Judgement(right, f"You voted {lesson.vote}: {'right' if right else 'not so'}.")


def mistaken(lesson: Lesson) -> bool:
    """Whether anything that the learner answered was wrong."""
    return any(answer.right is False for answer in answers(lesson))


def answers(lesson: Lesson) -> list[Judgement]:
    """What became of every answer so far: both limits, the gap, the vote."""
    found = [*(judge(lesson, side) for side in BOTH_SIDES), judge_gap(lesson), judge_vote(lesson)]
    return [answer for answer in found if answer is not None]


def score(lesson: Lesson) -> tuple[int, int]:
    """(right, asked) over the predictions that have been answered."""
    found = [*(judge(lesson, side) for side in BOTH_SIDES), judge_gap(lesson)]
    judged = [answer for answer in found if answer is not None]
    return sum(bool(answer.right) for answer in judged), len(judged)


def _slope(examination: Examination, side: Side) -> Limit:
    return examination.on(side).slope


def _text(expected: Expected) -> str:
    return "no limit" if isinstance(expected, NoLimit) else limit_text(expected)


def _agree(expected: Expected, truth: Limit) -> bool:
    if isinstance(expected, NoLimit):
        return isinstance(truth, Oscillating | Undefined)
    if isinstance(expected, Infinite):
        return expected == truth
    return isinstance(truth, Finite) and _same(expected.number, truth.number)


def _same(a: Number, b: Number) -> bool:
    try:
        return compare(a, b) == 0
    except Undecided:
        return False


def _mistake(lesson: Lesson, side: Side, expected: Expected, truth: Limit) -> str:
    """The sentence that answers the mistake which most likely led to a wrong prediction."""
    if isinstance(expected, Finite):
        return _wrong_number(lesson, side, expected.number, truth)
    if isinstance(truth, Finite):
        number = shown_number(truth.number)
        if isinstance(expected, NoLimit):
            return (
                f"From this side alone the quotient does settle, at {number}. That the other side may "
                "disagree is a matter of condition 4."
            )
        return f"The quotient stays bounded: it tends to {number}."
    if isinstance(truth, Infinite):
        return "The size is right, the sign is not: Δx < 0 on the left turns the sign of the rise."
    if isinstance(truth, Undefined):
        return f"There is nothing to take a limit of: {truth.why}."
    return (
        "The quotient has no limit, not even an infinite one: it comes back to different values without end."
    )


def _wrong_number(lesson: Lesson, side: Side, number: Number, truth: Limit) -> str:
    examination, said = lesson.examination, shown_number(number)
    other = _slope(examination, Side.RIGHT if side is Side.LEFT else Side.LEFT)
    if (
        isinstance(truth, Finite)
        and isinstance(other, Finite)
        and _same(number * 2, truth.number + other.number)
    ):
        return (
            f"{said} is the average of the slopes on the two sides. The limit from the "
            f"{side} looks at one side only."
        )
    symmetric = _symmetric(examination)
    if symmetric is not None and _same(number, symmetric):
        return (
            f"{said} is what the symmetric quotient (f(a+Δx) − f(a−Δx)) / 2Δx tends to. It "
            "never looks at f(a), and it can have a limit where the derivative does not exist."
        )
    if isinstance(other, Finite) and _same(number, other.number):
        return f"{said} is the slope on the other side."
    if isinstance(examination.value, Finite) and _same(number, examination.value.number):
        return f"{said} is the value f(a). The limit is of the quotient: how fast f leaves f(a)."
    if isinstance(truth, Finite) and _same(number, -truth.number):
        return "The sign is wrong: on the left both the rise and Δx change sign."
    row = lesson.current_row(side)
    if row is not None and row.quotient is not None and not _same(number, row.quotient):
        gone = abs(as_float(number) - as_float(row.quotient))
        still = abs(as_float(row.quotient) - as_float(truth.number)) if isinstance(truth, Finite) else 1.0
        if gone <= READ_OFF * min(abs(as_float(row.quotient)), 10 * still):
            return READ_OFF_WORDS
    elif row is not None and row.quotient is not None:
        return READ_OFF_WORDS
    if isinstance(truth, Infinite):
        return f"The quotient grows past every number: {limit_text(truth)}."
    if isinstance(truth, Oscillating):
        return "The quotient comes back to different values without end, so it tends to no number."
    if isinstance(truth, Undefined):
        return f"There is nothing to take a limit of: {truth.why}."
    return f"The limit is {limit_text(truth)}: compare the last rows of the table."


def _symmetric(examination: Examination) -> Number | None:
    """The limit of the symmetric quotient, where it is finite."""
    left, right = examination.left.germ, examination.right.germ
    if left is None or right is None:
        return None
    try:
        value = limit(right.minus(left).scaled(fmpq(1, 2), Scale(-1)))
        return value.number if isinstance(value, Finite) else None
    except Undecided:
        return None
