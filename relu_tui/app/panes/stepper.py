"""The Δx stepper: a number line on which the probes walk in."""

from __future__ import annotations

from fractions import Fraction
from math import log2

from relu_tui.app.drawing.frame import Frame, Role, Row, blank, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.sides import ARROWS, ROLES
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.lesson import words
from relu_tui.lesson.lesson import Active, Lesson

HALVINGS = 4.0
"""After so many halvings of Δx a probe has walked half of the way; it never arrives."""

NARROW = 7
"""Cells for a step at an end of the line."""


def stepper(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The stepper pane, of exactly this size: one line, and where there is room the readings beside it."""
    inner_width, inner_height = width - 2, height - 2
    if inner_width < 8 or inner_height < 1:
        return Frame.of((), width, height)
    if inner_height < 3:
        rows = [_walked(lesson, inner_width)]
    else:
        left, right = (_reading(lesson, side, inner_width) for side in BOTH_SIDES)
        line = blank(1).then(_number_line(lesson, inner_width - 2))
        rows = [left, line, right] if inner_height < 5 else [left, blank(0), line, blank(0), right]
    return look.box(Frame.of(rows, inner_width, inner_height), _settings(lesson, inner_width - 2))


def _walked(lesson: Lesson, width: int) -> Row:
    """The number line with where its probes stand at its ends."""
    texts = {side: _place(lesson, side) for side in BOTH_SIDES}
    room = max(map(len, texts.values()))
    ends = {
        Side.LEFT: texts[Side.LEFT].rjust(room),
        Side.RIGHT: texts[Side.RIGHT].ljust(room),
    }
    left, right = (row((ends[side], _role(lesson, side))) for side in BOTH_SIDES)
    return blank(1).then(left, blank(1), _number_line(lesson, width - 2 * room - 4), blank(1), right)


def _place(lesson: Lesson, side: Side) -> str:
    """Where a probe stands, in a few cells."""
    step = lesson.trail(side).current
    if step is None:
        return ARROWS[side]
    from relu_tui.calculus.exact.constant import exactly
    from relu_tui.lesson.number_text import fitted

    return fitted(exactly(step * side), NARROW)


def _role(lesson: Lesson, side: Side) -> Role:
    return ROLES[side] if side in lesson.active.sides else Role.DIM


def _reading(lesson: Lesson, side: Side, width: int) -> Row:
    """Where a probe stands; the quotient there is in the table."""
    trail, role = lesson.trail(side), ROLES[side]
    active = side in lesson.active.sides
    name = row((f" {ARROWS[side]} {side}".ljust(9), role if active else Role.DIM))
    if trail.current is None:
        return name.then(row(("not placed yet", Role.DIM)))
    from relu_tui.calculus.exact.constant import (
        exactly,  # the engine, which the first frame need not wait for
    )
    from relu_tui.lesson.number_text import fitted

    return name.then(row(f"Δx = {fitted(exactly(trail.current * side), max(width - 15, 4))}"))


def _number_line(lesson: Lesson, width: int) -> Row:
    """The line with the point in the middle and the probes on both sides; not to scale."""
    middle = max((width - 1) // 2, 1)
    line = row(("─" * (2 * middle + 1), Role.DIM))
    for side in BOTH_SIDES:
        step = lesson.trail(side).current
        if step is not None:
            mark = row(("◉", ROLES[side]))
            line = line.overlaid(mark, middle + side * offset(step, middle))
    return line.overlaid(row(("●", Role.POINT)), middle)


def offset(step: Fraction, reach: int) -> int:
    """How many cells from the middle a probe stands: all the way for 1, at least 1 however small."""
    halvings = log2(step.denominator) - log2(step.numerator)
    return max(1, round(reach * HALVINGS / (HALVINGS + halvings)))


def _settings(lesson: Lesson, width: int) -> Row:
    """Which probes move, by what ratio, and how far they are; in fewer words where there is less room."""
    number = max(lesson.trail(side).index + 1 for side in lesson.active.sides)
    moving = "both sides" if lesson.active is Active.BOTH else f"the {lesson.active}"
    step = f" · step {number}" if number else ""
    for shown in (f"{moving} · {words.ratio_name(lesson)}", f"{lesson.active} {words.ratio_name(lesson)}"):
        text = row(("Δx ", Role.HEADING), (f"{shown}{step}", Role.PLAIN))
        if text.width <= width:
            break
    return text
