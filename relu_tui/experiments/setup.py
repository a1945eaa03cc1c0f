"""What an experiment is run with, and within which bounds."""

from __future__ import annotations

from dataclasses import dataclass

from relu_tui import number_formats

USUAL_FORMATS = ("float16", "mixed", "float32", "float64")
"""The number formats of the usual setup; `arithmetic` says what each of them computes."""

SHORT_FORMATS = tuple(name for name, record in number_formats.FORMATS.items() if record.short is not None)
"""Those of fewer digits still, which are asked for."""

FORMATS = (*USUAL_FORMATS, *SHORT_FORMATS)
"""Every number format."""

SOURCES = ("auto", "digits", "synthetic")
"""Where the images come from: scikit-learn's digits, images made here, or digits where they are installed."""

CLASSES = 10
"""The network's outputs: one for each class of images."""

LAYERS = range(1, 9)
"""Hidden layers."""

UNITS = range(1, 513)
"""Units in a hidden layer."""

SAMPLES = range(1, 1025)
"""Images in a batch."""

DRAWS = range(1, 100_001)
"""Random networks, each with its own batch."""

SEEDS = range(10**12)


class SettingsError(ValueError):
    """An experiment was asked for that is out of bounds."""


def check_number(number: int, bounds: range, what: str) -> None:
    """Refuse a number that is out of bounds.

    Raises:
        SettingsError: It is.
    """
    if number not in bounds:
        raise SettingsError(f"{number} {what}: use {bounds[0]} to {bounds[-1]}")


@dataclass(frozen=True)
class Setup:
    """One experiment: how large the networks are, how many are drawn, from which seed.

    Attributes:
        units: Units of each hidden layer, from the input on.
        samples: Images that each network is shown, as one batch.
        draws: How many networks are drawn.
        seed: Where the random numbers start. The same setup gives the same figures.
        formats: Some of `FORMATS`.
        source: One of `SOURCES`.
    """

    units: tuple[int, ...] = (64, 64, 64)
    samples: int = 64
    draws: int = 200
    seed: int = 1
    formats: tuple[str, ...] = USUAL_FORMATS
    source: str = "auto"

    def __post_init__(self) -> None:
        checks = (
            (len(self.units), LAYERS, "layers"),
            *((width, UNITS, "units in a layer") for width in self.units),
            (self.samples, SAMPLES, "images in a batch"),
            (self.draws, DRAWS, "draws"),
        )
        for number, bounds, what in checks:
            check_number(number, bounds, what)
        if self.seed not in SEEDS:
            raise SettingsError(f"the seed {self.seed}: use 0 to {SEEDS[-1]}")
        unknown = [name for name in self.formats if name not in FORMATS]
        if unknown or not self.formats:
            raise SettingsError(
                f"the formats {', '.join(unknown) or 'none'}: use some of {', '.join(FORMATS)}"
            )
        if self.source not in SOURCES:
            raise SettingsError(f"the images {self.source}: use one of {', '.join(SOURCES)}")

    @property
    def values(self) -> int:
        """How many values reach a ReLU in one draw: one for each unit and image."""
        return sum(self.units) * self.samples
