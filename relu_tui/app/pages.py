"""Pages to read, as rows: the argument, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from relu_tui.app.frame import Role, Row, row
from relu_tui.calculus.argument import argue
from relu_tui.calculus.sentences import Formula, Line
from relu_tui.lesson import words
from relu_tui.lesson.commands import COMMANDS, GROUPS
from relu_tui.lesson.lesson import Lesson


def why(lesson: Lesson, width: int) -> list[Row]:
    """The whole argument, line by line."""
    rows = [row((words.heading(lesson), Role.HEADING)), row((words.definition(lesson), Role.DIM)), row("")]
    for section in argue(lesson.examination):
        rows += [row((section.heading, Role.HEADING))]
        for line in section.lines:
            rows += filled(line, width, indent=3)
        rows.append(row(""))
    return rows


def keys(width: int, *, kiosk: bool = False) -> list[Row]:
    """All keys, by group."""
    rows: list[Row] = []
    for group, heading in GROUPS.items():
        rows += [row((heading, Role.HEADING))]
        for command in COMMANDS:
            if command.group == group and not (kiosk and command.host):
                rows += _entry(command.key_text, command.words, width)
        rows.append(row(""))
    rows += [row(("Side, status and basis are told by a word and a sign, never by colour alone:", Role.DIM))]
    for sign, meaning in SIGNS:
        rows += _entry(sign, meaning, width)
    return rows


SIGNS = (
    ("◁ ▷", "left and right of the point"),
    ("○ ◐", "a condition that is open, or for which evidence is being gathered"),
    ("✓ ✗ ?", "a condition that holds, fails, or could not be decided"),
    ("● ○", "in the plot: a point that the graph has, and one that it only comes near to"),
    ("0.54|03", "in a table of a number format: the digits before the bar are right"),
    ("◉", "in the plot: a probe, at a+Δx"),
)


def _entry(name: str, meaning: str, width: int) -> list[Row]:
    column = 18
    lines = wrap(meaning, max(width - column, 10)) or [""]
    first = row((f"  {name}".ljust(column), Role.KEY), lines[0])
    return [first, *(row(" " * column, line) for line in lines[1:])]


def filled(line: Line | Sequence[str], width: int, indent: int = 0) -> list[Row]:
    """A line of words and formulas on as many rows as it takes; formulas stand out."""
    pieces: list[tuple[str, Role]] = []
    for part in line:
        role = Role.EMPHASIS if isinstance(part, Formula) else Role.PLAIN
        pieces += [(word, role) for word in _words(part)]
    rows: list[Row] = []
    current: list[tuple[str, Role]] = []
    room = max(width - indent, 8)
    for word, role in pieces:
        used = sum(len(text) for text, _ in current)
        if current and used + len(word.rstrip()) > room:
            rows.append(row(" " * indent, *current))
            current = []
        current.append((word if current else word.lstrip(), role))
    rows.append(row(" " * indent, *current))
    return rows


def _words(text: str) -> list[str]:
    """The words of a text, each with the space that follows it."""
    parts = text.split(" ")
    return [f"{part} " for part in parts[:-1]] + [parts[-1]]
