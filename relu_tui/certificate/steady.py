"""What the subject is at each step of a sequence, where it is one number there from the first step on."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.certificate.constants import PI, ZERO, Constant
from relu_tui.certificate.errors import NoValue, Unproved
from relu_tui.certificate.functions.phases import Phase
from relu_tui.certificate.interval import Interval, scale_at
from relu_tui.certificate.ranges import BITS, exactly, precision
from relu_tui.certificate.ranges import ZERO as NOUGHT
from relu_tui.certificate.scale_text import read_sum
from relu_tui.certificate.subject import Question, enclosed, number_at

RADII = (Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 16))
"""Intervals tried, in turn: the first step must lie in it."""

ORDER = 3


def value_at_each_step(question: Question, base: str, angle: str) -> Constant | None:
    """The number that the subject is wherever base(h) = angle + 2π·n, n = 1, 2, 3, …, or None for none found.

    The enclosure of the subject at the steps of a sequence holds at each of them that lies in the interval,
    and where it is a constant without a remainder, the subject is that constant. All steps lie in it where
    the first does: the base falls as h grows, so it does where the base at its end is at most angle + 2π.

    Args:
        question: What the subject is of.
        base: A growing sum in x, which stands for |Δx|.
        angle: An expression without x.
    """
    for radius in RADII:
        interval = Interval(radius, ORDER, question.budget)
        try:
            with precision(BITS):
                phase = Phase(read_sum(base, interval), number_at(parse_point(angle).tree, ZERO, interval))
                if not _begins_within(phase, interval):
                    return None
                found = enclosed(question, radius, ORDER, phase)
        except (ArithmeticError, ExpressionError, RecursionError, ValueError, NoValue, Unproved):
            continue
        if found.model.constant is not None and not (found.interval.assumed or interval.assumed):
            return found.model.constant
    return None


def _begins_within(phase: Phase, interval: Interval) -> bool:
    """Whether base(h) = angle + 2π for an h of the interval, the base falling there."""
    first, end = phase.angle + PI.times(2), exactly(interval.radius)
    for scale, constant in phase.base.terms.items():
        if constant.sign != 1 or interval.derivative_sign(scale) != -1:
            raise Unproved("the base is not shown to fall")
    if interval.radius == 1 and not any(
        scale.exponent for scale in phase.base.terms
    ):  # each scale is 1 there
        gap = first - sum(phase.base.terms.values(), start=ZERO)
        return gap.is_zero or gap.sign == 1
    total = NOUGHT
    for scale, constant in phase.base.terms.items():
        total = total + constant.range * scale_at(scale, end)
    return bool(total.high <= first.range.low)
