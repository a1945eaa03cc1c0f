"""Random numbers that are the same on every machine and with every version of NumPy."""

from __future__ import annotations

from math import prod

import numpy as np
from numpy.typing import NDArray


class Stream:
    """A stream of random numbers, told apart from others by whole numbers.

    NumPy promises that the raw output of a bit generator never changes, and makes no such promise of
    its distributions (NEP 19); so these are made here from the raw output.
    """

    def __init__(self, *keys: int) -> None:
        """Start the stream of these numbers, such as a seed and the number of a draw."""
        self._source = np.random.PCG64(np.random.SeedSequence(keys))

    def uniform(self, *shape: int) -> NDArray[np.float64]:
        """Numbers from 0 to 1, without 1: multiples of 2⁻⁵³."""
        raw = self._source.random_raw(prod(shape))
        return (np.asarray(raw, np.uint64) >> np.uint64(11)).reshape(shape).astype(np.float64) * 2.0**-53

    def symmetric(self, *shape: int) -> NDArray[np.float64]:
        """Numbers from −1 to 1, without 1."""
        return 2.0 * self.uniform(*shape) - 1.0

    def below(self, bound: int, count: int) -> NDArray[np.int64]:
        """Whole numbers from 0 to below a bound."""
        return (self.uniform(count) * bound).astype(np.int64)
