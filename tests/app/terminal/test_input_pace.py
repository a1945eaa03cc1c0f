"""What is taken of keys that come faster than the app can do them."""

from __future__ import annotations

import time
from threading import Event
from typing import Any

from textual.message import Message

from relu_tui.app.terminal.input_pace import FLOOD, LAST_OF_FLOOD, MOST_UNREAD, Intake


class Slow:
    """An app of which each key is to be waited for, and which catches up in so many seconds, in turn."""

    def __init__(self, *seconds: float) -> None:
        self.seconds = list(seconds)

    def call_later(self, *_: object) -> None:
        """As of an app: never called here."""

    def soon(self, _call: object, _caught_up: object, _app: object, done: Any) -> None:
        """Catch up, in the thread that asks."""
        time.sleep(self.seconds.pop(0) if self.seconds else 0)
        done()


def passed_on(app: Slow, keys: int) -> int:
    """How many of so many keys, read in pieces without a pause, come to the app."""
    taken: list[Message] = []
    intake = Intake(app, taken.append, app.soon, Event())  # type: ignore[arg-type]
    text = "l" * keys
    for start in range(0, keys, MOST_UNREAD + 1):
        intake.take(text[start : start + MOST_UNREAD + 1])
    intake.pause()
    return len(taken)


def test_a_first_key_that_is_slow_makes_no_flood_of_what_follows() -> None:
    assert passed_on(Slow(1.2 * FLOOD), 3 * MOST_UNREAD) == 3 * MOST_UNREAD


def test_of_a_flood_the_beginning_and_the_end_are_taken() -> None:
    piece = MOST_UNREAD + 1
    assert passed_on(Slow(0, 1.2 * FLOOD), 4 * piece) == 2 * piece + LAST_OF_FLOOD
