"""What waits beside a lesson of a shared account, to mend the terminal where the system ends that lesson.

A lesson that takes more memory or more of the processor than it is given is ended by the system, at once
and in the middle of whatever it does: nothing of its own can give the terminal back.
"""

from __future__ import annotations

import contextlib
import os
import signal
import termios
from types import FrameType

AT_REST = (
    "\x1b[?2026l\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l"
    "\x1b[?7h\x1b[<u\x1b[m\x1b[?1049l\x1b[?25h"
)
"""What gives a terminal back: no mouse, no other screen, the cursor shown."""

ENDED = 3
"""The exit status of a lesson that the system ended."""

REASONS = {
    signal.SIGPROF: "a key took more of the processor than there is for one lesson",
    signal.SIGABRT: "this took more memory than there is for one lesson",
    signal.SIGSEGV: "this took more memory than there is for one lesson",
    signal.SIGKILL: "there was not enough memory on this machine",
}


def stand_guard() -> None:
    """Go on in a process of its own; this one waits for it, tells how it ended, and ends likewise.

    To be called before anything else is imported, so that what waits is small.
    """
    if not os.isatty(0):
        return
    before = termios.tcgetattr(0)
    lesson = os.fork()
    if not lesson:
        return

    def pass_on(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(lesson, number)

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, pass_on)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    _, status = os.waitpid(lesson, 0)
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        os._exit(code)
    with contextlib.suppress(OSError, termios.error):
        termios.tcsetattr(0, termios.TCSANOW, before)
    reason = REASONS.get(signal.Signals(-code), f"the system ended it ({signal.Signals(-code).name})")
    with contextlib.suppress(OSError):
        os.write(1, f"{AT_REST}relu-tui: the lesson was ended: {reason}\n".encode())
    os._exit(ENDED)


def limit_work(seconds: float) -> None:
    """Let the system end this process if it works for that long without coming back here.

    Args:
        seconds: Of a processor.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
