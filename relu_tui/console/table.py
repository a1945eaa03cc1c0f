"""`relu-tui table`: rows of difference quotients, as text, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.exact.constant import Number, exactly
from relu_tui.calculus.exact.constant_printing import write
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.numerics.quotients import Row, row
from relu_tui.lesson.export import COLUMNS
from relu_tui.lesson.number_text import plain_number, with_minus


@dataclass(frozen=True)
class PrintedRow:
    """One row, with what the chosen number format makes of it.

    Attributes:
        side: `left` or `right`.
        row: The exact row.
        shown: (f(a+Δx), rise, quotient) as they are printed.
        note: Why there is no quotient, or what rounding did; may be empty.
    """

    side: str
    row: Row
    shown: tuple[str, str, str]
    note: str


def lines(
    examination: Examination, sides: Sequence[str], steps: Sequence[Fraction], number_format: str
) -> list[PrintedRow]:
    """The rows at the given steps, on each side in turn."""
    value = examination.value.number if isinstance(examination.value, Finite) else None
    result: list[PrintedRow] = []
    for side in sides:
        signed = [step if side == "right" else -step for step in steps]
        rows = [row(examination.function.tree, examination.point, value, step) for step in signed]
        result += (
            _exact(side, rows)
            if number_format == "exact"
            else _rounded(side, rows, examination, number_format)
        )
    return result


def _exact(side: str, rows: list[Row]) -> list[PrintedRow]:
    return [
        PrintedRow(
            side,
            entry,
            (plain_number(entry.value), plain_number(entry.rise), plain_number(entry.quotient)),
            entry.missing,
        )
        for entry in rows
    ]


def _rounded(side: str, rows: list[Row], examination: Examination, number_format: str) -> list[PrintedRow]:
    from relu_tui.calculus.numerics.rounded_rows import is_number, rounded_rows
    from relu_tui.number_formats import FORMATS

    computed = rounded_rows(examination.function.tree, examination.point, rows, FORMATS[number_format])
    result: list[PrintedRow] = []
    for entry, printed in zip(rows, computed, strict=True):
        quotient, note = printed.quotient, ""
        if not is_number(quotient):
            quotient, note = "", printed.quotient
        result.append(PrintedRow(side, entry, (printed.value, printed.rise, quotient), note))
    return result


def as_text(rows: list[PrintedRow]) -> str:
    """The rows as columns."""
    heads = ("side", "Δx", "f(a+Δx)", "rise", "quotient")
    cells = [heads]
    for line in rows:
        value, rise, quotient = map(with_minus, line.shown)
        cells.append(
            (line.side, write(exactly(line.row.step)), value or "—", rise or "—", quotient or line.note)
        )
    widths = [max(len(entry[column]) for entry in cells) for column in range(len(heads))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(entry, widths, strict=True)).rstrip()
        for entry in cells
    )


def as_csv(rows: list[PrintedRow], point: Number) -> str:
    """The rows as CSV, numbers in plain ASCII."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(chain(_record(line, point).values() for line in rows))
    return out.getvalue().rstrip("\n")


def as_json(rows: list[PrintedRow], examination: Examination, number_format: str) -> str:
    """The rows as JSON."""
    return json.dumps(
        {
            "function": examination.function.text,
            "at": examination.at.text,
            "format": number_format,
            "rows": [_record(line, examination.point) for line in rows],
        },
        ensure_ascii=False,
        indent=1,
    )


def _record(line: PrintedRow, point: Number) -> dict[str, str]:
    step = exactly(line.row.step)
    value, rise, quotient = line.shown
    return dict(
        zip(
            COLUMNS,
            (line.side, str(step), plain_number(point + step), value, rise, quotient, line.note),
            strict=True,
        )
    )
