"""Every line of every argument over the textbook and the hostile cases, held against numbers at random steps.

    python -m tests.bench.arguments                    the textbook
    python -m tests.bench.arguments --hostile          the cases written to deceive
    python -m tests.bench.arguments --hostile --every 5 --unread

It ends with 1 where a line is false, or an argument could not be made.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from relu_tui.calculus import examine
from relu_tui.calculus.language.line import plain
from relu_tui.lesson.argument_bounds import argued
from tests.calculus.test_hostile import ROWS as HOSTILE
from tests.calculus.textbook import ROWS
from tests.lesson.argument_sampling import sampled

VAGUE = (" near 0", "once n is large enough", "something at most", " + …")
"""What leaves to the reader how near, how late or how small."""


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.arguments")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--unread", action="store_true", help="print the lines that have no number here")
    options = parser.parse_args()
    rows = HOSTILE if options.hostile else ROWS
    asked = list(dict.fromkeys((row["f"], row["at"]) for row in rows))[:: options.every]
    checked, faults, unread, vague = 0, 0, 0, Counter[str]()
    for function, at in asked:
        found = sampled(function, at)
        checked += found.checked
        unread += found.unread.total()
        faults += len(found.faults)
        for fault in list(dict.fromkeys(found.faults))[:3]:
            print(f"FALSE  {function} at {at}: {fault}", flush=True)
        for line in found.unread if options.unread else ():
            print(f"unread {function} at {at}: {line}", flush=True)
        lines = [plain(line) for section in argued(examine(function, at)) for line in section.lines]
        vague.update(word for word in VAGUE if any(word in line for line in lines))
    print(f"{len(asked)} arguments: {checked} chains held, {faults} false, {unread} lines without a number")
    print("arguments with " + ", ".join(f"“{word.strip()}”: {vague[word]}" for word in VAGUE))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
