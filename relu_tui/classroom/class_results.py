"""What a class came to, as CSV: one row a learner. It is made only when the teacher asks for it."""

from __future__ import annotations

import csv
from io import StringIO

from relu_tui.calculus.side import BOTH_SIDES
from relu_tui.classroom.room import Room, Seat, Vote
from relu_tui.lesson.lesson import Lesson

HEADING = ("seat", "name", "present", "follows", "function", "at", "1", "2", "3", "4", "left", "right")


def as_csv(room: Room) -> str:
    """Everyone who came in: where each stands, and what each answered in both rounds of every vote."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    asked = [f"{_safe(vote.question.words)} ({turn})" for vote in room.votes for turn in ("first", "second")]
    table.writerow((*HEADING, *asked))
    for seat in room.seats.values():
        answers = [_answer(vote, turn, seat.number) for vote in room.votes for turn in (0, 1)]
        table.writerow((*_standing(room, seat), *answers))
    return out.getvalue()


def marks(lesson: Lesson) -> tuple[str, str, str, str]:
    """The status of each condition, in a word; `open` where it is not concluded."""
    one, two, three, four = (str(lesson.status(condition) or "open") for condition in range(4))
    return one, two, three, four


def _standing(room: Room, seat: Seat) -> tuple[object, ...]:
    lesson = room.lesson_of(seat)
    seen = (lesson.trail(side).seen for side in BOTH_SIDES)
    name = _safe(room.name_of(seat))
    where = (_safe(lesson.function), _safe(lesson.at))
    return seat.number, name, _word(seat.present), _word(seat.follows), *where, *marks(lesson), *seen


def _answer(vote: Vote, turn: int, number: int) -> str:
    if turn >= len(vote.rounds) or number not in vote.rounds[turn]:
        return ""
    return vote.question.choices[vote.rounds[turn][number]]


def _word(truth: bool) -> str:
    return "yes" if truth else "no"


def _safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
