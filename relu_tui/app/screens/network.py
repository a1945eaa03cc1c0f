"""A ReLU network of one variable on the screen: its kinks, and a lesson on each of them."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import ClassVar

from textual.binding import Binding, BindingType

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.overlay import Overlay, key_line
from relu_tui.frameworks.network import (
    MOST_LAYERS,
    USUAL_INTERVAL,
    USUAL_SEED,
    USUAL_UNITS,
    Anatomy,
    drawn,
    taken_apart,
)
from relu_tui.frameworks.network_words import HEADS, LEGEND, cells, findings

ROOMY = 22
"""Lines of a screen on which a blank one stands below the formula."""

KEYS = ("q back", "→ another seed", "← the one before", "↑ ↓ a kink", "Enter a lesson on it", "+ − layers")
"""The keys, the most needed first; as many are shown as fit."""

MOST_HERE = 3
"""Hidden layers that the keys go up to."""


class NetworkScreen(Overlay[None]):
    """The network of a seed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "seed(1)", "another seed", show=False),
        Binding("left,h", "seed(-1)", "the seed before", show=False),
        Binding("down,j", "move(1)", "the next kink", show=False),
        Binding("up,k", "move(-1)", "the kink before", show=False),
        Binding("plus", "layers(1)", "a layer more", show=False),
        Binding("minus", "layers(-1)", "a layer less", show=False),
        Binding("enter", "open", "a lesson on it", show=False),
        Binding("q,escape,N", "dismiss", "back", show=False),
    ]

    def __init__(self, look: Look, choose: Callable[[str, str], str]) -> None:
        """Make the screen.

        Args:
            look: How things are drawn.
            choose: Begins a lesson on a function at a point; says what stands in the way, or nothing.
        """
        super().__init__(look)
        self.choose = choose
        self.seed = USUAL_SEED
        self.units = list(USUAL_UNITS)
        self.cursor = 0
        self.said = ""
        self.found = self._taken_apart()

    def _taken_apart(self) -> Anatomy:
        return taken_apart(drawn(self.seed, self.units), *USUAL_INTERVAL)

    def _renewed(self) -> None:
        self.found = self._taken_apart()
        self.cursor = 0
        self.said = ""
        self.draw()

    def action_seed(self, steps: int) -> None:
        """Draw another network."""
        self.seed = max(0, self.seed + steps)
        self._renewed()

    def action_layers(self, steps: int) -> None:
        """Draw a network of more layers, or fewer."""
        count = max(1, min(len(self.units) + steps, MOST_HERE, MOST_LAYERS))
        self.units = [USUAL_UNITS[0]] * count
        self._renewed()

    def action_move(self, steps: int) -> None:
        """Go to another kink."""
        self.cursor = max(0, min(self.cursor + steps, len(self.found.kinks) - 1))
        self.said = ""
        self.draw()

    def action_open(self) -> None:
        """Begin a lesson on the kink."""
        if self.found.kinks:
            at = str(self.found.kinks[self.cursor].at)
            self.said = self.choose(self.found.network.expression, at)
            if self.said:
                self.draw()
            else:
                self.dismiss()

    def framed(self, width: int, height: int) -> Frame | None:
        """The formula, the kinks, what is to be noticed, and the keys."""
        if width < 12 or height < 6:
            return None
        inside = width - 2
        formula = wrap(f"f(x) = {self.found.network.expression}", inside - 2, subsequent_indent="  ")[:3]
        told = [
            line for sentence in findings(self.found) for line in wrap(self.look.spell(sentence), inside - 2)
        ]
        told = told[: max((height - 5) // 2, 1)]
        legend = [row(""), row((f" {LEGEND}", Role.DIM)).fit(inside, more="…")][height < ROOMY :]
        room = max(height - 4 - len(legend) - len(formula) - len(told), 0)
        table = _table(self.found, self.cursor, room)
        rows = [row((f" {line}", Role.CURVE)) for line in formula]
        rows += [*legend, *table, *([row("")] * (room - len(table)))]
        rows += [row((f" {line}", Role.PLAIN)) for line in told]
        status = row((f" {self.said}", Role.ERROR)) if self.said else key_line(KEYS, inside)
        content = Frame.of([*Frame.of(rows, inside, height - 3).rows, status], inside, height - 2)
        units = "·".join(map(str, self.units))
        return self.look.box(content, f"a network of {units} ReLUs, seed {self.seed}")


def _table(found: Anatomy, cursor: int, room: int) -> list[Row]:
    rows = [HEADS, *map(cells, found.kinks)]
    sizes = [max(map(len, column)) for column in zip(*rows, strict=True)]
    texts = ["  ".join(cell.ljust(size) for cell, size in zip(line, sizes, strict=True)) for line in rows]
    first = max(0, cursor + 2 - max(room - 1, 1))
    result = [row((f" {texts[0]}", Role.DIM))]
    for index, (text, kink) in enumerate(zip(texts[1:], found.kinks, strict=True)):
        if index < first:
            continue
        role = Role.CHOSEN if index == cursor else Role.FAILS if kink.wrong else Role.PLAIN
        result.append(row((f" {text}", role)))
    return result[:room]
