"""Holds an SSH connection to what people send."""

from __future__ import annotations

import asyncio
import time

import asyncssh

RATE, BURST = 32 * 1024, 256 * 1024
"""Bytes a second taken from one connection, and at once before that: keys, pastes, and new keys agreed on."""


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
