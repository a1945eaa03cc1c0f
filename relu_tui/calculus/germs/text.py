"""Germs as a student reads them, in terms of Δx: Δx − Δx³/6 + …, e^(−1/Δx), Δx²·ln|Δx|."""

from __future__ import annotations

from flint import fmpq

from relu_tui.calculus.constants import text as constants
from relu_tui.calculus.constants.exact import Constant, Number
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.scale import WILD, Scale
from relu_tui.calculus.germs.waves import Wave

STEP = "Δx"
MOST_TERMS = 3


def write(germ: Germ, side: int, most: int = MOST_TERMS) -> str:
    """The leading terms of a germ in Δx = ±h, with `…` where more follow.

    Args:
        germ: An expansion in h > 0.
        side: 1 where Δx = h, −1 where Δx = −h.
        most: Terms shown.
    """
    if not germ.terms:
        return "0" if germ.remainder is None else "…" if germ.remainder is WILD else bound(germ, side)
    parts: list[str] = []
    for scale, coefficient in germ.terms[:most]:
        text, negative = term(scale, coefficient, side)
        if parts:
            parts.append(" − " if negative else " + ")
        elif negative:
            parts.append("−")
        parts.append(text)
    if germ.remainder is not None or len(germ.terms) > most:
        parts.append(" + …")
    return "".join(parts)


def bound(germ: Germ, side: int) -> str:
    """The remainder alone."""
    scale = germ.remainder or Scale()
    return f"something of the size of {scale_text(scale, side)[0] or '1'}"


def term(scale: Scale, coefficient: Number, side: int) -> tuple[str, bool]:
    """(text without sign, whether it is negative) of one term."""
    factor, flips = scale_text(scale, side)
    if isinstance(coefficient, Constant):
        text = constants.write(coefficient)
        negative = text.startswith("−")
        if negative:
            text = constants.write(-coefficient)
        if factor and (" + " in text or " − " in text):
            text = f"({text})"
        text = f"{text}·{factor}" if factor else text
    else:
        negative = coefficient < 0
        text = _scaled(abs(coefficient), factor)
    return text, negative != flips


def _scaled(coefficient: fmpq, factor: str) -> str:
    if not factor:
        return constants.write(coefficient)
    if coefficient == 1:
        return factor
    if factor.startswith("1/") and coefficient.q == 1:
        return f"{constants.write(coefficient)}{factor[1:]}"
    return constants.product(coefficient, factor)


def scale_text(scale: Scale, side: int) -> tuple[str, bool]:
    """(text, whether its sign flips when h is written as ±Δx) of a scale; the text of 1 is empty."""
    flips = False
    above: list[str] = []
    below = ""
    power = scale.power
    if isinstance(power, int):
        flips = side < 0 and power % 2 != 0
        if power > 0:
            above.append(STEP if power == 1 else f"{STEP}{constants.superscript(power)}")
        elif power < 0:
            below = STEP if power == -1 else f"{STEP}{constants.superscript(-power)}"
    else:
        above.append(_root_of_step(power, side))
    for depth, exponent in enumerate(scale.logs, start=1):
        if exponent:
            text, negative = _logarithm(depth, exponent)
            above.append(text)
            flips ^= negative
    if scale.exponent is not None:
        above.insert(0, f"e^({write(scale.exponent, side)})")
    if scale.wave is not None:
        text, negative = _wave(scale.wave, side)
        above.append(text)
        flips ^= negative
    result = "·".join(above)
    if below:
        result = f"{result or '1'}/{below}"
    return result, flips


def _root_of_step(power: fmpq | Constant, side: int) -> str:
    base = STEP if side > 0 else f"|{STEP}|"
    if isinstance(power, fmpq):
        if power == fmpq(1, 2):
            return f"√{base}"
        if power == fmpq(1, 3):
            return f"∛{base}"
    return f"{base}^({constants.write(power)})"


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
    """(text, sign flips) of a wave; opaque factors are shown by their range."""
    flips = False
    parts: list[str] = []
    if wave.trig is not None:
        kind, angle = wave.trig
        inner = write(angle, side)
        if inner.startswith("−"):
            inner = write(angle.negated(), side)
            flips = kind == "sin"
        parts.append(f"{kind}({inner})")
    for factor in wave.opaque:
        low, high = (constants.write(bound) for bound in factor.range)
        parts.append(f"[{low} … {high}]")
    return "·".join(parts), flips
