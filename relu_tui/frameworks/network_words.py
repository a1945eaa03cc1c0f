"""A ReLU network of one variable in words and columns."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from relu_tui.frameworks.network import USUAL, Anatomy, Kink, Network, is_single

LONGEST_EXPRESSION = 300
"""Characters of a network that is written out."""

HEADS = ("x", "units at 0", "slope left", "right", "s = 0", "s = 1/2", "s = 1", "")

LEGEND = "1.2: unit 2 of layer 1.  s = 1/2: what backward() returns if ReLU′(0) = 1/2"
"""What the columns are, for whoever sees them for the first time."""


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


def expression_text(network: Network) -> str:
    """The network as a formula, a long one by its beginning."""
    text = network.expression
    return text if len(text) <= LONGEST_EXPRESSION else f"{text[:LONGEST_EXPRESSION]}…"


def sentences(found: Anatomy) -> Iterator[str]:
    """The same as lines to be read or heard one by one: each kink, and what is to be noticed."""
    yield f"A ReLU network of one variable: f(x) = {expression_text(found.network)}"
    for kink in found.kinks:
        at, units, left, right, *returned, verdict = cells(kink)
        takes = ", ".join(f"{value} for s = {s}" for value, s in zip(returned, USUAL, strict=True))
        yield f"x = {at}, units {units}: slope {left} on the left, {right} on the right: {verdict}."
        yield f"Autodiff with ReLU′(0) = s returns {takes}."
    yield from findings(found)


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
        are = "is a float32 number" if len(exact) == 1 else "are float32 numbers"
        told.append(f"{len(exact)} of the points {are}: there a program can stand on the kink exactly.")
    for stretch in found.stretches:
        layer, unit = stretch.unit
        told.append(
            f"From {number_text(stretch.low)} to {number_text(stretch.high)} unit {layer}.{unit} stands on "
            "its kink all along: there its choice is in every gradient that goes through it."
        )
    return tuple(told)
