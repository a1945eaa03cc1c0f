"""`relu-tui check --tape`."""

from __future__ import annotations

import json

import pytest

from relu_tui.cli import main


@pytest.mark.parametrize(
    ("expression", "at", "status"),
    [
        ("relu(x) - relu(-x)", "0", 3),
        ("relu(-relu(-x))", "0", 0),
        ("sqrt(x) if x > 0 else 0", "0", 3),
        ("0 if x == 0 else x", "0", 3),
        ("x*abs(x)", "0", 0),
        ("x**2*sin(x)", "1", 0),
        ("relu", "0", 3),
        ("relu", "1", 0),
    ],
)
def test_it_ends_with_3_where_a_framework_returns_what_is_no_derivative(
    expression: str, at: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", expression, "--at", at, "--tape"]) == status
    assert "backward() returns" in capsys.readouterr().out


def test_the_pair_is_told_with_its_paths_and_the_choice_that_is_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["check", "relu(x) - relu(-x)", "--tape"])
    page = capsys.readouterr().out
    assert "x → b → c → d       (−1) · 0 · (−1) = 0" in page
    assert "✗ torch, jax, tf: backward() returns 0, not the derivative: it differs by 1." in page
    assert "row c, relu(b): takes 0, a choice." in page
    assert "Right is s = 1/2, and no other s." in " ".join(page.split())


def test_json_tells_rows_values_and_the_rows_that_do_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "sqrt(x) if x > 0 else 0", "--tape", "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    torch, jax, tensorflow = found["returned"]
    assert (torch["value"], torch["rows"], torch["right"]) == ("nan", ["a"], False)
    assert (jax["value"], tensorflow["value"]) == ("nan", 0.0)
    assert found["rows"][0]["taken"]["torch"]["slopes"] == ["inf"]
    assert {"basis": "predicted by the rules"}.items() <= torch.items()


def test_parameters_have_their_values_and_operations_stay(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["check", "torch.clamp(a*x, 0, b)", "--let", "a=2", "--let", "b=6"]
    assert main([*asked, "--tape", "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert [row["written"] for row in found["rows"]] == ["2·x", "clamp(a, 0, 6)"]
    assert found["function"] == "clamp(2*x, 0, 6)"
    assert found["as a formula"] == {
        "function": "min(max(2*x, 0), 6)",
        "returned": {"torch": 1.0, "jax": 1.0, "tensorflow": 2.0},
    }
    assert main([*asked, "--script", "torch"]) == 3
    assert "b = torch.clamp(a, 0.0, 6.0)" in capsys.readouterr().out


@pytest.mark.parametrize(("language", "says"), [("torch", "x.grad"), ("jax", "jax.grad(f)(0.0)")])
def test_a_script_is_a_program_with_the_operations_in_order(
    language: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "relu(x) - relu(-x)", "--script", language]) == 3
    text = capsys.readouterr().out
    compile(text, "script", "exec")
    assert says in text
    assert len(text.splitlines()) <= 10
    assert "# predicted: 0.0; the derivative is 1" in text


def test_a_long_tape_is_a_long_page(capsys: pytest.CaptureFixture[str]) -> None:
    groups = ["(" + "+".join(f"x**{k + 24 * group}" for k in range(2, 26)) + ")" for group in range(3)]
    assert main(["check", " + ".join(groups), "--tape"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 120


def test_why_is_another_question(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "relu", "--tape", "--why"])
    assert ended.value.code == 2


def test_a_function_that_is_written_out_is_named_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "F.prelu(x) + torch.clamp(x, 0, 6)", "--tape", "--json"])
    assert json.loads(capsys.readouterr().out)["written_out"] == ["prelu"]


def test_what_an_older_version_returns_is_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "torch.clamp(x, 0, 6)", "--tape", "--json"]) == 3
    returned = json.loads(capsys.readouterr().out)["returned"]
    found = {(each["framework"], *each["versions"]): each["value"] for each in returned}
    assert found == {
        ("torch", "2.14.1", "2.15.0"): 0.0,
        ("jax", "0.10.2"): 0.5,
        ("tensorflow", "2.21.0"): 1.0,
        ("torch", "2.13.0"): 1.0,
    }


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("torch", "b = torch.nn.functional.threshold(x, 1.0, 2.0)"),
        ("torch", "c = torch.amax(torch.stack([a, b, torch.tensor(0.0)]))"),
        ("jax", "a = jnp.clip(x, 0.0, 6.0)"),
        (
            "jax",
            "b = jnp.where(x > jnp.float32(1.0), x, jnp.float32(2.0))",
        ),
    ],
)
def test_a_script_asks_for_own_operations_and_writes_out_those_that_are_lacking(
    capsys: pytest.CaptureFixture[str], language: str, line: str
) -> None:
    main(["check", "amax(clamp(x, 0, 6), threshold(x, 1, 2), 0)", "--tape", "--script", language])
    assert line in [each.strip() for each in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("name", "written"),
    [("relu", "relu(x)"), ("ReLU6", "relu6(x)"), ("leaky-relu", "leaky_relu(x)"), ("hinge", "1 − x")],
)
def test_a_name_of_the_gallery_asks_for_the_operation_of_that_name(
    capsys: pytest.CaptureFixture[str], name: str, written: str
) -> None:
    main(["check", name, "--tape", "--json"])
    assert json.loads(capsys.readouterr().out)["rows"][0]["written"] == written
