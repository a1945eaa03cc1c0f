"""Lines typed at a terminal that echoes nothing itself."""

from __future__ import annotations

import re

MOST_CHARACTERS = 2000
"""Characters of a line; what goes beyond is not taken."""

MOST_LINES = 200
"""Lines typed ahead that are kept."""

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|.)?", re.DOTALL)
"""An arrow, a function key, a key with Alt: they mean nothing here."""


class LineEditor:
    """Makes lines of keys: characters, Backspace, Ctrl-U, Enter.

    Attributes:
        lines: Those that are entered and not taken yet.
        ended: Whether Ctrl-C or Ctrl-D was pressed.
    """

    def __init__(self, *, echoes: bool) -> None:
        """Make it.

        Args:
            echoes: Whether what is typed is to be sent back.
        """
        self.lines: list[str] = []
        self.ended = False
        self._echoes = echoes
        self._line = ""
        self._after_return = False

    def feed(self, text: str) -> str:
        """Take keys.

        Args:
            text: What came.

        Returns:
            What to send back.
        """
        echo = "".join(self._take(character) for character in _SEQUENCE.sub("", text))
        return echo if self._echoes else ""

    def _take(self, character: str) -> str:
        after_return, self._after_return = self._after_return, character == "\r"
        if character in "\r\n":
            if character == "\n" and after_return:
                return ""
            if len(self.lines) < MOST_LINES:
                self.lines.append(self._line)
            self._line = ""
            return "\r\n"
        if character in "\x03\x04":
            self.ended = True
        elif character in "\x7f\x08":
            if self._line:
                self._line = self._line[:-1]
                return "\b \b"
        elif character == "\x15":
            gone, self._line = len(self._line), ""
            return "\b \b" * gone
        elif character.isprintable() and len(self._line) < MOST_CHARACTERS:
            self._line += character
            return character
        return ""
