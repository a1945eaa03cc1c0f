"""Holds an SSH connection to what people send."""

from __future__ import annotations

import asyncio

import asyncssh

from relu_tui.classroom.bounds import BURST, RATE, Allowance


class Throttle:
    """Takes from a connection no more bytes a second than people send."""

    def __init__(self, connection: asyncssh.SSHServerConnection) -> None:
        self._connection = connection
        self._allowance = Allowance(RATE, BURST)
        self._take = connection.data_received
        connection.data_received = self._received  # type: ignore[method-assign]

    def _received(self, data: bytes, datatype: int | None = None) -> None:
        wait = self._allowance.take(len(data))
        transport = self._connection._transport
        if wait and isinstance(transport, asyncio.ReadTransport) and transport.is_reading():
            transport.pause_reading()
            asyncio.get_running_loop().call_later(wait, self._go_on, transport)
        self._take(data, datatype)

    def _go_on(self, transport: asyncio.ReadTransport) -> None:
        if not transport.is_closing():
            transport.resume_reading()
