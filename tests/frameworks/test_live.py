"""A framework is asked in a process of its own: absent, broken, slow or babbling, it does no harm."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.examination import examine
from relu_tui.calculus.language.gallery import GALLERY
from relu_tui.calculus.language.parsing import parse
from relu_tui.child_process import Child, ChildError
from relu_tui.frameworks.live import backends
from relu_tui.frameworks.live.__main__ import answered
from relu_tui.frameworks.live.probe import FRAMEWORKS, Measurement, Probe, installed, read
from relu_tui.frameworks.live.translation import Framework, translated
from relu_tui.frameworks.measured import OWN_OPERATIONS, WAYS

STAND_INS = Path(__file__).parent / "stand_ins"


def use(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Put stand-ins on the path of processes that are started."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(str(STAND_INS / name) for name in names))


@pytest.fixture
def torch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Framework]:
    """The stand-in for PyTorch, in this process."""
    monkeypatch.syspath_prepend(STAND_INS / "working")
    yield backends.torch()
    for name in [name for name in sys.modules if name.partition(".")[0] == "torch"]:
        del sys.modules[name]


# --- translation ----------------------------------------------------------------------------------

SMOOTH = (
    "x**3 - 2*x + 1",
    "x**-2",
    "x**0.5",
    "2**x",
    "-x/(1 + x**2)",
    "sin(x) + cos(x)*tan(x)",
    "asin(x/3) - acos(x/3) + atan(x)",
    "sinh(x) + cosh(x) + tanh(x)",
    "exp(-x**2) + log(x) + sqrt(x) + cbrt(x)",
    "erf(x) + sigmoid(x) + softplus(x) + relu(x)",
    "abs(x) + sign(x) + floor(x) + ceil(x)",
    "max(x, 1/2, x**2) + min(x, 2)",
    "pi*x + e",
    "x if 0 < x < 1 and not x > 5 or x == 3 else exp(x)",
    "x if x != 1 else 0",
    "x**2 if x >= 1 or x <= 0 else -x",
)


@pytest.mark.parametrize("function", SMOOTH)
@pytest.mark.parametrize("at", ["3/4", "5/4"])
def test_a_translated_function_has_the_proved_derivative(torch: Framework, function: str, at: str) -> None:
    proved = examine(function, at).derivative
    assert proved is not None
    found = torch.slope(translated(parse(function).tree, torch), eval(at))
    assert found == pytest.approx(as_float(proved), rel=1e-9)


@pytest.mark.parametrize("entry", GALLERY, ids=lambda entry: entry.name)
def test_every_function_of_the_gallery_can_be_translated(torch: Framework, entry: Any) -> None:
    examination = examine(entry.expression, "1/3")
    if examination.derivative is not None:
        found = torch.slope(translated(parse(entry.expression).tree, torch), 1 / 3) or 0.0
        assert found == pytest.approx(as_float(examination.derivative), rel=1e-9, abs=1e-12)


def test_a_function_without_x_has_no_slope(torch: Framework) -> None:
    assert torch.slope(translated(parse("pi + 1/2").tree, torch), 0.0) is None


def test_ways_that_are_composed_use_the_frameworks_own_operations(torch: Framework) -> None:
    slopes = {name: torch.slope(torch.operations[name], 0.0) for name in ("relu", "maximum", "clamp")}
    assert slopes == {"relu": 0.0, "maximum": 0.5, "clamp": 1.0}
    assert torch.slope(torch.operations["half-sum"], 0.0) == 0.5
    assert torch.slope(torch.operations["relu-pair"], 0.0) == 0.0


def test_the_three_frameworks_know_every_way_by_name() -> None:
    text = Path(backends.__file__).read_text("utf-8")
    for name in (*(way.name for way in WAYS), *OWN_OPERATIONS):
        assert name in text


# --- answers --------------------------------------------------------------------------------------


def request(**changes: Any) -> dict[str, Any]:
    return {"framework": "torch", "ways": ["relu", "maximum"], "function": "max(x, 0)", "at": "0", **changes}


def test_an_answer_has_the_slope_of_each_way(torch: Framework) -> None:
    found = answered(request(), {"torch": lambda: torch})
    assert found["values"] == {"f": 0.5, "relu": 0.0, "maximum": 0.5}
    assert found["trouble"] == ""
    assert read("torch", json.dumps(found)).version == "0.0+stand-in"


def test_a_way_that_fails_or_is_not_there_is_left_out(torch: Framework) -> None:
    found = answered(request(ways=["mish", "relu6", "hardswish"], at="2"), {"torch": lambda: torch})
    assert found["values"] == {"f": 1.0, "relu6": 1.0}
    assert found["trouble"] == ""


def test_if_every_way_fails_the_answer_says_why(torch: Framework) -> None:
    found = answered(request(function="log(x)", ways=["mish"]), {"torch": lambda: torch})
    assert found["values"] == {}
    assert "not today" in found["trouble"]
    constant = answered(request(function="5", ways=[]), {"torch": lambda: torch})
    assert "does not depend on x" in constant["trouble"]


def test_a_framework_that_is_not_there_is_absent_and_one_that_lacks_something_is_broken() -> None:
    def absent() -> Framework:
        raise ModuleNotFoundError("No module named 'torch'", name="torch")

    def lacking() -> Framework:
        raise ModuleNotFoundError("No module named 'sympy'", name="sympy")

    assert answered(request(), {"torch": absent}) == {"framework": "torch", "absent": True}
    assert "No module named 'sympy'" in answered(request(), {"torch": lacking})["trouble"]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "hello",
        "[]",
        "{}",
        '{"framework": "jax", "absent": true}',
        '{"framework": "torch", "version": 2, "values": {}, "trouble": ""}',
        '{"framework": "torch", "version": "2", "values": {"f": "0"}, "trouble": ""}',
        '{"framework": "torch", "version": "2", "values": {"f": true}, "trouble": ""}',
        '{"framework": "torch", "version": "2", "values": [], "trouble": ""}',
        '{"framework": "torch", "version": "2", "values": {"f": 1e999}',
    ],
)
def test_what_is_no_answer_is_refused(answer: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read("torch", answer)


# --- processes ------------------------------------------------------------------------------------


def ask(**changes: Any) -> Measurement:
    options: dict[str, Any] = {"ways": ["relu", "clamp"], "function": "max(0, x)", "at": "0", **changes}
    return Probe("torch", options.pop("ways"), options.pop("function"), options.pop("at"), **options).result()


def test_a_framework_that_is_there_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "working")
    found = ask()
    assert found == Measurement("torch", True, "0.0+stand-in", (("f", 0.5), ("relu", 0.0), ("clamp", 1.0)))
    assert found.value("clamp") == 1.0
    assert found.value("mish") is None


def test_a_framework_that_is_not_there_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    found = Probe("jax", [], "x", "0").result()
    assert (found.installed, found.values) == (False, ())
    assert found.trouble == "is not installed"


def test_a_file_in_the_folder_one_is_in_is_no_framework(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    (tmp_path / "jax.py").write_text("import pathlib\npathlib.Path('ran').touch()\n")
    monkeypatch.chdir(tmp_path)
    assert not Probe("jax", [], "x", "0").result().installed
    assert not (tmp_path / "ran").exists()


def test_a_framework_that_cannot_be_imported_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "failing")
    found = ask()
    assert found.installed
    assert found.trouble == "can't be imported: ImportError: libtorch.so: cannot open shared object file"


def test_a_framework_that_crashes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "crashing")
    assert ask().trouble == "ended without an answer (status -6)"


def test_a_framework_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "hanging")
    assert ask(patience=1.0).trouble == "gave no answer in time"


@pytest.mark.parametrize("kind", ["", "not JSON", "flood"])
def test_a_program_that_babbles_is_not_believed(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    use(monkeypatch, "")
    assert ask(function=kind, program="garbage").trouble == "gave an answer that can't be read"


def test_a_program_that_is_not_there_gives_no_answer() -> None:
    assert ask(program="relu_tui.no_such_module").trouble == "ended without an answer (status 1)"


def test_without_a_python_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert ask().trouble.startswith("could not be started")
    with pytest.raises(ChildError):
        Child("relu_tui", "")


def test_a_probe_that_is_killed_ends_at_once_with_what_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "")
    child = Child("garbage", json.dumps({"function": "family"}))
    lines = child.lines()
    grandchild = int(next(lines))
    assert alive(grandchild)
    child.kill()
    child.kill()
    assert list(lines) == []
    assert child.status == -9
    deadline = time.monotonic() + 20
    while alive(grandchild) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not alive(grandchild)


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_what_is_installed_is_found_without_importing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(installed()) <= set(FRAMEWORKS)
    monkeypatch.syspath_prepend(STAND_INS / "crashing")
    assert "torch" in installed()
    assert "torch" not in sys.modules
