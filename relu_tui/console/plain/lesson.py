"""The lesson as a talk: questions, each answered by a line."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from typing import TextIO

from relu_tui.console.duel import DuelTelling
from relu_tui.console.plain.commands import ALSO, ANSWERS, LETTERS, MOVES, ON_THE_COMMAND_LINE, SCREEN_ONLY
from relu_tui.console.plain.questions import Asked, Talk
from relu_tui.console.plain.talks import TALKS
from relu_tui.console.plain.telling import Telling
from relu_tui.interface.key_commands import BY_NAME
from relu_tui.lesson import course, transitions
from relu_tui.lesson.duel import over
from relu_tui.lesson.suggestions import suggest


class PlainLesson(Telling):
    """A lesson told in lines, and what is typed carried out."""

    def run(self, source: TextIO) -> None:
        """Tell the lesson until it is left or there are no more lines.

        Args:
            source: Where commands come from, a line each.
        """
        talk = self.talk()
        with contextlib.suppress(StopIteration):
            question = next(talk)
            while True:
                self.say(question.words)
                line = source.readline()
                question = talk.send(line.rstrip("\n") if line else None)

    def talk(self) -> Talk:
        """The lesson as questions, each to be sent what was answered, or None at the end of all lines."""
        self.say("Enter goes on; a letter is a command (? lists them); q quits.")
        self.open()
        here = course.counterpart(self.lesson)
        if here is not None and not self.lesson.done:
            self.say(f"{here[0].words} V votes: your answer comes back at the verdict.")
        while True:
            answer = yield Asked(f"Next: {self.next_step()}")
            if answer is None or not (yield from self.obey(answer.strip())):
                return

    def next_step(self) -> str:
        """What Enter will do."""
        command = suggest(self.lesson).command
        if not command:
            return (
                "this lesson is at its end. n for the next one, w for the argument, q to quit. Enter quits."
            )
        return f"{BY_NAME[command].words} (Enter)"

    def obey(self, answer: str) -> Generator[Asked, str | None, bool]:
        """Carry out a command; False where it was to quit."""
        name = self._name(answer)
        if name == "quit":
            return False
        if name is None:
            self.say(f"{answer[:40]!r} is no command. Enter goes on, ? lists the commands.")
        elif name in SCREEN_ONLY:
            if name in ON_THE_COMMAND_LINE:
                self.say(f"From the command line: relu-tui {ON_THE_COMMAND_LINE[name]}")
            else:
                self.say("That is for the screen. Here the lesson goes on in lines: Enter, ? or q.")
        elif name in ANSWERS:
            for line in ANSWERS[name](self.lesson):
                self.say(line)
        elif name in MOVES:
            self.move(MOVES[name])
        elif name == "duel":
            telling = DuelTelling(over(self.lesson), self.say)
            self.lesson = transitions.play(self.lesson)
            telling.open()
            while not telling.left:
                telling.hear((yield Asked(telling.question)))
        elif name in TALKS:
            yield from TALKS[name](self) or ()
        else:
            self.change(name)
        return True

    def _name(self, answer: str) -> str | None:
        if not answer:
            return suggest(self.lesson).command or "quit"
        if answer in ALSO:
            return ALSO[answer]
        command = LETTERS.get(answer.lower() if len(answer) > 1 else answer) or BY_NAME.get(answer.lower())
        return command.name if command else None
