"""The textbook's functions of something else than x: by the chain rule, the answers are known as well."""

from __future__ import annotations

import re

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.language.parsing import MOST_CHARACTERS
from tests.calculus.textbook import ROWS, SIDES, agrees

SUBSTITUTIONS = {
    "shifted": ("x - sqrt(2)", "sqrt(2)", 1, 1),
    "stretched and turned round": ("-2*x", "0", -2, 4),
    "bent": ("x + x**2", "0", 1, 12),
}
"""(u, a, u′(a), undecided): u is 0 at a, and so many one-sided limits of f(u) at a are left open."""


def chained(limit: dict[str, str], slope: int) -> dict[str, str]:
    """The one-sided limit of the quotient of f(u), from that of f and u′(a)."""
    if limit["kind"] == "finite":
        return {"kind": "finite", "value": f"({slope})*({limit['value']})"}
    flipped = {"+inf": "-inf", "-inf": "+inf"}
    return {"kind": flipped.get(limit["kind"], limit["kind"])} if slope < 0 else limit


@pytest.mark.parametrize("name", SUBSTITUTIONS)
def test_the_chain_rule(name: str) -> None:
    inner, at, slope, undecided = SUBSTITUTIONS[name]
    left_open = 0
    for row in ROWS:
        function = re.sub(r"\bx\b", f"({inner})", row["f"])
        if row["at"] != "0" or len(function) > MOST_CHARACTERS:
            continue
        examination = examine(function, at)
        for mine, theirs in zip(SIDES, SIDES if slope > 0 else reversed(SIDES), strict=True):
            limit = getattr(examination, mine).slope
            left_open += limit.kind == "unknown"
            assert limit.kind == "unknown" or agrees(limit, chained(row[theirs], slope)), (function, mine)
    assert left_open == undecided
