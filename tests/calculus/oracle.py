"""An independent opinion on one-sided limits: many digits, many scales, and honest doubt.

Nothing here knows of germs or exact constants. The tree is evaluated with mpmath at a ± h for h from
10⁻²⁰ to 10⁻¹²⁰; every value carries a bound on its error (first order, with room to spare), and
whatever hangs on less than that bound (a comparison of nearly equal numbers, a floor next to a whole
number, a difference of which no digit is left) makes the sample worthless rather than wrong.

Rational arithmetic is exact, so `x == a`, sin(0) and floor(2) are what they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any, TypeAlias

from mpmath import MPContext

from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Comparison,
    Condition,
    Conditional,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Node,
    Numeric,
    Variable,
)

DIGITS = (260, 900)
"""Working precisions; the second where the first leaves no digit."""

LEVELS = (20, 36, 60, 88, 120)
"""h is about 10^−level."""

SPREAD = tuple(
    Fraction(text)
    for text in (
        "1",
        "1.000731893",
        "1.3718281828",
        "1.9314718056",
        "3.1773450102",
        "5.7721566490",
        "7.853981",
    )
)
"""Factors of h within a level. None is a ratio that a sine could hide behind."""

_BRANCHING = ("sign", "floor", "ceil", "abs", "relu")
_STEEP = ("exp", "sinh", "cosh", "tanh", "atan", "erf", "sigmoid", "softplus")

LONGEST = 6_000
"""Bits of an exact rational; a longer one is rounded."""


class Nowhere(Exception):  # noqa: N818 - a mathematical outcome
    """The expression has no value here."""


class Doubt(Exception):  # noqa: N818
    """The digits kept do not settle it."""


@dataclass(frozen=True)
class Rounded:
    """A number known up to an error."""

    value: Any
    error: Any


Number: TypeAlias = Fraction | Rounded


class Opinion(StrEnum):
    """What the oracle believes of one side."""

    CONVERGES = "converges"
    DRIFTS = "drifts"
    PLUS = "+inf"
    MINUS = "-inf"
    OSCILLATES = "oscillates"
    UNDEFINED = "undefined"
    DOUBT = "don't know"


@dataclass(frozen=True)
class Testimony:
    """What was seen on one side.

    Attributes:
        opinion: In one word.
        value: The limit it converges to, to about 10 digits.
        samples: The values seen, by level, as mpmath numbers.
        fragile: Whether a branch hangs on something that swings, so that points never sampled may differ.
        lost: Whether a value taken for 0 was one of which no digit was left.
    """

    opinion: Opinion
    value: Any = None
    samples: tuple[tuple[Any, ...], ...] = ()
    fragile: bool = False
    lost: bool = False


class Evaluator:
    """The value of a tree at one number, to so many digits."""

    def __init__(self, digits: int) -> None:
        self.mp = MPContext()
        self.mp.dps = digits + 10
        self.unit = self.mp.mpf(10) ** (-digits)
        self.widest = self.mp.mpf(10) ** (digits // 2)
        self.watched: dict[Node, list[Any]] | None = None
        self.waves = False
        """Whether a sine or cosine of something large was met."""

    def at(self, tree: Numeric, x: Number) -> Number:
        """The value, or an exception."""
        return self._numeric(tree, x, {})

    # --- arithmetic with errors ---

    def rounded(self, number: Number) -> Rounded:
        if isinstance(number, Rounded):
            return number
        value = self.mp.mpf(number.numerator) / number.denominator
        return Rounded(value, self.mp.zero if number.denominator == 1 else abs(value) * self.unit)

    def _made(self, value: Any, error: Any) -> Rounded:
        return Rounded(value, error + abs(value) * self.unit)

    def sign(self, number: Number) -> int:
        if isinstance(number, Fraction):
            return (number > 0) - (number < 0)
        if abs(number.value) <= 4 * number.error:
            if number.value == 0 and number.error == 0:
                return 0
            raise Doubt
        return 1 if number.value > 0 else -1

    def add(self, a: Number, b: Number, sign: int = 1) -> Number:
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return self._short(a + sign * b)
        x, y = self.rounded(a), self.rounded(b)
        return self._made(x.value + sign * y.value, x.error + y.error)

    def multiply(self, a: Number, b: Number) -> Number:
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return self._short(a * b)
        if 0 in (a, b):
            return Fraction(0)
        x, y = self.rounded(a), self.rounded(b)
        return self._made(
            x.value * y.value, abs(x.value) * y.error + abs(y.value) * x.error + x.error * y.error
        )

    def divide(self, a: Number, b: Number) -> Number:
        if not self.sign(b):
            raise Nowhere
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return self._short(a / b)
        x, y = self.rounded(a), self.rounded(b)
        value = x.value / y.value
        return self._made(value, (x.error + abs(value) * y.error) / (abs(y.value) - y.error))

    def power(self, a: Number, b: Number) -> Number:
        if isinstance(b, Fraction) and b.denominator == 1:
            return self._whole_power(a, int(b))
        direction = self.sign(a)
        if direction == 0:
            if self.sign(b) < 0:
                raise Nowhere
            return Fraction(0) if self.sign(b) else Fraction(1)
        if direction < 0:
            y = self.rounded(b)
            if abs(y.value - self.mp.nint(y.value)) <= 4 * y.error:
                raise Doubt
            raise Nowhere
        return self.apply("exp", self.multiply(b, self.apply("log", a)))

    def _whole_power(self, a: Number, exponent: int) -> Number:
        if exponent < 0:
            return self.divide(Fraction(1), self._whole_power(a, -exponent))
        result: Number = Fraction(1)
        while exponent:
            if exponent & 1:
                result = self.multiply(result, a)
            exponent >>= 1
            if exponent:
                a = self.multiply(a, a)
        return result

    def _short(self, value: Fraction) -> Number:
        if value.numerator.bit_length() + value.denominator.bit_length() > LONGEST:
            return self.rounded(value)
        return value

    # --- functions ---

    def apply(self, name: str, u: Number) -> Number:
        """A function of one argument."""
        exact = self._exact(name, u)
        if exact is not None:
            return exact
        x = self.rounded(u)
        method: Callable[[Any, Any], Number] = getattr(self, f"_{name}")
        return method(x.value, x.error)

    def _exact(self, name: str, u: Number) -> Number | None:
        """What is exact by itself."""
        if not isinstance(u, Fraction):
            return None
        if name in ("abs", "relu"):
            return abs(u) if name == "abs" else max(u, Fraction(0))
        if name == "sign":
            return Fraction((u > 0) - (u < 0))
        if name == "floor":
            return Fraction(u.numerator // u.denominator)
        if name == "ceil":
            return Fraction(-(-u.numerator // u.denominator))
        if u == 0 and name in ("sqrt", "cbrt", "sin", "tan", "asin", "atan", "sinh", "tanh", "erf"):
            return Fraction(0)
        if u == 0 and name in ("exp", "cos", "cosh"):
            return Fraction(1)
        if u == 1 and name in ("log", "acos"):
            return Fraction(0)
        if name == "log" and u <= 0:
            raise Nowhere
        if u == 1 and name in ("sqrt", "cbrt"):
            return Fraction(1)
        return Fraction(1, 2) if u == 0 and name == "sigmoid" else None

    def _moderate(self, x: Any, error: Any, most: Any) -> None:
        if abs(x) > most or error > self.mp.mpf(1) / 64:
            raise Doubt

    def _abs(self, x: Any, error: Any) -> Number:
        return Rounded(abs(x), error)

    def _relu(self, x: Any, error: Any) -> Number:
        return Rounded(max(x, self.mp.zero), error)

    def _sign(self, x: Any, error: Any) -> Number:
        return Fraction(self.sign(Rounded(x, error)))

    def _floor(self, x: Any, error: Any) -> Number:
        if abs(x) > self.widest or error > 1:
            raise Doubt
        low, high = int(self.mp.floor(x - 4 * error)), int(self.mp.floor(x + 4 * error))
        if low != high:
            raise Doubt
        return Fraction(low)

    def _ceil(self, x: Any, error: Any) -> Number:
        return self.multiply(Fraction(-1), self._floor(-x, error))

    def _exp(self, x: Any, error: Any) -> Number:
        self._moderate(x, error, self.widest)
        value = self.mp.exp(x)
        return self._made(value, 2 * value * error)

    def _log(self, x: Any, error: Any) -> Number:
        if self.sign(Rounded(x, error)) <= 0:
            raise Nowhere
        return self._made(self.mp.log(x), 2 * error / x)

    def _sqrt(self, x: Any, error: Any) -> Number:
        if self.sign(Rounded(x, error)) < 0:
            raise Nowhere
        value = self.mp.sqrt(x)
        return self._made(value, error / value if value else self.mp.zero)

    def _cbrt(self, x: Any, error: Any) -> Number:
        direction = self.sign(Rounded(x, error))
        value = direction * self.mp.cbrt(abs(x))
        return self._made(value, error * abs(value / x) if x else self.mp.zero)

    def _sin(self, x: Any, error: Any) -> Number:
        self.waves |= abs(x) > 10
        self._moderate(x, error, self.widest)
        return Rounded(self.mp.sin(x), error + self.unit)

    def _cos(self, x: Any, error: Any) -> Number:
        self.waves |= abs(x) > 10
        self._moderate(x, error, self.widest)
        return Rounded(self.mp.cos(x), error + self.unit)

    def _tan(self, x: Any, error: Any) -> Number:
        return self.divide(self._sin(x, error), self._cos(x, error))

    def _asin(self, x: Any, error: Any) -> Number:
        room = 1 - abs(x)
        if abs(room) <= 4 * error:
            if error or room:
                raise Doubt
            return self._made(self.mp.asin(x), self.mp.zero)
        if room < 0:
            raise Nowhere
        return self._made(self.mp.asin(x), 2 * error / self.mp.sqrt(room))

    def _acos(self, x: Any, error: Any) -> Number:
        return self.add(Rounded(self.mp.pi / 2, self.unit), self._asin(x, error), -1)

    def _atan(self, x: Any, error: Any) -> Number:
        return self._made(self.mp.atan(x), error / (1 + max(abs(x) - error, self.mp.zero) ** 2))

    def _sinh(self, x: Any, error: Any) -> Number:
        self._moderate(x, error, self.widest)
        return self._made(self.mp.sinh(x), 2 * error * self.mp.cosh(x))

    def _cosh(self, x: Any, error: Any) -> Number:
        self._moderate(x, error, self.widest)
        return self._made(self.mp.cosh(x), 2 * error * (abs(self.mp.sinh(x)) + error))

    def _tanh(self, x: Any, error: Any) -> Number:
        if abs(x) > 4 * self.mp.dps + error:
            return Rounded(self.mp.sign(x), self.unit)
        return self._made(self.mp.tanh(x), error)

    def _erf(self, x: Any, error: Any) -> Number:
        if abs(x) > 4 * self.mp.dps + error:
            return Rounded(self.mp.sign(x), self.unit)
        return self._made(self.mp.erf(x), 2 * error)

    def _sigmoid(self, x: Any, error: Any) -> Number:
        if abs(x) > self.widest and error < abs(x) / 2:
            raise Doubt
        power = self._exp(-abs(x), error)
        below = self.divide(power, self.add(Fraction(1), power))
        return below if x < 0 else self.add(Fraction(1), below, -1)

    def _softplus(self, x: Any, error: Any) -> Number:
        tail = self.apply("log", self.add(Fraction(1), self._exp(-abs(x), error)))
        return self.add(Rounded(max(x, self.mp.zero), error), tail)

    def is_large(self, number: Number) -> bool:
        """Whether it is past the middle part of a steep function."""
        return bool(abs(self.rounded(number).value) > 10)

    # --- the tree ---

    def _numeric(self, node: Numeric, x: Number, known: dict[Node, Number]) -> Number:
        if node not in known:
            known[node] = self._computed(node, x, known)
        return known[node]

    def _computed(self, node: Numeric, x: Number, known: dict[Node, Number]) -> Number:
        match node:
            case Literal(value):
                return value
            case Variable():
                return x
            case Named(name):
                return Rounded(+self.mp.pi if name == "pi" else +self.mp.e, 4 * self.unit)
            case Negative(operand):
                return self.multiply(Fraction(-1), self._numeric(operand, x, known))
            case Binary(operator, left, right):
                a, b = self._numeric(left, x, known), self._numeric(right, x, known)
                if operator == "**" and self.is_large(b):
                    self._watch(node, a)
                if operator in "+-":
                    return self.add(a, b, 1 if operator == "+" else -1)
                return {"*": self.multiply, "/": self.divide, "**": self.power}[operator](a, b)
            case Call(name, arguments):
                values = [self._numeric(argument, x, known) for argument in arguments]
                if name in ("max", "min"):
                    return self._extreme(node, name, values)
                if name in _BRANCHING or (name in _STEEP and self.is_large(values[0])):
                    self._watch(node, values[0])
                return self.apply(name, values[0])
            case Conditional(condition, body, otherwise):
                return self._numeric(body if self._truth(condition, x, known) else otherwise, x, known)

    def _extreme(self, node: Node, name: str, values: list[Number]) -> Number:
        if all(isinstance(value, Fraction) for value in values):
            return max(values) if name == "max" else min(values)  # type: ignore[type-var]
        known = [self.rounded(value) for value in values]
        for value in known[1:]:
            self._watch(node, self.add(value, known[0], -1))
        best = (max if name == "max" else min)(known, key=lambda value: value.value)
        return Rounded(best.value, max(value.error for value in known))

    def _truth(self, node: Condition, x: Number, known: dict[Node, Number]) -> bool:
        match node:
            case Negation(operand):
                return not self._truth(operand, x, known)
            case Junction("and", parts):
                return all(self._truth(part, x, known) for part in parts)
            case Junction(_, parts):
                return any(self._truth(part, x, known) for part in parts)
            case Comparison(first, links):
                left = self._numeric(first, x, known)
                for operator, following in links:
                    right = self._numeric(following, x, known)
                    difference = self.add(left, right, -1)
                    self._watch(node, difference)
                    sign = self.sign(difference)
                    holds = {
                        "<": sign < 0,
                        "<=": sign <= 0,
                        ">": sign > 0,
                        ">=": sign >= 0,
                        "==": sign == 0,
                        "!=": sign != 0,
                    }[operator]
                    if not holds:
                        return False
                    left = right
                return True

    def _watch(self, node: Node, number: Number) -> None:
        if self.watched is not None:
            self.watched.setdefault(node, []).append(self.rounded(number).value)


@cache
def evaluator(digits: int) -> Evaluator:
    """One evaluator for each precision."""
    return Evaluator(digits)


def value_at(tree: Numeric, point: Number | None) -> tuple[str, Any]:
    """(`finite`, value), (`undefined`, None) or (`don't know`, None) of a tree at a point."""
    if point is None:
        return "don't know", None
    for digits in DIGITS:
        try:
            found = evaluator(digits).rounded(evaluator(digits).at(tree, point))
        except Nowhere:
            return "undefined", None
        except Doubt:
            continue
        if found.error <= abs(found.value) * evaluator(30).unit or not found.error:
            return "finite", found.value
    return "don't know", None


@dataclass
class Side:
    """One side of one question, sampled."""

    tree: Numeric
    at: Numeric
    direction: int
    values: dict[tuple[int, int], Any] = field(default_factory=dict)
    undefined: int = 0
    doubts: int = 0
    fragile: bool = False
    waves: bool = False
    lost: bool = False
    _points: dict[Evaluator, Number] = field(default_factory=dict)
    _values_there: dict[Evaluator, Number] = field(default_factory=dict)

    def samples(self, slope: bool) -> None:
        """Fill `values` with f, or with the difference quotient, at every level and spread."""
        watched: list[dict[Node, list[Any]]] = []
        for level in LEVELS:
            watched.append({})
            for index, factor in enumerate(SPREAD):
                step = self.direction * factor / Fraction(10) ** level
                seen: dict[Node, list[Any]] = {}
                try:
                    self.values[level, index] = self._sample(step, slope, seen)
                except Nowhere:
                    self.undefined += 1
                except Doubt:
                    self.doubts += 1
                for node, numbers in seen.items():
                    watched[-1].setdefault(node, []).extend(numbers)
        nodes = {node for seen in watched for node in seen}
        levels = [[seen.get(node, []) for seen in watched] for node in nodes]
        self.fragile = any(map(_swings, levels)) or (self.waves and any(map(_falls_steeply, levels)))

    def _where(self, engine: Evaluator) -> Number:
        """The point, to as many digits as the engine has."""
        if engine not in self._points:
            self._points[engine] = engine.at(self.at, Fraction(0))
        return self._points[engine]

    def _there(self, engine: Evaluator) -> Number:
        """The value of f at the point."""
        if engine not in self._values_there:
            self._values_there[engine] = engine.at(self.tree, self._where(engine))
        return self._values_there[engine]

    def _sample(self, step: Fraction, slope: bool, seen: dict[Node, list[Any]]) -> Any:
        for digits in DIGITS:
            engine = evaluator(digits)
            engine.waves = False
            seen.clear()
            try:
                where = self._where(engine)
                engine.watched = seen
                found = engine.at(self.tree, engine.add(where, step))
                engine.watched = None
                if slope:
                    found = engine.divide(engine.add(found, self._there(engine), -1), step)
            except Doubt:
                if digits == DIGITS[-1]:
                    raise
                continue
            finally:
                engine.watched = None
                self.waves |= engine.waves
            result = engine.rounded(found)
            if result.error <= abs(result.value) * evaluator(30).unit:
                return result.value
        if result.error >= evaluator(100).unit:
            raise Doubt
        if abs(result.value) > 4 * result.error:
            return result.value
        self.lost |= bool(result.error)
        return engine.mp.zero


def _swings(levels: list[list[Any]]) -> bool:
    """Whether what a branch or a steep function looks at comes and goes instead of tending somewhere."""
    for seen in levels:
        if len(seen) < 2:
            continue
        if min(seen) < 0 < max(seen) or (0 in seen and any(seen)):
            return True
        largest = max(abs(value) for value in seen)
        if largest and abs(seen[0] - seen[1]) > largest / 50:
            return True
    firsts = [seen[0] for seen in levels if seen]
    steps = [b - a for a, b in pairwise(firsts)]
    return not (all(step >= 0 for step in steps) or all(step <= 0 for step in steps))


def _falls_steeply(levels: list[list[Any]]) -> bool:
    """Whether what a branch looks at is so steep that a wave in it would not be seen."""
    sizes = [[abs(value) for value in seen] for seen in levels if seen]
    return any(min(size) < max(size) / 10**12 for size in sizes)


def testify(tree: Numeric, at: Numeric, direction: int, *, slope: bool) -> Testimony:
    """The opinion on the limit of f, or of its difference quotient, on one side."""
    side = Side(tree, at, direction)
    if slope:
        try:
            evaluator(DIGITS[0]).at(tree, evaluator(DIGITS[0]).at(at, Fraction(0)))
        except Nowhere:
            return Testimony(Opinion.UNDEFINED)
        except Doubt:
            return Testimony(Opinion.DOUBT)
    side.samples(slope)
    total = len(LEVELS) * len(SPREAD)
    if side.undefined == total:
        return Testimony(Opinion.UNDEFINED)
    if side.undefined or len(side.values) < total:
        return Testimony(Opinion.DOUBT)
    levels = tuple(tuple(side.values[level, i] for i in range(len(SPREAD))) for level in LEVELS)
    opinion, value = _opinion(levels, side.waves)
    return Testimony(opinion, value, levels, side.fragile, side.lost)


def _opinion(levels: tuple[tuple[Any, ...], ...], waves: bool) -> tuple[Opinion, Any]:
    """Read the samples, level by level."""
    last, before, earlier = levels[-1], levels[-2], levels[-3]
    fine = evaluator(30).mp.mpf(10) ** -12
    scale = max(abs(value) for value in last)
    if not scale:
        return (Opinion.CONVERGES, last[0]) if not any(before) else (Opinion.DOUBT, None)
    if max(abs(value - last[0]) for value in (*last, *before)) <= fine * scale:
        return Opinion.CONVERGES, last[0]
    sizes = [max(abs(value) for value in level) for level in levels]
    if sizes[-1] < fine and sizes[-1] < sizes[-2] / 1000 < sizes[-3] / 1000000:
        return Opinion.CONVERGES, evaluator(30).mp.zero
    smallest = [min(abs(value) for value in level) for level in levels]
    if smallest[-1] > 1000 * sizes[-2] > 1000000 * sizes[-3] and _one_sign((*last, *before, *earlier)):
        if _grows_regularly(levels, waves):
            return (Opinion.PLUS if last[0] > 0 else Opinion.MINUS), None
        return Opinion.DOUBT, None
    if _drifts(levels):
        return Opinion.DRIFTS, None
    if _oscillates(levels):
        return Opinion.OSCILLATES, None
    return Opinion.DOUBT, None


def _grows_regularly(levels: tuple[tuple[Any, ...], ...], waves: bool) -> bool:
    """Whether the local exponent of h settles, or itself grows from level to level."""
    mp = evaluator(30).mp
    step = mp.log(mp.mpf(SPREAD[1].numerator) / SPREAD[1].denominator)
    exponents = [abs(mp.log(level[1] / level[0]) / step) for level in levels[-3:]]
    first, second, third = exponents
    settled = abs(third - second) < third / 10**4 and abs(second - first) < third / 10**4
    return bool(settled or (third > 10 * second > 100 * first and not waves))


def _oscillates(levels: tuple[tuple[Any, ...], ...]) -> bool:
    """Whether the values of a level lie apart at every level, without coming together."""
    apart = [max(level) - min(level) for level in levels]
    jumpy = all(
        abs(level[0] - level[1]) > (max(abs(value) for value in level)) / 10**6 for level in levels[-3:]
    )
    # an amplitude that falls by half, over scales 100 decades apart, may fall to 0
    lasts = min(apart[-2:]) > max(apart[:2]) / 2
    return jumpy and lasts


def _drifts(levels: tuple[tuple[Any, ...], ...]) -> bool:
    """Whether the values move one way, within each level and from one to the next."""
    firsts = [level[0] for level in levels]
    steps = tuple(b - a for a, b in pairwise(firsts))
    # within a level h grows, from one level to the next it shrinks
    within = tuple(a - b for level in levels for a, b in pairwise(level))
    return _one_sign((*steps, *within))


def _one_sign(values: tuple[Any, ...]) -> bool:
    return all(value > 0 for value in values) or all(value < 0 for value in values)


def contradiction(testimony: Testimony, kind: str, value: Any = None) -> str | None:
    """What the testimony holds against a verdict, or None.

    Args:
        testimony: What was seen.
        kind: The verdict: finite, +inf, -inf, oscillates, undefined, unknown.
        value: The limit, as text with 17 digits or more, where it is finite.
    """
    opinion = testimony.opinion
    if kind == "unknown" or opinion is Opinion.DOUBT:
        return None
    mp = evaluator(30).mp
    if opinion is Opinion.UNDEFINED or kind == "undefined":
        return None if opinion is Opinion.UNDEFINED and kind == "undefined" else f"seen: {opinion}"
    if opinion is Opinion.DRIFTS:
        return _against_drift(testimony, kind, mp.mpf(value) if value is not None else None)
    if opinion is Opinion.CONVERGES:
        if kind == "oscillates" and testimony.fragile:
            return None
        # erf(e^x + ∛(x − 9)) has an infinite slope at 9, and 900 digits show none of it
        if kind in ("+inf", "-inf") and testimony.lost and not testimony.value:
            return None
        if kind != "finite":
            return f"seen: converges to {mp.nstr(testimony.value, 15)}"
        limit = mp.mpf(value)
        largest = max(abs(limit), abs(testimony.value))
        # a 0 that was seen may be a number too small to be told from it
        tolerance = largest * mp.mpf(10) ** -9 if testimony.value else mp.mpf(10) ** -50
        if abs(limit - testimony.value) > tolerance:
            return f"seen: converges to {mp.nstr(testimony.value, 15)}"
        return None
    if opinion is Opinion.OSCILLATES and kind == "finite":
        return "seen: oscillates"
    if opinion in (Opinion.PLUS, Opinion.MINUS) and kind != opinion:
        return None if kind == "oscillates" and testimony.fragile else f"seen: {opinion}"
    return None


def _against_drift(testimony: Testimony, kind: str, limit: Any) -> str | None:
    firsts = [level[0] for level in testimony.samples]
    if kind == "finite":
        distances = [abs(value - limit) for value in firsts]
        return None if distances[-1] < distances[0] else "seen: drifts away from the limit"
    return None
