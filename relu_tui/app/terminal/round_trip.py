"""How quickly a terminal answers: the way there and back, whatever lies between."""

from __future__ import annotations

import time
from collections.abc import Callable

QUESTION, ANSWER = "\x1b[5n", "\x1b[0n"
"""Whether all is well, and that it is (DSR of ECMA-48, 8.3.35): every terminal knows that."""

QUICK = 0.04
"""Seconds within which a quick link answers."""


class Link:
    """The link to a terminal. A terminal that never answers is asked once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Make it.

        Args:
            clock: Gives the time in seconds.
        """
        self._clock = clock
        self._asked: float | None = None
        """When it was asked what it has not answered yet."""
        self._took: float | None = None
        """Seconds that the last answer took."""

    def question(self) -> str:
        """What to send to learn how quick it is; nothing while an answer is awaited."""
        if self._asked is not None:
            return ""
        self._asked = self._clock()
        return QUESTION

    def hear(self, text: str) -> None:
        """Take what the terminal sent, in which there may be the answer."""
        if self._asked is not None and ANSWER in text:
            self._took, self._asked = self._clock() - self._asked, None

    @property
    def quick(self) -> bool:
        """Whether the last question was answered, and quickly."""
        return self._asked is None and self._took is not None and self._took <= QUICK
