"""`relu-tui derivative`: f″, f‴, … at a point, each by the four conditions asked of the one before."""

from __future__ import annotations

import json

from relu_tui.calculus.questions.higher import Higher
from relu_tui.lesson.answers import derivative_lines


def as_json(found: Higher) -> str:
    """The answer in the form scripts read."""
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=1)


def as_text(found: Higher) -> str:
    """For each derivative on the way: is what comes before it differentiable there, and why."""
    return "\n".join(derivative_lines(found))
