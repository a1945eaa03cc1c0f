"""What frameworks return as the derivative at a kink: values measured once, each with library, version, date.

A framework never says that there is no derivative: it returns a number that its authors chose for each
operation. So one function, written in two ways, can get two different numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from relu_tui.calculus.decision.proof import locate
from relu_tui.calculus.exact.constant import rational
from relu_tui.calculus.language import gallery
from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.gallery import Named
from relu_tui.calculus.language.parsing import parse, parse_point

CONDITIONS = "CPU, float32, November 2026"
"""How and when the values were measured."""


@dataclass(frozen=True)
class Library:
    """A library in the version that was measured.

    Attributes:
        name: Its name, as it is imported.
        version: Its version.
        companion: Another library that was measured as a part of it; may be empty.
    """

    name: str
    version: str
    companion: str = ""


LIBRARIES = (
    Library("torch", "2.13.0"),
    Library("torch", "2.15.0"),
    Library("jax", "0.10.2"),
    Library("tensorflow", "2.21.0", "keras 3.15.1"),
)
"""What was measured."""


@dataclass(frozen=True)
class Way:
    """A way to write a function in a framework, and what came back.

    Attributes:
        name: The operation, as it is asked for.
        written: How it is written there.
        function: The function's name in the gallery.
        returned: At each point, the value of each of `LIBRARIES`, to four decimals; None where not measured.
        remarks: What belongs to the value of a library, by its name.
        spellings: Expressions that are this way in the language of expressions.
    """

    name: str
    written: str
    function: str
    returned: tuple[tuple[str, tuple[str | None, ...]], ...]
    remarks: tuple[tuple[str, str], ...] = ()
    spellings: tuple[str, ...] = ()

    def at(self, point: str) -> tuple[str | None, ...] | None:
        """The values at a point, or None where none were measured."""
        return next((values for known, values in self.returned if known == point), None)


WAYS: tuple[Way, ...] = (
    Way("relu", "relu(x)", "relu", (("0", ("0", "0", "0", "0")),), (), ("relu(x)",)),
    Way(
        "maximum",
        "maximum(x, 0)",
        "relu",
        (("0", ("0.5", "0.5", "0.5", "1")),),
        (("tensorflow", "with the arguments swapped: 0"),),
        ("max(x, 0)",),
    ),
    Way("clamp", "clamp(x, min=0)", "relu", (("0", ("1", "0", "0.5", "1")),)),
    Way(
        "half-sum",
        "(x + abs(x))/2",
        "relu",
        (("0", ("0.5", "0.5", "1", "0.5")),),
        (),
        ("(x + abs(x))/2",),
    ),
    Way("abs", "abs(x)", "abs", (("0", ("0", "0", "1", "0")),), (), ("abs(x)",)),
    Way("relu6", "relu6(x)", "relu6", (("0", ("0", "0", "0", "0")), ("6", ("0", "0", "0", "0")))),
    Way(
        "leaky_relu",
        "leaky_relu(x)",
        "leaky-relu",
        (("0", ("0.01", "0.01", "1", "0.2")),),
        (("tensorflow", "its default slope is 0.2"),),
    ),
    Way("elu2", "elu(x, alpha=2)", "elu2", (("0", ("2", "2", "2", "2")),)),
    Way("selu", "selu(x)", "selu", (("0", ("1.7581", "1.7581", "1.7581", "1.0507")),)),
    Way("hardtanh", "hardtanh(x)", "hard-tanh", (("-1", ("0", "0", "1", "1")), ("1", ("0", "0", "1", "1")))),
    Way(
        "hardsigmoid",
        "hardsigmoid(x)",
        "hard-sigmoid",
        (("-3", ("0", "0", "0", "0")), ("3", ("0", "0", "0", "0"))),
    ),
    Way(
        "hardswish", "hardswish(x)", "hard-swish", (("-3", ("0", "0", "0", "0")), ("3", ("1", "1", "1", "1")))
    ),
    Way("amax", "amax([x, 0])", "relu", (("0", ("0.5", "0.5", "0.5", "0.5")),)),
    Way("where", "where(x > 0, x, 0)", "relu", (("0", ("0", "0", "0", "0")),), (), ("x if x > 0 else 0",)),
    Way(
        "clamp-both",
        "clamp(x, 0, 6)",
        "relu6",
        (("0", ("1", "0", "0.5", "1")), ("6", ("1", "0", "0.5", "1"))),
    ),
    Way("norm", "norm([x])", "abs", (("0", ("0", "0", "NaN", "NaN")),)),
    Way("root-of-square", "sqrt(x**2)", "abs", (("0", ("NaN", "NaN", "NaN", "NaN")),), (), ("sqrt(x**2)",)),
    Way("huber", "huber(x, 0)", "huber", (("1", ("1", "1", None, "1")), ("0", ("0", "0", None, "0")))),
    Way(
        "smooth_l1",
        "smooth_l1(x, 0)",
        "huber",
        (("1", ("1", "1", None, None)), ("0", ("0", "0", None, None))),
    ),
    Way(
        "hardshrink",
        "hardshrink(x)",
        "hard-shrink",
        (("1/2", ("0", "0", None, "0")), ("-1/2", ("0", "0", None, "0"))),
    ),
    Way(
        "softshrink",
        "softshrink(x)",
        "soft-shrink",
        (("1/2", ("0", "0", None, "0")), ("-1/2", ("0", "0", None, "0"))),
    ),
    Way("threshold", "threshold(x, 1, 0)", "threshold", (("1", ("0", "0", None, "0")),)),
    Way("softplus", "softplus(x)", "softplus", (("0", ("0.5", "0.5", "0.5", "0.5")),), (), ("softplus(x)",)),
    Way("logaddexp", "logaddexp(x, 0)", "softplus", (("0", ("0.5", "0.5", "0.5", "0.5")),)),
    Way(
        "relu-pair",
        "relu(x) − relu(−x)",
        "relu-pair",
        (("0", ("0", "0", "0", "0")),),
        (),
        ("relu(x) - relu(-x)",),
    ),
)
"""Every way that was measured."""

OWN_OPERATIONS = {
    "elu": "elu(x)",
    "celu": "celu(x, alpha=0.5)",
    "gelu": "gelu(x)",
    "silu": "silu(x)",
    "mish": "mish(x)",
    "sigmoid": "sigmoid(x)",
    "tanh": "tanh(x)",
    "softsign": "softsign(x)",
}
"""Functions of the gallery that frameworks have operations for, and that have no kink to measure at."""

RULE = (
    "PyTorch's rule (its notes, “Autograd mechanics”): the derivative where it exists; where f is convex "
    "nearby, the subgradient of least norm. For ReLU at 0 the Clarke subdifferential is [0, 1], and its "
    "element of least norm is 0. Each operation is ruled by itself: maximum(a, b) at a = b has the "
    "subgradients (t, 1 − t), the least of which is (1/2, 1/2), and so maximum(x, 0) gets 1/2."
)

STORY = (
    "relu(x) − relu(−x) is x, for every x: its derivative at 0 is 1. PyTorch, JAX and TensorFlow return 0. "
    "Each takes 0 for each ReLU′(0), and the chain rule makes 0·1 − 0·(−1) = 0 of that. No choice is at "
    "fault in any one place: the chain rule holds for derivatives, and not for values put in their place."
)
"""What becomes of values that were each chosen well."""


@dataclass(frozen=True)
class Subject:
    """A function that is asked about.

    Attributes:
        function: Its expression.
        at: The point.
        entry: What the gallery has of it, or None.
    """

    function: str
    at: str
    entry: Named | None

    @cached_property
    def point(self) -> str:
        """The point as the table writes it: `6` for `2*3`; empty for one that is no fraction."""
        value = rational(locate(parse_point(self.at)))
        return "" if value is None else str(value)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways to write it that were measured, at whatever point."""
        return tuple(way for way in WAYS if self.entry is not None and way.function == self.entry.name)

    @property
    def known(self) -> tuple[Way, ...]:
        """The ways that were measured at this point."""
        return tuple(way for way in self.ways if way.at(self.point) is not None)

    @property
    def operations(self) -> tuple[tuple[str, str], ...]:
        """What can be measured anew, besides the expression: (name, how it is written)."""
        own = OWN_OPERATIONS.get(self.entry.name) if self.entry is not None else None
        pairs = [(way.name, way.written) for way in self.ways]
        return (*pairs, *([(self.entry.name, own)] if self.entry is not None and own else []))


def subject(function: str, at: str = "") -> Subject:
    """What is meant by a name: an operation of a framework, an entry of the gallery, an expression.

    Args:
        function: Such as `relu6`, `torch.clamp`, `Leaky ReLU`, `max(0, x)`.
        at: The point; empty for the first that was measured, or that the gallery names.

    Raises:
        ExpressionError: It is none of these.
    """
    plain = _plain(function)
    way = next((way for way in WAYS if _plain(way.name) == plain), None)
    entry = gallery.BY_NAME[way.function] if way else gallery.find(function)
    entry = entry or next((known for known in gallery.GALLERY if _plain(known.name) == plain), None)
    if entry is not None:
        return Subject(entry.expression, at or entry.points[0], entry)
    entry = entry_of(function)
    return Subject(function.strip(), at or (entry.points[0] if entry else "0"), entry)


def entry_of(function: str) -> Named | None:
    """The entry of the gallery that an expression is a form of.

    Raises:
        ExpressionError: It can't be read.
    """
    return _forms().get(to_text(parse(function).tree))


@cache
def _forms() -> dict[str, Named]:
    """The gallery by every form in which its functions are known."""
    forms: dict[str, Named] = {}
    for entry in gallery.GALLERY:
        spellings = [entry.expression, entry.second]
        spellings += [text for way in WAYS if way.function == entry.name for text in way.spellings]
        for text in spellings:
            if text:
                forms.setdefault(to_text(parse(text).tree), entry)
    return forms


def _plain(name: str) -> str:
    """A name without its package, and without what joins its words: `torch.leaky_relu` is `leakyrelu`."""
    last = name.strip().rpartition(".")[2] if re.fullmatch(r"\s*[A-Za-z_][\w.]*\s*", name) else name
    return re.sub(r"[-_ ]", "", last.lower())
