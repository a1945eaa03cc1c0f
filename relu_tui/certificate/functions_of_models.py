"""The functions of the language on Taylor models.

Each splits its argument into growing terms, a constant and a part that tends to 0, as an asymptotic
expansion does, and puts a Taylor polynomial with Lagrange's remainder in the place of the function at the
constant. Where the argument is known up to a range only, so is the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from flint import arb, fmpq

from relu_tui.certificate import functions_of_constants as known
from relu_tui.certificate import short_fractions
from relu_tui.certificate.constants import ONE, PI, Constant, inverse, rational, rational_quotient, to_power
from relu_tui.certificate.errors import NoValue, TooShort, TooWide, Unproved
from relu_tui.certificate.interval import Interval
from relu_tui.certificate.ranges import BOTH, INFINITY, UNIT, ZERO, Range
from relu_tui.certificate.record import ARCSINE, DIVISION, LOG, LOG_OF_0, NOT_ABOVE_0, POWER
from relu_tui.certificate.scales import UNIT as SCALE_OF_1
from relu_tui.certificate.scales import exponential
from relu_tui.certificate.taylor_models import (
    NOTHING,
    Model,
    add,
    binomial,
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

HALF = Fraction(1, 2)
LARGEST_POWER = 1000
"""Whole powers up to this are taken."""


@dataclass(frozen=True)
class Phase:
    """A sequence: all h at which base(h) = angle + 2π·n with n a whole number, or the intervals around them.

    Attributes:
        base: Growing terms with constants.
        angle: The angle.
        width: Where it is not 0, all h are meant at which base(h) is within it of some angle + 2π·n.
    """

    base: Model
    angle: Constant
    width: Fraction = Fraction(0)

    def angle_of(self, interval: Interval, infinite: Model) -> Model | None:
        """What growing terms are along the sequence, up to whole turns, or None where that is not known.

        They are k·base with k whole, so they are k·angle + k·t + 2π·(a whole number), |t| ≤ width.
        """
        multiple = ratio(infinite, self.base)
        if multiple is None or multiple.q != 1:
            return None
        exact = constant(self.angle.times(multiple))
        if not self.width:
            return exact
        around = BOTH * rational(self.width).range * rational(multiple).range
        return add(interval, exact, spread(around))


def ratio(one: Model, other: Model) -> fmpq | None:
    """The rational that a sum of scales is of another, or None where it is none."""
    if one.terms.keys() != other.terms.keys():
        return None
    ratios = {rational_quotient(value, other.terms[scale]) for scale, value in one.terms.items()}
    return ratios.pop() if len(ratios) == 1 else None


class Functions:
    """The functions on one interval, or along one sequence in it.

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

    # --- powers ---

    def root(self, u: Model, exponent: Fraction, part: str) -> Model:
        """u to a power that is not whole; for a negative u there is no value."""
        if u.is_zero:
            if exponent < 0:
                raise NoValue(part, DIVISION)
            return NOTHING
        interval = self.interval
        if lead(u) is None:
            scale, total = enclosure(interval, u)
            if total.sign is not None and total.sign < 0:
                raise NoValue(part, POWER)
            if exponent > 0 and total.low < 0 < total.high and interval.passes_holes():
                total = Range(arb(0), total.high)
            if exponent < 0 or total.low < 0:
                if total.sign != 1:
                    raise TooShort("the base of a power is not shown to stay positive")
                return spread(total.to_power(exponent), scale.to_power(exponent))
            power = fmpq(exponent.numerator, exponent.denominator)
            high = (total.high**power) if total.high > 0 else arb(0)
            low = (total.low**power) if total.low > 0 else arb(0)
            return spread(Range.spanning(low, high), scale.to_power(exponent))
        if sign(interval, u) < 0:
            raise NoValue(part, POWER)
        scale, value, small = normalized(interval, u)
        result = scaled(binomial(interval, small, exponent), 1, scale.to_power(exponent))
        return multiplied(interval, result, to_power(value, exponent))

    def cube_root(self, u: Model, part: str) -> Model:
        """∛u, for either sign."""
        if u.is_zero:
            return u
        third = Fraction(1, 3)
        if lead(u) is None:
            scale, total = enclosure(self.interval, u)
            return spread(total.through(_cube_root), scale.to_power(third))
        if sign(self.interval, u) > 0:
            return self.root(u, third, part)
        return negated(self.root(negated(u), third, part))

    def whole_power(self, u: Model, exponent: int, part: str) -> Model:
        """u^n; 0^0 is 1."""
        if exponent < 0:
            return self.whole_power(reciprocal(self.interval, u, part), -exponent, part)
        if exponent > LARGEST_POWER:
            raise Unproved("a power is too large")
        if exponent == 2 and lead(u) is None and not u.is_zero:
            scale, total = enclosure(self.interval, u)
            size = total.absolute()
            return spread(size * size, scale * scale)
        if exponent > 4 and len(u.terms) > 1 and lead(u) is not None:
            scale, value, small = normalized(self.interval, u)
            result = binomial(self.interval, small, Fraction(exponent))
            result = scaled(result, 1, scale.to_power(Fraction(exponent)))
            return multiplied(self.interval, result, _whole_power(value, exponent))
        result, base = constant(ONE), u
        while exponent:
            if exponent % 2:
                result = multiply(self.interval, result, base)
            exponent //= 2
            if exponent:
                base = multiply(self.interval, base, base)
        return result

    def power(self, u: Model, v: Model, part: str) -> Model:
        """u^v."""
        value = v.constant
        if value is not None:
            number = value.rational
            if number is not None:
                exponent = Fraction(int(number.p), int(number.q))
                if exponent.denominator == 1:
                    return self.whole_power(u, exponent.numerator, part)
                return self.root(u, exponent, part)
        if u.is_zero:
            if sign(self.interval, v) > 0:
                return NOTHING
            raise NoValue(part, DIVISION)
        if sign(self.interval, u) < 0:
            if self._is_never_whole(v):
                raise NoValue(part, POWER)
            if value is None:  # such as x**x: nearer to 0, x may be no whole number
                raise TooWide("an exponent may be whole on the interval")
            raise Unproved("a negative number to a power that is not shown to be a fraction")
        return self.exp(multiply(self.interval, v, self.log(u, part)))

    def _is_never_whole(self, v: Model) -> bool:
        """Whether a bounded exponent is at no h a whole number."""
        value = v.constant
        if value is not None:
            return known.is_irrational(value)
        total = values(self.interval, v)
        floors = (short_fractions.whole(total.low), short_fractions.whole(total.high))
        if floors[0] is not None and floors[0] == floors[1] and not (total.low - floors[0]).is_zero():
            return True
        infinite, middle, small = parts(v)
        if infinite.terms or not is_small(small) or middle.rational is None or middle.rational.q != 1:
            return False
        return sign(self.interval, small) != 0 and bool(values(self.interval, small).magnitude < 1)

    # --- exponential and logarithm ---

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

    # --- sine and cosine ---

    def sin(self, u: Model) -> Model:
        """The sine of u."""
        return self._wave(u, 0)

    def cos(self, u: Model) -> Model:
        """The cosine of u."""
        return self._wave(u, 1)

    def _wave(self, u: Model, quarters: int) -> Model:
        infinite, middle, small = parts(u)
        if infinite.terms:
            if small.rest is None or small.rest[0].growth <= 0:
                self.angles.append(
                    infinite if middle.is_zero else Model({**infinite.terms, SCALE_OF_1: middle})
                )
            along = self.phase.angle_of(self.interval, infinite) if self.phase is not None else None
            if along is None:
                return spread(BOTH)
            rest = add(self.interval, small, constant(middle))
            _, middle, small = parts(add(self.interval, rest, along))
        if not is_small(small):
            if small.rest is not None and small.rest[0].growth > 0:
                return spread(BOTH)
            total = values(self.interval, add(self.interval, small, constant(middle)))
            if not total.is_bounded:
                return spread(BOTH)
            ball = total.low.union(total.high) + arb.pi() / 2 * quarters
            return spread(_within(Range.spanning(ball.sin()), BOTH))
        turns = (known.sin(middle), known.cos(middle))
        cycle = (turns[0], turns[1], -turns[0], -turns[1])
        count = self.interval.order
        coefficients = [cycle[(k + quarters) % 4].times(fmpq(1, factorial(k))) for k in range(count)]
        tail = BOTH * rational(Fraction(1, factorial(count))).range
        return series(self.interval, small, coefficients, tail)

    # --- arctangent and its kin ---

    def atan(self, u: Model) -> Model:
        """The arctangent of u.

        By atan u = ±π/2 − atan(1/u), and atan(c + w) = atan c + atan(w/(1 + c² + cw)) where that is positive.
        """
        interval = self.interval
        infinite, middle, small = parts(u)
        quarter = constant(PI.times(fmpq(1, 2)))
        if infinite.terms or not is_small(small):
            if small.rest is not None and small.rest[0].growth > 0 and lead(u) is None:
                return spread(_half_turn())
            if not infinite.terms:
                return spread(values(interval, u).through(arb.atan))
            other = self.atan(reciprocal(interval, u))
            return subtract(interval, quarter if sign(interval, u) > 0 else negated(quarter), other)
        if small.is_zero:
            return constant(known.atan(middle))
        if middle.is_zero:
            return self._atan_of_small(small)
        below = add(interval, constant(ONE + middle * middle), multiplied(interval, small, middle))
        if sign(interval, below) != 1:
            raise TooWide("a sign is not the same on the whole interval")
        turned = multiply(interval, small, reciprocal(interval, below))
        return add(interval, constant(known.atan(middle)), self._atan_of_small(turned))

    def _atan_of_small(self, w: Model) -> Model:
        """Its n-th Taylor coefficient is at most 1/n in size at every point: cosⁿ(y)·sin(n(y + π/2))/n."""
        count = self.interval.order
        coefficients = [
            rational(Fraction((-1) ** (k // 2), k) if k % 2 else Fraction(0)) for k in range(count)
        ]
        return series(self.interval, w, coefficients, BOTH * rational(Fraction(1, count)).range)

    def asin(self, u: Model, part: str) -> Model:
        """The arcsine of u: atan(u/√(1 − u²))."""
        interval = self.interval
        if u.constant is not None and u.constant.range.absolute().high < 1:
            return constant(known.asin(u.constant))
        square = subtract(interval, constant(ONE), multiply(interval, u, u))
        if square.is_zero:
            half = constant(PI.times(fmpq(1, 2)))
            return half if sign(interval, u) > 0 else negated(half)
        if lead(square) is None and lead(u) is None:
            total = values(interval, u)
            if (total.low < -1 or total.high > 1) and total.low <= 1 and total.high >= -1:
                total = _within(total, BOTH) if interval.passes_holes() else total
            if total.low >= -1 and total.high <= 1:
                return spread(total.through(arb.asin))
        if sign(interval, square) < 0:
            raise NoValue(part, ARCSINE)
        return self.atan(multiply(interval, u, reciprocal(interval, self.root(square, HALF, part))))

    def acos(self, u: Model, part: str) -> Model:
        """π/2 − asin u."""
        return subtract(self.interval, constant(PI.times(fmpq(1, 2))), self.asin(u, part))

    # --- hyperbolic functions and those made of them ---

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

    # --- steps ---

    def absolute(self, u: Model) -> Model:
        """|u|."""
        try:
            return u if sign(self.interval, u) >= 0 else negated(u)
        except TooShort:
            scale, total = enclosure(self.interval, u)
            return spread(total.absolute(), scale)

    def floor(self, u: Model) -> Model:
        """The greatest whole number not above u."""
        interval = self.interval
        infinite, middle, small = parts(u)
        if infinite.terms or (small.rest is not None and small.rest[0].growth > 0):
            if not infinite.terms or not (small.rest is None or small.rest[0].growth <= 0):
                return subtract(interval, u, spread(UNIT))
            angle = multiplied(interval, infinite, PI.times(2))
            self.angles.append(angle)
            along = self.phase.angle_of(interval, angle) if self.phase is not None else None
            if along is None:
                return subtract(interval, u, spread(UNIT))
            turned = multiplied(interval, along, inverse(PI.times(2)))
            rest = add(interval, add(interval, small, constant(middle)), turned)
            fraction = subtract(interval, rest, self.floor(rest))
            return subtract(interval, u, fraction)
        if not is_small(small):
            total = values(interval, add(interval, small, constant(middle)))
            low, high = (short_fractions.whole(end) for end in (total.low, total.high))
            if low is None or high is None:
                raise Unproved("a floor is not settled")
            return constant(rational(low)) if low == high else spread(Range.spanning(arb(low), arb(high)))
        try:
            return constant(rational(self._floor_near(middle, small)))
        except TooShort:
            return self._floor_beside(middle, small)

    def _floor_near(self, middle: Constant, small: Model) -> int:
        """The floor of a constant plus what tends to 0, on the whole interval.

        By a whole number n, it is n where the small part is in [0, 1) and n − 1 where it is in [−1, 0), at
        every h: the sign alone doesn't do, since floor(5h) is 0 up to h = 1/5 only.
        """
        interval = self.interval
        whole = known.floor(middle)
        if whole is None:
            nearest = _nearest(middle)
            if nearest is None or not interval.vanishes(middle - rational(nearest)):
                raise Unproved("a floor is not settled")
            whole, middle = nearest, rational(nearest)
        if interval.vanishes(middle - rational(whole)):
            upwards = sign(interval, small) >= 0
            total = values(interval, small)
            if not (total.high < 1 if upwards else total.low >= -1):
                raise TooWide("a floor is not the same on the whole interval")
            return whole if upwards else whole - 1
        for bound, wanted in ((whole, 1), (whole + 1, -1)):
            if sign(interval, add(interval, small, constant(middle - rational(bound)))) != wanted:
                raise TooWide("a floor is not the same on the whole interval")
        return whole

    def _floor_beside(self, middle: Constant, small: Model) -> Model:
        """The floor of a whole number n plus what has no sign: n where it is in [0, 1), else n − 1 or n.

        Raises:
            Unproved: It is not shown to be within 1.
        """
        whole = known.floor(middle)
        if whole is None or not (middle - rational(whole)).is_zero:
            raise TooShort("a floor is not settled")
        total = values(self.interval, small)
        if not (total.low >= -1 and total.high < 1):
            raise TooWide("a floor is not the same on the whole interval")
        if total.low >= 0:
            return constant(rational(whole))
        return spread(Range.spanning(arb(whole - 1), arb(whole)))

    def _is_only_ranged(self, u: Model) -> bool:
        """Whether no more than a bounded range is known of u."""
        return not u.terms and u.rest is not None and u.rest[0].growth == 0


def _nearest(value: Constant) -> int | None:
    total = value.range
    return short_fractions.whole((total.low + total.high) / 2 + fmpq(1, 2))


def _whole_power(value: Constant, exponent: int) -> Constant:
    result = ONE
    for _ in range(exponent):
        result = result * value
    return result


def _cube_root(value: arb) -> arb:
    third = fmpq(1, 3)
    if value > 0:
        return value**third
    return -((-value) ** third) if value < 0 else arb(0)


def _within(total: Range, most: Range) -> Range:
    """The part of a range that is known to be within another."""
    low = max(most.low, total.low)
    high = min(most.high, total.high)
    return Range(low, high)


def _half_turn() -> Range:
    return Range.spanning(-arb.pi() / 2, arb.pi() / 2)


def _above(value: arb) -> Fraction:
    """A short fraction not below an exact number."""
    if not value.is_finite():
        raise Unproved("a function is not bounded")
    mantissa, exponent = value.man_exp()
    number = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return Fraction(-((-number * 1024).__floor__()), 1024) if abs(number) < 2**60 else number
