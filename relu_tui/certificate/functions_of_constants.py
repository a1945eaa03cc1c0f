"""The functions of the language on the constants of a certificate.

By identities that hold always, such as e^a·e^b = e^(a + b), and periods. What none applies to gets a name.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from flint import fmpq

from relu_tui.certificate.constants import (
    NOUGHT,
    ONE,
    PI,
    PRECISIONS,
    ZERO,
    Atom,
    Constant,
    collected,
    content_of,
    rational,
    single,
)
from relu_tui.certificate.errors import Unproved
from relu_tui.certificate.powers_of_constants import of_surd, primes_of, rational_power, surd_of, to_power
from relu_tui.certificate.ranges import precision
from relu_tui.certificate.short_fractions import whole
from relu_tui.certificate.surds import Surd


def exp(constant: Constant) -> Constant:
    """e to the power of a constant."""
    exponents: dict[Atom, Fraction] = {}
    result = ONE
    for product, coefficient in constant.terms.items():
        power = Fraction(int(coefficient.p), int(coefficient.q))
        if len(product) == 1 and product[0][0].kind == "log" and product[0][1] == 1:
            inner = product[0][0].argument
            if isinstance(inner, Constant) and abs(power) < 2000:
                result = result * to_power(inner, power)
                continue
        inner = Constant({product: fmpq(1)})
        atom = Atom("exp", inner, f"exp({inner.name})")
        exponents[atom] = exponents.get(atom, Fraction(0)) + power
    return result * collected(exponents)


def log(constant: Constant) -> Constant:
    """The logarithm of a positive constant."""
    if constant.sign != 1:
        raise Unproved("the argument of a logarithm is not shown to be positive")
    if len(constant.terms) == 1:
        ((product, coefficient),) = constant.terms.items()
        if coefficient > 0 and all(single(atom).sign == 1 for atom, _ in product):
            total = _log_rational(coefficient)
            for atom, exponent in product:
                factor = fmpq(exponent.numerator, exponent.denominator)
                if atom.kind == "exp" and isinstance(atom.argument, Constant):
                    total = total + atom.argument.times(factor)
                elif atom.kind == "sum" and isinstance(atom.argument, Constant):
                    total = total + log(atom.argument).times(factor)
                elif atom.kind == "prime" and isinstance(atom.argument, int):
                    total = total + _log_atom(rational(atom.argument)).times(factor)
                else:
                    total = total + _log_atom(single(atom)).times(factor)
            return total
    surd = surd_of(constant)
    if surd is not None:
        return _log_of_surd(surd)
    content = content_of(constant)
    if content < 0:
        return _log_atom(constant)
    return _log_rational(content) + _log_atom(constant.times(1 / content))


def _log_of_surd(surd: Surd) -> Constant:
    """The logarithm of a positive a + b·√d, in a form that many of its powers share.

    By log(k·s) = log k + log s for the content k, log(r²) = 2·log r, and log s = −log(1/s) where s < 1.
    """
    content = surd.content
    total, surd, factor = _log_rational(content), surd.over(content), 1
    root = surd.square_root
    while root is not None:
        content = root.content
        factor *= 2
        total = total + _log_rational(content).times(factor)
        surd = root.over(content)
        root = surd.square_root
    constant = of_surd(surd)
    if (constant - ONE).sign == -1:
        inverted = surd.inverse
        content = inverted.content
        total = total - _log_rational(content).times(factor)
        constant, factor = of_surd(inverted.over(content)), -factor
    return total + _log_atom(constant).times(factor)


def _log_atom(constant: Constant) -> Constant:
    return single(Atom("log", constant, f"log({constant.name})"))


def _log_rational(number: fmpq) -> Constant:
    primes = primes_of(number)
    if primes is None:
        return _log_atom(rational(number))
    total = ZERO
    for p, k in primes:
        total = total + _log_atom(rational(p)).times(k)
    return total


def sin(constant: Constant) -> Constant:
    """The sine of a constant."""
    return _circular(constant, 0)


def cos(constant: Constant) -> Constant:
    """The cosine of a constant."""
    return _circular(constant, 1)


def _circular(constant: Constant, quarters: int) -> Constant:
    """Sin(c + quarters·π/2), by periods, symmetry, and the addition formula where c has a part in π."""
    turn = constant.terms.get(next(iter(PI.terms)), NOUGHT)
    rest = constant - PI.times(turn)
    whole = (2 * turn).floor()
    quarters = (quarters + int(whole)) % 4
    part = Fraction(int(turn.p), int(turn.q)) - Fraction(int(whole), 2)  # 0 ≤ part < 1/2, in units of π
    if rest.is_zero:
        return _sine_of_part(part, quarters)
    if not part:
        return _sine_of_rest(rest, quarters)
    return _sine_of_rest(rest, quarters) * _sine_of_part(part, 1) + _sine_of_rest(
        rest, quarters + 1
    ) * _sine_of_part(part, 0)


def _sine_of_part(part: Fraction, quarters: int) -> Constant:
    """Sin(part·π + quarters·π/2), 0 ≤ part < 1/2."""
    quarters %= 4
    if quarters >= 2:
        return -_sine_of_part(part, quarters - 2)
    if quarters == 1:  # the cosine
        if not part:
            return ONE
        part = Fraction(1, 2) - part
    if not part:
        return ZERO
    known = _sines().get(part)
    if known is not None:
        return known
    angle = PI.times(fmpq(part.numerator, part.denominator))
    return single(Atom("sin", angle, f"sin({angle.name})"))


def _sine_of_rest(rest: Constant, quarters: int) -> Constant:
    """Sin(rest + quarters·π/2), where the rest has no part in π."""
    quarters %= 4
    negative = content_of(rest) < 0
    if negative:
        rest = -rest
    kind = "cos" if quarters % 2 else "sin"
    result = single(Atom(kind, rest, f"{kind}({rest.name})"))
    flips = (quarters >= 2) != (negative and kind == "sin")
    return -result if flips else result


def _odd(kind: str, constant: Constant) -> Constant:
    if constant.is_zero:
        return ZERO
    negative = content_of(constant) < 0
    inner = -constant if negative else constant
    result = single(Atom(kind, inner, f"{kind}({inner.name})"))
    return -result if negative else result


def erf(constant: Constant) -> Constant:
    """The error function of a constant."""
    return _odd("erf", constant)


def atan(constant: Constant) -> Constant:
    """The arctangent of a constant."""
    for value, angle in _tangents():
        for turned, result in ((value, angle), (-value, -angle)):
            if constant == turned:
                return PI.times(result)
    return _odd("atan", constant)


def asin(constant: Constant) -> Constant:
    """The arcsine of a constant within [−1, 1]."""
    for part, value in (*_sines().items(), (Fraction(1, 2), ONE)):
        angle = fmpq(part.numerator, part.denominator)
        for turned, result in ((value, angle), (-value, -angle)):
            if constant == turned:
                return PI.times(result)
    return _odd("asin", constant)


def is_irrational(constant: Constant) -> bool:
    """Whether it is a rational plus a rational multiple of one number that is known to be irrational.

    Those are a root of a prime that is no whole power, and rational powers of π, of e^r with r rational and
    not 0, and of ln p with p prime, all transcendental (Lindemann).
    """
    products = [product for product in constant.terms if product]
    if len(products) != 1 or len(products[0]) != 1:
        return False
    atom = products[0][0][0]
    if atom.kind in ("pi", "prime"):
        return True
    return (
        atom.kind in ("exp", "log")
        and isinstance(atom.argument, Constant)
        and atom.argument.rational is not None
    )


def floor(constant: Constant) -> int | None:
    """The greatest whole number not above it, or None where that is not settled."""
    exact = constant.rational
    if exact is not None:
        return int(exact.floor())
    for bits in PRECISIONS:
        with precision(bits):
            found = whole(constant.ball(bits))
        if found is not None:
            return found
    return None


def _root(number: int) -> Constant:
    return rational_power(fmpq(number), Fraction(1, 2))


@cache  # made where the first angle is looked up: few certificates have one
def _sines() -> dict[Fraction, Constant]:
    """The sine of these multiples of π."""
    return {
        Fraction(1, 12): (_root(6) - _root(2)).times(fmpq(1, 4)),
        Fraction(1, 6): rational(fmpq(1, 2)),
        Fraction(1, 4): _root(2).times(fmpq(1, 2)),
        Fraction(1, 3): _root(3).times(fmpq(1, 2)),
        Fraction(5, 12): (_root(6) + _root(2)).times(fmpq(1, 4)),
    }


@cache
def _tangents() -> tuple[tuple[Constant, fmpq], ...]:
    """Numbers, and the multiple of π that each is the tangent of."""
    return (
        (ZERO, fmpq(0)),
        (ONE, fmpq(1, 4)),
        (_root(3), fmpq(1, 3)),
        (_root(3).times(fmpq(1, 3)), fmpq(1, 6)),
        (rational(2) - _root(3), fmpq(1, 12)),
        (rational(2) + _root(3), fmpq(5, 12)),
    )
