"""What frameworks return, held against what is proved, as sentences and tables.

The command line prints them and the screen shows them; both lay them out by `laid_out`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from textwrap import wrap

from relu_tui.calculus.examination import Examination
from relu_tui.calculus.language.printing import shown_node
from relu_tui.frameworks import measured
from relu_tui.frameworks.comparison import comparison, proved, spelled
from relu_tui.frameworks.live.probe import AS_TYPED, Measurement
from relu_tui.frameworks.measured import LIBRARIES, WAYS, Subject, Way

# --- tables ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """A column of a table: the lines of its heading, and a cell for each row."""

    heading: tuple[str, str, str]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows with names, and columns of values.

    Attributes:
        names: What each row is about.
        columns: The values; an empty text where a row is not about the column.
        notes: What is said below.
    """

    names: tuple[str, ...]
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading, and what stands under it: sentences and tables."""

    heading: str
    parts: tuple[str | Table, ...]


def here(subject: Subject, measurements: Sequence[Measurement] = ()) -> Table | None:
    """What is returned for the subject: as published with the program, and on this machine.

    Returns:
        The table, or None where nothing was measured at the point, then or now.
    """
    answered = [found for found in measurements if found.values]
    rows = [*subject.operations, *([(AS_TYPED, "f(x), written out")] if answered else [])]
    if not answered:
        rows = [(way.name, way.written) for way in subject.known]
    if not rows:
        return None
    ways = {way.name: way for way in subject.known}
    columns = [
        Column(
            ("", library.name, library.version),
            tuple(_cell(ways[name], subject.point, index) if name in ways else "" for name, _ in rows),
        )
        for index, library in enumerate(LIBRARIES if ways else ())
    ]
    columns += [
        Column(
            ("here:", found.framework, found.version.partition(",")[0]),
            tuple(spelled(found.value(name)) for name, _ in rows),
        )
        for found in answered
    ]
    return Table(tuple(written for _, written in rows), tuple(columns), _notes(subject.known))


def everything() -> Table:
    """The whole table: every way, at every point."""
    rows = [(way, point) for way in WAYS for point, _ in way.returned]
    return Table(
        tuple(f"{way.written} at {spelled(point)}" for way, point in rows),
        tuple(
            Column(("", library.name, library.version), tuple(_cell(way, at, index) for way, at in rows))
            for index, library in enumerate(LIBRARIES)
        ),
        _notes(WAYS),
    )


def _cell(way: Way, point: str, library: int) -> str:
    values = way.at(point)
    mark = "*" if LIBRARIES[library].name in dict(way.remarks) else ""
    return spelled(values[library] if values else None) + mark


def _notes(ways: Sequence[Way]) -> tuple[str, ...]:
    return tuple(
        f"* {way.written} in {library}: {remark}." for way in ways for library, remark in way.remarks
    )


# --- pages ----------------------------------------------------------------------------------------


def about(
    subject: Subject,
    examination: Examination,
    measurements: Sequence[Measurement] | None = None,
    asking: Sequence[str] = (),
) -> Iterator[Section]:
    """What there is to say about one function at one point.

    Args:
        subject: The function.
        examination: What is proved of it.
        measurements: What frameworks on this machine answered; None if none was to be asked.
        asking: Those that have not answered yet.
    """
    yield Section("Proved", (proved(examination),))
    table = here(subject, measurements or ())
    parts: list[str | Table] = [table] if table is not None else []
    values: list[str | float] = [
        value for way in subject.known for value in way.at(subject.point) or () if value is not None
    ]
    values += [value for found in measurements or () for _, value in found.values]
    if not subject.known:
        parts.insert(0, "Not measured for this function at this point; the table below tells what was.")
    if values:
        parts.append(comparison(examination, values))
    if measurements is not None:
        parts += _said(examination, measurements, asking)
    yield Section(f"Returned ({measured.CONDITIONS})", tuple(parts))


def _said(
    examination: Examination, measurements: Sequence[Measurement], asking: Sequence[str]
) -> Iterator[str]:
    """What there is to say of the frameworks on this machine."""
    if not (measurements or asking):
        yield "None of torch, jax and tensorflow is installed here: nothing was measured on this machine."
    if any(found.values for found in measurements):
        formula = shown_node(examination.function.tree)
        cube = "; ∛x is sign(x)·|x|^(1/3) where it has no cube root" if "∛" in formula else ""
        yield (
            f"Here: measured now on this machine, in float32. Written out, f(x) is {formula}, "
            f"with the framework's own maximum, minimum, abs and where{cube}."
        )
    yield from (f"Here: {found.framework} {found.trouble}." for found in measurements if not found.values)
    yield from (f"Here: asking {name} …" for name in asking)


def general() -> Iterator[Section]:
    """What there is to say whatever the function."""
    companions = ", ".join(
        f"{entry.name} {entry.version} with {entry.companion}" for entry in LIBRARIES if entry.companion
    )
    yield Section("A function that is x, and gets 0", (measured.STORY,))
    yield Section("PyTorch's rule", (measured.RULE,))
    yield Section(
        f"All that was measured ({measured.CONDITIONS})",
        (everything(), f"{companions}. – is not measured."),
    )


# --- lines ----------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What a line of a page is."""

    HEADING = "heading"
    TEXT = "text"
    HEAD = "head of a table"
    ROW = "row of a table"
    NOTE = "note"
    RIGHT = "what is right"
    WRONG = "what is no derivative"


def laid_out(sections: Iterable[Section], width: int) -> Iterator[tuple[Kind, str]]:
    """The sections as lines that are no wider than asked, with a blank one between two."""
    for number, section in enumerate(sections):
        if number:
            yield Kind.TEXT, ""
        yield from ((Kind.HEADING, line) for line in wrap(section.heading, max(width, 10)))
        for part in section.parts:
            if isinstance(part, str):
                yield from ((Kind.TEXT, f"  {line}") for line in wrap(part, max(width - 2, 10)))
            else:
                yield from _table(part, width)


def _table(table: Table, width: int) -> Iterator[tuple[Kind, str]]:
    """As many columns beside one another as fit; the others below, with the names again."""
    first = max(map(len, table.names))
    sizes = [max(map(len, (*column.heading, *column.cells))) for column in table.columns]
    columns = list(zip(table.columns, sizes, strict=True))
    while columns:
        room, count = width - 2 - first, 0
        while count < len(columns) and (not count or room >= columns[count][1] + 2):
            room -= columns[count][1] + 2
            count += 1
        block, columns = columns[:count], columns[count:]
        for line in range(3):
            if any(column.heading[line] for column, _ in block):
                yield Kind.HEAD, _row("", first, [(column.heading[line], size) for column, size in block])
        for index, name in enumerate(table.names):
            if any(column.cells[index] for column, _ in block):
                yield Kind.ROW, _row(name, first, [(column.cells[index], size) for column, size in block])
    for note in table.notes:
        yield from ((Kind.NOTE, f"  {line}") for line in wrap(note, max(width - 2, 10)))


def _row(name: str, first: int, cells: Sequence[tuple[str, int]]) -> str:
    return "  ".join(["", name.ljust(first), *(text.ljust(size) for text, size in cells)]).rstrip()
