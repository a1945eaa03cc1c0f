"""The lesson at a terminal, by keys alone."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from unicodedata import lookup

import pytest

from relu_tui.interface.key_commands import COMMANDS
from tests.terminal.terminal import KEYS, LESSON, READY, RELU_KEYS, Terminal

NAMES = ("1 continuous", "2 left", "3 right", "4 equal")


def is_chosen(terminal: Terminal, condition: int) -> bool:
    return "▸" in line_of(terminal, condition)


def says_too_small(terminal: Terminal, columns: int) -> bool:
    """Whether the one line is shown that a screen of so many columns has, as far as it fits."""
    return columns == 1 or "too small"[:columns] in terminal.text.replace("\n", "")[:60]


def line_of(terminal: Terminal, condition: int) -> str:
    """The checklist's line of a condition, from 0."""
    return next((line for line in terminal.lines if NAMES[condition] in line), "")


def test_the_whole_lesson_by_keys_alone(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY, "f(x) = max(0, x)  at x = 0", "⠔")
        assert all(pane in terminal.text for pane in ("difference quotient", "Δx", "differentiable at 0?"))
        for state in ("seen 1 of 3", "seen 2 of 3", "ready: Enter"):
            assert state not in terminal.text
            terminal.press("right")
            terminal.wait_for(state)
        conclude(terminal, 0, "✓", "holds")
        for condition, found in (
            (1, ("✓", "= 0", "holds")),
            (2, ("✓", "= 1", "holds")),
            (3, ("✗", "0 ≠ 1", "fails")),
        ):
            terminal.press("down")
            terminal.wait(partial(is_chosen, terminal, condition), "the condition to be chosen")
            conclude(terminal, condition, *found)
        terminal.wait_for_verdict()
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()


def conclude(terminal: Terminal, condition: int, *found: str) -> None:
    """Press Enter, and wait for what is found to stand in the checklist."""
    assert not all(text in line_of(terminal, condition) for text in found)
    terminal.press(*["enter"] * (2 if condition else 1))  # all but the first ask before they reveal
    terminal.wait(lambda: all(text in line_of(terminal, condition) for text in found), f"{found}")


def test_the_whole_lesson_in_one_write(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY)
        terminal.press(*RELU_KEYS)
        terminal.wait_for_verdict()
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()


def test_keys_typed_before_there_is_a_screen_are_not_lost(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.press(*("l" for _ in range(3)), "j")
        terminal.wait_for("ready: Enter")


def test_no_key_of_many_in_one_write_is_lost(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path, size=(200, 60)) as terminal:
        terminal.wait_for(READY)
        terminal.press(*["right"] * 900)  # some sequences are cut in two by reading so much at a time
        terminal.wait_for("step 900 ")


def test_what_is_typed_ahead_goes_to_the_screen_that_a_key_opens(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY)
        terminal.write(b"fsoftsign\rll")
        terminal.wait_for("softsign · condition 1", "seen 2 of 3")
        terminal.write(b"e\x01\x0babs(x - 1)\t\x01\x0b1\rl")
        terminal.wait_for("|x − 1|", "at x = 1 ", "seen 1 of 3")
        terminal.write(b"w\x1bl?qlfabs\x1bl")
        terminal.wait_for("|x − 1|", "4", "ready: Enter")
        terminal.write(b"wq:quit\r")
        assert terminal.wait_end() == 0
        terminal.assert_restored()


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
def test_every_command_by_its_key_and_back_again(tmp_path: Path, size: tuple[int, int]) -> None:
    with Terminal(*LESSON, home=tmp_path, size=size) as terminal:
        terminal.wait_for("Press →")
        for command in COMMANDS:
            if command.name in ("quit", "auto"):
                continue
            for key in command.keys:
                terminal.press(typed(key))
            terminal.press("escape")
        terminal.wait(lambda: "type to search" not in terminal.text, "the lesson")
        terminal.press("escape", "escape")
        terminal.settle()
        assert terminal.running, terminal.text
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()


def typed(key: str) -> str:
    """What a person types for a key that Textual calls so."""
    if len(key) == 1 or key in KEYS:
        return key
    return {"less_than_sign": "<", "greater_than_sign": ">", "slash": "/"}.get(key) or lookup(
        key.replace("_", " ")
    )


def test_a_screen_too_small_says_so_and_grows_back(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        terminal.press("right", "s")
        terminal.wait_for("seen 1 of 3", "the left")
        terminal.settle()
        before = terminal.text
        for columns, rows in ((39, 12), (1, 1), (40, 11)):
            terminal.resize(columns, rows)
            terminal.wait(partial(says_too_small, terminal, columns), "the one line")
        terminal.resize(80, 24)
        terminal.wait(lambda: terminal.text == before, "the screen as it was")


@pytest.mark.parametrize("options", [(), ("--full-repaint",)])
def test_a_key_draws_the_whole_screen_again(tmp_path: Path, options: tuple[str, ...]) -> None:
    with Terminal(*LESSON, *options, home=tmp_path) as terminal:
        terminal.wait_for(READY, "⠔", "the box")
        terminal.settle()
        before = terminal.text
        terminal.scribble()
        assert terminal.text != before
        terminal.press("d")
        terminal.wait(lambda: terminal.text == before, "the screen as it was")


def test_standard_error_elsewhere_gets_nothing(tmp_path: Path) -> None:
    command = ("/bin/sh", "-c", 'exec "$@" 2>errors', "sh", *LESSON)
    with Terminal(*command, home=tmp_path) as terminal:
        terminal.wait_for(READY)
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()
    assert (tmp_path / "errors").read_bytes() == b""


def test_python_says_nothing_of_warnings(tmp_path: Path) -> None:
    with Terminal(sys.executable, "-W", "default", "-m", "relu_tui", home=tmp_path) as terminal:
        terminal.wait_for(READY)
        terminal.press(*RELU_KEYS)
        terminal.wait_for_verdict()
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert b"Warning" not in terminal.raw
