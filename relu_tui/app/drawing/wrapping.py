"""Sentences on as many lines as there are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from textwrap import wrap

from relu_tui.app.drawing.frame import Role, Row, row

IN_WHY = " … (w: all of it)"
"""What ends a sentence that was cut and that the page of the argument has in full."""


END_OF_SENTENCE = re.compile(r"(?<=[.?!]) +")


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


def fitting(parts: Sequence[str], importance: Sequence[int], width: int, room: int) -> str:
    """As much of a text as there is room for in whole sentences, its parts in their order.

    The first sentence of what must be said first is there in any case, and may have to be cut.

    Args:
        parts: The parts; empty ones are left out.
        importance: The indices of the parts, what must be said first.
        width: In cells.
        room: How many lines there are.
    """
    kept: dict[int, str] = {}
    for index in importance:
        sentences = [sentence for sentence in END_OF_SENTENCE.split(parts[index]) if sentence]
        for count in range(len(sentences), 0, -1):
            tried = {**kept, index: " ".join(sentences[:count])}
            if len(wrap(_together(tried), max(width - 2, 8))) <= room or (count == 1 and not kept):
                kept = tried
                break
    return _together(kept)


def _together(parts: Mapping[int, str]) -> str:
    return " ".join(parts[index] for index in sorted(parts))


@lru_cache(maxsize=16)  # from step to step most say the same
def _rows(text: str, width: int, room: int, role: Role, more: str) -> tuple[Row, ...]:
    if room < 1:
        return ()
    lines = wrap(text, max(width - 2, 8)) or [""]
    if len(lines) > room:
        last = lines[room - 1]
        lines = [*lines[: room - 1], last[: max(width - 2 - len(more), 0)].rstrip() + more]
    return tuple(row(" ", (line, role)) for line in lines)
