"""The range of a sum of waves: sin F + sin 2F is at most 1.7602, not 2.

One wave c·cos F + s·sin F has the range ±√(c² + s²), and several have at most the sum of these. Where all
angles are whole multiples of one angle θ, the sum is a trigonometric polynomial P(θ), and its range is looked
for on pieces of the circle: on one of half width w around m, |P(θ) − P(m)| ≤ |P′(m)|·w + M·w²/2, where
M ≥ |P″| is the sum of k²·√(c² + s²) (Taylor's theorem).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import lcm

from flint import arb, fmpq

from relu_tui.certificate.constants import ZERO, Constant, rational_quotient
from relu_tui.certificate.ranges import ZERO as NOUGHT
from relu_tui.certificate.ranges import Range
from relu_tui.certificate.scales import Scale

PIECES = 256
"""Of the circle, for an angle taken once; for k times the angle it is k times as many."""

LARGEST_MULTIPLE = 8


@dataclass(frozen=True)
class Wave:
    """c·cos F + s·sin F.

    Attributes:
        angle: F: growing scales with constants.
        cosine: c.
        sine: s.
    """

    angle: tuple[tuple[Scale, Constant], ...]
    cosine: Constant = ZERO
    sine: Constant = ZERO

    def with_part(self, value: Constant, is_sine: bool) -> Wave:
        """It with one of its constants."""
        return replace(self, sine=value) if is_sine else replace(self, cosine=value)

    @property
    def amplitude(self) -> arb:
        """A number that it never exceeds in size."""
        c, s = self.cosine.range.absolute(), self.sine.range.absolute()
        return (c * c + s * s).high.sqrt().upper()


def range_of_waves(waves: list[Wave]) -> Range:
    """A range in which the sum of some waves lies, whatever their common angle is."""
    total = NOUGHT
    for wave in waves:
        amplitude = wave.amplitude
        total = total + Range.spanning(-amplitude, amplitude)
    if len(waves) > 1:
        multiples = _multiples(waves)
        if multiples is not None:
            parts = tuple((w.cosine, w.sine, k) for w, k in zip(waves, multiples, strict=True))
            sharp = _range_on_circle(parts)
            return Range(max(total.low, sharp.low), min(total.high, sharp.high))
    return total


def _multiples(waves: list[Wave]) -> list[int] | None:
    """The whole numbers that the angles are of one angle, or None."""
    ratios: list[fmpq] = []
    first = dict(waves[0].angle)
    for wave in waves:
        terms = dict(wave.angle)
        if terms.keys() != first.keys():
            return None
        found = {rational_quotient(value, first[scale]) for scale, value in terms.items()}
        ratio = found.pop()
        if found or ratio is None:
            return None
        ratios.append(ratio)
    common = lcm(*(int(ratio.q) for ratio in ratios))
    multiples = [int((ratio * common).p) for ratio in ratios]
    return multiples if max(map(abs, multiples)) <= LARGEST_MULTIPLE else None


@lru_cache(maxsize=256)  # one sum is met on each interval that is tried
def _range_on_circle(waves: tuple[tuple[Constant, Constant, int], ...]) -> Range:
    """The range of Σ (c·cos kθ + s·sin kθ), for the c, s and k given."""
    pieces = PIECES * max(abs(k) for _, _, k in waves)
    width = arb.pi() / pieces
    parts = [(_ball(c.range), _ball(s.range), k) for c, s, k in waves]
    bend = sum(((c * c + s * s).sqrt() * k**2 for c, s, k in parts), start=arb(0))
    slack = bend * width * width / 2
    low: arb | None = None
    high: arb | None = None
    for index in range(pieces):
        value, slope = arb(0), arb(0)
        for c, s, multiple in parts:
            turn = arb(fmpq(2 * index * multiple, pieces))
            sine, cosine = turn.sin_cos_pi()
            value += c * cosine + s * sine
            slope += (s * cosine - c * sine) * multiple
        reach = abs(slope) * width + slack
        top, bottom = (value + reach).upper(), (value - reach).lower()
        high = top if high is None else max(high, top)
        low = bottom if low is None else min(low, bottom)
    assert low is not None and high is not None  # noqa: S101, PT018 - there are pieces
    return Range.spanning(low, high)


def _ball(total: Range) -> arb:
    return total.low.union(total.high)
