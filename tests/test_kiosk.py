"""What `--kiosk` takes away from the process: each attempt is made in one of its own, and refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from relu_tui.kiosk import IN_A_BROWSER, forget
from tests.terminal.terminal import LESSON, READY, RELU_KEYS, ROOT, Terminal, environment

BEGINNING = "import os, subprocess, socket, sys, pathlib; from relu_tui.kiosk import confine; confine(); "

REFUSED = {
    "a new file": "open('reached', 'w')",
    "a file to add to": "open('there', 'a')",
    "a file to change": "open('there', 'r+')",
    "a new file by descriptor": "os.open('reached', os.O_CREAT | os.O_WRONLY)",
    "a folder": "os.mkdir('reached')",
    "another name": "os.rename('there', 'reached')",
    "a file less": "os.remove('there')",
    "a link": "os.symlink('there', 'reached')",
    "a hard link": "os.link('there', 'reached')",
    "a shorter file": "os.truncate('there', 0)",
    "other permissions": "os.chmod('there', 0)",
    "another time": "os.utime('there', (0, 0))",
    "a shell": "os.system('touch reached')",
    "a program": "subprocess.run(['touch', 'reached'])",
    "a program in its place": "os.execv('/bin/sh', ['sh', '-c', 'touch reached'])",
    "a program by the system": "os.posix_spawn('/bin/sh', ['sh', '-c', 'touch reached'], {})",
    "a second process": "os.fork()",
    "a browser": "import webbrowser; webbrowser.get('/bin/echo %s').open('x')",
    "a connection": "socket.socket().connect(('127.0.0.1', 9))",
    "a port": "socket.socket().bind(('127.0.0.1', 0))",
    "a name on the network": "socket.getaddrinfo('localhost', 80)",
}

PERMITTED = {
    "a file to read": "assert open('there').read() == 'as it was'",
    "nowhere": "open(os.devnull, 'w').write('x')",
    "the terminal": "assert os.write(1, b'')  == 0",
}


def carried_out(code: str, folder: Path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process that was confined."""
    (folder / "there").write_text("as it was")
    return subprocess.run(
        [sys.executable, *options, "-c", BEGINNING + code],
        cwd=folder,
        env=environment(folder, **variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=40,
        check=False,
    )


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused(tmp_path: Path, what: str) -> None:
    done = carried_out(REFUSED[what], tmp_path)
    assert done.returncode == 1
    assert "PermissionError: a shared account" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_text() == "as it was"


def test_reading_is_permitted(tmp_path: Path) -> None:
    done = carried_out("; ".join(PERMITTED.values()), tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_system_refuses_what_the_interpreter_does_not_see(tmp_path: Path) -> None:
    written = "import ctypes; libc = ctypes.CDLL(None); libc.dprintf(libc.creat(b'reached', 0o600), b'x')"
    carried_out(written, tmp_path)
    assert (tmp_path / "reached").read_bytes() == b""


@pytest.mark.parametrize("how", ["-i", "PYTHONINSPECT"])
def test_no_prompt_of_python_follows(tmp_path: Path, how: str) -> None:
    options, variables = (("-i",), {}) if how == "-i" else ((), {"PYTHONINSPECT": "1"})
    done = carried_out("print('reached')", tmp_path, *options, **variables)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert ">>>" not in done.stderr


def test_variables_that_steer_the_program_are_forgotten_but_for_the_browsers() -> None:
    variables = {
        "TEXTUAL_LOG": "log",
        "RELU_TUI_CONFIG": "config",
        "PYTHONBREAKPOINT": "os.system",
        "TEXTUAL_DRIVER": "another:Driver",
        "LANG": "C.UTF-8",
    }
    forget(variables)
    assert variables == {"LANG": "C.UTF-8"}
    forget(browser := dict(IN_A_BROWSER))
    assert browser == IN_A_BROWSER


def test_a_careless_set_up_still_writes_nothing(tmp_path: Path) -> None:
    log = tmp_path / "log"
    variables = {
        "TEXTUAL_LOG": str(log),
        "TEXTUAL_SCREENSHOT": "0.1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_PRESS": "x,enter",
        "RELU_TUI_CONFIG": str(tmp_path / "config"),
        "RELU_TUI_MARKS": "no such marks",
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(log),
        "COMP_LINE": "relu-tui ",
        "COMP_POINT": "9",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPATH": str(ROOT),
    }
    with Terminal(
        *LESSON, "--kiosk", "--resume", home=tmp_path, env=environment(tmp_path, **variables)
    ) as terminal:
        terminal.wait_for(READY, "┤")
        terminal.press(*RELU_KEYS)
        terminal.wait_for_verdict()
        terminal.press("x")
        terminal.wait_for("This is a shared account")
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()
    assert list(tmp_path.iterdir()) == []
