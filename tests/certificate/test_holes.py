"""Limits wherever there is a value: of functions with holes as near to the point as you like."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from relu_tui.certificate import record
from relu_tui.certificate.checker import Refused, verify
from relu_tui.certificate.epsilon import delta
from relu_tui.certificate.prover import certify
from relu_tui.certificate.record import Certificate, Missing, Values, from_json, to_json
from relu_tui.lesson.certificate_words import claim, delta_line, proof
from tests.calculus.oracle.arithmetic import Doubt, Nowhere
from tests.calculus.oracle.evaluator import evaluator
from tests.certificate.cases import certified
from tests.certificate.test_epsilon import DIGITS, number, quotient

HOLES = (
    ("x**2*sqrt(cos(1/x))", record.FINITE),
    ("x**2*cos(1/x)**(3/2)", record.FINITE),
    ("x**2*exp(-1/sin(1/x)**2)", record.FINITE),
    ("x**2*exp(1/(sin(1/x) - 1))", record.FINITE),
    ("x**2*atan(1/cos(1/x))", record.FINITE),
    ("x**2*asin(2*sin(1/x))", record.FINITE),
    ("x**2*acos(1/2 + sin(log(abs(x))))", record.FINITE),
    ("x*sign(1 + tan(1/x)**2)", record.FINITE),
    ("x*min(1, 1/sin(1/x)**2)", record.FINITE),
    ("x*max(log(abs(sin(1/x))), 2)", record.FINITE),
    ("x + 0*log(abs(sin(1/x)))", record.FINITE),
    ("x*tan(1/x)*0", record.FINITE),
    ("x*log(abs(cos(1/x))) - x*log(abs(cos(1/x)))", record.FINITE),
    ("x/sin(1/x) - x/sin(1/x) + abs(x)", record.FINITE),
    ("x if sin(1/x) != 0 else x/0", record.FINITE),
    ("x if sin(1/x) > 0 else log(-1)", record.FINITE),
    ("x**2*(cos(1/x) if sin(1/x) < 0 else sqrt(cos(1/x)))", record.FINITE),
    ("1/abs(sin(1/x))", ""),
    ("1/sin(1/x)**2", ""),
    ("(5 + cos(1/x))/(1 + cos(1/x))", ""),
    ("1 - log(abs(sin(1/x)))", ""),
)
"""With f(0) = 0."""

GUARDED = [(f"({function}) if x != 0 else 0", kind) for function, kind in HOLES]
ROOT, POLES, CHOICE = (GUARDED[n][0] for n in (0, 18, 14))
STEPS = 40


def steps(certificate: Certificate, most: Fraction) -> list[Fraction]:
    """Random steps below a size, and some near those at which a sine or cosine of 1/x is 0 or ±1."""
    rng = random.Random(certificate.function)
    sizes = [most * Fraction(rng.randrange(1, 10**6), 10**6) for _ in range(STEPS)]
    for _ in range(STEPS):
        quarters = rng.randrange(4, 4000) + Fraction(rng.randrange(-1, 2), 10 ** rng.randrange(3, 12))
        size = 1 / (quarters * Fraction(355, 226))  # pi/2 to six digits
        if size < most:
            sizes.append(size)
    sign = record.SIDES[certificate.side]
    return [sign * size for size in sizes]


@pytest.mark.parametrize(("function", "kind"), GUARDED)
@pytest.mark.parametrize("side", record.SIDES)
def test_a_limit_wherever_there_is_a_value_holds_at_random_steps(function: str, kind: str, side: str) -> None:
    certificate = certified(function, "0", side)
    expected = kind or (record.PLUS if side == "right" else record.MINUS)
    assert certificate.kind == expected
    assert certificate.values is not None
    assert verify(certificate) == ()
    epsilon = Fraction(1, 50) if kind else Fraction(50)
    most = delta(certificate, epsilon)
    assert most is not None
    seen = 0
    for step in steps(certificate, most):
        try:
            value = quotient(function, "0", step).value
        except (Nowhere, Doubt):
            continue
        seen += 1
        if kind:
            assert abs(value - number(certificate.limit or "")) < float(epsilon), step
        else:
            assert (value if side == "right" else -value) > float(epsilon), step
    assert seen > STEPS // 4


@pytest.mark.parametrize("function", [function for function, _ in GUARDED[::3]])
def test_there_are_values_where_it_says(function: str) -> None:
    certificate, rng = certified(function, "0", "right"), random.Random(function)
    assert certificate.values is not None
    assert certificate.values.base in ("1/x", "log(1/x)")
    engine = evaluator(DIGITS)
    for _ in range(STEPS // 4):
        off = Fraction(rng.randrange(-999, 1000), 1000) * record.WINDOW
        angle = (
            f"{certificate.values.angle} + 2*pi*{rng.randrange(1, 30)} + {off.numerator}/{off.denominator}"
        )
        size = f"1/({angle})" if certificate.values.base == "1/x" else f"exp(-({angle}))"
        assert engine.rounded(quotient(function, "0", size)).error < 1


@pytest.mark.parametrize(
    "function",
    [
        "x*sqrt(-1 - tan(1/x)**2)",
        "x*log(-abs(sin(1/x)))",
        "x*asin(2 + 1/sin(1/x)**2)",
        "x*sqrt(-sin(1/x)**2)",
        "x*sqrt(sin(1/x) - 1)",
        "x*asin(1 + sin(1/x)**2)",
        "x*(sqrt(cos(1/x)) + sqrt(-2 - cos(1/x)))",
        "x*sqrt(sin(1/x)**2 + cos(1/x)**2 - 1 - sin(1/x)**4)",
        "x*sqrt(min(0, sin(1/x)**3 - 1))",
    ],
)
def test_what_has_no_values_near_the_point_has_no_limit_there(function: str) -> None:
    guarded = f"({function}) if x != 0 else 0"
    for side in record.SIDES:
        made = certify(guarded, "0", side)
        assert made is None or made.kind == record.UNDEFINED
        forged = replace(certified(ROOT, "0", side), function=guarded, branches=())
        for angle in ("0", "pi/2", "pi", "3*pi/2", "1"):
            with pytest.raises(Refused):
                verify(replace(forged, values=Values("1/x", angle)))


FIRST = certified(ROOT, "0", "right")
FORGERIES: tuple[tuple[Certificate, dict[str, object], str], ...] = (
    (FIRST, {"values": None}, "not proved on the whole interval"),
    (FIRST, {"values": Values("1/x", "pi")}, "there is no value"),
    (FIRST, {"values": Values("1/x", "pi/2")}, "not proved on the whole interval"),
    (FIRST, {"values": Values("1/x", "pi/2 - 1/8192")}, "not proved on the whole interval"),
    (FIRST, {"values": Values("-1/x", "0")}, "tends to −∞"),
    (FIRST, {"values": Values("x", "0")}, "does not grow past every number"),
    (FIRST, {"values": Values("1/x", "1/0")}, "there is no value"),
    (FIRST, {"bound": record.Bound(Fraction(1, 2), "x")}, "the bound is too small"),
    (FIRST, {"limit": "1"}, "the limit is 0, not 1"),
    (
        FIRST,
        {"kind": "undefined", "missing": Missing("sqrt(cos(1/x))", record.POWER)},
        "said for a limit alone",
    ),
    (FIRST, {"kind": "oscillates"}, "said for a limit alone"),
    (FIRST, {"function": "x**2*sqrt(2 + cos(1/x)) if x != 0 else 0"}, "there is a value at each step"),
    (
        FIRST,
        {"function": "x**2*(2 + cos(1/x)) if x != 0 else 0", "bound": record.Bound(Fraction(3), "x")},
        "there is a value at each step",
    ),
    (certified("x**2", "0", "right"), {"values": Values("1/x", "0")}, "there is a value at each step"),
    (certified(CHOICE, "0", "left"), {"function": "(x if sin(1/x) != 0 else 5) if x != 0 else 0"}, ""),
    (certified(CHOICE, "0", "left"), {"function": "(x if sin(1/x) != 0 else 2*x) if x != 0 else 0"}, ""),
    (certified(CHOICE, "0", "left"), {"function": "(x if sin(1/x) == 0 else x/0) if x != 0 else 0"}, ""),
    (certified(POLES, "0", "left"), {"function": "(1/sin(1/x)) if x != 0 else 0"}, "the sign is another"),
    (certified(POLES, "0", "left"), {"bound": record.Bound(Fraction(2), "1/x")}, "the bound is too large"),
)


@pytest.mark.parametrize(("certificate", "changes", "reason"), FORGERIES, ids=range(len(FORGERIES)))
def test_a_forged_certificate_with_holes_is_refused(
    certificate: Certificate, changes: dict[str, object], reason: str
) -> None:
    assert verify(certificate) == ()
    with pytest.raises(Refused) as refusal:
        verify(replace(certificate, **changes))  # type: ignore[arg-type]
    assert reason in str(refusal.value)


def test_it_says_that_it_speaks_of_steps_with_a_value_alone() -> None:
    assert claim(FIRST) == "right of 0, the quotient, wherever it has a value, tends to 0"
    assert "the quotient has a value where 1/h is within 1/4096 of 0 + 2πn" in proof(FIRST)[1]
    line = delta_line(FIRST, Fraction(1, 10), Fraction(1, 10))
    assert "for every 0 < |Δx| < δ at which there is a quotient" in line


def test_it_comes_back_from_json_as_it_was() -> None:
    assert from_json(to_json([FIRST])) == (FIRST,)
