"""`relu-tui limit`: the limit of f itself, with its conditions and their reasons."""

from __future__ import annotations

import json

from relu_tui.calculus.questions.function_limit import FunctionLimit
from relu_tui.lesson.answers import limit_lines


def as_json(found: FunctionLimit) -> str:
    """The answer in the form scripts read."""
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=1)


def as_text(found: FunctionLimit) -> str:
    """The checklist, the answer, and what would mend a hole."""
    return "\n".join(limit_lines(found))
