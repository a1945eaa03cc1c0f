"""Questions that a line answers, and the talks that are made of them."""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple, TypeAlias


class Asked(NamedTuple):
    """Something to be answered by a line.

    Attributes:
        words: What is asked.
        kind: What the answer is to be checked as: `function`, `limit` or `slope`; empty for a command.
        function: The function, where the answer is its point.
    """

    words: str
    kind: str = ""
    function: str = ""

    def typed(self, answer: str) -> list[str]:
        """The lines to check."""
        if self.kind != "function":
            return [answer]
        return [self.function, answer.strip() or "0"] if self.function else [answer, ""]


Talk: TypeAlias = Generator[Asked, "str | None", None]
"""Questions, each to be sent its answer; None where there is none, which gives the command up."""
