"""Where Python lacks the modules of Unix, as on Windows: what needs them says so, the rest works."""

from __future__ import annotations

import subprocess
import sys

import pytest

from relu_tui.cli import OF_UNIX

STAND_IN = f"""
import sys
sys.modules.update(dict.fromkeys({OF_UNIX!r}))
from relu_tui import cli
cli.lessons._has_terminal = lambda: True
sys.exit(cli.main())
"""


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", STAND_IN, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={"TERM": "xterm", "PYTHONUTF8": "1"},
        timeout=60,
    )


@pytest.mark.parametrize("arguments", [("abs(x)",), ("lesson", "relu", "--kiosk")])
def test_what_needs_unix_ends_in_one_line(arguments: tuple[str, ...]) -> None:
    done = _run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("relu-tui: this needs Linux, macOS or WSL: here use relu-tui plain")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.mark.parametrize("command", ["check", "table", "plain", "limit"])
def test_what_needs_none_works(command: str) -> None:
    done = _run(command, "x")
    assert (done.returncode, done.stderr) == (0, "")
