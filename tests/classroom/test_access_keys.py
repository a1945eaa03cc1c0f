"""The host's key and the passwords of a class."""

from __future__ import annotations

import re
import socket
import subprocess
from pathlib import Path

import pytest

from relu_tui.classroom.access_keys import KeyTroubleError, host_key, new_password, read_keys, same
from tests import needs
from tests.terminal.terminal import LESSON, environment

needs.module("asyncssh")


def test_the_host_key_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    path = host_key(folder)
    before = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert host_key(folder) == path
    assert path.read_bytes() == before
    assert [file.name for file in folder.iterdir()] == [path.name]


def test_a_host_key_that_others_could_read_is_refused(tmp_path: Path) -> None:
    path = host_key(tmp_path)
    path.chmod(0o644)
    with pytest.raises(KeyTroubleError, match="chmod 600"):
        host_key(tmp_path)


@pytest.mark.parametrize("content", [None, "", "no key", "-----BEGIN OPENSSH PRIVATE KEY-----"])
def test_a_file_without_public_keys_is_refused(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "keys"
    if content is not None:
        file.write_text(content)
    with pytest.raises(KeyTroubleError, match="keys"):
        read_keys(str(file))


def test_a_password_is_new_each_time_and_can_be_copied_by_hand() -> None:
    one, other = new_password(), new_password()
    assert re.fullmatch(r"([a-km-np-z2-9]{4}-){2}[a-km-np-z2-9]{4}", one)
    assert not same(one, other)
    assert same(one, str(one))


def test_what_hinders_a_class_is_told_in_a_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [*LESSON, "serve", "--ssh", "--host", "127.0.0.1", "--port", port]
        done = subprocess.run(
            command, env=environment(tmp_path), capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 2
    assert done.stderr == f"relu-tui: 127.0.0.1:{port}: address already in use\n"
    assert done.stdout == ""
