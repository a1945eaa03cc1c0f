"""Anything at a terminal, for as long as one likes: keys, sizes, pastes, halves of sequences, expressions.

    python -m tests.bench.fuzz --minutes 60 --seed 7

Ends with status 1 where a process took more than 200 MB, or worked for 2 s without a sign.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.terminal.terminal import KEYS
from tests.terminal.test_fuzz import Fuzzer

MOST_MEMORY = 200.0
"""MB that no process takes."""

LONGEST = 2.0
"""Seconds of work without a sign that no key takes."""

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


def walk(fuzzer: Fuzzer) -> None:
    """A lesson on an expression of one's own: typed, stepped through, concluded, argued; then left."""
    choose = fuzzer.random
    formula, point = expression(choose, choose.randint(1, 5)), choose.choice(POINTS)
    escape, enter, down, right = (KEYS[name] for name in ("escape", "enter", "down", "right"))
    for data in (
        *(escape, escape, b"e", b"\x05\x15" + formula.encode(), down, b"\x05\x15" + point.encode(), enter),
        *(right * 3, enter, down, enter, down, enter, down, enter, b"w", down * 3, b"q", b"g", b"z", right),
    ):
        fuzzer.write(data)
        fuzzer.come_to_rest()
        fuzzer.terminal.claim(choose.randint(20, 200), choose.randint(5, 60))
    fuzzer.counts["walk"] += 1
    fuzzer.terminal.claim(80, 24)


def main() -> int:
    """Do so, and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    most = 0.0
    with tempfile.TemporaryDirectory() as folder:
        fuzzer = Fuzzer(options.seed, Path(folder))
        fuzzer.longest_allowed = LONGEST
        end = time.monotonic() + 60 * options.minutes
        try:
            while time.monotonic() < end:
                walk(fuzzer) if fuzzer.random.random() < 0.5 else fuzzer.batch()
                if fuzzer.terminal.running:
                    most = max(most, fuzzer.terminal.peak_memory)
        finally:
            fuzzer.terminal.close()
            print(f"seed {options.seed}: {dict(fuzzer.counts)}, left {fuzzer.quits} times; ", end="")
            print(f"at most {fuzzer.longest:.2f} s of work without a sign, {most:.0f} MB")
        faults = fuzzer.faults()
        print(*faults, sep="\n")
    return int(bool(faults) or most > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
