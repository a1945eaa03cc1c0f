"""A question before the class, and the bars of its answers."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.overlay import Overlay
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.classroom.room import ROUNDS, Vote

ROUND_NAMES = ("first vote", "second vote")


class Ballot(Overlay[None]):
    """The question as a learner sees it, with their answer; and the bars, once they are shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n - 1})", show=False) for n in range(1, 10)),
        Binding("q,escape,f2", "dismiss", "back", show=False),
    ]

    def __init__(self, vote: Vote, taken: int | None, choose: Callable[[int], None], look: Look) -> None:
        """Make the screen.

        Args:
            vote: The question.
            taken: The learner's own answer so far.
            choose: Called with the learner's choice.
            look: How things are drawn.
        """
        super().__init__(look)
        self.vote = vote
        self.taken = taken
        self.choose = choose

    def show_vote(self, vote: Vote, taken: int | None) -> None:
        """Show what has become of it."""
        if (vote, taken) != (self.vote, self.taken):
            self.vote, self.taken = vote, taken
            if self.is_mounted:
                self.draw()

    def action_choose(self, choice: int) -> None:
        """Answer."""
        if choice < len(self.vote.question.choices):
            self.choose(choice)

    def framed(self, width: int, height: int) -> Frame | None:
        """The question, the choices, and what to press."""
        if width < 20 or height < 6:
            return None
        rows = [row((line, Role.HEADING)) for line in wrap(f" {self.vote.question.words}", width - 4)]
        rows.append(row(""))
        rows += choices(self.vote, width - 4, self.taken)
        rows += [row(""), row((f" {self._advice}", Role.DIM))]
        title = f"{ROUND_NAMES[len(self.vote.rounds) - 1]}"
        return self.look.box(Frame.of(rows[: height - 2], width - 2, height - 2), title)

    @property
    def _advice(self) -> str:
        if self.vote.shown:
            return "These are the answers of the class. q goes back to the lesson."
        number = len(self.vote.question.choices)
        if self.taken is None:
            return f"Press 1 to {number}. Nobody sees the answers until the teacher shows them."
        return f"Noted. 1 to {number} changes it while the vote is open; q goes back to the lesson."

    def on_frame_view_clicked(self, message: FrameView.Clicked) -> None:
        """Answer by the mouse."""
        before = len(wrap(f" {self.vote.question.words}", self.size.width - 4)) + 2
        choice = message.row - before
        if 0 <= choice < len(self.vote.question.choices):
            self.choose(choice)


def choices(vote: Vote, width: int, taken: int | None = None) -> list[Row]:
    """The choices, one a row; with a bar for each round once they are shown.

    Args:
        vote: The question.
        width: Of a row, in cells.
        taken: The choice that is the reader's own.
    """
    names = max(len(choice) for choice in vote.question.choices)
    counts = [vote.counts(turn) for turn in range(ROUNDS)]
    most = max(1, *(count for turn in counts for count in turn))
    room = max(4, (width - names - 8) // ROUNDS - 6)
    rows = []
    for index, choice in enumerate(vote.question.choices):
        own = index == taken
        cells = [
            (" ▸ " if own else "   ", Role.KEY),
            (f"{index + 1} ", Role.KEY),
            (choice.ljust(names), Role.EMPHASIS if own else Role.PLAIN),
        ]
        if vote.shown:
            for turn, role in zip(range(len(vote.rounds)), (Role.LEFT, Role.RIGHT), strict=False):
                count = counts[turn][index]
                cells.append((f"  {count:>3} ", Role.EMPHASIS))
                cells.append((("█" * round(room * count / most)).ljust(room), role))
        rows.append(row(*cells))
    return rows
