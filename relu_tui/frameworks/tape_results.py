"""What follows from a tape alone, computed once however it is looked at: what comes back, and its choices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from relu_tui.frameworks.backward import Backward, backward
from relu_tui.frameworks.choices_at_kinks import Dependence, dependence, kinks
from relu_tui.frameworks.every_framework import EVERY, OLDER
from relu_tui.frameworks.operations import OPERATIONS, plainly
from relu_tui.frameworks.tape import Tape, record


@dataclass(frozen=True)
class Predictions:
    """What the rules of the frameworks make of a tape.

    Attributes:
        tape: The tape.
    """

    tape: Tape

    @cached_property
    def backs(self) -> tuple[Backward, ...]:
        """What each framework does, in its newest version."""
        return tuple(backward(self.tape, rules) for rules in EVERY)

    @cached_property
    def _before(self) -> tuple[Backward, ...]:
        """What every older version does."""
        return tuple(backward(self.tape, rules) for rules in OLDER)

    @cached_property
    def older(self) -> tuple[Backward, ...]:
        """What older versions do, where they return something else: the first that returns it."""
        found: list[Backward] = []
        for back in self._before:
            if not any(_is_as(back, other) for other in (*self.backs, *found)):
                found.append(back)
        return tuple(found)

    def versions(self, found: Backward) -> tuple[str, ...]:
        """The versions of a framework that return what one of them does."""
        alike = (back for back in (*self._before, *self.backs) if _is_as(back, found))
        return tuple(version for back in alike for version in back.rules.versions)

    @property
    def every(self) -> tuple[Backward, ...]:
        """What each framework does, and then the older versions that return something else."""
        return *self.backs, *self.older

    def of(self, framework: str) -> Backward:
        """What a framework does, in its newest version."""
        return next(back for back in self.backs if back.rules.framework == framework)

    def parts(self, framework: str) -> bool:
        """Whether an older version of a framework returns something else than its newest."""
        return any(back.rules.framework == framework for back in self.older)

    @cached_property
    def formula(self) -> Predictions | None:
        """The same of a tape with formulas in the places of operations; None where there are none."""
        if not any(row.operation in OPERATIONS for row in self.tape.rows):
            return None
        examination = self.tape.examination
        return Predictions(record(examination, plainly(examination.function)))

    @cached_property
    def kinks(self) -> tuple[int, ...]:
        """The rows that have a choice."""
        return kinks(self.tape)

    @cached_property
    def dependence(self) -> Dependence | None:
        """How what comes back depends on s."""
        return dependence(self.tape)


def _is_as(one: Backward, other: Backward) -> bool:
    """Whether two are of the same framework, and return the same."""
    return one.rules.framework == other.rules.framework and _alike(one.returned, other.returned)


def _alike(one: float | None, other: float | None) -> bool:
    return one == other or (one is not None and other is not None and one != one and other != other)
