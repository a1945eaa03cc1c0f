"""The duel of ε and δ in lines, for screen readers and pipes."""

from __future__ import annotations

from collections.abc import Callable

from relu_tui.calculus.errors import ExpressionError
from relu_tui.lesson import duel as transitions
from relu_tui.lesson import duel_words as words
from relu_tui.lesson.duel_state import Duel, positive

HELP = (
    "A number is your δ, or your ε with the roles swapped; Enter takes the one that stands.",
    "c and a number claims a limit: c 1/2. s changes the side, u swaps the roles, q goes back to the lesson.",
)


class DuelTelling:
    """A duel told in lines.

    Attributes:
        duel: Where it stands.
        left: Whether it was left.
    """

    def __init__(self, duel: Duel, say: Callable[[str], None]) -> None:
        """Make the telling.

        Args:
            duel: Where it begins.
            say: Tells a line.
        """
        self.duel = duel
        self.say = say
        self.left = False

    def open(self) -> None:
        """Tell how it is played, and where it stands."""
        self.say("The duel: ε against δ.")
        for line in HELP:
            self.say(line)
        self.tell()

    @property
    def question(self) -> str:
        """What is asked for next."""
        return "Your claim (a number; Enter alone goes back):" if self._wants_a_claim else "You:"

    @property
    def _wants_a_claim(self) -> bool:
        return not self.duel.claim and not self.duel.swapped

    @property
    def _enter_leaves(self) -> bool:
        """Whether Enter alone has nothing to play."""
        return self._wants_a_claim or words.at_its_end(self.duel)

    def tell(self) -> None:
        """The claim and what the players say."""
        line = words.claim_line(self.duel)
        self.say(f"{line[:1].upper()}{line[1:]}.")
        for line in words.challenge_lines(self.duel):
            self.say(line)

    def hear(self, line: str | None) -> None:
        """Carry out a line, and tell what came of it; None at the end of all lines."""
        answer = "q" if line is None else line.strip()
        if answer.lower() in ("q", "quit") or (not answer and self._enter_leaves):
            self.left = True
            self.say("Back to the lesson.")
            return
        try:
            self._obey(answer)
        except ExpressionError as error:
            self.say(str(error))
        self.tell()

    def _obey(self, answer: str) -> None:
        duel = self.duel
        if answer == "s":
            self.duel = transitions.change_side(duel)
        elif answer == "u":
            self.duel = transitions.swap(duel)
        elif answer.startswith("c ") or self._wants_a_claim:
            self.duel = transitions.claim(duel, answer.removeprefix("c "))
        else:
            if answer:
                take = transitions.name_epsilon if duel.swapped else transitions.name_delta
                duel = take(duel, positive(answer))
            self.play(transitions.answer(duel))

    def play(self, duel: Duel) -> None:
        """Tell what came of a round."""
        self.duel = duel
        if duel.last is not None and not duel.notice:
            self.say(words.round_line(duel.last))
        for line in (*words.answer_lines(duel), *words.sentence(duel), words.onward(duel)):
            if line:
                self.say(line)
