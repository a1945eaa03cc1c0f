"""The lines around the panes: the heading above, the reason and the keys below."""

from __future__ import annotations

import re
from functools import lru_cache

from relu_tui.app.drawing.frame import Frame, Role, Row, blank, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.wrapping import fitting, wrapped
from relu_tui.app.panes.arrangement import FULL
from relu_tui.app.panes.speech import SILENCE, Speech
from relu_tui.interface.key_commands import AFTER, BY_NAME, FOOTER, VARYING, key_sign
from relu_tui.lesson import words
from relu_tui.lesson.course import COURSE, counterpart, place
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.suggestions import suggest

KEYS = re.compile(r"([→↓]|\b(?:Enter|Right|Down)\b|\b[A-Za-z]\b(?= for\b))")
"""Keys where they are named in what is said to press next."""


def heading(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The function and the point on the left, where the lesson stands on the right."""
    equation = words.equation(lesson)
    if lesson.family is not None:
        from relu_tui.lesson.parameters import family_equation  # the engine, which others need not wait for

        equation = family_equation(lesson.family)
    left = row(" ", (look.spell(equation), Role.HEADING))
    where = row("  ", (look.spell(words.where(lesson)), Role.HEADING))
    spare = width - left.width - where.width
    right = next((text for text in map(look.spell, _standing(lesson)) if len(text) < spare), "")
    room = width - len(right)
    if left.width + where.width > room and where.width <= room // 2:  # the function is cut, not the point
        left = left.fit(room - where.width, more="…")
    line = left.then(where).fit(max(room, 0), more="…").then(row((right, Role.DIM)))
    return Frame.of([line], width, height)


def _standing(lesson: Lesson) -> list[str]:
    """Where the lesson stands, the longest form first; the values of parameters before all else."""
    condition = f"condition {lesson.condition + 1} "
    if lesson.family is not None:
        values = words.parameters(lesson.family, marked=True)
        return [f"{values} · {condition}", f"{values} ", condition]
    chapter = place(lesson)
    if chapter is None:
        return [f"{lesson.title} · {condition}", condition] if lesson.title else [condition]
    number = f"lesson {COURSE.index(chapter[0]) + 1} of {len(COURSE)}"
    parts = len(chapter[0].parts)
    brief = f" · {chapter[1] + 1} of {parts}"
    part = f" · part {chapter[1] + 1} of {parts}" if parts > 1 else ""
    title = chapter[0].title
    short = title.rpartition(": ")[2]  # before it stands the function, as it does on the left
    return [  # which condition it is, the cursor in the checklist says too
        f"{title} · {number}{part} · {condition}",
        f"{title} · {number}{part} ",
        f"{short} · {number}{part} ",
        *([f"{title}{part} ", f"{short}{part} ", f"{short}{brief} "] if part else []),
        f"{short} · {number} ",
        f"{short} ",
        f"{number}{part} · {condition}",
        f"{number}{part} ",
        condition,
    ]


def reason(lesson: Lesson, width: int, height: int, look: Look, speech: Speech = SILENCE) -> Frame:
    """What there is to say now: an answer, the verdict, a reason, the opening; last, what to press next.

    Args:
        lesson: The lesson.
        width: In cells.
        height: In cells.
        look: Whether keys are shown as signs or, in ASCII, as words.
        speech: What the program says; it goes before everything else.
    """
    room = max(height - 1, 0)
    rows = _said(lesson, width, room, speech.words, look)[:room]
    rows += [blank(0)] * (room - len(rows))
    hints = [speech.hint] if speech.hint else [found for found in suggest(lesson)[1:] if found]
    if look.ascii_only:  # an arrow in ASCII would be the sign of another key
        hints = [look.spell(text.replace("→", "Right").replace("↓", "Down")) for text in hints]
    hint = next((text for text in hints if len(text) + 3 <= width), hints[-1])
    rows.append(row((" ▶ ", Role.KEY), *_with_keys(hint)).fit(width, more="…"))
    return Frame.of(rows, width, height)


def _with_keys(hint: str) -> list[tuple[str, Role]]:
    """A hint with its keys drawn as keys."""
    parts = KEYS.split(hint)
    return [(part, Role.KEY if KEYS.fullmatch(part) else Role.EMPHASIS) for part in parts if part]


def _said(lesson: Lesson, width: int, room: int, said: str, look: Look) -> list[Row]:
    if said:
        return wrapped(look.spell(said), width, room, Role.EMPHASIS)
    if not (lesson.left.started or lesson.right.started):
        return _opening(lesson, width, room, look)
    from relu_tui.app.panes.conclusions import (
        concluded,  # the engine, which the first frame need not wait for
    )

    found = concluded(lesson, width, room, look)
    if found is not None:
        return found
    from relu_tui.lesson.observations import watching

    parts = [look.spell(part) for part in watching(lesson)]
    told = fitting(parts, [len(parts) - 1, *range(len(parts) - 1)], width, room)
    return wrapped(told, width, room, Role.PLAIN)


def _opening(lesson: Lesson, width: int, room: int, look: Look) -> list[Row]:
    """The question; in lines that are left, the function in both its forms, and what a derivative is."""
    here = counterpart(lesson)
    question = here[0].words if here is not None else f"Is f differentiable at {words.point(lesson)}?"
    if lesson.vote:
        question = f"{question} You: {'not sure' if lesson.vote == 'unsure' else lesson.vote}."
    forms = words.equation(lesson)
    second = words.second_form(lesson)
    if lesson.family is not None:
        forms = words.with_values(lesson, lesson.family)
    elif second:
        forms = f"{forms}   that is,   {second}"
    rows = wrapped(look.spell(question), width, room, Role.EMPHASIS)
    defined = next((text for text in words.definition_in_words(lesson) if len(text) + 2 <= width), "")
    texts = [defined] if len(rows) > 1 else [forms, defined]
    return [*rows, *(row(f" {look.spell(text)}") for text in texts if text and len(text) < width)]


def footer(lesson: Lesson, width: int, height: int, look: Look) -> Frame:
    """The keys that are useful now, as many as fit."""
    names: tuple[str, ...] = VARYING if lesson.family is not None else AFTER if lesson.done else FOOTER
    if names is AFTER and lesson.examination.kink is None:  # no line goes through where there is no kink
        names = tuple(name for name in AFTER if name != "convention")
    return _keys(names, width, height, look)


@lru_cache(maxsize=8)  # the same at every step
def _keys(names: tuple[str, ...], width: int, height: int, look: Look) -> Frame:
    wanted = [name for name in names if name != "turn" or width < FULL[0]]
    entries = {name: _entry(name, look) for name in wanted}
    room = width - 1
    kept: set[str] = set()
    # However narrow the screen: how to find out more, and how to leave.
    for name in sorted(wanted, key=lambda name: name not in ("help", "quit")):
        if entries[name].width + 2 * bool(kept) <= room:
            room -= entries[name].width + 2 * bool(kept)
            kept.add(name)
    shown = [entries[name] for name in wanted if name in kept]
    line = row(" ").then(*(part for entry in shown for part in (entry, blank(2))))
    return Frame.of([line], width, height)


def _entry(name: str, look: Look) -> Row:
    command = BY_NAME[name]
    sign = key_sign(command.keys[0], in_ascii=look.ascii_only)
    return row((sign, Role.KEY), (f" {command.short}", Role.DIM))
