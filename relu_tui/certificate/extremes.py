"""Bounds of a function on the whole interval, as far as it has them."""

from __future__ import annotations

from flint import arb

from relu_tui.certificate.errors import TooWide
from relu_tui.certificate.interval import Interval
from relu_tui.certificate.ranges import Range
from relu_tui.certificate.taylor_models import Model, enclosure


def extremes(interval: Interval, model: Model) -> tuple[arb | None, arb | None]:
    """A number that the function is never below, and one that it is never above; None for none.

    Raises:
        TooWide: A scale is not monotonic on the whole interval.
    """
    if model.is_zero:
        return arb(0), arb(0)
    scale, total = enclosure(interval, model)
    if scale.growth == 0:
        return _ends(total)
    if scale.growth < 0:
        return _ends(total * interval.bound(scale))
    if interval.derivative_sign(scale) != -1:
        raise TooWide("a scale is not monotonic on the whole interval")
    least = interval.at_radius(scale).low
    if total.low >= 0:
        return (total.low * least).lower(), None
    if total.high <= 0:
        return None, (total.high * least).upper()
    return None, None


def _ends(total: Range) -> tuple[arb | None, arb | None]:
    return total.low if total.low.is_finite() else None, total.high if total.high.is_finite() else None
