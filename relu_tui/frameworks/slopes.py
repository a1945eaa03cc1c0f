"""What is proved of one operation's slope in each of its operands, the others held still."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from flint import fmpq

from relu_tui.calculus.decision.limit_values import Finite, Limit, Undefined, Unknown
from relu_tui.calculus.decision.side_decision import decide
from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.constant import ONE, ZERO, Number
from relu_tui.calculus.exact.sign import compare
from relu_tui.calculus.language.syntax import Binary, Call, Numeric, Variable, depends_on_x
from relu_tui.calculus.side import Side
from relu_tui.frameworks.exact_values import Value
from relu_tui.frameworks.operations import OPERATIONS, formula

VARIABLE = Variable()
"""x, in the place of an operand."""
UNSETTLED = Unknown(Undecided("the slope of this operation was not settled"))


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


_NONE = LocalSlope(UNSETTLED, UNSETTLED)
"""Of what is not settled, and of what is no operand, of which nobody asks for it."""


def slopes(
    operation: str,
    parts: tuple[Numeric, ...],
    values: Sequence[Value],
    value: Value,
    held: Callable[[Numeric, Number], Numeric],
) -> list[LocalSlope]:
    """What is proved of an operation's slope in each operand, at the operands' exact values.

    The four operations and max and min have theirs by the definition; the others are decided, with
    x in the operand's place, as every function is.

    Args:
        operation: What is done.
        parts: To what.
        values: The exact value of each.
        value: What comes of it.
        held: An expression without x for a part that has such a value.
    """
    if any(each.number is None and each.is_settled for each in values):
        nowhere = Undefined("an operand has no value")
        return [LocalSlope(nowhere, nowhere)] * len(values)
    known = [each.number for each in values if each.number is not None]
    if len(known) < len(values):
        return [_NONE] * len(values)
    try:
        if operation in _BY_DEFINITION:
            return _BY_DEFINITION[operation](*known)
        if not value.is_settled:
            return [_NONE] * len(values)
        pairs = list(zip(parts, known, strict=True))
        return [
            _partial(operation, pairs, place, value.number, held) if depends_on_x(part) else _NONE
            for place, part in enumerate(parts)
        ]
    except Undecided:
        return [_NONE] * len(values)


def _partial(
    operation: str,
    pairs: Sequence[tuple[Numeric, Number]],
    place: int,
    value: Number | None,
    held: Callable[[Numeric, Number], Numeric],
) -> LocalSlope:
    """The slope in one operand, the others held at the values that they have at the point."""
    arguments = tuple(VARIABLE if index == place else held(*pair) for index, pair in enumerate(pairs))
    if operation in OPERATIONS:
        tree = formula(operation, arguments)
    elif operation in ("power", "whole power"):
        tree = Binary("**", *arguments)
    else:
        tree = Call(operation, arguments)
    return _decided(tree, pairs[place][1], value)


def _decided(tree: Numeric, at: Number, value: Number | None) -> LocalSlope:
    left, right = (decide(tree, at, value, side).slope for side in (Side.LEFT, Side.RIGHT))
    return LocalSlope(left, right)


def _both(slope: Number) -> LocalSlope:
    return LocalSlope(Finite(slope), Finite(slope))


def _quotient_slopes(u: Number, v: Number) -> list[LocalSlope]:
    if compare(v, ZERO) == 0:
        nowhere = Undefined("the denominator is 0")
        return [LocalSlope(nowhere, nowhere)] * 2
    return [_both(ONE / v), _both(-u / (v * v))]


def _extreme_slopes(sign: int) -> Callable[[Number, Number], list[LocalSlope]]:
    """Those of max (sign 1) or min (−1): the operand that wins has slope 1; at a tie each has a kink."""

    def at(u: Number, v: Number) -> list[LocalSlope]:
        order = compare(u, v) * sign
        if order:
            return [_both(ONE if order > 0 else ZERO), _both(ONE if order < 0 else ZERO)]
        ends = (Finite(ZERO), Finite(ONE))
        kink = LocalSlope(*(ends if sign > 0 else reversed(ends)))
        return [kink, kink]

    return at


_BY_DEFINITION: dict[str, Callable[..., list[LocalSlope]]] = {
    "negative": lambda _u: [_both(fmpq(-1))],
    "+": lambda _u, _v: [_both(ONE), _both(ONE)],
    "-": lambda _u, _v: [_both(ONE), _both(fmpq(-1))],
    "*": lambda u, v: [_both(v), _both(u)],
    "/": _quotient_slopes,
    "max": _extreme_slopes(1),
    "min": _extreme_slopes(-1),
}
