"""`relu-tui serve --ssh` on loopback, and real OpenSSH clients that come in."""

from __future__ import annotations

import re
import signal
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from tests import needs
from tests.terminal.terminal import DEADLINE, LESSON, Terminal, environment


class ClassServer:
    """A class, and the ways into it.

    Attributes:
        said: What it said when it began.
        process: The server.
    """

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        teacher_by_key: bool = True,
        program: tuple[str, ...] = LESSON,
        faults: bool = False,
    ) -> None:
        """Begin it.

        Args:
            folder: For its files; its home is there.
            arguments: More of the command line.
            teacher_by_key: Whether the teacher comes in by the key in the folder, not by a password.
            program: What is started.
            faults: Whether it is expected to tell of faults.
        """
        needs.module("asyncssh")
        self._ssh = needs.program("ssh", "openssh-client")
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir(exist_ok=True)
        self.key = folder / "key"
        if not self.key.exists():
            keygen = needs.program("ssh-keygen", "openssh-client")
            subprocess.run((keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(self.key)), check=True)
        by_key = ("--teacher-key", f"{self.key}.pub") if teacher_by_key else ()
        where = ("--host", "127.0.0.1", "--port", "0")
        self._faults = faults
        self._errors = folder / "errors"
        with self._errors.open("w") as errors:
            self.process = subprocess.Popen(
                [*program, "serve", "--ssh", *where, *by_key, *arguments],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=environment(self.home, PYTHONUNBUFFERED="1"),
                cwd=self.home,
            )
        self.said = ""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if "Nothing of the class is kept" in line:
                break
        found = re.search(r"-p (\d+) NAME@", self.said)
        assert found, f"the class does not begin:\n{self.said}{self.errors}"
        self.port = int(found[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(DEADLINE)
        finally:
            self.process.kill()
            assert self.process.stdout is not None
            self.process.stdout.close()
        assert error is not None or (status, bool(self.errors)) == (0, self._faults), self.errors

    @property
    def errors(self) -> str:
        """What went wrong, as it says."""
        return self._errors.read_text()

    @property
    def password(self) -> str:
        """The teacher's password."""
        found = re.search(r"password ([\w-]+)\)", self.said)
        assert found
        return found[1]

    def command(
        self, user: str, *words: str, options: tuple[str, ...] = (), program: str = "ssh"
    ) -> tuple[str, ...]:
        """The command of an OpenSSH client that goes there.

        Args:
            user: The name given.
            words: What to run there.
            options: For ssh.
            program: `ssh`, or one that copies files and takes its own words.
        """
        settings = (
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            f"UserKnownHostsFile={self.folder / 'known_hosts'}",
            "StrictHostKeyChecking=accept-new",
            "ControlMaster=no",
            "EscapeChar=none",
            "LogLevel=ERROR",
            "SendEnv=LANG",
        )
        given = [part for setting in settings for part in ("-o", setting)]
        port = "-p" if program == "ssh" else "-P"
        start = (needs.program(program, "openssh-client"), "-F", "none", port, str(self.port), *given)
        start = (*start, *options, "-i", str(self.key))
        return (*start, f"{user}@127.0.0.1", "--", *words) if program == "ssh" else (*start, *words)

    def learner(self, name: str, size: tuple[int, int] = (80, 24), **changes: str) -> Terminal:
        """Somebody who comes in, at a terminal of this size."""
        command = self.command(name, options=("-tt",))
        return Terminal(*command, home=self.home, size=size, env=environment(self.home, **changes))

    def run(self, command: tuple[str, ...], **changes: str) -> subprocess.CompletedProcess[str]:
        """Run a client without a terminal."""
        return subprocess.run(
            command,
            env=environment(self.home, **changes),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=DEADLINE,
            check=False,
        )

    @property
    def memory(self) -> float:
        """The memory of the server, in MB."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        return int(re.findall(r"Pss:\s+(\d+) kB", rollup)[0]) / 1024
