"""The scale on which the terms of a germ are measured, as h → 0⁺.

A scale is e^E · h^p · L₁^k₁ · L₂^k₂ · … · wave, with L₁ = log(1/h), Lⱼ₊₁ = log Lⱼ, and E a germ that
tends to ±∞. One order covers powers, fractional powers, poles, logarithms, and what is flatter or
steeper than every power.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from flint import fmpq

from relu_tui.calculus.constants.exact import Constant, Number
from relu_tui.calculus.constants.sign import sign

if TYPE_CHECKING:
    from relu_tui.calculus.germs.germ import Germ
    from relu_tui.calculus.germs.waves import Wave

Exponent: TypeAlias = "int | fmpq | Constant"
"""The exponent of h or of a logarithm; a whole number is always an `int`."""


class Scale(NamedTuple):
    """What a term is proportional to.

    Attributes:
        power: p in h^p.
        logs: (k₁, k₂, …), without zeros at the end.
        exponent: E in e^E, or None for 0. It tends to ±∞ and has no term c·Lⱼ, which would be a power.
        wave: A bounded factor that need not converge, or None for 1.
    """

    power: Exponent = 0
    logs: tuple[Exponent, ...] = ()
    exponent: Germ | None = None
    wave: Wave | None = None

    def is_plain(self) -> bool:
        """Whether it is a power of h and nothing else."""
        return not self.logs and self.exponent is None and self.wave is None

    def growth(self) -> Scale:
        """The same without the wave: the size, up to a bounded factor."""
        return self if self.wave is None else self._replace(wave=None)

    def __pow__(self, exponent: Exponent) -> Scale:
        """The scale to a constant power; it must have no wave."""
        if self.exponent is None and not self.logs:
            return Scale(_whole(self.power * exponent))
        return Scale(
            _whole(self.power * exponent),
            tuple(_whole(k * exponent) for k in self.logs),
            None if self.exponent is None else self.exponent.scaled(_as_number(exponent)),
        )


ONE = Scale()
LOG = Scale(logs=(1,))
WILD = Scale(power=-(10**9))
"""Not a size but the lack of any bound: the remainder of something only known to be defined."""


def compare(a: Scale, b: Scale) -> int:
    """1 if a dominates b as h → 0⁺, −1 if b dominates a, 0 if they are of one size.

    Raises:
        Undecided: Two exponents could not be told apart.
    """
    if a.exponent is None and b.exponent is None and not a.logs and not b.logs:
        return _sign(b.power - a.power) if a.power is not b.power else 0
    if a is WILD or b is WILD:
        return (a is WILD) - (b is WILD)
    difference = _exponent_difference(a, b)
    sizes: list[Exponent] = [b.power - a.power]
    for index in range(max(len(a.logs), len(b.logs))):
        k = a.logs[index] if index < len(a.logs) else 0
        sizes.append(k - b.logs[index] if index < len(b.logs) else k)
    for index, size in enumerate(sizes):
        if difference is not None:
            scale, coefficient = difference.leading()
            if compare(scale, iterated_log(index + 1)) > 0:
                return sign(coefficient)
        direction = _sign(size)
        if direction:
            return direction
    return 0 if difference is None else sign(difference.leading()[1])


def iterated_log(depth: int) -> Scale:
    """The scale L₁ for depth 1, L₂ for depth 2, and so on."""
    return Scale(logs=(*(0,) * (depth - 1), 1))


def times(a: Scale, b: Scale) -> Scale:
    """The product of two scales of which at most one has a wave."""
    if a is WILD or b is WILD:
        return WILD
    wave = a.wave if b.wave is None else b.wave
    if a.exponent is None and b.exponent is None and not a.logs and not b.logs:
        return Scale(_whole(a.power + b.power), (), None, wave)
    if a.exponent is None or b.exponent is None:
        exponent = a.exponent or b.exponent
    else:
        exponent = a.exponent.plus(b.exponent)
        if not exponent.terms:
            exponent = None
    longest = max(len(a.logs), len(b.logs))
    logs = [_whole(x + y) for x, y in zip(_padded(a.logs, longest), _padded(b.logs, longest), strict=True)]
    while logs and not logs[-1]:
        logs.pop()
    return Scale(_whole(a.power + b.power), tuple(logs), exponent, wave)


def reciprocal(a: Scale) -> Scale:
    """1/a; it must have no wave."""
    if a.exponent is None and not a.logs:
        return Scale(-a.power)
    exponent = None if a.exponent is None else a.exponent.negated()
    return Scale(-a.power, tuple(-k for k in a.logs), exponent)


def _padded(logs: tuple[Exponent, ...], length: int) -> tuple[Exponent, ...]:
    return logs + (0,) * (length - len(logs))


def _exponent_difference(a: Scale, b: Scale) -> Germ | None:
    """E_a − E_b, or None for 0."""
    if a.exponent is None and b.exponent is None:
        return None
    if b.exponent is None:
        return a.exponent
    if a.exponent is None:
        return b.exponent.negated()
    difference = a.exponent.plus(b.exponent.negated())
    return difference.without_vanishing_lead() if difference.terms else None


def _whole(exponent: Exponent) -> Exponent:
    """The exponent, as an `int` where it is whole: ints are hashed twenty times faster than fmpq."""
    if isinstance(exponent, fmpq) and exponent.q == 1:
        return int(exponent)
    return exponent


def _as_number(exponent: Exponent) -> Number:
    return fmpq(exponent) if isinstance(exponent, int) else exponent


def _sign(exponent: Exponent) -> int:
    if isinstance(exponent, Constant):
        return sign(exponent)
    return (exponent > 0) - (exponent < 0)
