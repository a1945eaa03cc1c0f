"""The commands, and what each of them takes."""

from __future__ import annotations

import argparse

from relu_tui.choices import MARKS, THEMES, names
from relu_tui.interface.argument_values import (
    Point,
    end,
    order,
    port,
    positive,
    ratio,
    step_count,
    visitors,
    whole,
)

KEYS_TOPIC = "keys"
"""The topic of help that lists the keys of the lesson."""

SHELLS = ("bash", "zsh", "fish")


def _function(
    command: argparse.ArgumentParser,
    *,
    optional: bool = False,
    at: str = "the point, such as 0, 1/3 or pi/4",
) -> None:
    _named_function(command, optional=optional)
    command.add_argument("--at", metavar="A", action=Point, default="", help=at)


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
    command.add_argument("--ascii", action="store_true", help="no other signs than a keyboard has")


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
        "--epsilon", type=positive, metavar="E", help="the δ that does for an ε, on each side"
    )


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="made by check --certificate --json; - is stdin")


def _limit(command: argparse.ArgumentParser) -> None:
    _function(command, at="where x goes, such as 0, pi/4, inf or -inf")
    command.add_argument("--certificate", action="store_true", help="a second proof, that verify checks")
    command.add_argument("--json", action="store_true", help="for scripts")


def _derivative(command: argparse.ArgumentParser) -> None:
    _function(command)
    command.add_argument("--order", type=order, default=2, metavar="N", help="2 for f″, 3 for f‴; default: 2")
    command.add_argument("--from", dest="start", metavar="A", help="f′ along an interval: from A")
    command.add_argument("--to", dest="end", metavar="B", help="… to B")
    command.add_argument("--step", type=positive, default="1/4", metavar="S", help="… by S; default: 1/4")
    command.add_argument("--json", action="store_true", help="for scripts")


def _where(command: argparse.ArgumentParser) -> None:
    _named_function(command)
    command.add_argument("--from", dest="start", default="-10", metavar="A", help="default: -10")
    command.add_argument("--to", dest="end", default="10", metavar="B", help="default: 10")
    command.add_argument("--json", action="store_true", help="for scripts")


def _table(command: argparse.ArgumentParser) -> None:
    from relu_tui.number_formats import EXACT, NUMBER_FORMATS

    _function(command)
    command.add_argument("--side", choices=("left", "right", "both"), default="both", help="default: both")
    command.add_argument("--steps", type=step_count, default=10, metavar="N", help="default: 10")
    command.add_argument("--ratio", type=ratio, default="1/2", metavar="R", help="default: 1/2")
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
    command.add_argument("--at", metavar="A", action=Point, default="", help="the point, such as 0 or 6")
    command.add_argument("--no-live", dest="live", action="store_false", help="ask no framework here")
    command.add_argument("--json", action="store_true", help="for scripts")


def _practice(command: argparse.ArgumentParser) -> None:
    from relu_tui.experiments.setup import FORMATS, SOURCES, Setup

    usual = Setup()
    command.add_argument("--layers", type=whole, metavar="N", help="hidden layers; default: 3")
    command.add_argument(
        "--units", metavar="N", default="64", help="units in a layer, or in each: 64,32; default: 64"
    )
    command.add_argument("--batch", type=whole, default=usual.samples, metavar="N", help="default: 64 images")
    command.add_argument("--draws", type=whole, default=usual.draws, metavar="N", help="default: 200")
    command.add_argument("--seed", type=whole, default=usual.seed, metavar="N", help="default: 1")
    formats = ",".join(usual.formats)
    told = f"of {','.join(FORMATS)}; default: {formats}"
    command.add_argument("--formats", default=formats, metavar="F", help=told)
    command.add_argument("--images", choices=SOURCES, default="auto", help="default: digits if installed")
    command.add_argument("--json", action="store_true", help="for scripts")


def _network(command: argparse.ArgumentParser) -> None:
    command.add_argument("--seed", type=whole, default=8, metavar="N", help="of the weights; default: 8")
    command.add_argument("--units", default="4,4", metavar="N", help="in each hidden layer; default: 4,4")
    command.add_argument("--weights", default="", metavar="W", help="instead: '1 0, -1 0; 1 -1 0'")
    command.add_argument("--low", type=end, default="-4", metavar="A", help="default: -4")
    command.add_argument("--high", type=end, default="4", metavar="B", help="default: 4")
    command.add_argument("--json", action="store_true", help="for scripts")


def _descent(command: argparse.ArgumentParser) -> None:
    command.add_argument("--start", type=end, default="1", metavar="X", help="default: 1")
    command.add_argument("--rate", type=positive, default="2/5", metavar="R", help="default: 2/5")
    command.add_argument("--shrinking", action="store_true", help="the k-th step is R/k")
    command.add_argument("--at-zero", type=end, default="0", metavar="G", help="slope at 0; default: 0")
    command.add_argument("--steps", type=step_count, default=14, metavar="N", help="default: 14")
    command.add_argument("--json", action="store_true", help="for scripts")


def _serve(command: argparse.ArgumentParser) -> None:
    _function(command, optional=True)
    command.add_argument("--host", default="", help="default: 127.0.0.1; with --ssh, every address")
    command.add_argument("--port", type=port, help="default: 8000; with --ssh, 2222")
    command.add_argument(
        "--most", type=visitors, metavar="N", help="visitors at once; default: 40; with --ssh, 100"
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
        "--web", type=port, nargs="?", const=8000, metavar="PORT", help="the same class in browsers too"
    )
    ssh.add_argument("--idle", type=whole, default=120, metavar="MIN", help="minutes; default: 120")


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
"""Every command: what it does in a line, and its options. `help_pages` tells more of each."""
