"""The images that the networks are shown: 8 × 8 pixels with 17 levels from 0 to 1, in ten classes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from relu_tui.experiments.randomness import Stream
from relu_tui.experiments.setup import CLASSES, SettingsError

SIDE = 8
"""Pixels across and down."""

LEVELS = 16
"""The brightest pixel, before it is scaled to 1."""

SYNTHETIC = 1000
"""Images made where there are no digits."""


@dataclass(frozen=True, eq=False)
class Images:
    """Images and their classes.

    Attributes:
        source: `digits` or `synthetic`.
        provenance: Where they come from, in words.
        pixels: One image a row, numbers from 0 to 1: multiples of 1/16, exact in every format.
        classes: The class of each, from 0.
    """

    source: str
    provenance: str
    pixels: NDArray[np.float64]
    classes: NDArray[np.int64]


def load(source: str) -> Images:
    """The images.

    Args:
        source: One of `setup.SOURCES`.

    Raises:
        SettingsError: The digits are asked for and not installed.
    """
    if source == "synthetic":
        return synthetic()
    try:
        return digits()
    except Exception as error:  # whatever a missing or broken installation raises
        if source == "digits":
            raise SettingsError(
                f"scikit-learn's digits can't be loaded ({type(error).__name__}): install relu-tui[practice]"
            ) from None
        return synthetic()


@cache
def digits() -> Images:
    """Handwritten digits that come with scikit-learn: 1797 images of the UCI collection."""
    version = import_module("sklearn").__version__
    found = import_module("sklearn.datasets").load_digits()
    return Images(
        "digits",
        f"{len(found.data)} digits of scikit-learn {version}",
        np.asarray(found.data, np.float64) / LEVELS,
        np.asarray(found.target, np.int64),
    )


@cache
def synthetic() -> Images:
    """Images made here, of smooth spots on black: like digits, about half of their pixels are exactly 0.

    Each class has three spots at places of its own; each image has them moved a little and of another
    brightness. They are the same in every experiment.
    """
    stream = Stream(SYNTHETIC)
    places = 1.5 + 4.0 * stream.uniform(CLASSES, 3, 2)
    classes = np.arange(SYNTHETIC, dtype=np.int64) % CLASSES
    centres = places[classes] + 0.6 * stream.symmetric(SYNTHETIC, 3, 2)
    strengths = 0.7 + 0.6 * stream.uniform(SYNTHETIC, 3)
    grid = np.arange(SIDE, dtype=np.float64)
    across = grid[None, None, :] - centres[:, :, 0, None]
    down = grid[None, None, :] - centres[:, :, 1, None]
    distances = (down * down)[:, :, :, None] + (across * across)[:, :, None, :]
    hats = np.maximum(0.0, 1.0 - distances / 5.0)
    spots = strengths[:, :, None, None] * hats * hats
    light = spots[:, 0] + spots[:, 1] + spots[:, 2]
    levels = np.minimum(np.floor(light * LEVELS + 0.5), LEVELS)
    return Images(
        "synthetic",
        f"{SYNTHETIC} of smooth spots, made by relu-tui",
        levels.reshape(SYNTHETIC, SIDE * SIDE) / LEVELS,
        classes,
    )
