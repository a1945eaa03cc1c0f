"""What can be chosen for the experiment on a screen: values to step through, as pure transitions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from relu_tui.experiments.setup import FORMATS, USUAL_FORMATS, Setup

LAYERS = (1, 2, 3, 4, 5, 6, 8)
UNITS = (4, 8, 16, 32, 64, 128, 256, 512)
BATCHES = (1, 8, 16, 32, 64, 128, 256, 512, 1024)
DRAWS = (10, 50, 100, 200, 500, 1000, 5000)
USUAL = "usual"

NAMES = ("layers", "units", "batch", "draws", "format", "seed")
"""What is chosen, in the order shown."""

MOST_SHARED = {"layers": 3, "units": 64, "batch": 64, "draws": 200}
"""The largest values on an account that many share."""


@dataclass(frozen=True)
class Choices:
    """What is chosen now.

    Attributes:
        layers: Hidden layers.
        units: Units in each of them.
        batch: Images that a network is shown.
        draws: Networks.
        format: A number format, or `usual` for those of the usual setup.
        seed: Where the random numbers start.
        cursor: Which of `NAMES` the keys change.
        shared: Whether many share the account, and values stay small.
    """

    layers: int = 3
    units: int = 64
    batch: int = 64
    draws: int = 200
    format: str = USUAL
    seed: int = 1
    cursor: int = 0
    shared: bool = False

    @property
    def setup(self) -> Setup:
        """The experiment that is chosen."""
        formats = USUAL_FORMATS if self.format == USUAL else (self.format,)
        return Setup((self.units,) * self.layers, self.batch, self.draws, self.seed, formats)

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """Each of `NAMES` with its value, as it is read."""
        return tuple((name, str(getattr(self, name))) for name in NAMES)

    def values(self, name: str) -> tuple[int | str, ...]:
        """What can be chosen for a name; nothing for the seed, which has no end."""
        every: dict[str, tuple[int | str, ...]] = {
            "layers": LAYERS,
            "units": UNITS,
            "batch": BATCHES,
            "draws": DRAWS,
            "format": (USUAL, *FORMATS),
        }
        most = MOST_SHARED.get(name) if self.shared else None
        values = every.get(name, ())
        return values if most is None else tuple(value for value in values if int(value) <= most)


def moved(choices: Choices, steps: int) -> Choices:
    """The cursor on another of `NAMES`; it goes round."""
    return replace(choices, cursor=(choices.cursor + steps) % len(NAMES))


def changed(choices: Choices, steps: int) -> Choices:
    """Another value for what the cursor is on; it stops at the ends."""
    name = NAMES[choices.cursor]
    if name == "seed":
        return replace(choices, seed=max(choices.seed + steps, 0))
    values = choices.values(name)
    index = values.index(getattr(choices, name)) + steps
    chosen: Any = values[min(max(index, 0), len(values) - 1)]
    return replace(choices, **{name: chosen})


def reseeded(choices: Choices, last: Setup | None) -> Choices:
    """The choices for the next run: with another seed, if they were run already."""
    return replace(choices, seed=choices.seed + 1) if choices.setup == last else choices
