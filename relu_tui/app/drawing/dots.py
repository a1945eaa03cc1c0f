"""Lines on a grid of dots: several dots a cell, as Braille and block characters have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

Dot: TypeAlias = tuple[float, float]
"""A point in dots from the upper left of an area: how far to the right, how far down."""

Stroke: TypeAlias = tuple[float, float, float, float]
"""A straight piece from (x0, y0) to (x1, y1), in dots from the upper left of an area."""

NUDGE = 1e-4
"""What falls between two dots, or so little before, goes to the second, however sums are rounded."""


class Grid(NamedTuple):
    """The dots of one cell, and the characters that show them."""

    across: int
    """The dots side by side in a cell."""
    down: int
    """The dots one below the other in a cell."""
    bits: tuple[tuple[int, ...], ...]
    """The bit that stands for each dot, by rows."""
    glyphs: str
    """The characters of all sets of bits."""

    def joined(self, character: str, dots: int) -> str:
        """Add dots, a set of bits, to the character in a cell, or replace what has no dots."""
        return self.glyphs[dots | max(0, self.glyphs.find(character))]


BRAILLE = Grid(2, 4, ((1, 8), (2, 16), (4, 32), (64, 128)), "".join(map(chr, range(0x2800, 0x2900))))
"""The order of the bits is Unicode's."""
QUADRANTS = Grid(2, 2, ((1, 2), (4, 8)), " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
HASHES = Grid(1, 1, ((1,),), " #")


def nearest(place: float, size: int) -> int:
    """Find which of so many dots, or cells, a place falls in; the first or the last if it is outside."""
    return min(max(int(place + NUDGE), 0), size - 1)


def walk(stroke: Stroke) -> list[tuple[int, int]]:
    """Go along a stroke from dot to dot, without a gap: the column and the row of each."""
    x0, y0, x1, y1 = stroke
    steps = max(abs(int(x1) - int(x0)), abs(int(y1) - int(y0)), 1)
    dx, dy = (x1 - x0) / steps, (y1 - y0) / steps
    return [(int(x0 + dx * step), int(y0 + dy * step)) for step in range(steps + 1)]


def strokes(places: Sequence[Dot | None], width: int, height: int) -> Iterator[Stroke]:
    """Join places by straight lines, and cut the lines at the edges of an area.

    Args:
        places: The places, all of their coordinates finite. None is a gap.
        width: The width of the area in dots.
        height: Its height in dots.

    Yields:
        The pieces within the area. They begin and end in the middle of a dot along the axis
        where they are longer, so that the dots of a straight line are the same wherever it
        begins and ends, and a secant on a straight piece of a curve falls on the curve's dots.
    """
    for before, here, after in zip([None, *places], places, [*places[1:], None], strict=False):
        if here is None or (after is None and before is not None):
            continue
        # A place between two gaps is a line to itself.
        clipped = _clipped(*here, *(after or here), width, height)
        if clipped is not None:
            yield _centred(*clipped, width, height)


def _clipped(x0: float, y0: float, x1: float, y1: float, width: int, height: int) -> Stroke | None:
    """Clip a line to 0 ≤ x ≤ width and 0 ≤ y ≤ height (Liang and Barsky), or give None if it misses."""
    dx, dy = x1 - x0, y1 - y0
    enter, leave = 0.0, 1.0
    for pace, room in ((-dx, x0), (dx, width - x0), (-dy, y0), (dy, height - y0)):
        if pace < 0:
            enter = max(enter, room / pace)
        elif pace > 0:
            leave = min(leave, room / pace)
        elif room < 0:
            return None
    if enter > leave:
        return None
    return x0 + dx * enter, y0 + dy * enter, x0 + dx * leave, y0 + dy * leave


def _centred(x0: float, y0: float, x1: float, y1: float, width: int, height: int) -> Stroke:
    """Move the ends of a line along it to the middle of their dots."""
    if abs(x1 - x0) < abs(y1 - y0):
        y0, x0, y1, x1 = _centred(y0, x0, y1, x1, height, width)
        return x0, y0, x1, y1
    slope = (y1 - y0) / (x1 - x0) if x1 != x0 else 0.0
    first, last = nearest(x0, width), nearest(x1, width)

    def middle(dot: int) -> float:
        return y0 + (dot + 0.5 - x0) * slope

    # Where the line was clipped at an edge, the middle of its last dot may be outside.
    way = 1 if first < last else -1
    while first != last and not 0 <= middle(first) <= height:
        first += way
    while first != last and not 0 <= middle(last) <= height:
        last -= way
    start, stop = (min(max(middle(dot) + NUDGE, NUDGE), height - NUDGE) for dot in (first, last))
    return first + 0.5, start, last + 0.5, stop
