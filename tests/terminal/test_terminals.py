"""Terminals of all kinds: each is sent what it can show, and the lesson comes to its verdict on all."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path

import pytest

from relu_tui.choices import MARKS, THEMES, names
from relu_tui.interface.key_commands import COMMANDS
from tests import needs
from tests.terminal.terminal import LESSON, RELU_KEYS, Terminal, environment
from tests.terminal.test_lesson import typed

BRAILLE = {chr(code) for code in range(0x2801, 0x2900)}
BLOCKS = set("▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
LATE = "takes longer"
"""Said while a drawing is late, as on a busy machine the first may be: keys are refused until it is there."""
ROUND, SQUARE = set("╭╮╰╯"), set("┌┐└┘")


def characters(terminal: Terminal) -> set[str]:
    """The characters outside ASCII that were sent."""
    return {character for character in terminal.raw.decode("utf-8") if ord(character) > 127}


def play(terminal: Terminal) -> None:
    """Play the lesson to its verdict and leave."""
    terminal.wait_for("condition 1", "Press")
    terminal.press(*RELU_KEYS[:3])
    terminal.wait(lambda: "1/4" in terminal.text and LATE not in terminal.text, "the first drawing")
    terminal.press(*RELU_KEYS[3:])
    terminal.wait_for_verdict()
    terminal.wait_for("limit: slope 1")  # of the plot, which comes after what was typed ahead
    terminal.press("q")
    assert terminal.wait_end() == 0
    terminal.assert_restored()


@pytest.mark.parametrize("truecolor", [False, True], ids=["", "truecolor"])
@pytest.mark.parametrize(
    ("term", "colours", "marks", "corners"),
    [
        ("xterm-256color", "256", BRAILLE, ROUND),
        ("screen-256color", "256", BRAILLE, ROUND),
        ("tmux-256color", "256", BRAILLE, ROUND),
        ("alacritty", "256", BRAILLE, ROUND),
        ("xterm-ghostty", "256", BRAILLE, ROUND),
        ("nobody-knows-it", "256", BRAILLE, ROUND),
        ("screen", "16", BRAILLE, ROUND),
        ("xterm", "16", BRAILLE, ROUND),
        ("linux", "16", BLOCKS, SQUARE),
        ("vt100", "", set(), set()),
        ("xterm-mono", "", BRAILLE, ROUND),
    ],
)
def test_each_kind_of_terminal_gets_what_it_can_show(
    tmp_path: Path, term: str, colours: str, marks: set[str], corners: set[str], truecolor: bool
) -> None:
    env = environment(tmp_path, TERM=term, **({"COLORTERM": "truecolor"} if truecolor else {}))
    with Terminal(*LESSON, home=tmp_path, env=env) as terminal:
        play(terminal)
        seen = characters(terminal)
    expected = {"16M" if truecolor and colours == "256" else colours} - {""}
    assert terminal.colours == expected
    if marks:
        assert seen & (BRAILLE | BLOCKS)
        assert seen & (BRAILLE | BLOCKS) <= marks
        assert seen >= corners
    else:
        assert not seen


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
@pytest.mark.parametrize("theme", ["", "light"])
def test_no_color_is_no_colour(tmp_path: Path, term: str, theme: str) -> None:
    env = environment(tmp_path, TERM=term, NO_COLOR="1", COLORTERM="truecolor")
    with Terminal(*LESSON, *(["--theme", theme] if theme else []), home=tmp_path, env=env) as terminal:
        play(terminal)
    assert terminal.colours == set()


@pytest.fixture(scope="session")
def latin_1(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a Latin-1 locale in it."""
    localedef = needs.program("localedef", "locales")
    folder = tmp_path_factory.mktemp("locales")
    command = (localedef, "-i", "en_US", "-f", "ISO-8859-1", str(folder / "en_US.ISO-8859-1"))
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode and "cannot open" in made.stderr:
        needs.lacking(f"the sources of locales are not installed (Debian: locales): {made.stderr.strip()}")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.mark.parametrize(
    "locale", ["LANG=C", "LC_ALL=C", "LC_ALL=POSIX LANG=C.UTF-8", "LANG=en_US.ISO-8859-1"]
)
def test_a_locale_without_unicode_gets_nothing_outside_ascii(
    tmp_path: Path, latin_1: Path, locale: str
) -> None:
    env = environment(tmp_path, LOCPATH=str(latin_1))
    del env["LANG"]
    env.update(dict(setting.split("=") for setting in locale.split()))
    with Terminal(*LESSON, home=tmp_path, env=env) as terminal:
        play(terminal)
        assert terminal.raw.isascii(), terminal.raw


@pytest.mark.parametrize("term", ["vt100", "xterm"])
def test_no_page_or_list_or_prompt_shows_anything_outside_ascii_there(tmp_path: Path, term: str) -> None:
    env = environment(tmp_path, TERM=term, **({} if term == "vt100" else {"LC_ALL": "C"}))
    with Terminal(*LESSON, home=tmp_path, env=env) as terminal:
        terminal.wait_for("condition 1", "Press")
        for command in COMMANDS:
            if command.transition is None and command.name not in ("quit", "marks", "auto"):
                terminal.press(typed(command.keys[0]))
                terminal.settle(0.08)
                terminal.press("escape")
                terminal.settle(0.12)
        terminal.press("R")
        play(terminal)
        assert terminal.raw.isascii(), terminal.raw


def test_what_is_typed_in_latin_1_is_read_as_latin_1(tmp_path: Path, latin_1: Path) -> None:
    env = environment(tmp_path, LOCPATH=str(latin_1), LANG="en_US.ISO-8859-1")
    with Terminal(*LESSON, home=tmp_path, env=env) as terminal:
        terminal.wait_for("condition 1", "Press")
        terminal.press("e")
        terminal.wait_for("f(x) =", "Enter goes on")
        terminal.write(b"\x05+x\xb2")
        terminal.wait_for("max(0, x) + x^2")  # what the program understood
        terminal.press("escape")
        terminal.wait_without("Enter goes on")
        play(terminal)


def test_bytes_that_are_no_text_are_no_keys(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for("condition 1", "Press")
        terminal.write(b"\xff\xfe\xe9\x80\xc3")
        play(terminal)


@pytest.mark.parametrize("marks", names(MARKS))
def test_marks_can_be_chosen(tmp_path: Path, marks: str) -> None:
    with Terminal(*LESSON, "--marks", marks, home=tmp_path) as terminal:
        terminal.wait_for("condition 1", "Press", "┤" if marks != "ascii" else "#")
        play(terminal)
        seen = characters(terminal)
    expected = {"braille": BRAILLE, "block": BLOCKS, "ascii": set()}[marks]
    assert seen & (BRAILLE | BLOCKS) <= expected
    assert bool(seen & (BRAILLE | BLOCKS)) == bool(expected)
    assert all(character.isascii() for character in seen) == (marks == "ascii")


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_a_key_goes_through_the_marks(tmp_path: Path, locale: str) -> None:
    with Terminal(*LESSON, home=tmp_path, env=environment(tmp_path, LANG=locale)) as terminal:
        terminal.wait_for("condition 1", "Press")
        order = ("block", "ascii", "braille") if locale == "C.UTF-8" else ("braille", "block", "ascii")
        for name in order * 2:
            terminal.press("m")
            expected = {"braille": BRAILLE, "block": BLOCKS, "ascii": set("#")}[name]
            others = (BRAILLE | BLOCKS | set("#")) - expected
            terminal.wait(partial(is_drawn_with, terminal, expected, others), name)
        play(terminal)


def is_drawn_with(terminal: Terminal, expected: set[str], others: set[str]) -> bool:
    return bool(expected & set(terminal.text)) and not others & set(plot_of(terminal))


def plot_of(terminal: Terminal) -> str:
    """The part of the screen where the plot is."""
    return "".join(line[1:38] for line in terminal.lines[2:10])


@pytest.mark.parametrize("term", ["xterm-256color", "screen", "xterm-mono"])
@pytest.mark.parametrize("theme", names(THEMES))
def test_themes_can_be_chosen(tmp_path: Path, theme: str, term: str) -> None:
    env = environment(tmp_path, TERM=term)
    with Terminal(*LESSON, "--theme", theme, home=tmp_path, env=env) as terminal:
        play(terminal)
    depth = {"xterm-256color": {"256"}, "screen": {"16"}, "xterm-mono": set()}[term]
    assert terminal.colours == ({"16"} if theme == "ansi" and depth else depth)


def test_the_mouse_can_be_left_alone(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        play(terminal)
        assert {1000, 1006} <= set(terminal.modes)
    with Terminal(*LESSON, "--no-mouse", home=tmp_path) as terminal:
        play(terminal)
        assert not {9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016} & set(terminal.modes)


def test_the_size_is_what_the_system_says_whatever_variables_say(tmp_path: Path) -> None:
    env = environment(tmp_path, COLUMNS="200", LINES="60")
    with Terminal(*LESSON, home=tmp_path, env=env) as terminal:
        terminal.wait_for("condition 1", "q quit")
        assert terminal.lines[23].strip()
        play(terminal)
        assert max(terminal.rows_written) <= 24


def test_a_size_that_no_terminal_has_costs_nothing(tmp_path: Path) -> None:
    with Terminal(*LESSON, home=tmp_path) as terminal:
        terminal.wait_for("condition 1", "Press")
        terminal.claim(65535, 65535)
        terminal.press("right")
        terminal.wait(lambda: b"seen 1 of 3" in terminal.raw or b"\x1b[300;" in terminal.raw, "a frame")
        terminal.settle()
        assert terminal.peak_memory < 400
        terminal.claim(0, 0)
        terminal.resize(80, 24)
        terminal.press("u")
        play(terminal)


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_cannot_place_text_gets_one_line(tmp_path: Path, term: str) -> None:
    with Terminal(*LESSON, home=tmp_path, env=environment(tmp_path, TERM=term)) as terminal:
        assert terminal.wait_end() == 2
        lines = terminal.raw.decode().splitlines()
        assert len(lines) == 1
        assert lines[0].startswith("relu-tui: ")
        assert all(way in lines[0] for way in ("relu-tui plain", "relu-tui check", "relu-tui table"))
        assert b"\x1b" not in terminal.raw
        terminal.assert_restored()


@pytest.mark.parametrize("absent", ["stdin", "stdout"])
def test_no_terminal_gets_one_line(tmp_path: Path, absent: str) -> None:
    redirected = {"stdin": 'exec "$@" </dev/null', "stdout": 'exec "$@" >out'}[absent]
    with Terminal("/bin/sh", "-c", redirected, "sh", *LESSON, home=tmp_path) as terminal:
        assert terminal.wait_end() == 2
        (line,) = terminal.raw.decode().splitlines()
        assert all(way in line for way in ("relu-tui plain", "relu-tui check", "relu-tui table"))
        if absent == "stdout":
            assert (tmp_path / "out").read_bytes() == b""


@pytest.mark.parametrize(
    "variables",
    [
        {"TEXTUAL_COLOR_SYSTEM": "x"},
        {"TEXTUAL_DRIVER": "x"},
        {"TEXTUAL_FPS": "100000000", "TEXTUAL_ESCAPE_DELAY": "x"},
        {"PYTHONIOENCODING": "utf-16"},
    ],
    ids=lambda variables: next(iter(variables)),
)
def test_variables_that_can_not_be_used_are_as_if_they_were_not_set(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    with Terminal(*LESSON, home=tmp_path, env=environment(tmp_path, **variables)) as terminal:
        play(terminal)
        assert characters(terminal) & BRAILLE


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "en_US.ISO-8859-1"},
        {"LANG": "ja_JP.eucJP"},
    ],
    ids=lambda variables: next(iter(variables.values())),
)
def test_an_encoding_that_this_machine_lacks_is_the_terminals_all_the_same(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    with Terminal(*LESSON, home=tmp_path, env=environment(tmp_path, **variables)) as terminal:
        play(terminal)
        assert terminal.raw.isascii()
