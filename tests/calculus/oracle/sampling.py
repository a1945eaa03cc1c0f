"""One side of one question, sampled."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from relu_tui.calculus.language.syntax import Node, Numeric
from tests.calculus.oracle.arithmetic import Doubt, Nowhere, Number
from tests.calculus.oracle.evaluator import DIGITS, Evaluator, evaluator
from tests.calculus.oracle.testimony import LEVELS, SPREAD, Opinion, Testimony, read


@dataclass
class Side:
    """One side of one question, sampled."""

    tree: Numeric
    at: Numeric
    direction: int
    values: dict[tuple[int, int], Any] = field(default_factory=dict)
    undefined: int = 0
    fragile: bool = False
    waves: bool = False
    lost: bool = False
    _points: dict[Evaluator, Number] = field(default_factory=dict)
    _values_there: dict[Evaluator, Number] = field(default_factory=dict)

    def samples(self, slope: bool) -> None:
        """Fill `values` with f, or with the difference quotient, at every level and spread.

        Raises:
            Doubt: One of them can't be told, or there are values at some only.
        """
        watched: list[dict[Node, list[Any]]] = []
        for level in LEVELS:
            watched.append({})
            for index, factor in enumerate(SPREAD):
                step = self.direction * factor / Fraction(10) ** level
                seen: dict[Node, list[Any]] = {}
                try:
                    self.values[level, index] = self._sample(step, slope, seen)
                except Nowhere:
                    self.undefined += 1
                if self.undefined and self.values:
                    raise Doubt
                for node, numbers in seen.items():
                    watched[-1].setdefault(node, []).extend(numbers)
        nodes = {node for seen in watched for node in seen}
        levels = [[seen.get(node, []) for seen in watched] for node in nodes]
        self.fragile = any(map(_swings, levels)) or (self.waves and any(map(_falls_steeply, levels)))

    def _where(self, engine: Evaluator) -> Number:
        """The point, to as many digits as the engine has."""
        if engine not in self._points:
            self._points[engine] = engine.at(self.at, Fraction(0))
        return self._points[engine]

    def _there(self, engine: Evaluator) -> Number:
        """The value of f at the point."""
        if engine not in self._values_there:
            self._values_there[engine] = engine.at(self.tree, self._where(engine))
        return self._values_there[engine]

    def _sample(self, step: Fraction, slope: bool, seen: dict[Node, list[Any]]) -> Any:
        for digits in DIGITS:
            engine = evaluator(digits)
            engine.waves = False
            seen.clear()
            try:
                where = self._where(engine)
                engine.watched = seen
                found = engine.at(self.tree, engine.add(where, step))
                engine.watched = None
                if slope:
                    found = engine.divide(engine.add(found, self._there(engine), -1), step)
            except Doubt:
                if digits == DIGITS[-1]:
                    raise
                continue
            finally:
                engine.watched = None
                self.waves |= engine.waves
            result = engine.rounded(found)
            if result.error <= abs(result.value) * evaluator(30).unit:
                return result.value
        if result.error >= evaluator(100).unit:
            raise Doubt
        if abs(result.value) > 4 * result.error:
            return result.value
        self.lost |= bool(result.error)
        return engine.mp.zero


def _swings(levels: list[list[Any]]) -> bool:
    """Whether what a branch or a steep function looks at comes and goes instead of tending somewhere."""
    for seen in levels:
        if len(seen) < 2:
            continue
        if min(seen) < 0 < max(seen) or (0 in seen and any(seen)):
            return True
        largest = max(abs(value) for value in seen)
        if largest and abs(seen[0] - seen[1]) > largest / 50:
            return True
    firsts = [seen[0] for seen in levels if seen]
    steps = [b - a for a, b in pairwise(firsts)]
    return not (all(step >= 0 for step in steps) or all(step <= 0 for step in steps))


def _falls_steeply(levels: list[list[Any]]) -> bool:
    """Whether what a branch looks at is so steep that a wave in it would not be seen."""
    sizes = [[abs(value) for value in seen] for seen in levels if seen]
    return any(min(size) < max(size) / 10**12 for size in sizes)


def testify(tree: Numeric, at: Numeric, direction: int, *, slope: bool) -> Testimony:
    """The opinion on the limit of f, or of its difference quotient, on one side."""
    side = Side(tree, at, direction)
    if slope:
        try:
            evaluator(DIGITS[0]).at(tree, evaluator(DIGITS[0]).at(at, Fraction(0)))
        except Nowhere:
            return Testimony(Opinion.UNDEFINED)
        except Doubt:
            return Testimony(Opinion.DOUBT)
    try:
        side.samples(slope)
    except Doubt:
        return Testimony(Opinion.DOUBT)
    if side.undefined:
        return Testimony(Opinion.UNDEFINED)
    levels = tuple(tuple(side.values[level, i] for i in range(len(SPREAD))) for level in LEVELS)
    opinion, value = read(levels, side.waves)
    return Testimony(opinion, value, levels, side.fragile, side.lost)
