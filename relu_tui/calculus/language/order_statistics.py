"""The median and the quantiles of several numbers, by max and min: they are put in order one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.language.tree_building import Maker, folded

MOST = 8
"""Numbers of which there is one: each that x is in doubles the formula."""

NEEDED = {"median": "x, 0, 1", "quantile": "[x, 0, 1], 1/4", "percentile": "[x, 0, 1], 25"}
"""What these are called, with arguments that do."""

NAMES = tuple(NEEDED)
"""Their names."""


def median(nodes: Sequence[Numeric], make: Maker, *, lower: bool = False) -> Numeric:
    """The number in the middle; of two in the middle their mean, or the lesser.

    Args:
        nodes: The numbers.
        make: Makes the nodes.
        lower: Whether it is the lesser, as PyTorch has it.
    """
    if lower:
        return _in_order(nodes, make)[(len(nodes) - 1) // 2]
    if len(nodes) % 2:
        return _in_order(nodes, make)[len(nodes) // 2]
    low, high = _in_order(nodes, make)[len(nodes) // 2 - 1 :][:2]
    return make.binary("/", make.binary("+", low, high), make.literal(2))


def quantile(nodes: Sequence[Numeric], share: Fraction, make: Maker) -> Numeric:
    """The number with a share of the others below it, linear between two of them.

    Args:
        nodes: The numbers.
        share: Between 0 and 1.
        make: Makes the nodes.
    """
    place = share * (len(nodes) - 1)
    below = int(place)
    ordered, rest = _in_order(nodes, make), place - below
    if not rest:
        return ordered[below]
    low = make.binary("*", make.literal(1 - rest), ordered[below])
    return make.binary("+", low, make.binary("*", make.literal(rest), ordered[below + 1]))


def _in_order(nodes: Sequence[Numeric], make: Maker) -> list[Numeric]:
    """The numbers from the least to the greatest; those in which x does not occur stand in order already.

    Where u comes to numbers in order, the new one of a place is the middle of u and the two that were
    there and just before.
    """
    known = {node: value for node in nodes if (value := folded(node)) is not None}
    found = sorted((node for node in nodes if node in known), key=lambda node: known[node])
    for node in nodes:
        if node not in known:
            found = _with(node, found, make)
    return found


def _with(node: Numeric, before: Sequence[Numeric], make: Maker) -> list[Numeric]:
    found: list[Numeric] = []
    for place in range(len(before) + 1):
        each = node if place == 0 else make.call("max", node, before[place - 1])
        found.append(each if place == len(before) else make.call("min", each, before[place]))
    return found
