"""What is proved of f at a: the record, without words.

    1. f is continuous at a
    2. the left-hand limit of the difference quotient exists
    3. the right-hand limit of the difference quotient exists
    4. the two limits are equal

f is differentiable at a exactly when all four hold. (2 and 3 together already imply 1.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from relu_tui.calculus.decision.limit_values import Finite, Limit, Undefined, Unknown, differ
from relu_tui.calculus.decision.side_decision import decide, value_at
from relu_tui.calculus.decision.side_result import OneSide
from relu_tui.calculus.errors import ExpressionError, NotDefined, Undecided
from relu_tui.calculus.exact.constant import ZERO, Number
from relu_tui.calculus.exact.sign import compare
from relu_tui.calculus.language.syntax import (
    LITERAL_1,
    Binary,
    Call,
    Conditional,
    Expression,
    Negative,
    Node,
    Numeric,
    children,
    depends_on_x,
)
from relu_tui.calculus.side import Side
from relu_tui.calculus.status import Status

MOST_CONSTANTS = 8
"""Constant parts of a function that are asked for a value while it is typed."""


@dataclass(frozen=True)
class Proof:
    """What is proved of f at a.

    Attributes:
        function: f.
        at: a, as it was typed.
        point: a, exactly.
        value: f(a), or why there is none.
        left: What is proved left of a.
        right: What is proved right of a.
        name: What f is called in words: `f`, or `f′` where it is the derivative of what was asked about.
    """

    function: Expression
    at: Expression
    point: Number
    value: Finite | Undefined | Unknown
    left: OneSide
    right: OneSide
    name: str = "f"

    def on(self, side: Side) -> OneSide:
        """What is proved on a side of a."""
        return self.left if side is Side.LEFT else self.right

    @cached_property
    def statuses(self) -> tuple[Status, Status, Status, Status]:
        """The four conditions' statuses, in order."""
        left, right = exists(self.left.slope), exists(self.right.slope)
        first = continuous(self.value, self.left.approach, self.right.approach)
        if left is right is Status.HOLDS:
            first = Status.HOLDS
        return first, left, right, equal(self.left.slope, self.right.slope)

    @property
    def differentiable(self) -> bool | None:
        """Whether f is differentiable at a, or None where that is undecided."""
        if Status.FAILS in self.statuses:
            return False
        return None if Status.UNDECIDED in self.statuses else True

    @property
    def derivative(self) -> Number | None:
        """f′(a), where f is differentiable at a."""
        slope = self.right.slope
        return slope.number if self.differentiable and isinstance(slope, Finite) else None


def prove(function: Expression, at: Expression) -> Proof:
    """Settle what can be settled of f at a.

    Raises:
        ExpressionError: The point is not a number.
    """
    point = locate(at)
    value = value_of(function, point)
    if isinstance(value, Unknown):
        unknown = OneSide(Side.LEFT, value, value), OneSide(Side.RIGHT, value, value)
        return Proof(function, at, point, value, *unknown)
    number = value.number if isinstance(value, Finite) else None
    left, right = (decide(function.tree, point, number, side) for side in (Side.LEFT, Side.RIGHT))
    return Proof(function, at, point, value, left, right)


def locate(at: Expression) -> Number:
    """The number that a point is.

    Raises:
        ExpressionError: It is not a number, or could not be computed exactly.
    """
    try:
        return value_at(at.tree, ZERO)
    except NotDefined as trouble:
        raise ExpressionError(f"{at.text} is not a number", None, str(trouble)) from None
    except Undecided as trouble:
        raise ExpressionError(f"{at.text} could not be computed exactly", None, str(trouble)) from None


def value_of(function: Expression, point: Number) -> Finite | Undefined | Unknown:
    """f(a), or why there is none."""
    try:
        return Finite(value_at(function.tree, point))
    except NotDefined as trouble:
        return Undefined(str(trouble))
    except Undecided as trouble:
        return Unknown(trouble)


def part_without_value(tree: Numeric) -> tuple[Numeric, str] | None:
    """A part of a function in which x does not occur and which has no value, such as 1/0, and why.

    As many parts are asked as `MOST_CONSTANTS`: it is asked at every key while a function is typed.
    """
    for part in islice(_constants(tree), MOST_CONSTANTS):
        try:
            value_at(part, ZERO)
        except NotDefined as trouble:
            return part, str(trouble)
        except Undecided:
            continue
    return None


def _constants(tree: Numeric) -> Iterator[Numeric]:
    """The largest parts in which x does not occur and something is computed; 1 over what is divided by."""
    waiting: list[Node] = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Binary | Call | Conditional | Negative) and not depends_on_x(part):
            yield part
        elif isinstance(part, Binary) and part.operator == "/" and not depends_on_x(part.right):
            yield Binary("/", LITERAL_1, part.right)
            waiting.append(part.left)
        else:
            waiting += reversed(children(part))


def exists(limit: Limit) -> Status:
    """Whether a limit is a number."""
    if isinstance(limit, Unknown):
        return Status.UNDECIDED
    return Status.HOLDS if isinstance(limit, Finite) else Status.FAILS


def equal(left: Limit, right: Limit) -> Status:
    """Whether two limits are one number."""
    if isinstance(left, Finite) and isinstance(right, Finite):
        try:
            return Status.FAILS if compare(left.number, right.number) else Status.HOLDS
        except Undecided:
            return Status.UNDECIDED
    return Status.FAILS if Status.FAILS in (exists(left), exists(right)) else Status.UNDECIDED


def continuous(value: Finite | Undefined | Unknown, *approaches: Limit) -> Status:
    """Continuity on the domain near a: a side where f is not defined does not count."""
    if isinstance(value, Undefined):
        return Status.FAILS
    if isinstance(value, Unknown):
        return Status.UNDECIDED
    result = Status.HOLDS
    for approach in approaches:
        if isinstance(approach, Undefined):
            continue
        if isinstance(approach, Unknown):
            result = Status.UNDECIDED
            continue
        try:
            if not isinstance(approach, Finite) or differ(approach, value):
                return Status.FAILS
        except Undecided:
            result = Status.UNDECIDED
    return result
