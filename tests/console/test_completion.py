"""Completion as a person gets it: a real shell in a pseudo-terminal, and the Tab key."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from relu_tui.calculus.language.gallery import BY_NAME
from tests.terminal.terminal import Terminal, environment

SHELLS = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
SET_UP = {
    "bash": 'eval "$(relu-tui completion bash)"',
    "zsh": 'autoload -Uz compinit; compinit -u; eval "$(relu-tui completion zsh)"',
    "fish": "relu-tui completion fish | source",
}
TYPED = {
    "fu": "functions ",
    "check leaky-r": "check leaky-relu ",
    "gel": "gelu ",
    "table relu --ste": "table relu --steps ",
    "table relu --format bf": "table relu --format bfloat16 ",
    "relu --them": "relu --theme ",
    "lessons jum": "lessons jump ",
    "help fra": "help frameworks ",
}
"""What is typed behind the program's name, and what Tab makes of it."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a folder of programs that has this one."""
    program = tmp_path / "bin" / "relu-tui"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m relu_tui "$@"\n')
    program.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_commands_options_and_names(home: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        assert not os.environ.get("CI"), f"{shell} is not installed"
        pytest.skip(f"{shell} is not installed")
    env = environment(home, PS1="$ ", LINES="24", COLUMNS="80", fish_greeting="")
    env["PATH"] = f"{home / 'bin'}:{env['PATH']}"
    with Terminal(*SHELLS[shell], home=home, env=env) as terminal:
        terminal.settle(0.5)
        terminal.press(f"{SET_UP[shell]}; echo rea''dy", "enter")
        terminal.wait_for("ready")
        for typed, completed in TYPED.items():
            terminal.settle(0.1)
            terminal.press(f"relu-tui {typed}", "tab")
            terminal.wait_for(f"relu-tui {completed}".rstrip())
            terminal.press("!")  # shows whether a space follows
            terminal.wait_for(f"relu-tui {completed}!")
            terminal.write(b"\x15")
            terminal.wait_without(f"relu-tui {completed}!")


def completions(home: Path, line: str, code: str = "from relu_tui.cli import main; main([])") -> list[str]:
    """What a shell would be told for a command line."""
    answer = home / "answer"
    env = environment(home, COMP_LINE=line, COMP_POINT=str(len(line)), _ARGCOMPLETE="1")
    env |= {"_ARGCOMPLETE_STDOUT_FILENAME": str(answer), "_ARGCOMPLETE_IFS": "\n"}
    subprocess.run([sys.executable, "-c", code], env=env, check=True, timeout=60)
    return [word.strip() for word in answer.read_text().splitlines()]


@pytest.mark.parametrize("command", ["", "lesson ", "plain ", "check ", "table ", "serve ", "frameworks "])
def test_all_names_of_the_gallery_are_known(home: Path, command: str) -> None:
    for name in ("gel", "leaky-r", "wig"):
        expected = {found for found in BY_NAME if found.startswith(name)}
        assert expected
        assert expected == set(completions(home, f"relu-tui {command}{name}"))


def test_a_shell_is_answered_without_screen_or_engine(home: Path) -> None:
    script = """
import atexit, os, sys
leave = os._exit
def told(status):
    late = {"textual", "rich", "flint", "numpy", "plotext"} & set(sys.modules)
    leave(1 if late else status)
os._exit = told
from relu_tui.cli import main
main([])
"""
    assert completions(home, "relu-tui check leaky", script) == ["leaky-relu"]
