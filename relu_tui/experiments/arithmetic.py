"""Matrix products in a number format, the same to the last digit on every machine.

A library for linear algebra adds in an order that depends on the processor and the number of threads, and
fuses multiplication and addition where it can; where a sum lands exactly on 0 then depends on that too.
Here the terms are added one after the other, in the order of the inputs, and only with the operations that
IEEE 754 defines to the last digit: + − ×. What is rounded when is the meaning of a format:

    float16, float32, float64   every product and every sum is rounded to the format
    mixed                       weights and results are float16; products and sums are float32, and each
                                result is rounded once to float16, as in the matrix units of GPUs
    bfloat16, float8_e4m3,      the same with these formats, and without the scaling by which training in
    float8_e5m2                 float8 keeps gradients in range
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from relu_tui.experiments.setup import SHORT_FORMATS
from relu_tui.number_formats import FORMATS, Short

Array: TypeAlias = NDArray[Any]

GREATEST_HALF = 65_504.0
"""The greatest number of float16."""


@dataclass(frozen=True)
class Arithmetic:
    """How to compute in a format.

    Attributes:
        stored: What weights, values and gradients are kept in.
        summed: What products and partial sums are rounded to.
        short: What is stored is rounded to this, where NumPy has no such type.
    """

    stored: type[np.floating[Any]]
    summed: type[np.floating[Any]]
    short: Short | None = None

    def kept(self, array: Array) -> Array:
        """The numbers of the format that are nearest to those of an array."""
        with np.errstate(over="ignore", invalid="ignore"):
            if self.short is None:
                return np.asarray(array, self.stored)
            return round_to_short(array, self.short).astype(self.stored)

    def product(self, left: Array, right: Array, start: Array | None = None) -> Array:
        """The matrix product of two arrays of the format, with a row added to each of its rows.

        Args:
            left: n × k.
            right: k × m.
            start: m numbers, the last terms of the sums, or None to add nothing.

        Returns:
            n × m, rounded to the format.
        """
        if self.summed is np.float16:
            return _half_product(left, right, start)
        terms = left.T.astype(self.summed, order="C"), right.astype(self.summed)
        total = np.zeros((left.shape[0], right.shape[1]), self.summed)
        term = np.empty_like(total)
        for column, row in zip(*terms, strict=True):
            np.multiply(column[:, None], row, out=term)
            total += term
        if start is not None:
            total += start.astype(self.summed)
        return self.kept(total)

    def column_sums(self, array: Array) -> Array:
        """The sum of each column, row after row."""
        sums: Array = self.product(np.ones((1, array.shape[0]), self.stored), array)[0]
        return sums


ARITHMETICS = {
    "float16": Arithmetic(np.float16, np.float16),
    "mixed": Arithmetic(np.float16, np.float32),
    "float32": Arithmetic(np.float32, np.float32),
    "float64": Arithmetic(np.float64, np.float64),
    **{name: Arithmetic(np.float32, np.float32, FORMATS[name].short) for name in SHORT_FORMATS},
}
"""How to compute in each of the formats of `setup.FORMATS`."""


def _half_product(left: Array, right: Array, start: Array | None) -> Array:
    """A product in which every product and every sum is rounded to float16.

    NumPy computes each float16 operation in float32 and rounds the result. Rounding whole arrays that
    stay in float32 gives the same numbers several times faster, as long as none is out of range.
    """
    extra = np.zeros(right.shape[1], np.float16) if start is None else start
    bound = _greatest(left) * _greatest(right) * left.shape[1] + _greatest(extra)
    if not bound < GREATEST_HALF:
        return _plain_half_product(left, right, extra)
    total = np.zeros((left.shape[0], right.shape[1]), np.float32)
    term, scratch = np.empty_like(total), np.empty(total.shape, np.uint32)
    for column, row in zip(left.T.astype(np.float32, order="C"), right.astype(np.float32), strict=True):
        np.multiply(column[:, None], row, out=term)
        round_to_half(term, scratch)
        total += term
        round_to_half(total, scratch)
    total += extra
    return total.astype(np.float16)


def _plain_half_product(left: Array, right: Array, extra: Array) -> Array:
    """The same in NumPy's own float16, in which what is out of range becomes infinite."""
    total = np.zeros((left.shape[0], right.shape[1]), np.float16)
    with np.errstate(over="ignore", invalid="ignore"):
        for column, row in zip(left.T, right, strict=True):
            total += column[:, None] * row
        return np.asarray(total + extra, np.float16)


def _greatest(array: Array) -> float:
    return float(np.max(np.abs(array), initial=0.0))


_EXPONENT = np.uint32(0x7F80_0000)
"""The bits of a float32 that make its power of two."""

_LEAST = np.float32(2.0**-14).view(np.uint32)
"""Below this number those of float16 get no closer to one another."""

_SHIFT = np.float32(1.5 * 2**13).view(np.uint32) - np.float32(1.0).view(np.uint32)
"""What multiplies a power of two by 1.5·2¹³ when added to its bits."""


def round_to_half(values: NDArray[np.float32], scratch: NDArray[np.uint32]) -> None:
    """Round float32 numbers in range to those of float16, in place, ties to even.

    Where 2ᵉ ≤ |x| < 2ᵉ⁺¹ the neighbours in float16 are 2ᵉ⁻¹⁰ apart (2⁻²⁴ at least), as those in float32
    are next to 1.5·2ᵉ⁺¹³: adding that number rounds x, and subtracting it again is exact.

    Args:
        values: What is rounded. Its −0 become 0.
        scratch: Room for as many numbers.
    """
    np.bitwise_and(values.view(np.uint32), _EXPONENT, out=scratch)
    np.maximum(scratch, _LEAST, out=scratch)
    scratch += _SHIFT
    large = scratch.view(np.float32)
    values += large
    values -= large


def round_to_short(array: Array, short: Short) -> NDArray[np.float64]:
    """The nearest numbers of a short format, ties to even, as `Short.nearest` finds one of them."""
    values = np.asarray(array, np.float64)
    exponents = np.maximum(np.frexp(values)[1] - 1, short.least) - short.digits
    found = np.ldexp(np.rint(np.ldexp(values, -exponents)), exponents)
    beyond = np.copysign(short.beyond, values)
    return np.where(np.abs(found) <= short.greatest, found, np.where(np.isnan(values), values, beyond))
