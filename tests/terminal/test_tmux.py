"""The lesson in a real tmux: its own terminal emulator, its own keys, its own words for what is left on."""

from __future__ import annotations

import contextlib
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import needs
from tests.terminal.terminal import DEADLINE, LESSON, READY, environment

KEYS = ("Right", "Right", "Right", "Enter", *("Down", "Enter", "Enter") * 3)
AT_REST = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_standard_flag} #{mouse_sgr_flag}"


class Tmux:
    """A tmux server of its own, with one window of 80×24 in which a shell runs."""

    def __init__(self, home: Path, terminal: str) -> None:
        self.program = needs.program("tmux", "tmux")
        self.socket = str(home / "socket")
        self.env = environment(home, PS1="$ ", ENV="", SHELL="/bin/sh")
        settings = f"set -g default-terminal {terminal}; set -g status off"
        (home / "tmux.conf").write_text(settings.replace("; ", "\n") + "\n")
        self.run("-f", str(home / "tmux.conf"), "new-session", "-d", "-x", "80", "-y", "24", "/bin/sh -i")

    def run(self, *arguments: str) -> str:
        """Give tmux a command; what it prints."""
        command = (self.program, "-S", self.socket, "-u", *arguments)
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=DEADLINE, check=True
        )
        return done.stdout

    @property
    def text(self) -> str:
        """What the window shows."""
        return self.run("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        self.run("send-keys", *keys)

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""
        end = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < end, f"waited in vain for {what}:\n{self.text}"
            time.sleep(0.02)

    def wait_for(self, text: str) -> None:
        """Wait until something is shown."""
        self.wait(lambda: text in self.text, text)


@pytest.fixture(params=["tmux-256color", "screen-256color", "screen"])
def tmux(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tmux]:
    server = Tmux(tmp_path, request.param)
    yield server
    with contextlib.suppress(subprocess.CalledProcessError):  # it ends with its last session
        server.run("kill-server")


def test_the_whole_lesson(tmux: Tmux) -> None:
    tmux.wait_for("$")
    at_rest = tmux.run("display-message", "-p", AT_REST)
    assert at_rest == "0 1 0 0 0\n"
    tmux.press(shlex.join(LESSON), "Enter")
    tmux.wait_for(READY)
    tmux.wait_for("⠔")
    assert tmux.run("display-message", "-p", "#{alternate_on} #{cursor_flag}") == "1 0\n"
    for key in KEYS:
        tmux.press(key)
    tmux.wait(lambda: "NOTDIFFERENTIABLEAT0" in tmux.text.replace(" ", ""), "the verdict")
    tmux.press("w")
    tmux.wait_for("· q back")
    tmux.press("Escape")
    tmux.wait(lambda: "· q back" not in tmux.text, "the lesson")
    tmux.press("q")
    tmux.wait(lambda: tmux.text.rstrip().endswith("\n$"), "the shell")
    assert tmux.run("display-message", "-p", AT_REST) == at_rest
    assert "┌" not in tmux.text
    assert "╭" not in tmux.text


def test_what_tmux_shows_is_the_same_with_and_without_the_difference(tmux: Tmux) -> None:
    shown: list[list[str]] = []
    for option in ("", " --full-repaint"):
        tmux.run("resize-window", "-x", "80", "-y", "24")
        tmux.press("clear", "Enter")
        tmux.press(shlex.join(LESSON) + option, "Enter")
        tmux.wait_for("⠔")
        screens = []
        for key, sign in (
            ("Right", "seen 1 of 3"),
            ("Right", "seen 2 of 3"),
            ("s", "the left"),
            ("z", "the box"),
            ("p", "float64"),
            ("f", "type to search"),
            ("Escape", "seen 2 of 3"),
        ):
            tmux.press(key)
            tmux.wait_for(sign)
            screens.append(settled(tmux))
        tmux.run("resize-window", "-x", "120", "-y", "40")
        tmux.wait(
            lambda: tmux.text.count("\n") >= 40 and len(tmux.text.splitlines()[1]) == 120, "a larger window"
        )
        screens.append(settled(tmux))
        shown.append(screens)
        tmux.press("q")
        tmux.wait(lambda: tmux.text.rstrip().endswith("$"), "the shell")
    assert shown[0] == shown[1]


def settled(tmux: Tmux) -> str:
    """What the window shows once it has stopped changing."""
    before = ""
    while (now := tmux.text) != before:
        before = now
        time.sleep(0.15)
    return now


def test_a_session_that_is_killed_leaves_nobody_behind(tmux: Tmux) -> None:
    tmux.press(shlex.join(LESSON), "Enter")
    tmux.wait_for(READY)
    shell = int(tmux.run("display-message", "-p", "#{pane_pid}"))
    (program,) = map(int, Path(f"/proc/{shell}/task/{shell}/children").read_text().split())
    tmux.run("kill-session")
    end = time.monotonic() + DEADLINE
    while Path(f"/proc/{program}").exists():
        assert time.monotonic() < end, "it goes on without a terminal"
        time.sleep(0.02)
