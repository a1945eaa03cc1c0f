"""How much the certificates cover, and whether one ever says something else than the engine or the textbook.

    python -m tests.bench.certificates                           the textbook and the hostile cases
    python -m tests.bench.certificates --open                    the same, and which sides have none
    python -m tests.bench.certificates --trees 20000 --seed 1    random expressions against the engine

It ends with 1 where a certificate contradicts, or the checker refuses what was made.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter

from relu_tui.calculus.decision.limit_values import Finite, Limit
from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.examination import examine
from relu_tui.certificate.checker import Refused, verify
from relu_tui.certificate.prover import certify
from relu_tui.certificate.subject import is_in_reach
from relu_tui.lesson.certificates import agrees
from tests.calculus.test_hostile import ROWS as HOSTILE
from tests.calculus.test_hostile import expected
from tests.calculus.textbook import ROWS, SIDES
from tests.calculus.trees import expression
from tests.certificate.test_textbook import agrees as agrees_with_the_textbook


@dataclass
class Coverage:
    """What was certified, by kind of limit, and what went wrong."""

    asked: Counter[str] = field(default_factory=Counter)
    certified: Counter[str] = field(default_factory=Counter)
    assuming: int = 0
    faults: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def report(self, title: str) -> str:
        """The figures, in lines."""
        lines = [
            f"{title}: {self.certified.total()} of {self.asked.total()} certified "
            f"({100 * self.certified.total() / max(self.asked.total(), 1):.1f} %), {self.seconds:.0f} s",
            *(f"  {kind:<11} {self.certified[kind]:>6} of {count}" for kind, count in self.asked.items()),
            f"  with a constant assumed to be 0: {self.assuming}",
            f"  contradicted or refused: {len(self.faults)}",
        ]
        return "\n".join([*lines, *(f"    {fault}" for fault in self.faults[:20])])


def by_hand(cases: list[tuple[str, str, dict[str, dict[str, str]]]]) -> Coverage:
    """Every side of some cases, against what was derived by hand.

    Args:
        cases: f, a, and the limit of the quotient by the name of the side.
    """
    coverage, start = Coverage(), perf_counter()
    for function, at, limits in cases:
        for side, limit in limits.items():
            coverage.asked[limit["kind"]] += 1
            made = certify(function, at, side)
            if made is None:
                coverage.open.append(f"{function} at {at}, {side}: {limit['kind']}")
                continue
            if not agrees_with_the_textbook(made, limit):
                coverage.faults.append(f"{function} at {at}, {side}: {made.kind} {made.limit}")
                continue
            coverage.certified[made.kind] += 1
            coverage.assuming += bool(made.assumed)
            try:
                verify(made)
            except Refused as reason:
                coverage.faults.append(f"{function} at {at}, {side}: {reason}")
    coverage.seconds = perf_counter() - start
    return coverage


def textbook() -> Coverage:
    """The textbook."""
    return by_hand([(row["f"], row["at"], {side: row[side] for side in SIDES}) for row in ROWS])


def hostile() -> Coverage:
    """The cases written to deceive."""
    return by_hand([(row["f"], row["at"], {side: expected(row[side]) for side in SIDES}) for row in HOSTILE])


def trees(count: int, seed: int, work: int) -> Coverage:
    """Random expressions, each side's quotient and f against the engine's verdict."""
    coverage, start, rng = Coverage(), perf_counter(), random.Random(seed)
    for _ in range(count):
        function, at = expression(rng.choice)
        try:
            examination = examine(function, at)
        except ExpressionError:
            continue
        for side, proved in (("left", examination.left), ("right", examination.right)):
            for subject, limit in (("quotient", proved.slope), ("f", proved.approach)):
                if limit.kind != "unknown":
                    _compare(coverage, (function, at, side, subject), limit, work)
    coverage.seconds = perf_counter() - start
    return coverage


def _compare(coverage: Coverage, question: tuple[str, str, str, str], limit: Limit, work: int) -> None:
    coverage.asked[limit.kind] += 1
    made = certify(*question, work)
    if made is None:
        return
    if isinstance(limit, Finite) and not is_in_reach(decimal(limit.number)):
        return  # what is not compared is not taken for certified
    if not agrees(made, limit):
        coverage.faults.append(f"{question}: {made.kind} {made.limit}, engine {limit.kind}")
        return
    coverage.certified[limit.kind] += 1
    coverage.assuming += bool(made.assumed)
    try:
        verify(made)
    except Refused as reason:
        coverage.faults.append(f"{question}: {reason}")


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.certificates")
    parser.add_argument("--trees", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=int, default=4_000)
    parser.add_argument("--open", action="store_true")
    options = parser.parse_args()
    if options.trees:
        coverage = trees(options.trees, options.seed, options.work)
        print(coverage.report(f"{options.trees} random trees, seed {options.seed}"))
    else:
        coverage = textbook()
        print(coverage.report("textbook"))
        deceiving = hostile()
        print(deceiving.report("written to deceive"))
        coverage.faults += deceiving.faults
        if options.open:
            print("\n".join([*coverage.open, *deceiving.open]))
    return 1 if coverage.faults else 0


if __name__ == "__main__":
    sys.exit(main())
