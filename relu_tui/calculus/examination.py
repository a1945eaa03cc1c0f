"""The four conditions for differentiability of f at a, each decided and reasoned.

    1. f is continuous at a
    2. the left-hand limit of the difference quotient exists
    3. the right-hand limit of the difference quotient exists
    4. the two limits are equal

f is differentiable at a exactly when all four hold. (2 and 3 together already imply 1.)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from relu_tui.calculus.decision.branching import Side
from relu_tui.calculus.decision.limit_values import Finite, Limit, Undefined, Unknown, differ
from relu_tui.calculus.decision.one_side import OneSide, decide, value_at
from relu_tui.calculus.exact.constant import ZERO, Number
from relu_tui.calculus.exact.sign import compare, decimal
from relu_tui.calculus.explanation.obstacles import unsettled
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import Expression
from relu_tui.calculus.outcomes import ExpressionError, NotDefined, Undecided
from relu_tui.calculus.status import Basis, Status

if TYPE_CHECKING:
    from relu_tui.calculus.decision.kink import Kink

CONDITIONS = ("continuous", "left_limit", "right_limit", "equal")
"""The conditions' names, in order."""


@dataclass(frozen=True)
class Condition:
    """One of the four conditions.

    Attributes:
        id: One of `CONDITIONS`.
        status: Whether it holds.
        reason: Why, in a sentence about this function.
        value: The limit that conditions 2 and 3 are about.
    """

    id: str
    status: Status
    reason: str
    value: Limit | None = None

    @property
    def basis(self) -> Basis:
        """What is decided is proved; what is not has the table as evidence, and no more."""
        return Basis.EVIDENCE if self.status is Status.UNDECIDED else Basis.PROVED

    def to_dict(self) -> dict[str, Any]:
        """The condition as `check --json` prints it."""
        result: dict[str, Any] = {
            "id": self.id,
            "status": str(self.status),
            "basis": str(self.basis),
            "reason": self.reason,
        }
        if self.value is not None:
            result["value"] = self.value.to_dict()
        return result


@dataclass(frozen=True)
class Examination:
    """What is proved of f at a.

    Attributes:
        function: f.
        at: a, as it was typed.
        point: a, exactly.
        value: f(a), or why there is none.
        left: What is proved left of a.
        right: What is proved right of a.
    """

    function: Expression
    at: Expression
    point: Number
    value: Finite | Undefined | Unknown
    left: OneSide
    right: OneSide

    @cached_property
    def statuses(self) -> tuple[Status, Status, Status, Status]:
        """The four conditions' statuses, in order."""
        left, right = _exists(self.left.slope), _exists(self.right.slope)
        equal = _equal(self.left.slope, self.right.slope)
        continuous = _continuous(self.value, self.left.approach, self.right.approach)
        if left is right is Status.HOLDS:
            continuous = Status.HOLDS
        return continuous, left, right, equal

    @cached_property
    def conditions(self) -> tuple[Condition, Condition, Condition, Condition]:
        """The four conditions with their reasons."""
        from relu_tui.calculus.explanation.reasons import reasons

        values = (None, self.left.slope, self.right.slope, None)
        one, two, three, four = (
            Condition(*parts) for parts in zip(CONDITIONS, self.statuses, reasons(self), values, strict=True)
        )
        return one, two, three, four

    @cached_property
    def kink(self) -> Kink | None:
        """The kink of f at a, if it has one."""
        from relu_tui.calculus.decision.kink import kink

        return kink(self)

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

    def to_dict(self) -> dict[str, Any]:
        """The examination as `check --json` prints it."""
        return {
            "function": self.function.text,
            "at": self.at.text,
            "differentiable": self.differentiable,
            "derivative": None if self.derivative is None else decimal(self.derivative),
            "conditions": [condition.to_dict() for condition in self.conditions],
        }


def examine(expression: str | Expression, at: str | Expression = "0") -> Examination:
    """Decide the four conditions for differentiability of an expression in x at a point.

    Args:
        expression: f, such as `max(0, x)`.
        at: a, an expression without x, such as `0`, `1/3` or `pi/4`.

    Raises:
        ExpressionError: One of the two can't be read, or the point is not a number.
    """
    function = parse(expression) if isinstance(expression, str) else expression
    where = parse_point(at) if isinstance(at, str) else at
    point = locate(where)
    value = _value(function, point)
    number = value.number if isinstance(value, Finite) else None
    if isinstance(value, Unknown):
        unknown = OneSide(Side.LEFT, value, value), OneSide(Side.RIGHT, value, value)
        return Examination(function, where, point, value, *unknown)
    left = decide(function.tree, point, number, Side.LEFT)
    right = decide(function.tree, point, number, Side.RIGHT)
    return Examination(function, where, point, value, left, right)


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


def _value(function: Expression, point: Number) -> Finite | Undefined | Unknown:
    try:
        return Finite(value_at(function.tree, point))
    except NotDefined as trouble:
        return Undefined(str(trouble))
    except Undecided as trouble:
        return unsettled(trouble)


def _exists(limit: Limit) -> Status:
    if isinstance(limit, Unknown):
        return Status.UNDECIDED
    return Status.HOLDS if isinstance(limit, Finite) else Status.FAILS


def _equal(left: Limit, right: Limit) -> Status:
    if isinstance(left, Finite) and isinstance(right, Finite):
        try:
            return Status.FAILS if compare(left.number, right.number) else Status.HOLDS
        except Undecided:
            return Status.UNDECIDED
    return Status.FAILS if Status.FAILS in (_exists(left), _exists(right)) else Status.UNDECIDED


def _continuous(value: Finite | Undefined | Unknown, *approaches: Limit) -> Status:
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
