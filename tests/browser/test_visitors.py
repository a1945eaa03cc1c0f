"""What may be asked of `relu-tui serve`, by whom, and how much of it; without a browser."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError

from relu_tui.console.site import is_own, is_same, own_names
from relu_tui.console.visit import Focus, Keys, MalformedError, Ping, Resized, read_frame, size_from
from relu_tui.interface.screen_size import LARGEST
from tests.browser.test_serve import Served, children, running, served

SOON = 2.0
"""Seconds within which a lesson whose page is gone has ended."""

MOST_MEMORY = 200_000
"""Kilobytes that no lesson takes, whatever its page asks for."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("visitors") / "home"
    home.mkdir()
    with served(home, "--most", "2") as running_server:
        yield running_server


@contextlib.asynccontextmanager
async def page(server: Served, query: str = "") -> AsyncIterator[ClientWebSocketResponse]:
    """A connection as a page makes it."""
    headers = {"Origin": server.address}
    async with (
        ClientSession() as session,
        session.ws_connect(f"{server.address}/ws{query}", headers=headers, max_msg_size=0) as socket,
    ):
        yield socket


async def drawn(socket: ClientWebSocketResponse, text: bytes) -> None:
    """Wait until a text was drawn."""
    shown = b""
    while text not in shown:
        message = await asyncio.wait_for(socket.receive(), 60)
        assert message.type is WSMsgType.BINARY, message
        shown += message.data


async def end_of(socket: ClientWebSocketResponse) -> str:
    """Wait until the server has left; the reason that it gave."""
    while True:
        message = await asyncio.wait_for(socket.receive(), 60)
        if message.type is WSMsgType.CLOSE:
            return str(message.extra or "")
        assert message.type is WSMsgType.BINARY, message


def memory(process: str) -> int:
    """The most memory that a process ever had, in kilobytes."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


async def end(process: str) -> float:
    """Wait until a process has ended; the seconds that took."""
    begun = time.monotonic()
    while running({process}):
        await asyncio.sleep(0.02)
    return time.monotonic() - begun


@pytest.mark.parametrize(
    ("frame", "meaning"),
    [
        ('["stdin", "q"]', Keys("q")),
        ('["resize", {"width": 80, "height": 24}]', Resized(80, 24)),
        ('["resize", {"width": 99999, "height": -1}]', Resized(LARGEST[0], 1)),
        ('["ping", "1700000000000"]', Ping("1700000000000")),
        ('["focus"]', Focus(gained=True)),
        ('["blur"]', Focus(gained=False)),
    ],
)
def test_what_a_page_says_is_understood(frame: str, meaning: object) -> None:
    assert read_frame(frame) == meaning


NO_FRAMES = [
    *("", "{{{", "[]", "null", '"stdin"', '["stdin"]', '["stdin", 5]', '["stdin", "a", "b"]', '["exit"]'),
    *('["resize", {}]', '["resize", {"width": "80", "height": 24}]', '["ping", {}]', "[" * 100_000),
    *('["resize", {"width": 1e400, "height": 24}]', f'["resize", {{"width": {"9" * 5000}, "height": 1}}]'),
    json.dumps(["ping", "x" * 1000]),
]


@pytest.mark.parametrize("frame", NO_FRAMES)
def test_what_no_page_says_is_refused(frame: str) -> None:
    with pytest.raises(MalformedError):
        read_frame(frame)


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        ("120", "40", (120, 40)),
        ("99999", "99999", LARGEST),
        ("0", "0", (1, 1)),
        ("-5", "24", (80, 24)),
        ("9" * 6000, "24", (80, 24)),
        ("٨٠", "24", (80, 24)),
        ("", "", (80, 24)),
    ],
)
def test_a_page_has_a_size_that_can_be_drawn(width: str, height: str, size: tuple[int, int]) -> None:
    assert size_from({"width": width, "height": height}) == size


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1:8000", True),
        ("localhost", True),
        ("LocalHost.:9000", True),
        ("[::1]:8000", True),
        ("192.168.0.7", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example:8000", False),
        ("", False),
        ("[::1", False),
    ],
)
def test_a_name_that_somebody_else_gave_it_is_not_its_own(host: str, own: bool) -> None:
    assert is_own(host, own_names("127.0.0.1")) is own


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("https://Class.example", "class.example", True),
        ("https://class.example", "127.0.0.1:8000", True),  # behind the proxy of that name
        ("http://127.0.0.1:3000", "127.0.0.1:8000", False),
        ("http://localhost:8000", "127.0.0.1:8000", False),
        ("null", "127.0.0.1:8000", False),
        ("http://evil.example", "127.0.0.1:8000", False),
        ("file://127.0.0.1:8000", "127.0.0.1:8000", False),
        ("http://[::1", "127.0.0.1:8000", False),
    ],
)
def test_a_page_from_elsewhere_is_told_apart(origin: str, host: str, same: bool) -> None:
    assert is_same(origin, host, {"class.example"}) is same


def test_pages_from_elsewhere_and_other_names_are_refused(server: Served) -> None:
    async def visit() -> None:
        async with ClientSession() as session:
            for headers, status in (
                ({}, 200),
                ({"Host": f"localhost:{server.port}"}, 200),
                ({"Host": "evil.example"}, 403),
                ({"Origin": "http://evil.example"}, 403),
                ({"Origin": "null"}, 403),
            ):
                async with session.get(server.address, headers=headers) as answer:
                    assert answer.status == status, headers
                    assert answer.headers["X-Frame-Options"] == "DENY"
            for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}):
                with pytest.raises(WSServerHandshakeError) as refused:
                    await session.ws_connect(f"{server.address}/ws", headers=headers)
                assert refused.value.status == 403

    asyncio.run(visit())


@pytest.mark.parametrize("path", ["/static/", "/static/js", "/static/%2e%2e/server.py", "/download/x"])
def test_no_folder_is_listed(server: Served, path: str) -> None:
    async def visit() -> None:
        async with ClientSession() as session, session.get(server.address + path) as answer:
            assert answer.status in (403, 404)

    asyncio.run(visit())


def test_a_size_that_nobody_has_takes_no_memory(server: Served) -> None:
    async def visit() -> None:
        async with page(server, "?width=99999&height=99999") as socket:
            await drawn(socket, b"max(0")
            (lesson,) = children(server.process)
            await socket.send_str('["resize", {"width": 100000, "height": 100000}]')
            await socket.send_str('["stdin", "\\u001b[C"]')
            await drawn(socket, b"1/2")
            assert memory(lesson) < MOST_MEMORY
        assert await end(lesson) < SOON

    asyncio.run(visit())


@pytest.mark.parametrize("frame", ["{{{", '["resize", {}]', "[" * 100_000, b"\x00", "x" * 1_000_000])
def test_what_no_page_sends_ends_the_visit_in_a_line(tmp_path: Path, frame: str | bytes) -> None:
    async def visit(server: Served) -> None:
        async with page(server) as socket:
            await drawn(socket, b"max(0")
            await (socket.send_bytes(frame) if isinstance(frame, bytes) else socket.send_str(frame))
            await end_of(socket)
        async with page(server) as socket:  # the server goes on
            await drawn(socket, b"max(0")

    home = tmp_path / "home"
    home.mkdir()
    with served(home, complaints=None) as server:
        asyncio.run(visit(server))
    said = (tmp_path / "errors").read_text().splitlines()
    assert len(said) <= 1
    assert all(line.startswith("relu-tui: ") for line in said)


def test_a_lesson_that_is_busy_with_a_flood_of_keys_ends_with_its_page(server: Served) -> None:
    async def visit() -> None:
        async with page(server) as socket:
            await drawn(socket, b"max(0")
            (lesson,) = children(server.process)
            await socket.send_str('["stdin", "e"]')
            for _ in range(4):
                await socket.send_str(json.dumps(["stdin", "x?" * 100_000]))
            await asyncio.sleep(0.5)
            await socket.close()
            assert await end(lesson) < SOON

    asyncio.run(visit())


def test_there_is_a_limit_to_visitors(server: Served) -> None:
    async def visit() -> None:
        async with page(server) as first, page(server) as second:
            await drawn(first, b"max(0")
            await drawn(second, b"max(0")
            with pytest.raises(WSServerHandshakeError) as refused:
                async with page(server):
                    pass
            assert refused.value.status == 503
            async with ClientSession() as session, session.get(server.address) as answer:
                assert answer.status == 503
                assert "There is no room for one more: 2 are here." in await answer.text()
        while children(server.process):
            await asyncio.sleep(0.02)
        async with page(server) as third:
            await drawn(third, b"max(0")

    asyncio.run(visit())


def test_a_request_that_never_ends_is_not_waited_for(server: Served) -> None:
    async def visit() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"GET / HTTP/1.1\r\nHost: 127")
        assert await asyncio.wait_for(reader.read(), 30) == b""
        writer.close()

    asyncio.run(visit())
