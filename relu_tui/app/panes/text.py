"""Sentences on as many lines as there are."""

from __future__ import annotations

from textwrap import wrap

from relu_tui.app.frame import Role, Row, row


def wrapped(text: str, width: int, room: int, role: Role) -> list[Row]:
    """A sentence on as many lines as there are, cut with a pointer to the whole."""
    if room < 1:
        return []
    lines = wrap(text, max(width - 2, 8)) or [""]
    if len(lines) > room:
        more = " … (w: all of it)"
        last = lines[room - 1]
        lines = [*lines[: room - 1], last[: max(width - 2 - len(more), 0)].rstrip() + more]
    return [row(" ", (line, role)) for line in lines]
