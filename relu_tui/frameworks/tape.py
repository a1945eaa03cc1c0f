"""The tape of a function at a point: a row for each operation, as autodiff records it, with what is proved.

Equal parts of an expression are one row, as where a program gives them a name. A row holds its value, exactly
and in float32, and its local slope in each operand, the others held still: proved, from both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

import numpy as np

from relu_tui.calculus.budget import LIMIT, bounded
from relu_tui.calculus.decision.limit_values import Finite, Limit
from relu_tui.calculus.exact.constant import ONE, ZERO
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.language.printing import shown_node
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Condition,
    Conditional,
    Named,
    Negative,
    Numeric,
    Variable,
    depends_on_x,
    nodes,
)
from relu_tui.frameworks.every_framework import has_rules
from relu_tui.frameworks.exact_values import ExactValues, Value
from relu_tui.frameworks.float32_parts import Singles, computed
from relu_tui.frameworks.function_rules import Single
from relu_tui.frameworks.operations import Reading, for_reading, read
from relu_tui.frameworks.slopes import UNSETTLED, VARIABLE, LocalSlope, slopes

MOST_WORK = 8 * LIMIT
"""Products of coefficients that all rows together may spend; those left are predicted, and not settled."""

X = 0
"""The row of x itself."""


class NoTapeError(ValueError):
    """There is no tape: nobody has told what frameworks do with one of the functions."""


@dataclass(frozen=True)
class Operand:
    """What an operation is applied to.

    Attributes:
        source: The row it comes from, or None for a constant, to which no gradient goes.
        text: As it is read: the name of the row, `x`, a number.
        single: Its value in float32.
        slope: What is proved of the operation's slope in it; None for a constant.
    """

    source: int | None
    text: str
    single: Single
    slope: LocalSlope | None = None


@dataclass(frozen=True)
class Row:
    """An operation.

    Attributes:
        name: `a`, `b`, …; `x` for the first row, which is x itself.
        operation: What is done, as `rules` names it; empty for x.
        operands: To what.
        node: The part of the expression that it computes.
        formula: The operation with its operands by their names.
        value: What is known of its exact value.
        single: Its value in float32.
        boundary: The condition that changes at this very point, for a `where`; None if none does.
    """

    name: str
    operation: str
    operands: tuple[Operand, ...]
    node: Numeric
    formula: Numeric
    value: Value
    single: Single
    boundary: Condition | None = None

    @property
    def written(self) -> str:
        """The operation with its operands, as the reader reads it."""
        return shown_node(self.formula)

    @property
    def inputs(self) -> tuple[Single, ...]:
        """The values of its operands in float32."""
        return tuple(operand.single for operand in self.operands)


@dataclass(frozen=True)
class Tape:
    """The operations of f at a, in the order they are computed: each after its operands.

    Attributes:
        examination: What is proved of f at a.
        rows: x, then the operations.
        root: The row that is f, or None for a function in which x does not occur.
    """

    examination: Examination
    rows: tuple[Row, ...]
    root: int | None

    @property
    def operations(self) -> tuple[Row, ...]:
        """The rows without that of x."""
        return self.rows[1:]

    @cached_property
    def uses(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each row: who takes it as an operand, as (row, place among its operands)."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.rows]
        for index, entry in enumerate(self.rows):
            for place, operand in enumerate(entry.operands):
                if operand.source is not None:
                    found[operand.source].append((index, place))
        return tuple(map(tuple, found))


def record(examination: Examination, reading: Reading | None = None) -> Tape:
    """The tape of a function at a point.

    Args:
        examination: What is proved of it there.
        reading: The function, if not with every operation of a framework's own that it names.

    Raises:
        NoTapeError: It has a function without rules.
    """
    reading = reading or read(examination.function)
    for node in nodes(reading.tree):
        if isinstance(node, Call) and node.name in FUNCTIONS and not has_rules(node.name):
            raise NoTapeError(f"what frameworks return through {node.name} is not known")
    exact = ExactValues(examination.point, examination.at.tree, reading)
    recorder = _Recorder(exact, np.float32(as_float(examination.point)))
    with bounded(MOST_WORK):
        root = recorder.row_of(reading.tree) if depends_on_x(reading.tree) else None
    return Tape(examination, tuple(recorder.rows), root)


class _Recorder:
    """A tape while it is made."""

    def __init__(self, exact: ExactValues, single: Single) -> None:
        self.exact = exact
        self.names = _names()
        self.rows: list[Row] = [Row("x", "", (), VARIABLE, VARIABLE, Value(exact.point), single)]
        self.index: dict[Numeric, int] = {}
        self.singles = Singles({"x": single})

    # --- from the tree to rows ---

    def row_of(self, node: Numeric) -> int:
        """The row that computes a part in which x occurs, after those that it is computed from."""
        for part in reversed(self._chain(node)):
            if isinstance(part, Conditional):
                self.index[part] = self._where(part, part.condition, part.body, part.otherwise)
            else:
                self.index[part] = self._add(part, *self.singles.step(part))
        return X if isinstance(node, Variable) else self.index[node]

    def _chain(self, node: Numeric) -> list[Numeric]:
        """A part that has no row yet, the first of what it is computed from, the first of that, and so on.

        A sum of 500 terms is 500 operations deep: none of them waits for the others.
        """
        found: list[Numeric] = []
        while not isinstance(node, Variable) and node not in self.index and depends_on_x(node):
            found.append(node)
            node = node.body if isinstance(node, Conditional) else self.singles.step(node)[1][0]
        return found

    def _add(self, node: Numeric, operation: str, parts: tuple[Numeric, ...]) -> int:
        sources = list(map(self._source, parts))
        values = list(map(self._value, parts, sources))
        value = self.exact.applied(operation, node, values)
        proved = slopes(operation, parts, values, value, self.exact.held)
        operands = tuple(
            self._operand(part, source, slope if source is not None else None)
            for part, source, slope in zip(parts, sources, proved, strict=True)
        )
        names = tuple(
            part if operand.source is None else Named(operand.text)
            for part, operand in zip(parts, operands, strict=True)
        )
        formula = for_reading(_with_parts(node, names))
        singles = tuple(operand.single for operand in operands)
        single = computed(operation, singles)
        return self._append(Row("", operation, operands, node, formula, value, single))

    def _where(self, node: Conditional, condition: Condition, body: Numeric, otherwise: Numeric) -> int:
        left, at, right = self.exact.truths(condition)
        truth = self.singles.holds(condition)
        weights = [LocalSlope(_weight(left, chosen), _weight(right, chosen)) for chosen in (True, False)]
        sources = list(map(self._source, (body, otherwise)))
        parts = [
            self._operand(part, source, None if source is None else weight)
            for part, source, weight in zip((body, otherwise), sources, weights, strict=True)
        ]
        operands = (Operand(None, to_readable(condition), np.float32(truth)), *parts)
        names = Conditional(condition, *(Named(part.text) for part in parts))
        values = list(map(self._value, (body, otherwise), sources))
        value = self.exact.of(node) if at is None else values[0 if at else 1]
        boundary = None if left == at == right and at is not None else condition
        single = computed("where", tuple(operand.single for operand in operands))
        return self._append(Row("", "where", operands, node, names, value, single, boundary))

    def _append(self, row: Row) -> int:
        self.singles.known[row.node] = row.single
        self.rows.append(replace(row, name=next(self.names)))
        return len(self.rows) - 1

    def _operand(self, part: Numeric, source: int | None, slope: LocalSlope | None) -> Operand:
        text = to_readable(part) if source is None else self.rows[source].name
        return Operand(source, text, self.singles.number(part), slope)

    def _source(self, part: Numeric) -> int | None:
        """The row of an operand; None for a constant."""
        return self.row_of(part) if depends_on_x(part) else None

    def _value(self, part: Numeric, source: int | None) -> Value:
        return self.exact.of(part) if source is None else self.rows[source].value


def _names() -> Iterator[str]:
    """a, b, c and so on, without letters that mean something else; then a1, b1 and so on."""
    for number in count():
        for letter in "abcdghijklmnopqrstuvwyz":
            yield f"{letter}{number or ''}"


def _with_parts(node: Numeric, parts: tuple[Numeric, ...]) -> Numeric:
    """An operation with others in the place of its operands."""
    match node:
        case Negative():
            return Negative(parts[0])
        case Binary(operator):
            return Binary(operator, *parts)
        case Call(name):
            return Call(name, parts)
    return node


def _weight(truth: bool | None, chosen: bool) -> Limit:
    return UNSETTLED if truth is None else Finite(ONE if truth is chosen else ZERO)
