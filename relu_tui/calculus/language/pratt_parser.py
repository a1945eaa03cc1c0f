"""One reading of a text as people type formulas: a Pratt parser over tokens, with spans.

Nothing is guessed silently. Where a spelling has two readings (`1/2x`, `sin^-1 x`, `x^(1/3)` left of 0)
one is taken and noted, and the text can be read again with the other taken. All faults are noted, up
to a few, and reading goes on behind each.

V. R. Pratt, "Top down operator precedence", POPL 1973.
"""

from __future__ import annotations

import re
from fractions import Fraction

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.brackets import Groups
from relu_tui.calculus.language.cursor import (
    AND,
    COMPARE,
    NOT,
    OR,
    POWER,
    PRODUCT,
    SIGN,
    SUM,
    WITHOUT_SIGN,
)
from relu_tui.calculus.language.faults import Change
from relu_tui.calculus.language.input_symbols import Kind
from relu_tui.calculus.language.piecewise import (
    Part,
    Several,
)
from relu_tui.calculus.language.syntax import (
    Comparison,
    Condition,
    Junction,
    Named,
    Negation,
    Negative,
    Node,
    Numeric,
)
from relu_tui.calculus.language.tokens import Token, shown

INFINITY = ("inf", "infinity", "infty", "oo")
"""How an end of an interval is written that there is none."""

NESTED = 80
"""Parentheses within parentheses."""

_BINDING = {
    **dict.fromkeys("+-", SUM),
    **dict.fromkeys(("*", "/", "%", "//"), PRODUCT),
    "**": POWER,
}


_INDICATOR = re.compile(r"[1\N{MATHEMATICAL DOUBLE-STRUCK DIGIT ONE}]\}?_\{")
"""1_{x > 0}, also as LaTeX has it, from the 1 on."""


class Reader(Groups):
    """Reads a whole text."""

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
        """`f(x) =`, `y =`, `=`, `x ->`, `f: x ↦`, `lambda x:`, `def f(x): return` before the expression."""
        if self.accept(Kind.EQUALS):
            return
        shape = "".join(
            {Kind.NAME: "n", Kind.EQUALS: "=", Kind.ARROW: ">", Kind.OPEN: "(", Kind.CLOSE: ")"}.get(
                token.kind, ":" if token.text == ":" else "."
            )
            for token in self.tokens[:8]
        )
        found = re.match(r"(?:n=)?(?:nn:|n>|\(n\)>)|n:n>|nn\(n\):|n\(n\)[=:]|n=", shape)
        head = self.tokens[self.at]
        starts_with = {"nn:": ("lambda",), "nn(": ("def",)}.get(found[0][-3:] if found else "", ())
        if found and found[0].startswith("nn("):
            starts_with = ("def",)
        if not found or (starts_with and not any(t.text in starts_with for t in self.tokens[:4])):
            return
        if found[0] == "n=" and head.text.lower() == "x":
            return
        names = [token.text for token in self.tokens[: found.end()] if token.kind is Kind.NAME]
        self.at += found.end()
        if self.meets(Kind.NAME, "lambda") and self.ahead(2).text == ":":
            names.append(self.ahead().text)
            self.at += 3
        if found[0] != "n=" or len(names) > 1:
            self.call_it_x(names[-1])

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
                slash = token if token.text in ("/", "//", "%") else None
            elif self._is_modulo() and least <= PRODUCT:
                left = self._operator(left, start)
                slash = token
            elif self._is_logical(left):
                if token.text == "and" and self._begins_clause():
                    self.tokens[self.at] = token._replace(kind=Kind.SEPARATOR, text=",")
                    break
                if (AND if token.text in ("and", "&") else OR) < least:
                    break
                left = self._junction(left, start)
            elif token.kind in (Kind.COMPARISON, Kind.EQUALS):
                if least > COMPARE:
                    break
                left = self._comparison(left, start)
            elif token.kind is Kind.MEMBER and least <= COMPARE:
                left = self._within(left, start)
            elif token.kind is Kind.ARROW and self._is_at_least(left):
                continue
            elif self._postfix_follows():
                if isinstance(left, Several) and token.kind is not Kind.DOT:
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

    def _is_modulo(self) -> bool:
        """Whether `mod` stands between two numbers here, and is no function of two."""
        if not self.meets(Kind.NAME, "mod"):
            return False
        depth = 0
        for token in self.tokens[self.at + 1 :]:
            depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
            if depth <= 0 or token.kind is Kind.END:
                return True
            if depth == 1 and token.kind is Kind.SEPARATOR:
                return False
        return True

    def _operator(self, left: Part, start: int) -> Numeric:
        token = self.take()
        base = self.numeric(left, start)
        if token.text == "**":
            return self.power(base, start)
        if token.text in "+-":
            return self.make.binary(token.text, base, self.numeric(self.parse(PRODUCT), self.token.start))
        begins = self.token.start
        tightly = ("slash", token.start) in self.flipped
        right = self.numeric(self.parse(WITHOUT_SIGN if tightly else SIGN), begins)
        if token.text in ("%", "mod"):
            return self.remainder(base, right)
        if token.text == "//":
            return self.make.call("floor", self.make.binary("/", base, right))
        return self.make.binary(token.text, base, right)

    def _product(self, left: Part, start: int, slash: Token | None) -> Numeric:
        base = self.numeric(left, start)
        begins = self.token.start
        is_indicator = _INDICATOR.match(self.text, begins) is not None
        if self.meets(Kind.NUMBER) and not is_indicator and not self.faults.ends_at(self.last_end):
            before, after = self.source(start), self.token.text
            is_grouped = (
                before.replace(" ", "").isdecimal() and after.isdecimal() and len(after) == 3
            )  # 1 000
            change = Change(self.last_end, begins, "") if is_grouped else Change(begins, begins, "*")
            text = f"{before}{change.text}{after}"
            self.faults.add(
                self.token.span, "something is missing before the number", f"write {text}", change
            )
        right = self.numeric(self.parse(SIGN), begins)
        if slash is not None:
            self.chosen("slash", slash.start, f"{self.source(start)} is read from left to right")
        return self.make.binary("*", base, right)

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

    def _is_at_least(self, left: Part) -> bool:
        """Whether => stands where >= is meant; it is noted, and taken."""
        token = self.token
        is_typed = self.text[token.start : token.end] == "=>"
        if not is_typed or isinstance(left, Condition):
            return False
        self.faults.add(token.span, "=> is no comparison", "", Change(*token.span, ">="))
        self.tokens[self.at] = token._replace(kind=Kind.COMPARISON, text=">=")
        return True

    def _begins_clause(self) -> bool:
        """Whether what follows `and` is the next piece of a function, and no condition."""
        if self.tells_value(1):
            return True
        depth, is_compared = 0, False
        for token in self.tokens[self.at + 1 :]:
            depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
            if depth < 0 or token.kind is Kind.END:
                return False
            if not depth:
                if token.kind is Kind.WORD:
                    return token.text in ("if", "otherwise") and not is_compared
                if token.kind is Kind.SEPARATOR:
                    return False
                is_compared |= token.kind in (Kind.COMPARISON, Kind.EQUALS, Kind.MEMBER)
        return False

    def _within(self, left: Part, start: int) -> Condition:
        """`x ∈ [0, 1)`: the comparisons that say so."""
        value = self.numeric(left, start)
        token = self.take()
        opening = self.token
        if not (self.meets(Kind.OPEN, "(", "[") or self.meets(Kind.CLOSE, "]")):
            following = self.take()
            name = following.text if following.kind is Kind.NAME else ""
            if name.upper() == "R":
                problem, hint = "every number is real here", "leave this out"
                self.faults.add((start, following.end), problem, hint)
            elif name.upper() in ("Q", "Z", "N"):
                problem = "whether a number is rational or whole can't be asked here"
                self.faults.add((token.start, following.end), problem, "a condition compares numbers: x > 0")
            else:
                self.faults.add(token.span, "an interval is missing here", "write 0 < x < 1")
            return self.make.made(Comparison(self.placeholder(), (("<", self.make.literal(0)),)))
        self.take()
        if opening.text == "]":  # ]0, 1[, as some write (0, 1)
            for at in range(self.at, len(self.tokens)):
                if self.tokens[at].text == "[":
                    self.tokens[at] = self.tokens[at]._replace(kind=Kind.CLOSE, text=")")
                    break
        with self.inside():
            low = self._end_of_interval()
            self.accept(Kind.SEPARATOR, ",", ";")
            high = self._end_of_interval()
        closing = self.token
        if not self.accept(Kind.CLOSE, ")", "]"):
            self.faults.add(opening.span, "this interval is never closed", "write 0 < x < 1")
        rises = "<=" if opening.text == "[" else "<"
        falls = "<=" if closing.text == "]" else "<"
        found: Condition
        if low is None and high is None:
            found = self.make.made(Comparison(value, (("==", value),)))
        elif low is None or high is None:
            symbol = falls if low is None else {"<": ">", "<=": ">="}[rises]
            found = self.make.made(Comparison(value, ((symbol, high or low),)))  # type: ignore[arg-type]
        else:
            found = self.make.made(Comparison(low, ((rises, value), (falls, high))))
        return found if token.text == "in" else self.make.made(Negation(found))

    def _end_of_interval(self) -> Numeric | None:
        """A number, or None for infinity."""
        ahead = 1 if self.meets(Kind.OPERATOR, "-", "+") else 0
        if self.ahead(ahead).kind is Kind.NAME and self.ahead(ahead).text.lower() in INFINITY:
            self.at += ahead + 1
            return None
        start = self.token.start
        return self.numeric(self.parse(SUM), start)

    def _is_logical(self, left: Part) -> bool:
        token = self.token
        if token.kind is Kind.WORD:
            return token.text in ("and", "or")
        if not isinstance(left, Condition):
            return False
        if token.kind is Kind.BAR:
            return token.text == "|" and not self.bars
        return token.kind is Kind.SEPARATOR and token.text == "&" and "cases" not in self._opened()

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

    def _postfix_follows(self) -> bool:
        token = self.token
        if token.kind is Kind.UNDERSCORE:
            return self.ahead().text == "+"
        return token.kind in (Kind.RAISED, Kind.DEGREE, Kind.FACTORIAL, Kind.DOT)

    def _postfix(self, left: Part, start: int) -> Numeric:
        token = self.take()
        if token.kind is Kind.DOT:
            return self.method(left if isinstance(left, Several) else self.numeric(left, start), token)
        base = self.numeric(left, start)
        if token.kind is Kind.UNDERSCORE:
            self.take()
            return self.make.call("max", self.make.literal(0), base)
        if token.kind is Kind.RAISED:
            return self._superscript(base, token, start)
        if token.kind is Kind.DEGREE:
            turned = self.make.binary("*", base, self.make.made(Named("pi")))
            return self.make.binary("/", turned, self.make.literal(180))
        return self._factorial(base, start)

    def implicit_follows(self, left: Part) -> bool:
        """Whether an operand follows, with nothing between."""
        if isinstance(left, Condition):  # (x > 0)x², where the parentheses are not those of an if
            is_group = self.tokens[self.at - 1].text in (")", "]") and not self.leading
            return is_group and (self.token.kind in (Kind.NUMBER, Kind.NAME) or self.meets(Kind.OPEN, "("))
        if isinstance(left, Several):
            return False
        token = self.token
        if self._is_modulo():
            return False
        if token.kind is Kind.BAR:
            return self._bar_opens()
        if self.leading and self.is_block():
            return False
        return self.begins_operand(token)

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
            return self.numeral(self.take())
        if token.kind is Kind.VULGAR:
            return self.make.literal(Fraction(self.take().text))
        if token.kind is Kind.RAISED and self.ahead().kind is Kind.ROOT:
            return self.root_of_degree(self.take())
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
