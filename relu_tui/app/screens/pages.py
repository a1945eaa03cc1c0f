"""Pages to read, as rows: the argument, the keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import wrap
from typing import TypeAlias

from relu_tui.app.drawing.frame import Role, Row, row
from relu_tui.app.panes.checklist import CERTIFIED
from relu_tui.app.panes.conclusions import remark
from relu_tui.calculus.language.line import Line, told
from relu_tui.interface.key_commands import COMMANDS, GROUPS
from relu_tui.lesson import words
from relu_tui.lesson.answers import (
    derivative_lines,
    limit_lines,
    limits_of_f,
    points_around,
    points_lines,
    third_derivative,
)
from relu_tui.lesson.argument_bounds import argument
from relu_tui.lesson.lesson import Lesson

Pieces: TypeAlias = list[tuple[str, Role]]
"""Text in runs of one role."""

KeyGroup: TypeAlias = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and keys with what each does."""


def why(lesson: Lesson, width: int, *, whole: bool = True) -> list[Row]:
    """The argument, line by line.

    Args:
        lesson: The lesson.
        width: Of the page.
        whole: Whether with what is not concluded yet, which gives the answers away.
    """
    rows = [
        *_headed(words.heading(lesson), width),
        *(row((line, Role.DIM)) for line in wrap(words.definition(lesson), max(width, 8))),
        row(""),
    ]
    for section, concluded in zip(argument(lesson.function, lesson.at), lesson.concluded, strict=True):
        rows += _headed(section.heading, width)
        if concluded or whole:
            for line in section.lines:
                rows += filled(line, width, indent=3)
        else:
            rows.append(row(f"   {words.NOT_CONCLUDED}"))
        rows.append(row(""))
    if not (whole or lesson.done):
        rows += [*filled((words.ARGUMENT_TO_COME,), width), row("")]
    if lesson.done and (noticed := remark(lesson)):
        rows += [row(("To notice", Role.HEADING)), *filled((noticed,), width, indent=3), row("")]
    return rows


def limits(function: str, at: str, width: int) -> list[Row]:
    """The limits of f itself: at the point, and as x goes past every bound."""
    rows: list[Row] = []
    for found in limits_of_f(function, at):
        rows += [*_told(limit_lines(found), width), row("")]
    return rows


def higher(function: str, at: str, width: int) -> list[Row]:
    """Whether f″ and f‴ exist at the point."""
    return _told(derivative_lines(third_derivative(function, at)), width)


def rough(function: str, at: str, width: int) -> list[Row]:
    """The points around at which f is not differentiable."""
    more = ["", ". and , go to the next of them, and to the one before; ( and ) move the point by 1/4."]
    return _told([*points_lines(points_around(function, at)), *more], width)


def _told(lines: Sequence[str], width: int) -> list[Row]:
    rows = _headed(lines[0], width)
    for full in lines[1:]:
        line = full if len(full) <= width else re.sub(r"(?<=\S) {2,}", "  ", full)  # columns take room
        indent = len(line) - len(line.lstrip())
        rows += filled((line.strip(),), width, indent=indent) if line.strip() else [row("")]
    return rows


def _headed(text: str, width: int) -> list[Row]:
    lines = wrap(text, max(width, 8), subsequent_indent="   ")
    return [row((line, Role.HEADING)) for line in lines]


def keys(width: int, *, kiosk: bool = False, first: Sequence[KeyGroup] = ()) -> list[Row]:
    """All keys, by group.

    Args:
        width: Of the page.
        kiosk: Whether commands that reach the machine are left out.
        first: Groups of keys that are not the lesson's own.
    """
    rows: list[Row] = []
    for title, entries in first:
        rows += [row((title, Role.HEADING))]
        for name, meaning in entries:
            rows += _entry(name, meaning, width)
        rows.append(row(""))
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
    (CERTIFIED, "a condition that a certificate confirms: a second proof, checked without the first"),
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
    room = max(width - indent, 8)
    rows: list[Pieces] = [[]]
    used = 0
    for word in _words(line):
        size = len("".join(text for text, _ in word).rstrip())
        if rows[-1] and used + size > room:
            rows.append([])
            used = 0
        for text, role in word:
            rest = text
            while used + len(rest.rstrip()) > room:  # a formula longer than a row
                rows[-1].append((rest[: room - used], role))
                rows.append([])
                rest, used = rest[room - used :], 0
            rows[-1].append((rest, role))
            used += len(rest)
    return [row(" " * indent, *pieces) for pieces in rows]


def _words(line: Line | Sequence[str]) -> list[Pieces]:
    """The words, each with the space that follows it; a comma stays with the formula before it."""
    words: list[Pieces] = []
    for part in line:
        role = Role.PLAIN if isinstance(part, str) else Role.EMPHASIS
        for text in re.findall(r"\S*\s|\S+", told((part,))):
            if words and not words[-1][-1][0].endswith(" "):
                words[-1].append((text, role))
            else:
                words.append([(text, role)])
    return words
