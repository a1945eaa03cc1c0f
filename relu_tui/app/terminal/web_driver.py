"""The driver in a browser: the lesson ends with its connection, whatever ended that.

Textual's own goes on without an end where the server is killed before it could say so.
"""

from __future__ import annotations

import contextlib

from textual.drivers.web_driver import WebDriver


class VisitDriver(WebDriver):
    """Textual's driver for a browser, ended with what it reads from."""

    def run_input_thread(self) -> None:
        """Read what the server passes on; where there will be no more, end."""
        super().run_input_thread()
        with contextlib.suppress(RuntimeError):  # the app's loop has ended already
            self._loop.call_soon_threadsafe(self._app.exit)
