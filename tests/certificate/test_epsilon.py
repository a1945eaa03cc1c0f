"""Every δ that is named is right: held against mpmath at random steps inside it."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.certificate import record
from relu_tui.certificate.constants import rational
from relu_tui.certificate.epsilon import counterexample, delta, is_outside, question_of, stays_inside
from relu_tui.certificate.record import Certificate
from tests.calculus.oracle.arithmetic import Doubt
from tests.calculus.oracle.evaluator import evaluator
from tests.calculus.textbook import ROWS, SIDES
from tests.certificate.cases import CASES, certified
from tests.certificate.test_textbook import WORK

EPSILONS = (Fraction(1, 2), Fraction(1, 100), Fraction(1, 10**6), Fraction(10**6))
STEPS = 8
"""Random steps tried inside each δ."""

DIGITS = 600
SIDED = [case[:3] for case in CASES if case[3] in (record.FINITE, record.PLUS, record.MINUS)]
HALF = rational(Fraction(1, 2))


def quotient(function: str, at: str, step: Fraction | str) -> Any:
    """The quotient at a step by mpmath."""
    engine = evaluator(DIGITS)
    tree = parse(function).tree
    point = engine.at(parse_point(at).tree, Fraction(0))
    shift = step if isinstance(step, Fraction) else engine.at(parse_point(step).tree, Fraction(0))
    rise = engine.add(engine.at(tree, engine.add(point, shift)), engine.at(tree, point), -1)
    return engine.rounded(engine.divide(rise, shift))


def number(text: str) -> Any:
    engine = evaluator(DIGITS)
    return engine.rounded(engine.at(parse_point(text).tree, Fraction(0))).value


def sizes(most: Fraction, rng: random.Random) -> list[Fraction]:
    """Random sizes of steps below a δ: near it, and far below."""
    near = [most * Fraction(rng.randrange(1, 10**6), 10**6) for _ in range(STEPS // 2)]
    near.append(most * Fraction(10**9 - 1, 10**9))
    return near + [most / 10 ** rng.randrange(1, 12) for _ in range(STEPS // 2)]


def hold(certificate: Certificate, epsilon: Fraction) -> int:
    """How many steps inside the δ for an ε were seen; each must be as the certificate says."""
    most = delta(certificate, epsilon)
    if most is None:
        return 0
    assert 0 < most <= certificate.radius
    sign = record.SIDES[certificate.side]
    seen = 0
    for size in sizes(most, random.Random(f"{certificate.function} {epsilon}")):
        try:
            found = quotient(certificate.function, certificate.at, sign * size)
        except (Doubt, OverflowError, MemoryError):
            continue
        value, bound = found.value, evaluator(DIGITS).rounded(epsilon).value
        if found.error > bound / 10**6:
            continue
        if certificate.kind == record.FINITE:
            assert abs(value - number(certificate.limit or "")) < bound, (certificate, epsilon, size)
        else:
            assert (value if certificate.kind == record.PLUS else -value) > bound, (
                certificate,
                epsilon,
                size,
            )
        seen += 1
    return seen


@pytest.mark.parametrize(("function", "at", "side"), SIDED)
def test_every_delta_is_right_at_random_steps(function: str, at: str, side: str) -> None:
    certificate = certified(function, at, side)
    assert sum(hold(certificate, epsilon) for epsilon in EPSILONS) >= 2 * STEPS


def test_every_delta_over_the_textbook_is_right() -> None:
    from relu_tui.certificate.prover import certify

    seen = 0
    for row in ROWS[3::40]:
        for side in SIDES:
            made = certify(row["f"], row["at"], side, work=WORK)
            if made is not None:
                seen += hold(made, Fraction(1, 1000))
    assert seen > 150


@pytest.mark.parametrize(
    ("function", "at", "side", "epsilon", "expected"),
    [
        ("max(0, x)", "0", "right", "1/1000", "1"),
        ("x**2", "1", "left", "1/1000", "1/1000"),
        ("x*sqrt(abs(x))", "0", "right", "1/1000", "1/1000000"),
        ("x**2*sin(1/x) if x != 0 else 0", "0", "left", "1/7", "1/7"),
        ("cbrt(x)", "0", "right", "100", "1/1000"),
    ],
)
def test_a_delta_is_exact_where_it_can_be(
    function: str, at: str, side: str, epsilon: str, expected: str
) -> None:
    assert delta(certified(function, at, side), Fraction(epsilon)) == Fraction(expected)


@pytest.mark.parametrize(
    ("function", "at", "side"),
    [
        ("max(0, x)", "0", "left"),
        ("max(0, x)", "0", "right"),
        ("x**2", "1", "left"),
        ("abs(x)", "0", "right"),
        ("cbrt(x)", "0", "left"),
        ("floor(x)", "0", "left"),
        ("x*sin(1/x) if x != 0 else 0", "0", "right"),
        ("x*sin(log(abs(x))) if x != 0 else 0", "0", "left"),
        ("x*floor(1/x) if x != 0 else 1", "0", "left"),
        ("x*log(abs(x)) if x != 0 else 0", "0", "right"),
    ],
)
@pytest.mark.parametrize("size", [Fraction(1), Fraction(1, 1000), Fraction(1, 10**12)])
def test_a_wrong_limit_is_refuted_inside_every_delta(
    function: str, at: str, side: str, size: Fraction
) -> None:
    question, epsilon = question_of(function, at, side), Fraction(1, 4)
    found = counterexample(question, certified(function, at, side), HALF, epsilon, size)
    assert found is not None
    step, value = number(found.step.name), number(found.quotient.name)
    assert 0 < abs(step) < evaluator(DIGITS).rounded(size).value
    assert (step > 0) == (side == "right")
    assert abs(value - 0.5) >= 0.25
    assert abs(quotient(function, at, found.step.name).value - value) < 1e-50


@pytest.mark.parametrize("size", [Fraction(1, 3), Fraction(1, 7), Fraction(1, 10**8)])
def test_a_delta_that_does_is_proved_and_one_that_does_not_is_refuted(size: Fraction) -> None:
    question = question_of("x**2", "1", "right")  # the quotient is 2 + Δx
    two = rational(2)
    assert stays_inside(question, two, size, size)
    assert not stays_inside(question, two, size, size * Fraction(11, 10))
    assert counterexample(question, certified("x**2", "1", "right"), two, size, size) is None
    found = counterexample(question, certified("x**2", "1", "right"), two, size, size * 2)
    assert found is not None
    assert is_outside(found.quotient, two, size)


@pytest.mark.parametrize(
    "function",
    [
        "x/sin(1/x)",
        "x*sqrt(sin(1/x))",
        "x*log(abs(cos(1/x)))",
        "x*atan(tan(1/x))",
        "x*tan(1/x) + x*sin(sqrt(2)/x)",
        "x*max(1, 1/sin(1/x)**2)",
    ],
)
def test_the_bounds_of_both_sequences_hold_at_random_steps_of_a_function_with_gaps(function: str) -> None:
    guarded = f"({function}) if x != 0 else 0"
    certificate, rng = certified(guarded, "0", "right"), random.Random(function)
    for sequence in certificate.sequences:
        assert sequence.base == "1/x"
        for _ in range(STEPS):
            turns = rng.randrange(1, 10 ** rng.randrange(2, 12))
            value = quotient(guarded, "0", f"1/({sequence.angle} + 2*pi*{turns})").value
            bound = float(sequence.bound)
            apart = value - bound if sequence.relation == ">=" else bound - value
            assert apart > -1e-9, (sequence, turns)


@pytest.mark.parametrize(
    "function", ["floor(5*x)", "x*ceil(40*x)", "floor(100*x)**2", "floor(3 + 7*x + x**2)"]
)
@pytest.mark.parametrize("side", SIDES)
def test_a_floor_is_the_same_on_the_whole_interval_named(function: str, side: str) -> None:
    certificate = certified(function, "0", side, "f")
    sign = record.SIDES[side]
    ends = [certificate.radius * Fraction(n, 64) * sign for n in (64, 63, 40, 20, 1)]
    engine = evaluator(DIGITS)
    if function.startswith("x*"):
        assert all(abs(engine.rounded(engine.at(parse(function).tree, x)).value) <= abs(x) for x in ends)
    else:
        found = {int(engine.rounded(engine.at(parse(function).tree, x)).value) for x in ends}
        assert {str(value) for value in found} == {certificate.limit}


@pytest.mark.parametrize(
    ("function", "at", "side", "kind"),
    [
        ("x*floor(1 + x**2*sin(1/x)**2)", "0", "left", record.FINITE),
        ("x*floor(1 - x**2*sin(1/x)**2)", "0", "right", record.OSCILLATES),
        ("x*sign(1 + cos(1/x) + x**2)", "0", "left", record.FINITE),
        ("x*((1 + sin(1/x))/2)**(x**2)", "0", "right", record.OSCILLATES),
        ("x*tanh(sin(1/x)/x)", "0", "right", record.OSCILLATES),
        ("x/exp(sin(1/x)/x)", "0", "right", record.OSCILLATES),
        ("x*sign(1.0005 + cos(1/x) + sin(1/x)/10)", "0", "left", record.OSCILLATES),
        ("x*(1 if sin(1/x) > 1/2 and cos(1/x) > 8/10 else 2)", "0", "right", record.OSCILLATES),
    ],
)
def test_bounds_of_what_has_no_sign_hold_at_random_steps(
    function: str, at: str, side: str, kind: str
) -> None:
    guarded, rng = f"({function}) if x != 0 else 0", random.Random(function)
    certificate = certified(guarded, at, side)
    assert certificate.kind == kind
    if kind == record.FINITE:
        assert hold(certificate, Fraction(1, 1000)) > STEPS // 2
    seen = 0
    for sequence in certificate.sequences:
        assert sequence.base == "1/x"
        for _ in range(STEPS):
            size = f"1/({sequence.angle} + 2*pi*{rng.randrange(2, 300)})"
            try:
                value = quotient(guarded, at, size if side == "right" else f"-{size}").value
            except Doubt:  # no digits tell on which side of a corner it is
                continue
            seen += 1
            bound = float(sequence.bound)
            apart = value - bound if sequence.relation == ">=" else bound - value
            assert apart > -1e-9, sequence
    assert seen >= (STEPS if kind == record.OSCILLATES else 0)


def test_a_witness_of_a_wave_is_exact() -> None:
    question = question_of("x*sin(1/x) if x != 0 else 0", "0", "right")
    certificate = certified("x*sin(1/x) if x != 0 else 0", "0", "right")
    found = counterexample(question, certificate, rational(0), Fraction(1, 2), Fraction(1, 1000))
    assert found is not None
    assert found.quotient == rational(1)
    assert found.step.name == "2/(637*pi)"
