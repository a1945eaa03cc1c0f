"""What special points hold against a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tests.calculus.oracle.evaluator import evaluator
from tests.calculus.oracle.special import Special
from tests.calculus.oracle.testimony import Opinion, Testimony

FEWEST = 6
"""Special points that must agree with all others before an oscillation is called unseen."""

SHRINKS = 0.97
"""By what the distance from a limit falls from one depth to the next, at least; ln(ln h) falls to 0.9."""


def objection(seen: Iterable[Special], slope: bool, kind: str, value: Any = None) -> str | None:
    """What is held against a verdict on one side, or None.

    Args:
        seen: What was seen at special points.
        slope: Whether the verdict is on the difference quotient rather than on f.
        kind: The verdict: finite, +inf, -inf, oscillates or undefined.
        value: The limit, as text, where it is finite.
    """
    points = list(seen)
    mp = evaluator(30).mp
    if kind == "undefined":
        there = next((point.what for point in points if _value(point, slope) is not None), None)
        return there and f"there are values at special points ({there})"
    if kind == "oscillates":
        return None
    if any(point.defined is False for point in points):
        return "there is no value at special points"
    for nearer, further in _pairs(points, slope):
        if kind in ("+inf", "-inf"):
            sign = 1 if kind == "+inf" else -1
            bad = sign * nearer <= 1.001 * sign * further or sign * nearer < 0
        else:
            limit = mp.mpf(value)
            bad = _stays(abs(further - limit), abs(nearer - limit), limit)
        if bad:
            return f"at special points {mp.nstr(nearer, 12)}"
    return None


def _value(point: Special, slope: bool) -> Any:
    return point.slope if slope else point.approach


def _stays(further: Any, nearer: Any, size: Any) -> bool:
    """Whether a distance, at a lesser and a greater distance from a, does not fall to 0."""
    return bool(nearer > evaluator(30).mp.mpf(10) ** -9 * (1 + abs(size)) and nearer > SHRINKS * further)


def _pairs(points: list[Special], slope: bool) -> Iterator[tuple[Any, Any]]:
    """The values at one kind of point, at the least distance from a and at the one before."""
    by_what: dict[str, dict[int, Any]] = {}
    for point in points:
        value = _value(point, slope)
        if value is not None:
            by_what.setdefault(point.what, {})[point.depth] = value
    for found in by_what.values():
        if len(found) > 1:
            second, first = sorted(found)[-2:]
            yield found[first], found[second]


def swings(
    testimony: Testimony, seen: Iterable[Special], slope: bool, angles: int = 1, *, slow: bool = False
) -> bool | None:
    """Whether the values are seen to differ, near a, at random and at special points.

    None if too few are seen to tell. One that is not known, where f may have one, may be the one that
    differs: on the intervals around it f may be something else than where it is known. Where a branch
    hangs on two waves, it may be taken only near points at which both are special, and each is solved
    for alone.

    Args:
        testimony: What was seen at random points.
        seen: What was seen at special points.
        slope: Whether it is asked of the difference quotient rather than of f.
        angles: How many different arguments the waves of f have.
        slow: Whether f may differ only where it is exponentially near to a point without a value, as u^x
            and x·log(u) do near zeros of u: no point that near can be written down.
    """
    points = list(seen)
    values = [value for value in (_value(point, slope) for point in points) if value is not None]
    hidden = any(point.defined is not False and _value(point, slope) is None for point in points)
    if testimony.opinion is Opinion.CONVERGES:
        values.append(testimony.value)
    elif any(testimony.samples):
        return True
    scale = max((abs(value) for value in values), default=0)
    if values and max(values) - min(values) > scale * evaluator(30).mp.mpf(10) ** -9:
        return True
    joint = testimony.fragile and angles > 1
    slow = slow and any(point.defined is False for point in points)
    return None if hidden or joint or slow or len(values) < FEWEST else False
