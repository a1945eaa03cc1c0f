"""From text to expression tree: what is understood, what else it may mean, or what is wrong with it.

The text is cut into tokens (`tokens`), which a Pratt parser reads (`pratt_parser`, `naming`); nothing is ever
evaluated. The grammar is a whitelist: whatever it does not name is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from relu_tui.calculus.errors import ExpressionError, Fault, without_frames
from relu_tui.calculus.language.cursor import Choice
from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.naming import FormulaReader
from relu_tui.calculus.language.syntax import (
    Call,
    Conditional,
    Expression,
    Note,
    Numeric,
    depends_on_x,
    nodes,
)
from relu_tui.calculus.language.tree_building import Maker

MOST_CHARACTERS = 2_000
"""Characters in an expression."""

_CONDITION = re.compile(r"[<>=≤≥≠⩽⩾]|\\(?:[lg]eq?|neq?)\b|\b(?:otherwise|else|elsewhere)\b")
"""What a line of a function in pieces has in it."""

MOST_NOTES = 4
"""Spellings of one text of which the other reading is told."""


def parse(text: str, given: Mapping[str, Numeric] | None = None) -> Expression:
    """Read an expression in x.

    Args:
        text: As it is typed.
        given: What other names stand for.

    Raises:
        ExpressionError: It can't be read; the error says what is wrong, where, and what would do.
    """
    if len(text) > MOST_CHARACTERS:
        raise ExpressionError(
            f"this is {len(text):,} characters long", None, f"use at most {MOST_CHARACTERS:,}"
        )
    try:
        reader, tree = _read(text, given)
    except ExpressionError:
        found = _read_pieces(text, given)
        if found is None:
            raise
        text, reader, tree = found
    notes = tuple(_notes(text, given, reader.choices, reader.flipped, tree))
    return Expression(" ".join(text.split()), tree, notes)


def _read_pieces(text: str, given: Mapping[str, Numeric] | None) -> tuple[str, FormulaReader, Numeric] | None:
    """A text of several lines, each of which is a piece of a function; None where that can't be read."""
    pieces = _as_pieces(text)
    if pieces is None:
        return None
    try:
        reader, tree = _read(pieces, given)
    except ExpressionError:
        return None
    return (pieces, reader, tree) if isinstance(tree, Conditional) else None


def _as_pieces(text: str) -> str | None:
    """A text of several lines with `;` for the ends of lines, each a piece; None where they are none.

    Each line names a condition, or what stands for the last one; it is as long as it was, so that faults
    stand where they stood.
    """
    lines = text.split("\n")
    places = [place for place, line in enumerate(lines) if line.strip(" \t\r{}")]
    if len(places) < 2 or not all(_CONDITION.search(lines[place]) for place in places):
        return None
    ends = {
        place: ";" if place in places[:-1] and not lines[place].rstrip().endswith((";", ",")) else " "
        for place in range(len(lines))
    }
    return "".join(line + ends[place] for place, line in enumerate(lines))[:-1]


def parse_point(text: str) -> Expression:
    """Read a point: an expression without x, such as `0`, `1/3`, `pi/4`.

    Raises:
        ExpressionError: It can't be read, or has x in it.
    """
    try:
        point = parse(text)
    except ExpressionError as error:
        if not error.faults:
            raise
        raise ExpressionError.of([_of_a_point(fault) for fault in error.faults]) from None
    if depends_on_x(point.tree):
        raise ExpressionError("the point must be a number, without x", hint="for instance 0, 1/3 or pi/4")
    return point


def _of_a_point(fault: Fault) -> Fault:
    """A fault of a text in which there is no variable: x would be no mend."""
    if "the variable is x" in fault.hint or "there is one variable" in fault.hint:
        return fault._replace(hint="a point is a number, such as 0, 1/3 or pi/4", change=None)
    return fault


def understood(expression: Expression) -> str:
    """The text in the plain language that stands for what was read, and for nothing else."""
    return to_text(expression.tree)


def _read(text: str, given: Mapping[str, Numeric] | None) -> tuple[FormulaReader, Numeric]:
    """The reading that is taken: of those that bars leave open, the one with no |…| around a number."""
    first = FormulaReader(text, given)
    trouble: ExpressionError | None = None
    found: list[tuple[int, FormulaReader, Numeric]] = []
    try:
        tree = first.read()
        found.append((_constant_bars(tree), first, tree))
    except ExpressionError as error:
        trouble = without_frames(error)
    for place in first.bar_places[:MOST_NOTES]:
        other = FormulaReader(text, given, frozenset({("bar", place)}))
        try:
            tree = other.read()
        except ExpressionError:
            continue
        found.append((_constant_bars(tree), other, tree))
    if not found and trouble is not None:
        raise trouble
    _, reader, tree = min(found, key=lambda reading: reading[0])
    if len(found) > 1:
        key = next(iter(reader.flipped or found[1][1].flipped))
        reader.choices.append(Choice(key, "the bars may pair in another way"))
    return reader, tree


def _constant_bars(tree: Numeric) -> int:
    return sum(
        isinstance(node, Call) and node.name == "abs" and not depends_on_x(node) for node in nodes(tree)
    )


def _notes(
    text: str,
    given: Mapping[str, Numeric] | None,
    choices: list[Choice],
    flipped: frozenset[tuple[str, int]],
    tree: Numeric,
) -> list[Note]:
    """What else a text may mean: each choice with the text of the other reading."""
    found: list[Note] = []
    for choice in choices[:MOST_NOTES]:
        if choice.key[0] in ("nowhere", "first"):
            found.append(Note(choice.said))
            continue
        try:
            other = FormulaReader(text, given, flipped ^ {choice.key}, Maker()).read()
        except ExpressionError:
            continue
        if (spelled := to_text(other)) != to_text(tree):
            found.append(Note(choice.said, spelled))
    return found
