"""Powers, exponentials and logarithms of exact constants; identities keep equal things equal in form.

Each function is exact and total on its domain; the caller has checked the domain. Where no identity
applies, the value becomes a generator of its own.
"""

from __future__ import annotations

from flint import fmpq

from relu_tui.calculus.errors import NotDefined
from relu_tui.calculus.exact.constant import (
    ONE,
    ZERO,
    Constant,
    Number,
    divisor,
    exponential,
    number_of,
    single,
    wave,
)
from relu_tui.calculus.exact.denesting import denested
from relu_tui.calculus.exact.monomial import UNIT, Generator, Monomial
from relu_tui.calculus.exact.prime_factors import signed_factors
from relu_tui.calculus.exact.sign import sign
from relu_tui.calculus.exact.sums import Sum, bits_of, first_of, leads_negative

LARGEST_EXPONENT_BITS = 64_000
"""Size, in bits, of the largest rational that a power is written out as."""

MOST_FACTORS = 12
"""A power of a sum up to this is multiplied out, unless the sum is algebraic and stays short."""

NEGATIVE_BASE = "a negative number to a power that is not a whole number"

LARGEST_ERF = 3
"""Argument from which the error function is written as 1 − erfc."""


def exp(argument: Number) -> Number:
    """e^argument. Logarithms in the argument become powers: e^(c·log p) is p^c."""
    if not isinstance(argument, Constant) or argument.denominator:
        return exponential(argument)
    rest: Sum = {}
    result: Number = ONE
    for monomial, coefficient in argument.numerator.items():
        base = _plain_logarithm(monomial)
        if base is None or (isinstance(base, Constant) and abs(coefficient) > MOST_FACTORS):
            rest[monomial] = coefficient
        else:
            result = result * power(base, coefficient)
    return result * exponential(number_of(rest))


def _plain_logarithm(monomial: Monomial) -> Number | None:
    """b, where the monomial is log(b) and nothing else."""
    if monomial.exponent or monomial.wave or len(monomial.powers) != 1:
        return None
    ((generator, exponent),) = monomial.powers
    return generator.argument if generator.kind == "log" and exponent == 1 else None


def log(argument: Number) -> Number:
    """The natural logarithm of a positive constant; of a rational, by its factors.

    Raises:
        NotDefined: The constant is seen not to be positive.
    """
    if not isinstance(argument, Constant):
        if argument <= 0:
            raise NotDefined("the logarithm of 0" if not argument else "the logarithm of a negative number")
        result: Number = ZERO
        for base, exponent in signed_factors(argument):
            result = result + single("log", fmpq(base), coefficient=fmpq(exponent))
        return result
    if argument.denominator:
        numerator, denominator = _positive_parts(argument)
        return log(numerator) - log(denominator)
    common = _common_exponent(argument)
    if common:
        return log(argument * exponential(-common)) + common
    content, primitive = _content(argument)
    result = log(content)
    if not isinstance(primitive, Constant):
        return result + log(primitive)
    if len(primitive.numerator) > 1:
        return result + single("log", primitive)
    ((monomial, direction),) = primitive.numerator.items()
    result = result + monomial.exponent
    rest: list[tuple[Generator, fmpq]] = []
    for generator, k in monomial.powers:
        if generator.kind == "root":
            result = result + log(generator.argument) * k
        elif generator.kind == "cospi" or _is_positive(generator):
            result = result + single("log", single(generator.kind, generator.argument), coefficient=k)
        else:
            rest.append((generator, k))
    if direction < 0 and not (rest or monomial.wave):
        raise NotDefined("the logarithm of a negative number")
    if rest or monomial.wave:
        # e^E, roots and what is taken apart are positive, so the sign in front is that of what is left
        opaque = Constant({Monomial(wave=monomial.wave, powers=tuple(rest)): direction})
        result = result + single("log", opaque)
    return result


def power(base: Number, exponent: fmpq) -> Number:
    """A constant to a rational power; the base is 0 or positive, or the exponent a whole number.

    Raises:
        NotDefined: The base is seen to be negative and the exponent is not whole, or the base to be 0
            and the exponent negative.
    """
    if not base:
        return _power_of_zero(exponent)
    if exponent.q == 1:
        return _whole_power(base, int(exponent))
    if not isinstance(base, Constant):
        return _rational_power(base, exponent)
    if base.denominator:
        numerator, denominator = _positive_parts(base)
        return power(numerator, exponent) / power(denominator, exponent)
    common = _common_exponent(base)
    if common:
        return power(base * exponential(-common), exponent) * exp(common * exponent)
    simpler = _denested_power(base, exponent)
    if simpler is not None:
        return simpler
    content, primitive = _content(base)
    result = _rational_power(content, exponent)
    if not isinstance(primitive, Constant):
        return result * _rational_power(primitive, exponent)
    if len(primitive.numerator) > 1:
        return result * (_root_of_square(primitive, exponent) or _root(primitive, exponent))
    ((monomial, direction),) = primitive.numerator.items()
    if monomial.wave is not None:
        return result * _root(primitive, exponent)
    result = result * exp(monomial.exponent * exponent)
    rest: list[tuple[Generator, fmpq]] = []
    for generator, k in monomial.powers:
        if generator.kind == "root":
            result = result * power(generator.argument, k * exponent)
        elif generator.kind == "atan_prime" or _is_positive(generator) or _is_log_of_whole(generator):
            result = result * single(generator.kind, generator.argument, k * exponent)
        else:
            rest.append((generator, k))
    if direction < 0 and not rest:
        raise NotDefined(NEGATIVE_BASE)
    if rest:
        result = result * _root(Constant({Monomial(powers=tuple(rest)): direction}), exponent)
    return result


def _power_of_zero(exponent: fmpq) -> Number:
    """0 to a power, with 0⁰ = 1."""
    if exponent < 0:
        raise NotDefined("division by zero")
    return ZERO if exponent else ONE


def _is_positive(generator: Generator) -> bool:
    """Whether it is one of those that are positive; Γ is so of a number, not of what moves."""
    return generator.kind in ("pi", "euler", "zeta", "step") or (
        generator.kind == "gamma" and not generator.has_step
    )


def _is_log_of_whole(generator: Generator) -> bool:
    """Whether it is the logarithm of a whole number, and so surely positive."""
    return generator.kind == "log" and not isinstance(generator.argument, Constant)


def _whole_power(base: Number, exponent: int) -> Number:
    too_long = abs(exponent) * _height(base) > LARGEST_EXPONENT_BITS
    if not isinstance(base, Constant):
        return _power_by_logarithm(base, exponent) if too_long and abs(base) != 1 else base**exponent
    if exponent < 0:
        below = _whole_power(base, -exponent)
        if not below:
            raise NotDefined("division by zero")
        return 1 / below
    if exponent > MOST_FACTORS and (too_long or not is_algebraic(base)):
        return _power_by_logarithm(base, exponent)
    result: Number = ONE
    square: Number = base
    while exponent:
        if exponent & 1:
            result = result * square
        exponent >>= 1
        if exponent:
            square = square * square
    return result


def _power_by_logarithm(base: Number, exponent: int) -> Number:
    """A power as e^(exponent · log base): of what is not multiplied out, or would be too long a number."""
    direction = sign(base)
    if not direction:
        return ZERO
    size = exponential(log(base * direction) * exponent)
    return size * direction if exponent % 2 else size


def _height(number: Number) -> int:
    """The bits by which each further factor lengthens a product of the number with itself."""
    if not isinstance(number, Constant):
        return max(int(number.height_bits()), 1)
    terms = (number.numerator, *(factor.numerator for factor, _ in number.denominator))
    return sum(bits_of(part) + len(part).bit_length() for part in terms)


def is_algebraic(number: Constant) -> bool:
    """Whether its form shows that its powers are sums of roots again."""
    monomials = [*number.numerator, *(m for factor, _ in number.denominator for m in factor.numerator)]
    return all(
        not monomial.exponent
        and monomial.wave is None
        and all(generator.kind == "root" for generator, _ in monomial.powers)
        for monomial in monomials
    )


def _rational_power(base: fmpq, exponent: fmpq) -> Number:
    """A positive rational to a rational power: whole parts in front, one root for each prime."""
    if base < 0:
        raise NotDefined(NEGATIVE_BASE)
    coefficient: Number = ONE
    for prime, k in signed_factors(base):
        total = exponent * k
        whole = total.floor()
        coefficient = coefficient * _whole_power(fmpq(prime), int(whole))
        fraction = total - whole
        if fraction:
            coefficient = coefficient * single("root", fmpq(prime), fraction)
    return coefficient


def _denested_power(base: Constant, exponent: fmpq) -> Number | None:
    """A power of a positive sum of square roots by such a sum, where there is one: √(3 + 2·√2) is 1 + √2."""
    for degree in (2, 3) if len(base.numerator) > 1 else ():
        if exponent.q % degree == 0 and (root := denested(base, degree)) is not None:
            return power(root * sign(root), exponent * degree)
    return None


def _root_of_square(base: Constant, exponent: fmpq) -> Number | None:
    """A root of c·(1 ± cos F), which is a square: 1 + cos F = 2·cos²(F/2), 1 − cos F = 2·sin²(F/2)."""
    if exponent.q != 2 or len(base.numerator) != 2 or UNIT not in base.numerator:
        return None
    whole = base.numerator[UNIT]
    ((monomial, other),) = ((m, c) for m, c in base.numerator.items() if m != UNIT)
    if monomial.wave is None or monomial.exponent or monomial.powers or abs(other) != whole:
        return None
    kind, angle = monomial.wave
    if kind != "cos":
        return None
    side = wave("cos" if other > 0 else "sin", angle / 2)
    return _rational_power(2 * whole, exponent) * _whole_power(side * sign(side), int(2 * exponent))


def _root(base: Constant, exponent: fmpq) -> Number:
    """A positive sum to a power that is not whole, as a generator between whole powers of the sum."""
    whole = exponent.floor()
    return single("root", base, exponent - whole) * _whole_power(base, int(whole))


def _common_exponent(number: Constant) -> Number:
    """E such that e^E is taken out of a sum, leaving the same sum whichever e^F it was multiplied by."""
    least: Number | None = None
    for monomial in number.numerator:
        if least is None or leads_negative(monomial.exponent - least):
            least = monomial.exponent
    return ZERO if least is None or len(number.numerator) == 1 else least


def _content(number: Constant) -> tuple[fmpq, Number]:
    """(c, n) with number = c·n and c a positive rational; n's first coefficient is ±1."""
    first = number.numerator[first_of(number.numerator)]
    content = abs(first)
    return content, number / content


def _positive_parts(number: Constant) -> tuple[Number, Number]:
    """Numerator and denominator of a positive quotient, both made positive."""
    numerator = number_of(number.numerator)
    denominator = divisor(number)
    return (numerator, denominator) if sign(denominator) > 0 else (-numerator, -denominator)


def erf(argument: Number) -> Number:
    """The error function, as a value of its own; its sign is taken out, and a value near 1 is 1 − erfc."""
    direction = sign(argument)
    if not direction:
        return ZERO
    argument = argument * direction
    if sign(argument - LARGEST_ERF) > 0:
        return (1 - single("erfc", argument)) * direction
    return single("erf", argument, coefficient=fmpq(direction))


def tanh(argument: Number) -> Number:
    """The hyperbolic tangent, through e^(2·argument)."""
    square = exp(argument * 2)
    return (square - 1) / (square + 1)
