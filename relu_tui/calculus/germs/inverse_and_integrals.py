"""The germs of Lambert's W, the exponential integral and erfi.

Ei and erfi are integrals of elementary functions, so Pfaffian; W is the inverse of one that is definable with
exp. So what is made of them lies in a Hardy field, as `Expansion` needs of what it takes for tame.
"""

from __future__ import annotations

from functools import partial
from math import factorial

from flint import arb, fmpq

from relu_tui.calculus.errors import NeedPhases, NotDefined, Undecided
from relu_tui.calculus.exact import exponential as exact
from relu_tui.calculus.exact import inverse_and_integrals as exact_values
from relu_tui.calculus.exact.constant import HALF, ONE, PI, ZERO, Number, abbreviated
from relu_tui.calculus.exact.gamma_family import EULER
from relu_tui.calculus.exact.sign import is_zero, sign
from relu_tui.calculus.germs import germ as germs
from relu_tui.calculus.germs.exponential import direction_at_infinity, exp, log
from relu_tui.calculus.germs.germ import Germ, constant
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.powers import power, quotient
from relu_tui.calculus.germs.scale import times
from relu_tui.calculus.germs.series_composition import Parts, compose, monotone, split
from relu_tui.calculus.germs.sign_and_floor import absolute
from relu_tui.calculus.language.special_functions import BALLS

# --- Lambert's W ----------------------------------------------------------------------------------


def lambertw(setting: Setting, u: Germ) -> Germ:
    """W(u), the principal branch.

    Raises:
        NotDefined: u is below −1/e.
        NeedPhases: u oscillates, and comes near −1/e or below.
    """
    parts = split(setting, u)
    if parts.infinite.terms:
        return _lambertw_at_infinity(setting, u, parts)
    lowest = exact.exp(-ONE)
    if parts.waves.terms:
        if sign(parts.finite_range().low + lowest) <= 0:
            raise NeedPhases("Lambert's W of what may come to −1/e or below")
        return monotone(parts, BALLS["lambertw"])
    place = sign(parts.constant + lowest)
    if place < 0:
        raise NotDefined(exact_values.OUTSIDE)
    if place:
        return compose(setting, partial(_lambertw_series, parts.constant), parts.small)
    # at −1/e: a series in √(2(e·u + 1)) (DLMF 4.13.6)
    small = parts.small.without_vanishing_lead()
    if small.is_identically_zero:
        return constant(-ONE)
    direction, strict = small.weak_sign()
    if direction < 0:
        raise NotDefined(exact_values.OUTSIDE)
    if not strict:
        raise NeedPhases("Lambert's W of what comes back to −1/e")
    return compose(setting, _lambertw_at_branch, power(setting, small.scaled(2 * exact.exp(ONE)), HALF))


def _lambertw_at_infinity(setting: Setting, u: Germ, parts: Parts) -> Germ:
    """W(u) as u → +∞, from w = ln u − ln w.

    ln u is too large by ln W, and each step w ↦ ln u − ln w makes what is left wrong smaller: |ln w − ln W|
    is at most |w − W| over the lesser of both, which is of the size of ln u. So after n steps it is
    O(ln W/(ln u)ⁿ).
    """
    direction = direction_at_infinity(parts)
    if direction is None:
        raise Undecided("Lambert's W of what oscillates without bound")
    if direction < 0:
        raise NotDefined(exact_values.OUTSIDE)
    logarithm = log(setting, u)
    found, remainder = logarithm, log(setting, logarithm).size()
    for _ in range(setting.order):
        found = logarithm.minus(log(setting, found))
        remainder = times(remainder, logarithm.size() ** -1)
    return germs.collect(dict(found.terms), germs.larger(found.remainder, remainder))


def _lambertw_series(c: Number, order: int) -> list[Number]:
    """W at c + d, by (c + d)·(1 + W)·W′ = W (DLMF 4.13.4); at 0, Σ (−k)ᵏ⁻¹/k!·dᵏ (4.13.5)."""
    if is_zero(c):
        return [ZERO, *(fmpq((-k) ** (k - 1), factorial(k)) for k in range(1, order))]
    series: list[Number] = [exact_values.lambertw(c)]
    above = series[0] + 1
    product: Number = ZERO  # of (1 + W)·W′
    for k in range(order - 1):
        product = abbreviated((series[k] - product) / c)
        total = product
        for i in range(1, k + 1):
            total = total - series[i] * series[k + 1 - i] * (k + 1 - i)
        series.append(abbreviated(total / above / (k + 1)))
    return series


def _lambertw_at_branch(order: int) -> list[Number]:
    """W as −1 + v(p) with p = √(2(e·u + 1)): v·v′·(p²/2 − 1) = p·(v − 1), as v·e^v·dv is e·du = p·dp."""
    series: list[Number] = [-ONE, ONE]
    squares: list[Number] = [ZERO, ZERO, ONE]  # coefficients of v²
    for m in range(2, order):
        squares.append((squares[m - 1] * fmpq(m - 1, 4) - series[m - 1]) * fmpq(2, m + 1))
        total = squares[m + 1]
        for i in range(2, m):
            total = total - series[i] * series[m + 1 - i]
        series.append(total / 2)
    return series[:order]


# --- the exponential integral ---------------------------------------------------------------------


def ei(setting: Setting, u: Germ) -> Germ:
    """Ei(u).

    Raises:
        NotDefined: u is 0 throughout.
        NeedPhases: u oscillates, and comes near 0.
    """
    parts = split(setting, u)
    if parts.infinite.terms:
        if direction_at_infinity(parts) is None:
            raise Undecided("the exponential integral of what oscillates without bound")
        # e^u/u·(1 + 1/u + 2/u² + …), on both sides (DLMF 6.12.1, 6.12.2)
        inverse = power(setting, u, -ONE)
        return exp(setting, u).times(inverse).times(compose(setting, _ei_asymptotics, inverse))
    if parts.waves.terms:
        bounds = parts.finite_range()
        if bounds.low <= 0 <= bounds.high:
            raise NeedPhases("the exponential integral of what may come near 0")
        return monotone(parts, BALLS["ei"])
    if not is_zero(parts.constant):
        return compose(setting, partial(_ei_series, parts.constant), parts.small)
    small = parts.small.without_vanishing_lead()
    if small.is_identically_zero:
        raise NotDefined(exact_values.AT_0)
    # γ + ln|u| + u + u²/4 + … (DLMF 6.6.1)
    logarithm = log(setting, absolute(setting, small))
    return logarithm.plus(constant(EULER)).plus(compose(setting, _ei_at_0, small))


def _ei_series(c: Number, order: int) -> list[Number]:
    """Ei at c + d; its derivative b = e^(c+d)/(c + d) satisfies (c + d)·b = e^c·Σ dᵏ/k!."""
    series: list[Number] = [exact_values.ei(c)]
    value: Number = ZERO
    growth = exact.exp(c)
    for k in range(order - 1):
        value = abbreviated((growth * fmpq(1, factorial(k)) - value) / c)
        series.append(value / (k + 1))
    return series


def _ei_at_0(order: int) -> list[Number]:
    """Σ dᵏ/(k·k!), from 1 on."""
    return [ZERO, *(fmpq(1, k * factorial(k)) for k in range(1, order))]


def _ei_asymptotics(order: int) -> list[Number]:
    """Σ k!·dᵏ."""
    return [fmpq(factorial(k)) for k in range(order)]


# --- erfi -----------------------------------------------------------------------------------------


def erfi(setting: Setting, u: Germ) -> Germ:
    """The imaginary error function, 2/√π·∫₀ᵘ e^(t²) dt."""
    parts = split(setting, u)
    if parts.infinite.terms:
        if direction_at_infinity(parts) is None:
            raise Undecided("erfi of what oscillates without bound")
        # e^(u²)/(u·√π)·(1 + 1/(2u²) + 3/(4u⁴) + …) (DLMF 7.12.1, by erfi(u) = −i·erf(iu))
        square = u.times(u)
        square.name = None if u.name is None else ("square", u.name)
        asymptotic = compose(setting, _erfi_asymptotics, power(setting, square, -ONE))
        return quotient(setting, exp(setting, square).times(asymptotic), u.scaled(exact.power(PI, HALF)))
    if parts.waves.terms:
        return monotone(parts, arb.erfi)
    return compose(setting, partial(_erfi_series, parts.constant), parts.small)


def _erfi_series(c: Number, order: int) -> list[Number]:
    """erfi at c + d; its derivative b = 2/√π·e^((c+d)²) satisfies b′ = 2(c + d)·b."""
    series: list[Number] = [exact_values.erfi(c)]
    previous: Number = ZERO
    current = exact.exp(c * c) * 2 / exact.power(PI, HALF)
    for k in range(1, order):
        series.append(current / k)
        previous, current = current, (c * current + previous) * 2 / k
    return series


def _erfi_asymptotics(order: int) -> list[Number]:
    """1 + d/2 + 3d²/4 + …, with d = 1/u²."""
    series: list[Number] = [ONE]
    for k in range(1, order):
        series.append(series[-1] * fmpq(2 * k - 1, 2))
    return series
