"""Random expressions in many spellings, whose verdicts must agree or be undecided.

    python -m tests.bench.rewritings --seed 1 --count 3000

Prints a line for each contradiction, each examination over two seconds and each exception, and at the
end the figures. `--count` is of expressions; each comes in some twenty spellings.
"""

from __future__ import annotations

import argparse
import random

from tests.bench.watching import Watch, bound_memory
from tests.calculus.hostile_trees import hostile_expression
from tests.calculus.rewritings import Verdict, rewritings


class Comparison:
    """A run.

    Attributes:
        watch: What became of the examinations.
        pairs: Verdicts compared.
        one_sided: Pairs of which only one is wholly decided: there spelling decides.
        contradictions: A line for each.
    """

    def __init__(self) -> None:
        self.watch = Watch()
        self.pairs = 0
        self.one_sided = 0
        self.contradictions: list[str] = []

    def compare(self, generator: random.Random, function: str, at: str) -> None:
        """Examine one function in all its spellings."""
        first = self._verdict(function, at)
        if first is None:
            return
        for other in rewritings(function, at, generator.choice):
            second = self._verdict(other.function, other.at)
            if second is None:
                continue
            self.pairs += 1
            self.one_sided += first.is_whole != second.is_whole
            found = other.disagreements(first, second)
            if found:
                where = f"{function!r} at {at!r} and {other.function!r} at {other.at!r}"
                self.contradictions.append(f"{other.name}: {'; '.join(found)}: {where}")

    def _verdict(self, function: str, at: str) -> Verdict | None:
        found = self.watch.examine(function, at)
        return Verdict.of(found[0]) if found else None


def main() -> None:
    """Compare as many as asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=3_000)
    options = parser.parse_args()
    bound_memory()
    run = Comparison()
    for number in range(options.count):
        generator = random.Random(f"{options.seed} {number}")
        known = len(run.contradictions)
        run.compare(generator, *hostile_expression(generator.choice))
        for line in run.contradictions[known:]:
            print("CONTRADICTION", line, flush=True)
    print(f"seed             {options.seed}")
    print(f"expressions      {options.count}")
    print(f"pairs            {run.pairs}")
    print(f"contradictions   {len(run.contradictions)}")
    print(f"one decided      {run.one_sided} ({run.one_sided / max(run.pairs, 1):.2%} of the pairs)")
    print(run.watch.report())


if __name__ == "__main__":
    main()
