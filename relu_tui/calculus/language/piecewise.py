"""From values and conditions, however they are set beside one another, to one expression."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias, get_args

from relu_tui.calculus.language.syntax import (
    COMPARISONS,
    Call,
    Comparison,
    Condition,
    Junction,
    Negation,
    Node,
    Numeric,
    Variable,
)
from relu_tui.calculus.language.tree_building import folded


class Otherwise:
    """Stands where a condition could, for all the rest."""


OTHERWISE = Otherwise()
Cell: TypeAlias = "Node | Otherwise"
Pieces: TypeAlias = "tuple[list[tuple[Numeric, Condition]], Numeric | None]"
"""Values with their conditions, and the value where none of them holds."""


@dataclass(frozen=True)
class Several:
    """Parts in a row, not yet told what they are: arguments, a pair, pieces."""

    cells: tuple[Part, ...]


@dataclass(frozen=True)
class Array(Several):
    """The numbers of an array, as `torch.stack([x, -x])` makes one: what follows it is an axis."""


@dataclass(frozen=True)
class Clause:
    """A value with its condition, and nothing yet for the rest."""

    value: Numeric
    condition: Condition


@dataclass(frozen=True)
class AtPoint(Clause):
    """A value that holds at one point, whatever the others say of it: f(0) = 0."""


Part: TypeAlias = "Cell | Clause | Several"
"""What stands between two separators."""


def flat(parts: Sequence[Part]) -> list[Cell]:
    """All values and conditions in a list, in the order they stand; values at points come first."""
    cells: list[Cell] = []
    points = [part for part in parts if isinstance(part, AtPoint)]
    if points and len(points) < len(parts):
        rest = flat([part for part in parts if not isinstance(part, AtPoint)])
        for point in points:
            pair = (point.value, point.condition)
            cells += reversed(pair) if isinstance(rest[0], get_args(Condition)) else pair
        return cells + rest
    for part in parts:
        if isinstance(part, Several):
            cells += flat(part.cells)
        elif isinstance(part, Clause):
            cells += [part.value, part.condition]
        else:
            cells.append(part)
    return cells


def pieces(cells: Sequence[Cell]) -> Pieces | None:
    """Values and conditions in turn, whichever comes first, as pieces; None where they are not that."""
    kinds = "".join(
        "o" if isinstance(cell, Otherwise) else "c" if isinstance(cell, get_args(Condition)) else "v"
        for cell in cells
    )
    if re.fullmatch(r"(cv)+vo|(vc)+ov", kinds):  # the last of them the other way about
        cells = [*cells[:-2], cells[-1], cells[-2]]
        kinds = kinds[:-2] + kinds[:-3:-1]
    if not re.fullmatch(r"(vc)+v?|(vc)*vo|(cv)+v?|(cv)*ov", kinds):
        return None
    last = cells[-1] if kinds.endswith("vv") or (kinds[0] == "v" and kinds[-1] == "v") else None
    paired = cells[:-1] if last is not None else cells
    values, conditions = (paired[::2], paired[1::2]) if kinds[0] == "v" else (paired[1::2], paired[::2])
    pairs = list(zip(values, conditions, strict=True))
    rest: Cell | None = last
    if pairs and isinstance(pairs[-1][1], Otherwise):
        rest = pairs.pop()[0]
    return pairs, rest  # type: ignore[return-value]


def covers(conditions: Sequence[Condition]) -> bool:
    """Whether one of the conditions holds at every x, as far as comparisons of x with numbers show.

    The truth of such comparisons changes at those numbers only, so it is enough to look at each of
    them, between any two, and beyond.
    """
    places = _places(conditions)
    return bool(places) and all(any(_holds(condition, x) for condition in conditions) for x in places)


def overlap(conditions: Sequence[Condition]) -> bool:
    """Whether two of the conditions hold at one x, as far as comparisons of x with numbers show."""
    return any(sum(_holds(condition, x) for condition in conditions) > 1 for x in _places(conditions))


def _places(conditions: Sequence[Condition]) -> list[Fraction]:
    """Numbers among which is one of every kind, as far as the conditions tell kinds apart; none if unsure."""
    bounds: set[Fraction] = set()
    try:
        for condition in conditions:
            _bounds(condition, bounds)
    except ValueError:
        return []
    points = sorted(bounds)
    ends = [points[0] - 1, points[-1] + 1] if points else []
    return [*points, *ends, *((a + b) / 2 for a, b in pairwise(points))]


def _bounds(condition: Condition, found: set[Fraction]) -> None:
    match condition:
        case Negation(operand):
            _bounds(operand, found)
        case Junction(_, parts):
            for part in parts:
                _bounds(part, found)
        case Comparison(first, links):
            for term in (first, *(following for _, following in links)):
                value = folded(term)
                if value is not None:
                    found.update((value, -value))
                elif not _is_x(term):
                    raise ValueError


def _is_x(node: Numeric) -> bool:
    return isinstance(node, Variable) or (
        isinstance(node, Call) and node.name == "abs" and isinstance(node.arguments[0], Variable)
    )


def _holds(condition: Condition, x: Fraction) -> bool:
    match condition:
        case Negation(operand):
            return not _holds(operand, x)
        case Junction(word, parts):
            join: Callable[..., bool] = all if word == "and" else any
            return join(_holds(part, x) for part in parts)
        case Comparison(first, links):
            operands = [first, *(operand for _, operand in links)]
            values = [_value(operand, x) for operand in operands]
            tests = [COMPARISONS[symbol] for symbol, _ in links]
            return all(map(operator.call, tests, values, values[1:]))


def _value(node: Numeric, x: Fraction) -> Fraction:
    value = folded(node)
    if value is not None:
        return value
    return x if isinstance(node, Variable) else abs(x)
