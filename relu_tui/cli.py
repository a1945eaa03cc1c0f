"""The command line: reads what was asked for, and calls the floor that answers.

Nothing is imported before it is needed: `--help` and `--version` load no mathematics, `check` and
`table` load no screen.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from relu_tui import __version__

if TYPE_CHECKING:
    from relu_tui.calculus import Examination

BAD_INPUT = 2
"""The exit status for input that can't be used."""

MOST_STEPS = 1000

EXAMPLES = """\
examples:
  relu-tui                               the lesson: why ReLU has no derivative at 0
  relu-tui "abs(x - 1/3)" --at 1/3       a lesson on a function of your own
  relu-tui check "x*abs(x)"              the four conditions, to stdout
  relu-tui check relu --json             the same, for scripts
  relu-tui table "sin(x)" --at 1 --csv   rows of difference quotients

'relu-tui help COMMAND' tells more about a command.
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        fail(f"{message} (see relu-tui --help)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: What follows the program's name; the process's own where None.

    Returns:
        The exit status: 0, or 2 for input that can't be used.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = _run(given)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # the reader of stdout went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def fail(message: str) -> NoReturn:
    """Say in one line on stderr what is wrong, and end with status 2."""
    line = "".join(character if character.isprintable() else "?" for character in " ".join(message.split()))
    print(f"relu-tui: {line[:300]}", file=sys.stderr)
    raise SystemExit(BAD_INPUT)


def _run(given: list[str]) -> int:
    options = parser().parse_args(_normalized(given))
    command = options.command or "lesson"
    if command in ("check", "table"):
        return _examine(options)
    if command == "functions":
        from relu_tui.console import functions

        print(functions.as_json() if options.json else functions.as_text())
        return 0
    if command == "help":
        parser().parse_args([*([options.topic] if options.topic else []), "--help"])
    return _lesson(options)


def _normalized(given: list[str]) -> list[str]:
    """The arguments with the command made plain: `relu-tui "abs(x)"` is `relu-tui lesson "abs(x)"`.

    An expression may begin with a minus: it is set apart by a space, which no option begins with.
    """
    words = [
        f" {word}" if word[:1] == "-" and word[1:2] != "-" and word not in ("-h", "-") else word
        for word in given
    ]
    if words and words[0] in (*COMMANDS, "-h", "--help", "--version"):
        return words
    return ["lesson", *words]


THEMES = ("dark", "light", "contrast", "ansi")
MARKS = ("braille", "block", "ascii")
COMMANDS = ("lesson", "check", "table", "functions", "help")


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; shell completion is made from it too."""
    top = _Parser(
        prog="relu-tui",
        description="Step through a limit by keyboard: is a function differentiable at a point?",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"relu-tui {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_lesson(commands.add_parser("lesson", help="open the lesson (also without saying so)"))
    _add_check(commands.add_parser("check", help="the four conditions for differentiability, with reasons"))
    _add_table(commands.add_parser("table", help="rows of difference quotients"))
    functions = commands.add_parser("functions", help="the gallery of named functions")
    functions.add_argument("--json", action="store_true", help="for scripts")
    topic = commands.add_parser("help", help="tell more about a command")
    topic.add_argument("topic", nargs="?", choices=COMMANDS, metavar="COMMAND")
    return top


def _add_function(command: argparse.ArgumentParser, *, optional: bool = False) -> None:
    command.add_argument(
        "function",
        metavar="FUNCTION",
        nargs="?" if optional else None,
        default="relu",
        help="an expression in x, such as 'max(0, x)', or a name from the gallery",
    )
    command.add_argument("--at", metavar="A", default="", help="the point, such as 0, 1/3 or pi/4")


def _add_lesson(command: argparse.ArgumentParser) -> None:
    _add_function(command, optional=True)
    command.add_argument("--theme", choices=THEMES, default="", help="default: by the terminal's colours")
    command.add_argument("--marks", choices=MARKS, default="", help="what curves are drawn with; default: by TERM")
    command.add_argument("--no-mouse", dest="mouse", action="store_false", help="leave the mouse to the terminal")
    command.add_argument("--full-repaint", action="store_true", help="send whole frames, for odd terminals")
    command.add_argument("--kiosk", action="store_true", help="for a shared account: nothing reaches the machine")


def _add_check(command: argparse.ArgumentParser) -> None:
    _add_function(command)
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for scripts")
    form.add_argument("--why", action="store_true", help="the whole argument, line by line")


def _add_table(command: argparse.ArgumentParser) -> None:
    _add_function(command)
    command.add_argument("--side", choices=("left", "right", "both"), default="both", help="default: both")
    command.add_argument(
        "--steps", type=_step_count, default=10, metavar="N", help=f"1 to {MOST_STEPS}; default: 10"
    )
    command.add_argument(
        "--ratio",
        type=_ratio,
        default="1/2",
        metavar="R",
        help="such as 1/2, 1/10 or 0.618; default: 1/2",
    )
    command.add_argument(
        "--format",
        choices=("exact", "float64", "float32", "float16", "bfloat16"),
        default="exact",
        help="how the numbers are computed; default: exact",
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="for spreadsheets")
    form.add_argument("--json", action="store_true", help="for scripts")


def _step_count(text: str) -> int:
    if not text.strip().isdecimal() or not 1 <= int(text[:9]) <= MOST_STEPS:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a whole number from 1 to {MOST_STEPS}")
    return int(text)


def _ratio(text: str) -> str:
    from fractions import Fraction

    try:
        value = Fraction(text.strip()) if len(text) <= 40 else Fraction(0)
    except (ValueError, ZeroDivisionError):
        value = Fraction(0)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a number between 0 and 1, such as 1/2")
    return text.strip()


def _examine(options: argparse.Namespace) -> int:
    from relu_tui.console import check

    examination = _examined(options)
    if options.command == "table":
        print(_table(options, examination))
        return 0
    write = check.as_json if options.json else check.as_argument if options.why else check.as_text
    print(write(examination))
    return 0


def _examined(options: argparse.Namespace) -> Examination:
    """The examination of what was named; ends the program where it can't be read."""
    from relu_tui.calculus import ExpressionError, examine
    from relu_tui.calculus.gallery import find
    from relu_tui.calculus.parsing import parse

    entry = find(options.function)
    try:
        function = parse(entry.expression if entry else options.function)
    except ExpressionError as error:
        fail(str(error))
    try:
        return examine(function, options.at or (entry.points[0] if entry else "0"))
    except ExpressionError as error:
        fail(f"--at: {error}" if options.at else str(error))


def _table(options: argparse.Namespace, examination: Examination) -> str:
    from fractions import Fraction

    from relu_tui.calculus.quotients import steps
    from relu_tui.console import table

    sides = ("left", "right") if options.side == "both" else (options.side,)
    sizes = steps(Fraction(options.ratio), options.steps)
    lines = table.lines(examination, sides, sizes, options.format)
    if options.csv:
        return table.as_csv(lines, examination.point)
    return table.as_json(lines, examination, options.format) if options.json else table.as_text(lines)


def _lesson(options: argparse.Namespace) -> int:
    """Open the lesson on the screen."""
    _require_terminal()
    from relu_tui.calculus import ExpressionError
    from relu_tui.lesson.transitions import begin

    try:
        lesson = begin(options.function, options.at)
    except ExpressionError as error:
        fail(str(error))
    from relu_tui.app.app import LimitsApp
    from relu_tui.app.settings import Settings

    app = LimitsApp(lesson, Settings(marks=options.marks, theme=options.theme, mouse=options.mouse))
    app.run(mouse=options.mouse)
    return app.return_code or 0


def _require_terminal() -> None:
    """End with one line where there is no terminal that a screen can be drawn on."""
    plain = "use relu-tui check, relu-tui table, or relu-tui plain"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail(f"this is not a terminal: {plain}")
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        fail(f"this terminal can't place text on a screen: {plain}")
