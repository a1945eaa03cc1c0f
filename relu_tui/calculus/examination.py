"""The four conditions for differentiability of f at a, each decided and reasoned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from relu_tui.calculus.decision.limit_values import Limit
from relu_tui.calculus.decision.proof import Proof, prove
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.language.line import Line, plain, told
from relu_tui.calculus.language.parsing import parse, parse_point, understood
from relu_tui.calculus.language.syntax import Expression
from relu_tui.calculus.status import Basis, Status

if TYPE_CHECKING:
    from relu_tui.calculus.decision.kink import Kink

CONDITIONS = ("continuous", "left_limit", "right_limit", "equal")
"""The conditions' names, in order."""


@dataclass(frozen=True)
class ConditionReport:
    """One of the four conditions.

    Attributes:
        id: One of `CONDITIONS`.
        status: Whether it holds.
        line: Why, in a sentence about this function.
        value: The limit that conditions 2 and 3 are about.
    """

    id: str
    status: Status
    line: Line
    value: Limit | None = None

    @property
    def reason(self) -> str:
        """Why it has its status, as the reader reads it."""
        return told(self.line)

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
            "reason": plain(self.line),
        }
        if self.value is not None:
            result["value"] = self.value.to_dict()
        return result


@dataclass(frozen=True)
class Examination(Proof):
    """What is proved of f at a, with the reasons in words; the fields are those of `Proof`."""

    @cached_property
    def conditions(self) -> tuple[ConditionReport, ConditionReport, ConditionReport, ConditionReport]:
        """The four conditions with their reasons."""
        from relu_tui.calculus.explanation.condition_reasons import reasons

        values = (None, self.left.slope, self.right.slope, None)
        one, two, three, four = (
            ConditionReport(*parts)
            for parts in zip(CONDITIONS, self.statuses, reasons(self), values, strict=True)
        )
        return one, two, three, four

    @cached_property
    def kink(self) -> Kink | None:
        """The kink of f at a, if it has one."""
        from relu_tui.calculus.decision.kink import kink

        return kink(self)

    def to_dict(self) -> dict[str, Any]:
        """The examination as `check --json` prints it."""
        return {
            "function": self.function.text,
            "at": self.at.text,
            "differentiable": self.differentiable,
            "derivative": None if self.derivative is None else decimal(self.derivative),
            "conditions": [condition.to_dict() for condition in self.conditions],
            "understood": understood(self.function),
            "notes": [
                {"said": note.said, "other": note.other} for note in (*self.function.notes, *self.at.notes)
            ],
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
    proof = prove(function, where)
    return Examination(function, where, proof.point, proof.value, proof.left, proof.right)
