"""The bounds that the form of an expression shows, against its values."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import get_args

import pytest

from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.form_bounds import ALL, form_bounds, is_never_negative
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.language.syntax import Binary, Call, Negative, Numeric, Variable, nodes
from relu_tui.calculus.numerics.evaluation import compiled
from tests.calculus.hostile_trees import hostile_expression
from tests.calculus.trees import expression

POINTS = (-3.0, -1.0, -0.5, -0.01, 0.0, 1e-6, 0.2, 1.0, 2.5, 40.0)


def test_every_value_is_within_the_bounds_that_the_form_shows() -> None:
    generator = random.Random(7)
    found = 0
    for make in (expression, hostile_expression):
        for _ in range(300):
            for node in nodes(parse(make(generator.choice)[0]).tree):
                if isinstance(node, get_args(Numeric)) and (bounds := form_bounds(node)) != ALL:
                    room = 1e-9 * max(1.0, *(abs(float(x)) for x in bounds if math.isfinite(x)))
                    value = compiled(node)
                    for x in POINTS:
                        y = value(x)
                        assert y != y or bounds.low - room <= y <= bounds.high + room, (to_text(node), x)
                        found += y == y and bounds.low != bounds.high
    assert found > 10_000


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("sin(1/x)**2", True),
        ("--sqrt(x)", True),
        ("-sin(x)**2", False),
        ("max(-1, abs(x))", True),
        ("min(-1, abs(x))", False),
        ("min(x**4, relu(x))", True),
        ("x**2 + exp(x)*cosh(x)", True),
        ("x**2 - 1/4", False),
        ("x**3", False),
        ("x**2 if x > 0 else 3", True),
        ("x**2 if x > 0 else x", False),
    ],
)
def test_what_is_never_negative_by_its_form(text: str, never: bool) -> None:
    tree = parse(text).tree
    assert is_never_negative(tree) is never
    assert is_never_negative(Negative(Negative(tree))) is never


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2 + sin(1/x)", 1, 3),
        ("1 - cos(x)**2", 0, 1),
        ("1/(2 + cos(x))", "1/3", 1),
        ("-1/(5 + 3*cos(x))", "-1/2", "-1/8"),
        ("sin(x)**3 - cos(x)", -2, 2),
        ("sqrt(2 + 2*cos(x))", 0, 4),
        ("(4 + x**2)**(3/2)", 4, "inf"),
        ("cbrt(8*sin(x))", -8, 8),
        ("cbrt(8 + x**2)", 1, "inf"),
        ("exp(-x**2)", 0, 1),
        ("exp(abs(x))", 1, "inf"),
        ("tanh(abs(x))", 0, 1),
        ("tanh(-abs(x))", -1, 0),
        ("floor(3/2*sin(x))", -2, 1),
        ("ceil(3/2*sin(x))", -1, 2),
        ("max(x, 3, sin(x))", 3, "inf"),
        ("min(x, 3, sin(x))", "-inf", 1),
        ("relu(sin(x) - 2)", 0, 0),
        ("abs(sin(x) - 3)", 2, 4),
        ("abs(sin(x) - 1/2)", 0, "3/2"),
        ("sin(x) if x > 0 else 3", -1, 3),
        ("(1 + abs(x))**abs(x)", 1, "inf"),
        ("abs(cos(x))**abs(x)", 0, 1),
        ("abs(x)**x", 0, "inf"),
        ("x**x", "-inf", "inf"),
        ("(-2 + sin(x))**3", -27, -1),
        ("(-2 + sin(x))**(-2)", "1/9", 1),
        ("(-2 + sin(x))**floor(x)", "-inf", "inf"),
        ("1/x", "-inf", "inf"),
        ("1/abs(x)", 0, "inf"),
        ("0*x", 0, 0),
        ("(x + 2)*(x + 2)", 0, "inf"),
        ("5**5000*sin(x)", "-inf", "inf"),
        ("sin(x)/5**300", -1, 1),
        ("log(x)", "-inf", "inf"),
        ("pi - 3", "15/106", "1/7"),
    ],
)
def test_the_bounds_of_a_form(text: str, low: object, high: object) -> None:
    expected = tuple(float(str(x)) if "inf" in str(x) else Fraction(str(x)) for x in (low, high))
    assert form_bounds(parse(text).tree) == expected


def test_a_long_sum_and_a_tree_of_shared_parts_are_bounded_quickly() -> None:
    assert form_bounds(parse("+".join(["sin(x)**2"] * 200)).tree).low == 0
    part: Numeric = Call("sin", (Variable(),))
    for _ in range(60):
        part = Binary("+", part, part)
    assert form_bounds(part) == (-(2**60), 2**60)
