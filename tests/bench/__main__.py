"""What the program costs, beside the barest app and a naive one in the same run.

    python -m tests.bench              all of it, about five minutes
    python -m tests.bench --quick      one size, fewer starts and sessions

Prints a table in Markdown. Ends with status 1 where a figure is out of its bound. Times are compared with
those of the barest app, taken in turns; on a busy machine they say little, and the load is printed.
The verdicts have benches of their own: `tests.bench.trees`, `tests.bench.rewritings`,
`tests.bench.verdicts`; `tests.bench.crashes` looks for what raises, hangs or swells.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import HEAD, Figure, missed
from tests.bench.measuring import SIZES, load, measure_command, median
from tests.bench.screen import first_frames, held_key, long_walks, small_things, steps
from tests.bench.sessions import sessions
from tests.terminal.terminal import LESSON


def commands(home: Path, count: int) -> Iterator[Figure]:
    """Commands for scripts, beside the least that they could do."""
    python = sys.executable
    for what, command, least, most in (
        ("check relu --json (bare: import flint)", ("check", "relu", "--json"), "import flint", 2.5),
        ("--help (bare: python -c pass)", ("--help",), "pass", 3.0),
    ):
        pairs = [
            (measure_command((*LESSON, *command), home), measure_command((python, "-c", least), home))
            for _ in range(count)
        ]
        ours, bare = ([1000 * pair[column] for pair in pairs[1:]] for column in (0, 1))
        yield Figure(what, median(ours), "ms", median(bare), most_times=most)


def figures(home: Path, *, quick: bool) -> Iterator[Figure]:
    """All figures."""
    for index in range(1 if quick else len(SIZES)):
        yield from steps(home, index, 20)
    yield from small_things(home, 3 if quick else 10)
    yield from first_frames(home, 3 if quick else 9)
    yield from long_walks(home)
    yield from held_key(home, 2 if quick else 3)
    yield from commands(home, 6 if quick else 16)
    yield from sessions(home, 4 if quick else 30)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    print(f"Measured in pseudo-terminals as ssh gives them (TERM=xterm-256color), {load()} at the start.\n")
    print(HEAD)
    done = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures(Path(folder), quick=options.quick):
            done.append(figure)
            print(figure.row(), flush=True)
    bad = missed(done)
    bounded = sum(figure.met is not None for figure in done)
    print(f"\n{bounded - len(bad)} of {bounded} bounds met; {load()} at the end.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
