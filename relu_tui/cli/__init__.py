"""The command line: calls the floor that answers what was asked.

Nothing is imported before it is needed: `--help` and `--version` load no mathematics, `check` and
`table` load no screen.
"""

from __future__ import annotations

import os
import sys

from relu_tui.cli import answers, classes, lessons, shell
from relu_tui.cli.streams import make_printable, open_what_is_closed, told_in_its_dialect
from relu_tui.interface.arguments import TYPE_CHECKING, fail, normalized, parser
from relu_tui.interface.subcommands import COMMANDS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

OF_UNIX = ("termios", "fcntl", "resource", "pty", "tty")
"""Modules of Python that a system without Unix terminals, such as Windows, lacks."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: What follows the program's name; the process's own where None.

    Returns:
        The exit status: 0, 2 for input that can't be used, or 3 where `check --tape` finds what is no
        derivative.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    open_what_is_closed()
    make_printable()
    try:
        if "_ARGCOMPLETE" in os.environ and "--kiosk" not in given:
            shell.complete()
        words = normalized(given)
        _refuse_misspelt(given, words)
        known = parser(words[:1] if words[0] in COMMANDS else ())
        options = known.parse_args(words)
        status = told_in_its_dialect(RUN[options.command], options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # the reader of stdout went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        fail(f"stopped by the system: {(error.strerror or str(error)).lower()}")
    except ModuleNotFoundError as error:
        if error.name not in OF_UNIX:
            raise
        fail("this needs Linux, macOS or WSL: here use relu-tui plain, relu-tui check or relu-tui table")
    except KeyboardInterrupt:
        return 130


def _refuse_misspelt(given: Sequence[str], words: Sequence[str]) -> None:
    """Tell a misspelt command from an expression: something that is no option follows it."""
    if words[:1] == given[:1] or len(given) < 2 or given[1].startswith("-"):
        return
    from difflib import get_close_matches

    near = get_close_matches(given[0], COMMANDS, 1)
    if near:
        fail(f"{given[0]!r} is not a command; did you mean {near[0]}?")


RUN: dict[str, Callable[[Namespace], int]] = {
    "lesson": lessons.run_lesson,
    "plain": lessons.run_plain,
    "check": answers.run_check,
    "limit": answers.run_limit,
    "derivative": answers.run_derivative,
    "where": answers.run_where,
    "verify": answers.run_verify,
    "table": answers.run_table,
    "functions": answers.run_functions,
    "lessons": lessons.run_lessons,
    "review": lessons.run_review,
    "frameworks": answers.run_frameworks,
    "practice": answers.run_practice,
    "network": answers.run_network,
    "descent": answers.run_descent,
    "serve": classes.run_serve,
    "completion": shell.run_completion,
    "help": shell.run_help,
}
"""What each command of the command line does."""
