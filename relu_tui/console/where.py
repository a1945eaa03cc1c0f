"""`relu-tui where`: all points of an interval at which f is not differentiable."""

from __future__ import annotations

import json

from relu_tui.calculus.questions.points import Points
from relu_tui.lesson.answers import points_lines


def as_json(found: Points) -> str:
    """The answer in the form scripts read."""
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=1)


def as_text(found: Points) -> str:
    """A line for each point, then what is known of the rest."""
    return "\n".join(points_lines(found))
