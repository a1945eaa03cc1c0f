"""Powers, roots and remainders, with bounds on their size."""

from __future__ import annotations

from fractions import Fraction
from math import prod

from relu_tui.calculus.language.cursor import (
    POSTFIX,
    SIGN,
)
from relu_tui.calculus.language.form_bounds import is_never_negative
from relu_tui.calculus.language.input_symbols import Kind
from relu_tui.calculus.language.numerals import Numerals
from relu_tui.calculus.language.piecewise import (
    Part,
)
from relu_tui.calculus.language.syntax import (
    Literal,
    Named,
    Negative,
    Numeric,
)
from relu_tui.calculus.language.tokens import Token
from relu_tui.calculus.language.tree_building import LARGEST_BITS, LARGEST_EXPONENT, bits, folded

MOST_FACTORIAL = 170
"""The largest whole number whose factorial is written out."""


def _is_doubtful(exponent: Numeric) -> bool:
    """Whether what follows a slash may belong to an exponent: x^1/2 and x^-2/3, and not x^2/3."""
    value = folded(exponent)
    return value is not None and (value == 1 or value < 0)


class Powers(Numerals):
    """Makes powers and what is made of them."""

    def power(self, base: Numeric, start: int) -> Numeric:
        """What is raised, after the sign of power."""
        if self._is_positive_part_next():
            return self.make.call("max", self.make.literal(0), base)
        begins = self.token.start
        if self.meets(Kind.NUMBER) and self.ahead().kind is Kind.UNDERSCORE and self.ahead(2).text == "+":
            exponent = self.numeral(self.take())
            return self.raised(self._truncated(base), exponent, start, begins)
        raw = self.parse(SIGN)
        exponent = self.numeric(raw, begins)
        follows = self.token
        is_close = self.implicit_follows(exponent) and not follows.spaced
        is_number = isinstance(base, Named) or folded(base) is not None
        is_group = follows.kind is Kind.OPEN and is_number and isinstance(exponent, Literal)
        if is_close and (is_group or self._is_atom(follows)):
            return self._loose_power(base, exponent, start, begins)
        is_slash = self.meets(Kind.OPERATOR, "/") and not follows.spaced
        if is_slash and isinstance(raw, Literal | Negative) and (is_number or _is_doubtful(exponent)):
            return self._long_exponent(base, exponent, start, begins)
        return self.raised(base, exponent, start, begins)

    def _is_positive_part_next(self) -> bool:
        """Take the + of `x^+` or `x^{+}`, if that is what follows."""
        braced = self.meets(Kind.OPEN, "{group") and self.ahead(2).text == "}group"
        after = self.ahead(3 if braced else 1)
        goes_on = self.begins_operand(after) or (after.kind is Kind.OPERATOR and not after.spaced)
        if self.ahead(1 if braced else 0).text != "+" or (not braced and goes_on):
            return False
        self.at += 3 if braced else 1
        return True

    def _truncated(self, base: Numeric) -> Numeric:
        """What is raised in `(x − 1)²_+`: the positive part of the base."""
        if self.meets(Kind.UNDERSCORE) and self.ahead().text == "+":
            self.at += 2
            return self.make.call("max", self.make.literal(0), base)
        return base

    def _long_exponent(self, base: Numeric, exponent: Numeric, start: int, begins: int) -> Numeric:
        """`e^-1/x`, `x^1/3`: the exponent ends before the /, or takes what is below it."""
        said = f"{self.source(start)}/… is read as ({self.source(start)})/…"
        if self.chosen("over", begins, said):
            self.take()
            exponent = self.make.binary("/", exponent, self.numeric(self.parse(SIGN), self.token.start))
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

    def root(self, inside: Numeric, degree: int) -> Numeric:
        """The real root of a degree."""
        if degree in (2, 3):
            return self.make.call("sqrt" if degree == 2 else "cbrt", inside)
        exponent = Fraction(1, degree)
        if degree % 2:
            return self.real_power(inside, exponent)
        return self.make.binary("**", inside, self.make.literal(exponent))

    def root_of_degree(self, raised: Token) -> Numeric:
        """`³√x`: a root with its degree before it."""
        token = self.take()
        if token.text != "2" or not raised.text.isdecimal() or not 2 <= int(raised.text[:5]) <= 1000:
            self.faults.add(raised.span, "the degree of a root is a whole number from 2 on", "write ³√x")
            return self.placeholder()
        begins = self.token.start
        return self.root(self.numeric(self.parse(POSTFIX), begins), int(raised.text))

    def remainder(self, base: Numeric, by: Part) -> Numeric:
        """What is left of a number after whole multiples of another: 0 or more where that is positive."""
        divisor = self.numeric(by, self.token.start)
        if folded(divisor) == 1:
            return self.make.binary("-", base, self.make.call("floor", base))
        whole = self.make.call("floor", self.make.binary("/", base, divisor))
        return self.make.binary("-", base, self.make.binary("*", divisor, whole))

    def _superscript(self, base: Numeric, token: Token, start: int) -> Numeric:
        if token.text == "+":
            return self.make.call("max", self.make.literal(0), base)
        digits = token.text.lstrip("-")
        if not digits.isdecimal() or len(digits) > 6:
            self.faults.add(token.span, "this exponent can't be read", "write x**2")
            return base
        if self.meets(Kind.ROOT, "2") and not self.token.spaced and token.text == digits:
            root = f"{self.text[slice(*token.span)]}√"
            if self.chosen("degree", token.start, f"the {root} is read as a power, and a square root"):
                return self.make.binary("*", base, self.root_of_degree(token))
        exponent: Numeric = self.make.literal(int(digits), digits)
        if token.text.startswith("-"):
            exponent = self.make.made(Negative(exponent))
        return self.raised(self._truncated(base), exponent, start, token.start)

    def _factorial(self, base: Numeric, start: int) -> Numeric:
        number = folded(base)
        if number is None or number.denominator != 1 or not 0 <= number <= MOST_FACTORIAL:
            if self.meets(Kind.FACTORIAL):
                self.faults.add(
                    (start, self.take().end),
                    "a double factorial of something that is not a small whole number",
                    "write gamma(x + 1) for x!",
                )
                return base
            return self.make.call("gamma", self.make.binary("+", base, self.make.literal(1)))
        step, said = 1, f"{self.source(start)}! is read as a double factorial"
        if self.meets(Kind.FACTORIAL) and not self.chosen("factorial", start, said):
            self.take()
            step = 2
        return self.make.literal(prod(range(int(number), 0, -step)))
