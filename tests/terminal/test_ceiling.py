"""A lesson of a shared account that the system ends: one line, and the terminal as it was."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from relu_tui.interface.guard import ENDED
from relu_tui.kiosk import MOST_MEMORY
from tests.terminal.terminal import LESSON, READY, Terminal


def lesson_of(terminal: Terminal) -> int:
    """The process that shows the lesson; the one that was begun waits for it."""
    pid = terminal.process.pid
    (lesson,) = map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    return lesson


@pytest.mark.parametrize(
    ("number", "said"),
    [(signal.SIGPROF, "of the processor"), (signal.SIGABRT, "memory"), (signal.SIGKILL, "memory")],
)
def test_one_line_is_said_and_the_terminal_mended(tmp_path: Path, number: signal.Signals, said: str) -> None:
    with Terminal(*LESSON, "--kiosk", home=tmp_path) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        os.kill(lesson_of(terminal), number)
        assert terminal.wait_end() == ENDED
        terminal.assert_restored()
        (line,) = [line for line in terminal.raw.decode().splitlines() if "relu-tui:" in line]
        assert line.endswith(f"relu-tui: the lesson was ended: {line.rpartition(': ')[2]}")
        assert said in line


def test_what_it_may_take_is_limited(tmp_path: Path) -> None:
    with Terminal(*LESSON, "--kiosk", home=tmp_path) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        limits = Path(f"/proc/{lesson_of(terminal)}/limits").read_text()
        (line,) = [line for line in limits.splitlines() if line.startswith("Max data size")]
        assert line.split()[3] == str(MOST_MEMORY)
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()


def test_a_terminal_that_goes_away_takes_both_with_it(tmp_path: Path) -> None:
    with Terminal(*LESSON, "--kiosk", home=tmp_path) as terminal:
        terminal.wait_for(READY)
        lesson = lesson_of(terminal)
        terminal.hang_up()
        terminal.process.wait(20)
        assert not Path(f"/proc/{lesson}").exists()
