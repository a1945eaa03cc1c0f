"""The checklist of the four conditions."""

from __future__ import annotations

from functools import lru_cache

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.calculus.status import Status
from relu_tui.lesson import words
from relu_tui.lesson.checklist import Item
from relu_tui.lesson.checklist import checklist as checklist_lines
from relu_tui.lesson.lesson import Lesson

CERTIFIED = "∎"
"""What stands after a condition that a second proof confirms: it ends a proof in books."""

ROLES = {
    Status.HOLDS: Role.HOLDS,
    Status.FAILS: Role.FAILS,
    Status.UNDECIDED: Role.UNDECIDED,
}


def checklist(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The checklist pane, of exactly this size; without a box where there is room for four lines only."""
    outcome = _outcome(lesson)
    return _drawn(
        checklist_lines(lesson), lesson.condition, outcome, words.point(lesson), width, height, look
    )


@lru_cache(maxsize=4)  # most steps leave it as it is
def _drawn(
    items: tuple[Item, ...], chosen: int, outcome: Row, point: str, width: int, height: int, look: Look
) -> Frame:
    boxed = height > len(items) + 1
    inner_width, inner_height = (width - 2, height - 2) if boxed else (width, height)
    if inner_width < 8:
        return Frame.of((), width, height)
    rows = [_line(item, inner_width, chosen=index == chosen) for index, item in enumerate(items)]
    if not boxed:
        return Frame.of(rows, width, height)
    if inner_height >= 5:
        rows.append(outcome)
    return look.box(Frame.of(rows, inner_width, inner_height), f"differentiable at {point}?")


def _line(item: Item, width: int, *, chosen: bool) -> Row:
    """One condition: cursor, glyph, name, what was found, state."""
    role = ROLES[item.status] if item.status else Role.GATHERING if item.state != "open" else Role.DIM
    text = row(
        ("▸" if chosen else " ", Role.KEY),
        (f"{item.glyph} ", role),
        (item.name, Role.EMPHASIS if chosen else Role.PLAIN),
        " ",
        (item.value, role),
    )
    state = row((item.state, role), (f" {CERTIFIED}" if item.certified else "", Role.DIM), " ")
    return text.fit(max(width - state.width - 1, 0), more="…").then(row(" "), state)


def _outcome(lesson: Lesson) -> Row:
    """What the four come to, on the line below them."""
    if not lesson.done:
        return row(("   all four hold ⇔ differentiable", Role.DIM))
    from relu_tui.lesson.conclusions import verdict_of  # the engine, which the first frame need not wait for

    verdict = verdict_of(lesson)
    glyph = words.GLYPHS[verdict.status]
    return row((f" {glyph} {verdict.headline.lower()}", ROLES[verdict.status]))
