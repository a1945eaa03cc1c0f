"""What has changed in a class, told in lines to those who follow it in words."""

from __future__ import annotations

from collections.abc import Iterator

from relu_tui.app.screens.told import Told
from relu_tui.classroom.ballot import ROUND_NAMES
from relu_tui.classroom.room import Vote

LINE = 100
"""Characters of a line of a page that is told."""


def of_opened(before: Told | None, now: Told | None) -> Iterator[str]:
    """Tell what the teacher has opened over the lesson: all of it, and then what is new in it."""
    if now == before:
        return
    if now is None:
        yield "The teacher is back at the lesson."
        return
    told: set[str] = set()
    if before is not None and before.heading == now.heading:
        told = set(before.lines(LINE))
    else:
        yield f"The teacher shows {now.heading}."
    yield from (line for line in now.lines(LINE) if line not in told)


def of_vote(before: Vote | None, now: Vote | None) -> Iterator[str]:
    """Tell of the question before the class: that it is asked, what was answered, that it is over."""
    if now is None:
        if before is not None:
            yield "The vote is over."
    elif now.shown:
        if before is None or not before.shown:
            yield from _answers(now)
    elif now.begins_after(before):
        yield f"{ROUND_NAMES[len(now.rounds) - 1].capitalize()}: {now.question.words}"
        for index, choice in enumerate(now.question.choices, start=1):
            yield f"{index}: {choice}"
        yield "Type the number of your answer. Nobody sees the answers until they are shown."


def _answers(vote: Vote) -> Iterator[str]:
    yield "The answers of the class:"
    for index, choice in enumerate(vote.question.choices):
        counts = [f"{vote.counts(turn)[index]}" for turn in range(len(vote.rounds))]
        yield f"{choice}: {' at first, then '.join(counts)}"
