"""Predictions by the rules, held against frameworks that are installed beside this Python, as they run."""

from __future__ import annotations

import pytest

from relu_tui.frameworks.live.__main__ import QUIET
from relu_tui.frameworks.live.backends import FRAMEWORKS
from relu_tui.frameworks.live.probe import installed
from tests.bench.frameworks import differences, measured
from tests.frameworks.expressions import expressions


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_an_installed_framework_returns_what_is_predicted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name not in installed():
        pytest.skip(f"{name} is not installed: what it returned is in returned.json")
    for variable, value in QUIET.items():
        monkeypatch.setenv(variable, value)
    framework, every = FRAMEWORKS[name](), expressions()
    assert len(every) > 200
    found = [measured(framework, expression, at) for expression, at in every]
    assert differences(name, framework, every, found) == []
