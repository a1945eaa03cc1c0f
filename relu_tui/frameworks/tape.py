"""The tape of a function at a point: a row for each operation, as autodiff records it, with what is proved.

Equal parts of an expression are one row, as where a program gives them a name. A row holds its value, exactly
and in float32, and its local slope in each operand, the others held still: proved, from both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import count, pairwise

import numpy as np
from flint import fmpq

from relu_tui.calculus.decision.branching import Side
from relu_tui.calculus.decision.limit_values import Finite, Limit, Undefined, Unknown
from relu_tui.calculus.decision.one_side import decide, value_at
from relu_tui.calculus.exact.constant import ONE, ZERO, Number
from relu_tui.calculus.exact.sign import as_float, compare
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.language.printing import to_readable
from relu_tui.calculus.language.syntax import (
    COMPARISONS,
    Binary,
    Call,
    Comparison,
    Condition,
    Conditional,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Numeric,
    Variable,
    depends_on_x,
)
from relu_tui.calculus.numerics.evaluation import nearest
from relu_tui.calculus.outcomes import NotDefined, Undecided
from relu_tui.frameworks.rules import Single, forward

MOST_ROWS = 120
"""Operations of a tape; a longer one is not made."""

X = 0
"""The row of x itself."""


class TooLongError(ValueError):
    """The expression has more operations than a tape is made of."""


@dataclass(frozen=True)
class LocalSlope:
    """What is proved of an operation's slope in one of its operands, the others held still.

    Attributes:
        left: The limit of the quotient from the left, in this operand.
        right: The same from the right.
    """

    left: Limit
    right: Limit

    @cached_property
    def derivative(self) -> Number | None:
        """The slope, where both sides have the one."""
        ends = self.ends
        return ends[0] if ends is not None and compare(*ends) == 0 else None

    @cached_property
    def ends(self) -> tuple[Number, Number] | None:
        """The slopes from the left and from the right, where both are numbers."""
        if isinstance(self.left, Finite) and isinstance(self.right, Finite):
            return self.left.number, self.right.number
        return None

    @property
    def is_known(self) -> bool:
        """Whether both sides were settled."""
        return not isinstance(self.left, Unknown) and not isinstance(self.right, Unknown)


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
        written: The operation with its operands by their names.
        value: Its exact value, or None where there is none or it could not be settled.
        trouble: Why there is no exact value; empty if there is one.
        single: Its value in float32.
        boundary: The condition that changes at this very point, for a `where`; empty if none does.
    """

    name: str
    operation: str
    operands: tuple[Operand, ...]
    node: Numeric
    written: str
    value: Number | None
    trouble: str
    single: Single
    boundary: str = ""

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


def record(examination: Examination) -> Tape:
    """The tape of a function at a point.

    Args:
        examination: What is proved of it there.

    Raises:
        TooLongError: It has more than `MOST_ROWS` operations.
    """
    recorder = _Recorder(examination)
    tree = examination.function.tree
    root = recorder.row_of(tree) if depends_on_x(tree) else None
    return Tape(examination, tuple(recorder.rows), root)


class _Recorder:
    """A tape while it is made."""

    def __init__(self, examination: Examination) -> None:
        self.point = examination.point
        self.names = _names()
        single = np.float32(as_float(self.point))
        self.rows: list[Row] = [Row("x", "", (), _X, "x", self.point, "", single)]
        self.index: dict[Numeric, int] = {}
        self.singles: dict[Numeric, Single] = {}

    # --- from the tree to rows ---

    def row_of(self, node: Numeric) -> int:
        """The row that computes a part in which x occurs."""
        if isinstance(node, Variable):
            return X
        if node not in self.index:
            self.index[node] = self._recorded(node)
        return self.index[node]

    def _recorded(self, node: Numeric) -> int:
        match node:
            case Negative(operand):
                return self._add(node, "negative", (operand,))
            case Binary("**", base, exponent):
                name = "whole power" if is_whole_number(exponent) else "power"
                return self._add(node, name, (base, exponent))
            case Binary(operator, left, right):
                return self._add(node, operator, (left, right))
            case Call("max" | "min" as name, (first, second, *others)):
                joined = Call(
                    name, (first, second)
                )  # of more than two, the way frameworks are asked for them
                for other in others:
                    joined = Call(name, (joined, other))
                if others:
                    return self.row_of(joined)
                return self._add(node, name, (first, second))
            case Call(name, arguments):
                return self._add(node, name, arguments)
            case Conditional(condition, body, otherwise):
                return self._where(node, condition, body, otherwise)
        raise AssertionError(node)

    def _add(self, node: Numeric, operation: str, parts: tuple[Numeric, ...]) -> int:
        sources = [self.row_of(part) if depends_on_x(part) else None for part in parts]
        values = [
            self._exact(part) if source is None else (self.rows[source].value, "")
            for part, source in zip(parts, sources, strict=True)
        ]
        value, trouble = self._exact(node)
        slopes = _slopes(operation, node, [number for number, _ in values], value)
        operands = tuple(
            self._operand(part, source, slope if source is not None else None)
            for part, source, slope in zip(parts, sources, slopes, strict=True)
        )
        written = to_readable(_with_names(node, tuple(operand.text for operand in operands)))
        single = forward(operation, tuple(operand.single for operand in operands))
        return self._append(Row("", operation, operands, node, written, value, trouble, single))

    def _where(self, node: Conditional, condition: Condition, body: Numeric, otherwise: Numeric) -> int:
        left, at, right = self._truths(condition)
        truth = self._holds(condition)
        weights = [LocalSlope(_weight(left, chosen), _weight(right, chosen)) for chosen in (True, False)]
        parts = [
            self._operand(part, self.row_of(part), weight)
            if depends_on_x(part)
            else self._operand(part, None, None)
            for part, weight in zip((body, otherwise), weights, strict=True)
        ]
        told = to_readable(condition)
        operands = (Operand(None, told, np.float32(truth)), *parts)
        names = Conditional(condition, *(Named(part.text) for part in parts))
        value, trouble = self._exact(node)
        boundary = "" if left == at == right and at is not None else told
        single = forward("where", tuple(operand.single for operand in operands))
        return self._append(
            Row("", "where", operands, node, to_readable(names), value, trouble, single, boundary)
        )

    def _append(self, row: Row) -> int:
        if len(self.rows) > MOST_ROWS:
            raise TooLongError(f"this has more than {MOST_ROWS} operations")
        self.rows.append(replace(row, name=next(self.names)))
        return len(self.rows) - 1

    def _operand(self, part: Numeric, source: int | None, slope: LocalSlope | None) -> Operand:
        text = to_readable(part) if source is None else self.rows[source].name
        return Operand(source, text, self._single(part), slope)

    # --- exactly ---

    def _exact(self, node: Numeric) -> tuple[Number | None, str]:
        try:
            return value_at(node, self.point), ""
        except (NotDefined, Undecided) as trouble:
            return None, str(trouble)

    def _truths(self, condition: Condition) -> tuple[bool | None, bool | None, bool | None]:
        """Whether a condition holds left of the point, at it, right of it; None where it is not settled."""
        indicator = Conditional(condition, _ONE, _NOUGHT)
        value, _ = self._exact(indicator)
        sides = [decide(indicator, self.point, value, side).approach for side in (Side.LEFT, Side.RIGHT)]
        left, right = (bool(side.number) if isinstance(side, Finite) else None for side in sides)
        return left, None if value is None else bool(value), right

    # --- in float32 ---

    def _single(self, node: Numeric) -> Single:
        """The value of a part in float32, as a framework computes it."""
        source = X if isinstance(node, Variable) else self.index.get(node)
        if source is not None:
            return self.rows[source].single
        if node not in self.singles:
            self.singles[node] = self._computed(node)
        return self.singles[node]

    def _computed(self, node: Numeric) -> Single:
        match node:
            case Literal(value):
                return np.float32(nearest(value.numerator, value.denominator))
            case Named(name):
                return np.float32(np.pi if name == "pi" else np.e)
            case Negative(operand):
                return forward("negative", (self._single(operand),))
            case Binary(operator, left, right):
                name = "power" if operator == "**" else operator
                return forward(name, (self._single(left), self._single(right)))
            case Call("max" | "min" as name, (first, *others)):
                extreme = self._single(first)
                for other in others:
                    extreme = forward(name, (extreme, self._single(other)))
                return extreme
            case Call(name, arguments):
                return forward(name, tuple(map(self._single, arguments)))
            case Conditional(condition, body, otherwise):
                return self._single(body if self._holds(condition) else otherwise)
        raise AssertionError(node)

    def _holds(self, condition: Condition) -> bool:
        """Whether a condition holds in float32, where NaN is unequal to everything."""
        match condition:
            case Negation(operand):
                return not self._holds(operand)
            case Junction(word, parts):
                return (all if word == "and" else any)(map(self._holds, parts))
            case Comparison(first, links):
                operands = [first, *(operand for _, operand in links)]
                values = list(map(self._single, operands))
                return all(
                    bool(COMPARISONS[symbol](*pair))
                    for (symbol, _), pair in zip(links, pairwise(values), strict=True)
                )


_X = Variable()
_ONE, _NOUGHT = Literal(Fraction(1), "1"), Literal(Fraction(0), "0")
_UNKNOWN = Unknown(Undecided("the slope of this operation was not settled"))


def is_whole_number(node: Numeric) -> bool:
    """Whether an exponent is a whole number as it is written; programs leave it a number of Python then."""
    match node:
        case Negative(Literal(value)) | Literal(value):
            return value.denominator == 1
    return False


def _names() -> Iterator[str]:
    """a, b, c and so on, without letters that mean something else; then a1, b1 and so on."""
    for number in count():
        for letter in "abcdghijklmnopqrstuvwyz":
            yield f"{letter}{number or ''}"


def _with_names(node: Numeric, names: tuple[str, ...]) -> Numeric:
    """An operation with its operands replaced by their names."""
    parts = tuple(Named(name) for name in names)
    match node:
        case Negative():
            return Negative(parts[0])
        case Binary(operator, _, Literal() as exponent) if operator == "**":
            return Binary(operator, parts[0], exponent)
        case Binary(operator):
            return Binary(operator, *parts)
        case Call(name):
            return Call(name, parts)
    return node


def _weight(truth: bool | None, chosen: bool) -> Limit:
    return _UNKNOWN if truth is None else Finite(ONE if truth is chosen else ZERO)


# --- local slopes ---------------------------------------------------------------------------------


def _slopes(
    operation: str, node: Numeric, values: list[Number | None], value: Number | None
) -> list[LocalSlope]:
    """What is proved of an operation's slope in each operand, at the operands' exact values.

    The four operations and max and min have theirs by the definition; the others are decided, with
    x in the operand's place, as every function is.
    """
    if any(number is None for number in values):
        nowhere = Undefined("an operand has no value")
        return [LocalSlope(nowhere, nowhere)] * len(values)
    known = [number for number in values if number is not None]
    try:
        if operation in _BY_DEFINITION:
            return _BY_DEFINITION[operation](*known)
        if operation in ("power", "whole power"):
            return _power_slopes(node, known, value)
        return [_decided(Call(operation, (_X,)), known[0], value)]
    except Undecided:
        return [LocalSlope(_UNKNOWN, _UNKNOWN)] * len(values)


def _decided(tree: Numeric, at: Number, value: Number | None) -> LocalSlope:
    left, right = (decide(tree, at, value, side).slope for side in (Side.LEFT, Side.RIGHT))
    return LocalSlope(left, right)


def _power_slopes(node: Numeric, values: list[Number], value: Number | None) -> list[LocalSlope]:
    """Those of u**v: decided in u where v has no x, and in v where u has none."""
    unknown = LocalSlope(_UNKNOWN, _UNKNOWN)
    if not isinstance(node, Binary):
        return [unknown, unknown]
    base, exponent = node.left, node.right
    first = _decided(Binary("**", _X, exponent), values[0], value) if not depends_on_x(exponent) else unknown
    second = _decided(Binary("**", base, _X), values[1], value) if not depends_on_x(base) else unknown
    return [first, second]


def _both(slope: Number) -> LocalSlope:
    return LocalSlope(Finite(slope), Finite(slope))


def _quotient_slopes(u: Number, v: Number) -> list[LocalSlope]:
    if compare(v, ZERO) == 0:
        nowhere = Undefined("the denominator is 0")
        return [LocalSlope(nowhere, nowhere)] * 2
    return [_both(ONE / v), _both(-u / (v * v))]


def _extreme_slopes(sign: int) -> Callable[[Number, Number], list[LocalSlope]]:
    """Those of max (sign 1) or min (−1): the operand that wins has slope 1; at a tie each has a kink."""

    def slopes(u: Number, v: Number) -> list[LocalSlope]:
        order = compare(u, v) * sign
        if order:
            return [_both(ONE if order > 0 else ZERO), _both(ONE if order < 0 else ZERO)]
        ends = (Finite(ZERO), Finite(ONE))
        kink = LocalSlope(*(ends if sign > 0 else reversed(ends)))
        return [kink, kink]

    return slopes


_BY_DEFINITION: dict[str, Callable[..., list[LocalSlope]]] = {
    "negative": lambda _u: [_both(fmpq(-1))],
    "+": lambda _u, _v: [_both(ONE), _both(ONE)],
    "-": lambda _u, _v: [_both(ONE), _both(fmpq(-1))],
    "*": lambda u, v: [_both(v), _both(u)],
    "/": _quotient_slopes,
    "max": _extreme_slopes(1),
    "min": _extreme_slopes(-1),
}
