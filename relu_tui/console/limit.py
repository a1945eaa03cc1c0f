"""`relu-tui limit`: the limit of f itself, with its conditions and their reasons."""

from __future__ import annotations

import json

from relu_tui.lesson.answers import limit_lines
from relu_tui.lesson.certified_limits import CertifiedLimit


def as_json(found: CertifiedLimit) -> str:
    """The answer in the form scripts read."""
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=1)


def as_text(found: CertifiedLimit) -> str:
    """The checklist, the answer, and what would mend a hole."""
    return "\n".join(limit_lines(found))
