"""The moving point: a walks along the graph of f, and f′ is known as far as it has been.

Each point that a comes to, and each on its way at which f is not differentiable, is examined as a point of a
lesson is. What lies between two of them is sought as `questions.points` seeks it: where that covers a
stretch, every part of f keeps its branch there, and the rules of the calculus give f′.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, nan
from typing import Any, NamedTuple

from relu_tui.calculus.decision.kink import Kink
from relu_tui.calculus.decision.limit_values import Finite, Limit
from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.exact.constant_printing import digits, write
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.explanation.verdict import Verdict, verdict
from relu_tui.calculus.language.differentiation import NotWrittenError, derivative
from relu_tui.calculus.numerics.evaluation import compiled
from relu_tui.calculus.questions.points import Point
from relu_tui.calculus.shareable import shareable
from relu_tui.lesson import words
from relu_tui.lesson.lesson import examined, parsed
from relu_tui.lesson.rough_points import SAME, next_rough, rough_between, same, survey, tile_of

FARTHEST = 10_000
"""How far from 0 the point walks."""

FINEST, COARSEST = Fraction(1, 64), Fraction(4)
"""Bounds of the step."""

CHOICES = ("", "lower slope", "middle", "upper slope")
"""What may fill the holes of f′ at kinks, by convention; at first nothing does."""


class Met(NamedTuple):
    """What is proved of f where a has been.

    Attributes:
        at: The place, as text.
        place: The same as a double.
        differentiable: Whether f′ exists there; None where that is undecided.
        left: The slope from the left.
        right: The slope from the right.
        kink: The kink there, if it is one.
        verdict: What it comes to.
    """

    at: str
    place: float
    differentiable: bool | None
    left: Limit
    right: Limit
    kink: Kink | None
    verdict: Verdict

    @property
    def sentence(self) -> str:
        """The verdict, as the reader reads it."""
        return self.verdict.sentence

    def to_dict(self) -> dict[str, Any]:
        """The point as `derivative --from --to --json` prints it."""
        slopes = [write(s.number) if isinstance(s, Finite) else None for s in (self.left, self.right)]
        return {
            "at": self.at,
            "differentiable": self.differentiable,
            "left": slopes[0],
            "right": slopes[1],
            "verdict": self.sentence,
        }


@dataclass(frozen=True)
class Moving:
    """A moment of the walk.

    Attributes:
        function: f.
        at: Where a is.
        met: Where it has been, and what it met on its way, from left to right.
        step: It moves to the next multiple of this.
        choice: Which of `CHOICES` fills the holes.
        notice: What is answered to the last key, or an empty string.
    """

    function: str
    at: str
    met: tuple[str, ...]
    step: Fraction = Fraction(1, 4)
    choice: str = ""
    notice: str = ""

    @property
    def here(self) -> Met:
        """What is proved of f at a."""
        return met(self.function, self.at)

    @property
    def points(self) -> tuple[Met, ...]:
        """What is proved wherever a has been."""
        return tuple(met(self.function, at) for at in self.met)


def begin(function: str, at: str) -> Moving:
    """The walk before its first step; raises `ExpressionError` as `examine`."""
    met(function, at)
    return Moving(function, at, (at,))


@shareable(4096)
def met(function: str, at: str) -> Met:
    """What is proved of f at a place; raises `ExpressionError` as `examine`."""
    found = examined(function, at)
    return Met(
        at,
        as_float(found.point),
        found.differentiable,
        found.left.slope,
        found.right.slope,
        found.kink,
        verdict(found),
    )


def walk(moving: Moving, direction: int) -> Moving:
    """Move a to the next multiple of the step, to the right (1) or to the left (−1)."""
    here = exact(moving.at)
    share = moving.here.place / float(moving.step) if here is None else here / moving.step
    whole = floor(share) + 1 if direction > 0 else ceil(share) - 1
    target = whole * moving.step
    if abs(target) > FARTHEST:
        return replace(moving, notice=words.FAR_ENOUGH)
    return _moved(moving, str(target))


def jump(moving: Moving, direction: int) -> Moving:
    """Move a to the nearest point on one side at which f is not differentiable, or say why not."""
    place, why_not = next_rough(moving.function, moving.here.place, direction)
    return _moved(moving, place) if place else replace(moving, notice=why_not)


def change_step(moving: Moving, direction: int) -> Moving:
    """Twice the step (1), or half of it (−1)."""
    step = min(max(moving.step * Fraction(2) ** direction, FINEST), COARSEST)
    return replace(moving, step=step, notice=f"a moves to multiples of {step}.")


def change_choice(moving: Moving) -> Moving:
    """Fill the holes of f′ at kinks by another convention, or by none."""
    choice = CHOICES[(CHOICES.index(moving.choice) + 1) % len(CHOICES)]
    return replace(moving, choice=choice, notice="")


def filled(moving: Moving, kink: Kink) -> float | None:
    """What stands for f′ at a kink by the convention chosen."""
    low, high = as_float(kink.low), as_float(kink.high)
    values = {"lower slope": low, "middle": (low + high) / 2, "upper slope": high}
    return values.get(moving.choice)


def exact(at: str) -> Fraction | None:
    """A place as a fraction, where it is written as one."""
    try:
        return Fraction(at.replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        return None


def slope_function(moving: Moving, left: float, right: float) -> Callable[[float], float]:
    """f′ in doubles on what a has walked over; NaN elsewhere, at breaks of f, and where it is not proved.

    Args:
        moving: The walk.
        left: Where what is asked for begins.
        right: Where it ends.
    """
    low, high = max(left, moving.points[0].place), min(right, moving.points[-1].place)
    try:
        evaluate = compiled(derivative(parsed(moving.function).tree))
    except NotWrittenError:
        return lambda _: nan
    found = [survey(moving.function, tile) for tile in range(tile_of(low), tile_of(high) + 1)]
    breaks = [(float(p.place.low), float(p.place.high)) for points in found for p in points.points]
    closed = [(float(a), float(b)) for points in found for a, b in points.uncovered]
    closed += [(a - SAME * max(1, abs(a)), b + SAME * max(1, abs(b))) for a, b in breaks]

    def value(x: float) -> float:
        if not low <= x <= high or any(a <= x <= b for a, b in closed):
            return nan
        return float(evaluate(x))

    return value


def along(function: str, start: Fraction, end: Fraction, step: Fraction) -> list[Met]:
    """What is met on the way from a start to an end; raises `ExpressionError` as `examine`."""
    moving = replace(begin(function, str(start)), step=step)
    while (here := exact(moving.at)) is not None and here < end:
        moved = walk(moving, 1)
        moving = moved if moved.at != moving.at else replace(moving, at=str(end))
    return [point for point in moving.points if point.place <= float(end)]


def around(function: str, at: str) -> list[Met]:
    """What is met on the way from 1 left of a place to 1 right of it, by quarters."""
    middle = Fraction(round(met(function, at).place * 4), 4)
    return along(function, middle - 1, middle + 1, Fraction(1, 4))


def along_to_dict(function: str, points: list[Met]) -> dict[str, Any]:
    """What `derivative --from --to --json` prints: all that was met, and where there may be more.

    A point without an exact form has its digits, and None for the slopes.
    """
    found = _between(function, points[0].place, points[-1].place)
    told = [(point.place, point.to_dict()) for point in points]
    told += [
        (float(point.place.low), inexact_to_dict(point)) for point in found.rough if not point.place.exact
    ]
    return {
        "function": function,
        "from": points[0].at,
        "to": points[-1].at,
        "complete": not found.uncovered,
        "points": [point for _, point in sorted(told, key=lambda pair: pair[0])],
        "uncovered": [[str(start), str(end)] for start, end in found.uncovered],
    }


def inexact_to_dict(point: Point) -> dict[str, Any]:
    """A point that is known in digits only, as `derivative --from --to --json` prints it."""
    return {
        "at": None,
        "decimal": point.shown,
        "differentiable": point.differentiable,
        "left": None,
        "right": None,
        "verdict": words.rough_in_digits(point.shown, settled=point.differentiable is False),
    }


class Between(NamedTuple):
    """What is known of an interval beside the places at which f was examined.

    Attributes:
        rough: The points at which f is not proved differentiable.
        uncovered: Stretches, by their ends, in which there may be more.
    """

    rough: list[Point]
    uncovered: list[tuple[Fraction, Fraction]]


def _between(function: str, low: float, high: float) -> Between:
    tiles = range(tile_of(low), tile_of(high) + 1)
    return Between(
        [point for tile in tiles for point in rough_between(function, low, high, tile)],
        [
            (start, end)
            for tile in tiles
            for start, end in survey(function, tile).uncovered
            if start < high and end > low
        ],
    )


def lines(function: str, points: list[Met]) -> list[str]:
    """A line for each point that was met: the place and the verdict; then what was passed besides."""
    found = _between(function, points[0].place, points[-1].place)
    passed = _passed(found.rough)
    told = [point.sentence for point in points]
    told += [passed] if passed else []
    return told + [
        words.uncovered(digits(exactly(start), 6), digits(exactly(end), 6)) for start, end in found.uncovered
    ]


def _moved(moving: Moving, to: str) -> Moving:
    """The walk with a somewhere else, and with what it met on its way."""
    start, end = sorted((moving.here.place, met(moving.function, to).place))
    tiles = range(tile_of(start), tile_of(end) + 1)
    rough = [point for tile in tiles for point in rough_between(moving.function, start, end, tile)]
    passed = [point.place.exact for point in rough if point.place.exact]
    known = {point.place: point.at for point in moving.points}
    for at in (*passed, to):
        place = met(moving.function, at).place
        if not any(same(place, other) for other in known):
            known[place] = at
    places = tuple(at for _, at in sorted(known.items()))
    return replace(moving, at=to, met=places, notice=_passed(rough))


def _passed(rough: list[Point]) -> str:
    """What is said of those points that have no exact form."""
    inexact = [point for point in rough if not point.place.exact]
    if not inexact:
        return ""
    settled = all(point.differentiable is False for point in inexact)
    return words.passed([point.shown for point in inexact], settled=settled)
