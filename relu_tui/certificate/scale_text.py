"""Scales and growing sums as expressions in x, where x stands for |Δx|, and back."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.parsing import parse
from relu_tui.certificate.constants import ONE, ZERO, Constant
from relu_tui.certificate.errors import NoValue, Unproved
from relu_tui.certificate.evaluation import Evaluation
from relu_tui.certificate.interval import Interval
from relu_tui.certificate.scales import Power, Scale
from relu_tui.certificate.taylor_models import Model

_LETTERS = ("x", "log(1/x)", "log(log(1/x))", "log(log(log(1/x)))")


def scale_text(scale: Scale) -> str:
    """A scale in the language."""
    above = [
        _raised(letter, power) for letter, power in zip(_LETTERS, scale.powers, strict=True) if power > 0
    ]
    below = [
        _raised(letter, -power) for letter, power in zip(_LETTERS, scale.powers, strict=True) if power < 0
    ]
    if scale.exponent:
        above.append(f"exp({sum_text(dict(scale.exponent))})")
    text = "*".join(above) or "1"
    if below:
        text += f"/({'*'.join(below)})" if len(below) > 1 or "**" in below[0] else f"/{below[0]}"
    return text


def sum_text(terms: dict[Scale, Constant]) -> str:
    """A sum of scales with constants, in the language."""
    text = ""
    for scale, value in terms.items():
        plain = scale_text(scale)
        if value == ONE:
            part = plain
        elif plain.startswith("1/") and value.rational is not None:
            part = f"{value.name}{plain[1:]}" if "/" not in value.name else f"{value.name}*({plain})"
        else:
            name = value.name if len(value.terms) == 1 else f"({value.name})"
            part = f"{name}*({plain})" if "/" in plain else f"{name}*{plain}"
        text = part if not text else f"{text} - {part[1:]}" if part.startswith("-") else f"{text} + {part}"
    return text or "0"


def _raised(letter: str, power: Power) -> str:
    if power == 1:
        return letter
    if power == Fraction(1, 2):
        return f"sqrt({letter})"
    return f"{letter}**{power}" if power.denominator == 1 else f"{letter}**({power})"


def read_sum(text: str, interval: Interval) -> Model:
    """A sum of scales, read again.

    Raises:
        Unproved: It is no expression, or not a sum of scales without a remainder.
    """
    try:
        model = Evaluation(ZERO, 1, interval).model(parse(text).tree)
    except ExpressionError as trouble:
        raise Unproved(f"“{text[:60]}” can't be read: {trouble}") from None
    except NoValue as trouble:
        raise Unproved(f"“{text[:60]}” has no value: {trouble}") from None
    if model.rest is not None:
        raise Unproved(f"“{text[:60]}” is not a sum of scales")
    return model


def read_scale(text: str, interval: Interval) -> Scale:
    """A scale, read again.

    Raises:
        Unproved: It is none.
    """
    model = read_sum(text, interval)
    if len(model.terms) != 1 or next(iter(model.terms.values())) != ONE:
        raise Unproved(f"“{text[:60]}” is not a scale")
    return next(iter(model.terms))
