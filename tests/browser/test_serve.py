"""The lesson in a browser, by the keys of a visitor, and what a visitor can't do."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.browser.chromium import Chromium, missing
from tests.terminal.terminal import LESSON, READY, RELU_KEYS, environment

browser = pytest.mark.skipif(bool(missing()), reason=missing())


class Served(NamedTuple):
    """A server that runs."""

    process: subprocess.Popen[str]
    address: str
    port: int


@contextlib.contextmanager
def served(home: Path, *arguments: str, complaints: str | None = "") -> Iterator[Served]:
    """Run `relu-tui serve` on a free port; end it as Ctrl+C does.

    Args:
        home: The folder of its user.
        arguments: What follows `serve`.
        complaints: All that it says to be wrong; None where the caller looks at that.
    """
    errors = home.parent / "errors"
    with errors.open("w") as stderr:
        process = subprocess.Popen(
            [*LESSON, "serve", *arguments, "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            env=environment(home),
            cwd=home,
            # Where tests run in the background, a shell has left Ctrl+C ignored. No thread runs here yet.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
    assert process.stdout is not None
    with process, process.stdout:
        said = process.stdout.readline().split()
        try:
            assert said[:2] == ["Serving", "on"], errors.read_text()
            yield Served(process, said[2], int(said[2].rpartition(":")[2]))
        finally:
            killed = process.poll() == -signal.SIGKILL
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0 or killed
        assert process.stdout.read() == ""
    assert complaints is None or errors.read_text() == complaints


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def children(process: subprocess.Popen[str]) -> set[str]:
    """The processes that one has started, by number."""
    return set(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


def running(numbers: set[str]) -> set[str]:
    """Those of the processes that have not ended."""
    return {number for number in numbers if Path(f"/proc/{number}/cmdline").exists()}


def has_verdict(page: Chromium) -> bool:
    return "NOTDIFFERENTIABLEAT0" in page.text.replace(" ", "")


def reddish(colours: dict[str, int]) -> int:
    """How many pixels have the colour in which a verdict that fails is written, or nearly so."""
    channels = {colour: tuple(bytes.fromhex(colour[1:])) for colour in colours}
    return sum(count for colour, count in colours.items() if is_red(*channels[colour]))


def is_red(red: int, green: int, blue: int) -> bool:
    return red > 200 and red > green + 50 and abs(green - blue) < 20


@browser
def test_the_lesson_in_a_browser_from_the_page_to_the_verdict(home: Path, tmp_path: Path) -> None:
    async def visit(server: Served) -> None:
        async with Chromium(tmp_path) as page:
            await page.open(server.address)
            await page.wait_for(READY, "f(x) = max(0, x)  at x = 0", "⠔")
            assert page.size[0] > 80
            assert page.size[1] > 24
            await page.evaluate("new Promise(requestAnimationFrame)")
            first = await page.picture(tmp_path / "first.png")

            await page.press(*RELU_KEYS)
            await page.wait(lambda: has_verdict(page), "the verdict")
            assert "left limit = 0" in page.text
            assert "right limit = 1" in page.text

            async def drawn() -> bool:
                return reddish(await page.picture(tmp_path / "verdict.png")) > reddish(first) + 300

            await page.wait_until(drawn, "the verdict to be drawn")
            assert len(first) > 50, "the picture has hardly any colours: no text was drawn"
            assert max(first.values()) < 0.98 * sum(first.values())

            connection = server.address.replace("http:", "ws:")
            assert len([url for url in page.requests if url.startswith(connection)]) == 1
            here = (server.address, connection, "data:")
            assert [url for url in page.requests if not url.startswith(here)] == []

    with served(home) as server:
        asyncio.run(visit(server))
        assert list(home.iterdir()) == []


@browser
def test_a_visitor_can_leave_and_start_again_but_write_nothing(home: Path, tmp_path: Path) -> None:
    async def visit(server: Served) -> None:
        async with Chromium(tmp_path) as page:
            await page.open(server.address)
            await page.wait_for(READY)
            await page.press("x")  # export, where there is a folder to export to
            await page.press("right")
            await page.wait_for("seen 1 of 3")
            await page.press(":", *"export")
            await page.wait_for("export")
            assert "export the table" not in page.text
            await page.press("escape")
            await page.wait(lambda: "export" not in page.text, "the palette to close")
            lessons = children(server.process)
            assert lessons
            await page.press("q")

            async def ended() -> bool:
                return bool(await page.evaluate("document.activeElement.matches('#ended button')"))

            await page.wait_until(ended, "the page to say that the lesson has ended")
            await page.wait(lambda: not running(lessons), "the lesson's process to end")
            page.clear()
            await page.press("enter")
            await page.wait_for(READY)
            assert not [url for url in page.requests if "/download/" in url]

    with served(home) as server:
        asyncio.run(visit(server))
        assert list(home.iterdir()) == []


@browser
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_no_lesson_outlives_its_server(home: Path, tmp_path: Path, end: signal.Signals) -> None:
    async def visit(server: Served) -> None:
        async with Chromium(tmp_path) as page:
            await page.open(server.address)
            await page.wait_for(READY, "at x = 1")
            lessons = children(server.process)
            assert running(lessons)
            server.process.send_signal(end)
            await page.wait(lambda: server.process.poll() is not None, "the server to end")
            await page.wait(lambda: not running(lessons), "its lesson to end")

    with served(home, "abs(x - 1)", "--at", "1") as server:
        asyncio.run(visit(server))


@browser
def test_no_lesson_outlives_its_page(home: Path, tmp_path: Path) -> None:
    async def visit(server: Served) -> None:
        async with Chromium(tmp_path) as page:
            await page.open(server.address)
            await page.wait_for(READY)
            lessons = children(server.process)
            assert running(lessons)
        await page.wait(lambda: not running(lessons), "the lesson to end with the browser")

    with served(home) as server:
        asyncio.run(visit(server))


def test_ctrl_c_ends_it_as_soon_as_it_says_that_it_serves(home: Path) -> None:
    with served(home):
        pass


@pytest.mark.parametrize(("arguments", "answers"), [((), False), (("--host", "0.0.0.0"), True)])
def test_it_listens_on_this_machine_alone_unless_told_otherwise(
    home: Path, arguments: tuple[str, ...], answers: bool
) -> None:
    with served(home, *arguments) as server:
        assert server.address.startswith("http://127.0.0.1:") is not answers
        socket.create_connection(("127.0.0.1", server.port), timeout=10).close()
        # Another address of this machine: only a server that listens everywhere answers there.
        with contextlib.nullcontext() if answers else pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", server.port), timeout=10).close()


def test_an_address_that_is_taken_is_told_in_a_line(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [*LESSON, "serve", "--port", port]
        done = subprocess.run(
            command, env=environment(home), capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 2
    assert done.stderr == f"relu-tui: 127.0.0.1:{port}: address already in use\n"
    assert done.stdout == ""
