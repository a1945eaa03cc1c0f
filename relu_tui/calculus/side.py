"""Where x stands: at a, or on a side of it."""

from __future__ import annotations

from enum import IntEnum


class Side(IntEnum):
    """Where x stands: left of a, at a itself, right of a. The number is the sign of Δx."""

    LEFT = -1
    AT = 0
    RIGHT = 1

    def __str__(self) -> str:
        """In words: `left`, `at`, `right`."""
        return self.name.lower()

    def __format__(self, spec: str) -> str:
        """In words too."""
        return format(str(self), spec)


BOTH_SIDES = (Side.LEFT, Side.RIGHT)
"""The sides of a, from left to right."""
