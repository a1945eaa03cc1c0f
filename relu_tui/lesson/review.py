"""What was missed in the course comes back: a part in which an answer was wrong, until it is right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from relu_tui.lesson.course import BY_KEY, COURSE, counterpart, open_part
from relu_tui.lesson.lesson import Lesson


def outcome(lesson: Lesson) -> tuple[str, bool] | None:
    """The part of the course that a lesson is at the end of, and whether every answer in it was right.

    None before the end, outside the course, and where nothing was answered: passing over is no mistake,
    and mends none.
    """
    if not lesson.done or not (lesson.vote or lesson.closes or any(lesson.predictions)):
        return None
    here = counterpart(lesson)
    if here is None:
        return None
    from relu_tui.lesson.quiz import answers, mistaken  # the engine, which saving a step does not need

    if mistaken(lesson):
        return f"{here[0].key}/{here[1]}", False
    if not any(answer.right for answer in answers(lesson)):  # not sure, or not settled
        return None
    return f"{here[0].key}/{here[1]}", True


def in_order(missed: Iterable[str]) -> list[tuple[str, int]]:
    """Keys of parts in the order of the course, each with its part; what is no part is left out."""
    wanted = set(missed)
    return [
        (chapter.key, part)
        for chapter in COURSE
        for part in range(len(chapter.parts))
        if f"{chapter.key}/{part}" in wanted
    ]


def again(key: str, part: int) -> Lesson:
    """A part once more, in which every limit has to be predicted."""
    return replace(open_part(key, part), quiz=True)


def listed(missed: list[tuple[str, int]]) -> str:
    """What there is to review, a line each."""
    if not missed:
        return "There is nothing to review: no answer was wrong, or each was put right."
    lines = []
    for key, part in missed:
        chapter = BY_KEY[key]
        several = f", part {part + 1}" if len(chapter.parts) > 1 else ""
        lines.append(f"{COURSE.index(chapter) + 1:>2}. {chapter.title}{several}")
    return "\n".join(lines)
