"""Exact constants as a student reads them: 1/3, √2/2, ln 2, e^(1/2), 10⁻¹²."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from functools import lru_cache
from math import isqrt

from flint import fmpq

from relu_tui.calculus.budget import counted
from relu_tui.calculus.errors import Exhausted, Undecided
from relu_tui.calculus.exact.balls import tangent_of_gaussian_prime
from relu_tui.calculus.exact.constant import HALF, ONE, ZERO, Constant, Number, divisor
from relu_tui.calculus.exact.monomial import UNIT, Generator, Monomial
from relu_tui.calculus.exact.sign import UNPRINTABLE, decimal, is_zero
from relu_tui.calculus.exact.sums import Sum
from relu_tui.calculus.language.formula import ONE as NOTHING
from relu_tui.calculus.language.formula import (
    Applied,
    Formula,
    Listed,
    Power,
    Quotient,
    Root,
    Symbol,
    negative,
    quotient,
)
from relu_tui.calculus.language.formula import Sum as FormulaSum
from relu_tui.calculus.language.formula import product as times
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.output_dialects import UNICODE, Dialect
from relu_tui.calculus.language.printing import remembered, shown

MOST_CHARACTERS = 24
"""Characters of an exact form; a longer one gives way to digits."""

PI = Symbol("π")
EULER = Symbol("γ")

DIGITS = 8
"""Significant digits where an exact form would be too long."""

CERTAIN = (40, 320)
"""Digits computed beyond those shown, in turn, where fewer would round what is shown."""

LARGEST_NUMERATOR, LARGEST_DENOMINATOR = 99_999, 9_999
"""Of a fraction that is written as one."""

MOST_BITS_BESIDE = 2_000
"""Of a fraction that is written as a round number and a small one."""

SMALL_GAP = 10**6
"""How many times smaller than the round number the small one is, at least."""

PLAIN_ZEROS = 6
"""Zeros from which a power of ten is written as one."""

MOST_BITS = 400
"""Of a fraction that is written exactly at all."""

_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def write(number: Number, longest: int = MOST_CHARACTERS, dialect: Dialect = UNICODE) -> str:
    """The number, exactly if that fits into `longest` characters, else its first digits and `…`."""
    tree, text = _written(number, longest)
    if dialect is UNICODE or "…" in text:
        return text
    written = readable(tree, dialect)
    return written if len(written) <= longest else digits(number)


def formula(number: Number, longest: int = MOST_CHARACTERS) -> Formula:
    """The same as a formula."""
    return _written(number, longest)[0]


@remembered(1024)
def shown_number(number: Number, longest: int = MOST_CHARACTERS) -> str:
    """The same as `write`, as the reader reads it."""
    return shown(formula(number, longest))


@lru_cache(maxsize=1024)  # tan(tan(tan x)) has one argument in some ten thousand places
def _written(number: Number, longest: int) -> tuple[Formula, str]:
    if _parts(number, longest) <= longest:
        with suppress(Exhausted), counted():
            tree = _constant(number) if isinstance(number, Constant) else _rational(number)
            text = readable(tree)
            if len(text) <= longest:
                return tree, text
    beside = _beside_round(number) if not isinstance(number, Constant) else None
    if beside is not None and len(readable(beside)) <= longest:
        return beside, readable(beside)
    text = digits(number)
    return Symbol(text), text


def _beside_round(value: fmpq) -> Formula | None:
    """A row of nines or zeros as a round number and what it differs by: 1 − 10⁻¹⁰⁰, 10¹⁰⁰ + 1."""
    size = abs(value)
    if not size or size.height_bits() > MOST_BITS_BESIDE:
        return None
    places = len(str(size.p)) - len(str(size.q))
    for power in (places - 1, places):
        unit = fmpq(10) ** power
        round_number = (size / unit + HALF).floor() * unit
        gap = size - round_number
        if not round_number or not gap or abs(gap) * SMALL_GAP > round_number:
            continue
        large, small = _one_digit(round_number), _one_digit(abs(gap))
        if large is None or small is None:
            return None
        told = FormulaSum(((1, large), (1 if gap > 0 else -1, small)))
        return negative(told) if value < 0 else told
    return None


def _one_digit(size: fmpq) -> Formula | None:
    """A number that is one digit times a power of ten, or 1/2ⁿ; None for another."""
    above, below = int(size.p), int(size.q)
    if above == 1 and below > 1 and below & (below - 1) == 0:
        return Power(Symbol("2"), Symbol(str(1 - below.bit_length())))
    power = len(str(above)) - len(str(below))
    for exponent in (power, power - 1):
        digit = size / fmpq(10) ** exponent
        if digit.q == 1 and 0 < digit < 10:
            return (
                Symbol(str(int(size))) if 0 <= exponent < PLAIN_ZEROS else _times_power(str(digit), exponent)
            )
    return None


def _parts(number: Number, most: int) -> int:
    """How many characters it takes at least, as far as that is at most `most`.

    Parts that stand in many places are written in each of them: what is counted first need not be
    written, which could take seconds.
    """
    if not isinstance(number, Constant):
        return 1
    count = 0
    for terms in (number.numerator, *(factor.numerator for factor, _ in number.denominator)):
        for monomial in terms:
            arguments = [generator.argument for generator, _ in monomial.powers]
            if monomial.wave:
                arguments.append(monomial.wave[1])
            if monomial.exponent or not arguments:
                arguments.append(monomial.exponent)
            for argument in arguments:
                count += _parts(argument, most - count)
                if count > most:
                    return count
    return count


def digits(number: Number, count: int = DIGITS) -> str:
    """The first significant digits, with `…` where more follow."""
    text = decimal(number, max(count, 1) + 9)
    for more in CERTAIN:
        # A number a little below 1, rounded, would be 1.000…, and `…` says that it was cut off there.
        if not _is_rounded(text, count):
            break
        text = decimal(number, max(count, 1) + more)
    if text == UNPRINTABLE and _is_zero(number):
        return "0"
    mantissa, _, exponent = text.partition("e")
    sign, mantissa = ("−", mantissa[1:]) if mantissa.startswith("-") else ("", mantissa)
    leading = len(mantissa) - len(mantissa.lstrip("0."))
    kept = max(leading, 0) + count + (1 if "." in mantissa[leading : leading + count + 1] else 0)
    whole = len(mantissa.partition(".")[0])
    ends = len(mantissa) <= kept or "." not in mantissa
    shown = mantissa if ends else mantissa[: max(kept, whole)].rstrip(".") + "…"
    if exponent and shown == "1":
        return sign + _power_of_ten(int(exponent))
    return sign + shown + (f"·{_power_of_ten(int(exponent))}" if exponent else "")


def _is_rounded(text: str, count: int) -> bool:
    """Whether rounding may have reached the digits that are shown: none but zeros stand behind them."""
    mantissa = text.partition("e")[0].lstrip("-").replace(".", "").lstrip("0")
    return len(mantissa) > count and not mantissa[count:].strip("0")


def _is_zero(number: Number) -> bool:
    try:
        return is_zero(number)
    except Undecided:
        return False


def superscript(exponent: int) -> str:
    """A whole number, raised."""
    return str(exponent).translate(_SUPERSCRIPT)


def _power_of_ten(exponent: int) -> str:
    return f"10{superscript(exponent)}"


def _rational(value: fmpq) -> Formula:
    if value.height_bits() > MOST_BITS:
        return _beside_round(value) or Symbol(digits(value))
    size = _positive(abs(value))
    return negative(size) if value < 0 else size


def _positive(value: fmpq) -> Formula:
    numerator, denominator = int(value.p), int(value.q)
    if denominator == 1:
        stripped = str(numerator).rstrip("0")
        zeros = len(str(numerator)) - len(stripped)
        if zeros >= 6 and len(stripped) <= 3:
            return _times_power(stripped, zeros)
        return Symbol(str(numerator))
    fraction = Quotient(Symbol(str(numerator)), Symbol(str(denominator)))
    if denominator <= LARGEST_DENOMINATOR and numerator <= LARGEST_NUMERATOR:
        return fraction
    if denominator & (denominator - 1) == 0 and numerator == 1:
        return Power(Symbol("2"), Symbol(str(1 - denominator.bit_length())))
    text = decimal(value, MOST_CHARACTERS)
    terminates = denominator % 2 == 0 or denominator % 5 == 0
    if terminates and _is_short(text, numerator, denominator):
        mantissa, _, exponent = text.partition("e")
        plain = mantissa.replace(".", "").strip("0")
        if exponent or text.startswith("0.000"):
            point = plain[0] + ("." + plain[1:] if len(plain) > 1 else "")
            return _times_power(point, _exponent_of(text))
        return Symbol(text)
    return fraction


def _is_short(text: str, numerator: int, denominator: int) -> bool:
    """Whether a decimal is exact and no longer than the fraction."""
    if Fraction(text) != Fraction(numerator, denominator):  # it was rounded
        return False
    while denominator % 10 == 0:
        denominator //= 10
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1 and len(text) <= max(len(str(numerator)) + 8, MOST_CHARACTERS)


def _exponent_of(text: str) -> int:
    """The power of ten of the first significant digit of a decimal below 1."""
    mantissa, _, exponent = text.partition("e")
    if exponent:
        return int(exponent)
    fraction = mantissa.partition(".")[2]
    return -(len(fraction) - len(fraction.lstrip("0")) + 1)


def _times_power(mantissa: str, exponent: int) -> Formula:
    return times(Symbol(mantissa), Power(Symbol("10"), Symbol(str(exponent))))


def _constant(number: Constant) -> Formula:
    numerator = _sum(number.numerator)
    if not number.denominator:
        return numerator
    below = divisor(number)
    return Quotient(numerator, _sum(below.numerator)) if isinstance(below, Constant) else numerator


def _sum(terms: Sum) -> Formula:
    ordered = sorted(terms.items(), key=lambda item: (item[0] != UNIT, item[0].key()))
    signed = tuple((-1 if c < 0 else 1, _term(abs(c), monomial)) for monomial, c in ordered)
    return signed[0][1] if len(signed) == 1 and signed[0][0] > 0 else FormulaSum(signed)


def _term(coefficient: fmpq, monomial: Monomial) -> Formula:
    """A positive rational times a monomial, negative powers below the line: 2√6/3, 1/√(2π), 3/ln(2)."""
    if coefficient.p > LARGEST_NUMERATOR or coefficient.q > LARGEST_DENOMINATOR:
        return product(coefficient, _monomial(monomial))
    radicand = ONE
    above: list[tuple[Generator, fmpq]] = []
    below: list[tuple[Generator, fmpq]] = []
    root_of_pi: Formula | None = None
    for generator, k in monomial.powers:
        if generator.kind == "root" and k == HALF and not isinstance(generator.argument, Constant):
            radicand *= generator.argument
        elif generator.kind == "pi" and k.q == 2 and k < 0:
            root_of_pi = _power(PI, -2 * k)
        else:
            (above if k > 0 else below).append((generator, abs(k)))
    top = Monomial(ZERO if monomial.exponent == -1 else monomial.exponent, monomial.wave, tuple(above))
    bottom = Monomial(ONE if monomial.exponent == -1 else ZERO, None, tuple(below))
    numerator: Formula = Symbol(str(coefficient.p))
    denominator: Formula = Symbol(str(coefficient.q))
    root = NOTHING if radicand == 1 else Root(2, Symbol(str(radicand)))
    if root_of_pi is not None:  # c√r/√π is √(c²r/π)
        square = coefficient * coefficient * radicand
        whole = isqrt(int(square.p))
        exact = whole * whole == square.p
        numerator = Symbol(str(whole)) if exact else NOTHING
        root = NOTHING if exact else Root(2, Symbol(str(square.p)))
        denominator = Root(2, times(Symbol(str(square.q)), root_of_pi))
    return quotient(times(numerator, root, _monomial(top)), times(denominator, _monomial(bottom)))


def product(coefficient: fmpq, factor: Formula) -> Formula:
    """A positive rational times something: 2π/3, √2/2, π."""
    if factor == NOTHING:
        return _rational(coefficient)
    numerator, denominator = int(coefficient.p), int(coefficient.q)
    if numerator > LARGEST_NUMERATOR or denominator > LARGEST_DENOMINATOR:
        return times(_rational(coefficient), factor)
    return quotient(times(Symbol(str(numerator)), factor), Symbol(str(denominator)))


def _monomial(monomial: Monomial) -> Formula:
    factors: list[Formula] = []
    if monomial.exponent:
        factors.append(_power(Symbol("e"), monomial.exponent))
    factors += [_generator_power(generator, exponent) for generator, exponent in monomial.powers]
    if monomial.wave:
        kind, argument = monomial.wave
        factors.append(_applied(kind, argument))
    return times(*sorted(factors, key=lambda factor: readable(factor)[0] not in "π√∛"))


def _generator_power(generator: Generator, exponent: fmpq) -> Formula:
    kind, argument = generator.kind, generator.argument
    if kind == "root":
        inner = formula(argument, 99)
        if exponent == HALF:
            return Root(2, inner)
        return Root(3, inner) if exponent == fmpq(1, 3) else Power(inner, _rational(exponent))
    if kind == "pi":
        return _power(PI, exponent)
    if kind == "log":
        return _power(_applied("ln", argument), exponent)
    if kind == "cospi":
        turns = NOTHING if isinstance(argument, Constant) else product(argument, PI)
        return _power(Applied("cos", turns), exponent)
    if kind == "atan_prime":
        return _power(_applied("atan", tangent_of_gaussian_prime(argument)), exponent)
    if kind == "euler":
        return _power(EULER, exponent)
    if kind == "polygamma":
        return _power(_polygamma(generator.order, argument), exponent)
    if kind in ("besselj", "besseli"):
        kind = f"{kind}{generator.order}"
    if kind == "zeta":
        kind = "ζ"
    return _power(_applied(kind, argument), exponent)


def _polygamma(order: int, argument: Number) -> Formula:
    """A derivative of the digamma function, by its name where the language has one."""
    names = ("digamma", "trigamma")
    if order < len(names):
        return _applied(names[order], argument)
    return Applied("polygamma", Listed((Symbol(str(order)), formula(argument, 99)), ", "))


def _applied(name: str, argument: Number) -> Formula:
    return Applied(name, formula(argument, 99))


def _power(base: Formula, exponent: Number) -> Formula:
    if exponent == 1:
        return base
    return Root(2, base) if exponent == HALF else Power(base, formula(exponent, 99))
