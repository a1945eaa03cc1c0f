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
from relu_tui.calculus.decision.one_side import OneSide
from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.exact.constant import Number, difference, exactly
from relu_tui.calculus.exact.printing import digits, write
from relu_tui.calculus.exact.sign import UNPRINTABLE, sign
from relu_tui.calculus.explanation.obstacles import obstacle
from relu_tui.calculus.explanation.phrases import (
    Formula,
    Line,
    cancelled,
    detailed,
    formulas,
    growth,
    holds_throughout,
    known_of,
    limit_text,
    plain,
    point_text,
    shifted_text,
    side_condition,
    side_name,
)
from relu_tui.calculus.numerics.quotients import row
from relu_tui.calculus.outcomes import Undecided

EVIDENCE = (2, 4, 6)
"""Powers of ten of the steps shown where nothing is proved."""


def reasons(proof: Proof) -> tuple[str, str, str, str]:
    """Why each of the four conditions has its status, in a sentence each."""
    return (
        plain(continuity(proof)),
        plain(slope_reason(proof, proof.left)),
        plain(slope_reason(proof, proof.right)),
        plain(equality(proof)),
    )


def continuity(proof: Proof) -> Line:
    """Why condition 1 has its status."""
    f = proof.name
    at = point_text(proof)
    value = proof.value
    if isinstance(value, Undefined):
        return (Formula(f"{f}({at})"), f" has no value: {value.why}.", *_removable(proof))
    if isinstance(value, Unknown):
        return ("Whether ", Formula(f"{f}({at})"), f" has a value was not settled: {obstacle(value)}.")
    status = proof.statuses[0]
    number = write(value.number)
    there = [s for s in (proof.left, proof.right) if not isinstance(s.approach, Undefined)]
    if status == "holds":
        if not there:
            return (
                f"{f} has no values near ",
                Formula(at),
                " to disagree with ",
                Formula(f"{f}({at}) = {number}"),
                ".",
            )
        where = (
            "both sides"
            if len(there) == 2
            else f"the {side_name(there[0])}, the only side where {f} has values"
        )
        return (Formula(f"{f}({at}) = {number}"), ", and ", Formula(f"{f}(x) → {number}"), f" from {where}.")
    for side in there:
        if _agree(side.approach, value) is not False:
            continue
        if isinstance(side.approach, Finite) and write(side.approach.number) == number:
            gap = write(_gap(value.number, side.approach.number))
            return (
                f"From the {side_name(side)} {f}(x) comes near to a number that differs from ",
                *(Formula(f"{f}({at})"), " by ", Formula(gap), "."),
            )
        return (*_approach(proof, side), ", but ", Formula(f"{f}({at}) = {number}"), ".")
    why = next((obstacle(s.approach) for s in there if isinstance(s.approach, Unknown)), "")
    if not why:
        near = f"near that point {f} agrees with "
        return (f"Not settled: {near}", Formula(f"{f}({at})"), " in every digit computed, which is no proof.")
    return (f"Not settled: {why}.",)


def _removable(proof: Proof) -> Line:
    """What f(a) would have to be, where f has no value at a and comes near to one number from both sides."""
    f = proof.name
    left, right = proof.left.approach, proof.right.approach
    if not (isinstance(left, Finite) and isinstance(right, Finite)):
        return ()
    try:
        if differ(left, right):
            return ()
    except Undecided:
        return ()
    number = limit_text(right)
    would_be = Formula(f"{f}({point_text(proof)}) = {number}")
    return (
        " But ",
        Formula(f"{f}(x) → {number}"),
        " from both sides: with ",
        would_be,
        " it would be continuous.",
    )


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
    f = proof.name
    approach = side.approach
    if isinstance(approach, Oscillating):
        return (f"From the {side_name(side)} {f}(x) oscillates and comes to rest at no number",)
    return (f"From the {side_name(side)} ", Formula(f"{f}(x) → {limit_text(approach)}"))


def slope_reason(proof: Proof, side: OneSide) -> Line:
    """Why condition 2 or 3 has its status."""
    f = proof.name
    slope = side.slope
    if isinstance(slope, Undefined):
        return _undefined(proof, side, slope.why)
    if isinstance(slope, Unknown):
        return (
            f"Not settled for {side_condition(proof, side)}: {obstacle(slope)}. ",
            *_evidence(proof, side),
        )
    shown = detailed(proof, side)
    rise, quotient = formulas(shown)
    opening: Line = (
        f"For {side_condition(proof, side)}, ",
        Formula(f"{f}({shifted_text(proof)}) = {rise}"),
        ", so the quotient is ",
    )
    known = known_of(shown.germ, shown.quotient)
    if UNPRINTABLE in rise + quotient:
        return unprintable(slope)
    if isinstance(slope, Finite):
        number = write(slope.number)
        if quotient == number:
            steps = "step" if holds_throughout(proof, shown) else "such step"
            return (*opening, Formula(cancelled(proof, shown, quotient)), f" at every {steps}.")
        return (*opening, Formula(quotient), *known, ", which tends to ", Formula(number), ".")
    if isinstance(slope, Infinite):
        grows = f", which {growth(slope)} ("
        return (*opening, Formula(quotient), *known, grows, Formula(limit_text(slope)), "): no limit.")
    if slope.low is None or slope.high is None:
        return (*opening, Formula(quotient), *known, ", which swings without end: no limit.")
    low, high = Formula(limit_text(slope.low)), Formula(limit_text(slope.high))
    swings = (", which swings without end, back to ", low, " and back to ", high, ": no limit.")
    return (*opening, Formula(quotient), *known, *swings)


def unprintable(slope: Limit) -> Line:
    """What there is to say where the expansion has coefficients that can't be written in digits."""
    text = limit_text(slope)
    what = ("is such a number too",) if text == UNPRINTABLE else ("is ", Formula(text))
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
    found: list[str] = []
    for exponent in EVIDENCE:
        step = Fraction(side.side, 10**exponent)
        entry = row(proof.function.tree, proof.point, value.number, step)
        if entry.quotient is not None:
            found.append(f"{digits(entry.quotient, 5)} at Δx = {write(exactly(step))}")
    if not found:
        return ("No step tried has a quotient.",)
    return ("Evidence, not proof: the quotient is ", Formula(", ".join(found)), ".")


def _undefined(proof: Proof, side: OneSide, why: str) -> Line:
    f = proof.name
    at = point_text(proof)
    if isinstance(proof.value, Undefined):
        return (
            "There is no difference quotient, since ",
            Formula(f"{f}({at})"),
            f" has no value: {proof.value.why}.",
        )
    return (
        f"For {side_condition(proof, side)}, ",
        Formula(f"{f}({shifted_text(proof)})"),
        f" has no value: {why}.",
    )


def equality(proof: Proof) -> Line:
    """Why condition 4 has its status."""
    left, right = proof.left.slope, proof.right.slope
    if isinstance(left, Finite) and isinstance(right, Finite):
        a, b = write(left.number), write(right.number)
        match str(proof.statuses[3]):
            case "holds":
                return ("Both one-sided limits are ", Formula(a), ".")
            case "fails":
                if a == b:  # too close to tell apart in the digits shown
                    return (
                        "The two limits differ by ",
                        Formula(write(_gap(left.number, right.number))),
                        ", a little but not 0.",
                    )
                return (
                    Formula(f"{a} ≠ {b}"),
                    ": the quotient tends to one number from the left and to another from the right.",
                )
        return ("The two limits agree in every digit computed, but no proof was found that they are equal.",)
    missing = [side for side in (proof.left, proof.right) if not isinstance(side.slope, Finite)]
    if any(isinstance(side.slope, Unknown) for side in missing) and not any(
        _settled(side) for side in missing
    ):
        return ("Not settled, since a one-sided limit is not.",)
    told = [_lack(side.slope) for side in missing if _settled(side)]
    if len(told) == 2 and told[0] == told[1]:
        return ("There are no two numbers to compare: on both sides ", *told[0], ".")
    parts: list[Line] = [
        (f"on the {side_name(side)} ", *_lack(side.slope)) for side in missing if _settled(side)
    ]
    joined = parts[0] if len(parts) == 1 else (*parts[0], ", ", *parts[1])
    return ("There are no two numbers to compare: ", *joined, ".")


def _settled(side: OneSide) -> bool:
    """Whether it is known that the side has no finite limit."""
    return not isinstance(side.slope, Finite | Unknown)


def _lack(slope: Limit) -> Line:
    """Why a side has no number to be compared."""
    if isinstance(slope, Infinite):
        return ("the quotient tends to ", Formula(limit_text(slope)))
    if isinstance(slope, Undefined):
        return ("there is no quotient",)
    return ("the quotient swings without end",)


def _gap(left: Number, right: Number) -> Number:
    gap = difference(right, left)
    return gap if sign(gap) > 0 else -gap
