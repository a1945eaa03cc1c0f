"""Exponentials of what oscillates: products of them, their powers, roots and logarithms."""

from __future__ import annotations

import random

import pytest
from flint import fmpq

from relu_tui.calculus import examine
from relu_tui.calculus.decision.limit_values import Finite, Oscillating
from tests.bench.trees import Tally

WAVES = (
    "sin(1/x)",
    "cos(1/x)",
    "cos(2/x)",
    "sin(log(abs(x)))",
    "sin(1/x**2)",
    "cos(1/x + 1)",
    "abs(sin(1/x))",
)


def drawn(draw: random.Random) -> str:
    """A sum of one to three waves with small coefficients."""
    terms = [
        f"{draw.choice(('', '2*', '-', '-2*', '1/2*'))}{draw.choice(WAVES)}"
        for _ in range(draw.randint(1, 3))
    ]
    return " + ".join(terms)


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("x*exp(sin(1/x))*exp(-sin(1/x))", 1),
        ("x*exp(sin(1/x))/exp(sin(1/x) + x)", 1),
        ("x*(cosh(sin(1/x))**2 - sinh(sin(1/x))**2)", 1),
        ("x*sqrt(exp(2*sin(1/x)) + x**2)*exp(-sin(1/x))", 1),
        ("x*exp(cos(1/x))**sin(1/x)*exp(-sin(2/x)/2)", 1),
        ("x*exp(sin(1/x) + cos(1/x))/exp(sqrt(2)*sin(1/x + pi/4))", 1),
        ("log(exp(sin(1/x)) + x) - sin(1/x)", None),
        ("x*(log(exp(sin(1/x)) + x) - sin(1/x))", 0),
        ("x*(log(3*exp(2*cos(1/x))) - 2*cos(1/x) - log(3) + 5)", 5),
    ],
)
def test_exponentials_of_one_wave_cancel(text: str, slope: int | None) -> None:
    examination = examine(f"({text}) if x != 0 else 0", "0")
    for side in (examination.left, examination.right):
        if slope is None:
            assert isinstance(side.slope, Oscillating)
        else:
            assert side.slope == Finite(fmpq(slope))


@pytest.mark.parametrize(
    "text", ["x*exp(sin(1/x))*exp(-sin(2/x))", "x*exp(sin(1/x))*exp(sin(1/x))", "x*exp(cos(1/x))"]
)
def test_those_of_others_do_not(text: str) -> None:
    examination = examine(f"({text}) if x != 0 else 0", "0")
    assert isinstance(examination.left.slope, Oscillating)
    assert isinstance(examination.right.slope, Oscillating)


def test_a_product_is_the_exponential_of_the_sum_whatever_the_waves() -> None:
    draw = random.Random(11)
    for _ in range(60):
        w, v = drawn(draw), drawn(draw)
        examination = examine(f"x*exp({w})*exp({v})/exp({w} + ({v}) + 3*x) if x != 0 else 0", "0")
        assert examination.left.slope == examination.right.slope == Finite(fmpq(1)), (w, v)


def test_no_sample_contradicts_them() -> None:
    draw = random.Random(12)
    tally = Tally()
    forms = (
        "x*exp({w})*exp({v})",
        "x*log(exp({w}) + x)",
        "x*sqrt(exp({w}) + x*({v}))*exp(-({w})/2)",
        "x*(exp({w}) + x*({v}))**({v})/exp(({w})*({v}))",
        "x*(exp({w}) - exp({v}))/exp({w})",
        "x*(cosh({w}) + sinh({v}))**2",
        "x**2*exp({w})/(exp({v}) + x**3)",
        "abs(x)**(1 + exp({w}))/exp({v})",
    )
    for _ in range(12):
        tally.examine(f"({draw.choice(forms).format(w=drawn(draw), v=drawn(draw))}) if x != 0 else 0", "0")
    assert not tally.contradictions
    assert not tally.watch.raised
    assert tally.judge.skipped < tally.judge.sides
