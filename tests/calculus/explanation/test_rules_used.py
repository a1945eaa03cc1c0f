"""What an argument says of the rules by which an expansion came about."""

from __future__ import annotations

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.explanation.argument import argue
from relu_tui.calculus.explanation.rules_used import rules_used
from relu_tui.calculus.language.line import plain
from relu_tui.calculus.side import Side


def rules(function: str, at: str, side: Side) -> list[str]:
    return [plain(line) for line in rules_used(examine(function, at), side)]


@pytest.mark.parametrize(
    ("function", "at", "line"),
    [
        ("max(0, -x)**0", "0", "max(0, −x)⁰ = 0⁰ = 1, by convention."),
        ("sqrt(x**2)", "0", "√(x²) = √(Δx²) = |Δx|."),
        ("(x**2)**(1/2)", "0", "(x²)^(1/2) = √(Δx²) = |Δx|."),
        ("sqrt(2*(x - 1)**2)", "1", "√(2·(x − 1)²) = √(2·Δx²) = √2·|Δx|."),
        ("sqrt(4*x**2 + x**3)", "0", "√(4·x² + x³) = √(4·Δx² + Δx³) = √(4 + Δx)·|Δx|."),
        ("sin(pi*floor(1/x))", "0", "sin(π·floor(1/x)) = 0, for π·floor(1/x) is a whole multiple of π."),
        ("cos(2*pi*ceil(x))", "0", "cos(2·π·ceil(x)) = 1, for 2·π·ceil(x) is a whole multiple of 2π."),
        ("x**x", "0", "x^x = e^(x·ln(x))."),
        ("2**x", "0", "2^x = e^(x·ln(2))."),
        ("(1 + x)**(1/x)", "0", "(1 + x)^(1/x) = e^(ln(1 + x)/x)."),
        ("exp(2*log(x))", "0", "exp(2·ln(x)) = x²."),
        ("exp(log(x))", "0", "exp(ln(x)) = x."),
        ("log(x**2)", "0", "ln(x²) = 2·ln|x|."),
        ("log(x**3)", "0", "ln(x³) = 3·ln(x)."),
        ("sin(1/x)**2 + cos(1/x)**2", "0", "sin(1/x)² + cos(1/x)² = 1, as for every angle."),
        ("sin(1/x)**2", "0", "sin(1/x)² = 1/2 − cos(2/Δx)/2, by the formulas for powers of sine and cosine."),
        (
            *("sin(1/x)*cos(1/x)", "0"),
            "sin(1/x)·cos(1/x) = sin(2/Δx)/2, by the formulas for products of sines and cosines.",
        ),
        (
            *("sin(1 + 1/x)", "0"),
            "sin(1 + 1/x) = cos(1)·sin(1/Δx) + sin(1)·cos(1/Δx), by the angle-sum formulas.",
        ),
    ],
)
def test_a_rule_that_is_used_is_said(function: str, at: str, line: str) -> None:
    assert rules(function, at, Side.RIGHT) == [line]


def test_0_to_the_power_0_is_said_of_the_point() -> None:
    near, *_ = argue(examine("x**0"))
    assert [plain(line) for line in near.lines[:2]] == [
        "At 0: x⁰ = 0⁰ = 1, by convention.",
        "The value: f(0) = 1.",
    ]
    assert rules("x**0", "0", Side.RIGHT) == []
    assert rules("x**0", "1", Side.AT) == []


@pytest.mark.parametrize(
    ("function", "side"),
    [
        ("x**x if x > 0 else sin(x)", Side.LEFT),  # another branch
        ("(x - 3)**floor(x)", Side.RIGHT),  # a negative base has no logarithm
        ("exp(x)**1 + e**x", Side.RIGHT),  # written so already
        ("sin(x)**2", Side.RIGHT),
        ("sqrt(x**2 + 1)", Side.RIGHT),
        ("cos(pi*floor(1/x))", Side.RIGHT),  # 1 or −1
        ("x*sin(1/x)", Side.RIGHT),
    ],
)
def test_no_rule_is_said_that_is_not_used(function: str, side: Side) -> None:
    assert rules(function, "0", side) == []


def test_parts_come_before_what_they_are_parts_of() -> None:
    told = rules("sin(1/x)*cos(1/x)**2", "0", Side.RIGHT)
    assert [line.split(" = ")[0] for line in told] == ["cos(1/x)²", "sin(1/x)·cos(1/x)²"]
