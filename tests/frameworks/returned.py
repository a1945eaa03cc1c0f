"""What torch, jax and tensorflow returned for the expressions, as `tests.bench.frameworks` measured it."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).with_name("returned.json")

RELATIVE, ABSOLUTE = 2e-4, 1e-6
"""How far a float32 derivative may be from a predicted one: sines and exponentials differ in their last bits,
and where terms cancel that is magnified."""


def release(version: str) -> str:
    """A version without its build and its companions: `2.13.0+cpu` is 2.13.0."""
    return version.partition("+")[0].partition(",")[0]


def agree(predicted: float | None, returned: float | None) -> bool:
    """Whether a prediction is what was returned, NaN, infinities and no number at all included."""
    if predicted is None or returned is None:
        return predicted is returned
    if predicted != predicted or returned != returned:
        return predicted != predicted and returned != returned
    if predicted == returned:
        return True
    return abs(predicted - returned) <= ABSOLUTE + RELATIVE * abs(returned) and abs(returned) < float("inf")
