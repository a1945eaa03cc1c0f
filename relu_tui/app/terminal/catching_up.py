"""Waiting until the app has done with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

ROUNDS = 3
"""A key goes from the app to the widget that has the focus and back by way of the screen, and what comes
of it may do the same."""


def when_caught_up(app: App[Any], done: Callable[[], object], rounds: int = ROUNDS) -> None:
    """Call `done` once the app has done with what was passed on, and with what came of that.

    To be called in the app's loop; where the app ends first, `done` is never called.

    Args:
        app: The app.
        done: What to call.
        rounds: How often to go behind everything that waits.
    """
    if not rounds:
        done()
        return
    widget = app.focused or app.screen
    widget.call_later(app.screen.call_later, app.call_later, when_caught_up, app, done, rounds - 1)
