"""`relu-tui lessons`: the course."""

from __future__ import annotations

import json

from relu_tui.calculus.language.gallery import find
from relu_tui.lesson.course import COURSE


def as_text() -> str:
    """The course, lesson by lesson."""
    lines: list[str] = []
    for number, chapter in enumerate(COURSE, start=1):
        lines += [f"{number:>2}. {chapter.title}   [{chapter.key}]", f"    {chapter.words}"]
        for part in chapter.parts:
            entry = find(part.function)
            lines.append(f"    f(x) = {entry.expression if entry else part.function}  at x = {part.at}")
    return "\n".join(lines)


def as_json() -> str:
    """The course, for scripts."""
    return json.dumps(
        [
            {
                "key": chapter.key,
                "title": chapter.title,
                "words": chapter.words,
                "notice": chapter.notice,
                "parts": [{"function": part.function, "at": part.at} for part in chapter.parts],
            }
            for chapter in COURSE
        ],
        ensure_ascii=False,
        indent=1,
    )
