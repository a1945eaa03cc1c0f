"""How Δx shrinks."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.choices import RATIOS

SMALLEST_STEP = Fraction(1, 10**300)
"""A step does not shrink below this."""


def ratio_value(name: str) -> Fraction:
    """A ratio of `choices.RATIOS`, exactly."""
    ratio = RATIOS[name]
    return Fraction(ratio.numerator, ratio.denominator)


def steps(ratio: Fraction, count: int) -> list[Fraction]:
    """1, r, r², … down to `SMALLEST_STEP`, at most `count` of them."""
    result: list[Fraction] = []
    step = Fraction(1)
    while len(result) < count and step >= SMALLEST_STEP:
        result.append(step)
        step *= ratio
    return result
