"""A class for those who come by a browser, beside one who comes by SSH and the teacher."""

from __future__ import annotations

import asyncio
import re
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.chromium import Chromium, missing
from tests.ssh.class_server import ClassServer

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


def test_a_browser_follows_leaves_comes_back_and_votes_twice_beside_ssh(tmp_path: Path) -> None:
    with ClassServer(tmp_path, "--web", "0") as server, ExitStack() as stack:
        found = re.search(r"browsers: +(\S+)", server.said)
        assert found
        teacher, ada = (stack.enter_context(server.learner(name)) for name in ("teacher", "ada"))
        teacher.wait_for("F2 opens the class")

        async def press(*keys: str) -> None:
            await asyncio.to_thread(teacher.press, *keys)

        async def visit() -> None:
            async with Chromium(tmp_path) as page:
                await page.open(found[1])
                await page.wait_for("You follow the teacher.", "no row yet")
                await press("right")
                await page.wait_for("seen 1 of 3")
                await asyncio.to_thread(ada.wait_for, "seen 1 of 3")

                await page.press("s")
                await page.wait_for("You are on your own; F2 goes back")
                await press("right", "right", "f2")
                await asyncio.to_thread(teacher.wait_for, "2 here · 1 follow", "alone")
                assert "ready: Enter" not in page.text
                await page.press("f2")
                await page.wait_for("You follow the teacher again", "ready: Enter")
                await asyncio.to_thread(teacher.wait_for, "2 here · 2 follow")

                await press("v")
                await asyncio.to_thread(teacher.wait_for, "ask the class")
                await press("enter")
                for turn, choice in (("first vote", "1"), ("second vote", "2")):
                    await page.wait_for(turn, "1 yes")
                    await asyncio.to_thread(ada.wait_for, turn, "1 yes")
                    await page.press(choice)
                    await asyncio.to_thread(ada.press, "2")
                    await asyncio.to_thread(teacher.wait_for, f"{turn}: 2 of 2 answered")
                    assert "█" not in page.text + ada.text
                    await press("s")
                    await page.wait_for("answers of the class", "█")
                    await press("a")
                rows = [line for line in page.text.splitlines() if "█" in line]
                assert [re.findall(r"\d █", line) for line in rows] == [["1 █"], ["1 █", "2 █"]]

        asyncio.run(visit())
        teacher.wait_for("1 here")
