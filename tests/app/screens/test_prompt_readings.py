"""What is typed is shown as understood; the other reading is a key away, and Enter points at a fault."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from relu_tui.app.entries import check_function
from relu_tui.app.screens.prompt import Answered, Check, Prompt
from tests.app.pilots import Driven, drive


def typed(app: Driven, text: str) -> Prompt:
    prompt = app.screen
    assert isinstance(prompt, Prompt)
    prompt.query(Input).first().value = text
    return prompt


def test_tab_takes_the_other_reading() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("e")
        prompt = typed(app, "1/2x")
        await pilot.pause()
        assert "1/2·x" in prompt.said[0]
        assert "1/2x is read from left to right. It may also mean 1/(2·x). Tab takes that." in prompt.said[0]
        await pilot.press("tab")
        assert prompt.typed[0] == "1/(2*x)"
        await pilot.pause()
        assert "Tab" not in prompt.said[0]
        await pilot.press("tab")
        assert prompt.focused is prompt.query(Input).last()

    drive(act)


def test_enter_marks_what_is_wrong_in_the_line_of_the_point() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("e")
        prompt = typed(app, "x**2")
        line = prompt.query(Input).last()
        line.value = "1 + foo"
        await pilot.press("enter")
        await pilot.pause()
        assert prompt.focused is line
        assert line.selected_text == "foo"

    drive(act)


def test_enter_marks_what_is_wrong_first_and_tells_all() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("e")
        prompt = typed(app, "x + foo + bar")
        await pilot.press("enter")
        assert app.screen is prompt
        assert prompt.said[0].count("unknown name") == 2
        line = prompt.query(Input).first()
        assert line.selected_text == "foo"

    drive(act)


def test_every_fault_has_its_marks_under_the_line() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("e")
        prompt = typed(app, "a*x + sinnh(x) + x)")
        for _ in range(100):
            if prompt.wrong is not None:
                break
            await pilot.pause(0.02)
        frame = prompt.framed(80, 8)
        assert frame is not None
        texts = [each.text for each in frame.rows]
        line = next(text for text in texts if "f(x) =" in text)
        marks = texts[texts.index(line) + 1]
        typed_at = len("│ f(x) = ")
        shown = {at - typed_at for at, sign in enumerate(marks) if sign == "^"}
        assert shown == {0, *range(6, 11), 18}
        line_typed = prompt.query(Input).first()
        assert line_typed.region.x == typed_at
        line_typed.value = "x**2"
        for _ in range(100):
            if prompt.wrong is None:
                break
            await pilot.pause(0.02)
        cleared = prompt.framed(80, 8)
        assert cleared is not None
        assert not any("^" in each.text for each in cleared.rows)

    drive(act)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1/0", "1/0 has no value (division by zero)"),
        ("x + log(0)", "ln(0) has no value (the logarithm of 0)"),
        ("x/(1 - 1)", "1/(1 − 1) has no value (division by zero)"),
        ("x if x < 1 else sqrt(-2)", "√(−2) has no value (the square root of a negative number)"),
        ("1/x", ""),
        ("x/3 + sqrt(2)", ""),
    ],
)
def test_a_constant_that_is_no_number_is_said_while_it_is_typed(typed: str, said: str) -> None:
    answer = check_function([typed, "0"])
    assert said in answer
    assert ("has no value" in answer) is bool(said)


def test_what_is_typed_at_once_is_judged_once_and_enter_behind_it_counts() -> None:
    asked: list[bool] = []

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("e", "ctrl+u")
        await pilot.pause()
        prompt = app.screen
        assert isinstance(prompt, Prompt)
        judge = prompt.judge

        def counted(check: Check, typed: list[str], answered: Answered, *, final: bool) -> None:
            asked.append(final)
            judge(check, typed, answered, final=final)

        prompt.judge = counted
        line = prompt.query(Input).first()
        for character in "abs(x)+x":
            line.insert_text_at_cursor(character)
        await pilot.pause()
        assert 1 <= len(asked) < 8
        assert "|x| + x" in prompt.said[0]
        line.insert_text_at_cursor("+1")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is app.main

    assert drive(act).main.current.function == "abs(x)+x+1"
    assert asked[-1]
