"""Subgradient descent on |x| on the screen: a step a key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from textwrap import wrap
from typing import ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.overlay import Overlay, key_line
from relu_tui.app.screens.told import Told
from relu_tui.frameworks import descent
from relu_tui.frameworks.descent import HEADS, Descent, Position, cells, drawn, findings

KEYS = ("q back", "→ step", "← back", "PgDn ten", "r η or η/k", "↑ ↓ η", "s start", "c g(0)")
"""The keys, the most needed first; as many are shown as fit."""

HEADING = "subgradient descent on |x|"

Change = Callable[[Descent], Descent]


class DescentScreen(Overlay[None]):
    """The descent, with the last steps in sight and what is to be noticed below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,space", "step(1)", "a step", show=False),
        Binding("left,h", "step(-1)", "a step back", show=False),
        Binding("pagedown", "step(10)", "ten steps", show=False),
        Binding("pageup", "step(-10)", "ten steps back", show=False),
        Binding("up,k", "rate(1)", "another rate", show=False),
        Binding("down,j", "rate(-1)", "another rate", show=False),
        Binding("r", "rule", "η or η/k", show=False),
        Binding("s", "start", "another start", show=False),
        Binding("c", "choice", "another g(0)", show=False),
        Binding("q,escape,enter,D", "dismiss", "back", show=False),
    ]

    def __init__(self, look: Look) -> None:
        """Make the screen.

        Args:
            look: How things are drawn.
        """
        super().__init__(look)
        self.descent = Descent()

    def _change(self, change: Change) -> None:
        self.descent = change(self.descent)
        self.draw()

    def action_step(self, steps: int) -> None:
        """Take steps."""
        self._change(lambda shown: descent.stepped(shown, steps))

    def action_rate(self, steps: int) -> None:
        """Choose another rate."""
        self._change(lambda shown: descent.with_next_rate(shown, steps))

    def action_rule(self) -> None:
        """Let the steps shrink, or not."""
        self._change(descent.with_other_rule)

    def action_start(self) -> None:
        """Begin somewhere else."""
        self._change(descent.with_next_start)

    def action_choice(self) -> None:
        """Take another number for the slope at 0."""
        self._change(descent.with_next_choice)

    def framed(self, width: int, height: int) -> Frame | None:
        """The last steps, what is to be noticed, and the keys."""
        return _painted(self.descent, width, height, self.look)

    def told(self) -> Told | None:
        """The descent so far."""
        last = " · ".join(map(" = ".join, zip(HEADS, cells(self.descent.places[-1]), strict=True)))
        words = (*findings(self.descent), last)
        return Told(HEADING, self.descent, paint=partial(_painted, self.descent), words=words)


def _painted(shown: Descent, width: int, height: int, look: Look) -> Frame | None:
    if width < 12 or height < 6:
        return None
    inside = width - 2
    told = [line for sentence in findings(shown) for line in wrap(look.spell(sentence), inside - 2)]
    told = told[: max((height - 4) // 2, 1)]
    room = height - 4 - len(told)
    places = shown.places[-max(room - 1, 0) :] if room > 1 else ()
    rows = [*_table(places, inside), *([row("")] * (room - 1 - len(places)))]
    said = [row((f" {line}", Role.PLAIN)) for line in told]
    content = Frame.of(
        [*rows[:room], row(""), *said, key_line([look.spell(key) for key in KEYS], inside)],
        inside,
        height - 2,
    )
    return look.box(content, HEADING)


def _table(places: tuple[Position, ...], width: int) -> list[Row]:
    rows = [HEADS, *map(cells, places)]
    sizes = [max(map(len, column)) for column in zip(*rows, strict=True)]
    left = width - sum(sizes) - 2 * len(sizes) - 2
    result = []
    for number, line in enumerate(rows):
        text = "  ".join(cell.ljust(size) for cell, size in zip(line, sizes, strict=True))
        picture = ""
        if left >= 9:
            picture = "−1".ljust(left - 1) + "1" if not number else drawn(places[number - 1], left)
        role = Role.PLAIN if number else Role.DIM
        result.append(row((f" {text}  ", role), (picture, Role.POINT if number else Role.DIM)))
    return result
