"""`relu-tui descent`: subgradient descent on |x|, step by step."""

from __future__ import annotations

import json
from argparse import Namespace
from fractions import Fraction
from textwrap import wrap

from relu_tui.console import output_terminal
from relu_tui.frameworks.descent import HEADS, Descent, cells, drawn, findings

PICTURE = 31
"""Cells of the line on which x is drawn."""


def run(options: Namespace) -> int:
    """Print the steps, and what is to be noticed."""
    descent = Descent(
        Fraction(options.start),
        Fraction(options.rate),
        options.shrinking,
        Fraction(options.at_zero),
        options.steps,
    )
    print(as_json(descent) if options.json else as_text(descent, output_terminal.width()))
    return 0


def as_text(descent: Descent, width: int) -> str:
    """The steps as rows, with x on a line from −1 to 1."""
    rows = [HEADS, *map(cells, descent.places)]
    sizes = [max(map(len, column)) for column in zip(*rows, strict=True)]
    pictures = ["−1".ljust(PICTURE - 1) + "1", *(drawn(place, PICTURE) for place in descent.places)]
    lines = [
        "  ".join([*(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)), picture]).rstrip()
        for row, picture in zip(rows, pictures, strict=True)
    ]
    told = [line for sentence in findings(descent) for line in wrap(sentence, max(width, 20))]
    return "\n".join([*lines, "", *told])


def as_json(descent: Descent) -> str:
    """The same for scripts; exact numbers are fractions as text."""
    found = {
        "function": "abs(x)",
        "start": str(descent.start),
        "rate": str(descent.rate),
        "rule": "rate/k" if descent.shrinks else "rate",
        "at_zero": str(descent.at_zero),
        "places": [
            {"k": place.k, "step": str(place.step), "exact": str(place.exact), "float32": place.single}
            for place in descent.places
        ],
        "exactly_0": descent.hits,
        "exactly_0_in_float32": descent.single_hits,
        "notice": list(findings(descent)),
    }
    return json.dumps(found, ensure_ascii=False, indent=1)
