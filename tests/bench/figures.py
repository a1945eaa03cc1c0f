"""What was measured, beside what it is compared with, and whether it is within its bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes:
        what: What was measured.
        value: What this program came to.
        unit: In what.
        bare: What the barest app, or the barest command, came to.
        naive: What the naive app came to.
        most: The greatest value allowed.
        most_times: The greatest allowed as a multiple of `bare`.
    """

    what: str
    value: float
    unit: str
    bare: float | None = None
    naive: float | None = None
    most: float | None = None
    most_times: float | None = None

    @property
    def times(self) -> float | None:
        """The value as a multiple of the barest."""
        return self.value / self.bare if self.bare else None

    @property
    def met(self) -> bool | None:
        """Whether it is within its bounds; None where it has none."""
        verdicts = []
        if self.most is not None:
            verdicts.append(self.value <= self.most)
        if self.most_times is not None:
            verdicts.append(self.times is not None and self.times <= self.most_times)
        return all(verdicts) if verdicts else None

    def row(self) -> str:
        """The figure as a row of the table."""
        bounds = []
        if self.most is not None:
            bounds.append(f"≤ {_number(self.most)} {self.unit}".rstrip())
        if self.most_times is not None:
            bounds.append(f"≤ {self.most_times:g} ×")
        cells = (
            self.what,
            f"{_number(self.value)} {self.unit}".rstrip(),
            _number(self.bare),
            _number(self.naive),
            "" if self.times is None else f"{self.times:.2f}",
            ", ".join(bounds),
            {None: "", True: "met", False: "**missed**"}[self.met],
        )
        return f"| {' | '.join(cells)} |"


HEAD = "| what | relu-tui | bare | naive | × bare | bound | |\n|---|---:|---:|---:|---:|---|---|"
"""The head of the table."""


def missed(figures: Iterable[Figure]) -> list[Figure]:
    """The figures that are out of bounds."""
    return [figure for figure in figures if figure.met is False]


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
