"""Why f has the limit it has, or none: one sentence for each condition."""

from __future__ import annotations

from relu_tui.calculus.decision.limit_proof import EndLimit, Horizon, PointLimit
from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit, Oscillating, Undefined, Unknown
from relu_tui.calculus.decision.side_result import OneSide, Values
from relu_tui.calculus.exact.constant import ZERO as NOTHING
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.explanation.limit_lines import unsettled
from relu_tui.calculus.explanation.obstacles import obstacle
from relu_tui.calculus.explanation.phrases import (
    ENOUGH_TERMS,
    growth,
    known_of,
    limit_formula,
    longer,
    side_name,
)
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.language.formula import (
    INFINITY,
    ONE,
    STEP,
    ZERO,
    Applied,
    Expressed,
    Formula,
    Moved,
    Quotient,
    Raised,
    Relation,
    Symbol,
    equal,
    negative,
    with_step,
)
from relu_tui.calculus.language.line import Line, ended, joined
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.side import Side
from relu_tui.calculus.status import Status

_INVERSE = Quotient(ONE, Symbol("t"))

ENDS: dict[Horizon, tuple[Formula, Formula]] = {
    Horizon.PLUS: (INFINITY[1], _INVERSE),
    Horizon.MINUS: (INFINITY[-1], negative(_INVERSE)),
}
"""Where x goes, and what is written for x, with t → 0⁺."""


def point_reasons(proof: PointLimit) -> tuple[Line, Line, Line, Line, Line]:
    """Why each of the five conditions has its status."""
    at = Expressed(proof.at.tree)
    return (
        _defined(proof, at),
        _from_side(proof, proof.left, at),
        _from_side(proof, proof.right, at),
        _equality(proof),
        _value(proof, at),
    )


def end_reasons(proof: EndLimit) -> tuple[Line, Line]:
    """Why each of the two conditions has its status, as x → ±∞."""
    end, inverse = ENDS[proof.horizon]
    approach = proof.side.approach
    if isinstance(approach, Undefined):
        return (f"For large |x|, f(x) has no value: {approach.why}.",), (NO_LIMIT,)
    if isinstance(approach, Unknown):
        unknown = ("Not settled: ", *obstacle(approach), ".")
        return unknown, unknown
    x, t, image = Symbol("x"), Symbol("t"), Applied("f", inverse)
    goes = ("f has values as ", Relation(x, (("→", end),)))
    shrinks = Relation(t, (("→", Raised(ZERO, 1)),))
    opening = ("With ", equal(x, inverse), " and ", shrinks, ", ")
    if proof.side.swings_among_holes:
        told = joined(unsettled(proof.side, image, "f(x)", proof.side.turns))
        return (*goes, f", {_with_holes(proof.side)}."), (*opening, *_in_t(told))
    expanded = _in_t(_expanded(proof.side, proof.inverted, NOTHING, image))
    return (*goes, "."), (*opening, *expanded, ", which ", *tendency(approach), ".")


NO_LIMIT = "There is nothing to take a limit of."


def _in_t(line: Line) -> Line:
    """A line with t for Δx."""
    return tuple(part if isinstance(part, str) else with_step(part, "t") for part in line)


def tendency(approach: Limit) -> Line:
    """What f does, in a few words that follow "which"."""
    match approach:
        case Finite(number):
            return ("tends to ", formula(number))
        case Infinite():
            return (f"{growth(approach)} (", limit_formula(approach), ")")
        case Oscillating(low, high) if low is not None and high is not None:
            lower, upper = limit_formula(low), limit_formula(high)
            return ("oscillates, back to ", lower, " and back to ", upper)
    return ("oscillates",)


def _defined(proof: PointLimit, at: Formula) -> Line:
    missing = [s for s in (proof.left, proof.right) if isinstance(s.approach, Undefined)]
    if len(missing) == 2:
        return ("f has no values near ", at, ".")
    if missing:
        approach = missing[0].approach
        why = approach.why if isinstance(approach, Undefined) else ""
        return (f"On the {side_name(missing[0])} of ", at, f", f(x) has no value: {why}.")
    unknown = [s.approach for s in (proof.left, proof.right) if isinstance(s.approach, Unknown)]
    if unknown:
        return ("Not settled: ", *obstacle(unknown[0]), ".")
    holed = next((side for side in (proof.left, proof.right) if side.swings_among_holes), None)
    if holed is not None:
        return ("f has values on both sides of ", at, f", {_with_holes(holed)}.")
    return ("f has values on both sides of ", at, ".")


def _with_holes(side: OneSide) -> str:
    return "though not at all points" if side.values is Values.WITH_HOLES else "if perhaps not at all points"


def _from_side(proof: PointLimit, side: OneSide, at: Formula) -> Line:
    approach = side.approach
    if isinstance(approach, Undefined):
        return (f"There is nothing to take a limit of: {approach.why}.",)
    if isinstance(approach, Unknown):
        return ("Not settled: ", *obstacle(approach), ".")
    image = Applied("f", Moved(at))
    condition = Relation(STEP, (("<" if side.side is Side.LEFT else ">", ZERO),))
    opening = ("For ", condition, " near 0, ")
    if side.swings_among_holes:
        return (*opening, *joined(unsettled(side, image, "f(x)", side.turns)))
    expanded = _expanded(side, proof.function.tree, proof.point, image)
    return (*opening, *expanded, ", which ", *tendency(approach), ".")


def _expanded(side: OneSide, tree: Numeric, point: Number, image: Formula) -> Line:
    """That f is the expansion that settled it, with a second term where there is one."""
    germ = side.germ or Germ(())
    if not germ.is_exact and len(germ.terms) < ENOUGH_TERMS:
        found = longer(tree, point, side.side, lambda germ: len(germ.terms) >= ENOUGH_TERMS)
        germ = found[0] if found is not None else germ
    return (equal(image, germ_text.formula(germ, side.side)), *known_of(point, germ))


def _equality(proof: PointLimit) -> Line:
    left, right = proof.left.approach, proof.right.approach
    status = proof.statuses[3]
    if isinstance(left, Finite) and isinstance(right, Finite):
        a, b = formula(left.number), formula(right.number)
        if status is Status.HOLDS:
            return ended(("Both one-sided limits are ", a))
        if status is Status.FAILS:
            apart = Relation(a, (("≠", b),))
            return (apart, ".") if a != b else ("The two limits differ by a little, but not by 0.",)
        agree = "The two limits agree in every digit computed, but no proof was found that they are equal."
        return (agree,)
    if status is Status.UNDECIDED:
        return ("Not settled, since a one-sided limit is not settled.",)
    lacking = [
        (f"on the {side_name(s)} ", *_lack(s.approach))
        for s in (proof.left, proof.right)
        if _lack(s.approach)
    ]
    return ("There are no two numbers to compare: ", *joined(lacking, ", "), ".")


def _lack(approach: Limit) -> Line:
    match approach:
        case Infinite():
            return ("f tends to ", limit_formula(approach))
        case Undefined():
            return ("f has no values",)
        case Oscillating():
            return ("f oscillates",)
    return ()


def _value(proof: PointLimit, at: Formula) -> Line:
    value, limit, image = proof.value, proof.limit, Applied("f", at)
    if isinstance(value, Undefined):
        return (image, f" has no value: {value.why}.")
    if isinstance(value, Unknown):
        return ("Whether ", image, " has a value was not settled: ", *obstacle(value), ".")
    is_number = equal(image, formula(value.number))
    status = proof.statuses[4]
    if status is Status.HOLDS:
        there = [s for s in (proof.left, proof.right) if not isinstance(s.approach, Undefined)]
        if not there:
            return (is_number, ", and near ", at, " f has no other values.")
        only = "" if len(there) == 2 else f", as x comes from the {side_name(there[0])}"
        return (is_number, f" is the limit{only}: f is continuous at ", at, ".")
    if status is Status.UNDECIDED:
        return (is_number, "; whether that is the limit was not settled.")
    if isinstance(limit, Finite):
        return (is_number, " is not the limit ", formula(limit.number), ".")
    return (is_number, ", and there is no one number that f tends to.")
