"""A driver that leaves the terminal as it found it, whatever ends the program or comes in.

Textual's own driver dies of a signal with the terminal still its own, starts a second time when it is
continued without having been suspended, lets one byte that is not UTF-8 or one number too large in a
sequence end the program, and waits without end for a terminal that is gone.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import termios
import threading
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from textual import events
from textual.driver import Driver
from textual.message import Message
from textual.messages import InBandWindowResize

from relu_tui.app.terminal.input_pace import MOST_UNREAD, Intake, decoder
from relu_tui.app.terminal.round_trip import Link
from relu_tui.app.textual_inside import OwnSizeInside
from relu_tui.interface.guard import AT_REST
from relu_tui.interface.screen_size import bounded
from relu_tui.interface.text_encoding import stream_encoding

if TYPE_CHECKING:
    from textual.app import App

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
"""Signals that ask the program to end."""

GRACE = 1.0
"""Seconds for which a program that was asked to end may go on, whatever it is doing."""

GONE = 128 + signal.SIGHUP
"""The exit status where the terminal has gone, as a shell would tell it."""


class Outlet:
    """The way to the terminal: what is written gets there whole, or the terminal is gone and that is told.

    A text stream ends in an error where the terminal is gone, is set not to wait, or where a character
    can't be encoded; and an error in the thread that writes would stop the program without ending it.
    """

    def __init__(self, stream: TextIO, gone: Callable[[], None]) -> None:
        """Make it.

        Args:
            stream: The stream to the terminal.
            gone: Called once the terminal is gone.
        """
        self._stream = stream
        self._gone = gone
        self._pending = b""
        self.encoding = stream_encoding(stream)
        strict = stream.errors in (None, "strict", "surrogateescape")
        self.errors = "replace" if strict else stream.errors

    def write(self, text: str) -> None:
        """Take text, to be sent by `flush`."""
        self._pending += text.encode(self.encoding, self.errors or "replace")

    def flush(self) -> None:
        """Send what was written."""
        data, self._pending = self._pending, b""
        try:
            while data:
                try:
                    data = data[os.write(self.fileno(), data) :]
                except BlockingIOError:
                    select.select([], [self.fileno()], [])
        except OSError:
            self._gone()

    def fileno(self) -> int:
        """The descriptor."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._stream.isatty()


class SteadyDriver(OwnSizeInside):
    """What `steady` adds to a driver."""

    STOPS: ClassVar[bool] = True
    """Whether the program can be stopped, to be continued by a shell."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Standard error may lead elsewhere.
        self.stream = Outlet(sys.__stdout__ or sys.stdout, self._gone)
        self.link = Link()
        self._ended = False
        self._at_rest = True
        self._stopping = False
        self._wake_by_signals()
        for number in ENDING:
            signal.signal(number, self._asked_to_end)
        signal.signal(signal.SIGTSTP, self._asked_to_stop if self.STOPS else signal.SIG_IGN)
        signal.signal(signal.SIGCONT, self._continued)

    @property
    def can_suspend(self) -> bool:
        """Whether it may be stopped."""
        return self.STOPS

    def _wake_by_signals(self) -> None:
        """Let each signal wake the loop.

        The system may hand one to the thread that reads keys: Python then runs its handler only when the
        main thread wakes, which might be at the next key.
        """
        self._signalled, self._signals = socket.socketpair()
        for end in (self._signalled, self._signals):
            end.setblocking(False)
        self.loop.add_reader(self._signalled, self._signalled.recv, 4096)
        signal.set_wakeup_fd(self._signals.fileno(), warn_on_full_buffer=False)

    # --- ending -------------------------------------------------------------------------------------

    def _asked_to_end(self, number: int, _frame: FrameType | None) -> None:
        self._end(128 + number)

    def _gone(self) -> None:
        self._end(GONE)

    def _end(self, status: int) -> None:
        """End in good order; if that does not come about in time, in any way that mends the terminal."""
        if self._ended:
            return
        self._ended = True
        last_resort = threading.Timer(GRACE, self._leave_at_once, [status])
        last_resort.daemon = True
        last_resort.start()
        self._soon(self.app.exit, None, status)

    def _leave_at_once(self, status: int) -> None:
        """Mend the terminal and end, while the rest of the program may be stuck."""
        descriptor = self.stream.fileno()
        with contextlib.suppress(OSError, termios.error):
            if self.found_attributes is not None and not self._at_rest:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.found_attributes)
            if not self._at_rest and select.select([], [descriptor], [], 0)[1]:
                os.write(descriptor, AT_REST.encode("ascii"))
        os._exit(status)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._at_rest = False
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        super().stop_application_mode()
        self._at_rest = True

    # --- stopping and going on ----------------------------------------------------------------------

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._soon(self._stop)

    def _stop(self) -> None:
        """Give the terminal back and stop; go on where a shell continues the program."""
        self._stopping = True
        self.suspend_application_mode()
        before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        # Where no shell could continue it, the system does not stop it.
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, before)
        self._stopping = False
        self._start_again()

    def _continued(self, _number: int, _frame: FrameType | None) -> None:
        if not self._stopping:
            self._soon(self._go_on)

    def _go_on(self) -> None:
        """Take the terminal again, of which nobody knows what it shows by now."""
        if self.reads:
            self.suspend_application_mode()
        self._start_again()

    def _start_again(self) -> None:
        self.resume_application_mode()
        self.app.call_later(lambda: self.app.screen.refresh(layout=True))

    # --- what comes in ------------------------------------------------------------------------------

    def process_message(self, message: Message) -> None:
        """Pass a message on to the app, unless it tells the terminal's size: the system is asked for that.

        Args:
            message: What was read. Whoever types can type a report of any size.
        """
        if not isinstance(message, events.Resize | InBandWindowResize):
            super().process_message(message)

    def terminal_size(self) -> tuple[int, int]:
        """The terminal's size as the system tells it; variables tell what it was elsewhere, or once."""
        width, height = size_of(self.stream.fileno())
        return (width, height) if width and height else (80, 24)

    def run_input_thread(self) -> None:
        """Read what the terminal sends until the driver is stopped or the terminal is gone."""
        intake = Intake(self.app, self.process_message, self._soon, self.exit_event, debug=self.debugging)
        decode = decoder(stream_encoding(sys.__stdin__))
        while not self.exit_event.is_set():
            if not select.select([self.fileno], [], [], 0)[0]:
                intake.pause()
            if select.select([self.fileno], [], [], 0.05 if intake.source.waiting else 0.1)[0]:
                try:
                    data = os.read(self.fileno, MOST_UNREAD)
                except OSError:
                    data = b""
                if not data:
                    self._gone()
                    return
                text = decode(data)
                self.link.hear(text)
                intake.take(text)
            else:
                intake.tick()

    def _soon(self, call: Callable[..., object], *arguments: object) -> None:
        """Let the app's loop call something, if there still is one."""
        with contextlib.suppress(RuntimeError):
            self.loop.call_soon_threadsafe(call, *arguments)


def size_of(descriptor: int) -> tuple[int, int]:
    """The size in which a terminal is drawn on, in columns and rows.

    Args:
        descriptor: Where it is open.

    Returns:
        Its size, but no more than is drawn; zeros if it has none or is none.
    """
    try:
        width, height = os.get_terminal_size(descriptor)
    except (OSError, ValueError):
        return 0, 0
    return bounded(width, height) if width and height else (0, 0)


def steady(driver_class: type[Driver], *, stops: bool = True) -> type[Driver]:
    """Make a driver that leaves the terminal as it found it.

    Args:
        driver_class: The class that `App.get_driver_class` gives.
        stops: Whether the program may be stopped, to be continued by a shell.

    Returns:
        A subclass of it and of `SteadyDriver` where it is the driver for a terminal on Linux or macOS,
        or derived from that; else the class itself.
    """
    try:
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:  # no terminals of that kind here
        return driver_class
    if not issubclass(driver_class, LinuxDriver) or issubclass(driver_class, SteadyDriver):
        return driver_class
    return type(f"Steady{driver_class.__name__}", (SteadyDriver, driver_class), {"STOPS": stops})
