"""The gamma function and the derivatives of its logarithm at exact constants.

Γ(c + 1) = c·Γ(c) and ψ(c + 1) = ψ(c) + 1/c (DLMF 5.5.1, 5.5.2) bring a rational argument into (0, 1], and the
reflection formulas (5.5.3, 5.5.4) into (0, 1/2]. There Γ(1/2) is √π, and ψ and its derivatives are known at 1
and at a few fractions: γ, powers of π, and ζ of odd numbers. Any other value is a generator, of which a ball
of any precision is known, and no relation: that two are equal by one is left undecided.
"""

from __future__ import annotations

from math import factorial

from flint import fmpq

from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Constant, Number, abbreviated, single
from relu_tui.calculus.exact.exponential import log, power
from relu_tui.calculus.exact.sign import floor, is_zero, sign
from relu_tui.calculus.exact.trigonometric import cos_of_pi

POLE = "the gamma function at 0 or a negative whole number"
DIGAMMA_POLE = "the digamma function at 0 or a negative whole number"

MOST_STEPS, MOST_IRRATIONAL_STEPS = 400, 6
"""Whole steps that an argument is moved by, to the interval from 0 to 1."""

EULER = single("euler")


def gamma(argument: Number) -> Number:
    """Γ of a constant.

    Raises:
        NotDefined: It is 0 or a negative whole number.
        Undecided: It is negative and too large to be moved to where Γ is positive, or too close to call.
    """
    steps, start = _moved(argument)
    if is_zero(start - ONE):
        if steps < 0:
            raise NotDefined(POLE)
        return fmpq(factorial(steps))
    return gamma_moved(_gamma_of_start(start), start, steps)


def gamma_moved(value: Number, start: Number, steps: int) -> Number:
    """Γ(start + steps), given Γ(start): Γ(c + 1) = c·Γ(c)."""
    for j in range(abs(steps)):
        value = value * (start + j) if steps > 0 else value / (start - 1 - j)
    return value


def _gamma_of_start(start: Number) -> Number:
    if isinstance(start, Constant):
        return single("gamma", abbreviated(start))
    if start == HALF:
        return power(PI, HALF)
    if HALF < start < 1:
        return PI / (cos_of_pi(HALF - start) * single("gamma", 1 - start))
    return single("gamma", start)


def _moved(argument: Number) -> tuple[int, Number]:
    """(n, s) with s + n = argument; s lies in (0, 1], unless it is positive and that is too far away."""
    steps = floor(argument)
    start = argument - steps
    if is_zero(start):
        steps, start = steps - 1, ONE
    most = MOST_IRRATIONAL_STEPS if isinstance(start, Constant) else MOST_STEPS
    if abs(steps) <= most:
        return steps, start
    if steps < 0:
        raise Undecided("a value of the gamma function too far to the left")
    return 0, argument


def polygamma(order: int, argument: Number) -> Number:
    """The derivative of that order of the digamma function ψ = Γ′/Γ; ψ itself for order 0.

    Raises:
        NotDefined: The argument is 0 or a negative whole number.
        Undecided: As for `gamma`.
    """
    steps, start = _moved(argument)
    if is_zero(start - ONE) and steps < 0:
        raise NotDefined(DIGAMMA_POLE)
    return polygamma_moved(order, _of_start(order, start), start, steps)


def polygamma_moved(order: int, value: Number, start: Number, steps: int) -> Number:
    """ψ⁽ᵏ⁾(start + steps), given ψ⁽ᵏ⁾(start): ψ⁽ᵏ⁾(c + 1) = ψ⁽ᵏ⁾(c) + (−1)ᵏ·k!/cᵏ⁺¹ (DLMF 5.15.5)."""
    moved: Number = ZERO
    for j in range(abs(steps)):
        moved = moved + power(start + j if steps > 0 else start - 1 - j, fmpq(-order - 1))
    share = fmpq((-1) ** order * factorial(order)) * (1 if steps > 0 else -1)
    return value + moved * share


def _of_start(order: int, start: Number) -> Number:
    if isinstance(start, Constant):
        return single("polygamma", abbreviated(start), order=order)
    if start in (HALF, ONE):
        return _digamma_at(start) if not order else _polygamma_at(order, start)
    if not order:
        if HALF < start < 1:  # ψ(1 − c) = ψ(c) + π·cot(πc)
            cotangent = cos_of_pi(1 - start) / cos_of_pi(HALF - (1 - start))
            return _of_start(0, 1 - start) + PI * cotangent
        if start in _FRACTIONS:
            return _digamma_at(start)
    return single("polygamma", start, order=order)


_FRACTIONS = (fmpq(1, 3), fmpq(1, 4), fmpq(1, 6))
"""Fractions at which ψ is written out, besides 1/2 and 1 (Gauss; DLMF 5.4.19)."""


def _digamma_at(start: fmpq) -> Number:
    two, three = log(fmpq(2)), log(fmpq(3))
    half_turn_part, logarithms = {
        1: (ZERO, ZERO),
        2: (ZERO, 2 * two),
        3: (power(fmpq(3), HALF) / 6, three * fmpq(3, 2)),
        4: (HALF, 3 * two),
        6: (power(fmpq(3), HALF) / 2, 2 * two + three * fmpq(3, 2)),
    }[int(start.q)]
    return -EULER - PI * half_turn_part - logarithms


def _polygamma_at(order: int, start: fmpq) -> Number:
    """ψ⁽ᵏ⁾(1) = (−1)ᵏ⁺¹·k!·ζ(k + 1), and 2ᵏ⁺¹ − 1 times that at 1/2 (DLMF 5.15.2, 5.15.3)."""
    factor = fmpq((-1) ** (order + 1) * factorial(order))
    return _zeta(order + 1) * (factor if start == ONE else factor * (2 ** (order + 1) - 1))


def _zeta(s: int) -> Number:
    """ζ of a whole number above 1; of an even one by Euler's formula (DLMF 25.6.2)."""
    if s % 2:
        return single("zeta", fmpq(s))
    return single("pi", ZERO, fmpq(s), abs(fmpq.bernoulli(s)) * fmpq(2) ** (s - 1) / factorial(s))


def is_pole(argument: Number) -> bool:
    """Whether Γ and ψ have a pole there: at 0 and at every negative whole number.

    Raises:
        Undecided: It is too close to a whole number to call.
    """
    return is_zero(argument - floor(argument)) and sign(argument - HALF) < 0
