"""The second and third derivative at a point, by the same four conditions, asked of f′ and f″.

f″(a) is the derivative of f′ at a. On each side of a, close enough, f is made of one branch, if every one of
its breaks (`breaks`) keeps its sign there; then f is analytic on that side, and f′ is what the rules of the
calculus give (`language.differentiation`). At a itself f′(a) is what was proved one step before, not what
the rules give. Where a break comes back again and again near a, f′ has no value at points as near to a as
you like, or may have none, and nothing is claimed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from relu_tui.calculus.budget import bounded
from relu_tui.calculus.decision.expansion import Expansion
from relu_tui.calculus.decision.limit_values import Finite, Unknown
from relu_tui.calculus.decision.proof import Proof, prove
from relu_tui.calculus.decision.side_decision import decide
from relu_tui.calculus.decision.side_result import OneSide
from relu_tui.calculus.errors import NeedMoreTerms, NotDefined, Undecided, without_frames
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.constant_printing import formula, write
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import Scale
from relu_tui.calculus.language.differentiation import NotWrittenError, derivative
from relu_tui.calculus.language.formula import Applied, Expressed, equal
from relu_tui.calculus.language.line import Line, plain, told
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import Call, Expression, Numeric
from relu_tui.calculus.questions.breaks import Break, Breaks
from relu_tui.calculus.side import Side

MOST_ORDER = 5
"""The highest derivative that is asked for."""

ORDERS = (4, 8, 16)
"""Taylor coefficients kept, in turn, to find the sign of a break near the point."""

NAMES = ("f", "f′", "f″", "f‴", "f⁗", "f⁽⁵⁾")
"""What a derivative is called."""


@dataclass(frozen=True)
class Higher:
    """What is proved of f, f′, f″, … at a point, as far as one follows from the other.

    Attributes:
        order: Which derivative was asked for.
        steps: The examination of f, then that of f′, and so on; the last is about the one before the
            derivative asked for, unless an earlier one is not differentiable there.
    """

    order: int
    steps: tuple[Examination, ...]

    @property
    def value(self) -> Number | None:
        """The derivative asked for, where it is proved to exist."""
        return self.steps[-1].derivative if len(self.steps) == self.order else None

    @property
    def exists(self) -> bool | None:
        """Whether it exists; None where that is undecided."""
        last = self.steps[-1].differentiable
        return last if len(self.steps) == self.order or last is not True else None

    @property
    def verdict(self) -> str:
        """The answer in a sentence."""
        return told(self._verdict)

    @property
    def _verdict(self) -> Line:
        last, at = self.steps[-1], Expressed(self.steps[0].at.tree)
        asked = Applied(NAMES[self.order], at)
        if self.value is not None:
            return (equal(asked, formula(self.value)), ".")
        which = Applied(NAMES[len(self.steps)], at)
        if last.differentiable is None:
            return ("It is not settled whether ", which, " exists.")
        if len(self.steps) < self.order:
            return (asked, " does not exist, for ", which, " does not.")
        return (asked, " does not exist.")

    @property
    def continuous_derivative(self) -> bool | None:
        """Whether f′ is continuous at the point; None where that is undecided, or was not asked."""
        if len(self.steps) < 2:
            return False if self.steps[0].differentiable is False else None
        return {"holds": True, "fails": False}.get(self.steps[1].statuses[0])

    def to_dict(self) -> dict[str, Any]:
        """The answer as `check --order N --json` prints it."""
        return {
            "order": self.order,
            "exists": self.exists,
            "value": None if self.value is None else write(self.value, 99),
            "derivative_is_continuous": self.continuous_derivative,
            "verdict": plain(self._verdict),
            "steps": [{"of": step.name, **step.to_dict()} for step in self.steps],
        }


def examine_higher(expression: str | Expression, at: str | Expression = "0", order: int = 2) -> Higher:
    """Decide whether a derivative of a higher order exists at a point, and what it is.

    Args:
        expression: f.
        at: a.
        order: 2 for f″(a), 3 for f‴(a), up to `MOST_ORDER`.

    Raises:
        ExpressionError: One of the two can't be read, or the point is not a number.
    """
    function = parse(expression) if isinstance(expression, str) else expression
    where = parse_point(at) if isinstance(at, str) else at
    proof = prove(function, where)
    steps = [proof]
    while len(steps) < order and steps[-1].derivative is not None:
        steps.append(_following(proof, steps[-1], NAMES[len(steps)]))
    return Higher(order, tuple(_examination(step) for step in steps))


def _examination(proof: Proof) -> Examination:
    return Examination(
        proof.function, proof.at, proof.point, proof.value, proof.left, proof.right, proof.name
    )


def _following(first: Proof, proof: Proof, name: str) -> Proof:
    """What is proved of the derivative of what a proof is about, given its value at the point."""
    value = proof.derivative
    assert value is not None  # noqa: S101 - asked of a differentiable function only
    tree = proof.function.tree
    known = Breaks(first.function.tree)
    breaks = known.found
    if tree is not first.function.tree:
        # those at which f is not smooth are among the first; the rule may fail at more, as for |x|**(5/2)
        breaks += [one for one in Breaks(tree).found if one.steep]
    try:
        if not known.all_known:
            raise Undecided("where f may fail to be smooth near the point is not known")
        slope = derivative(tree)
    except (NotWrittenError, Undecided) as trouble:
        unknown = Unknown(Undecided(str(trouble)))
        sides = [OneSide(side, unknown, unknown) for side in (Side.LEFT, Side.RIGHT)]
        return replace(proof, value=Finite(value), left=sides[0], right=sides[1], name=name)
    left, right = (_side(slope, proof.point, value, side, breaks) for side in (Side.LEFT, Side.RIGHT))
    function = Expression(name, slope)
    return Proof(function, proof.at, proof.point, Finite(value), left, right, name)


def _side(slope: Numeric, point: Number, value: Number, side: Side, breaks: list[Break]) -> OneSide:
    for one in breaks:
        trouble = _comes_back(one, point, side)
        if trouble is not None:
            unknown = Unknown(trouble)
            return OneSide(side, unknown, unknown)
    return decide(slope, point, value, side)


def _comes_back(one: Break, point: Number, side: Side) -> Undecided | None:
    """What stands in the way of a proof that a break is not met near the point on a side, or None."""
    trouble: Undecided = Undecided("a branch changes again and again near the point, or may")
    for order in ORDERS:
        try:
            with bounded():
                walk = Expansion(point, side, Setting(order))
                if one.whole:
                    step = walk.germ(Call("floor", (one.asked,)))
                    upper = walk.germ(Call("ceil", (one.asked,)))
                    flat = all(g.is_exact and all(s == Scale() for s, _ in g.terms) for g in (step, upper))
                    return None if flat else trouble
                if walk.germ(one.asked).leading_sign():
                    return None
                return Undecided("a root or the like is met all along that side") if one.steep else None
        except NeedMoreTerms as need:
            trouble = without_frames(need)
        except NotDefined:
            return Undecided("f has no values near the point on that side")
        except Undecided as need:
            return without_frames(need)
    return trouble
