"""The last stage before the terminal: send only the cells that it does not show already.

Textual repaints whole stretches of a line where one cell has changed. `diffing` makes a
driver of the app's own that remembers what the terminal shows, reads the frames that
Textual writes, and sends the difference.

Textual promises nothing about how it writes a frame. What this module does not
recognize it passes on unchanged, and forgets whatever that may have altered.
"""

from __future__ import annotations

import re
import signal
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.driver import Driver

from relu_tui.app.drawing.cells import cells
from relu_tui.app.terminal.shadow_screen import DEFAULT, Cursor, Screen, Style, restyled, style_change
from relu_tui.app.terminal.steady_driver import size_of
from relu_tui.app.textual_inside import TerminalInside

if TYPE_CHECKING:
    from textual.app import App

_PLACE = re.compile(r"\x1b\[(\d+);(\d+)H")
_STYLED = re.compile(r"\x1b\[([\d;]*)m")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# What follows a placement of the cursor in a frame: a style, text, the start or the end of a link.
_PIECE = re.compile(r"\x1b\[([\d;]*)m|([^\x00-\x1f\x7f-\x9f]+)|\x1b\]8;[^\x00-\x1f\x7f-\x9f]*\x1b\\")
# What Textual sends beside frames that alters neither cells, nor style, nor the cursor's place: the bell,
# titles and the clipboard (OSC), modes of mouse, keys, cursor, wrapping and synchronized output, questions.
_HARMLESS = re.compile(
    r"(?:\x07|\x1b\](?!8;)[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\)"
    r"|\x1b\[\?(?:7|12|25|100[0-7]|101[56]|20(?:04|26|31|48))[hl]"
    r"|\x1b\[\?\d+\$p|\x1b\[[<>=]\d*u|\x1b\[[56]n|\x1b\[\d* q)+"
)
_SYNC_START, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_OTHER_SCREEN = "\x1b[?1049"


class _Chunk(NamedTuple):
    """What a frame writes from one placement of the cursor on."""

    row: int
    column: int
    text: str
    """All of it, as Textual wrote it."""
    runs: list[tuple[str, Style]] | None
    """The same as text of one cell a character with its style; None if that is not all there is."""


def _read_frame(data: str) -> list[_Chunk] | None:
    """Read what Textual writes for a frame, or give None if it is anything else."""
    before, *parts = _PLACE.split(data)
    if before or not parts:
        return None
    # There is a new line behind every row but the last, to no effect, as a placement follows.
    texts = [text.removesuffix("\n") for text in parts[2:-1:3]] + parts[-1:]
    chunks = []
    for row, column, text in zip(parts[::3], parts[1::3], texts, strict=True):
        chunk = _Chunk(max(0, int(row) - 1), max(0, int(column) - 1), text, _read_runs(text))
        if chunk.runs is None and not _is_closed(text):
            return None
        chunks.append(chunk)
    return chunks


def _read_runs(text: str) -> list[tuple[str, Style]] | None:
    """Read text with styles that begin and end in the default, or give None if there is anything else."""
    first, *parts = _STYLED.split(text)
    pieces = [first, *parts[1::2]]
    characters = "".join(pieces)
    if _CONTROLS.search(characters) or not _is_single_width(characters):
        return None
    runs: list[tuple[str, Style]] = []
    style: Style | None = DEFAULT
    for parameters, piece in zip([None, *parts[::2]], pieces, strict=True):
        if parameters is not None and style is not None:
            style = restyled(style, parameters)
        if style is None:
            return None
        if piece:
            runs.append((piece, style))
    return runs if style == DEFAULT else None


def _is_closed(text: str) -> bool:
    """Find whether a text writes to its row only, and leaves the default style behind it."""
    styles = [piece[1] for piece in _PIECE.finditer(text) if piece[1] is not None]
    return not _PIECE.sub("", text) and (not styles or styles[-1] in ("", "0"))


def _is_single_width(text: str) -> bool:
    return text.isascii() or cells(text) == text


class Differ:
    """Turns what Textual writes to a terminal into what differs from what the terminal shows."""

    def __init__(self) -> None:
        self._screen = Screen(0, 0, may_clear=False)
        self._held = ""
        self._coloured = False
        """Whether a screen that was forgotten left another style than the default behind it."""

    def resize(self, width: int, height: int) -> None:
        """Say how large the terminal is. If that is new, nothing of what it shows is known."""
        if (width, height) != (self._screen.width, self._screen.height):
            self._start_afresh(width, height)

    @property
    def shown(self) -> Screen:
        """What the terminal shows."""
        return self._screen

    def adopt(self, screen: Screen) -> None:
        """Say what the terminal shows: something else has drawn it.

        Args:
            screen: What it shows, of its size.
        """
        self._screen = screen.copy()
        self._held, self._coloured = "", False

    def forget(self) -> None:
        """Say that the terminal may show anything, so that the next frame is sent whole."""
        self._start_afresh(self._screen.width, self._screen.height)

    def _start_afresh(self, width: int, height: int) -> None:
        self._coloured = self._coloured or self._screen.style not in (None, DEFAULT)
        self._screen = Screen(width, height, may_clear=True)

    def feed(self, data: str) -> str:
        """Take what Textual writes.

        Args:
            data: All of one write.

        Returns:
            What to send to the terminal, maybe nothing.
        """
        if data == _SYNC_START:  # held back until there is something between start and end
            self._held = data
            return ""
        if data == _SYNC_END and self._held:
            self._held = ""
            return ""
        output = self._difference(data)
        if output:
            output, self._held = self._held + output, ""
        return output

    def _difference(self, data: str) -> str:
        chunks = _read_frame(data)
        if chunks is not None:
            return self._frame(chunks, data)
        if _HARMLESS.fullmatch(data):
            return data
        # Textual leaves the default style behind every frame, and this may rely on it.
        style = self._screen.style
        reset = style_change(style, DEFAULT) if style or self._coloured else ""
        self._screen = Screen(self._screen.width, self._screen.height, may_clear=_OTHER_SCREEN in data)
        self._coloured = False
        return reset + data

    def _frame(self, chunks: list[_Chunk], data: str) -> str:
        screen = self._screen
        unread = {chunk.row for chunk in chunks if chunk.runs is None}
        cursor: Cursor | None = None
        for row, start, text, runs in chunks:
            if text and row in unread:
                screen.put_unread(row, start, text)
                cursor = None
                continue
            column = start
            for characters, style in runs or ():
                screen.put(row, column, characters, style)
                column += len(characters)
            cursor = row, column
        output = screen.written(cursor)
        if self._screen is not screen:
            # A signal came in between (the terminal was resized, or suspended and resumed).
            self.forget()
            self._coloured = False
            return style_change(None, DEFAULT) + data
        if screen.style is not None:
            self._coloured = False
        return output


class DiffingDriver(TerminalInside):
    """What `diffing` adds to a driver."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._differ = Differ()

    def write(self, data: str) -> None:
        """Send what differs from what the terminal shows.

        Args:
            data: What Textual would send.
        """
        width, height = self._terminal_size()
        self._differ.resize(width, height)
        output = self._differ.feed(data) if width and height else data
        if output:
            super().write(output)

    def invalidate(self) -> None:
        """Send the next frame whole, because something else may have written to the terminal."""
        self._differ.forget()

    def _terminal_size(self) -> tuple[int, int]:
        """Ask the terminal itself for its size; zeros if it has none or is none."""
        return size_of(self.stream.fileno()) if self.stream else (0, 0)

    def start_application_mode(self) -> None:
        """Start application mode, and watch for changes of the terminal's size.

        A terminal that was made smaller and larger again between two frames has the size it
        had, and shows something else.
        """
        super().start_application_mode()  # type: ignore[no-untyped-call]
        handler = signal.getsignal(signal.SIGWINCH)

        def resized(number: int, frame: FrameType | None) -> None:
            self._differ.forget()
            if callable(handler):
                handler(number, frame)
            with suppress(RuntimeError):  # the loop has just ended
                self.loop.call_soon_threadsafe(self._show_again)

        signal.signal(signal.SIGWINCH, resized)

    def _show_again(self) -> None:
        """Have the screen drawn, unless it is meanwhile: of the same size as before, Textual does not."""
        self.app.call_later(self._draw_what_is_not_known)

    def _draw_what_is_not_known(self) -> None:
        if not self._differ.shown.complete:
            self.app.screen.refresh(layout=False)


def diffing(driver_class: type[Driver]) -> type[Driver]:
    """Make a driver that sends only what differs.

    Args:
        driver_class: The class that `App.get_driver_class` gives.

    Returns:
        A subclass of it and of `DiffingDriver` where it is the driver for a terminal on Linux or
        macOS, or derived from that; else the class itself.
    """
    try:
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:  # no terminals of that kind here
        return driver_class
    if not issubclass(driver_class, LinuxDriver) or issubclass(driver_class, DiffingDriver):
        return driver_class
    return type(f"Diffing{driver_class.__name__}", (DiffingDriver, driver_class), {})
