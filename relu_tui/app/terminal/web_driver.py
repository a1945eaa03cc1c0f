"""The driver in a browser: the lesson ends with its connection, whatever ended that.

Textual's own goes on without an end where the server is killed before it could say so, takes any size
that it is told, and reads on while the app is busy with what it has read.
"""

from __future__ import annotations

import contextlib
import os
import select
import threading
from collections.abc import Callable

from textual.drivers.web_driver import WebDriver

from relu_tui.app.terminal.input_pace import MOST_UNREAD, Intake, decoder
from relu_tui.app.textual_inside import BrowserInside
from relu_tui.interface.screen_size import bounded

GRACE = 1.0
"""Seconds for which a lesson that nobody sees any more may go on, whatever it is doing."""


class VisitDriver(BrowserInside, WebDriver):
    """Textual's driver for a browser, ended with what it reads from."""

    def start_application_mode(self) -> None:
        """Begin, with a size that can be drawn."""
        self.asked_size = bounded(*(self.asked_size or (80, 24)))
        super().start_application_mode()

    def run_input_thread(self) -> None:
        """Read what the server passes on; where there will be no more, end."""
        intake = Intake(self.app, self.process_message, self._soon, self.exit_event, debug=self.debugging)
        decode = decoder("utf-8")
        while not self.exit_event.is_set():
            if not select.select([0], [], [], 0)[0]:
                intake.pause()
            if not select.select([0], [], [], 0.05 if intake.source.waiting else 0.1)[0]:
                intake.tick()
                continue
            data = os.read(0, MOST_UNREAD)
            if not data:
                self._end()
                return
            for kind, payload in self.parcels(data):
                if kind != "D":
                    self.take_note(kind, payload)
                    continue
                for start in range(0, len(payload), MOST_UNREAD):
                    intake.take(decode(payload[start : start + MOST_UNREAD]))

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Act upon what the server says of the page.

        Args:
            packet_type: What it is about.
            payload: What it says.
        """
        if packet_type == "resize":
            match payload:
                case {"width": int(width), "height": int(height)}:
                    columns, rows = bounded(width, height)
                    super().on_meta(packet_type, {"width": columns, "height": rows})
        elif packet_type in ("focus", "blur", "quit"):
            super().on_meta(packet_type, payload)

    def _end(self) -> None:
        """End with the connection; if that does not come about in time, in any way."""
        last_resort = threading.Timer(GRACE, os._exit, [0])
        last_resort.daemon = True
        last_resort.start()
        self._soon(self.app.exit)

    def _soon(self, call: Callable[..., object], *arguments: object) -> None:
        """Let the app's loop call something, if there still is one."""
        with contextlib.suppress(RuntimeError):
            self.loop.call_soon_threadsafe(call, *arguments)
