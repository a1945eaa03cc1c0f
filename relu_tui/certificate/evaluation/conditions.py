"""Conditions: a branch is taken where it is proved which, else both are enclosed."""

from __future__ import annotations

from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.syntax import (
    COMPARISONS,
    Call,
    Comparison,
    Condition,
    Conditional,
    Junction,
    Literal,
    Named,
    Negation,
    Numeric,
    Variable,
)
from relu_tui.certificate.errors import NoValue, TooShort, Unproved
from relu_tui.certificate.evaluation.extremes import is_nought
from relu_tui.certificate.evaluation.walk import Walk
from relu_tui.certificate.ranges import UNIT
from relu_tui.certificate.taylor_models import (
    Model,
    add,
    enclosure,
    multiply,
    sign,
    spread,
    subtract,
)


class Conditions(Walk):
    """Expressions with a condition."""

    def _conditional(self, node: Conditional) -> Model:
        truth = self._truth(node, node.condition)
        if truth is not None:
            return self._model(node.body if truth else node.otherwise)
        try:
            body = self._model(node.body)
        except NoValue as trouble:
            return self._other(node.otherwise, trouble)
        try:
            otherwise = self._model(node.otherwise)
        except NoValue as trouble:
            return self._other(node.body, trouble)
        both = subtract(self.interval, body, otherwise)
        return add(self.interval, otherwise, multiply(self.interval, spread(UNIT), both))

    def _other(self, branch: Numeric, trouble: NoValue) -> Model:
        """What a condition is wherever it has a value, where one of its branches has none at any h."""
        if not self.interval.passes_holes():
            raise Unproved(f"a branch without a value may be taken: {trouble}") from None
        return self._model(branch)

    def _truth(self, part: Conditional, condition: Condition) -> bool | None:
        """Whether a condition holds at every h, or at none; None where a wave hides it."""
        match condition:
            case Negation(operand):
                found = self._truth(part, operand)
                return None if found is None else not found
            case Junction(operator, pieces):
                return self._junction(part, operator == "and", pieces)
            case Comparison(first, links):
                return self._comparison(part, first, links)

    def _junction(self, part: Conditional, every: bool, pieces: tuple[Condition, ...]) -> bool | None:
        """As Python reads it: a piece is not asked once the answer is known."""
        result: bool | None = every
        for piece in pieces:
            try:
                found = self._truth(part, piece)
            except NoValue as trouble:
                if result is not every:
                    raise Unproved(f"a condition without a value may be asked: {trouble}") from None
                raise
            if found is not None and found is not every:
                return found if result is every else None
            if found is None:
                result = None
        return result

    def _comparison(
        self, part: Conditional, first: Numeric, links: tuple[tuple[str, Numeric], ...]
    ) -> bool | None:
        left, before, hidden = self._model(first), first, False
        for operator, operand in links:
            try:
                right = self._model(operand)
            except NoValue as trouble:
                if hidden:
                    raise Unproved(f"a condition without a value may be asked: {trouble}") from None
                raise
            try:
                found = sign(self.interval, subtract(self.interval, left, right))
            except TooShort:
                holds = self._hidden(operator, before, operand, subtract(self.interval, left, right))
            else:
                self._noted(part.condition, _difference(before, operand), found)
                holds = bool(COMPARISONS[operator](found, 0))
            if holds is False:
                return None if hidden else False
            hidden = hidden or holds is None
            left, before = right, operand
        return None if hidden else True

    def _hidden(self, operator: str, left: Numeric, right: Numeric, difference: Model) -> bool | None:
        """A comparison whose sign is hidden, but which may hold all the same: sin(1/x) ≤ 1, u − ⌊u⌋ < 1."""
        if self._has_wholes:
            step = self._wholes.floor_of_difference(left, right)
            if step is not None and operator in (">=", "<"):
                return (step >= 0) == (operator == ">=")
        total = enclosure(self.interval, difference)[1]
        if total.high <= 0 and operator in ("<=", ">"):
            return operator == "<="
        if total.low >= 0 and operator in (">=", "<"):
            return operator == ">="
        return None


def _difference(left: Numeric, right: Numeric) -> str:
    if is_nought(right):
        return to_text(left)
    plain = isinstance(right, Literal | Variable | Named | Call)
    return f"{to_text(left)} - {to_text(right)}" if plain else f"{to_text(left)} - ({to_text(right)})"
