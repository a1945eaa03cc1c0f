"""What the process of a class is refused by the interpreter, and the little that it is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ALLOWED = """
from relu_tui.classroom.wall import raise_wall
import asyncio, os, pathlib, socket, subprocess, sys
command = [sys.executable, '-c', 'pass']
raise_wall(command, pathlib.Path('class.csv'))
"""


def ran(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ALLOWED + code], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        "open('other', 'w')",
        "open('../class.csv', 'x')",
        "subprocess.run(['id'])",
        "subprocess.run([*command, 'more'])",
        "os.system('id')",
        "os.execv('/bin/sh', ['sh'])",
        "os.remove('kept')",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.socket().bind(('127.0.0.1', 0))",
    ],
)
def test_what_a_class_does_not_need_is_refused(tmp_path: Path, code: str) -> None:
    (tmp_path / "kept").touch()
    done = ran(tmp_path, code)
    assert "a shared account" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_its_record_is_written_and_things_are_tried(tmp_path: Path) -> None:
    code = """
open('class.csv', 'x').close()
open('class-2.csv', 'x').close()
async def start():
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=null)
    assert await process.wait() == 0
asyncio.run(start())
"""
    done = ran(tmp_path, code)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class-2.csv", "class.csv"]
