"""What stands still in a plot, the axes and the curves, as plotext draws it.

plotext aborts the process on numbers it cannot draw. It never gets to see one: whatever comes in is
clipped to the window and brought to cells first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from math import nan
from types import ModuleType
from typing import Any, NamedTuple

from relu_tui.app.drawing.cells import cells, in_ascii, spelled
from relu_tui.app.drawing.dots import nearest
from relu_tui.app.drawing.frame import Frame, Role, Row
from relu_tui.app.drawing.geometry import GRIDS, Area, Polyline, Window, real, strokes_in
from relu_tui.app.drawing.marks import Marks
from relu_tui.app.drawing.ticks import Ticks, round_ticks


class Layout(NamedTuple):
    """Where the window and its axes lie in a frame."""

    area: Area
    """Where the window is drawn."""
    x_labels: Ticks
    """Labels below the axis, with their places in cells from the left of the area."""
    y_labels: Ticks
    """Labels left of the axis, with their places in cells from the top of the area."""


@lru_cache(maxsize=64)
def laid_out(
    window: Window, width: int, height: int, marks: Marks, x_ticks: Ticks | None, y_ticks: Ticks | None
) -> Layout | None:
    """Share the cells out between area and axes, or give None if there is nothing to draw."""
    if width < 1 or height < 1 or not window.drawable:
        return None
    minus = "-" if marks is Marks.ASCII else "−"
    everything = Area(window, 0, 0, width, height)
    if y_ticks is None:
        rows = height - 2
        y_ticks = round_ticks(window.bottom, window.top, rows, lambda _: max(2, rows // 5), width // 3, minus)
    if marks is Marks.ASCII:
        x_ticks, y_ticks = x_ticks and _spelled(x_ticks), _spelled(y_ticks)
    y_shares = [(everything.share(nan, real(y))[1], label) for y, label in y_ticks]
    gutter = 1 + max((len(label) for _, label in _placed(y_shares, height)), default=0)
    columns = width - gutter
    if columns < 8 or height < 5:
        return Layout(everything, (), ())
    if x_ticks is None:
        x_ticks = round_ticks(window.left, window.right, columns, lambda label: 2 * label + 4, 12, minus)
    x_labels = _placed([(everything.share(real(x), nan)[0], label) for x, label in x_ticks], columns)
    area = Area(window, gutter, 0, columns, height - (2 if x_labels else 1))
    return Layout(area, x_labels, _placed(y_shares, area.height))


def _spelled(ticks: Ticks) -> Ticks:
    return tuple((place, spelled(label)) for place, label in ticks)


def _placed(labels: Iterable[tuple[float, str]], size: int) -> Ticks:
    """Bring labels from shares to the middle of their cells, without those that are outside or blank."""
    return tuple(
        (nearest(share * size, size) + 0.5, cells(label))
        for share, label in labels
        if -1e-6 <= share <= 1 + 1e-6 and cells(label).strip()
    )


# plotext puts the lower limit of an axis _START cells from its start, and the upper _END before its end.
# With these as the limits, a number is its own place in cells.
_START, _END = 0.0016585662 + 1e-4, 0.001516152 + 1e-4
_MARKERS = {Marks.BRAILLE: "braille", Marks.BLOCK: "hd", Marks.ASCII: "#"}
_COLORS = dict(zip(Role, range(16, 256), strict=False))
"""The colours that stand for the roles in what plotext writes."""
_ROLES = {f"38;5;{color}": role for role, color in _COLORS.items()}
_STYLED = re.compile(r"\x1b\[([\d;]*)m|([^\x1b]+)")
_INK = re.compile(r"[^ \n]")


@lru_cache(maxsize=64)
def picture(layout: Layout, width: int, height: int, curves: tuple[Polyline, ...], marks: Marks) -> Frame:
    """Draw axes and curves with plotext; kept for as long as nothing in it is another."""
    area, plotext = layout.area, _plotext()
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, height)
    figure.theme("colorless")
    figure.axes(area.height < height, axis=[0, 1], side=0)
    figure.axes(False, axis=[0, 1], side=1)
    for axis, size, labels, direction in (
        ("x", area.width, layout.x_labels, 1),
        ("y", area.height, layout.y_labels, -1),  # rows count downward
    ):
        ruler = figure.ruler(axis, 0).lim(_START, size - _END).alignment(lim="edge").direction(direction)
        ruler.ticks([place for place, _ in labels], labels=[label for _, label in labels])
    for curve in curves:
        pieces = list(strokes_in(curve, area, marks))
        xs = [x / GRIDS[marks].across for x0, _, x1, _ in pieces for x in (x0, x1)]
        ys = [y / GRIDS[marks].down for _, y0, _, y1 in pieces for y in (y0, y1)]
        signal = figure.signal(xs, ys, marker=plotext.marker(_MARKERS[marks], _COLORS[curve.role]))
        for index in range(1, len(xs), 2):
            signal.line(index)
        figure.draw(signal)
    return _frame(figure.build().string(), width, height, marks)


def _frame(styled: str, width: int, height: int, marks: Marks) -> Frame:
    """Read what plotext wrote. Only curves have a colour; what has none is axes, labels and blanks."""
    text = roles = ""
    role: Role | None = None
    for style, piece in _STYLED.findall(styled):
        if piece:
            text += piece
            roles += role * len(piece) if role else _INK.sub(Role.AXIS, piece).replace(" ", Role.PLAIN)
        else:
            role = _ROLES.get(style)
    if marks is Marks.ASCII:
        text = in_ascii(text)
    return Frame.of(map(Row, text.split("\n"), roles.split("\n")), width, height)


def load() -> None:
    """Import plotext now rather than with the first drawing."""
    _plotext()


def _plotext() -> Any:  # it has no types
    # Most of plotext's import, 65 ms and 4 MB, goes into a manual of itself and into its tests, which
    # nothing here opens. Where a later plotext keeps them elsewhere, this has no effect.
    for module, name in (("plotext._doc.doc", "docs"), ("plotext._tests.run", "test")):
        sys.modules.setdefault(module, ModuleType(module)).__dict__.setdefault(name, None)
    plotext = import_module("plotext")
    plotext.terminal.limit(False, False)  # or it cuts every size to that of its terminal
    return plotext
