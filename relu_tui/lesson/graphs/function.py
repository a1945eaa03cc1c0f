"""The graph of f with its secants: the overview, and the boxed part of it under the microscope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import NamedTuple

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit
from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.exact.constant_printing import shown_number
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.numerics.evaluation import compiled
from relu_tui.calculus.numerics.sampling import Curve, Point, Window, curve
from relu_tui.calculus.shareable import shareable
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.lesson.graphs.curve import first_curve, middle
from relu_tui.lesson.graphs.scene import Kind, Line, Scene, Spot, through
from relu_tui.lesson.lesson import FIRST_STEP, Lesson, computed_row, condition_of, examined, parsed
from relu_tui.lesson.number_text import slope_text

FAN = 5
"""Lines drawn of the subdifferential."""

BOX = 1.25
"""Half the width of the box, in units of Δx."""

LOOKED_AT = (0, 1, 2, 4, 6)
"""Halvings of Δx at which it is seen how steep the secants are that the microscope has room for."""

STEEPER = 4.0
"""How many times as steep as the first ones a secant may be and still set the microscope's height."""

FINEST = 1e-6
"""Relative magnification from which doubles are too coarse, and values are computed exactly."""

FLATTEST = 1e-12
"""Secants that rise by less, all of them, are taken to be flat: doubles make as much of 0 where sin turns."""

LONGEST_NAME = 7
"""Cells of a slope in the name of a secant, which is another at every step: the table has its digits."""

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


def overview(lesson: Lesson, columns: int) -> Scene:
    """f around the point, with everything the lesson has come to; the microscope's part in a box."""
    place = _coordinates(lesson, None)
    drawn, window = first_curve(lesson.function, lesson.at, columns)
    probes = _probes(lesson, place)
    spots = (
        *(Spot(Kind.POINT, end, taken=False) for end in drawn.open),
        *(Spot(Kind.POINT, end) for end in drawn.closed),
        *_ends(lesson, place),
        *(Spot(probe.kind, probe.at) for probe in probes),
    )
    lines = _lines(lesson, place, window, probes)
    return Scene(window, drawn.pieces, lines, spots, "f(x)", box=_box(lesson, place))


def microscope(lesson: Lesson, columns: int) -> Scene:
    """The boxed part: both axes are magnified alike, in units of Δx, so that a corner stays one."""
    unit = magnification(lesson)
    place = _coordinates(lesson, unit)
    window = _steepness(lesson.function, lesson.at)
    probes = _probes(lesson, place)
    drawn = _magnified_curve(lesson.function, lesson.at, unit, columns)
    spots = (*_ends(lesson, place), *(Spot(probe.kind, probe.at) for probe in probes))
    a = shown_number(lesson.examination.point, 5)
    left, right = _step_ticks(lesson, unit)
    ticks = (left, (0.0, "Δx=0" if "…" in a else f"x={a}"), right)
    return Scene(
        window,
        (),
        _lines(lesson, place, window, probes),
        spots,
        f"the box, ×{shown_number(exactly(1 / unit), 9)}",
        ticks,
        (),
        moving=drawn.pieces,
        even=False,
        resting=_resting(lesson),
        remark="" if place.value is not None else "f has no value here",
    )


def _resting(lesson: Lesson) -> tuple[float, ...]:
    """Where the probes tend to, in units of Δx over the point."""
    slopes = ((side, lesson.examination.on(side).slope) for side in BOTH_SIDES)
    return tuple(side * as_float(slope.number) for side, slope in slopes if isinstance(slope, Finite))


def _step_ticks(lesson: Lesson, unit: Fraction) -> tuple[tuple[float, str], ...]:
    """What stands where the probes do: Δx, the same at every step; its size where they stand apart."""
    apart = lesson.left.started and lesson.right.started and lesson.left.current != lesson.right.current
    step = shown_number(exactly(unit), 9) if apart else "Δx"
    return (-1.0, f"−{step}"), (1.0, f"+{step}")


def magnification(lesson: Lesson) -> Fraction:
    """The step that the microscope is set to: that of the probe further out."""
    steps = [step for side in BOTH_SIDES if (step := lesson.trail(side).current) is not None]
    return max(steps, default=FIRST_STEP)


def _coordinates(lesson: Lesson, unit: Fraction | None) -> Coordinates:
    value = lesson.examination.value
    number = as_float(value.number) if isinstance(value, Finite) else None
    return Coordinates(as_float(lesson.examination.point), number, unit)


def _box(lesson: Lesson, place: Coordinates) -> Window | None:
    """What the microscope shows, in the plane."""
    if place.value is None:
        return None
    shown, unit = _steepness(lesson.function, lesson.at), float(magnification(lesson))
    return Window(
        place.at + unit * shown.left,
        place.at + unit * shown.right,
        place.value + unit * shown.bottom,
        place.value + unit * shown.top,
    )


def _lines(lesson: Lesson, place: Coordinates, window: Window, probes: Sequence[Probe]) -> tuple[Line, ...]:
    fan = _fan(lesson, place, window)
    return (*_secants(lesson, probes, window), *_limits(lesson, place, window), *fan)


# --- the curve ------------------------------------------------------------------------------------


@shareable(64)
def _steepness(function: str, at: str) -> Window:
    """The microscope's window, with (a, f(a)) at 0: as high as the secants are steep on their sides.

    It is the same at every step, so that only what changes seems to change. A secant that is steeper
    still leaves it: its probe is then marked at the edge.
    """
    evaluate = compiled(parsed(function).tree)
    point, value = middle(function, at)
    rises = [
        [(evaluate(point + sign * step) - value) / step for sign in (-1, 1)]
        for step in (2.0**-halvings for halvings in LOOKED_AT)
    ]
    finite = [[rise for rise in pair if isfinite(rise)] for pair in rises]
    first = max([abs(rise) for pair in finite[:2] for rise in pair], default=0.0)
    ends = [BOX * rise for pair in finite for rise in pair if abs(rise) <= STEEPER * first]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    if not high - low > FLATTEST:
        low, high = -BOX, BOX
    margin = (high - low) * 0.08
    return Window(-BOX, BOX, low - margin, high + margin)


@shareable(64)
def _magnified_curve(function: str, at: str, unit: Fraction, columns: int) -> Curve:
    """The curve in units of Δx around (a, f(a))."""
    examination = examined(function, at)
    value = examination.value
    shift = as_float(value.number) if isinstance(value, Finite) else 0.0
    window = _steepness(function, at)
    center, scale = as_float(examination.point), float(unit)
    if scale > FINEST * max(1.0, abs(center), abs(shift)):
        evaluate = compiled(examination.function.tree)
        return curve(
            lambda u: (evaluate(center + scale * u) - shift) / scale, window, 2 * columns + 1, (0.0,)
        )
    return Curve(tuple(_exact_pieces(function, at, unit, columns, window)))


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
    for side in BOTH_SIDES:
        row = lesson.current_row(side)
        if row is None or row.rise is None or row.quotient is None:
            continue
        rise = row.rise / exactly(place.unit) if place.unit else row.rise
        at = place.beside(row.step, as_float(rise))
        probes.append(Probe(SIDES[side], place.origin, at, as_float(row.quotient)))
    return probes


def _secants(lesson: Lesson, probes: Sequence[Probe], window: Window) -> list[Line]:
    """The secants: from the point to the probe, and dashed on to the edge, each on its own side.

    To a probe that is out of sight all of it is dashed.

    Together they are a stick that is bent at the point. Where the gap between the slopes closes, it
    straightens; at a corner it stays bent. Once the verdict stands, what they tend to takes their place.
    """
    if lesson.done:
        return []
    lines: list[Line] = []
    for kind, origin, probe, slope in probes:
        side = Side.LEFT if kind is Kind.LEFT else Side.RIGHT
        name = _slope_name(lesson, side)
        if name == _limit_name(lesson, side):  # the limit's own line stands there
            continue
        # the row's own slope: where Δx is lost beside a, the two ends are one point
        end = _outward(window, origin, slope, side)
        # two in one line have one name
        names = () if any(name in line.names for line in lines) else _secant_names(name, lesson, side)
        lines.append(Line(kind, origin, end, dashed=True, names=names))
        if window.bottom <= probe[1] <= window.top:
            lines.append(Line(kind, origin, probe))
    return lines


def _slope_name(lesson: Lesson, side: Side) -> str:
    row = lesson.current_row(side)
    return "" if row is None or row.quotient is None else slope_text(row.quotient, LONGEST_NAME)


def _secant_names(name: str, lesson: Lesson, side: Side) -> tuple[str, ...]:
    """What a secant may be called, the longest first: the word stays longer than its digits."""
    row = lesson.current_row(side)
    if row is None or row.quotient is None:
        return (name,)
    fewer = slope_text(row.quotient, LONGEST_NAME - 2)
    if "/" in fewer and "/" not in name:  # a fraction beside the other side's decimals
        fewer = name
    return f"secant: slope {name}", f"secant: {name}", f"secant: {fewer}", "secant", name


def _limit_name(lesson: Lesson, side: Side) -> str:
    """The slope that a side's line has once its limit is concluded."""
    proved = lesson.examination.on(side)
    if not lesson.concluded[condition_of(side)] or not isinstance(proved.slope, Finite):
        return ""
    return slope_text(proved.slope.number, LONGEST_NAME)


def _outward(window: Window, origin: Point, slope: float, side: Side) -> Point:
    """The end of a half-line at the edge of a window; it may lie above or below."""
    left, right = through(window, origin, slope)
    return left if side is Side.LEFT else right


def _limits(lesson: Lesson, place: Coordinates, window: Window) -> list[Line]:
    """The limit slopes concluded so far, each on its side; the tangent where f is differentiable."""
    examination = lesson.examination
    if lesson.done and examination.derivative is not None:
        name = slope_text(examination.derivative, 9)
        ends = through(window, place.origin, as_float(examination.derivative))
        return [Line(Kind.LIMIT, *ends, names=(f"tangent: slope {name}", f"tangent: {name}", "tangent"))]
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
        height = slope.sign * side * 2 * window.height
        end = (place.origin[0], place.origin[1] + height)
        return [Line(Kind.LIMIT, place.origin, end, names=_limit_names("+∞" if slope.sign > 0 else "−∞"))]
    if not isinstance(slope, Finite):
        return []
    end = _outward(window, place.origin, as_float(slope.number), side)
    name = slope_text(slope.number, 9)
    return [Line(Kind.LIMIT, place.origin, end, names=_limit_names(name))]


def _limit_names(slope: str) -> tuple[str, ...]:
    """What the line may be called that a side's secants tend to, the longest first."""
    return f"limit: slope {slope}", f"limit: {slope}", "limit"


def _fan(lesson: Lesson, place: Coordinates, window: Window) -> list[Line]:
    """At a kink, once the verdict stands: lines of the subdifferential, and the convention among them."""
    corner = lesson.examination.kink if lesson.done and lesson.convention is not None else None
    if corner is None or lesson.convention is None:
        return []
    low, high = as_float(corner.low), as_float(corner.high)
    slopes = [low + (high - low) * k / (FAN - 1) for k in range(1, FAN - 1)]
    lines = [Line(Kind.FAN, *through(window, place.origin, slope), dashed=True) for slope in slopes]
    chosen = through(window, place.origin, float(lesson.convention))
    name = shown_number(exactly(lesson.convention), 9)
    names = (f"{name} by convention", f"f′ := {name}")
    return [*lines, Line(Kind.CONVENTION, *chosen, names=names)]


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
