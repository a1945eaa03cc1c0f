"""Whole numbers known as such: identities are exact, and what is none is not taken for one."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from relu_tui.certificate import record
from relu_tui.certificate.checker import Refused, verify
from relu_tui.certificate.epsilon import question_of
from relu_tui.certificate.subject import enclosed
from tests.certificate.cases import certified
from tests.certificate.test_epsilon import hold, quotient

RADIUS = Fraction(1, 64)


@pytest.mark.parametrize(
    ("function", "worth"),
    [
        ("sin(pi*floor(1/x))", "0"),
        ("sin(3*pi*floor(exp(1/x + x)))", "0"),
        ("cos(pi*floor(1/x))**2", "1"),
        ("cos(2*pi*floor(1/x))", "1"),
        ("cos(pi*floor(1/x)*(floor(1/x) + 1))", "1"),
        ("cos(pi*(2*floor(1/x)**3 + 1))", "-1"),
        ("cos(pi*(floor(1/x)**2 - floor(1/x)))", "1"),
        ("((-1)**floor(1/x))**2", "1"),
        ("(-1)**(2*floor(1/x) + 3)", "-1"),
        ("(-1)**floor(1/x) - cos(pi*floor(1/x))", "0"),
        ("floor(1/x) + ceil(-1/x)", "0"),
        ("floor(1/x + 3) - floor(1/x)", "3"),
        ("floor(floor(1/x) + 1/2) - floor(1/x)", "0"),
        ("floor(1/x - floor(1/x))", "0"),
        ("sign(sin(1/x))**3 - sign(sin(1/x))", "0"),
        ("cos(2*pi*sign(sin(1/x)))", "1"),
        ("1 if 1/x - floor(1/x) >= 1 else 2", "2"),
        ("1 if floor(1/x) < 1/x + 1 else 2", "1"),
    ],
)
def test_an_identity_of_whole_numbers_is_exact(function: str, worth: str) -> None:
    constant = enclosed(question_of(function, "0", "right", "f"), RADIUS, 3).model.constant
    assert constant is not None
    assert constant.name == worth


@pytest.mark.parametrize(
    "function",
    [
        "sin(pi*floor(1/x)/2)",
        "sin(pi*pi*floor(1/x))",
        "sin(floor(1/x))",
        "sin(pi*floor(1/x) + 1e-20)",
        "cos(pi*floor(1/x))",
        "cos(pi*floor(1/x)*(floor(1/x) + 2))",
        "cos(pi*floor(1/x)*floor(2/x))",
        "floor(2/x) - floor(1/x) - floor(1/x)",
        "floor(1/x) + ceil(1/x)",
        "floor(1/x + 1/2) - floor(1/x)",
        "floor(floor(1/x)/2) - floor(1/x)/2",
        "sign(sin(1/x))**2",
        "sign(sin(1/x))**2 - 1",
        "(-1)**floor(1/x) + (-1)**floor(1/x + 1/2)",
        "1 if 1/x - floor(1/x) > 0 else 2",
        "1 if 1/x - floor(1/x) <= 0 else 2",
    ],
)
def test_what_is_no_identity_of_whole_numbers_stays_a_range(function: str) -> None:
    assert enclosed(question_of(function, "0", "right", "f"), RADIUS, 3).model.constant is None


@pytest.mark.parametrize(
    ("function", "side", "kind"),
    [
        ("x*cos(pi*floor(1/x))**2", "left", record.FINITE),
        ("x*(-1/2)**floor(1/x)", "right", record.FINITE),
        ("x*(-1/2)**floor(1/x)", "left", record.OSCILLATES),
        ("x*(-1)**floor(1/x)", "right", record.OSCILLATES),
    ],
)
def test_whole_numbers_give_certificates_that_hold_at_random_steps(
    function: str, side: str, kind: str
) -> None:
    guarded = f"({function}) if x != 0 else 0"
    made = certified(guarded, "0", side)
    assert made.kind == kind
    assert verify(made) == ()
    if kind == record.FINITE:
        assert hold(made, Fraction(1, 100)) > 5
    rng = random.Random(function)
    for sequence in made.sequences:
        for _ in range(6):
            size = f"pi/({sequence.angle} + 2*pi*{rng.randrange(1, 200)})"
            value = quotient(guarded, "0", size if side == "right" else f"-{size}").value
            bound = float(sequence.bound)
            assert (value - bound if sequence.relation == ">=" else bound - value) > -1e-9


def test_a_forged_identity_of_whole_numbers_is_refused() -> None:
    made = certified("(x*cos(pi*floor(1/x))**2) if x != 0 else 0", "0", "right")
    assert (made.kind, made.limit) == (record.FINITE, "1")
    for function in ("x*cos(pi*floor(1/x))", "x*cos(floor(1/x))**2", "x*cos(pi*floor(1/x)/2)**2"):
        with pytest.raises(Refused):
            verify(replace(made, function=f"({function}) if x != 0 else 0"))
    with pytest.raises(Refused, match="the limit is 1"):
        verify(replace(made, limit="1/2"))
