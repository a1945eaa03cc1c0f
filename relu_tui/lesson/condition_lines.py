"""The four conditions with their reasons, as lines for the screen and for the command line."""

from __future__ import annotations

from collections.abc import Sequence

from relu_tui.calculus.decision.limit_values import Finite, Limit
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.explanation.phrases import limit_text, point_text
from relu_tui.calculus.status import Basis
from relu_tui.lesson.words import CONDITIONS, GLYPHS


def condition_lines(examination: Examination, bases: Sequence[Basis]) -> list[str]:
    """Two lines for each condition: its status and, if it was certified, that; and the reason."""
    names = [name.format(a=point_text(examination)) for name in CONDITIONS]
    values = ("", _value(examination.left.slope), _value(examination.right.slope), "")
    lines: list[str] = []
    for number, (condition, name, value, basis) in enumerate(
        zip(examination.conditions, names, values, bases, strict=True), start=1
    ):
        status = condition.status
        mark = ", certified" if basis is Basis.CERTIFIED else ""
        lines.append(f"{GLYPHS[status]} {number} {f'{name} {value}':<36} {status}{mark}")
        lines.append(f"    {condition.reason}")
    return lines


def _value(limit: Limit) -> str:
    text = limit_text(limit)
    return f"= {text}" if isinstance(limit, Finite) else text
