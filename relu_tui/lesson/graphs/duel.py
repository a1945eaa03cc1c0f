"""The graph of the quotient while a duel is open: the band L ± ε across it, and in it the box that δ makes.

Heights are distances from L in parts of ε, so that the band is as wide whatever ε is.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TypeAlias

from relu_tui.calculus.exact.constant_printing import superscript
from relu_tui.calculus.numerics.sampling import Point, Polyline, Window
from relu_tui.calculus.shareable import shareable
from relu_tui.certificate import record
from relu_tui.certificate.constants import Constant
from relu_tui.certificate.subject import value_of
from relu_tui.lesson.duel import delta_shown, stake
from relu_tui.lesson.duel_state import Duel, Outcome, proved, quotient
from relu_tui.lesson.graphs.quotient import LEAST_DECADES, log10_of, near_power_of_ten, place
from relu_tui.lesson.graphs.scene import Kind, Line, Scene, Spot

MORE_DECADES = 2
"""Powers of ten shown below δ, at least."""

WITHIN = 3
"""Places looked at within each column where the quotient oscillates."""

EDGE = 1.05
"""The ends of the axis, on which ±1 is Δx = ±1."""

LEAST_REACH, MOST_REACH = 1.6, 4.6
"""How far from L the window reaches, in parts of ε."""

MOST_SPREAD, LEAST_SPREAD = 3.0, 1.0
"""How far from the middle the window reaches before there is an L, in parts of what half of the values take
up, which counts as so much at least: what goes past every bound goes out of it."""

Seen: TypeAlias = tuple[float, Constant]


def duel_scene(duel: Duel, columns: int) -> Scene | None:
    """The quotient on the sides that are asked, the band and the box; None where no L is at stake."""
    limit = stake(duel)
    if limit is None:
        return None
    delta = delta_shown(duel)
    decades = _decades(delta)
    count = max(columns // 2, 8)
    curves = tuple(
        tuple((x, _height(value, limit, duel.epsilon)) for x, value in piece)
        for side in duel.sides
        for piece in _pieces(duel.function, duel.at, side, decades, count)
    )
    spots = _refuting(duel, limit, decades)
    across = tuple(Line(Kind.LIMIT, (-EDGE, y), (EDGE, y), dashed=True) for y in (-1.0, 0.0, 1.0))
    width = 0.0 if delta is None else place(min(delta, Fraction(1)), decades)
    reach = _reach(curves, spots)
    return Scene(
        Window(-EDGE, EDGE, -reach, reach),
        curves,
        (*across, *(_box(duel.sides, width) if width else ())),
        spots,
        "q(Δx), L ± ε and the box of δ" if width else "q(Δx) and L ± ε",
        _ticks(duel.sides, width),
        ((-1.0, "L−ε"), (0.0, "L"), (1.0, "L+ε")),
        remark="" if curves else "no quotient here",
    )


def unclaimed_scene(duel: Duel, columns: int) -> Scene:
    """The quotient alone, before a limit of it is claimed: its values stand at the side."""
    decades = _decades(None)
    curves = tuple(
        tuple((x, approximate(value)) for x, value in piece)
        for side in duel.sides
        for piece in _pieces(duel.function, duel.at, side, decades, max(columns // 2, 8))
    )
    heights = sorted(y for piece in curves for _, y in piece) or [0.0]
    middle = heights[len(heights) // 2]
    reach = MOST_SPREAD * max(heights[3 * len(heights) // 4] - heights[len(heights) // 4], LEAST_SPREAD)
    low, high = max(heights[0], middle - reach), min(heights[-1], middle + reach)
    margin = max((high - low) / 6, LEAST_SPREAD / 2)
    return Scene(
        Window(-EDGE, EDGE, low - margin, high + margin),
        curves,
        (),
        (),
        "the quotient q(Δx): which number is it heading for?",
        ((0.0, "Δx=0"), *_sizes(duel, decades)),
        remark="" if curves else "no quotient here",
    )


def _sizes(duel: Duel, decades: int) -> Iterator[tuple[float, str]]:
    """Powers of ten at the axis, which is one of them, on the sides that are asked."""
    for power in (0, 2):
        name = f"10{superscript(-power)}" if power else "1"
        where = place(Fraction(1, 10**power), decades)
        if "left" in duel.sides:
            yield -where, f"−{name}"
        if "right" in duel.sides:
            yield where, name


def approximate(value: Constant) -> float:
    """About where a number is; one out of reach is put at the edge of what floats are."""
    mantissa, exponent = (int(part) for part in value.range.low.man_exp())
    if exponent + mantissa.bit_length() > 1000:  # before it is written out: it may have too many digits
        return 1e300 if mantissa > 0 else -1e300
    return mantissa * 2.0 ** max(exponent, -1000) if exponent > -1000 else 0.0


def _height(value: Constant, limit: Constant, epsilon: Fraction) -> float:
    height = approximate(value - limit) / float(epsilon)
    return min(max(height, -1e9), 1e9)  # out of the window is out of the window


def _decades(delta: Fraction | None) -> int:
    """Powers of ten to show: the same for many a δ, so that the curve stands still."""
    wanted = 0 if delta is None else ceil(-log10_of(delta)) + MORE_DECADES
    return max(LEAST_DECADES, 4 * ceil(wanted / 4))


@shareable(64)
def _pieces(function: str, at: str, side: str, decades: int, count: int) -> tuple[tuple[Seen, ...], ...]:
    """The quotient at evenly spaced places of one side, in pieces between which it has no value."""
    made = proved(function, at, side)
    count *= WITHIN if made is not None and made.kind == record.OSCILLATES else 1
    sign = -1 if side == "left" else 1
    pieces: list[list[Seen]] = [[]]
    for k in range(1, count + 1):
        value = quotient(function, at, sign * near_power_of_ten((k / count - 1) * (decades + 1)))
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((sign * k / count, value))
    return tuple(tuple(piece) for piece in pieces if piece)


def _refuting(duel: Duel, limit: Constant, decades: int) -> tuple[Spot, ...]:
    """The step that refutes the last δ."""
    played = duel.last
    if played is None or played.outcome is not Outcome.REFUTED:
        return ()
    size = abs(Fraction(str(approximate(value_of(played.step)))))
    if not size:
        return ()
    kind, sign = (Kind.LEFT, -1) if played.side == "left" else (Kind.RIGHT, 1)
    height = _height(value_of(played.quotient), limit, duel.epsilon)
    return (Spot(kind, (place(sign * size, decades), height)),)


def _reach(curves: tuple[Polyline, ...], spots: tuple[Spot, ...]) -> float:
    heights = [abs(y) for piece in curves for _, y in piece] + [abs(spot.at[1]) for spot in spots]
    return min(max(LEAST_REACH, 1.1 * max(heights, default=0.0)), MOST_REACH)


def _box(sides: tuple[str, ...], width: float) -> tuple[Line, ...]:
    """0 < |Δx| < δ across, |q − L| < ε upright."""
    left, right = -width if "left" in sides else 0.0, width if "right" in sides else 0.0
    corners: tuple[Point, ...] = ((left, -1.0), (left, 1.0), (right, 1.0), (right, -1.0), (left, -1.0))
    return tuple(Line(Kind.CONVENTION, start, end) for start, end in pairwise(corners))


def _ticks(sides: tuple[str, ...], width: float) -> tuple[tuple[float, str], ...]:
    """−1, −δ, 0, δ and 1, the more telling where two would meet."""
    left = ((-width, "−δ"),) if width and "left" in sides else ((-1.0, "−1"),)
    right = ((width, "δ"),) if width and "right" in sides else ((1.0, "1"),)
    ends = 0.3 < width < 0.85
    return (
        *(((-1.0, "−1"),) if ends and "left" in sides else ()),
        *left,
        (0.0, "Δx=0"),
        *right,
        *(((1.0, "1"),) if ends and "right" in sides else ()),
    )
