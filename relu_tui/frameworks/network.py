"""A ReLU network of one variable: every kink in an interval, which cancel, what autodiff returns at each.

All numbers are rational and the network is affine between its breakpoints, so that everything here is
exact: layer by layer, each interval is cut where a unit's input passes 0.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

Layer: TypeAlias = tuple[tuple[Fraction, ...], ...]
"""A row of each unit: its weights, and last its bias."""

MOST_UNITS, MOST_LAYERS, MOST_BREAKPOINTS = 64, 6, 400
MOST_BITS = 400
"""Of a denominator; sums of many different fractions would grow without bound."""

LARGEST_WEIGHT = 2
"""Drawn weights are whole numbers up to this: kinks of several units meet then, and some cancel."""

USUAL_SEED, USUAL_UNITS, USUAL_INTERVAL = 8, (4, 4), (Fraction(-4), Fraction(4))
"""What is shown first: a network in which two kinks cancel, at one of which autodiff is wrong."""

USUAL = (Fraction(0), Fraction(1, 2), Fraction(1))
"""Choices of ReLU′(0)."""


class NetworkError(ValueError):
    """Text that is no network, in words for whoever typed it."""


@dataclass(frozen=True)
class Network:
    """Hidden layers of ReLUs, and an output without one.

    Attributes:
        layers: From the input to the output.
    """

    layers: tuple[Layer, ...]

    @property
    def expression(self) -> str:
        """It in the language of expressions."""
        names = ["x"]
        for number, layer in enumerate(self.layers):
            sums = [_sum_text(unit, names) for unit in layer]
            names = sums if number + 1 == len(self.layers) else [f"relu({text})" for text in sums]
        return names[0]


@dataclass(frozen=True)
class Kink:
    """A point where the input of some unit passes, or touches, 0.

    Attributes:
        at: The point.
        units: Which units, as (layer, unit), from 1.
        left: The slope of the network left of it.
        right: The slope right of it.
        returned: What comes back with 0, 1/2 and 1 for ReLU′(0).
    """

    at: Fraction
    units: tuple[tuple[int, int], ...]
    left: Fraction
    right: Fraction
    returned: tuple[Fraction, ...]

    @property
    def cancels(self) -> bool:
        """Whether the network is differentiable there all the same."""
        return self.left == self.right

    @property
    def wrong(self) -> bool:
        """Whether frameworks, which take 0, return what is not the derivative that there is."""
        return self.cancels and self.returned[0] != self.left


@dataclass(frozen=True)
class Stretch:
    """An interval all along which the input of a unit is 0: the unit stands on its kink.

    Attributes:
        low: Its lower end.
        high: Its upper end.
        unit: Which, as (layer, unit), from 1.
    """

    low: Fraction
    high: Fraction
    unit: tuple[int, int]


@dataclass(frozen=True)
class Anatomy:
    """What there is of a network in an interval.

    Attributes:
        network: The network.
        low: The lower end.
        high: The upper end.
        kinks: In order.
        stretches: Where units stand on their kink for longer than a point.
    """

    network: Network
    low: Fraction
    high: Fraction
    kinks: tuple[Kink, ...]
    stretches: tuple[Stretch, ...]


# --- making one -----------------------------------------------------------------------------------


def drawn(seed: int, units: Sequence[int]) -> Network:
    """A random network.

    Args:
        seed: The same seed gives the same network.
        units: How many units each hidden layer has.

    Raises:
        NetworkError: It would have too many units or layers.
    """
    _bound(units)
    source = random.Random(seed)  # noqa: S311 - to draw examples, not secrets
    sizes = [1, *units, 1]
    layers = tuple(
        tuple(
            tuple(Fraction(source.randint(-LARGEST_WEIGHT, LARGEST_WEIGHT)) for _ in range(before + 1))
            for _ in range(here)
        )
        for before, here in pairwise(sizes)
    )
    return Network(layers)


def read(text: str) -> Network:
    """A network from its weights: `1 0, -1 0; 1 -1 0` is relu(x) − relu(−x).

    Layers stand between `;`, units between `,`; each unit has its weights and last its bias.

    Raises:
        NetworkError: It is none.
    """
    if len(text) > 4000:
        raise NetworkError("this is too long: write at most 4000 characters")
    layers = tuple(
        tuple(tuple(map(_number, unit.split())) for unit in layer.split(",")) for layer in text.split(";")
    )
    if len(layers) < 2:
        raise NetworkError("write the hidden layer and the output, such as '1 0, -1 0; 1 -1 0'")
    _bound([len(layer) for layer in layers[:-1]])
    if len(layers[-1]) != 1:
        raise NetworkError("the output is one unit")
    before = 1
    for number, layer in enumerate(layers, start=1):
        for unit in layer:
            if len(unit) != before + 1:
                takes = f"{before + 1} numbers, {before} and a bias"
                raise NetworkError(f"a unit of layer {number} takes {takes}, not {len(unit)}")
        before = len(layer)
    return Network(layers)


def _number(text: str) -> Fraction:
    if not re.fullmatch(r"-?(\d{1,9}(\.\d{0,9})?|\d{1,9}/0*[1-9]\d{0,8})", text):
        raise NetworkError(f"{text[:20]!r} is not a number such as 2, -0.5 or 1/3")
    return Fraction(text)


def _bound(units: Sequence[int]) -> None:
    if not units or min(units) < 1 or len(units) > MOST_LAYERS or sum(units) > MOST_UNITS:
        raise NetworkError(f"use 1 to {MOST_LAYERS} hidden layers, and at most {MOST_UNITS} units in all")


def _sum_text(unit: tuple[Fraction, ...], names: Sequence[str]) -> str:
    text = ""
    for weight, name in zip((*unit[:-1], unit[-1]), (*names, ""), strict=True):
        if not weight:
            continue
        size = abs(weight)
        factor = f"{size}" if not name else name if size == 1 else f"{_factor(size)}*{name}"
        sign = (" - " if weight < 0 else " + ") if text else ("-" if weight < 0 else "")
        text += f"{sign}{factor}"
    return text or "0"


def _factor(size: Fraction) -> str:
    return str(size) if size.denominator == 1 else f"({size})"


# --- taking it apart ------------------------------------------------------------------------------

Affine: TypeAlias = tuple[Fraction, Fraction]
"""(slope, constant)."""
Piece: TypeAlias = tuple[Fraction, Fraction, tuple[Affine, ...]]
"""An interval, and what each unit is on it."""


def taken_apart(network: Network, low: Fraction, high: Fraction) -> Anatomy:
    """All kinks strictly between two points.

    Raises:
        NetworkError: The interval is empty, or there are too many.
    """
    if low >= high:
        raise NetworkError("the interval is empty: write the lower end first")
    pieces: list[Piece] = [(low, high, ((Fraction(1), Fraction(0)),))]
    stretches: list[Stretch] = []
    for number, layer in enumerate(network.layers, start=1):
        is_last = number == len(network.layers)
        result: list[Piece] = []
        for start, end, inputs in pieces:
            sums = [_combined(unit, inputs) for unit in layer]
            if is_last:
                result.append((start, end, tuple(sums)))
                continue
            stretches += [
                Stretch(start, end, (number, place)) for place, z in enumerate(sums, start=1) if not any(z)
            ]
            result += _cut(start, end, sums)
        pieces = result
        if len(pieces) > MOST_BREAKPOINTS:
            raise NetworkError(f"there are more than {MOST_BREAKPOINTS} kinks: take a smaller interval")
    return Anatomy(network, low, high, tuple(_kinks(network, pieces)), tuple(_joined(stretches)))


def _combined(unit: tuple[Fraction, ...], inputs: tuple[Affine, ...]) -> Affine:
    slope = sum((w * a[0] for w, a in zip(unit, inputs, strict=False)), Fraction(0))
    constant = sum((w * a[1] for w, a in zip(unit, inputs, strict=False)), unit[-1])
    if max(slope.denominator.bit_length(), constant.denominator.bit_length()) > MOST_BITS:
        raise NetworkError("the exact numbers become too long: use weights with fewer digits")
    return slope, constant


def _cut(start: Fraction, end: Fraction, sums: Sequence[Affine]) -> Iterator[Piece]:
    """A piece, cut where a unit's input passes 0, with what each unit gives on each part."""
    roots = {-constant / slope for slope, constant in sums if slope}
    cuts = [start, *sorted(root for root in roots if start < root < end), end]
    for left, right in pairwise(cuts):
        middle = (left + right) / 2
        yield left, right, tuple(z if z[0] * middle + z[1] > 0 else (Fraction(0),) * 2 for z in sums)


def _kinks(network: Network, pieces: Sequence[Piece]) -> Iterator[Kink]:
    for (_, at, before), (_, _, after) in pairwise(pieces):
        inputs = _inputs(network, at)
        units = tuple(
            (number, place)
            for number, layer in enumerate(inputs[:-1], start=1)
            for place, z in enumerate(layer, start=1)
            if not z
        )
        returned = tuple(_backward(network, inputs, s) for s in USUAL)
        yield Kink(at, units, before[0][0], after[0][0], returned)


def _inputs(network: Network, at: Fraction) -> list[list[Fraction]]:
    """What goes into each unit, layer by layer, at a point."""
    given, result = [at], []
    for layer in network.layers:
        sums = [sum((w * a for w, a in zip(unit, given, strict=False)), unit[-1]) for unit in layer]
        result.append(sums)
        given = [max(z, Fraction(0)) for z in sums]
    return result


def _backward(network: Network, inputs: list[list[Fraction]], s: Fraction) -> Fraction:
    """What the chain rule gives with s for ReLU′(0)."""
    arriving = [Fraction(1)]
    for number in range(len(network.layers) - 1, -1, -1):
        layer, z = network.layers[number], inputs[number]
        if number + 1 < len(network.layers):
            arriving = [g * (1 if u > 0 else s if not u else 0) for g, u in zip(arriving, z, strict=True)]
        width = len(layer[0]) - 1
        arriving = [
            sum((g * unit[i] for g, unit in zip(arriving, layer, strict=True)), Fraction(0))
            for i in range(width)
        ]
    return arriving[0]


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Neighbouring stretches of a unit as one."""
    by_unit: dict[tuple[int, int], list[Stretch]] = {}
    for stretch in stretches:
        known = by_unit.setdefault(stretch.unit, [])
        if known and known[-1].high == stretch.low:
            known[-1] = Stretch(known[-1].low, stretch.high, stretch.unit)
        else:
            known.append(stretch)
    for found in by_unit.values():
        yield from found


def is_single(value: Fraction) -> bool:
    """Whether a rational, not very large or small, is a float32 number."""
    power = value.denominator
    return power & (power - 1) == 0 and abs(value.numerator).bit_length() <= 24 and power <= 1 << 100
