"""What is made of samples, and when that contradicts a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.calculus.oracle.evaluator import evaluator

LEVELS = (20, 36, 60, 88, 120)
"""h is about 10^−level."""

SPREAD = tuple(
    Fraction(text)
    for text in (
        "1",
        "1.000731893",
        "1.3718281828",
        "1.9314718056",
        "3.1773450102",
        "5.7721566490",
        "7.853981",
    )
)
"""Factors of h within a level. None is a ratio that a sine could hide behind."""


class Opinion(StrEnum):
    """What the oracle believes of one side."""

    CONVERGES = "converges"
    DRIFTS = "drifts"
    PLUS = "+inf"
    MINUS = "-inf"
    OSCILLATES = "oscillates"
    UNDEFINED = "undefined"
    DOUBT = "don't know"


@dataclass(frozen=True)
class Testimony:
    """What was seen on one side.

    Attributes:
        opinion: In one word.
        value: The limit it converges to, to about 10 digits.
        samples: The values seen, by level, as mpmath numbers.
        fragile: Whether a branch hangs on something that swings, so that points never sampled may differ.
        lost: Whether a value taken for 0 was one of which no digit was left.
    """

    opinion: Opinion
    value: Any = None
    samples: tuple[tuple[Any, ...], ...] = ()
    fragile: bool = False
    lost: bool = False


def read(levels: tuple[tuple[Any, ...], ...], waves: bool) -> tuple[Opinion, Any]:
    """Read the samples, level by level."""
    last, before, earlier = levels[-1], levels[-2], levels[-3]
    fine = evaluator(30).mp.mpf(10) ** -12
    scale = max(abs(value) for value in last)
    if not scale:
        return (Opinion.CONVERGES, last[0]) if not any(before) else (Opinion.DOUBT, None)
    if max(abs(value - last[0]) for value in (*last, *before)) <= fine * scale:
        return Opinion.CONVERGES, last[0]
    sizes = [max(abs(value) for value in level) for level in levels]
    if sizes[-1] < fine and sizes[-1] < sizes[-2] / 1000 < sizes[-3] / 1000000:
        return Opinion.CONVERGES, evaluator(30).mp.zero
    smallest = [min(abs(value) for value in level) for level in levels]
    if smallest[-1] > 1000 * sizes[-2] > 1000000 * sizes[-3] and _one_sign((*last, *before, *earlier)):
        if _grows_regularly(levels, waves):
            return (Opinion.PLUS if last[0] > 0 else Opinion.MINUS), None
        return Opinion.DOUBT, None
    if _drifts(levels):
        return Opinion.DRIFTS, None
    if _oscillates(levels):
        return Opinion.OSCILLATES, None
    return Opinion.DOUBT, None


def _grows_regularly(levels: tuple[tuple[Any, ...], ...], waves: bool) -> bool:
    """Whether the local exponent of h settles, or itself grows from level to level."""
    mp = evaluator(30).mp
    step = mp.log(mp.mpf(SPREAD[1].numerator) / SPREAD[1].denominator)
    exponents = [abs(mp.log(level[1] / level[0]) / step) for level in levels[-3:]]
    first, second, third = exponents
    settled = abs(third - second) < third / 10**4 and abs(second - first) < third / 10**4
    return bool(settled or (third > 10 * second > 100 * first and not waves))


def _oscillates(levels: tuple[tuple[Any, ...], ...]) -> bool:
    """Whether the values of a level lie apart at every level, without coming together."""
    apart = [max(level) - min(level) for level in levels]
    jumpy = all(
        abs(level[0] - level[1]) > (max(abs(value) for value in level)) / 10**6 for level in levels[-3:]
    )
    # an amplitude that falls by half, over scales 100 decades apart, may fall to 0
    lasts = min(apart[-2:]) > max(apart[:2]) / 2
    return jumpy and lasts


def _drifts(levels: tuple[tuple[Any, ...], ...]) -> bool:
    """Whether the values move one way, within each level and from one to the next."""
    firsts = [level[0] for level in levels]
    steps = tuple(b - a for a, b in pairwise(firsts))
    # within a level h grows, from one level to the next it shrinks
    within = tuple(a - b for level in levels for a, b in pairwise(level))
    return _one_sign((*steps, *within))


def _one_sign(values: tuple[Any, ...]) -> bool:
    return all(value > 0 for value in values) or all(value < 0 for value in values)


def contradiction(testimony: Testimony, kind: str, value: Any = None) -> str | None:
    """What the testimony holds against a verdict, or None.

    Args:
        testimony: What was seen.
        kind: The verdict: finite, +inf, -inf, oscillates, undefined, unknown.
        value: The limit, as text with 17 digits or more, where it is finite.
    """
    opinion = testimony.opinion
    if kind == "unknown" or opinion is Opinion.DOUBT:
        return None
    mp = evaluator(30).mp
    if opinion is Opinion.UNDEFINED or kind == "undefined":
        return None if opinion is Opinion.UNDEFINED and kind == "undefined" else f"seen: {opinion}"
    if opinion is Opinion.DRIFTS:
        return _against_drift(testimony, kind, mp.mpf(value) if value is not None else None)
    if opinion is Opinion.CONVERGES:
        if kind == "oscillates" and testimony.fragile:
            return None
        # erf(e^x + ∛(x − 9)) has an infinite slope at 9, and 900 digits show none of it
        if kind in ("+inf", "-inf") and testimony.lost and not testimony.value:
            return None
        if kind != "finite":
            return f"seen: converges to {mp.nstr(testimony.value, 15)}"
        limit = mp.mpf(value)
        largest = max(abs(limit), abs(testimony.value))
        # a 0 that was seen may be a number too small to be told from it
        tolerance = largest * mp.mpf(10) ** -9 if testimony.value else mp.mpf(10) ** -50
        if abs(limit - testimony.value) > tolerance:
            return f"seen: converges to {mp.nstr(testimony.value, 15)}"
        return None
    if opinion is Opinion.OSCILLATES and kind == "finite":
        return "seen: oscillates"
    if opinion in (Opinion.PLUS, Opinion.MINUS) and kind != opinion:
        return None if kind == "oscillates" and testimony.fragile else f"seen: {opinion}"
    return None


def _against_drift(testimony: Testimony, kind: str, limit: Any) -> str | None:
    firsts = [level[0] for level in testimony.samples]
    if kind == "finite":
        distances = [abs(value - limit) for value in firsts]
        return None if distances[-1] < distances[0] else "seen: drifts away from the limit"
    return None
