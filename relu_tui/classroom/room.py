"""The room of a class as one frozen value: who is in it, what the teacher shows, what was voted.

Every event of a class is a function from one `Room` to the next. Nothing here knows of a connection or a
clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from relu_tui.app.screens.told import Told
from relu_tui.classroom.class_questions import ClassQuestion
from relu_tui.lesson.lesson import Lesson

MOST_SEATS = 1000
"""Seats remembered; beyond them, one of those who have gone is forgotten for each who comes in."""

ROUNDS = 2
"""How often a question is voted on: alone, and again after the talk (peer instruction, Mazur 1997)."""

LONGEST_NAME = 20
"""Characters of a name that are shown."""


def _nothing() -> Mapping[int, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Seat:
    """A learner's place.

    Attributes:
        number: From 1, in the order of coming in.
        name: As the learner gave it; may be empty.
        own: The lesson of a learner who is on their own; None for one who follows the teacher.
        present: Whether the learner is connected.
    """

    number: int
    name: str
    own: Lesson | None = None
    present: bool = True

    @property
    def follows(self) -> bool:
        """Whether the learner sees what the teacher shows."""
        return self.own is None


@dataclass(frozen=True, slots=True)
class Vote:
    """A question and the answers to it.

    Attributes:
        question: What is asked.
        rounds: For each round begun, the choice of each seat, by its number.
        shown: Whether the answers are shown, and so the round is over.
    """

    question: ClassQuestion
    rounds: tuple[Mapping[int, int], ...] = field(default_factory=lambda: (_nothing(),))
    shown: bool = False

    @property
    def answers(self) -> Mapping[int, int]:
        """The choices of the last round."""
        return self.rounds[-1]

    def begins_after(self, before: Vote | None) -> bool:
        """Whether a round of it has begun since then: another question, or the same once more."""
        if before is None or (before.question, len(before.rounds)) != (self.question, len(self.rounds)):
            return True
        return before.shown and not self.shown

    def counts(self, index: int) -> tuple[int, ...]:
        """How many took each choice in a round, from 0; zeros for a round that was not begun."""
        taken = list(self.rounds[index].values()) if index < len(self.rounds) else []
        return tuple(taken.count(choice) for choice in range(len(self.question.choices)))


@dataclass(frozen=True, slots=True)
class Room:
    """One moment of a class.

    Attributes:
        lesson: What the teacher shows.
        seats: Everyone who came in, by the number of the seat, in that order.
        votes: Every question asked; the last is the one of the moment.
        voting: Whether the last question is before the class.
        anonymous: Whether names are left out wherever they would be shown or exported.
        calls: How often the teacher called everybody back.
        opened: What the teacher has opened over the lesson; None where that is the lesson alone.
    """

    lesson: Lesson
    seats: Mapping[int, Seat] = field(default_factory=_nothing)
    votes: tuple[Vote, ...] = ()
    voting: bool = False
    anonymous: bool = False
    calls: int = 0
    opened: Told | None = None

    @property
    def vote(self) -> Vote | None:
        """The question before the class, if there is one."""
        return self.votes[-1] if self.voting else None

    @property
    def present(self) -> tuple[Seat, ...]:
        """Those who are connected."""
        return tuple(seat for seat in self.seats.values() if seat.present)

    def lesson_of(self, seat: Seat) -> Lesson:
        """What a learner has on the screen."""
        return seat.own or self.lesson

    def name_of(self, seat: Seat) -> str:
        """What a learner is called where others read it."""
        return "" if self.anonymous else seat.name


# --- coming and going -----------------------------------------------------------------------------


def join(room: Room, name: str) -> tuple[Room, int]:
    """Let a learner in, who then follows the teacher.

    Whoever comes back under the name of a seat that is empty gets that seat, and what was voted from it
    stands. A learner without a name gets a new one each time.

    Returns:
        The room, and the number of the seat.
    """
    name = readable(name)
    for seat in room.seats.values():
        if name and seat.name == name and not seat.present:
            return _with(room, replace(seat, present=True, own=None)), seat.number
    number = max(room.seats, default=0) + 1
    gone = next((seat for seat in room.seats.values() if not seat.present), None)
    if gone is not None and len(room.seats) >= MOST_SEATS:
        kept = {key: seat for key, seat in room.seats.items() if seat is not gone}
        room = replace(room, seats=MappingProxyType(kept))
    return _with(room, Seat(number, name)), number


def leave(room: Room, number: int) -> Room:
    """Note that a learner's connection has ended."""
    return _changed(room, number, present=False)


def readable(name: str) -> str:
    """A name as it may be shown: letters, digits and a few signs, and not too long."""
    return "".join(c for c in name if c.isalnum() or c in " .-_'")[:LONGEST_NAME].strip()


# --- following ------------------------------------------------------------------------------------


def show(room: Room, lesson: Lesson) -> Room:
    """Show what the teacher has come to."""
    return room if lesson == room.lesson else replace(room, lesson=lesson)


def open_over(room: Room, told: Told | None) -> Room:
    """Show what the teacher has opened over the lesson, or that it is closed."""
    return room if told == room.opened else replace(room, opened=told)


def go_alone(room: Room, number: int, lesson: Lesson) -> Room:
    """Note that a learner goes on alone, and where."""
    return _changed(room, number, own=lesson)


def come_back(room: Room, number: int) -> Room:
    """Let a learner follow the teacher again."""
    return _changed(room, number, own=None)


def call_back(room: Room) -> Room:
    """Let everybody follow the teacher again."""
    seats = {key: seat if seat.follows else replace(seat, own=None) for key, seat in room.seats.items()}
    return replace(room, seats=MappingProxyType(seats), calls=room.calls + 1)


def hide_names(room: Room) -> Room:
    """Leave names out, or show them again."""
    return replace(room, anonymous=not room.anonymous)


# --- voting ---------------------------------------------------------------------------------------


def ask(room: Room, question: ClassQuestion) -> Room:
    """Put a question to the class."""
    return replace(room, votes=(*room.votes, Vote(question)), voting=True)


def answer(room: Room, number: int, choice: int) -> Room:
    """Take a learner's answer; until the round is over, it can be changed.

    Args:
        room: The room.
        number: The learner's seat.
        choice: Which choice, from 0.
    """
    vote = room.vote
    if vote is None or vote.shown or not 0 <= choice < len(vote.question.choices):
        return room
    answers = MappingProxyType({**vote.answers, number: choice})
    return _with_vote(room, replace(vote, rounds=(*vote.rounds[:-1], answers)))


def reveal(room: Room) -> Room:
    """End the round, and show the answers of every round so far."""
    return room if room.vote is None else _with_vote(room, replace(room.vote, shown=True))


def ask_again(room: Room) -> Room:
    """Put the same question once more, the answers hidden; after the last round, nothing."""
    vote = room.vote
    if vote is None or len(vote.rounds) >= ROUNDS:
        return room
    return _with_vote(room, replace(vote, rounds=(*vote.rounds, MappingProxyType({})), shown=False))


def end_vote(room: Room) -> Room:
    """Take the question away; its answers stay with the class."""
    return replace(room, voting=False)


# --- parts ----------------------------------------------------------------------------------------


def _with_vote(room: Room, vote: Vote) -> Room:
    return replace(room, votes=(*room.votes[:-1], vote))


def _with(room: Room, changed: Seat) -> Room:
    return replace(room, seats=MappingProxyType({**room.seats, changed.number: changed}))


def _changed(room: Room, number: int, **changes: object) -> Room:
    """The room with something else at a seat; the same room where that changes nothing."""
    seat = room.seats[number]
    changed = replace(seat, **changes)  # type: ignore[arg-type]
    return room if changed == seat else _with(room, changed)
