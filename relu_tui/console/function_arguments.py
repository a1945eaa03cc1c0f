"""The function, the point and the parameters that a command line names.

Each ends the program with one line where that can't be read.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TypeVar

from relu_tui.calculus import Examination, ExpressionError, examine
from relu_tui.calculus.language.gallery import find
from relu_tui.calculus.language.parsing import parse, understood
from relu_tui.calculus.language.syntax import Expression, Numeric
from relu_tui.interface.arguments import fail

Answer = TypeVar("Answer")


def examined(options: Namespace) -> Examination:
    """The examination of what was named."""
    return asked(options, examine)


def asked(options: Namespace, question: Callable[[Expression, str], Answer]) -> Answer:
    """The answer for the function and point named; ends the program where they can't be read."""
    function, entry = named_function(options), find(options.function)
    try:
        return question(function, options.at or (entry.points[0] if entry else "0"))
    except ExpressionError as error:
        fail(f"--at: {error}" if options.at else str(error))


def named_function(options: Namespace) -> Expression:
    """The function that was named or typed; ends the program where it can't be read."""
    entry, given = find(options.function), given_parameters(options)
    text = entry.expression if entry else options.function
    try:
        if getattr(options, "tape", False) or getattr(options, "script", ""):
            from relu_tui.frameworks.operations import applied, with_values

            text = applied(options.function) or text if entry else text
            return with_values(text, given) if given else parse(text)
        function = parse(text, given)
        return parse(understood(function)) if given else function  # what is told of it stands alone
    except ExpressionError as error:
        fail(str(error))


def given_parameters(options: Namespace) -> dict[str, Numeric]:
    """What the parameters stand for; ends the program where that can't be read."""
    given = given_values(options)
    if not given:
        return {}
    from relu_tui.calculus.questions.parameters import trees

    return trees(given)


def given_values(options: Namespace) -> tuple[tuple[str, str], ...]:
    """The same as text; ends the program where that can't be read."""
    if not options.let:
        return ()
    from relu_tui.calculus.questions.parameters import read_assignments

    try:
        return read_assignments(options.let)
    except ExpressionError as error:
        fail(f"--let: {error}")
