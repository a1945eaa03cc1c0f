"""Why f has the limit it has, or none: one sentence for each condition."""

from __future__ import annotations

from relu_tui.calculus.decision.branching import Side
from relu_tui.calculus.decision.limit_proof import EndLimit, Horizon, PointLimit
from relu_tui.calculus.decision.limit_values import Finite, Infinite, Limit, Oscillating, Undefined, Unknown
from relu_tui.calculus.decision.one_side import OneSide, Values
from relu_tui.calculus.exact.constant import ZERO, Number
from relu_tui.calculus.exact.constant_printing import write
from relu_tui.calculus.explanation.limit_lines import unsettled
from relu_tui.calculus.explanation.obstacles import obstacle
from relu_tui.calculus.explanation.phrases import (
    ENOUGH_TERMS,
    growth,
    known_of,
    limit_text,
    longer,
    side_name,
)
from relu_tui.calculus.germs import germ_printing as germ_text
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.formula import Words, with_step
from relu_tui.calculus.language.line import Line, joined, plain
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.status import Status

ENDS = {Horizon.PLUS: ("+∞", "1/t"), Horizon.MINUS: ("−∞", "−1/t")}
"""Where x goes, and what is written for x, with t → 0⁺."""


def point_reasons(proof: PointLimit) -> tuple[str, str, str, str, str]:
    """Why each of the five conditions has its status."""
    at = to_readable(proof.at.tree)
    return (
        _defined(proof, at),
        _from_side(proof, proof.left, at),
        _from_side(proof, proof.right, at),
        _equality(proof),
        _value(proof, at),
    )


def end_reasons(proof: EndLimit) -> tuple[str, str]:
    """Why each of the two conditions has its status, as x → ±∞."""
    end, inverse = ENDS[proof.horizon]
    approach = proof.side.approach
    if isinstance(approach, Undefined):
        return f"For large |x|, f(x) has no value: {approach.why}.", "There is nothing to take a limit of."
    if isinstance(approach, Unknown):
        return f"Not settled: {obstacle(approach)}.", f"Not settled: {obstacle(approach)}."
    opening = f"With x = {inverse} and t → 0⁺, "
    if proof.side.turns_among_holes:
        told = joined(unsettled(proof.side, Words(f"f({inverse})"), "f(x)", proof.side.turns_among_holes))
        return f"f has values as x → {end}, {_with_holes(proof.side)}.", opening + plain(_in_t(told))
    text = plain(_in_t(_expanded(proof.side, proof.inverted, ZERO)))
    return f"f has values as x → {end}.", f"{opening}f({inverse}) = {text}, which {tendency(approach)}."


def _in_t(line: Line) -> Line:
    """A line with t for Δx."""
    return tuple(part if isinstance(part, str) else with_step(part, "t") for part in line)


def tendency(approach: Limit) -> str:
    """What f does, in a few words that follow "which"."""
    match approach:
        case Finite(number):
            return f"tends to {write(number)}"
        case Infinite():
            return f"{growth(approach)} ({limit_text(approach)})"
        case Oscillating(low, high) if low is not None and high is not None:
            return f"swings without end, back to {limit_text(low)} and back to {limit_text(high)}"
    return "swings without end"


def _defined(proof: PointLimit, at: str) -> str:
    missing = [s for s in (proof.left, proof.right) if isinstance(s.approach, Undefined)]
    if len(missing) == 2:
        return f"f has no values near {at}."
    if missing:
        approach = missing[0].approach
        why = approach.why if isinstance(approach, Undefined) else ""
        return f"On the {side_name(missing[0])} of {at}, f(x) has no value: {why}."
    unknown = [s.approach for s in (proof.left, proof.right) if isinstance(s.approach, Unknown)]
    if unknown:
        return f"Not settled: {obstacle(unknown[0])}."
    holed = next((side for side in (proof.left, proof.right) if side.turns_among_holes), None)
    if holed is not None:
        return f"f has values on both sides of {at}, {_with_holes(holed)}."
    return f"f has values on both sides of {at}."


def _with_holes(side: OneSide) -> str:
    return "though not at all points" if side.values is Values.WITH_HOLES else "if perhaps not at all points"


def _from_side(proof: PointLimit, side: OneSide, at: str) -> str:
    approach = side.approach
    if isinstance(approach, Undefined):
        return f"There is nothing to take a limit of: {approach.why}."
    if isinstance(approach, Unknown):
        return f"Not settled: {obstacle(approach)}."
    expanded = plain(_expanded(side, proof.function.tree, proof.point))
    sign = "<" if side.side is Side.LEFT else ">"
    if side.turns_among_holes:
        told = joined(unsettled(side, Words(f"f({at}+Δx)"), "f(x)", side.turns_among_holes))
        return f"For Δx {sign} 0 near 0, {plain(told)}"
    return f"For Δx {sign} 0 near 0, f({at}+Δx) = {expanded}, which {tendency(approach)}."


def _expanded(side: OneSide, tree: Numeric, point: Number) -> Line:
    """The expansion that settled it, with a second term where there is one."""
    germ = side.germ or Germ(())
    if not germ.is_exact and len(germ.terms) < ENOUGH_TERMS:
        found = longer(tree, point, side.side, lambda germ: len(germ.terms) >= ENOUGH_TERMS)
        germ = found[0] if found is not None else germ
    return (germ_text.formula(germ, side.side), *known_of(point, germ))


def _equality(proof: PointLimit) -> str:
    left, right = proof.left.approach, proof.right.approach
    status = proof.statuses[3]
    if isinstance(left, Finite) and isinstance(right, Finite):
        a, b = write(left.number), write(right.number)
        if status is Status.HOLDS:
            return f"Both one-sided limits are {a}{'' if a.endswith('…') else '.'}"
        if status is Status.FAILS:
            return f"{a} ≠ {b}." if a != b else "The two limits differ by a little, but not by 0."
        return "The two limits agree in every digit computed, but no proof was found that they are equal."
    if status is Status.UNDECIDED:
        return "Not settled, since a one-sided limit is not settled."
    lacking = [
        f"on the {side_name(s)} {_lack(s.approach)}" for s in (proof.left, proof.right) if _lack(s.approach)
    ]
    return f"There are no two numbers to compare: {', '.join(lacking)}."


def _lack(approach: Limit) -> str:
    match approach:
        case Infinite():
            return f"f tends to {limit_text(approach)}"
        case Undefined():
            return "f has no values"
        case Oscillating():
            return "f swings without end"
    return ""


def _value(proof: PointLimit, at: str) -> str:
    value, limit = proof.value, proof.limit
    if isinstance(value, Undefined):
        return f"f({at}) has no value: {value.why}."
    if isinstance(value, Unknown):
        return f"Whether f({at}) has a value was not settled: {obstacle(value)}."
    number = write(value.number)
    status = proof.statuses[4]
    if status is Status.HOLDS:
        there = [s for s in (proof.left, proof.right) if not isinstance(s.approach, Undefined)]
        if not there:
            return f"f({at}) = {number}, and near {at} f has no other values."
        only = "" if len(there) == 2 else f", as x comes from the {side_name(there[0])}"
        return f"f({at}) = {number} is the limit{only}: f is continuous at {at}."
    if status is Status.UNDECIDED:
        return f"f({at}) = {number}; whether that is the limit was not settled."
    if isinstance(limit, Finite):
        return f"f({at}) = {number} is not the limit {write(limit.number)}."
    return f"f({at}) = {number}, and there is no one number that f tends to."
