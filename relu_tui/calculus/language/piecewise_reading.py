"""Lists of values and conditions, in every notation for functions that are given piece by piece."""

from __future__ import annotations

import re
from collections.abc import Sequence

from relu_tui.calculus.language.cursor import (
    OR,
    SUM,
    Cursor,
)
from relu_tui.calculus.language.faults import Change
from relu_tui.calculus.language.input_symbols import SEPARATORS, Kind
from relu_tui.calculus.language.piecewise import (
    OTHERWISE,
    Array,
    AtPoint,
    Cell,
    Clause,
    Otherwise,
    Part,
    Several,
    covers,
    flat,
    overlap,
    pieces,
)
from relu_tui.calculus.language.syntax import (
    Comparison,
    Condition,
    Numeric,
    Variable,
)

_ENDS_OF_VALUES = (Kind.NUMBER, Kind.CLOSE, Kind.BAR, Kind.RAISED, Kind.VULGAR)


class Clauses(Cursor):
    """Reads what stands between separators, and makes one expression of it."""

    def listed(self, closing: Sequence[str]) -> list[Part]:
        """Clauses with separators between, up to what closes them."""
        self._unwrap_conditions()
        cells: list[Part] = []
        while not self.is_at_end(closing):
            if self.meets(Kind.SEPARATOR):
                self.take()
                if cells:
                    self.accept(Kind.WORD, "and")
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

    def _unwrap_conditions(self) -> None:
        """Make `x^2 (x < 1), 2x - 1 (x >= 1)` what it means: in a list the last parentheses tell when."""
        depth, opened, found = 0, 0, []
        separators, compared = 0, False
        for at in range(self.at, len(self.tokens)):
            token, before = self.tokens[at], self.tokens[at - 1]
            ends = token.kind in (Kind.SEPARATOR, Kind.END) or (token.kind is Kind.CLOSE and depth == 0)
            if ends and depth == 0:
                is_group = at > opened > self.at and before.kind is Kind.CLOSE
                last = self.tokens[opened - 1]
                follows_value = is_group and (
                    last.kind in _ENDS_OF_VALUES or last.text.lower() in ("x", "pi", "e")
                )
                if not (follows_value and compared) or token.text not in (",", ";", "", ")", "}"):
                    return
                found.append((opened, at - 1))
                if token.kind is not Kind.SEPARATOR:
                    break
                separators, compared, opened = separators + 1, False, 0
            elif token.kind is Kind.OPEN:
                depth += 1
                if depth == 1:
                    opened, compared = at, False
            elif token.kind is Kind.CLOSE:
                depth -= 1
            elif depth == 1:
                compared |= token.kind in (Kind.COMPARISON, Kind.EQUALS)
                if token.kind in (Kind.SEPARATOR, Kind.WORD) and token.text not in ("and", "or", "not"):
                    return
            elif depth == 0 and token.kind in (Kind.COMPARISON, Kind.EQUALS, Kind.WORD):
                return
        if separators:
            for start, end in reversed(found):
                self.tokens[start] = self.tokens[start]._replace(kind=Kind.WORD, text="if")
                del self.tokens[end]

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
        if self.meets(Kind.NAME, "lambda") and self.ahead(2).text == ":":
            self.call_it_x(self.ahead().text)
            self.at += 3
        point = self._point_of_value()
        start = self.token.start
        first = self.parse(OR)
        if point is not None:
            return AtPoint(self.numeric(first, start), point)
        if isinstance(first, Condition) and self.accept(Kind.ARROW):
            start = self.token.start
            return Clause(self.numeric(self.parse(OR), start), first)
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

    def tells_value(self, ahead: int = 0) -> int:
        """How many tokens `f(0) =` takes that begins so far ahead; 0 where it is no such thing."""
        texts = [self.ahead(ahead + n) for n in range(2)]
        if texts[0].kind is not Kind.NAME or len(texts[0].text) > 1 or texts[1].text != "(":
            return 0
        for n in range(2, 12):
            if self.ahead(ahead + n).text == ")":
                is_value = self.ahead(ahead + n + 1).kind is Kind.EQUALS and n > 2
                return n + 2 if is_value and texts[0].text.lower() not in ("x", "e") else 0
        return 0

    def _point_of_value(self) -> Condition | None:
        """The condition x = 0 of `f(0) =` that begins here; `f(x) =` is left out."""
        count = self.tells_value()
        if not count or self.token.text in self.given:
            return None
        if count == 5 and self.ahead(2).text.lower() == "x":
            self.at += count
            return None
        self.at += 2
        start = self.token.start
        place = self.numeric(self.parse(SUM), start)
        self.accept(Kind.CLOSE, ")")
        self.take()
        return self.make.made(Comparison(self.make.made(Variable()), (("==", place),)))

    def is_block(self) -> bool:
        """Whether a brace that begins here holds what `if` or `else` is followed by."""
        if not self.meets(Kind.OPEN, "{"):
            return False
        depth = 0
        for n, token in enumerate(self.tokens[self.at :]):
            depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
            if not depth:
                after = self.ahead(n + 1)
                return after.kind is Kind.END or after.text in ("else", "else if", ";")
        return False

    def _block(self) -> Numeric:
        """What stands between the braces of `if (C) { A } else { B }`."""
        opening = self.take()
        cells = self.listed(("}",))
        self.accept(Kind.CLOSE, "}")
        return self.joined(cells, (opening.start, self.last_end))

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
        if self.after_block and self.is_block():
            return self._block()
        start = self.token.start
        return self.completed(self.clause(), start)

    def _leading_if(self) -> Part:
        start = self.take().start
        before, self.leading = self.leading, True
        asked = self.parse(OR)
        self.leading = before
        if isinstance(asked, Several):
            return self.joined(list(asked.cells), (start, self.last_end))
        return self._pieced(self.condition(asked, start))

    def _pieced(self, condition: Condition) -> Part:
        """The rest of `if C then A else B`, after C."""
        self.accept(Kind.WORD, "then") or self.accept(Kind.SEPARATOR, ":", ",")
        start = self.token.start
        self.after_block = self.is_block()
        value = self._block() if self.after_block else self.numeric(self.parse(OR), start)
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
            if overlap([condition for _, condition in pairs]):
                self.chosen("first", span[0], "Where two of the conditions hold, the first is taken")
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
        if not any(isinstance(cell, Condition) for cell in cells) and self.refuse_decimal_commas(*span):
            return
        if any(isinstance(cell, Condition | Otherwise) for cell in cells):
            hint = "write A if x < 1 else B"
            self.faults.add(span, "values and conditions don't come in turn", hint)
        else:
            separator = next((sign for sign in self.text[slice(*span)] if sign in SEPARATORS), ",")
            hint = "for a quotient write /" if separator == ":" else "write one expression"
            self.faults.add(span, f"{SEPARATORS[separator]} can't be used here", hint)

    def refuse_decimal_commas(self, start: int, end: int) -> bool:
        """Note each `0,5` in a part of the text; whether there was one."""
        found = list(re.finditer(r"(?<![\w.,])(\d+),(\d+)(?![\d.,])", self.text[start:end]))
        for decimal in found:
            span = start + decimal.start(), start + decimal.end()
            change = Change(*span, f"{decimal[1]}.{decimal[2]}")
            self.faults.add(span, "a comma can't be used here", "", change)
        return bool(found)

    def numeric(self, node: Part, start: int) -> Numeric:
        """A part as a number: a condition counts 1 where it holds and 0 elsewhere."""
        if isinstance(node, Condition):
            return self.make.conditional(node, self.make.literal(1), self.make.literal(0))
        if isinstance(node, Array):
            hint = "apply a function of arrays to it, such as amax, norm or logsumexp"
            self.faults.add((start, self.last_end), "an array is no number", hint)
            return self.placeholder()
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
        if isinstance(node, Otherwise):  # True
            return self.make.made(Comparison(self.make.literal(0), (("==", self.make.literal(0)),)))
        span = (start, max(self.last_end, start + 1))
        text = self.source(*span)
        change = Change(*span, f"{text} > 0") if text and not isinstance(node, Several) else None
        self.faults.add(span, "a condition was expected here", f"for instance {text or 'x'} > 0", change)
        return self.make.made(Comparison(self.placeholder(), (("<", self.make.literal(0)),)))
