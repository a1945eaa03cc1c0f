"""The parts of Textual that it does not document, all that this program uses, by names of its own.

Whoever needs one takes it from here. `HOLDS_FOR` says in which releases they were found; each part is
looked for by `tests/app/test_textual_inside.py`, which names what is gone from another one.
"""

from __future__ import annotations

import sys
from asyncio import AbstractEventLoop
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.driver import Driver

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver as TerminalBase
    from textual.drivers.web_driver import WebDriver as BrowserBase

    DriverBase = Driver
else:
    DriverBase = TerminalBase = BrowserBase = object  # what is mixed into the platform's driver

__all__ = [
    "HOLDS_FOR",
    "BrowserInside",
    "DriverInside",
    "OwnEndApp",
    "OwnRulesStylesheet",
    "OwnSizeInside",
    "TerminalInside",
    "XTermParser",
    "forget_caches_of_styles",
]

HOLDS_FOR = ("8.2.7", "8.2.8")
"""The releases of Textual of which all of this is known to be true."""


class OwnEndApp(App[None]):
    """An app that says itself how a fault ends it."""

    @property
    def driver(self) -> Driver | None:
        """What it is shown by, once it runs."""
        return self._driver

    def _fatal_error(self) -> None:
        self.end_of_fault()

    def end_of_fault(self) -> None:
        """End, while an exception is handled that nothing took; for a subclass to override."""
        super()._fatal_error()

    def end_at_once(self, *last: RenderableType) -> None:
        """End without waiting for anything.

        Args:
            last: What is printed once the terminal is given back.
        """
        self._exit_renderables.extend(last)
        self._close_messages_no_wait()

    def leave_output(self) -> None:
        """Leave what the process prints where it goes, instead of leading it to this app."""
        led: Any = self
        led._capture_stdout, led._capture_stderr = sys.stdout, sys.stderr


class DriverInside(DriverBase):
    """What a driver knows from Textual."""

    @property
    def app(self) -> App[Any]:
        """What it shows."""
        return self._app

    @property
    def loop(self) -> AbstractEventLoop:
        """The loop in which that runs."""
        return self._loop

    @property
    def debugging(self) -> bool:
        """Whether the parser of what comes in is to write down what it does."""
        return self._debug

    @property
    def takes_mouse(self) -> bool:
        """Whether the terminal is to report the mouse."""
        return self._mouse

    @property
    def asked_size(self) -> tuple[int, int] | None:
        """The columns and rows in which it was asked to draw first."""
        return self._size

    @asked_size.setter
    def asked_size(self, size: tuple[int, int]) -> None:
        self._size = size


class TerminalInside(DriverInside, TerminalBase):
    """What the driver for a terminal of Linux or macOS knows from Textual."""

    @property
    def stream(self) -> Any:
        """Where it writes: what has `write`, `flush` and `fileno`."""
        return self._file

    @stream.setter
    def stream(self, stream: Any) -> None:
        self._file = stream

    @property
    def reads(self) -> bool:
        """Whether it reads what the terminal sends."""
        return self._key_thread is not None and self._key_thread.is_alive()

    @property
    def found_attributes(self) -> list[Any] | None:
        """How the terminal was set when it was taken, for `termios.tcsetattr`."""
        return self.attrs_before


class OwnSizeInside(TerminalInside):
    """The same, of a driver that finds the size by itself."""

    def terminal_size(self) -> tuple[int, int]:
        """The terminal's columns and rows; for a subclass to override."""
        return super()._get_terminal_size()

    def _get_terminal_size(self) -> tuple[int, int]:
        return self.terminal_size()

    def _query_in_band_window_resize(self) -> None:
        """Ask for no reports of the size."""


class BrowserInside(DriverInside, BrowserBase):
    """What the driver for a browser knows from Textual."""

    def parcels(self, data: bytes) -> Iterable[tuple[str, bytes]]:
        """What the server passes on: `D` and what was typed, or `M` and what is said of the page.

        Args:
            data: A piece of it.
        """
        if self._parcels is None:
            from textual.drivers._byte_stream import ByteStream

            self._parcels = ByteStream()
        found: Iterable[tuple[str, bytes]] = self._parcels.feed(data)
        return found

    _parcels: Any = None

    def take_note(self, kind: str, said: bytes) -> None:
        """Have `on_meta` called with what is said of the page."""
        self._on_meta(kind, said)


class OwnRulesStylesheet(Stylesheet):
    """A style sheet that says itself how rules are made of a text."""

    def variables(self) -> dict[str, str]:
        """The variables of its text, with their values."""
        return self._variables.copy()

    def _parse_rules(self, css: str, *where: Any, **how: Any) -> list[RuleSet]:
        return self.read_rules(css, where, how)

    def read_rules(self, css: str, where: tuple[Any, ...], how: dict[str, Any]) -> list[RuleSet]:
        """The rules of a text; for a subclass to override.

        Args:
            css: The text.
            where: Where it stands, as Textual tells it.
            how: How its rules are ranked, likewise.
        """
        parse: Any = super()._parse_rules
        rules: list[RuleSet] = parse(css, *where, **how)
        return rules


def forget_caches_of_styles() -> None:
    """Let go of screens that are no more: Textual keeps a thousand of their caches by a cache of its own."""
    from textual._styles_cache import StylesCache

    StylesCache.get_inner_outer.cache_clear()
