"""A ReLU network of one variable in words and columns."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.frameworks.network import Anatomy, Kink, is_single

HEADS = ("x", "units at 0", "slope left", "right", "s = 0", "s = 1/2", "s = 1", "")


def cells(kink: Kink) -> tuple[str, ...]:
    """A row of the table."""
    units = " ".join(f"{layer}.{unit}" for layer, unit in kink.units) or "none"
    verdict = "a kink"
    if kink.cancels:
        verdict = "✗ cancels" if kink.wrong else "cancels"
    return (
        number_text(kink.at),
        units,
        number_text(kink.left),
        number_text(kink.right),
        *map(number_text, kink.returned),
        verdict,
    )


def number_text(value: Fraction) -> str:
    """A rational, exactly where that is short."""
    text = str(value)
    return (text if len(text) <= 11 else f"{float(value):.6g}…").replace("-", "−")


def findings(found: Anatomy) -> tuple[str, ...]:
    """What is to be noticed."""
    kinks = found.kinks
    cancelling = [kink for kink in kinks if kink.cancels]
    told = [
        f"{len(kinks)} {'points' if len(kinks) != 1 else 'point'} between {number_text(found.low)} and "
        f"{number_text(found.high)} where the input of a unit passes 0: {len(kinks) - len(cancelling)} where "
        f"the network has a kink, {len(cancelling)} where kinks cancel."
    ]
    wrong = [kink for kink in kinks if kink.wrong]
    if wrong:
        told.append(
            f"Where kinks cancel, torch, jax and tensorflow take ReLU′(0) = 0, and return what is not the "
            f"derivative at {len(wrong)} of {len(cancelling)}, marked ✗."
        )
    exact = [kink for kink in kinks if is_single(kink.at)]
    if kinks:
        told.append(
            f"{len(exact)} of the points are float32 numbers: there a program can stand on the kink exactly."
        )
    for stretch in found.stretches:
        layer, unit = stretch.unit
        told.append(
            f"From {number_text(stretch.low)} to {number_text(stretch.high)} unit {layer}.{unit} stands on "
            "its kink all along: there its choice is in every gradient that goes through it."
        )
    return tuple(told)
