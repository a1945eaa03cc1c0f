"""The lesson over a real SSH link: to its verdict, through a link that is cut, and for a class at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.ssh.server import Server, end, running, seconds_until_none_of
from tests.terminal.terminal import READY, RELU_KEYS, Terminal

AT_ONCE = 30
"""Sessions: a class."""

CROWDED = 300.0
"""Seconds after which a class of learners on two cores is taken to have got nowhere."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("ssh")) as server:
        yield server


def test_the_whole_lesson(server: Server) -> None:
    with Terminal(*server.lesson(), home=server.home) as terminal:
        terminal.wait_for(READY, "f(x) = max(0, x)  at x = 0", "⠔")
        assert len(server.programs()) == 1
        assert terminal.modes[1049]
        for key in RELU_KEYS:
            terminal.press(key)
        terminal.wait_for_verdict()
        assert "0 ≠ 1" in terminal.text
        assert terminal.colours == {"256"}
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()
    assert server.programs() == []


def test_the_window_is_as_large_there_as_here(server: Server) -> None:
    with Terminal(*server.lesson(), home=server.home, size=(120, 40)) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        assert terminal.lines[39].strip()
        terminal.press("right")
        terminal.wait_for("seen 1 of 3")
        terminal.resize(80, 24)
        terminal.press("right")
        terminal.wait(lambda: "quit" in terminal.lines[23] and "seen 2 of 3" in terminal.text, "it to fit")
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()


def lose_the_client(server: Server, terminal: Terminal) -> None:
    """As when a laptop is closed and the system there tells."""
    terminal.signal(signal.SIGKILL)


def lose_the_session(server: Server, terminal: Terminal) -> None:
    """As when the server's own process dies."""
    for pid in server.sessions():
        end(pid, signal.SIGKILL)


def assert_shows(terminal: Terminal, lines: list[str]) -> None:
    """Find that the panes come to show this."""
    terminal.wait(lambda: terminal.lines[: len(lines)] == lines, "\n".join(("as it stood:", *lines)))


@pytest.mark.parametrize("cut", [lose_the_client, lose_the_session])
def test_a_link_that_is_cut_ends_it_within_2_seconds_and_nothing_is_lost(
    server: Server, cut: Callable[[Server, Terminal], None]
) -> None:
    times = []
    for _ in range(3):  # the machine may be busy
        with Terminal(*server.lesson(), home=server.home) as terminal:
            terminal.wait_for(READY, "┤")
            terminal.press("right", "right", "s", "right")
            terminal.wait_for("1/4")
            terminal.settle()
            stood = terminal.lines[:19]
            programs, sessions = server.programs(), server.sessions()
            assert len(programs) == 1
            cut(server, terminal)
            times.append(seconds_until_none_of(programs))
            seconds_until_none_of(sessions)
        assert not any(map(running, programs))
        with Terminal(*server.lesson("--resume"), home=server.home) as terminal:
            terminal.wait_for("Here the lesson goes on where it stood.", "┤")
            assert_shows(terminal, stood)
            terminal.press("q")
            assert terminal.wait_end() == 0
        if times[-1] < 2:
            return
    pytest.fail(f"it took {times} s")


def test_a_class_of_thirty_comes_to_the_verdict(tmp_path: Path) -> None:
    with Server(tmp_path, f"MaxStartups {AT_ONCE}") as server, ExitStack() as stack:
        os.setpriority(os.PRIO_PROCESS, server.pid, 19)  # for the tests beside this one, some of them timed
        learners = [stack.enter_context(Terminal(*server.lesson(), home=server.home)) for _ in range(AT_ONCE)]
        for learner in learners:
            learner.wait_for(READY, deadline=CROWDED)
        assert len(server.programs()) == AT_ONCE
        for key in RELU_KEYS:
            for learner in learners:
                learner.press(key)
        for learner in learners:
            learner.wait_for_verdict(CROWDED)
            learner.press("q")
        for learner in learners:
            assert learner.wait_end(CROWDED) == 0
            learner.assert_restored()
        assert server.programs() == []
