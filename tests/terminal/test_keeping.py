"""Nothing is lost: the lesson goes on where it stood, and where it can't be kept that is said in one line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests import needs
from tests.terminal.terminal import DEADLINE, LESSON, READY, RELU_KEYS, Terminal, environment

RESUMED = "Here the lesson goes on where it stood."
FRESH = "fresh one"
NOT_SAVED = "The lesson can't be saved"
SENT = NOT_SAVED[1:]
"""As it is sent: only cells that differ are, and the question before begins with the same letter."""
SAVED = Path(".local/state/relu-tui/lesson.json")

STORIES: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "steps": ((), ("right", "right", "s", "right", "left"), "1/4"),
    "conclusions": ((), RELU_KEYS, "0 ≠ 1"),
    "settings": (("abs(x - 1/3)", "--at", "1/3"), ("right", "r", "right", "p", "z", "2"), "the box"),
    "a prediction": (("--quiz",), ("2", "i", "0", "enter"), "condition 2"),
    "another function": ((), ("f", "tanh", "enter", "right"), "step 1"),
    "a convention": ((), (*RELU_KEYS, "c", "c"), "= 0"),
}
"""What was begun, what was pressed, and what shows that it has come about."""


def panes(terminal: Terminal) -> list[str]:
    """The screen without the lines of reasons, in which the program also speaks for itself."""
    return terminal.lines[:19]


def play_on(terminal: Terminal) -> None:
    """Play a fresh lesson to its verdict and leave."""
    terminal.press(*RELU_KEYS)
    terminal.wait_for_verdict()
    terminal.press("q")
    assert terminal.wait_end() == 0
    terminal.assert_restored()


def wait_to_end(terminal: Terminal) -> None:
    """Wait for the end of a program whose terminal is gone, or which is not read from."""
    end = time.monotonic() + DEADLINE
    while terminal.running:
        assert time.monotonic() < end, "it never ended"
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("story", "end"),
    [*((story, "SIGKILL") for story in STORIES), ("steps", "SIGHUP"), ("steps", "hang up"), ("steps", "q")],
)
def test_it_goes_on_where_it_stood(tmp_path: Path, story: str, end: str) -> None:
    arguments, keys, sign = STORIES[story]
    with Terminal(*LESSON, *arguments, home=tmp_path) as terminal:
        terminal.wait_for("condition 1", "┤")
        for key in keys:
            terminal.press(key)
            terminal.settle(0.1)
        terminal.wait_for(sign)
        stood = panes(terminal)
        if end == "hang up":
            terminal.hang_up()
        elif end == "q":
            terminal.press("q")
        else:
            terminal.signal(signal.Signals[end])
        wait_to_end(terminal)
    with Terminal(*LESSON, "--resume", home=tmp_path) as terminal:
        terminal.wait_for(RESUMED)
        terminal.wait(lambda: any("⠁" <= sign <= "⣿" for sign in terminal.text), "the plot")
        terminal.wait(lambda: panes(terminal) == stood, "\n".join(("the lesson as it stood:", *stood)))
        terminal.press("q")
        assert terminal.wait_end() == 0


def test_keys_in_one_write_with_the_quit_are_saved(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY)
        terminal.press("right", "right", "right", "enter", "q")
        assert terminal.wait_end() == 0
    saved = json.loads((tmp_path / SAVED).read_text())["lesson"]
    assert saved["concluded"] == [True, False, False, False]


def test_a_lesson_begun_anew_keeps_the_one_before(tmp_path: Path) -> None:
    before = (tmp_path / SAVED).with_name("lesson-before.json")
    for function in ("abs(x)", "tanh(x)"):
        with Terminal(*LESSON, function, home=tmp_path) as terminal:
            terminal.wait_for(READY)
            terminal.press("right", "q")
            assert terminal.wait_end() == 0
    assert json.loads(before.read_text())["lesson"]["function"] == "abs(x)"
    before.replace(tmp_path / SAVED)
    with Terminal(*LESSON, "--resume", home=tmp_path) as terminal:
        terminal.wait_for(RESUMED, "f(x) = |x|", "┤")
        terminal.press("right", "q")
        assert terminal.wait_end() == 0
    assert not before.exists()


def test_nothing_to_resume_is_said(tmp_path: Path) -> None:
    with Terminal(*LESSON, "--resume", home=tmp_path) as terminal:
        terminal.wait_for("There is no lesson to resume", READY)
        play_on(terminal)


@pytest.mark.parametrize("what", ["folder", "file", "home", "limit"])
def test_where_nothing_can_be_written_one_line_says_so(tmp_path: Path, what: str) -> None:
    command: tuple[str, ...] = LESSON
    if what == "folder":  # the state directory is there, and is a file
        (tmp_path / ".local").mkdir()
        (tmp_path / ".local/state").write_text("")
    elif what == "file":
        (tmp_path / SAVED).mkdir(parents=True)
    elif what == "home":
        tmp_path.chmod(0o555)
        command = (*unprivileged(), *LESSON)
    else:  # as if the disk were full from the beginning: no file may have a byte
        command = ("/bin/sh", "-c", 'ulimit -f 0 && exec "$@"', "sh", *LESSON)
    try:
        with Terminal(*command, home=tmp_path, cwd=Path("/")) as terminal:
            # a folder that can't be had is told at the start, a file with the first step that is to be saved
            at_start, at_step = (("┤",), (NOT_SAVED,)) if what in ("file", "limit") else ((NOT_SAVED,), ())
            terminal.wait_for("condition 1", *at_start)
            terminal.press("right")
            terminal.wait_for("seen 1 of 3", *at_step)
            said = terminal.raw.decode().count(SENT)
            terminal.press("u")
            play_on(terminal)
            assert said == terminal.raw.decode().count(SENT) == 1
    finally:
        tmp_path.chmod(0o755)


def unprivileged() -> tuple[str, ...]:
    """What makes a command heed permissions even where root starts it."""
    if os.geteuid() != 0:
        return ()
    return (needs.program("setpriv", "util-linux"), "--bounding-set=-all", "--inh-caps=-all")


def test_a_disk_that_fills_up_stops_saving_and_not_the_lesson(tmp_path: Path) -> None:
    disk = tmp_path / ".local"
    disk.mkdir()
    script = 'mount -t tmpfs -o size=32k tmpfs "$HOME/.local" && exec "$@"'
    isolated = ("unshare", "-m" if os.geteuid() == 0 else "-rm", "/bin/sh", "-c", script, "sh")
    if subprocess.run(
        (*isolated, "true"), env=environment(tmp_path), capture_output=True, check=False
    ).returncode:
        pytest.skip("no file system can be mounted here")
    with Terminal(*isolated, *LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY, "┤")
        inside = Path(f"/proc/{terminal.process.pid}/root{tmp_path}")
        terminal.press("right")
        terminal.wait_for("seen 1 of 3")
        terminal.wait((inside / SAVED).exists, "the lesson to be saved")
        kept = (inside / SAVED).read_text()
        filled = fill(inside / ".local/filling")
        terminal.press("right")
        terminal.wait_for("seen 2 of 3", "no space left on device")
        assert (inside / SAVED).read_text() == kept
        assert sorted(path.name for path in (inside / SAVED).parent.iterdir()) == [".lock", "lesson.json"]
        filled.unlink()
        terminal.press("right")
        terminal.wait_for("ready: Enter")
        terminal.wait(lambda: (inside / SAVED).read_text() != kept, "the lesson to be saved again")
        terminal.press("enter", *("down", "enter", "enter") * 3)
        terminal.wait_for_verdict()
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()


def fill(path: Path) -> Path:
    """Write a file until the disk is full."""
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 512):
                pass
        except OSError:
            return path
    raise AssertionError


FOREIGN = {
    "empty": b"",
    "half": b'{"program": "relu-tui", "format": 3, "lesson": {"function": "max(0',
    "binary": bytes(range(256)),
    "another program's": b'{"name": "something else"}',
    "a list": b"[1, 2, 3]",
    "another version": b'{"program": "relu-tui", "format": 99, "lesson": {}}',
    "no lesson": b'{"program": "relu-tui", "format": 3, "lesson": null}',
    "too long": b" " * 3_000_000,
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_that_is_no_lesson_is_said_and_a_fresh_one_begins(tmp_path: Path, kind: str) -> None:
    (tmp_path / SAVED).parent.mkdir(parents=True)
    (tmp_path / SAVED).write_bytes(FOREIGN[kind])
    with Terminal(*LESSON, "--resume", home=tmp_path) as terminal:
        terminal.wait_for("The saved lesson can't be used", FRESH, READY)
        play_on(terminal)


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / SAVED).parent.mkdir(parents=True)
    os.mkfifo(tmp_path / SAVED)
    with Terminal(*LESSON, "--resume", home=tmp_path) as terminal:
        terminal.wait_for(FRESH, READY)
        play_on(terminal)


def test_progress_that_cannot_be_read_is_progress_to_be_made(tmp_path: Path) -> None:
    (tmp_path / SAVED).parent.mkdir(parents=True)
    (tmp_path / SAVED).with_name("progress.json").write_bytes(b"\xff{")
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY)
        terminal.press("o")
        terminal.wait_for("the course")
        terminal.press("escape")
        terminal.wait_for(READY)
        play_on(terminal)


def test_two_programs_at_once_do_not_overwrite_one_another(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as first, Terminal(*LESSON, "abs(x)", home=tmp_path) as late:
        first.wait_for(READY, "┤")
        late.wait_for(READY, "┤")

        def one_says_so() -> bool:
            late.settle(0.01)  # or nobody reads what it says while the other is waited for
            return ("Another" in first.text) != ("Another" in late.text)

        first.wait(one_says_so, "one of them to say so")
        keeping, other = (late, first) if "Another relu-tui is running" in first.text else (first, late)
        for terminal in (other, keeping, other):
            terminal.press("right", "right")
            terminal.settle()
        other.press("enter")
        other.settle()
        saved = json.loads((tmp_path / SAVED).read_text())["lesson"]
        assert saved["function"] == ("max(0, x)" if keeping is first else "abs(x)")
        assert saved["left"]["index"] == 1
        for terminal in (first, late):
            terminal.press("q")
            assert terminal.wait_end() == 0
            terminal.assert_restored()


def test_the_second_of_two_that_resume_says_that_it_saves_nothing(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as first:
        first.wait_for(READY)
        first.press("right")
        first.wait_for("seen 1 of 3")
        first.wait((tmp_path / SAVED).exists, "the lesson to be saved")
        with Terminal(*LESSON, "--resume", home=tmp_path) as second:
            second.wait_for(RESUMED, "Another relu-tui is running", "seen 1 of 3")
