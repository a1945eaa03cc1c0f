"""The class in lines, for screen readers: what the teacher does is told in words."""

from __future__ import annotations

import asyncio
import io
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable
from functools import partial

from relu_tui.app.drawing.look import Look
from relu_tui.app.entries import check_function, check_guess, check_limit, check_slope
from relu_tui.app.processor_alarm import interrupted
from relu_tui.app.screens.prompt import Check
from relu_tui.app.worker_thread import GIVEN_UP, MOST_SECONDS_OF_A_CLASS, LeftError, forget_left_work
from relu_tui.calculus.errors import ExpressionError
from relu_tui.classroom import room as rooms
from relu_tui.classroom.beside import Beside
from relu_tui.classroom.bounds import price
from relu_tui.classroom.connection import Link
from relu_tui.classroom.hub import Hub
from relu_tui.classroom.line_editor import LineEditor
from relu_tui.classroom.news_in_lines import of_opened, of_vote
from relu_tui.console.plain.lesson import PlainLesson
from relu_tui.console.plain.questions import Asked
from relu_tui.lesson.lesson import Lesson

CHECKS: dict[str, Check] = {
    "function": check_function,
    "limit": check_limit,
    "guess": check_guess,
    "slope": check_slope,
}

BACK = "back"
"""What is typed to follow the teacher again."""

ASKED_FOR_HELP = ("?", "help")
HELP = f"Class: {BACK}: follow the teacher again; the number of an answer, while the class votes"

WELCOME = "You follow the teacher, and hear each step. Any command of your own leaves; back comes back."
ALONE = "You are on your own now. back goes back to the class."
MOST_TOLD = 64 * 1024
"""Bytes kept of what is told while nobody reads; of more, nothing."""

BREATH = 0.02
"""Seconds between two lines that are obeyed: nobody types faster, and all others have their turn."""


class PlainVisit:
    """A session in lines.

    Attributes:
        active: When the last line came, by the monotonic clock.
        parting: What is said when the session has ended.
    """

    def __init__(
        self, link: Link, hub: Hub, number: int, beside: Beside, look: Look, *, echoes: bool
    ) -> None:
        """Make the session.

        Args:
            link: The connection.
            hub: The class.
            number: Of the learner's seat.
            beside: Where what takes long is done.
            look: What the terminal can show.
            echoes: Whether the terminal leaves it to this side to show what is typed.
        """
        self.active = time.monotonic()
        self.parting = ""
        self._link, self._hub, self._number, self._beside = link, hub, number, beside
        self._look = look
        self._editor = LineEditor(echoes=echoes)
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._out = io.StringIO()
        self._plain = PlainLesson(hub.room.lesson, self._out)
        self._talk = self._plain.talk()
        self._said: list[str | None] = []
        """What was answered to the questions of the command that is not through yet."""
        self._took = 0.0
        """Seconds of a processor that the last line took from everybody."""
        self._seen = hub.room
        self._stirred = asyncio.Event()
        self._closing = False

    # --- the link's side ----------------------------------------------------------------------------

    def receive(self, data: bytes) -> None:
        """Take what was typed."""
        echo = self._editor.feed(self._decode(data))
        if echo and not self._link.congested:
            self._link.send(echo.encode())
        self._stirred.set()

    def resized(self) -> None:
        """Lines have no size."""

    def relieved(self) -> None:
        """Tell what was not told."""
        self._stirred.set()

    def end(self) -> None:
        """End, once the lines that were typed are obeyed."""
        self._closing = True
        self._stirred.set()

    # --- the lesson ---------------------------------------------------------------------------------

    async def run(self) -> None:
        """Tell the class until the learner leaves."""
        with self._look.reading():
            await self._run()

    async def _run(self) -> None:
        self._link.terminal = self
        self._hub.listen(self._stirred.set)
        try:
            question = next(self._talk)
            self._say(WELCOME)
            self._say(question.words)
            self._say_all(of_vote(None, self._seen.vote))
            while not (self._editor.ended or self._closing):
                self._flush()
                await self._stirred.wait()
                self._stirred.clear()
                self._hear()
                while self._editor.lines and not self._editor.ended:
                    self.active = time.monotonic()
                    asked = await self._obey(question, self._editor.lines.pop(0))
                    if asked is None:
                        return
                    question = asked
                    self._flush()
                    await asyncio.sleep(BREATH + price(self._took))
        finally:
            self._flush()
            self._link.terminal = None
            self._hub.ignore(self._stirred.set)

    async def _obey(self, question: Asked, line: str) -> Asked | None:
        """Carry out a line: a vote, the way back, or a command of the lesson; None where it was to quit."""
        word = line.strip()
        if not question.kind and self._votes(word):
            return question
        if not question.kind and word.lower() == BACK:
            self._hub.change(rooms.come_back(self._hub.room, self._number))
            return question
        if not question.kind and word in ASKED_FOR_HELP:
            self._say(HELP)
        answer: str | None = line
        if question.kind:
            try:
                await self._beside.bench.judge(CHECKS[question.kind], question.typed(line), whole=True)
            except ExpressionError as error:
                self._say(f"{error}. The lesson is as it was.")
                answer = None
        before = self._plain.lesson
        self._took = 0.0
        try:
            asked = self._answered(answer)
            if asked is None:
                work = await self._beside.forks.work_out(partial(self._talk.send, answer))
                self._took += work.seconds
                work.take_in()
                asked = None if work.failed else self._answered(answer)
        except StopIteration:
            return None
        if asked is None:
            self._said.clear()
            asked = self._begun_anew()
            self._say(GIVEN_UP)
        elif asked.kind:
            self._said.append(answer)
        else:
            self._said.clear()
        if self._plain.lesson is not before:
            self._leave()
        self._say(asked.words)
        return asked

    def _answered(self, answer: str | None) -> Asked | None:
        """What is asked next; None where the answer takes too long here, and nothing has changed.

        Raises:
            StopIteration: It was to quit.
        """
        lesson, told = self._plain.lesson, self._out.tell()
        begun = time.process_time()
        try:
            with interrupted(MOST_SECONDS_OF_A_CLASS, _give_up):
                return self._talk.send(answer)
        except LeftError:
            forget_left_work()
            self._plain.lesson = lesson
            self._out.truncate(self._out.seek(told))  # not what was told by then
            self._begun_anew()
            return None
        finally:
            self._took += time.process_time() - begun

    def _begun_anew(self) -> Asked:
        """Be where the talk was before the last answer, and give its question again."""
        told = self._out.tell()
        self._talk = self._plain.talk()
        asked = next(self._talk)
        for said in self._said:
            asked = self._talk.send(said)
        self._out.truncate(self._out.seek(told))  # which was told before
        return asked

    def _leave(self) -> None:
        """Note that the learner has gone on alone."""
        if self._hub.room.seats[self._number].follows:
            self._say(ALONE)
        self._hub.change(rooms.go_alone(self._hub.room, self._number, self._plain.lesson))
        self._seen = self._hub.room

    def _votes(self, word: str) -> bool:
        """Take an answer to the question before the class, if it is one."""
        vote = self._hub.room.vote
        if vote is None or vote.shown or not (word.isascii() and word.isdigit()):
            return False
        choice = int(word[:3]) - 1
        if not 0 <= choice < len(vote.question.choices):
            return False
        self._say(f"Noted: {vote.question.choices[choice]}.")
        self._hub.change(rooms.answer(self._hub.room, self._number, choice))
        return True

    # --- the class ----------------------------------------------------------------------------------

    def _hear(self) -> None:
        """Tell what has changed in the class."""
        before, now = self._seen, self._hub.room
        if before is now or self._link.congested:
            return
        self._seen = now
        seat = now.seats[self._number]
        if seat.follows:
            was = before.seats.get(self._number)
            if was is not None and not was.follows:
                self._say("You follow the teacher again.")
            self._tell_step(now.lesson)
            self._say_all(of_opened(before.opened, now.opened))
        self._say_all(of_vote(before.vote, now.vote))

    def _tell_step(self, lesson: Lesson) -> None:
        """Tell what the teacher has come to."""
        before = self._plain.lesson
        if lesson == before:
            return
        self._plain.go(lesson)
        if (lesson.function, lesson.at) != (before.function, before.at):
            self._plain.open()
            self._plain.tell_rows()
            if any(lesson.concluded):
                self._plain.tell_list()
        elif (lesson.left, lesson.right) != (before.left, before.right):
            self._plain.tell_rows()
        elif sum(lesson.concluded) > sum(before.concluded):
            self._plain.tell_conclusion()
        else:
            self._plain.tell_state(before)

    # --- telling ------------------------------------------------------------------------------------

    def _say(self, line: str) -> None:
        self._plain.say(line)

    def _say_all(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)

    def _flush(self) -> None:
        """Send what was told."""
        if self._link.congested:
            if self._out.tell() > MOST_TOLD:
                self._out.seek(0)
                self._out.truncate()
            return
        told = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        if told:
            told = self._look.spell(told).replace("\n", "\r\n")
            self._link.send(told.encode("utf-8", "replace"))


def _give_up() -> None:
    raise LeftError
