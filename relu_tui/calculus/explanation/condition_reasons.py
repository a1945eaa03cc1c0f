"""Why each of the four conditions has its status: one sentence each, about this function."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.calculus.decision.limit_values import (
    Finite,
    Infinite,
    Limit,
    Oscillating,
    Undefined,
    Unknown,
    differ,
)
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.decision.side_result import OneSide, Values
from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.constant import Number, difference, exactly
from relu_tui.calculus.exact.constant_printing import digits, formula
from relu_tui.calculus.exact.sign import UNPRINTABLE, sign
from relu_tui.calculus.explanation.limit_lines import unsettled
from relu_tui.calculus.explanation.missing_values import missing_there
from relu_tui.calculus.explanation.obstacles import obstacle
from relu_tui.calculus.explanation.phrases import (
    cancelled,
    detailed,
    divided,
    formulas,
    growth,
    holds_throughout,
    image_formula,
    known_of,
    limit_formula,
    point_formula,
    side_condition,
    side_name,
    tends,
    value_formula,
)
from relu_tui.calculus.language.formula import STEP, Formula, Relation, equal, mentions
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.line import Line, ended, joined, plain
from relu_tui.calculus.numerics.quotients import row
from relu_tui.calculus.status import Status

LONGEST_REASON = 100
"""Characters of a reason that tells f(a+Δx) before the quotient, in which it stands as well."""

EVIDENCE = (2, 4, 6)
"""Powers of ten of the steps shown where nothing is proved."""


def reasons(proof: Proof) -> tuple[Line, Line, Line, Line]:
    """Why each of the four conditions has its status, in a sentence each."""
    return (
        continuity(proof),
        slope_reason(proof, proof.left),
        slope_reason(proof, proof.right),
        equality(proof),
    )


def continuity(proof: Proof) -> Line:
    """Why condition 1 has its status."""
    f, at, value = proof.name, value_formula(proof), proof.value
    if isinstance(value, Undefined):
        return (at, f" has no value: {value.why}", *missing_there(proof), ".", *_removable(proof))
    if isinstance(value, Unknown):
        return ("Whether ", at, " has a value was not settled: ", *obstacle(value), ".")
    number = formula(value.number)
    is_number = equal(at, number)
    there = [s for s in (proof.left, proof.right) if not isinstance(s.approach, Undefined)]
    if proof.statuses[0] is Status.HOLDS:
        if not there:
            return (f"{f} has no values near ", point_formula(proof), " to disagree with ", is_number, ".")
        only = "" if len(there) == 2 else f"the {side_name(there[0])}, the only side where {f} has values"
        return (is_number, ", and ", *tends(proof, number), f" from {only or 'both sides'}.")
    for side in there:
        if _agree(side.approach, value) is not False:
            continue
        if isinstance(side.approach, Finite) and _reads_as(side.approach.number, number):
            gap = formula(_gap(value.number, side.approach.number))
            begins = f"From the {side_name(side)} {f}(x) comes near to a number that differs from "
            return (begins, at, " by ", gap, ".")
        return (*_approach(proof, side), ", but ", is_number, ".")
    why = next((obstacle(s.approach) for s in there if isinstance(s.approach, Unknown)), ())
    if not why:
        near = f"near that point {f} agrees with "
        return (f"Not settled: {near}", at, " in every digit computed, which is no proof.")
    return ("Not settled: ", *why, ".")


def _removable(proof: Proof) -> Line:
    """What f comes near to where it has no value at a; if that is one number, what f(a) would have to be."""
    left, right = proof.left.approach, proof.right.approach
    if not (isinstance(left, Finite) and isinstance(right, Finite)):
        return ()
    try:
        if differ(left, right):
            lower, upper = formula(left.number), formula(right.number)
            return (" ", *tends(proof, lower), " from the left, and ", upper, " from the right.")
    except Undecided:
        return ()
    number = formula(right.number)
    would_be = equal(value_formula(proof), number)
    return (" But ", *tends(proof, number), " from both sides: with ", would_be, " it would be continuous.")


def _reads_as(number: Number, other: Formula) -> bool:
    """Whether a number, as it is written, can be taken for another: it is cut off, or reads the same."""
    written = formula(number)
    return written == other or "…" in readable(written)


def _agree(approach: Limit, value: Finite) -> bool | None:
    """Whether f comes near to its value; None where that is not settled."""
    if isinstance(approach, Unknown):
        return None
    if not isinstance(approach, Finite):
        return False
    try:
        return not differ(approach, value)
    except Undecided:
        return None


def _approach(proof: Proof, side: OneSide) -> Line:
    """What f does as x comes from one side."""
    approach = side.approach
    if side.swings_among_holes:
        return (
            f"From the {side_name(side)} {proof.name}(x), where it has a value, comes to rest at no number",
        )
    if isinstance(approach, Oscillating):
        return (f"From the {side_name(side)} {proof.name}(x) oscillates and comes to rest at no number",)
    return (f"From the {side_name(side)} ", *tends(proof, limit_formula(approach)))


def slope_reason(proof: Proof, side: OneSide) -> Line:
    """Why condition 2 or 3 has its status."""
    slope = side.slope
    if isinstance(slope, Undefined):
        return _undefined(proof, side, slope.why)
    if isinstance(slope, Unknown):
        settled = ("Not settled for ", *side_condition(proof, side), ": ", *obstacle(slope), ". ")
        return (*settled, *_evidence(proof, side))
    if isinstance(slope, Oscillating) and side.values is not Values.THROUGHOUT:
        told = unsettled(side, image_formula(proof), "the quotient", side.witnesses)
        return ("For ", *side_condition(proof, side), ", ", *joined(told))
    shown = detailed(proof, side)
    rise, quotient = formulas(shown)
    if mentions(rise, UNPRINTABLE) or mentions(quotient, UNPRINTABLE):
        return unprintable(slope)
    image = equal(image_formula(proof), rise)
    near: Line = ("For ", *side_condition(proof, side), ", ")
    opening: Line = (*near, image, ", so the quotient is ")
    known = known_of(proof.point, shown.germ, shown.quotient)
    if isinstance(slope, Finite):
        number = formula(slope.number)
        if quotient == number:
            steps = "step" if holds_throughout(proof, shown) else "such step"
            return (*opening, cancelled(proof, shown, quotient), f" at every {steps}.")
        chain = divided(proof, shown, quotient)
        ending: Line = (chain, *known, ", which tends to ", number)
        if chain == quotient or len(plain((*opening, *ending))) <= LONGEST_REASON:
            return ended((*opening, *ending))
        return ended((*near, "the quotient is ", *ending))
    if isinstance(slope, Infinite):
        grows = f", which {growth(slope)} ("
        return (*opening, quotient, *known, grows, limit_formula(slope), "): no limit.")
    if slope.low is None or slope.high is None:
        return (*opening, quotient, *known, ", which oscillates: no limit.")
    low, high = limit_formula(slope.low), limit_formula(slope.high)
    swings = (", which oscillates, back to ", low, " and back to ", high, ": no limit.")
    return (*opening, quotient, *known, *swings)


def unprintable(slope: Limit) -> Line:
    """What there is to say where the expansion has coefficients that can't be written in digits."""
    limit = limit_formula(slope)
    what: Line = ("is such a number too",) if mentions(limit, UNPRINTABLE) else ("is ", limit)
    return (
        "The expansion has numbers in it that can't be written in digits. The limit of the quotient ",
        *what,
        ".",
    )


def _evidence(proof: Proof, side: OneSide) -> Line:
    """What the quotient is at a few steps, where nothing is proved."""
    value = proof.value
    if not isinstance(value, Finite):
        return ("There are no quotients to look at.",)
    found: list[Line] = []
    for exponent in EVIDENCE:
        step = Fraction(side.side, 10**exponent)
        entry = row(proof.function.tree, proof.point, value.number, step)
        if entry.quotient is not None:
            found.append(
                (digits(entry.quotient, 5), " at ", Relation(STEP, (("=", formula(exactly(step))),)))
            )
    if not found:
        return ("No step tried has a quotient.",)
    return ("Evidence, not proof: the quotient is ", *joined(found, ", "), ".")


def _undefined(proof: Proof, side: OneSide, why: str) -> Line:
    if isinstance(proof.value, Undefined):
        missing = f" has no value: {proof.value.why}."
        return ("There is no difference quotient, since ", value_formula(proof), missing)
    return ("For ", *side_condition(proof, side), ", ", image_formula(proof), f" has no value: {why}.")


def equality(proof: Proof) -> Line:
    """Why condition 4 has its status."""
    left, right = proof.left.slope, proof.right.slope
    if isinstance(left, Finite) and isinstance(right, Finite):
        return _numbers_compared(proof.statuses[3], left.number, right.number)
    missing = [side for side in (proof.left, proof.right) if not isinstance(side.slope, Finite)]
    if any(isinstance(side.slope, Unknown) for side in missing) and not any(
        _settled(side) for side in missing
    ):
        return ("Not settled, since a one-sided limit is not settled.",)
    told = [_lack(side.slope) for side in missing if _settled(side)]
    if len(told) == 2 and told[0] == told[1]:
        return ("There are no two numbers to compare: on both sides ", *told[0], ".")
    parts: list[Line] = [
        (f"on the {side_name(side)} ", *_lack(side.slope)) for side in missing if _settled(side)
    ]
    return ("There are no two numbers to compare: ", *joined(parts, ", "), ".")


def _numbers_compared(status: Status, left: Number, right: Number) -> Line:
    a, b = formula(left), formula(right)
    if status is Status.HOLDS:
        return ended(("Both one-sided limits are ", a))
    if status is Status.UNDECIDED:
        return ("The two limits agree in every digit computed, but no proof was found that they are equal.",)
    if a == b:  # too close to tell apart in the digits shown
        return ("The two limits differ by ", formula(_gap(left, right)), ", a little but not 0.")
    apart = Relation(a, (("≠", b),))
    return (apart, ": the quotient tends to one number from the left and to another from the right.")


def _settled(side: OneSide) -> bool:
    """Whether it is known that the side has no finite limit."""
    return not isinstance(side.slope, Finite | Unknown)


def _lack(slope: Limit) -> Line:
    """Why a side has no number to be compared."""
    if isinstance(slope, Infinite):
        return ("the quotient tends to ", limit_formula(slope))
    if isinstance(slope, Undefined):
        return ("there is no quotient",)
    return ("the quotient oscillates",)


def _gap(left: Number, right: Number) -> Number:
    gap = difference(right, left)
    return gap if sign(gap) > 0 else -gap
