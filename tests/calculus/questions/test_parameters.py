"""For which a and b is f differentiable: linear equations, solved exactly, and checked by the engine."""

from __future__ import annotations

from fractions import Fraction

import pytest

from relu_tui.calculus import ExpressionError, examine
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.questions.parameters import equation_formula, fit


@pytest.mark.parametrize(
    ("function", "names", "at", "equations", "continuous", "differentiable"),
    [
        (
            "a*x^2+b if x<1 else 3x",
            "a,b",
            "1",
            "a + b = 3 | 2·a = 3",
            "a = −b + 3, any b",
            "a = 3/2, b = 3/2",
        ),
        (
            "a x if x < 2 else x^2 + b",
            "a,b",
            "2",
            "2·a − b = 4 | a = 4",
            "a = b/2 + 2, any b",
            "a = 4, b = 4",
        ),
        ("a sin x + b if x < 0 else exp(x)", "a,b", "0", "b = 1 | a = 1", "b = 1, any a", "a = 1, b = 1"),
        (
            "a*x + b if x < pi else cos(x)",
            "a,b",
            "pi",
            "π·a + b = −1 | a = 0",
            "a = −1/π·b − 1/π, any b",
            "a = 0, b = −1",
        ),
        ("a*sqrt(2)*x if x < 1 else sqrt(8)*x", "a", "1", "√2·a = 2√2 | √2·a = 2√2", "a = 2", "a = 2"),
        ("a*x+b", "a,b", "0", "0 = 0", "any a and any b", "any a and any b"),
        ("x^2 if x<1 else a", "a", "1", "a = 1 | 0 = 2", "a = 1", "no values"),
        ("a if x<0 else (1 if x==0 else 2)", "a", "0", "a = 1 | 0 = 1 | 0 = 0", "no values", "no values"),
        (
            "a*x^2 + b*x + c if x<1 else log(x)",
            "a,b,c",
            "1",
            "a + b + c = 0 | 2·a + b = 1",
            "a = −b − c, any b and any c",
            "a = c + 1, b = −2·c − 1, any c",
        ),
        ("a^2*x if x<1 else 3x", "a", "1", "a² = 3 | a² = 3", "a = −√3 or a = √3", "a = −√3 or a = √3"),
        (
            "a^2*x^2 if x<1 else 2*a*x - 1",
            "a",
            "1",
            "a² − 2·a = −1 | 2·a² − 2·a = 0",
            "a = 1",
            "a = 1",
        ),
        ("(2a+1)^2*x if x<0 else 9x", "a", "0", "4·a² + 4·a = 8", "any a", "a = −2 or a = 1"),
        ("a^3*x if x<0 else -2x", "a", "0", "a³ = −2", "any a", "a = −∛2"),
        ("(a^3-a-1)*x if x<0 else 0", "a", "0", "a³ − a = 1", "any a", "a ≈ 1.324717957"),
        ("a^2*x if x<0 else -x", "a", "0", "a² = −1", "any a", "no values"),
        ("sqrt(2)*a^2*x if x<0 else a*x", "a", "0", "√2·a² − a = 0", "any a", "a = 0 or a = √2/2"),
        ("a^2*x^2", "a", "0", "0 = 0", "any a", "any a"),
    ],
)
def test_all_solutions(
    function: str, names: str, at: str, equations: str, continuous: str, differentiable: str
) -> None:
    found = fit(function, tuple(names.split(",")), at)
    shown = [readable(equation_formula(one, found.unknowns)) for one in (*found.continuity, found.smoothness)]
    assert " | ".join(shown) == equations
    assert found.continuous.text == continuous
    assert found.differentiable.text == differentiable


@pytest.mark.parametrize("function", ["a*x^2+b if x<1 else 3x", "a*x**3 + b if x < 1 else x**2 - 2*b*x"])
def test_the_engine_agrees_with_the_solution_and_with_no_value_beside_it(function: str) -> None:
    found = fit(function, ("a", "b"), "1")
    right = {
        name: parse_point(readable(formula(value)).replace("−", "-")).tree
        for name, (value, _) in zip(found.names, found.differentiable.values, strict=True)
    }
    assert examine(parse(function, right), "1").differentiable is True
    for shift in (Fraction(1, 1000), Fraction(-3)):
        wrong = {"a": parse_point(str(shift)).tree, "b": parse_point("1/7").tree}
        assert examine(parse(function, wrong), "1").differentiable is False


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("a^2*x^2 + a*x if x<1 else 6x", "1"),
        ("a^3*x if x<0 else 2x", "0"),
        ("a^4*x + a*x if x<0 else 2x", "0"),
    ],
)
def test_the_engine_agrees_with_each_root_of_a_polynomial(function: str, at: str) -> None:
    found = fit(function, ("a",), at)
    exact = [parse_point(readable(one).split(" = ")[1]) for one in found.differentiable.formulas()]
    for value in exact:
        assert examine(parse(function, {"a": value.tree}), at).differentiable is True
    for number in (Fraction(7, 5), Fraction(-9, 4)):
        assert examine(parse(function, {"a": parse_point(str(number)).tree}), at).differentiable is False


@pytest.mark.parametrize(
    ("function", "names", "problem"),
    [
        ("max(a*x, x)", "a", "not linear in its parameters"),
        ("a*b*x", "a,b", "not linear in its parameters"),
        ("x if x < a else 0", "a", "not linear in its parameters"),
        ("1/(a + x)", "a", "not linear in its parameters"),
        ("sin(a)*x", "a", "nor a polynomial in it"),
        ("a^9*x", "a", "nor a polynomial in it"),
        ("(sqrt(2)*a^3 - a)*x if x<0 else 0", "a", "not solved here"),
        ("x", "a", "a is not in the function"),
        ("a*x", "a,a", "named twice"),
        ("x*pi", "pi", "can't be a parameter's name"),
        ("a*x", "a,b,c,d,f", "5 parameters"),
        ("a/x", "a", "f has no value there"),
        # what would be read otherwise for each value
        ("atan2(x + 1, a) + a*x if x < 0 else pi/3", "a", "not linear in its parameters"),
        ("quantile([x - 1, 0, 5], a) + a*x if x < 0 else 2", "a", "quantile takes"),
        ("root(x + 4, 2 + a) + a*x if x < 0 else 2", "a", "root takes"),
        ("(2 + a)! + a*x if x < 0 else 4", "a", "not linear in its parameters"),
        ("{x + 6, x < 0; a*x + a, x >= a}", "a", "not linear in its parameters"),
        ("x*X", "X", "can't be a parameter's name"),
        ("a*sin(1/x) if x > 0 else 0", "a", "no finite limit"),
        ("a*cbrt(x)", "a", "no finite slope"),
    ],
)
def test_what_cannot_be_solved_is_said(function: str, names: str, problem: str) -> None:
    with pytest.raises(ExpressionError, match=problem):
        fit(function, tuple(names.split(",")))
