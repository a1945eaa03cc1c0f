"""Random expression trees against the oracle, for as long as you like.

    python -m tests.bench.trees --seed 1 --count 20000

Prints every contradiction, and at the end the seed, the count, how much the oracle and the engine left
open, and how much processor time `examine` took.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field

from relu_tui.calculus import Examination, ExpressionError, examine
from relu_tui.calculus.decision.limit_values import Finite, Limit, Unknown
from relu_tui.calculus.exact.sign import decimal
from tests.calculus.oracle.evaluator import evaluator as evaluator_of
from tests.calculus.oracle.evaluator import value_at
from tests.calculus.oracle.sampling import testify
from tests.calculus.oracle.testimony import Opinion, contradiction
from tests.calculus.trees import expression


@dataclass
class Tally:
    """What a run came to."""

    trees: int = 0
    refused: int = 0
    sides: int = 0
    skipped: int = 0
    undecided: Counter[str] = field(default_factory=Counter)
    contradictions: list[str] = field(default_factory=list)
    times: list[tuple[float, str]] = field(default_factory=list)

    def examine(self, function: str, point: str) -> None:
        """Examine one expression and hold the oracle against it."""
        self.trees += 1
        start = time.process_time()
        try:
            examination = examine(function, point)
        except ExpressionError:
            self.refused += 1
            return
        self.times.append((time.process_time() - start, f"{function} @ {point}"))
        for problem in self.compare(examination):
            self.contradictions.append(f"{function} @ {point}: {problem}")

    def compare(self, examination: Examination) -> list[str]:
        """Every contradiction between the examination and the oracle."""
        problems: list[str] = []
        tree, at = examination.function.tree, examination.at.tree
        where = evaluator_of(260).at(at, 0)  # type: ignore[arg-type]
        kind, seen = value_at(tree, where)
        mine = examination.value
        if kind != "don't know" and not isinstance(mine, Unknown):
            if kind != mine.kind:
                problems.append(f"value is {mine.kind}, seen: {kind} {seen}")
            elif isinstance(mine, Finite):
                limit = evaluator_of(30).mp.mpf(decimal(mine.number, 20))
                if abs(limit - seen) > abs(limit) * 1e-12:
                    problems.append(f"value is {limit}, seen: {seen}")
        for name, direction, side in (("left", -1, examination.left), ("right", 1, examination.right)):
            for what, limit in (("slope", side.slope), ("approach", side.approach)):
                if what == "approach" and isinstance(side.slope, Finite):
                    continue
                problem = self.side(tree, at, direction, what == "slope", limit)
                if problem:
                    problems.append(f"{name} {what} is {limit.to_dict()}, {problem}")
        return problems

    def side(self, tree: object, at: object, direction: int, slope: bool, limit: Limit) -> str | None:
        """One limit against what is seen."""
        self.sides += slope
        if isinstance(limit, Unknown):
            if slope:
                self.undecided[str(limit.trouble)] += 1
            return None
        testimony = testify(tree, at, direction, slope=slope)  # type: ignore[arg-type]
        if testimony.opinion is Opinion.DOUBT:
            self.skipped += slope
        value = decimal(limit.number, 20) if isinstance(limit, Finite) else None
        return contradiction(testimony, limit.kind, value)

    def report(self) -> str:
        """The figures, as text."""
        times = sorted(seconds * 1000 for seconds, _ in self.times)
        undecided = sum(self.undecided.values())
        lines = [
            f"trees            {self.trees} ({self.refused} refused by the parser)",
            f"sides            {self.sides}",
            f"contradictions   {len(self.contradictions)}",
            f"oracle skipped   {self.skipped} ({self.skipped / max(self.sides, 1):.1%})",
            f"undecided        {undecided} ({undecided / max(self.sides, 1):.2%})",
            *(f"    {count:6d}  {why}" for why, count in self.undecided.most_common(12)),
            f"examine, ms      median {statistics.median(times):.2f}, "
            f"p99 {times[int(len(times) * 0.99)]:.1f}, worst {times[-1]:.1f}",
            *(f"    {seconds * 1000:8.1f}  {text}" for seconds, text in sorted(self.times)[-3:]),
        ]
        return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20_000)
    options = parser.parse_args()
    generator = random.Random(options.seed)
    tally = Tally()
    for _ in range(options.count):
        known = len(tally.contradictions)
        tally.examine(*expression(generator.choice))
        for problem in tally.contradictions[known:]:
            print("CONTRADICTION", problem, flush=True)
    print(f"seed             {options.seed}")
    print(tally.report())


if __name__ == "__main__":
    main()
