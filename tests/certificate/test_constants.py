"""The certificate's constants against mpmath, and its proofs that one is 0."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from flint import fmpq

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.parsing import parse_point
from relu_tui.certificate.constants import Constant, rational
from relu_tui.certificate.errors import Unproved
from relu_tui.certificate.functions_of_constants import is_irrational
from relu_tui.certificate.powers_of_constants import inverse, to_power
from relu_tui.certificate.separation_bound import is_proved_zero
from relu_tui.certificate.subject import value_of
from tests.calculus.oracle.evaluator import evaluator

TEXTS = (
    *("cos(1)**(-2)", "sin(1)**2/cos(1)/cos(1)", "1/(1 + pi)/(2 + e)/(1 + pi)", "tan(1)**2"),
    *("sin(7*pi/6 + 1)", "cos(1/3 - pi/4)", "sin(-2)", "tan(pi/8)", "exp(3/2)*exp(-1/2)", "log(12/5)"),
    *("8**(2/3)", "(1 + sqrt(2))**(-3)", "sqrt(1 + sqrt(2))**3", "cbrt(-5)", "atan(2 - sqrt(3))"),
    *("asin(-1/2)", "acos(1/3)", "erf(-2)", "sinh(1)", "tanh(-1/2)", "sigmoid(log(3))", "softplus(2)"),
    *("cos(2)**3", "sin(1)**2 + cos(1)**2", "exp(2*log(3) + 1)", "pi**(1/3)", "e**pi - pi**e", "2**sqrt(2)"),
    *(
        "log(exp(2)*pi)",
        "floor(-7/2) + ceil(exp(1))",
        "max(pi, 22/7)",
        "0.1 + 0.2",
        "(-8)**3",
        "sqrt(2)*sqrt(8)",
    ),
)


def exactly(text: str) -> Any:
    engine = evaluator(60)
    return engine.rounded(engine.at(parse_point(text).tree, Fraction(0))).value


@pytest.mark.parametrize("text", TEXTS)
def test_a_constant_is_what_it_is_written_as_and_is_worth(text: str) -> None:
    value = value_of(text)
    mine = exactly(value.name)
    assert abs(mine - exactly(text)) < 1e-50
    assert value_of(value.name) == value


def test_what_is_equal_by_a_rule_is_equal_term_by_term() -> None:
    for one, other in (
        ("sqrt(2)*sqrt(8)", "4"),
        ("sin(1)**2 + cos(1)**2", "1"),
        ("exp(log(3))", "3"),
        ("log(8)", "3*log(2)"),
        ("cos(pi/3)", "1/2"),
        ("sin(pi + 1)", "-sin(1)"),
        ("log(1/(1 + exp(-1)))", "-log(1 + exp(-1))"),
        ("sqrt(3 + 2*sqrt(2))", "1 + sqrt(2)"),
        ("sqrt(5 - 2*sqrt(6))", "sqrt(3) - sqrt(2)"),
        ("(17 + 12*sqrt(2))**(3/4)", "(1 + sqrt(2))**3"),
        ("cbrt(3 + 2*sqrt(2))", "(1 + sqrt(2))**(2/3)"),
        ("1/(3 - sqrt(7))", "(3 + sqrt(7))/2"),
        ("log(3 + 2*sqrt(2))/2", "log(1 + sqrt(2))"),
        ("log(sqrt(2) - 1)", "-log(1 + sqrt(2))"),
        ("log(12 - 8*sqrt(2))", "2*log(2) - 2*log(1 + sqrt(2))"),
    ):
        assert value_of(one) == value_of(other)


@pytest.mark.parametrize(
    "text",
    [
        "sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))",
        "cbrt(2 + sqrt(5)) - cbrt(sqrt(5) - 2) - 1",
        "1/(1 + sqrt(2)) - (sqrt(2) - 1)",
        "sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2)",
    ],
)
def test_an_algebraic_constant_is_proved_to_be_0(text: str) -> None:
    assert is_proved_zero(value_of(text))


@pytest.mark.parametrize(
    "text", ["sqrt(2) - 1.41421356237309504880168872420969807857", "pi - 355/113", "sin(1)", "1e-300"]
)
def test_what_is_not_0_is_not_proved_to_be(text: str) -> None:
    assert not is_proved_zero(value_of(text))


def test_random_nested_roots_are_proved_0_only_where_they_are() -> None:
    rng = random.Random(7)
    for _ in range(60):
        a, b, c = (rng.randrange(1, 40) for _ in range(3))
        root = value_of(f"sqrt({a}) + {b}*cbrt({c})")
        square = to_power(root * root, Fraction(1, 2))
        assert is_proved_zero(square - root)
        nudged = square - root + rational(Fraction(1, 10 ** rng.randrange(20, 200)))
        assert not is_proved_zero(nudged)


def test_random_surds_have_the_roots_logarithms_and_inverses_that_they_should() -> None:
    rng = random.Random(11)
    for _ in range(150):
        a, b = (Fraction(rng.randrange(-12, 13), rng.randrange(1, 5)) for _ in range(2))
        d = rng.choice((2, 3, 5, 6, 7, 8, 12, 21))
        surd = value_of(f"{a} + ({b})*sqrt({d})")
        if surd.sign != 1:
            continue
        assert to_power(surd * surd, Fraction(1, 2)) == surd
        assert inverse(surd) * surd == rational(1)
        for text in (f"sqrt({surd.name})", f"({surd.name})**(2/3)", f"log({surd.name})", f"1/({surd.name})"):
            value = value_of(text)
            assert abs(exactly(value.name) - exactly(text)) < 1e-45
            assert value_of(value.name) == value


def sign_of(text: str) -> str:
    try:
        return str(value_of(text).sign)
    except Unproved:
        return "unproved"
    except ExpressionError:
        return "refused"


def test_what_is_too_large_ends_in_an_answer() -> None:
    for text in ("2**1000**2", "exp(exp(exp(9)))", "(1 + pi)**1000", "(2/3)**999.5"):
        assert sign_of(text) in ("1", "None", "unproved", "refused"), text


def test_irrational_is_said_of_what_is() -> None:
    for text in ("pi", "1 + sqrt(2)", "3*exp(1/2) - 1", "log(2)/7", "2**(1/3)"):
        assert is_irrational(value_of(text))
    for text in ("1/3", "sqrt(4)", "pi + exp(1)", "sin(pi/6)"):
        assert not is_irrational(value_of(text))
    assert not is_irrational(Constant({(): fmpq(1)}))
