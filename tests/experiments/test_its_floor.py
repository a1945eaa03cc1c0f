"""The experiments know NumPy, the number formats, the child process that runs them, and nothing else."""

from __future__ import annotations

from pathlib import Path

import relu_tui.experiments
from tests.test_floors import loaded_by

PACKAGE = Path(relu_tui.experiments.__file__).parent


def test_experiments_load_no_other_floor() -> None:
    names = [f"relu_tui.experiments.{path.stem}" for path in PACKAGE.glob("*.py")]
    loaded = loaded_by("import " + ", ".join(names))
    assert set(names) <= loaded
    others = {name for name in loaded if name.startswith("relu_tui.") and "experiments" not in name}
    assert others == {"relu_tui.child_process", "relu_tui.number_formats"}
    assert not {"textual", "rich", "plotext", "flint", "sklearn"} & loaded


def test_settings_and_results_load_no_arrays() -> None:
    names = ("settings", "results", "published")
    loaded = loaded_by("import " + ", ".join(f"relu_tui.experiments.{name}" for name in names))
    assert "numpy" not in loaded


def test_help_on_the_experiment_loads_no_arrays() -> None:
    code = (
        "from relu_tui.cli import main\ntry:\n    main(['practice', '--help'])\nexcept SystemExit:\n    pass"
    )
    assert not {"numpy", "textual", "flint"} & loaded_by(code)


def test_the_screen_of_the_experiment_loads_no_arrays() -> None:
    loaded = loaded_by("import relu_tui.app.screens.practice, relu_tui.app.screens.frameworks")
    assert "textual" in loaded
    assert not {"numpy", "torch", "jax", "tensorflow"} & loaded
