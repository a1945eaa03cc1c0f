"""The figures published on the question, to stand beside those computed here.

David Bertoin, Jérôme Bolte, Sébastien Gerchinovitz, Edouard Pauwels: Numerical influence of ReLU'(0) on
backpropagation, NeurIPS 2021, arXiv:2106.12915. Data of its section 3, fully connected networks on MNIST.
"""

from __future__ import annotations

from dataclasses import dataclass

CITATION = "Bertoin, Bolte, Gerchinovitz, Pauwels, NeurIPS 2021, arXiv:2106.12915"

DRAWS = 1000
"""Networks drawn for each figure."""

IMAGES = 60_000
"""Images that each network was shown, batch after batch, until a difference was seen.

So a published draw is many batches. Source: the authors' code, github.com/deel-ai/relu-prime,
notebooks/volume_estimation_by_architecture.ipynb.
"""

UNITS = 256
"""Units in each hidden layer; same source."""

LAYERS = (1, 2, 3, 5, 6)
"""Hidden layers for which there are figures."""

DIFFERING: dict[str, tuple[int, ...]] = {
    "float16": (871, 999, 1000, 1000, 1000),
    "float32": (54, 258, 463, 647, 697),
    "float64": (0, 0, 0, 0, 0),
}
"""Draws of `DRAWS` in which ReLU′(0) = 0 and 1 gave gradients that differ, for each of `LAYERS`."""

VALUES = 86_500_000_000
"""Values that reached a ReLU where exact zeros were counted."""

ZEROS = {"float16": 7_219, "float32": 251}
"""Those that were exactly 0."""


@dataclass(frozen=True)
class Figure:
    """A published share of draws that differ.

    Attributes:
        layers: Hidden layers of the published networks.
        differing: Draws that differ.
        draws: Out of how many.
    """

    layers: int
    differing: int
    draws: int = DRAWS


def figure(number_format: str, layers: int) -> Figure | None:
    """The published figure for a format and the number of layers nearest to this one, the smaller of two.

    `mixed` here is nearest to the published float16, which was computed on GPUs. None where nothing was
    published of a format.
    """
    nearest = min(LAYERS, key=lambda known: (abs(known - layers), known))
    name = "float16" if number_format == "mixed" else number_format
    if name not in DIFFERING:
        return None
    return Figure(nearest, DIFFERING[name][LAYERS.index(nearest)])
