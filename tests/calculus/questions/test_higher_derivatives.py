"""f″ and f‴ at a point: proved from f′(a) on, or refused where f′ has no values near the point."""

from __future__ import annotations

from math import isnan

import pytest

from relu_tui.calculus.exact.constant_printing import write
from relu_tui.calculus.language import differentiation
from relu_tui.calculus.language.differentiation import NotWrittenError, derivative
from relu_tui.calculus.language.functions import FUNCTIONS, UNARY
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.numerics.evaluation import compiled
from relu_tui.calculus.questions.higher_derivatives import examine_higher


@pytest.mark.parametrize(
    ("function", "at", "order", "value"),
    [
        ("x**3", "1", 2, "6"),
        ("x**3", "1", 4, "0"),
        ("sin(x)", "0", 3, "−1"),
        ("x**4*sin(1/x) if x != 0 else 0", "0", 2, "0"),
        ("exp(-1/x**2) if x != 0 else 0", "0", 4, "0"),
        ("max(x, x)", "0", 2, "0"),
        ("sigmoid(x)", "0", 3, "−1/8"),
        ("log(x)", "2", 3, "1/4"),
        ("abs(x)**(7/2)", "0", 3, "0"),
        ("atan(x)", "1", 3, "1/2"),
        ("x**x", "1", 2, "2"),
    ],
)
def test_it_exists(function: str, at: str, order: int, value: str) -> None:
    found = examine_higher(function, at, order)
    assert found.value is not None
    assert write(found.value) == value
    assert found.exists is True


@pytest.mark.parametrize(
    ("function", "at", "order", "said"),
    [
        ("x*abs(x)", "0", 2, "f″(0) does not exist."),
        ("relu(x)**2", "0", 2, "f″(0) does not exist."),
        ("x**3*sign(x)", "0", 3, "f‴(0) does not exist."),
        ("relu(x)", "0", 2, "f″(0) does not exist, for f′(0) does not."),
        ("relu(x)", "0", 3, "f‴(0) does not exist, for f′(0) does not."),
        ("x**2*sin(1/x) if x != 0 else 0", "0", 2, "f″(0) does not exist."),
        # f jumps at 1/n, so f′ has no value at points as near as you like
        ("x**3*floor(1/x) if x != 0 else 0", "0", 2, "It is not settled whether f″(0) exists."),
        ("x**4*abs(sin(1/x)) if x != 0 else 0", "0", 2, "It is not settled whether f″(0) exists."),
        ("x**4*max(sin(1/x), 0) if x != 0 else 0", "0", 2, "It is not settled whether f″(0) exists."),
    ],
)
def test_it_does_not_exist_or_is_not_settled(function: str, at: str, order: int, said: str) -> None:
    found = examine_higher(function, at, order)
    assert found.verdict == said
    assert found.value is None


@pytest.mark.parametrize(
    ("function", "continuous"),
    [
        ("x*abs(x)", True),
        ("x**2*sin(1/x) if x != 0 else 0", False),
        ("x**3*sin(1/x) if x != 0 else 0", True),
        ("relu(x)", False),
        ("x**3*floor(1/x) if x != 0 else 0", None),
    ],
)
def test_whether_the_derivative_is_continuous(function: str, continuous: bool | None) -> None:
    assert examine_higher(function, "0", 2).continuous_derivative is continuous


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("cbrt(x - x)", "0"),
        ("cbrt(floor(1 - x**2)) if x != 0 else 0", "0"),
        ("sqrt(max(0, -x)**6)", "0"),
        ("asin(sin(x)**2 + cos(x)**2)", "1"),
        ("(abs(x) - max(x, -x))**(1/3)", "0"),
    ],
)
def test_a_root_of_what_is_0_all_along_is_no_reason_to_deny_a_derivative(function: str, at: str) -> None:
    assert examine_higher(function, at, 2).exists is not False


def test_reasons_speak_of_the_derivative_that_they_are_about() -> None:
    second = examine_higher("x*abs(x)", "0", 2).steps[1]
    assert second.conditions[0].reason == "f′(0) = 0, and f′(x) tends to 0 from both sides."
    assert second.conditions[1].reason.startswith("For Δx < 0, f′(0+Δx) = −2·Δx")


def quotient_and_slope(function: str, x: float) -> tuple[float, float]:
    """The symmetric difference quotient, and what the rules say; NaN where f has no value."""
    tree = parse(function).tree
    f, slope = compiled(tree), compiled(derivative(tree))
    return (float(f(x + 1e-5)) - float(f(x - 1e-5))) / 2e-5, float(slope(x))


def test_every_function_has_a_rule_that_agrees_with_its_difference_quotients() -> None:
    without = [name for name in UNARY if not FUNCTIONS[name].derivative]
    assert without == ["trigamma"]
    with pytest.raises(NotWrittenError):
        derivative(parse("trigamma(x)").tree)
    for name in set(UNARY) - set(without):
        for x in (-2.3, -0.1, 0.7, 1.9):
            quotient, slope = quotient_and_slope(f"{name}(x/3 + 1/5)", x)
            if not isnan(quotient):
                assert abs(slope - quotient) < 1e-6 * max(1, abs(quotient)), name


@pytest.mark.parametrize(
    "function",
    ["x**3", "x**-2", "2**x", "x**x", "(x**2+1)/(x-4)", "max(x, x**2, 1/3)", "min(x, x**3)", "pi*x-e"],
)
def test_rules_for_operations_agree_with_difference_quotients(function: str) -> None:
    for x in (0.3, 0.9, 2.2):
        quotient, slope = quotient_and_slope(function, x)
        assert abs(slope - quotient) < 1e-6 * max(1, abs(quotient))


def test_a_derivative_that_grows_past_the_bound_is_not_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    assert examine_higher("x**x", "1", 5).value is not None
    monkeypatch.setattr(differentiation, "MOST_PARTS", 5)
    with pytest.raises(NotWrittenError):
        derivative(derivative(parse("x**x*sin(x)").tree))
    assert examine_higher("x**x", "1", 5).verdict.startswith("It is not settled")
