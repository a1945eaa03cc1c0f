"""`relu-tui plain`: the same lesson in lines, for screen readers, plain terminals and pipes.

Nothing is ever redrawn and the cursor is never moved. Enter alone walks the lesson to its verdict; the
keys of the screen work as commands, each followed by Enter.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from typing import NamedTuple, TextIO, TypeAlias

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.explanation.verdict import verdict
from relu_tui.calculus.language.line import told
from relu_tui.calculus.side import Side
from relu_tui.console.duel import DuelTelling
from relu_tui.frameworks.tape import NoTapeError
from relu_tui.frameworks.tape_words import sentences
from relu_tui.interface.commands import BY_NAME, COMMANDS, GROUPS, Command
from relu_tui.interface.lesson_tape import tape_of
from relu_tui.lesson import course, learner_questions, transitions, words
from relu_tui.lesson.answers import (
    derivative_lines,
    limit_lines,
    limits_of_f,
    points_around,
    points_lines,
    third_derivative,
    to_next_rough,
)
from relu_tui.lesson.argument_bounds import argued
from relu_tui.lesson.checklist import checklist
from relu_tui.lesson.conclusions import reason
from relu_tui.lesson.conventions import describe
from relu_tui.lesson.duel import over
from relu_tui.lesson.funnel import newest, rows
from relu_tui.lesson.graph_in_words import picture
from relu_tui.lesson.lesson import Lesson, parsed
from relu_tui.lesson.moving import around, lines
from relu_tui.lesson.number_text import fitted
from relu_tui.lesson.parameters import change_step, choose_next, nudge, rewrite, take_solution, typed
from relu_tui.lesson.quiz import judge_vote, score
from relu_tui.lesson.reply import Reply
from relu_tui.lesson.suggestions import suggest
from relu_tui.lesson.table_rows import evidence
from relu_tui.lesson.transitions import walk

LETTERS: dict[str, Command] = {key: command for command in COMMANDS for key in command.keys}
ALSO = {
    "?": "help",
    "[": "older",
    "]": "newer",
    "→": "closer",
    "←": "back",
    "<": "slower",
    ">": "faster",
    ".": "next_point",
    ",": "last_point",
    ")": "walk_right",
    "(": "walk_left",
    "*": "coarser",
    "/": "finer",
}
SCREEN_ONLY = (
    *("older", "newer", "auto", "slower", "faster", "zoom", "graph", "turn"),
    *("marks", "theme", "redraw", "export", "practice"),
)
"""Commands that are a matter of the screen, or have a command of their own on the command line."""

ON_THE_COMMAND_LINE = {"practice": "practice"}
"""What tells in lines what these commands show on the screen."""


def tape(lesson: Lesson) -> Iterator[str]:
    """The tape in sentences, or why there is none."""
    try:
        yield from sentences(tape_of(lesson))
    except NoTapeError as error:
        yield f"There is no tape here: {error}."


ANSWERS: dict[str, Callable[[Lesson], Iterable[str]]] = {
    "limit": lambda lesson: (
        line for found in limits_of_f(lesson.function, lesson.at) for line in limit_lines(found)
    ),
    "higher": lambda lesson: derivative_lines(third_derivative(lesson.function, lesson.at)),
    "moving": lambda lesson: lines(lesson.function, around(lesson.function, lesson.at)),
    "where": lambda lesson: points_lines(points_around(lesson.function, lesson.at)),
    "frameworks": tape,
}
"""Questions beside the lesson's own, with the lines of their answers."""

MOVES: dict[str, Callable[[Lesson], Reply]] = {
    "next_point": partial(to_next_rough, direction=1),
    "last_point": partial(to_next_rough, direction=-1),
    "walk_right": partial(walk, direction=1),
    "walk_left": partial(walk, direction=-1),
    "raise": partial(nudge, direction=1),
    "lower": partial(nudge, direction=-1),
    "parameter": choose_next,
    "coarser": partial(change_step, direction=1),
    "finer": partial(change_step, direction=-1),
    "solve": take_solution,
}
"""Commands that move the point, or a parameter."""


class Asked(NamedTuple):
    """Something to be answered by a line.

    Attributes:
        words: What is asked.
        kind: What the answer is to be checked as: `function`, `limit` or `slope`; empty for a command.
        function: The function, where the answer is its point.
    """

    words: str
    kind: str = ""
    function: str = ""

    def typed(self, answer: str) -> list[str]:
        """The lines to check."""
        if self.kind != "function":
            return [answer]
        return [self.function, answer.strip() or "0"] if self.function else [answer, ""]


Talk: TypeAlias = Generator[Asked, "str | None", None]
"""Questions, each to be sent its answer; None where there is none, which gives the command up."""


TALKS = (
    *("help", "why", "undo", "function", "edit", "predict", "vote", "conclude", "own"),
    *("outline", "following"),
)
"""Commands that have a telling of their own: `do_` and the name."""


class PlainLesson:
    """A lesson told in lines.

    Attributes:
        lesson: Where it stands.
        past: Lessons to go back to.
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

    def say(self, text: str) -> None:
        """Tell a line."""
        print(text, file=self.out, flush=True)

    def next_step(self) -> str:
        """What Enter will do."""
        command = suggest(self.lesson).command
        if not command:
            return (
                "this lesson is at its end. n for the next one, w for the argument, q to quit. Enter quits."
            )
        return f"{BY_NAME[command].words} (Enter)"

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
        if self.lesson.family is not None:
            self.say(f"That is {words.with_parameters(self.lesson.family)}")
        self.say(words.definition(self.lesson))
        for condition in range(4):
            self.say(f"Condition {condition + 1}: {words.condition_statement(self.lesson, condition)}")
        self.say(picture(self.lesson.examination, measured=False))

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
            yield from getattr(self, f"do_{name}")() or ()
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

    # --- what each command tells ----------------------------------------------------------------

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

    def do_help(self) -> None:
        """All commands, by what can be typed: a letter where there is one, and the name."""
        for group, heading in GROUPS.items():
            for command in COMMANDS:
                if command.group == group and command.name not in (*SCREEN_ONLY, "palette"):
                    signs = [sign for sign, name in ALSO.items() if name == command.name and sign.isascii()]
                    letters = [*signs, *(key for key in command.keys if len(key) == 1)]
                    self.say(f"{heading}: {' or '.join([*letters, command.name])}: {command.words}")

    def move(self, moved: Callable[[Lesson], Reply]) -> None:
        """Go to another point or parameter, and tell which."""
        if not self.take(moved(self.lesson)):
            self.say(words.heading(self.lesson))

    def do_why(self) -> None:
        """The whole argument."""
        for section in argued(self.lesson.examination):
            self.say(section.heading)
            for line in section.lines:
                self.say(f"  {told(line)}")

    def do_undo(self) -> None:
        """Back to the lesson before the last change."""
        if not self.past:
            self.say("There is nothing to undo.")
            return
        self.lesson = self.past.pop()
        self.say("Undone.")
        self.tell_list()

    def tell_list(self) -> None:
        """The checklist."""
        for item in checklist(self.lesson):
            self.say(item.sentence)

    def do_function(self) -> Talk:
        """A function of the gallery, by name."""
        answer = yield Asked("Name of a function (relu-tui functions lists them):", "function")
        if answer is not None:
            self._begin(answer, "")

    def do_edit(self) -> Talk:
        """A function and a point of one's own."""
        self.say(words.PARAMETERS_TYPED)
        if self.lesson.family is not None:
            self.say(f"Now: {typed(self.lesson)}")
        function = yield Asked("f(x) =")
        if function is None:
            return
        at = yield Asked("at x =", "function", function)
        if at is not None:
            self._begin(function, at.strip() or "0")

    def _begin(self, function: str, at: str) -> None:
        try:
            fresh = rewrite(self.lesson, function, at)
        except ExpressionError as error:
            self.say(f"{error}. The lesson is as it was.")
            return
        left = self.lesson.family if fresh.family is None else None
        self.go(fresh)
        self.open()
        if left is not None:
            self.say(words.parameters_left(left))

    def do_predict(self) -> Talk:
        """What limit the learner expects."""
        before = self.lesson
        self.go(transitions.turn_to_a_limit(before))
        if self.lesson.concluded[self.lesson.condition]:
            self.say(words.PREDICTED_TOO_LATE)
            return
        if self.lesson.condition != before.condition:
            self.tell_state(before)
        side = Side.LEFT if self.lesson.condition == 1 else Side.RIGHT
        answer = yield Asked(f"The {side}-hand limit will be (a number, inf, -inf or none):", "limit")
        try:
            if answer is not None:
                self.take(transitions.predict(self.lesson, answer))
        except ExpressionError as error:
            self.say(str(error))

    def do_vote(self) -> Talk:
        """What the learner thinks before anything is seen."""
        yield from self._ask(learner_questions.Question.VOTE)

    def do_conclude(self) -> Talk:
        """Ask what is seen, once, and tell what is proved."""
        what = learner_questions.question(self.lesson)
        if what in (learner_questions.Question.LIMIT, learner_questions.Question.GAP):
            yield from self._ask(what)
        else:
            self.change("conclude")

    def _ask(self, what: learner_questions.Question) -> Talk:
        lesson = self.lesson
        skippable = not (lesson.quiz and what is learner_questions.Question.LIMIT)
        words = learner_questions.asks(lesson, what)
        kind = "" if what is not learner_questions.Question.LIMIT else "guess" if skippable else "limit"
        answer = yield Asked(
            f"{words.capitalize()} ({learner_questions.how(what, skippable=skippable)})", kind
        )
        try:
            if answer is not None:
                self.go(learner_questions.answered(lesson, what, answer).lesson)
        except ExpressionError as error:
            self.say(str(error))
            return
        if what is learner_questions.Question.VOTE:
            self.say(f"Your vote: {self.lesson.vote}.")
        elif self.lesson.concluded != lesson.concluded:
            self.tell_conclusion()

    def do_own(self) -> Talk:
        """A convention of one's own."""
        blocked = transitions.change_convention(self.lesson)
        if blocked.words:
            self.say(blocked.words)
            return
        answer = yield Asked("Slope (a fraction or a decimal):", "slope")
        try:
            if answer is not None:
                before = self.lesson
                self.take(transitions.adopt(before, transitions.slope(answer)))
                self.tell_state(before)
        except ExpressionError as error:
            self.say(str(error))

    def do_outline(self) -> Talk:
        """The course, and a choice from it."""
        for number, entry in enumerate(course.COURSE, start=1):
            self.say(f"{number}. {entry.title}")
        answer = yield Asked("Number of a lesson:")
        if answer is None:
            return
        numbered = {str(number): entry for number, entry in enumerate(course.COURSE, start=1)}
        chapter = numbered.get(answer.strip())
        if chapter is not None:
            self.go(course.with_settings(course.open_part(chapter.key), self.lesson))
            self.say(chapter.words)
            self.open()
        else:
            self.say(f"There is no such lesson: 1 to {len(course.COURSE)}.")

    def do_following(self) -> None:
        """The next lesson of the course."""
        lesson = course.following(self.lesson)
        if lesson is None:
            self.say("That was the last lesson. o lists the course.")
            return
        self.go(lesson)
        here = course.place(lesson)
        if here is not None:
            self.say(here[0].words)
        self.open()
