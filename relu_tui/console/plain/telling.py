"""A lesson and what is told of it, line by line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from relu_tui.calculus.explanation.verdict import verdict
from relu_tui.interface.key_commands import BY_NAME
from relu_tui.lesson import course, words
from relu_tui.lesson.checklist import checklist
from relu_tui.lesson.conclusions import reason
from relu_tui.lesson.conventions import describe
from relu_tui.lesson.funnel import newest, rows
from relu_tui.lesson.graph_in_words import picture
from relu_tui.lesson.lesson import Lesson, parsed
from relu_tui.lesson.number_text import fitted
from relu_tui.lesson.parameters import family_equation
from relu_tui.lesson.quiz import judge_vote, score
from relu_tui.lesson.reply import Reply
from relu_tui.lesson.table_rows import evidence


class Telling:
    """A lesson told in lines.

    Attributes:
        lesson: Where it stands.
        past: Lessons to go back to.
        out: Where it is told.
    """

    def __init__(self, lesson: Lesson, out: TextIO) -> None:
        """Make the telling.

        Args:
            lesson: The lesson to begin with.
            out: Where it is told.
        """
        self.lesson = lesson
        self.past: list[Lesson] = []
        self.out = out

    def say(self, text: str) -> None:
        """Tell a line."""
        print(text, file=self.out, flush=True)

    def open(self) -> None:
        """Tell the function and the definition."""
        self.say("")
        self.say(words.heading(self.lesson))
        for line in words.readings(parsed(self.lesson.function), parsed(self.lesson.at)):
            self.say(line)
        second = words.second_form(self.lesson)
        if second:
            self.say(f"In another form: {second}")
        self.say(words.quotient_in_words(self.lesson))
        if (family := self.lesson.family) is not None:
            self.say(f"That is {family_equation(family)} with {words.parameters(family)}")
        self.say(words.definition(self.lesson))
        for condition in range(4):
            self.say(f"Condition {condition + 1}: {words.condition_statement(self.lesson, condition)}")
        self.say(picture(self.lesson.examination, measured=False))

    def change(self, name: str) -> None:
        """Carry out a transition and tell what came of it."""
        transition = BY_NAME[name].transition
        if transition is None:
            return
        before = self.lesson
        if self.take(transition(before)):
            return
        if name in ("closer", "back"):
            self.tell_rows()
        elif name == "conclude":
            self.tell_conclusion()
        elif name == "restart":
            self.open()
        else:
            self.tell_state(before)

    def go(self, lesson: Lesson) -> None:
        """Go on to another lesson."""
        if lesson != self.lesson:
            self.past.append(self.lesson)
        self.lesson = lesson

    def take(self, reply: Reply) -> str:
        """Go on to the lesson of a reply, tell what it says, and give that back."""
        self.go(reply.lesson)
        if reply.words:
            self.say(reply.words)
        return reply.words

    def move(self, moved: Callable[[Lesson], Reply]) -> None:
        """Go to another point or parameter, and tell which."""
        if not self.take(moved(self.lesson)):
            self.say(words.heading(self.lesson))

    def tell_rows(self) -> None:
        """The rows at which the active probes stand."""
        for side in self.lesson.active.sides:
            index = self.lesson.trail(side).index
            if index < 0:
                continue
            row = evidence(self.lesson, side, index)
            quotient = row.quotient if self.lesson.number_format == "exact" else row.computed
            step, value = fitted(row.step, 24), fitted(row.value, 24)
            told = ", ".join((words.step_told(step), words.image_told(self.lesson, value)))
            self.say(f"{side}: {told}, quotient {fitted(quotient, 24)}")
        last = newest(self.lesson)
        gap = rows(self.lesson, last, last + 1)[0].gap if last >= 0 else None
        if gap is not None:
            self.say(f"The gap between left and right: {fitted(gap, 24)}")

    def tell_conclusion(self) -> None:
        """The condition just concluded, and the verdict after the last one."""
        item = checklist(self.lesson)[self.lesson.condition]
        self.say(item.sentence)
        self.say(reason(self.lesson))
        if not self.lesson.done:
            if self.lesson.condition in (1, 2):
                self.say("E: the duel, ε against δ, for this limit.")
            return
        outcome = verdict(self.lesson.examination)
        self.say(f"VERDICT: {outcome.headline}: {outcome.detail}")
        vote = judge_vote(self.lesson)
        if vote is not None:
            self.say(vote.words)
        self.say(picture(self.lesson.examination, measured=True))
        right, asked = score(self.lesson)
        if asked:
            self.say(f"Predictions right: {right} of {asked}.")
        corner = self.lesson.examination.kink
        if corner is not None:
            self.say(describe(None, corner))
        here = course.place(self.lesson)
        if here is not None:
            self.say(f"To notice: {here[0].notice}")

    def tell_state(self, before: Lesson) -> None:
        """What a command other than a step has set."""
        now = self.lesson
        if now.condition != before.condition or now.concluded != before.concluded:
            self.say(f"Condition {now.condition + 1}: {words.condition_statement(now, now.condition)}")
        elif now.active != before.active:
            self.say(f"Moving: {now.active}.")
        elif now.ratio != before.ratio:
            self.say(f"A step is now {words.ratio_name(now)}.")
        elif now.number_format != before.number_format:
            self.say(f"Numbers: {now.number_format}.")
        elif now.convention != before.convention:
            corner = now.examination.kink
            if corner is not None:
                self.say(describe(now.convention, corner))

    def tell_list(self) -> None:
        """The checklist."""
        for item in checklist(self.lesson):
            self.say(item.sentence)
