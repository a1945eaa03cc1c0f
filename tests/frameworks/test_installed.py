"""Predictions by the rules, held against frameworks that are installed beside this Python, as they run."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from typing import Any

import pytest

from relu_tui.calculus.examination import examine
from relu_tui.frameworks.backward import backward
from relu_tui.frameworks.every_framework import rules_of
from relu_tui.frameworks.live.__main__ import QUIET
from relu_tui.frameworks.live.backends import FRAMEWORKS
from relu_tui.frameworks.live.probe import installed
from relu_tui.frameworks.scripts import LANGUAGES, script
from relu_tui.frameworks.tape import record
from tests.bench.frameworks import differences, measured
from tests.frameworks.expressions import expressions
from tests.frameworks.returned import agree, release


def asked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """End a test for which a framework is not there; else have it ready to be imported."""
    if name not in installed():
        pytest.skip(f"{name} is not installed: what it returned is in returned.json")
    for variable, value in QUIET.items():
        monkeypatch.setenv(variable, value)


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_an_installed_framework_returns_what_is_predicted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(name, monkeypatch)
    framework, every = FRAMEWORKS[name](), expressions()
    assert len(every) > 200
    found = [measured(framework, expression, at) for expression, at in every]
    assert differences(name, framework, every, found) == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_script_prints_what_is_predicted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(name, monkeypatch)
    framework: Any = import_module(name)
    if name == "torch":
        framework.set_printoptions(precision=9)
    rules = rules_of(name, release(framework.__version__))
    differing = []
    for expression, at in expressions()[::8]:
        found = backward(record(examine(expression, at)), rules)
        try:
            value = printed(script(found))
        except (RuntimeError, ValueError, AttributeError):  # nothing comes back, or what is asked is refused
            value = None
        if not agree(found.returned, value):
            differing.append(f"{expression} at {at}: predicted {found.returned}, printed {value}")
    assert differing == []


def printed(program: str) -> float:
    """The number that a program prints."""
    output = StringIO()
    with redirect_stdout(output):
        exec(compile(program, "script", "exec"), {})
    (number,) = re.fullmatch(r"(?:tensor\()?([^()]+)\)?\n", output.getvalue()).groups()  # type: ignore[union-attr]
    return float(number)
