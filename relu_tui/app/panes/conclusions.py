"""What the line of reasons says of a condition that was concluded, and of the verdict."""

from __future__ import annotations

from typing import TypeAlias

from relu_tui.app.drawing.frame import Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.wrapping import END_OF_SENTENCE, IN_WHY, fitting, wrapped
from relu_tui.app.panes.checklist import ROLES
from relu_tui.calculus.explanation.verdict import Verdict, verdict
from relu_tui.calculus.status import Status
from relu_tui.lesson import words
from relu_tui.lesson.conclusions import reasons
from relu_tui.lesson.conventions import describe
from relu_tui.lesson.course import place
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.quiz import judge_gap, judge_vote, score

LAST = 3
"""The condition on which the verdict hangs."""


def concluded(lesson: Lesson, width: int, room: int, look: Look) -> list[Row] | None:
    """The verdict, or a reason; None where there is neither yet."""
    if lesson.done:
        banner = _banner(verdict(lesson.examination), width, look)
        afterword = _afterword(lesson)
        if lesson.condition != LAST:
            said = _wrapped(*afterword, width, room, look)
            if len(said) == room:  # who looks back at a reason knows the verdict
                return said
        return [banner, *_wrapped(*afterword, width, room - 1, look)]
    if lesson.concluded[lesson.condition]:
        return _wrapped(*_in_order(_answering(lesson)), width, room, look)
    return None


def _answering(lesson: Lesson) -> list[str]:
    """The reasons, the first as the answer to what was asked."""
    first, *others = reasons(lesson)
    if lesson.condition == 0:
        status = lesson.status(0)
        first = f"{'Yes: ' if status is Status.HOLDS else 'No: ' if status is Status.FAILS else ''}{first}"
    return [first, *others]


Parts: TypeAlias = "tuple[list[str], list[int]]"
"""Parts of a text in the order in which they are read, and their indices, the most important first."""


def _wrapped(parts: list[str], importance: list[int], width: int, room: int, look: Look) -> list[Row]:
    """As much of it as there is room for, no part of it cut but the only one."""
    told = fitting([look.spell(part) for part in parts], importance, width, room)
    return wrapped(told, width, room, Role.PLAIN, more=IN_WHY)


def _in_order(parts: list[str]) -> Parts:
    return parts, [*range(len(parts))]


def _banner(outcome: Verdict, width: int, look: Look) -> Row:
    """The verdict across the whole width, and what it rests on where there is room."""
    headline, detail = look.spell(outcome.headline), look.spell(outcome.detail)
    glyph = words.GLYPHS[outcome.status]
    told = f"{glyph}  {headline}     {detail}"
    line = row((told if len(told) <= width else f"{glyph}  {headline}", ROLES[outcome.status]))
    return line.fit(width, align="center", more="…").with_role(ROLES[outcome.status])


def _afterword(lesson: Lesson) -> Parts:
    """What is said under the verdict: first what became of the answers, then what there is to notice.

    Where there is not room for all, its first sentence and a mistake go before the vote, and these
    before the rest.
    The last condition makes room for the conventions at a kink; another condition chosen, for its reason.
    """
    if lesson.condition != LAST:
        return _in_order(reasons(lesson))
    noticed = remark(lesson) or lesson.examination.conditions[LAST].reason
    if lesson.convention is not None:
        return [noticed], [0]
    first, *others = END_OF_SENTENCE.split(noticed, maxsplit=1)
    vote, gap = judge_vote(lesson), judge_gap(lesson)
    right, asked = score(lesson)
    parts = [
        vote.words if vote else "",
        gap.words if gap else "",
        f"Predictions right: {right} of {asked}." if asked else "",
        first,
        *others,
    ]
    rest = [4] if others else []
    mistaken = gap is not None and gap.right is False
    return parts, [3, 1, 0, *rest, 2] if mistaken else [3, 0, *rest, 1, 2]


def remark(lesson: Lesson) -> str:
    """What there is to notice once all is concluded: in the lesson of the course, or of a kink."""
    corner, here = lesson.examination.kink, place(lesson)
    if here is not None and lesson.convention is None:
        return here[0].notice
    return describe(lesson.convention, corner) if corner is not None else ""
