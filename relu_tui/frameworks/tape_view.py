"""A tape as it is looked at: at which operation, with which choices of s, by which framework's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.language.printing import shown_node
from relu_tui.frameworks.backward import Backward, Taken
from relu_tui.frameworks.choices_at_kinks import chosen, returned
from relu_tui.frameworks.comparison import Standing
from relu_tui.frameworks.live.probe import Measurement
from relu_tui.frameworks.operations import for_reading
from relu_tui.frameworks.tape import Tape, record
from relu_tui.frameworks.tape_results import Predictions

STEP = Fraction(1, 4)
"""How far a key moves s."""

RIGHT = (Standing.DERIVATIVE, Standing.OPEN)
"""What a returned value may be without being called wrong."""


@dataclass(frozen=True)
class TapeView:
    """A tape, and what of it is looked at.

    Attributes:
        predictions: What follows from the tape alone, the same however it is looked at.
        cursor: The row that the keys act on, from 1.
        own: The choices of the one who looks, for some of the kinks.
        main: The framework whose paths are written out, as an index of `EVERY`.
        measurements: What frameworks on this machine returned.
        asking: Those that have not answered yet.
    """

    predictions: Predictions
    cursor: int = 1
    own: Mapping[int, Fraction] = field(default_factory=dict)
    main: int = 0
    measurements: tuple[Measurement, ...] = ()
    asking: tuple[str, ...] = ()

    @property
    def tape(self) -> Tape:
        """The tape."""
        return self.predictions.tape

    @property
    def shown(self) -> Backward:
        """What the chosen framework does."""
        return self.predictions.backs[self.main]

    def choice(self, index: int) -> Fraction | None:
        """The s of a row: one's own, or else the chosen framework's."""
        if index in self.own:
            return self.own[index]
        row = self.tape.rows[index]
        return chosen(row, self.shown.taken(row))

    @property
    def with_own(self) -> Number | None:
        """What comes back with one's own choices, exactly; None where there is none."""
        choices = {index: s for index in self.predictions.kinks if (s := self.choice(index)) is not None}
        return returned(self.tape, choices) if len(choices) == len(self.predictions.kinks) else None


def opened(examination: Examination) -> TapeView:
    """A view of the tape of a function at a point, with the keys on its first kink.

    Without one they are on the first row by which some framework comes to return what is not the derivative,
    and else on the first of all.

    Raises:
        NoTapeError: It has a function without rules.
    """
    predictions = Predictions(record(examination))
    wrong = (row for found in predictions.every for row in culprits(found))
    first = min(1, len(predictions.tape.operations))
    return TapeView(predictions, next(iter(predictions.kinks), min(wrong, default=first)))


def moved(view: TapeView, steps: int) -> TapeView:
    """Go to another operation."""
    last = len(view.tape.operations)
    return replace(view, cursor=max(min(view.cursor + steps, last), min(1, last)))


def changed(view: TapeView, steps: int) -> TapeView:
    """Change s of the operation by quarters; where it has no choice, nothing changes."""
    if view.cursor not in view.predictions.kinks:
        return view
    before = view.choice(view.cursor)
    s = max(Fraction(0), min(Fraction(1), (before if before is not None else Fraction(1, 2)) + steps * STEP))
    return replace(view, own={**view.own, view.cursor: s})


def looked_at(view: TapeView, main: int) -> TapeView:
    """Write out another framework's paths, with its choices."""
    return replace(view, main=main, own={})


def culprits(found: Backward) -> tuple[int, ...]:
    """The rows by which a framework comes to return what is not the derivative.

    That is where NaN comes up, or else every row where a number stands for a slope that there is none;
    empty where it returns the derivative, or nothing is proved.
    """
    if found.refused is not None:
        return (found.refused,)
    if found.standing in RIGHT:
        return ()
    if found.first_nan is not None:
        return (found.first_nan,)
    return tuple(
        index
        for index, row in enumerate(found.tape.rows)
        if row.operation
        and found.arriving[index] is not None
        and found.judged(row) not in (Taken.SLOPE, Taken.OPEN)
    )


def is_wrong(view: TapeView) -> bool:
    """Whether some framework, in a version that is known, returns what is not a derivative."""
    return any(found.standing not in RIGHT for found in view.predictions.every)


def title(view: TapeView) -> str:
    """The function, as the tape has it, and the point."""
    proof = view.tape.examination
    tree = proof.function.tree if view.tape.root is None else view.tape.rows[view.tape.root].node
    return f"f(x) = {shown_node(for_reading(tree))}   at x = {shown_node(proof.at.tree)}"
