"""Functions with holes as near to a point as you like: what is proved of them, and what is not claimed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.decision.limit_values import Finite, Infinite, Oscillating, Unknown
from relu_tui.calculus.decision.side_result import OneSide, Values
from relu_tui.calculus.exact.constant_printing import write
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.explanation.argument import argue
from relu_tui.calculus.language.line import plain
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.questions.function_limit import examine_limit
from relu_tui.certificate.constants import ZERO
from relu_tui.certificate.extremes import extremes
from relu_tui.certificate.functions.phases import Phase
from relu_tui.certificate.interval import Budget, Interval
from relu_tui.certificate.ranges import BITS, precision
from relu_tui.certificate.scale_text import read_sum
from relu_tui.certificate.subject import Question, enclosed, number_at


def right(function: str) -> OneSide:
    """What is proved of a function right of 0, where it is 0."""
    return examine(f"({function}) if x != 0 else 0").right


HOLED = {
    "x*tan(1/x)": ("oscillates", "oscillates"),
    "1/sin(1/x)": ("oscillates", "oscillates"),
    "x/sin(1/x)": ("oscillates", "oscillates"),
    "x**2*tan(1/x)": ("oscillates", "oscillates"),
    "(5 + cos(1/x))/(1 + cos(1/x))": ("oscillates", "unknown"),
    "x*log(abs(cos(1/x)))": ("oscillates", "oscillates"),
    "x*log(abs(sin(1/x)))": ("oscillates", "oscillates"),
    "x*sqrt(cos(1/x))": ("unknown", "oscillates"),
}
"""f: what is said of f itself and of its quotient."""


@pytest.mark.parametrize("function", HOLED)
def test_two_sequences_in_the_domain_settle_it(function: str) -> None:
    side = right(function)
    assert (side.approach.kind, side.slope.kind) == HOLED[function]
    assert side.values is Values.WITH_HOLES


@pytest.mark.parametrize(
    ("function", "low", "high"),
    [
        ("sin(1/x)**x", "0", "1"),
        ("sin(1/x)**(x**2/(1 + x))", "1/e", "1"),
        ("cos(1/x)**x", "0", "1"),
        ("(1/x - floor(1/x))**(1/x)", "0", "1"),
    ],
)
def test_intervals_may_end_where_f_has_a_value(function: str, low: str, high: str) -> None:
    found = right(f"x*{function}").slope
    assert isinstance(found, Oscillating)
    assert isinstance(found.low, Finite)
    assert isinstance(found.high, Finite)
    assert (write(found.low.number), write(found.high.number)) == (low, high)


def test_near_a_pole_f_is_unbounded_however_flat_the_factor() -> None:
    for power in (1, 2, 30):
        turns = right(f"x**{power}*tan(1/x)").turns
        assert [turn.limit for turn in turns] == [Infinite(-1), Infinite(1)]


@pytest.mark.parametrize(
    "function",
    [
        "sqrt(-sin(1/x)**2) + x*cos(1/x)",
        "sqrt(cos(1/x) - 1) + sqrt(cos(2/x) - 1) + x*cos(1/(2*x))",
        "acos(1 + sin(1/x)**2) + x*cos(1/x)",
        "x*(-1)**(1/(pi*x))",
    ],
)
def test_values_at_isolated_points_are_not_enough(function: str) -> None:
    assert right(function).slope.kind in ("unknown", "undefined")


@pytest.mark.parametrize(
    "function",
    ["x*tan(1/x)*0", "x/sin(1/x) - x/sin(1/x)", "x*tan(1/x)/tan(1/x)", "x*(tan(1/x)*cos(1/x) - sin(1/x))"],
)
def test_a_function_that_is_still_but_for_its_holes_does_not_oscillate(function: str) -> None:
    side = right(function)
    assert isinstance(side.approach, Unknown)
    assert isinstance(side.slope, Unknown)


@pytest.mark.parametrize(
    "function",
    ["x*sqrt(cos(1/x))", "x*min(1, abs(tan(1/x)))", "x*log(1/2 + cos(1/x))", "x/(1 + tan(1/x)**2)"],
)
def test_the_certificates_come_to_the_same_limits_along_the_sequences(function: str) -> None:
    radius, order = Fraction(1, 1024), 4
    witnesses = right(function).witnesses
    assert len(witnesses) == 2
    for witness in witnesses:
        if not (witness.phase.exact and isinstance(witness.limit, Finite)):
            continue
        text = parse(f"({function}) if x != 0 else 0").tree
        question = Question(text, parse_point("0").tree, 1, "quotient", Budget())
        with precision(BITS):
            interval = Interval(radius, order, question.budget)
            angle = number_at(parse_point(write(witness.phase.angle)).tree, ZERO, interval)
            along = enclosed(question, radius, order, Phase(read_sum("1/x", interval), angle))
            lowest, highest = extremes(along.interval, along.model)
        limit = as_float(witness.limit.number)
        assert lowest is not None
        assert highest is not None
        assert limit - 1e-9 <= float(lowest) <= float(highest) <= limit + 1e-9


def test_the_reason_tells_of_the_holes_and_names_two_sequences() -> None:
    reason = examine("x/sin(1/x) if x != 0 else 0").conditions[2].reason
    assert "f(0+Δx) has no value at some steps, as near to 0 as you like" in reason
    assert reason.count("Along the steps with 1/Δx = ") == 2
    assert "2πn − Δx⁴, n = 1, 2, 3, …, the quotient tends to" in reason


def test_the_argument_shows_both_sequences_of_f_and_of_the_quotient() -> None:
    told = [
        plain(line)
        for section in argue(examine("x*log(abs(cos(1/x))) if x != 0 else 0"))
        for line in section.lines
    ]
    for subject in ("f(x)", "the quotient"):
        assert f"Along Δx = 1/(2πn), n = 1, 2, 3, …, {subject} is 0 once n is large enough." in told
    assert any("π/2 + 2πn + e^(−1/Δx²), n = 1, 2, 3, …, f(x) tends to −∞." in line for line in told)


def test_the_limit_at_infinity_tells_of_the_holes() -> None:
    first, second = (condition.reason for condition in examine_limit("tan(x)/x", "+inf").conditions)
    assert first == "f has values as x → +∞, though not at all points."
    assert "f(1/t) has no value at some steps, as near to 0 as you like. Where it has one, " in second


def test_a_negative_base_to_an_exponent_that_moves_has_no_values() -> None:
    examination = examine("(-(1/x))**(1/x) if x != 0 else 0")
    assert (examination.left.slope.kind, examination.right.slope.kind) == ("finite", "undefined")


@pytest.mark.parametrize(
    ("exponent", "kind"),
    [
        ("floor(1/x)*(3/2)", "unknown"),
        ("(1/x)*(sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))) + 2", "finite"),
        ("exp(1/x)/exp(1/x)", "finite"),
        ("1/x + sin(1/x)", "unknown"),
        ("1/x", "undefined"),
        ("log(x)", "undefined"),
        ("max(3, 1/x)", "undefined"),
        ("min(3, 1/x)", "finite"),
    ],
)
def test_only_an_exponent_that_is_proved_to_move_leaves_no_value(exponent: str, kind: str) -> None:
    assert right(f"x*(-2)**({exponent})").slope.kind == kind


@pytest.mark.parametrize(
    "function",
    [
        "x*sqrt(sin(1/x))",
        "x*sqrt(-cos(1/x))",
        "x*log(sin(1/x))",
        "x*asin(2*sin(1/x))",
        "x*sqrt(sin(1/x) - 9/10)",
        "x*sqrt(sin(1/x)*cos(1/x))",
        "x*sqrt(tan(1/x**3))",
    ],
)
def test_a_wave_with_holes_is_decided_alike_on_both_sides_and_in_a_mirror(function: str) -> None:
    one = examine(f"({function}) if x != 0 else 0")
    mirrored = examine(f"({function.replace('x', '(-x)')}) if x != 0 else 0")
    kinds = [type(side.slope) for side in (one.left, one.right, mirrored.left, mirrored.right)]
    assert kinds == [Oscillating] * 4
