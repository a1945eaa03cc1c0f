"""How a computation can end other than with a value.

Each is a separate exception because each means something different to the learner: an expression
that can't be read, a function that has no value, and a question that could not be settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from relu_tui.calculus.language.syntax import Node


class Fault(NamedTuple):
    """One thing that is wrong with a text.

    Attributes:
        start: Where it begins, as an index into the text as typed.
        end: Where it ends.
        problem: What is wrong.
        hint: What would do, or an empty string.
        change: The change (start, end, text in its place) that takes the fault away, if one does.
    """

    start: int
    end: int
    problem: str
    hint: str = ""
    change: tuple[int, int, str] | None = None

    def __str__(self) -> str:
        """What is wrong, where, and what would do."""
        where = f" at character {self.start + 1}"
        return f"{self.problem}{where}" + (f": {self.hint}" if self.hint else "")


class ExpressionError(ValueError):
    """Text that is not an expression or a point, in words for the person who typed it.

    Attributes:
        problem: What is wrong first.
        position: Where, as an index into the text as typed, or None where no one place is to blame.
        hint: What would do, or an empty string.
        faults: All that is wrong, in the order it stands; empty where no one place is to blame.
        line: Which of several texts it is about, from 0.
    """

    line = 0

    def __init__(self, problem: str, position: int | None = None, hint: str = "") -> None:
        self.problem = problem
        self.position = position
        self.hint = hint
        self.faults: tuple[Fault, ...] = ()
        if position is not None:
            self.faults = (Fault(position, position + 1, problem, hint),)
        super().__init__(problem, position, hint)

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> ExpressionError:
        """The error that these faults make together."""
        first = faults[0]
        error = cls(first.problem, first.start, first.hint)
        error.faults = tuple(faults)
        return error

    def about(self, part: str, line: int) -> ExpressionError:
        """The same, said of one of several texts, by its name and its number from 0: `point: …`."""
        error = ExpressionError(f"{part}: {self.problem}", self.position, self.hint)
        error.line = line
        if self.faults:
            first, *rest = self.faults
            error.faults = (first._replace(problem=error.problem), *rest)
        return error

    def __str__(self) -> str:
        """All that is wrong, in one line."""
        if self.faults:
            return "; ".join(map(str, self.faults))
        return self.problem + (f": {self.hint}" if self.hint else "")


class NotDefined(ArithmeticError):  # noqa: N818 - a mathematical outcome, not an error
    """The expression has no value here; the message says why.

    Attributes:
        part: The innermost part of the expression that has none, where it is known.
    """

    part: Node | None = None


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


AnyError = TypeVar("AnyError", bound=BaseException)


def without_frames(error: AnyError) -> AnyError:
    """The error, to be kept as an answer: it lets go of the frames that it came through.

    An error holds its traceback, that holds the frames, and they hold all that was computed in them, which
    may be many megabytes. Where one of them keeps the error, they hold one another, and only a search
    through the whole memory would free them.
    """
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error
