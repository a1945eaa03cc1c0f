"""A multilayer perceptron with ReLU, forward and backward in one number format.

Loss: half the squared distance from the outputs to the one-hot class, summed over the batch. It needs no
other operations than + − ×, so that every machine gets the same digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from relu_tui.experiments.arithmetic import Arithmetic, Array
from relu_tui.experiments.randomness import Stream

Gradient = list[Array]
"""The derivatives of the loss by the weights and the biases of each layer, from the input on."""


@dataclass(frozen=True, eq=False)
class Network:
    """Weights and biases of each layer, from the input on; `weights[i]` is inputs × outputs."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

    def rounded(self, arithmetic: Arithmetic) -> Network:
        """The nearest network in a format."""
        return Network(
            tuple(arithmetic.kept(array) for array in self.weights),
            tuple(arithmetic.kept(array) for array in self.biases),
        )


@dataclass(frozen=True, eq=False)
class Pass:
    """What a batch became on its way through a network.

    Attributes:
        reaching: The values that reached the ReLUs of each hidden layer, samples × units.
        inputs: What each layer was given.
        outputs: What came out, samples × classes.
    """

    reaching: tuple[Array, ...]
    inputs: tuple[Array, ...]
    outputs: Array

    @property
    def zeros(self) -> int:
        """How many values that reached a ReLU were exactly 0."""
        return sum(int(np.count_nonzero(values == 0)) for values in self.reaching)


def draw(stream: Stream, sizes: Sequence[int]) -> Network:
    """A random network: weights and biases uniform within ±1/√inputs, as PyTorch starts a linear layer.

    Args:
        stream: Where the random numbers come from.
        sizes: Inputs, units of each hidden layer, outputs.
    """
    weights, biases = [], []
    for inputs, outputs in pairwise(sizes):
        bound = 1.0 / np.sqrt(np.float64(inputs))
        weights.append(bound * stream.symmetric(inputs, outputs))
        biases.append(bound * stream.symmetric(outputs))
    return Network(tuple(weights), tuple(biases))


def forward(network: Network, batch: Array, arithmetic: Arithmetic) -> Pass:
    """Send a batch through a network of the format."""
    inputs, reaching = [batch], []
    for weights, biases in zip(network.weights[:-1], network.biases[:-1], strict=True):
        values = arithmetic.product(inputs[-1], weights, biases)
        reaching.append(values)
        inputs.append(np.maximum(values, arithmetic.stored(0)))
    outputs = arithmetic.product(inputs[-1], network.weights[-1], network.biases[-1])
    return Pass(tuple(reaching), tuple(inputs), outputs)


def backward(
    network: Network, passed: Pass, targets: Array, arithmetic: Arithmetic, slope_at_zero: float
) -> Gradient:
    """The gradient of the loss by backpropagation.

    Args:
        network: The network, in the format.
        passed: What `forward` gave.
        targets: One-hot classes, samples × classes.
        arithmetic: How to compute.
        slope_at_zero: What is taken for ReLU′(0).
    """
    blame = arithmetic.kept(passed.outputs - targets)
    gradient: Gradient = []
    for layer in reversed(range(len(network.weights))):
        of_weights = arithmetic.product(passed.inputs[layer].T, blame)
        gradient[:0] = [of_weights, arithmetic.column_sums(blame)]
        if layer:
            slopes = np.heaviside(passed.reaching[layer - 1], arithmetic.stored(slope_at_zero))
            blame = arithmetic.kept(arithmetic.product(blame, network.weights[layer].T) * slopes)
    return gradient


def differ(first: Gradient, second: Gradient) -> bool:
    """Whether any entry is not equal in both, as a number, without tolerance."""
    return not all(np.array_equal(a, b, equal_nan=True) for a, b in zip(first, second, strict=True))


def change(first: Gradient, second: Gradient) -> float:
    """The largest change of an entry, as a share of the largest entry of the first."""
    with np.errstate(invalid="ignore"):
        pairs = [(a.astype(np.float64), b.astype(np.float64)) for a, b in zip(first, second, strict=True)]
        largest = max(float(np.max(np.abs(a))) for a, _ in pairs)
        moved = max(float(np.max(np.abs(b - a))) for a, b in pairs)
    return moved / largest if 0 < largest < np.inf and moved < np.inf else 0.0
