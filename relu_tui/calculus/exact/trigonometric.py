"""Circular functions of exact constants and their inverses."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from relu_tui.calculus.exact.balls import ball, tangent_of_gaussian_prime
from relu_tui.calculus.exact.constant import (
    HALF,
    ONE,
    PI,
    ZERO,
    Constant,
    Number,
    number_of,
    single,
    wave,
)
from relu_tui.calculus.exact.exponential import power
from relu_tui.calculus.exact.monomial import FACTOR_BITS, Monomial
from relu_tui.calculus.exact.prime_factors import factors
from relu_tui.calculus.exact.sign import floor, is_zero, sign
from relu_tui.calculus.exact.sums import Sum

MOST_SIMPLE = 3
"""Terms of a sum that may be multiplied by itself again and again."""

MOST_TURNS = 6
"""Times that an arctangent may stand in an angle to be multiplied out."""

LARGEST_ANGLE_DENOMINATOR = 60
"""An arctangent is tried as k·pi/n for n up to this."""

LEAST_TANGENT = fmpq(1, 20)
"""Less than tan(pi/60)."""


def _split_pi(argument: Number) -> tuple[fmpq, Number]:
    """(r, c) with argument = r·pi + c and r rational."""
    if not isinstance(argument, Constant) or argument.denominator:
        return ZERO, argument
    ((pi, _),) = PI.numerator.items()
    turns = argument.numerator.get(pi, ZERO)
    return turns, argument - PI * turns if turns else argument


def cos(argument: Number) -> Number:
    """The cosine; rational multiples of pi and whole multiples of arctangents and arcsines split off."""
    return _cos_sin(argument)[0]


def sin(argument: Number) -> Number:
    """The sine; split as for the cosine."""
    return _cos_sin(argument)[1]


def _cos_sin(argument: Number) -> tuple[Number, Number]:
    """Cos and sin of r·pi + Σ k·angle + rest, by the addition formulas."""
    turns, rest = _split_pi(argument)
    angles, rest = _split_angles(rest)
    cosine, sine = (wave("cos", rest), wave("sin", rest)) if rest else (ONE, ZERO)
    if turns:
        cosine, sine = _turned(cosine, sine, cos_of_pi(turns), cos_of_pi(HALF - turns))
    for (c, s), times in angles:
        for _ in range(abs(times)):
            cosine, sine = _turned(cosine, sine, c, s if times > 0 else -s)
    return cosine, sine


def _turned(cosine: Number, sine: Number, c: Number, s: Number) -> tuple[Number, Number]:
    return cosine * c - sine * s, sine * c + cosine * s


def _split_angles(argument: Number) -> tuple[list[tuple[tuple[Number, Number], int]], Number]:
    """The arctangents and arcsines that stand in the argument a few whole times, by their (cos, sin)."""
    found: list[tuple[tuple[Number, Number], int]] = []
    if not isinstance(argument, Constant) or argument.denominator:
        return found, argument
    rest: Sum = {}
    for monomial, k in argument.numerator.items():
        pair = _cos_sin_of_angle(monomial) if k.q == 1 and abs(k) <= MOST_TURNS else None
        if pair is None:
            rest[monomial] = k
        else:
            found.append((pair, int(k)))
    return found, number_of(rest) if found else argument


def _cos_sin_of_angle(monomial: Monomial) -> tuple[Number, Number] | None:
    """(cos, sin) of a monomial that is one arctangent or arcsine."""
    if monomial.exponent or monomial.wave or len(monomial.powers) != 1:
        return None
    ((generator, exponent),) = monomial.powers
    if exponent != ONE or generator.kind not in ("atan", "atan_prime", "asin"):
        return None
    value = generator.argument
    if isinstance(value, Constant) and (value.denominator or len(value.numerator) > MOST_SIMPLE):
        return None
    if generator.kind == "asin":
        return power(1 - value * value, HALF), value
    if generator.kind == "atan_prime":
        value = tangent_of_gaussian_prime(value)
    cosine = power(value * value + 1, -HALF)
    return cosine, value * cosine


def _surd(value: int) -> Number:
    return power(fmpq(value), HALF)


def cos_of_pi(turns: fmpq) -> Number:
    """cos(turns·pi), in radicals where two square roots are enough."""
    turns = abs(turns - 2 * (turns / 2).floor())
    if turns > 1:
        turns = 2 - turns
    if turns > HALF:
        return -cos_of_pi(1 - turns)
    known = _COSINES.get((int(turns.p), int(turns.q)))
    return single("cospi", turns) if known is None else known()


_COSINES: dict[tuple[int, int], Callable[[], Number]] = {
    (0, 1): lambda: ONE,
    (1, 2): lambda: ZERO,
    (1, 3): lambda: HALF,
    (1, 4): lambda: _surd(2) / 2,
    (1, 6): lambda: _surd(3) / 2,
    (1, 5): lambda: (_surd(5) + 1) / 4,
    (2, 5): lambda: (_surd(5) - 1) / 4,
    (1, 12): lambda: (_surd(6) + _surd(2)) / 4,
    (5, 12): lambda: (_surd(6) - _surd(2)) / 4,
}
"""cos(p·pi/q) by (p, q), where two square roots are enough."""


def atan(argument: Number) -> Number:
    """The arctangent; of a rational, by Gaussian primes (Machin's formula is then plain addition)."""
    if sign(argument) < 0:
        return -atan(-argument)
    if not argument:
        return ZERO
    if not isinstance(argument, Constant):
        return _atan_of_rational(argument)
    if sign(argument - 1) > 0:
        return PI * HALF - atan(1 / argument)
    return _atan_by_guess(argument) or single("atan", argument)


def _atan_of_rational(value: fmpq) -> Number:
    """The angle of the Gaussian integer q + pi, as a sum of angles of its prime factors."""
    norm = value.p * value.p + value.q * value.q
    if norm.bit_length() > FACTOR_BITS:
        return PI * HALF - single("atan", 1 / value) if value > 1 else single("atan", value)
    real, imaginary = int(value.q), int(value.p)
    result: Number = ZERO
    for prime, exponent in factors(norm):
        if prime == 2:
            real, imaginary = _divide(real, imaginary, 1, 1, exponent)
            result = result + PI * fmpq(exponent, 4)
            continue
        tangent = tangent_of_gaussian_prime(fmpq(prime))
        a, b = int(tangent.q), int(tangent.p)
        # q and p share no factor, so only one of a+bi and a−bi divides
        direction = (
            1 if (real * a + imaginary * b) % prime == 0 and (imaginary * a - real * b) % prime == 0 else -1
        )
        real, imaginary = _divide(real, imaginary, a, direction * b, exponent)
        result = result + single("atan_prime", fmpq(prime), coefficient=fmpq(direction * exponent))
    quarter_turns = {(1, 0): 0, (0, 1): 1, (-1, 0): 2, (0, -1): 3}[(real, imaginary)]
    result = result + PI * fmpq(quarter_turns, 2)
    # angles add up to the arctangent, which lies within (0, pi/2), up to whole turns
    turns = (ball(result, 64) / (2 * ball(PI, 64))).floor()
    return result - PI * (2 * int(turns.fmpz()))


def _divide(real: int, imaginary: int, a: int, b: int, times: int) -> tuple[int, int]:
    """(real + imaginary·i) / (a + bi)^times, known to be exact."""
    norm = a * a + b * b
    for _ in range(times):
        real, imaginary = (real * a + imaginary * b) // norm, (imaginary * a - real * b) // norm
    return real, imaginary


def _atan_by_guess(argument: Constant) -> Number | None:
    """k·pi/n, where the ball suggests it and the tangent proves it."""
    enclosure = ball(argument, 96)
    if not enclosure > LEAST_TANGENT:
        return None  # FLINT ends the process when the whole number in e^(−10⁴⁰) is asked for
    turns = enclosure.atan() / ball(PI, 96)
    for denominator in range(3, LARGEST_ANGLE_DENOMINATOR + 1):
        numerator = (turns * denominator).unique_fmpz()
        if numerator is None:
            continue
        candidate = fmpq(numerator, denominator)
        sine, cosine = cos_of_pi(HALF - candidate), cos_of_pi(candidate)
        return PI * candidate if is_zero(sine - argument * cosine) else None
    return None


def asin(argument: Number) -> Number:
    """The arcsine of a constant between −1 and 1; as an arctangent, unless that would be unwieldy."""
    direction = sign(argument)
    if direction <= 0:
        return -asin(-argument) if direction else ZERO
    room = 1 - argument * argument
    if is_zero(room):
        return PI * HALF
    angle = _angle_of_wave(argument)
    if angle is not None:
        return angle
    if isinstance(argument, Constant) and (argument.denominator or len(argument.numerator) > MOST_SIMPLE):
        return single("asin", argument)
    return atan(argument / power(room, HALF))


def _angle_of_wave(argument: Number) -> Number | None:
    """The arcsine of what is itself a sine or cosine: asin(sin F) = (−1)ⁿ(F − n·pi), n next to F/pi."""
    if not isinstance(argument, Constant) or argument.denominator or len(argument.numerator) != 1:
        return None
    ((monomial, coefficient),) = argument.numerator.items()
    if monomial.wave is None or monomial.exponent or monomial.powers or abs(coefficient) != 1:
        return None
    kind, angle = monomial.wave
    if kind == "cos":
        angle = PI * HALF - angle
    turns = floor(angle / PI + HALF)
    return (angle - PI * turns) * (coefficient if turns % 2 == 0 else -coefficient)
