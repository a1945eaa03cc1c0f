"""What a session needs of the connection to one person's terminal, whatever carries it."""

from __future__ import annotations

from typing import Protocol

from textual.geometry import Size

LARGEST_OUTPUT = 256 * 1024
"""Bytes that may wait to be read at the other end; beyond it a session draws nothing until they are read."""


MOST_EARLY = 4096
"""Bytes kept of what is typed before there is an app to take it."""


class Terminal(Protocol):
    """What takes in what comes from the other end: the driver of a running app."""

    def receive(self, data: bytes) -> None:
        """Take what was typed."""

    def resized(self) -> None:
        """Note that the size of the link is another."""

    def relieved(self) -> None:
        """Note that the link takes output again."""


class Link(Protocol):
    """A connection to a person's terminal.

    Attributes:
        terminal: What takes in what comes; None while nothing does.
    """

    terminal: Terminal | None

    @property
    def size(self) -> Size:
        """The size of the terminal, of no more cells than are drawn."""

    @property
    def congested(self) -> bool:
        """Whether the other end does not read what it was sent."""

    def send(self, data: bytes) -> None:
        """Send bytes; nothing where the connection has ended."""

    def pause(self) -> None:
        """Let what is typed wait at the other end."""

    def resume(self) -> None:
        """Take it again."""
