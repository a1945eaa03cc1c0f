"""The encoding of text that goes to a terminal or a file, as far as the environment and the stream tell."""

from __future__ import annotations

import codecs

from relu_tui.interface.arguments import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO


def shows_unicode(environment: Mapping[str, str]) -> bool:
    """Whether a terminal shows more than ASCII, as far as its name and locale tell.

    Args:
        environment: The variables that tell of it.
    """
    return speaks_unicode(environment) and not environment.get("TERM", "").startswith("vt")


LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")
"""Variables that tell the encoding, the first that is set."""

COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself puts into LC_CTYPE where the locale is C (PEP 538), whatever the terminal shows."""


def speaks_unicode(environment: Mapping[str, str]) -> bool:
    """Whether text goes to the terminal in UTF-8."""
    if environment.get("LC_CTYPE") in COERCED and environment.get("LANG"):
        # The locale that LANG names is C, or one that this machine lacks: it tells of the terminal still.
        name = "LC_ALL" if environment.get("LC_ALL") else "LANG"
        return speaks_unicode({name: environment[name]})
    for name in LOCALE:
        value = environment.get(name)
        if value:
            encoding = "utf-8" if value in COERCED else value.partition(".")[2].partition("@")[0] or "ascii"
            try:
                return codecs.lookup(encoding).name == "utf-8"
            except LookupError:
                return False
    import locale

    return codecs.lookup(locale.getpreferredencoding(do_setlocale=False)).name == "utf-8"


def writes_unicode(stream: TextIO | None) -> bool:
    """Whether what is written to a stream gets there in UTF-8; PYTHONIOENCODING may say otherwise.

    Args:
        stream: Standard output, if there is one.
    """
    encoding = stream_encoding(stream)
    return codecs.lookup(encoding).name == "utf-8"


def stream_encoding(stream: TextIO | None) -> str:
    """The encoding of a stream to a terminal: UTF-8 in place of one that no terminal has, such as UTF-16.

    Args:
        stream: The stream, if there is one.
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        return encoding if "A\x1b".encode(encoding) == b"A\x1b" else "utf-8"
    except (LookupError, UnicodeError):
        return "utf-8"
