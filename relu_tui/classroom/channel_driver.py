"""A Textual driver on a connection: no terminal device, no thread, no signal, so that many fit a process."""

from __future__ import annotations

import asyncio
import contextlib
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import events
from textual.driver import Driver
from textual.message import Message
from textual.messages import InBandWindowResize

from relu_tui.app.terminal.catching_up import when_caught_up
from relu_tui.app.terminal.diffing_driver import Differ
from relu_tui.app.terminal.input_pace import MOST_UNREAD
from relu_tui.app.terminal.input_parser import TerminalInput
from relu_tui.app.terminal.shadow_screen import Screen
from relu_tui.app.textual_inside import DriverInside
from relu_tui.classroom.bounds import Allowance
from relu_tui.classroom.shared_picture import ENTER, MOUSE
from relu_tui.interface.guard import AT_REST

if TYPE_CHECKING:
    from textual.app import App

    from relu_tui.classroom.guest import Guest

KEYS_A_SECOND = 50.0
"""Keys taken from one session; a key that is held repeats some thirty times a second."""

BURST = 100.0
"""Keys taken at once before that counts."""

SIZES_A_SECOND = 4.0
"""Sizes of one terminal that are drawn for; the last is drawn for always."""

MOST_WAITING = 8 * MOST_UNREAD
"""Bytes typed ahead before the other end has to wait."""

PATIENCE = 3.0
"""Seconds given to the app to catch up with a key, before the next is passed on all the same."""

SOON = 0.02
"""Seconds between two looks whether what a key asked for has been worked out."""

LEAVING = ("escape", "ctrl+c")
"""Keys that wait for no work: they leave it."""


class ChannelDriver(DriverInside, Driver):
    """Shows an app at the other end of a link, and sends only what differs from what is there.

    While the terminal shows a picture that others see too, the app draws for nobody.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._guest: Guest = app  # type: ignore[assignment]  # nothing else names this driver
        self._link = self._guest.link
        self._differ = Differ()
        self._source = TerminalInput(time.monotonic)
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._typed = bytearray()
        self._came = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None
        self._missed = False
        """Whether something was not sent, as nobody read."""
        self._woken = False
        """Whether the app has to catch up with the class before it takes a key."""
        self._keys = Allowance(KEYS_A_SECOND, BURST)
        self._sizes = Allowance(SIZES_A_SECOND, 1.0)
        self._resizing: asyncio.TimerHandle | None = None

    # --- output -------------------------------------------------------------------------------------

    def write(self, data: str) -> None:
        """Send what differs from what the terminal shows; nothing while nobody reads.

        Args:
            data: What Textual would send.
        """
        if self._guest.viewer is not None:
            return
        if self._link.congested:
            self._missed = True
            return
        self._differ.resize(*self._link.size)
        output = self._differ.feed(data)
        if output:
            self._link.send(output.encode("utf-8", "replace"))

    @property
    def shown(self) -> Screen:
        """What the terminal shows."""
        return self._differ.shown

    def take_over(self, shown: Screen | None) -> None:
        """Draw again, after the terminal has shown a picture.

        Args:
            shown: What it shows; None where that is not known.
        """
        self._woken = True
        if shown is not None and (shown.width, shown.height) == tuple(self._link.size):
            self._differ.adopt(shown)
        else:
            self._differ.forget()

    def invalidate(self) -> None:
        """Send the next frame whole."""
        self._differ.forget()

    def relieved(self) -> None:
        """Draw what was missed."""
        if self._guest.viewer is not None:
            self._guest.viewer.relieved()
            return
        self._guest.relieved()
        if self._missed:
            self._missed = False
            self.app.call_later(self._guest.redraw)

    # --- beginning and ending -----------------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal, and listen."""
        viewer = self._guest.viewer
        if viewer is None:
            self._link.send(ENTER + (MOUSE if self.takes_mouse else b""))
        self._link.terminal = self
        self._tell_size()
        self._reading = asyncio.create_task(self._listen())
        if viewer is not None:
            viewer.handed_over = True
            if viewer.typed:
                self.receive(viewer.typed)

    def disable_input(self) -> None:
        """Listen no more."""
        self._link.terminal = None
        if self._resizing is not None:
            self._resizing.cancel()
        if self._reading is not None:
            self._reading.cancel()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.disable_input()
        if self._guest.viewer is not None:
            self._guest.viewer.end()
        self._link.send(AT_REST.encode())

    # --- input --------------------------------------------------------------------------------------

    def receive(self, data: bytes) -> None:
        """Take what was typed; where it is more than the app can follow, the rest waits where it is.

        Args:
            data: What came.
        """
        self._guest.wake()
        self._typed += data
        self._came.set()
        if len(self._typed) > MOST_WAITING:
            self._link.pause()

    def resized(self) -> None:
        """Draw for the new size, soon."""
        if self._resizing is None:
            loop = asyncio.get_running_loop()
            self._resizing = loop.call_later(self._sizes.take(1), self._draw_for_size)

    def _draw_for_size(self) -> None:
        self._resizing = None
        self._guest.wake()
        self._differ.forget()
        self._tell_size()

    def _tell_size(self) -> None:
        size = self._link.size
        self.app.post_message(events.Resize(size, size))

    def send_message(self, message: Message) -> None:
        """Pass a message on at once: this is the app's own loop."""
        self.app.post_message(message)

    def process_message(self, message: Message) -> None:
        """Pass a message on, unless it tells the terminal's size: whoever types can type a report of any."""
        if not isinstance(message, events.Resize | InBandWindowResize):
            super().process_message(message)

    async def _listen(self) -> None:
        """Read until the session ends."""
        while True:
            timeout = 0.05 if self._source.waiting else None
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._came.wait(), timeout)
            data = bytes(self._typed[:MOST_UNREAD])
            del self._typed[:MOST_UNREAD]
            if not self._typed:
                self._came.clear()
                self._link.resume()
            if not data:
                await self._pass_on(self._source.tick())
                continue
            if self._woken:
                self._woken = False
                await self._caught_up()
            await self._pass_on(self._source.feed(self._decode(data)))
            if self._typed:
                await self._caught_up()

    async def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            begun = time.monotonic()
            if isinstance(message, events.Key | events.Paste):
                self._guest.touched()
                await self._in_time()
                if not (isinstance(message, events.Key) and message.key in LEAVING):
                    await self._worked_out()
            wait = self._guest.one_at_a_time(message)
            self.process_message(message)
            if wait:
                await self._caught_up()
            self._source.excuse(time.monotonic() - begun)

    async def _in_time(self) -> None:
        """Wait until another key may come."""
        owed, self._guest.owed = self._guest.owed, 0.0
        wait = owed + self._keys.take(1)
        if wait:
            await asyncio.sleep(wait)

    async def _worked_out(self) -> None:
        """Wait for what is worked out beside the class: a key typed ahead is meant for what comes of it."""
        if self._guest.main.working is None:
            return
        end = time.monotonic() + PATIENCE
        while self._guest.main.working is not None and time.monotonic() < end:
            await asyncio.sleep(SOON)
        await self._caught_up()

    async def _caught_up(self) -> None:
        done = asyncio.Event()
        if self.app.call_later(when_caught_up, self.app, done.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), PATIENCE)
