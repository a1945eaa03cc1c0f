"""From the text that a terminal sends to events: keys, pastes, the mouse, focus.

Textual's own parser is given one sequence at a time, and only whole ones. It takes what it does not
know for keys that were typed: half a report of the mouse, delayed by a slow link, would press the keys
`1` and `4`, and the answer to a question that another program asked would press `r`, `c` and `?`. Here
such a sequence means nothing, and a character that can't be read is not there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Generator, Iterator

from textual import constants, events
from textual.message import Message

from relu_tui.app.textual_inside import XTermParser

PATIENCE = 1.0
"""Seconds for which the rest of a sequence is waited for."""

LATE = 10.0
"""Seconds within which what nobody can have typed is still the rest of what was given up."""

LATE_AFTER_ESCAPE = 1.0
"""The same after Escape, which may have been that key."""

PASTE_PATIENCE = 5.0
"""Seconds of silence after which a paste is taken to have ended."""

LONGEST_PASTE = 100_000
"""Characters kept of a paste; the app has no use for more."""

LONGEST_SEQUENCE = 32
"""Characters of a sequence that can mean anything."""

LONGEST_STRING = 4000
"""Characters of a sequence that means nothing, for which its end is waited for."""

_PASTE_START, _PASTE_END = "\x1b[200~", "\x1b[201~"
_WHOLE = re.compile(
    r"\x1b(?:\[M(?s:...)|\[(?!M)[0-?]*[ -/]*[@-~]|O[ -~]|[\]PX^_][^\x1b\x07\x9c]*(?:\x07|\x9c|\x1b\\)"
    r"|[^\x1b\[O\]PX^_])"
)
"""A sequence (ECMA-48, 5.4 to 5.6): of the mouse, control, a function key, a string, a key with Alt."""
_BEGINNING = re.compile(r"\x1b(?:\[M(?s:.){0,2}\Z|\[[0-?]*[ -/]*|O|[\]PX^_][^\x1b\x07\x9c]*(?:\x1b\Z)?)?")
"""As much of one as there is."""
_PLAIN = re.compile(r"[^\x1b\x80-\x9f]+")
_EIGHT_BIT = {
    "\x8f": "\x1bO",
    "\x90": "\x1bP",
    "\x98": "\x1bX",
    "\x9b": "\x1b[",
    "\x9d": "\x1b]",
    "\x9e": "\x1b^",
    "\x9f": "\x1b_",
}
"""Controls of one character for those of two (ECMA-48, 5.3); the others of their kind mean nothing."""
_SENT = re.compile(
    r"\x1b(?:\[<[\d;]*[Mm]|\[[>=?][\d;:]*\$?[cnRStuy]|\[(?:\d+(?:[;:]\d*)*)?[A-DFHIPQRScntuxy~]|O[A-DFHPQRS]"
    r"|(?:\]\d+;|P[\d>=!$+]|_G)(?s:.)*)"
)
"""What a terminal sends: keys, reports of the mouse, answers. Nobody types that within a moment."""
_BEGUN = re.compile(r"\x1b(?:\[[<>=?]\d|\[\d+;\d|\]\d+;|P[\d>=!$+]|_G)")
"""How that begins which is longer than what anybody types within a moment."""
_UNSPOKEN = re.compile(r"\x1b\[(\d+)(?:;(\d+)(?::[12])?)?u")
"""A key in the kitty protocol, without the text that it types."""
_UNREADABLE = "\ufffd"
_SHIFT, _LOCKS = 1, 64 | 128
"""Modifiers of the kitty protocol: Shift; Caps Lock and Num Lock."""


class TerminalInput:
    """Reads what a terminal sends, in pieces as they come.

    Attributes:
        waiting: Whether something was begun, and `tick` is to be called in time.
    """

    def __init__(self, clock: Callable[[], float], *, debug: bool = False) -> None:
        """Make the reader.

        Args:
            clock: Gives the time in seconds.
            debug: As for Textual's parser.
        """
        self._clock = clock
        self._debug = debug
        self._parser = XTermParser(debug)
        self._held = ""
        """The beginning of a sequence."""
        self._paste: str | None = None
        """What was pasted so far, or None outside a paste."""
        self._since = 0.0
        """When the last of it came."""
        self._given_up = ""
        """The beginning of a sequence of which the rest did not come in time."""
        self._given_up_at = 0.0
        """When the last of that came."""

    @property
    def waiting(self) -> bool:
        """Whether something was begun, and `tick` is to be called in time."""
        return bool(self._held) or self._paste is not None

    def excuse(self, seconds: float) -> None:
        """Say that nobody listened for so long: the rest of what was begun may have come meanwhile.

        Args:
            seconds: Until now.
        """
        self._since = min(self._since + seconds, self._clock())

    def feed(self, text: str, *, last: int | None = None) -> Iterator[Message]:
        """Read a piece.

        Args:
            text: What came, with U+FFFD for what is no character.
            last: How many characters at its end mean something; all where None.

        Yields:
            The events that are complete.
        """
        yield from self.tick()
        if not self._held:
            text = self._with_what_was_given_up(text)
            self._since = self._clock()
        text, self._held = self._held + text, ""
        while text:
            if self._paste is not None:
                text = yield from self._pasted(text)
            elif plain := _PLAIN.match(text):
                text = text[plain.end() :]
                meant = plain[0] if last is None else plain[0][-max(last - len(text), 0) :]
                if last is None or len(text) < last:
                    yield from self._parsed(meant.replace(_UNREADABLE, ""))
            elif text[0] in _EIGHT_BIT:
                text = _EIGHT_BIT[text[0]] + text[1:]
            elif text[0] != "\x1b":  # another control of eight bits
                text = text[1:]
            elif text.startswith(_PASTE_START):
                self._paste, text = "", text.removeprefix(_PASTE_START)
            elif whole := _WHOLE.match(text):
                text = text[whole.end() :]
                if last is None or len(text) < last:
                    yield from self._sequence(whole[0])
            elif (beginning := _beginning(text)) == text:
                self._held, text = text if len(text) <= LONGEST_STRING else "", ""
            else:
                text = text.removeprefix(beginning)
                if beginning == "\x1b":
                    yield events.Key("escape", "\x1b")

    def tick(self) -> Iterator[Message]:
        """Give up waiting for what does not come.

        Yields:
            What was begun, if it means something as it is.
        """
        silence = self._clock() - self._since
        if self._paste is not None:
            if silence >= PASTE_PATIENCE:
                self._held = ""
                yield from self._end_of_paste()
        elif self._held == "\x1b" and silence >= constants.ESCAPE_DELAY:
            self._give_up()
            yield events.Key("escape", "\x1b")
        elif self._held and silence >= PATIENCE:
            self._give_up()

    def _give_up(self) -> None:
        self._given_up, self._held = self._held, ""
        self._given_up_at = self._since

    def _with_what_was_given_up(self, text: str) -> str:
        """The text, behind the beginning that was given up if it can be nothing but the rest of that.

        A slow link brings the two parts of an answer seconds apart, but each in one piece.
        """
        begun, self._given_up = self._given_up, ""
        patience = LATE_AFTER_ESCAPE if begun == "\x1b" else LATE
        if not begun or self._paste is not None or self._clock() - self._given_up_at > patience:
            return text
        joined = begun + text
        whole = _WHOLE.match(joined)
        if whole:
            known = _SENT.fullmatch(whole[0]) and len(joined) > 2
        else:
            known = len(text) > 3 and _BEGUN.match(joined) and _beginning(joined) == joined
        return joined if known else text

    def _pasted(self, text: str) -> Generator[Message, None, str]:
        """Read on in a paste; returns what follows it."""
        self._since = self._clock()
        before, end, after = text.partition(_PASTE_END)
        if not end:
            # The end marker itself may have come in part.
            kept = next((n for n in range(len(_PASTE_END) - 1, 0, -1) if text.endswith(_PASTE_END[:n])), 0)
            before, self._held = text[: len(text) - kept], text[len(text) - kept :]
        self._paste = ((self._paste or "") + before)[:LONGEST_PASTE]
        if end:
            yield from self._end_of_paste()
        return after

    def _end_of_paste(self) -> Iterator[Message]:
        pasted, self._paste = self._paste or "", None
        yield events.Paste(pasted.replace("\x00", "").replace(_UNREADABLE, ""))

    def _sequence(self, sequence: str) -> Iterator[Message]:
        """What a whole sequence means, if anything."""
        if len(sequence) > LONGEST_SEQUENCE or sequence[1] in "]PX^_":
            return
        found = self._parsed(_typed_by(sequence) or sequence)
        if not found:
            # It may be waiting for more of what it does not know.
            self._parser = XTermParser(self._debug)
            if len(sequence) == 2 and sequence != "\x1b\\":  # the end of a string that was given up
                # Esc and a key, pressed in haste or joined by a slow link, or the key with Alt.
                yield events.Key("escape", "\x1b")
                found = self._parsed(sequence[1])
        yield from found

    def _parsed(self, text: str) -> list[Message]:
        """What Textual makes of it; nothing, where it makes an error of it.

        A line feed is Enter: so the terminal passes it on that was typed before the screen was there.
        """
        text = text.replace("\n", "\r")
        try:
            return list(self._parser.feed(text)) if text else []
        except Exception:  # whatever it was, it was typed: there is nobody else to tell
            self._parser = XTermParser(self._debug)
            return []


def _typed_by(sequence: str) -> str:
    """The character that a key types whose sequence doesn't say so; empty for any other sequence.

    A terminal says so only where it is asked to, and some report a key this way without having been
    asked for anything.
    """
    found = _UNSPOKEN.fullmatch(sequence)
    if found is None or len(found[1]) > 7:
        return ""
    held = (int(found[2][:4]) if found[2] else 1) - 1 & ~_LOCKS
    character = chr(int(found[1])) if int(found[1]) <= sys.maxunicode else ""
    if not character.isprintable() or held not in (0, _SHIFT) or 57344 <= ord(character) <= 63743:
        return ""
    return character.upper() if held == _SHIFT and character.isalpha() else "" if held else character


def _beginning(text: str) -> str:
    """As much of a sequence as the text begins with."""
    found = _BEGINNING.match(text)
    return found[0] if found else ""
