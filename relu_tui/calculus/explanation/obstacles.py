"""What stood in the way of a proof, in words about the part of f where it stood."""

from __future__ import annotations

from relu_tui.calculus.decision.limit_values import Unknown
from relu_tui.calculus.errors import Exhausted, NeedMoreTerms, NeedPhases
from relu_tui.calculus.language.formula import Expressed
from relu_tui.calculus.language.functions import FUNCTIONS, Domain
from relu_tui.calculus.language.line import Line
from relu_tui.calculus.language.syntax import Binary, Call, Conditional, Node, Numeric

_NEEDS = {
    Domain.POSITIVE: "stay positive",
    Domain.NON_NEGATIVE: "stay 0 or more",
    Domain.UNIT: "stay within [−1, 1]",
    Domain.NOT_ZERO: "stay away from 0",
    Domain.FROM_BRANCH_OF_W: "stay above −1/e",
    Domain.NO_POLE_OF_GAMMA: "stay away from 0, −1, −2, …",
}
"""What a function needs of its argument."""


def obstacle(unknown: Unknown) -> Line:
    """What stood in the way, in words that stand after a colon."""
    trouble = unknown.trouble
    part = trouble.part or "f(x)"
    where = part if isinstance(part, str) else Expressed(part)
    if isinstance(trouble, Exhausted):
        return ("expanding ", where, " takes more work than the program allows itself")
    if isinstance(trouble, NeedMoreTerms):
        return ("in the expansion of ", where, f", {trouble}")
    if not isinstance(trouble, NeedPhases):
        return ("in ", where, f", {trouble}")
    if isinstance(part, str):
        return (where, " comes and goes without end, and no two sequences with different limits were found")
    return _of_part(part, trouble)


def _of_part(part: Node, trouble: NeedPhases) -> Line:
    """What a part of f needs of another, and was not shown to get."""
    match part:
        case Binary("/", _, below):
            return _not_shown(below, "stay away from 0", part)
        case Binary("**", base, _):
            return _not_shown(base, "stay positive", part)
        case Call("tan", (angle,)):
            return _not_shown(Call("cos", (angle,)), "stay away from 0", part)
        case Call(name, (argument,)) if needed := _NEEDS.get(FUNCTIONS[name].domain):
            return _not_shown(argument, needed, part)
        case Conditional(condition, _, _):
            there = f" was not shown to settle near that point, and where it is asked, there is {trouble}"
            return (Expressed(condition), there)
    return (Expressed(part), f" comes and goes without end near that point, and {trouble}")


def _not_shown(needed: Numeric, behaviour: str, where: Node) -> Line:
    unshown = f" was not shown to {behaviour} near that point, as "
    return (Expressed(needed), unshown, Expressed(where), " needs it to")
