"""One visitor of `relu-tui serve`: what their page may send, and the process that shows them the lesson.

A page speaks in text frames, each a JSON list: `["stdin", keys]`, `["resize", {"width": …, "height": …}]`,
`["ping", stamp]`, `["focus"]` or `["blur"]`. The lesson's process speaks in packets, as textual-serve has
them: a letter (D for the terminal, M for a message), four bytes of length, and so much. Whoever sends
frames may be no page at all: what is no such frame ends the visit.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from relu_tui.interface.screen_size import bounded
from relu_tui.kiosk import IN_A_BROWSER

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

    from aiohttp.web import WebSocketResponse

LONGEST_FRAME = 1 << 18
"""Bytes of a frame; a page that sends more is left."""

MOST_WAITING = 1 << 20
"""Bytes that wait for a lesson that is busy; a page that goes on sending is left."""

LONGEST_PACKET = 1 << 24
"""Bytes of a packet from a lesson, far more than the largest screen takes."""

LONGEST_STAMP = 40
"""Characters of what a page measures its ping by."""

LONGEST_LAST_WORDS = 120
"""Bytes of what a lesson says as it ends, on their way to the page (RFC 6455, 5.5: 123 at most)."""

PARTING = 1.0
"""Seconds for which a lesson whose page is gone may go on."""

GREETING = b"__GANGLION__\n"
"""What a lesson's process says before its first packet."""


class MalformedError(Exception):
    """A frame that no page sends."""


class StartError(Exception):
    """The system starts no more processes; the message says why."""


class Keys(NamedTuple):
    """Keys that were pressed, or text that was pasted, as a terminal sends them."""

    text: str


class Resized(NamedTuple):
    """The page's terminal has another size, in columns and rows; it is one that is drawn."""

    width: int
    height: int


class Ping(NamedTuple):
    """The page asks whether anybody listens."""

    stamp: str


class Focus(NamedTuple):
    """The page's terminal has got the focus, or lost it."""

    gained: bool


def read_frame(text: str) -> Keys | Resized | Ping | Focus:
    """What a page says.

    Args:
        text: A frame.

    Raises:
        MalformedError: No page says that.
    """
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedError from None
    match frame:
        case ["stdin", str(keys)]:
            return Keys(keys)
        case ["resize", {"width": int(width), "height": int(height)}]:
            return Resized(*bounded(width, height))
        case ["ping", str(stamp)] if len(stamp) <= LONGEST_STAMP:
            return Ping(stamp)
        case ["focus"]:
            return Focus(gained=True)
        case ["blur"]:
            return Focus(gained=False)
    raise MalformedError


def size_from(query: Mapping[str, str]) -> tuple[int, int]:
    """The size of a page's terminal, as its address tells it; 80×24 where it doesn't.

    Args:
        query: The part of the address that follows the question mark.
    """
    told = [query.get(name, "") for name in ("width", "height")]
    if all(text.isascii() and text.isdigit() and len(text) <= 5 for text in told):
        return bounded(int(told[0]), int(told[1]))
    return 80, 24


async def visit(socket: WebSocketResponse, command: Sequence[str], size: tuple[int, int]) -> str:
    """Show a lesson to a page until one of the two is gone; then both are.

    Args:
        socket: The connection to the page, open.
        command: What shows the lesson: a program and its arguments.
        size: Columns and rows of the page's terminal.

    Returns:
        What the lesson said as it ended, one line; empty if nothing.

    Raises:
        MalformedError: The page sent what no page sends.
        StartError: No lesson can be started.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=environment(os.environ, size),
            start_new_session=True,  # so that it is ended with whatever it may have started
        )
    except OSError as error:
        raise StartError((error.strerror or "no more processes").lower()) from None
    assert process.stdin is not None  # noqa: S101 - the three were asked for
    assert process.stdout is not None  # noqa: S101
    assert process.stderr is not None  # noqa: S101
    shown = asyncio.create_task(_show(process.stdout, socket))
    heard = asyncio.create_task(_hear(socket, process.stdin))
    said = asyncio.create_task(_last_words(process.stderr))
    try:
        await asyncio.wait({shown, heard}, return_when=asyncio.FIRST_COMPLETED)
        if heard.done():
            heard.result()
            return ""
        await asyncio.wait({said}, timeout=PARTING)
        return said.result() if said.done() else ""
    finally:
        for task in (shown, heard, said):
            task.cancel()
        await asyncio.gather(shown, heard, said, return_exceptions=True)
        await _end(process)


def environment(own: Mapping[str, str], size: tuple[int, int]) -> dict[str, str]:
    """The environment in which a lesson draws for a page.

    Args:
        own: The server's environment.
        size: Columns and rows of the page's terminal.
    """
    return {**own, **IN_A_BROWSER, "COLUMNS": str(size[0]), "ROWS": str(size[1])}


async def _show(packets: StreamReader, socket: WebSocketResponse) -> None:
    """Pass on what the lesson draws, until it ends."""
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
        while (line := await packets.readline()) != GREETING:
            if not line:
                return
        while True:
            head = await packets.readexactly(5)
            length = int.from_bytes(head[1:], "big")
            if length > LONGEST_PACKET:
                return
            packet = await packets.readexactly(length)
            if head[:1] == b"D":
                await socket.send_bytes(packet)
            elif head[:1] == b"M" and json.loads(packet).get("type") == "exit":
                return


async def _hear(socket: WebSocketResponse, lesson: StreamWriter) -> None:
    """Pass on what the page says, until it is gone."""
    from aiohttp import WSMsgType

    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            raise MalformedError
        frame = read_frame(message.data)
        if isinstance(frame, Ping):
            await socket.send_json(["pong", frame.stamp])
            continue
        lesson.write(_packet(frame))
        if lesson.transport.get_write_buffer_size() > MOST_WAITING:
            raise MalformedError


def _packet(frame: Keys | Resized | Focus) -> bytes:
    """What the lesson's process is told."""
    match frame:
        case Keys(text):
            kind, data = b"D", text.encode("utf-8", "replace")
        case Resized(width, height):
            kind, data = b"M", json.dumps({"type": "resize", "width": width, "height": height}).encode()
        case Focus(gained):
            kind, data = b"M", json.dumps({"type": "focus" if gained else "blur"}).encode()
    return kind + len(data).to_bytes(4, "big") + data


async def _last_words(errors: StreamReader) -> str:
    """The last line that the lesson's process writes for people, as much of it as a page is told."""
    last = b""
    while data := await errors.read(4096):
        last = (last + data)[-4096:]
    lines = last.decode("utf-8", "replace").split("\n")
    line = next((line for line in reversed(lines) if line.strip()), "")
    return line.encode()[:LONGEST_LAST_WORDS].decode("utf-8", "ignore")


async def _end(process: Process) -> None:
    """End a lesson: it leaves by itself when nobody speaks to it any more, or it is made to."""
    assert process.stdin is not None  # noqa: S101 - it was asked for
    if not process.stdin.is_closing():
        process.stdin.transport.abort()  # what it has not read yet is of no use to it any more
    try:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), PARTING)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
