"""When the collector of a process of many sessions looks for what is not used any more.

A look through the objects of 300 sessions holds everybody up for a second. So what lives is set aside
(`gc.freeze`), and looked through only when enough of it may have gone.
"""

from __future__ import annotations

import gc

from relu_tui.app.textual_inside import forget_caches_of_styles

FEWEST_ENDED = 20
"""Sessions that must have ended before all is looked through."""

EVERY = 30
"""Calls between two counts of what is set aside, which takes a moment itself."""

GROWTH = 1.15
"""By how much what is set aside may have grown since the last look, if nobody has left."""

YOUNG = 20_000
"""Objects made between two looks at what is new."""


class Keeper:
    """Decides when to collect."""

    def __init__(self) -> None:
        self._ended = 0
        self._sessions = 0
        self._kept = 0
        self._calls = 0

    def note_end(self) -> None:
        """Note that a session has ended."""
        self._ended += 1

    def tidy(self, sessions: int) -> None:
        """Collect, if it is time; to be called every few seconds.

        Args:
            sessions: How many there are.
        """
        many_left = self._ended >= max(FEWEST_ENDED, sessions // 4) or (self._ended and not sessions)
        self._calls += 1
        counted = self._calls % EVERY == 0 and sessions <= self._sessions
        if many_left or (counted and gc.get_freeze_count() > GROWTH * self._kept):
            self.look_through()
        elif gc.get_count()[0] > YOUNG // 2 or gc.get_count()[1]:
            gc.collect(1)
            gc.freeze()
        self._sessions = sessions

    def look_through(self) -> None:
        """Collect whatever is not used any more."""
        forget_caches_of_styles()
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._ended, self._kept = 0, gc.get_freeze_count()


def prepare() -> None:
    """Set aside what is there before anybody comes, and look less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 5, 10_000)
