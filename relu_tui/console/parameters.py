"""`relu-tui check --solve`: for which values of its parameters f is continuous, and differentiable."""

from __future__ import annotations

import json

from relu_tui.calculus.language.printing import shown
from relu_tui.calculus.questions.parameters import Equation, Fitted, equation_formula


def as_json(found: Fitted) -> str:
    """The answer in the form scripts read."""
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=1)


def as_text(found: Fitted) -> str:
    """The equations, each with what it says, and their solutions."""
    names = " and ".join(found.names)
    lines = [f"f(x) = {found.function}   at x = {found.at}", "", "Continuous there:"]
    if not found.continuity:
        lines.append(f"    for all {names}")
    lines += [_line(equation, found.unknowns) for equation in found.continuity]
    lines += [
        "Differentiable as well:",
        _line(found.smoothness, found.unknowns),
        "",
        f"Continuous for {found.continuous.text}.",
        f"Differentiable for {found.differentiable.text}.",
    ]
    return "\n".join(lines)


def _line(equation: Equation, names: tuple[str, ...]) -> str:
    return f"    {shown(equation_formula(equation, names)):<28} {equation.said}"
