"""The table of difference quotients, which is a picture: the funnel that the gap makes as Δx shrinks.

Each row is a size of Δx: the quotient on the left, a bar from there to the quotient on the right, that
quotient, and the gap between them. The bars have one axis, until they are too short to be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from relu_tui.app.drawing.frame import Frame, Role, Row, blank, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.sides import ARROWS, ROLES
from relu_tui.calculus.language.printing import in_use, remembered
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.lesson import words
from relu_tui.lesson.lesson import Lesson

if TYPE_CHECKING:
    from relu_tui.lesson.funnel import Axis, FunnelRow, Rest
    from relu_tui.lesson.table_rows import Evidence

Steps: TypeAlias = "tuple[Evidence | None, Evidence | None]"
"""The step of a row on one side, and the one before it; None where there is none to be shown."""

SPACIOUS = 23
"""Height from which a blank line stands between two rows."""

HEADS = 2
"""Lines above the rows: what stands in the columns, and the ends of the axis."""

OPENING = (
    ("no row yet: the key → adds one, half as far from the point", "no row yet: the key → adds one"),
    (
        "Δx is the way from the point ● to the probe ◉; to the left it is negative",
        "Δx is the way from ● to ◉",
    ),
)
"""What stands in the place of rows before there is one, in longer and in shorter words."""

OUTSIDE = 0.02
"""How far beyond the axis a quotient may lie, as a part of it, to be drawn at its end."""

DASHES = 2
"""How many stand beside each number of the line on which a closer axis begins."""


class Columns(NamedTuple):
    """The widths of the columns, in cells, with a blank between.

    Attributes:
        size: |Δx|.
        value: f beside the point; 0 where there is no room for it.
        slope: A quotient.
        bar: The bar.
        gap: The gap.
    """

    size: int
    value: int
    slope: int
    bar: int
    gap: int

    @property
    def start(self) -> int:
        """The first column of the bar."""
        return 1 + self.size + 1 + (self.value + 1 if self.value else 0) + self.slope + 1


def columns(width: int) -> Columns:
    """The columns for a table of this width."""
    size, value, slope, gap = next(
        widths
        for least, widths in (
            (160, (12, 12, 16, 16)),
            (110, (9, 11, 14, 12)),
            (76, (8, 0, 12, 11)),
            (52, (7, 0, 10, 8)),
            (0, (6, 0, 7, 6)),
        )
        if width >= least
    )
    spare = width - 1 - (size + 1) - 2 * (value + 1 if value else 0) - 2 * (slope + 1) - (gap + 1)
    return Columns(size, value, slope, max(spare, 3), gap)


def table(lesson: Lesson, width: int, height: int, look: Look, scrolled: int = 0) -> Frame:
    """The table pane, of exactly this size.

    Args:
        lesson: The lesson.
        width: In cells.
        height: In cells.
        look: How things are drawn.
        scrolled: Rows by which it is moved back from its newest.
    """
    if width < 30 or height < HEADS + 1:
        return Frame.of((), width, height)
    shape = columns(width)
    heads = _heads(lesson, shape, width, look)
    if not (lesson.left.started or lesson.right.started):
        said = [next((form for form in forms if len(form) + 2 <= width), "") for forms in OPENING]
        opening = [row((f"  {line}", Role.DIM)) for line in said]
        return Frame.of([heads, blank(0), *opening], width, height)
    from relu_tui.lesson.funnel import rows  # the engine, which the first frame need not wait for

    proved = lesson.concluded[1] or lesson.concluded[2]
    pitch = 2 if height >= SPACIOUS else 1
    start, stop = _visible(lesson, (height - HEADS) // pitch - proved, scrolled)
    shown = rows(lesson, start, stop)
    axis = shown[0].axis
    top = [heads, _ends(axis, shape)]
    lines: list[Row] = []
    for entry in shown:
        if entry.axis != axis:
            axis = entry.axis
            lines.append(_closer(axis, shape))
        lines.append(
            _line(
                lesson.function, lesson.at, lesson.number_format, entry, shape, current=entry.current(lesson)
            )
        )
    if proved:
        lines.append(_rest(lesson, axis, shape))
    if pitch > 1:
        lines = [part for line in lines for part in (line, blank(width))]
    return Frame.of([*top, *lines], width, height)


def _visible(lesson: Lesson, room: int, scrolled: int) -> tuple[int, int]:
    """The first row shown, and one past the last: the one where the probes stand is among them."""
    from relu_tui.lesson.funnel import axes, count, newest

    start = max(0, _first(lesson, count(lesson) - 1, room) - scrolled)
    here = newest(lesson)
    if here < start and not scrolled:
        start = _first(lesson, here, room)
    stop, height = start, 0
    begins = axes(lesson, start, start + room)
    for before, begin in pairwise([*begins[:1], *begins]):
        height += 1 + (begin != before)
        if height > room:
            break
        stop += 1
    return start, max(stop, start + 1)


def _first(lesson: Lesson, last: int, room: int) -> int:
    """The first row to show so that the last is in sight.

    A full table moves on by one row at a step: what moves up the terminal scrolls, and nothing sends it anew.
    """
    start = max(0, last + 1 - room)
    while start < last and _height(lesson, start, last) > room:
        start += 1
    return start


def _height(lesson: Lesson, start: int, last: int) -> int:
    """The lines that rows take, with those on which a closer axis begins."""
    from relu_tui.lesson.funnel import axes

    begins = axes(lesson, start, last + 1)
    return len(begins) + len(set(begins)) - 1


# --- lines ----------------------------------------------------------------------------------------


def _heads(lesson: Lesson, shape: Columns, width: int, look: Look) -> Row:
    """What stands in the columns."""
    a = words.point(lesson)
    exact = lesson.number_format == "exact"
    title = "slope = difference quotient" if exact else f"quotients in {lesson.number_format}, bar exact"
    if len(title) > shape.bar:
        title = "slope" if exact else lesson.number_format
    left, right = (f"{ARROWS[Side.LEFT]} left", f"right {ARROWS[Side.RIGHT]}")
    line = blank(width).overlaid(row(("|Δx|", Role.HEADING)), 1)
    line = line.overlaid(row((left, ROLES[Side.LEFT])), shape.start - shape.slope - 1)
    line = line.overlaid(row((look.spell(title), Role.HEADING)).fit(shape.bar, align="center"), shape.start)
    line = line.overlaid(row((right, ROLES[Side.RIGHT])), shape.start + shape.bar + 1)
    line = line.overlaid(row(("gap", Role.HEADING)), _gap_column(shape))
    if shape.value:
        beside = [f"f({a}−|Δx|)", f"f({a}+|Δx|)"]
        if max(map(len, beside)) > shape.value:
            beside = ["f(a−|Δx|)", "f(a+|Δx|)"]
        line = line.overlaid(row((beside[0], Role.HEADING)), 2 + shape.size)
        line = line.overlaid(row((beside[1], Role.HEADING)), _gap_column(shape) - shape.value - 1)
    return line


def _gap_column(shape: Columns) -> int:
    return shape.start + shape.bar + 1 + shape.slope + 1 + (shape.value + 1 if shape.value else 0)


def _ends(axis: Axis, shape: Columns) -> Row:
    """The slopes at both ends of the axis, above the bars."""
    if axis.empty:
        return blank(0)
    low, high = _end_texts(axis, shape)
    room = max(shape.bar - len(low) - len(high), 1)
    return blank(shape.start).then(row((f"{low}{' ' * room}{high}", Role.AXIS)))


def _end_texts(axis: Axis, shape: Columns) -> tuple[str, str]:
    from relu_tui.calculus.exact.constant import exactly
    from relu_tui.lesson.number_text import slope_text

    width = min(shape.slope, (shape.bar - 1) // 2)
    return slope_text(exactly(axis.low), width), slope_text(exactly(axis.high), width)


def _closer(axis: Axis, shape: Columns) -> Row:
    """The line on which a closer axis begins: how much closer, and its ends.

    It has dashes at its words only: along all of a wide table they would be most bytes of a step.
    """
    from relu_tui.lesson.funnel import times

    low, high = _end_texts(axis, shape)
    name, dashes = f" {times(axis.closer)} closer ", "╌" * DASHES
    line = row(("╌", Role.AXIS), (name, Role.HEADING), (dashes, Role.AXIS)).fit(shape.start)
    room = shape.bar - len(low) - len(high) - 2
    between = f"{dashes}{' ' * (room - 2 * DASHES)}{dashes}" if room >= 2 * DASHES else "╌" * max(room, 0)
    return line.then(row((f"{low} {between} {high} ╌", Role.AXIS)))


@remembered(1024)  # of the rows shown, a step alters two
def _line(
    function: str, at: str, number_format: str, entry: FunnelRow, shape: Columns, *, current: bool
) -> Row:
    """One size of Δx: both quotients, the bar between them and the gap."""
    from relu_tui.calculus.exact.constant import exactly
    from relu_tui.lesson.number_text import fitted
    from relu_tui.lesson.table_rows import evidence_at

    exact = number_format == "exact"
    steps: list[Steps] = []
    for side, place, before in zip(BOTH_SIDES, (entry.left, entry.right), entry.before, strict=True):
        sizes = (None, None) if place is None else (entry.size, before if exact else None)
        here, last = (
            None if size is None else evidence_at(function, at, side * size, number_format) for size in sizes
        )
        steps.append((here, last))
    left, right = steps
    parts = [row(("▸" if current else " ", Role.KEY))]
    parts.append(row(fitted(exactly(entry.size), shape.size).ljust(shape.size + 1)))
    if shape.value:
        parts.append(row(_value(left[0], shape.value, exact=exact).ljust(shape.value + 1)))
    parts.append(_slope(*left, shape.slope, exact=exact).fit(shape.slope + 1))
    parts.append(_bar(entry.shares, (left[0] is not None, right[0] is not None), shape.bar))
    parts.append(blank(1).then(_slope(*right, shape.slope, exact=exact).fit(shape.slope + 1)))
    if shape.value:
        parts.append(row(_value(right[0], shape.value, exact=exact).ljust(shape.value + 1)))
    parts.append(row("" if entry.gap is None else fitted(entry.gap, shape.gap)))
    return parts[0].then(*parts[1:])


def _value(entry: Evidence | None, width: int, *, exact: bool) -> str:
    if entry is None:
        return ""
    from relu_tui.lesson.number_text import fitted

    return fitted(entry.value if exact else entry.computed_value, width)


def _slope(entry: Evidence | None, before: Evidence | None, width: int, *, exact: bool) -> Row:
    """A quotient; strong as far as its digits are those of the row before, or right in a number format."""
    if entry is None:
        return blank(0)
    from relu_tui.lesson.number_text import fitted, settled, slope_text

    if not exact:
        right, bar, wrong = entry.computed.partition("|")
        if not right.strip("−"):  # no digit is right: a bar before the first would be read as one
            return row((fitted(f"{right}{wrong}", width), Role.DIM))
        text = fitted(f"{right}{bar}{wrong}".replace("Δx lost in rounding", "Δx lost"), width)
        return row((text[: len(right)], Role.EMPHASIS), (text[len(right) :], Role.DIM))
    text = slope_text(entry.quotient, width)
    if before is None or isinstance(entry.quotient, str):
        return row(text)
    cut = settled(slope_text(before.quotient, width), text)
    return row((text[:cut], Role.EMPHASIS), text[cut:])


def _bar(shares: Sequence[float | None], seen: Sequence[bool], width: int, role: Role = Role.DIM) -> Row:
    """The bar from the left quotient to the right one; what lies beyond the axis points there."""
    line = blank(width)
    marks = [
        (_place(share, width), _mark(share, side), ROLES[side])
        for share, side, there in zip(shares, BOTH_SIDES, seen, strict=True)
        if share is not None and there
    ]
    if len(marks) == 2:
        (one, _, _), (other, _, _) = marks
        line = line.overlaid(row(("━" * abs(other - one), role)), min(one, other))
        if one == other and marks[0][1] in ARROWS.values():
            return line.overlaid(row(("◆", Role.POINT)), one)
    for place, mark, color in marks:
        line = line.overlaid(row((mark, color if role is Role.DIM else role)), place)
    return line


def _place(share: float, width: int) -> int:
    return min(max(round(share * (width - 1)), 0), width - 1)


def _mark(share: float, side: Side) -> str:
    return "«" if share < -OUTSIDE else "»" if share > 1 + OUTSIDE else ARROWS[side]


def _rest(lesson: Lesson, axis: Axis, shape: Columns) -> Row:
    """What is proved of every step that was not taken."""
    from relu_tui.calculus.decision.limit_values import Finite, Infinite
    from relu_tui.lesson.funnel import limit_share, rest

    proved = [rest(lesson, side) for side in BOTH_SIDES]
    shares = [None if found is None else limit_share(axis, found.limit) for found in proved]
    left, right = (_limit(found, shape.slope).fit(shape.slope + 1) for found in proved)
    throughout = all(found is None or found.constant for found in proved)
    arrives = all(found is None or isinstance(found.limit, Finite | Infinite) for found in proved)
    names = ("tends to", "goes to", "limit") if arrives else ("the limit", "limit")
    if throughout:
        names = ("every other", "the rest", "others")
    name = next((name for name in names if len(name) <= shape.size), names[-1])
    value = blank(shape.value + 1 if shape.value else 0)
    there = [found is not None for found in proved]
    line = row(" ", (name.ljust(shape.size + 1), Role.LIMIT))
    if all(there) and not lesson.concluded[3]:  # what condition 4 asks is not answered before it is asked
        return line.then(value, left, blank(shape.bar + 1), right, value, row(("?", Role.LIMIT)))
    bar = _bar(shares, there, shape.bar, Role.LIMIT)
    return line.then(value, left, bar, blank(1), right, value, _last_gap(proved, shape.gap))


def _limit(found: Rest | None, width: int) -> Row:
    """What the quotient is at every other step, or what it tends to: the name of the row says which."""
    from relu_tui.calculus.decision.limit_values import Finite
    from relu_tui.calculus.exact.constant_printing import write
    from relu_tui.calculus.explanation.phrases import limit_text
    from relu_tui.lesson.number_text import fitted, slope_text

    if found is None:
        return blank(0)
    if isinstance(found.limit, Finite):
        told = slope_text(found.limit.number, width)  # as the slopes above it are written
        exact = write(found.limit.number, width, in_use()) if "…" in told else told
        return row((told if "…" in exact else exact, Role.LIMIT))
    return row((fitted(limit_text(found.limit), width), Role.LIMIT))


def _last_gap(proved: Sequence[Rest | None], width: int) -> Row:
    """What the gap is, or tends to, where both limits are numbers."""
    from relu_tui.calculus.decision.limit_values import Finite
    from relu_tui.lesson.funnel import distance
    from relu_tui.lesson.number_text import fitted

    numbers = [found.limit.number for found in proved if found and isinstance(found.limit, Finite)]
    if len(numbers) < 2:
        return blank(0)
    return row((fitted(distance(*numbers), width), Role.LIMIT))
