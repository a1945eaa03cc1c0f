from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from relu_tui.cli import main
from relu_tui.console import frameworks
from relu_tui.frameworks.live.probe import Measurement
from relu_tui.frameworks.measured import WAYS
from tests.console.test_command_line import refused, run

STAND_INS = Path(__file__).parents[1] / "frameworks" / "stand_ins"


@pytest.fixture(autouse=True)
def none_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frameworks, "installed", tuple)


def install(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(frameworks, "installed", lambda: ("torch",))
    monkeypatch.setenv("PYTHONPATH", os.fspath(STAND_INS / kind))


def test_without_a_name_the_whole_table_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "frameworks")
    rows = out.splitlines()
    assert rows[0] == "A function that is x, and gets 0"
    assert "All that was measured (CPU, float32, November 2026)" in rows
    assert "  hardtanh(x) at −1        0       0       1       1" in rows
    assert all(any(row.startswith(f"  {way.written} at") for row in rows) for way in WAYS)
    assert "tensorflow 2.21.0 with keras 3.15.1" in out
    assert "subgradient of least norm" in out
    assert "relu(x) − relu(−x) is x" in out


def test_the_whole_table_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "frameworks", "--json"))
    assert found["measured"] == "CPU, float32, November 2026"
    assert len(found["ways"]) == sum(len(way.returned) for way in WAYS)
    clamp = next(way for way in found["ways"] if way["way"] == "clamp")
    assert [(entry["library"], entry["version"], entry["value"]) for entry in clamp["returned"]] == [
        ("torch", "2.13.0", 1.0),
        ("torch", "2.15.0", 0.0),
        ("jax", "0.10.2", 0.5),
        ("tensorflow", "2.21.0", 1.0),
    ]
    assert clamp["returned"][2]["standing"] == "between the two slopes"
    assert clamp["returned"][3]["with"] == "keras 3.15.1"
    pair = next(way for way in found["ways"] if way["way"] == "relu-pair")
    assert [entry["value"] for entry in pair["returned"]] == [0.0, 0.0, 0.0, 0.0]
    assert pair["returned"][0]["standing"] == "not the derivative"


def test_a_name_tells_of_one_function(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "frameworks", "torch.relu6", "--at", "6")
    assert out.startswith("f(x) = min(max(0, x), 6)   at x = 6\n")
    assert "the slope from the left is 1, from the right 0" in out
    assert "0 is the slope from the right; 0.5 is between the two slopes; 1 is the slope" in out
    assert "None of torch, jax and tensorflow is installed here" in out
    assert "installed" not in run(capsys, "frameworks", "torch.relu6", "--at", "6", "--no-live")


def test_an_expression_may_begin_with_a_minus(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "frameworks", "-abs(x)")
    assert "f is concave nearby" in out


def test_a_name_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "frameworks", "relu", "--json"))
    assert (found["function"], found["at"]) == ("max(0, x)", "0")
    assert found["proved"]["differentiable"] is False
    assert [end["exact"] for end in found["proved"]["subdifferential"]] == ["0", "1"]
    assert [way["way"] for way in found["ways"]] == ["relu", "maximum", "clamp", "half-sum", "amax", "where"]
    assert found["ways"][1]["returned"][3]["remark"] == "with the arguments swapped: 0"
    assert [(entry["library"], entry["installed"]) for entry in found["live"]] == [
        ("torch", False),
        ("jax", False),
        ("tensorflow", False),
    ]
    assert "live" not in json.loads(run(capsys, "frameworks", "relu", "--json", "--no-live"))


def test_what_is_installed_is_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, "working")
    out = run(capsys, "frameworks", "relu")
    assert "0.0+stand-in" in out
    assert "  maximum(x, 0)       0.5     0.5     0.5     1*          0.5" in out.splitlines()
    live = json.loads(run(capsys, "frameworks", "log(x)", "--at", "2", "--json"))["live"][0]
    assert live == {
        "library": "torch",
        "installed": True,
        "version": "0.0+stand-in",
        "trouble": None,
        "returned": [{"way": "f", "value": 0.5, "standing": "the derivative"}],
    }


@pytest.mark.parametrize(
    ("kind", "trouble"),
    [("failing", "can't be imported: ImportError"), ("crashing", "ended without an answer")],
)
def test_a_framework_in_trouble_spoils_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kind: str, trouble: str
) -> None:
    install(monkeypatch, kind)
    out = run(capsys, "frameworks", "abs")
    assert f"Here: torch {trouble}" in out
    assert "abs(x)      0       0       1       0" in out
    found = json.loads(run(capsys, "frameworks", "abs", "--json"))["live"][0]
    assert found["returned"] == []
    assert trouble in found["trouble"]


def test_a_number_that_json_lacks_is_left_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = Measurement("torch", True, "9", (("f", float("inf")), ("sqrt", float("nan"))))
    monkeypatch.setattr(frameworks, "measure", lambda _: (measured,))
    live = json.loads(run(capsys, "frameworks", "sqrt(x)", "--json"))["live"][0]
    assert [entry["value"] for entry in live["returned"]] == [None, None]
    assert {entry["standing"] for entry in live["returned"]} == {"no number"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("relu(",), "never closed"),
        (("nothing",), "unknown name nothing"),
        (("relu", "--at", "y"), "--at: unknown name y"),
        (("x", "--at", "1/0"), "--at: "),
    ],
)
def test_what_cannot_be_read_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert message in refused(capsys, "frameworks", *arguments)


def test_progress_is_said_only_where_someone_watches(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["frameworks", "relu"]) == 0
    captured = capsys.readouterr()
    assert "asking the frameworks" in captured.err
    assert captured.err.endswith("\r\x1b[K")
    assert "asking" not in captured.out
