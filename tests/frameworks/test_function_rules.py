"""Predictions by the rules, held against what was returned."""

from __future__ import annotations

import json

import numpy as np
import pytest

from relu_tui.calculus.examination import examine
from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.numerics.evaluation import DOUBLES
from relu_tui.frameworks.backward import backward
from relu_tui.frameworks.every_framework import EVERY, OLDER, rules_of
from relu_tui.frameworks.function_rules import forward
from relu_tui.frameworks.tape import record
from tests.frameworks.expressions import expressions
from tests.frameworks.returned import FILE, agree

RETURNED = json.loads(FILE.read_text())


@pytest.mark.parametrize("measured", RETURNED)
def test_predictions_are_what_was_returned(measured: str) -> None:
    framework, _, version = measured.partition(" ")
    rules = rules_of(framework, version)
    assert version in rules.versions
    returned = RETURNED[measured]["returned"]
    assert list(returned) == [f"{expression} at {at}" for expression, at in expressions()]
    differing = set()
    for asked, text in returned.items():
        expression, _, at = asked.rpartition(" at ")
        predicted = backward(record(examine(expression, at)), rules).returned
        if not agree(predicted, None if text == "None" else float(text)):
            differing.add(asked)
    assert differing == set()


def test_every_version_that_is_named_was_measured() -> None:
    assert set(RETURNED) == {
        f"{rules.framework} {version}" for rules in (*EVERY, *OLDER) for version in rules.versions
    }


def test_every_function_of_the_language_has_a_rule_in_every_framework() -> None:
    for rules in EVERY:
        assert set(FUNCTIONS) <= set(rules.of)


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"max", "min"}))
def test_every_function_of_the_language_has_a_value_in_float32(name: str) -> None:

    for at in (0.25, 0.75):
        assert float(forward(name, (np.float32(at),))) == pytest.approx(DOUBLES.unary[name](at), rel=1e-6)
