"""The limit of f itself, condition by condition: at a point, or as x → ±∞."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from relu_tui.calculus.decision.limit_proof import EndLimit, Horizon, PointLimit, limit_at, limit_at_end
from relu_tui.calculus.decision.limit_values import Finite, Limit, Undefined
from relu_tui.calculus.decision.proof import equal as same
from relu_tui.calculus.decision.side_decision import decide
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.examination import ConditionReport
from relu_tui.calculus.explanation.limit_reasons import ENDS, end_reasons, point_reasons
from relu_tui.calculus.explanation.phrases import limit_formula
from relu_tui.calculus.language.formula import Applied, Approach, Expressed, Formula, Symbol, equal
from relu_tui.calculus.language.line import Line, plain, told
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import Expression
from relu_tui.calculus.side import Side
from relu_tui.calculus.status import Status

AT_A_POINT = ("defined", "left_limit", "right_limit", "equal", "value")
AT_AN_END = ("defined", "limit")
"""The conditions' names, in order."""

HORIZONS = {
    **dict.fromkeys(("inf", "+inf", "oo", "+oo", "infinity", "+infinity", "∞", "+∞"), Horizon.PLUS),
    **dict.fromkeys(("-inf", "-oo", "-infinity", "-∞", "−∞", "−inf"), Horizon.MINUS),
}
"""How x → ±∞ is typed."""


@dataclass(frozen=True)
class FunctionLimit:
    """What is proved of the limit of f, with the reasons in words.

    Attributes:
        proof: What is proved.
    """

    proof: PointLimit | EndLimit

    @cached_property
    def conditions(self) -> tuple[ConditionReport, ...]:
        """The conditions with their reasons: five at a point, two as x → ±∞."""
        proof = self.proof
        if isinstance(proof, EndLimit):
            values: tuple[Limit | None, ...] = (None, proof.side.approach)
            parts = zip(AT_AN_END, proof.statuses, end_reasons(proof), values, strict=True)
        else:
            values = (None, proof.left.approach, proof.right.approach, None, None)
            parts = zip(AT_A_POINT, proof.statuses, point_reasons(proof), values, strict=True)
        return tuple(ConditionReport(*part) for part in parts)

    @property
    def target(self) -> Formula:
        """Where x goes: 0, π/4, +∞."""
        proof = self.proof
        return ENDS[proof.horizon][0] if isinstance(proof, EndLimit) else Expressed(proof.at.tree)

    @property
    def exists(self) -> bool | None:
        """Whether the limit exists as a number; None where that is undecided."""
        statuses = self.proof.statuses[: 2 if isinstance(self.proof, EndLimit) else 4]
        if Status.FAILS in statuses:
            return False
        return None if Status.UNDECIDED in statuses else True

    @property
    def verdict(self) -> str:
        """The answer in a sentence."""
        return told(self._verdict)

    @property
    def _verdict(self) -> Line:
        limit = self.proof.limit
        said = Approach("x", self.target, 0, Applied("f", Symbol("x")))
        if isinstance(limit, Finite):
            return (equal(said, formula(limit.number)), ".")
        if limit is not None:
            is_infinite = ": infinite, so it does not exist as a number."
            return (equal(said, limit_formula(limit)), is_infinite)
        if self.exists is None:
            return ("It is not settled whether ", said, " exists.")
        if isinstance(self.proof, PointLimit) and (only := _one_sided(self.proof)):
            return ("There is no two-sided limit; ", *only, ".")
        return (said, " does not exist.")

    @property
    def repair(self) -> str:
        """Where f(a) alone is missing or wrong: what it would have to be, and f′(a) then; else empty."""
        return told(self._repair)

    @cached_property
    def _repair(self) -> Line:
        proof = self.proof
        if isinstance(proof, EndLimit) or proof.statuses[4] is not Status.FAILS:
            return ()
        if not isinstance(proof.limit, Finite):
            return ()
        number = proof.limit.number
        at = Expressed(proof.at.tree)
        said: Line = ("With ", equal(Applied("f", at), formula(number)), " it would be continuous")
        tree = proof.function.tree
        left, right = (decide(tree, proof.point, number, side).slope for side in (Side.LEFT, Side.RIGHT))
        if isinstance(right, Finite) and same(left, right) is Status.HOLDS:
            return (*said, ", and ", Applied("f′", at), " would be ", formula(right.number), ".")
        return (*said, ".")

    def to_dict(self) -> dict[str, Any]:
        """The answer as `limit --json` prints it."""
        limit = self.proof.limit
        at = self.proof.horizon.name if isinstance(self.proof, EndLimit) else self.proof.at.text
        return {
            "function": self.proof.function.text,
            "at": {"PLUS": "inf", "MINUS": "-inf"}.get(at, at),
            "exists": self.exists,
            "limit": None if limit is None else limit.to_dict(),
            "conditions": [condition.to_dict() for condition in self.conditions],
            "verdict": plain(self._verdict),
            "repair": plain(self._repair) or None,
        }


def examine_limit(expression: str | Expression, at: str | Expression = "0") -> FunctionLimit:
    """Decide the limit of an expression in x at a point, or as x → ±∞.

    Args:
        expression: f, such as `sin(x)/x`.
        at: Where x goes: an expression without x, or `inf` or `-inf`.

    Raises:
        ExpressionError: One of the two can't be read, or the point is not a number.
    """
    function = parse(expression) if isinstance(expression, str) else expression
    if isinstance(at, str) and (horizon := HORIZONS.get(at.strip().lower())):
        return FunctionLimit(limit_at_end(function, horizon))
    where = parse_point(at) if isinstance(at, str) else at
    return FunctionLimit(limit_at(function, where))


def _one_sided(proof: PointLimit) -> Line:
    """The limit on the only side on which f has values, in words; empty where it has values on both."""
    for side, other, name in ((proof.left, proof.right, "left"), (proof.right, proof.left, "right")):
        if isinstance(other.approach, Undefined) and not isinstance(side.approach, Undefined):
            said = f"from the {name}, the only side where f has values, it is "
            return (said, limit_formula(side.approach))
    return ()
