"""What the program says beside the lesson, in the line of reasons."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said, as one value; the main screen owns it.

    Attributes:
        words: The answer to a key, a file that was written, what a presenter says; may be empty.
        hint: What stands in place of the suggestion what to press next; empty for the usual one.
    """

    words: str = ""
    hint: str = ""


SILENCE = Speech()
