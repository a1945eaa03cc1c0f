"""What comes in from a terminal, passed on to the app no faster than it can take it.

A key that opens a screen has to be done with before the next is passed on, which then goes to that screen.
So a thousand of them in one write, or a key that something rests on, would be heard for half a minute
after. Of such a flood only the beginning and the end mean anything.
"""

from __future__ import annotations

import codecs
import time
from collections import deque
from collections.abc import Callable, Iterable
from threading import Event
from typing import TYPE_CHECKING, Any

from textual.message import Message

from relu_tui.app.terminal.catching_up import when_caught_up
from relu_tui.app.terminal.input_parser import TerminalInput

if TYPE_CHECKING:
    from textual.app import App

MOST_UNREAD = 1024
"""Bytes taken before the app has to catch up, so that a flood waits where it comes from."""

FLOOD = 1.0
"""Seconds without a pause after which what goes on coming in is a flood.

They count from when the app has caught up once: the first key may be all that is slow, since it is then that
modules are imported and a graph is first drawn.
"""

LAST_OF_FLOOD = 32
"""Events at the end of a flood that are passed on: more than anybody types ahead."""


def decoder(encoding: str) -> Callable[[bytes], str]:
    """What makes text of bytes as they come, in pieces.

    Args:
        encoding: The terminal's.

    Returns:
        A function that gives U+FFFD for what is no character, but a control of eight bits for the byte
        of it: a terminal may send those in UTF-8 too.
    """
    codecs.register_error("eight-bit", _eight_bit)
    return codecs.getincrementaldecoder(encoding)(errors="eight-bit").decode


def _eight_bit(error: UnicodeError) -> tuple[str, int]:
    """As `codecs.register_error` asks."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    first = error.object[error.start]
    return (chr(first), error.start + 1) if 0x80 <= first <= 0x9F else ("\ufffd", error.end)


class Intake:
    """Passes on what a terminal sends, in the thread that reads it.

    Attributes:
        source: Makes events of text.
    """

    def __init__(
        self,
        app: App[Any],
        pass_on: Callable[[Message], None],
        soon: Callable[..., None],
        ended: Event,
        *,
        debug: bool = False,
    ) -> None:
        """Make it.

        Args:
            app: The app.
            pass_on: Takes an event for the app.
            soon: Lets the app's loop call a function, with arguments, from this thread.
            ended: Set when nothing more is to be passed on.
            debug: As for Textual's parser.
        """
        self.source = TerminalInput(time.monotonic, debug=debug)
        self._app = app
        self._pass_on = pass_on
        self._soon = soon
        self._ended = ended
        self._since: float | None = None
        """When what comes in without a pause began, or when the app had caught up with the first of it."""
        self._has_caught_up = False
        self._last: deque[Message] = deque(maxlen=LAST_OF_FLOOD)
        self._unread = 0

    def take(self, text: str) -> None:
        """Read on.

        Args:
            text: What came.
        """
        begun = time.monotonic()
        self._since = begun if self._since is None else self._since
        self._take(self.source.feed(text, last=2 * LAST_OF_FLOOD if self._is_flood() else None))
        self._unread += len(text)
        if self._unread > MOST_UNREAD and not self._is_flood():
            self._let_app_catch_up()
            self._unread = 0
        self.source.excuse(time.monotonic() - begun)

    def pause(self) -> None:
        """Nothing more has come so far: pass on the end of a flood, if there was one."""
        self._since, self._has_caught_up = None, False
        while self._last and not self._ended.is_set():
            self._one(self._last.popleft())

    def tick(self) -> None:
        """Nothing has come for a while: give up waiting for what was begun."""
        self.pause()
        self._take(self.source.tick())

    def _is_flood(self) -> bool:
        return self._since is not None and time.monotonic() - self._since > FLOOD

    def _take(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if self._last or self._is_flood():
                self._last.append(message)
            else:
                self._one(message)

    def _one(self, message: Message) -> None:
        one_at_a_time = getattr(self._app, "one_at_a_time", None)
        wait = one_at_a_time is not None and one_at_a_time(message)
        self._pass_on(message)
        if wait:
            self._let_app_catch_up()

    def _let_app_catch_up(self) -> None:
        """Wait until the app has done with what was passed on, and with what came of that."""
        done = Event()
        self._soon(self._app.call_later, when_caught_up, self._app, done.set)
        while not done.wait(0.1) and not self._ended.is_set():
            pass
        if not self._has_caught_up:
            self._has_caught_up, self._since = True, time.monotonic()
