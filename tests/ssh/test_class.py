"""A class over SSH by real clients: walking together, leaving, coming back, voting; and what is refused."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import aiohttp
import pytest

from tests.ssh.class_server import ClassServer
from tests.terminal.terminal import DEADLINE, LESSON, READY, RELU_KEYS, Terminal, environment

SIZES = ((80, 24), (120, 40), (60, 20), (200, 60))
CLIENTS = 30


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClassServer]:
    with ClassServer(tmp_path_factory.mktemp("class")) as server:
        yield server


def has_verdict(terminal: Terminal) -> bool:
    return "NOTDIFFERENTIABLEAT0" in terminal.text.replace(" ", "").upper()


def test_thirty_at_mixed_sizes_walk_together_leave_return_and_vote_twice(tmp_path: Path) -> None:
    with ClassServer(tmp_path) as server, ExitStack() as stack:
        teacher = stack.enter_context(server.learner("teacher", (100, 30)))
        teacher.wait_for(READY, "F2 opens the class")
        class_ = [
            stack.enter_context(server.learner(f"learner{n}", SIZES[n % len(SIZES)])) for n in range(CLIENTS)
        ]
        for learner in class_:
            learner.wait_for("f(x)")
        alone, *rest = class_

        teacher.press("right")
        alone.wait_for("step 1")
        alone.press("z")
        alone.wait_for("You are on your own; F2 goes back")
        teacher.press(*RELU_KEYS[1:])
        for learner in (teacher, *rest):
            learner.wait(lambda learner=learner: has_verdict(learner), "the verdict")  # type: ignore[misc]
        assert not has_verdict(alone)
        alone.press("f2")
        alone.wait_for("You follow the teacher again", "4 equal", "fails")

        teacher.press("f2")
        teacher.wait_for(f"{CLIENTS} here · {CLIENTS} follow", "learner1")
        teacher.press("v")
        teacher.wait_for("ask the class", "is f differentiable")
        teacher.press("enter")
        for index, learner in enumerate(class_):
            learner.wait_for("first vote", "1 yes")
            learner.press("1" if index < 10 else "2")
        teacher.wait_for(f"first vote: {CLIENTS} of {CLIENTS} answered")
        assert "█" not in teacher.text + alone.text, "the answers are hidden until they are shown"
        teacher.press("s")
        for learner in (alone, rest[0], rest[2]):
            learner.wait_for("answers of the class", "10 █", "20 █")
        teacher.press("a")
        for learner in class_:
            learner.wait_for("second vote")
            learner.press("2")
        teacher.wait_for(f"second vote: {CLIENTS} of {CLIENTS} answered")
        teacher.press("s")
        teacher.wait(lambda: bool(re.search(r"2 no +20 █+ +30 █", teacher.text)), "both rounds side by side")
        for learner in class_:
            learner.wait_for("answers of the class")
        teacher.press("e", "q")
        for learner in class_:
            learner.wait_without("answers of the class")

        assert list(server.home.rglob("*.csv")) == [], "nothing is kept that was not asked for"
        teacher.press("f2", "x")
        teacher.wait_for("Written:", "class.csv")
        assert (server.home / "class.csv").read_text().count("learner") == CLIENTS
        teacher.press("q")
        for learner in (*class_, teacher):
            learner.press("q")
        assert {learner.wait_end() for learner in (*class_, teacher)} == {0}
        alone.assert_restored()


def test_the_class_is_told_in_lines_and_one_votes_leaves_and_comes_back_there(school: ClassServer) -> None:
    with school.learner("teacher") as teacher, school.learner("plain-ada") as ada:
        teacher.wait_for("F2 opens the class")
        ada.wait_for("You follow the teacher", "Next:")
        teacher.press("R", "right")
        ada.wait_for("left: Δx = −1, f(0+Δx) = 0, quotient 0", "right: Δx = 1, f(0+Δx) = 1, quotient 1")
        teacher.press("f2", "v")
        teacher.wait_for("ask the class")
        teacher.press("enter")
        ada.wait_for("First vote: f(x) = max(0, x): is f differentiable at 0?", "2: no")
        ada.press("2", "enter")
        ada.wait_for("Noted: no.")
        teacher.wait_for("1 of 1 answered", "ada")
        teacher.press("s")
        ada.wait_for("no: 1")
        ada.press(*"side", "enter")
        ada.wait_for("You are on your own now", "Moving: left.")
        teacher.wait_for("alone")
        teacher.press("e", "q", "right")
        teacher.wait_for("seen 2 of 3")
        assert "−1/2" not in ada.text
        ada.press("f", "enter", *"abs", "enter")
        ada.wait_for("Name of a function", "f(x) = |x|")
        ada.press(*"back", "enter")
        ada.wait_for("You follow the teacher again.", "Δx = −1/2")
        ada.press(*"helloo", "\x7f", "enter")
        ada.wait_for("'hello' is no command")
        ada.press("q", "enter")
        assert ada.wait_end() == 0
    lines = subprocess.run(
        school.command("plain", options=("-T",)),
        env=environment(school.home),
        input="w\nw\nq\n",
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert lines.returncode == 0
    assert "From the left" in lines.stdout
    assert "\x1b" not in lines.stdout


def test_the_class_is_told_in_what_the_locale_of_the_client_has(school: ClassServer) -> None:
    said = {}
    for locale in ("C", "C.UTF-8"):
        command = school.command("plain", options=("-T",))
        env = environment(school.home, LANG=locale)
        done = subprocess.run(
            command, env=env, input=b"w\nw\nq\n", capture_output=True, timeout=DEADLINE, check=True
        )
        said[locale] = done.stdout
    assert said["C"].isascii()
    assert b"Condition 4" in said["C"]
    assert b"lim dx->0" in said["C"]
    assert "lim Δx→0".encode() in said["C.UTF-8"]


# --- nothing but the lesson -------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["id", "sh -i", "scp -t /tmp", "internal-sftp", "env"])
def test_a_command_gets_one_line(school: ClassServer, words: str) -> None:
    for tty in ((), ("-tt",)):
        done = school.run(school.command("ada", words, options=tty))
        assert done.returncode == 2
        assert (done.stdout + done.stderr).replace("\r", "").splitlines() == [
            "relu-tui: there is only the lesson here: ssh without a command opens it."
        ]


def test_no_subsystem_and_no_file_is_to_be_had(school: ClassServer, tmp_path: Path) -> None:
    source, got = tmp_path / "source", tmp_path / "got"
    source.write_text("reached\n")
    for name in ("sftp", "netconf"):
        assert school.run(school.command("ada", name, options=("-s",))).returncode != 0
    for legacy in ((), ("-O",)):
        there = f"ada@127.0.0.1:{tmp_path}/there"
        assert school.run(school.command("", *legacy, str(source), there, program="scp")).returncode != 0
        here = (f"ada@127.0.0.1:{source}", str(got))
        assert school.run(school.command("", *legacy, *here, program="scp")).returncode != 0
    assert school.run(school.command("", "ada@127.0.0.1", program="sftp")).returncode != 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]


def test_no_port_and_no_socket_is_forwarded(school: ClassServer, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as inside, socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{inside.getsockname()[1]}"
        outside = free.getsockname()[1]
        free.close()
        inside.settimeout(0.2)
        done = school.run(school.command("ada", options=("-W", address)))
        assert done.returncode != 0
        for forwarding in (f"0:{address}", f"{tmp_path / 'socket'}:{address}"):
            options = ("-N", "-o", "ExitOnForwardFailure=yes", "-R", forwarding)
            assert school.run(school.command("ada", options=options)).returncode != 0
        for way, where in (
            ("-L", f"{outside}:{address}"),
            ("-L", f"{outside}:/run/any.sock"),
            ("-D", str(outside)),
        ):
            with subprocess.Popen(school.command("ada", options=("-N", way, where)), cwd=tmp_path) as client:
                assert read_through(outside, inside.getsockname()[1], socks=way == "-D") == b""
                client.terminate()
        with pytest.raises(TimeoutError):
            inside.accept()
    options = ("-N", "-o", "ExitOnForwardFailure=yes", "-w", "any:any")
    assert school.run(school.command("ada", options=options)).returncode != 0
    assert list(tmp_path.iterdir()) == []


def read_through(port: int, target: int, *, socks: bool) -> bytes:
    """What comes through a client's forwarded port; the question for it comes first, by SOCKS."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE) as through:
                if socks:
                    through.sendall(
                        b"\x05\x01\x00" + b"\x05\x01\x00\x01\x7f\x00\x00\x01" + target.to_bytes(2)
                    )
                    assert through.recv(2) == b"\x05\x00"
                    answer = through.recv(10)
                    return b"" if answer[1:2] != b"\x00" else answer
                return through.recv(100)
        except ConnectionRefusedError:
            time.sleep(0.02)
        except ConnectionResetError:
            return b""
    raise AssertionError("the client does not listen")


def test_neither_agent_nor_display_comes_along(school: ClassServer, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as agent:
        agent.bind(str(tmp_path / "agent"))
        agent.listen()
        agent.settimeout(0.2)
        command = school.command("ada", options=("-tt", "-A", "-o", "IdentityAgent=none"))
        env = environment(school.home, SSH_AUTH_SOCK=str(tmp_path / "agent"))
        with Terminal(*command, home=school.home, env=env) as terminal:
            terminal.wait_for("f(x) = max(0, x)")
        with pytest.raises(TimeoutError):
            agent.accept()
    command = school.command("ada", options=("-tt", "-Y", "-v"))
    command = tuple("LogLevel=VERBOSE" if part == "LogLevel=ERROR" else part for part in command)
    with Terminal(*command, home=school.home, env=environment(school.home, DISPLAY=":99")) as terminal:
        terminal.wait(lambda: b"X11 forwarding request failed" in terminal.raw, "the refusal of X11")


@pytest.mark.parametrize(("options", "changes"), [(("-T",), {}), (("-tt",), {"TERM": "dumb"})])
def test_what_is_no_terminal_is_told_in_a_line(
    school: ClassServer, options: tuple[str, ...], changes: dict[str, str]
) -> None:
    done = school.run(school.command("ada", options=options), **changes)
    assert done.returncode == 2
    assert "this is not a terminal" in done.stdout + done.stderr
    assert (done.stdout + done.stderr).isascii(), "what it is shown on may show nothing else"


def test_variables_that_steer_python_or_textual_change_nothing(school: ClassServer) -> None:
    hostile = {
        "TEXTUAL_DRIVER": "nowhere:Driver",
        "RELU_TUI_THEME": "light",
        "PYTHONINSPECT": "1",
        "COLUMNS": "1",
        "LC_ALL": "../../etc/passwd",
        **{f"LC_{number}": "x" * 10_000 for number in range(20)},
    }
    names = tuple(part for name in hostile for part in ("-o", f"SendEnv={name}"))
    command = school.command("ada", options=("-tt", *names))
    with Terminal(*command, home=school.home, env=environment(school.home, **hostile)) as terminal:
        terminal.wait_for("f(x) = max(0, x)", "difference quotient")


# --- who may come in --------------------------------------------------------------------------------


def test_the_teachers_key_is_the_only_way_to_lead(school: ClassServer, tmp_path: Path) -> None:
    subprocess.run(("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "other")), check=True)
    command = school.command("teacher", options=("-tt",))
    wrong = tuple(str(tmp_path / "other") if part == str(school.key) else part for part in command)
    done = school.run(wrong)
    assert done.returncode == 255
    assert "Permission denied (publickey)" in done.stderr
    with school.learner("teacher") as teacher:
        teacher.wait_for("F2 opens the class")


def test_passwords_let_in_and_keep_out_and_the_host_key_stays(tmp_path: Path) -> None:
    prints = set()
    for turn in range(2):
        with ClassServer(tmp_path, "--password", "open sesame", teacher_by_key=False) as server:
            prints.add(re.findall(r"SHA256:\S+", server.said)[0])
            answers = {"teacher": server.password, "ada": "open sesame"}
            if turn == 0:
                for user, welcome in (("teacher", "F2 opens the class"), ("ada", "You follow")):
                    with asked(server, user, answers[user]) as terminal:
                        terminal.wait_for(welcome)
                with asked(server, "teacher", "open sesame") as terminal:
                    assert terminal.wait_end() == 255
                assert server.run(server.command("ada", options=("-tt",))).returncode == 255
            known = server.folder / "known_hosts"
            known.unlink(missing_ok=True)  # the port is another each time
    assert len(prints) == 1
    (key,) = (tmp_path / "home").rglob("ssh_host_ed25519")
    assert key.stat().st_mode & 0o777 == 0o600


def test_learners_by_their_keys_alone(tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    keys = tmp_path / "class" / "keys"
    subprocess.run(("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "ada")), check=True)
    keys.write_text("# the class\n" + (tmp_path / "ada.pub").read_text())
    with ClassServer(tmp_path / "class", "--keys", str(keys)) as server:
        assert "by their keys" in server.said
        command = server.command("ada", options=("-tt",))
        hers = tuple(str(tmp_path / "ada") if part == str(server.key) else part for part in command)
        with Terminal(*hers, home=server.home, env=environment(server.home)) as ada:
            ada.wait_for("You follow the teacher")
        done = server.run(command)  # with the teacher's
        assert (done.returncode, "Permission denied (publickey)" in done.stderr) == (255, True)
        as_teacher = tuple("teacher@127.0.0.1" if part == "ada@127.0.0.1" else part for part in hers)
        assert server.run(as_teacher).returncode == 255


def test_what_is_printed_is_what_is_to_be_typed_and_compared(tmp_path: Path) -> None:
    with ClassServer(tmp_path, "abs(x)", "--at", "0", teacher_by_key=False) as server:
        lines = server.said.splitlines()
        assert lines[0] == "A class on f(x) = |x|  at x = 0. Ctrl+C ends it."
        assert [line.split(":")[0] for line in lines[1:5]] == [
            "learners",
            "in lines",
            "the teacher",
            "the host key",
        ]
        assert f"ssh -p {server.port} NAME@127.0.0.1   (no password from the local network)" in lines[1]
        assert f"ssh -p {server.port} plain@127.0.0.1" in lines[2]
        assert re.search(rf"ssh -p {server.port} teacher@127.0.0.1   \(password [\w-]{{14,}}\)", lines[3])
        scan = subprocess.run(
            ("ssh-keyscan", "-p", str(server.port), "127.0.0.1"),
            capture_output=True,
            check=True,
            timeout=DEADLINE,
        )
        told = subprocess.run(("ssh-keygen", "-lf", "-"), input=scan.stdout, capture_output=True, check=True)
        (known,) = re.findall(r"SHA256:\S+", told.stdout.decode())
        assert lines[4].split()[-1] == known


def test_the_teacher_calls_everybody_back(tmp_path: Path) -> None:
    with ClassServer(tmp_path) as server, ExitStack() as stack:
        teacher, ada, ben = (stack.enter_context(server.learner(name)) for name in ("teacher", "ada", "ben"))
        for terminal in (teacher, ada, ben):
            terminal.wait_for(READY)
        for terminal in (ada, ben):
            terminal.press("z")
            terminal.wait_for("You are on your own")
        teacher.press("right", "f2")
        teacher.wait_for("2 here · 0 follow", "alone")
        teacher.press("n")
        teacher.wait_without("ada")
        teacher.press("c")
        for terminal in (ada, ben):
            terminal.wait_for("The teacher calls everybody back", "step 1")
        teacher.wait_for("2 here · 2 follow")


def asked(server: ClassServer, user: str, answer: str) -> Terminal:
    """Somebody who is asked for a password, and gives this one."""
    answering = server.folder / "answer"
    answering.write_text(f"#!/bin/sh\necho '{answer}'\n")
    answering.chmod(0o700)
    command = server.command(user, options=("-tt", "-o", "NumberOfPasswordPrompts=1"))
    command = tuple("BatchMode=no" if part == "BatchMode=yes" else part for part in command)
    env = environment(server.home, SSH_ASKPASS=str(answering), SSH_ASKPASS_REQUIRE="force")
    return Terminal(*command, home=server.home, env=env)


def test_a_class_that_is_full_says_so(tmp_path: Path) -> None:
    with ClassServer(tmp_path, "--most", "1") as server, server.learner("ada") as ada:
        ada.wait_for(READY)
        with server.learner("ben") as ben:
            assert ben.wait_end() != 0
            assert b"the class is full" in ben.raw or b"closed" in ben.raw
        ada.press("right")
        ada.wait_for("seen 1 of 3")


# --- those who mean no good -------------------------------------------------------------------------


def test_one_who_reads_nothing_one_who_floods_and_one_who_is_gone_hold_nobody_up(tmp_path: Path) -> None:
    with ClassServer(tmp_path) as server, ExitStack() as stack:
        come = [
            stack.enter_context(server.learner(name)) for name in ("teacher", "deaf", "mad", "gone", "ada")
        ]
        teacher, deaf, mad, gone, ada = come
        for terminal in come:
            terminal.wait_for(READY)
        teacher.press("f2")
        teacher.wait_for("4 here · 4 follow")
        teacher.press("q")
        before = server.memory
        deaf.signal(signal.SIGSTOP)
        flooding = threading.Thread(target=flood, args=(mad,), daemon=True)
        flooding.start()
        gone.close()
        for _ in range(20):
            teacher.press(*"gz" * 10, "v")
        teacher.press("2", "right")
        ada.wait_for("condition 2", "seen 1 of 3")
        teacher.press("f2")
        teacher.wait_for("3 here")
        assert server.memory < before + 25
        deaf.signal(signal.SIGCONT)
        deaf.wait_for("condition 2", "seen 1 of 3")
        mad.close()
        flooding.join(DEADLINE)


FAULTY = """
import sys
from relu_tui.app.actions import ACTIONS
from relu_tui.classroom.plain_visit import PlainVisit
from relu_tui.cli import main

def fault(*given):
    raise RuntimeError("as if a key had a fault")

ACTIONS["marks"] = fault
PlainVisit._leave = fault
sys.exit(main())
"""
"""A class in which the key for other marks has a fault, and in lines any step of one's own."""


def test_a_fault_in_one_session_ends_that_with_a_line_and_nobody_elses(tmp_path: Path) -> None:
    program = tmp_path / "faulty.py"
    program.write_text(FAULTY)
    command = (sys.executable, str(program))
    with ClassServer(tmp_path, program=command, faults=True) as server, ExitStack() as stack:
        teacher, ada, ben = (stack.enter_context(server.learner(name)) for name in ("teacher", "ada", "ben"))
        plain = stack.enter_context(server.learner("plain-cleo"))
        for terminal in (teacher, ada, ben):
            terminal.wait_for(READY)
        plain.wait_for("Next:")
        ada.press("m")
        assert ada.wait_end() == 1
        assert "this should not have happened. Come in again" in ada.text
        ada.assert_restored()
        plain.press(*"side", "enter")
        assert plain.wait_end() == 1
        assert "this should not have happened" in plain.text
        teacher.press("right")
        ben.wait_for("step 1")
        teacher.press("f2")
        teacher.wait_for("1 here · 1 follow")
        with server.learner("ada") as again:
            again.wait_for("step 1")
        assert server.errors.count("RuntimeError: as if a key had a fault") == 2


SLOW = """
import sys, time
from relu_tui.cli import main
from relu_tui.lesson import argument_bounds

argued = argument_bounds.argued

def slowly(examination):
    end = time.process_time() + 0.6
    while time.process_time() < end:
        pass
    return argued(examination)

argument_bounds.argued = slowly
sys.exit(main())
"""
"""A class in which an argument takes a while."""


def test_what_takes_long_comes_and_holds_nobody_up_meanwhile(tmp_path: Path) -> None:
    program = tmp_path / "slow.py"
    program.write_text(SLOW)
    with ClassServer(tmp_path, program=(sys.executable, str(program))) as server, ExitStack() as stack:
        teacher, ada, ben = (stack.enter_context(server.learner(name)) for name in ("teacher", "ada", "ben"))
        for terminal in (teacher, ada, ben):
            terminal.wait_for(READY)
        ada.press(")", "w")
        ada.wait_for("takes longer than most")
        teacher.press("right")
        ben.wait_for("step 1")
        ada.wait_for("Is f continuous there?")
        ada.press("q")
        ada.wait_without("Is f continuous there?")


def flood(terminal: Terminal) -> None:
    """Type without end, until the terminal is gone."""
    with contextlib.suppress(OSError, AssertionError, ValueError):
        terminal.write(b"?q" * 500_000, skimming=True)


def test_the_class_ends_with_a_word_and_leaves_every_terminal_as_it_was(tmp_path: Path) -> None:
    with ClassServer(tmp_path) as server, server.learner("ada") as ada:
        ada.wait_for(READY)
        server.process.send_signal(signal.SIGTERM)
        assert ada.wait_end() == 0
        assert "the class has ended" in ada.text
        ada.assert_restored()


# --- beside it, browsers ----------------------------------------------------------------------------


def test_a_page_in_a_browser_is_in_the_same_class(tmp_path: Path) -> None:
    with ClassServer(tmp_path, "--web", "0") as server, server.learner("teacher") as teacher:
        found = re.search(r"browsers: +http://(\S+)", server.said)
        assert found
        teacher.wait_for("F2 opens the class")

        async def visit() -> None:
            seen = b""
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(f"http://{found[1]}/ws?width=100&height=30") as page,
            ):

                async def until(text: str) -> None:
                    nonlocal seen
                    while text.encode() not in seen:
                        seen += await page.receive_bytes(timeout=DEADLINE)
                    seen = b""

                await until("You follow the teacher.")
                await asyncio.to_thread(teacher.press, "right")
                await until("step 1")
                await page.send_json(["stdin", "s"])
                await until("You are on your own")
                await asyncio.to_thread(teacher.press, "f2")
                await asyncio.to_thread(teacher.wait_for, "1 here · 0 follow", "alone")
                await page.send_json(["resize", {"width": 60, "height": 20}])
                await until("f(x)")

        asyncio.run(visit())
        teacher.wait_for("0 here")


def test_a_page_is_not_offered_where_a_password_is_asked_for(tmp_path: Path) -> None:
    done = subprocess.run(
        [*LESSON, "serve", "--ssh", "--web", "--password", "x"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "--web asks browsers for no password" in done.stderr
