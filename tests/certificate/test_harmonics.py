"""Sums of waves: identities are exact, and every bound holds at random steps, against mpmath."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb

from relu_tui.certificate import record
from relu_tui.certificate.checker import Refused, verify
from relu_tui.certificate.constants import rational
from relu_tui.certificate.epsilon import question_of
from relu_tui.certificate.ranges import BITS, precision
from relu_tui.certificate.record import Bound
from relu_tui.certificate.scales import Scale
from relu_tui.certificate.subject import Enclosed, enclosed
from relu_tui.certificate.taylor_models import Model, enclosure
from relu_tui.certificate.wave_ranges import Wave, range_of_waves
from tests.calculus.oracle.evaluator import evaluator
from tests.certificate.cases import certified
from tests.certificate.test_epsilon import STEPS, hold

RADIUS = Fraction(1, 64)


def near_nought(function: str) -> Enclosed:
    """A function on 0 < h ≤ 1/64."""
    return enclosed(question_of(function, "0", "right", "f"), RADIUS, 3)


def width(model: Model, found: Enclosed) -> float:
    """Of the range of a bounded function that is not known exactly."""
    total = enclosure(found.interval, model)[1]
    return float(total.high - total.low)


@pytest.mark.parametrize(
    ("function", "worth"),
    [
        ("sin(1/x)**2 + cos(1/x)**2", "1"),
        ("2*sin(1/x)*cos(1/x) - sin(2/x)", "0"),
        ("4*sin(1/x)**3 - 3*sin(1/x) + sin(3/x)", "0"),
        ("cos(1/x + 1) - cos(1/x)*cos(1) + sin(1/x)*sin(1)", "0"),
        ("sin(1/x) + sin(1/x + 2*pi/3) + sin(1/x + 4*pi/3)", "0"),
        ("sin(-1/x) + sin(1/x)", "0"),
        ("cos(-1/x) - cos(1/x)", "0"),
        ("sin(1/x)*sin(sqrt(2)/x) - (cos((sqrt(2) - 1)/x) - cos((sqrt(2) + 1)/x))/2", "0"),
        ("(sin(1/x)/x)**2*x**2 + cos(log(x) - log(x) + 1/x)**2", "1"),
        ("sin(exp(1/x))**4 - cos(exp(1/x))**4 + cos(2*exp(1/x))", "0"),
    ],
)
def test_an_identity_of_waves_is_exact(function: str, worth: str) -> None:
    constant = near_nought(function).model.constant
    assert constant is not None
    assert constant.name == worth


@pytest.mark.parametrize(
    "function",
    [
        "sin(1/x)**2 - cos(1/x)**2",
        "2*sin(1/x)*cos(1/x) + sin(2/x)",
        "sin(1/x) + sin(1/x + 1e-9)",
        "sin(1/x) - sin((1 + 1e-9)/x)",
        "sin(1/x) + sin(1/x + 2*pi/3) + sin(1/x + 4*pi/3 + 1e-40)",
        "sin(pi/x) - sin(355/113/x)",
    ],
)
def test_what_is_no_identity_stays_a_wave(function: str) -> None:
    found = near_nought(function)
    assert found.model.constant is None
    assert found.model.rest is not None


@pytest.mark.parametrize(
    ("function", "limit"),
    [
        ("x*(sin(1/x + x) - sin(1/x))", "0"),
        ("sin(1/x + x**2) - sin(1/x)", "0"),
        ("x*(sin(sqrt(1/x**2 + 1)) - sin(1/abs(x)))", "0"),
        ("x*(cos(1/(1 - cos(x))) - cos(1/(cos(x) - 1)))", "0"),
        ("x + x*sin(1/(1 - cosh(x))) + x*sin(1/(cosh(x) - 1))", "1"),
        ("x*(sin(1/sin(x)**3) - sin(1/x**3 + 1/(2*x)))", "0"),
        ("x*(sin(1/x)**2 + cos(1/x + x)**2)", "1"),
        ("x*sin(1/x)*cos(1/x + x*log(abs(x))) - x*sin(2/x)/2", "0"),
        ("x*exp(x)*sin(1/x) - x*cos(1/x + pi/2 - x) + 2*x*sin(1/x)*cos(x)", ""),
    ],
)
@pytest.mark.parametrize("side", record.SIDES)
def test_an_angle_that_drifts_is_held_at_random_steps(function: str, limit: str, side: str) -> None:
    guarded = f"({function}) if x != 0 else 0"
    certificate = certified(guarded, "0", side)
    assert verify(certificate) == ()
    assert certificate.kind == (record.FINITE if limit else record.OSCILLATES)
    assert (certificate.limit or "") == limit
    if limit:
        assert hold(certificate, Fraction(1, 100)) > STEPS // 2
        assert certificate.bound is not None
        with pytest.raises(Refused, match="the bound is too small"):
            verify(replace(certificate, bound=replace(certificate.bound, constant=Fraction(1, 10**6))))


@pytest.mark.parametrize(
    ("function", "other"),
    [
        ("1.7606 - sin(1/x) - sin(2/x)", "1.7601 - sin(1/x) - sin(2/x)"),
        ("1.5406 - sin(1/x) - sin(3/x)", "1.5396 - sin(1/x) - sin(3/x)"),
        ("1 + sin(1/x) + sin(4/x)/3 + sin(1/x)**2", "0.3 + sin(1/x) + sin(4/x)/3 + sin(1/x)**2"),
        ("9/8 + 1e-3 - cos(1/x) + cos(2/x)/2 - 1/2 + 7/8", "9/8 - 1e-4 - cos(1/x) + cos(2/x)/2 - 1/2"),
    ],
)
def test_the_range_of_waves_of_one_angle_is_that_of_their_sum(function: str, other: str) -> None:
    assert near_nought(f"sign({function})").model.constant is not None
    assert near_nought(f"sign({other})").model.constant is None


def test_ranges_of_random_sums_of_waves_hold_every_value_and_are_narrow() -> None:
    rng = random.Random(3)
    for _ in range(12):
        c, s = (tuple(Fraction(rng.randrange(-9, 10), 4) for _ in range(3)) for _ in range(2))
        waves = [
            Wave(((Scale((-1, 0, 0, 0)), rational(k)),), rational(p), rational(q))
            for k, (p, q) in enumerate(zip(c, s, strict=True), start=1)
        ]
        with precision(BITS):
            total = range_of_waves(waves)
        found = [
            sum(
                float(p) * math.cos(k * t) + float(q) * math.sin(k * t)
                for k, (p, q) in enumerate(zip(c, s, strict=True), start=1)
            )
            for t in (2 * math.pi * n / 20_011 for n in range(20_011))
        ]
        assert total.low <= min(found) + 1e-9
        assert total.high >= max(found) - 1e-9
        assert float(total.high - total.low) < (max(found) - min(found)) * 1.001 + 1e-3


def test_the_range_of_two_waves_of_one_angle_is_their_amplitude() -> None:
    found = near_nought("3*sin(1/x) + 4*cos(1/x)")
    assert width(found.model, found) == pytest.approx(10)
    assert near_nought("sign(sqrt(2) + 1e-30 + sin(1/x) + cos(1/x))").model.constant is not None
    assert near_nought("sign(sqrt(2) - 1e-30 + sin(1/x) + cos(1/x))").model.constant is None


def wave(rng: random.Random) -> str:
    angle = rng.choice(
        (
            "1/x",
            "2/x",
            "3/x",
            "sqrt(2)/x",
            "1/x + 1",
            "pi/3 - 1/x",
            "log(x)",
            "1/x**2 - 1/x",
            "1/x + x",
            "2/x - x**2",
            "sqrt(1/x**2 + 1)",
            "1/sin(x)",
        )
    )
    return f"{rng.choice(('sin', 'cos'))}({angle})"


def trigonometric(rng: random.Random, depth: int) -> str:
    if not depth:
        return rng.choice((wave(rng), wave(rng), wave(rng), "x", "2", "sqrt(3)"))
    if rng.random() < 0.15:
        return f"({trigonometric(rng, depth - 1)})**{rng.randrange(2, 4)}"
    left, right = trigonometric(rng, depth - 1), trigonometric(rng, depth - 1)
    return f"({left} {rng.choice('+-*')} {right})"


@pytest.mark.parametrize("seed", range(4))
def test_random_polynomials_of_waves_are_within_their_bounds_at_random_steps(seed: int) -> None:
    rng, engine = random.Random(seed), evaluator(80)
    for _ in range(30):
        function = trigonometric(rng, 3)
        question = question_of(function, "0", "right", "f")
        found = near_nought(function)
        for _ in range(4):
            step = RADIUS * rng.randrange(1, 10**6) / 10 ** rng.randrange(6, 8)
            value = engine.rounded(engine.at(question.tree, step)).value
            assert holds(found, step, value), (function, step)


def holds(found: Enclosed, step: Fraction, value: mpmath.mpf) -> bool:
    """Whether an enclosure by scales h^p holds a value at a step."""
    with mpmath.workdps(60):
        h = mpmath.mpf(step.numerator) / step.denominator
        for scale, constant in found.model.terms.items():
            value -= number(constant.range.low) * h ** scale.powers[0]
        slack = mpmath.mpf(10) ** -30
        if found.model.rest is None:
            return bool(abs(value) < slack)
        scale, total = found.model.rest
        size = h ** scale.powers[0]
        return bool(number(total.low) * size - slack <= value <= number(total.high) * size + slack)


def number(ball: arb) -> mpmath.mpf:
    return mpmath.mpf(ball.str(50, radius=False))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"limit": "2"}, "the limit is 1, not 2"),
        ({"limit": "1 + 1e-40"}, "the limit is 1, not"),
        ({"function": "x*(sin(1/x)**2 - cos(1/x)**2) if x != 0 else 0"}, "is not held by"),
        ({"function": "x*(sin(1/x)**2 + cos(2/x)**2) if x != 0 else 0"}, "is not held by"),
        ({"function": "x*(sin(1/x)**2 + cos(1/x + x)**2) if x != 0 else 0"}, "is not held by"),
    ],
)
def test_a_forged_identity_is_refused(changes: dict[str, Any], reason: str) -> None:
    certificate = certified("x*(sin(1/x)**2 + cos(1/x)**2) if x != 0 else 0", "0", "right")
    assert (certificate.kind, certificate.limit) == (record.FINITE, "1")
    certificate = replace(certificate, bound=Bound(Fraction(1, 100), "x**2"))
    assert verify(certificate) == ()
    with pytest.raises(Refused, match=reason):
        verify(replace(certificate, **changes))
