"""Signals: however the program is ended, stopped or continued, the terminal is left as it was found."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.terminal import DEADLINE, LESSON, MODES_AT_REST, READY, Terminal, environment


def processes_of(session: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def wait_for_prompt(terminal: Terminal) -> None:
    """Wait until the shell in a terminal asks for a command."""
    terminal.wait(lambda: terminal.raw.endswith(b"$ "), "the prompt")


def tell(terminal: Terminal, command: str) -> None:
    """Have the shell in a terminal carry out a command, once it asks for one."""
    wait_for_prompt(terminal)
    before = terminal.raw.count(b"well done")
    terminal.press(f"{command}; echo well' 'done\r")
    terminal.wait(lambda: terminal.raw.count(b"well done") > before, f"{command} to be carried out")


@pytest.mark.parametrize("full_repaint", [False, True])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_ends_it_in_good_order(tmp_path: Path, name: str, full_repaint: bool) -> None:
    number = signal.Signals[name]
    options = ("--full-repaint",) if full_repaint else ()
    with Terminal(*LESSON, *options, home=tmp_path) as terminal:
        terminal.wait_for(READY)
        terminal.press("right")
        terminal.wait_for("seen 1 of 3")
        assert terminal.modes[1049]
        terminal.signal(number)
        assert terminal.wait_end() == 128 + number
        terminal.assert_restored()
        assert "Traceback" not in terminal.raw.decode()
        assert "rror" not in terminal.raw.decode()


def test_a_signal_ends_it_while_a_page_is_open(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY)
        terminal.press("f")
        terminal.wait_for("type to search")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_end() == 128 + signal.SIGTERM
        terminal.assert_restored()


def test_a_window_that_was_another_size_for_a_moment_is_drawn_again(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        terminal.settle()
        before = terminal.text
        terminal.scribble()
        terminal.claim(90, 30)
        terminal.resize(80, 24)
        terminal.wait(lambda: terminal.text == before, "the screen as it was")


@pytest.mark.skipif(sys.platform != "linux", reason="a signal for one thread is sent by Linux's own call")
def test_a_signal_that_the_thread_of_keys_gets_is_acted_on_without_a_key(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        terminal.settle()
        before, program = terminal.text, terminal.process.pid
        others = {int(task.name) for task in Path(f"/proc/{program}/task").iterdir()} - {program}
        terminal.scribble()
        assert others
        for thread in others:
            assert ctypes.CDLL(None).tgkill(program, thread, signal.SIGCONT) == 0
        terminal.wait(lambda: terminal.text == before, "the screen as it was")


@pytest.mark.parametrize("name", ["SIGCONT", "SIGWINCH", "SIGPIPE"])
def test_a_signal_that_means_nothing_changes_nothing(tmp_path: Path, name: str) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        for _ in range(3):
            terminal.signal(signal.Signals[name])
            time.sleep(0.02)
        terminal.press("right")
        terminal.wait_for("seen 1 of 3", "⠔")
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()


def test_after_a_stop_that_nobody_can_catch_the_screen_is_whole_again(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        terminal.settle()
        before = terminal.text
        terminal.signal(signal.SIGSTOP)
        terminal.scribble()
        terminal.signal(signal.SIGCONT)
        terminal.wait(lambda: terminal.text == before, "the screen as it was")
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()


@pytest.mark.parametrize("full_repaint", [False, True])
def test_stopped_it_leaves_the_terminal_to_the_shell_and_continued_it_takes_it_again(
    tmp_path: Path, full_repaint: bool
) -> None:
    command = " ".join((*LESSON, *(("--full-repaint",) if full_repaint else ())))
    env = environment(tmp_path, PS1="$ ", ENV="")
    with Terminal("/bin/sh", "-i", home=tmp_path, env=env) as terminal:
        tell(terminal, "stty -a >before")
        wait_for_prompt(terminal)
        terminal.press(f"{command}\r")
        terminal.wait_for(READY, "⠔", "the box")
        terminal.press("right", "s")
        terminal.wait_for("the left")
        terminal.settle()
        lesson = terminal.text
        (program,) = set(processes_of(terminal.process.pid)) - {terminal.process.pid}
        for again in range(2):
            os.kill(program, signal.SIGTSTP)
            terminal.wait_for("topped")
            left = {mode: on for mode, on in terminal.modes.items() if MODES_AT_REST.get(mode, False) != on}
            assert not left, f"stopped, it leaves modes {left}"
            tell(terminal, f"stty -a >stopped{again}")
            terminal.scribble()
            wait_for_prompt(terminal)
            terminal.press("fg\r")
            terminal.wait(lambda: terminal.text == lesson, "the screen as it was")
        terminal.press("right")
        terminal.wait_for("1/2")
        terminal.press("q")
        tell(terminal, "stty -a >after")
        terminal.press("exit\r")
        terminal.wait_end()
    before, *later = ((tmp_path / name).read_text() for name in ("before", "stopped0", "stopped1", "after"))
    assert later == [before] * 3


def test_a_signal_in_the_background_then_to_the_front(tmp_path: Path) -> None:
    env = environment(tmp_path, PS1="$ ", ENV="")
    with Terminal("/bin/sh", "-i", home=tmp_path, env=env) as terminal:
        wait_for_prompt(terminal)
        terminal.press(f"{' '.join(LESSON)}\r")
        terminal.wait_for(READY, "⠔", "the box")
        terminal.settle()
        lesson = terminal.text
        (program,) = set(processes_of(terminal.process.pid)) - {terminal.process.pid}
        os.kill(program, signal.SIGTSTP)
        terminal.wait_for("topped")
        tell(terminal, "bg")
        stat = Path(f"/proc/{program}/stat")
        terminal.wait(lambda: stat.read_text().rpartition(")")[2].split()[0] == "T", "it to stop again")
        terminal.scribble()
        terminal.press("fg\r")
        terminal.wait(lambda: terminal.text == lesson, "the screen as it was")
        terminal.press("q")
        wait_for_prompt(terminal)
        terminal.press("exit\r")
        terminal.wait_end()
        terminal.assert_restored()


def seconds_to_end(terminal: Terminal) -> float:
    start = time.monotonic()
    while terminal.running:
        assert time.monotonic() - start < DEADLINE, "it never ended"
        time.sleep(0.01)
    return time.monotonic() - start


def test_a_terminal_that_goes_away_ends_it_within_2_seconds(tmp_path: Path) -> None:
    times = []
    for _ in range(3):  # the machine may be busy
        with Terminal(*LESSON, home=tmp_path) as terminal:
            terminal.wait_for(READY)
            terminal.press("right")
            terminal.wait_for("seen 1 of 3")
            terminal.hang_up()
            times.append(seconds_to_end(terminal))
            assert processes_of(terminal.process.pid) == []
        if times[-1] < 2:
            return
    pytest.fail(f"it took {times} s")


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "hang up"])
def test_it_ends_even_while_nobody_reads_what_it_writes(tmp_path: Path, how: str) -> None:
    with Terminal(*LESSON, home=tmp_path, size=(200, 60)) as terminal:
        terminal.wait_for(READY)
        terminal.flood(b"d" * 4000)
        if how == "hang up":
            terminal.hang_up()
        else:
            terminal.signal(signal.Signals[how])
        seconds_to_end(terminal)
        assert terminal.process.returncode in (128 + signal.SIGTERM, 128 + signal.SIGHUP)
        if how != "hang up":
            terminal.assert_settings_restored()
