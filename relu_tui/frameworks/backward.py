"""What `backward()` returns for a tape, by the rules of a framework: row by row, path by path, in float32."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import islice

import numpy as np

from relu_tui.calculus.decision.limit_values import Infinite, Undefined
from relu_tui.calculus.exact.sign import as_float
from relu_tui.frameworks.comparison import SINGLE, Standing, standing
from relu_tui.frameworks.float32_parts import computed
from relu_tui.frameworks.function_rules import ONE, SUMMED, ZERO, Refusal, Rules, Single, added, sent
from relu_tui.frameworks.order_rules import bounds_cross
from relu_tui.frameworks.slopes import LocalSlope
from relu_tui.frameworks.tape import Row, Tape, X

MOST_PATHS = 8
"""Paths of the chain rule that are written out."""


class Taken(StrEnum):
    """What the number is that a framework takes for the slope of an operation."""

    SLOPE = "the slope"
    CHOICE = "a choice"
    INFINITE = "no number"
    OTHER = "not the slope"
    OPEN = "not settled"
    ERROR = "an error"


@dataclass(frozen=True)
class Path:
    """A way from f back to x.

    Attributes:
        rows: The rows it goes through, from x to f.
        factors: What the framework takes for the slope of each, from x to f.
        product: What comes back along it, as the framework computes it; None where nothing does.
    """

    rows: tuple[int, ...]
    factors: tuple[Single | None, ...]
    product: Single | None


@dataclass(frozen=True)
class Backward:
    """What a framework does with a tape.

    Attributes:
        tape: The tape.
        rules: Those of the framework.
        arriving: The gradient that arrives at each row; None where none does.
        size: The same with every term taken without its sign: what the rounding is measured by.
        refused: The first row for which the framework raises an error instead; None where it computes f.
    """

    tape: Tape
    rules: Rules
    arriving: tuple[Single | None, ...]
    size: float
    refused: int | None = None

    @property
    def refusal(self) -> Refusal | None:
        """Why that row is refused; None where none is."""
        if self.refused is None:
            return None
        row = self.tape.rows[self.refused]
        return self.rules.refusal(row.operation, row.inputs)

    @property
    def returned(self) -> float | None:
        """What `backward()` leaves at x; None where the framework returns no number at all."""
        if self.refused is not None:
            return None
        found = self.arriving[X]
        return self.rules.nothing if found is None else float(found)

    @cached_property
    def standing(self) -> Standing:
        """How that stands to what is proved of f."""
        found = self.returned
        if self.refusal is not None and self.refusal.lacks:
            return Standing.OPEN
        if found is None:
            return Standing.OPEN if self.tape.examination.differentiable is None else Standing.NO_NUMBER
        result = standing(self.tape.examination, found)
        exact = self.tape.examination.derivative
        if result is Standing.OTHER and exact is not None and np.isfinite(self.size):
            near = abs(found - as_float(exact)) <= float(SINGLE) * self.size
            return Standing.DERIVATIVE if near else result
        return result

    def taken(self, row: Row) -> tuple[Single | None, ...]:
        """What the framework takes for the slope of an operation in each operand."""
        own = self._own_rows.get(row.name, row)
        if self.rules.refusal(row.operation, own.inputs) is not None:
            return (None,) * len(own.operands)
        return sent(self.rules, row.operation, ONE, own.inputs, own.single)

    @cached_property
    def _own_rows(self) -> dict[str, Row]:
        """The rows by name, with the values that the framework has."""
        return {row.name: row for row in self.tape.rows}

    def judged(self, row: Row) -> Taken:
        """What that is, by what is proved of the operation."""
        if self.rules.refusal(row.operation, self._own_rows.get(row.name, row).inputs) is not None:
            return Taken.ERROR
        found = {
            _judged(operand.slope, value)
            for operand, value in zip(row.operands, self.taken(row), strict=True)
            if operand.slope is not None
        }
        if row.boundary is not None:
            found.add(Taken.CHOICE)
        return worst(found)

    @cached_property
    def first_nan(self) -> int | None:
        """The row where NaN comes up on the way back: what arrives there is none, what it sends is."""
        for index in range(len(self.tape.rows) - 1, 0, -1):
            g, row = self.arriving[index], self.tape.rows[index]
            if g is None or np.isnan(g):
                continue
            out = sent(self.rules, row.operation, g, row.inputs, row.single)
            if any(
                value is not None and np.isnan(value) and operand.source is not None
                for value, operand in zip(out, row.operands, strict=True)
            ):
                return index
        return None

    def paths(self) -> tuple[Path, ...]:
        """The first `MOST_PATHS` ways from x to f."""
        if self.tape.root is None:
            return ()
        return tuple(islice(self._paths(self.tape.root), MOST_PATHS))

    def _paths(self, root: int) -> Iterator[Path]:
        """Every way from x to a row, the first operand of each before the second."""
        waiting = [Path((root,), (), ONE)]
        while waiting:
            path = waiting.pop()
            if path.rows[0] == X:
                yield path
            else:
                waiting += reversed(list(self._longer(path)))

    def _longer(self, path: Path) -> Iterator[Path]:
        """The ways by one operation nearer to x."""
        row, product = self.tape.rows[path.rows[0]], path.product
        taken = self.taken(row)
        out = (
            (None,) * len(taken)
            if product is None
            else sent(self.rules, row.operation, product, row.inputs, row.single)
        )
        for operand, factor, value in zip(row.operands, taken, out, strict=True):
            if operand.source is not None:
                yield Path((operand.source, *path.rows), (factor, *path.factors), value)


_WORST_FIRST = (Taken.ERROR, Taken.OTHER, Taken.INFINITE, Taken.CHOICE, Taken.OPEN)


def worst(found: Collection[Taken]) -> Taken:
    """The one of several that is told for all."""
    return next((kind for kind in _WORST_FIRST if kind in found), Taken.SLOPE)


def _judged(slope: LocalSlope, value: Single | None) -> Taken:
    if not slope.is_known:
        return Taken.OPEN
    if slope.derivative is not None:
        if value is None:  # nothing is sent where the slope is 0: that is the same
            return Taken.SLOPE if as_float(slope.derivative) == 0 else Taken.OTHER
        exact = as_float(slope.derivative)
        near = abs(float(value) - exact) <= max(float(SINGLE), float(SINGLE) * abs(exact))
        return Taken.SLOPE if near else Taken.OTHER
    ends = slope.ends
    if ends is not None:
        return Taken.CHOICE
    if isinstance(slope.left, Infinite | Undefined) and value is not None and not np.isfinite(value):
        return Taken.INFINITE
    return Taken.CHOICE


def _has_nan(row: Row) -> bool:
    return any(each != each for each in row.inputs)


def _as_computed(tape: Tape, rules: Rules) -> Tape:
    """A tape with the values that a framework has, where 0 and −0 meet, bounds cross, or one is NaN."""
    signs = {bool(np.signbit(each)) for row in tape.rows for each in row.inputs if each == 0}
    others = any(
        bounds_cross(row.operation, row.inputs) or row.operation in SUMMED or _has_nan(row)
        for row in tape.operations
    )
    if not rules.values or (len(signs) < 2 and not others):
        return tape
    rows: list[Row] = []
    for row in tape.rows:
        operands = tuple(
            operand if operand.source is None else replace(operand, single=rows[operand.source].single)
            for operand in row.operands
        )
        inputs = tuple(operand.single for operand in operands)
        single = computed(row.operation, inputs, rules.values) if row.operation else row.single
        rows.append(replace(row, operands=operands, single=single))
    return replace(tape, rows=tuple(rows))


def backward(tape: Tape, rules: Rules) -> Backward:
    """Go back through a tape by the rules of a framework, from 1 at f."""
    tape = _as_computed(tape, rules)
    refused = (index for index, row in enumerate(tape.rows) if rules.refusal(row.operation, row.inputs))
    if (first := next(refused, None)) is not None:
        return Backward(tape, rules, (None,) * len(tape.rows), 0.0, first)
    arriving: list[Single | None] = [None] * len(tape.rows)
    sizes = [0.0] * len(tape.rows)
    if tape.root is not None:
        arriving[tape.root], sizes[tape.root] = ONE, 1.0
    for index in range(len(tape.rows) - 1, 0, -1):
        g, row = arriving[index], tape.rows[index]
        if g is None:
            continue
        out = sent(rules, row.operation, g, row.inputs, row.single)
        slopes = sent(rules, row.operation, ONE, row.inputs, row.single)
        for operand, value, slope in zip(row.operands, out, slopes, strict=True):
            source = operand.source
            if source is None or value is None:
                continue
            arriving[source] = added(arriving[source], value)
            sizes[source] += sizes[index] * abs(float(slope if slope is not None else ZERO))
    return Backward(tape, rules, tuple(arriving), sizes[X])


def count_paths(tape: Tape) -> int:
    """How many ways there are from x to f."""
    ways = [0] * len(tape.rows)
    ways[X] = 1
    for index, row in enumerate(tape.operations, start=1):
        ways[index] = sum(ways[operand.source] for operand in row.operands if operand.source is not None)
    return 0 if tape.root is None else ways[tape.root]
