"""Tapes of long expressions: there is one of each, in bounded time, and none of it is read in vain."""

from __future__ import annotations

import pytest

from relu_tui.calculus.examination import examine
from relu_tui.frameworks.every_framework import EVERY
from relu_tui.frameworks.exact_values import MOST_TERMS
from relu_tui.frameworks.scripts import script
from relu_tui.frameworks.tape_phrases import slope_text, value_text
from relu_tui.frameworks.tape_report import MOST_BLAMED, MOST_STEPS, lines
from relu_tui.frameworks.tape_view import TapeView, is_wrong, opened
from relu_tui.frameworks.tape_words import sentences


def view(expression: str, at: str = "0") -> TapeView:
    return opened(examine(expression, at))


@pytest.mark.parametrize(
    ("expression", "rows", "returned"),
    [
        ("+".join(f"relu(x - {number})" for number in range(100)), 299, 0.0),
        ("+".join(["x"] * 990), 989, 990.0),
        (f"max({', '.join(f'{number}x' for number in range(1, 250))})", 497, None),
        (f"1 if {'+'.join(['x'] * 900)} > 0 else relu(x)", 2, 0.0),
        (f"amax({'+'.join(['x*x'] * 300)}, x)", 301, 0.5),
        ("relu(" * 60 + "x" + ")" * 60, 60, 0.0),
    ],
)
def test_there_is_a_tape_whatever_the_length(expression: str, rows: int, returned: float | None) -> None:
    found = view(expression)
    assert len(found.tape.operations) == rows
    assert returned is None or found.shown.returned == returned
    assert is_wrong(found) or found.tape.examination.derivative is not None
    assert all(script(found.predictions.of(name)) for name in ("torch", "jax"))
    assert len(list(sentences(found))) > rows
    assert all(len(line.text) <= 80 or line.row for line in lines(found, 80) if "operation" not in line.text)


@pytest.mark.parametrize(
    "function", ["glu(1, {})", "clamp({}, 0, {})", "norm({}, x)", "median({}, x, 0)", "{}/x"]
)
def test_there_is_a_tape_where_numbers_have_thousands_of_digits(function: str) -> None:
    found = view(function.replace("{}", "(1e30)**(x**2)") + " + x", "20")
    assert len(list(sentences(found))) > len(found.tape.operations)
    assert any("10¹²⁰⁰⁰" in line.text for line in lines(found, 80))


def test_numbers_that_grow_without_end_are_not_settled_and_the_rest_is_predicted() -> None:
    found = view("*".join(f"log(x + {number})" for number in range(2, 60)), "2")
    settled = [row.value.is_settled for row in found.tape.operations]
    assert 100 < sum(settled) < len(settled) - 20
    last = found.tape.rows[-1]
    assert (value_text(last), slope_text(last)) == ("not settled", "not settled and not settled")
    assert all(
        len(numerator) <= MOST_TERMS
        for row in found.tape.operations
        if (numerator := getattr(row.value.number, "numerator", None)) and isinstance(numerator, dict)
    )
    for rules in EVERY:
        assert found.predictions.of(rules.framework).returned == pytest.approx(2.5457e29, rel=1e-3)


def test_what_has_no_value_is_told_from_what_is_not_settled() -> None:
    rows = view("sqrt(x) + 1 if x > 0 else x", "-1").tape.operations
    assert [value_text(row) for row in rows] == ["none", "none", "−1"]


def test_a_long_path_is_told_by_its_ends() -> None:
    found = view("+".join(f"relu(x - {number})" for number in range(60)), "3")
    told = [line.text for line in lines(found, 80) if line.text.startswith(" x →")]
    assert len(told) == 8
    assert all(line.count("→") <= MOST_STEPS and line.endswith((" = 1", " = 0")) for line in told)


def test_of_many_rows_that_are_to_blame_the_first_are_named() -> None:
    found = view("+".join(f"relu({number}x)" for number in range(1, 21)))
    told = [line.text for line in lines(found, 80)]
    assert sum(line.endswith("takes 0, a choice.") for line in told) == MOST_BLAMED
    assert f"   And so do {20 - MOST_BLAMED} more rows." in told
