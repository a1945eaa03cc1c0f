"""One reading of a text as people type formulas: a Pratt parser over tokens, with spans.

Nothing is guessed silently. Where a spelling has two readings (`1/2x`, `sin^-1 x`, `x^(1/3)` left of 0)
one is taken and noted, and the text can be read again with the other taken. All faults are noted, up
to a few, and reading goes on behind each.

V. R. Pratt, "Top down operator precedence", POPL 1973.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from relu_tui.calculus.language.faults import Change, Faults
from relu_tui.calculus.language.making import LARGEST_BITS, LARGEST_EXPONENT, Maker, bits, folded
from relu_tui.calculus.language.pieces import OTHERWISE, Cell, Otherwise, covers, pieces
from relu_tui.calculus.language.syntax import (
    Binary,
    Comparison,
    Condition,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Node,
    Numeric,
    Variable,
    is_never_negative,
)
from relu_tui.calculus.language.tokens import Kind, Token, tokens
from relu_tui.calculus.outcomes import ExpressionError

NESTED = 80
"""Parentheses within parentheses."""

MOST_FACTORIAL = 170
"""The largest whole number whose factorial is written out."""

OR, AND, NOT, COMPARE, SUM, PRODUCT, SIGN, POWER, POSTFIX = range(10, 100, 10)
"""How tightly each operation binds."""

WITHOUT_SIGN = PRODUCT + 5
"""A product without a sign, where it is read as binding more tightly than / does."""

_BINDING = {
    **dict.fromkeys("+-", SUM),
    **dict.fromkeys(("*", "/", "%", "//"), PRODUCT),
    "**": POWER,
}
_CLOSING = {"(": ")", "[": "]", "{": "}", "{group": "}group", "⌊": "⌋", "⌈": "⌉", "cases": "end of cases"}


@dataclass(frozen=True)
class Choice:
    """A spelling with two readings.

    Attributes:
        key: By which the other reading is asked for.
        said: How it was read, and what else it may mean.
    """

    key: tuple[str, int]
    said: str


@dataclass(frozen=True)
class Several:
    """Parts in a row, not yet told what they are: arguments, a pair, pieces."""

    cells: tuple[Part, ...]


@dataclass(frozen=True)
class Clause:
    """A value with its condition, and nothing yet for the rest."""

    value: Numeric
    condition: Condition


Part: TypeAlias = "Cell | Clause | Several"
"""What stands between two separators."""


class Reader:
    """One text on its way to a tree.

    Args:
        text: As typed.
        given: What names stand for, beside those of the language.
        flipped: The choices of which the other reading is taken.
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
        self.bar_places: list[int] = []

    # --- tokens -------------------------------------------------------------------------------------

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

    def accept(self, kind: Kind, *texts: str) -> Token | None:
        """The next token, taken, if it is that."""
        return self.take() if self.meets(kind, *texts) else None

    def source(self, start: int, end: int | None = None) -> str:
        """The text from where one token begins to where the last one taken ends."""
        stop = self.tokens[max(self.at - 1, 0)].end if end is None else end
        return " ".join(self.text[start:stop].split())

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

    # --- the whole ----------------------------------------------------------------------------------

    def read(self) -> Numeric:
        """The tree of the whole text.

        Raises:
            ExpressionError: It can't be read; all faults that were found are in it.
        """
        if self.token.kind is Kind.END:
            self.faults.settle()
            raise ExpressionError(
                "there is nothing here", None, "write an expression in x, such as max(0, x)"
            )
        self._leave_out_what_is_defined()
        start = self.token.start
        cells = self.listed(())
        while not self.meets(Kind.END):
            self._refuse_rest()
            self.listed(())
        result = self._whole(cells, start)
        self.faults.settle()
        return result

    def _leave_out_what_is_defined(self) -> None:
        """`f(x) =`, `y =`, `x ->`, `lambda x:`, `return` before the expression."""
        shape = "".join(
            {Kind.NAME: "n", Kind.EQUALS: "=", Kind.ARROW: ">", Kind.OPEN: "(", Kind.CLOSE: ")"}.get(
                token.kind, ":" if token.text == ":" else "."
            )
            for token in self.tokens[:8]
        )
        found = re.match(r"(?:n=)?(?:nn:|n>)|n\(n\)[=:]|n=", shape)
        if not found or (found[0].endswith("nn:") and "lambda" not in (t.text for t in self.tokens[:4])):
            return
        head = self.tokens[self.at]
        if found[0] == "n=" and head.text.lower() == "x":
            return
        self.at += found.end()
        if self.meets(Kind.NAME, "lambda") and self.ahead(2).text == ":":
            self.at += 3

    def _whole(self, cells: list[Part], start: int) -> Numeric:
        only = cells[0] if len(cells) == 1 else None
        if isinstance(only, Condition):
            text = self.source(start)
            self.faults.add(
                (start, self.last_end),
                "a condition is not a number",
                f"write 1 if {text} else 0",
                Change(start, self.last_end, f"1 if {text} else 0"),
            )
            return self.placeholder()
        return self.joined(cells, (start, self.last_end))

    def _refuse_rest(self) -> None:
        token = self.take()
        if token.kind is Kind.CLOSE or token.kind is Kind.BAR:
            change = Change(*token.span, "")
            what = "this bar" if token.kind is Kind.BAR else "this parenthesis"
            self.faults.add(token.span, f"{what} closes nothing", "take it away", change)
        elif token.kind is Kind.EQUALS:
            self.faults.add(
                token.span,
                "= can't be used here",
                "write only what is right of the =, or a condition with if",
            )
        else:
            self.faults.add(token.span, f"{token.text} can't stand here", "", Change(*token.span, ""))

    # --- lists and pieces ---------------------------------------------------------------------------

    def listed(self, closing: Sequence[str]) -> list[Part]:
        """Clauses with separators between, up to what closes them."""
        cells: list[Part] = []
        while not self.is_at_end(closing):
            if self.meets(Kind.SEPARATOR):
                self.take()
                continue
            before = self.at
            cells.append(self._listed_one(cells))
            if self.at == before:
                break
            if not (
                self.meets(Kind.SEPARATOR) or self.meets(Kind.WORD, "if", "otherwise", "else", "else if")
            ):
                break
        return cells

    def _listed_one(self, before: list[Part]) -> Part:
        """One part of a list; after a value, `if` begins its condition."""
        last = before[-1] if before else None
        follows_value = last is not None and not isinstance(last, Condition | Clause | Several | Otherwise)
        if follows_value and self.accept(Kind.WORD, "if"):
            return self._asked()
        after = self.ahead()
        is_last_word = after.kind in (Kind.END, Kind.CLOSE, Kind.SEPARATOR)
        if follows_value and is_last_word and self.accept(Kind.WORD, "otherwise", "else"):
            return OTHERWISE
        return self.clause()

    def is_at_end(self, closing: Sequence[str]) -> bool:
        """Whether the list ends here."""
        token = self.token
        if token.kind in (Kind.END, Kind.CLOSE):
            return True
        if token.kind is not Kind.BAR or "|" not in closing or token.text == "|open":
            return False
        return bool(self.bars) and self.tokens[self.at - 1].start != self.bars[-1]

    def clause(self) -> Part:
        """A value, a condition, or a value with one: `A`, `A if C`, `A if C else B`, `if C then A else B`."""
        if self.accept(Kind.WORD, "otherwise", "else", "else if"):
            return self._rest_clause()
        if self.meets(Kind.WORD, "if"):
            return self._leading_if()
        start = self.token.start
        first = self.parse(OR)
        while True:
            if self.accept(Kind.QUESTION):
                return self._ternary(self.condition(first, start))
            if self.meets(Kind.WORD, "if"):
                self.take()
                value = self.numeric(first, start)
                condition = self._asked()
                if not self._else_follows():
                    return Clause(value, condition)
                return self.make.conditional(condition, value, self._alternative())
            if self.meets(Kind.WORD, "otherwise") and not isinstance(first, Condition):
                self.take()
                return self._default(self.numeric(first, start))
            return first

    def _rest_clause(self) -> Part:
        self.accept(Kind.SEPARATOR, ":", ",")
        if self.tokens[self.at - 1].text == "else if":
            return self._pieced(self._asked())
        start = self.token.start
        return self._default(self.numeric(self.clause(), start))

    def _default(self, value: Numeric) -> Part:
        return Several((value, OTHERWISE))

    def _asked(self) -> Condition:
        start = self.token.start
        return self.condition(self.parse(OR), start)

    def _else_follows(self) -> bool:
        """Whether the rest is told; a comma may stand before the word."""
        skip = 1 if self.meets(Kind.SEPARATOR) else 0
        token = self.ahead(skip)
        if token.kind is not Kind.WORD or token.text not in ("else", "otherwise", "else if"):
            return False
        if token.text == "otherwise" and not skip and not self.begins_operand(self.ahead(skip + 1)):
            return False
        self.at += skip
        return True

    def _alternative(self) -> Numeric:
        word = self.take()
        self.accept(Kind.SEPARATOR, ":", ",")
        if word.text == "else if":
            return self.completed(self._pieced(self._asked()), word.start)
        start = self.token.start
        return self.completed(self.clause(), start)

    def _leading_if(self) -> Part:
        start = self.take().start
        asked = self.parse(OR)
        if isinstance(asked, Several):
            return self.joined(list(asked.cells), (start, self.last_end))
        return self._pieced(self.condition(asked, start))

    def _pieced(self, condition: Condition) -> Part:
        """The rest of `if C then A else B`, after C."""
        self.accept(Kind.WORD, "then") or self.accept(Kind.SEPARATOR, ":", ",")
        start = self.token.start
        value = self.numeric(self.parse(OR), start)
        if self._else_follows():
            return self.make.conditional(condition, value, self._alternative())
        return Clause(value, condition)

    def _ternary(self, condition: Condition) -> Numeric:
        start = self.token.start
        value = self.numeric(self.parse(OR), start)
        if not self.accept(Kind.SEPARATOR, ":"):
            self.faults.add(self.token.span, "A : is missing after ?", "write C ? A : B")
            return value
        start = self.token.start
        return self.make.conditional(condition, value, self.completed(self.clause(), start))

    def completed(self, clause: Part, start: int) -> Numeric:
        """A clause as a number; where nothing is told for the rest, there is no value."""
        if isinstance(clause, Clause | Several):
            return self.joined([clause], (start, self.last_end))
        return self.numeric(clause, start)

    def joined(self, parts: Sequence[Part], span: tuple[int, int]) -> Numeric:
        """One expression from all the parts of a list."""
        cells = flat(parts)
        if len(cells) == 1:
            return self.numeric(cells[0], span[0])
        if not cells:
            self.missing(span)
            return self.placeholder()
        made = pieces(cells)
        if made is None:
            self._refuse_row(cells, span)
            return self.placeholder()
        return self._conditional(*made, span)

    def _conditional(
        self, pairs: list[tuple[Numeric, Condition]], rest: Numeric | None, span: tuple[int, int]
    ) -> Numeric:
        if rest is None:
            if covers([condition for _, condition in pairs]):
                rest = pairs.pop()[0]
            else:
                self.chosen(
                    "nowhere",
                    span[0],
                    "No value is given where none of the conditions holds: 0/0 stands for that",
                )
                zero = self.make.literal(0)
                rest = self.make.binary("/", zero, zero)
        for value, condition in reversed(pairs):
            rest = self.make.conditional(condition, value, rest)
        return rest

    def is_covered(self, parts: Sequence[Part]) -> bool:
        """Whether values and conditions tell a value for every x."""
        made = pieces(flat(parts))
        return made is not None and (made[1] is not None or covers([condition for _, condition in made[0]]))

    def _refuse_row(self, cells: Sequence[Cell], span: tuple[int, int]) -> None:
        inside = self.text[slice(*span)]
        decimals = list(re.finditer(r"(?<![\w.,])(\d+),(\d+)(?![\d.,])", inside))
        if decimals and not any(isinstance(cell, Condition) for cell in cells):
            for found in decimals:
                change = Change(span[0] + found.start(), span[0] + found.end(), f"{found[1]}.{found[2]}")
                self.faults.add(change[:2], "a comma can't be used here", "", change)
            return
        if any(isinstance(cell, Condition | Otherwise) for cell in cells):
            hint = "write A if x < 1 else B"
            self.faults.add(span, "values and conditions don't come in turn", hint)
        else:
            self.faults.add(span, "a comma can't be used here", "write one expression")

    # --- expressions --------------------------------------------------------------------------------

    def parse(self, least: int) -> Part:
        """What follows, as far as it binds at least so tightly."""
        self.depth += 1
        if self.depth > NESTED:
            problem = "too many parts within parts"
            raise ExpressionError(problem, self.token.start, "simplify the expression")
        start = self.token.start
        left = self._prefix()
        slash: Token | None = None
        while True:
            token = self.token
            if token.kind is Kind.OPERATOR:
                binding = _BINDING[token.text]
                if binding < least:
                    break
                left = self._operator(left, start)
                slash = token if token.text == "/" else None
            elif token.kind is Kind.NAME and token.text == "mod" and least <= PRODUCT and not self._is_call():
                self.take()
                left = self.remainder(self.numeric(left, start), self.parse(SIGN))
            elif self._is_logical(left):
                if (AND if token.text in ("and", "&") else OR) < least:
                    break
                left = self._junction(left, start)
            elif token.kind in (Kind.COMPARISON, Kind.EQUALS):
                if least > COMPARE:
                    break
                left = self._comparison(left, start)
            elif self._postfix_follows():
                if isinstance(left, Several):
                    break
                left = self._postfix(left, start)
            elif self.implicit_follows(left):
                if least > PRODUCT and least != WITHOUT_SIGN:
                    break
                left = self._product(left, start, slash)
            else:
                break
        self.depth -= 1
        return left

    def _is_call(self) -> bool:
        return self.ahead().kind is Kind.OPEN and self.ahead().text == "("

    def _operator(self, left: Part, start: int) -> Numeric:
        token = self.take()
        base = self.numeric(left, start)
        if token.text == "**":
            return self.power(base, start)
        if token.text in "+-":
            return self.make.binary(token.text, base, self.numeric(self.parse(PRODUCT), self.token.start))
        begins = self.token.start
        if token.text == "/" and ("slash", token.start) in self.flipped:
            right = self.numeric(self.parse(WITHOUT_SIGN), begins)
        else:
            right = self.numeric(self.parse(SIGN), begins)
        if token.text == "%":
            return self.remainder(base, right)
        if token.text == "//":
            return self.make.call("floor", self.make.binary("/", base, right))
        return self.make.binary(token.text, base, right)

    def remainder(self, base: Numeric, by: Part) -> Numeric:
        """What is left of a number after whole multiples of another: 0 or more where that is positive."""
        divisor = self.numeric(by, self.token.start)
        if folded(divisor) == 1:
            return self.make.binary("-", base, self.make.call("floor", base))
        whole = self.make.call("floor", self.make.binary("/", base, divisor))
        return self.make.binary("-", base, self.make.binary("*", divisor, whole))

    def _product(self, left: Part, start: int, slash: Token | None) -> Numeric:
        base = self.numeric(left, start)
        begins = self.token.start
        if self.meets(Kind.NUMBER):
            change = Change(begins, begins, "*")
            text = f"{self.source(start)}*{self.token.text}"
            self.faults.add(
                self.token.span, "something is missing before the number", f"write {text}", change
            )
        right = self.numeric(self.parse(SIGN), begins)
        if slash is not None:
            self.chosen("slash", slash.start, f"{self.source(start)} is read from left to right")
        return self.make.binary("*", base, right)

    def power(self, base: Numeric, start: int) -> Numeric:
        """What is raised, after the sign of power."""
        begins = self.token.start
        raw = self.parse(SIGN)
        exponent = self.numeric(raw, begins)
        follows = self.token
        is_close = self.implicit_follows(exponent) and not follows.spaced
        is_number = isinstance(base, Named) or folded(base) is not None
        is_group = follows.kind is Kind.OPEN and is_number and isinstance(exponent, Literal)
        if is_close and (is_group or self._is_atom(follows)):
            return self._loose_power(base, exponent, start, begins)
        return self.raised(base, exponent, start, begins)

    def _is_atom(self, token: Token) -> bool:
        """Whether a token is x, a constant, or a name that stands for a number."""
        return token.text.lower() in ("x", "pi", "e") or token.text in self.given

    def _loose_power(self, base: Numeric, exponent: Numeric, start: int, begins: int) -> Numeric:
        """`e^2x`: e²·x, or e^(2x)."""
        written, factor = self.source(start), self.token.text if self._is_atom(self.token) else "(…)"
        said = f"{written}{factor} is read as ({written})·{factor}"
        if not self.chosen("power", begins, said):
            return self.raised(base, exponent, start, begins)
        while self.implicit_follows(exponent) and not self.token.spaced:
            exponent = self.make.binary("*", exponent, self.numeric(self.parse(SIGN), self.token.start))
        return self.raised(base, exponent, start, begins)

    def raised(self, base: Numeric, exponent: Numeric, start: int, begins: int) -> Numeric:
        """A power, its size bounded; a root of odd degree has two readings left of 0."""
        span = (start, self.last_end)
        value = folded(exponent)
        if value is not None:
            if abs(value) > LARGEST_EXPONENT:
                hint = f"use at most {LARGEST_EXPONENT:,}"
                self.faults.add((begins, self.last_end), "the exponent is too large", hint)
                return base
            number = folded(base)
            if number is not None and abs(value) * bits(number) > LARGEST_BITS:
                self.faults.add(span, "this power is too large a number", "use a smaller exponent")
                return base
            if value.denominator > 1 and value.denominator % 2 and not self._is_positive(base):
                said = f"{self.source(*span)} has no value where its base is negative"
                if self.chosen("root", start, said):
                    return self.real_power(base, value)
        return self.make.binary("**", base, exponent)

    def _is_positive(self, base: Numeric) -> bool:
        number = folded(base)
        return is_never_negative(base) or isinstance(base, Named) or (number is not None and number >= 0)

    def real_power(self, base: Numeric, value: Fraction) -> Numeric:
        """The power by a fraction of odd denominator that is real everywhere."""
        if value.denominator == 3:
            root = self.make.call("cbrt", base)
            return (
                root
                if value == Fraction(1, 3)
                else self.make.binary("**", root, self.make.literal(value.numerator))
            )
        size = self.make.binary("**", self.make.call("abs", base), self.make.literal(value))
        if value.numerator % 2 == 0:
            return size
        return self.make.binary("*", self.make.call("sign", base), size)

    def _comparison(self, left: Part, start: int) -> Condition:
        first = self.numeric(left, start)
        links: list[tuple[str, Numeric]] = []
        self.compared += 1
        while self.token.kind in (Kind.COMPARISON, Kind.EQUALS):
            token = self.take()
            symbol = "==" if token.kind is Kind.EQUALS else token.text
            begins = self.token.start
            links.append((symbol, self.numeric(self.parse(SUM), begins)))
        self.compared -= 1
        return self.make.made(Comparison(first, tuple(links)))

    def _is_logical(self, left: Part) -> bool:
        token = self.token
        if token.kind is Kind.WORD:
            return token.text in ("and", "or")
        if not isinstance(left, Condition):
            return False
        if token.kind is Kind.BAR:
            return token.text == "|" and not self.bars
        return token.kind is Kind.SEPARATOR and token.text == "&" and "cases" not in self._opened()

    def _opened(self) -> list[str]:
        """What is open here."""
        found: list[str] = []
        for token in self.tokens[: self.at]:
            if token.kind is Kind.OPEN:
                found.append(token.text)
            elif token.kind is Kind.CLOSE and found:
                found.pop()
        return found

    def _junction(self, left: Part, start: int) -> Condition:
        first = self.condition(left, start)
        token = self.take()
        if token.kind is Kind.BAR and self.meets(Kind.BAR):
            self.take()
        word = "and" if token.text in ("and", "&") else "or"
        begins = self.token.start
        right = self.condition(self.parse(AND + 1 if word == "and" else OR + 1), begins)
        parts = (
            *(first.parts if isinstance(first, Junction) and first.operator == word else (first,)),
            right,
        )
        return self.make.made(Junction(word, parts))

    # --- what may follow an operand -----------------------------------------------------------------

    def _postfix_follows(self) -> bool:
        token = self.token
        if token.kind is Kind.UNDERSCORE:
            return self.ahead().text == "+"
        return token.kind in (Kind.RAISED, Kind.DEGREE, Kind.FACTORIAL, Kind.DOT)

    def _postfix(self, left: Part, start: int) -> Numeric:
        token = self.take()
        base = self.numeric(left, start)
        if token.kind is Kind.UNDERSCORE:
            self.take()
            return self.make.call("max", self.make.literal(0), base)
        if token.kind is Kind.RAISED:
            return self._superscript(base, token, start)
        if token.kind is Kind.DEGREE:
            turned = self.make.binary("*", base, self.make.made(Named("pi")))
            return self.make.binary("/", turned, self.make.literal(180))
        if token.kind is Kind.DOT:
            return self.method(base, token)
        return self._factorial(base, token, start)

    def _superscript(self, base: Numeric, token: Token, start: int) -> Numeric:
        if token.text == "+":
            return self.make.call("max", self.make.literal(0), base)
        digits = token.text.lstrip("-")
        if not digits.isdecimal() or len(digits) > 6:
            self.faults.add(token.span, "this exponent can't be read", "write x**2")
            return base
        exponent: Numeric = self.make.literal(int(digits), digits)
        if token.text.startswith("-"):
            exponent = self.make.made(Negative(exponent))
        return self.raised(base, exponent, start, token.start)

    def _factorial(self, base: Numeric, token: Token, start: int) -> Numeric:
        number = folded(base)
        if number is None or number.denominator != 1 or not 0 <= number <= MOST_FACTORIAL:
            self.faults.add(
                (start, token.end),
                "a factorial of something that is not a small whole number",
                "the gamma function is not part of this program",
            )
            return base
        result = 1
        for factor in range(2, int(number) + 1):
            result *= factor
        return self.make.literal(result)

    def method(self, base: Numeric, dot: Token) -> Numeric:
        """`x.clip(0)`, `x.abs()`: a function of what stands before the point."""
        raise NotImplementedError

    def implicit_follows(self, left: Part) -> bool:
        """Whether an operand follows, with nothing between."""
        if isinstance(left, Condition | Several):
            return False
        token = self.token
        if token.kind is Kind.NAME and token.text == "mod" and not self._is_call():
            return False
        if token.kind is Kind.BAR:
            return self._bar_opens()
        return self.begins_operand(token)

    def begins_operand(self, token: Token) -> bool:
        """Whether an operand can begin with this token."""
        return token.kind in (
            *(Kind.NUMBER, Kind.NAME, Kind.OPEN, Kind.ROOT, Kind.FRACTION, Kind.VULGAR, Kind.BAR),
        )

    def _bar_opens(self) -> bool:
        """Whether a bar after an operand begins |…| rather than ending it."""
        token, following = self.token, self.ahead()
        if token.text != "|":
            return token.text == "|open"
        if self.compared and following.kind is Kind.BAR and following.start == token.end and not self.bars:
            return False  # `x < 0 || x > 1`
        if not self.bars:
            return True
        if not self.begins_operand(following) or following.kind is Kind.BAR:
            return False
        self.bar_places.append(token.start)
        return ("bar", token.start) in self.flipped

    # --- operands -----------------------------------------------------------------------------------

    def _prefix(self) -> Part:
        token = self.token
        if token.kind is Kind.OPERATOR and token.text in "+-":
            self.take()
            begins = self.token.start
            operand = self.numeric(self.parse(SIGN), begins)
            return operand if token.text == "+" else self.make.made(Negative(operand))
        if token.kind in (Kind.WORD, Kind.FACTORIAL) and token.text in ("not", "!"):
            self.take()
            begins = self.token.start
            return self.make.made(Negation(self.condition(self.parse(NOT), begins)))
        if token.kind is Kind.NUMBER:
            return self._number(self.take())
        if token.kind is Kind.VULGAR:
            return self.make.literal(Fraction(self.take().text))
        if token.kind is Kind.NAME:
            return self.name(self.take())
        if token.kind is Kind.OPEN:
            return self._group(self.take())
        if token.kind is Kind.BAR and token.text != "|close":
            return self._absolute(self.take())
        if token.kind is Kind.ROOT:
            return self._root(self.take())
        if token.kind is Kind.FRACTION:
            self.take()
            above = self._braced()
            return self.make.binary("/", above, self._braced())
        return self._nothing(token)

    def _nothing(self, token: Token) -> Node:
        """Where an operand should stand, and none does."""
        if token.kind is Kind.END:
            self.faults.add(
                (token.start, token.end), "something is missing at the end", "finish the expression"
            )
        elif token.kind in (Kind.CLOSE, Kind.SEPARATOR, Kind.BAR):
            self.faults.add(
                token.span, f"something is missing before {shown(token)}", "write what belongs here"
            )
        else:
            self.take()
            change = Change(*token.span, "")
            self.faults.add(
                token.span, f"something is missing before {shown(token)}", f"take {shown(token)} away", change
            )
            if self.begins_operand(self.token) or self.meets(Kind.OPERATOR):
                return self.parse(SIGN)  # type: ignore[return-value]
        return self.placeholder()

    def _number(self, token: Token) -> Numeric:
        text = token.text
        exponent = re.search(r"[eE]([+-]?\d+)$", text)
        if exponent and (len(exponent[1]) > 6 or abs(int(exponent[1])) > LARGEST_EXPONENT):
            hint = f"use powers of ten up to 1e{LARGEST_EXPONENT}"
            self.faults.add(token.span, f"{text} is out of range", hint)
            return self.placeholder()
        return self.make.literal(Fraction(text), text)

    @contextmanager
    def inside(self, is_piecewise: bool = False) -> Iterator[None]:
        """Within parentheses: bars and comparisons begin afresh."""
        before = self.bars, self.compared, self.rows
        self.bars, self.compared = [], 0
        self.rows += is_piecewise
        yield
        self.bars, self.compared, self.rows = before

    def _group(self, opening: Token) -> Part:
        closing = _CLOSING[opening.text]
        with self.inside():
            cells = self.listed((closing,))
            span = (opening.start, self.token.end)
            self.close(opening, closing)
        if not cells:
            self.missing(span)
            return self.placeholder()
        return self._grouped(opening, cells, (opening.start, self.last_end))

    def _grouped(self, opening: Token, parts: list[Part], span: tuple[int, int]) -> Part:
        if opening.text in "⌊⌈":
            return self.make.call("floor" if opening.text == "⌊" else "ceil", self.joined(parts, span))
        cells = flat(parts)
        only = cells[0] if len(cells) == 1 else None
        if opening.text == "cases":
            return self.joined(parts, span)
        if self.rows and opening.text in "[{" and opening.text != "{group":
            return Several(tuple(cells))
        if opening.text in "[{" and isinstance(only, Condition):
            return self.numeric(only, span[0])
        if opening.text == "[" and only is not None and not isinstance(only, Condition | Otherwise):
            said = f"{self.source(*span)} is read as the floor of {self.source(span[0] + 1, span[1] - 1)}"
            if self.chosen("bracket", span[0], said):
                return only
            return self.make.call("floor", self.numeric(only, span[0]))
        if opening.text == "{" and only is not None and not isinstance(only, Otherwise):
            said = f"{self.source(*span)} is read as {self.source(span[0] + 1, span[1] - 1)} less its floor"
            if self.chosen("brace", span[0], said):
                return only
            value = self.numeric(only, span[0])
            return self.make.binary("-", value, self.make.call("floor", value))
        if len(parts) == 1 and not isinstance(parts[0], Clause | Several):
            return parts[0]
        if opening.text == "{" or any(isinstance(part, Clause) for part in parts):
            return self.joined(parts, span) if pieces(cells) else Several(tuple(cells))
        return Several(tuple(cells))

    def close(self, opening: Token, closing: str) -> None:
        """Take what closes a group, or note that it is missing."""
        if self.accept(Kind.CLOSE, closing):
            return
        if self.meets(Kind.CLOSE) and self.token.text not in self._closers_due():
            change = Change(*self.token.span, closing.removesuffix("group"))
            self.faults.add(self.token.span, f"{shown(opening)} is closed by {shown(self.token)}", "", change)
            self.take()
            return
        if self.token.kind is Kind.END or self.meets(Kind.CLOSE):
            fresh = r"\end{cases}" if opening.text == "cases" else closing.removesuffix("group")
            at = self.last_end
            names = {")": "a parenthesis"}
            what = names.get(closing, shown(opening))
            self.faults.add(
                opening.span,
                f"{what} is never closed",
                f"add {fresh}",
                Change(at, at, fresh) if fresh else None,
            )
            return
        self._unexpected(closing)

    def _unexpected(self, closing: str) -> None:
        """Something that can't stand in a group: skip to its end."""
        token = self.token
        change = Change(*token.span, "")
        self.faults.add(token.span, f"{shown(token)} can't stand here", "", change)
        depth = 0
        while self.token.kind is not Kind.END and not (depth == 0 and self.meets(Kind.CLOSE)):
            depth += (self.token.kind is Kind.OPEN) - (self.token.kind is Kind.CLOSE)
            self.take()
        self.accept(Kind.CLOSE, closing)

    def _closers_due(self) -> list[str]:
        return [_CLOSING[text] for text in self._opened()[:-1]]

    def _absolute(self, opening: Token) -> Node:
        self.bars.append(opening.start)
        cells = self.listed(("|",))
        closing = self.token
        depth = len(self.bars)
        if closing.kind is Kind.BAR:
            self.take()
        else:
            self.faults.add(
                opening.span, "a bar is never closed", "add |", Change(self.last_end, self.last_end, "|")
            )
        self.bars = self.bars[: depth - 1]
        if not cells:
            self.missing((opening.start, closing.end))
            return self.placeholder()
        inside = self.joined(cells, (opening.end, closing.start))
        return self.make.call("abs", inside)

    def _root(self, token: Token) -> Numeric:
        """√x, √(x + 1), or with its degree in brackets."""
        degree = 2 if token.text == "sqrt" else int(token.text)
        if token.text == "sqrt" and self.meets(Kind.OPEN, "["):
            opening = self.take()
            begins = self.token.start
            value = folded(self.numeric(self.parse(SUM), begins))
            self.close(opening, "]")
            if value is None or value.denominator != 1 or not 2 <= value <= 1000:
                self.faults.add(
                    (begins, self.last_end), "the degree of a root is a whole number from 2 on", "write 3"
                )
            else:
                degree = int(value)
        begins = self.token.start
        if token.text == "sqrt":
            return self.root(self._braced(), degree)
        inside = self.numeric(self.parse(POSTFIX), begins)
        if self.tokens[self.at - 1].kind is Kind.RAISED and isinstance(inside, Binary):
            sign, under = self.text[token.start : token.end], self.source(begins)
            said = f"{sign}{under} is read as {sign}({under})"
            if self.chosen("radical", token.start, said):
                return self.make.binary("**", self.root(inside.left, degree), inside.right)
        follows = self.token
        if self.implicit_follows(inside) and not follows.spaced and self._is_atom(follows):
            sign, under = self.text[token.start : token.end], self.source(begins)
            said = f"{sign}{under}{follows.text} is read as {sign}({under})·{follows.text}"
            if self.chosen("radical", token.start, said):
                inside = self.make.binary("*", inside, self.numeric(self.parse(SIGN), follows.start))
        return self.root(inside, degree)

    def root(self, inside: Numeric, degree: int) -> Numeric:
        """The real root of a degree."""
        if degree in (2, 3):
            return self.make.call("sqrt" if degree == 2 else "cbrt", inside)
        exponent = Fraction(1, degree)
        if degree % 2:
            return self.real_power(inside, exponent)
        return self.make.binary("**", inside, self.make.literal(exponent))

    def _braced(self) -> Numeric:
        """The argument of a LaTeX command: a group, or one thing."""
        begins = self.token.start
        if self.meets(Kind.OPEN):
            return self.numeric(self._group(self.take()), begins)
        return self.numeric(self.parse(POSTFIX), begins)

    def name(self, token: Token) -> Part:
        """What a name stands for."""
        raise NotImplementedError

    # --- kinds --------------------------------------------------------------------------------------

    def numeric(self, node: Part, start: int) -> Numeric:
        """A part as a number: a condition counts 1 where it holds and 0 elsewhere."""
        if isinstance(node, Condition):
            return self.make.conditional(node, self.make.literal(1), self.make.literal(0))
        if isinstance(node, Several):
            return self.joined(node.cells, (start, self.last_end)) if node.cells else self.placeholder()
        if isinstance(node, Clause):
            return self.joined([node], (start, self.last_end))
        if isinstance(node, Otherwise):
            self.faults.add((start, self.last_end), "True and False are not numbers", "write 1 or 0")
            return self.placeholder()
        return node

    def condition(self, node: Part, start: int) -> Condition:
        """A part as a condition."""
        if isinstance(node, Condition):
            return node
        span = (start, max(self.last_end, start + 1))
        text = self.source(*span)
        change = Change(*span, f"{text} > 0") if text and not isinstance(node, Several | Otherwise) else None
        self.faults.add(span, "a condition was expected here", f"for instance {text or 'x'} > 0", change)
        return self.make.made(Comparison(self.placeholder(), (("<", self.make.literal(0)),)))

    def placeholder(self) -> Numeric:
        """What stands where something could not be read; there is a fault as well."""
        return self.make.made(Variable())

    def missing(self, span: tuple[int, int]) -> None:
        """Note that there is nothing where something should be."""
        self.faults.add(span, "there is nothing in here", "write what belongs here")


def flat(parts: Sequence[Part]) -> list[Cell]:
    """All values and conditions in a list, in the order they stand."""
    cells: list[Cell] = []
    for part in parts:
        if isinstance(part, Several):
            cells += flat(part.cells)
        elif isinstance(part, Clause):
            cells += [part.value, part.condition]
        else:
            cells.append(part)
    return cells


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
