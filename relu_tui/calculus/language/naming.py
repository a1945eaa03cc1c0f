"""What names stand for, and what a function without parentheses takes: `np.pi`, `sin 2x`, `xsinx`."""

from __future__ import annotations

import re
from fractions import Fraction

from relu_tui.calculus.language import order_statistics
from relu_tui.calculus.language.brackets import LIST, LIST_OR_FLOOR
from relu_tui.calculus.language.call_arguments import Arguments
from relu_tui.calculus.language.calls import ARRAY_MAKERS, ARRAYS, REDUCTIONS
from relu_tui.calculus.language.cursor import (
    SIGN,
)
from relu_tui.calculus.language.faults import Change
from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.language.functions_by_formula import (
    COMPOSITIONS,
    GALLERY_NAMES,
    INVERSES,
    KNOWN,
    PACKAGES,
    PIECEWISE,
    plain,
)
from relu_tui.calculus.language.input_symbols import GREEK, Kind
from relu_tui.calculus.language.piecewise import (
    OTHERWISE,
    Array,
    Part,
    Several,
)
from relu_tui.calculus.language.special_calls import SPECIAL
from relu_tui.calculus.language.syntax import (
    Binary,
    Named,
    Negative,
    Numeric,
    Variable,
    depends_on_x,
)
from relu_tui.calculus.language.tokens import Token
from relu_tui.calculus.language.unknown_names import UnknownNames
from relu_tui.number_formats import FORMATS

_FORMATS = ("astype", "to", "type", "double", "half", *FORMATS)
"""Methods that tell in which format a number is kept, which is exact here."""

_WITH_PLACES = ("max", "min", "median")
"""Functions of an array along an axis that give its values, and where they stand."""

INDEX = "an index into an array is not known here"


class FormulaReader(UnknownNames):
    """A text with names in it on its way to a tree."""

    def name(self, token: Token) -> Part:
        """What a name stands for, with its arguments if it is a function."""
        package = ""
        while self.meets(Kind.DOT) and token.text in PACKAGES and self.ahead().kind is Kind.NAME:
            told = PACKAGES[token.text]
            package = told if told.startswith("keras") else package or told
            self.take()
            token = self.take()
        given = self.given.get(token.text) or self.given.get(self.text[token.start : token.end])
        if given is not None:
            return self.make.substituted(given, {})  # made anew, as a part of this tree
        constant = self._constant(token)
        if constant is not None:
            return constant
        name = plain(token.text)
        name = REDUCTIONS.get(name, name)
        if name.startswith("log") and name[3:].isdecimal() and name not in KNOWN and "_" in token.text:
            return self._logarithm(token, self.make.literal(int(name[3:])))
        if name == "loge" and "_" in token.text:
            return self._function(token, "log", package)
        if name == "log" and (self.meets(Kind.LOWERED) or self.meets(Kind.UNDERSCORE)):
            return self._logarithm(token, self._base())
        if name == "log" and self._is_base_in_brackets():
            self.at += 3
            return self._logarithm(token, self.make.literal(Fraction(self.tokens[self.at - 2].text)))
        if self._is_letter(token, name):
            return self.unknown(token)
        if name in KNOWN or name in GALLERY_NAMES or name in PIECEWISE or name in SPECIAL:
            return self._function(token, name, package)
        return self.unknown(token)

    def _is_letter(self, token: Token, name: str) -> bool:
        """Whether a Greek letter stands for a number: γ always, Γ, ψ and their names unless applied."""
        is_small = self.text[token.start : token.end] in ("γ", "\\gamma")
        return name in GREEK and (is_small or not self._opens_arguments())

    def _is_base_in_brackets(self) -> bool:
        """Whether `[2](` follows, as in Maple's log[2](x)."""
        kinds = [self.ahead(n).kind for n in range(4)]
        texts = "".join(self.ahead(n).text for n in (0, 2, 3))
        return kinds[1] is Kind.NUMBER and texts == "[]("

    def _constant(self, token: Token) -> Part | None:
        name = token.text.lower()
        if name == "pi" and self.meets(Kind.OPEN, "(") and self.ahead().text == ")":
            self.at += 2  # PI(), as in spreadsheets
        if name == "x":
            return self.make.made(Variable())
        if name in ("pi", "e"):
            return self.make.made(Named(name))
        if name == "tau":
            return self.make.binary("*", self.make.literal(2), self.make.made(Named("pi")))
        if name in ("true", "otherwise"):
            return OTHERWISE
        return None

    def _function(self, token: Token, name: str, package: str) -> Part:
        """A function with what it is applied to, and the power on its name if there is one."""
        exponent = self._power_of_name(token)
        if exponent == -1 and name in INVERSES and self._means_inverse(token, INVERSES[name]):
            name, exponent = INVERSES[name], None
        if exponent is None and self._is_pasted_inverse(token, name):
            self.at += 2
            name = INVERSES[name]
        given: Arguments | None
        if self._opens_arguments():
            takes_list = package in ARRAYS or name in ARRAY_MAKERS
            lists = LIST if takes_list else LIST_OR_FLOOR if name == "norm" else ""
            given = self.arguments(name in PIECEWISE, lists)
            given = self._constructed(token, name, given, lists)
            if is_indexed := takes_list and self.meets(Kind.OPEN, "["):
                index = self.token.start, self.token.end
                self.faults.add(index, INDEX, "leave the index out")
            if name in ARRAY_MAKERS and not is_indexed and (array := self._array(given)) is not None:
                return array
        else:
            given = self._bare(token, name)
        if given is None:
            return self.placeholder()
        result = self.applied(token, name, package, given)
        if given.outer is not None:
            result = self.make.binary("**", result, given.outer)
        if exponent is None:
            return result
        return self.make.binary("**", result, self.make.literal(exponent))

    def _array(self, given: Arguments) -> Array | None:
        """The array of a list; None for a list of one number, which is that number."""
        first = given.parts[0] if given.parts else None
        return Array(first.cells) if isinstance(first, Several) and len(first.cells) > 1 else None

    def _power_of_name(self, token: Token) -> int | None:
        """N in sinⁿ x."""
        if self.meets(Kind.RAISED):
            digits = self.take().text
            return int(digits) if re.fullmatch(r"-?\d{1,4}", digits) else 1
        if not self.meets(Kind.OPERATOR, "**"):
            return None
        found = re.compile(
            r"(?:\^|\*\*)\s*(?:\(\s*(?P<a>[-−]?\d{1,4})\s*\)|\{\s*(?P<b>[-−]?\d{1,4})\s*\}|(?P<c>[-−]?\d{1,4}))"
        ).match(self.text, self.token.start)
        if found is None:
            self.faults.add(
                (token.start, self.token.end),
                "a power stands after the function",
                f"write {token.text}(x)**2",
            )
            return 1
        while self.token.start < found.end() and self.token.kind is not Kind.END:
            self.take()
        return int((found["a"] or found["b"] or found["c"]).replace("−", "-"))

    def _means_inverse(self, token: Token, inverse: str) -> bool:
        written = f"{token.text}⁻¹"
        said = f"{written} is read as the inverse function {inverse}"
        return not self.chosen("inverse", token.start, said)

    def _is_pasted_inverse(self, token: Token, name: str) -> bool:
        """Whether `sin-1(x)` stands for sin⁻¹ x, as it comes from a page whose small letters were lost."""
        one, operand = self.ahead(1), self.ahead(2)
        is_close = self.token.start == token.end and one.start == self.token.end
        if not (self.meets(Kind.OPERATOR, "-") and is_close and one.text == "1" and name in INVERSES):
            return False
        said = f"{self.text[token.start : one.end]} is read as the inverse function {INVERSES[name]}"
        is_number = operand.kind is Kind.NUMBER or not self.begins_operand(operand)
        return not is_number and not self.chosen("pasted", token.start, said)

    def _constructed(self, token: Token, name: str, first: Arguments, lists: str) -> Arguments:
        """`nn.LeakyReLU(0.2)(x)`: the first parentheses hold what is set, the second the argument."""
        is_class = token.text[0].isupper() or not (first.parts or first.keywords)
        if not (is_class and self.meets(Kind.OPEN, "(") and name in GALLERY_NAMES | KNOWN | COMPOSITIONS):
            return first
        second = self.arguments(lists=lists)
        second.parts += first.parts
        second.keywords |= first.keywords
        return second

    def _bare(self, token: Token, name: str) -> Arguments | None:
        """The argument of `sin 2x`: what follows, to the first x and its power."""
        begins = self.token.start
        has_sign = self.meets(Kind.OPERATOR, "-")
        operand = self.ahead() if has_sign else self.token
        if not self.begins_operand(operand) or name in PIECEWISE:
            variable = (
                "x" if not (known := FUNCTIONS.get(KNOWN.get(name, name))) or known.most == 1 else "0, x"
            )
            variable = order_statistics.NEEDED.get(name, variable)
            change = Change(token.end, token.end, f"({variable})")
            if name in PIECEWISE:
                self.faults.add(token.span, f"{token.text} needs conditions", "write A if x < 1 else B")
                return None
            self.faults.add(
                token.span, f"{token.text} needs an argument", f"write {token.text}({variable})", change
            )
            return None
        if has_sign:
            self.take()
        node = self.numeric(self.parse(SIGN), begins)
        if has_sign:
            node = self.make.made(Negative(node))
        while not depends_on_x(node) and self.implicit_follows(node) and not self._is_function(self.token):
            if name in ("sqrt", "cbrt") and not has_sign:
                said = f"{token.text} is taken of all of {self.source(begins)}{self.token.text}"
                if self.chosen("under", token.start, said):
                    break
            node = self.make.binary("*", node, self.numeric(self.parse(SIGN), self.token.start))
        node = self._stretched(token, name, node, begins)
        match node:
            case Binary("**", base, power) if depends_on_x(base) and depends_on_x(power):
                said = f"{token.text} is taken of all of {self.source(begins)}"
                if self.chosen("whole", token.start, said):
                    return Arguments([base], {}, begins, self.last_end, outer=power)
        return Arguments([node], {}, begins, self.last_end)

    def _is_function(self, token: Token) -> bool:
        return token.kind is Kind.NAME and plain(token.text) in KNOWN and token.text not in GREEK

    def _stretched(self, token: Token, name: str, node: Numeric, begins: int) -> Numeric:
        """`sin x/2`, `sin 1/x`, `sin x(x − 1)`: how far the argument reaches."""
        if self.meets(Kind.OPERATOR, "*") and not depends_on_x(node) and self.begins_operand(self.ahead()):
            return self._multiplied(token, node, begins)
        is_slash = self.meets(Kind.OPERATOR, "/")
        is_group = self.meets(Kind.OPEN, "(") and depends_on_x(node)
        if not (is_slash or is_group) or (is_slash and self.token.spaced and depends_on_x(node)):
            return node
        takes_all = is_slash and not depends_on_x(node) and name not in ("sqrt", "cbrt")
        reach = "all of" if takes_all else "only the beginning of"
        stop = self.ahead(1).end
        said = f"{token.text} is taken of {reach} {self.text[begins:stop]}{'' if is_slash else '…'}"
        if takes_all is self.chosen("argument", token.start, said):
            return node
        if is_slash:
            self.take()
        operand = self.numeric(self.parse(SIGN), self.token.start)
        result = self.make.binary("/" if is_slash else "*", node, operand)
        while takes_all and not depends_on_x(result) and self._is_x():  # cos π/2 x
            result = self.make.binary("*", result, self.numeric(self.parse(SIGN), self.token.start))
        return result

    def _is_x(self) -> bool:
        return self.meets(Kind.NAME) and self.token.text.lower() == "x"

    def _multiplied(self, token: Token, node: Numeric, begins: int) -> Numeric:
        """`sin 2*x`: of 2x, or x times sin 2, which blanks around the sign tell."""
        takes_all = not self.token.spaced and token.text not in ("sqrt", "cbrt")
        reach = "all of" if takes_all else "only the beginning of"
        said = f"{token.text} is taken of {reach} {self.text[begins : self.ahead().end]}"
        if takes_all is self.chosen("argument", token.start, said):
            return node
        self.take()
        return self.make.binary("*", node, self.numeric(self.parse(SIGN), self.token.start))

    def _base(self) -> Numeric:
        """The base in log₂ and log_{10}."""
        begins = self.token.start
        if self.meets(Kind.LOWERED):
            return self.make.literal(int(self.take().text[:4]))
        self.take()
        if self.meets(Kind.OPEN):
            return self.numeric(self._group(self.take()), begins)
        return self.numeric(self._prefix(), begins)

    def _logarithm(self, token: Token, base: Numeric) -> Numeric:
        given = self.arguments() if self._opens_arguments() else self._bare(token, "log")
        if given is None or len(given.parts) != 1 or given.parts[0] is None:
            return self.placeholder()
        return self._to_base(self.numeric(given.parts[0], given.start), base)

    def method(self, base: Part, dot: Token) -> Numeric:
        """`x.clip(0)`, `x.abs()`: a function of what stands before the point."""
        token = self.take()
        name = plain(token.text)
        name = REDUCTIONS.get(name, name)
        self.accept(Kind.UNDERSCORE)
        if name in _FORMATS and self.meets(Kind.OPEN, "("):
            self._leave_out_group()
            return self.numeric(base, dot.start)
        if name == "values" and not self.meets(Kind.OPEN, "("):
            return self.numeric(base, dot.start)  # what torch.max(…, dim=0) gives beside the places
        if token.kind is not Kind.NAME or not (name in KNOWN or name in GALLERY_NAMES or name in SPECIAL):
            span = (dot.start, token.end)
            self.faults.add(
                span, f".{token.text} is not known here", "use functions by their names, such as sin(x)"
            )
            return self.placeholder() if isinstance(base, Several) else self.numeric(base, dot.start)
        given = self.arguments() if self.meets(Kind.OPEN, "(") else Arguments(start=token.end, end=token.end)
        given.parts.insert(0, base)
        result = self.applied(token, name, "torch", given)
        if self.meets(Kind.OPEN, "[") and not self.token.spaced:
            self._leave_out_index(name in _WITH_PLACES and isinstance(base, Several))
        return result

    def _leave_out_index(self, has_places: bool) -> None:
        """`.max(0)[0]`: of values and places, the values; any other index is not known."""
        if has_places and self.ahead().text == "0" and self.ahead(2).text == "]":
            self._leave_out_group()
            return
        span = self.token.start, self.token.end
        self.faults.add(span, INDEX, "leave the index out")

    def _leave_out_group(self) -> None:
        depth = 0
        while not self.meets(Kind.END):
            token = self.take()
            depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
            if not depth:
                return
