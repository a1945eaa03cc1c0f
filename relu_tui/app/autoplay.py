"""Auto-play on the screen: carries out the presenter's moves, until any key takes over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from relu_tui.interface.key_commands import BY_NAME

if TYPE_CHECKING:
    from relu_tui.app.screens.main import MainScreen
    from relu_tui.lesson.autoplay_script import Beat

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""By how much the pauses are divided."""

OWN_KEYS = ("auto", "slower", "faster")
"""Commands that steer the presenter rather than take over."""


class Autoplay:
    """The presenter of a main screen.

    Attributes:
        screen: The screen.
        speed: Its place in `SPEEDS`.
    """

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.speed = SPEEDS.index(1.0)
        self._timer: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether the presenter is at work."""
        return self._timer is not None

    def toggle(self) -> None:
        """Start or stop."""
        if self.running:
            self.stop()
            self.screen.say("Auto-play is off. Go on by yourself.")
        else:
            self._announce()

    def stop(self) -> None:
        """Stop where the lesson stands."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.screen.suggest("")

    def interrupt(self, command: str) -> None:
        """Stop if the command is one of the learner's own."""
        if command not in OWN_KEYS:
            self.stop()

    def change_speed(self, by: int) -> None:
        """Go faster or slower."""
        self.speed = max(0, min(self.speed + by, len(SPEEDS) - 1))
        if self.running:
            self.screen.suggest(self._hint)
        else:
            self.screen.say(f"Auto-play at {self._pace}: a starts it.")

    @property
    def _pace(self) -> str:
        return f"×{SPEEDS[self.speed]:g}"

    @property
    def _hint(self) -> str:
        return f"Auto-play at {self._pace}: < slower, > faster, any other key takes over."

    def _announce(self) -> None:
        """Say what there is to say, and move after a pause."""
        from relu_tui.lesson.autoplay_script import next_beat  # the engine, when the presenter begins

        beat = next_beat(self.screen.current)
        if beat is None:
            self.stop()
            self.screen.suggest("That was the lesson: R starts it again, n goes on to the next one.")
            return
        if beat.sentence:
            self.screen.say(beat.sentence)
        self.screen.suggest(self._hint)
        self._timer = self.screen.set_timer(beat.pause / SPEEDS[self.speed], lambda: self._move(beat))

    def _move(self, beat: Beat) -> None:
        if not self.running:
            return
        transition = BY_NAME[beat.command].transition
        if transition is not None and self.screen.working is None:
            self.screen.work_out(partial(transition, self.screen.current), self.screen.take)
        self._announce()
