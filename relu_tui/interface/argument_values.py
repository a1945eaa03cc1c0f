"""Values on the command line: each is read and bounded before anything is made of it."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False  # typing's own takes a tenth of the time of --help
if TYPE_CHECKING:
    from fractions import Fraction

MOST_STEPS = 1000

LONGEST_NUMBER = 18
"""Digits of a whole number that is read at all."""


class Point(argparse.Action):
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


def step_count(text: str) -> int:
    """How many steps."""
    return _whole_number(text, 1, MOST_STEPS, "a whole number from 1 to 1000")


def order(text: str) -> int:
    """The order of a derivative."""
    return _whole_number(text, 1, 5, "a whole number from 1 to 5")


def whole(text: str) -> int:
    """A whole number."""
    return _whole_number(text, 0, 10**15, "a whole number")


def port(text: str) -> int:
    """A port."""
    return _whole_number(text, 0, 65535, "a port from 0 to 65535")


def visitors(text: str) -> int:
    """How many visitors."""
    return _whole_number(text, 1, 1000, "a number of visitors from 1 to 1000")


def _whole_number(text: str, least: int, most: int, what: str) -> int:
    digits = text.strip()
    if not (digits.isdecimal() and len(digits) <= LONGEST_NUMBER and least <= int(digits) <= most):
        raise argparse.ArgumentTypeError(f"{digits[:40]!r} is not {what}")
    return int(digits)


def end(text: str) -> str:
    """An end of an interval."""
    import re

    number = text.strip().replace("−", "-")
    if re.fullmatch(r"-?(\d{0,15}\.?\d{1,15}|\d{1,15}/0*[1-9]\d{0,14})", number) is None:
        raise argparse.ArgumentTypeError(f"{number[:40]!r} is not a number, such as -3, 0.5 or 1/3")
    return number


def positive(text: str) -> Fraction:
    """A number above 0, as a fraction or a decimal of at most 60 characters."""
    import re
    from fractions import Fraction

    number = text.strip()
    # no exponent: 1e-99999999 is a number too, and would take the day
    known = len(number) <= 60 and re.fullmatch(r"\d*\.?\d+|\d+/0*[1-9]\d*", number, re.ASCII)
    if not known or Fraction(number) == 0:
        raise argparse.ArgumentTypeError(f"{number[:40]!r} is not a number above 0, such as 1/1000")
    return Fraction(number)


def ratio(text: str) -> str:
    """A ratio of steps, between 0 and 1."""
    import re
    from fractions import Fraction

    ratio = text.strip()
    # no exponent: 1e-99999999 is a ratio too, and would take the day
    known = re.fullmatch(r"\d{0,15}\.?\d{1,15}|\d{1,15}/0*[1-9]\d{0,15}", ratio)
    if known is None or not 0 < Fraction(ratio) < 1:
        raise argparse.ArgumentTypeError(f"{ratio[:40]!r} is not a number between 0 and 1, such as 1/2")
    return ratio
