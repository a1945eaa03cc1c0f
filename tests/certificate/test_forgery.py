"""A forged certificate is refused, with the reason."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from relu_tui.certificate import prover, record
from relu_tui.certificate.checker import Refused, verify
from relu_tui.certificate.epsilon import question_of
from relu_tui.certificate.prover import certify
from relu_tui.certificate.record import DIVISION, LOG, Bound, Missing, Sign
from relu_tui.certificate.subject import enclosed
from tests.certificate.cases import certified

RELU = certified("max(0, x)", "0", "right")
SQUARE = certified("x**2", "1", "left")
ROOT = certified("cbrt(x)", "0", "left")
WAVE = certified("x*sin(1/x) if x != 0 else 0", "0", "right")
GAPS = certified("x*sqrt(sin(1/x)) if x != 0 else 0", "0", "right")
STEP = certified("floor(5*x)", "0", "right")
HALF = certified("sqrt(x)", "0", "left")
MACHIN = certified("abs(x)**(1/2)*(4*atan(1/5) - atan(1/239) - pi/4) + x", "0", "right")

FORGERIES: tuple[tuple[Any, dict[str, Any], str], ...] = (
    (RELU, {"limit": "0"}, "the limit is 1, not 0"),
    (RELU, {"limit": "1 + 1e-30"}, "the limit is 1, not"),
    (RELU, {"limit": "1/0"}, "there is no value"),
    (RELU, {"limit": "x"}, "can't be read"),
    (RELU, {"function": "max(0, 2*x)"}, "the branch of max(0, 2*x) is not named"),
    (RELU, {"function": "import os"}, "an expression can't be read"),
    (RELU, {"at": "-1/2", "radius": Fraction(1, 4)}, "x < 0 on the whole interval"),
    (RELU, {"side": "left"}, "x < 0 on the whole interval, not > 0"),
    (RELU, {"kind": "+inf", "limit": None, "bound": Bound(Fraction(1), "1/x")}, "does not grow past"),
    (RELU, {"kind": "undefined", "missing": Missing("max(0, x)", DIVISION)}, "f has values on the interval"),
    (RELU, {"branches": ()}, "the branch of max(0, x) is not named"),
    (RELU, {"branches": (Sign("max(0, x)", "x", -1),)}, "x > 0 on the whole interval, not < 0"),
    (RELU, {"branches": (*RELU.branches, Sign("abs(x)", "x", 1))}, "there is no branch abs(x)"),
    (SQUARE, {"bound": Bound(Fraction(1, 2), "x")}, "the bound is too small"),
    (SQUARE, {"bound": Bound(Fraction(-1), "x")}, "0 or more"),
    (SQUARE, {"bound": Bound(Fraction(1), "x**2")}, "the distance from the limit is not held"),
    (SQUARE, {"bound": Bound(Fraction(1), "1/x")}, "does not tend to 0"),
    (SQUARE, {"bound": Bound(Fraction(1), "2*x")}, "is not a scale"),
    (SQUARE, {"bound": Bound(Fraction(1), "sin(x)")}, "is not a sum of scales"),
    (SQUARE, {"radius": Fraction(10**6)}, "δ₀ must be at most"),
    (SQUARE, {"order": 1000}, "the order must be"),
    (SQUARE, {"function": "abs(x)"}, "not proved on the whole interval"),
    (ROOT, {"kind": "-inf"}, "the sign is another"),
    (ROOT, {"bound": Bound(Fraction(2), "1/x**(2/3)")}, "the bound is too large"),
    (ROOT, {"bound": Bound(Fraction(1), "1/x")}, "does not grow as fast"),
    (ROOT, {"bound": Bound(Fraction(0), "1/x**(2/3)")}, "must not be 0"),
    (ROOT, {"function": "x"}, "does not grow past every number"),
    (WAVE, {"sequences": WAVE.sequences[:1]}, "two sequences"),
    (WAVE, {"sequences": (WAVE.sequences[0],) * 2}, "do not lie apart"),
    (
        WAVE,
        {"sequences": (replace(WAVE.sequences[0], bound=Fraction(3, 2)), WAVE.sequences[1])},
        "it falls below 3/2",
    ),
    (
        WAVE,
        {"sequences": (replace(WAVE.sequences[0], angle="0"), WAVE.sequences[1])},
        "it falls below 1",
    ),
    (
        WAVE,
        {"sequences": (WAVE.sequences[0], replace(WAVE.sequences[1], base="-1/x"))},
        "tends to −∞",
    ),
    (
        WAVE,
        {"sequences": (WAVE.sequences[0], replace(WAVE.sequences[1], base="x"))},
        "does not grow past every number",
    ),
    (GAPS, {"branches": (Sign("x != 0", "x", 1),)}, "a branch is claimed"),
    (
        GAPS,
        {"sequences": (GAPS.sequences[0], replace(GAPS.sequences[1], angle="3*pi/2"))},
        "there is no value",
    ),
    (GAPS, {"sequences": (GAPS.sequences[0], replace(GAPS.sequences[1], angle="1/8192"))}, "not proved"),
    (
        GAPS,
        {"sequences": (GAPS.sequences[0], replace(GAPS.sequences[1], bound=Fraction(-1)))},
        "rises above -1",
    ),
    (GAPS, {"kind": "finite", "limit": "0", "bound": Bound(Fraction(1), "x")}, "not proved on the whole"),
    (STEP, {"radius": Fraction(1)}, "a floor is not the same on the whole interval"),
    (HALF, {"side": "right"}, "f has values on the interval"),
    (HALF, {"missing": Missing("log(x)", LOG)}, "the part without a value, or where it has none, is another"),
    (HALF, {"kind": "finite", "limit": "0", "bound": Bound(Fraction(1), "x")}, "there is no value"),
    (HALF, {"branches": (Sign("abs(x)", "x", 1),)}, "a branch is claimed besides"),
    (HALF, {"sequences": WAVE.sequences}, "a sequence is claimed besides"),
    (HALF, {"limit": "7"}, "a limit is claimed besides"),
    (HALF, {"bound": SQUARE.bound}, "a bound is claimed besides"),
    (SQUARE, {"sequences": WAVE.sequences}, "a sequence is claimed besides"),
    (SQUARE, {"missing": HALF.missing}, "a part without a value is claimed besides"),
    (ROOT, {"limit": "7"}, "a limit is claimed besides"),
    (WAVE, {"bound": SQUARE.bound}, "a bound is claimed besides"),
    (MACHIN, {"assumed": ()}, "a constant is taken for 0 without saying so"),
)


@pytest.mark.parametrize(("certificate", "changes", "reason"), FORGERIES, ids=range(len(FORGERIES)))
def test_a_forged_certificate_is_refused_with_the_reason(
    certificate: Any, changes: dict[str, Any], reason: str
) -> None:
    verify(certificate)
    with pytest.raises(Refused) as refusal:
        verify(replace(certificate, **changes))
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "function",
    [
        "sqrt(-sin(1/x)**2) + x*cos(1/x) if x != 0 else 0",
        "x*cos(1/x) + log(1 - sin(1/x)**2 + sin(1/x)**4/2 - 1) if x != 0 else 0",
        "x*cos(1/x)*acos(1 + sin(1/x)**2) + x*cos(1/x) if x != 0 else 0",
    ],
)
def test_sequences_of_steps_with_no_value_around_them_are_refused(function: str) -> None:
    one, other = WAVE.sequences
    sequences = (
        replace(one, angle="0", bound=Fraction(1, 2)),
        replace(other, angle="pi", bound=Fraction(-1, 2)),
    )
    made = certify(function, "0", "right")
    assert made is None or made.kind == record.UNDEFINED
    with pytest.raises(Refused):
        verify(replace(WAVE, function=function, sequences=sequences, branches=()))


@pytest.mark.parametrize(
    ("function", "others"),
    [
        ("x*floor(1 + x**2*sin(1/x)**2)", ("x*floor(1 + x**2*sin(1/x))", "x*floor(1 + 2*sin(1/x)**2)")),
        (
            "x*sign(1 + cos(1/x) + x**2)",
            ("x*sign(1 + cos(1/x) - x**2)", "x*sign(1 + cos(1/x) + x**2*sin(1/x))"),
        ),
    ],
)
def test_a_sign_that_a_sum_or_a_floor_does_not_have_is_refused(
    function: str, others: tuple[str, ...]
) -> None:
    made = certified(f"({function}) if x != 0 else 0", "0", "right")
    for other in others:
        branches = tuple(
            replace(b, part=other[2:], compared=other[7:-1]) if b.part == function[2:] else b
            for b in made.branches
        )
        with pytest.raises(Refused):
            verify(replace(made, function=f"({other}) if x != 0 else 0", branches=branches))


def test_two_sequences_looked_for_with_gaps_are_accepted_where_there_are_none() -> None:
    question = question_of(WAVE.function, WAVE.at, WAVE.side)
    angles = enclosed(question, WAVE.radius, WAVE.order).angles
    made = prover._with_gaps(replace(WAVE, sequences=(), branches=()), question, angles)
    assert made is not None
    assert made.branches == WAVE.branches
    assert verify(made) == ()


@pytest.mark.parametrize(
    "function", ["x" + "+x" * 280, "(" * 50 + "x" + ")" * 50 + "**1000", "exp(" * 20 + "1/x" + ")" * 20]
)
def test_a_hostile_function_is_answered_and_soon(function: str) -> None:
    with pytest.raises(Refused):
        verify(replace(SQUARE, function=function))
