"""Random expression trees against the oracle, for as long as you like.

    python -m tests.bench.trees --seed 1 --count 20000 [--hostile | --special]

Prints every contradiction, each examination over two seconds and each exception, and at the end the
figures: how much the oracle and the engine left open, and how much processor time `examine` took.
With `--hostile` the expressions are those of `tests.calculus.hostile_trees`; with `--special` half of their
smooth functions are of those that no formula is equal to.
"""

from __future__ import annotations

import argparse
import random
from functools import partial

from tests.bench.watching import Late, Watch, bound_memory, time_limit
from tests.calculus.hostile_trees import hostile_expression
from tests.calculus.oracle.judging import Judge
from tests.calculus.trees import expression

PATIENCE = 60.0
"""Seconds of processor time that the oracle is given for one expression."""


class Tally:
    """What a run came to.

    Attributes:
        watch: What became of the examinations.
        judge: What the oracle made of them.
        given_up: Expressions that the oracle had no time for.
        contradictions: A line for each.
    """

    def __init__(self) -> None:
        self.watch = Watch()
        self.judge = Judge()
        self.given_up = 0
        self.contradictions: list[str] = []

    def examine(self, function: str, at: str) -> None:
        """Examine one expression and hold the oracle against it."""
        found = self.watch.examine(function, at)
        if found is None:
            return
        try:
            with time_limit(PATIENCE):
                problems = self.judge.contradictions(found[0])
        except Late:
            self.given_up += 1
            return
        self.contradictions += [f"{function!r} at {at!r}: {problem}" for problem in problems]

    def report(self) -> str:
        """The figures, as text."""
        judge = self.judge
        return "\n".join(
            (
                f"contradictions   {len(self.contradictions)}",
                f"sides            {judge.sides}",
                f"oracle skipped   {judge.skipped} ({judge.skipped / max(judge.sides, 1):.1%})",
                f"special points   on {judge.special} sides",
                f"oracle gave up   {self.given_up} expressions",
                self.watch.report(),
            )
        )


def main() -> None:
    """Examine as many as asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--special", action="store_true")
    options = parser.parse_args()
    bound_memory()
    written = hostile_expression if options.hostile else partial(expression, special=options.special)
    tally = Tally()
    for number in range(options.count):
        known = len(tally.contradictions)
        tally.examine(*written(random.Random(f"{options.seed} {number}").choice))
        for problem in tally.contradictions[known:]:
            print("CONTRADICTION", problem, flush=True)
    print(f"seed             {options.seed}")
    print(tally.report())


if __name__ == "__main__":
    main()
