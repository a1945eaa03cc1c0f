"""The limit of f itself: holes, wrong values, jumps, poles, waves, and what f does as x → ±∞."""

from __future__ import annotations

import pytest

from relu_tui.calculus import ExpressionError, examine
from relu_tui.calculus.decision.limit_proof import PointLimit
from relu_tui.calculus.questions.function_limit import examine_limit
from tests.calculus.textbook import ROWS


@pytest.mark.parametrize(
    ("function", "at", "exists", "limit"),
    [
        ("sin(x)/x", "0", True, "1"),
        ("(x**2 - 1)/(x - 1)", "1", True, "2"),
        ("(1 - cos(x))/x**2", "0", True, "1/2"),
        ("x**2 if x != 1 else 5", "1", True, "1"),
        ("relu(x)", "0", True, "0"),
        ("floor(x)", "1", False, None),
        ("abs(x)/x", "0", False, None),
        ("1/x", "0", False, None),
        ("1/x**2", "0", False, "+∞"),
        ("log(abs(x))", "0", False, "−∞"),
        ("sin(1/x)", "0", False, None),
        ("sqrt(x)", "0", False, None),
        ("(x**2 + x)/(2*x**2 - 1)", "inf", True, "1/2"),
        ("(1 + 1/x)**x", "inf", True, "e"),
        ("sqrt(x**2 + x) - x", "inf", True, "1/2"),
        ("sqrt(x**2 + x) - x", "-inf", False, "+∞"),
        ("sqrt(x**2)/x", "-inf", True, "−1"),
        ("atan(x)", "-inf", True, "−π/2"),
        ("exp(x)", "-inf", True, "0"),
        ("exp(x)", "inf", False, "+∞"),
        ("sin(x)/x", "inf", True, "0"),
        ("sin(x)", "inf", False, None),
        ("x*sin(x)", "-inf", False, None),
        ("floor(x)/x", "inf", True, "1"),
        ("log(x)", "-inf", False, None),
        ("x - log(exp(x) + 1)", "inf", True, "0"),
    ],
)
def test_the_limit_of_f(function: str, at: str, exists: bool, limit: str | None) -> None:
    found = examine_limit(function, at)
    assert found.exists is exists
    if limit is None:
        assert found.proof.limit is None
    else:
        assert f"= {limit}" in found.verdict


@pytest.mark.parametrize(
    ("function", "at", "repair"),
    [
        ("sin(x)/x", "0", "With f(0) = 1 it would be continuous, and f′(0) would be 0."),
        ("x**2*sin(1/x)", "0", "With f(0) = 0 it would be continuous, and f′(0) would be 0."),
        ("x*sin(1/x)", "0", "With f(0) = 0 it would be continuous."),
        ("x**2 if x != 1 else 5", "1", "With f(1) = 1 it would be continuous, and f′(1) would be 2."),
        ("relu(x)", "0", ""),
        ("floor(x)", "1", ""),
        ("1/x", "0", ""),
        ("1/x", "inf", ""),
    ],
)
def test_what_would_mend_a_hole(function: str, at: str, repair: str) -> None:
    assert examine_limit(function, at).repair == repair


@pytest.mark.parametrize(
    ("function", "at", "statuses"),
    [
        ("relu(x)", "0", "holds holds holds holds holds"),
        ("floor(x)", "1", "holds holds holds fails fails"),
        ("sin(x)/x", "0", "holds holds holds holds fails"),
        ("sqrt(x)", "0", "fails fails holds fails holds"),
        ("1/x", "0", "holds fails fails fails fails"),
        ("log(x)", "inf", "holds fails"),
        ("log(x)", "-inf", "fails fails"),
    ],
)
def test_the_conditions(function: str, at: str, statuses: str) -> None:
    conditions = examine_limit(function, at).conditions
    assert " ".join(condition.status for condition in conditions) == statuses
    assert all(condition.reason.endswith(".") for condition in conditions)


def test_it_says_of_f_what_the_question_of_the_derivative_says() -> None:
    for row in ROWS[::9]:
        examination, proof = examine(row["f"], row["at"]), examine_limit(row["f"], row["at"]).proof
        assert isinstance(proof, PointLimit)
        assert str(proof.value) == str(examination.value), row
        if proof.statuses[4] != "undecided" != examination.statuses[0]:
            assert proof.statuses[4] == examination.statuses[0], row


def test_as_x_grows_f_does_what_f_of_1_over_t_does_from_the_right() -> None:
    for function in ("x/(x + 1)", "x*sin(1/x)", "exp(-x)*x**9", "tanh(x)"):
        inverted = function.replace("exp", "EXP").replace("x", "(1/x)").replace("EXP", "exp")
        grown, near = examine_limit(function, "inf"), examine_limit(inverted, "0").proof
        assert isinstance(near, PointLimit)
        assert str(grown.proof.limit) == str(near.right.approach)


def test_json_has_the_answer_and_every_condition() -> None:
    told = examine_limit("sin(x)/x", "inf").to_dict()
    assert (told["at"], told["exists"], told["limit"]["exact"]) == ("inf", True, "0")
    assert [condition["id"] for condition in told["conditions"]] == ["defined", "limit"]
    assert examine_limit("1/x", "-oo").to_dict()["at"] == "-inf"


def test_a_point_that_is_no_number_is_refused() -> None:
    with pytest.raises(ExpressionError):
        examine_limit("x", "log(0)")
