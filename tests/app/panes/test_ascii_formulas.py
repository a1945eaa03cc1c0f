"""Formulas on a screen in ASCII: printed from their trees so that they can be typed, and not from Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from relu_tui.app.drawing import frame
from relu_tui.app.drawing.cells import spelling
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.whole_screen import whole
from relu_tui.app.screens.descent import DescentScreen
from relu_tui.app.terminal.known_terminals import IN_ASCII
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.transitions import begin
from tests.lesson.walks import press

FUNCTIONS = ("sin(2*pi*x)", "abs(pi*x)", "x*sqrt(2*x**2)/3", "cbrt(x)", "1e-30*abs(x) + x")
OF_A_FORMULA = re.compile(r"[√∛π·⁰¹²³⁴⁵⁶⁷⁸⁹≠≟≤≥]")
NUMERAL = re.compile(r"^−?[0-9.…]*·?10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+$|[·×]$")


def concluded(function: str) -> Iterator[Lesson]:
    lesson = press(begin(function), *["right"] * 8)
    for condition in range(4):
        lesson = press(replace(lesson, condition=condition), "enter")
        yield lesson


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_formula_is_made_ascii_after_it_was_printed(
    function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def heard(text: str) -> Iterator[tuple[str, str]]:
        made.extend(word for word in text.split() if OF_A_FORMULA.search(word) and not NUMERAL.search(word))
        return spelling(text)

    monkeypatch.setattr(frame, "spelling", heard)
    for lesson in concluded(function):
        assert whole(lesson, 120, 40, IN_ASCII).text.isascii()
    assert made == []


def test_a_formula_on_the_screen_can_be_typed() -> None:
    *_, last = concluded("sin(2*pi*x)")
    text = whole(last, 120, 40, IN_ASCII).text
    assert "f(x) = sin(2*pi*x)  at x = 0" in text
    assert "= 2*pi" in text


@pytest.mark.parametrize("first", [Look(), IN_ASCII])
def test_what_one_reader_saw_is_not_what_another_sees(first: Look) -> None:
    second = IN_ASCII if first == Look() else Look()
    *_, last = concluded("abs(pi*x) + sqrt(2)*x")
    seen: Callable[[Look], str] = lambda look: whole(last, 100, 30, look).text  # noqa: E731
    before = seen(first)
    assert seen(second).isascii() is (second == IN_ASCII)
    assert seen(first) == before
    assert before.isascii() is (first == IN_ASCII)


def test_a_greek_letter_of_descent_has_a_name_in_ascii() -> None:
    page = DescentScreen(IN_ASCII).framed(78, 22)
    assert page is not None
    assert "?" not in IN_ASCII.finish(page).text
    assert "eta = 2/5" in IN_ASCII.finish(page).text
