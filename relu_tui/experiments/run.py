"""Run the experiment, draw by draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from time import monotonic

import numpy as np

from relu_tui.experiments import images, multilayer_perceptron
from relu_tui.experiments.arithmetic import ARITHMETICS, Array
from relu_tui.experiments.multilayer_perceptron import Network
from relu_tui.experiments.randomness import Stream
from relu_tui.experiments.results import Report, Tally
from relu_tui.experiments.setup import CLASSES, Setup

INTERVAL = 0.3
"""Seconds between two reports that are passed on."""


def run(setup: Setup) -> Iterator[Report]:
    """Run an experiment; whoever asks for no more reports has stopped it.

    Each draw is a random network and a batch of random images, from the seed and the number of the
    draw alone: the same in every format, and in a longer experiment with the same seed.

    Yields:
        The figures so far, after each draw.

    Raises:
        SettingsError: The images asked for can't be had.
    """
    found = images.load(setup.source)
    tallies = tuple(Tally(name) for name in setup.formats)
    sizes = (found.pixels.shape[1], *setup.units, CLASSES)
    one_hot = np.eye(CLASSES)
    for number in range(setup.draws):
        stream = Stream(setup.seed, number)
        drawn = multilayer_perceptron.draw(stream, sizes)
        chosen = stream.below(len(found.pixels), setup.samples)
        batch, targets = found.pixels[chosen], one_hot[found.classes[chosen]]
        tallies = tuple(counted(tally, drawn, batch, targets) for tally in tallies)
        yield Report(setup, found.source, found.provenance, tallies)


def paced(reports: Iterable[Report], interval: float = INTERVAL) -> Iterator[Report]:
    """Those reports that are worth looking at: the first, one now and then, the last.

    Args:
        reports: The figures after each draw.
        interval: Seconds between two.
    """
    told = 0.0
    for report in reports:
        if report.done == 1 or report.complete or monotonic() - told >= interval:
            yield report
            told = monotonic()


def counted(tally: Tally, drawn: Network, batch: Array, targets: Array) -> Tally:
    """The tally with one more draw.

    Without an exact zero ReLU′(0) is never asked for: the backpropagations would be one and the same
    computation, so none is done.

    Args:
        tally: What was counted before.
        drawn: The network, in float64.
        batch: The images, in float64, samples × pixels.
        targets: Their one-hot classes, samples × classes.
    """
    arithmetic = ARITHMETICS[tally.number_format]
    rounded = drawn.rounded(arithmetic)
    batch, targets = arithmetic.kept(batch), arithmetic.kept(targets)
    passed = multilayer_perceptron.forward(rounded, batch, arithmetic)
    tally = replace(
        tally,
        draws=tally.draws + 1,
        values=tally.values + sum(values.size for values in passed.reaching),
        zeros=tally.zeros + passed.zeros,
    )
    if not passed.zeros:
        return tally
    none, half, one = (
        multilayer_perceptron.backward(rounded, passed, targets, arithmetic, slope)
        for slope in (0.0, 0.5, 1.0)
    )
    return replace(
        tally,
        with_zeros=tally.with_zeros + 1,
        differ_half=tally.differ_half + multilayer_perceptron.differ(none, half),
        differ_one=tally.differ_one + multilayer_perceptron.differ(none, one),
        largest_change=max(tally.largest_change, multilayer_perceptron.change(none, one)),
    )
