"""Functions of their arguments: those of the language, of the gallery, and compositions of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import reduce
from math import factorial
from typing import get_args

from relu_tui.calculus.language import order_statistics
from relu_tui.calculus.language.faults import Change
from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.language.functions_by_formula import (
    BY_PACKAGE,
    COMPOSITIONS,
    GALLERY_NAMES,
    KNOWN,
    PIECEWISE,
    SINGLE,
    Composition,
    plain,
)
from relu_tui.calculus.language.gallery import BY_NAME
from relu_tui.calculus.language.input_symbols import Kind
from relu_tui.calculus.language.piecewise import (
    OTHERWISE,
    Array,
    Otherwise,
    Part,
    Several,
    flat,
)
from relu_tui.calculus.language.powers import MOST_FACTORIAL
from relu_tui.calculus.language.pratt_parser import Reader
from relu_tui.calculus.language.syntax import Condition, Conditional, Literal, Numeric, depends_on_x
from relu_tui.calculus.language.tokens import Token
from relu_tui.calculus.language.tree_building import folded

_CLIPS = ("clip", "clamp", "clipbyvalue")
_LOWER = ("min", "amin", "low", "lo", "minval", "clipvaluemin")
_UPPER = ("max", "amax", "high", "hi", "maxval", "clipvaluemax")
_IGNORED = frozenset(["inplace", "dim", "axis", "out", "keepdims", "dtype", "name", "evaluate", "reduction"])
_REDUCING = ("mean", "sum", "none")
_KEYWORDS = {"negativeslope": "slope", "init": "slope", "minval": "low", "maxval": "high", "lambda": "lambd"}
ROOTS = ("root", "nthroot", "surd", "realroot")
ARRAYS = ("np", "jnp", "jax", "torch", "tf", "keras", "keras.layers")
"""Packages whose functions take lists of numbers."""

_STACKS = ("stack", "hstack", "concatenate", "concat", "cat")
ARRAY_MAKERS = ("tensor", "array", "asarray", "astensor", "constant", *_STACKS)
"""Functions that make an array of a list, with or without their package."""

REDUCTIONS = {
    "reducemax": "amax",
    "reducemin": "amin",
    "reducelogsumexp": "logsumexp",
    "vectornorm": "norm",
}
"""What else functions of an array are called."""

BESSEL = {**dict.fromkeys(("besselj", "jv", "jn"), "besselj"), **dict.fromkeys(("besseli", "iv"), "besseli")}
"""Families of functions, of which there are those of order 0 and 1."""

SPECIAL = (
    *_CLIPS,
    *ROOTS,
    "norm",
    "logsumexp",
    "clampmin",
    "clampmax",
    "polygamma",
    *BESSEL,
    *order_statistics.NAMES,
)
_WITH_MORE = {
    ("sqrt", 2): "root",
    ("relu", 2): "leaky_relu",
    **dict.fromkeys((("atan", 2), ("arctan", 2)), "atan2"),
}
"""What may be meant by a function that is given more arguments than it takes."""

_OF_TRUTH = ("bool", "boole", "iverson", "int")
"""Functions that make 1 or 0 of a condition."""

OF_LISTS = ("max", "min", "maximum", "minimum", "amax", "amin", "norm", "logsumexp", "glu", "median")
"""Functions that may have their arguments in a list."""


def with_more(name: str, given: int, named: Collection[str]) -> str:
    """The name of what a function is that is given more than its one argument.

    Args:
        name: Its plain name.
        given: How many arguments are given in order.
        named: The names of the others.
    """
    if name == "huber" and given > 1:
        return "huberloss"  # keras.losses.huber(y, x)
    if name == "softplus" and (given == 3 or "threshold" in named):
        return "softplusfrom"
    return name


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


class Calls(Reader):
    """Reads arguments, and applies functions to them."""

    base_first = False

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

    def applied(self, token: Token, name: str, package: str, given: Arguments) -> Numeric:
        """A function of its arguments."""
        span = (token.start, given.end)
        if given.parted and name not in ("quantile", "percentile"):
            self.refuse_decimal_commas(given.start, given.end)
        if name in PIECEWISE:
            if name == "cond" and len(given.parts) == 4:
                del given.parts[3]  # what jax.lax.cond hands to both branches
            return self._chosen_by_conditions(name, given, span)
        if name == "gelu" and (by_tanh := given.keywords.pop("approximate", False)) is not False:
            package = "jax" if isinstance(by_tanh, Otherwise) else "torch"
        given.keywords = {key: part for key, part in given.keywords.items() if key not in _IGNORED}
        name = self._of_array(name, package, given)
        if name in (*_CLIPS, "clampmin", "clampmax"):
            return self._clipped(token, name, given)
        if name == "norm" and not self._order_is_two(package, given):
            self.faults.add(span, f"{token.text} is known of order 2 only", "write out what is meant")
            return self.placeholder()
        if name in ("max", "min", "amax", "amin") and self._has_axis(package, given):
            first = given.written[0] if given.written else token.text
            inside = first if isinstance(given.parts[0], Array) else f"[{first.strip('[]')}]"
            written = f"{token.text}({inside})"
            self.faults.add(span, f"{token.text} takes a list here, and no axis", f"write {written}")
            return self.placeholder()
        if self._is_over_axis(token, name, package, given):
            del given.parts[1:]
            return self.numeric(given.parts[0], given.start) if given.parts[0] else self.placeholder()
        self.base_first = given.bracket == "["  # Log[2, x]
        nodes = [self.numeric(part, given.start) for part in self._spread(name, given) if part is not None]
        named = {
            key: self.numeric(part, given.start) for key, part in given.keywords.items() if part is not None
        }
        result = self._formed(name, package, nodes, named, token)
        if result is not None:
            return result
        return self._refused_arguments(token, name, given, named)

    def _of_array(self, name: str, package: str, given: Arguments) -> str:
        """The name of a function of an array, whose only axis is taken away: of one, max is amax."""
        first, *others = given.parts or [None]
        if name not in OF_LISTS or package not in ARRAYS or not isinstance(first, Several):
            return name
        axes = [folded(part) for part in others if isinstance(part, get_args(Numeric))]
        if isinstance(first, Array) and name != "norm" and len(others) == 1 and axes in ([0], [-1]):
            del given.parts[1:]
        return {"max": "amax", "min": "amin"}.get(name, name)

    def _order_is_two(self, package: str, given: Arguments) -> bool:
        """Take the order of a norm away, as in norm([x, 1], ord=2); whether it is 2, or not given."""
        orders = [part for key, part in given.keywords.items() if key in ("ord", "p")]
        known = len(orders) == len(given.keywords)
        if package or (given.parts and isinstance(given.parts[0], Several)):
            orders += given.parts[1:]
            del given.parts[1:]
        given.keywords = {}
        values = [folded(self.numeric(order, given.start)) for order in orders if order is not None]
        return known and len(orders) <= 1 and all(value == 2 for value in values)

    def _has_axis(self, package: str, given: Arguments) -> bool:
        """Whether what follows a list is its axis, as in np.max([x], 0), and no value."""
        return package in ARRAYS and len(given.parts) > 1 and isinstance(given.parts[0], Several)

    def _is_over_axis(self, token: Token, name: str, package: str, given: Arguments) -> bool:
        """Whether `torch.max(x, 0)` is taken for the greatest of one number along its axis, which is x.

        It is that in torch, NumPy and JAX, where the greater of two is `maximum`; people write it for that.
        """
        is_asked = (
            name in ("max", "min")
            and package in (*ARRAYS[:4], "keras")
            and len(given.parts) == 2
            and re.fullmatch(r"-?\d+", given.written[-1] if given.written else "") is not None
        )
        if not is_asked:
            return False
        axis, size = given.written[-1], "greater" if name == "max" else "lesser"
        said = (
            f"{token.text} is read as the {size} of two; in {package} that is {name}imum, and {axis} an axis"
        )
        return self.chosen("axis", token.start, said)

    def _spread(self, name: str, given: Arguments) -> list[Part | None]:
        """The arguments; a list of them, as in max([0, x]), is taken apart."""
        first = given.parts[0] if given.parts else None
        if isinstance(first, Several) and name == "logsumexp":
            return list(flat([first]))  # what may follow is its axis
        if name in ("quantile", "percentile"):
            return self._with_share_last(given)
        if len(given.parts) == 1 and isinstance(first, Several) and name in OF_LISTS:
            return list(flat([first]))
        return given.parts

    def _with_share_last(self, given: Arguments) -> list[Part | None]:
        """The numbers of a quantile and then its share: `quantile([x, 0], 1/4)`, `quantile(1/4; x, 0)`."""
        first, *others = given.parts or [None]
        if isinstance(first, Several):
            share = given.keywords.pop("q", None) if not others else None
            return [*flat([first]), *others[:1], *([] if share is None else [share])]
        if given.parted == 1:
            return [*flat([part for part in others if part is not None]), first]
        return []

    def _formed(
        self, name: str, package: str, nodes: list[Numeric], named: dict[str, Numeric], token: Token
    ) -> Numeric | None:
        own = BY_PACKAGE.get((package, name))
        if own is not None:
            return self.composed(own, nodes, named)
        name = with_more(name, len(nodes), named)
        if name in _OF_TRUTH and len(nodes) == 1 and not named and self._is_truth(nodes[0]):
            return nodes[0]
        if name in SINGLE and len(nodes) == 1 and not named:
            return self._ambiguous(SINGLE[name], nodes, token)
        if name in ("gamma", "factorial") and (number := self._factorial_of(name, nodes, named)) is not None:
            return number
        if name in BESSEL:
            return self._of_order(BESSEL[name], *nodes) if len(nodes) == 2 and not named else None
        if name == "polygamma" or (name == "psi" and len(nodes) == 2):
            return self._polygamma(*nodes) if len(nodes) == 2 and not named else None
        known = FUNCTIONS.get(KNOWN.get(name, name))
        if known is not None and not named and known.least <= len(nodes) <= (known.most or len(nodes)):
            return self.make.call(known.name, *nodes)
        if name in ("atan2", "arctan2") and len(nodes) == 2:
            return self._angle(*nodes)
        if name in ("mod", "remainder") and len(nodes) == 2:
            return self.remainder(*nodes)
        if name in SPECIAL or name == "log":
            if name in order_statistics.NAMES:
                return None if named else self._order_statistic(name, package, nodes, token)
            return None if named and name == "logsumexp" else self._special(name, package, nodes, token)
        entry = GALLERY_NAMES.get(name)
        if entry is not None and len(nodes) == 1 and not named:
            return self._substituted(BY_NAME[entry].expression, nodes[0])
        composition = COMPOSITIONS.get(KNOWN.get(name, name))
        return None if composition is None else self.composed(composition, nodes, named)

    def _factorial_of(self, name: str, nodes: list[Numeric], named: dict[str, Numeric]) -> Numeric | None:
        """A factorial of a small whole number, or the gamma function of one; None for any other."""
        value = folded(nodes[0]) if len(nodes) == 1 and not named else None
        whole = value if value is None or name == "factorial" else value - 1
        if whole is None or whole.denominator != 1 or not 0 <= whole <= MOST_FACTORIAL:
            return None
        return self.make.literal(factorial(int(whole)))

    def _of_order(self, family: str, order: Numeric, argument: Numeric) -> Numeric | None:
        """A function of a family; None for orders other than 0 and 1."""
        value = folded(order)
        return self.make.call(f"{family}{value}", argument) if value in (0, 1) else None

    def _polygamma(self, order: Numeric, argument: Numeric) -> Numeric | None:
        """The digamma function, or its derivative; None for higher ones, which have no name here."""
        value = folded(order)
        return self.make.call("trigamma" if value else "digamma", argument) if value in (0, 1) else None

    def _is_truth(self, node: Numeric) -> bool:
        """Whether a number is what a condition counts: 1 where it holds, and 0 elsewhere."""
        match node:
            case Conditional(_, Literal(yes, _), Literal(no, _)):
                return yes == 1 and no == 0
        return False

    def _ambiguous(self, composition: Composition, nodes: list[Numeric], token: Token) -> Numeric:
        if composition.other:
            said = f"{token.text} has two meanings: {composition.remark}"
            if self.chosen("function", token.start, said):
                composition = composition._replace(formula=composition.other)
        return self.composed(composition, nodes, {}) or self.placeholder()

    def composed(
        self, composition: Composition, nodes: list[Numeric], named: dict[str, Numeric]
    ) -> Numeric | None:
        """A formula with the arguments in the places of its parameters; None where they don't fit."""
        values = self.placed(composition, nodes, named)
        return None if values is None else type(self)(composition.formula, values, maker=self.make).read()

    def placed(
        self, composition: Composition, nodes: list[Numeric], named: dict[str, Numeric]
    ) -> dict[str, Numeric] | None:
        """The argument of each parameter, in order, defaults included; None where they don't fit."""
        names = [parameter.partition("=")[0] for parameter in composition.parameters]
        if len(nodes) > len(names):
            return None
        values = dict(zip(names, nodes, strict=False))
        for keyword, node in named.items():
            target = _KEYWORDS.get(keyword, keyword)
            target = "slope" if target == "alpha" and "alpha" not in names else target
            if target not in names or target in values:
                return None
            values[target] = node
        for parameter in composition.parameters:
            key, _, default = parameter.partition("=")
            if key not in values:
                if not default:
                    return None
                values[key] = type(self)(default, maker=self.make).read()
        return {name: values[name] for name in names}

    def _substituted(self, expression: str, argument: Numeric) -> Numeric:
        return type(self)(re.sub(r"\bx\b", "u", expression), {"u": argument}, maker=self.make).read()

    def _special(self, name: str, package: str, nodes: list[Numeric], token: Token) -> Numeric | None:
        if name == "log":
            return self._log_to_base(package, nodes, token) if len(nodes) == 2 else None
        if name in ("norm", "logsumexp") and not nodes:
            return None
        if name == "norm":
            if len(nodes) == 1:
                return self.make.call("abs", nodes[0])
            squares = [self.make.binary("**", node, self.make.literal(2)) for node in nodes]
            return self.make.call("sqrt", self._sum(squares))
        if name == "logsumexp":
            return self.make.call("log", self._sum([self.make.call("exp", node) for node in nodes]))
        degree = folded(nodes[1]) if len(nodes) == 2 else None
        if degree is None or degree.denominator != 1 or not 2 <= degree <= 1000:
            return None
        return self.root(nodes[0], int(degree))

    def _order_statistic(self, name: str, package: str, nodes: list[Numeric], token: Token) -> Numeric | None:
        """A median or a quantile; None where that is not what it is given."""
        numbers = nodes if name == "median" else nodes[:-1]
        if not 2 <= len(numbers) <= order_statistics.MOST:
            return None
        if name == "median":
            lower = package == "torch"
            if not package and not len(numbers) % 2:
                said = "of two numbers in the middle their mean is taken here, and in torch the lesser"
                lower = self.chosen("function", token.start, said)
            return order_statistics.median(numbers, self.make, lower=lower)
        share = folded(nodes[-1])
        if share is None or not 0 <= share <= (whole := 1 if name == "quantile" else 100):
            return None
        return order_statistics.quantile(numbers, share / whole, self.make)

    def _sum(self, nodes: list[Numeric]) -> Numeric:
        return reduce(lambda total, node: self.make.binary("+", total, node), nodes)

    def _angle(self, v: Numeric, u: Numeric) -> Numeric:
        """The angle of the point (u, v); where u is a number, only what is left of the definition."""
        value, formula = folded(u), COMPOSITIONS["atan2"].formula
        if value is not None:
            ratio = "v" if value == 1 else "v/u"
            formula = (
                f"atan({ratio})" if value > 0 else f"atan({ratio}) + pi if v >= 0 else atan({ratio}) - pi"
            )
            formula = formula if value else "pi/2 if v > 0 else -pi/2 if v < 0 else 0"
        return type(self)(formula, {"u": u, "v": v}, maker=self.make).read()

    def _log_to_base(self, package: str, nodes: list[Numeric], token: Token) -> Numeric:
        """`log(x, 2)`; of `log(2, x)` it is told that the base comes last, unless a package says so."""
        number, base = reversed(nodes) if self.base_first else nodes
        if not package and not self.base_first and depends_on_x(base) and not depends_on_x(number):
            said = "the second argument of log is its base"
            if self.chosen("function", token.start, said):
                number, base = base, number
        return self._to_base(number, base)

    def _to_base(self, node: Numeric, base: Numeric) -> Numeric:
        return self.make.binary("/", self.make.call("log", node), self.make.call("log", base))

    def _clipped(self, token: Token, name: str, given: Arguments) -> Numeric:
        """`clip(u, low, high)`: the lesser of high and the greater of u and low; either may be left out."""
        bounds: dict[str, Numeric] = {}
        places = {"clampmin": ("low",), "clampmax": ("high",)}.get(name, ("low", "high"))
        for place, part in zip(places, given.parts[1:], strict=False):
            if part is not None:
                bounds[place] = self.numeric(part, given.start)
        for key, part in given.keywords.items():
            if part is not None and key in (*_LOWER, *_UPPER):
                bounds["low" if key in _LOWER else "high"] = self.numeric(part, given.start)
        if not given.parts or given.parts[0] is None or not bounds or len(given.parts) > len(places) + 1:
            problem = f"{token.text} takes a number and its bounds"
            if len(given.parts) > len(places) + 1:
                self._refuse_surplus(token, given, problem)
            else:
                written = f"{token.text}({', '.join([*(given.written[:1] or ['x']), '0', '1'])})"
                self.faults.add((token.start, given.end), problem, f"write {written}")
            return self.placeholder()
        result = self.numeric(given.parts[0], given.start)
        if "low" in bounds:
            result = self.make.call("max", result, bounds["low"])
        return self.make.call("min", result, bounds["high"]) if "high" in bounds else result

    def _chosen_by_conditions(self, name: str, given: Arguments, span: tuple[int, int]) -> Numeric:
        parts = [part for part in given.parts if part is not None]
        rows = [part for part in parts if isinstance(part, Several)]
        parts += [part for key, part in given.keywords.items() if key == "default" and part is not None]
        if len(rows) == 2 and all(isinstance(cell, Condition) for cell in rows[0].cells):
            rest = parts[parts.index(rows[1]) + 1 :]
            cells = [cell for pair in zip(rows[1].cells, rows[0].cells, strict=False) for cell in pair]
            extra: list[Part] = [*rows[1].cells[len(rows[0].cells) :], *rest]
            if not extra and not self.is_covered(cells):
                extra = [self.make.literal(0)]
            return self.joined([*cells, *extra], span)
        if given.bracket == "[" and name == "piecewise" and not self.is_covered(parts):
            parts.append(self.make.literal(0))
        return self.joined(parts, span)

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
