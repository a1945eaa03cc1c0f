"""`relu-tui derivative`: f″, f‴, … at a point, or f′ along an interval with every kink on the way."""

from __future__ import annotations

import json

from relu_tui.calculus.questions.higher_derivatives import Higher
from relu_tui.lesson.answers import derivative_lines
from relu_tui.lesson.moving import Met, along_to_dict, lines


def as_json(found: Higher) -> str:
    """The answer in the form scripts read."""
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=1)


def as_text(found: Higher) -> str:
    """For each derivative on the way: is what comes before it differentiable there, and why."""
    return "\n".join(derivative_lines(found))


def along_as_json(function: str, points: list[Met]) -> str:
    """What was met along an interval, in the form scripts read."""
    return json.dumps(along_to_dict(function, points), ensure_ascii=False, indent=1)


def along_as_text(function: str, points: list[Met]) -> str:
    """A line for each point that was met."""
    return "\n".join(lines(function, points))
