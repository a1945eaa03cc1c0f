"""Sums, products and powers of waves as sums of harmonics: sin² + cos² is 1, sin(F)·cos(F) is sin(2F)/2.

Known by their ranges alone, sin²(1/x) and cos²(1/x) add up to something from 0 to 2, and the difference of
sin(1/x + x) and sin(1/x) is anything from −2 to 2. Here an expression is written as Σ (c·cos F + s·sin F),
where each angle F is a growing sum with constants, and c and s are models: by the addition formulas, sin(F
+ d) = cos d·sin F + sin d·cos F for a d that does not grow, and by products to sums. A part that is not
made by +, −, ·, / and whole powers of waves is a c of the angle 0. All of these are identities of real
numbers, and each model holds what it stands for, so the sum holds the expression at every h at which its
parts have values. What it is worth is then the part without a wave, and for each wave and scale the range
±√(c² + s²), or that of all waves together where their angles are multiples of one (`wave_ranges`). Two
angles are one where their constants are equal term by term. That two others are the same number unseen
makes the range too wide, not wrong. A wave never leaves this module otherwise than as a range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flint import fmpq

from relu_tui.calculus.language.syntax import Binary, Call, Literal, Negative, Node, Numeric
from relu_tui.certificate.constants import Constant, content_of
from relu_tui.certificate.errors import Unproved
from relu_tui.certificate.functions import Functions
from relu_tui.certificate.interval import Interval
from relu_tui.certificate.ranges import BOTH
from relu_tui.certificate.scales import Scale, compare
from relu_tui.certificate.taylor_models import (
    NOTHING,
    Model,
    Remainder,
    add,
    collected,
    enclosure,
    is_small,
    multiply,
    negated,
    parts,
    reciprocal,
    scaled,
)
from relu_tui.certificate.wave_ranges import Wave, range_of_waves

MOST_TERMS = 40
"""Of a sum of harmonics; a longer one stays a range."""

LARGEST_POWER = 8
"""Whole powers up to this are multiplied out."""

Angle = tuple[tuple[Scale, Constant], ...]
"""Growing scales with constants, sorted; empty for the angle 0."""

Term = tuple[Angle, bool]
"""cos(angle), or sin(angle) where the last is true."""

Sum = dict[Term, Model]

PLAIN: Term = ((), False)
"""cos 0."""


class Harmonics:
    """The parts of an expression on an interval, as far as they are sums of harmonics.

    Args:
        interval: The interval.
        model: The enclosure of a part; where it raises, the part has no value or none is known.
        functions: The functions on the interval. While they met no growing angle, there is nothing to do.
    """

    def __init__(self, interval: Interval, model: Callable[[Numeric], Model], functions: Functions) -> None:
        self.interval = interval
        self._model = model
        self._functions = functions
        self._known: dict[Node, Sum] = {}
        self._waves: dict[Node, bool] = {}

    def sharper(self, node: Binary, model: Model) -> Model:
        """The enclosure of a part, or a narrower one by its harmonics where they have one."""
        if not self._functions.angles or model.rest is None or node.operator == "/":
            return model
        try:
            if not self._has_waves(node):
                return model
            found = self._known[node] = self._composed(node)
            other = self._enclosed(found)
            return other if self._is_narrower(other, model) else model
        except Unproved:  # the enclosure that there is stands
            return model

    def _is_narrower(self, one: Model, other: Model) -> bool:
        if one.rest is None or other.rest is None:
            return one.rest is None
        order = compare(one.rest[0], other.rest[0])
        if order:
            return order < 0
        (first, mine), (second, theirs) = enclosure(self.interval, one), enclosure(self.interval, other)
        return first == second and bool(mine.high - mine.low < theirs.high - theirs.low)

    def _enclosed(self, harmonics: Sum) -> Model:
        waves: dict[Scale, dict[Angle, Wave]] = {}
        rests: list[Remainder] = []
        for (angle, is_sine), value in harmonics.items():
            if not angle:
                continue
            for scale, constant in value.terms.items():
                wave = waves.setdefault(scale, {}).setdefault(angle, Wave(angle))
                waves[scale][angle] = wave.with_part(constant, is_sine)
            if value.rest is not None:
                rests.append((value.rest[0], value.rest[1] * BOTH))
        rests += [(scale, range_of_waves(list(found.values()))) for scale, found in waves.items()]
        return add(self.interval, harmonics.get(PLAIN, NOTHING), collected(self.interval, {}, rests))

    # --- expressions as sums of harmonics ---

    def _has_waves(self, node: Numeric) -> bool:
        """Whether a sine or cosine of a growing sum is among the summands and factors of a part."""
        found = self._waves.get(node)
        if found is None:
            match node:
                case Negative(operand):
                    found = self._has_waves(operand)
                case Binary("**", left, right):
                    found = _is_short_power(right) and self._has_waves(left)
                case Binary(_, left, right):
                    found = self._has_waves(left) or self._has_waves(right)
                case Call("sin" | "cos", (argument,)):
                    infinite, _, small = parts(self._model(argument))
                    found = bool(infinite.terms) and is_small(small)
                case _:
                    found = False
            self._waves[node] = found
        return found

    def _of(self, node: Numeric) -> Sum:
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = self._composed(node)
        return found

    def _composed(self, node: Numeric) -> Sum:
        found = self._made(node) if self._has_waves(node) else None
        if found is None:
            return {PLAIN: self._model(node)}
        if sum(len(value.terms) + 1 for value in found.values()) > MOST_TERMS:
            raise Unproved("a sum of harmonics is too long")
        return found

    def _made(self, node: Numeric) -> Sum | None:
        match node:
            case Negative(operand):
                return {term: negated(value) for term, value in self._of(operand).items()}
            case Call("sin" | "cos" as name, (argument,)):
                return self._wave(self._model(argument), name == "sin")
            case Binary("/", left, right) if not self._has_waves(right):
                below = reciprocal(self.interval, self._model(right))
                return self._product(self._of(left), {PLAIN: below})
            case Binary("**", left, Literal(power)):
                return self._power(self._of(left), int(power))
            case Binary("+" | "-" as operator, left, right):
                one, other = self._of(left), self._of(right)
                signed = ((t, v if operator == "+" else negated(v)) for t, v in other.items())
                return self._summed(iter((*one.items(), *signed)))
            case Binary("*", left, right):
                return self._product(self._of(left), self._of(right))
        return None

    def _wave(self, argument: Model, is_sine: bool) -> Sum:
        """A sine or cosine of F + d, F growing and d not, by the addition formula."""
        infinite, middle, small = parts(argument)
        flips, angle = _canonical(infinite.terms)
        rest = add(self.interval, small, Model({} if middle.is_zero else {_UNIT: middle}))
        along, across = self._functions.cos(rest), self._functions.sin(rest)
        # sin(F + d) = cos d·sin F + sin d·cos F, and cos(F + d) = cos d·cos F − sin d·sin F
        values = {True: along, False: across} if is_sine else {True: negated(across), False: along}
        if flips:  # sin F = −sin(−F)
            values[True] = negated(values[True])
        return {(angle, kind): value for kind, value in values.items() if not value.is_zero}

    def _power(self, base: Sum, exponent: int) -> Sum:
        result = base
        for _ in range(exponent - 1):
            if len(result) > MOST_TERMS:
                raise Unproved("a sum of harmonics is too long")
            result = self._product(result, base)
        return result

    def _product(self, one: Sum, other: Sum) -> Sum:
        return self._summed(
            (term, value)
            for left, p in one.items()
            for right, q in other.items()
            for term, value in _product(left, right, multiply(self.interval, p, q))
        )

    def _summed(self, items: Iterator[tuple[Term, Model]]) -> Sum:
        result: Sum = {}
        for term, value in items:
            result[term] = add(self.interval, result[term], value) if term in result else value
        return {term: value for term, value in result.items() if not value.is_zero}


def _is_short_power(exponent: Numeric) -> bool:
    return (
        isinstance(exponent, Literal)
        and exponent.value.denominator == 1
        and 1 < exponent.value <= LARGEST_POWER
    )


_UNIT = Scale()
_HALF = fmpq(1, 2)


def _canonical(terms: dict[Scale, Constant]) -> tuple[bool, Angle]:
    """One angle for F and −F, and whether it is −F."""
    kept = {scale: value for scale, value in terms.items() if not value.is_zero}
    ordered = tuple(sorted(kept.items(), key=lambda item: item[0].key))
    if not ordered or content_of(ordered[0][1]) > 0:
        return False, ordered
    return True, tuple((scale, -value) for scale, value in ordered)


def _product(left: Term, right: Term, value: Model) -> Iterator[tuple[Term, Model]]:
    """The product of two terms, as a sum: cos A·cos B = (cos(A − B) + cos(A + B))/2, and so on."""
    (a, a_is_sine), (b, b_is_sine) = left, right
    if not a or not b:  # a term without a wave: cos 0 is 1
        yield (a or b, a_is_sine or b_is_sine), value
        return
    is_sine = a_is_sine != b_is_sine
    half = scaled(value, _HALF)
    # s·s = (cos(A − B) − cos(A + B))/2; s·c = (sin(A + B) + sin(A − B))/2; c·s = (sin(A + B) − sin(A − B))/2
    of_sum = negated(half) if a_is_sine and b_is_sine else half
    of_difference = negated(half) if b_is_sine and not a_is_sine else half
    for sign, part in ((1, of_sum), (-1, of_difference)):
        flips, angle = _canonical(_combined(a, b, sign))
        if angle or not is_sine:  # sin 0 is 0
            yield (angle, is_sine), negated(part) if flips and is_sine else part


def _combined(a: Angle, b: Angle, sign: int) -> dict[Scale, Constant]:
    terms = dict(a)
    for scale, value in b:
        signed = value.times(sign)
        terms[scale] = terms[scale] + signed if scale in terms else signed
    return terms
