"""Limits of f, and second derivatives, in many spellings: the answers must agree or be undecided.

    python -m tests.bench.respelled --seed 1 --count 500

Each random expression is asked for its limit at its point and as x → ±∞, and for f″ there, in every
spelling of `tests.calculus.rewritings` for which the answer follows. Prints a line for each
contradiction, each exception and each answer that took over two seconds, and at the end the figures.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable

from relu_tui.calculus import ExpressionError
from relu_tui.calculus.decision.limit_proof import EndLimit
from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.questions.function_limit import examine_limit
from relu_tui.calculus.questions.higher_derivatives import examine_higher
from tests.bench.watching import LATEST, SLOW, Late, bound_memory, time_limit
from tests.calculus.hostile_trees import hostile_expression
from tests.calculus.rewritings import Rewritten, Side, agree, rewritings, times

Answers = tuple[Side, ...]
"""Limits, or one derivative, each by its kind and decimal."""

AT_THE_POINT_ALONE = {"mirrored", "shifted", "stretched", "bent"}
"""Rewritings that move x, or bend it: what they do far away is something else."""


def limits(function: str, at: str) -> Answers:
    """The limit from the left and from the right, or the one as x → ±∞."""
    proof = examine_limit(function, at).proof
    sides = (proof.side,) if isinstance(proof, EndLimit) else (proof.left, proof.right)
    told = [side.approach.to_dict() for side in sides]
    return tuple((str(limit["kind"]), limit.get("decimal")) for limit in told)


def second_derivative(function: str, at: str) -> Answers:
    """F″ there: its number, `none` or `unknown`."""
    found = examine_higher(function, at, 2)
    if found.value is not None:
        return (("finite", Finite(found.value).to_dict()["decimal"]),)
    return (("unknown" if found.exists is None else "none", None),)


class Run:
    """A search.

    Attributes:
        pairs: Answers compared, by what was asked.
        decided: Pairs of which both are decided.
        refused: Expressions that the parser refused.
        complaints: A line for each thing that went wrong.
    """

    def __init__(self) -> None:
        self.pairs: Counter[str] = Counter()
        self.decided: Counter[str] = Counter()
        self.refused = 0
        self.complaints: list[str] = []

    def compare(self, generator: random.Random, function: str, at: str) -> None:
        """Ask everything of one expression in all its spellings."""
        others = list(rewritings(function, at, generator.choice))
        near = [(other, other.at, _of_the_limit(other)) for other in others]
        bent = [(other, other.at, _of_the_second(other)) for other in others if other.name != "bent"]
        self._hold("limit", limits, function, at, near)
        self._hold("f″", second_derivative, function, at, bent)
        for end in ("inf", "-inf"):
            far = [(other, end, _of_the_limit(other)) for other in others if _reaches(other)]
            self._hold(f"limit at {end}", limits, function, end, far)

    def _hold(
        self,
        name: str,
        ask: Callable[[str, str], Answers],
        function: str,
        at: str,
        others: list[tuple[Rewritten, str, int]],
    ) -> None:
        first = self._ask(name, ask, function, at)
        for other, where, factor in others if first else ():
            second = self._ask(name, ask, other.function, where)
            if first is None or second is None:
                continue
            self.pairs[name] += 1
            self.decided[name] += not any(kind == "unknown" for kind, _ in (*first, *second))
            mirrored = first[::-1] if other.mirrored else first
            expected = tuple(times(side, factor) for side in mirrored)
            if not all(agree(*pair) for pair in zip(expected, second, strict=True)):
                self._complain(
                    f"CONTRADICTION {name}: {other.name}: {expected} but {second}: "
                    f"{function!r} at {at!r} and {other.function!r} at {where!r}"
                )

    def _ask(self, name: str, ask: Callable[[str, str], Answers], function: str, at: str) -> Answers | None:
        line = f"{name} of {function!r} at {at!r}"
        start = time.process_time()
        try:
            with time_limit(LATEST):
                found = ask(function, at)
        except ExpressionError:
            self.refused += 1
            return None
        except Late:
            self._complain(f"SLOW over {LATEST:.0f} s: {line}")
            return None
        except Exception as trouble:
            self._complain(f"RAISED {type(trouble).__name__} {trouble}: {line}")
            return None
        if (seconds := time.process_time() - start) > SLOW:
            self._complain(f"SLOW {seconds:.1f} s: {line}")
        return found

    def _complain(self, line: str) -> None:
        self.complaints.append(line)
        print(line, flush=True)


def _of_the_limit(other: Rewritten) -> int:
    """What the limit of f itself is multiplied by."""
    return 1 if other.name in AT_THE_POINT_ALONE else other.factor


def _of_the_second(other: Rewritten) -> int:
    """What f″ is multiplied by; the chain rule gives the square of the inner factor."""
    return other.factor**2 if other.name in AT_THE_POINT_ALONE else other.factor


def _reaches(other: Rewritten) -> bool:
    """Whether the rewriting says something as x → ±∞ too; a logarithm has no values on the far left."""
    there_and_back = other.name == "there and back" and "log(x + 9)" in other.function
    return other.name not in AT_THE_POINT_ALONE and not there_and_back


def main() -> None:
    """Compare as many as asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    bound_memory()
    run = Run()
    for number in range(options.count):
        generator = random.Random(f"{options.seed} {number}")
        run.compare(generator, *hostile_expression(generator.choice))
    print(f"seed             {options.seed}")
    print(f"expressions      {options.count}")
    print(f"pairs            {sum(run.pairs.values())} ({dict(run.pairs)})")
    print(f"both decided     {sum(run.decided.values())} ({dict(run.decided)})")
    print(f"complaints       {len(run.complaints)}")


if __name__ == "__main__":
    main()
