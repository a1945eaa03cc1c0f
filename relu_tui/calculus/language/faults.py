"""What is wrong with a text, part by part, and which change would mend it."""

from __future__ import annotations

from typing import NamedTuple

from relu_tui.calculus.errors import ExpressionError, Fault

__all__ = ["MOST", "Change", "Faults", "mended"]

MOST = 5
"""Faults that are told of one line."""


class Change(NamedTuple):
    """Text to stand in the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


class Faults:
    """The faults found so far in a text; of those that overlap, the first is kept."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, span: tuple[int, int], problem: str, hint: str = "", change: Change | None = None) -> None:
        """Note a fault.

        Args:
            span: Where it is, as indices into the text.
            problem: What is wrong.
            hint: What would do; where it is empty and there is a change, it is told from that.
            change: What to change, so that this fault is gone.
        """
        start, end = span
        if any(start < known.end and known.start < max(end, start + 1) for known in self.found):
            return
        if not hint and change is not None:
            hint = f"write {change.text}" if change.text.strip() else "take it away"
        self.found.append(Fault(start, max(end, start + 1), problem, hint, change))

    def ends_at(self, place: int) -> bool:
        """Whether what stands right before a place is a fault already."""
        return any(known.end == place for known in self.found)

    def settle(self) -> None:
        """Raise what was found, if anything was."""
        if self.found:
            raise ExpressionError.of(sorted(self.found, key=lambda fault: fault.start)[:MOST])


def mended(text: str, error: ExpressionError) -> str:
    """The text with every change made that the faults of an error propose."""
    changes = [fault.change for fault in error.faults if fault.change is not None]
    for start, end, fresh in sorted(changes, reverse=True):
        text = text[:start] + fresh + text[end:]
    return text
