"""Elementary functions of germs.

Each splits its argument into an infinite part, a constant and a small part, and composes the Taylor
coefficients at the constant with the small part. What oscillates without end becomes a bounded factor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from flint import arb, fmpq

from relu_tui.calculus.constants import elementary as exact
from relu_tui.calculus.constants.exact import HALF, ONE, PI, ZERO, Constant, Number, rational
from relu_tui.calculus.constants.sign import floor, is_zero, sign
from relu_tui.calculus.germs import germ as germs
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.germ import Germ, constant, range_of, single
from relu_tui.calculus.germs.scale import WILD, Exponent, Scale, compare
from relu_tui.calculus.germs.waves import Opaque, Range, Wave, trig
from relu_tui.calculus.outcomes import NeedMoreTerms, NeedPhases, NotDefined


@dataclass(frozen=True)
class Phase:
    """A sequence h → 0⁺ along which `base` = angle (mod 2·pi), exactly.

    Attributes:
        base: A germ that tends to +∞.
        angle: Where it stands, in radians.
    """

    base: Germ
    angle: Number


@dataclass(frozen=True)
class Parts:
    """A germ split by size: infinite + finite + small.

    Attributes:
        infinite: The terms that tend to ±∞ or oscillate without bound; exact.
        constant: The constant term.
        waves: The bounded terms that oscillate; exact.
        small: What tends to 0, with the remainder.
    """

    infinite: Germ
    constant: Number
    waves: Germ
    small: Germ


@dataclass
class Elementary:
    """The functions, for one side, to one order.

    Attributes:
        order: How many Taylor coefficients a composition keeps.
        phase: The sequence to expand along, or None for all h → 0⁺.
        angles: Every germ whose cosine, sine or fractional part was met while it tended to ±∞.
    """

    order: int
    phase: Phase | None = None
    angles: set[Germ] = field(default_factory=set)

    # --- arithmetic -----------------------------------------------------------------------------

    def quotient(self, u: Germ, v: Germ) -> Germ:
        """U / v.

        Raises:
            NotDefined: v is identically 0.
        """
        v = v.without_vanishing_lead()
        if v.is_identically_zero:
            raise NotDefined("division by zero")
        if u.is_exact and v.is_exact and len(v.terms) > 1:
            exact_quotient = _long_division(u, v)
            if exact_quotient is not None:
                return exact_quotient
        return u.times(self.power(v, fmpq(-1)))

    def power(self, u: Germ, exponent: Number) -> Germ:
        """U to a constant power.

        Raises:
            NotDefined: u is negative and the exponent not whole, or 0 and the exponent negative.
        """
        u = u.without_vanishing_lead()
        r = rational(exponent)
        if u.is_identically_zero:
            return _power_of_zero(exponent)
        few = len(u.terms) == 1 and u.terms[0][0].wave is None
        if r is not None and r.q == 1 and r >= 0 and (few or r <= 8):
            return self._repeated_product(u, int(r))
        group, rest = u.leading_group()
        whole = r is not None and r.q == 1
        if len(group) > 1 or group[0][0].wave is not None:
            return self._power_of_wave(u, exponent)
        scale, coefficient = group[0]
        if not whole and sign(coefficient) < 0:
            raise NotDefined("a negative number to a power that is not a whole number")
        lead = single(scale ** _as_exponent(exponent), _constant_power(coefficient, exponent))
        if rest.is_identically_zero:
            return lead
        small = rest.scaled(1 / coefficient, scales.reciprocal(scale))
        result = lead.times(self.compose(_binomial(exponent, self.order), small))
        if u.is_exact and r is not None and not whole and r.p == 1:
            candidate = Germ(result.terms)
            if self._repeated_product(candidate, int(r.q)) == u:
                return candidate
        return result

    def _repeated_product(self, u: Germ, exponent: int) -> Germ:
        result = constant(ONE)
        square = u
        while exponent:
            if exponent & 1:
                result = result.times(square)
            exponent >>= 1
            if exponent:
                square = square.times(square)
        return result

    def _power_of_wave(self, u: Germ, exponent: Number) -> Germ:
        """A power of something whose leading terms oscillate: defined where the range allows it."""
        group, rest = u.leading_group()
        bounds = range_of(group) if rest.is_identically_zero else range_of(group).widened()
        r = rational(exponent)
        growth = group[0][0].growth()
        if r is not None and r.q == 1 and r > 0:
            corners = [x ** int(r) for x in bounds]
            image = Range(min(corners), max(corners))
            if int(r) % 2 == 0 and bounds.low < 0 < bounds.high:
                image = Range(ZERO, image.high)
        elif bounds.low > 0 or (bounds.low >= 0 and sign(exponent) > 0):
            image = bounds.image(lambda x: _ball_power(x, exponent))
        elif bounds.high < 0 and r is not None and r.q == 1:
            image = Range(-bounds.high, -bounds.low).image(lambda x: _ball_power(x, exponent))
            if int(r.p) % 2:
                image = Range(-image.high, -image.low)
        else:
            raise NeedPhases("it comes back to 0, or changes sign, at points as near as you like")
        image = Range(min(image), max(image))
        return _opaque(image, growth ** _as_exponent(exponent))

    def cbrt(self, u: Germ) -> Germ:
        """The real cube root, odd in u."""
        third = fmpq(1, 3)
        if u.without_vanishing_lead().is_identically_zero:
            return germs.ZERO
        try:
            direction = u.leading_sign()
        except NeedPhases:
            group, rest = u.leading_group()
            bounds = range_of(group) if rest.is_identically_zero else range_of(group).widened()
            return _opaque(bounds.image(_ball_cbrt), group[0][0].growth() ** third)
        return self.power(u if direction > 0 else u.negated(), third).scaled(fmpq(direction))

    # --- order ----------------------------------------------------------------------------------

    def sign_of(self, u: Germ) -> int:
        """The sign of u for every small h; raises as `Germ.leading_sign` does."""
        return u.leading_sign()

    def absolute(self, u: Germ) -> Germ:
        """|u|. An unresolved u = O(r) is no obstacle: |u| is O(r) too."""
        if u.is_identically_zero:
            return u
        try:
            return u if u.leading_sign() >= 0 else u.negated()
        except NeedMoreTerms:
            return Germ((), u.remainder)
        except NeedPhases:
            if not u.terms:
                return Germ((), WILD)
            group, rest = u.leading_group()
            bounds = range_of(group) if rest.is_identically_zero else range_of(group).widened()
            most = max(abs(bounds.low), abs(bounds.high))
            return _opaque(Range(ZERO, most), group[0][0].growth())

    def sign_function(self, u: Germ) -> Germ:
        """sign(u): −1, 0 or 1."""
        try:
            return constant(fmpq(u.leading_sign()))
        except NeedPhases:
            return _opaque(Range(-ONE, ONE))

    def floor(self, u: Germ) -> Germ:
        """The greatest whole number that is at most u."""
        if u.remainder is WILD:
            return u
        parts = self.split(u)
        if parts.infinite.terms or parts.waves.terms:
            return self._floor_by_phase(parts) or u.minus(_opaque(Range(ZERO, ONE)))
        base = floor(parts.constant)
        if is_zero(parts.constant - base) and parts.small.leading_sign() < 0:
            base -= 1
        return constant(fmpq(base))

    def _floor_by_phase(self, parts: Parts) -> Germ | None:
        """U − frac(u) along a sequence on which the fractional part of the infinite part is fixed."""
        if parts.waves.terms or _oscillates(parts.infinite):
            return None
        angle = parts.infinite.scaled(PI * 2)
        self.angles.add(_upward(angle))
        turned = self._angle_at_phase(angle)
        if turned is None:
            return None
        part = turned / (PI * 2) + parts.constant
        base = floor(part)
        if is_zero(part - base) and parts.small.leading_sign() < 0:
            base -= 1
        return parts.infinite.plus(constant(parts.constant - part + base))

    # --- exponentials and logarithms ------------------------------------------------------------

    def exp(self, u: Germ) -> Germ:
        """e^u. The infinite part goes to the exponent of the scale; c·log(1/h) becomes h^−c."""
        if u.remainder is WILD:
            return u
        parts = self.split(u)
        if _oscillates(parts.infinite):
            return Germ((), WILD)
        coefficient = exact.exp(parts.constant)
        result = self.compose(_exponential_series(coefficient, self.order), parts.small)
        if parts.waves.terms:
            result = result.times(_opaque(range_of(parts.waves.terms).image(arb.exp)))
        return result.times(single(_scale_of_exp(parts.infinite)))

    def log(self, u: Germ) -> Germ:
        """The natural logarithm.

        Raises:
            NotDefined: u is not positive.
        """
        u = u.without_vanishing_lead()
        if u.is_identically_zero:
            raise NotDefined("the logarithm of 0")
        group, rest = u.leading_group()
        growth = group[0][0].growth()
        if len(group) > 1 or group[0][0].wave is not None:
            bounds = range_of(group) if rest.is_identically_zero else range_of(group).widened()
            if bounds.low <= 0:
                raise NeedPhases("the argument of a logarithm comes back to 0 or below")
            return _log_of_scale(growth).plus(_opaque(bounds.image(arb.log)))
        coefficient = group[0][1]
        if sign(coefficient) < 0:
            raise NotDefined("the logarithm of a negative number")
        result = _log_of_scale(growth).plus(constant(exact.log(coefficient)))
        if rest.is_identically_zero:
            return result
        small = rest.scaled(1 / coefficient, scales.reciprocal(growth))
        series: list[Number] = [ZERO, *(fmpq((-1) ** (k + 1), k) for k in range(1, self.order))]
        return result.plus(self.compose(series, small))

    # --- circular functions ---------------------------------------------------------------------

    def cos(self, u: Germ) -> Germ:
        """The cosine."""
        return self._circular(u, "cos")

    def sin(self, u: Germ) -> Germ:
        """The sine."""
        return self._circular(u, "sin")

    def _circular(self, u: Germ, kind: str) -> Germ:
        """Cos or sin of F + c + d, by the addition formula for F (infinite), Taylor for the rest."""
        everything = Range(-ONE, ONE)
        if u.remainder is WILD:
            return _opaque(everything)
        parts = self.split(u)
        if _oscillates(parts.infinite):
            return _opaque(everything)
        if parts.waves.terms:
            return _opaque(_circular_range(kind, self._finite_range(parts)))
        angle = parts.constant
        infinite = parts.infinite
        if infinite.terms:
            self.angles.add(_upward(infinite))
            turned = self._angle_at_phase(infinite)
            if turned is not None:
                angle, infinite = angle + turned, germs.ZERO
        cosine, sine = exact.cos(angle), exact.sin(angle)
        if not infinite.terms:
            return self._finite_circular(kind, cosine, sine, parts.small)
        finite_cos = self._finite_circular("cos", cosine, sine, parts.small)
        finite_sin = self._finite_circular("sin", cosine, sine, parts.small)
        wave_cos, wave_sin = _wave("cos", infinite), _wave("sin", infinite)
        if kind == "cos":
            return wave_cos.times(finite_cos).minus(wave_sin.times(finite_sin))
        return wave_sin.times(finite_cos).plus(wave_cos.times(finite_sin))

    def _finite_circular(self, kind: str, cosine: Number, sine: Number, small: Germ) -> Germ:
        cycle = [cosine, -sine, -cosine, sine] if kind == "cos" else [sine, cosine, -sine, -cosine]
        factorial = fmpq(1)
        series: list[Number] = []
        for k in range(self.order):
            factorial = factorial * max(k, 1)
            series.append(cycle[k % 4] / factorial)
        return self.compose(series, small)

    def _angle_at_phase(self, infinite: Germ) -> Number | None:
        """The infinite angle modulo 2·pi along the sequence, where it is a whole multiple of the base."""
        if self.phase is None:
            return None
        multiple = proportion(infinite, self.phase.base)
        if multiple is None or multiple.q != 1:
            return None
        return self.phase.angle * multiple

    def atan(self, u: Germ) -> Germ:
        """The arctangent, which at infinity is half a turn less that of the reciprocal."""
        half_turn = PI * HALF
        if u.remainder is WILD:
            return _opaque(Range(fmpq(-2), fmpq(2)))
        parts = self.split(u)
        if parts.infinite.terms:
            try:
                direction = u.leading_sign()
                u.leading()
            except NeedPhases:
                return _opaque(Range(fmpq(-2), fmpq(2)))
            inverted = self.atan(self.power(u, fmpq(-1)))
            return constant(half_turn * direction).minus(inverted)
        if parts.waves.terms:
            return self._monotone(parts, arb.atan)
        c = parts.constant
        series: list[Number] = [exact.atan(c)]
        # the derivative 1/(1 + (c+d)²) = Σ bₖ dᵏ satisfies (1+c²) bₖ + 2c bₖ₋₁ + bₖ₋₂ = 0
        scale = 1 / (c * c + 1)
        previous: Number = ZERO
        current: Number = scale
        for k in range(1, self.order):
            series.append(current / k)
            previous, current = current, -(c * current * 2 + previous) * scale
        return self.compose(series, parts.small)

    def asin(self, u: Germ) -> Germ:
        """The arcsine, as atan(u/√(1−u²)).

        Raises:
            NotDefined: u leaves [−1, 1].
        """
        room = constant(ONE).minus(u.times(u)).without_vanishing_lead()
        if room.is_identically_zero:
            return constant(PI * HALF).scaled(fmpq(u.leading_sign()))
        try:
            direction = room.leading_sign()
        except NeedPhases:
            parts = self.split(u)
            bounds = self._finite_range(parts)
            if bounds.low < -1 or bounds.high > 1:
                raise
            return _opaque(bounds.image(arb.asin))
        if direction < 0:
            raise NotDefined("the arcsine or arccosine of a number outside [−1, 1]")
        return self.atan(self.quotient(u, self.power(room, HALF)))

    def acos(self, u: Germ) -> Germ:
        """The arccosine, pi/2 − asin(u); raises as `asin` does."""
        return constant(PI * HALF).minus(self.asin(u))

    # --- the rest -------------------------------------------------------------------------------

    def sinh(self, u: Germ) -> Germ:
        """The hyperbolic sine, (e^u − e^−u)/2."""
        return self.exp(u).minus(self.exp(u.negated())).scaled(HALF)

    def cosh(self, u: Germ) -> Germ:
        """The hyperbolic cosine, (e^u + e^−u)/2."""
        return self.exp(u).plus(self.exp(u.negated())).scaled(HALF)

    def tanh(self, u: Germ) -> Germ:
        """The hyperbolic tangent: by its own series t′ = 1 − t² where u is finite."""
        if u.remainder is WILD:
            return _opaque(Range(-ONE, ONE))
        parts = self.split(u)
        if parts.infinite.terms:
            try:
                direction = u.leading_sign()
                u.leading()
            except NeedPhases:
                return _opaque(Range(-ONE, ONE))
            # ±(1 − 2s/(1 + s)) with the small s = e^(−2|u|)
            s = self.exp(u.scaled(fmpq(-2 * direction)))
            tail = self.quotient(s.scaled(fmpq(2)), s.plus(constant(ONE)))
            return constant(ONE).minus(tail).scaled(fmpq(direction))
        if parts.waves.terms:
            return self._monotone(parts, arb.tanh)
        series: list[Number] = [exact.tanh(parts.constant)]
        for k in range(1, self.order):
            convolution: Number = ZERO
            for i in range(k):
                convolution = convolution + series[i] * series[k - 1 - i]
            series.append(((ONE if k == 1 else ZERO) - convolution) / k)
        return self.compose(series, parts.small)

    def erf(self, u: Germ) -> Germ:
        """The error function; at infinity ±1 − e^(−u²)/(u√pi) · (1 − 1/(2u²) + 3/(4u⁴) − …)."""
        if u.remainder is WILD:
            return _opaque(Range(-ONE, ONE))
        parts = self.split(u)
        if parts.infinite.terms:
            return self._erf_at_infinity(u)
        if parts.waves.terms:
            return self._monotone(parts, arb.erf)
        c = parts.constant
        series: list[Number] = [exact.erf(c)]
        # the derivative b(d) = 2/√pi e^(−(c+d)²) satisfies b′ = −2(c+d) b
        previous: Number = ZERO
        current = exact.exp(-(c * c)) * 2 / exact.power(PI, HALF)
        for k in range(1, self.order):
            series.append(current / k)
            previous, current = current, -(c * current + previous) * 2 / k
        return self.compose(series, parts.small)

    def _erf_at_infinity(self, u: Germ) -> Germ:
        try:
            direction = u.leading_sign()
            u.leading()
        except NeedPhases:
            return _opaque(Range(-ONE, ONE))
        size = u.scaled(fmpq(direction))
        square = size.times(size)
        inverse = self.power(square, fmpq(-1))
        series: list[Number] = [ONE]
        for k in range(1, self.order):
            series.append(series[-1] * fmpq(1 - 2 * k, 2))
        asymptotic = self.compose(series, inverse)
        tail = self.exp(square.negated()).times(asymptotic)
        tail = self.quotient(tail, size.scaled(exact.power(PI, HALF)))
        return constant(ONE).minus(tail).scaled(fmpq(direction))

    # --- splitting and composing ----------------------------------------------------------------

    def split(self, u: Germ) -> Parts:
        """Split by size.

        Raises:
            NeedMoreTerms: The remainder is not small.
            NeedPhases: Nothing is known of the germ but that it is defined.
        """
        if u.remainder is WILD:
            raise NeedPhases("it follows no single size")
        if u.remainder is not None and compare(u.remainder, scales.ONE) >= 0:
            raise NeedMoreTerms("the remainder does not tend to 0")
        infinite: list[germs.Term] = []
        waves: list[germs.Term] = []
        value: Number = ZERO
        small = Germ((), u.remainder)
        for index, (scale, coefficient) in enumerate(u.terms):
            size = compare(scale, scales.ONE)
            if size < 0:
                small = Germ(u.terms[index:], u.remainder)
                break
            if size > 0:
                if not is_zero(coefficient):
                    infinite.append((scale, coefficient))
            elif scale.wave is None:
                value = coefficient
            elif not is_zero(coefficient):
                waves.append((scale, coefficient))
        if is_zero(value):
            value = ZERO
        return Parts(Germ(tuple(infinite)), value, Germ(tuple(waves)), small)

    def compose(self, series: list[Number], small: Germ) -> Germ:
        """Σ series[k]·smallᵏ by Horner's rule.

        The remainder is O(small^order), unless the series is shorter than the order: then it ends.
        """
        if small.is_identically_zero:
            return constant(series[0])
        cut = small.size() ** self.order if len(series) == self.order else None
        result = constant(series[-1])
        for coefficient in reversed(series[:-1]):
            result = result.times(small, cut).plus(constant(coefficient))
        return germs.collect(dict(result.terms), germs.larger(result.remainder, cut))

    def _finite_range(self, parts: Parts) -> Range:
        terms = parts.waves.terms
        if parts.constant:
            terms = (*terms, (scales.ONE, parts.constant))
        bounds = range_of(terms)
        return bounds if parts.small.is_identically_zero else bounds.widened()

    def _monotone(self, parts: Parts, function: Callable[[arb], arb]) -> Germ:
        """An increasing function of something finite that oscillates."""
        return _opaque(self._finite_range(parts).image(function))


def _oscillates(u: Germ) -> bool:
    return any(scale.wave is not None for scale, _ in u.terms)


def proportion(a: Germ, b: Germ) -> fmpq | None:
    """The rational r with a = r·b, if there is one in form."""
    if len(a.terms) != len(b.terms) or not a.terms:
        return None
    ratio: fmpq | None = None
    for (scale, x), (other, y) in zip(a.terms, b.terms, strict=True):
        if scale != other:
            return None
        quotient = x / y
        if isinstance(quotient, Constant) or (ratio is not None and quotient != ratio):
            return None
        ratio = quotient
    return ratio


def _upward(angle: Germ) -> Germ:
    """The angle or its negative, whichever tends to +∞."""
    try:
        return angle if angle.leading_sign() > 0 else angle.negated()
    except NeedPhases:
        return angle


def _opaque(bounds: Range, scale: Scale = scales.ONE) -> Germ:
    if bounds.low == bounds.high:
        return single(scale, bounds.low) if bounds.low else germs.ZERO
    return single(scale._replace(wave=Wave(opaque=(Opaque(bounds),))))


def _wave(kind: str, angle: Germ) -> Germ:
    coefficient, factor = trig(kind, angle, ONE)
    return single(Scale(wave=Wave(trig=factor)), coefficient)


def _scale_of_exp(infinite: Germ) -> Scale:
    """e^infinite as a scale: each term c·Lⱼ leaves the exponent and becomes a power."""
    power: Exponent = 0
    logs: list[Exponent] = []
    rest: list[germs.Term] = []
    for scale, coefficient in infinite.terms:
        depth = _log_depth(scale)
        whole = int(coefficient) if isinstance(coefficient, fmpq) and coefficient.q == 1 else coefficient
        if depth == 1:
            power = -whole
        elif depth:
            logs += [0] * (depth - 1 - len(logs))
            logs[depth - 2] = whole
        else:
            rest.append((scale, coefficient))
    return Scale(power, tuple(logs), Germ(tuple(rest)) if rest else None)


def _log_depth(scale: Scale) -> int:
    """J where the scale is Lⱼ and nothing else, else 0."""
    logs = scale.logs
    if scale.power or scale.exponent is not None or not logs or logs[-1] != 1 or any(logs[:-1]):
        return 0
    return len(logs)


def _log_of_scale(scale: Scale) -> Germ:
    """The logarithm of a scale: E − p·L₁ + k₁·L₂ + … as a germ."""
    result = scale.exponent or germs.ZERO
    for depth, exponent in enumerate((-scale.power, *scale.logs), start=1):
        if exponent:
            number = fmpq(exponent) if isinstance(exponent, int) else exponent
            result = result.plus(single(scales.iterated_log(depth), number))
    return result


def _long_division(u: Germ, v: Germ) -> Germ | None:
    """U / v where it is a finite sum, else None; both are exact."""
    if not u.terms:
        return germs.ZERO
    if _oscillates(u) or _oscillates(v):
        return None
    (lead, c), (last, _) = v.terms[0], v.terms[-1]
    inverse, smallest = scales.reciprocal(lead), scales.times(u.terms[-1][0], scales.reciprocal(last))
    rest = u
    quotient: list[germs.Term] = []
    for _ in range(germs.MOST_TERMS):
        scale, x = rest.terms[0]
        scale, x = scales.times(scale, inverse), x / c
        if compare(scale, smallest) < 0:
            return None
        quotient.append((scale, x))
        rest = rest.minus(v.scaled(x, scale))
        if not rest.terms:
            return Germ(tuple(quotient)) if rest.is_exact else None
    return None


def _circular_range(kind: str, angle: Range) -> Range:
    """The range of cos or sin of an angle: tight where the angle stays within (−pi/2, pi/2)."""
    if max(abs(angle.low), abs(angle.high)) > fmpq(3, 2):
        return Range(-ONE, ONE)
    if kind == "sin":
        return angle.image(arb.sin)
    ends = [Range(x, x).image(arb.cos) for x in angle]
    high = ONE if angle.low <= 0 <= angle.high else max(end.high for end in ends)
    return Range(min(end.low for end in ends), min(high, ONE))


def _binomial(exponent: Number, order: int) -> list[Number]:
    series: list[Number] = [ONE]
    for k in range(1, order):
        coefficient = series[-1] * (exponent - (k - 1)) / k
        if not coefficient:
            break
        series.append(coefficient)
    return series


def _exponential_series(coefficient: Number, order: int) -> list[Number]:
    series: list[Number] = [coefficient]
    for k in range(1, order):
        series.append(series[-1] / k)
    return series


def _power_of_zero(exponent: Number) -> Germ:
    direction = sign(exponent)
    if direction < 0:
        raise NotDefined("division by zero")
    return constant(ONE) if direction == 0 else germs.ZERO


def _constant_power(base: Number, exponent: Number) -> Number:
    r = rational(exponent)
    if r is not None:
        return exact.power(base, r)
    return exact.exp(exact.log(base) * exponent)


def _as_exponent(exponent: Number) -> Exponent:
    return int(exponent) if isinstance(exponent, fmpq) and exponent.q == 1 else exponent


def _ball_power(x: arb, exponent: Number) -> arb:
    from relu_tui.calculus.constants.sign import ball

    if x.is_zero():
        return x
    return (x.log() * ball(exponent, 64)).exp()


def _ball_cbrt(x: arb) -> arb:
    if x.is_zero():
        return x
    return (x.log() / 3).exp() if x > 0 else -((-x).log() / 3).exp()
