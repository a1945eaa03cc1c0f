"""The exact values of the rows of a tape: each from those of its operands, so that a long one stays quick."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.decision.side_decision import decide, value_at
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.constant import ZERO, Constant, Number, rational
from relu_tui.calculus.exact.sign import is_zero
from relu_tui.calculus.language.substitution import substituted
from relu_tui.calculus.language.syntax import (
    LITERAL_0,
    LITERAL_1,
    Condition,
    Conditional,
    Numeric,
    depends_on_x,
)
from relu_tui.calculus.language.tree_building import Maker
from relu_tui.calculus.side import Side
from relu_tui.frameworks.operations import OPERATIONS, Reading, written_out

MOST_TERMS = 300
"""Terms of a number that a row has for its value: products of sums have ever more."""

LONGEST_FRACTION = 10_000
"""Bits of a fraction that is written out for an operation: about 3,000 digits."""


_ARITHMETIC: dict[str, Callable[..., Number]] = {
    "negative": operator.neg,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
"""What is computed of numbers of any kind."""

Truths = tuple[bool | None, bool | None, bool | None]
"""Whether a condition holds left of the point, at it, right of it; None where that is not settled."""


@dataclass(frozen=True)
class Value:
    """What is known of the value of a part.

    Attributes:
        number: The value; None where there is none, or none is known.
        is_settled: Whether that is proved.
    """

    number: Number | None
    is_settled: bool = True


class ExactValues:
    """The values at a point.

    Args:
        point: The point.
        written: The same as it is written.
        reading: The expression.
    """

    def __init__(self, point: Number, written: Numeric, reading: Reading) -> None:
        self.point = point
        self.written = written
        self.reading = reading

    def of(self, node: Numeric) -> Value:
        """The value of a part, computed from x on."""
        return _found(lambda: value_at(self.reading.written_out(node), self.point))

    def applied(self, operation: str, node: Numeric, operands: Sequence[Value]) -> Value:
        """The value of an operation on operands of these values.

        Args:
            operation: What is done.
            node: The part that it computes: where the operands don't suffice, it is computed from x on,
                as a framework's own operation may be that needs but some of them.
            operands: Their values.
        """
        known = [value.number for value in operands if value.number is not None]
        if len(known) < len(operands):
            missing = any(value.number is None and value.is_settled for value in operands)
            return self.of(node) if operation in OPERATIONS else Value(None, is_settled=missing)
        if operation in _ARITHMETIC:
            return _found(lambda: _settled(_ARITHMETIC[operation](*known)))
        fractions = [value for number in known if (value := _writable(number)) is not None]
        if len(fractions) < len(known):
            return self.of(node)
        return _found(lambda: value_at(_of_numbers(operation, fractions), ZERO))

    def held(self, part: Numeric, number: Number) -> Numeric:
        """An expression without x with the value of a part at the point: a fraction, or the part there."""
        plain = self.reading.written_out(part)
        if not depends_on_x(part):
            return plain
        found = _writable(number)
        return substituted(plain, self.written) if found is None else _fraction(Maker(), found)

    def truths(self, condition: Condition) -> Truths:
        """Whether a condition holds on the left, at the point and on the right."""
        indicator = Conditional(condition, LITERAL_1, LITERAL_0)
        value = self.of(indicator).number
        tree = self.reading.written_out(indicator)
        sides = [decide(tree, self.point, value, side).approach for side in (Side.LEFT, Side.RIGHT)]
        left, right = (bool(side.number) if isinstance(side, Finite) else None for side in sides)
        return left, None if value is None else bool(value), right


def _found(asked: Callable[[], Number]) -> Value:
    """What comes of a question about a value."""
    try:
        number = asked()
    except NotDefined:
        return Value(None)
    except Undecided:
        return Value(None, is_settled=False)
    too_long = isinstance(number, Constant) and len(number.numerator) > MOST_TERMS
    return Value(None, is_settled=False) if too_long else Value(number)


def _settled(number: Number) -> Number:
    """A number, as 0 where that is proved of it."""
    return ZERO if isinstance(number, Constant) and is_zero(number) else number


def _writable(number: Number) -> fmpq | None:
    """A number as a fraction, or None where it is none or one of too many digits."""
    found = rational(number)
    return found if found is not None and found.height_bits() <= LONGEST_FRACTION else None


def _fraction(make: Maker, number: fmpq) -> Numeric:
    return make.literal(Fraction(int(number.p), int(number.q)))


def _of_numbers(operation: str, numbers: Sequence[fmpq]) -> Numeric:
    """An operation on fractions, with no operation of a framework's own in it."""
    make = Maker()
    literals = [_fraction(make, number) for number in numbers]
    if operation in ("/", "power", "whole power"):
        return make.binary("/" if operation == "/" else "**", *literals)
    return written_out(make.call(operation, *literals), make)
