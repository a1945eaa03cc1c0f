"""One session of an SSH connection: the link to a person's terminal."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping

import asyncssh
from textual.geometry import Size

from relu_tui.app.terminal.known_terminals import PLACES_NO_TEXT, of_channel
from relu_tui.classroom.connection import LARGEST_OUTPUT, MOST_EARLY, Terminal
from relu_tui.classroom.host import Host
from relu_tui.interface.screen_size import bounded

PLAIN = "plain"
"""The name under which one has the lesson in lines; `plain-ada` has a name too."""

KEPT_VARIABLES = ("LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "NO_COLOR")
LONGEST_VARIABLE = 64

NO_COMMAND = "relu-tui: there is only the lesson here: ssh without a command opens it.\r\n"
NO_TERMINAL = "relu-tui: this is not a terminal: say ssh -t, or ssh plain@HOST for the lesson in lines.\r\n"


class SSHVisit(asyncssh.SSHServerSession[bytes]):
    """One session of a connection: the link to a person's terminal."""

    def __init__(self, host: Host, connection: asyncssh.SSHServerConnection) -> None:
        self._terminal: Terminal | None = None
        self._early = b""
        self._host = host
        self._connection = connection
        self._term: str | None = None
        self._size = Size(80, 24)
        self._command = False
        self._blocked = [False, False]
        self._open = True
        self._ended = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    # --- asyncssh's side ----------------------------------------------------------------------------

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Take the channel."""
        self._channel = chan
        chan.set_write_buffer_limits(LARGEST_OUTPUT)

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        """Take the terminal's name and size."""
        del term_modes
        self._term = term_type[:LONGEST_VARIABLE]
        self._size = _bounded(*term_size[:2])
        return True

    def shell_requested(self) -> bool:
        """Open the lesson."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Take a command, to say that there is none."""
        del command
        self._command = True
        return True

    def session_started(self) -> None:
        """Begin."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Pass on what was typed; what comes before there is a lesson waits for it."""
        del datatype
        if self._terminal is not None:
            self._terminal.receive(data)
        else:
            self._early = (self._early + data)[:MOST_EARLY]

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Pass on the new size."""
        del pixwidth, pixheight
        self._size = _bounded(width, height)
        if self.terminal is not None:
            self.terminal.resized()

    def eof_received(self) -> bool:
        """End with what is typed."""
        self._ended.set()
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        """End with the connection."""
        del exc
        self._open = False
        self._ended.set()

    def pause_writing(self) -> None:
        """Note that what was sent waits to be read."""
        self.block(by_connection=False)

    def resume_writing(self) -> None:
        """Note that it was read."""
        self.unblock(by_connection=False)

    # --- the lesson's side --------------------------------------------------------------------------

    @property
    def terminal(self) -> Terminal | None:
        """What takes in what comes; None while nothing does."""
        return self._terminal

    @terminal.setter
    def terminal(self, terminal: Terminal | None) -> None:
        self._terminal = terminal
        if terminal is not None and self._early:
            early, self._early = self._early, b""
            terminal.receive(early)

    @property
    def size(self) -> Size:
        """The size of the terminal."""
        return self._size

    @property
    def congested(self) -> bool:
        """Whether the other end does not read."""
        return any(self._blocked)

    def send(self, data: bytes) -> None:
        """Send bytes."""
        if self._open:
            with contextlib.suppress(OSError):
                self._channel.write(data)

    def pause(self) -> None:
        """Let what is typed wait."""
        self._channel.pause_reading()

    def resume(self) -> None:
        """Take it again."""
        if self._open:
            self._channel.resume_reading()

    def cut(self) -> None:
        """End the connection."""
        self._connection.abort()

    def block(self, *, by_connection: bool) -> None:
        """Send no more."""
        self._blocked[by_connection] = True

    def unblock(self, *, by_connection: bool) -> None:
        """Send again."""
        before = self.congested
        self._blocked[by_connection] = False
        if before and not self.congested and self.terminal is not None:
            self.terminal.relieved()

    async def _run(self) -> None:
        status = 1
        try:
            status = await self._session()
        finally:
            if self._open:
                self._channel.exit(status)

    async def _session(self) -> int:
        if self._command:
            self._tell(NO_COMMAND)
            return 2
        name = str(self._connection.get_extra_info("username", ""))
        first, _, rest = name.partition("-")
        if first == PLAIN:
            look = of_channel(self._variables()).look
            session = self._host.tell(self, rest, look, echoes=self._term is not None)
        elif self._term is None or self._term in PLACES_NO_TEXT:
            self._tell(NO_TERMINAL)
            return 2
        else:
            session = self._host.receive(self, name, of_channel(self._variables()))
        received = asyncio.create_task(session)
        ended = asyncio.create_task(self._ended.wait())
        await asyncio.wait((received, ended), return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not received.done():
            self._host.hang_up(self)
        return await received

    def _tell(self, words: str) -> None:
        """Say something outside the lesson, where errors are said."""
        with contextlib.suppress(OSError):
            self._channel.write_stderr(words.encode())

    def _variables(self) -> dict[str, str]:
        """What came with the session of the variables that tell of a terminal."""
        sent = self._channel.get_environment_bytes()
        found = {"TERM": self._term or ""}
        for name in KEPT_VARIABLES:
            value = sent.get(name.encode(), b"")
            if value:
                found[name] = value[:LONGEST_VARIABLE].decode("ascii", "replace")
        return found


def _bounded(width: int, height: int) -> Size:
    """A size that is drawn; the usual one where none is told."""
    if not (width and height):
        return Size(80, 24)
    return Size(*bounded(width, height))
