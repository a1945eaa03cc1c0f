"""Whether a condition holds near a: at every point, at none, or now and then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from relu_tui.calculus.decision import signs_by_form
from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases, NotDefined
from relu_tui.calculus.germs import germ as germs
from relu_tui.calculus.language.syntax import (
    COMPARISONS,
    Binary,
    Comparison,
    Condition,
    Junction,
    Negation,
    Numeric,
    depends_on_x,
)

if TYPE_CHECKING:
    from relu_tui.calculus.decision.expansion import Expansion


class Conditions:
    """The truth of conditions on one side of a.

    Args:
        expansion: That of the numbers in them.
    """

    def __init__(self, expansion: Expansion) -> None:
        self.expansion = expansion

    def truth(self, node: Condition) -> bool | None:
        """Whether a condition holds for every small h, fails for every one, or (None) comes and goes."""
        match node:
            case Negation(operand):
                truth = self.truth(operand)
                return None if truth is None else not truth
            case Junction(operator, parts):
                return self._junction(parts, decisive=operator == "or")
            case Comparison(first, links):
                return self._chain(first, links)

    def _junction(self, parts: tuple[Condition, ...], *, decisive: bool) -> bool | None:
        """`or` ends at the first true part, `and` at the first false one."""
        result: bool | None = not decisive
        for part in parts:
            truth = self._where_settled(partial(self.truth, part), result is not None)
            if truth is decisive:
                return decisive
            if truth is None:
                result = None
        return result

    def _where_settled(self, question: Callable[[], bool | None], settled: bool) -> bool | None:
        """A part that is only asked for now and then may be undefined when it is not asked for."""
        try:
            return question()
        except NotDefined as trouble:
            if settled:
                raise
            raise NeedPhases(str(trouble)) from None

    def _chain(self, first: Numeric, links: tuple[tuple[str, Numeric], ...]) -> bool | None:
        left = first
        result: bool | None = True
        for operator, right in links:
            truth = self._where_settled(partial(self._compared, operator, left, right), result is not None)
            if truth is False:
                return False
            if truth is None:
                result = None
            left = right
        return result

    def _compared(self, operator: str, left: Numeric, right: Numeric) -> bool | None:
        u, v = self.expansion.germ(left), self.expansion.germ(right)
        direction, strict = 0, True
        difference = germs.ZERO
        if left is not right:
            try:
                difference = u.minus(v)
                direction, strict = difference.weak_sign()
            except NeedPhases:
                by_form = signs_by_form.order(left, right)
                if by_form is None:
                    return None
                direction, strict = by_form
            except NeedMoreTerms:
                if not self.expansion.setting.patient or not self.expansion.identities.equal(left, right):
                    raise
        if strict:
            if left is not right and depends_on_x(left) | depends_on_x(right):
                asked, subject = Comparison(left, ((operator, right),)), Binary("-", left, right)
                self.expansion.choices.append(Choice(asked, None, subject, difference, direction))
            return bool(COMPARISONS[operator](direction, 0))
        # the two are equal at times, at times not
        outcomes = {bool(COMPARISONS[operator](sign, 0)) for sign in (direction, 0)}
        return outcomes.pop() if len(outcomes) == 1 else None
