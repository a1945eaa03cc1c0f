"""The teacher's page: one row a learner, and the question before the class."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import wrap
from typing import ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.exporting import write_new
from relu_tui.app.screens.chooser import Chooser, Option
from relu_tui.app.screens.overlay import Overlay
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.calculus.side import BOTH_SIDES
from relu_tui.classroom import room as rooms
from relu_tui.classroom.ballot import ROUND_NAMES, choices
from relu_tui.classroom.class_questions import questions
from relu_tui.classroom.class_results import as_csv
from relu_tui.classroom.hub import Hub
from relu_tui.classroom.room import Room, Seat, Vote
from relu_tui.lesson import words
from relu_tui.lesson.lesson import Lesson

EVERY = 0.2
"""Seconds between two drawings, while learners come and go."""

RECORD = "class.csv"
KEYS = "c call back · v vote · s show answers · a vote again · e end vote · n names · x CSV · ↓ ↑ · q back"
ROLES = {"holds": Role.HOLDS, "fails": Role.FAILS, "undecided": Role.UNDECIDED}


class ClassPage(Overlay[None]):
    """Who is in the class, how far each is, and the vote."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "change('call_back')", show=False),
        Binding("v", "ask", show=False),
        Binding("s", "change('reveal')", show=False),
        Binding("a", "change('ask_again')", show=False),
        Binding("e", "change('end_vote')", show=False),
        Binding("n", "change('hide_names')", show=False),
        Binding("x", "record", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("q,escape", "dismiss", show=False),
    ]

    def __init__(self, hub: Hub, exports: Path, look: Look) -> None:
        """Make the page.

        Args:
            hub: The class.
            exports: The folder for the record, if it is asked for.
            look: How things are drawn.
        """
        super().__init__(look)
        self.hub = hub
        self.exports = exports
        self.top = 0
        self.said = "Nothing of a class is kept, unless you press x."
        self._due = False

    def tell(self) -> None:
        """Draw soon what has changed."""
        if not self._due:
            self._due = True
            self.set_timer(EVERY, self._draw_now)

    def _draw_now(self) -> None:
        self._due = False
        self.draw()

    # --- commands -----------------------------------------------------------------------------------

    def action_change(self, name: str) -> None:
        """Carry out one of the class's own changes."""
        changes: dict[str, Callable[[Room], Room]] = {
            "call_back": rooms.call_back,
            "reveal": rooms.reveal,
            "ask_again": rooms.ask_again,
            "end_vote": rooms.end_vote,
            "hide_names": rooms.hide_names,
        }
        self.said = ""
        self.hub.change(changes[name](self.hub.room))
        self.draw()

    def action_ask(self) -> None:
        """Choose a question, and put it to the class."""
        asked = questions(self.hub.room.lesson)

        def search(typed: str) -> list[Option]:
            return [
                Option(str(index), question.words, " · ".join(question.choices))
                for index, question in enumerate(asked)
                if all(word in question.words.lower() for word in typed.lower().split())
            ]

        def chosen(key: str | None) -> None:
            if key:
                self.said = ""
                self.hub.change(rooms.ask(self.hub.room, asked[int(key)]))

        self.app.push_screen(Chooser("ask the class", search, self.look), chosen)

    def action_record(self) -> None:
        """Write the record, as it was asked for."""
        try:
            path = write_new(self.exports, RECORD, as_csv(self.hub.room))
        except OSError as error:
            self.said = f"{RECORD} can't be written: {(error.strerror or str(error)).lower()}."
        else:
            self.said = f"Written: {path}"
        self.draw()

    def action_scroll(self, lines: int) -> None:
        """Move the list."""
        self.top = max(0, self.top + lines)
        self.draw()

    def on_frame_view_scrolled(self, message: FrameView.Scrolled) -> None:
        """Move the list by the wheel."""
        self.action_scroll(3 * message.lines)

    # --- drawing ------------------------------------------------------------------------------------

    def framed(self, width: int, height: int) -> Frame | None:
        """The learners, the vote, the keys."""
        if width < 40 or height < 8:
            return None
        inner, room = width - 2, self.hub.room
        foot = [*_vote(room, inner), *self._foot(inner)]
        space = max(1, height - 3 - len(foot))
        seats = room.present
        self.top = max(0, min(self.top, len(seats) - space))
        names = max((len(room.name_of(seat)) for seat in seats), default=4)
        rows = [row((f" seat  {'name'.ljust(max(names, 4))}  1 2 3 4  left right  where", Role.DIM))]
        rows += [
            _learner(room, seat, max(names, 4)).fit(inner, more="…")
            for seat in seats[self.top : self.top + space]
        ]
        rows += [row("")] * (space + 1 - len(rows))
        return self.look.box(Frame.of([*rows, *foot], inner, height - 2), _title(room))

    def _foot(self, width: int) -> list[Row]:
        said = [row((f" {self.said}", Role.EMPHASIS)).fit(width, more="…")] if self.said else []
        return [*said, *(row((f" {line}", Role.DIM)) for line in wrap(KEYS, width - 2))]


def _title(room: Room) -> str:
    present = room.present
    follow = sum(seat.follows for seat in present)
    return f"the class · {len(present)} here · {follow} follow"


def _learner(room: Room, seat: Seat, names: int) -> Row:
    lesson = room.lesson_of(seat)
    marks = [part for condition in range(4) for part in _mark(lesson, condition)]
    left, right = (lesson.trail(side).seen for side in BOTH_SIDES)
    where = "follows" if seat.follows else f"alone: {words.heading(lesson)}"
    return row(
        f" {seat.number:>4}  {room.name_of(seat).ljust(names)}  ",
        *marks,
        f"  {left:>3} {right:>4}   ",
        (where, Role.PLAIN if seat.follows else Role.GATHERING),
    )


def _mark(lesson: Lesson, condition: int) -> tuple[tuple[str, Role], str]:
    status = lesson.status(condition)
    return (words.GLYPHS[status], ROLES[str(status)] if status else Role.DIM), " "


def _vote(room: Room, width: int) -> list[Row]:
    vote = room.vote
    if vote is None:
        return []
    rows = [row(("─" * width, Role.DIM))]
    rows += [row((line, Role.HEADING)) for line in wrap(f" {vote.question.words}", width - 2)]
    rows.append(row((f" {_state(vote, len(room.present))}", Role.PLAIN)).fit(width, more="…"))
    return rows + (choices(vote, width) if vote.shown else [])


def _state(vote: Vote, present: int) -> str:
    taken = f"{ROUND_NAMES[len(vote.rounds) - 1]}: {len(vote.answers)} of {present} answered"
    if not vote.shown:
        return f"{taken}. s ends it and shows the answers."
    return taken if len(vote.rounds) > 1 else f"{taken}. Let them talk, then a votes again."
