"""A headless Chromium, driven by its DevTools protocol: one page, its keys, what reached it, its picture.

async with Chromium(tmp_path) as browser:
    await browser.open("http://127.0.0.1:8000/")
    await browser.press("right")
    await browser.wait_for("no row yet")
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
import pyte

PROGRAM = shutil.which("chromium")
DEADLINE = 60.0
"""Seconds after which what is waited for is taken never to come; far more than it ever takes."""

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    *("--remote-debugging-port=0", "--window-size=1000,800", "--hide-scrollbars"),
)
"""No host but this one can be found; the window is that large that a terminal of more than 80×24 fits."""

KEYS = {
    "right": ("ArrowRight", 39, ""),
    "left": ("ArrowLeft", 37, ""),
    "down": ("ArrowDown", 40, ""),
    "enter": ("Enter", 13, "\r"),
    "escape": ("Escape", 27, ""),
    "f2": ("F2", 113, ""),
}
"""What a browser calls a key: its code, its number, the text that it types."""

COUNT_COLOURS = """
(async () => {
  const image = new Image();
  image.src = "data:image/png;base64,%s";
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const counts = {};
  const data = context.getImageData(0, 0, image.width, image.height).data;
  for (let i = 0; i < data.length; i += 4) {
    const colour = "#" + [data[i], data[i + 1], data[i + 2]]
      .map((part) => part.toString(16).padStart(2, "0")).join("");
    counts[colour] = (counts[colour] ?? 0) + 1;
  }
  return counts;
})()
"""


class Chromium:
    """A browser with an empty profile and one page.

    Attributes:
        requests: The address of all that the page asked for.
        raw: All bytes that its connection received, in order: what its terminal was given to show.
    """

    def __init__(self, folder: Path) -> None:
        self.requests: list[str] = []
        self.raw = b""
        self._profile = folder / "profile"
        self._calls = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    async def __aenter__(self) -> Self:
        assert PROGRAM is not None
        command = [PROGRAM, *FLAGS, f"--user-data-dir={self._profile}", "about:blank"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._session = aiohttp.ClientSession()
        port_file = self._profile / "DevToolsActivePort"
        await self.wait(lambda: port_file.exists() and "\n" in port_file.read_text(), "the browser")
        port = port_file.read_text().split()[0]
        pages: list[dict[str, str]] = []
        end = time.monotonic() + DEADLINE
        while not pages:
            assert time.monotonic() < end, "the browser never opened a page"
            async with self._session.get(f"http://127.0.0.1:{port}/json/list") as response:
                pages = [page for page in await response.json() if page["type"] == "page"]
        self._socket = await self._session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0)
        self._reader = asyncio.create_task(self._read())
        for domain in ("Page", "Network", "Runtime"):
            await self.call(f"{domain}.enable")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self._session.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    # --- what a person does -------------------------------------------------------------------------

    async def open(self, address: str) -> None:
        """Go to an address."""
        await self.call("Page.navigate", url=address)

    async def press(self, *keys: str) -> None:
        """Press keys by name, or type characters."""
        for key in keys:
            code, number, text = KEYS.get(key, (key, ord(key[0].upper()), key))
            names = {"key": code, "code": code, "windowsVirtualKeyCode": number}
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **names)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **names)

    # --- what a person sees -------------------------------------------------------------------------

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of the page's terminal, as it told the server."""
        return self._screen.columns, self._screen.lines

    @property
    def text(self) -> str:
        """The screen of the page's terminal, made from what the page received."""
        return "\n".join(self._screen.display)

    def clear(self) -> None:
        """Forget what the terminal showed, for one that is to come."""
        self._screen.reset()

    async def wait_for(self, *texts: str) -> None:
        """Wait until all of these are on the screen."""
        await self.wait(lambda: all(text in self.text for text in texts), f"{texts} on the screen")

    async def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until a condition holds."""
        end = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < end, f"waited in vain for {what}; the screen:\n{self.text}"
            await asyncio.sleep(0.02)

    async def wait_until(self, condition: Callable[[], Awaitable[bool]], what: str) -> None:
        """Wait until a condition holds that is asked of the browser."""
        end = time.monotonic() + DEADLINE
        while not await condition():
            assert time.monotonic() < end, f"waited in vain for {what}; the screen:\n{self.text}"
            await asyncio.sleep(0.05)

    async def evaluate(self, script: str) -> Any:
        """The value of a script in the page."""
        answer = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def picture(self, file: Path) -> dict[str, int]:
        """Write a screenshot as PNG; how many pixels it has of each colour."""
        data = (await self.call("Page.captureScreenshot", format="png"))["data"]
        file.write_bytes(base64.b64decode(data))
        colours: dict[str, int] = await self.evaluate(COUNT_COLOURS % data)
        return colours

    # --- the protocol -------------------------------------------------------------------------------

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Ask the browser for something."""
        self._calls += 1
        answer = self._answers[self._calls] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._calls, "method": method, "params": parameters})
        await asyncio.wait({answer, self._reader}, timeout=DEADLINE, return_when=asyncio.FIRST_COMPLETED)
        if self._reader.done():
            self._reader.result()
        assert answer.done(), f"no answer to {method}"
        result: dict[str, Any] = answer.result()
        return result

    async def _read(self) -> None:
        async for message in self._socket:
            data = json.loads(message.data)
            if "id" in data:
                answer = self._answers.pop(data["id"])
                if "error" in data:
                    answer.set_exception(RuntimeError(data["error"]["message"]))
                else:
                    answer.set_result(data["result"])
            elif data["method"] == "Network.requestWillBeSent":
                self.requests.append(data["params"]["request"]["url"])
            elif data["method"] == "Network.webSocketCreated":
                self.requests.append(data["params"]["url"])
            elif data["method"] == "Network.webSocketFrameReceived":
                self._receive(data["params"]["response"])
            elif data["method"] == "Network.webSocketFrameSent":
                self._sent(data["params"]["response"])

    def _receive(self, frame: dict[str, Any]) -> None:
        if frame["opcode"] == 2:  # bytes for the terminal; text frames are the server's own messages
            received = base64.b64decode(frame["payloadData"])
            self.raw += received
            self._stream.feed(received.replace(b"\x1b[?2026$p", b""))

    def _sent(self, frame: dict[str, Any]) -> None:
        kind, *values = json.loads(frame["payloadData"])
        if kind == "resize":
            self._screen.resize(values[0]["height"], values[0]["width"])


def missing() -> str:
    """Why there is no browser to test with; empty where there is one. CI is to have one."""
    if PROGRAM is not None:
        return ""
    assert not os.environ.get("CI"), "chromium is not installed (Debian: chromium)"
    return "chromium is not installed (Debian: chromium)"
