"""`relu-tui network`: a ReLU network of one variable, all its kinks, and what autodiff returns at each."""

from __future__ import annotations

import json
from argparse import Namespace
from fractions import Fraction
from textwrap import wrap
from typing import Any

from relu_tui.console import output_terminal
from relu_tui.frameworks.network import (
    USUAL,
    Anatomy,
    Kink,
    Network,
    NetworkError,
    drawn,
    is_single,
    read,
    taken_apart,
)
from relu_tui.frameworks.network_words import HEADS, cells, expression_text, findings
from relu_tui.interface.arguments import fail


def run(options: Namespace) -> int:
    """Print the kinks; ends the program where the weights can't be used."""
    try:
        found = taken_apart(_network(options), Fraction(options.low), Fraction(options.high))
    except NetworkError as error:
        fail(str(error))
    print(as_json(found) if options.json else as_text(found, output_terminal.width()))
    return 0


def _network(options: Namespace) -> Network:
    if options.weights:
        return read(options.weights)
    units = options.units.split(",")
    if not all(part.strip().isdecimal() and len(part.strip()) < 5 for part in units):
        raise NetworkError(f"{options.units[:40]!r} is not a list of units such as 4,4")
    return drawn(options.seed, [int(part) for part in units])


def as_text(found: Anatomy, width: int) -> str:
    """The network, its kinks as rows, and what is to be noticed."""
    rows = [HEADS, *map(cells, found.kinks)]
    sizes = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = [
        "  ".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip() for row in rows
    ]
    return "\n".join(
        [
            *wrap(f"f(x) = {expression_text(found.network)}", max(width, 20), subsequent_indent="  "),
            "",
            *table,
            "",
            *(line for told in findings(found) for line in wrap(told, max(width, 20))),
        ]
    )


def as_json(found: Anatomy) -> str:
    """The same for scripts; numbers are fractions as text."""
    result = {
        "function": found.network.expression,
        "layers": [[list(map(str, unit)) for unit in layer] for layer in found.network.layers],
        "from": str(found.low),
        "to": str(found.high),
        "kinks": [_kink(kink) for kink in found.kinks],
        "on_their_kink": [
            {"unit": list(stretch.unit), "from": str(stretch.low), "to": str(stretch.high)}
            for stretch in found.stretches
        ],
        "notice": list(findings(found)),
    }
    return json.dumps(result, ensure_ascii=False, indent=1)


def _kink(kink: Kink) -> dict[str, Any]:
    return {
        "at": str(kink.at),
        "float32": is_single(kink.at),
        "units": [list(unit) for unit in kink.units],
        "left": str(kink.left),
        "right": str(kink.right),
        "cancels": kink.cancels,
        "returned": {str(s): str(value) for s, value in zip(USUAL, kink.returned, strict=True)},
        "wrong": kink.wrong,
    }
