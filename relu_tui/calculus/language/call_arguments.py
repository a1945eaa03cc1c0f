"""The arguments of a function as they are written, and what is said where they are not those it takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from relu_tui.calculus.language import order_statistics
from relu_tui.calculus.language.faults import Change
from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.language.functions_by_formula import (
    COMPOSITIONS,
    KNOWN,
    SINGLE,
    plain,
)
from relu_tui.calculus.language.input_symbols import Kind
from relu_tui.calculus.language.piecewise import (
    OTHERWISE,
    Part,
)
from relu_tui.calculus.language.pratt_parser import Reader
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.language.tokens import Token

_REDUCING = ("mean", "sum", "none")

ROOTS = ("root", "nthroot", "surd", "realroot")

BESSEL = {**dict.fromkeys(("besselj", "jv", "jn"), "besselj"), **dict.fromkeys(("besseli", "iv"), "besseli")}
"""Families of functions, of which there are those of order 0 and 1."""

_WITH_MORE = {
    ("sqrt", 2): "root",
    ("relu", 2): "leaky_relu",
    **dict.fromkeys((("atan", 2), ("arctan", 2)), "atan2"),
}
"""What may be meant by a function that is given more arguments than it takes."""


@dataclass
class Arguments:
    """What stands in the parentheses of a function.

    Attributes:
        parts: Its arguments in order; None where `None` is written.
        keywords: Those that are given by name.
        start: Where the parentheses begin.
        end: Where they end.
        bracket: What they are.
        parted: How many arguments stand before a semicolon; 0 where there is none.
        written: The text of each argument that is not given by name.
        outer: The exponent in `sin x^x`, where it is read as one of the whole.
    """

    parts: list[Part | None] = field(default_factory=list)
    keywords: dict[str, Part | None] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    bracket: str = "("
    parted: int = 0
    written: list[str] = field(default_factory=list)
    outer: Numeric | None = None


class WithArguments(Reader):
    """Reads what stands in the parentheses of a function."""

    def arguments(self, is_piecewise: bool = False, lists: str = "") -> Arguments:
        """What stands between parentheses, with keywords; `lists` as in `inside`."""
        opening = self.take()
        given = Arguments(start=opening.start, bracket=opening.text)
        with self.inside(is_piecewise, lists):
            closing = {"(": ")", "[": "]", "{": "}", "{group": "}group"}[opening.text]
            while not self.is_at_end(()):
                if self.meets(Kind.SEPARATOR):
                    if self.take().text == ";":
                        given.parted = len(given.parts)
                    continue
                before = self.at
                self._argument(given)
                if self.at == before or not self.meets(Kind.SEPARATOR):
                    break
            self.close(opening, closing)
        given.end = self.last_end
        return given

    def _argument(self, given: Arguments) -> None:
        if self.meets(Kind.NAME) and self.ahead().kind is Kind.EQUALS and self.token.text.lower() != "x":
            keyword = plain(self.take().text)
            self.take()
            given.keywords[keyword] = self._word_or_value(keyword)
        else:
            begins = self.token.start
            given.parts.append(self._value())
            given.written.append(self.source(begins))

    def _word_or_value(self, keyword: str) -> Part | None:
        """What is set by name. approximate= is OTHERWISE for the formula by tanh, None for the exact one.

        A loss of one number has no other mean or sum than itself: reduction= changes nothing.
        """
        if keyword == "approximate":
            return OTHERWISE if self.take().text.lower() in ("tanh", "true") else None
        if keyword == "reduction" and self.meets(Kind.NAME, *_REDUCING):
            self.take()
            return None
        return self._value()

    def _value(self) -> Part | None:
        if self.meets(Kind.NAME) and self.token.text.lower() in ("none", "null"):
            self.take()
            return None
        return self.clause()

    def _refused_arguments(
        self, token: Token, name: str, given: Arguments, named: dict[str, Numeric]
    ) -> Numeric:
        """Say what a function takes, in the words of what it was given: a hint loses no argument."""
        known = FUNCTIONS.get(KNOWN.get(name, name))
        composition = COMPOSITIONS.get(KNOWN.get(name, name)) or SINGLE.get(name)
        least, most, wanted = 1, 1, "one argument"
        fill = ["x"]
        if known is not None and known.most is None:
            least, most, wanted, fill = 2, len(given.parts), "two arguments or more", ["0", "x"]
        elif name == "median":
            wanted = f"2 to {order_statistics.MOST} numbers"
            least, most, fill = 2, order_statistics.MOST, ["x", "0"]
        elif name in order_statistics.NAMES:
            numbers = f"2 to {order_statistics.MOST} numbers in a list"
            problem = f"{token.text} takes {numbers}, and a share of {1 if name == 'quantile' else 100}"
            hint = f"write {token.text}({order_statistics.NEEDED[name]})"
            self.faults.add((token.start, given.end), problem, hint)
            return self.placeholder()
        elif name in ROOTS:
            least, most, wanted, fill = 2, 2, "a number and a whole degree", ["x", "3"]
        elif name in BESSEL or name == "polygamma" or (name == "psi" and len(given.parts) == 2):
            problem = f"{token.text} takes an order of 0 or 1, and a number"
            self.faults.add((token.start, given.end), problem, f"write {token.text}(1, x)")
            return self.placeholder()
        elif composition is not None:
            names = [each.partition("=")[0] for each in composition.parameters if "=" not in each]
            least, most = len(names), len(composition.parameters)
            wanted = {1: "one argument", 2: "two arguments", 3: "three arguments"}[least]
            fill = ["x", "1", "2"][:least]
        problem = f"{token.text} takes {wanted}"
        if strange := next(iter(named), ""):
            hint = "write out what is meant"
            self.faults.add((token.start, given.end), f"{problem}, and no {strange}", hint)
        elif len(given.parts) > most:
            self._refuse_surplus(token, given, problem)
        else:
            texts = given.written or self._bare_arguments(given)
            if name in ROOTS and len(texts) == 2 and texts[0].isdecimal():
                hint = f"write {token.text}({texts[1]}, {texts[0]})"
                self.faults.add((token.start, given.end), problem, hint)
                return self.placeholder()
            if name in ROOTS and len(texts) == 2:
                self.faults.add((token.start, given.end), problem, f"write ({texts[0]})**(1/({texts[1]}))")
                return self.placeholder()
            if len(texts) < least:
                texts = [*fill[: least - len(texts)], *texts] if known else [*texts, *fill[len(texts) :]]
            self.faults.add((token.start, given.end), problem, f"write {token.text}({', '.join(texts)})")
        return self.placeholder()

    def _bare_arguments(self, given: Arguments) -> list[str]:
        """The texts of arguments without parentheses, as in `max 2x, 1`."""
        if self.text[given.start : given.start + 1] in "([{":
            return []
        parts = [(given.start, given.end)]
        for token in self.tokens[self.at :]:
            if token.kind is Kind.SEPARATOR and token.text == ",":
                parts.append((token.end, token.end))
            elif token.kind in (Kind.SEPARATOR, Kind.CLOSE, Kind.END):
                break
            elif len(parts) > 1:
                parts[-1] = parts[-1][0], token.end
        return [self.source(*part) for part in parts]

    def _refuse_surplus(self, token: Token, given: Arguments, problem: str) -> None:
        """There are too many arguments: another function may be meant, that takes as many."""
        count, other = len(given.parts), _WITH_MORE.get((plain(token.text), len(given.parts)), "")
        problem += f", and {count} are given"
        ordered = given.written[::-1] if other == "atan2" and given.bracket == "[" else given.written
        hint = f"write {other}({', '.join(ordered)})" if other else "take away what is too much"
        change = Change(token.start, given.end, hint.removeprefix("write ")) if other else None
        self.faults.add((token.start, given.end), problem, hint, change)

    def _opens_arguments(self) -> bool:
        token = self.token
        if token.kind is not Kind.OPEN:
            return False
        return token.text in ("(", "{", "{group") or (token.text == "[" and not token.spaced)
