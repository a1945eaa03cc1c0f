"""What a claim is about: f(a ± h) or the difference quotient, enclosed on an interval."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.certificate.constants import Constant, rational
from relu_tui.certificate.errors import NoValue, Unproved
from relu_tui.certificate.evaluation import Evaluation
from relu_tui.certificate.evaluation.walk import AT, Branch
from relu_tui.certificate.functions.phases import Phase
from relu_tui.certificate.interval import Budget, Interval
from relu_tui.certificate.ranges import BITS, precision
from relu_tui.certificate.record import AT_POINT
from relu_tui.certificate.scales import STEP
from relu_tui.certificate.taylor_models import Model, constant, scaled, subtract

MOST_EXPONENT = 10_000
"""Of ten, in a decimal number that is compared."""


@dataclass(frozen=True)
class Question:
    """What is asked: f, a, the side, and whether it is of f or of its quotient.

    Attributes:
        tree: f.
        at: a.
        side: −1 or 1.
        subject: `f` or `quotient`.
        budget: The work that may be done to answer it.
    """

    tree: Numeric
    at: Numeric
    side: int
    subject: str
    budget: Budget


@dataclass(frozen=True)
class Enclosed:
    """The subject on an interval.

    Attributes:
        model: Its enclosure.
        interval: The interval, with the constants that were taken for 0.
        branches: The branches taken.
        angles: Growing terms under sines, cosines and floors, with the constants beside them.
    """

    model: Model
    interval: Interval
    branches: tuple[Branch, ...]
    angles: tuple[Model, ...]


def number_at(tree: Numeric, point: Constant, interval: Interval) -> Constant:
    """The value of an expression at a point.

    Raises:
        NoValue: It has none.
        Unproved: It was not found.
    """
    value = Evaluation(point, AT, interval).model(tree).constant
    if value is None:
        raise Unproved("a value at a point was not found exactly")
    return value


def enclosed(
    question: Question,
    radius: Fraction,
    order: int,
    phase: Phase | None = None,
    met: list[Model] | None = None,
    has_holes: bool = False,
) -> Enclosed:
    """The subject on 0 < h ≤ radius, or at the steps of a sequence in it.

    Args:
        question: What is asked.
        radius: δ₀.
        order: Terms kept of a Taylor polynomial.
        phase: The sequence, or None for every h.
        met: Where given, the angles met are put there too, also where the subject is not enclosed.
        has_holes: Whether it is enclosed at those steps alone at which it has a value.

    Raises:
        NoValue: It has no value at any of these steps.
        Unproved: It was not enclosed.
    """
    interval = Interval(radius, order, question.budget, has_holes)
    try:
        return _enclosed(question, interval, phase, met)
    except NoValue as trouble:
        trouble.assumed = tuple(sorted(interval.assumed))
        raise


def _enclosed(
    question: Question, interval: Interval, phase: Phase | None, met: list[Model] | None
) -> Enclosed:
    exactly = Interval(interval.radius, interval.order, question.budget)  # there are no holes at a point
    exactly.assumed = interval.assumed
    with precision(BITS):
        try:
            point = number_at(question.at, rational(0), exactly)
        except NoValue as trouble:
            raise Unproved(f"the point is not a number: {trouble}") from None
        value = None
        if question.subject == "quotient":
            try:
                value = number_at(question.tree, point, exactly)
            except NoValue as trouble:
                raise NoValue(trouble.missing.part, trouble.missing.reason, AT_POINT) from None
        evaluation = Evaluation(point, question.side, interval, phase)
        try:
            model = evaluation.model(question.tree)
        finally:
            if met is not None:
                met[:] = evaluation.functions.angles
        if value is not None:
            rise = subtract(interval, model, constant(value))
            model = scaled(rise, question.side, STEP.inverse()) if not rise.is_zero else rise
    branches = tuple(evaluation.branches.values())
    return Enclosed(model, interval, branches, tuple(evaluation.functions.angles))


def value_of(text: str, at: str = "0") -> Constant:
    """The constant that an expression is at a point; raises `ExpressionError` and as `number_at` does."""
    interval = Interval(Fraction(1), 3)
    with precision(BITS):
        point = number_at(parse_point(at).tree, rational(0), interval)
        return number_at(parse(text).tree, point, interval)


def is_in_reach(decimal: str) -> bool:
    """Whether a decimal number is neither too large nor too small to be written out as a fraction."""
    exponent = decimal.lower().partition("e")[2].lstrip("+-")
    return len(exponent) <= len(str(MOST_EXPONENT)) and int(exponent or 0) <= MOST_EXPONENT


def is_near(text: str, decimal: str, digits: int = 50) -> bool:
    """Whether an expression without x is a decimal number up to a unit of a digit, or both are 0.

    Raises:
        Unproved: The number is out of reach.
    """
    if not is_in_reach(decimal):
        raise Unproved("a number is too large or too small to be compared")
    number = rational(Fraction(decimal))
    gap = value_of(text) - number
    if gap.is_zero:
        return True
    size = abs(Fraction(decimal)) / 10**digits
    return (gap - rational(size)).sign == -1 and (gap + rational(size)).sign == 1
