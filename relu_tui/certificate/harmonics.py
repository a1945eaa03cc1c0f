"""Sums, products and powers of waves as sums of harmonics: sin² + cos² is 1, sin(F)·cos(F) is sin(2F)/2.

Known by their ranges alone, sin²(1/x) and cos²(1/x) add up to something from 0 to 2. Here an expression that
is made by +, −, · and whole powers of sums of scales, and of sines and cosines of such sums, is written as
Σ (c·cos F + s·sin F), where c and s are sums of scales with constants, and each angle F is a growing sum: by
the addition formulas, and products to sums. All of these are identities of real numbers, so the sum is the
expression at every h at which its parts have values, and nothing is rounded. What it is worth is then the
part without a wave, exactly, and for each wave and scale the range ±√(c² + s²). Two angles are one where
their constants are equal term by term. That two others are the same number unseen makes the range too wide,
not wrong. A wave never leaves this module otherwise than as a range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flint import fmpq

from relu_tui.calculus.language.syntax import Binary, Call, Literal, Negative, Node, Numeric
from relu_tui.certificate import functions_of_constants as known
from relu_tui.certificate.constants import ONE, Constant, content_of, inverse
from relu_tui.certificate.errors import Unproved
from relu_tui.certificate.interval import Interval
from relu_tui.certificate.ranges import Range
from relu_tui.certificate.scales import UNIT, Scale, compare
from relu_tui.certificate.taylor_models import Model, Remainder, collected, enclosure, parts

MOST_TERMS = 40
"""Of a sum of harmonics; a longer one stays a range."""

LARGEST_POWER = 8
"""Whole powers up to this are multiplied out."""

Angle = tuple[tuple[Scale, Constant], ...]
"""Growing scales with constants, sorted; empty for the angle 0."""

Term = tuple[Scale, Angle, bool]
"""scale·cos(angle), or scale·sin(angle) where the last is true."""

Sum = dict[Term, Constant]


class Harmonics:
    """The parts of an expression on an interval, as far as they are sums of harmonics.

    Args:
        interval: The interval.
        model: The enclosure of a part; where it raises, the part has no value or none is known.
        angles: Growing terms under sines and cosines, as met: while there are none, there is nothing to do.
    """

    def __init__(self, interval: Interval, model: Callable[[Numeric], Model], angles: list[Model]) -> None:
        self.interval = interval
        self._model = model
        self._angles = angles
        self._known: dict[Node, Sum | None] = {}

    def sharper(self, node: Binary, model: Model) -> Model:
        """The enclosure of a part, or a narrower one by its harmonics where they have one."""
        if not self._angles or model.rest is None or node.operator == "/":
            return model
        try:
            found = self._known[node] = _short(self._composed(node))
            if found is None:
                return model
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
        plain: dict[Scale, Constant] = {}
        waves: dict[tuple[Scale, Angle], Range] = {}
        for (scale, angle, _), value in harmonics.items():
            if angle:
                square = value.range.absolute() * value.range.absolute()
                before = waves.get((scale, angle))
                waves[scale, angle] = square if before is None else before + square
            else:
                plain[scale] = value
        rests: list[Remainder] = []
        for (scale, _), square in waves.items():
            amplitude = square.high.sqrt().upper()
            rests.append((scale, Range.spanning(-amplitude, amplitude)))
        return collected(self.interval, plain, rests)

    # --- expressions as sums of harmonics ---

    def _of(self, node: Numeric) -> Sum | None:
        model = self._model(node)
        if model.rest is None:
            return {(scale, (), False): value for scale, value in model.terms.items()}
        if node not in self._known:
            self._known[node] = _short(self._composed(node))
        return self._known[node]

    def _composed(self, node: Numeric) -> Sum | None:
        match node:
            case Negative(operand):
                inner = self._of(operand)
                return None if inner is None else {term: -value for term, value in inner.items()}
            case Call("sin" | "cos" as name, (argument,)):
                return _wave(self._model(argument), name == "sin")
            case Binary("/", left, right):
                return self._quotient(left, self._model(right))
            case Binary("**", left, Literal(power)) if power.denominator == 1 and 1 < power <= LARGEST_POWER:
                return self._power(self._of(left), int(power))
            case Binary("+" | "-" | "*" as operator, left, right):
                one = self._of(left)
                other = None if one is None else self._of(right)
                if one is None or other is None:
                    return None
                if operator == "*":
                    return self._product(one, other)
                return _summed((*one.items(), *((t, v if operator == "+" else -v) for t, v in other.items())))
        return None

    def _quotient(self, left: Numeric, below: Model) -> Sum | None:
        """Divided by one scale with a constant that is proved to be other than 0."""
        above = self._of(left)
        if above is None or below.rest is not None or len(below.terms) != 1:
            return None
        ((scale, value),) = below.terms.items()
        return self._product(above, {(scale.inverse(), (), False): inverse(value)})

    def _power(self, base: Sum | None, exponent: int) -> Sum | None:
        result = base
        for _ in range(exponent - 1):
            if result is None or base is None or len(result) > MOST_TERMS:
                return None
            result = self._product(result, base)
        return result

    def _product(self, one: Sum, other: Sum) -> Sum:
        self.interval.spend(1 + _size(one) * _size(other))
        return _summed(
            (term, value)
            for left, p in one.items()
            for right, q in other.items()
            for term, value in _product(left, right, p * q)
        )


def _size(harmonics: Sum) -> int:
    """How many terms it has, counting those of its constants."""
    return sum(len(value.terms) for value in harmonics.values())


def _short(harmonics: Sum | None) -> Sum | None:
    return None if harmonics is None or len(harmonics) > MOST_TERMS else harmonics


def _summed(items: Iterator[tuple[Term, Constant]] | tuple[tuple[Term, Constant], ...]) -> Sum:
    """What has one term added up, and what is 0 term by term left out."""
    result: Sum = {}
    for term, value in items:
        result[term] = result[term] + value if term in result else value
    return {term: value for term, value in result.items() if not value.is_zero}


def _wave(argument: Model, is_sine: bool) -> Sum | None:
    """A sine or cosine of F + m, F growing and m a constant, by the addition formula; None for any other."""
    infinite, middle, small = parts(argument)
    if not infinite.terms or not small.is_zero:
        return None
    flips, angle = _canonical(infinite.terms)
    along, across = known.cos(middle), known.sin(middle)
    # sin(F + m) = cos m·sin F + sin m·cos F, and cos(F + m) = cos m·cos F − sin m·sin F
    values = {True: along, False: across} if is_sine else {True: -across, False: along}
    if flips:  # sin F = −sin(−F)
        values[True] = -values[True]
    return {(UNIT, angle, kind): value for kind, value in values.items() if not value.is_zero}


def _canonical(terms: dict[Scale, Constant]) -> tuple[bool, Angle]:
    """One angle for F and −F, and whether it is −F."""
    kept = {scale: value for scale, value in terms.items() if not value.is_zero}
    ordered = tuple(sorted(kept.items(), key=lambda item: item[0].key))
    if not ordered or content_of(ordered[0][1]) > 0:
        return False, ordered
    return True, tuple((scale, -value) for scale, value in ordered)


_HALF = ONE.times(fmpq(1, 2))


def _product(left: Term, right: Term, value: Constant) -> Iterator[tuple[Term, Constant]]:
    """The product of two terms, as a sum: cos A·cos B = (cos(A − B) + cos(A + B))/2, and so on."""
    (one, a, a_is_sine), (other, b, b_is_sine) = left, right
    scale = one * other
    if not a or not b:  # a term without a wave: cos 0 is 1
        yield (scale, a or b, a_is_sine or b_is_sine), value
        return
    is_sine = a_is_sine != b_is_sine
    half = value * _HALF
    # s·s = (cos(A − B) − cos(A + B))/2; s·c = (sin(A + B) + sin(A − B))/2; c·s = (sin(A + B) − sin(A − B))/2
    of_sum = -half if a_is_sine and b_is_sine else half
    of_difference = -half if b_is_sine and not a_is_sine else half
    for sign, part in ((1, of_sum), (-1, of_difference)):
        flips, angle = _canonical(_combined(a, b, sign))
        if angle or not is_sine:  # sin 0 is 0
            yield (scale, angle, is_sine), -part if flips and is_sine else part


def _combined(a: Angle, b: Angle, sign: int) -> dict[Scale, Constant]:
    terms = dict(a)
    for scale, value in b:
        signed = value.times(sign)
        terms[scale] = terms[scale] + signed if scale in terms else signed
    return terms
