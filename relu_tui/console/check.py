"""`relu-tui check`: the four conditions, with their reasons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from relu_tui.calculus.decision.limit_values import Finite, Limit
from relu_tui.calculus.exact.printing import write
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.explanation.phrases import limit_text, plain, point_text
from relu_tui.calculus.language.printing import to_readable
from relu_tui.calculus.status import Basis
from relu_tui.lesson.certified import Certified, argued
from relu_tui.lesson.words import CONDITIONS, GLYPHS, readings


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
    examination = certified.examination
    at = point_text(examination)
    heading = f"f(x) = {to_readable(examination.function.tree)}   at x = {at}"
    notes = readings(examination.function, examination.at)
    lines = checklist(examination, certified.bases)
    return "\n".join([heading, *notes, "", *lines, "", verdict(examination)])


def checklist(examination: Examination, bases: Sequence[Basis]) -> list[str]:
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


def as_argument(examination: Examination) -> str:
    """The whole argument, line by line."""
    at = point_text(examination)
    lines = [f"f(x) = {to_readable(examination.function.tree)}   at x = {at}"]
    lines += readings(examination.function, examination.at)
    for section in argued(examination):
        lines += ["", section.heading]
        lines += [f"    {plain(line)}" for line in section.lines]
    return "\n".join(lines)


def verdict(examination: Examination) -> str:
    """The last line."""
    at = point_text(examination)
    if examination.differentiable is None:
        return f"Not settled whether f is differentiable at {at}."
    if examination.differentiable and examination.derivative is not None:
        return f"Differentiable at {at}: f′({at}) = {write(examination.derivative)}"
    left, right = examination.left.slope, examination.right.slope
    if (
        isinstance(left, Finite)
        and isinstance(right, Finite)
        and (a := write(left.number)) != (b := write(right.number))
    ):
        return f"Not differentiable at {at}: {a} ≠ {b}."
    return f"Not differentiable at {at}."


def _value(limit: Limit) -> str:
    text = limit_text(limit)
    return f"= {text}" if isinstance(limit, Finite) else text
