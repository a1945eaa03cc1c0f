"""A tape in sentences, a line for each operation, for a lesson that is read or heard line by line."""

from __future__ import annotations

from collections.abc import Iterator

from relu_tui.calculus.explanation.phrases import enumerated
from relu_tui.frameworks.tape import Row
from relu_tui.frameworks.tape_phrases import (
    as_formula,
    consequences,
    dependence_text,
    no_operation,
    slope_text,
    sources,
    taken_text,
    value_text,
)
from relu_tui.frameworks.tape_report import returned_lines
from relu_tui.frameworks.tape_view import TapeView, title

UNCUT = 10_000
"""A width at which no sentence is cut into lines: what reads them aloud cuts them itself."""


def sentences(view: TapeView) -> Iterator[str]:
    """The operations in order, then what backward() returns and whether that is the derivative."""
    yield f"The tape of {' '.join(title(view).split())}."
    if not view.tape.operations:
        yield no_operation(view.tape)
    yield from (_operation(view, row) for row in view.tape.operations)
    yield from (line.text.strip() for line in returned_lines(view, UNCUT))
    if view.predictions.kinks and view.predictions.dependence is not None:
        yield dependence_text(view.tape, view.predictions.dependence)
    yield from as_formula(view)
    yield from consequences(view)
    yield from sources(view)


def _operation(view: TapeView, row: Row) -> str:
    value = value_text(row)
    taken = "; ".join(_taken(view, row))
    return (
        f"Row {row.name}: {row.written}, value {value}. Slope, proved: {slope_text(row)}. Taken by {taken}."
    )


def _taken(view: TapeView, row: Row) -> Iterator[str]:
    """What is taken, each number told once, with the names of all that take it."""
    names: dict[str, list[str]] = {}
    for found in view.predictions.backs:
        said = f"{taken_text(found, row)}, {found.judged(row)}"
        names.setdefault(said, []).append(found.rules.framework)
    for said, each in names.items():
        yield f"{enumerated(each)}: {said}"
