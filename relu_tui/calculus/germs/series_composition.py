"""Splitting a germ by size, and composing a power series with its small part."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from math import comb, factorial
from typing import NamedTuple, TypeAlias

from flint import arb, fmpq

from relu_tui.calculus.errors import NeedMoreTerms, NeedPhases
from relu_tui.calculus.exact.constant import ONE, ZERO, Number, abbreviated
from relu_tui.calculus.exact.sign import is_zero
from relu_tui.calculus.germs import germ as germs
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.germ import Germ, Term, compare, constant, range_of, single
from relu_tui.calculus.germs.options import Setting
from relu_tui.calculus.germs.scale import Endless, Scale
from relu_tui.calculus.germs.waves import Opaque, Range, Tail, Wave

Series: TypeAlias = Callable[[int], list[Number]]
"""The first so many coefficients of a power series."""

UNIT_RANGE = Range(-ONE, ONE)

FLAT = Scale(power=10**6)
"""What is smaller than this, and has an exponential in it, counts as flat."""

FLAT_TERMS = 3
"""Taylor terms kept in the flat part of an argument."""


@dataclass(frozen=True)
class Parts:
    """A germ split by size: infinite + finite + small.

    Attributes:
        infinite: The terms that tend to ±∞ or oscillate without bound; exact.
        constant: The constant term.
        waves: The bounded terms that oscillate; exact.
        small: What tends to 0, with the remainder.
    """

    infinite: Germ
    constant: Number
    waves: Germ
    small: Germ

    @property
    def oscillates_without_bound(self) -> bool:
        """Whether a term of the infinite part has a wave."""
        return oscillates(self.infinite)

    @property
    def is_endless(self) -> bool:
        """Whether the infinite part is the whole function, as one term."""
        return any(scale.endless is not None for scale, _ in self.infinite.terms)

    def finite_range(self) -> Range:
        """Bounds that hold for every small h, of a germ without infinite part."""
        terms = self.waves.terms
        if self.constant:
            terms = (*terms, (scales.ONE, self.constant))
        bounds = range_of(terms)
        return bounds if self.small.is_identically_zero else bounds.widened()


def split(setting: Setting, u: Germ) -> Parts:
    """Split by size.

    Raises:
        NeedMoreTerms: The remainder is not small.
    """
    if u.remainder is not None and compare(u.remainder, scales.ONE) >= 0:
        return _split_endless(setting, u)
    infinite: list[Term] = []
    waves: list[Term] = []
    value: Number = ZERO
    small = Germ((), u.remainder)
    for index, (scale, coefficient) in enumerate(u.terms):
        size = compare(scale, scales.ONE)
        if size < 0:
            small = Germ(u.terms[index:], u.remainder)
            break
        if size > 0:
            if not is_zero(coefficient):
                infinite.append((scale, coefficient))
        elif scale.wave is None:
            value = value + coefficient
        elif not is_zero(coefficient):
            waves.append((scale, coefficient))
    if is_zero(value):
        value = ZERO
    return Parts(Germ(tuple(infinite)), abbreviated(value), Germ(tuple(waves)), small)


def _split_endless(setting: Setting, u: Germ) -> Parts:
    """The whole function as one infinite term, where it tends to ±∞ by infinitely many such terms."""
    if not setting.patient or u.name is None:
        raise NeedMoreTerms("the remainder does not tend to 0")
    try:
        size, _ = u.leading()
    except NeedPhases:
        raise NeedMoreTerms("the remainder does not tend to 0") from None
    if compare(size, scales.ONE) <= 0:
        raise NeedMoreTerms("the remainder does not tend to 0")
    name, factor = u.name, ONE
    while isinstance(name, Multiple):
        factor *= name.factor
        name = name.name
    setting.took_for_endless = True
    whole = single(Scale(endless=Endless(name, u.scaled(1 / factor))), factor)
    return Parts(whole, ZERO, germs.ZERO, germs.ZERO)


class Multiple(NamedTuple):
    """The name of factor · what `name` names."""

    factor: fmpq
    name: object


def multiple(u: Germ, factor: fmpq) -> Germ:
    """u times a factor, known by name if u is."""
    result = u.scaled(factor)
    return Germ(result.terms, result.remainder, None if u.name is None else Multiple(factor, u.name))


def compose(setting: Setting, coefficients: Series, small: Germ) -> Germ:
    """Σ cₖ·smallᵏ.

    Args:
        setting: The order.
        coefficients: c₀ … of a power series, as many as asked for; fewer where the series ends. Two that
            are equal are of one function.
        small: What tends to 0.

    The remainder is O(small^order), unless the series ends before, or tails are kept.
    """
    if small.is_identically_zero:
        return constant(coefficients(1)[0])
    if setting.tails is not None and (small.remainder is None or _is_flat(small.remainder)):
        return _composed_with_tail(setting, setting.tails, coefficients, small)
    return _composed(setting, coefficients, small)


def _composed(setting: Setting, coefficients: Series, small: Germ) -> Germ:
    """The composition by Horner's rule."""
    series = coefficients(setting.order)
    cut = small.size() ** setting.order if len(series) == setting.order else None
    result = constant(series[-1])
    for coefficient in reversed(series[:-1]):
        result = result.times(small, cut).plus(constant(coefficient))
    return germs.collect(dict(result.terms), germs.larger(result.remainder, cut))


def _composed_with_tail(
    setting: Setting, tails: dict[object, Germ], coefficients: Series, small: Germ
) -> Germ:
    """The composition with its remainder as a term of its own, wherever that is a definite function.

    No power of h stands in for what is flatter than all of them: f(a + b) = f(a) + f′(a)·b + …, with b
    the flat part.
    """
    flat = Germ(tuple(term for term in small.terms if _is_flat(term[0])), small.remainder)
    rest = Germ(tuple(term for term in small.terms if not _is_flat(term[0])))
    if rest.terms and not flat.is_identically_zero:
        result = Germ((), scales.ONE)
        for k in reversed(range(FLAT_TERMS)):
            result = result.times(flat).plus(_derived(setting, coefficients, k, rest))
        return result
    result = _composed(setting, coefficients, small)
    if result.remainder is None or not small.is_exact:
        return result
    identity = (_identity(coefficients), small, setting.order)
    if identity not in tails:
        # O(r) is within ±r·log(1/h) for every small h
        size = scales.times(result.remainder, scales.LOG)
        tails[identity] = single(size._replace(wave=Wave(opaque=(Tail(UNIT_RANGE),))))
    return Germ(result.terms).plus(tails[identity])


def _derived(setting: Setting, coefficients: Series, k: int, small: Germ) -> Germ:
    """f⁽ᵏ⁾/k! at the centre + small; the exponential is its own derivative."""
    if coefficients is exponential_series:
        return compose(setting, coefficients, small).scaled(fmpq(1, factorial(k)))
    return compose(setting, Derivative(coefficients, k), small)


def exponential_series(order: int) -> list[Number]:
    """e^d."""
    return [fmpq(1, factorial(k)) for k in range(order)]


def _is_flat(scale: Scale) -> bool:
    return scale.exponent is not None and compare(scale, FLAT) < 0


@dataclass(frozen=True, eq=False)
class Derivative:
    """The power series of f⁽ᵏ⁾/k!, where `of` is that of f."""

    of: Series
    k: int

    def __call__(self, order: int) -> list[Number]:
        """Its first coefficients."""
        series = self.of(order + self.k)[self.k :]
        return [c * comb(n + self.k, self.k) for n, c in enumerate(series)] or [ZERO]


def _identity(coefficients: Series) -> object:
    """What tells one function's power series from another's."""
    if isinstance(coefficients, Derivative):
        return (_identity(coefficients.of), coefficients.k) if coefficients.k else _identity(coefficients.of)
    if isinstance(coefficients, partial):
        return coefficients.func, coefficients.args
    return coefficients


def without_tails(u: Germ) -> Germ:
    """The germ with its tails in the remainder again."""
    remainder = u.remainder
    kept: dict[Scale, Number] = {}
    for scale, coefficient in u.terms:
        if scale.wave is not None and any(isinstance(factor, Tail) for factor in scale.wave.opaque):
            remainder = germs.larger(remainder, scale.growth())
        else:
            kept[scale] = coefficient
    return u if remainder is u.remainder else germs.collect(kept, remainder)


def range_of_lead(u: Germ) -> tuple[Scale, Range]:
    """(g, bounds) with u = g·w and w within the bounds for every small h; raises as `leading_group` does.

    g is positive, so that w has the sign of u where that is settled.
    """
    group, rest = u.leading_group()
    bounds = range_of(group)
    if not rest.is_identically_zero:
        bounds = bounds.widened()
    if bounds.low < 0 < bounds.high:
        with suppress(NeedPhases, NeedMoreTerms):
            direction, _ = u.weak_sign()
            bounds = Range(ZERO, bounds.high) if direction > 0 else Range(bounds.low, ZERO)
    return group[0][0].growth(), bounds


def monotone(parts: Parts, function: Callable[[arb], arb]) -> Germ:
    """A monotone function of something finite that oscillates."""
    return opaque(parts.finite_range().image(function))


def opaque(bounds: Range, scale: Scale = scales.ONE) -> Germ:
    """Something between two bounds, times a scale without a wave."""
    if bounds.low == bounds.high:
        return single(scale, bounds.low) if bounds.low else germs.ZERO
    return single(scale._replace(wave=Wave(opaque=(Opaque(bounds),))))


def oscillates(u: Germ) -> bool:
    """Whether a term has a wave."""
    return any(scale.wave is not None for scale, _ in u.terms)
