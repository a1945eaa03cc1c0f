"""A lesson to take away: the table as CSV and Markdown, the argument as Markdown with LaTeX."""

from __future__ import annotations

import csv
import io

from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.exact.constant_printing import write
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.language.expression_printing import to_latex
from relu_tui.calculus.language.formula_latex import latex
from relu_tui.calculus.language.output_dialects import UNICODE
from relu_tui.calculus.language.printing import printing_in
from relu_tui.calculus.numerics.quotients import Row
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.lesson import words
from relu_tui.lesson.argument_bounds import argued
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.number_text import number, plain_number

HEADS = ("side", "Δx", "f(a+Δx)", "f(a+Δx) − f(a)", "quotient")


COLUMNS = ("side", "dx", "x", "f(x)", "rise", "quotient", "note")
"""The columns of a table for other programs."""


def table_csv(lesson: Lesson) -> str:
    """The rows seen: short rationals exactly, as fractions, other numbers with 17 digits."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    point = lesson.examination.point
    for side, row in _rows(lesson):
        step = exactly(row.step)
        numbers = (plain_number(found) for found in (step, point + step, row.value, row.rise, row.quotient))
        writer.writerow((side, *numbers, row.missing))
    return out.getvalue()


def table_markdown(lesson: Lesson) -> str:
    """The rows seen, as a Markdown table."""
    with printing_in(UNICODE):
        heading = words.heading(lesson)
    lines = [
        f"# {heading}",
        "",
        f"| {' | '.join(HEADS)} |",
        f"|{'---|' * len(HEADS)}",
    ]
    for side, row in _rows(lesson):
        cells = [number(found) if found is not None else "—" for found in (row.value, row.rise, row.quotient)]
        if row.missing:
            cells[-1] = row.missing
        lines.append(f"| {side} | {write(exactly(row.step))} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def argument_markdown(examination: Examination) -> str:
    """The whole argument, formulas in LaTeX."""
    tree, at = examination.function.tree, to_latex(examination.at.tree)
    lines = [f"# Is $f(x) = {to_latex(tree)}$ differentiable at ${at}$?", ""]
    for section in argued(examination):
        lines += [f"## {section.heading}", ""]
        for line in section.lines:
            lines += ["".join(part if isinstance(part, str) else f"${latex(part)}$" for part in line), ""]
    return "\n".join(lines)


def _rows(lesson: Lesson) -> list[tuple[Side, Row]]:
    return [
        (side, lesson.row(side, index)) for side in BOTH_SIDES for index in range(lesson.trail(side).seen)
    ]
