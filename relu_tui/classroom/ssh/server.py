"""Listens for SSH connections to a class."""

from __future__ import annotations

import asyncssh

from relu_tui.classroom.host import Host
from relu_tui.classroom.ssh.admission import Entry, Gate

WINDOW = 32 * 1024
"""Bytes that a client may send before they are read."""


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
