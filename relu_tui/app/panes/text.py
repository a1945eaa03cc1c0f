"""Sentences on as many lines as there are."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap

from relu_tui.app.frame import Role, Row, row


def wrapped(text: str, width: int, room: int, role: Role) -> list[Row]:
    """A sentence on as many lines as there are, cut with a pointer to the whole."""
    return list(_rows(text, width, room, role))


@lru_cache(maxsize=16)  # from step to step most say the same
def _rows(text: str, width: int, room: int, role: Role) -> tuple[Row, ...]:
    if room < 1:
        return ()
    lines = wrap(text, max(width - 2, 8)) or [""]
    if len(lines) > room:
        more = " … (w: all of it)"
        last = lines[room - 1]
        lines = [*lines[: room - 1], last[: max(width - 2 - len(more), 0)].rstrip() + more]
    return tuple(row(" ", (line, role)) for line in lines)
