"""`relu-tui check`: the four conditions, with their reasons."""

from __future__ import annotations

import json
from typing import Any

from relu_tui.calculus.examination import Examination
from relu_tui.calculus.explanation.phrases import point_text
from relu_tui.calculus.language.line import told
from relu_tui.calculus.language.printing import shown_node
from relu_tui.lesson.certificates import Certified


def as_json(certified: Certified, more: dict[str, Any] | None = None) -> str:
    """The examination in the form scripts read.

    Args:
        certified: It, with what was certified of it.
        more: What else was asked for.
    """
    data = certified.examination.to_dict()
    for condition, basis in zip(data["conditions"], certified.bases, strict=True):
        condition["basis"] = str(basis)
    return json.dumps(data | (more or {}), ensure_ascii=False, indent=1)


def as_text(certified: Certified) -> str:
    """The checklist and the verdict."""
    from relu_tui.calculus.explanation.verdict import verdict  # words, which scripts do without
    from relu_tui.lesson.condition_lines import condition_lines
    from relu_tui.lesson.words import readings

    examination = certified.examination
    at = point_text(examination)
    heading = f"f(x) = {shown_node(examination.function.tree)}   at x = {at}"
    notes = readings(examination.function, examination.at)
    lines = condition_lines(examination, certified.bases)
    return "\n".join([heading, *notes, "", *lines, "", verdict(examination).sentence])


def as_argument(examination: Examination) -> str:
    """The whole argument, line by line."""
    from relu_tui.lesson.argument_bounds import argued  # what argues, which the conditions do without
    from relu_tui.lesson.words import readings

    at = point_text(examination)
    lines = [f"f(x) = {shown_node(examination.function.tree)}   at x = {at}"]
    lines += readings(examination.function, examination.at)
    for section in argued(examination):
        lines += ["", section.heading]
        lines += [f"    {told(line)}" for line in section.lines]
    return "\n".join(lines)
