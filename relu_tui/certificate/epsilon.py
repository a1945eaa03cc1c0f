"""For every ε a δ: answers that a certificate proves, and steps that refute a δ.

All steps and quotients are exact, as expressions of the language; what is said of them is proved by balls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.certificate import record
from relu_tui.certificate.constants import PI, ZERO, Constant, rational
from relu_tui.certificate.errors import NoValue, TooShort, Unproved
from relu_tui.certificate.functions_of_constants import exp, log
from relu_tui.certificate.interval import Budget, Interval, scale_at
from relu_tui.certificate.powers_of_constants import inverse, to_power
from relu_tui.certificate.ranges import BITS, exactly, precision
from relu_tui.certificate.record import Bound, Certificate, Sequence
from relu_tui.certificate.scale_text import read_scale, read_sum
from relu_tui.certificate.scales import LOG, Scale
from relu_tui.certificate.short_fractions import exact
from relu_tui.certificate.subject import Question, enclosed, number_at
from relu_tui.certificate.taylor_models import Model, constant, enclosure, subtract

MOST_DECADES = 2_000
"""The smallest δ that is written is 10 to the minus this."""

MOST_TRIES = 200
"""Steps tried in the search for one that refutes."""

ORDERS = (3, 8, 16)


def delta(certificate: Certificate, epsilon: Fraction) -> Fraction | None:
    """A δ that the certificate proves for an ε (finite), or for a bound M (infinite).

    Finite: |subject − limit| < ε for all 0 < |Δx| < δ. Infinite: |subject| > M there, with the sign claimed.

    Args:
        certificate: One that `checker.verify` accepts.
        epsilon: ε or M, above 0.

    Returns:
        δ, at most the certificate's radius, or None where the claim is neither finite nor infinite, or δ is
        too small to be written.
    """
    bound = certificate.bound
    if bound is None or epsilon <= 0:
        return None
    if not bound.constant:
        return certificate.radius
    with precision(BITS):
        scale = read_scale(bound.scale, Interval(certificate.radius, certificate.order))
        root = _by_root(scale, epsilon / bound.constant)
        if root is not None:
            return min(root, certificate.radius)
        return _greatest(
            certificate.radius,
            lambda h: h <= certificate.radius and _does(certificate.kind, bound, scale, h, epsilon),
        )


def _does(kind: str, bound: Bound, scale: Scale, h: Fraction, epsilon: Fraction) -> bool:
    """Whether h will do as δ, the scale being monotonic."""
    try:
        value = exactly(bound.constant) * scale_at(scale, exactly(h))
    except Unproved:
        return False
    wanted = exactly(epsilon)
    return bool(value.high <= wanted.low) if kind == record.FINITE else bool(value.low >= wanted.high)


def _by_root(scale: Scale, target: Fraction) -> Fraction | None:
    """The h with h^p = target, where the scale is h^p and 1/p or 2/p is whole and the root rational."""
    power = scale.powers[0]
    if scale.exponent or any(scale.powers[1:]) or not power:
        return None
    exponent = Fraction(1) / power
    if exponent.denominator == 1 and abs(exponent) <= 12:
        return target ** int(exponent)
    if exponent.denominator == 2 and abs(exponent) <= 12:
        root = Fraction(isqrt(target.numerator), isqrt(target.denominator))
        return root**exponent.numerator if root * root == target else None
    return None


def _greatest(most: Fraction, does: Callable[[Fraction], bool]) -> Fraction | None:
    """The greatest number of two digits up to `most` that will do, where every smaller one does too."""
    if does(most):
        return most
    low, high = 0, 1  # 10^−high will do, 10^−low will not or is too large
    while not does(Fraction(1, 10**high)):
        low, high = high, high * 2
        if high > MOST_DECADES:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if does(Fraction(1, 10**middle)) else (middle, high)
    unit = Fraction(1, 10 ** (high + 1))
    found = 10
    for digits in range(99, 10, -1):
        if digits * unit <= most and does(digits * unit):
            found = digits
            break
    return min(found * unit, most)


# --- the quotient at a step, and bands ---


def question_of(function: str, at: str, side: str, subject: str = "quotient") -> Question:
    """The question, from texts; raises `ExpressionError` where they can't be read."""
    return Question(parse(function).tree, parse_point(at).tree, record.SIDES[side], subject, Budget())


def quotient_at(question: Question, step: Constant) -> Constant:
    """The exact difference quotient at a step Δx that is not 0.

    Raises:
        NoValue: There is none.
        Unproved: It was not found.
    """
    interval = Interval(Fraction(1), 3, question.budget)
    with precision(BITS):
        point = number_at(question.at, ZERO, interval)
        rise = number_at(question.tree, point + step, interval) - number_at(question.tree, point, interval)
        return rise * inverse(step)


@dataclass(frozen=True)
class Outside:
    """A step at which the quotient is out of the band L ± ε.

    Attributes:
        step: Δx, signed.
        quotient: The quotient there.
    """

    step: Constant
    quotient: Constant


def is_outside(quotient: Constant, limit: Constant, epsilon: Fraction) -> bool | None:
    """Whether |quotient − limit| ≥ ε, or None where no ball tells."""
    gap = quotient - limit
    sign = gap.sign
    if sign in (None, 0):
        return False if sign == 0 else None
    distance = gap if sign == 1 else -gap
    over = (distance - rational(epsilon)).sign
    return None if over is None else over >= 0


def counterexample(
    question: Question,
    certificate: Certificate | None,
    limit: Constant,
    epsilon: Fraction,
    delta: Fraction,
) -> Outside | None:
    """A step with 0 < |Δx| < δ at which the quotient is proved to be out of the band, or None.

    Where the certificate says that the quotient tends to another number, far enough, or to none, one is found
    however small δ is.

    Args:
        question: f, a and the side.
        certificate: What is proved of the side, if anything: where to look.
        limit: L, as claimed.
        epsilon: ε.
        delta: δ.
    """
    for tries, step in enumerate(_candidates(certificate, limit, epsilon, delta)):
        if tries >= MOST_TRIES:
            break
        signed = step.times(question.side)
        try:
            quotient = quotient_at(question, signed)
        except (NoValue, Unproved):
            continue
        if is_outside(quotient, limit, epsilon):
            return Outside(signed, quotient)
    return None


def _candidates(
    certificate: Certificate | None, limit: Constant, epsilon: Fraction, delta: Fraction
) -> Iterator[Constant]:
    """Sizes of steps below δ: along the sequences, at halves of δ, and where the certificate says."""
    if certificate is not None:
        for sequence in certificate.sequences:
            yield from _along(sequence, delta)
    yield from (rational(delta / 2**n) for n in range(1, 7))
    yield from (rational(delta * n / 16) for n in (15, 13, 11, 9, 7, 5, 3))
    far = _far_enough(certificate, limit, epsilon) if certificate is not None else None
    if far is not None:
        yield rational(min(far, delta) / 2)
    yield from (rational(delta * n / 1009 / 2**k) for k in (0, 4) for n in range(1000, 10, -83))


def _far_enough(certificate: Certificate, limit: Constant, epsilon: Fraction) -> Fraction | None:
    """A size below which every quotient is proved to be out of the band, or None."""
    if certificate.kind in (record.PLUS, record.MINUS):
        reach = exact(limit.range.magnitude).__ceil__()
        return delta(certificate, reach + epsilon + 1)
    if certificate.kind != record.FINITE or certificate.limit is None:
        return None
    room = _distance(certificate, limit) - epsilon
    return delta(certificate, room) if room > 0 else None


def _distance(certificate: Certificate, limit: Constant) -> Fraction:
    """A rational that is at most the distance of the proved limit from another number."""
    true = number_at(parse_point(certificate.limit or "0").tree, ZERO, Interval(Fraction(1), 3))
    gap = true - limit
    return lower_bound(gap if gap.sign == 1 else -gap)


def lower_bound(value: Constant) -> Fraction:
    """A short rational that is at most a number, and above 0 where that is shown to be; 0 at least."""
    number = exact(value.range.low)
    if 0 < number < Fraction(1, 2**40):
        bits = number.denominator.bit_length() - number.numerator.bit_length() + 1
        return Fraction(1, 2**bits)  # at most the number: 2^(a−1) ≤ top < 2^a, and so below
    return max(Fraction((number * 2**60).__floor__(), 2**60), Fraction(0))


def _along(sequence: Sequence, delta: Fraction) -> Iterator[Constant]:
    """The first sizes below δ at which the base of a sequence is its angle + 2π·n."""
    interval = Interval(Fraction(1), 3)
    try:
        base = read_sum(sequence.base, Interval(Fraction(1, 64), 3))
        angle = number_at(parse_point(sequence.angle).tree, ZERO, interval)
        if len(base.terms) != 1:
            return
        ((scale, factor),) = base.terms.items()
        with precision(BITS):
            start = (factor.range * scale_at(scale, exactly(delta)) + -angle.range) * (
                PI.times(2).range.inverse()
            )
        first = max(exact(start.high).__floor__(), 0)
        if first.bit_length() > 4_000:
            return
        for n in range(first, first + 3):
            size = _inverted(scale, (angle + PI.times(2 * n)) * inverse(factor))
            if size is not None and (rational(delta) - size).sign == 1:
                yield size
    except (Unproved, NoValue):
        return


def _inverted(scale: Scale, value: Constant) -> Constant | None:
    """The h at which a scale has a value, for h^−p, ln(1/h) and exp(c·h^−p)."""
    if value.sign != 1:
        return None
    if scale == LOG:
        return exp(-value)
    if not scale.exponent:
        power = scale.powers[0]
        return to_power(value, Fraction(-1, 1) / -power) if not any(scale.powers[1:]) and power < 0 else None
    if any(scale.powers) or len(scale.exponent) != 1:
        return None
    ((inner, factor),) = scale.exponent
    return _inverted(inner, log(value) * inverse(factor))


def stays_inside(question: Question, limit: Constant, epsilon: Fraction, delta: Fraction) -> bool:
    """Whether |quotient − limit| < ε is proved for every 0 < |Δx| < δ on the side; False proves nothing."""
    for order in ORDERS:
        try:
            found = enclosed(question, delta, order)
            with precision(BITS):
                return _is_inside(
                    found.interval, subtract(found.interval, found.model, constant(limit)), epsilon
                )
        except TooShort:
            continue
        except (ArithmeticError, RecursionError, ValueError):
            return False
    return False


def _is_inside(interval: Interval, difference: Model, epsilon: Fraction) -> bool:
    if difference.is_zero:
        return True
    scale, total = enclosure(interval, difference)
    if scale.is_unit:
        return bool(total.magnitude < exactly(epsilon).low)
    if scale.growth >= 0:
        return False
    root = _by_root(scale, epsilon / exact(total.magnitude))
    if root is not None:
        return root >= interval.radius
    # the scale is increasing: where it reaches ε at δ only, it is below ε before
    return bool((total.absolute() * interval.bound(scale)).high <= exactly(epsilon).low)
