"""The one owner of a class's room: it takes each change, and tells every session of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from relu_tui.classroom.room import Room

Listener: TypeAlias = Callable[[], None]


class Hub:
    """Holds the room.

    Attributes:
        room: The class as it is now.
    """

    def __init__(self, room: Room) -> None:
        self.room = room
        self._listeners: dict[Listener, None] = {}

    def change(self, room: Room) -> None:
        """Go on to another room, and tell everybody."""
        if room is self.room:
            return
        self.room = room
        for listener in list(self._listeners):
            listener()

    def listen(self, listener: Listener) -> None:
        """Call this after each change."""
        self._listeners[listener] = None

    def ignore(self, listener: Listener) -> None:
        """Call it no more."""
        self._listeners.pop(listener, None)
