"""The error of the quotient as a computer finds it, against Δx: truncation on one flank, rounding on one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isfinite, log10

from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.exact.constant_printing import superscript
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.numerics.rounded_rows import compute
from relu_tui.calculus.numerics.sampling import Point, Polyline, Window
from relu_tui.calculus.shareable import shareable
from relu_tui.calculus.side import Side
from relu_tui.lesson.graphs.function import SIDES
from relu_tui.lesson.graphs.scene import Kind, Line, Scene, Spot
from relu_tui.lesson.lesson import Active, Lesson, examined
from relu_tui.number_formats import FLOAT64, FORMATS

DECADES = 17
"""Steps from 1 down to 10⁻¹⁷."""

PER_DECADE = 12
LOWEST = -18.0
"""The logarithm at which an error of 0 is drawn."""


SECANT = "the secant’s own error", "the secant’s own", "secant"
ROUNDING = "rounding error", "rounding"
"""What the error comes from on each branch, the longest first."""

FLAT = 0.5
"""An error that differs by less than this power of ten between the first step and the last stays the same."""


@dataclass(frozen=True)
class Errors:
    """The error at every step.

    Attributes:
        places: log10 of Δx.
        heights: log10 of the error, `LOWEST` where there is none.
    """

    places: tuple[float, ...]
    heights: tuple[float, ...]

    @property
    def best(self) -> int:
        """The index of the step about which even the worst error is least: not a lucky one."""
        spread = PER_DECADE // 2
        worst_near = [
            max(self.heights[max(0, i - spread) : i + spread + 1]) for i in range(len(self.heights))
        ]
        return worst_near.index(min(worst_near))

    @property
    def turns(self) -> bool:
        """Whether the error grows again: else there is no best step but the smallest."""
        return max(self.heights[self.best :]) > max(self.heights[self.best], LOWEST)


def error_scene(lesson: Lesson) -> Scene:
    """The V of the error, with the best Δx marked; the right side unless only the left is active."""
    side = Side.LEFT if lesson.active is Active.LEFT else Side.RIGHT
    fmt = FORMATS.get(lesson.number_format, FLOAT64)
    window = Window(-DECADES - 0.5, 0.5, LOWEST - 0.5, 3.0)
    ticks = tuple((float(-k), "1" if k == 0 else f"10{superscript(-k)}") for k in range(0, DECADES + 1, 4))
    heights = tuple((float(-k), "1" if k == 0 else f"10{superscript(-k)}") for k in range(0, 18, 4))
    errors = rounding_errors(lesson.function, lesson.at, side, fmt.name)
    if errors is None:
        title = f"{fmt.name} error: no finite limit"
        return Scene(window, (), (), (), title, ticks, heights)
    best = errors.best
    curve: Polyline = tuple(zip(errors.places, errors.heights, strict=True))
    if not errors.turns:
        title = f"{fmt.name} error: {_course(errors)}"
        return Scene(window, (curve,), (), tuple(_now(lesson, side, errors)), title, ticks, heights)
    marked = (errors.places[best], errors.heights[best])
    upright = Line(Kind.LIMIT, (marked[0], window.bottom), (marked[0], window.top), dashed=True)
    lines = (upright, *_branches(curve, best))
    spots = [Spot(Kind.POINT, marked), *_now(lesson, side, errors)]
    exponent = round(errors.places[best])
    title = f"{fmt.name} error: best Δx ≈ {f'10{superscript(exponent)}' if exponent else '1'}"
    return Scene(window, (curve,), lines, tuple(spots), title, ticks, heights)


@shareable(32)
def rounding_errors(function: str, at: str, side: Side, format_name: str) -> Errors | None:
    """|quotient − limit| as the format finds it, or None where the limit is not finite."""
    examination = examined(function, at)
    slope = examination.on(side).slope
    if not isinstance(slope, Finite):
        return None
    exponents = [-k / PER_DECADE for k in range(DECADES * PER_DECADE + 1)]
    steps = [Fraction(10**exponent) * side for exponent in exponents]
    limit = as_float(slope.number)
    places: list[float] = []
    heights: list[float] = []
    computed = compute(examination.function.tree, examination.point, steps, FORMATS[format_name])
    for exponent, row in zip(exponents, computed, strict=True):
        error = abs(float(row.quotient) - limit)
        if not row.lost and isfinite(error):
            places.append(exponent)
            heights.append(max(log10(error), LOWEST) if error else LOWEST)
    return Errors(tuple(places), tuple(heights)) if places else None


def _branches(curve: Polyline, best: int) -> list[Line]:
    """The last piece of the curve at either end, with what its error comes from, where there is a best step.

    The curve goes from the largest step to the smallest.
    """
    branches: list[Line] = []
    if best > 0:
        branches.append(Line(Kind.CURVE, curve[1], curve[0], names=SECANT))
    if best < len(curve) - 1:
        branches.append(Line(Kind.CURVE, curve[-2], curve[-1], names=ROUNDING))
    return branches


def _course(errors: Errors) -> str:
    """What an error does that never grows again."""
    if max(errors.heights) == LOWEST:
        return "none"
    return (
        "less with every step"
        if errors.heights[-1] < errors.heights[0] - FLAT
        else "much the same throughout"
    )


def _now(lesson: Lesson, side: Side, errors: Errors) -> list[Spot]:
    """Where the probe stands on the curve."""
    step = lesson.trail(side).current
    if step is None or not step > Fraction(1, 10**DECADES):
        return []
    exponent = log10(float(step))
    nearest: Point = min(zip(errors.places, errors.heights, strict=True), key=lambda p: abs(p[0] - exponent))
    return [Spot(SIDES[side], nearest)]
