"""A shared account, set up as the README says: whatever is tried, the lesson is all there is."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import needs
from tests.ssh.server import Server, command_line, descendants, run, running, user
from tests.terminal.terminal import READY, ROOT, Terminal, environment

REACHED = "reached"
"""The file that each attempt would make, and the word it would print, if it got anywhere."""

TRACE = f"touch {REACHED}; echo rea''ched"
"""The same for a shell; what a shell would print does not stand in it."""

REFUSAL = "this is not a terminal"
SHARED = "This is a shared account"

HOSTILE = {
    **dict.fromkeys(("TEXTUAL_LOG", "PYTHONSTARTUP", "BASH_ENV", "ENV", "RELU_TUI_CONFIG"), REACHED),
    "_ARGCOMPLETE": "1",
    "_ARGCOMPLETE_STDOUT_FILENAME": REACHED,
    "COMP_LINE": "relu-tui ",
    "COMP_POINT": "9",
    "PYTHONINSPECT": "1",
    "PYTHONPATH": "/nowhere",
    "PYTHONPYCACHEPREFIX": "/nowhere",
    "TEXTUAL": "devtools,debug",
    "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
    "TEXTUAL_PRESS": "x,enter",
    "TEXTUAL_SCREENSHOT": "0",
    "TEXTUAL_SCREENSHOT_LOCATION": ".",
    "RELU_TUI_MARKS": "ascii",
    "XDG_STATE_HOME": "/tmp",
    "XDG_CONFIG_HOME": "/tmp",
    "LD_PRELOAD": "/nowhere.so",
    "LOCPATH": "/nowhere",
}
"""Variables that someone who logs in would like to have there."""


def section() -> str:
    """The lines for sshd that the README gives, for whoever runs the test and the Python that runs it."""
    block = re.search(r"^```sshd\n(.*?)^```$", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    assert block, "README.md has no lines for sshd (in a fence named sshd)"
    text = block[1]
    for theirs, ours in (
        ("Match User limits", f"Match User {user()}"),
        ("exec /opt/relu-tui/bin/python ", f"cd && exec {sys.executable} "),
    ):
        assert text.count(theirs) == 1, f"README.md has not one line {theirs!r} for sshd"
        text = text.replace(theirs, ours)
    return text


@dataclass
class Kiosk:
    """The account, its home, and a lesson in it that stays open throughout."""

    server: Server
    lesson: Terminal
    program: int
    before: dict[str, tuple[int, ...]]

    @property
    def home(self) -> Path:
        """The account's home directory."""
        return self.server.home

    def other_programs(self) -> set[str]:
        """What runs there beside lessons and the server's own processes."""
        words = [command_line(pid).split() for pid in descendants(self.server.pid)]
        return {word for word, *_ in filter(None, words)} - {sys.executable, "sshd", "sshd:"}

    def assert_unharmed(self) -> None:
        """Find that nothing was written, nothing else runs there, and the lesson answers."""
        assert snapshot(self.home) == self.before, "a file was written"
        assert not self.other_programs()
        assert running(self.program)
        self.lesson.press("right")
        self.lesson.wait_for("seen 1 of 3")
        self.lesson.press("R")
        self.lesson.wait_for(READY)


def snapshot(folder: Path) -> dict[str, tuple[int, ...]]:
    """All that is in a folder; a file that came and went has changed the time of its folder."""
    found: dict[str, tuple[int, ...]] = {}
    for path in (folder, *folder.rglob("*")):
        status = path.lstat()
        found[str(path)] = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    # The rest of the configuration is as careless as can be: the section has to do it alone.
    careless = ("AcceptEnv *", "AllowTcpForwarding yes", "Subsystem sftp internal-sftp")
    with Server(tmp_path_factory.mktemp("kiosk"), *careless, section()) as server:
        state = server.home / ".local/state/relu-tui"
        state.mkdir(parents=True)
        (state / "lesson.json").write_text(saved())
        (server.home / "secret").write_text("a secret\n")
        before = snapshot(server.home)
        with Terminal(*server.lesson(), home=server.home) as lesson:
            lesson.wait_for(READY, "┤")
            (program,) = server.programs()
            yield Kiosk(server, lesson, program, before)


def saved() -> str:
    """A lesson on |x| that someone might wish to resume."""
    from relu_tui.lesson.transitions import begin
    from relu_tui.storage.lesson_file import to_text

    return to_text(begin("abs(x)", "0"))


# --- from outside -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "sh -c '{trace}'",
        "/bin/bash -i",
        "{trace}",
        "--resume",
        "; {trace}",
        "$({trace})",
        "\n{trace}\n",
        "relu-tui lesson --config secret",
        "python -m relu_tui check relu --json > {reached}",
        "internal-sftp",
    ],
)
def test_another_command_is_not_carried_out(kiosk: Kiosk, words: str) -> None:
    done = run(kiosk.server.command(words.format(trace=TRACE, reached=REACHED)), kiosk.home)
    assert (done.returncode, done.stdout) == (2, "")
    assert REFUSAL in done.stderr
    assert REACHED not in done.stderr
    kiosk.assert_unharmed()


@pytest.mark.parametrize("words", [(), ("sh", "-i"), ("--resume",), ("--config", "secret")])
def test_another_command_in_a_terminal_opens_the_lesson(kiosk: Kiosk, words: tuple[str, ...]) -> None:
    with Terminal(*kiosk.server.command(*words, options=("-tt",)), home=kiosk.home) as terminal:
        terminal.wait_for(READY, "f(x) = max(0, x)", "┤")
        terminal.write(f"{TRACE}\r".encode())
        terminal.settle()
        assert REACHED not in terminal.text.replace(TRACE, "")
        kiosk.assert_unharmed()


def test_files_are_not_copied(kiosk: Kiosk, tmp_path: Path) -> None:
    source = tmp_path / REACHED
    source.write_text("reached\n")
    got = tmp_path / "got"
    transfer = kiosk.server.transfer
    for legacy in ((), ("-O",)):
        assert run(transfer("scp", *legacy, str(source), "127.0.0.1:"), kiosk.home).returncode != 0
        assert run(transfer("scp", *legacy, "127.0.0.1:secret", str(got)), kiosk.home).returncode != 0
    batch = tmp_path / "batch"
    batch.write_text(f"get secret {got}\nput {source}\nmkdir {REACHED}\n")
    assert run(transfer("sftp", "-b", str(batch), "127.0.0.1"), kiosk.home).returncode != 0
    done = run(kiosk.server.command("sftp", options=("-s",)), kiosk.home)
    assert (done.returncode, done.stdout) == (2, "")
    assert not got.exists()
    kiosk.assert_unharmed()


def test_no_port_is_forwarded(kiosk: Kiosk, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as inside:
        address = f"127.0.0.1:{inside.getsockname()[1]}"
        greeted = threading.Thread(target=greet, args=(inside,), daemon=True)
        greeted.start()
        done = run(kiosk.server.command(options=("-W", address)), kiosk.home)
        assert done.returncode != 0
        assert REACHED not in done.stdout
        assert "prohibited" in done.stderr
        for forwarding in (f"0:{address}", f"{kiosk.home / REACHED}:{address}"):
            options = ("-N", "-o", "ExitOnForwardFailure=yes", "-R", forwarding)
            done = run(kiosk.server.command(options=options), kiosk.home)
            assert done.returncode != 0
            assert "remote" in done.stderr
            assert "forward" in done.stderr
    kiosk.assert_unharmed()


def greet(inside: socket.socket) -> None:
    """Say that it was reached to whoever comes."""
    try:
        connection, _ = inside.accept()
    except OSError:
        return
    with connection:
        connection.sendall(REACHED.encode())


def test_no_agent_comes_along(kiosk: Kiosk, tmp_path: Path) -> None:
    agent = needs.program("ssh-agent", "openssh-client")
    path = tmp_path / "agent"
    process = subprocess.Popen((agent, "-D", "-a", str(path)), stdout=subprocess.DEVNULL)
    try:
        env = environment(kiosk.home, SSH_AUTH_SOCK=str(path))
        with Terminal(*kiosk.server.lesson(options=("-A",)), home=kiosk.home, env=env) as terminal:
            terminal.wait_for(READY)
            assert not any("SSH_AUTH_SOCK" in variables(pid) for pid in kiosk.server.programs())
    finally:
        process.kill()
        process.wait()
    kiosk.assert_unharmed()


def test_variables_do_not_come_along(kiosk: Kiosk) -> None:
    options = tuple(part for name in ("LANG", *HOSTILE) for part in ("-o", f"SendEnv={name}"))
    others = set(kiosk.server.programs())
    env = {**environment(kiosk.home), **HOSTILE}
    command = ("env", "-u", "LD_PRELOAD", *kiosk.server.lesson(options=options))
    del env["LD_PRELOAD"]  # the client itself would heed it
    with Terminal(*command, home=kiosk.home, env=env) as terminal:
        terminal.wait_for(READY, "f(x) = max(0, x)", "┤")
        (program,) = set(kiosk.server.programs()) - others
        came = variables(program)
        assert came["LANG"] == "C.UTF-8"  # what is let in does come
        # PYTHONPATH is the test's own; an isolated Python does not look at it.
        assert not (set(came) - {"PYTHONPATH"}) & set(HOSTILE)
        assert came["PYTHONPATH"] == str(ROOT)
        kiosk.assert_unharmed()


def variables(pid: int) -> dict[str, str]:
    """The variables with which a process was started."""
    pairs = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return dict(pair.split("=", 1) for pair in pairs if pair)


# --- from inside ------------------------------------------------------------------------------------


def stop(kiosk: Kiosk) -> None:
    """Ctrl-Z, Ctrl-\\, Ctrl-S, Ctrl-P."""
    terminal = kiosk.lesson
    terminal.write(b"\x1a\x1c\x13\x10\x1a\x1c")


def export(kiosk: Kiosk) -> None:
    """The key for it."""
    terminal = kiosk.lesson
    terminal.press("x")
    terminal.wait_for(SHARED)
    terminal.press("right", "R")


def look_for_commands(kiosk: Kiosk) -> None:
    """The palette has no such command."""
    terminal = kiosk.lesson
    for words in ("screenshot", "export", "save", "shell", "resume"):
        terminal.press(":")
        terminal.wait_for("type to search")
        terminal.press(*words)
        terminal.wait_for("nothing found")
        terminal.press("enter", "escape", "escape")
        terminal.wait_without("nothing found")


def type_into_the_editor(kiosk: Kiosk) -> None:
    """Paths and code are no functions."""
    terminal = kiosk.lesson
    for text in (
        "/etc/passwd",
        f"open('{REACHED}', 'w')",
        f"__import__('os').system('{TRACE}')",
        f"$({TRACE})",
        f"`{TRACE}`",
        f"; {TRACE}",
        "lambda: 0",
    ):
        terminal.press("e")
        terminal.wait_for("a function and a point")
        terminal.write(b"\x01\x0b" + text.encode() + b"\r")
        terminal.settle(0.1)
        assert "a function and a point" in terminal.text, f"{text} is taken for a function"
        terminal.press("escape")
        terminal.wait_without("a function and a point")


def open_every_page(kiosk: Kiosk) -> None:
    """The experiment and the frameworks start no program; the others show what they have."""
    terminal = kiosk.lesson
    pages = {"b": "how rare is x = 0?", "t": "the tape", "?": "╭ keys", "w": "╭ why"}
    for key, title in pages.items():
        terminal.press(key)
        terminal.wait_for(title)
        time.sleep(0.2)  # for what it might start
        assert not kiosk.other_programs()
        terminal.press("escape")
        terminal.wait_for(READY)


def send_what_a_terminal_answers(kiosk: Kiosk) -> None:
    """Answers to questions that nobody asked, reports of sizes, a paste with keys in it."""
    terminal = kiosk.lesson
    terminal.write(
        b"\x1b[?62;c\x1b[48;9999;9999;0;0t\x1b]52;c;cmVhY2hlZA==\x07\x1bP$q\x1b\\\x1b[200~\x1ax\x03q\x1b[201~"
    )


@pytest.mark.parametrize(
    "attempt",
    [
        stop,
        export,
        look_for_commands,
        type_into_the_editor,
        open_every_page,
        send_what_a_terminal_answers,
    ],
)
def test_the_lesson_stays_a_lesson(kiosk: Kiosk, attempt: Callable[[Kiosk], None]) -> None:
    attempt(kiosk)
    kiosk.assert_unharmed()


def test_the_interrupt_ends_the_session_and_reaches_no_shell(kiosk: Kiosk) -> None:
    with Terminal(*kiosk.server.lesson(), home=kiosk.home) as terminal:
        terminal.wait_for(READY, "┤")
        terminal.write(b"\x03" + f"{TRACE}\r".encode())
        assert terminal.wait_end() == 0
        terminal.assert_restored()
        assert REACHED not in terminal.text
    kiosk.assert_unharmed()


def test_keys_before_there_is_a_screen_reach_no_shell(kiosk: Kiosk) -> None:
    for keys in (b"\x1a\x1a\x1a", b"\x1c", b"\x03"):
        with Terminal(*kiosk.server.lesson(), home=kiosk.home) as terminal:
            terminal.wait(lambda: len(kiosk.server.programs()) > 1, "the program to start")
            terminal.write(keys + f"{TRACE}\r".encode())
            terminal.settle(0.3)
            assert REACHED not in terminal.text.replace(TRACE, "")
    kiosk.assert_unharmed()
