"""What stood in the way of a proof, in words about the part of f where it stood."""

from __future__ import annotations

from relu_tui.calculus.decision.limit_values import Unknown
from relu_tui.calculus.errors import Exhausted, NeedMoreTerms, NeedPhases
from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.functions import FUNCTIONS, Domain
from relu_tui.calculus.language.syntax import Binary, Call, Conditional, Node, Numeric

_NEEDS = {
    Domain.POSITIVE: "stay positive",
    Domain.NON_NEGATIVE: "stay 0 or more",
    Domain.UNIT: "stay within [−1, 1]",
}
"""What a function needs of its argument."""


def obstacle(unknown: Unknown) -> str:
    """What stood in the way, in words that stand after a colon."""
    trouble = unknown.trouble
    part = trouble.part or "f(x)"
    where = part if isinstance(part, str) else to_readable(part)
    if isinstance(trouble, Exhausted):
        return f"expanding {where} takes more work than the program allows itself"
    if isinstance(trouble, NeedMoreTerms):
        return f"in the expansion of {where}, {trouble}"
    if not isinstance(trouble, NeedPhases):
        return f"in {where}, {trouble}"
    if isinstance(part, str):
        return f"{where} comes and goes without end, and no two sequences with different limits were found"
    return _of_part(part, where, trouble)


def _of_part(part: Node, where: str, trouble: NeedPhases) -> str:
    """What a part of f needs of another, and was not shown to get."""
    match part:
        case Binary("/", _, below):
            return _not_shown(below, "stay away from 0", where)
        case Binary("**", base, _):
            return _not_shown(base, "stay positive", where)
        case Call("tan", (angle,)):
            return _not_shown(Call("cos", (angle,)), "stay away from 0", where)
        case Call(name, (argument,)) if needed := _NEEDS.get(FUNCTIONS[name].domain):
            return _not_shown(argument, needed, where)
        case Conditional(condition, _, _):
            asked = to_readable(condition)
            return (
                f"{asked} was not shown to settle near that point, and where it is asked, there is {trouble}"
            )
    return f"{where} comes and goes without end near that point, and {trouble}"


def _not_shown(needed: Numeric, behaviour: str, where: str) -> str:
    return f"{to_readable(needed)} was not shown to {behaviour} near that point, as {where} needs it to"
