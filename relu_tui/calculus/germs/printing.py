"""Germs as a student reads them, in terms of Δx: Δx − Δx³/6 + …, e^(−1/Δx), Δx²·ln|Δx|."""

from __future__ import annotations

import re

from flint import fmpq

from relu_tui.calculus.exact import printing as constants
from relu_tui.calculus.exact.constant import Constant, Number
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.scale import WILD, Exponent, Scale, as_number, sign_of
from relu_tui.calculus.germs.waves import Range, Wave

STEP = "Δx"
THETA = "θ"
"""Something bounded that comes and goes; with a number where there are several in a formula."""

_PLACE = re.compile(r"θ\{(\d+)\}")
"""Where one stands, by its serial number, until it is known how many there are."""

MOST_TERMS = 3

_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

LONGEST = 18
"""Characters of a coefficient that is written exactly."""


def write(germ: Germ, side: int, most: int = MOST_TERMS) -> str:
    """The leading terms of a germ in Δx = ±h, with `…` where more follow.

    Args:
        germ: An expansion in h > 0.
        side: 1 where Δx = h, −1 where Δx = −h.
        most: Terms shown.
    """
    return _numbered(_written(germ, side, most))


def _numbered(text: str) -> str:
    """The text with θ for what is bounded, or θ₁, θ₂, … where there are several."""
    serials = sorted({int(serial) for serial in _PLACE.findall(text)})
    return _PLACE.sub(lambda found: _theta(serials.index(int(found[1])), len(serials)), text)


def _theta(index: int, count: int) -> str:
    return THETA if count == 1 else THETA + str(index + 1).translate(_SUBSCRIPT)


def _written(germ: Germ, side: int, most: int = MOST_TERMS) -> str:
    germ = germ.resolved()
    if not germ.terms:
        return "0" if germ.remainder is None else "…" if germ.remainder is WILD else bound(germ, side)
    parts: list[str] = []
    most = _whole_orders(germ, most)
    for scale, coefficient in germ.terms[:most]:
        text, negative = _term(scale, coefficient, side)
        if parts:
            parts.append(" − " if negative else " + ")
        elif negative:
            parts.append("−")
        parts.append(text)
    if germ.remainder is not None or len(germ.terms) > most:
        parts.append(" + …")
    return "".join(parts)


def _whole_orders(germ: Germ, most: int) -> int:
    """How many terms to show so that none is left out that is as large as one shown."""
    terms = germ.terms
    if most >= len(terms) or terms[most - 1][0].growth() != terms[most][0].growth():
        return most
    sizes = [scale.growth() for scale, _ in terms]
    first = sizes.index(sizes[most])
    return first or most + next((i for i, size in enumerate(sizes[most:]) if size != sizes[0]), len(terms))


def unknowns(germ: Germ, most: int = MOST_TERMS) -> str:
    """What is known of θ, where it stands for something bounded among the terms shown: `0 ≤ θ ≤ 1`."""
    most = _whole_orders(germ, most)
    shown = {f.serial: f for scale, _ in germ.terms[:most] if scale.wave for f in scale.wave.opaque}
    names: dict[Range, list[str]] = {}
    for index, serial in enumerate(sorted(shown)):
        names.setdefault(shown[serial].range, []).append(_theta(index, len(shown)))
    return ", ".join(
        f"{outward(bounds.low, -1)} ≤ {', '.join(thetas)} ≤ {outward(bounds.high, 1)}"
        for bounds, thetas in names.items()
    )


def outward(end: fmpq, direction: int) -> str:
    """An end of a range, to three decimals and away from what is between."""
    if end.q == 1:
        return constants.write(end)
    thousandths = end * 1000
    rounded = thousandths.ceil() if direction > 0 else thousandths.floor()
    return constants.digits(fmpq(rounded, 1000), 17)


def bound(germ: Germ, side: int) -> str:
    """The remainder alone."""
    size = scale_text(germ.remainder or Scale(), side)[0]
    return f"something at most a constant times {size}" if size else "something bounded"


def term(scale: Scale, coefficient: Number, side: int) -> tuple[str, bool]:
    """(text without sign, whether it is negative) of one term."""
    text, negative = _term(scale, coefficient, side)
    return _numbered(text), negative


def _term(scale: Scale, coefficient: Number, side: int) -> tuple[str, bool]:
    above, below, flips = _parts(scale, side)
    if isinstance(coefficient, Constant):
        text = constants.write(coefficient, LONGEST)
        negative = text.startswith("−")
        if negative:
            text = constants.write(-coefficient, LONGEST)
        is_sum = " + " in text or " − " in text
        if (is_sum and (negative or above or below)) or (below and "/" in text):
            text = f"({text})"
        if above:
            text = f"{above}{text[1:]}" if text.startswith("1/") else f"{text}·{above}"
    else:
        negative = coefficient < 0
        text, denominator = _scaled(abs(coefficient), above, below)
        below = denominator
    return (f"{text}/{below}" if below else text), negative != flips


def _scaled(coefficient: fmpq, above: str, below: str) -> tuple[str, str]:
    """(above, below) of the line for a positive rational times above/below."""
    if below and coefficient.q != 1 and len(str(coefficient)) <= LONGEST:
        return constants.product(fmpq(coefficient.p), above), f"({coefficient.q}·{below})"
    text = constants.product(coefficient, above)
    if len(text) > LONGEST + len(above):
        text = constants.write(coefficient, LONGEST) + (f"·{above}" if above else "")
    return text, below


def scale_text(scale: Scale, side: int) -> tuple[str, bool]:
    """(text, whether its sign flips when h is written as ±Δx) of a scale; the text of 1 is empty."""
    above, below, flips = _parts(scale, side)
    return (f"{above or '1'}/{below}" if below else above), flips


def _parts(scale: Scale, side: int) -> tuple[str, str, bool]:
    """(above the line, below it, whether the sign flips) of a scale; either text may be empty."""
    power = scale.power
    above: list[str] = []
    below: list[str] = []
    flips = side < 0 and isinstance(power, int) and power % 2 != 0
    if power and sign_of(power) > 0:
        above.append(_power_of_step(power, side))
    elif power:
        below.append(_power_of_step(-power, side))
    for depth, exponent in enumerate(scale.logs, start=1):
        if exponent:
            positive = sign_of(exponent) > 0
            text, negative = _logarithm(depth, exponent if positive else -exponent)
            (above if positive else below).append(text)
            flips ^= negative
    if scale.exponent is not None:
        above.insert(0, f"e^({_written(scale.exponent, side)})")
    if scale.wave is not None:
        text, negative = _wave(scale.wave, side)
        above.append(text)
        flips ^= negative
    divisor = "·".join(below)
    return "·".join(above), f"({divisor})" if len(below) > 1 else divisor, flips


def _power_of_step(power: Exponent, side: int) -> str:
    """Δx to a positive power; of |Δx| where the power is not whole."""
    if isinstance(power, int):
        return STEP if power == 1 else f"{STEP}{constants.superscript(power)}"
    base = STEP if side > 0 else f"|{STEP}|"
    if isinstance(power, fmpq):
        if power == fmpq(1, 2):
            return f"√{base}"
        if power == fmpq(1, 3):
            return f"∛{base}"
        if power == fmpq(2, 3):
            return f"∛({STEP}²)"
    return f"{base}^({constants.write(as_number(power))})"


def _logarithm(depth: int, exponent: object) -> tuple[str, bool]:
    """A power of Lⱼ; L₁ = −ln|Δx| is written without its sign where the exponent is whole."""
    if depth == 1 and isinstance(exponent, int):
        inner = f"ln|{STEP}|"
        text = inner if exponent == 1 else f"({inner}){constants.superscript(exponent)}"
        return text, exponent % 2 != 0
    inner = "ln " * (depth - 1) + f"ln(1/|{STEP}|)"
    if exponent == 1:
        return inner, False
    raised = constants.superscript(exponent) if isinstance(exponent, int) else f"^({exponent})"
    return f"({inner}){raised}", False


def _wave(wave: Wave, side: int) -> tuple[str, bool]:
    """(text, sign flips) of a wave; opaque factors are shown by their serial numbers."""
    flips = False
    parts: list[str] = []
    if wave.trig is not None:
        kind, angle = wave.trig
        inner = _written(angle, side)
        if inner.startswith("−"):
            inner = _written(angle.negated(), side)
            flips = kind == "sin"
        parts.append(f"{kind}({inner})")
    parts += [f"{THETA}{{{factor.serial}}}" for factor in wave.opaque]
    return "·".join(parts), flips
