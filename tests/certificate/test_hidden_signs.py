"""Parts whose sign a wave hides: bounds that hold all the same, at random steps, against mpmath."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from relu_tui.certificate import record
from relu_tui.certificate.checker import Refused, verify
from relu_tui.certificate.epsilon import question_of
from relu_tui.certificate.errors import NoValue, Unproved
from relu_tui.certificate.subject import enclosed
from tests.calculus.oracle.arithmetic import Doubt
from tests.calculus.oracle.evaluator import evaluator
from tests.certificate.cases import certified
from tests.certificate.test_epsilon import STEPS, hold, quotient
from tests.certificate.test_harmonics import RADIUS, holds

CLAMPED = (
    ("min(x**2, max(-x**2, sin(1/x)))", "0"),
    ("max(-x**2, min(x**2, sin(1/x)))", "0"),
    ("relu(min(x**2, sin(1/x)))", "0"),
    ("x + min(x**2, max(-x**2, sin(1/x), -1/2))", "1"),
    ("min(x**2, max(-x**2, min(1/2, sin(1/x), cos(1/x))))", "0"),
    ("max(x, min(x + x**2, cos(1/x)))", "1"),
    ("x**4/(1 + cos(1/x) + x**2)", "0"),
    ("x**2*log(1 + cos(1/x) + x**2)", "0"),
    ("x**2*log(x**4 + sin(1/x)**2)", "0"),
    ("x**4*sin(2/x)/(abs(sin(1/x)) + x**2/2)", "0"),
)


@pytest.mark.parametrize(("function", "limit"), CLAMPED)
@pytest.mark.parametrize("side", record.SIDES)
def test_a_limit_behind_a_hidden_sign_is_held_at_random_steps(function: str, limit: str, side: str) -> None:
    guarded = f"({function}) if x != 0 else 0"
    certificate = certified(guarded, "0", side)
    assert (certificate.kind, certificate.limit) == (record.FINITE, limit)
    assert verify(certificate) == ()
    for epsilon in (Fraction(1, 10), Fraction(1, 1000)):
        assert hold(certificate, epsilon) > STEPS // 2
    assert certificate.bound is not None
    with pytest.raises(Refused, match="the bound is too small"):
        verify(replace(certificate, bound=replace(certificate.bound, constant=Fraction(1, 10**6))))


@pytest.mark.parametrize(
    ("function", "other"),
    [
        ("min(x**2, max(-x**2, sin(1/x)))", "min(x**2, max(-x**2, x))"),
        ("min(x**2, max(-x**2, sin(1/x)))", "max(x**2, max(-x**2, sin(1/x)))"),
        ("relu(min(x**2, sin(1/x)))", "relu(max(x**2, sin(1/x)))"),
        ("max(-x**2, min(x**2, sin(1/x)))", "max(-x**2, min(2*x**2, sin(1/x)))"),
        ("x**4/(1 + cos(1/x) + x**2)", "x**4/(1 + cos(1/x) + x**3)"),
        ("x**4/(1 + cos(1/x) + x**2)", "x**4/(2 + cos(1/x) - 1 - x**2)"),
        ("x**2*log(1 + cos(1/x) + x**2)", "x**2*log(1 + cos(1/x) + exp(-1/x**2))"),
    ],
)
def test_a_bound_that_is_not_there_is_refused(function: str, other: str) -> None:
    made = certified(f"({function}) if x != 0 else 0", "0", "right")
    with pytest.raises(Refused):
        verify(replace(made, function=f"({other}) if x != 0 else 0", branches=()))
    with pytest.raises(Refused):
        verify(replace(made, function=f"({other}) if x != 0 else 0"))


def hidden(rng: random.Random, depth: int) -> str:
    if not depth:
        return rng.choice(
            ("sin(1/x)", "cos(1/x)", "sin(2/x)/2", "x", "-x", "x**2", "-x**2", "1/2", "0", "1 + x")
        )
    name = rng.choice(("max", "min", "max", "min", "relu", "+", "*", "abs"))
    left = hidden(rng, depth - 1)
    if name in ("relu", "abs"):
        return f"{name}({left})"
    right = hidden(rng, depth - 1)
    if name in ("+", "*"):
        return f"({left} {name} {right})"
    third = f", {hidden(rng, 0)}" if rng.random() < 0.3 else ""
    return f"{name}({left}, {right}{third})"


@pytest.mark.parametrize("seed", range(4))
def test_random_maxima_of_waves_are_within_their_bounds_at_random_steps(seed: int) -> None:
    rng, engine, seen = random.Random(seed), evaluator(80), 0
    for _ in range(50):
        function = hidden(rng, 3)
        question = question_of(function, "0", "right", "f")
        try:
            found = enclosed(question, RADIUS, 3)
        except (NoValue, Unproved):
            continue
        for _ in range(6):
            step = RADIUS * rng.randrange(1, 10**6) / 10 ** rng.randrange(6, 8)
            try:
                value = engine.rounded(engine.at(question.tree, step)).value
            except Doubt:
                continue
            assert holds(found, step, value), (function, step)
            seen += 1
    assert seen > 150


@pytest.mark.parametrize(
    ("function", "angles"),
    [
        ("sin(1 + 1/x) if x != 0 else 1", 2),
        ("cos(1/x - 2) if x != 0 else 1", 2),
        ("sin(2/x + 1)**2 if x != 0 else 1", 2),
        ("x**3/(1 + cos(1/x) + x**2) if x != 0 else 0", 2),
    ],
)
@pytest.mark.parametrize("side", record.SIDES)
def test_sequences_at_an_angle_with_a_constant_hold_at_random_steps(
    function: str, angles: int, side: str
) -> None:
    certificate, rng = certified(function, "0", side), random.Random(function)
    assert certificate.kind == record.OSCILLATES
    assert verify(certificate) == ()
    assert len(certificate.sequences) == angles
    for sequence in certificate.sequences:
        for _ in range(STEPS):
            turns = f"({sequence.angle} + 2*pi*{rng.randrange(3, 10**6)})"
            size = f"1/{turns}" if sequence.base == "1/x" else f"2/{turns}"
            value = quotient(function, "0", size if side == "right" else f"-{size}").value
            bound = float(sequence.bound)
            assert (value - bound if sequence.relation == ">=" else bound - value) > -1e-9
