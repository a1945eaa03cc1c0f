"""What the form of an expression shows, against its values."""

from __future__ import annotations

import random
from typing import get_args

import pytest

from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.language.syntax import Negative, Numeric, is_never_negative, nodes
from relu_tui.calculus.numerics.evaluation import compiled
from tests.calculus.trees import expression

POINTS = (-3.0, -1.0, -0.5, -0.01, 0.0, 1e-6, 0.2, 1.0, 2.5, 40.0)


def test_what_is_never_negative_by_its_form_has_no_negative_value() -> None:
    generator = random.Random(7)
    found = 0
    for _ in range(300):
        for node in nodes(parse(expression(generator.choice)[0]).tree):
            if isinstance(node, get_args(Numeric)) and is_never_negative(node):
                value = compiled(node)
                assert not any(value(x) < 0 for x in POINTS), node
                found += 1
    assert found > 300


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
