"""Where a reading stands in its tokens, and what it has noted so far."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import NamedTuple

from relu_tui.calculus.language.faults import Faults
from relu_tui.calculus.language.input_symbols import Kind
from relu_tui.calculus.language.piecewise import (
    Part,
)
from relu_tui.calculus.language.syntax import (
    Numeric,
    Variable,
)
from relu_tui.calculus.language.tokens import Token, tokens
from relu_tui.calculus.language.tree_building import Maker

OR, AND, NOT, COMPARE, SUM, PRODUCT, SIGN, POWER, POSTFIX = range(10, 100, 10)
"""How tightly each operation binds."""

WITHOUT_SIGN = PRODUCT + 5
"""A product without a sign, where it is read as binding more tightly than / does."""


class Choice(NamedTuple):
    """A spelling with two readings.

    Attributes:
        key: By which the other reading is asked for.
        said: How it was read, and what else it may mean.
    """

    key: tuple[str, int]
    said: str


class Cursor(ABC):
    """One text on its way to a tree.

    Args:
        text: As typed.
        given: What names stand for, beside those of the language.
        flipped: The choices of which the other reading is taken.
        maker: What makes the nodes; one for all that becomes one tree.
    """

    def __init__(
        self,
        text: str,
        given: Mapping[str, Numeric] | None = None,
        flipped: frozenset[tuple[str, int]] = frozenset(),
        maker: Maker | None = None,
    ) -> None:
        self.text = text
        self.given = given or {}
        self.flipped = flipped
        self.faults = Faults()
        self.choices: list[Choice] = []
        self.make = maker or Maker()
        self.tokens = tokens(text, self.faults)
        self.at = 0
        self.bars: list[int] = []
        self.depth = 0
        self.compared = 0
        self.rows = 0
        self.leading = False
        self.after_block = False
        self.lists = ""
        self.bar_places: list[int] = []

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    def ahead(self, count: int = 1) -> Token:
        """A token further on."""
        return self.tokens[min(self.at + count, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The next token, taken."""
        token = self.token
        if token.kind is not Kind.END:
            self.at += 1
        return token

    def meets(self, kind: Kind, *texts: str) -> bool:
        """Whether the next token is of a kind, and one of these texts if any are given."""
        return self.token.kind is kind and (not texts or self.token.text in texts)

    def call_it_x(self, name: str) -> None:
        """Take a name for x in what follows: `lambda t:`, `f(t) =` or `t ->` told that it is the variable."""
        depth, end = 0, self.at
        while depth >= 0 and self.tokens[end].kind is not Kind.END:
            depth += (self.tokens[end].kind is Kind.OPEN) - (self.tokens[end].kind is Kind.CLOSE)
            end += 1
        rest = self.tokens[self.at : end]
        if len(name) > 1 or name.lower() in ("x", "e") or any(token.text.lower() == "x" for token in rest):
            return
        for at, token in enumerate(rest, self.at):
            if token.kind is Kind.NAME and token.text == name:
                self.tokens[at] = token._replace(text="x")

    def accept(self, kind: Kind, *texts: str) -> Token | None:
        """The next token, taken, if it is that."""
        return self.take() if self.meets(kind, *texts) else None

    def source(self, start: int, end: int | None = None) -> str:
        """The text from where one token begins to where the last one taken ends."""
        stop = self.tokens[max(self.at - 1, 0)].end if end is None else end
        return " ".join(re.sub(r"\\(?:left|right)(?![A-Za-z])", "", self.text[start:stop]).split())

    @property
    def last_end(self) -> int:
        """Where the last token taken ends."""
        return self.tokens[max(self.at - 1, 0)].end

    def chosen(self, kind: str, at: int, said: str) -> bool:
        """Whether the other reading is taken here; notes that there are two."""
        key = (kind, at)
        if key in self.flipped:
            return True
        if all(choice.key != key for choice in self.choices):
            self.choices.append(Choice(key, said))
        return False

    def placeholder(self) -> Numeric:
        """What stands where something could not be read; there is a fault as well."""
        return self.make.made(Variable())

    def missing(self, span: tuple[int, int]) -> None:
        """Note that there is nothing where something should be."""
        self.faults.add(span, "there is nothing in here", "write what belongs here")

    def begins_operand(self, token: Token) -> bool:
        """Whether an operand can begin with this token."""
        return token.kind in (
            *(Kind.NUMBER, Kind.NAME, Kind.OPEN, Kind.ROOT, Kind.FRACTION, Kind.VULGAR, Kind.BAR),
        )

    @abstractmethod
    def parse(self, least: int) -> Part:
        """What follows, as far as it binds at least so tightly."""

    @abstractmethod
    def implicit_follows(self, left: Part) -> bool:
        """Whether an operand follows, with nothing between."""

    @abstractmethod
    def name(self, token: Token) -> Part:
        """What a name stands for, with its arguments if it is a function."""

    @abstractmethod
    def method(self, base: Part, dot: Token) -> Numeric:
        """`x.clip(0)`, `x.abs()`: a function of what stands before the point."""
