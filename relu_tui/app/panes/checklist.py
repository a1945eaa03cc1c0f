"""The checklist of the four conditions."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from relu_tui.app.drawing.frame import Frame, Role, Row, blank, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.wrapping import IN_WHY, wrapped
from relu_tui.app.panes.arrangement import WIDE
from relu_tui.calculus.status import Status
from relu_tui.lesson import words
from relu_tui.lesson.checklist import Item
from relu_tui.lesson.checklist import checklist as lines_of
from relu_tui.lesson.lesson import Lesson

CERTIFIED = "∎"
"""What stands after a condition that a second proof confirms: it ends a proof in books."""

GATHERING = words.GLYPHS["gathering"]

ROLES = {
    Status.HOLDS: Role.HOLDS,
    Status.FAILS: Role.FAILS,
    Status.UNDECIDED: Role.UNDECIDED,
}


ASKED = (
    "f(a+Δx) comes as near to f(a) as you like.",
    "The slopes from the left come to one number.",
    "The slopes from the right come to one number.",
    "Both are the same number: the gap closes.",
)
"""What each condition asks, where there is room to say it."""

EACH, EACH_WIDE = 3, 2
"""Lines below each condition in which that is said, and then what is proved; fewer where they are long."""


def checklist(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The checklist pane, of exactly this size; without a box where there is room for four lines only."""
    outcome = _outcome(lesson)
    each = EACH if width < WIDE else EACH_WIDE
    below = _below(lesson) if height - 2 > (1 + each) * len(ASKED) else ()
    return _drawn(
        lines_of(lesson), below, each, lesson.condition, outcome, words.point(lesson), width, height, look
    )


def _below(lesson: Lesson) -> tuple[str, ...]:
    """What stands below each condition: why it has its status, or what it asks."""
    if not any(lesson.concluded):
        return ASKED
    from relu_tui.lesson.conclusions import reason  # the first frame need not wait for the engine

    return tuple(
        reason(replace(lesson, condition=index)) if lesson.concluded[index] else asked
        for index, asked in enumerate(ASKED)
    )


@lru_cache(maxsize=4)  # most steps leave it as it is
def _drawn(
    lines: tuple[Item, ...],
    below: tuple[str, ...],
    each: int,
    chosen: int,
    outcome: Row,
    point: str,
    width: int,
    height: int,
    look: Look,
) -> Frame:
    boxed = height > len(lines) + 1
    inner_width, inner_height = (width - 2, height - 2) if boxed else (width, height)
    if inner_width < 8:
        return Frame.of((), width, height)
    if height < len(lines):
        return Frame.of(_in_pairs(lines, chosen, width), width, height)
    rows: list[Row] = []
    for index, item in enumerate(lines):
        rows.append(_line(item, inner_width, chosen=index == chosen))
        if below:
            said = wrapped(look.spell(below[index]), inner_width - 4, each, Role.DIM, more=IN_WHY)
            rows += [blank(4).then(line) for line in said] + [blank(0)] * (each - len(said))
    if not boxed:
        return Frame.of(rows, width, height)
    title = f"differentiable at {point}?"
    if len(title) > inner_width - 2:
        title = "differentiable?"
    if below and inner_height > len(rows) + 1 and rows[-1].text.strip():
        rows.append(blank(0))
    if inner_height > len(rows):
        rows.append(outcome)
    return look.box(Frame.of(rows, inner_width, inner_height), title)


def _in_pairs(lines: tuple[Item, ...], chosen: int, width: int) -> list[Row]:
    """The first half of the conditions on the left, the second on the right."""
    half, left = len(lines) // 2, width // 2
    cells = [
        _line(item, width - left if index >= half else left, chosen=index == chosen, brief=True)
        for index, item in enumerate(lines)
    ]
    return [one.then(other) for one, other in zip(cells[:half], cells[half:], strict=True)]


def _line(item: Item, width: int, *, chosen: bool, brief: bool = False) -> Row:
    """One condition: cursor, glyph, name, what was found, state; in shorter words where they were cut."""
    role = ROLES[item.status] if item.status else Role.PLAIN if item.glyph == GATHERING else Role.DIM
    mark = f" {CERTIFIED}" if item.certified else ""
    name, value, state = _forms(item, width - 3 - len(mark), brief=brief)
    edge = " " if len(" ".join(filter(None, (name, value, state)))) < width - 3 - len(mark) else ""
    text = row(
        ("▸" if chosen else " ", Role.KEY),
        (f"{item.glyph} ", role),
        (name, Role.EMPHASIS if chosen else Role.PLAIN),
        (f" {value}" if value else "", role),
    )
    state = f" {state}" if state else ""
    room = max(width - len(state) - len(mark) - len(edge), 0)
    return text.fit(room, more="…").then(row((state, role), (mark, Role.DIM), edge))


def _forms(item: Item, room: int, *, brief: bool = False) -> tuple[str, str, str]:
    """The longest name, value and state that fit together; the value is the last to be shortened.

    They end a blank before the edge, or where everything would be cut, at the edge itself. In brief, the
    sign alone says that a limit was found, or the state alone that there is none.
    """
    every = [(name, value, state) for value in item.values for state in item.states for name in item.names]
    if brief and item.status is not None:
        every += [(item.names[-1], value, "") for value in item.values if value]
        every += [(item.names[-1], "", state) for state in item.states]
    return next(
        (
            forms
            for within in (room - 1, room)
            for forms in every
            if len(" ".join(filter(None, forms))) <= within
        ),
        every[-1],
    )


def _outcome(lesson: Lesson) -> Row:
    """What the four come to, on the line below them."""
    if not lesson.done:
        return row(("   all four hold ⇔ differentiable", Role.DIM))
    from relu_tui.calculus.explanation.verdict import verdict  # the first frame need not wait for the engine

    outcome = verdict(lesson.examination)
    glyph = words.GLYPHS[outcome.status]
    return row((f" {glyph} {outcome.headline.lower()}", ROLES[outcome.status]))
