"""What is to be seen in the rows so far, and to be asked of them: evidence, which proves nothing."""

from __future__ import annotations

from relu_tui.calculus.decision.limit_values import Undefined
from relu_tui.calculus.numerics.step_sizes import ratio_value
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.lesson.funnel import gaps, newest, rows, times, trend
from relu_tui.lesson.lesson import Lesson, lacking
from relu_tui.lesson.number_text import number
from relu_tui.lesson.words import point

CLOSING = "To close it need not be 0 at any step: it must get smaller than every size that you name."
"""What it means that a gap closes, said where that is asked."""


def watching(lesson: Lesson) -> tuple[str, ...]:
    """What there is to say of the rows, for the condition being examined; last, what Enter will answer."""
    if isinstance(lesson.examination.value, Undefined):
        return (f"f has no value at {point(lesson)}: there is no point for a secant to go through.",)
    if lesson.condition in (1, 2):
        side = "left" if lesson.condition == 1 else "right"
        return (
            f"On the {side}, where is the difference quotient, the slope of the secant, heading as Δx "
            "shrinks?",
        )
    if lesson.condition == 0 and lacking(lesson, 0) is None:
        first = f"First: is f continuous at {point(lesson)}, its graph without a break?"
        return (_rows_so_far(lesson), "Four questions settle it.", first)
    if lesson.condition == 3 and lacking(lesson, 3) is None:
        return (_rows_so_far(lesson), CLOSING)
    return (_rows_so_far(lesson),)


def _rows_so_far(lesson: Lesson) -> str:
    """How the gap went on in the last rows, and what to ask of it; or why the bars are long again."""
    seen = gaps(lesson)
    found = trend(seen, ratio_value(lesson.ratio))
    last = newest(lesson)
    axes = [row.axis for row in rows(lesson, max(last - 1, 0), last + 1)]
    # Said where the first closer axis begins: those after it are alike, and each would cost its bytes.
    if seen and axes[-1].begins == last > axes[0].begins == 0:
        itself = "went on shrinking, to" if found in ("in step", "shrink") else "is"
        return (
            f"{times(axes[-1].closer)} closer: the bars were too short to be seen, and are drawn longer from "
            f"here on. {_ended(f'The gap itself {itself} {number(seen[-1])}')}"
        )
    if found == "same":
        return f"{_ended(f'At each of these steps the gap is {number(seen[-1])}')} {_after(seen[-1] == 0)}"
    return {
        "in step": f"So far the gap shrinks as Δx does, {_by(lesson)}. Does it ever close?",
        "shrink": "So far the gap shrinks. Does it ever close?",
        "gone": "Now the gap is 0, the slopes are one number. Does it stay so?",
        "grow": "The smaller Δx is, the wider is the gap.",
        "mixed": "The gap comes and goes. Does either side come to rest?",
    }.get(
        found,
        _what_a_step_shows(lesson),
    )


def _what_a_step_shows(lesson: Lesson) -> str:
    """What the numbers of a step are; on which side there are none."""
    without = [side for side in BOTH_SIDES if (row := lesson.current_row(side)) and row.quotient is None]
    if without:
        here = (
            f"on the {'left' if without[0] is Side.LEFT else 'right'}"
            if len(without) == 1
            else "on either side"
        )
        return f"At this step f has no value {here}: there is no second point for a secant to go through."
    return (
        "Each step: the slope of the line through two points of the graph (a secant), left and right, "
        "and the gap."
    )


def _ended(sentence: str) -> str:
    """A sentence with its full stop, which `…` at its end stands for."""
    return sentence if sentence.endswith("…") else f"{sentence}."


def _by(lesson: Lesson) -> str:
    return {"1/2": "by half each time", "1/10": "to a tenth each time"}.get(lesson.ratio, "by the same ratio")


def _after(closed: object) -> str:
    return "But does either side come to rest?" if closed else "Does it ever close?"
