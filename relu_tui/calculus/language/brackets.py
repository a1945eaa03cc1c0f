"""What stands between parentheses, brackets, braces and bars."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from relu_tui.calculus.language.cursor import (
    POSTFIX,
    SIGN,
    SUM,
)
from relu_tui.calculus.language.faults import Change
from relu_tui.calculus.language.input_symbols import Kind
from relu_tui.calculus.language.piecewise import (
    Cell,
    Clause,
    Otherwise,
    Part,
    Several,
    flat,
    pieces,
)
from relu_tui.calculus.language.powers import Powers
from relu_tui.calculus.language.syntax import (
    Binary,
    Condition,
    Node,
    Numeric,
    Variable,
)
from relu_tui.calculus.language.tokens import Token, shown
from relu_tui.calculus.language.tree_building import folded

_CLOSING = {"(": ")", "[": "]", "{": "}", "{group": "}group", "⌊": "⌋", "⌈": "⌉", "cases": "end of cases"}

LIST, LIST_OR_FLOOR = "list", "list or floor"
"""What a bracket is that is all of an argument: of np.abs it can be a list only; norm may take a floor."""

_BEFORE_A_LIST = (Kind.OPEN, Kind.SEPARATOR, Kind.EQUALS, Kind.WORD)
_AFTER_A_LIST = (Kind.CLOSE, Kind.SEPARATOR, Kind.END, Kind.WORD)


class Groups(Powers):
    """Reads groups, and notes what is never closed."""

    @contextmanager
    def inside(self, is_piecewise: bool = False, lists: str = "") -> Iterator[None]:
        """Within parentheses: bars and comparisons begin afresh.

        Args:
            is_piecewise: Whether pieces stand in them.
            lists: Whether a bracket that is all of an argument is a list there: LIST, LIST_OR_FLOOR or "".
        """
        before = self.bars, self.compared, self.rows, self.lists, self.leading
        self.bars, self.compared, self.lists, self.leading = [], 0, lists, False
        self.rows += is_piecewise
        yield
        self.bars, self.compared, self.rows, self.lists, self.leading = before

    def _group(self, opening: Token) -> Part:
        closing = _CLOSING[opening.text]
        begins_lambda = self.meets(Kind.NAME, "lambda")
        begins_argument = self.tokens[max(self.at - 2, 0)].kind in _BEFORE_A_LIST
        lists = self.lists if begins_argument else ""
        with self.inside(lists=lists):
            cells = self.listed((closing,))
            span = (opening.start, self.token.end)
            if not (self.meets(Kind.END) and opening.text == "{" and pieces(flat(cells))):
                self.close(opening, closing)  # a brace before pieces is often left open, as in books
        if not cells:
            self.missing(span)
            return self.placeholder()
        if begins_lambda and self.meets(Kind.OPEN, "("):
            return self._applied_lambda(cells, opening)
        is_argument = bool(lists) and self.token.kind in _AFTER_A_LIST
        return self._grouped(opening, cells, (opening.start, self.last_end), is_argument)

    def _applied_lambda(self, cells: list[Part], opening: Token) -> Numeric:
        """`(lambda x: x**2)(2*x)`: the function of what stands in the parentheses that follow."""
        function = self.joined(cells, (opening.start, self.last_end))
        begins = self.token.start
        argument = self.numeric(self._group(self.take()), begins)
        return self.make.substituted(function, {self.make.made(Variable()): argument})

    def _grouped(self, opening: Token, parts: list[Part], span: tuple[int, int], is_argument: bool) -> Part:
        if opening.text in "⌊⌈":
            return self.make.call("floor" if opening.text == "⌊" else "ceil", self.joined(parts, span))
        cells = flat(parts)
        only = cells[0] if len(cells) == 1 else None
        if opening.text == "cases":
            return self.joined(parts, span)
        if self.rows and opening.text in "[{" and opening.text != "{group":
            return Several(tuple(cells))
        if opening.text in "[{" and isinstance(only, Condition):
            return self._indicator(opening, only, span)
        if is_argument and self._is_list(opening, only, span):
            return Several(tuple(cells))
        if opening.text == "[" and only is not None and not isinstance(only, Condition | Otherwise):
            inner = self.source(opening.end, self.tokens[self.at - 1].start)
            said = f"[{inner}] is read as the floor of {inner}"
            if self.chosen("bracket", span[0], said):
                return only
            return self.make.call("floor", self.numeric(only, span[0]))
        if opening.text == "{" and only is not None and not isinstance(only, Otherwise):
            inner = self.source(opening.end, self.tokens[self.at - 1].start)
            said = f"{{{inner}}} is read as {inner} less its floor"
            if self.chosen("brace", span[0], said):
                return only
            value = self.numeric(only, span[0])
            return self.make.binary("-", value, self.make.call("floor", value))
        if len(parts) == 1 and not isinstance(parts[0], Clause | Several):
            return parts[0]
        if opening.text == "{" or any(isinstance(part, Clause) for part in parts):
            return self.joined(parts, span) if pieces(cells) else Several(tuple(cells))
        return Several(tuple(cells))

    def _indicator(self, opening: Token, condition: Condition, span: tuple[int, int]) -> Numeric:
        """`[x > 0]`, which is 1 or 0; `{x > 0}` may also tell where f has a value at all."""
        indicator = self.numeric(condition, span[0])
        before = self.text[: span[0]].rstrip()
        if opening.text == "[" or not before or before[-1] in "1_𝟙𝟏}":
            return indicator
        inner = self.source(opening.end, self.tokens[self.at - 1].start)
        said = f"{{{inner}}} is read as 1 where {inner}, and 0 elsewhere"
        if not self.chosen("restriction", span[0], said):
            return indicator
        zero = self.make.literal(0)
        return self.make.conditional(condition, self.make.literal(1), self.make.binary("/", zero, zero))

    def _is_list(self, opening: Token, only: Cell | None, span: tuple[int, int]) -> bool:
        """Whether what is all of an argument is a list, as in norm([x]), and no floor or fractional part."""
        if only is None or opening.text not in ("[" if self.lists == LIST else "[{"):
            return False
        if self.lists == LIST:
            return True
        said = f"{self.source(*span)} is read as the list of {self.source(span[0] + 1, span[1] - 1)}"
        return not self.chosen("list", span[0], said)

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

    def _opened(self) -> list[str]:
        """What is open here."""
        found: list[str] = []
        for token in self.tokens[: self.at]:
            if token.kind is Kind.OPEN:
                found.append(token.text)
            elif token.kind is Kind.CLOSE and found:
                found.pop()
        return found

    def _absolute(self, opening: Token) -> Node:
        self.bars.append(opening.start)
        cells = self.listed(("|",))
        closing = self.token
        depth = len(self.bars)
        if not cells and closing.kind is not Kind.BAR:
            self.bars = self.bars[: depth - 1]
            self.faults.add(opening.span, "a bar stands alone", "take it away", Change(*opening.span, ""))
            return self.placeholder()
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

    def _braced(self) -> Numeric:
        """The argument of a LaTeX command: a group, or one thing."""
        begins = self.token.start
        if self.meets(Kind.OPEN):
            return self.numeric(self._group(self.take()), begins)
        return self.numeric(self.parse(POSTFIX), begins)

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
        is_bare = self.tokens[self.at - 1].kind is not Kind.CLOSE
        if is_bare and self.meets(Kind.OPERATOR, "**") and not follows.spaced:
            sign, under = self.text[token.start : token.end], self.text[begins : self.ahead().end]
            said = f"{sign}{under} is read as {sign}({under})"
            if not self.chosen("radical", token.start, said):
                self.take()
                inside = self.power(inside, begins)
            return self.root(inside, degree)
        if self.implicit_follows(inside) and not follows.spaced and self._is_atom(follows):
            sign, under = self.text[token.start : token.end], self.source(begins)
            said = f"{sign}{under}{follows.text} is read as {sign}({under})·{follows.text}"
            if self.chosen("radical", token.start, said):
                inside = self.make.binary("*", inside, self.numeric(self.parse(SIGN), follows.start))
        return self.root(inside, degree)
