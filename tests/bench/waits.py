"""How long the keys wait while an expression is worked out that asks for much: the longest, by expression.

    python -m tests.bench.waits --most 10

The key that draws the screen anew is answered whatever is being worked out. It is pressed again and again
while a lesson is gone through in a terminal; what is told is the processor's time of the program until its
answer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.calculus.test_bounds import FACTORS, FROM_ROOTS, ROOTS, TANH
from tests.terminal.terminal import KEYS, LESSON, Terminal

EXPRESSIONS = (
    ("relu", "0"),
    (TANH, "pi/7"),
    (FACTORS, "sqrt(2)"),
    ("x**(1/x) if x > 0 else 0", "0"),
    ("(1+x*sqrt(2))**(1/x) if x != 0 else 1", "0"),
    ("(1 - 1/x/2)**(3*(1/x)) if x != 0 else 0", "0"),
    ("(-(1/x))**(1/x) if x != 0 else 0", "0"),
    (f"((1 + {FROM_ROOTS})**(1/{FROM_ROOTS}) - e) if x != {ROOTS} else 0", ROOTS),
    ("tan(" * 12 + "1/x" + ")" * 12, "sqrt(2)"),
    ("atan(tan(" * 13 + "x" + "))" * 13, "10"),
    ("sigmoid(" * 55 + "x" + ")" * 55, "0"),
    ("sigmoid(" * 8 + "x" + ")" * 8 + "+abs(x**(1/x))+x**(1/x)-3", "e"),
    ("(abs(pi)+x/sqrt(2))**(" + "cos(" * 18 + "x" + ")" * 18 + ")/cos(x+3)", "sqrt(2)"),
    ("(999999999*x+777777777)**900", "0"),
    ("x*sin(1/(x*sin(1/x))) if x != 0 else 0", "0"),
)
"""What has taken long, or been deaf to keys, at some time."""

KEYS_OF_A_LESSON = (
    "right",
    "right",
    "right",
    *("enter", "enter", "down") * 4,
    "w",
    "escape",
    "g",
    "g",
    "z",
    "W",
)
"""Stepped through, concluded, argued, and looked at."""

APART = 0.05
"""Seconds between two presses."""

SETTLED = 0.5
"""Seconds after a key for which it is pressed at least."""

LONGEST = 15.0
"""Seconds for which it is pressed at most, while the program has something to do."""


class Wait(NamedTuple):
    """A wait.

    Attributes:
        work: Seconds of a processor that the program had until it answered.
        key: What was pressed before.
        function: The expression.
        at: The point.
    """

    work: float
    key: str
    function: str
    at: str


def waits(function: str, at: str, home: Path) -> Iterator[Wait]:
    """The longest wait after each key of a lesson."""
    with Terminal(*LESSON, function, "--at", at, home=home) as terminal:
        terminal.wait_for("quit", "┤")
        for key in KEYS_OF_A_LESSON:
            terminal.write(KEYS.get(key, key.encode()), skimming=True)
            yield Wait(max(_answers(terminal)), key, function, at)
        terminal.write(KEYS["escape"] * 2 + b"q", skimming=True)


def _answers(terminal: Terminal) -> Iterator[float]:
    """The work until each answer, from now until it has come to rest."""
    begun = time.monotonic()
    while (now := time.monotonic()) < begun + LONGEST:
        terminal.skim()
        before = terminal.work
        terminal.write(b"d", skimming=True)
        while not terminal.skim() and time.monotonic() < now + LONGEST:
            time.sleep(0.002)
        yield terminal.work - before
        before = terminal.work
        time.sleep(APART)
        if time.monotonic() > begun + SETTLED and terminal.work - before < APART / 4:
            return


def main() -> int:
    """Ask, and print the longest waits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=10, help="how many are printed")
    options = parser.parse_args()
    found: list[Wait] = []
    for function, at in EXPRESSIONS:
        with tempfile.TemporaryDirectory() as home:
            found += waits(function, at, Path(home))
    for wait in sorted(found, reverse=True)[: options.most]:
        print(f"{wait.work:.2f} s after {wait.key:6} {wait.function[:70]} at {wait.at}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
