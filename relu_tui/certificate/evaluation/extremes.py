"""The greater or the lesser of parts: one of them where a sign is proved, else what is known of both."""

from __future__ import annotations

from flint import arb, fmpq

from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.syntax import (
    Call,
    Literal,
    Numeric,
)
from relu_tui.certificate.errors import TooShort, Unproved
from relu_tui.certificate.evaluation.walk import Walk
from relu_tui.certificate.interval import largest
from relu_tui.certificate.ranges import UNIT, ZERO, Range
from relu_tui.certificate.scales import compare
from relu_tui.certificate.taylor_models import (
    Model,
    add,
    enclosure,
    lead,
    multiply,
    negated,
    scaled,
    sign,
    spread,
    subtract,
)


class Extremes(Walk):
    """max, min and relu."""

    def _extreme(self, node: Call, u: Model, other: Model, written: Numeric | None) -> Model:
        """The greater or the lesser of two; half their sum and distance where a wave hides which it is."""
        interval = self.interval
        least = node.name == "min"
        difference = subtract(interval, u, other)
        try:
            found = sign(interval, difference)
        except TooShort:
            apart = enclosure(interval, difference)[1]
            if apart.low >= 0 or apart.high <= 0:  # one of them is never below the other
                return u if bool(apart.low >= 0) != least else other
            squeezed = self._squeezed(u, other, least)
            if squeezed is not None:
                return squeezed
            size = self.functions.absolute(difference)
            total = subtract(interval, other, negated(u))
            middle = subtract(interval, total, size) if least else add(interval, total, size)
            return scaled(middle, fmpq(1, 2)) if not middle.is_zero else middle
        self._note_extreme(node, written, found)
        return u if (found >= 0) != least else other

    def _note_extreme(self, node: Call, written: Numeric | None, found: int) -> None:
        """Write down which is greater, an argument or what stood before it."""
        if written is None:
            self._noted(node, to_text(node.arguments[0]), found)
            return
        before = node.arguments[: node.arguments.index(written)]
        if len(before) == 1 and is_nought(before[0]):
            self._noted(node, to_text(written), -found)
            return
        texts = [to_text(argument) for argument in before]
        first = texts[0] if len(texts) == 1 else f"{node.name}({', '.join(texts)})"
        compared = first if is_nought(written) else f"{first} - ({to_text(written)})"
        self._noted(node, compared, found)

    def _squeezed(self, u: Model, other: Model, least: bool) -> Model | None:
        """The greater or lesser of two where the ranges tell something of it, or None."""
        if u.is_zero:  # of which there is no scale
            u, other = other, u
        one, first = enclosure(self.interval, u)
        two, second = (one, ZERO) if other.is_zero else enclosure(self.interval, other)
        inner, outer = (first, second) if compare(one, two) <= 0 else (second, first)
        if least and inner.low >= 0 and outer.low >= 0:  # 0 ≤ min(u, v) ≤ u
            return spread(Range(ZERO.low, inner.high), one if inner is first else two)
        if not least and inner.high <= 0 and outer.high <= 0:
            return spread(Range(inner.low, ZERO.high), one if inner is first else two)
        if lead(u) is not None or lead(other) is not None:
            return None
        scale = largest([one, two])
        ranges = [
            first * self.interval.relative(one, scale),
            second * self.interval.relative(two, scale),
        ]
        choose = _lesser if least else _greater
        low, high = choose(*(r.low for r in ranges)), choose(*(r.high for r in ranges))
        return spread(Range(low, high), scale)

    def _clamped(self, node: Call, found: Model, arguments: list[tuple[Numeric, Model]]) -> Model:
        """A max or min between two bounds, such as max(−x², min(x², sin(1/x))), where a range tells less.

        max(u, v) is at least u and at least v, and whatever is at least both is at least max(u, v); the same
        of min the other way round. So bounds are kept with each max and min, all of them right at every h.
        With l ≤ max(u, v) ≤ m it is l + t·(m − l), 0 ≤ t ≤ 1.
        """
        if found.rest is None:
            return found
        least = node.name == "min"
        near = [other for _, other in arguments]  # bounds of the kind that each argument is
        near += [bound for part, _ in arguments for bound in self._bounds.get((part, least), ())]
        far = [[other, *self._bounds.get((part, not least), ())] for part, other in arguments]
        beyond = [
            bound
            for index, bounds in enumerate(far)
            for bound in bounds
            if all(
                any(self._is_ordered(other, bound, least) for other in others)
                for place, others in enumerate(far)
                if place != index
            )
        ]
        self._bounds[node, least] = near
        self._bounds[node, not least] = beyond
        for low in near:
            for high in beyond:
                width = subtract(self.interval, high, low)
                scale = None if width.is_zero else enclosure(self.interval, width)[0]
                if scale is None or compare(scale, enclosure(self.interval, found)[0]) < 0:
                    found = add(self.interval, low, multiply(self.interval, spread(UNIT), width))
                    if found.is_zero:
                        return found
        return found

    def _is_ordered(self, one: Model, other: Model, least: bool) -> bool:
        """Whether one ≤ other throughout, or one ≥ other where `least`."""
        if one is other:
            return True
        try:
            found = sign(self.interval, subtract(self.interval, one, other))
        except Unproved:
            return False
        return found >= 0 if least else found <= 0


def is_nought(node: Numeric) -> bool:
    """Whether a part is written as 0."""
    return isinstance(node, Literal) and node.value == 0


def _greater(one: arb, other: arb) -> arb:
    return max(one, other)


def _lesser(one: arb, other: arb) -> arb:
    return min(one, other)
