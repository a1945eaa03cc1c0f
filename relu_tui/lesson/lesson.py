"""The lesson: what the learner is doing and has found, as one immutable value.

Everything on the screen follows from a `Lesson`; every key is a function from one `Lesson` to the
next (see `transitions`). What can be computed from these fields is computed, not stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.numerics.step_sizes import SMALLEST_STEP, ratio_value
from relu_tui.calculus.shareable import shareable
from relu_tui.calculus.side import BOTH_SIDES, Side
from relu_tui.calculus.status import Status

if TYPE_CHECKING:
    from relu_tui.calculus.examination import Examination
    from relu_tui.calculus.language.syntax import Expression
    from relu_tui.calculus.numerics.quotients import Row

FIRST_STEP = Fraction(1)
"""Where both probes are placed by the first step."""

ENOUGH = 3
"""Steps to be seen on each side that a condition needs before it can be concluded."""


class Active(StrEnum):
    """Which probes the keys move."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides meant."""
        return BOTH_SIDES if self is Active.BOTH else (Side[self.name],)


class Graph(StrEnum):
    """What the plot shows."""

    FUNCTION = "function"
    QUOTIENT = "quotient"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Trail:
    """The steps taken on one side.

    They are kept as runs of one ratio, so that a long trail costs no more than a short one.

    Attributes:
        runs: (ratio, how often Δx was shrunk by it), in order; neighbours have different ratios.
        index: Which of the steps seen the probe stands at; −1 before the first.
    """

    runs: tuple[tuple[str, int], ...] = ()
    index: int = -1

    @property
    def started(self) -> bool:
        """Whether the first step was taken."""
        return self.index >= 0

    @property
    def seen(self) -> int:
        """How many steps the learner has looked at."""
        return 1 + sum(count for _, count in self.runs) if self.started else 0

    @property
    def current(self) -> Fraction | None:
        """The size of Δx now, or None before the first step."""
        return self.step(self.index) if self.started else None

    def step(self, index: int) -> Fraction:
        """The size of Δx at a step that was seen; positive."""
        return _size(self.runs, index)

    def closer(self, ratio: str) -> Trail:
        """One step on. Steps seen ahead are kept if that is the ratio they were taken with.

        At the smallest step there is, the same trail.
        """
        if not self.started:
            return Trail((), 0)
        if self.step(self.index) * ratio_value(ratio) < SMALLEST_STEP:
            return self
        passed, ahead = self._split()
        if ahead and ahead[0][0] == ratio:
            return Trail(self.runs, self.index + 1)
        if passed and passed[-1][0] == ratio:
            passed = (*passed[:-1], (ratio, passed[-1][1] + 1))
        else:
            passed = (*passed, (ratio, 1))
        return Trail(passed, self.index + 1)

    def back(self) -> Trail:
        """One step back; what was seen stays seen. At the first step, the same trail."""
        return Trail(self.runs, self.index - 1) if self.index > 0 else self

    def _split(self) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]:
        """The runs before the probe, and those ahead of it."""
        passed: list[tuple[str, int]] = []
        ahead: list[tuple[str, int]] = []
        left = self.index
        for ratio, count in self.runs:
            taken = min(left, count)
            left -= taken
            if taken:
                passed.append((ratio, taken))
            if count > taken:
                ahead.append((ratio, count - taken))
        return tuple(passed), tuple(ahead)


@lru_cache(maxsize=1024)
def _size(runs: tuple[tuple[str, int], ...], index: int) -> Fraction:
    """The size of Δx at a step; kept, because a thousand steps on it has thousands of digits."""
    step = FIRST_STEP
    for ratio, count in runs:
        taken = min(index, count)
        step *= ratio_value(ratio) ** taken
        index -= taken
    return step


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the learner expects of a one-sided limit, as it was typed: a number, `inf`, `none`."""

    text: str


@dataclass(frozen=True, slots=True)
class Family:
    """A function with parameters, and their values.

    Attributes:
        text: f with its parameters, as it was typed.
        values: Each parameter with its value, as text.
        chosen: The index of the one that the keys nudge.
        step: By how much.
    """

    text: str
    values: tuple[tuple[str, str], ...]
    chosen: int = 0
    step: Fraction = Fraction(1, 4)


@dataclass(frozen=True)
class Lesson:
    """One moment of a lesson.

    Attributes:
        function: f, in the expression language.
        at: a, likewise, without x.
        title: What f is called, or an empty string.
        left: Steps taken left of a.
        right: Steps taken right of a.
        active: Which probes the keys move.
        ratio: By how much a step shrinks; a name of `choices.RATIOS`.
        condition: Which of the four conditions is being examined, from 0.
        concluded: Which have been concluded.
        graph: What the plot shows.
        zoomed: Whether the plot follows Δx.
        number_format: `exact`, or a key of `FORMATS`.
        convention: The value taken for the derivative at a kink, or None.
        quiz: Whether a limit must be predicted before it is concluded.
        predictions: The learner's predictions for conditions 2 and 3.
        vote: What the learner says of the lesson's question at its start: `yes`, `no`, `unsure`, or nothing.
        closes: Whether the learner says that the gap closes: `yes`, `no`, or nothing.
        duelled: Whether the duel over its limit was opened.
        course: The key of the lesson in the course, or an empty string.
        family: Where f came with parameters, those; `function` is then f with their values.
    """

    function: str
    at: str = "0"
    title: str = ""
    left: Trail = Trail()
    right: Trail = Trail()
    active: Active = Active.BOTH
    ratio: str = "1/2"
    condition: int = 0
    concluded: tuple[bool, bool, bool, bool] = (False, False, False, False)
    graph: Graph = Graph.FUNCTION
    zoomed: bool = False
    number_format: str = "exact"
    convention: Fraction | None = None
    quiz: bool = False
    predictions: tuple[Prediction | None, Prediction | None] = (None, None)
    vote: str = ""
    closes: str = ""
    duelled: bool = False
    course: str = ""
    family: Family | None = None

    @property
    def examination(self) -> Examination:
        """What is proved of f at a."""
        return examined(self.function, self.at)

    def trail(self, side: Side) -> Trail:
        """The steps taken on a side."""
        return self.left if side is Side.LEFT else self.right

    def row(self, side: Side, index: int) -> Row:
        """The row of the table for a step that was seen."""
        step = self.trail(side).step(index) * side
        return computed_row(self.function, self.at, step)

    def current_row(self, side: Side) -> Row | None:
        """The row at which the probe of a side stands, or None before the first step."""
        trail = self.trail(side)
        return self.row(side, trail.index) if trail.started else None

    @property
    def done(self) -> bool:
        """Whether all four conditions have been concluded."""
        return all(self.concluded)

    def status(self, condition: int) -> Status | None:
        """A concluded condition's status, or None while it is open."""
        return self.examination.statuses[condition] if self.concluded[condition] else None


@shareable(64)
def examined(function: str, at: str) -> Examination:
    """The examination of f at a; raises `ExpressionError` as `examine` does."""
    from relu_tui.calculus.examination import examine  # 0.1 s, which the first frame need not wait for

    return examine(function, at)


@lru_cache(maxsize=64)
def parsed(text: str) -> Expression:
    """An expression, read; raises `ExpressionError` as `parse` does."""
    return parse(text)


@shareable(8192)
def computed_row(function: str, at: str, step: Fraction) -> Row:
    """The exact row of the table at a step."""
    from relu_tui.calculus.decision.limit_values import Finite
    from relu_tui.calculus.numerics.quotients import row

    examination = examined(function, at)
    value = examination.value.number if isinstance(examination.value, Finite) else None
    return row(examination.function.tree, examination.point, value, step)


def condition_of(side: Side) -> int:
    """The condition about a side's limit, from 0."""
    return 1 if side is Side.LEFT else 2


def needs(condition: int) -> tuple[Side, ...]:
    """The sides on which a condition asks for evidence; the fourth asks for 2 and 3 instead."""
    return ((Side.LEFT, Side.RIGHT), (Side.LEFT,), (Side.RIGHT,), ())[condition]


class Lacking(StrEnum):
    """What must still be seen or done before a condition can be concluded."""

    STEPS = "steps"
    LIMITS = "limits"
    PREDICTION = "prediction"


def lacking(lesson: Lesson, condition: int) -> Lacking | None:
    """What a condition lacks; None where it can be concluded."""
    if condition == 3:
        return None if all(lesson.concluded[1:3]) else Lacking.LIMITS
    if any(lesson.trail(side).seen < ENOUGH for side in needs(condition)):
        return Lacking.STEPS
    unpredicted = condition in (1, 2) and lesson.predictions[condition - 1] is None
    return Lacking.PREDICTION if lesson.quiz and unpredicted else None
