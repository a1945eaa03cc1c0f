"""Points that no random sample meets: where a wave turns or is 0, a step jumps, a divisor is 0.

Near a the argument of sin(1/x) runs through every multiple of π/2, that of floor(1/x) through every whole
number, and sin(1/x) − 1/2, if it is compared with 0, through 0 itself. Such points are solved for, and f
is evaluated there with what they were solved for put in as it is: sin is exactly 1, floor's argument is
exactly a whole number. That there is such a point follows from a change of sign of something continuous,
which is looked for; where it lies is known up to an error, which is carried along as every other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Comparison,
    Junction,
    Literal,
    Node,
    Numeric,
    depends_on_x,
    nodes,
)
from tests.calculus.oracle.arithmetic import Doubt, Nowhere, Number, Rounded
from tests.calculus.oracle.evaluator import Evaluator, evaluator

DIGITS = 420
"""Working precision."""

DEPTHS = (50, 110)
"""H is about 10^−depth."""

MOST_TARGETS = 8
"""What is solved for in one tree."""

SCANNED = 24
"""Points of a period that are searched for a change of sign."""

FURTHEST = 10
"""How far below ln h a solution is looked for."""

MOST_STEPS = 40
"""Steps of the secant method."""

NOUGHT = Literal(Fraction(0), "0")

CIRCULAR = ("sin", "cos", "tan")


@dataclass(frozen=True)
class Target:
    """What may stand somewhere special.

    Attributes:
        kind: `angle` (at multiples of π/2), `step` (at whole numbers) or `zero`.
        node: What is solved for.
    """

    kind: str
    node: Numeric


@dataclass(frozen=True)
class Special:
    """What was seen at a point that was solved for.

    Attributes:
        what: Which point, the same at every depth.
        depth: How near a it is: an index into `DEPTHS`.
        defined: Whether f has a value there; None where not even that is known.
        approach: The value of f, or None where it is not known.
        slope: The value of the difference quotient, or None where it is not known.
    """

    what: str
    depth: int
    defined: bool | None
    approach: Any = None
    slope: Any = None


class Sharing:
    """Makes equal parts of a tree one object, so that what is put in stands wherever it occurs.

    A comparison becomes one of the difference of its sides with 0, so that the difference can be put in.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Any] = {}

    def shared(self, value: Any) -> Any:
        """The tree, tuple or plain value, with its parts shared."""
        if isinstance(value, tuple):
            return tuple(self.shared(part) for part in value)
        if not isinstance(value, Node):
            return value
        if value is NOUGHT:
            return value
        if isinstance(value, Literal):
            return self._known.setdefault((Literal, value.value), value)
        if isinstance(value, Comparison) and value.links[-1][1] is not NOUGHT:
            return self.shared(Junction("and", tuple(_against_nought(value))))
        parts = tuple(self.shared(getattr(value, part.name)) for part in fields(value))
        key = (type(value), *parts)
        if key not in self._known:
            self._known[key] = type(value)(*parts)
        return self._known[key]


def targets(tree: Numeric, sharing: Sharing) -> list[Target]:
    """What is solved for in a tree whose parts are shared, the innermost first."""
    found: dict[Target, None] = {}
    for node in nodes(tree):
        for kind, part in _sought(node):
            shared = sharing.shared(part)
            endless = kind == "angle" or any(
                isinstance(inner, Call) and inner.name in (*CIRCULAR, "floor", "ceil")
                for inner in nodes(shared)
            )
            if depends_on_x(shared) and (endless or kind == "step"):
                found[Target(kind, shared)] = None
    return sorted(found, key=lambda target: sum(1 for _ in nodes(target.node)))[:MOST_TARGETS]


def _sought(node: Node) -> Iterator[tuple[str, Numeric]]:
    match node:
        case Call(name, (u,)) if name in CIRCULAR:
            yield "angle", u
            if name == "tan":
                yield "zero", Call("cos", (u,))
        case Call("floor" | "ceil", (u,)):
            yield "step", u
        case Call("sign" | "log" | "sqrt", (u,)) | Binary("/", _, u):
            yield "zero", u
        case Call("asin" | "acos", (u,)):
            yield "step", u
        case Binary("**", u, exponent) if not isinstance(exponent, Literal) or exponent.value.denominator > 1:
            yield "zero", u
        case Comparison(difference, _):
            yield "zero", difference


def _against_nought(comparison: Comparison) -> Iterator[Comparison]:
    left = comparison.first
    for operator, right in comparison.links:
        yield Comparison(Binary("-", left, right), ((operator, NOUGHT),))
        left = right


class SpecialPoints:
    """Solves for the special points on one side, and evaluates f there.

    Args:
        tree: F.
        at: A.
        direction: −1 or 1.
    """

    def __init__(self, tree: Numeric, at: Numeric, direction: int) -> None:
        self._engine: Evaluator = evaluator(DIGITS)
        self._mp = self._engine.mp
        self._direction = direction
        sharing = Sharing()
        self._tree: Numeric = sharing.shared(tree)
        self._targets = targets(self._tree, sharing)
        self._where = self._engine.at(at, Fraction(0))
        self._there: Number | None = None
        with suppress(Doubt, Nowhere):
            self._there = self._engine.at(self._tree, self._where)

    @property
    def angles(self) -> int:
        """How many different arguments the waves have."""
        return sum(target.kind == "angle" for target in self._targets)

    def seen(self) -> Iterator[Special]:
        """What is seen at each of them."""
        for target in self._targets:
            for depth, digits in enumerate(DEPTHS):
                found = list(self._around(target, depth, self._mp.mpf(10) ** -digits))
                yield from found
                if not found:
                    break

    def _around(self, target: Target, depth: int, step: Any) -> Iterator[Special]:
        """What is seen at the special points next to a + step."""
        try:
            start = self._mp.log(step)
            for name, wanted, logarithm, error in self._solutions(target, start):
                pins = self._pins(target, wanted)
                what = f"{target.kind} {self._targets.index(target)} {name}"
                there = list(self._evaluated(what, depth, Rounded(self._mp.exp(logarithm), error), pins))
                yield from there
                # where a wave turns, f is much the same beside it, but for a pole
                if target.kind != "angle" or any(point.defined is False for point in there):
                    for side in (-1, 1):
                        beside = self._mp.exp(logarithm + side * max(error * 10**9, self._mp.mpf(10) ** -140))
                        yield from self._evaluated(f"{what} beside {side}", depth, Rounded(beside, 0), {})
        except (Doubt, Nowhere, OverflowError, ValueError, ZeroDivisionError):
            return

    def _evaluated(self, what: str, depth: int, step: Rounded, pins: dict[Node, Number]) -> Iterator[Special]:
        step = Rounded(self._direction * step.value, abs(step.value) * step.error)
        try:
            found = self._engine.at(self._tree, self._engine.add(self._where, step), pins)
        except Nowhere:
            yield Special(what, depth, defined=False)
            return
        except Doubt:
            yield Special(what, depth, defined=None)
            return
        slope = None
        if self._there is not None:
            slope = self._known(self._engine.divide(self._engine.add(found, self._there, -1), step))
        yield Special(what, depth, True, self._known(found), slope)

    def _known(self, number: Number) -> Any:
        """The number, if twelve digits of it are known."""
        found = self._engine.rounded(number)
        known = found.error <= max(abs(found.value), self._mp.mpf(10) ** -30) * self._mp.mpf(10) ** -12
        return found.value if known else None

    def _pins(self, target: Target, wanted: int) -> dict[Node, Number]:
        """What is put in at a solution."""
        if target.kind != "angle":
            return {target.node: Fraction(wanted)}
        sine = Fraction((0, 1, 0, -1)[wanted % 4])
        cosine = Fraction((1, 0, -1, 0)[wanted % 4])
        pins: dict[Node, Number] = {}
        for node in nodes(self._tree):
            if isinstance(node, Call) and node.arguments == (target.node,) and node.name in ("sin", "cos"):
                pins[node] = sine if node.name == "sin" else cosine
            elif (
                isinstance(node, Call) and node.arguments == (target.node,) and node.name == "tan" and cosine
            ):
                pins[node] = Fraction(0)
        return pins

    def _value(self, node: Numeric, logarithm: Any) -> Rounded:
        step = Rounded(self._direction * self._mp.exp(logarithm), self._mp.zero)
        return self._engine.rounded(self._engine.at(node, self._engine.add(self._where, step)))

    def _solutions(self, target: Target, start: Any) -> Iterator[tuple[str, int, Any, Any]]:
        """(name, what it is at, ln h, its error) of the solutions next to ln h = start."""
        node = target.node
        now = self._value(node, start).value
        if abs(now) > self._engine.widest:
            raise Doubt
        if target.kind == "zero" or abs(now) < 20:
            for whole in (0,) if target.kind == "zero" else (-1, 0, 1):
                for index, root in enumerate(self._scanned(node, whole, start)):
                    yield f"{whole} {index}", whole, *root
            return
        unit = self._mp.pi / 2 if target.kind == "angle" else self._mp.one
        first = int(self._mp.floor(now / unit))
        count = 4 if target.kind == "angle" else 2
        grows = self._rate(node, start) < 0
        for whole in range(first + 1, first + 1 + count) if grows else range(first, first - count, -1):
            found = self._by_secants(node, whole * unit, start)
            if found is not None:
                yield str(whole % (4 if target.kind == "angle" else 2)), whole, *found

    def _rate(self, node: Numeric, at: Any) -> Any:
        """The derivative with respect to ln h."""
        tiny = self._mp.mpf(10) ** -180
        return (self._value(node, at + tiny).value - self._value(node, at - tiny).value) / (2 * tiny)

    def _by_secants(self, node: Numeric, wanted: Any, start: Any) -> tuple[Any, Any] | None:
        """Where a node is so much, near a start: (ln h, error)."""
        rate = self._rate(node, start)
        if not rate:
            return None
        before, value_before = start, self._value(node, start).value - wanted
        now = start - value_before / rate
        for _ in range(MOST_STEPS):
            if not -FURTHEST < now - start < 1 / abs(rate):
                return None
            value = self._value(node, now).value - wanted
            if value == value_before or abs(now - before) < self._engine.unit * 10**30:
                return self._checked(node, wanted, now)
            before, value_before, now = now, value, now - value * (now - before) / (value - value_before)
        return None

    def _checked(self, node: Numeric, wanted: Any, found: Any) -> tuple[Any, Any] | None:
        """The solution with its error, if there is a change of sign and no jump."""
        seen, rate = self._value(node, found), self._rate(node, found)
        if not rate:
            return None
        error = 4 * (abs(seen.value - wanted) + seen.error) / abs(rate) + self._engine.unit
        beside = max(error * 10**6, self._mp.mpf(10) ** -200)
        left, right = (self._value(node, found + side * beside).value - wanted for side in (-1, 1))
        smooth = abs(right - left) <= 4 * beside * abs(rate)
        return (found, error) if left * right < 0 and smooth else None

    def _scanned(self, node: Numeric, wanted: int, start: Any) -> Iterator[tuple[Any, Any]]:
        """Solutions within a period, found by changes of sign."""
        rates = [
            abs(self._rate(inner.arguments[0], start))
            for inner in nodes(node)
            if isinstance(inner, Call) and inner.name in (*CIRCULAR, "floor", "ceil")
        ]
        slowest = min((rate for rate in rates if rate > 1), default=None)
        if slowest is None:
            return
        places = [start - index * 7 / slowest / SCANNED for index in range(SCANNED + 1)]
        values = [self._value(node, place).value - wanted for place in places]
        for left, right, low, high in zip(places, places[1:], values, values[1:], strict=False):
            if low * high < 0:
                root = self._by_secants(node, wanted, left - low * (right - left) / (high - low))
                if root is not None and right <= root[0] <= left:
                    yield root
