"""The points around a at which f is not differentiable: where they lie, and which comes next."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.calculus.language.printing import shown_node
from relu_tui.calculus.questions.points import Point, Points, rough_points
from relu_tui.calculus.shareable import shareable
from relu_tui.lesson import words
from relu_tui.lesson.lesson import parsed

TILE = 16
"""The length of the intervals in which points are sought at a time."""

SAME = 1e-9
"""Places that are nearer to one another, in parts of their size, are one."""


@shareable(64)
def survey(function: str, tile: int) -> Points:
    """What breaks in one of the intervals of length `TILE`, the one around 0 being the first."""
    middle = Fraction(tile * TILE)
    return rough_points(parsed(function), middle - TILE // 2, middle + TILE // 2)


def tile_of(place: float) -> int:
    """The interval of `survey` that a place is in."""
    return round(place / TILE) if isfinite(place) else 0


def rough_between(function: str, start: float, end: float, tile: int) -> list[Point]:
    """The points of a tile between two places at which f is not proved differentiable, from left to right."""
    low, high = sorted((start, end))
    found = []
    for point in survey(function, tile).rough:
        middle = float(point.place.low + point.place.high) / 2
        inside = low < middle < high and not (same(middle, low) or same(middle, high))
        if inside:
            found.append(point)
    return found


def next_rough(function: str, here: float, direction: int) -> tuple[str, str]:
    """The nearest point on one side at which f is not differentiable: the place, as text.

    It is sought in the tile of `here` and in the one after that.

    Args:
        function: f.
        here: Where to begin, which is not found itself.
        direction: 1 for the right, −1 for the left.

    Returns:
        The place; or an empty string, and why there is none to go to.
    """
    tile = tile_of(here)
    for number in (tile, tile + direction):
        found = rough_between(function, here, number * TILE + direction * TILE, number)
        if found:
            point = found[0] if direction > 0 else found[-1]
            if point.place.exact:
                return point.place.exact, ""
            settled = point.differentiable is False
            return "", words.rough_point_in_digits(place_text(point), settled=settled)
    return "", words.no_rough_point(direction)


def same(a: float, b: float) -> bool:
    """Whether two places are taken for one."""
    return abs(a - b) <= SAME * max(1.0, abs(a), abs(b))


def place_text(point: Point) -> str:
    """Where a point is, for reading."""
    return number_text(point.place.exact) if point.place.exact else point.shown


def number_text(text: str) -> str:
    """A number as it is read; digits that are cut off stay as they are."""
    try:
        return shown_node(parse_point(text).tree)
    except ExpressionError:
        return text
