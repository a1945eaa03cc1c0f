"""The largest screen that is drawn: whoever connects can say that theirs is 65535×65535."""

from __future__ import annotations

LARGEST = (800, 300)
"""Columns and rows."""


def bounded(width: int, height: int) -> tuple[int, int]:
    """A size that is drawn in place of one that was told.

    Args:
        width: Columns, as they were told.
        height: Rows, as they were told.

    Returns:
        At least one cell, and at most `LARGEST`.
    """
    return min(max(width, 1), LARGEST[0]), min(max(height, 1), LARGEST[1])
