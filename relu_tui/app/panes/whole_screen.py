"""All panes at once: what the main screen looks like, without a screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from relu_tui.app.drawing.frame import Frame
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.arrangement import Place, arrange
from relu_tui.app.panes.checklist import checklist
from relu_tui.app.panes.heading import footer, heading, reason
from relu_tui.app.panes.stepper import stepper
from relu_tui.app.panes.table import table
from relu_tui.lesson.lesson import Lesson

Painter: TypeAlias = Callable[[Lesson, int, int, Look], Frame]


def _plot(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    from relu_tui.app.panes.plot import (
        plot,  # plotext takes 0.1 s to import, and the first frame need not wait
    )

    return plot(lesson, width, height, look)


PAINTERS: dict[Place, Painter] = {
    Place.HEADING: heading,
    Place.PLOT: _plot,
    Place.TABLE: table,
    Place.STEPPER: stepper,
    Place.CHECKLIST: checklist,
    Place.REASON: reason,
    Place.FOOTER: footer,
}
"""What each pane looks like."""


def whole(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The main screen of this size."""
    frame = Frame.of([], width, height)
    for place, box in arrange(width, height).items():
        pane = look.painted(partial(PAINTERS[place], lesson, box.width, box.height, look))
        frame = frame.overlaid(pane, box.column, box.row)
    return frame
