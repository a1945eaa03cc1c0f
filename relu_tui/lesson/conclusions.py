"""The words for what was found: limits, reasons, warnings."""

from __future__ import annotations

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit, Oscillating
from relu_tui.calculus.exact.constant_printing import shown_number
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.explanation.phrases import limit_formula, limit_text
from relu_tui.calculus.language.formula import Relation
from relu_tui.calculus.language.printing import shown
from relu_tui.calculus.side import Side
from relu_tui.calculus.status import Status
from relu_tui.choices import RATIOS
from relu_tui.lesson.funnel import distance
from relu_tui.lesson.lesson import ENOUGH, Lesson, needs
from relu_tui.lesson.number_text import fitted, slope_text
from relu_tui.lesson.quiz import judge, judge_gap

FAR = 0.25
"""A quotient further from its limit than this, relatively to what is greater than 1, is not near it."""


def found(lesson: Lesson, condition: int) -> tuple[str, ...]:
    """What stands beside a concluded condition, its limit or what was compared; shorter forms behind."""
    examination = lesson.examination
    left, right = examination.left.slope, examination.right.slope
    if condition in (1, 2):
        return _values(left if condition == 1 else right)
    if condition == 3 and isinstance(left, Finite) and isinstance(right, Finite):
        return _compared(left, right, examination.statuses[3])
    return ("",)


def _values(limit: Limit) -> tuple[str, ...]:
    """A limit, for the checklist."""
    if not isinstance(limit, Finite | Infinite):
        return (limit_text(limit),)
    texts = [limit_text(limit)]
    if isinstance(limit, Finite):
        texts += [slope_text(limit.number, 10), slope_text(limit.number, 7)]
    return tuple(f"= {text}" for text in texts)


def _compared(left: Finite, right: Finite, status: Status) -> tuple[str, ...]:
    a, b = limit_formula(left), limit_formula(right)
    if status is Status.UNDECIDED:
        return (shown(Relation(a, (("≟", b),))), "≟")
    if status is Status.HOLDS:
        return (shown(Relation(a, (("=", b),))), "gap 0")
    gap = f"gap {fitted(distance(left.number, right.number), 8)}"
    if a == b:  # as far as they are written
        return ("differ", gap)
    return (
        shown(Relation(a, (("≠", b),))),
        f"{slope_text(left.number, 10)} ≠ {slope_text(right.number, 10)}",
        gap,
    )


def reason(lesson: Lesson) -> str:
    """Why the chosen condition has its status, once it is concluded; before, an empty string."""
    return " ".join(reasons(lesson))


def reasons(lesson: Lesson) -> list[str]:
    """The parts of that, what must be said first before what can be left out where there is little room.

    Where its limit was predicted, the answer to the prediction comes first; before it only that the rows
    all missed the wave.
    """
    condition = lesson.condition
    if not lesson.concluded[condition]:
        return []
    answer = judge(lesson, needs(condition)[0]) if condition in (1, 2) else None
    answer = judge_gap(lesson) if condition == 3 else answer
    sentences = [answer.words] if answer else []
    sentences.append(lesson.examination.conditions[condition].reason)
    if condition in (1, 2):
        side = needs(condition)[0]
        sentences = [fooled(lesson, side), *sentences, too_coarse(lesson, side)]
    return [*filter(None, sentences)]


def too_coarse(lesson: Lesson, side: Side) -> str:
    """A remark where no row seen on a side is anywhere near the limit; else an empty string."""
    slope = lesson.examination.on(side).slope
    trail = lesson.trail(side)
    quotient = lesson.row(side, trail.seen - 1).quotient if trail.started else None
    if quotient is None or not isinstance(slope, Finite):
        return ""
    limit = as_float(slope.number)
    if abs(as_float(quotient) - limit) <= FAR * max(1.0, abs(limit)):
        return ""
    return f"The last row says {shown_number(quotient, 12)}: these steps are still too coarse to show it."


def no_kink(lesson: Lesson) -> str:
    """Why there is no convention to choose."""
    if lesson.examination.differentiable:
        return "f is differentiable here: the derivative needs no convention."
    return "There is no pair of different one-sided slopes here, so no line is allowed and none is drawn."


def fooled(lesson: Lesson, side: Side) -> str:
    """A remark where the rows of a side show one number and the truth is another; else an empty string."""
    slope = lesson.examination.on(side).slope
    meets = RATIOS[lesson.ratio].meets_reciprocals and lesson.trail(side).seen >= ENOUGH
    if not (meets and isinstance(slope, Oscillating) and _constant(lesson, side)):
        return ""
    return (
        f"Every row from the {side} shows the same quotient, yet it oscillates: these steps all "
        "meet the wave at one height. Press r for another ratio."
    )


def _constant(lesson: Lesson, side: Side) -> bool:
    """Whether the last quotients seen on a side are all the same."""
    seen = lesson.trail(side).seen
    return len({str(lesson.row(side, index).quotient) for index in range(max(0, seen - 6), seen)}) == 1
