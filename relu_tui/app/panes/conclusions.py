"""What the line of reasons says of a condition that was concluded, and of the verdict."""

from __future__ import annotations

from relu_tui.app.drawing.frame import Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.wrapping import IN_WHY, wrapped
from relu_tui.app.panes.checklist import ROLES
from relu_tui.calculus.explanation.verdict import Verdict, verdict
from relu_tui.lesson import words
from relu_tui.lesson.conclusions import reason
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
        return [banner, *wrapped(look.spell(_afterword(lesson)), width, room - 1, Role.PLAIN, more=IN_WHY)]
    if lesson.concluded[lesson.condition]:
        return wrapped(look.spell(reason(lesson)), width, room, Role.PLAIN, more=IN_WHY)
    return None


def _banner(outcome: Verdict, width: int, look: Look) -> Row:
    """The verdict across the whole width, spaced out where there is room."""
    headline, detail = look.spell(outcome.headline), look.spell(outcome.detail)
    spaced = " ".join(headline)
    text = spaced if len(spaced) + len(detail) + 12 <= width else headline
    glyph = words.GLYPHS[outcome.status]
    line = row((f"{glyph}  {text}     {detail}", ROLES[outcome.status]))
    return line.fit(width, align="center", more="…").with_role(ROLES[outcome.status])


def _afterword(lesson: Lesson) -> str:
    """What is said under the verdict: first the score of the predictions, and what there is to notice.

    The last condition makes room for the conventions at a kink; another condition chosen, for its reason.
    """
    if lesson.condition != LAST:
        return reason(lesson)
    right, asked = score(lesson)
    answers = [] if lesson.convention is not None else [judge_vote(lesson), judge_gap(lesson)]
    parts = [answer.words for answer in answers if answer is not None]
    parts += [f"Predictions right: {right} of {asked}."] if asked else []
    parts.append(remark(lesson) or reason(lesson))
    return " ".join(parts)


def remark(lesson: Lesson) -> str:
    """What there is to notice once all is concluded: in the lesson of the course, or of a kink."""
    corner, here = lesson.examination.kink, place(lesson)
    if here is not None and lesson.convention is None:
        return here[0].notice
    return describe(lesson.convention, corner) if corner is not None else ""
