"""Functions with a value at separate steps only: certified where that is so, and never where it is not."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from relu_tui.calculus.language.parsing import parse
from relu_tui.certificate import record
from relu_tui.certificate.checker import Refused, verify
from relu_tui.certificate.prover import certify
from relu_tui.certificate.record import BUT_SEPARATE, THROUGHOUT, Missing
from tests.calculus.oracle.arithmetic import Nowhere
from tests.calculus.oracle.evaluator import evaluator
from tests.certificate.cases import certified

SEPARATE = (
    "x*sqrt(-sin(1/x)**2)",
    "sqrt(-(1 - cos(1/x))) + x",
    "x*asin(2 + cos(1/x))",
    "x*acos(-2 - sin(log(abs(x))))",
    "x*(-2)**sin(1/x)",
    "x*(-2)**log(abs(x))",
    "x*(-2)**(1/x + sin(1/x))",
    "abs((-1/2)**(1/x))",
    "sqrt(-sin(1/x)**2*exp(cos(1/x))) + x",
    "(-3)**exp(1/abs(x))",
)


@pytest.mark.parametrize("function", SEPARATE)
@pytest.mark.parametrize("side", record.SIDES)
def test_what_has_values_at_separate_steps_only_has_none_at_random_ones(function: str, side: str) -> None:
    guarded = f"({function}) if x != 0 else 0"
    certificate = certified(guarded, "0", side)
    assert certificate.kind == record.UNDEFINED
    assert certificate.missing is not None
    assert certificate.missing.where == BUT_SEPARATE
    assert verify(certificate) == ()
    tree, engine, rng = parse(function).tree, evaluator(60), random.Random(function)
    for _ in range(12):
        step = certificate.radius * Fraction(rng.randrange(10**7, 10**9), 10**9 + 7)
        with pytest.raises(Nowhere):
            engine.at(tree, record.SIDES[side] * step)


@pytest.mark.parametrize(
    "function",
    [
        "sqrt(-max(0, sin(1/x)))",
        "sqrt(-(abs(sin(1/x)) - sin(1/x)))",
        "sqrt(-floor(1 + sin(1/x)**2)*max(0, cos(1/x)))",
        "sqrt(-relu(sin(1/x) + cos(1/x)))",
        "sqrt(-max(0, sin(log(abs(x))))**2)",
        "asin(1 + max(0, sin(1/x)))",
        "acos(-1 - abs(relu(sin(1/x))))",
        "(-2)**floor(1/x)",
        "(-2)**sign(sin(1/x))",
        "(-2)**(2*ceil(sin(1/x)))",
        "(-2)**floor(3*sin(1/x))",
        "sqrt(sin(1/x)**2 + cos(1/x)**2 - 1)",
        "sqrt(-(sin(1/x) if sin(1/x) > 0 else 0))",
        "sqrt(-sin(1/x)**2*floor(abs(cos(1/x))))",
    ],
)
def test_what_has_values_on_whole_intervals_is_not_said_to_have_none(function: str) -> None:
    for subject in record.SUBJECTS:
        made = certify(f"({function}) if x != 0 else 0", "0", "right", subject)
        assert made is None or made.kind != record.UNDEFINED


def test_where_there_is_no_value_can_not_be_forged() -> None:
    made = certified("(x*sqrt(-sin(1/x)**2)) if x != 0 else 0", "0", "right")
    assert made.missing is not None
    for changed in (
        replace(made, missing=replace(made.missing, where=THROUGHOUT)),
        replace(made, missing=replace(made.missing, reason=record.LOG)),
        replace(made, missing=Missing("x", record.POWER, BUT_SEPARATE)),
        replace(made, missing=None),
        replace(made, function="(x*sqrt(-max(0, sin(1/x)))) if x != 0 else 0"),
        replace(made, function="(x*sqrt(-(sin(1/x)**2 - 1e-9))) if x != 0 else 0"),
        replace(made, function="x*sqrt(-sin(1/x)**2)"),
    ):
        with pytest.raises(Refused):
            verify(changed)
    nowhere = certified("(x*log(-sin(1/x)**2)) if x != 0 else 0", "0", "right")
    assert nowhere.missing == Missing("log(-sin(1/x)**2)", record.NOT_ABOVE_0, THROUGHOUT)
    with pytest.raises(Refused, match="is another"):
        verify(replace(nowhere, missing=replace(nowhere.missing, where=BUT_SEPARATE)))


def test_a_constant_taken_for_0_is_named_where_there_is_no_value_too() -> None:
    machin = "(4*atan(1/5) - atan(1/239) - pi/4)"
    made = certified(f"log(x*{machin})", "0", "right", "f")
    assert made.kind == record.UNDEFINED
    assert made.assumed
    assert verify(made) == made.assumed
    with pytest.raises(Refused, match="without saying so"):
        verify(replace(made, assumed=()))
