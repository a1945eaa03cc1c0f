"""What goes to stdout and stderr, whatever they take."""

from __future__ import annotations

import codecs
import os
import sys
from io import TextIOWrapper

from relu_tui.interface.arguments import TYPE_CHECKING
from relu_tui.interface.text_encoding import shows_unicode, writes_unicode

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from typing import TextIO


def open_what_is_closed() -> None:
    """Read and write nothing where whoever began the program closed a standard stream."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115, PTH123 - for as long as the program runs


def told_in_its_dialect(run: Callable[[Namespace], int], options: Namespace) -> int:
    """Carry a command out, with formulas printed as stdout takes them; what is for programs is as ever."""
    has_screen = hasattr(options, "marks")  # a screen finds out itself what its terminal shows
    if not has_screen and (getattr(options, "ascii", False) or not _is_shown(sys.stdout)):
        _spell(sys.stdout, encoding="ascii")
    if writes_unicode(sys.stdout):
        return run(options)
    if getattr(options, "json", False):
        if isinstance(sys.stdout, TextIOWrapper):
            codecs.register_error("escaped", _escaped)
            sys.stdout.reconfigure(errors="escaped")
        return run(options)
    from relu_tui.calculus.language.output_dialects import ASCII
    from relu_tui.calculus.language.printing import printing_in

    with printing_in(ASCII):
        return run(options)


def _is_shown(stream: TextIO) -> bool:
    """Whether what is written to a stream can be read there: a terminal may show less than Python takes."""
    return not stream.isatty() or shows_unicode(os.environ)


def make_printable() -> None:
    """Let what stdout's encoding lacks be spelled another way, instead of ending in an error."""
    for stream in (sys.stdout, sys.stderr):
        if not writes_unicode(stream):
            _spell(stream, encoding=None)


def _spell(stream: TextIO, encoding: str | None) -> None:
    """Let a stream spell what an encoding lacks: its own, where none is named."""
    if isinstance(stream, TextIOWrapper):
        codecs.register_error("spelled", _spelled)
        stream.reconfigure(encoding=encoding, errors="spelled")


def _spelled(error: UnicodeError) -> tuple[str, int]:
    """What resembles a character that can't be encoded, as `codecs.register_error` asks."""
    from relu_tui.app.drawing.cells import spelled

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return spelled(error.object[error.start : error.end]), error.end


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """A character that can't be encoded as JSON writes it, as `codecs.register_error` asks."""
    import json

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end
