"""The gamma function and its kin: exact values, germs at points, at poles and at ±∞, against mpmath."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import fmpq

from relu_tui.calculus import examine
from relu_tui.calculus.decision.limit_values import Finite, Infinite
from relu_tui.calculus.errors import NotDefined, Undecided
from relu_tui.calculus.exact import gamma_family
from relu_tui.calculus.exact.constant import PI, Number
from relu_tui.calculus.exact.exponential import log, power
from relu_tui.calculus.exact.sign import decimal, is_zero, sign
from relu_tui.calculus.questions.function_limit import examine_limit
from relu_tui.calculus.questions.points import rough_points

mp = mpmath.mp.clone()
mp.dps = 40

RATIONALS = [Fraction(p, q) for q in (1, 2, 3, 4, 5, 6, 7, 12) for p in range(-3 * q + 1, 3 * q + 2, 5)]


def near(number: Number, value: Any) -> bool:
    return bool(abs(mp.mpf(decimal(number, 30)) - value) <= abs(value) * mp.mpf(10) ** -28)


@pytest.mark.parametrize("c", RATIONALS)
def test_values_at_fractions_are_mpmaths(c: Fraction) -> None:
    at, x = fmpq(c.numerator, c.denominator), mp.mpf(c.numerator) / c.denominator
    if c.denominator == 1 and c <= 0:
        with pytest.raises(NotDefined):
            gamma_family.gamma(at)
        with pytest.raises(NotDefined):
            gamma_family.polygamma(1, at)
        return
    assert near(gamma_family.gamma(at), mp.gamma(x))
    for order in range(5):
        assert near(gamma_family.polygamma(order, at), mp.psi(order, x))


@pytest.mark.parametrize(
    "c", [power(fmpq(2), fmpq(1, 2)), PI, -PI, -power(fmpq(2), fmpq(1, 2)), log(fmpq(9))]
)
def test_values_at_irrational_numbers_are_mpmaths(c: Number) -> None:
    x = mp.mpf(decimal(c, 40))
    assert near(gamma_family.gamma(c), mp.gamma(x))
    for order in range(3):
        assert near(gamma_family.polygamma(order, c), mp.psi(order, x))


def test_exact_values_are_written_exactly() -> None:
    assert gamma_family.gamma(fmpq(6)) == 120
    assert is_zero(gamma_family.gamma(fmpq(-3, 2)) - power(PI, fmpq(1, 2)) * fmpq(4, 3))
    third, two_thirds = (gamma_family.gamma(fmpq(k, 3)) for k in (1, 2))
    assert is_zero(third * two_thirds - PI * 2 / power(fmpq(3), fmpq(1, 2)))
    assert is_zero(gamma_family.polygamma(1, fmpq(1)) - PI * PI / 6)
    half = gamma_family.polygamma(0, fmpq(1, 2))
    assert is_zero(half + gamma_family.EULER + log(fmpq(2)) * 2)


def test_what_is_equal_by_a_relation_that_is_not_known_is_left_undecided() -> None:
    """Legendre's duplication at 1/6: Γ(1/6)·Γ(2/3) = 2^(2/3)·√π·Γ(1/3)."""
    g = [gamma_family.gamma(fmpq(k, 6)) for k in range(1, 5)]
    difference = g[0] * g[3] - power(fmpq(2), fmpq(2, 3)) * power(PI, fmpq(1, 2)) * g[1]
    with pytest.raises(Undecided):
        sign(difference)
    small = fmpq(1, 10**60)
    assert sign(difference + small) == 1
    relation = "(gamma(1/6)*gamma(2/3)/(2**(2/3)*sqrt(pi)*gamma(1/3)) - 1)"
    for text in ("x*{}/abs(x) if x != 0 else 0", "floor({} + x)", "abs({}*x)"):
        assert examine(text.format(relation), "0").differentiable is None


def test_waves_whose_frequencies_are_values_of_gamma_are_never_called_independent() -> None:
    """sin(Γ(1/6)Γ(2/3)/x) − sin(2^(2/3)√π Γ(1/3)/x) is 0, and its two frequencies look unrelated."""
    f = "x*abs(sin(gamma(1/6)*gamma(2/3)/x) - sin(2**(2/3)*sqrt(pi)*gamma(1/3)/x)) if x != 0 else 0"
    assert examine(f, "0").differentiable is None


@pytest.mark.parametrize(
    ("function", "at", "left", "right"),
    [
        ("gamma(x)", "0", "-inf", "+inf"),
        ("gamma(x)", "-1", "+inf", "-inf"),
        ("gamma(x)", "-2", "-inf", "+inf"),
        ("x*gamma(x)", "0", "1", "1"),
        ("(x + 2)*gamma(x)", "-2", "1/2", "1/2"),
        ("x*digamma(x)", "0", "-1", "-1"),
        ("x**2*trigamma(x)", "0", "1", "1"),
        ("gamma(x)/gamma(2*x)", "0", "2", "2"),
        ("gamma(x) - 1/x", "0", "-0.5772156649", "-0.5772156649"),
        ("digamma(x)/gamma(x)", "0", "-1", "-1"),
        ("digamma(x)/gamma(x)", "-3", "6", "6"),
        ("x!**(1/x)", "0", "0.5614594836", "0.5614594836"),
        ("lgamma(x)*x", "0", "0", "0"),
        ("gamma(1 + floor(x))", "5/2", "2", "2"),
        ("gamma(abs(x))*x", "0", "-1", "1"),
        ("sign(gamma(x + 1) - x*gamma(x))", "1/3", "0", "0"),
        ("sign(digamma(x - 2) - digamma(x) + 1/(x - 1) + 1/(x - 2))", "1/3", "0", "0"),
    ],
)
def test_limits_at_points(function: str, at: str, left: str, right: str) -> None:
    conditions = examine_limit(function, at).conditions
    assert [_told(condition.value) for condition in conditions[1:3]] == [_expected(left), _expected(right)]


@pytest.mark.parametrize(
    ("function", "limit"),
    [
        ("gamma(x)", "+inf"),
        ("gamma(x)/x**x", "0"),
        ("gamma(x + 1/2)/(gamma(x)*sqrt(x))", "1"),
        ("(x!)**(1/x)/x", "0.3678794412"),
        ("x!*exp(x)/(x**x*sqrt(x))", "2.5066282746"),
        ("(lgamma(x) - x*log(x) + x)/log(x)", "-1/2"),
        ("x*(digamma(x) - log(x))", "-1/2"),
        ("x*trigamma(x)", "1"),
        ("digamma(x)/log(x)", "1"),
        ("x*trigamma(-x)", ""),
        ("gamma(-x)", ""),
        ("sin(gamma(x))", ""),
    ],
)
def test_limits_at_infinity(function: str, limit: str) -> None:
    assert _told(examine_limit(function, "inf").conditions[1].value) == _expected(limit)


def _expected(text: str) -> object:
    return text if not text or text.endswith("inf") else round(float(Fraction(text)), 9)


def _told(approach: object) -> object:
    if isinstance(approach, Finite):
        return round(float(decimal(approach.number, 20)), 9)
    if isinstance(approach, Infinite):
        return "+inf" if approach.sign > 0 else "-inf"
    return ""


def test_a_whole_number_above_0_is_no_break_of_gamma() -> None:
    found = rough_points("gamma(x)", Fraction(-5, 2), Fraction(7, 2))
    assert found.complete
    assert [point.place.exact for point in found.points] == ["-2", "-1", "0"]
