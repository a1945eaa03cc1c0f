"""What both parts of an argument say of a side: bounds, what is squeezed, where f has no value."""

from __future__ import annotations

from collections.abc import Iterator

from relu_tui.calculus.decision.proof import Proof
from relu_tui.calculus.decision.side_result import OneSide, Witness
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.explanation.estimates import (
    Estimates,
    one_sided,
)
from relu_tui.calculus.explanation.limit_lines import QUOTIENT, sequence, squeeze, unending
from relu_tui.calculus.explanation.phrases import (
    holds_throughout,
    image_formula,
    side_condition,
)
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.language.formula import (
    Bars,
    Formula,
    Relation,
    Words,
    difference,
)
from relu_tui.calculus.language.line import Line, joined


class SideLines:
    """Lines on one side after the other, with the bounds that are known."""

    def __init__(self, proof: Proof, estimates: Estimates) -> None:
        self.proof = proof
        self.estimates = estimates

    def missing(self, side: OneSide, why: str) -> Line:
        """For which Δx f has no value."""
        found = self.estimates.bounds.get((side.side, "f"))
        whole = side_condition(self.proof, side)
        steps = whole if found is None else (one_sided(side.side, found.radius),)
        return ("For ", *steps, ", ", image_formula(self.proof), f" has no value: {why}.")

    def squeezed(self, side: OneSide, subject: str, germ: Germ | None, limit: Number) -> Line | None:
        """The bounds between which f or its quotient comes to a limit, where it oscillates on the way."""
        shown = image_formula(self.proof) if subject == "f" else Words(subject)
        found = squeeze(germ, limit, shown)
        if found is None:
            return None
        between, throughout = found
        if not throughout and (near := self.how_near(side, subject, shown, formula(limit))):
            return near
        return (between, "" if throughout else " near 0", ", and both bounds tend to 0")

    def how_near(self, side: OneSide, subject: str, shown: Formula, limit: Formula) -> Line:
        """The distance to the limit, bounded on an interval; nothing where no bound is known."""
        found = self.estimates.bounds.get((side.side, subject))
        if found is None or found.bound is None:
            return ()
        size = Relation(Bars(difference(shown, limit)), (("≤", found.bound),))
        return ("for ", found.interval, " on this side, ", size, ", which tends to 0")

    def size_of(self, side: OneSide, subject: str, shown: Formula) -> tuple[Formula, Formula] | None:
        """The size of what grows, bounded from below, and the interval on which it is."""
        found = self.estimates.bounds.get((side.side, subject))
        if found is None or found.bound is None:
            return None
        return Relation(Bars(shown), (("≥", found.bound),)), found.interval

    def steady(self, side: OneSide, subject: str) -> set[int]:
        """The places of the sequences at each step of which f, or its quotient, is its limit."""
        about = "quotient" if subject == QUOTIENT else "f"
        return {place for where, what, place in self.estimates.steady if (where, what) == (side.side, about)}

    def without_limit(
        self, germ: Germ | None, sequences: tuple[Witness, ...], side: OneSide, subject: str
    ) -> Iterator[Line]:
        """Why something oscillates: by sequences with two limits, or by the mean where none were looked for.

        Args:
            germ: Its expansion.
            sequences: Those found.
            side: The side as it is told, with its branches.
            subject: What it is: the quotient, f(x).
        """
        throughout, steady = holds_throughout(self.proof, side), self.steady(side, subject)
        for place, witness in enumerate(sequences):
            yield sequence(side, witness, subject, throughout=throughout or place in steady)
        yield two_limits(subject) if sequences else joined(unending(germ, subject))


def two_limits(subject: str) -> Line:
    """What follows from two sequences."""
    return (f"Two sequences of steps, two different limits: {subject} has none.",)
