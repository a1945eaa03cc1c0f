"""The plot: one scene of the lesson in a box, or the overview and the microscope side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from relu_tui.app.drawing.box import edges
from relu_tui.app.drawing.frame import Frame, Role, Row, blank, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.view import View, view
from relu_tui.calculus.language.printing import remembered
from relu_tui.lesson.graphs import Kind, Scene, magnified, scene, sketch
from relu_tui.lesson.lesson import Graph, Lesson

SECANTS = (Kind.LEFT, Kind.RIGHT)

WIDE = 44
"""Columns from which two views stand side by side."""


def plot(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The plot pane, of exactly this size."""
    return _boxed(_shown(lesson, width), lesson, width, height, look)


def scenes(lesson: Lesson, width: int) -> list[Scene]:
    """What the plot pane shows of a lesson, not drawn yet: all that it asks the engine."""
    shown = _shown(lesson, width)
    return [
        _made(make, lesson, wide) for make, wide in zip(shown, _widths(len(shown), width - 2), strict=True)
    ]


@remembered(16)  # what was worked out beside the app is drawn in it
def _made(make: Callable[[Lesson, int], Scene], lesson: Lesson, columns: int) -> Scene:
    return make(lesson, columns)


def _shown(lesson: Lesson, width: int) -> list[Callable[[Lesson, int], Scene]]:
    alone = lesson.graph is not Graph.FUNCTION or lesson.zoomed or width - 2 < WIDE
    return [scene] if alone else [_quiet, magnified]


def _widths(count: int, columns: int) -> list[int]:
    """The columns of each of so many views in a box."""
    share = (columns - count + 1) // count
    return [columns - (share + 1) * (count - 1), *[share] * (count - 1)]


def _quiet(lesson: Lesson, columns: int) -> Scene:
    """The overview beside the microscope, in which lines go on beyond their chords and have names."""
    shown = scene(lesson, columns)
    lines = tuple(
        replace(line, names=()) for line in shown.lines if not (line.dashed and line.kind in SECANTS)
    )
    return replace(shown, lines=lines)


def underway(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The plot pane while the probes are on their way: names, which would flicker, are left out."""
    alone = lesson.zoomed or width - 2 < WIDE
    shown = [scene] if alone else [_quiet, magnified]
    return _boxed([_nameless(make) for make in shown], lesson, width, height, look)


def _nameless(make: Callable[[Lesson, int], Scene]) -> Callable[[Lesson, int], Scene]:
    def made(lesson: Lesson, columns: int) -> Scene:
        shown = make(lesson, columns)
        return replace(shown, lines=tuple(replace(line, names=()) for line in shown.lines))

    return made


def outline(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The plot pane with the curve alone."""
    return _boxed([sketch] if width - 2 < WIDE else [sketch, None], lesson, width, height, look)


def _boxed(
    shown: Sequence[Callable[[Lesson, int], Scene] | None],
    lesson: Lesson,
    width: int,
    height: int,
    look: Look,
) -> Frame:
    """Scenes side by side in one box."""
    columns, rows = width - 2, height - 2
    if columns < 4 or rows < 2:
        return Frame.of((), width, height)
    widths = _widths(len(shown), columns)
    views = [
        View("", Frame.of((), wide, rows))
        if make is None
        else view(_made(make, lesson, wide), wide, rows, look)
        for make, wide in zip(shown, widths, strict=True)
    ]
    return joined(views, rows, columns, look)


def joined(views: list[View], height: int, width: int, look: Look) -> Frame:
    """Views in one box, with a wall between."""
    wall, role = look.border.side, Role.BORDER.value
    above, below = edges("", width, look.border)
    column = 0
    for index, shown in enumerate(views):
        if index:
            upper, lower = (row((sign, Role.BORDER)) for sign in look.border.meeting)
            column += 1
            above, below = above.overlaid(upper, column), below.overlaid(lower, column)
        above = above.overlaid(_title(shown), column + 1)
        for place, label in shown.labels:
            below = below.overlaid(_spaced(row((look.spell(label), Role.AXIS))), column + place)
        column += shown.content.width
    lines = [
        Row(
            f"{wall}{wall.join([line.text for line in across])}{wall}",
            f"{role}{role.join([line.roles for line in across])}{role}",
        )
        for across in zip(*(shown.content.rows for shown in views), strict=True)
    ]
    return Frame.of((above, *lines, below), width + 2, height + 2)


def _title(shown: View) -> Row:
    if not shown.title:
        return blank(0)
    return _spaced(
        row((shown.title, Role.HEADING)).fit(min(len(shown.title), shown.content.width - 4), more="…")
    )


def _spaced(text: Row) -> Row:
    return blank(1).then(text, blank(1))
