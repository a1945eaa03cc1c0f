"""The Bessel functions J₀, J₁, I₀ and I₁ at exact constants: 0 or 1 at 0, else generators."""

from __future__ import annotations

from flint import fmpq

from relu_tui.calculus.exact.constant import ONE, ZERO, Number, abbreviated, single
from relu_tui.calculus.exact.sign import sign


def bessel(kind: str, order: int, argument: Number) -> Number:
    """The value at a constant; the sign of the argument is taken out.

    Args:
        kind: `besselj` or `besseli`.
        order: 0 or 1.
        argument: The constant.
    """
    direction = sign(argument)
    if not direction:
        return ZERO if order else ONE
    coefficient = fmpq(direction) if order else ONE
    return single(kind, abbreviated(argument * direction), coefficient=coefficient, order=order)
