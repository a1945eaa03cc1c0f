"""Who may come in to a class by SSH, and that nothing but the lesson can be had."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import asyncssh

from relu_tui.classroom.access_keys import same
from relu_tui.classroom.bounds import Turn, is_near
from relu_tui.classroom.connection import LARGEST_OUTPUT
from relu_tui.classroom.host import TEACHER, Host
from relu_tui.classroom.ssh.throttle import Throttle
from relu_tui.classroom.ssh.visit import SSHVisit

SLOW = 1.0
"""Seconds that a wrong password costs."""

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
