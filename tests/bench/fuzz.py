"""Anything at a terminal, for as long as one likes: keys, sizes, pastes, halves of sequences, expressions.

    python -m tests.bench.fuzz --minutes 60 --seed 7
    python -m tests.bench.fuzz --walk "tanh(x)**(1/x)" --at pi/7

Ends with status 1 where a process took more than 200 MB, or worked for 2 s without a sign. What came near
to either is told when it happens, with the expression, the point and the key, to be walked again alone.
"""

from __future__ import annotations

import argparse
import random
import shlex
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from tests.terminal.terminal import KEYS
from tests.terminal.test_fuzz import Fuzzer

MOST_MEMORY = 200.0
"""MB that no process takes."""

LONGEST = 2.0
"""Seconds of work without a sign that no key takes."""

PATIENCE = 1200.0
"""Seconds that a walk may stand still while others have the processors; what counts is its own work."""

NOTABLE_MEMORY = 150.0
"""MB above which each new peak is told."""

NOTABLE_WAIT = 0.5
"""Seconds of work without a sign above which each is told."""

NAMES = ("sin", "cos", "tan", "tanh", "exp", "log", "sqrt", "abs", "relu", "floor", "sign", "atan", "sigmoid")
POINTS = ("0", "1/3", "pi/7", "sqrt(2)", "-1", "10", "e", "sqrt(2)+sqrt(3)")
LEAVES = ("x", "x", "1/x", "x**2", "sqrt(2)", "pi", "3", "1e-9", "x**(1/x)", "abs(x)")


def expression(choose: random.Random, depth: int) -> str:
    """An expression of some depth, as often as not one that asks for much work."""
    if depth == 0:
        return choose.choice(LEAVES)
    if choose.random() < 0.15:
        name, times = choose.choice(NAMES), choose.randint(2, 18)
        return f"{name}(" * times + choose.choice(LEAVES) + ")" * times
    if choose.random() < 0.4:
        return f"{choose.choice(NAMES)}({expression(choose, depth - 1)})"
    left, right = expression(choose, depth - 1), expression(choose, choose.randrange(depth))
    return f"({left}){choose.choice(('+', '-', '*', '/', '**'))}({right})"


class Watched(Fuzzer):
    """A fuzzer that tells at which key of which walk much memory was taken, or much time.

    Attributes:
        most: The most memory that a process had, in MB.
    """

    def __init__(self, seed: int, home: Path) -> None:
        super().__init__(seed, home, PATIENCE)
        self.longest_allowed = LONGEST
        self.most = 0.0
        self._told = 0.0
        self._process = 0

    def batch(self) -> None:
        """Some events as quick as can be, and then rest."""
        self._watch("events", super().batch)

    def walk(self, formula: str, point: str) -> None:
        """A lesson on an expression of one's own: typed, stepped through, concluded, argued; then left."""
        escape, enter, down, right = (KEYS[name] for name in ("escape", "enter", "down", "right"))
        for number, data in enumerate(
            (
                *(
                    escape,
                    escape,
                    b"e",
                    b"\x05\x15" + formula.encode(),
                    down,
                    b"\x05\x15" + point.encode(),
                    enter,
                ),
                *(
                    right * 3,
                    enter,
                    down,
                    enter,
                    down,
                    enter,
                    down,
                    enter,
                    b"w",
                    down * 3,
                    b"q",
                    b"g",
                    b"z",
                    right,
                ),
            )
        ):
            self._watch(
                f"--walk {shlex.quote(formula)} --at {shlex.quote(point)}, {number}: {data!r}",
                partial(self._key, data),
            )
        self.counts["walk"] += 1
        self.terminal.claim(80, 24)

    def _key(self, data: bytes) -> None:
        self.write(data)
        self.come_to_rest()
        self.terminal.claim(self.random.randint(20, 200), self.random.randint(5, 60))

    def _watch(self, what: str, do: Callable[[], None]) -> None:
        """Do something, and tell if it took much."""
        longest, self.longest = self.longest, 0.0
        try:
            do()
        finally:
            if self.longest > NOTABLE_WAIT:
                print(f"{self.longest:.2f} s without a sign, at {what}", flush=True)
            self.longest = max(longest, self.longest)
            self._look_at_memory(what)

    def _look_at_memory(self, what: str) -> None:
        with suppress(OSError, IndexError):  # it has just ended
            peak = self.terminal.peak_memory
            if self._process != self.terminal.process.pid:
                self._process, self._told = self.terminal.process.pid, 0.0
            if peak > max(self._told, NOTABLE_MEMORY):
                print(f"{peak:.0f} MB at most so far, at {what}", flush=True)
                self._told = peak
            self.most = max(self.most, peak)


def main() -> int:
    """Do so, and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--walk", help="an expression: one walk on it, and no more")
    parser.add_argument("--at", default="0", help="the point of that walk")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fuzzer = Watched(options.seed, Path(folder))
        end = time.monotonic() + 60 * options.minutes
        try:
            if options.walk is not None:
                fuzzer.walk(options.walk, options.at)
            while options.walk is None and time.monotonic() < end:
                choose = fuzzer.random
                if choose.random() < 0.5:
                    fuzzer.walk(expression(choose, choose.randint(1, 5)), choose.choice(POINTS))
                else:
                    fuzzer.batch()
        finally:
            fuzzer.terminal.close()
            print(f"seed {options.seed}: {dict(fuzzer.counts)}, left {fuzzer.quits} times; ", end="")
            print(f"at most {fuzzer.longest:.2f} s of work without a sign, {fuzzer.most:.0f} MB")
        faults = fuzzer.faults()
        print(*faults, sep="\n")
    return int(bool(faults) or fuzzer.most > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
