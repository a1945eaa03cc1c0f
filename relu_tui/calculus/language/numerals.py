"""Numbers as they are written: `2e-3x`, `2½`."""

from __future__ import annotations

import re
from fractions import Fraction

from relu_tui.calculus.language.input_symbols import Kind
from relu_tui.calculus.language.piecewise_reading import Clauses
from relu_tui.calculus.language.syntax import Numeric
from relu_tui.calculus.language.tokens import Token
from relu_tui.calculus.language.tree_building import LARGEST_EXPONENT


class Numerals(Clauses):
    """Reads numbers."""

    def numeral(self, token: Token) -> Numeric:
        """A number as it is written, with what may belong to it."""
        text = token.text
        exponent = re.search(r"[eE]([+-]?\d+)$", text)
        if exponent and (len(exponent[1]) > 6 or abs(int(exponent[1])) > LARGEST_EXPONENT):
            hint = f"use powers of ten up to 1e{LARGEST_EXPONENT}"
            self.faults.add(token.span, f"{text} is out of range", hint)
            return self.placeholder()
        is_factor = self.meets(Kind.NAME) or self.meets(Kind.OPEN, "(")
        if exponent and exponent[1][0] in "+-" and is_factor and not self.token.spaced:
            return self._number_in_tens(token, exponent)
        if self.meets(Kind.VULGAR) and not self.token.spaced and text.isdecimal():
            return self._mixed(token)
        return self.make.literal(Fraction(text), text)

    def _number_in_tens(self, token: Token, exponent: re.Match[str]) -> Numeric:
        """`2e-3x`: 0.002·x, or 2·e − 3·x."""
        factor = self.token.text if self.meets(Kind.NAME) else "(…)"
        said = f"{token.text}{factor} is read as {token.text} times {factor}"
        if not self.chosen("tens", token.start, said):
            return self.make.literal(Fraction(token.text), token.text)
        at = token.start + exponent.start()
        self.tokens[self.at : self.at] = [
            Token(Kind.NAME, "e", at, at + 1),
            Token(Kind.OPERATOR, exponent[1][0], at + 1, at + 2),
            Token(Kind.NUMBER, exponent[1][1:], at + 2, token.end),
        ]
        mantissa = token.text[: exponent.start()]
        return self.make.literal(Fraction(mantissa), mantissa)

    def _mixed(self, token: Token) -> Numeric:
        """`2½`: two and a half, or 2 times ½."""
        part = self.token
        said = f"{self.text[token.start : part.end]} is read as {token.text} + {part.text}"
        if self.chosen("mixed", token.start, said):
            return self.make.literal(Fraction(token.text), token.text)
        self.take()
        return self.make.literal(Fraction(token.text) + Fraction(part.text))
