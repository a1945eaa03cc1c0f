"""Functions with ways of their own to be given arguments: logarithms, roots, norms, clips, choices."""

from __future__ import annotations

import re
from functools import reduce
from math import factorial

from relu_tui.calculus.language import order_statistics
from relu_tui.calculus.language.call_arguments import BESSEL, ROOTS, Arguments, WithArguments
from relu_tui.calculus.language.functions_by_formula import (
    COMPOSITIONS,
    Composition,
)
from relu_tui.calculus.language.piecewise import (
    Part,
    Several,
)
from relu_tui.calculus.language.powers import MOST_FACTORIAL
from relu_tui.calculus.language.syntax import Condition, Numeric, depends_on_x
from relu_tui.calculus.language.tokens import Token
from relu_tui.calculus.language.tree_building import folded

CLIPS = ("clip", "clamp", "clipbyvalue")
_LOWER = ("min", "amin", "low", "lo", "minval", "clipvaluemin")
_UPPER = ("max", "amax", "high", "hi", "maxval", "clipvaluemax")
_KEYWORDS = {"negativeslope": "slope", "init": "slope", "minval": "low", "maxval": "high", "lambda": "lambd"}

SPECIAL = (
    *CLIPS,
    *ROOTS,
    "norm",
    "logsumexp",
    "clampmin",
    "clampmax",
    "polygamma",
    *BESSEL,
    *order_statistics.NAMES,
)
"""Plain names of such functions, besides those that choose by conditions."""


class SpecialCalls(WithArguments):
    """Makes what such functions, and formulas with arguments put in, stand for."""

    base_first = False

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

    def _sum(self, nodes: list[Numeric]) -> Numeric:
        return reduce(lambda total, node: self.make.binary("+", total, node), nodes)

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
