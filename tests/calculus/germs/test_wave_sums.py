"""Sums of waves of multiples of one angle, held against their values at many angles."""

from __future__ import annotations

import random

import numpy as np
import pytest
from flint import fmpq

from relu_tui.calculus import examine
from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.germs.wave_sums import WaveSum, range_on_circle, sign_on_circle

ANGLES = np.linspace(-np.pi, np.pi, 20_001)


def values(total: WaveSum) -> np.ndarray:
    """P at many angles, π among them."""
    result = np.full_like(ANGLES, float(total.centre.p) / float(total.centre.q))
    for k, a, b in total.waves:
        result += float(a.p) / float(a.q) * np.cos(k * ANGLES) + float(b.p) / float(b.q) * np.sin(k * ANGLES)
    return result


def drawn(draw: random.Random) -> WaveSum:
    """A sum with small coefficients, one third of them without sines."""
    multiples = sorted(draw.sample(range(1, 7), draw.randint(1, 3)))
    even = not draw.randrange(3)

    def coefficient() -> fmpq:
        return fmpq(draw.choice([-3, -2, -1, 1, 2, 3]), draw.randint(1, 4))

    waves = tuple((k, coefficient(), fmpq(0) if even else coefficient()) for k in multiples)
    return WaveSum(fmpq(draw.randint(-8, 8), draw.randint(1, 3)), waves)


def square(c: int, a: int, b: int) -> WaveSum:
    """(c + a·cos θ + b·sin θ)², which touches 0 where c² ≤ a² + b²."""
    centre = fmpq(c * c) + fmpq(a * a + b * b, 2)
    first, second = (fmpq(2 * a * c), fmpq(2 * b * c)), (fmpq(a * a - b * b, 2), fmpq(a * b))
    waves = [(k, *pair) for k, pair in ((1, first), (2, second)) if any(pair)]
    return WaveSum(centre, tuple(waves))


def test_range_and_sign_are_those_of_the_values() -> None:
    draw = random.Random(20)
    signs = set()
    for _ in range(300):
        total = drawn(draw)
        found = values(total)
        bounds = range_on_circle(total)
        low, high = float(bounds.low.p) / float(bounds.low.q), float(bounds.high.p) / float(bounds.high.q)
        assert low <= found.min() + 1e-12, total
        assert found.max() - 1e-12 <= high, total
        assert found.min() - low < 1e-4, total
        assert high - found.max() < 1e-4, total
        sign = sign_on_circle(total)
        signs.add(sign)
        if sign is None:
            assert found.min() < 0 < found.max(), total
        else:
            direction, strict = sign
            assert (direction * found).min() > (0 if strict else -1e-9), total
            assert strict or abs(found).min() < 1e-6, total
    assert signs >= {None, (1, True), (-1, True)}


@pytest.mark.parametrize(("c", "a", "b"), [(1, 1, 0), (-1, 1, 0), (2, 3, 4), (3, 4, 3), (5, 3, 4), (0, 1, 2)])
def test_a_square_that_touches_0_has_one_sign_and_is_0_at_times(c: int, a: int, b: int) -> None:
    total = square(c, a, b)
    assert sign_on_circle(total) == (1, False)
    negated = WaveSum(-total.centre, tuple((k, -x, -y) for k, x, y in total.waves))
    assert sign_on_circle(negated) == (-1, False)
    lower = WaveSum(total.centre - fmpq(1, 10**30), total.waves)
    assert sign_on_circle(lower) is None
    higher = WaveSum(total.centre + fmpq(1, 10**30), total.waves)
    assert sign_on_circle(higher) == (1, True)


@pytest.mark.parametrize(("c", "a", "b"), [(3, 2, 2), (-6, 3, 4)])
def test_a_square_of_what_is_never_0_is_strict(c: int, a: int, b: int) -> None:
    assert sign_on_circle(square(c, a, b)) == (1, True)


@pytest.mark.parametrize("only_at_half_turn", [1, -1])
def test_a_zero_at_half_a_turn_counts(only_at_half_turn: int) -> None:
    assert sign_on_circle(WaveSum(fmpq(1), ((1, fmpq(only_at_half_turn), fmpq(0)),))) == (1, False)


LIMITS = [
    ("x*sign(cos(1/x) + cos(2/x) + 5/4)", "1"),
    ("x*sign(sin(1/x)**2 - 2*sin(1/x) + 1.01)", "1"),
    ("x*floor((cos(1/x) + cos(2/x) + 5/4)/4)", "0"),
    ("x*sign(cos(1/x)**2 + 2*cos(1/x) + 1 + abs(x))", "1"),
    ("x*max(0, -(1 + cos(1/x))**2)", "0"),
    ("x*sign(sin(1/(3*x)) + sin(1/x) - 2)", "-1"),
]


@pytest.mark.parametrize(("function", "slope"), LIMITS)
def test_branches_on_such_sums_are_decided(function: str, slope: str) -> None:
    examination = examine(f"{function} if x != 0 else 0")
    for side in (examination.left, examination.right):
        assert isinstance(side.slope, Finite)
        assert str(side.slope.number) == slope


@pytest.mark.parametrize(
    "function",
    [
        "x*sign(cos(1/x) + cos(2/x) + 9/8)",  # its least value is 0, at cos θ = −1/4
        "x*sign(cos(1/x) + cos(2/x) + 1)",
        "x*sign(sin(1/x) + sin(3/x) + 3/2)",  # below 0 near sin θ = −1/√3
    ],
)
def test_branches_that_change_are_not_settled_by_the_bounds(function: str) -> None:
    examination = examine(f"{function} if x != 0 else 0")
    assert examination.left.slope.kind in ("unknown", "oscillates")
    assert examination.right.slope.kind in ("unknown", "oscillates")


WHOLE = [
    ("x*sin(pi*floor(1/x))", "0"),
    ("x*cos(2*pi*floor(1/x))", "1"),
    ("x*cos(pi*(floor(1/x)*2 + 4))", "1"),
    ("x*sin(pi*floor(exp(1/x + x))) if x > 0 else 0", "0"),
    ("x*tan(pi*floor(1/x) - 3*pi)", "0"),
]


@pytest.mark.parametrize(("function", "slope"), WHOLE)
def test_sine_and_cosine_of_whole_turns(function: str, slope: str) -> None:
    text = function if " if " in function else f"{function} if x != 0 else 0"
    found = examine(text).right.slope
    assert isinstance(found, Finite)
    assert str(found.number) == slope


def test_half_of_a_whole_turn_alternates() -> None:
    slope = examine("x*cos(pi*floor(1/x)) if x != 0 else 0").right.slope
    assert slope.kind in ("unknown", "oscillates")
