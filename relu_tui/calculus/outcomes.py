"""How a computation can end other than with a value.

Each is a separate exception because each means something different to the learner: an expression
that can't be read, a function that has no value, and a question that could not be settled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relu_tui.calculus.language.syntax import Node


class ExpressionError(ValueError):
    """Text that is not an expression or a point, in words for the person who typed it.

    Attributes:
        problem: What is wrong.
        position: Where, as an index into the text as typed, or None where no one place is to blame.
        hint: What would do, or an empty string.
    """

    def __init__(self, problem: str, position: int | None = None, hint: str = "") -> None:
        self.problem = problem
        self.position = position
        self.hint = hint
        where = "" if position is None else f" at character {position + 1}"
        super().__init__(f"{problem}{where}" + (f": {hint}" if hint else ""))


class NotDefined(ArithmeticError):  # noqa: N818 - a mathematical outcome, not an error
    """The expression has no value here; the message says which part and why."""


class Undecided(ArithmeticError):  # noqa: N818 - a mathematical outcome, not an error
    """The question could not be settled; the message says what stood in the way.

    Attributes:
        part: The innermost part of the expression where it stood, or a word for what was looked at.
    """

    part: Node | str | None = None


class NeedMoreTerms(Undecided):
    """The terms kept so far cancel: an expansion to a higher order may settle the question."""


class NeedPhases(Undecided):
    """The answer hangs on how an endless oscillation stands: fixing its phase may settle it."""


class Exhausted(Undecided):
    """The bound on work was reached."""
