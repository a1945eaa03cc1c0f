"""Where f is not differentiable: every point of an interval, exactly, or the part that was not covered."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest
from flint import arb

from relu_tui.calculus import examine
from relu_tui.calculus.decision.proof import locate
from relu_tui.calculus.exact.balls import ball, precision
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.questions.points import Points, rough_points
from relu_tui.calculus.questions.recognition import candidates, simplest
from tests.bench.points import ENDS, contradictions, piecewise


def found(function: str, start: str = "-10", end: str = "10") -> Points:
    return rough_points(function, Fraction(start), Fraction(end))


@pytest.mark.parametrize(
    ("function", "places"),
    [
        ("relu(x)", "0"),
        ("abs(x**2 - 2)", "-sqrt(2) | sqrt(2)"),
        ("max(x, x**2, 1 - x)", "-1/2 - sqrt(5)/2 | 1/2 | 1"),
        ("abs(abs(x) - 1)", "-1 | 0 | 1"),
        ("abs(cos(x/2))", "-3*pi | -pi | pi | 3*pi"),
        ("abs(exp(x) - 2)", "log(2)"),
        ("abs(1/sqrt(x) - 1)", "0 | 1"),
        ("abs(1/x - 2)", "0 | 1/2"),
        ("abs(exp(-1/x) - exp(-2))*relu(x)", "0 | 1/2"),
        ("abs(log(abs(x)) - 1)", "-exp(1) | 0 | exp(1)"),
        ("abs(x**3 - 5)", "cbrt(5)"),
        ("x if x**2 < 3 else 4 - x", "-sqrt(3) | sqrt(3)"),
        ("cbrt(x**2 - 1)", "-1 | 1"),
        ("1/(x**2 - x - 1)", "1/2 - sqrt(5)/2 | 1/2 + sqrt(5)/2"),
        ("relu(x - 1) - 2*relu(2*x - 3) + relu(3*x - 5)", "1 | 3/2 | 5/3"),
        ("x*sin(1/x) if x != 0 else 0", "0"),
        ("sin(x)", ""),
        # parts that break where f does not
        ("relu(x) - relu(-x)", ""),
        ("abs(x)*x", ""),
        ("abs(x**2)", ""),
        ("(x - 1)**2*sign(x - 1)", ""),
        ("abs((x - 1)**3*(x - sqrt(2))**2)", ""),
        # a part that is constant on a whole interval
        ("relu(relu(x))", "0"),
        ("abs(relu(x) - relu(x))", ""),
        ("max(x, x)", ""),
        ("floor(floor(x))/2 + abs(x)*0", " | ".join(str(n) for n in range(-10, 11))),
    ],
)
def test_every_point_exactly(function: str, places: str) -> None:
    answer = found(function)
    assert answer.complete
    assert " | ".join(point.place.exact for point in answer.rough) == places
    assert not any(point.differentiable for point in answer.rough)


def test_a_point_without_an_exact_form_is_isolated_and_judged() -> None:
    (point,) = found("abs(x**5 - x - 1)").points
    assert not point.place.exact
    assert point.place.high - point.place.low < Fraction(1, 2**90)
    assert (point.continuous, point.differentiable) == (True, False)
    (jump,) = found("sign(x**5 - x - 1)").points
    assert (jump.continuous, jump.differentiable) == (False, False)
    (spike,) = found("1 if x**5 - x - 1 == 0 else 0").points
    assert (spike.continuous, spike.differentiable) == (False, False)
    (other,) = found("1 if -2*(x**5 - x - 1)**3 == 0 else 0").points
    assert (other.continuous, other.differentiable) == (False, False)
    (even,) = found("1 if (x**5 - x - 1)*(x**2 + 1) >= 0 and (x**5 - x - 1)*2 <= 0 else 0").points
    assert (even.continuous, even.differentiable) == (False, False)
    (smooth,) = found("relu(x**5 - x - 1) - relu(1 + x - x**5)").points
    assert smooth.differentiable is not False


def test_gaps_are_told() -> None:
    assert found("sqrt(x**2 - 1)").gaps == [("-1", "1")]
    assert found("asin(x)", "-2", "2").gaps == [("-2", "-1"), ("1", "2")]
    assert found("1/x").gaps == []


@pytest.mark.parametrize("function", ["abs(sin(1/x))", "floor(1/x)", "1/sin(1/x)"])
def test_what_accumulates_is_not_called_complete(function: str) -> None:
    answer = found(function, "-1", "1")
    assert not answer.complete
    assert any(low <= 0 <= high or abs(low) < Fraction(1, 20) for low, high in answer.uncovered)
    assert len(answer.points) > 10


def test_ends_belong_to_the_interval() -> None:
    assert [point.place.exact for point in found("abs(x)", "0", "1").rough] == ["0"]
    assert [point.place.exact for point in found("floor(x)", "1", "3").rough] == ["1", "2", "3"]


def test_random_networks_have_the_kinks_that_their_weights_say() -> None:
    draw = random.Random(5)
    for _ in range(10):
        units = [(draw.randint(-5, 5) or 1, draw.randint(-9, 9), draw.randint(-3, 3)) for _ in range(6)]
        terms = [f"({c})*relu({w}*x + ({b}))" for w, b, c in units]
        turns: dict[Fraction, int] = {}
        for w, b, c in units:
            at = Fraction(-b, w)
            turns[at] = turns.get(at, 0) + c * abs(w)
        kinks = sorted(at for at, turn in turns.items() if turn and abs(at) <= 10)
        answer = found(" + ".join(terms))
        assert [Fraction(point.place.exact) for point in answer.rough] == kinks
        assert answer.complete


def test_between_the_points_the_slope_is_that_of_its_neighbourhood() -> None:
    draw = random.Random(6)
    for function in ("abs(x**2 - 2)*max(x, 1)", "floor(x)*abs(sin(x))", "abs(abs(x - 1) - abs(x**3))"):
        answer = found(function, "-3", "3")
        places = [point.place for point in answer.points]
        for left, right in pairwise(places):
            share = Fraction(draw.randint(1, 99), 100)
            at = left.high + (right.low - left.high) * share
            near = at.limit_denominator(1000)
            if left.high < near < right.low:
                assert examine(function, str(near)).differentiable is True


@pytest.mark.parametrize(
    "text",
    [
        "3/7",
        "pi/3",
        "-2*pi",
        "sqrt(2)",
        "1/2 - sqrt(5)/2",
        "cbrt(5)",
        "log(3)",
        "exp(2)",
        "atan(2)",
        "1/(3*pi)",
    ],
)
def test_a_number_is_recognized_by_its_digits(text: str) -> None:
    with precision(300):
        enclosure = ball(locate(parse_point(text)), 300)
        scale = 2**120
        low = Fraction(int((enclosure * scale).floor().fmpz()), scale)
        guesses = [locate(parse_point(guess)) for guess in candidates(low, low + Fraction(2, scale))]
        assert any((ball(number, 300) - enclosure).contains(0) for number in guesses)


def test_the_simplest_rational_is_simple() -> None:
    assert simplest(Fraction(31, 100), Fraction(34, 100)) == Fraction(1, 3)
    assert simplest(Fraction(-1, 2), Fraction(1, 3)) == 0
    assert simplest(Fraction(-34, 100), Fraction(-31, 100)) == Fraction(-1, 3)


def test_json_tells_every_point() -> None:
    told = rough_points(parse("abs(x**2 - 2)"), Fraction(0), Fraction(2)).to_dict()
    assert told["complete"] is True
    (point,) = told["points"]
    assert (point["at"], point["continuous"], point["differentiable"]) == ("sqrt(2)", True, False)
    assert arb(point["decimal"]) > 1.414213


def test_a_pole_is_no_crossing_of_an_expression_that_rises_on_both_sides() -> None:
    survey = found("max(tan(x), x)", "-4", "4")
    assert [point.shown for point in survey.points] == ["-pi/2", "0", "pi/2"]
    assert all(abs(abs(low) - Fraction(11, 7)) < Fraction(1, 1000) for low, _ in survey.uncovered)


def test_random_piecewise_functions_break_nowhere_else() -> None:
    for number in range(4):
        function = piecewise(random.Random(f"test {number}"), 2)
        assert not contradictions(function, rough_points(function, *ENDS)), function
