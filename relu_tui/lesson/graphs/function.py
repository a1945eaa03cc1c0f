"""The graph of f with its secants, as it is or under the microscope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit
from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.exact.printing import write
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.numerics.evaluation import compiled
from relu_tui.calculus.numerics.sampling import Curve, Point, Window, curve
from relu_tui.lesson.graphs.curve import REACH, first_curve
from relu_tui.lesson.graphs.scene import Kind, Line, Scene, Spot, through
from relu_tui.lesson.lesson import Lesson, Side, computed_row, examined

FAN = 5
"""Lines drawn of the subdifferential."""

FINEST = 1e-6
"""Relative magnification from which doubles are too coarse, and values are computed exactly."""

SIDES = {Side.LEFT: Kind.LEFT, Side.RIGHT: Kind.RIGHT}


@dataclass(frozen=True)
class Coordinates:
    """Where things lie: in the plane's own units, or in units of Δx around (a, f(a)).

    Attributes:
        at: a.
        value: f(a), or None where there is none.
        unit: The step that the microscope is set to, or None where it is off.
    """

    at: float
    value: float | None
    unit: Fraction | None

    @property
    def origin(self) -> Point:
        """Where a lies, at the height of f(a) if there is one."""
        return (0.0, 0.0) if self.unit else (self.at, self.value or 0.0)

    def beside(self, step: Fraction, rise: float) -> Point:
        """The point that lies a step and a rise away from the origin."""
        if self.unit:
            return float(step / self.unit), rise
        return self.at + float(step), (self.value or 0.0) + rise

    def height(self, value: float) -> float:
        """The height at which a value of f lies."""
        return (value - (self.value or 0.0)) / float(self.unit) if self.unit else value


def function_scene(lesson: Lesson, columns: int) -> Scene:
    """f around the point, with everything the lesson has come to."""
    unit = magnification(lesson)
    value = lesson.examination.value
    number = as_float(value.number) if isinstance(value, Finite) else None
    place = Coordinates(as_float(lesson.examination.point), number, unit)
    if unit is None:
        drawn, window = first_curve(lesson.function, lesson.at, columns)
    else:
        drawn, window = _magnified_curve(lesson.function, lesson.at, unit, columns)
    probes = _probes(lesson, place)
    lines = (*_fan(lesson, place, window), *_secants(lesson, probes, window), *_limits(lesson, place, window))
    spots = (
        *(Spot(Kind.POINT, end, taken=False) for end in drawn.open),
        *(Spot(Kind.POINT, end) for end in drawn.closed),
        *_ends(lesson, place),
        *(Spot(probe.kind, probe.at) for probe in probes),
    )
    if unit is None:
        return Scene(window, drawn.pieces, lines, spots, "f(x)")
    step = write(exactly(unit), 9)
    ticks = ((-1.0, f"−{step}"), (0.0, "Δx=0"), (1.0, step))
    zoom = write(exactly(1 / unit), 9)
    return Scene(window, drawn.pieces, lines, spots, f"f(x), magnified ×{zoom}", ticks, ())


def magnification(lesson: Lesson) -> Fraction | None:
    """The step that the microscope is set to, or None where it is off or nothing was stepped yet."""
    steps = [step for side in Side if (step := lesson.trail(side).current) is not None]
    return max(steps) if lesson.zoomed and steps else None


# --- the curve ------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _magnified_curve(function: str, at: str, unit: Fraction, columns: int) -> tuple[Curve, Window]:
    """The curve in units of Δx around (a, f(a)); both axes are magnified alike, so a corner stays one."""
    _, first = first_curve(function, at, columns)
    examination = examined(function, at)
    value = examination.value
    shift = as_float(value.number) if isinstance(value, Finite) else 0.0
    window = _magnified_window(first, shift)
    middle, scale = as_float(examination.point), float(unit)
    if scale > FINEST * max(1.0, abs(middle), abs(shift)):
        evaluate = compiled(examination.function.tree)
        return curve(
            lambda u: (evaluate(middle + scale * u) - shift) / scale, window, 4 * columns, (0.0,)
        ), window
    return Curve(tuple(_exact_pieces(function, at, unit, columns, window))), window


def _magnified_window(first: Window, value: float) -> Window:
    """The window in units of Δx: f(a) stands as high in it as in the first, where it stands there at all."""
    if not first.width:  # 1 is nothing beside a
        return Window(-REACH, REACH, -REACH, REACH)
    scale = 2 * REACH / first.width
    if first.bottom < value < first.top:
        return Window(-REACH, REACH, scale * (first.bottom - value), scale * (first.top - value))
    half = scale * first.height / 2
    return Window(-REACH, REACH, -half, half)


def _exact_pieces(
    function: str, at: str, unit: Fraction, columns: int, window: Window
) -> list[tuple[Point, ...]]:
    """The curve from exact values, where doubles are too coarse; one piece a side, cut at leaps."""
    count = max(columns // 2, 8)
    unit = _short(unit)
    pieces: list[list[Point]] = [[]]
    for k in range(-count, count + 1):
        place = Fraction(5 * k, 4 * count)
        rise = computed_row(function, at, place * unit).rise if k else None
        if rise is None:
            pieces.append([])
            continue
        height = as_float(rise / exactly(unit))
        if pieces[-1] and abs(height - pieces[-1][-1][1]) > window.height:
            pieces.append([])
        pieces[-1].append((float(place), height))
    return [tuple(piece) for piece in pieces if piece]


def _short(unit: Fraction) -> Fraction:
    """A step to 60 binary digits: nobody sees more, and exact values of 0.618⁹⁰ have many thousands."""
    places = 60 + unit.denominator.bit_length() - unit.numerator.bit_length()
    return Fraction(round(unit * 2**places), 2**places) if places > 0 else unit


# --- lines and spots ------------------------------------------------------------------------------


class Probe(NamedTuple):
    """A side's probe.

    Attributes:
        kind: The side.
        origin: Where (a, f(a)) lies.
        at: Where the probe stands on the graph.
        slope: The difference quotient there.
    """

    kind: Kind
    origin: Point
    at: Point
    slope: float


def _probes(lesson: Lesson, place: Coordinates) -> list[Probe]:
    """The probes that stand somewhere: f may have no value where one would be."""
    probes: list[Probe] = []
    for side in Side:
        row = lesson.current_row(side)
        if row is None or row.rise is None or row.quotient is None:
            continue
        rise = row.rise / exactly(place.unit) if place.unit else row.rise
        at = place.beside(row.step, as_float(rise))
        probes.append(Probe(SIDES[side], place.origin, at, as_float(row.quotient)))
    return probes


def _secants(lesson: Lesson, probes: Sequence[Probe], window: Window) -> list[Line]:
    """The secants, with the run under each chord and the rise at its end.

    Until the verdict stands they go on, dotted, beyond their chords: that shows how they turn.
    """
    lines: list[Line] = []
    for kind, origin, probe, slope in probes:
        below = (probe[0], origin[1])
        if not lesson.done:
            # the row's own slope: where Δx is lost beside a, the two ends are one point
            lines.append(Line(kind, *through(window, origin, slope), dotted=True))
        lines.append(Line(kind, origin, below, dotted=True))
        lines.append(Line(kind, below, probe, dotted=True))
        lines.append(Line(kind, origin, probe))
    return lines


def _limits(lesson: Lesson, place: Coordinates, window: Window) -> list[Line]:
    """The limit slopes concluded so far, each on its side; the tangent where f is differentiable."""
    examination = lesson.examination
    if lesson.done and examination.derivative is not None:
        return [Line(Kind.LIMIT, *through(window, place.origin, as_float(examination.derivative)))]
    lines: list[Line] = []
    for condition, side, slope in (
        (1, Side.LEFT, examination.left.slope),
        (2, Side.RIGHT, examination.right.slope),
    ):
        if lesson.concluded[condition]:
            lines += _half_line(slope, side, place, window)
    return lines


def _half_line(slope: Limit, side: Side, place: Coordinates, window: Window) -> list[Line]:
    """From the point outwards on one side; upright where the slope is infinite."""
    if isinstance(slope, Infinite):
        direction = slope.sign * side.sign
        end = (place.origin[0], window.top if direction > 0 else window.bottom)
    elif isinstance(slope, Finite):
        left, right = through(window, place.origin, as_float(slope.number))
        end = left if side is Side.LEFT else right
    else:
        return []
    return [Line(Kind.LIMIT, place.origin, end)]


def _fan(lesson: Lesson, place: Coordinates, window: Window) -> list[Line]:
    """At a kink, once the verdict stands: lines of the subdifferential, and the convention among them."""
    corner = lesson.examination.kink if lesson.done and lesson.convention is not None else None
    if corner is None or lesson.convention is None:
        return []
    low, high = as_float(corner.low), as_float(corner.high)
    slopes = [low + (high - low) * k / (FAN - 1) for k in range(FAN)]
    lines = [Line(Kind.FAN, *through(window, place.origin, slope), dotted=True) for slope in slopes]
    chosen = through(window, place.origin, float(lesson.convention))
    return [*lines, Line(Kind.CONVENTION, *chosen)]


def _ends(lesson: Lesson, place: Coordinates) -> list[Spot]:
    """The point (a, f(a)), and what f comes near to and does not take."""
    examination = lesson.examination
    x = place.origin[0]
    spots: list[Spot] = []
    for approach in (examination.left.approach, examination.right.approach):
        if isinstance(approach, Finite):
            height = place.height(as_float(approach.number))
            if place.value is None or abs(height - place.origin[1]) > 1e-12:
                spots.append(Spot(Kind.POINT, (x, height), taken=False))
    if place.value is not None:
        spots.append(Spot(Kind.POINT, place.origin))
    return spots
