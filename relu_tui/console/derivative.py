"""`relu-tui derivative`: f″, f‴, … at a point, each by the four conditions asked of the one before."""

from __future__ import annotations

import json

from relu_tui.calculus.explanation.phrases import point_text
from relu_tui.calculus.language.printing import to_readable
from relu_tui.calculus.questions.higher import NAMES, Higher
from relu_tui.console.check import checklist

LONGEST = 60
"""Characters of a derivative that is written out."""


def as_json(found: Higher) -> str:
    """The answer in the form scripts read."""
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=1)


def as_text(found: Higher) -> str:
    """For each derivative on the way: is what comes before it differentiable there, and why."""
    at = point_text(found.steps[0])
    lines: list[str] = []
    for name, step in zip(NAMES, found.steps, strict=False):
        formula = to_readable(step.function.tree)
        shown = f"{name}(x) = {formula}" if len(formula) <= LONGEST or name == "f" else name
        lines += [
            f"{shown}   at x = {at}",
            "",
            *checklist(step, [condition.basis for condition in step.conditions]),
            "",
        ]
    if len(found.steps) > 1 and found.continuous_derivative is not None:
        lines.append(f"f′ is {'' if found.continuous_derivative else 'not '}continuous at {at}.")
    return "\n".join([*lines, found.verdict])
