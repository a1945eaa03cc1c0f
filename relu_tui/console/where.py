"""`relu-tui where`: all points of an interval at which f is not differentiable."""

from __future__ import annotations

import json

from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.exact.printing import digits
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.calculus.language.printing import to_readable
from relu_tui.calculus.questions.points import Point, Points
from relu_tui.lesson.words import readings

MOST_UNCOVERED = 5
"""Intervals not covered that are told one by one."""


def as_json(found: Points) -> str:
    """The answer in the form scripts read."""
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=1)


def as_text(found: Points) -> str:
    """A line for each point, then what is known of the rest."""
    ends = f"from {_shown(str(found.start))} to {_shown(str(found.end))}"
    lines = [f"f(x) = {to_readable(found.function.tree)}   {ends}", *readings(found.function), ""]
    cells = [(f"x = {_place(point)}", _kind(point), point.reason) for point in found.rough]
    widths = [max((len(row[column]) for row in cells), default=0) for column in range(2)]
    lines += [f"{place:<{widths[0]}}   {kind:<{widths[1]}}   {reason}" for place, kind, reason in cells]
    if not cells:
        lines.append("No point was found at which f is not differentiable.")
    smooth = [point for point in found.points if point.differentiable]
    if smooth:
        places = ", ".join(_place(point) for point in smooth)
        lines.append(f"At {places} a part of f breaks, and f is differentiable all the same.")
    lines += ["", *_rest(found)]
    return "\n".join(lines)


def _rest(found: Points) -> list[str]:
    lines = [f"f has no values between {_shown(a)} and {_shown(b)}." for a, b in found.gaps]
    if found.complete:
        return [*lines, "At every other point where f has values it is differentiable."]
    for low, high in found.uncovered[:MOST_UNCOVERED]:
        lines.append(f"Not covered: from {digits(exactly(low), 6)} to {digits(exactly(high), 6)}.")
    if len(found.uncovered) > MOST_UNCOVERED:
        lines.append(f"Not covered: {len(found.uncovered) - MOST_UNCOVERED} more intervals.")
    return [*lines, "Outside of that, f is differentiable at every other point where it has values."]


def _kind(point: Point) -> str:
    if point.defined is False:
        return "no value"
    if point.differentiable is None:
        return "not settled"
    if point.continuous is None:
        return "not differentiable"
    return "not differentiable" if point.continuous else "not continuous"


def _place(point: Point) -> str:
    return _shown(point.place.exact) if point.place.exact else point.shown


def _shown(text: str) -> str:
    return text if "…" in text else to_readable(parse_point(text).tree)
