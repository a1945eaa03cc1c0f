"""A tape in words and columns. The command line prints it and the screen shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from textwrap import wrap

from relu_tui.calculus.exact.constant_printing import shown_number
from relu_tui.calculus.explanation.phrases import enumerated
from relu_tui.frameworks.backward import MOST_PATHS, Backward, Taken, count_paths, worst
from relu_tui.frameworks.comparison import Standing, proved
from relu_tui.frameworks.every_framework import EVERY
from relu_tui.frameworks.function_rules import Single
from relu_tui.frameworks.report import Kind
from relu_tui.frameworks.tape import Row, X
from relu_tui.frameworks.tape_phrases import (
    as_formula,
    blame,
    comes_back,
    consequences,
    crossing_note,
    dependence_text,
    no_operation,
    returned_text,
    rounding_note,
    short,
    single_text,
    slope_text,
    sources,
    taken_text,
    value_text,
)
from relu_tui.frameworks.tape_view import RIGHT, TapeView, culprits

MOST_BLAMED = 8
"""Rows that are named for one value."""

MOST_STEPS = 7
"""Operations of a path that are all written out."""


@dataclass(frozen=True)
class Line:
    """A line of the page.

    Attributes:
        kind: What it is.
        text: As it is read.
        row: The row of the tape that it is about, or 0.
    """

    kind: Kind
    text: str
    row: int = 0


def lines(view: TapeView, width: int) -> Iterator[Line]:
    """The whole page, none of its lines wider than asked, the tables excepted."""
    parts = (
        list(_operations(view, width)),
        [*_paths(view, width), *returned_lines(view, width)],
        list(_choices(view, width)),
        list(_paragraphs(chain(as_formula(view), consequences(view)), width)),
        list(_paragraphs(sources(view), width, Kind.NOTE)),
    )
    for number, part in enumerate(filter(None, parts)):
        if number:
            yield Line(Kind.TEXT, "")
        yield from part


def _paragraphs(sentences: Iterator[str], width: int, kind: Kind = Kind.TEXT) -> Iterator[Line]:
    for sentence in sentences:
        yield from (Line(kind, f" {line}") for line in wrap(sentence, max(width - 1, 10)))


PROVED, SHORTER_PROVED = "local slope, proved", "proved slope"
"""The head of the slopes."""

NARROWEST = 9
"""Characters of an operation, where there is no room for all of it."""


# --- operations -----------------------------------------------------------------------------------


def _operations(view: TapeView, width: int) -> Iterator[Line]:
    tape = view.tape
    if not tape.operations:
        yield Line(Kind.TEXT, f" {no_operation(tape)}")
        return
    every = [_cells(view, row) for row in tape.operations]
    names = [short(rules.framework) for rules in EVERY]
    for proved_head, together in ((PROVED, False), (SHORTER_PROVED, False), (SHORTER_PROVED, True)):
        taken, rows = _taken_together(names, every) if together else (names, every)
        heads = ("", "operation", "value", proved_head, *taken, "which is")
        sizes = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
        spare = width + 1 - sum(sizes) - 2 * len(sizes)
        if sizes[1] + spare >= NARROWEST:
            break
    sizes[1] = max(sizes[1] + min(spare, 0), NARROWEST)  # a long operation gives way first
    yield Line(Kind.HEAD, _joined(heads, sizes))
    for index, cells in enumerate(rows, start=1):
        yield Line(Kind.ROW, _joined(cells, sizes), index)


def _taken_together(
    names: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> tuple[list[str], list[tuple[str, ...]]]:
    """The names and the rows with one column for frameworks that take the same in every row."""
    first = len(rows[0]) - 1 - len(names)
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, column in zip(names, list(zip(*rows, strict=True))[first:-1], strict=True):
        groups.setdefault(column, []).append(name)
    taken = list(zip(*groups, strict=True))
    return (
        [", ".join(group) for group in groups.values()],
        [(*row[:first], *cells, row[-1]) for row, cells in zip(rows, taken, strict=True)],
    )


def _joined(cells: Sequence[str], sizes: Sequence[int]) -> str:
    fitted = [
        cell if len(cell) <= size else f"{cell[: size - 1]}…" for cell, size in zip(cells, sizes, strict=True)
    ]
    padded = [cell.ljust(size) for cell, size in zip(fitted, sizes, strict=True)]
    return f" {'  '.join(padded)}".rstrip()


def _cells(view: TapeView, row: Row) -> tuple[str, ...]:
    taken = [taken_text(found, row) for found in view.predictions.backs]
    which = worst([found.judged(row) for found in view.predictions.backs])
    mark = " ◂" if which is Taken.CHOICE else ""
    value = value_text(row)
    return row.name, row.written, value, slope_text(row), *taken, f"{which}{mark}"


# --- what comes back ------------------------------------------------------------------------------


def returned_lines(view: TapeView, width: int) -> Iterator[Line]:
    """What backward() returns, whether that is the derivative, and which rows make it so."""
    for found in _distinct(view):
        names = ", ".join(_version(view, back) for back in view.predictions.every if _same(back, found))
        kind = Kind.RIGHT if found.standing in RIGHT else Kind.WRONG
        mark = "✓" if found.standing is Standing.DERIVATIVE else "?" if found.standing in RIGHT else "✗"
        text = f"{mark} {names}: {comes_back(found)}."
        yield from (Line(kind, f" {line}") for line in wrap(text, width - 1, subsequent_indent="   "))
        rows = culprits(found)
        for row in rows[:MOST_BLAMED]:
            yield from (Line(kind, f"   {line}", row) for line in wrap(blame(found, row), max(width - 3, 10)))
        if len(rows) > MOST_BLAMED:
            yield Line(kind, f"   And so do {len(rows) - MOST_BLAMED} more rows.")
    yield from (Line(Kind.TEXT, f" {line}") for line in wrap(proved(view.tape.examination), width - 1))
    for index, entry in enumerate(view.tape.rows):
        for note in filter(None, (rounding_note(entry), crossing_note(entry))):
            yield from (Line(Kind.NOTE, f" {line}", index) for line in wrap(note, width - 1))


def _version(view: TapeView, found: Backward) -> str:
    """A framework's name, with its version where another one returns something else."""
    name = found.rules.framework
    if not view.predictions.parts(name):
        return short(name)
    return f"{short(name)} {enumerated(view.predictions.versions(found))}"


def _distinct(view: TapeView) -> Iterator[Backward]:
    """A framework for each value that is returned."""
    seen: list[Backward] = []
    for found in view.predictions.every:
        if not any(_same(found, other) for other in seen):
            seen.append(found)
            yield found


def _same(one: Backward, other: Backward) -> bool:
    return returned_text(one) == returned_text(other)


def _paths(view: TapeView, width: int) -> Iterator[Line]:
    found = view.shown
    paths, count = found.paths(), count_paths(view.tape)
    if not paths or paths[0].rows == (X,) or found.refused is not None:
        return
    ways = [" → ".join(_ends([view.tape.rows[row].name for row in path.rows])) for path in paths]
    products = [" · ".join(_ends(list(map(_factor, path.factors)))) for path in paths]
    results = [single_text(path.product) for path in paths]
    name = f"returned by {short(found.rules.framework)}"
    ways = [*ways, *([name] if count > 1 else [])]
    size, long = max(map(len, ways)), max(map(len, products))
    for way, product, result in zip(ways, products, results, strict=False):
        text = f" {way:<{size}}   {product:<{long}} = {result}"
        yield from (Line(Kind.TEXT, line) for line in _cut(text, width))
    if count > MOST_PATHS:
        yield Line(Kind.NOTE, f" … and {count - MOST_PATHS:,} more paths")
    if count == 1:
        return
    total = " + ".join(_factor(path.product) for path in paths) if count <= MOST_PATHS else "the sum of all"
    yield from (
        Line(Kind.TEXT, line) for line in _cut(f" {name:<{size}}   {total} = {returned_text(found)}", width)
    )


def _ends(steps: list[str]) -> list[str]:
    """The steps of a way, of a long one the first and the last."""
    return steps if len(steps) <= MOST_STEPS else [*steps[:4], "…", *steps[-2:]]


def _cut(text: str, width: int) -> list[str]:
    return [text] if len(text) <= width else [f"{text[: width - 1]}…"]


def _factor(value: Single | None) -> str:
    """A number between signs: in parentheses if it has one itself."""
    text = single_text(value)
    return f"({text})" if text.startswith("−") else text


# --- choices --------------------------------------------------------------------------------------


def _choices(view: TapeView, width: int) -> Iterator[Line]:
    if not view.predictions.kinks:
        return
    found = view.predictions.dependence
    if found is not None:
        yield from _paragraphs(iter([dependence_text(view.tape, found)]), width)
    here = view.choice(view.cursor) if view.cursor in view.predictions.kinks else None
    if here is not None:
        filled = round(float(here) * 24)
        bar = f"{'─' * filled}●{'─' * (24 - filled)}"
        row = view.tape.rows[view.cursor]
        yield Line(Kind.TEXT, f" s of {row.name}:  0 {bar} 1   s = {here}", view.cursor)
    if view.own:
        result = view.with_own
        told = ", ".join(f"{view.tape.rows[row].name}: {view.choice(row)}" for row in view.predictions.kinks)
        gives = "no number" if result is None else shown_number(result)
        yield from _paragraphs(iter([f"With your choices ({told}) backward() would return {gives}."]), width)
