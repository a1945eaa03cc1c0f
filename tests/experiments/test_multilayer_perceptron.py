from __future__ import annotations

import numpy as np
import pytest

from relu_tui.experiments.arithmetic import ARITHMETICS, Array
from relu_tui.experiments.multilayer_perceptron import Network, backward, change, differ, draw, forward
from relu_tui.experiments.randomness import Stream
from relu_tui.experiments.setup import FORMATS

FLOAT64 = ARITHMETICS["float64"]


def loss(network: Network, batch: Array, targets: Array) -> float:
    difference = forward(network, batch, FLOAT64).outputs - targets
    return float((difference**2).sum() / 2)


def test_the_gradient_is_what_small_changes_of_each_parameter_make() -> None:
    stream = Stream(3)
    network = draw(stream, (4, 5, 3, 2))
    batch, targets = stream.symmetric(6, 4), stream.uniform(6, 2)
    gradient = backward(network, forward(network, batch, FLOAT64), targets, FLOAT64, 0.0)
    parameters = [array for pair in zip(network.weights, network.biases, strict=True) for array in pair]
    assert [array.shape for array in gradient] == [array.shape for array in parameters]
    for array, slopes in zip(parameters, gradient, strict=True):
        for index in np.ndindex(array.shape):
            kept = array[index]
            array[index] = kept + 1e-6
            above = loss(network, batch, targets)
            array[index] = kept - 1e-6
            below = loss(network, batch, targets)
            array[index] = kept
            assert slopes[index] == pytest.approx((above - below) / 2e-6, abs=1e-6)


def small(name: str) -> tuple[Network, Array, Array]:
    """One hidden layer of two units, given x = 2: the first gets 2·½ − 1 = 0, the second 2·1 + 0 = 2."""
    stored = ARITHMETICS[name].stored
    network = Network(
        (np.array([[0.5, 1.0]], stored), np.array([[3.0], [1.0]], stored)),
        (np.array([-1.0, 0.0], stored), np.array([0.0], stored)),
    )
    return network, np.array([[2.0]], stored), np.array([[1.0]], stored)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("slope", [0.0, 0.5, 1.0])
def test_an_exact_zero_passes_the_blame_on_times_the_slope_chosen(name: str, slope: float) -> None:
    network, batch, targets = small(name)
    passed = forward(network, batch, ARITHMETICS[name])
    assert passed.zeros == 1
    assert passed.outputs.tolist() == [[2.0]]
    gradient = backward(network, passed, targets, ARITHMETICS[name], slope)
    # blame of the output 2 − 1 = 1; of the hidden units 3·slope and 1·1; each weight: blame times input
    assert [array.tolist() for array in gradient] == [
        [[2 * 3 * slope, 2.0]],
        [3 * slope, 1.0],
        [[0.0], [2.0]],
        [1.0],
    ]
    assert all(array.dtype == ARITHMETICS[name].stored for array in gradient)


def test_negative_zero_is_an_exact_zero() -> None:
    network, batch, _ = small("float64")
    network.weights[0][:] = 0.0
    network.biases[0][:] = -0.0
    assert forward(network, -batch, FLOAT64).zeros == 2


@pytest.mark.parametrize("name", FORMATS)
def test_without_an_exact_zero_the_slope_there_changes_nothing(name: str) -> None:
    stream = Stream(1)
    network = draw(stream, (3, 4, 4, 2)).rounded(ARITHMETICS[name])
    kept = ARITHMETICS[name].kept
    batch, targets = kept(stream.symmetric(5, 3)), kept(stream.uniform(5, 2))
    passed = forward(network, batch, ARITHMETICS[name])
    assert not passed.zeros
    none, half, one = (
        backward(network, passed, targets, ARITHMETICS[name], slope) for slope in (0.0, 0.5, 1.0)
    )
    assert not differ(none, half)
    assert not differ(none, one)


def test_gradients_differ_by_the_smallest_difference_and_not_by_the_sign_of_zero() -> None:
    first = [np.array([1.0, 0.0]), np.array([[np.nan]])]
    same = [np.array([1.0, -0.0]), np.array([[np.nan]])]
    other = [np.array([np.nextafter(1.0, 2.0), 0.0]), np.array([[np.nan]])]
    assert not differ(first, same)
    assert differ(first, other)


def test_a_change_is_a_share_of_the_largest_entry() -> None:
    assert change([np.array([1.0, -4.0]), np.array([2.0])], [np.array([1.0, -3.0]), np.array([2.5])]) == 0.25
    assert change([np.zeros(2)], [np.zeros(2)]) == 0.0


def test_weights_start_within_the_bounds_of_their_layer() -> None:
    network = draw(Stream(1), (64, 100, 10))
    for weights, biases, inputs in zip(network.weights, network.biases, (64, 100), strict=True):
        for array in (weights, biases):
            assert np.abs(array).max() <= inputs**-0.5
            assert np.abs(array).max() > 0.5 * inputs**-0.5
        assert weights.shape[0] == inputs
