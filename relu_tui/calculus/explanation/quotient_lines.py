"""The difference quotient on a side, and its limit: the lines of an argument."""

from __future__ import annotations

from collections.abc import Iterator

from relu_tui.calculus.decision.limit_values import Finite, Infinite, Oscillating, Undefined, Unknown
from relu_tui.calculus.decision.side_result import OneSide, Values
from relu_tui.calculus.exact.constant_printing import formula
from relu_tui.calculus.exact.sign import UNPRINTABLE
from relu_tui.calculus.explanation.condition_reasons import slope_reason, unprintable
from relu_tui.calculus.explanation.estimates import bounded_quotient
from relu_tui.calculus.explanation.limit_lines import (
    QUOTIENT,
    growing,
    outweighing,
    unsettled,
    vanishing,
)
from relu_tui.calculus.explanation.phrases import (
    cancelled,
    detailed,
    formulas,
    image_formula,
    known_of,
    limit_formula,
    side_condition,
    value_formula,
)
from relu_tui.calculus.explanation.side_lines import SideLines, two_limits
from relu_tui.calculus.language.formula import (
    STEP,
    ZERO,
    Approach,
    Formula,
    Quotient,
    Relation,
    Words,
    difference,
    equal,
    mentions,
)
from relu_tui.calculus.language.line import Line, joined


class QuotientLines(SideLines):
    """Of the difference quotient."""

    def lines(self, side: OneSide) -> Iterator[Line]:
        """What the quotient is, and its limit."""
        proof = self.proof
        if isinstance(side.approach, Undefined) and isinstance(proof.value, Finite):
            yield self.missing(side, side.approach.why)
            return
        if isinstance(side.slope, Undefined | Unknown):
            yield slope_reason(proof, side)
            return
        if isinstance(side.slope, Oscillating) and side.values is not Values.THROUGHOUT:
            steady = self.steady(side, QUOTIENT)
            told = tuple(unsettled(side, image_formula(proof), QUOTIENT, side.witnesses, steady))
            yield ("For ", *side_condition(proof, side), ", ", *told[0])
            yield from told[1:]
            if side.witnesses:
                yield two_limits(QUOTIENT)
            return
        side = detailed(proof, side)
        rise, quotient = formulas(side)
        if mentions(rise, UNPRINTABLE) or mentions(quotient, UNPRINTABLE):
            yield unprintable(side.slope)
            return
        above = difference(image_formula(proof), value_formula(proof))
        rest = self.estimates.remainders.get(side.side)
        worked = cancelled(proof, side, quotient)
        if rest is not None and isinstance(proof.value, Finite):
            worked = bounded_quotient(rest, proof.value.number, side.side)
            *_, quotient = _stages(worked)
        yield (
            equal(Quotient(above, STEP), *_stages(worked)),
            *known_of(proof.point, side.germ, side.quotient),
            ".",
        )
        yield from self._limit_lines(side, quotient)

    def _limit_lines(self, side: OneSide, quotient: Formula) -> Iterator[Line]:
        match side.slope:
            case Finite(number):
                limit = formula(number)
                if quotient == limit:
                    yield ("It is ", limit, " at every step, and so is its limit.")
                    return
                yield from vanishing(side.quotient, number, side.side)
                if squeezed := self.squeezed(side, "quotient", side.quotient, number):
                    yield ("It is squeezed: ", *squeezed, ".")
                elif near := self.how_near(side, "quotient", Words("quotient"), limit):
                    yield _capitalized((*near, "."))
                yield (self._limit(side, quotient, limit), ".")
            case Infinite():
                yield from tuple(self._how_large(side)) or growing(side)
                why = tuple(outweighing(side))
                yield from (joined(why),) if why else ()
                end = limit_formula(side.slope)
                yield (self._limit(side, quotient, end), ": infinite, so it does not exist.")
            case Oscillating():
                yield from self.without_limit(side.quotient, side.witnesses, side, QUOTIENT)

    def _limit(self, side: OneSide, quotient: Formula, limit: Formula) -> Formula:
        return equal(Approach("Δx", ZERO, int(side.side), quotient), limit)

    def _how_large(self, side: OneSide) -> Iterator[Line]:
        if size := self.size_of(side, "quotient", Words("quotient")):
            yield ("For ", size[1], " on this side, ", size[0], ", which grows past every bound.")


def _capitalized(line: Line) -> Line:
    """A line that begins a sentence."""
    first, *rest = line
    return (f"{first[:1].upper()}{first[1:]}" if isinstance(first, str) else first, *rest)


def _stages(chain: Formula) -> tuple[Formula, ...]:
    return (chain.first, *(link for _, link in chain.links)) if isinstance(chain, Relation) else (chain,)
