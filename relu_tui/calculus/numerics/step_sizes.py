"""How Δx shrinks, and in which numbers its quotients can be computed."""

from __future__ import annotations

from fractions import Fraction

RATIOS: dict[str, Fraction] = {
    "1/2": Fraction(1, 2),
    "1/10": Fraction(1, 10),
    "0.618": Fraction(309, 500),
}
"""By how much a step shrinks. The third hits no sequence of reciprocals 1/n, so nothing that is
periodic in 1/Δx can fool it: x·sin(pi/x) is 0 at every 2⁻ᵏ and 10⁻ᵏ, but not at these."""

NUMBER_FORMATS = ("exact", "float64", "float32", "float16", "bfloat16")
"""How a row can be computed: exactly, or as a computer of that width would (see `rounding`)."""

SMALLEST_STEP = Fraction(1, 10**300)
"""A step does not shrink below this."""


def steps(ratio: Fraction, count: int) -> list[Fraction]:
    """1, r, r², … down to `SMALLEST_STEP`, at most `count` of them."""
    result: list[Fraction] = []
    step = Fraction(1)
    while len(result) < count and step >= SMALLEST_STEP:
        result.append(step)
        step *= ratio
    return result
