r"""From text to tokens, each with its span: formulas as people type, paste and typeset them.

Plain text, Unicode signs, LaTeX and the source text of programs are cut by the same rules; a sign that
can only mean one thing becomes that (`−`, `≤`, `\cdot`, `&&`). What can't be part of a formula is a fault.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import NamedTuple

from relu_tui.calculus.language.faults import Change, Faults
from relu_tui.calculus.language.gallery import GALLERY
from relu_tui.calculus.language.input_symbols import (
    BLANK_COMMANDS,
    COMMANDS,
    LONGEST_SIGN,
    LOOKALIKES,
    LOWERED,
    NOT_FORMULAS,
    RAISED,
    RAISED_TEXT,
    SIGNS,
    UNSEEN,
    UPRIGHT,
    WORDS,
    Kind,
)

MOST = 3_000
"""Tokens of one text."""


class Token(NamedTuple):
    """A part of a text.

    Attributes:
        kind: What it is.
        text: What it stands for, in plain ASCII as far as there is one.
        start: Where it begins in the text as typed.
        end: Where it ends.
        spaced: Whether white space stands before it.
    """

    kind: Kind
    text: str
    start: int
    end: int
    spaced: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


_NUMBER = re.compile(
    r"(?:\d+\.?\d*|\.\d+)(?:[eE](?:[+-]\d+(?![\d.])|\d+(?![\w.])))?|\d+\.?\d*|\.\d+", re.ASCII
)
_NAME = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9])*|__\w+", re.ASCII)
_DASHED = re.compile(
    rf"(?:{'|'.join(entry.name.replace('-', '[-_ ]') for entry in GALLERY if '-' in entry.name)})(?=\s*\()",
    re.IGNORECASE,
)


_FUNCTION_OF_X = re.compile(r"\s*(?:[a-z]\w*\s*(?:=|<-)\s*)?(?:@|function\s*)\(\s*x\s*\)(?!\s*\{)")
_SETS = re.compile(r"\s+[ZQRN]\b")
_ROW = re.compile(r"\\\\(?:\s*\[\s*-?[\d.]+\s*(?:mm|cm|pt|em|ex|in|pc)\s*\])?")
_QUOTED = re.compile(
    r"(?:(?<=approximate=)|(?<=approximate = ))(['\"])(tanh|none)\1|"
    r"(?:(?<=reduction=)|(?<=reduction = ))(['\"])(none|mean|sum)\3"
)
_NOT_FORMULAS = tuple((re.compile(pattern), problem, hint) for pattern, problem, hint in NOT_FORMULAS)


def tokens(text: str, faults: Faults) -> list[Token]:
    """The tokens of a text, an end mark last. What can't be read is noted as a fault and left out."""
    return _Cutter(text, faults).cut(0, len(text))


class _Cutter:
    """One text on its way to tokens."""

    def __init__(self, text: str, faults: Faults) -> None:
        self.text = text
        self.faults = faults
        self.is_latex = "\\" in text
        self.made: list[Token] = []
        self.spaced = False
        self.braces: list[str] = []

    def cut(self, start: int, end: int) -> list[Token]:
        if begun := _FUNCTION_OF_X.match(self.text):
            start = begun.end()
        self._cut(start, end)
        self._add(Kind.END, "", len(self.text.rstrip()), len(self.text.rstrip()))
        return self.made

    def _add(self, kind: Kind, text: str, start: int, end: int) -> int:
        self.made.append(Token(kind, text, start, end, self.spaced))
        self.spaced = False
        return end

    def _cut(self, position: int, end: int) -> None:
        while position < end and len(self.made) < MOST:
            character = self.text[position]
            if (
                character.isspace()
                or character in UNSEEN
                or (character == "~" and self.is_latex and not self.text.startswith("~=", position))
            ):
                self.spaced = True
                position += 1
            elif (stop := self._more_than_a_formula(position)) is not None:
                position = stop
            elif character == "\\":
                position = self._command(position, end)
            else:
                position = self._plain(position)

    def _more_than_a_formula(self, at: int) -> int | None:
        """Where an integral, a sum, a limit or a derivative begins: all that follows belongs to it."""
        for pattern, problem, hint in _NOT_FORMULAS:
            if found := pattern.match(self.text, at):
                self.faults.add(found.span(), problem, hint)
                self._add(Kind.NAME, "x", *found.span())
                return len(self.text)
        return None

    def _plain(self, at: int) -> int:
        """One token that begins here; returns where the next may begin."""
        text = self.text
        if number := _NUMBER.match(text, at):
            return self._add(Kind.NUMBER, number[0], *number.span())
        if quoted := _QUOTED.match(text, at):
            return self._add(Kind.NAME, quoted[2] or quoted[4], *quoted.span())
        if dashed := _DASHED.match(text, at):
            return self._add(Kind.NAME, dashed[0], *dashed.span())
        if name := _NAME.match(text, at):
            if name[0] == "return" or self._closes_a_block(name):
                self.spaced = True
                return name.end()
            word = WORDS.get(name[0].lower())
            follows = text[name.end() :].lstrip()[:1]
            is_call = name[0] != name[0].lower() and follows in ("(", "[")
            if name[0] == "in" and (follows in ("(", "[", "]") or _SETS.match(text, name.end())):
                return self._add(Kind.MEMBER, "in", *name.span())
            if name[0] == "where" and follows != "(":
                word = "if"
            if word and not (word == "if" and is_call):
                return self._add(Kind.WORD, word, *name.span())
            return self._add(Kind.NAME, name[0], *name.span())
        return self._sign(at)

    def _closes_a_block(self, name: re.Match[str]) -> bool:
        """Whether a word ends `if … then … else … end`, and says no more."""
        is_last = name[0].lower() in ("end", "fi", "endif") and not self.text[name.end() :].strip(" ;")
        return is_last and any(token.kind is Kind.WORD for token in self.made)

    def _sign(self, at: int) -> int:
        text = self.text
        if text.startswith("_{", at) and self.made and self.made[-1].text == "1":
            return at + 1  # an indicator: 1_{x > 0}
        for length in range(min(LONGEST_SIGN, len(text) - at), 0, -1):
            found = SIGNS.get(text[at : at + length])
            if found is not None:
                kind, plain = found
                if plain in "{}":
                    plain = self._brace(plain)
                return self._add(kind, plain, at, at + length)
        if text[at] == "₊":
            self._add(Kind.UNDERSCORE, "_", at, at + 1)
            return self._add(Kind.OPERATOR, "+", at, at + 1)
        if text[at] in RAISED_TEXT and (self.made or text[at + 1 : at + 2] == "√"):
            return self._raised(at)
        stop = at
        while stop < len(text) and text[stop] in LOWERED:
            stop += 1
        if stop > at:
            return self._add(Kind.LOWERED, "".join(LOWERED[sign] for sign in text[at:stop]), at, stop)
        if text[at] == "." and re.match(r"[A-Za-z]|__", text[at + 1 : at + 3]):
            return self._add(Kind.DOT, ".", at, at + 1)
        return self._strange(at)

    def _raised(self, at: int) -> int:
        """An exponent written small: a whole number is one token, anything else a group after a power."""
        text, stop = self.text, at
        while stop < len(text) and text[stop] in RAISED_TEXT:
            stop += 1
        if all(sign in RAISED for sign in text[at:stop]):
            return self._add(Kind.RAISED, "".join(RAISED[sign] for sign in text[at:stop]), at, stop)
        written = "".join(RAISED_TEXT[sign] for sign in text[at:stop])
        if re.search(r"[a-z]\d", written):
            meant = re.sub(r"([a-z])(\d)", r"\1^\2", written)
            self.faults.add((at, stop), "this exponent can't be read", f"write ^({meant}), if that is meant")
            return stop
        self._add(Kind.OPERATOR, "**", at, at)
        self._add(Kind.OPEN, "{group", at, at)
        for part in re.finditer(r"\d+|[a-z]+|.", written):
            kind = Kind.NUMBER if part[0].isdigit() else Kind.NAME if part[0].isalpha() else SIGNS[part[0]][0]
            self._add(kind, part[0], at + part.start(), at + part.end())
        return self._add(Kind.CLOSE, "}group", stop, stop)

    def _brace(self, brace: str) -> str:
        """A brace that only groups, as in LaTeX and after a sign of power, or one for itself."""
        if brace == "}":
            return brace + (self.braces.pop() if self.braces else "")
        follows = self.made[-1].text if self.made else ""
        self.braces.append("group" if self.is_latex or follows in ("**", "_") else "")
        return brace + self.braces[-1]

    def _strange(self, at: int) -> int:
        """A character that no rule takes."""
        character, span = self.text[at], (at, at + 1)
        if unicodedata.category(character) == "No" and 0 < unicodedata.numeric(character, 0) < 1:
            value = Fraction(unicodedata.numeric(character)).limit_denominator(10)
            return self._add(Kind.VULGAR, str(value), *span)
        plain = unicodedata.normalize("NFKC", character)
        is_small = unicodedata.decomposition(character).startswith(("<super>", "<sub>"))
        if not is_small and plain != character and plain.isascii() and len(plain) == 1 and plain.isalnum():
            return self._add(Kind.NUMBER if plain.isdigit() else Kind.NAME, plain, *span)
        if character in LOOKALIKES:
            fresh = LOOKALIKES[character]
            self.faults.add(
                span,
                f"“{character}” ({unicodedata.name(character).lower()}) can't be read",
                f"it only looks like {fresh}: type that",
                Change(*span, fresh),
            )
            return self._add(Kind.NAME, "x", *span)
        if character in "\"'`":
            self.faults.add(span, "a quotation mark can't be used here", "", Change(*span, ""))
        elif character == ".":
            self.faults.add(span, "a point stands alone", "take it away", Change(*span, ""))
        elif ord(character) < 32 or 127 <= ord(character) < 160:
            code = ord(character)
            problem = f"there is a control character (code {code}) in the text"
            self.faults.add(span, problem, "take it away", Change(*span, ""))
        elif character.isalpha():
            word = re.compile(r"\w+").match(self.text, at)
            stop = word.end() if word else at + 1
            problem = f"“{self.text[at:stop]}” ({unicodedata.name(character).lower()}) can't be read"
            self.faults.add((at, stop), problem, "names have the letters a to z, without marks")
            return stop
        else:
            name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
            shown = f"“{character}”" if character.isascii() else f"“{character}” ({name})"
            problem = (
                f"{shown} can't be read" if character.isprintable() else f"there is a {name} in the text"
            )
            self.faults.add(span, problem, "take it away", Change(*span, ""))
        return at + 1

    # --- LaTeX --------------------------------------------------------------------------------------

    def _command(self, at: int, end: int) -> int:
        found = re.compile(r"\\([A-Za-z]+)\*?").match(self.text, at)
        if found is None:
            return self._escaped(at)
        name, stop = found[1], found.end()
        if name in ("left", "right"):
            return self._delimiter(name, stop)
        if name in BLANK_COMMANDS:
            self.spaced = True
            return stop
        if name in ("begin", "end"):
            return self._environment(name, at, stop)
        if name in UPRIGHT:
            return self._upright(stop, end)
        kind, plain = COMMANDS.get(name, (Kind.NAME, name))
        self._add(kind, plain, at, stop)
        if kind is Kind.FRACTION:
            return self._digits(stop)
        return stop

    def _escaped(self, at: int) -> int:
        after = self.text[at + 1 : at + 2]
        if row := _ROW.match(self.text, at):
            return self._add(Kind.SEPARATOR, ";", *row.span())
        if after in "{}" and after:
            return self._add(Kind.OPEN if after == "{" else Kind.CLOSE, after, at, at + 2)
        if after == "|":
            return self._add(Kind.BAR, "|", at, at + 2)
        if after in " ,;:!()[]%" and after:
            self.spaced = True
            return at + 2
        self.faults.add((at, at + 1), "“\\” can't be read", "take it away", Change(at, at + 1, ""))
        return at + 1

    def _delimiter(self, name: str, at: int) -> int:
        """What follows left or right: a bar is told to open or close, a point is nothing."""
        while self.text[at : at + 1] == " ":
            at += 1
        after = self.text[at : at + 1]
        if after == "|":
            return self._add(Kind.BAR, "|open" if name == "left" else "|close", at, at + 1)
        if after == ".":
            return at + 1
        if brace := re.compile(r"\\\{\s*(?=\\begin)").match(self.text, at):  # it stands before cases, alone
            return brace.end()
        self.spaced = True
        return at

    def _environment(self, name: str, at: int, stop: int) -> int:
        body = re.compile(r"\s*\{([a-z]*)\*?\}(?:\s*\{[lcr|@{} ]*\})?").match(self.text, stop)
        if body is None:
            self.faults.add((at, stop), f"\\{name} names nothing", "use \\begin{cases} … \\end{cases}")
            return stop
        kind = Kind.OPEN if name == "begin" else Kind.CLOSE
        return self._add(kind, "cases" if name == "begin" else "end of cases", at, body.end())

    def _upright(self, stop: int, end: int) -> int:
        inner = re.compile(r"\s*\{([^{}\\]*)\}").match(self.text, stop)
        if inner is None or inner.end() > end:
            return stop
        self.spaced = True
        self._cut(*inner.span(1))
        self.spaced = True
        return inner.end()

    def _digits(self, at: int) -> int:
        """After frac, two digits or letters without braces are two parts."""
        found = re.compile(r"\s*([0-9A-Za-z])\s*([0-9A-Za-z])", re.ASCII).match(self.text, at)
        if found is None:
            return at
        for place in (1, 2):
            self._add(Kind.NUMBER if found[place].isdigit() else Kind.NAME, found[place], *found.span(place))
        return found.end()


def shown(token: Token) -> str:
    """A token as it is told of."""
    texts = {
        "{group": "{",
        "}group": "}",
        "cases": "\\begin{cases}",
        "end of cases": "\\end{cases}",
        "**": "^",
    }
    return texts.get(token.text, token.text.partition("|")[0] + ("|" if "|" in token.text else ""))
