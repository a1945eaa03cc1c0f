"""What the terminal that watches is like: how wide, and whether anyone reads how it goes."""

from __future__ import annotations

import sys
from shutil import get_terminal_size

WIDEST = 100
"""Characters of a line of text, where there is room."""


def width() -> int:
    """How wide lines may be."""
    if not sys.stdout.isatty():
        return WIDEST
    return max(40, min(get_terminal_size((WIDEST, 24)).columns, WIDEST))


def say(text: str) -> None:
    """Say on stderr, over what was said before, how it goes; only where someone watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
