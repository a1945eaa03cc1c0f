"""Functions of their arguments: those of the language, of the gallery, and compositions of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import get_args

from relu_tui.calculus.language import order_statistics
from relu_tui.calculus.language.call_arguments import BESSEL, Arguments
from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.language.functions_by_formula import (
    BY_PACKAGE,
    COMPOSITIONS,
    GALLERY_NAMES,
    KNOWN,
    PIECEWISE,
    SINGLE,
    Composition,
)
from relu_tui.calculus.language.gallery import BY_NAME
from relu_tui.calculus.language.piecewise import (
    Array,
    Otherwise,
    Part,
    Several,
    flat,
)
from relu_tui.calculus.language.special_calls import CLIPS, SPECIAL, SpecialCalls
from relu_tui.calculus.language.syntax import Conditional, Literal, Numeric
from relu_tui.calculus.language.tokens import Token
from relu_tui.calculus.language.tree_building import folded

_IGNORED = frozenset(["inplace", "dim", "axis", "out", "keepdims", "dtype", "name", "evaluate", "reduction"])

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


class Calls(SpecialCalls):
    """Applies functions to their arguments."""

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
        if name in (*CLIPS, "clampmin", "clampmax"):
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
