"""An examination held against everything the oracle sees."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from relu_tui.calculus import Examination
from relu_tui.calculus.decision.limit_values import Finite, Limit, Unknown
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.language.syntax import Binary, Call, Node, Numeric, depends_on_x, nodes
from tests.calculus.oracle.arithmetic import Doubt, Nowhere, Number
from tests.calculus.oracle.evaluator import evaluator, value_at
from tests.calculus.oracle.objections import objection, swings
from tests.calculus.oracle.sampling import testify
from tests.calculus.oracle.special import Special, SpecialPoints
from tests.calculus.oracle.testimony import Opinion, contradiction

SUBTLE = 1e-6
"""A constant nearer to 0, or to another, than this may do something that no sample shows."""


@dataclass(frozen=True)
class Seen:
    """What was seen at the special points of one side.

    Attributes:
        points: Each of them.
        angles: How many different arguments the waves of f have.
    """

    points: tuple[Special, ...] = ()
    angles: int = 0


class Judge:
    """Looks for contradictions.

    Attributes:
        sides: One-sided limits of the quotient that were looked at.
        skipped: How many of them the random samples could not tell.
        special: How many of them had special points to look at.
        undecided: How many were left open by the program, by the cause.
    """

    def __init__(self) -> None:
        self.sides = 0
        self.skipped = 0
        self.special = 0
        self.undecided: Counter[str] = Counter()

    def contradictions(self, examination: Examination) -> list[str]:
        """Every contradiction between the examination and the oracle."""
        tree, at = examination.function.tree, examination.at.tree
        problems = self._about_the_value(examination)
        if is_subtle(tree):
            return problems
        for name, direction, side in (("left", -1, examination.left), ("right", 1, examination.right)):
            known = not (isinstance(side.slope, Unknown) and isinstance(side.approach, Unknown))
            seen = self._special_points(tree, at, direction) if known else Seen()
            for what, limit in (("slope", side.slope), ("approach", side.approach)):
                if what == "approach" and isinstance(side.slope, Finite):
                    continue
                problem = self._about_a_limit((tree, at, direction), what == "slope", limit, seen)
                if problem:
                    problems.append(f"{name} {what} is {limit.to_dict()}, {problem}")
        return problems

    def _about_the_value(self, examination: Examination) -> list[str]:
        where: Number | None = None
        with suppress(Doubt, Nowhere):
            where = evaluator(260).at(examination.at.tree, Fraction(0))
        kind, seen = value_at(examination.function.tree, where)
        mine = examination.value
        if kind == "don't know" or isinstance(mine, Unknown):
            return []
        if kind != mine.kind:
            return [f"value is {mine.kind}, seen: {kind} {seen}"]
        if isinstance(mine, Finite):
            limit = evaluator(30).mp.mpf(decimal(mine.number, 20))
            if abs(limit - seen) > abs(limit) * 1e-12:
                return [f"value is {limit}, seen: {seen}"]
        return []

    def _special_points(self, tree: Numeric, at: Numeric, direction: int) -> Seen:
        seen = Seen()
        with suppress(Doubt, Nowhere):
            special = SpecialPoints(tree, at, direction)
            seen = Seen(tuple(special.seen()), special.angles)
        self.special += bool(seen.points)
        return seen

    def _about_a_limit(
        self, question: tuple[Numeric, Numeric, int], slope: bool, limit: Limit, seen: Seen
    ) -> str | None:
        self.sides += slope
        if isinstance(limit, Unknown):
            if slope:
                self.undecided[str(limit.trouble)] += 1
            return None
        testimony = testify(*question, slope=slope)
        self.skipped += slope and testimony.opinion is Opinion.DOUBT
        if limit.kind == "oscillates" and seen.points:
            slow = any(map(_is_slow, nodes(question[0])))
            still = swings(testimony, seen.points, slope, seen.angles, slow=slow) is False
            return "it is one number at special points too" if still else None
        value = decimal(limit.number, 20) if isinstance(limit, Finite) else None
        return contradiction(testimony, limit.kind, value) or objection(seen.points, slope, limit.kind, value)


def _is_slow(node: Node) -> bool:
    """Whether it grows near zeros of a part no faster than the logarithm of a part, with some power of it."""
    if isinstance(node, Binary) and node.operator == "**":
        return depends_on_x(node.right)
    return isinstance(node, Call) and node.name == "log"


def is_subtle(tree: Numeric) -> bool:
    """Whether numbers are so small, or so near each other, or growth so slow, that no sample shows it."""
    engine = evaluator(260)
    values: list[Any] = []
    for node in nodes(tree):
        if isinstance(node, Call) and node.name == "log":
            if any(isinstance(inner, Call) and inner.name == "log" for inner in nodes(node.arguments[0])):
                return True
        elif isinstance(node, Numeric) and not depends_on_x(node):
            with suppress(Doubt, Nowhere):
                found = engine.rounded(engine.at(node, Fraction(0)))
                if abs(found.value) > 4 * found.error:
                    values.append(found.value)
    values.sort()
    gaps = [high - low for low, high in pairwise(values)]
    return any(engine.unit * 10**9 < abs(small) < SUBTLE for small in (*values, *gaps))
