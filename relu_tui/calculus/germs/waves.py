"""Bounded factors of a germ that need not converge, and the range they stay in.

cos F and sin F of a germ F that tends to ±∞ multiply exactly (the product formulas). Everything else
that is bounded (|sin(1/h)|, the fractional part of 1/h, …) is opaque: known only by bounds that hold
for every small h. To say more, fix the phase of F and expand again.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from flint import arb, fmpq

from relu_tui.calculus.errors import Undecided
from relu_tui.calculus.exact.balls import certain_ball, rational_bounds
from relu_tui.calculus.exact.constant import Number

if TYPE_CHECKING:
    from collections.abc import Callable

    from relu_tui.calculus.germs.germ import Germ
    from relu_tui.calculus.language.syntax import Numeric

_serial = count()


class Range(NamedTuple):
    """Bounds that hold for every small h: low ≤ value ≤ high."""

    low: fmpq
    high: fmpq

    def __mul__(self, other: object) -> Range:
        if not isinstance(other, Range):
            return NotImplemented
        corners = [x * y for x in self for y in other]
        return Range(min(corners), max(corners))

    def __add__(self, other: object) -> Range:
        if not isinstance(other, Range):
            return NotImplemented
        return Range(self.low + other.low, self.high + other.high)

    def image(self, function: Callable[[arb], arb]) -> Range:
        """The range of a monotone function of the value, rounded outwards."""
        ends = enclose(function(arb(self.low))), enclose(function(arb(self.high)))
        return Range(min(end.low for end in ends), max(end.high for end in ends))

    def widened(self) -> Range:
        """A little more on both sides: room for something that tends to 0.

        Any room will do, so an end that is not 0 never comes to 0 or past it.
        """
        room = max(abs(self.low), abs(self.high)) / 1000 or fmpq(1, 1000)
        return Range(
            self.low - (min(room, self.low / 2) if self.low > 0 else room),
            self.high + (min(room, -self.high / 2) if self.high < 0 else room),
        )


class Opaque:
    """A bounded function of h known only by its range; each is equal to itself alone.

    Attributes:
        range: The bounds.
        serial: Which one it is.
        source: An expression in x that it equals near a, for readers; None where none is known.
    """

    __slots__ = ("range", "serial", "source")

    def __init__(self, bounds: Range) -> None:
        if bounds.low > bounds.high:
            raise Undecided("bounds that contradict each other")
        self.range = bounds
        self.serial = next(_serial)
        self.source: Numeric | None = None

    def __repr__(self) -> str:
        return f"Opaque({self.range.low}..{self.range.high})"


class Tail(Opaque):
    """What a composed power series leaves over: no oscillation, but as little known."""

    __slots__ = ()


class Exponential(Opaque):
    """e^w of an exact bounded w that oscillates: e^w·e^v = e^(w+v), so that e^w·e^(−w) is 1.

    Two whose exponents are one germ are one function, for an exact germ equals its sum.

    Attributes:
        exponent: w.
    """

    __slots__ = ("exponent",)

    def __init__(self, exponent: Germ, bounds: Range) -> None:
        super().__init__(bounds)
        self.exponent = exponent

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Exponential) and self.exponent == other.exponent

    def __hash__(self) -> int:
        return hash(self.exponent)


class Wave(NamedTuple):
    """A product of at most one cosine or sine and any opaque factors.

    Attributes:
        trig: (`cos` or `sin`, F) with F → ±∞, or None.
        opaque: Opaque factors: at most one exponential, before all others, and these by serial number.
    """

    trig: tuple[str, Germ] | None = None
    opaque: tuple[Opaque, ...] = ()

    def logarithm(self) -> Germ | None:
        """w where the whole is e^w, else None."""
        only = self.opaque[0] if len(self.opaque) == 1 and self.trig is None else None
        return only.exponent if isinstance(only, Exponential) else None

    def range(self) -> Range:
        """Bounds of the whole product."""
        result = Range(fmpq(-1), fmpq(1)) if self.trig else Range(fmpq(1), fmpq(1))
        for factor in self.opaque:
            result = result * factor.range
        return result


def enclose(value: Number | arb) -> Range:
    """Rational bounds of a constant."""
    if isinstance(value, fmpq):
        return Range(value, value)
    enclosure = value if isinstance(value, arb) else certain_ball(value, 40)
    bounds = None if enclosure is None else rational_bounds(enclosure)
    if bounds is None:
        raise Undecided("a number too large or too small to enclose")
    return Range(*bounds)


def wave_product(a: Wave, b: Wave) -> list[tuple[fmpq, Wave | None]]:
    """The product of two waves as a sum of (coefficient, wave), None standing for 1."""
    opaque = _opaque_product(a.opaque, b.opaque)
    trigs: list[tuple[fmpq, tuple[str, Germ] | None]] = [(fmpq(1), a.trig or b.trig)]
    if a.trig and b.trig:
        trigs = _trig_product(a.trig, b.trig)
    return [(c, Wave(trig, opaque) if trig or opaque else None) for c, trig in trigs]


def _opaque_product(a: tuple[Opaque, ...], b: tuple[Opaque, ...]) -> tuple[Opaque, ...]:
    exponentials = [factor for factor in (*a, *b) if isinstance(factor, Exponential)]
    others = sorted((f for f in (*a, *b) if not isinstance(f, Exponential)), key=lambda factor: factor.serial)
    if len(exponentials) < 2:
        return (*exponentials, *others)
    return (*exponential(exponentials[0].exponent.plus(exponentials[1].exponent)), *others)


def exponential(exponent: Germ) -> tuple[Opaque, ...]:
    """The factors of e^w, none where w is 0.

    Args:
        exponent: w: exact, each of its terms a wave that is bounded.
    """
    exponent = exponent.without_vanishing_lead()
    return (Exponential(exponent, exponent.bounds().image(arb.exp)),) if exponent.terms else ()


def _trig_product(a: tuple[str, Germ], b: tuple[str, Germ]) -> list[tuple[fmpq, tuple[str, Germ] | None]]:
    (kind_a, f), (kind_b, g) = a, b
    if kind_a == "sin" and kind_b == "cos":
        (kind_a, f), (kind_b, g) = b, a
    half = fmpq(1, 2)
    plus, minus = f.plus(g), f.plus(g.negated())
    if kind_a == kind_b:
        second = half if kind_a == "cos" else -half
        terms = [trig("cos", minus, half), trig("cos", plus, second)]
    else:
        terms = [trig("sin", plus, half), trig("sin", minus, -half)]
    return [term for term in terms if term[0]]


def trig(kind: str, angle: Germ, coefficient: fmpq) -> tuple[fmpq, tuple[str, Germ] | None]:
    """Coefficient · cos or sin of a germ without finite part, the angle made to tend to +∞."""
    angle = angle.without_vanishing_lead()
    if not angle.terms:
        return (coefficient, None) if kind == "cos" else (fmpq(0), None)
    if angle.resolved().leading_sign() < 0:
        return (-coefficient if kind == "sin" else coefficient), (kind, angle.negated())
    return coefficient, (kind, angle)
