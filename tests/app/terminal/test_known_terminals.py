"""What a terminal can do, told by its name and locale alone, or asked of the process's own."""

from __future__ import annotations

import pytest

from relu_tui.app.app import LimitsApp
from relu_tui.app.drawing.look import Look
from relu_tui.app.terminal.known_terminals import Capabilities, of_channel
from relu_tui.lesson.transitions import begin


@pytest.mark.parametrize(
    ("variables", "coloured", "colours", "ascii_only"),
    [
        ({"TERM": "xterm-256color"}, True, "256", False),
        ({"TERM": "xterm-256color", "LANG": "en_US.ISO-8859-1"}, True, "256", True),
        ({"TERM": "xterm-ghostty", "LC_CTYPE": "UTF-8"}, True, "256", False),
        ({"TERM": "xterm-kitty", "COLORTERM": "truecolor"}, True, "truecolor", False),
        ({"TERM": "linux"}, True, "standard", False),
        ({"TERM": "vt100", "LANG": "C.UTF-8"}, False, "standard", True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False, "standard", False),
        ({"TERM": "xterm-256color", "LANG": "C"}, True, "256", True),
    ],
)
def test_a_terminal_elsewhere_is_known_by_its_name_and_locale(
    variables: dict[str, str], coloured: bool, colours: str, ascii_only: bool
) -> None:
    found = of_channel(variables)
    assert (found.coloured, found.colours, found.look.ascii_only) == (coloured, colours, ascii_only)


def test_an_app_that_is_told_what_it_is_shown_on_asks_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "vt100")
    monkeypatch.setenv("LANG", "C")
    told = Capabilities(Look(), coloured=True, theme="light", colours="truecolor")
    app = LimitsApp(begin(), capabilities=told)
    assert (app.coloured, app.theme, app.main.look) == (True, "light", Look())
    assert app.console.color_system == "truecolor"
