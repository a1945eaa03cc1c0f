"""A real sshd on loopback, with its own port, host key, configuration and list of who may come in."""

from __future__ import annotations

import getpass
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests import needs
from tests.terminal.terminal import DEADLINE, ROOT, environment

RUNTIME = Path("/run/sshd")
"""The empty folder that an sshd started by root insists on; starting the machine makes it."""


class Server:
    """An sshd, and the ways to it.

    Attributes:
        home: What a session takes for its home directory.
        port: Where it listens.
    """

    def __init__(self, folder: Path, *settings: str, env: Mapping[str, str] | None = None) -> None:
        """Start it.

        Args:
            folder: For its files, and for the home.
            settings: Lines for the end of its configuration.
            env: Variables that it sets in each session.
        """
        self.folder = folder / "sshd"
        self.folder.mkdir()
        self.home = folder / "home"
        self.home.mkdir()
        self._sshd = needs.program("sshd", "openssh-server")
        self._ssh = needs.program("ssh", "openssh-client")
        self._make_keys(needs.program("ssh-keygen", "openssh-client"))
        self._settings = settings
        self._variables = {"HOME": str(self.home), "PYTHONPATH": str(ROOT), **(env or {})}
        if os.geteuid() == 0:
            RUNTIME.mkdir(mode=0o755, exist_ok=True)
        self.port = 0
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pid in [*descendants(self._process.pid), self._process.pid]:
            end(pid, signal.SIGKILL)
        self._process.wait()

    @property
    def log(self) -> str:
        """What it has to say."""
        return (self.folder / "log").read_text()

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def command(self, *arguments: str, options: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The command that goes there.

        Args:
            arguments: What to run there; its configuration may force something else.
            options: For ssh.
        """
        return (self._ssh, *self._client("-p"), *options, "127.0.0.1", "--", *arguments)

    def lesson(self, *arguments: str, options: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The command that opens the lesson there, as a person would."""
        return self.command(sys.executable, "-m", "relu_tui", *arguments, options=("-tt", *options))

    def transfer(self, program: str, *arguments: str) -> tuple[str, ...]:
        """The command of a program that copies files, `scp` or `sftp`."""
        return (needs.program(program, "openssh-client"), *self._client("-P"), *arguments)

    def programs(self) -> list[int]:
        """The processes of the lesson that it runs, without those that stand guard over one."""
        running = [pid for pid in descendants(self.pid) if runs_lesson(pid)]
        return [pid for pid in running if not set(descendants(pid)) & set(running) - {pid}]

    def sessions(self) -> list[int]:
        """Its own processes, one or two for each who came in."""
        return [pid for pid in descendants(self.pid) if command_line(pid).startswith("sshd")]

    def _client(self, port: str) -> tuple[str, ...]:
        settings = (
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            f"UserKnownHostsFile={self.folder / 'known_hosts'}",
            "StrictHostKeyChecking=yes",
            "ControlMaster=no",
            "EscapeChar=none",
        )
        options = [part for setting in settings for part in ("-o", setting)]
        # -F: no settings of whoever runs the test.
        return ("-F", "none", "-i", str(self.folder / "user"), port, str(self.port), *options)

    def _make_keys(self, keygen: str) -> None:
        for name in ("host", "user"):
            path = str(self.folder / name)
            subprocess.run((keygen, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path), check=True)
        (self.folder / "authorized_keys").write_text((self.folder / "user.pub").read_text())

    def _start(self) -> None:
        for _ in range(5):  # another program may take the port that was free a moment ago
            with socket.create_server(("127.0.0.1", 0)) as free:
                self.port = free.getsockname()[1]
            kind, key, *_ = (self.folder / "host.pub").read_text().split()
            (self.folder / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {kind} {key}\n")
            configuration = self.folder / "sshd_config"
            configuration.write_text(self._configuration())
            log = (self.folder / "log").open("wb")
            self._process = subprocess.Popen(
                (self._sshd, "-D", "-e", "-f", str(configuration)), stdin=subprocess.DEVNULL, stderr=log
            )
            log.close()
            if self._listens():
                return
            self._process.kill()
            self._process.wait()
        raise AssertionError(f"sshd does not start:\n{self.log}")

    def _configuration(self) -> str:
        """Its own settings first: for each of them sshd takes what it reads first."""
        variables = " ".join(f'{name}="{value}"' for name, value in self._variables.items())
        own = (
            "ListenAddress 127.0.0.1",
            f"Port {self.port}",
            f"HostKey {self.folder / 'host'}",
            f"AuthorizedKeysFile {self.folder / 'authorized_keys'}",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin prohibit-password",
            "UsePAM no",
            "StrictModes no",  # the keys are in a temporary folder, below one where anyone may write
            "PidFile none",
            f"SetEnv {variables}",
        )
        return "\n".join((*own, *self._settings)) + "\n"

    def _listens(self) -> bool:
        limit = time.monotonic() + DEADLINE
        while time.monotonic() < limit and self._process.poll() is None:
            if "Server listening" in self.log:
                return True
            time.sleep(0.02)
        return False


def run(command: tuple[str, ...], home: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command of this side, without a terminal."""
    return subprocess.run(
        command,
        env=environment(home, **changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=DEADLINE,
        check=False,
    )


def user() -> str:
    """Whoever runs the test, and so may log in."""
    return getpass.getuser()


# --- processes ------------------------------------------------------------------------------------


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that they did."""
    return [inner for child in _children(pid) for inner in (child, *descendants(child))]


def _children(pid: int) -> Iterator[int]:
    try:
        yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    except OSError:
        return


def command_line(pid: int) -> str:
    """The words with which a process was started, or to which it has changed them."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def runs_lesson(pid: int) -> bool:
    """Whether a process is a Python that runs the lesson, not the shell that was told to start it."""
    words = command_line(pid).split()
    return bool(words) and "python" in words[0] and "relu_tui" in words


def running(pid: int) -> bool:
    """Whether a process still runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def end(pid: int, number: signal.Signals) -> None:
    """Send a process a signal, if it is still there."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def seconds_until_none_of(pids: list[int]) -> float:
    """Wait until none of these processes runs."""
    start = time.monotonic()
    while any(map(running, pids)):
        assert time.monotonic() < start + DEADLINE, f"still there: {[command_line(pid) for pid in pids]}"
        time.sleep(0.01)
    return time.monotonic() - start
