"""What can be asked for on the command line. Shell completion and help are made from the same parser."""

from __future__ import annotations

import argparse
import os
import sys

from relu_tui import __version__
from relu_tui.interface.subcommands import COMMANDS

TYPE_CHECKING = False  # typing's own takes a tenth of the time of --help
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import NoReturn

BAD_INPUT = 2
"""The exit status for input that can't be used."""

NO_DERIVATIVE = 3
"""The exit status where a framework returns what is not a derivative."""

EXAMPLES = """\
examples:
  relu-tui                               the lesson: why ReLU has no derivative at 0
  relu-tui "abs(x - 1/3)" --at 1/3       a lesson on a function of your own
  relu-tui check "x*abs(x)"              the four conditions, to stdout (--json for scripts)
  relu-tui table "sin(x)" --at 1 --csv   rows of difference quotients

relu-tui help COMMAND tells more about a command, relu-tui help keys lists the lesson's keys.
"""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """End with one line."""
        fail(f"{message} (see relu-tui --help)")

    def format_help(self) -> str:
        """The help; that of a command tells more than its options."""
        command = self.prog.removeprefix("relu-tui ")
        if command in COMMANDS:
            from relu_tui.interface.help_pages import page

            self.epilog = page(command)
        return super().format_help()


def fail(message: str) -> NoReturn:
    """Say in one line on stderr what is wrong, and end with status 2."""
    line = "".join(c if c.isprintable() else "?" for c in " ".join(message.split()))
    print(f"relu-tui: {line[:300]}", file=sys.stderr)
    raise SystemExit(BAD_INPUT)


def normalized(given: list[str]) -> list[str]:
    """The arguments with the command made plain: `relu-tui "abs(x)"` is `relu-tui lesson "abs(x)"`.

    An expression may begin with a minus: it is set apart by a space, which no option begins with.
    """
    words = [
        f" {word}" if word[:1] == "-" and word[1:2] not in ("-", "") and word != "-h" else word
        for word in given
    ]
    if words and words[0] in (*COMMANDS, "-h", "--help", "--version"):
        return words
    return ["lesson", *words]


def spelled_out(line: str) -> str:
    """A command line to be completed, with the command made plain where it is left out.

    The first word may be the beginning of a command, or of a function's name.
    """
    program, _, rest = line.lstrip().partition(" ")
    word, space, _ = rest.lstrip().partition(" ")
    leaves_out = word not in COMMANDS if space else not any(name.startswith(word) for name in COMMANDS)
    return f"{program} lesson {rest.lstrip()}" if leaves_out else line


def parser(commands: Collection[str]) -> argparse.ArgumentParser:
    """The parser of the command line, or of the part of it that is wanted: the rest takes time.

    Args:
        commands: The commands it knows with their options; the help lists all of them in any case.
    """
    listed = "\n".join(f"  {name:<12}{words}" for name, (words, _) in COMMANDS.items())
    top = Parser(
        prog="relu-tui",
        usage="relu-tui [FUNCTION] [--at A] [OPTIONS]\n       relu-tui COMMAND ...",
        description="Step through a limit by keyboard: is a function differentiable at a point?",
        epilog=f"commands:\n{listed}\n\n{EXAMPLES}",
        formatter_class=_formatter,
    )
    top.add_argument("--version", action="version", version=f"relu-tui {__version__}")
    subparsers = top.add_subparsers(
        dest="command", prog="relu-tui", help=argparse.SUPPRESS, parser_class=Parser
    )
    for name in commands:
        words, add = COMMANDS[name]
        command = subparsers.add_parser(
            name,
            help=words,
            description=f"{words[0].upper()}{words[1:]}.",
            formatter_class=_formatter,
        )
        add(command)
    return top


def _formatter(prog: str) -> argparse.HelpFormatter:
    """What lays the help out, told the width: left to itself, it imports three ways of compression."""
    columns = os.environ.get("COLUMNS", "")
    try:
        width = int(columns) if columns.isdecimal() else os.get_terminal_size().columns
    except OSError:  # no terminal
        width = 0
    return argparse.RawDescriptionHelpFormatter(prog, width=(width or 80) - 2)
