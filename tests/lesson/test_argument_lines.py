"""Every equality and inequality of an argument is right at random steps of the interval that it names."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.explanation.estimates import Estimates
from relu_tui.calculus.language.line import plain
from relu_tui.calculus.side import Side
from relu_tui.lesson.argument_bounds import argued, estimated
from tests.calculus.textbook import ROWS
from tests.lesson.argument_sampling import sampled
from tests.lesson.arguments import ARGUMENTS

HIDDEN = [("max(2**x, x**2)", "4"), ("abs(exp(x) - e*x)", "1"), ("abs(x**2 - x*(1 + log(x)))", "1")]
"""What picks a branch begins with a number that is written without the sign that it has, or later on."""

TURNED = [
    ("asin(sin(9*x))", "0"),
    ("acos(cos(20*x))", "1/7"),
    ("atan(tan(7*x))", "0"),
    ("log(exp(3*x))", "0"),
]
"""What is equal to an angle as far as the first turn alone."""

BY_THE_WAY = [
    ("x*floor(1/x + x) - 1 if x != 0 else 0", "0"),
    ("x*sign(sin(1/x) - 100*x) if x != 0 else 0", "0"),
]
"""What is said of a sequence holds of its later steps alone."""


@pytest.mark.parametrize(("function", "at"), [*ARGUMENTS, *HIDDEN, *TURNED, *BY_THE_WAY])
def test_each_line_of_an_argument_is_right_at_random_steps(function: str, at: str) -> None:
    found = sampled(function, at)
    assert found.faults == []
    assert not found.unread
    assert found.checked > 0 or examine(function, at).differentiable is None or "1/x" in function


@pytest.mark.parametrize(("function", "at"), sorted({(row["f"], row["at"]) for row in ROWS})[5::29])
def test_each_line_over_the_textbook_is_right_at_random_steps(function: str, at: str) -> None:
    assert sampled(function, at).faults == []


@pytest.mark.parametrize(("function", "at"), ARGUMENTS)
def test_no_line_leaves_to_the_reader_how_near_or_how_small(function: str, at: str) -> None:
    for section in argued(examine(function, at)):
        for line in map(plain, section.lines):
            assert not any(vague in line for vague in (" near 0", "once n", "something", " + …", "…)"))


def _with_constants(known: Estimates, factor: Fraction) -> Estimates:
    bounds = {
        key: found if found.constant is None else replace(found, constant=found.constant * factor)
        for key, found in known.bounds.items()
    }
    rests = {
        side: replace(rest, estimate=replace(rest.estimate, constant=(rest.estimate.constant or 0) * factor))
        for side, rest in known.remainders.items()
    }
    return replace(known, bounds=bounds, remainders=rests)


@pytest.mark.parametrize(
    ("function", "at"),
    [("exp(x)", "0"), ("sin(x)", "pi/4"), ("x*exp(x)", "1"), ("abs(x**2 - 2)", "sqrt(2)"), ("tan(x)", "1")],
)
def test_a_constant_that_is_too_small_is_seen(function: str, at: str) -> None:
    known = estimated(examine(function, at))
    assert sampled(function, at, known).faults == []
    assert sampled(function, at, _with_constants(known, Fraction(1, 20))).faults


def test_an_interval_that_is_too_long_is_seen() -> None:
    function = "relu(x - sin(x) - 100*x**5)"
    known = estimated(examine(function))
    assert sampled(function, "0", known).faults == []
    signs = {
        key: replace(bound, estimate=replace(bound.estimate, radius=Fraction(1)))
        for key, bound in known.signs.items()
    }
    longer = replace(known, signs=signs, intervals=dict.fromkeys(Side, Fraction(1)))
    assert sampled(function, "0", longer).faults
