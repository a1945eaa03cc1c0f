"""What this terminal can show and does in its own way, as far as its environment tells.

All that the program knows of a terminal by its name stands here. What is sent elsewhere is what all terminals
take alike, and what comes in is read by its form.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Literal, NamedTuple

from relu_tui.app.drawing.box import Border
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.marks import Marks
from relu_tui.interface.text_encoding import LOCALE, shows_unicode, writes_unicode

FEW_COLOURS = ("linux", "vt100", "vt220", "ansi", "screen", "xterm", "rxvt", "cons25")
"""Values of TERM that promise 16 colours at most, whatever follows."""

NO_BRAILLE = ("linux", "cons25", "ansi")
"""Beginnings of TERM whose fonts have neither Braille nor round corners."""

PLACES_NO_TEXT = ("", "dumb", "unknown")
"""Values of TERM of what can't place text on a screen."""


IN_ASCII = Look(Marks.ASCII, Border.ASCII, ascii_only=True)


class Capabilities(NamedTuple):
    """What the terminal that the app is shown on can do, and what is wanted there.

    Attributes:
        look: How to draw.
        coloured: Whether it shows colours, and they are wanted.
        theme: The theme that suits its colours.
        colours: Which colours it has: `standard` (16), `256` or `truecolor`; empty where Textual finds out.
    """

    look: Look = Look()
    coloured: bool = True
    theme: str = "dark"
    colours: Literal["", "standard", "256", "truecolor"] = ""


def of_process(environment: Mapping[str, str]) -> Capabilities:
    """What the terminal of this process can do.

    Args:
        environment: The process's environment.
    """
    return Capabilities(
        look_for(environment) if writes_unicode(sys.__stdout__) else IN_ASCII,
        has_colours(environment),
        theme_for(environment),
        "256" if has_more_colours_than_told(environment) else "",
    )


def of_channel(environment: Mapping[str, str]) -> Capabilities:
    """What a terminal at the other end of a connection can do, as far as its name and locale tell.

    Neither this process's terminal nor its files are asked. Where no locale was sent, it is UTF-8.

    Args:
        environment: TERM, and whatever variables came with it.
    """
    variables = dict(environment)
    if not any(variables.get(name) for name in LOCALE):
        variables["LANG"] = "C.UTF-8"
    term = variables.get("TERM", "")
    coloured = not (variables.get("NO_COLOR") or term.startswith("vt") or term.endswith(("-m", "-mono")))
    if variables.get("COLORTERM") in ("truecolor", "24bit"):
        colours: Literal["standard", "256", "truecolor"] = "truecolor"
    else:
        colours = "standard" if term in FEW_COLOURS else "256"
    return Capabilities(look_for(variables), coloured, theme_for(variables), colours)


def look_for(environment: Mapping[str, str]) -> Look:
    """How to draw on a terminal.

    Args:
        environment: The variables that tell of it.
    """
    term = environment.get("TERM", "")
    if not shows_unicode(environment):
        return IN_ASCII
    if term.startswith(NO_BRAILLE):
        return Look(Marks.BLOCK, Border.SQUARE)
    return Look()


def with_marks(look: Look, marks: Marks) -> Look:
    """The look with other marks; with those of ASCII there is nothing else on the screen.

    A terminal may draw arrows and the lines of boxes twice as wide, and shows ASCII as any other does.
    """
    if marks is Marks.ASCII:
        return IN_ASCII
    if look.ascii_only:
        return look._replace(marks=marks, border=Border.ROUND, ascii_only=False)
    return look._replace(marks=marks)


def has_more_colours_than_told(environment: Mapping[str, str]) -> bool:
    """Whether a terminal has 256 colours, though neither its name nor COLORTERM says so.

    Over a link COLORTERM is lost, and most terminals of today have names of their own.

    Args:
        environment: The variables that tell of it.
    """
    term = environment.get("TERM", "")
    if environment.get("COLORTERM") or environment.get("TEXTUAL_COLOR_SYSTEM"):
        return False
    if term in (*PLACES_NO_TEXT, *FEW_COLOURS) or "256color" in term or not has_colours(environment):
        return False
    described = _described_colours(term)
    return described is None or described >= 256 or term.partition("-")[0] in NEWER


NEWER = ("alacritty", "foot", "ghostty", "kitty", "konsole", "putty", "tmux", "wezterm", "contour", "rio")
"""Beginnings of names of terminals that have 256 colours, whatever an old description says of them."""


def has_colours(environment: Mapping[str, str]) -> bool:
    """Whether the terminal shows colours, and they are wanted (no-color.org)."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        return False
    if term in PLACES_NO_TEXT or "256color" in term:  # a browser, or nothing that anybody sees; or it says so
        return True
    described = _described_colours(term)
    return not term.startswith("vt") if described is None else described >= 8


def _described_colours(term: str) -> int | None:
    """How many colours a terminal has by its description; None where there is none here."""
    import curses  # 0.5 MB, for names that do not tell

    try:
        curses.setupterm(term, 1)
    except curses.error:
        return None
    return curses.tigetnum("colors")


def theme_for(environment: Mapping[str, str]) -> str:
    """The theme that suits the terminal's colours."""
    return "ansi" if environment.get("TERM", "") in FEW_COLOURS else "dark"


def answers_itself(environment: Mapping[str, str]) -> bool:
    """Whether what runs in between answers in the terminal's place: tmux or GNU screen, near the program."""
    return bool(environment.get("TMUX") or environment.get("STY"))
