"""A framework's own operations: what the proof reads as a formula, and autodiff as one step with one rule.

`clamp(x, 0, 6)` is examined as min(max(x, 0), 6), and that is what it is. On a tape the two part: a framework
has a rule for clamp, and other rules for its max and min. So an expression is read a second time here, to a
tree in which such a function is one node, a `Call` of a name that the language does not have; written out,
that tree is the tree that was examined, or it is not used.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.call_arguments import Arguments
from relu_tui.calculus.language.calls import with_more
from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.functions import FUNCTIONS
from relu_tui.calculus.language.functions_by_formula import (
    BY_PACKAGE,
    COMPOSITIONS,
    GALLERY_NAMES,
    SINGLE,
    plain,
)
from relu_tui.calculus.language.naming import FormulaReader
from relu_tui.calculus.language.parsing import parse, understood
from relu_tui.calculus.language.syntax import Call, Expression, Node, Numeric, depends_on_x, nodes
from relu_tui.calculus.language.tokens import Token
from relu_tui.calculus.language.tree_building import Maker, folded

LETTERS = "uvwabcdgh"
"""Names of operands in a formula; a function of more of them is written out."""


@dataclass(frozen=True)
class Operation:
    """An operation that frameworks have, and the language has a formula for.

    Attributes:
        name: What it is called on a tape.
        spelled: How the language reads it.
        names: The plain names that stand for it.
        operands: How many operands it has, before what is set; 0 for any number, −1 for all but the last.
        packages: Those in which the names mean it; empty for all.
        shown: How it is written for reading; its name where empty.
    """

    name: str
    spelled: str
    names: tuple[str, ...]
    operands: int = 1
    packages: tuple[str, ...] = ()
    shown: str = ""

    def count(self, given: int) -> int:
        """How many of so many arguments are operands; what is set comes after them."""
        return self.operands if self.operands > 0 else given + self.operands


def _named(name: str, names: str, operands: int = 1, spelled: str = "") -> Operation:
    return Operation(name, spelled or names.split()[0], tuple(names.split()), operands)


_ARRAYS = ("np", "jnp", "torch")
_RECORDS = (
    # what is set comes after the operands: bounds, slopes, thresholds
    _named("clamp", "clamp clip clipbyvalue"),
    _named("clamp_min", "clampmin"),
    _named("clamp_max", "clampmax"),
    _named("relu6", "relu6"),
    _named("leaky_relu", "leakyrelu"),
    _named("elu", "elu"),
    _named("celu", "celu", spelled="torch.celu"),
    _named("selu", "selu"),
    _named("gelu", "gelu"),
    _named("silu", "silu swish"),
    _named("mish", "mish"),
    _named("softsign", "softsign"),
    _named("log_sigmoid", "logsigmoid"),
    _named("hardtanh", "hardtanh"),
    _named("hardsigmoid", "hardsigmoid"),
    _named("hardswish", "hardswish hardsilu"),
    _named("hardshrink", "hardshrink"),
    _named("softshrink", "softshrink"),
    _named("threshold", "threshold"),
    _named("huber", "huber"),
    _named("lgamma", "lgamma loggamma gammaln lngamma"),
    Operation("softplus_beta", "softplus", ("softplus",), 1, shown="softplus"),
    Operation("softplus_from", "softplus", ("softplusfrom",), 1, shown="softplus"),
    _named("round", "round rint around"),
    _named("trunc", "trunc fix"),
    _named("detach", "detach stopgradient"),
    Operation("sinc", "np.sinc", ("sinc",), 1, _ARRAYS),
    # with bounds that move, which are operands as well
    Operation("clamp_between", "clamp", (), 3, shown="clamp"),
    Operation("clamp_above", "clampmin", (), 2, shown="clamp_min"),
    Operation("clamp_below", "clampmax", (), 2, shown="clamp_max"),
    # of two
    _named("huber_loss", "huberloss", 2),
    _named("smooth_l1_loss", "smoothl1loss smoothl1", 2),
    _named("glu", "glu", 2),
    _named("fmax", "fmax", 2),
    _named("fmin", "fmin", 2),
    _named("hypot", "hypot", 2),
    _named("atan2", "atan2 arctan2", 2),
    _named("xlogy", "xlogy", 2),
    _named("logaddexp", "logaddexp", 2),
    # of as many as there are
    _named("amax", "amax", 0),
    _named("amin", "amin", 0),
    _named("logsumexp", "logsumexp", 0),
    _named("norm", "norm", 0),
    _named("median", "median", 0),
    Operation("lower_median", "torch.median", (), 0, shown="torch.median"),
    _named("quantile", "quantile percentile", -1),
)

OPERATIONS: dict[str, Operation] = {each.name: each for each in _RECORDS}
"""Every operation, by its name on a tape."""

_BY_SPELLING = {name: each for each in _RECORDS for name in each.names}


def applied(name: str) -> str:
    """The expression that asks for what a framework has one step for, by its name; else empty."""
    known = plain(name)
    return f"{known}(x)" if known in FUNCTIONS or known in _BY_SPELLING else ""


class OperationReader(FormulaReader):
    """Reads an expression to a tree in which a framework's own operation is one node."""

    def _formed(
        self, name: str, package: str, nodes: list[Numeric], named: dict[str, Numeric], token: Token
    ) -> Numeric | None:
        result = super()._formed(name, package, nodes, named, token)
        name = with_more(name, len(nodes), named)
        known = _BY_SPELLING.get(name)
        if result is None or known is None or (known.packages and package not in known.packages):
            return result
        if name == "softplus" and len(nodes) == 1 and not named:
            return result  # a function of the language
        if (package, name) == ("jax", "gelu"):
            return result  # by its default it is the one made of tanh
        if name == "median" and package == "torch" and len(nodes) % 2 == 0:
            known = OPERATIONS["lower_median"]
        if name == "percentile":
            nodes = [*nodes[:-1], self._share(nodes[-1])]
        arguments = self._in_order(name, package, nodes, named)
        return result if arguments is None else self._own(known, arguments) or result

    def _in_order(
        self, name: str, package: str, nodes: list[Numeric], named: dict[str, Numeric]
    ) -> list[Numeric] | None:
        """The arguments, with those that are given by name or left out in their places."""
        composition = BY_PACKAGE.get((package, name)) or (SINGLE.get(name) if len(nodes) == 1 else None)
        if composition is None and not (name in GALLERY_NAMES and len(nodes) == 1 and not named):
            composition = COMPOSITIONS.get(name)
        if composition is None:
            return nodes
        values = self.placed(composition, nodes, named)
        return None if values is None else list(values.values())

    def _share(self, of_a_hundred: Numeric) -> Numeric:
        """A share of 1, for one of 100."""
        found = folded(of_a_hundred)
        return of_a_hundred if found is None else self.make.literal(found / 100)

    def _own(self, known: Operation, arguments: list[Numeric]) -> Numeric | None:
        """The node of an operation; None for one that is to be written out."""
        settings = arguments[known.count(len(arguments)) :]
        if len(arguments) > len(LETTERS) or any(map(depends_on_x, settings)):
            return None
        return self.make.call(known.name, *arguments)

    def _clipped(self, token: Token, name: str, given: Arguments) -> Numeric:
        result = super()._clipped(token, name, given)
        inner = given.parts[0] if given.parts else None
        match result:
            case Call("min", (Call("max", (operand, low)), high)) if operand is inner:
                return self._clamp("clamp", "clamp_between", [operand, low, high]) or result
            case Call("max", (operand, bound)) if operand is inner:
                return self._clamp("clamp_min", "clamp_above", [operand, bound]) or result
            case Call("min", (operand, bound)) if operand is inner:
                return self._clamp("clamp_max", "clamp_below", [operand, bound]) or result
        return result

    def _clamp(self, name: str, moving: str, arguments: list[Numeric]) -> Numeric | None:
        """A clamp by numbers, or by bounds in which x occurs."""
        return self._own(OPERATIONS[moving if any(map(depends_on_x, arguments[1:])) else name], arguments)

    def _is_positive(self, base: Numeric) -> bool:
        return super()._is_positive(written_out(base, self.make))


@dataclass(frozen=True)
class Reading:
    """An expression with its operations.

    Attributes:
        tree: Its tree.
        make: What made its nodes, for parts that are written out later.
    """

    tree: Numeric
    make: Maker

    def written_out(self, part: Numeric) -> Numeric:
        """A part of it with formulas in the places of operations."""
        return self.make.substituted(part, self._formulas) if self._formulas else part

    @cached_property
    def _formulas(self) -> Mapping[Node, Numeric]:
        """The formula of each of its operations."""
        return _others(self.tree, self.make, OPERATIONS, _by_formula(self.make))


def read(expression: Expression) -> Reading:
    """An expression as a framework is asked for it: with its own operations where it names some.

    Where the tree with them, written out, is not the one of the expression, that one is returned.
    """
    return _read(expression, {}) or plainly(expression)


def plainly(expression: Expression) -> Reading:
    """An expression as it is examined: a formula in the place of each operation of a framework's own."""
    return Reading(expression.tree, Maker())


def with_values(text: str, given: Mapping[str, Numeric]) -> Expression:
    """An expression that stands alone: numbers in the places of names, and each operation as it was typed.

    `clamp(x, 0, a)` with 6 for a is `clamp(x, 0, 6)`, and not the formula that this is read as.

    Args:
        text: As it is typed.
        given: What names stand for.

    Raises:
        ExpressionError: As `parse`.
    """
    function = parse(text, given)
    plainly = parse(understood(function))
    reading = _read(function, given)
    if reading is None:
        return plainly
    try:
        alone = parse(to_text(_spelled(reading)))
    except ExpressionError:  # spelled so it is too long
        return plainly
    return alone if to_text(alone.tree) == to_text(function.tree) else plainly


def _spelled(reading: Reading) -> Numeric:
    """The tree of a reading with each operation by the name that the language reads it by."""
    make = reading.make
    return _exchanged(
        reading.tree, make, OPERATIONS, lambda name, parts: make.call(OPERATIONS[name].spelled, *parts)
    )


def _read(expression: Expression, given: Mapping[str, Numeric]) -> Reading | None:
    """An expression with its operations; None where that is not the tree that was examined."""
    for flipped in _readings(expression, given):
        reader = OperationReader(expression.text, given, flipped)
        try:
            tree = reader.read()
            same = to_text(written_out(tree, reader.make)) == to_text(expression.tree)
        except ExpressionError:
            continue
        if same:
            return Reading(tree, reader.make)
    return None


def _readings(expression: Expression, given: Mapping[str, Numeric]) -> list[frozenset[tuple[str, int]]]:
    """The ways in which bars may pair: as they do at first, or one in the other way."""
    first = FormulaReader(expression.text, given)
    with suppress(ExpressionError):  # another way may do
        first.read()
    return [frozenset(), *(frozenset({("bar", place)}) for place in first.bar_places[:4])]


def for_reading(tree: Numeric) -> Numeric:
    """A tree with each operation by the name that it is shown by."""
    make = Maker()
    names = [name for name, operation in OPERATIONS.items() if operation.shown]
    return _exchanged(tree, make, names, lambda name, parts: make.call(OPERATIONS[name].shown, *parts))


def written_out(tree: Numeric, make: Maker, names: Collection[str] = OPERATIONS) -> Numeric:
    """A tree with the formula in the place of each operation that has one of these names."""
    return _exchanged(tree, make, names, _by_formula(make))


_Exchange = Callable[[str, tuple[Numeric, ...]], Numeric]
"""What stands for an operation of a name and operands."""


def _by_formula(make: Maker) -> _Exchange:
    return lambda name, parts: formula(name, parts, make)


def _exchanged(tree: Numeric, make: Maker, names: Collection[str], other: _Exchange) -> Numeric:
    """A tree with something else, of its name and operands, in the place of each operation of these names."""
    others = _others(tree, make, names, other)
    return make.substituted(tree, others) if others else tree


def _others(tree: Numeric, make: Maker, names: Collection[str], other: _Exchange) -> dict[Node, Numeric]:
    """What stands for each operation of these names in a tree."""
    calls = {node: None for node in nodes(tree) if isinstance(node, Call) and node.name in names}
    others: dict[Node, Numeric] = {}
    for call in sorted(calls, key=lambda call: sum(1 for _ in nodes(call))):  # those within others first
        others[call] = other(call.name, tuple(make.substituted(part, others) for part in call.arguments))
    return others


def formula(name: str, arguments: tuple[Numeric, ...], make: Maker | None = None) -> Numeric:
    """What the language makes of an operation of these arguments."""
    letters = LETTERS[: len(arguments)]
    asked = f"{letters[-1]}; {', '.join(letters[:-1])}" if name == "quantile" else ", ".join(letters)
    text = f"{OPERATIONS[name].spelled}({asked})"
    return FormulaReader(text, dict(zip(letters, arguments, strict=True)), maker=make).read()
