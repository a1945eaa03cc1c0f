"""What this terminal can show, as far as its environment tells."""

from __future__ import annotations

import codecs
import curses
import locale
from collections.abc import Mapping

from relu_tui.app.drawing.box import Border
from relu_tui.app.drawing.look import Look
from relu_tui.app.drawing.marks import Marks

FEW_COLOURS = ("linux", "vt100", "vt220", "ansi", "screen", "xterm", "rxvt", "cons25")
"""Values of TERM that promise 16 colours at most, whatever follows."""

NO_BRAILLE = ("linux", "cons25", "ansi")
"""Beginnings of TERM whose fonts have neither Braille nor round corners."""


def look_for(environment: Mapping[str, str], marks: str = "") -> Look:
    """How to draw on a terminal.

    Args:
        environment: The process's environment.
        marks: What curves are to be drawn with; empty to choose.
    """
    term = environment.get("TERM", "")
    if not speaks_unicode(environment) or term.startswith("vt"):
        look = Look(Marks.ASCII, Border.ASCII, ascii_only=True)
    elif term.startswith(NO_BRAILLE):
        look = Look(Marks.BLOCK, Border.SQUARE)
    else:
        look = Look()
    return with_marks(look, Marks(marks)) if marks else look


def with_marks(look: Look, marks: Marks) -> Look:
    """The look with other marks; where the terminal shows ASCII only, there are no others."""
    if look.ascii_only and marks is not Marks.ASCII:
        return look._replace(marks=marks, border=Border.ROUND, ascii_only=False)
    return look._replace(marks=marks)


COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself puts into LC_CTYPE where the locale is C (PEP 538), whatever the terminal shows."""


def speaks_unicode(environment: Mapping[str, str]) -> bool:
    """Whether text goes to the terminal in UTF-8."""
    if environment.get("LANG") in ("C", "POSIX") and environment.get("LC_CTYPE") in COERCED:
        return bool(environment.get("LC_ALL")) and speaks_unicode({"LC_ALL": environment["LC_ALL"]})
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = environment.get(name)
        if value:
            encoding = value.partition(".")[2].partition("@")[0] or "ascii"
            try:
                return codecs.lookup(encoding).name == "utf-8"
            except LookupError:
                return False
    return codecs.lookup(locale.getpreferredencoding(do_setlocale=False)).name == "utf-8"


def has_colours(environment: Mapping[str, str]) -> bool:
    """Whether the terminal shows colours, and they are wanted (no-color.org)."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        return False
    if term in ("", "dumb", "unknown"):  # a browser, or nothing that anybody sees
        return True
    try:
        curses.setupterm(term, 1)
    except curses.error:  # nothing is known of it here
        return not term.startswith("vt")
    return curses.tigetnum("colors") >= 8


def theme_for(environment: Mapping[str, str]) -> str:
    """The theme that suits the terminal's colours."""
    return "ansi" if environment.get("TERM", "") in FEW_COLOURS else "dark"
