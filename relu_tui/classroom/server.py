"""The SSH side of a class, on asyncssh: who may come in, and that nothing but the lesson can be had."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass

import asyncssh
from textual.geometry import Size

from relu_tui.app.terminal.capabilities import PLACES_NO_TEXT, of_channel
from relu_tui.classroom.access_keys import same
from relu_tui.classroom.bounds import Turn, is_near
from relu_tui.classroom.connection import LARGEST_OUTPUT, MOST_EARLY, Terminal
from relu_tui.classroom.host import TEACHER, Host
from relu_tui.interface.screen_size import bounded

WINDOW = 32 * 1024
"""Bytes that a client may send before they are read."""

RATE, BURST = 32 * 1024, 256 * 1024
"""Bytes a second taken from one connection, and at once before that: keys, pastes, and new keys agreed on."""

SLOW = 1.0
"""Seconds that a wrong password costs."""

PLAIN = "plain"
"""The name under which one has the lesson in lines; `plain-ada` has a name too."""

KEPT_VARIABLES = ("LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "NO_COLOR")
LONGEST_VARIABLE = 64

NO_COMMAND = "relu-tui: there is only the lesson here: ssh without a command opens it.\r\n"
NO_TERMINAL = "relu-tui: this is not a terminal: say ssh -t, or ssh plain@… for the lesson in lines.\r\n"
FROM_AFAR = "This class is open to the local network only.\n"


@dataclass(frozen=True)
class Entry:
    """Who may come in.

    Attributes:
        teacher_password: The teacher's; empty where only a key will do.
        teacher_keys: The teacher's public keys, as in an `authorized_keys` file.
        password: The learners'; where it and `keys` are empty, whoever comes from near needs none.
        keys: The learners' public keys.
    """

    teacher_password: str = ""
    teacher_keys: str = ""
    password: str = ""
    keys: str = ""

    @property
    def open(self) -> bool:
        """Whether learners from near need nothing."""
        return not (self.password or self.keys)


class Gate(asyncssh.SSHServer):
    """Lets people in, and refuses whatever is not the lesson: that is asyncssh's own default."""

    def __init__(self, host: Host, entry: Entry) -> None:
        self._host = host
        self._entry = entry
        self._address = ""
        self._counted = False
        self._password = ""
        self._keys = False
        self._visits: set[SSHVisit] = set()
        self._turn: Turn | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Count the connection, and hold it to its bounds."""
        self._connection = conn
        self._address = str(conn.get_extra_info("peername", ("",))[0])
        self._counted = self._host.door.knock(self._address)
        if not self._counted:
            conn.abort()
            return
        Throttle(conn)
        # asyncssh heeds what waits in a channel, not what waits in the connection under it.
        conn.pause_writing = self._pause_writing  # type: ignore[method-assign]
        conn.resume_writing = self._resume_writing  # type: ignore[method-assign]
        transport = conn._transport
        if isinstance(transport, asyncio.Transport):
            transport.set_write_buffer_limits(LARGEST_OUTPUT)
            self._turn = self._host.door.handshakes.ask(transport.resume_reading)
            if not self._turn.begun:
                transport.pause_reading()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncssh's own signature
        """Count it no more."""
        self._end_turn()
        if self._counted:
            self._host.door.gone(self._address)

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.end()

    def _pause_writing(self) -> None:
        for visit in self._visits:
            visit.block(by_connection=True)

    def _resume_writing(self) -> None:
        for visit in self._visits:
            visit.unblock(by_connection=True)

    # --- who ----------------------------------------------------------------------------------------

    def begin_auth(self, username: str) -> bool:
        """Say what is asked of this person; nothing of a learner from near, unless the teacher wants it.

        The keys are agreed on by now, which is what takes the processor.
        """
        self._end_turn()
        entry = self._entry
        leads = username == TEACHER
        if not leads and entry.open:
            if is_near(self._address):
                return False
            self._connection.send_auth_banner(FROM_AFAR)
        self._password = entry.teacher_password if leads else entry.password
        keys = entry.teacher_keys if leads else entry.keys
        self._keys = bool(keys)
        if keys:
            self._connection.set_authorized_keys(asyncssh.import_authorized_keys(keys))
        return True

    def password_auth_supported(self) -> bool:
        """Whether a password is taken."""
        return bool(self._password)

    async def validate_password(self, username: str, password: str) -> bool:  # noqa: ARG002 - as above
        """Whether it is the right one; a wrong one takes its time."""
        if self._password and same(password, self._password):
            return True
        await asyncio.sleep(SLOW)
        return False

    # --- what ---------------------------------------------------------------------------------------

    def session_requested(self) -> SSHVisit:
        """Open a session: the lesson."""
        visit = SSHVisit(self._host, self._connection)
        self._visits.add(visit)
        return visit


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
            session = self._host.tell(self, rest, echoes=self._term is not None)
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


class Throttle:
    """Takes from a connection no more bytes a second than people send."""

    def __init__(self, connection: asyncssh.SSHServerConnection) -> None:
        self._connection = connection
        self._allowance = float(BURST)
        self._counted = time.monotonic()
        self._take = connection.data_received
        connection.data_received = self._received  # type: ignore[method-assign]

    def _received(self, data: bytes, datatype: int | None = None) -> None:
        now = time.monotonic()
        self._allowance = min(BURST, self._allowance + (now - self._counted) * RATE) - len(data)
        self._counted = now
        transport = self._connection._transport
        if self._allowance < 0 and isinstance(transport, asyncio.ReadTransport) and transport.is_reading():
            transport.pause_reading()
            asyncio.get_running_loop().call_later(-self._allowance / RATE, self._go_on, transport)
        self._take(data, datatype)

    def _go_on(self, transport: asyncio.ReadTransport) -> None:
        if not transport.is_closing():
            transport.resume_reading()


def _bounded(width: int, height: int) -> Size:
    """A size that is drawn; the usual one where none is told."""
    if not (width and height):
        return Size(80, 24)
    return Size(*bounded(width, height))


async def listen(host: Host, entry: Entry, key: str, address: str, port: int) -> asyncssh.SSHAcceptor:
    """Take connections.

    Args:
        host: What receives people.
        entry: Who may come in.
        key: The file of the host's key.
        address: The address listened on.
        port: The port; 0 for any that is free.

    Raises:
        OSError: The address can't be listened on.
    """
    return await asyncssh.listen(
        address,
        port,
        server_factory=lambda: Gate(host, entry),
        server_host_keys=[key],
        server_version="relu-tui",
        encoding=None,
        window=WINDOW,
        line_editor=False,
        agent_forwarding=False,
        x11_forwarding=False,
        allow_scp=False,
        gss_host=None,
        host_based_auth=False,
        compression_algs=None,
        login_timeout=host.door.bounds.login,
        keepalive_interval=20,
        keepalive_count_max=3,
        backlog=256,
    )
