"""What can be asked for on the command line. Shell completion and help are made from the same parser."""

from __future__ import annotations

import argparse
import os
import sys

from relu_tui import __version__
from relu_tui.choices import MARKS, THEMES, names

TYPE_CHECKING = False  # typing's own takes a tenth of the time of --help
if TYPE_CHECKING:
    from collections.abc import Collection
    from fractions import Fraction
    from typing import NoReturn

BAD_INPUT = 2
"""The exit status for input that can't be used."""

NO_DERIVATIVE = 3
"""The exit status where a framework returns what is not a derivative."""

MOST_STEPS = 1000

LONGEST_NUMBER = 18
"""Digits of a whole number that is read at all."""

KEYS_TOPIC = "keys"
"""The topic of help that lists the keys of the lesson."""

SHELLS = ("bash", "zsh", "fish")

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


def _function(
    command: argparse.ArgumentParser,
    *,
    optional: bool = False,
    at: str = "the point, such as 0, 1/3 or pi/4",
) -> None:
    _named_function(command, optional=optional)
    command.add_argument("--at", metavar="A", action=_Point, default="", help=at)


def _named_function(command: argparse.ArgumentParser, *, optional: bool = False) -> None:
    function = command.add_argument(
        "function",
        metavar="FUNCTION",
        nargs="?" if optional else None,
        default="relu",
        help="an expression in x, such as 'max(0, x)', or a name from the gallery",
    )
    setattr(function, "completer", _gallery)  # noqa: B010 - argcomplete's own attribute
    command.add_argument(
        "--let", action="append", default=[], metavar="a=1", help="a value for a parameter; may be repeated"
    )


def _gallery(prefix: str, **_: object) -> list[str]:
    """Names of the gallery, for completion."""
    from relu_tui.calculus.language.gallery import BY_NAME

    return [name for name in BY_NAME if name.startswith(prefix)]


def _course(prefix: str, **_: object) -> list[str]:
    """Keys of lessons, for completion."""
    from relu_tui.lesson.course import BY_KEY

    return [key for key in BY_KEY if key.startswith(prefix)]


def _screen(command: argparse.ArgumentParser) -> None:
    command.add_argument("--demo", action="store_true", help="let the lesson play by itself")
    command.add_argument(
        "--theme", choices=names(THEMES), default="", help="default: by the terminal's colours"
    )
    command.add_argument(
        "--marks", choices=names(MARKS), default="", help="ascii: of nothing else; default: by TERM"
    )
    command.add_argument("--config", metavar="FILE", default="", help="settings, as TOML")
    command.add_argument("--no-mouse", dest="mouse", action="store_false", help="leave the mouse alone")
    command.add_argument("--no-motion", dest="motion", action="store_false", help="no glide between steps")
    command.add_argument("--full-repaint", action="store_true", help="send whole frames, for odd terminals")
    command.add_argument("--kiosk", action="store_true", help="for a shared account")


def _lesson(command: argparse.ArgumentParser) -> None:
    _function(command, optional=True)
    command.add_argument("--resume", action="store_true", help="go on where the last lesson stood")
    command.add_argument("--quiz", action="store_true", help="predict each limit before it is revealed")
    _screen(command)


def _lessons(command: argparse.ArgumentParser) -> None:
    lesson = command.add_argument(
        "lesson", nargs="?", default="", metavar="LESSON", help="its key, such as abs or jump"
    )
    setattr(lesson, "completer", _course)  # noqa: B010 - argcomplete's own attribute
    command.add_argument("--json", action="store_true", help="the list, for scripts")
    _screen(command)


def _plain(command: argparse.ArgumentParser) -> None:
    _function(command, optional=True)
    command.add_argument("--quiz", action="store_true", help="predict each limit before it is revealed")
    command.add_argument("--spoken", action="store_true", help="formulas in words, to be read aloud")


def _check(command: argparse.ArgumentParser) -> None:
    _function(command)
    command.add_argument(
        "--solve", metavar="a,b", default="", help="parameters for which f is continuous, and differentiable"
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for scripts")
    form.add_argument("--why", action="store_true", help="the whole argument, line by line")
    command.add_argument(
        "--tape", action="store_true", help="what backward() returns, operation by operation"
    )
    command.add_argument("--script", choices=("torch", "jax"), default="", help="a program that shows it")
    second = command.add_mutually_exclusive_group()
    second.add_argument("--certificate", action="store_true", help="a second proof, that verify checks")
    second.add_argument(
        "--epsilon", type=_positive, metavar="E", help="the δ that does for an ε, on each side"
    )


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="made by check --certificate --json; - is stdin")


def _limit(command: argparse.ArgumentParser) -> None:
    _function(command, at="where x goes, such as 0, pi/4, inf or -inf")
    command.add_argument("--certificate", action="store_true", help="a second proof, that verify checks")
    command.add_argument("--json", action="store_true", help="for scripts")


def _derivative(command: argparse.ArgumentParser) -> None:
    _function(command)
    command.add_argument(
        "--order", type=_order, default=2, metavar="N", help="2 for f″, 3 for f‴; default: 2"
    )
    command.add_argument("--from", dest="start", type=_end, metavar="A", help="f′ along an interval: from A")
    command.add_argument("--to", dest="end", type=_end, metavar="B", help="… to B")
    command.add_argument("--step", type=_positive, default="1/4", metavar="S", help="… by S; default: 1/4")
    command.add_argument("--json", action="store_true", help="for scripts")


def _where(command: argparse.ArgumentParser) -> None:
    _named_function(command)
    command.add_argument("--from", dest="start", type=_end, default="-10", metavar="A", help="default: -10")
    command.add_argument("--to", dest="end", type=_end, default="10", metavar="B", help="default: 10")
    command.add_argument("--json", action="store_true", help="for scripts")


def _table(command: argparse.ArgumentParser) -> None:
    from relu_tui.number_formats import EXACT, NUMBER_FORMATS

    _function(command)
    command.add_argument("--side", choices=("left", "right", "both"), default="both", help="default: both")
    command.add_argument("--steps", type=_step_count, default=10, metavar="N", help="default: 10")
    command.add_argument("--ratio", type=_ratio, default="1/2", metavar="R", help="default: 1/2")
    command.add_argument("--format", choices=NUMBER_FORMATS, default=EXACT, help="how numbers are computed")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="for spreadsheets")
    form.add_argument("--json", action="store_true", help="for scripts")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="for scripts")


def _frameworks(command: argparse.ArgumentParser) -> None:
    name = command.add_argument(
        "name", nargs="?", default="", metavar="NAME", help="a function, such as relu6, abs or 'max(0, x)'"
    )
    setattr(name, "completer", _gallery)  # noqa: B010 - argcomplete's own attribute
    command.add_argument("--at", metavar="A", action=_Point, default="", help="the point, such as 0 or 6")
    command.add_argument("--no-live", dest="live", action="store_false", help="ask no framework here")
    command.add_argument("--json", action="store_true", help="for scripts")


def _practice(command: argparse.ArgumentParser) -> None:
    from relu_tui.experiments.setup import FORMATS, SOURCES, Setup

    usual = Setup()
    command.add_argument("--layers", type=_whole, metavar="N", help="hidden layers; default: 3")
    command.add_argument(
        "--units", metavar="N", default="64", help="units in a layer, or in each: 64,32; default: 64"
    )
    command.add_argument(
        "--batch", type=_whole, default=usual.samples, metavar="N", help="default: 64 images"
    )
    command.add_argument("--draws", type=_whole, default=usual.draws, metavar="N", help="default: 200")
    command.add_argument("--seed", type=_whole, default=usual.seed, metavar="N", help="default: 1")
    formats = ",".join(usual.formats)
    told = f"of {','.join(FORMATS)}; default: {formats}"
    command.add_argument("--formats", default=formats, metavar="F", help=told)
    command.add_argument("--images", choices=SOURCES, default="auto", help="default: digits if installed")
    command.add_argument("--json", action="store_true", help="for scripts")


def _network(command: argparse.ArgumentParser) -> None:
    command.add_argument("--seed", type=_whole, default=8, metavar="N", help="of the weights; default: 8")
    command.add_argument("--units", default="4,4", metavar="N", help="in each hidden layer; default: 4,4")
    command.add_argument("--weights", default="", metavar="W", help="instead: '1 0, -1 0; 1 -1 0'")
    command.add_argument("--low", type=_end, default="-4", metavar="A", help="default: -4")
    command.add_argument("--high", type=_end, default="4", metavar="B", help="default: 4")
    command.add_argument("--json", action="store_true", help="for scripts")


def _descent(command: argparse.ArgumentParser) -> None:
    command.add_argument("--start", type=_end, default="1", metavar="X", help="default: 1")
    command.add_argument("--rate", type=_positive, default="2/5", metavar="R", help="default: 2/5")
    command.add_argument("--shrinking", action="store_true", help="the k-th step is R/k")
    command.add_argument("--at-zero", type=_end, default="0", metavar="G", help="slope at 0; default: 0")
    command.add_argument("--steps", type=_step_count, default=14, metavar="N", help="default: 14")
    command.add_argument("--json", action="store_true", help="for scripts")


def _serve(command: argparse.ArgumentParser) -> None:
    _function(command, optional=True)
    command.add_argument("--host", default="", help="default: 127.0.0.1; with --ssh, every address")
    command.add_argument("--port", type=_port, help="default: 8000; with --ssh, 2222")
    command.add_argument(
        "--most", type=_visitors, metavar="N", help="visitors at once; default: 40; with --ssh, 100"
    )
    command.add_argument(
        "--name", action="append", default=[], help="a name that browsers find it by, behind a proxy"
    )
    ssh = command.add_argument_group("a class over SSH")
    ssh.add_argument("--ssh", action="store_true", help="everybody comes in by ssh and follows the teacher")
    ssh.add_argument("--teacher-key", metavar="FILE", default="", help="the teacher's public key")
    ssh.add_argument("--password", metavar="WORD", default="", help="the learners' password")
    ssh.add_argument("--keys", metavar="FILE", default="", help="the learners' public keys, one a line")
    ssh.add_argument(
        "--web", type=_port, nargs="?", const=8000, metavar="PORT", help="the same class in browsers too"
    )
    ssh.add_argument("--idle", type=_whole, default=120, metavar="MIN", help="minutes; default: 120")


def _completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=SHELLS)


def _help(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "topic",
        nargs="?",
        choices=(*COMMANDS, KEYS_TOPIC),
        metavar="TOPIC",
        help="a command, or keys: all keys of the lesson",
    )


class _Point(argparse.Action):
    """A point that was named; the one that stands for none was not."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Take it, if there is one."""
        if not str(values).strip():
            parser.error(f"{option_string}: there is no point: name one, such as 0 or 1/3")
        setattr(namespace, self.dest, values)


def _step_count(text: str) -> int:
    return _whole_number(text, 1, MOST_STEPS, "a whole number from 1 to 1000")


def _order(text: str) -> int:
    return _whole_number(text, 1, 5, "a whole number from 1 to 5")


def _whole(text: str) -> int:
    return _whole_number(text, 0, 10**15, "a whole number")


def _port(text: str) -> int:
    return _whole_number(text, 0, 65535, "a port from 0 to 65535")


def _visitors(text: str) -> int:
    return _whole_number(text, 1, 1000, "a number of visitors from 1 to 1000")


def _whole_number(text: str, least: int, most: int, what: str) -> int:
    digits = text.strip()
    if not (digits.isdecimal() and len(digits) <= LONGEST_NUMBER and least <= int(digits) <= most):
        raise argparse.ArgumentTypeError(f"{digits[:40]!r} is not {what}")
    return int(digits)


def _end(text: str) -> str:
    import re

    end = text.strip().replace("−", "-")
    if re.fullmatch(r"-?(\d{0,15}\.?\d{1,15}|\d{1,15}/0*[1-9]\d{0,14})", end) is None:
        raise argparse.ArgumentTypeError(f"{end[:40]!r} is not a number, such as -3, 0.5 or 1/3")
    return end


def _positive(text: str) -> Fraction:
    """A number above 0, as a fraction or a decimal of at most 60 characters."""
    import re
    from fractions import Fraction

    number = text.strip()
    # no exponent: 1e-99999999 is a number too, and would take the day
    known = len(number) <= 60 and re.fullmatch(r"\d*\.?\d+|\d+/0*[1-9]\d*", number, re.ASCII)
    if not known or Fraction(number) == 0:
        raise argparse.ArgumentTypeError(f"{number[:40]!r} is not a number above 0, such as 1/1000")
    return Fraction(number)


def _ratio(text: str) -> str:
    import re
    from fractions import Fraction

    ratio = text.strip()
    # no exponent: 1e-99999999 is a ratio too, and would take the day
    known = re.fullmatch(r"\d{0,15}\.?\d{1,15}|\d{1,15}/0*[1-9]\d{0,15}", ratio)
    if known is None or not 0 < Fraction(ratio) < 1:
        raise argparse.ArgumentTypeError(f"{ratio[:40]!r} is not a number between 0 and 1, such as 1/2")
    return ratio


COMMANDS = {
    "lesson": ("open the lesson (also without saying so)", _lesson),
    "plain": ("the same lesson in lines, for screen readers and pipes", _plain),
    "check": ("the four conditions for differentiability, with reasons", _check),
    "limit": ("the limit of f itself, at a point or at infinity", _limit),
    "derivative": ("f″ or f‴ at a point: the four conditions, asked of f′", _derivative),
    "where": ("all points of an interval at which f is not differentiable", _where),
    "verify": ("whether a certificate proves its claim, without the engine", _verify),
    "table": ("rows of difference quotients", _table),
    "functions": ("the gallery of named functions", _json),
    "lessons": ("the course: choose a lesson", _lessons),
    "review": ("what was missed in the course, once more", _screen),
    "frameworks": ("what torch, jax, tensorflow return where there is no derivative", _frameworks),
    "practice": ("how rare is x = 0? an experiment with random networks", _practice),
    "network": ("a ReLU network of one variable: all its kinks, and autodiff at each", _network),
    "descent": ("subgradient descent on |x|: rates that swing, rates that converge", _descent),
    "serve": ("the lesson in a browser, for a class without SSH", _serve),
    "completion": ("completion for a shell", _completion),
    "help": ("tell more about a command, or about the keys", _help),
}
"""Every command: what it does in a line, and its options. `manual` tells more of each."""
