"""The exponential, the logarithm, and what is made of them."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from flint import arb, fmpq

from relu_tui.certificate import functions_of_constants as known
from relu_tui.certificate.constants import ONE, PI, rational
from relu_tui.certificate.errors import NoValue, TooShort, TooWide, Unproved
from relu_tui.certificate.functions.phases import Phase
from relu_tui.certificate.interval import Interval
from relu_tui.certificate.powers_of_constants import to_power
from relu_tui.certificate.ranges import BOTH, INFINITY, UNIT, ZERO, Range
from relu_tui.certificate.record import LOG, LOG_OF_0, NOT_ABOVE_0
from relu_tui.certificate.scales import exponential
from relu_tui.certificate.taylor_models import (
    NOTHING,
    Model,
    add,
    constant,
    enclosure,
    is_small,
    lead,
    multiplied,
    multiply,
    negated,
    normalized,
    parts,
    reciprocal,
    scaled,
    series,
    sign,
    spread,
    subtract,
    values,
)


class Exponentials:
    """The exponential and its kin on one interval, or along one sequence in it.

    Attributes:
        interval: 0 < h ≤ δ.
        phase: The sequence, or None for every h.
        angles: Growing terms under a sine, cosine or floor, as met, with the constant beside them: candidates
            for a sequence.
    """

    def __init__(self, interval: Interval, phase: Phase | None = None) -> None:
        self.interval = interval
        self.phase = phase
        self.angles: list[Model] = []

    def exp(self, u: Model) -> Model:
        """e^u."""
        infinite, middle, small = parts(u)
        if not is_small(small) and small.rest is not None and small.rest[0].growth > 0:
            return self._flat(u)
        scale = exponential(infinite.terms)
        if is_small(small):
            total = values(self.interval, small).joined(ZERO).through(arb.exp)
            count = self.interval.order
            coefficients = [rational(Fraction(1, factorial(k))) for k in range(count)]
            tail = total * rational(Fraction(1, factorial(count))).range
            result = series(self.interval, small, coefficients, tail)
        else:
            result = spread(values(self.interval, small).through(arb.exp))
        return scaled(multiplied(self.interval, result, known.exp(middle)), 1, scale)

    def _flat(self, u: Model) -> Model:
        """e^u where u is known up to a range times a growing scale s only: at most e^(c·s) with u ≤ c·s."""
        scale, total = enclosure(self.interval, u)
        self.interval.need(scale)
        bound = _above(total.high)
        if not bound:
            return spread(UNIT)
        return spread(UNIT, exponential({scale: rational(bound)}))

    def log(self, u: Model, part: str) -> Model:
        """ln u."""
        if u.is_zero:
            raise NoValue(part, LOG_OF_0)
        interval = self.interval
        found = lead(u)
        if found is None and enclosure(interval, u)[1].high <= 0:
            raise NoValue(part, NOT_ABOVE_0)
        if found is None:
            scale, total = enclosure(interval, u)
            if total.sign is None and interval.passes_holes():
                result = spread(Range(-INFINITY, total.high.log().upper()))
            elif sign(interval, u) < 0:
                raise NoValue(part, LOG)
            else:
                result = spread(total.through(arb.log))
        elif sign(interval, u) < 0:
            raise NoValue(part, LOG)
        else:
            scale, value, small = normalized(interval, u)
            result = add(interval, constant(known.log(value)), self._log_of_one_plus(small))
        logarithm = scale.logarithm
        for inner in logarithm:
            interval.need(inner)
        return add(interval, Model(dict(logarithm)), result)

    def _log_of_one_plus(self, d: Model) -> Model:
        """ln(1 + d), d → 0: the n-th coefficient at ξ is ±1/(n·(1 + ξ)^n)."""
        if d.is_zero:
            return NOTHING
        base = values(self.interval, d).joined(ZERO) + ONE.range
        if not base.low > 0:
            raise TooWide("a base is not positive on the whole interval")
        count = self.interval.order
        coefficients = [rational(0)] + [rational(Fraction((-1) ** (k + 1), k)) for k in range(1, count)]
        factor = rational(Fraction((-1) ** (count + 1), count)).range
        return series(self.interval, d, coefficients, factor * base.to_power(Fraction(-count)))

    def sinh(self, u: Model) -> Model:
        """(e^u − e^−u)/2."""
        difference = subtract(self.interval, self.exp(u), self.exp(negated(u)))
        return scaled(difference, fmpq(1, 2)) if not difference.is_zero else difference

    def cosh(self, u: Model) -> Model:
        """(e^u + e^−u)/2."""
        return scaled(add(self.interval, self.exp(u), self.exp(negated(u))), fmpq(1, 2))

    def tanh(self, u: Model) -> Model:
        """1 − 2/(e^2u + 1); from −1 to 1 where no more is known."""
        if u.is_zero:
            return u
        if self._is_only_ranged(u):
            return spread(values(self.interval, u).through(arb.tanh))
        below = add(self.interval, self.exp(scaled(u, 2)), constant(ONE))
        try:
            return subtract(self.interval, constant(ONE), scaled(reciprocal(self.interval, below), 2))
        except TooShort:
            return spread(BOTH)

    def _is_only_ranged(self, u: Model) -> bool:
        """Whether no more than a bounded range is known of u."""
        return not u.terms and u.rest is not None and u.rest[0].growth == 0

    def sigmoid(self, u: Model) -> Model:
        """1/(1 + e^−u)."""
        return reciprocal(self.interval, add(self.interval, constant(ONE), self.exp(negated(u))))

    def softplus(self, u: Model, part: str) -> Model:
        """ln(1 + e^u)."""
        return self.log(add(self.interval, constant(ONE), self.exp(u)), part)

    def erf(self, u: Model) -> Model:
        """The error function of u.

        For u > 0, 0 < 1 − erf u < e^(−u²) (Abramowitz and Stegun, 7.1.13). The n-th Taylor coefficient is
        2/√π·H(ξ)·e^(−ξ²)/n! with Hermite's polynomial of degree n − 1, in size at most 1.0865·2^(m/2)·√(m!)·
        2/√π/n!, m = n − 1 (the same, 22.14.17).
        """
        interval = self.interval
        infinite, middle, small = parts(u)
        if infinite.terms:
            if sign(interval, u) < 0:
                return negated(self.erf(negated(u)))
            flat = self.exp(negated(multiply(interval, u, u)))
            return subtract(interval, constant(ONE), multiply(interval, spread(UNIT), flat))
        if not is_small(small):
            if small.rest is not None and small.rest[0].growth > 0:
                return spread(BOTH)
            return spread(values(interval, u).through(arb.erf))
        if small.is_zero:
            return constant(known.erf(middle))
        count = interval.order
        front = known.exp(-(middle * middle)) * to_power(PI, Fraction(-1, 2)).times(2)
        coefficients = [known.erf(middle)]
        hermite = [ONE, middle.times(2)]
        for k in range(1, count):
            value = hermite[k - 1] * front
            coefficients.append(value.times(fmpq((-1) ** (k - 1), factorial(k))))
            hermite.append((middle * hermite[k]).times(2) - hermite[k - 1].times(2 * k))
        m = count - 1
        size = (arb(2) ** m * factorial(m)).sqrt() * arb(fmpq(10865, 10000)) * 2 / arb.pi().sqrt()
        bound = Range.spanning(size / factorial(count))
        return series(interval, small, coefficients, BOTH * bound)


def _above(value: arb) -> Fraction:
    """A short fraction not below an exact number."""
    if not value.is_finite():
        raise Unproved("a function is not bounded")
    mantissa, exponent = value.man_exp()
    number = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return Fraction(-((-number * 1024).__floor__()), 1024) if abs(number) < 2**60 else number
