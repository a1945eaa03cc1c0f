"""`relu-tui serve --ssh`: a class by one command."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from relu_tui import kiosk
from relu_tui.classroom import garbage_collection
from relu_tui.classroom.access_keys import KeyTroubleError, host_key, new_password, read_keys
from relu_tui.classroom.bounds import Bounds
from relu_tui.console.serve import ServeError
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.words import heading

if TYPE_CHECKING:
    from relu_tui.classroom.host import Host

EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - compared with


class ClassError(RuntimeError):
    """The class can't begin; the message says why in one line."""


@dataclass(frozen=True)
class Plan:
    """What was asked for on the command line.

    Attributes:
        lesson: The lesson to begin with.
        bounds: What the class may use.
        address: The address listened on.
        port: The port listened on; 0 for any that is free.
        folder: Where the host's key is kept.
        teacher_key: A file of the teacher's public keys; empty for a password made anew.
        password: The learners' password; empty for none.
        keys: A file of the learners' public keys; empty for none.
        web: The port of the page for browsers; None for no page.
    """

    lesson: Lesson
    bounds: Bounds
    address: str
    port: int
    folder: Path
    teacher_key: str = ""
    password: str = ""
    keys: str = ""
    web: int | None = None


def serve(plan: Plan) -> None:
    """Hold the class until interrupted.

    Raises:
        ClassError: The extra is not installed, a key can't be used, or the address can't be listened on.
    """
    try:
        import asyncssh  # noqa: F401 - whether it is there
    except ImportError:
        raise ClassError("serve --ssh needs the extra: pip install 'relu-tui[ssh]'") from None
    if plan.web is not None and (plan.password or plan.keys):
        raise ClassError("--web asks browsers for no password: leave it out, or --password and --keys")
    from relu_tui.app.worker_thread import Worker

    kiosk.forget(os.environ)
    Worker.alone = False
    os.environ.pop("NO_COLOR", None)  # the server's own terminal is nobody's in the class
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _allow_files(plan.bounds)
    try:
        with asyncio.Runner(loop_factory=ClassLoop) as runner:
            runner.run(_hold(plan))
    except (KeyTroubleError, ServeError) as error:
        raise ClassError(str(error)) from None


class ClassLoop(asyncio.SelectorEventLoop):
    """A loop whose tasks begin when their turn comes.

    Textual makes all tasks of its loop eager where Python can (3.12); asyncssh, which shares the loop,
    then never hears the answer to a key that it was offered.
    """

    def set_task_factory(self, factory: object) -> None:
        """Leave tasks as they are."""


def _allow_files(bounds: Bounds) -> None:
    """Let the process have as many connections open as there may be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * bounds.sessions + 200
    if soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))


async def _hold(plan: Plan) -> None:
    from relu_tui.classroom.class_page import RECORD
    from relu_tui.classroom.host import Host
    from relu_tui.classroom.judging import COMMAND
    from relu_tui.classroom.rehearsal import rehearse
    from relu_tui.classroom.ssh.admission import Entry
    from relu_tui.classroom.ssh.server import listen
    from relu_tui.classroom.trial import import_all
    from relu_tui.classroom.wall import raise_wall

    entry = Entry(
        teacher_password="" if plan.teacher_key else new_password(),
        teacher_keys=read_keys(plan.teacher_key) if plan.teacher_key else "",
        password=plan.password,
        keys=read_keys(plan.keys) if plan.keys else "",
    )
    key = host_key(plan.folder)
    host = Host(plan.lesson, plan.bounds)
    import_all()
    await rehearse(plan.lesson)
    garbage_collection.prepare()
    try:
        listening = await listen(host, entry, str(key), plan.address, plan.port)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "can't be listened on"
        raise ClassError(f"{plan.address}:{plan.port}: {reason.lower()}") from None
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(host.close)
        stack.callback(listening.close)
        page = await _open_page(plan, host, stack) if plan.web is not None else ""
        stack.callback(asyncio.create_task(host.look_round()).cancel)
        raise_wall(COMMAND, Path(RECORD))
        _announce(plan, entry.teacher_password, key, listening.get_port(), page)
        await ended.wait()


async def _open_page(plan: Plan, host: Host, stack: contextlib.AsyncExitStack) -> str:
    """Answer browsers too; where they find the class."""
    try:
        from relu_tui.classroom.web import open_site
    except ImportError:
        raise ClassError("--web needs the extra: pip install 'relu-tui[web]'") from None
    runner, port = await open_site(host, plan.address, plan.web or 0)
    stack.push_async_callback(runner.cleanup)
    return f"http://{reachable(plan.address)}:{port}"


def _announce(plan: Plan, password: str, key: Path, port: int, page: str) -> None:
    """Say what to type, and what is to be compared with what ssh asks."""
    import asyncssh

    public = asyncssh.read_private_key(str(key))
    at = f"-p {port} " if port != 22 else ""
    place = reachable(plan.address)
    learners = "the password is " + plan.password if plan.password else ""
    learners = learners or ("by their keys" if plan.keys else "no password from the local network")
    print(
        f"A class on {heading(plan.lesson)}. Ctrl+C ends it.",
        f"learners:     ssh {at}NAME@{place}   ({learners})",
        f"in lines:     ssh {at}plain@{place}",
        *([f"browsers:     {page}"] if page else []),
        f"the teacher:  ssh {at}teacher@{place}   ({f'password {password}' if password else 'by key'})",
        f"the host key: {public.get_fingerprint()}",
        "Nothing of the class is kept, unless the teacher presses F2 and x.",
        sep="\n",
        flush=True,
    )


def reachable(address: str) -> str:
    """Where others find what listens on an address: the machine's own in the network, as far as it tells."""
    if address not in EVERYWHERE:
        return address
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("10.255.255.255", 9))  # nothing is sent: the system only chooses a way there
        return str(probe.getsockname()[0])
    return socket.gethostname()
