"""Exact constants as a student reads them: 1/3, √2/2, ln 2, e^(1/2), 10⁻¹²."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isqrt

from flint import fmpq

from relu_tui.calculus.budget import counted
from relu_tui.calculus.exact.balls import tangent_of_gaussian_prime
from relu_tui.calculus.exact.constant import HALF, ONE, ZERO, Constant, Number, divisor
from relu_tui.calculus.exact.monomial import UNIT, Generator, Monomial
from relu_tui.calculus.exact.sign import UNPRINTABLE, decimal, is_zero
from relu_tui.calculus.exact.sums import Sum
from relu_tui.calculus.outcomes import Exhausted, Undecided

LONGEST = 24
"""Characters of an exact form; a longer one gives way to digits."""

DIGITS = 8
"""Significant digits where an exact form would be too long."""

CERTAIN = (40, 320)
"""Digits computed beyond those shown, in turn, where fewer would round what is shown."""

LARGEST_NUMERATOR, LARGEST_DENOMINATOR = 99_999, 9_999
"""Of a fraction that is written as one."""

MOST_BITS = 400
"""Of a fraction that is written exactly at all."""

_SPACED = re.compile(r"([a-z]+) (\d+)")
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@lru_cache(maxsize=1024)  # tan(tan(tan x)) has one argument in some ten thousand places
def write(number: Number, longest: int = LONGEST) -> str:
    """The number, exactly if that fits into `longest` characters, else its first digits and `…`."""
    if _parts(number, longest) > longest:
        return digits(number)
    try:
        with counted():
            text = _constant(number) if isinstance(number, Constant) else _rational(number)
    except Exhausted:
        return digits(number)
    return text if len(text) <= longest else digits(number)


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


def _rational(value: fmpq) -> str:
    if value.height_bits() > MOST_BITS:
        return digits(value)
    sign = "−" if value < 0 else ""
    numerator, denominator = abs(int(value.p)), int(value.q)
    if denominator == 1:
        stripped = str(numerator).rstrip("0")
        zeros = len(str(numerator)) - len(stripped)
        if zeros >= 6 and len(stripped) <= 3:
            return sign + _times_power(stripped, zeros)
        return f"{sign}{numerator}"
    if denominator <= LARGEST_DENOMINATOR and numerator <= LARGEST_NUMERATOR:
        return f"{sign}{numerator}/{denominator}"
    if denominator & (denominator - 1) == 0 and numerator == 1:
        return f"{sign}2{superscript(1 - denominator.bit_length())}"
    text = decimal(abs(value), LONGEST)
    terminates = denominator % 2 == 0 or denominator % 5 == 0
    if terminates and _is_short(text, numerator, denominator):
        mantissa, _, exponent = text.partition("e")
        plain = mantissa.replace(".", "").strip("0")
        if exponent or text.startswith("0.000"):
            scale = _exponent_of(text)
            point = plain[0] + ("." + plain[1:] if len(plain) > 1 else "")
            return sign + _times_power(point, scale)
        return sign + text
    return f"{sign}{numerator}/{denominator}"


def _is_short(text: str, numerator: int, denominator: int) -> bool:
    """Whether a decimal is exact and no longer than the fraction."""
    while denominator % 10 == 0:
        denominator //= 10
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1 and len(text) <= max(len(str(numerator)) + 8, LONGEST)


def _exponent_of(text: str) -> int:
    """The power of ten of the first significant digit of a decimal below 1."""
    mantissa, _, exponent = text.partition("e")
    if exponent:
        return int(exponent)
    fraction = mantissa.partition(".")[2]
    return -(len(fraction) - len(fraction.lstrip("0")) + 1)


def _times_power(mantissa: str, exponent: int) -> str:
    return _power_of_ten(exponent) if mantissa == "1" else f"{mantissa}·{_power_of_ten(exponent)}"


def _constant(number: Constant) -> str:
    numerator = _sum(number.numerator)
    if not number.denominator:
        return numerator
    if len(number.numerator) > 1 or "/" in numerator:
        numerator = f"({numerator})"
    below = divisor(number)
    return f"{numerator}/({_sum(below.numerator)})" if isinstance(below, Constant) else numerator


def _sum(terms: Sum) -> str:
    parts: list[str] = []
    for monomial, coefficient in sorted(terms.items(), key=lambda item: (item[0] is not UNIT, item[0].key())):
        text = _term(abs(coefficient), monomial)
        if parts:
            parts.append(" − " if coefficient < 0 else " + ")
        elif coefficient < 0:
            parts.append("−")
        parts.append(text)
    return "".join(parts)


def _term(coefficient: fmpq, monomial: Monomial) -> str:
    """A positive rational times a monomial, negative powers below the line: 2√6/3, 1/√(2π), 3/ln(2)."""
    if coefficient.p > LARGEST_NUMERATOR or coefficient.q > LARGEST_DENOMINATOR:
        return product(coefficient, _monomial(monomial))
    radicand = ONE
    above: list[tuple[Generator, fmpq]] = []
    below: list[tuple[Generator, fmpq]] = []
    root_of_pi = ""
    for generator, k in monomial.powers:
        if generator.kind == "root" and k == HALF and not isinstance(generator.argument, Constant):
            radicand *= generator.argument
        elif generator.kind == "pi" and k.q == 2 and k < 0:
            root_of_pi = _power("π", -2 * k)
        else:
            (above if k > 0 else below).append((generator, abs(k)))
    top = Monomial(ZERO if monomial.exponent == -1 else monomial.exponent, monomial.wave, tuple(above))
    bottom = Monomial(ONE if monomial.exponent == -1 else ZERO, None, tuple(below))
    numerator, denominator = str(coefficient.p), str(coefficient.q)
    root = "" if radicand == 1 else f"√{radicand}"
    if root_of_pi:  # c√r/√π is √(c²r/π)
        square = coefficient * coefficient * radicand
        whole = isqrt(int(square.p))
        numerator, root = (str(whole), "") if whole * whole == square.p else ("1", f"√{square.p}")
        denominator = f"√{root_of_pi}" if square.q == 1 else f"√({square.q}{root_of_pi})"
    upper = _factors(numerator, root, _monomial(top))
    lower = _factors(denominator, "", _monomial(bottom))
    if lower == "1":
        return upper
    # "ln 2/3" could be taken for ln(2/3)
    upper, lower = (_SPACED.sub(r"\1(\2)", text) for text in (upper, lower))
    plain = lower.isdecimal() or not (lower[0].isdecimal() or "·" in lower)
    return f"{upper}/{lower if plain else f'({lower})'}"


def _factors(*texts: str) -> str:
    """A product of what is not 1; a number stands right before π, a root or e, elsewhere a dot between."""
    factors = [text for text in texts if text not in ("", "1")] or ["1"]
    result = factors[0]
    for factor in factors[1:]:
        close = result.isdecimal() and factor[0] in "π√∛e"
        result += factor if close else f"·{factor}"
    return result


def product(coefficient: fmpq, factor: str) -> str:
    """A positive rational times something: 2π/3, √2/2, π."""
    if not factor:
        return _rational(coefficient)
    numerator, denominator = int(coefficient.p), int(coefficient.q)
    if numerator > LARGEST_NUMERATOR or denominator > LARGEST_DENOMINATOR:
        return f"{_rational(coefficient)}·{factor}"
    front = "" if numerator == 1 else str(numerator) if factor[0] in "π√∛e" else f"{numerator}·"
    return f"{front}{factor}" + (f"/{denominator}" if denominator != 1 else "")


def _monomial(monomial: Monomial) -> str:
    parts: list[str] = []
    if monomial.exponent:
        parts.append(_power("e", monomial.exponent))
    parts += [_generator_power(generator, exponent) for generator, exponent in monomial.powers]
    if monomial.wave:
        kind, argument = monomial.wave
        parts.append(_applied(kind, argument))
    return "·".join(sorted(parts, key=lambda part: part[0] not in "π√∛"))


def _generator_power(generator: Generator, exponent: fmpq) -> str:
    kind, argument = generator.kind, generator.argument
    if kind == "root":
        inner = write(argument, 99)
        if isinstance(argument, Constant):
            inner = f"({inner})"
        if exponent == fmpq(1, 2):
            return f"√{inner}"
        return f"∛{inner}" if exponent == fmpq(1, 3) else f"{inner}^({exponent})"
    if kind == "pi":
        return _power("π", exponent)
    if kind == "log":
        return _power(_applied("ln", argument), exponent)
    if kind == "cospi":
        turns = "" if isinstance(argument, Constant) else product(argument, "π")
        return _power(f"cos({turns})", exponent)
    if kind == "atan_prime":
        return _power(_applied("atan", tangent_of_gaussian_prime(argument)), exponent)
    return _power(_applied(kind, argument), exponent)


def _applied(name: str, argument: Number) -> str:
    inner = write(argument, 99)
    return f"{name} {inner}" if inner.isdecimal() else f"{name}({inner})"


def _power(base: str, exponent: Number) -> str:
    if " " in base or "(" in base:
        base = base if exponent == 1 else f"({base})"
    if exponent == 1:
        return base
    if not isinstance(exponent, Constant):
        if exponent == fmpq(1, 2):
            return f"√{base}"
        if exponent.q == 1:
            return f"{base}{superscript(int(exponent))}"
    return f"{base}^({write(exponent, 99)})"
