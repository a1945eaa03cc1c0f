"""Sentences on as many lines as there are."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap

from relu_tui.app.drawing.frame import Role, Row, row

IN_WHY = " … (w: all of it)"
"""What ends a sentence that was cut and that the page of the argument has in full."""


def wrapped(text: str, width: int, room: int, role: Role, *, more: str = " …") -> list[Row]:
    """A sentence on as many lines as there are.

    Args:
        text: The sentence.
        width: In cells.
        room: How many lines there are.
        role: What kind of text it is.
        more: What ends it where it had to be cut.
    """
    return list(_rows(text, width, room, role, more))


@lru_cache(maxsize=16)  # from step to step most say the same
def _rows(text: str, width: int, room: int, role: Role, more: str) -> tuple[Row, ...]:
    if room < 1:
        return ()
    lines = wrap(text, max(width - 2, 8)) or [""]
    if len(lines) > room:
        last = lines[room - 1]
        lines = [*lines[: room - 1], last[: max(width - 2 - len(more), 0)].rstrip() + more]
    return tuple(row(" ", (line, role)) for line in lines)
