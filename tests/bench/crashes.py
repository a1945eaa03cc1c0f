"""Hostile strings in every command that reads one: for what raises, takes long, or fills the memory.

    python -m tests.bench.crashes --seed 1 --count 2000

Each string is given to a command in a process of its own, under limits of the system. Prints a line for
each process that ended in any other way than it should, that used more than two seconds of processor
time, or that held more than 200 MB.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from relu_tui import cli
from relu_tui.console import check, limit, plain, table
from tests.calculus.hostile_trees import EQUALS, HIDDEN_ZEROS, NEARLY_ZERO, ZEROS, hostile_expression

SLOW = 2.0
"""Seconds of processor time."""

LATEST = 20
"""Seconds of processor time after which the system ends the process."""

LARGE = 200
"""Megabytes."""

LARGEST = 1_500_000_000
"""Bytes of address space past which the system gives none."""

LOADED = (check, limit, plain, table)
"""What every process has loaded, so that none of them counts the loading."""

UNARY = (
    *("sin", "cos", "tan", "exp", "log", "sqrt", "cbrt", "abs", "sign", "floor", "ceil", "relu", "sigmoid"),
    *("softplus", "tanh", "sinh", "cosh", "asin", "acos", "atan", "erf"),
)

TOKENS = (
    *UNARY,
    *(
        "x",
        "x",
        "x",
        "1",
        "0",
        "2",
        "pi",
        "e",
        "1e400",
        "0.1",
        "9" * 40,
        "(",
        ")",
        "(",
        ")",
        ",",
        "max",
        "min",
    ),
    *("+", "-", "*", "/", "**", "^", "if", "else", "and", "or", "not", "<", "==", "!=", ">=", "=", "|", ":"),
    *("lambda", "__import__", "[", "]", "{", "}", ".", "_", '"', "'", "\\", "\x00", "\x1b[2J", "\u202e"),
    *("−", "√", "²", "½", "π", "∞", "х", "１", "\n", "\t", "#", "@", "%", "//", "1e", "0x1f", "1_000", "😀"),
)

NUMBERS = ("10**6", "10**-6", "1e30", "7/3", "1e-300", "2**200", "sqrt(2)", "pi", "9" * 60)

Draw = Callable[[Sequence[str]], str]


def soup(draw: random.Random) -> str:
    """Tokens in any order."""
    return draw.choice((" ", "")).join(draw.choices(TOKENS, k=draw.randrange(1, 60)))


def mutated(draw: random.Random) -> str:
    """An expression with a few characters lost, doubled or changed."""
    text = list(hostile_expression(draw.choice)[0])
    for _ in range(draw.randrange(1, 5)):
        place = draw.randrange(len(text))
        text[place] = draw.choice(("", text[place] * 2, draw.choice(TOKENS), "9" * 30))
    return "".join(text)


def tower(draw: random.Random) -> str:
    """Functions within functions."""
    names = draw.choice((UNARY, (draw.choice(UNARY),), tuple(draw.choices(UNARY, k=2))))
    inner = draw.choice(("x", "1/x", "x + 1", "exp(1/x)", "sin(1/x)", "x/10**9", "(1 + x*sqrt(2))**(1/x)"))
    for _ in range(draw.randrange(2, 59)):
        inner = f"{draw.choice(names)}({inner})"
    return inner


def powers(draw: random.Random) -> str:
    """Powers of powers."""
    text = draw.choice(("x", "1 + x", "1/x", "1 - 1/x/2", "x - sqrt(2)", "2", "sqrt(2) + x", "-1/x"))
    for _ in range(draw.randrange(1, 8)):
        exponent = draw.choice(("x", "1/x", "2", "1000", "-999", "1/3", "3*(1/x)", "sqrt(2)", *NUMBERS))
        text = draw.choice((f"({text})**({exponent})", f"({exponent})**({text})"))
    return text


def row(draw: random.Random) -> str:
    """Many alike in a sum, product or quotient, each with a number of its own."""
    like = draw.choice(
        (
            "(exp(sin(x + {n})) - log(3 + x + {n}))",
            "sqrt(x + {n})",
            "abs(x - {n})",
            "sin({n}/x)",
            "(x**{n} + {n})",
            "log({n} + sqrt({n} + x))",
            "max(x, {n}*x)",
            "exp({n}/x)",
            "floor({n}/x)",
            "cbrt({n} + sqrt({n} + x**2))",
            "atan({n}*x)",
            "(1 + {n}*x)**(1/x)",
        )
    )
    count = draw.randrange(2, 40)
    return draw.choice("+-*/").join(like.replace("{n}", str(n)) for n in range(2, 2 + count))


def constants(draw: random.Random) -> str:
    """X beside heavy arithmetic with constants."""
    parts = draw.choices([*HIDDEN_ZEROS, *NEARLY_ZERO, *NUMBERS, *sum(EQUALS, ())], k=draw.randrange(1, 7))
    text = "x"
    for part in parts:
        one, two = draw.choices(UNARY, k=2)
        forms = (
            "({t}) + ({p})",
            "({t})*({p})",
            "({t})**({p})",
            "({p})**({t})",
            "{f}(({t})*({p}))",
            "{g}({t})/({p})",
        )
        text = draw.choice(forms).format(t=text, p=part, f=one, g=two)
    return text


KINDS: dict[str, Callable[[random.Random], str]] = {
    "soup": soup,
    "mutated": mutated,
    "tower": tower,
    "powers": powers,
    "row": row,
    "constants": constants,
    "tree": lambda draw: hostile_expression(draw.choice)[0],
}

POINTS = (*ZEROS, "1/3", "pi/7", "10", "1e-9", "10**9", "exp(exp(1))", "sqrt(2)")

WALK = "\n" * 12 + "w\n" + "\n" * 5 + "q\n"
"""What is typed into the lesson in lines: on, with a look at the argument."""


def question(draw: random.Random) -> tuple[list[str], str, str]:
    """A command, what it reads, and the kind of its expression."""
    kind = draw.choice(list(KINDS))
    text = KINDS[kind](draw)
    if draw.random() < 0.4:
        text = f"({text}) if x != {draw.choice(POINTS)} else 0"
    at = draw.choice(POINTS) if draw.random() < 0.7 else KINDS[kind](draw).replace("x", "2")
    options = ["--side", "right", "--ratio", draw.choice(("1/2", "1/10", "1/1000")), "--steps", "12"]
    command = draw.choice(
        (["check", "--why"], ["check", "--json"], ["table", *options], ["plain"], ["limit"])
    )
    # a text that begins with a dash is no option
    return [command[0], *command[1:], f"--at={at}", "--", text], WALK, kind


@dataclass(frozen=True)
class End:
    """How a process ended.

    Attributes:
        status: Its exit status, or minus the signal that ended it.
        seconds: Processor time it used.
        megabytes: The most memory that it held.
        told: The last line it wrote to stderr.
    """

    status: int
    seconds: float
    megabytes: int
    told: str

    @property
    def complaint(self) -> str | None:
        """What is wrong with that, or None."""
        if self.status not in (0, 2, 3) or "Traceback" in self.told:
            return f"ENDED {self.status}"
        if self.seconds > SLOW:
            return f"SLOW {self.seconds:.1f} s"
        return f"LARGE {self.megabytes} MB" if self.megabytes > LARGE else None


def run(arguments: list[str], typed: str) -> End:
    """Run a command in a child of this process."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _be_the_command(arguments, typed, writing)
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a pipe has no path
        told = pipe.read().decode(errors="replace")
    _, status, used = os.wait4(child, 0)
    seconds = used.ru_utime + used.ru_stime
    return End(os.waitstatus_to_exitcode(status), seconds, used.ru_maxrss // 1024, told.strip()[-300:])


def _be_the_command(arguments: list[str], typed: str, errors: int) -> None:
    """What the child does; it never returns."""
    status = 70
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (LATEST, LATEST + 1))
        resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(errors, 2)
        sys.stdin = io.StringIO(typed)
        status = cli.main(arguments)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException as trouble:
        os.write(2, f"{type(trouble).__name__}: {trouble}".encode())
    finally:
        os._exit(status)


@dataclass
class Search:
    """A run.

    Attributes:
        asked: Questions by the kind of expression.
        complaints: A line for each that went wrong.
        longest: The longest time.
        largest: The most memory, in megabytes.
    """

    asked: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    longest: float = 0.0
    largest: int = 0

    def ask(self, draw: random.Random) -> None:
        """Ask one question."""
        arguments, typed, kind = question(draw)
        if any("\x00" in argument for argument in arguments):
            return
        self.asked[kind] += 1
        end = run(arguments, typed)
        self.longest, self.largest = max(self.longest, end.seconds), max(self.largest, end.megabytes)
        if end.complaint:
            self.complaints.append(f"{end.complaint}: {shlex.join(arguments)}: {end.told}")
            print(self.complaints[-1], flush=True)


def main() -> None:
    """Ask as many as wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2_000)
    options = parser.parse_args()
    search = Search()
    for number in range(options.count):
        search.ask(random.Random(f"{options.seed} {number}"))
    print(f"seed        {options.seed}")
    print(f"questions   {sum(search.asked.values())} ({dict(search.asked)})")
    print(f"complaints  {len(search.complaints)}")
    print(f"longest     {search.longest:.2f} s of processor time")
    print(f"largest     {search.largest} MB")


if __name__ == "__main__":
    main()
