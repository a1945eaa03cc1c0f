"""The textbook table: this program beside SymPy's `limit`, on the same cases in the same run.

    python -m tests.bench.verdicts [--list] [--seconds 10] [--only PART_OF_A_FAMILY]

Needs SymPy: pip install -e .[bench]. A case is a function and a point; the answer is the pair of
one-sided limits of the difference quotient. A case is wrong where one of the two is claimed and is not
so; undecided where none is wrong, but one is open; else right. How SymPy is asked, and how its answers
are read, says `tests.bench.sympy_limits`. The counts are the same in every run but for what SymPy comes
to just within its time.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from relu_tui import __version__
from relu_tui.calculus import examine
from relu_tui.calculus.decision.limit_values import Finite, Unknown
from relu_tui.calculus.exact.sign import decimal
from tests.bench import sympy_limits
from tests.calculus.textbook import ROWS, SIDES, agrees, is_close

OPEN = ("unknown", "raised", "timed out")
"""What claims nothing, the worst last."""

SECONDS = 10.0
"""Processor time that SymPy is given for each one-sided limit."""


@dataclass(frozen=True)
class Verdict:
    """How an answer to one case compares with what is known.

    Attributes:
        outcome: `right`, `wrong`, or one of `OPEN`.
        said: The answer, as text.
        seconds: Processor time it took.
    """

    outcome: str
    said: str
    seconds: float


def ours(row: dict[str, Any]) -> Verdict:
    """This program's answer."""
    start = time.process_time()
    examination = examine(row["f"], row["at"])
    seconds = time.process_time() - start
    outcomes: list[str] = []
    said: list[str] = []
    for name in SIDES:
        limit = getattr(examination, name).slope
        said.append(decimal(limit.number) if isinstance(limit, Finite) else limit.kind)
        if isinstance(limit, Unknown):
            outcomes.append("unknown")
        else:
            outcomes.append("right" if agrees(limit, row[name]) else "wrong")
    return Verdict(_joined(outcomes), ", ".join(said), seconds)


def theirs(row: dict[str, Any], way: sympy_limits.Way, seconds: float) -> Verdict:
    """SymPy's answer."""
    answers = sympy_limits.limits(row["f"], row["at"], way, seconds)
    outcomes = [_judged(answer, row[name]) for answer, name in zip(answers, SIDES, strict=True)]
    said = ", ".join(answer.value or answer.kind for answer in answers)
    return Verdict(_joined(outcomes), said, sum(answer.seconds for answer in answers))


def _judged(answer: sympy_limits.Answer, expected: dict[str, str]) -> str:
    """How one answer compares; where f has no real values, one about complex values claims nothing."""
    if answer.kind in OPEN:
        return answer.kind
    if answer.kind != expected["kind"]:
        return "unknown" if expected["kind"] == "undefined" else "wrong"
    return "right" if answer.value is None or is_close(answer.value, expected["value"]) else "wrong"


def _joined(outcomes: Sequence[str]) -> str:
    """The outcome of both sides together: the worst of the two."""
    return max(outcomes, key=("right", *OPEN, "wrong").index)


def table(columns: dict[str, list[Verdict]]) -> str:
    """The figures in Markdown."""
    lines = ["| | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]

    def add(label: str, figures: Sequence[object]) -> None:
        lines.append(f"| {label} | " + " | ".join(str(figure) for figure in figures) + " |")

    counts = [Counter(verdict.outcome for verdict in verdicts) for verdicts in columns.values()]
    add("cases", [len(verdicts) for verdicts in columns.values()])
    add("right", [count["right"] for count in counts])
    add("**wrong**", [f"**{count['wrong']}**" for count in counts])
    add("undecided", [sum(count[outcome] for outcome in OPEN) for count in counts])
    add("– of these: raised an exception", [count["raised"] for count in counts])
    add("– of these: out of time", [count["timed out"] for count in counts])
    times = [sorted(verdict.seconds * 1000 for verdict in verdicts) for verdicts in columns.values()]
    add("median time", [f"{statistics.median(sample):.1f} ms" for sample in times])
    add("99 % within", [f"{sample[int(len(sample) * 0.99)]:,.1f} ms" for sample in times])
    add("worst time", [f"{sample[-1]:,.1f} ms" for sample in times])
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--list", action="store_true", help="list the cases that SymPy gets wrong")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help="for each limit that SymPy is asked for"
    )
    parser.add_argument("--only", default="", help="families with this in their name")
    options = parser.parse_args()
    rows = [row for row in ROWS if options.only in row["family"]]
    examine("sin(x)")  # what is loaded at first use is no part of the first case
    columns = {f"relu-tui {__version__}": [ours(row) for row in rows]}
    for way in sympy_limits.WAYS:
        columns[f"SymPy {sympy.__version__}, {way}"] = [theirs(row, way, options.seconds) for row in rows]
    print(table(columns))
    mine, *others = columns.values()
    for row, verdict in zip(rows, mine, strict=True):
        if verdict.outcome != "right":
            print(f"{verdict.outcome.upper()}: {row['f']} at {row['at']}: {verdict.said}")
    if options.list:
        for way, verdicts in zip(sympy_limits.WAYS, others, strict=True):
            print(f"\nSymPy, {way}, is wrong on")
            print("\n".join(wrong_cases(rows, verdicts)))


def wrong_cases(rows: list[dict[str, Any]], verdicts: list[Verdict]) -> list[str]:
    """A line for each case that is answered wrongly, with the truth."""
    return [
        f"    {row['f']} at {row['at']}: {verdict.said}; in truth "
        + ", ".join(row[name].get("value", row[name]["kind"]) for name in SIDES)
        for row, verdict in zip(rows, verdicts, strict=True)
        if verdict.outcome == "wrong"
    ]


if __name__ == "__main__":
    main()
