"""What is proved of the limit of f itself: at a point, from both sides, or as x → ±∞."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import cached_property

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit, Undefined, Unknown
from relu_tui.calculus.decision.proof import continuous, equal, exists, locate, value_of
from relu_tui.calculus.decision.side_decision import decide
from relu_tui.calculus.decision.side_result import OneSide
from relu_tui.calculus.exact.constant import ZERO, Number
from relu_tui.calculus.language.substitution import substituted
from relu_tui.calculus.language.syntax import Binary, Expression, Literal, Numeric, Variable
from relu_tui.calculus.side import Side
from relu_tui.calculus.status import Status


class Horizon(IntEnum):
    """Where x goes when it goes past every bound."""

    PLUS = 1
    MINUS = -1


@dataclass(frozen=True)
class PointLimit:
    """What is proved of the limit of f at a point a.

    Attributes:
        function: f.
        at: a, as it was typed.
        point: a, exactly.
        value: f(a), or why there is none.
        left: What is proved left of a; only `approach`, `germ` and `choices` are about this question.
        right: The same, right of a.
    """

    function: Expression
    at: Expression
    point: Number
    value: Finite | Undefined | Unknown
    left: OneSide
    right: OneSide

    @cached_property
    def statuses(self) -> tuple[Status, Status, Status, Status, Status]:
        """Whether f has values near a; the left limit, the right one; are they equal; is it f(a)."""
        left, right = self.left.approach, self.right.approach
        return (
            _defined(left, right),
            exists(left),
            exists(right),
            equal(left, right),
            continuous(self.value, left, right),
        )

    @property
    def limit(self) -> Finite | Infinite | None:
        """The two-sided limit, finite or infinite, where it is proved that there is one."""
        left, right = self.left.approach, self.right.approach
        if isinstance(right, Finite) and self.statuses[3] is Status.HOLDS:
            return right
        return right if isinstance(right, Infinite) and left == right else None


@dataclass(frozen=True)
class EndLimit:
    """What is proved of the limit of f as x → +∞ or −∞.

    Attributes:
        function: f.
        horizon: Where x goes.
        inverted: f(1/t) or f(−1/t), as an expression in t.
        side: What is proved of it as t → 0⁺.
    """

    function: Expression
    horizon: Horizon
    inverted: Numeric
    side: OneSide

    @cached_property
    def statuses(self) -> tuple[Status, Status]:
        """Whether f has values for all large |x|; whether the limit exists."""
        return _defined(self.side.approach), exists(self.side.approach)

    @property
    def limit(self) -> Finite | Infinite | None:
        """The limit, finite or infinite, where it is proved that there is one."""
        approach = self.side.approach
        return approach if isinstance(approach, Finite | Infinite) else None


def limit_at(function: Expression, at: Expression) -> PointLimit:
    """Settle the limit of f at a point.

    Raises:
        ExpressionError: The point is not a number.
    """
    point = locate(at)
    left, right = (decide(function.tree, point, None, side) for side in (Side.LEFT, Side.RIGHT))
    return PointLimit(function, at, point, value_of(function, point), left, right)


def limit_at_end(function: Expression, horizon: Horizon) -> EndLimit:
    """Settle the limit of f as x goes past every bound: that of f(1/t), or f(−1/t), as t → 0⁺."""
    one = Literal(Fraction(int(horizon)), str(int(horizon)))
    inverted = substituted(function.tree, Binary("/", one, Variable()))
    return EndLimit(function, horizon, inverted, decide(inverted, ZERO, None, Side.RIGHT))


def _defined(*approaches: Limit) -> Status:
    """Whether f has values on all the sides."""
    if any(isinstance(approach, Undefined) for approach in approaches):
        return Status.FAILS
    if any(isinstance(approach, Unknown) for approach in approaches):
        return Status.UNDECIDED
    return Status.HOLDS
