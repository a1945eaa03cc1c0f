"""The duel on the screen: c claims, ← → change δ, Enter answers, u swaps the roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.drawing.frame import Frame
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.duel_board import board, page
from relu_tui.app.screens.duel_chart import ask_for
from relu_tui.app.screens.overlay import Overlay
from relu_tui.app.screens.prompt import Prompt
from relu_tui.app.screens.reader import Reader
from relu_tui.app.screens.told import Told
from relu_tui.app.worker_thread import GIVEN_UP, Work, Worker, ask
from relu_tui.lesson import duel as transitions
from relu_tui.lesson import duel_words as words
from relu_tui.lesson.duel_state import Duel, claimed, positive

LINE = 100
"""Characters of a line of what the board says."""


class DuelScreen(Overlay[None]):
    """The duel. Every key is a pure transition, and the whole is painted anew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "claim", "claim a limit", show=False),
        Binding("right,l", "delta(1)", "a smaller δ", show=False),
        Binding("left,h", "delta(-1)", "a larger δ", show=False),
        Binding("down,j", "epsilon(1)", "a smaller ε", show=False),
        Binding("up,k", "epsilon(-1)", "a larger ε", show=False),
        Binding("enter,space", "answer", "answer", show=False),
        Binding("s", "side", "another side", show=False),
        Binding("u", "swap", "swap the roles", show=False),
        Binding("d", "type", "type δ, or ε with the roles swapped", show=False),
        Binding("w", "all", "all that was played", show=False),
        Binding("q,escape,E", "dismiss", "back", show=False),
    ]

    def __init__(self, title: str, duel: Duel, look: Look) -> None:
        """Make the screen.

        Args:
            title: The function and the point.
            duel: Where the duel stands.
            look: How things are drawn.
        """
        super().__init__(look)
        self.heading = title
        self.duel = duel
        self._work: Work[Duel] | None = None

    def framed(self, width: int, height: int) -> Frame | None:
        """The board; what it was while a move is worked out."""
        if Worker.busy():
            return None
        return board(self.duel, self.heading, width, height, self.look)

    def told(self) -> Told | None:
        """The board."""
        lines = (line.text.strip() for line in page(self.duel, LINE, Look()))
        paint = partial(board, self.duel, self.heading)
        return Told(f"ε and δ · {self.heading}", self.duel, paint=paint, words=tuple(filter(None, lines)))

    def change(self, move: Callable[[Duel], Duel]) -> None:
        """Go on to another moment of the duel, once it is worked out; keys that come meanwhile do nothing."""
        if self._work is not None:
            return
        before, (width, height) = self.duel, self.size

        def moved() -> Duel:
            duel = move(before)
            ask_for(duel, width, height)
            return duel

        def answered(duel: Duel) -> None:
            self._work, self.duel = None, duel
            self.draw()

        def late(work: Work[Duel]) -> None:
            self._work = work

        with self.look.reading():
            ask(self, moved, answered, late=late, given_up=lambda: answered(replace(before, notice=GIVEN_UP)))

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        if self._work is not None:
            Worker.leave(self._work)

    def action_claim(self) -> None:
        """Type L."""

        def check(typed: list[str]) -> str:
            claimed(typed[0].strip())
            return "Enter to claim it; the program then names an ε."

        def entered(typed: list[str] | None) -> None:
            if typed:
                self.change(partial(transitions.claim, text=typed[0]))

        prompt = Prompt("you claim: the quotient tends to …", ["L ="], [self.duel.claim], check, self.look)
        self.app.push_screen(prompt, entered)

    def action_type(self) -> None:
        """Type δ; with the roles swapped, ε."""
        letter = "ε" if self.duel.swapped else "δ"

        def check(typed: list[str]) -> str:
            return f"{letter} = {words.number(positive(typed[0]))}"

        def entered(typed: list[str] | None) -> None:
            if typed:
                named = positive(typed[0])
                take = transitions.name_epsilon if self.duel.swapped else transitions.name_delta
                self.change(lambda duel: transitions.answer(take(duel, named)))

        self.app.push_screen(Prompt(f"your {letter}", [f"{letter} ="], [""], check, self.look), entered)

    def action_delta(self, steps: int) -> None:
        """Halve or double δ."""
        self.change(partial(transitions.change_delta, steps=steps))

    def action_epsilon(self, steps: int) -> None:
        """Another ε, where it is the learner's to name."""
        self.change(partial(transitions.change_epsilon, steps=steps))

    def action_answer(self) -> None:
        """Play the round; before there is a claim, claim; after the end, go on in the lesson."""
        if not self.duel.claim and not self.duel.swapped:
            self.action_claim()
        elif words.at_its_end(self.duel):
            self.dismiss()
        else:
            self.change(transitions.answer)

    def action_side(self) -> None:
        """Both sides, the left, the right."""
        self.change(transitions.change_side)

    def action_all(self) -> None:
        """All that was played, to read."""
        self.app.push_screen(Reader(self.heading, partial(page, self.duel, look=self.look), self.look))

    def action_swap(self) -> None:
        """Swap the roles."""
        self.change(transitions.swap)
