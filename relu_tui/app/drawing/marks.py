"""What lines are drawn with."""

from enum import Enum


class Marks(Enum):
    """As fine as the terminal's font allows."""

    BRAILLE = "braille"
    """2×4 dots a cell."""
    BLOCK = "block"
    """2×2 dots a cell, for fonts without Braille."""
    ASCII = "ascii"
    """One dot a cell, and nothing in the frame outside ASCII."""
