"""Imports only go down, and nothing is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import relu_tui

PACKAGE = Path(relu_tui.__file__).parent


def modules(floor: str) -> list[str]:
    paths = (PACKAGE / floor).rglob("*.py")
    return sorted(
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in paths
    )


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh process has loaded after running this."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "floor",
    ["calculus", "certificate", "lesson", "frameworks", "experiments", "storage", "interface", "console"],
)
def test_what_has_no_screen_loads_none(floor: str) -> None:
    names = [name for name in modules(floor) if "live" not in name]
    loaded = loaded_by("import " + ", ".join(names))
    assert not {"textual", "rich", "plotext"} & loaded
    assert set(names) <= loaded


def test_help_and_version_load_no_mathematics() -> None:
    for arguments in (["--help"], ["--version"], ["help", "check"]):
        code = f"from relu_tui.cli import main\ntry:\n    main({arguments!r})\nexcept SystemExit:\n    pass"
        assert not {"flint", "numpy", "textual", "rich", "plotext"} & loaded_by(code)


def test_the_list_of_commands_waits_for_nothing_that_makes_records() -> None:
    for argument in ("--help", "--version"):
        code = f"from relu_tui.cli import main\ntry:\n    main([{argument!r}])\nexcept SystemExit:\n    pass"
        assert not {"typing", "dataclasses", "inspect"} & loaded_by(code)


def test_check_loads_neither_screen_nor_arrays() -> None:
    loaded = loaded_by("from relu_tui.cli import main\nmain(['check', 'relu', '--json'])")
    assert "flint" in loaded
    assert not {"numpy", "textual", "rich", "plotext"} & loaded


def test_check_loads_no_more_than_it_tells() -> None:
    loaded = loaded_by("from relu_tui.cli import main\nmain(['check', 'relu', '--json'])")
    assert "relu_tui.lesson.certificates" in loaded
    assert "_hashlib" not in loaded  # OpenSSL
    assert "relu_tui.certificate.checker" not in loaded
    explanation = {"argument", "estimates", "verdict"}
    assert not {f"relu_tui.calculus.explanation.{name}" for name in explanation} & loaded
    assert not {"relu_tui.lesson.lesson", "relu_tui.lesson.words"} & loaded
    assert not {name for name in loaded if name.startswith("relu_tui.calculus.questions")}


def test_the_first_frame_waits_neither_for_the_plot_nor_for_the_engine() -> None:
    code = "from relu_tui.lesson.transitions import begin\nbegin()\nimport relu_tui.app.app"
    loaded = loaded_by(code)
    assert "textual" in loaded
    assert (
        not {"numpy", "plotext", "relu_tui.calculus.decision.side_decision", "relu_tui.app.actions"} & loaded
    )


def test_a_prediction_waits_for_no_page() -> None:
    loaded = loaded_by("from relu_tui.app.onward import ONWARD\nassert 'predict' in ONWARD")
    assert "relu_tui.app.screens.prompt" in loaded
    assert not {"relu_tui.app.actions", "relu_tui.app.screens.pages", "relu_tui.lesson.answers"} & loaded


def test_a_function_of_ones_own_at_a_number_does_not_wait_for_the_engine() -> None:
    begun = "from relu_tui.lesson.transitions import begin\nbegin('abs(x - 1/3)', {!r})"
    for at in ("1/3", "-0.5", "2"):
        assert "flint" not in loaded_by(begun.format(at))
    assert "flint" in loaded_by(begun.format("pi/4"))


def test_verify_loads_nothing_of_the_engine(tmp_path: Path) -> None:
    from relu_tui.certificate.record import to_json
    from tests.certificate.cases import CASES, certified

    file = tmp_path / "certificate.json"
    file.write_text(to_json([certified(*case[:3]) for case in CASES[:3]]), encoding="utf-8")
    loaded = loaded_by(f"from relu_tui.cli import main\nassert main(['verify', {str(file)!r}]) == 0")
    assert "relu_tui.certificate.checker" in loaded
    engine = ("exact", "germs", "decision", "numerics", "explanation", "examination", "budget")
    assert not {name for name in loaded for room in engine if name.startswith(f"relu_tui.calculus.{room}")}
    assert not {"numpy", "textual", "rich", "plotext"} & loaded
