"""`relu-tui limit`: the limit of f itself, with its conditions and their reasons."""

from __future__ import annotations

import json

from relu_tui.calculus.language.printing import to_readable
from relu_tui.calculus.questions.function_limit import FunctionLimit
from relu_tui.lesson.words import GLYPHS, readings

NAMES = {
    "defined": "f has values near {a}",
    "left_limit": "limit from the left",
    "right_limit": "limit from the right",
    "equal": "the two are equal",
    "value": "and equal to f({a})",
    "limit": "the limit exists",
}
"""The conditions, in a few words."""


def as_json(found: FunctionLimit) -> str:
    """The answer in the form scripts read."""
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=1)


def as_text(found: FunctionLimit) -> str:
    """The checklist, the answer, and what would mend a hole."""
    target = found.target
    lines = [f"f(x) = {to_readable(found.proof.function.tree)}   as x → {target}"]
    lines += [*readings(found.proof.function), ""]
    for number, condition in enumerate(found.conditions, start=1):
        name = NAMES[condition.id].format(a=target)
        lines.append(f"{GLYPHS[condition.status]} {number} {name:<36} {condition.status}")
        lines.append(f"    {condition.reason}")
    said = [found.verdict, found.repair] if found.repair else [found.verdict]
    return "\n".join([*lines, "", *said])
