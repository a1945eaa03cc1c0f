"""What is proved of f on one side of a, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.limit_values import (
    Finite,
    Infinite,
    Limit,
    Oscillating,
    Undefined,
)
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.phases import Phase
from relu_tui.calculus.side import Side


class Values(Enum):
    """Where f has values on one side of a, near a."""

    THROUGHOUT = auto()
    WITH_HOLES = auto()
    """There are points without one, and intervals with one, as near to a as you like."""
    SOMEWHERE = auto()
    """There are intervals with one as near to a as you like; more was not shown."""


@dataclass(frozen=True)
class Witness:
    """A sequence Δx → 0 on one side, and the limit along it.

    Attributes:
        phase: Which sequence: base(h) = angle + 2·pi·n.
        limit: What the difference quotient tends to along it.
        constant: Whether the quotient is its limit at each of the steps.
    """

    phase: Phase
    limit: Finite | Infinite
    constant: bool = False


@dataclass(frozen=True)
class OneSide:
    """What is proved of f on one side of a.

    Attributes:
        side: Left or right.
        approach: The limit of f itself.
        slope: The limit of the difference quotient (f(a+Δx) − f(a))/Δx.
        germ: The expansion of f(a ± h) that settled it, or None where there is none.
        quotient: The expansion of the difference quotient, or None where f(a) or the germ is missing.
        choices: The branches taken on this side.
        witnesses: Sequences with different limits, where the quotient oscillates.
        turns: The same of f itself, where it oscillates.
        values: Where f has values, if it has a limit or is proved to have none.
    """

    side: Side
    approach: Limit
    slope: Limit
    germ: Germ | None = None
    quotient: Germ | None = None
    choices: tuple[Choice, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    turns: tuple[Witness, ...] = ()
    values: Values = Values.THROUGHOUT

    @property
    def swings_among_holes(self) -> bool:
        """Whether f itself oscillates, and has not been shown to have values throughout."""
        return isinstance(self.approach, Oscillating) and self.values is not Values.THROUGHOUT


NOTHING = Undefined("f has no value at the point itself")
"""What the quotient tends to where there is no f(a) to subtract."""
