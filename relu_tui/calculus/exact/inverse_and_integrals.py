"""Lambert's W, the exponential integral and erfi at exact constants.

Each value is a generator, of which a ball of any precision is known, and no relation but those told here:
W of v·e^v is v (DLMF 4.13.1), and what follows from it at 0, e and −1/e.
"""

from __future__ import annotations

from flint import fmpq

from relu_tui.calculus.errors import NotDefined
from relu_tui.calculus.exact.constant import ONE, ZERO, Constant, Number, abbreviated, single
from relu_tui.calculus.exact.exponential import exp
from relu_tui.calculus.exact.sign import sign

OUTSIDE = "Lambert's W of a number below −1/e"
AT_0 = "the exponential integral at 0"


def lambertw(argument: Number) -> Number:
    """The principal branch of Lambert's W: the v ≥ −1 with v·e^v = argument.

    Raises:
        NotDefined: The argument is below −1/e.
        Undecided: It is too close to that to call.
    """
    if not argument:
        return ZERO
    place = sign(argument + exp(-ONE))
    if place < 0:
        raise NotDefined(OUTSIDE)
    if not place:
        return -ONE
    if isinstance(argument, Constant) and not argument.denominator and len(argument.numerator) == 1:
        ((monomial, _),) = argument.numerator.items()
        value = monomial.exponent
        if not argument - value * exp(value) and sign(value + ONE) >= 0:
            return value
    return single("lambertw", abbreviated(argument))


def ei(argument: Number) -> Number:
    """The exponential integral Ei, of a number that is not 0.

    Raises:
        NotDefined: It is 0.
        Undecided: It is too close to 0 to call.
    """
    if not sign(argument):
        raise NotDefined(AT_0)
    return single("ei", abbreviated(argument))


def erfi(argument: Number) -> Number:
    """The imaginary error function −i·erf(ix); its sign is taken out."""
    direction = sign(argument)
    if not direction:
        return ZERO
    return single("erfi", abbreviated(argument * direction), coefficient=fmpq(direction))
