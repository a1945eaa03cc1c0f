"""`limit` and `where`, as a shell sees them."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from relu_tui.cli import main


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_limit_tells_each_condition_and_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "limit", "sin(x)/x")
    assert "✓ 2 limit from the left                  holds" in out
    assert "✗ 5 and equal to f(0)                    fails" in out
    assert out.endswith("lim x→0 f(x) = 1.\nWith f(0) = 1 it would be continuous, and f′(0) would be 0.\n")


def test_limit_goes_to_infinity(capsys: pytest.CaptureFixture[str]) -> None:
    assert "lim x→−∞ f(x) = −1." in told(capsys, "limit", "x/sqrt(x**2 + 1)", "--at", "-inf")
    assert json.loads(told(capsys, "limit", "x/sqrt(x**2 + 1)", "--at", "inf", "--json"))["exists"] is True


def test_limit_takes_a_function_of_the_gallery_at_its_own_point(capsys: pytest.CaptureFixture[str]) -> None:
    assert "f(1) = 5 is not the limit 2." in told(capsys, "limit", "hole")


def test_where_tells_the_points_and_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "where", "abs(x**2 - 2)")
    assert "x = −√2   not differentiable   slopes −2√2 and 2√2" in out
    assert out.endswith("At every other point where f has values it is differentiable.\n")
    assert "At 0 a part of f breaks, and f is differentiable all the same." in told(
        capsys, "where", "relu(x) - relu(-x)"
    )


def test_where_tells_what_it_did_not_cover(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "where", "abs(sin(1/x))", "--from", "-1", "--to", "1")
    assert "Not covered: from " in out
    assert out.endswith("Outside of that, f is differentiable at every other point where it has values.\n")
    assert json.loads(told(capsys, "where", "floor(x)", "--from=-1/2", "--to", "3/2", "--json"))["complete"]


def test_parameters_have_values_or_are_solved_for(capsys: pytest.CaptureFixture[str]) -> None:
    function = "a*x^2+b if x<1 else 3x"
    out = told(capsys, "check", function, "--at", "1", "--solve", "a,b")
    assert "    a + b = 3                    the limit from the left is the value\n" in out
    assert out.endswith("Differentiable for a = 3/2, b = 3/2.\n")
    told_one = told(capsys, "check", function, "--at", "1", "--let", "a=3/2", "--let", "b=3/2")
    assert told_one.endswith("Differentiable at 1: f′(1) = 3\n")
    assert json.loads(told(capsys, "check", "a x", "--solve", "a", "--json"))["differentiable"]["free"] == [
        "a"
    ]


def test_derivative_tells_each_step(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "derivative", "x*abs(x)")
    assert "f′(0) = 0, and f′(x) tends to 0 from both sides." in out
    assert out.endswith("f′ is continuous at 0.\nf″(0) does not exist.\n")
    assert (
        json.loads(told(capsys, "derivative", "x**3", "--at", "1", "--order", "3", "--json"))["value"] == "6"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["where", "x", "--from", "1", "--to", "0"], "--from must be less than --to"),
        (
            ["where", "x", "--from", "y"],
            "--from 'y' is not a number that can end an interval: unknown name y",
        ),
        (["where", "x", "--to", "1/0"], "--to '1/0' is not a number that can end an interval: division by"),
        (["where", "x", "--to", "1e99"], "it is beyond ±1000000000000000"),
        (["where", "x", "--from", "pi", "--to", "3"], "pi is not less than 3"),
        (["derivative", "x", "--order", "9"], "'9' is not a whole number from 1 to 5"),
        (["check", "a*x", "--let", "a"], "--let: 'a' gives no value: for instance a = 1"),
        (["check", "a*x", "--let", "x=1"], "--let: 'x' can't be a parameter's name"),
        (["check", "a*x", "--let", "a=1", "--let", "a=2"], "--let: a parameter is named twice"),
        (["check", "a*x", "--let", "a="], "--let: 'a=' gives no value: for instance a = 1"),
        (["check", "max(a*x, x)", "--solve", "a"], "not linear in its parameters"),
        (["derivative", "x", "--from", "1"], "--from and --to go together"),
        (["derivative", "x", "--from", "1", "--to", "0"], "--from must be less than --to"),
        (["derivative", "x", "--from", "0", "--to", "9", "--step", "1/999"], "more than 1000 steps"),
        (["where", "y"], "y"),
        (["limit", "x", "--at", "y"], "--at:"),
    ],
)
def test_what_cannot_be_used_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


def test_an_interval_ends_where_it_is_typed_to(capsys: pytest.CaptureFixture[str]) -> None:
    """An irrational end is moved outwards, so that what is at the end itself is found."""
    out = told(capsys, "where", "abs(sin(x))", "--from", "-2pi", "--to", "2π")
    assert out.startswith("f(x) = |sin(x)|   from −6.28318530718 to 6.28318530718\n")
    assert [line.split("   ")[0].rstrip() for line in out.splitlines()[2:7]] == [
        *("x = −2·π", "x = −π", "x = 0", "x = π", "x = 2·π")
    ]
    assert "from −1/2 to 3/2" in told(capsys, "where", "floor(x)", "--from", "-1/2", "--to", "1.5e0")
    assert "Not differentiable at 0" in told(
        capsys, "derivative", "abs(x)", "--from", "-pi/2", "--to", "√2", "--step", "1"
    )


def test_derivative_along_an_interval_tells_the_slope_at_each_step_and_kink(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = told(capsys, "derivative", "abs(x - 1/3)", "--from", "0", "--to", "1", "--step", "1/2")
    assert out.splitlines() == [
        "Differentiable at 0: f′(0) = −1",
        "Not differentiable at 1/3: −1 ≠ 1.",
        "Differentiable at 1/2: f′(1/2) = 1",
        "Differentiable at 1: f′(1) = 1",
    ]
    answer = json.loads(
        told(capsys, "derivative", "relu", "--from", "-1", "--to", "1", "--step", "1", "--json")
    )
    assert answer["complete"]
    assert answer["uncovered"] == []
    assert [(point["at"], point["left"], point["right"]) for point in answer["points"]] == [
        ("-1", "0", "0"),
        ("0", "0", "1"),
        ("1", "1", "1"),
    ]


def test_derivative_along_an_interval_tells_points_in_digits_and_what_is_not_covered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    step = ("--step", "1/2", "--json")
    found = json.loads(told(capsys, "derivative", "abs(cos(x) - x)", "--from", "0", "--to", "1", *step))
    assert [point["at"] for point in found["points"]] == ["0", "1/2", None, "1"]
    assert found["points"][2]["decimal"].startswith("0.7390851332")
    assert found["points"][2]["differentiable"] is False
    wave = "abs(sin(1/x)) if x != 0 else 0"
    open_ended = json.loads(told(capsys, "derivative", wave, "--from", "-1", "--to", "1", *step))
    low, high = open_ended["uncovered"][0]
    assert not open_ended["complete"]
    assert Fraction(low) <= 0 <= Fraction(high)


@pytest.mark.parametrize(
    ("function", "at", "claims"),
    [
        ("sin(x)/x", "0", ["left of 0, f tends to 1", "right of 0, f tends to 1"]),
        ("floor(x)", "1", ["left of 1, f tends to 0", "right of 1, f tends to 1"]),
        ("x/(x + 1)", "inf", ["right of 0, f tends to 1"]),
        ("exp(x)", "-inf", ["right of 0, f tends to 0"]),
        ("sin(1/x)", "0", ["left of 0, f tends to no number: it oscillates"]),
    ],
)
def test_a_limit_of_f_has_a_certificate_that_is_verified(
    function: str, at: str, claims: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert all(claim in told(capsys, "limit", function, f"--at={at}", "--certificate") for claim in claims)
    file = tmp_path / "limit.json"
    file.write_text(told(capsys, "limit", function, f"--at={at}", "--certificate", "--json"), "utf-8")
    verified = told(capsys, "verify", str(file)).splitlines()
    assert all(line.startswith("verified: f(x) = ") for line in verified)
    assert all(any(line.endswith(f": {claim}") for line in verified) for claim in claims)
