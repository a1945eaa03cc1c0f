"""Lessons between two steps, in which the probes are on their way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from relu_tui.calculus.side import BOTH_SIDES
from relu_tui.lesson.lesson import FIRST_STEP, Graph, Lesson, Trail

NEAREST = Fraction(1, 4096)
"""A probe that comes nearer to the point than this is not shown on its way: no picture changes any more."""

FINENESS = 1024
"""A part of the way is rounded to so many parts of a whole, so that its quotients are exact and short."""


@dataclass(frozen=True, slots=True)
class Underway(Trail):
    """A trail whose probe stands between two steps.

    Attributes:
        size: The size of Δx there.
    """

    size: Fraction = FIRST_STEP

    def step(self, index: int) -> Fraction:  # noqa: ARG002 - there is one place where the probe stands
        """The size of Δx where the probe stands."""
        return self.size


def on_the_way(before: Lesson, after: Lesson, count: int) -> list[Lesson]:
    """The lessons between one and the next, a step nearer to the point or farther from it.

    In equal times Δx shrinks by equal factors, as it does from step to step.

    Args:
        before: A lesson.
        after: The next one.
        count: How many.

    Returns:
        So many lessons; none where they differ in more than a step, or the plot shows no probes.
    """
    stepped = replace(before, left=after.left, right=after.right)
    ends = [(before.trail(side), after.trail(side)) for side in BOTH_SIDES]
    moved = [pair for pair in ends if pair[0] != pair[1]]
    if after.graph is not Graph.FUNCTION or stepped != after or not moved:
        return []
    if not all(_is_a_step(*pair) for pair in moved):
        return []
    shares = [Fraction(k, count + 1) for k in range(1, count + 1)]
    ways = [[_between(*pair, share) for pair in ends] for share in shares]
    return [replace(after, left=left, right=right) for left, right in ways]


def _is_a_step(before: Trail, after: Trail) -> bool:
    near = min(after.current or NEAREST, before.current or NEAREST)
    return before.started and abs(after.index - before.index) == 1 and near >= NEAREST


def _between(before: Trail, after: Trail, share: Fraction) -> Trail:
    if before == after:
        return after
    start, end = before.step(before.index), after.step(after.index)
    factor = float(end / start) ** float(share)
    return Underway(after.runs, after.index, start * Fraction(round(factor * FINENESS), FINENESS))
