"""A lesson to take away: the table as CSV and Markdown, the argument as Markdown with LaTeX."""

from __future__ import annotations

import csv
import io
import re

from relu_tui.calculus.exact.constant import exactly
from relu_tui.calculus.exact.printing import write
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.explanation.argument import argue
from relu_tui.calculus.explanation.phrases import Formula
from relu_tui.calculus.language.printing import to_latex
from relu_tui.calculus.numerics.quotients import Row
from relu_tui.lesson import words
from relu_tui.lesson.lesson import Lesson, Side
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
    lines = [
        f"# {words.heading(lesson)}",
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
    for section in argue(examination):
        lines += [f"## {section.heading}", ""]
        for line in section.lines:
            lines += ["".join(f"${latex(part)}$" if isinstance(part, Formula) else part for part in line), ""]
    return "\n".join(lines)


def _rows(lesson: Lesson) -> list[tuple[Side, Row]]:
    return [(side, lesson.row(side, index)) for side in Side for index in range(lesson.trail(side).seen)]


_SYMBOLS = {
    "Δx": r"\Delta x",
    "−": "-",
    "·": r"\cdot ",
    "→": r"\to ",
    "∞": r"\infty ",
    "π": r"\pi ",
    "≤": r"\le ",
    "≥": r"\ge ",
    "≠": r"\ne ",
    "θ": r"\theta ",
    "…": r"\dots ",
    "′": "'",
    "lim ": r"\lim ",
    "⁻": "^-",
    "⁺": "^+",
}
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOW = "₀₁₂₃₄₅₆₇₈₉"
_FUNCTIONS = ("sin", "cos", "tan", "ln", "exp", "log", "max", "min")


def latex(text: str) -> str:
    """A formula of the argument in LaTeX."""
    text = re.sub(r"lim (Δx→0[⁻⁺]) ", r"\\lim_{\1} ", text)
    text = re.sub(rf"⁻([{_RAISED}]+)", lambda m: f"^{{-{_lowered(m[1])}}}", text)
    text = re.sub(rf"([{_RAISED}]+)", lambda m: f"^{{{_lowered(m[1])}}}", text)
    text = re.sub(rf"([{_LOW}]+)", lambda m: f"_{{{_lowered(m[1], _LOW)}}}", text)
    text = _braced(text, "^", "^")
    for sign, command in (("√", r"\sqrt"), ("∛", r"\sqrt[3]")):
        text = _braced(text, sign, command)
        text = re.sub(rf"{sign}(\d+\.?\d*|\w+|\|Δx\|)", rf"\{command}{{\1}}", text)
    text = re.sub(rf"\b({'|'.join(_FUNCTIONS)})(?=[ (|])", r"\\\1", text)
    text = re.sub(r"\babs\(([^()]*)\)", r"|\1|", text)
    text = re.sub(r"\b(if|else|and|or|not|quotient)\b", r"\\text{ \1 }", text)
    for symbol, command in _SYMBOLS.items():
        text = text.replace(symbol, command)
    return text


def _lowered(digits: str, alphabet: str = _RAISED) -> str:
    return "".join(str(alphabet.index(digit)) for digit in digits)


def _braced(text: str, before: str, command: str) -> str:
    """`^(…)` as `^{…}`, to the matching parenthesis; so for whatever stands before it."""
    start = text.find(f"{before}(")
    while start >= 0:
        inside = start + len(before) + 1
        depth = 1
        for end in range(inside, len(text)):
            depth += (text[end] == "(") - (text[end] == ")")
            if depth == 0:
                break
        else:
            return text
        text = f"{text[:start]}{command}{{{text[inside:end]}}}{text[end + 1 :]}"
        start = text.find(f"{before}(", start + len(command))
    return text
