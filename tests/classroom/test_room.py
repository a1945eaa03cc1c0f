"""A class as a value: coming and going, following, voting."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from relu_tui.classroom import room as rooms
from relu_tui.classroom.class_questions import questions
from relu_tui.classroom.class_results import as_csv
from relu_tui.classroom.room import Room
from relu_tui.lesson.transitions import begin, closer, conclude


def entered(*names: str) -> Room:
    room = Room(begin())
    for name in names:
        room, _ = rooms.join(room, name)
    return room


def test_whoever_comes_in_follows_the_teacher_from_a_seat_of_their_own() -> None:
    room = entered("ada", "", "ada")
    assert list(room.seats) == [1, 2, 3]
    assert all(seat.follows for seat in room.present)
    shown = rooms.show(room, closer(room.lesson).lesson)
    assert {shown.lesson_of(seat).left.seen for seat in shown.present} == {1}


def test_one_who_went_alone_stands_still_until_they_come_back() -> None:
    room = rooms.go_alone(entered("ada", "ben"), 1, begin("abs"))
    room = rooms.show(room, closer(room.lesson).lesson)
    assert room.lesson_of(room.seats[1]) == begin("abs")
    assert room.lesson_of(room.seats[2]) == room.lesson
    assert rooms.come_back(room, 1).seats[1].follows
    called = rooms.call_back(room)
    assert all(seat.follows for seat in called.present)
    assert called.calls == 1


def test_a_name_that_comes_back_finds_its_seat_and_its_votes() -> None:
    room = rooms.ask(entered("ada", "ben"), questions(begin())[0])
    room = rooms.leave(rooms.answer(room, 1, 1), 1)
    assert [seat.name for seat in room.present] == ["ben"]
    room, number = rooms.join(room, "ada")
    assert number == 1
    assert room.vote is not None
    assert room.vote.answers == {1: 1}


def test_a_vote_has_two_rounds_each_hidden_until_it_is_shown() -> None:
    room = rooms.ask(entered("ada", "ben"), questions(begin())[0])
    room = rooms.answer(rooms.answer(room, 1, 0), 2, 0)
    room = rooms.answer(room, 2, 1)
    room = rooms.reveal(room)
    assert room.vote is not None
    assert room.vote.shown
    assert rooms.answer(room, 1, 2) is room
    again = rooms.ask_again(room)
    assert again.vote is not None
    assert not again.vote.shown
    again = rooms.reveal(rooms.answer(rooms.answer(again, 1, 1), 2, 1))
    assert again.vote is not None
    assert [again.vote.counts(turn) for turn in (0, 1)] == [(1, 1, 0), (0, 2, 0)]
    assert rooms.ask_again(again) is again
    assert rooms.end_vote(again).vote is None


@pytest.mark.parametrize("choice", [-1, 3, 99])
def test_an_answer_that_is_no_choice_is_not_taken(choice: int) -> None:
    room = rooms.ask(entered("ada"), questions(begin())[0])
    assert rooms.answer(room, 1, choice) is room


@pytest.mark.parametrize("function", ["relu", "abs(x)*3", "cbrt", "x*sin(1/x)", "1/x"])
def test_the_slopes_to_choose_from_hold_those_of_the_lesson_and_others(function: str) -> None:
    _, _, left, right, *_ = questions(begin(function, "0"))
    assert left.choices == right.choices
    assert len(set(left.choices)) == len(left.choices) <= 9
    assert {"0", "1", "there is none", "not sure"} < set(left.choices)


def test_the_record_has_a_row_a_learner_with_both_rounds() -> None:
    room = rooms.ask(entered("ada", "=1+1"), questions(begin())[0])
    room = rooms.ask_again(rooms.answer(room, 1, 0))
    room = rooms.reveal(rooms.answer(room, 1, 1))
    lesson = room.lesson
    for _ in range(3):
        lesson = closer(lesson).lesson
    rows = list(csv.DictReader(StringIO(as_csv(rooms.show(room, conclude(lesson).lesson)))))
    assert [(row["seat"], row["name"], row["1"], row["left"]) for row in rows] == [
        ("1", "ada", "holds", "3"),
        ("2", "11", "holds", "3"),
    ]
    first, second = (name for name in rows[0] if "differentiable" in name)
    assert (rows[0][first], rows[0][second]) == ("yes", "no")
    anonymous = as_csv(rooms.hide_names(room))
    assert "ada" not in anonymous


def test_the_room_forgets_those_who_have_gone_before_it_grows_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rooms, "MOST_SEATS", 20)
    room = Room(begin())
    for visit in range(30):
        room, number = rooms.join(room, f"learner {visit}")
        room = rooms.leave(room, number)
    assert list(room.seats) == list(range(11, 31))


@pytest.mark.parametrize("name", ["\x1b[2J", "a\nb", "x" * 500, "\u202eevil", "😀"])
def test_a_name_can_neither_steer_a_terminal_nor_fill_it(name: str) -> None:
    shown = rooms.readable(name)
    assert shown.isprintable()
    assert len(shown) <= rooms.LONGEST_NAME
    assert not set("\x1b\n\u202e") & set(shown)
