"""From one expansion to its limit, or to the range it swings through."""

from __future__ import annotations

from flint import arb

from relu_tui.calculus.decision.limit_values import NOUGHT, Finite, Infinite, Oscillating
from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases
from relu_tui.calculus.exact.balls import ball
from relu_tui.calculus.exact.constant import HALF, ZERO, Number
from relu_tui.calculus.exact.exponential import power
from relu_tui.calculus.exact.sign import is_zero, sign
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.germ import Germ, compare, range_of
from relu_tui.calculus.germs.phases import apart


def limit(germ: Germ) -> Finite | Infinite:
    """The limit of a germ as h → 0⁺.

    Raises:
        NeedMoreTerms: The remainder is too large to tell.
        NeedPhases: It oscillates, or may.
    """
    germ = germ.without_vanishing_lead()
    if not germ.terms:
        if germ.remainder is None or compare(germ.remainder, scales.ONE) < 0:
            return NOUGHT
        raise NeedMoreTerms("the terms computed cancel")
    size = compare(germ.terms[0][0], scales.ONE)
    if size < 0:
        return NOUGHT
    return _infinite(germ) if size > 0 else Finite(germ.leading()[1])


def _infinite(germ: Germ) -> Infinite:
    """The limit of a germ whose leading terms are unbounded: they may come back to 0 and leave the rest."""
    group, rest = germ.leading_group()
    if len(group) == 1 and group[0][0].wave is None:
        return Infinite(sign(group[0][1]))
    bounds = range_of(group)
    direction = 1 if bounds.low >= 0 else -1
    if bounds.low > 0 or bounds.high < 0:
        return Infinite(direction)
    if bounds.low == 0 or bounds.high == 0:
        smaller = limit(rest)
        if isinstance(smaller, Infinite) and smaller.sign == direction:
            return smaller
    raise NeedPhases("it oscillates without bound")


def exact_bounds(germ: Germ) -> Oscillating | None:
    """c ± √(a² + b²), where the germ is c + a·cos F + b·sin F + o(1) with one F."""
    germ = germ.without_vanishing_lead()
    if not germ.terms or compare(germ.terms[0][0], scales.ONE) != 0:
        return None
    group, _ = germ.leading_group()
    centre: Number = ZERO
    square: Number = ZERO
    angles: set[Germ] = set()
    for scale, coefficient in group:
        if scale.wave is None:
            centre = centre + coefficient
        elif scale.wave.opaque or scale.wave.trig is None:
            return None
        else:
            angles.add(scale.wave.trig[1])
            square = square + coefficient * coefficient
    if len(angles) != 1 or is_zero(square):
        return None
    amplitude = power(square, HALF)
    return Oscillating(Finite(centre - amplitude), Finite(centre + amplitude))


def oscillation_in_mean(germ: Germ) -> Oscillating | None:
    """The verdict on leading terms that are a sum of cosines and sines of angles tending to ∞.

    Over long stretches the mean of such a sum is its constant term, and the mean square of the rest
    is half the sum of the squared coefficients (Wiener). So a sum of size 1 does not converge; and a
    larger one without constant term takes both signs, each of them as large as you like.

    Why the means are so: the angles lie in one Hardy field (see `Expansion`), and so do their sums and
    differences G, each of which tends to ±∞ or is 0. Take for the variable a t in it that grows slowly
    enough for log t = o(G) for all of them. Then t·G′(t) → ∞ with G′ monotone, so that the integral of
    cos G from 0 to T is O(1 + 1/|G′(T)|) = o(T) (the first derivative test of van der Corput).
    """
    germ = germ.without_vanishing_lead()
    if not germ.terms or compare(germ.terms[0][0], scales.ONE) < 0:
        return None
    group, _ = germ.leading_group()
    if any(scale.wave and scale.wave.opaque for scale, _ in group):
        return None
    angles = [scale.wave.trig[1] for scale, _ in group if scale.wave and scale.wave.trig]
    if not angles or not all(apart(a, b) for i, a in enumerate(angles) for b in angles[:i]):
        return None
    if compare(germ.terms[0][0], scales.ONE) == 0:
        return exact_bounds(germ) or Oscillating(None, None)
    return Oscillating(Infinite(-1), Infinite(1)) if len(angles) == len(group) else None


def room_of_waves(germ: Germ) -> arb | None:
    """A quarter of the root of the mean square of leading waves of size 1; None for larger ones."""
    group, _ = germ.leading_group()
    if compare(group[0][0], scales.ONE) != 0:
        return None
    square: Number = ZERO
    for scale, coefficient in group:
        if scale.wave is not None:
            square = square + coefficient * coefficient
    return (ball(square, 64) / 2).sqrt() / 4
