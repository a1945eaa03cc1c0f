"""What depends on the sign or the whole part of a germ: |u|, sign, floor."""

from __future__ import annotations

from flint import fmpq

from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases
from relu_tui.calculus.exact.constant import ONE, PI, ZERO, Number
from relu_tui.calculus.exact.sign import floor as floor_of
from relu_tui.calculus.exact.sign import is_zero
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.series_composition import UNIT_RANGE, Parts, opaque, range_of_lead, split
from relu_tui.calculus.germs.waves import Range


def absolute(setting: Setting, u: Germ) -> Germ:
    """|u|. An unresolved u = O(r) is no obstacle: |u| is O(r) too."""
    try:
        return u if u.weak_sign()[0] >= 0 else u.negated()
    except NeedMoreTerms:
        return Germ((), u.remainder)
    except NeedPhases:
        mirrored = setting.applied.get(("abs", u.negated()))
        return setting.once("abs", u, lambda: _bounded_size(u)) if mirrored is None else mirrored


def _bounded_size(u: Germ) -> Germ:
    growth, bounds = range_of_lead(u)
    return opaque(Range(ZERO, max(abs(bounds.low), abs(bounds.high))), growth)


def sign(_: Setting, u: Germ) -> Germ:
    """The sign of u: −1, 0 or 1."""
    try:
        direction, strict = u.weak_sign()
    except NeedPhases:
        return opaque(UNIT_RANGE)
    if strict:
        return constant(fmpq(direction))
    return opaque(Range(ZERO, ONE) if direction > 0 else Range(-ONE, ZERO))


def ceil(setting: Setting, u: Germ) -> Germ:
    """The least whole number that is at least u."""
    return floor(setting, u.negated()).negated()


def floor(setting: Setting, u: Germ) -> Germ:
    """The greatest whole number that is at most u; ⌊u + n⌋ is ⌊u⌋ + n for whole n."""
    parts = split(setting, u)
    if not parts.infinite.terms and not parts.waves.terms:
        return _floor_near(parts.constant, parts.small)
    whole = constant(fmpq(floor_of(parts.constant)))
    rest = u.minus(whole)
    return setting.once("floor", rest, lambda: _floor_of_moving(setting, rest)).plus(whole)


def _floor_of_moving(setting: Setting, u: Germ) -> Germ:
    """The floor of what does not tend to a number."""
    parts = split(setting, u)
    if parts.infinite.terms:
        return _floor_at_phase(setting, u, parts) or u.minus(opaque(Range(ZERO, ONE)))
    bounds = parts.finite_range()
    return opaque(Range(fmpq(floor_of(bounds.low)), fmpq(floor_of(bounds.high))))


def _floor_near(value: Number, small: Germ) -> Germ:
    """The floor of value + small. Just below a whole number, the small part decides."""
    below = floor_of(value)
    whole = constant(fmpq(below))
    if not is_zero(value - below):
        return whole
    try:
        direction, strict = small.weak_sign()
    except NeedPhases:
        direction, strict = -1, False
    if direction >= 0:
        return whole
    return whole.minus(constant(ONE) if strict else opaque(Range(ZERO, ONE)))


def _floor_at_phase(setting: Setting, u: Germ, parts: Parts) -> Germ | None:
    """u − frac(u) along a sequence on which the fractional part of the infinite part is fixed."""
    if parts.waves.terms or parts.oscillates_without_bound:
        return None
    turned = setting.turned(parts.infinite.scaled(PI * 2))
    if turned is None:
        return None
    angle, drift = turned[0] / (PI * 2), turned[1].scaled(1 / (PI * 2))
    # a drift without a stated speed leaves the whole part of u as it is
    floor_of_part = _floor_near(angle + parts.constant, parts.small.plus(drift))
    fraction = constant(angle).plus(drift)
    infinite = u if parts.is_endless else parts.infinite
    return infinite.minus(fraction).plus(floor_of_part)
