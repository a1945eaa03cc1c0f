"""The scale on which the terms of a germ are measured, as h → 0⁺.

A scale is e^E · h^p · L₁^k₁ · L₂^k₂ · … · wave, with L₁ = log(1/h), Lⱼ₊₁ = log Lⱼ, and E a germ that
tends to ±∞. One order covers powers, fractional powers, poles, logarithms, and what is flatter or
steeper than every power.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from flint import fmpq

from relu_tui.calculus.exact.constant import Constant, Number
from relu_tui.calculus.exact.sign import sign

if TYPE_CHECKING:
    from relu_tui.calculus.germs.germ import Germ
    from relu_tui.calculus.germs.waves import Wave

Exponent: TypeAlias = "int | fmpq | Constant"
"""The exponent of h or of a logarithm; a whole number is always an `int`."""


class Endless:
    """A function that tends to ±∞ by infinitely many infinite terms, such as e^(1/h)·(1 + h + h² + …).

    It stands as one term in an exponent or an angle, where a cut-off sum would not do.

    Attributes:
        name: What it is the value of; two with one name are one function.
        germ: Its first terms.
    """

    __slots__ = ("germ", "name")

    def __init__(self, name: object, germ: Germ) -> None:
        self.name = name
        self.germ = germ

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Endless) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"Endless({self.germ})"


class Scale(NamedTuple):
    """What a term is proportional to.

    Attributes:
        power: p in h^p.
        logs: (k₁, k₂, …), without zeros at the end.
        exponent: E in e^E, or None for 0. It tends to ±∞ and has no term c·Lⱼ, which would be a power.
        wave: A bounded factor that need not converge, or None for 1.
        endless: Where it is not None, the scale is that function and nothing else.
    """

    power: Exponent = 0
    logs: tuple[Exponent, ...] = ()
    exponent: Germ | None = None
    wave: Wave | None = None
    endless: Endless | None = None

    def __hash__(self) -> int:
        """As that of a tuple; python-flint's hash of a fmpq is slow, and scales are keys by the thousand."""
        power = self.power
        if isinstance(power, fmpq):
            return hash((int(power.p), int(power.q), self.logs, self.exponent, self.wave, self.endless))
        return tuple.__hash__(self)

    def is_plain(self) -> bool:
        """Whether it is a power of h and nothing else."""
        return not self.logs and self.exponent is None and self.wave is None and self.endless is None

    def is_rational(self) -> bool:
        """Whether it is a rational power of h and nothing else, so that no other form is equal to it."""
        return self.is_plain() and not isinstance(self.power, Constant)

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
            None if self.exponent is None else self.exponent.scaled(as_number(exponent)),
        )


ONE = Scale()
LOG = Scale(logs=(1,))
SLACK = Scale(logs=(*(0,) * 30, -1))
"""The size of what can be made as small as you like, but not at any stated speed."""


def iterated_log(depth: int) -> Scale:
    """The scale L₁ for depth 1, L₂ for depth 2, and so on."""
    return Scale(logs=(*(0,) * (depth - 1), 1))


def times(a: Scale, b: Scale) -> Scale:
    """The product of two scales of which at most one has a wave."""
    wave = a.wave if b.wave is None else b.wave
    if a.exponent is None and b.exponent is None and not a.logs and not b.logs:
        return Scale(_whole(a.power + b.power), (), None, wave)
    if a.exponent is None or b.exponent is None:
        exponent = a.exponent or b.exponent
    else:
        exponent = a.exponent.plus(b.exponent)
        if not exponent.terms:
            exponent = None
    logs = a.logs or b.logs
    if a.logs and b.logs:
        both = [_whole(x + y) for x, y in zip_longest(a.logs, b.logs, fillvalue=0)]
        while both and not both[-1]:
            both.pop()
        logs = tuple(both)
    return Scale(_whole(a.power + b.power), logs, exponent, wave)


def reciprocal(a: Scale) -> Scale:
    """1/a; it must have no wave."""
    if a.exponent is None and not a.logs:
        return Scale(-a.power)
    exponent = None if a.exponent is None else a.exponent.negated()
    return Scale(-a.power, tuple(-k for k in a.logs), exponent)


def sign_of(exponent: Exponent) -> int:
    """The sign of an exponent; raises as `sign` does."""
    if isinstance(exponent, Constant):
        return sign(exponent)
    return (exponent > 0) - (exponent < 0)


def as_number(exponent: Exponent) -> Number:
    """The exponent as an exact number."""
    return fmpq(exponent) if isinstance(exponent, int) else exponent


def _whole(exponent: Exponent) -> Exponent:
    """The exponent, as an `int` where it is whole: ints are hashed twenty times faster than fmpq."""
    if isinstance(exponent, fmpq) and exponent.q == 1:
        return int(exponent)
    return exponent
