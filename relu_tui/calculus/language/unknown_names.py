"""Names that are none: those that are several with nothing between, as `xsinx`, and what hints are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise

from relu_tui.calculus.language.calls import Calls
from relu_tui.calculus.language.faults import Change
from relu_tui.calculus.language.functions import UNARY
from relu_tui.calculus.language.functions_by_formula import (
    GALLERY_NAMES,
    KNOWN,
    MISSING,
    PIECEWISE,
    plain,
)
from relu_tui.calculus.language.input_symbols import GREEK, Kind
from relu_tui.calculus.language.piecewise import (
    Part,
)
from relu_tui.calculus.language.pratt_parser import INFINITY
from relu_tui.calculus.language.special_calls import SPECIAL
from relu_tui.calculus.language.syntax import (
    Numeric,
)
from relu_tui.calculus.language.tokens import Token

LONGEST_NAME = 40
"""Letters of a name that is looked up in parts."""

_MEANT = {**dict.fromkeys(("h", "u", "theta", "step"), "heaviside"), "w": "lambertw"}
"""What a letter that is applied stands for, most likely."""

_WORDS = ("in", "of", "is", "to", "on", "by", "or", "an")
"""Short words that are no parameters."""

_NOT_FINITE = (*INFINITY, "nan")
_NEVER_SPLIT = frozenset(
    [
        *GREEK,
        "th",
        "ch",
        "sh",
        "tg",
        "lg",
        "lb",
        "ld",
        "sq",
        "inv",
        "add",
        "sub",
        "mul",
        "div",
        "neg",
        "pos",
        "pow",
        "int",
        "fix",
        "mod",
    ]
)


class UnknownNames(Calls):
    """What is made of a name that stands for nothing."""

    def unknown(self, token: Token) -> Part:
        """What a name that is not known may be made of, as it is read then; or the fault, with a hint."""
        parts = list(self._split(token))
        if len(parts) > 1 and parts[0].text in ("log2", "log10", "exp2", "exp10"):
            parts = self._without_base(token, parts)
        if parts and (parts[-1].text in KNOWN or not self.meets(Kind.OPEN)):
            self.tokens[self.at - 1 : self.at] = parts
            self.at -= 1
            return self.name(self.take())
        if self.meets(Kind.OPEN, "(", "[") and not (len(token.text) == 1 and self.token.spaced):
            return self._unknown_function(token)
        problem, hint, change = f"unknown name {token.text}", "the variable is x", None
        name = plain(token.text)
        if name in _NOT_FINITE:
            written = self.text[token.start : token.end]
            problem, hint = f"{written} is not a number", "every number must be finite"
        elif name in MISSING and len(name) > 1 and name not in GREEK:
            problem, hint = (
                f"{token.text} is known, but nothing can be proved of it yet",
                "no formula of this program's functions is equal to it",
            )
        elif name in ("t", "y", "z", "u", "w", "s", "v", "theta"):
            hint = "there is one variable, x"
            if not re.search(r"(?<![A-Za-z])[xX](?![A-Za-z])", self.text):
                hint, change = "the variable is x: write x", Change(*token.span, "x")
        elif name == "false":
            problem, hint, change = "True and False are not numbers", "write 1 or 0", Change(*token.span, "0")
        elif name in ("i", "j"):
            hint = "numbers are real here"
        elif found := re.fullmatch(r"[xX](\d+)", token.text):
            hint, change = f"write x**{found[1]} for the power", Change(*token.span, f"x**{found[1]}")
        elif found := re.fullmatch(r"x_?(\w)", token.text):
            hint = "there is one variable, x"
        elif name == "at":
            self.at = len(self.tokens) - 1
            self.faults.add(token.span, "the point does not stand here", "write it on its own: --at 1")
            return self.placeholder()
        elif found := re.fullmatch(r"([eE]\d+)(\w*)", token.text):
            factor = self.source(max(self.tokens[self.at - 2].start, 0), token.start) if self.at > 1 else ""
            hint = f"write {factor}{found[1]}*{found[2] or 'x'}" if factor[-1:].isdigit() else hint
        elif (len(token.text) <= 2 and name not in _WORDS) or name in GREEK:
            letter = token.text.rstrip("xX") or token.text
            hint = f"put a number for {letter}, or give it one with --let {letter}=1"
        elif name in ("rational", "irrational", "integer", "in"):
            hint = "a condition compares numbers: x > 0"
        elif close := _closest(name):
            hint, change = f"did you mean {close}?", Change(*token.span, close)
        self.faults.add(token.span, problem, hint, change)
        return self.placeholder()

    def _without_base(self, token: Token, parts: list[Token]) -> list[Token]:
        """`log2x` as log₂ x, `exp2x` as exp(2x), and either the other way round."""
        first = parts[0]
        is_log = first.text.startswith("log")
        middle = first.start + 3
        of_x, of_all = self.text[first.end : token.end], self.text[middle : token.end]
        taken = f"{first.text} of {of_x}" if is_log else f"{first.text[:3]} of {of_all}"
        if is_log is not self.chosen("base", token.start, f"{token.text} is read as {taken}"):
            return parts
        name = Token(Kind.NAME, first.text[:3], first.start, middle)
        return [name, Token(Kind.NUMBER, first.text[3:], middle, first.end), *parts[1:]]

    def _unknown_function(self, token: Token) -> Numeric:
        name, at = plain(token.text), self.at
        self.arguments()
        change = None
        if name in GREEK and name in KNOWN:
            change = Change(*token.span, name)
            self.faults.add(token.span, "a small γ is a number here", "write gamma(x) for Γ(x)", change)
            return self.placeholder()
        if name in _MEANT:
            change = Change(*token.span, _MEANT[name])
            hint = f"did you mean {_MEANT[name]}?"
            self.faults.add(token.span, f"unknown function {token.text}", hint, change)
            return self.placeholder()
        if name in MISSING:
            problem = f"{token.text} is known, but nothing can be proved of it yet"
            self.faults.add(token.span, problem, "no formula of this program's functions is equal to it")
            return self.placeholder()
        hint = "relu-tui help check names them all"
        if (found := re.fullmatch(r"([a-z]+)(\d)", name)) and KNOWN.get(found[1]) in UNARY:
            argument = self.source(self.tokens[at].start)
            hint = f"write {found[1]}{argument}**{found[2]} for a power"
        elif close := _closest(name):
            hint, change = f"did you mean {close}?", Change(*token.span, close)
        self.faults.add(token.span, f"unknown function {token.text}", hint, change)
        return self.placeholder()

    def _split(self, token: Token) -> Iterator[Token]:
        """A name that is several, with nothing between: `xsinx` is x·sin x, `sin2x` is sin 2x."""
        if based := re.match(r"(log_\d+)(?=[A-Za-z])", token.text):  # log_2x
            middle = token.start + based.end()
            yield Token(Kind.NAME, based[1], token.start, middle, token.spaced)
            yield Token(Kind.NAME, token.text[based.end() :], middle, token.end)
            return
        names = frozenset(name for name in self.given if len(name) == 1)
        words = (
            _parts(token.text, names) or _single(_parts(token.text.lower(), names))
            if len(token.text) <= LONGEST_NAME
            else None
        )
        at = token.start
        for word in words or ():
            kind = Kind.NUMBER if word.isdecimal() else Kind.NAME
            yield Token(kind, word, at, at + len(word), token.spaced and at == token.start)
            at += len(word)


def _single(parts: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Parts with no function right before another: SinX, and not LogisticExp, which is one name."""
    functions = [part in KNOWN for part in parts or ()]
    return None if any(a and b for a, b in pairwise(functions)) else parts


@lru_cache(maxsize=256)
def _parts(text: str, given: frozenset[str]) -> tuple[str, ...] | None:
    """A run of letters as names that are known, the longest first; None where it is not that."""
    if not text:
        return ()
    for length in range(len(text), 0, -1):
        head = text[:length]
        is_function = (length > 2 and head in KNOWN and head not in _NEVER_SPLIT) or head == "ln"
        if not (is_function or head in ("x", "pi", "e") or head in given):
            continue
        rest = text[length:]
        digits = re.match(r"\d+", rest)[0] if is_function and rest[:1].isdecimal() else ""  # type: ignore[index]
        tail = _parts(rest[len(digits) :], given)
        if tail is not None and not (is_function and tail[:1] == ("e",)):
            return (head, *([digits] if digits else []), *tail)
    return None


def _closest(name: str) -> str:
    """The name that was probably meant, or an empty string."""
    known = [*KNOWN, *GALLERY_NAMES, "pi", *PIECEWISE, *SPECIAL]
    found = get_close_matches(name, known, 1, 0.8)
    return found[0] if found and len(found[0]) > 2 else ""
