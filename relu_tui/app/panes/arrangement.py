"""Where each pane goes on a screen of a given size."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypeAlias

FULL = (80, 24)
"""Columns and rows from which all four panes are shown at once."""

LEAST = (40, 12)
"""Columns and rows below which nothing useful fits."""


class Place(StrEnum):
    """What takes a part of the screen."""

    HEADING = "heading"
    PLOT = "plot"
    TABLE = "table"
    STEPPER = "stepper"
    CHECKLIST = "checklist"
    REASON = "reason"
    FOOTER = "footer"


IN_TURN = (Place.PLOT, Place.TABLE, Place.STEPPER)
"""The panes of which a small screen shows one at a time; the first with the next where both have room."""

LINES_IN_PAIRS = 2
"""Rows of the smallest checklist: two conditions on each."""

BOTH = 12
"""Rows, without what is said, from which plot and table stand together above such a checklist."""

LISTED = 6
"""Rows of the checklist above the stepper, at least: its edges and the four conditions."""

STEPPED = 8
"""Rows of the stepper below a checklist that has room for what each condition asks."""

EXPLAINED = 19
"""Rows of such a checklist, at least."""

WIDE, EXPLAINED_WIDE = 60, 15
"""Columns from which it says as much in fewer rows, and these."""


WIDEST = 110
"""Columns of the plot, at most: its views are square then, and what is wider costs bytes at every step."""


class Box(NamedTuple):
    """A rectangle of cells, from the upper left of the screen."""

    column: int
    row: int
    width: int
    height: int


Arrangement: TypeAlias = dict[Place, Box]


def arrange(width: int, height: int, turn: Place = Place.PLOT) -> Arrangement:
    """The boxes of what is shown; what is left out is not shown.

    Args:
        width: Columns of the screen.
        height: Its rows.
        turn: Which pane a small screen shows.

    Returns:
        The boxes; none where the screen is too small for anything.
    """
    if width < LEAST[0] or height < LEAST[1]:
        return {}
    if width < FULL[0] or height < FULL[1]:
        return _compact(width, height, turn)
    return _full(width, height)


def too_small(width: int, height: int) -> str:
    """The one line said when nothing fits, as long as it may be."""
    wanted = f"{LEAST[0]}×{LEAST[1]}"
    lines = (f"{width}×{height} is too small: make it {wanted}", f"too small: make it {wanted}", wanted)
    return next((line for line in lines if len(line) <= width), wanted[: max(width, 1)])


def _full(width: int, height: int) -> Arrangement:
    """Plot above, checklist and stepper at its right; the table below, as wide as the screen."""
    reason = 4 if height < 40 else 5
    room = height - 2 - reason
    left = min(width - 31 - (width - FULL[0]) // 8, WIDEST)
    right = width - left
    explained, share = (EXPLAINED, 13) if right < WIDE else (EXPLAINED_WIDE, 11)
    upper = room // 2 if height < 32 else min(room * (11 if height < 50 else share) // 20, room - 12)
    tall = upper >= explained + STEPPED
    listed = upper - STEPPED if tall else LISTED + (upper > LISTED + 5)
    return {
        Place.HEADING: Box(0, 0, width, 1),
        Place.PLOT: Box(0, 1, left, upper),
        Place.CHECKLIST: Box(left, 1, right, listed),
        Place.STEPPER: Box(left, 1 + listed, right, upper - listed),
        Place.TABLE: Box(0, 1 + upper, width, room - upper),
        Place.REASON: Box(0, 1 + room, width, reason),
        Place.FOOTER: Box(0, height - 1, width, 1),
    }


def _compact(width: int, height: int, turn: Place) -> Arrangement:
    """One pane above the checklist, or beside it; plot and table together where there is height for both."""
    reason = 4
    footer = 1 if height >= 14 else 0
    room = height - 1 - reason - footer
    boxes = {
        Place.HEADING: Box(0, 0, width, 1),
        Place.REASON: Box(0, 1 + room, width, reason),
    }
    if footer:
        boxes[Place.FOOTER] = Box(0, height - 1, width, 1)
    if width >= FULL[0]:
        below = room - LISTED - 2 if turn is Place.PLOT and room >= BOTH else 0
        boxes[turn] = Box(0, 1, width - 40, room - below)
        boxes[Place.CHECKLIST] = Box(width - 40, 1, 40, room - below)
        if below:
            boxes[Place.TABLE] = Box(0, 1 + room - below, width, below)
        return boxes
    if turn is Place.PLOT and room >= BOTH:
        rows = (room - LINES_IN_PAIRS) // 2
        boxes[Place.PLOT] = Box(0, 1, width, room - LINES_IN_PAIRS - rows)
        boxes[Place.TABLE] = Box(0, 1 + room - LINES_IN_PAIRS - rows, width, rows)
        boxes[Place.CHECKLIST] = Box(0, 1 + room - LINES_IN_PAIRS, width, LINES_IN_PAIRS)
        return boxes
    lower = next(rows for rows, least in ((6, 12), (4, 9), (LINES_IN_PAIRS, 0)) if room >= least)
    boxes[turn] = Box(0, 1, width, room - lower)
    boxes[Place.CHECKLIST] = Box(0, 1 + room - lower, width, lower)
    return boxes
